// How many evaluations run at the same time, by the options and the machine's free memory.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Config } from "../../src/config/index.ts";
import { jobsInMemory, tellReducedJobs } from "../../src/evaluate/jobs-in-memory.ts";

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
