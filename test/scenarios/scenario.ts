// A folder of test/scenarios -> the plan that the real pipeline makes of it: real git and Nix, a fake registry.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as z from "zod";
import { homelabImages } from "../../scripts/demo/homelab-images.ts";
import { openGit } from "../../src/host/git.ts";
import { openNix } from "../../src/host/nix.ts";
import { type PlanRequest, runPlan } from "../../src/plan.ts";
import type { Nix } from "../../src/ports.ts";
import type { Plan } from "../../src/report/index.ts";
import { silentLog } from "../fakes/forge.ts";
import { fakeRegistry } from "../fakes/registry.ts";
import { makeRepository } from "../support/repository.ts";

/** scenario.json: what the folder's files cannot say. */
export const Scenario = z.strictObject({
  /** What the reader of the expected comment should look for. */
  about: z.string(),
  /** Where base/ and head/ lie, from the scenario's folder. */
  source: z.string().default("."),
  deleted: z.array(z.string()).default([]),
  nix: z.enum(["real", "absent"]).default("absent"),
  inputs: z.record(z.string(), z.string()).default({}),
  /** Registries or repositories that fail, with the code. */
  failures: z.record(z.string(), z.enum(["registry-unreachable", "registry-denied", "registry-rate-limited"])).default({}),
});
export type Scenario = z.infer<typeof Scenario>;

const absentNix: Nix = {
  probe: () => Promise.resolve(undefined),
  run: () => Promise.reject(new Error("a Nix that is absent was run")),
};

/** Reads a scenario's description. */
export function readScenario(folder: string): Scenario {
  return Scenario.parse(JSON.parse(readFileSync(join(folder, "scenario.json"), "utf8")));
}

/** Makes the repository and runs the pipeline on it; the repository is gone afterwards. */
export async function planScenario(folder: string, request: Partial<PlanRequest> = {}): Promise<Plan> {
  const scenario = readScenario(folder);
  const scratch = mkdtempSync(join(tmpdir(), "stowplan-scenario-"));
  try {
    const source = resolve(folder, scenario.source);
    const sides = { base: { folder: join(source, "base") }, head: { folder: join(source, "head"), deleted: scenario.deleted } };
    const revisions = makeRepository(join(scratch, "repository"), sides);
    const git = await openGit({ directory: join(scratch, "repository"), environment: process.env });
    return await runPlan(
      { ...revisions, inputs: scenario.inputs, ...request },
      {
        git,
        nix: scenario.nix === "real" ? openNix(process.env) : absentNix,
        openRegistry: () => fakeRegistry(homelabImages(), scenario.failures),
        log: silentLog,
      },
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
