// The registry that a plan gets keeps the same contract, with and without answers on the disk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { type RunningRegistry, startPullOnlyRegistry } from "../../scripts/demo/registry.ts";
import { lazyRegistries } from "../../src/host/lazy-registry.ts";
import type { Registry } from "../../src/ports.ts";
import { IMAGES, registryContract } from "./registry/contract.ts";
import { NO_DOCKER_CONFIG } from "./registry/scripted-client.ts";

describe("the registry of a plan", () => {
  const home = mkdtempSync(join(tmpdir(), "stowplan-home-"));
  let running: RunningRegistry | undefined;
  before(async () => {
    running = await startPullOnlyRegistry(IMAGES);
  });
  after(async () => {
    await running?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  function open(variables: Record<string, string>): Registry {
    const mirrors = Object.fromEntries(["docker.io", "ghcr.io", "quay.io"].map((name) => [name, `${running?.url ?? ""}/${name}`]));
    return lazyRegistries({ ...NO_DOCKER_CONFIG, variables })({ mirrors, allowPrivate: [], timeout: 20 });
  }

  describe("without a home", () => registryContract(() => open({})));
  for (const run of ["first", "second"]) describe(`in the ${run} run`, () => registryContract(() => open({ HOME: home })));
});
