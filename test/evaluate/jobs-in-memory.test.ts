// How many evaluations run at the same time, by the options and the machine's free memory.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Config } from "../../src/config/index.ts";
import { evaluateHosts } from "../../src/evaluate/index.ts";
import { jobsInMemory, tellReducedJobs } from "../../src/evaluate/jobs-in-memory.ts";
import { fakeGit } from "../fakes/git.ts";
import { type FakeNix, fakeNix, nixRun } from "../fakes/nix.ts";
import { fakeTree } from "../fakes/source-tree.ts";

type Case = { readonly jobs: number; readonly memory: number; readonly free: number | undefined; readonly count: number; readonly isReduced: boolean };

const CASES: readonly Case[] = [
  { jobs: 2, memory: 4096, free: 16_000, count: 2, isReduced: false },
  { jobs: 2, memory: 4096, free: 8192, count: 2, isReduced: false },
  { jobs: 2, memory: 4096, free: 8191, count: 1, isReduced: true },
  { jobs: 8, memory: 2048, free: 7000, count: 3, isReduced: true },
  // One always runs: its own limit, not ours, decides whether it fits.
  { jobs: 4, memory: 4096, free: 500, count: 1, isReduced: true },
  { jobs: 1, memory: 4096, free: 500, count: 1, isReduced: false },
  { jobs: 3, memory: 4096, free: undefined, count: 3, isReduced: false },
];

describe("jobs in memory", () => {
  for (const { jobs, memory, free, ...expected } of CASES) {
    it(`${jobs} jobs of ${memory} MiB in ${free ?? "unknown"} MiB are ${expected.count}`, () => {
      const { evaluation } = Config.parse({ evaluation: { "max-jobs": jobs, "max-memory": memory } });
      assert.deepEqual(jobsInMemory(evaluation, free), expected);
    });
  }

  it("says why hosts wait", () => {
    const { evaluation } = Config.parse({});
    assert.equal(
      tellReducedJobs({ count: 1, isReduced: true }, evaluation),
      "One host is evaluated at a time instead of 2: each may take 4096 MiB, and the machine has no more memory free.",
    );
  });
});

const TREE = fakeTree({ "flake.nix": "base" });
const OTHER = fakeTree({ "flake.nix": "head" });

/** The most runs of Nix at one time for four hosts with `max-jobs: 3`. */
async function mostAtATime(free: number | undefined): Promise<number> {
  let [running, most] = [0, 0];
  const nix = fakeNix({ list: () => nixRun({ stdout: JSON.stringify({ root: "/r", hosts: ["a", "b", "c", "d"] }) }) });
  const slow: FakeNix = {
    ...nix,
    run: async (args, limits) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return nix.run(args, limits);
    },
  };
  await evaluateHosts({
    scope: { projects: [], inputs: [], hosts: { headFlake: ".", affected: { kind: "all" } } },
    base: TREE.revision,
    head: OTHER.revision,
    config: Config.parse({ evaluation: { "max-jobs": 3 } }),
    ports: { git: fakeGit({ base: TREE, head: OTHER }), nix: slow, freeMemory: () => free, log: { progress: () => undefined, info: () => undefined, warn: () => undefined } },
  });
  return most;
}

describe("hosts side by side", () => {
  const memories: readonly [free: number | undefined, most: number][] = [[undefined, 3], [100_000, 3], [8192, 2], [100, 1]];
  for (const [free, most] of memories) {
    it(`runs no more hosts at a time than max-jobs and ${free ?? "unknown"} MiB of memory allow`, async () => {
      assert.equal(await mostAtATime(free), most);
    });
  }
});
