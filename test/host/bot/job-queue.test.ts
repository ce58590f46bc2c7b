import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createJobQueue } from "../../../src/host/bot/job-queue.ts";

/** A queue, and what its jobs have done. */
function start(): { done: string[]; failures: unknown[]; queue: ReturnType<typeof createJobQueue>; job: (name: string) => () => Promise<void> } {
  const done: string[] = [];
  const failures: unknown[] = [];
  const queue = createJobQueue((error) => failures.push(error));
  const job = (name: string) => async (): Promise<void> => {
    done.push(`${name} begins`);
    await Promise.resolve();
    done.push(`${name} ends`);
  };
  return { done, failures, queue, job };
}

describe("createJobQueue", () => {
  it("runs one job after the other", async () => {
    const { done, queue, job } = start();
    queue.add("a", job("a"));
    queue.add("b", job("b"));
    await queue.idle();
    assert.deepEqual(done, ["a begins", "a ends", "b begins", "b ends"]);
  });

  it("lets a newer job take the place of one that waits, at the end of the line", async () => {
    const { done, queue, job } = start();
    queue.add("a", job("a1"));
    queue.add("b", job("b1"));
    queue.add("c", job("c1"));
    queue.add("b", job("b2"));
    await queue.idle();
    assert.deepEqual(done.filter((text) => text.endsWith("ends")), ["a1 ends", "c1 ends", "b2 ends"]);
  });

  it("goes on after a failure, and starts again after a rest", async () => {
    const { done, failures, queue, job } = start();
    queue.add("a", () => Promise.reject(new Error("broken")));
    queue.add("b", job("b"));
    await queue.idle();
    queue.add("c", job("c"));
    await queue.idle();
    assert.equal(failures.length, 1);
    assert.deepEqual(done, ["b begins", "b ends", "c begins", "c ends"]);
  });
});
