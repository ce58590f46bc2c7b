// The golden data about switches that lies beside the checkout.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as z from "zod";
import { HostState } from "../../src/evaluate/index.ts";
import { RunningFile } from "../../src/switch/index.ts";
import { goldenFolder, needsGolden } from "../support/shared-data.ts";

export { needsGolden };

function foldersOf(name: string): readonly string[] {
  const folder = join(goldenFolder, name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

function readJson(path: string): unknown {
  return JSON.parse(existsSync(path) ? readFileSync(path, "utf8") : gunzipSync(readFileSync(`${path}.gz`)).toString("utf8"));
}

const Lists = z.object({ stop: z.array(z.string()), start: z.array(z.string()), restart: z.array(z.string()), reload: z.array(z.string()), skip: z.array(z.string()) });

/** What NixOS's real program did to a real systemd. */
const Truth = z.object({
  title: z.string(),
  exit: z.number(),
  dry: Lists,
  units: z.record(z.string(), z.object({ after: z.string(), restarted: z.boolean(), verdict: z.string() })),
  activation: z.string().optional(),
});

export type Scenario = { readonly name: string; readonly folder: string; readonly truth: z.infer<typeof Truth>; readonly before: RunningFile };

export function scenarios(): readonly Scenario[] {
  return foldersOf("switch").map((name) => {
    const folder = join(goldenFolder, "switch", name);
    return { name, folder, truth: Truth.parse(readJson(join(folder, "truth.json"))), before: RunningFile.parse(readJson(join(folder, "before.json"))) };
  });
}

const UnitCase = z.object({
  name: z.string(),
  active: z.record(z.string(), z.string()),
  old: z.record(z.string(), z.string()),
  new: z.record(z.string(), z.string()),
  plan: Lists.extend({ hidden: z.array(z.string()) }),
});
export type UnitCase = z.infer<typeof UnitCase>;

export function unitCases(): readonly UnitCase[] {
  const file = join(goldenFolder, "switch-units.json");
  return existsSync(file) ? z.array(UnitCase).parse(readJson(file)) : [];
}

const Expected = z.object({
  plan: Lists,
  changed_units: z.record(z.string(), z.object({ comparison: z.string().nullable(), state_before: z.string() })),
  new_units_started_by_target: z.array(z.string()),
  started_again_by_target: z.array(z.string()),
  user_units: z.record(z.string(), z.string()),
});

export type HostCase = { readonly name: string; readonly base: HostState; readonly head: HostState; readonly expected: z.infer<typeof Expected> };

export function hostCases(): readonly HostCase[] {
  return foldersOf("hosts").map((name) => {
    const folder = join(goldenFolder, "hosts", name);
    const state = (side: string): HostState => HostState.parse({ system: "x86_64-linux", ...z.record(z.string(), z.unknown()).parse(readJson(join(folder, `${side}.json`))) });
    return { name, base: state("base"), head: state("head"), expected: Expected.parse(readJson(join(folder, "expected.json"))) };
  });
}
