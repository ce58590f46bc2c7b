// What both queues promise, as one suite that is run against each of them.
import assert from "node:assert/strict";
import { afterEach, beforeEach, it } from "node:test";
import type { BotJob } from "../../../src/host/bot/job.ts";
import type { JobHandler, Queue, QueueEvent, QueueObserver } from "../../../src/host/bot/queue.ts";
import { Interruption } from "../../../src/host/queue/interruption.ts";
import type { Retry } from "../../../src/host/queue/settings.ts";
import { until } from "../../support/until.ts";

/** Opens an empty queue. */
export type OpenQueue = (options: { readonly observe: QueueObserver; readonly retry: Retry }) => Promise<Queue>;

const IDS: Readonly<Record<string, number>> = { attic: 1, cellar: 2, roof: 3 };

/** A plan of `repo#number`. */
export function planJob(place: string, headCommit = "a".repeat(40)): BotJob {
  const [repo = "", number] = place.split("#");
  return { kind: "plan", repository: { owner: "ada", repo, repositoryId: IDS[repo] ?? 9, installationId: 5 }, number: Number(number), headCommit };
}

function commandJob(repo: string, commentId: number): BotJob {
  const { repository } = planJob(`${repo}#1`);
  return { kind: "command", repository, isPullRequest: true, asker: { number: 1, commentId, login: "ada", created: "2026-03-01T08:00:00Z", text: "/stowplan help" } };
}

function nameOf(job: BotJob): string {
  const number = "number" in job ? `#${job.number}` : "";
  return `${job.kind} ${job.repository.repo}${number}`;
}

/** Jobs that end when the test says so, or when they are interrupted. */
export function makeHands(): { readonly begun: string[]; readonly jobs: BotJob[]; readonly interruptions: string[]; handler: JobHandler; finish(name: string, error?: Error): void; finishAll(): void } {
  const begun: string[] = [];
  const jobs: BotJob[] = [];
  const interruptions: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  let finishesAll = false;
  return {
    begun,
    jobs,
    interruptions,
    handler: (job, signal) => {
      begun.push(nameOf(job));
      jobs.push(job);
      if (finishesAll) return Promise.resolve();
      return new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => {
          const reason: unknown = signal.reason;
          assert.ok(reason instanceof Interruption);
          interruptions.push(`${nameOf(job)} ${reason.kind}`);
          reject(reason);
        });
        ends.set(nameOf(job), (error) => {
          if (error === undefined) resolve();
          else reject(error);
        });
      });
    },
    finish: (name, error) => ends.get(name)?.(error),
    finishAll: () => {
      finishesAll = true;
      for (const end of ends.values()) end();
    },
  };
}

/** The suite; to be called within a `describe`. */
export function itKeepsTheContract(open: OpenQueue): void {
  let queue: Queue;
  let hands: ReturnType<typeof makeHands>;
  let events: QueueEvent[];
  const told = (kind: QueueEvent["kind"]): string[] => events.flatMap((event) => (event.kind === kind ? [nameOf(event.job)] : []));
  const begins = (name: string, count = 1): Promise<void> => until(() => hands.begun.filter((begun) => begun === name).length >= count, `${name} begins`);
  const isEmpty = async (): Promise<boolean> => {
    const { waiting, running } = await queue.depth();
    return waiting === 0 && running === 0;
  };

  beforeEach(async () => {
    events = [];
    hands = makeHands();
    queue = await open({ observe: (event) => events.push(event), retry: { limit: 2, delay: 0 } });
  });
  afterEach(async () => {
    hands.finishAll();
    await queue.stop(60_000);
  });

  it("does a job that was added before anybody worked, and one that was added later", async () => {
    await queue.add({ job: planJob("attic#1") });
    assert.deepEqual(await queue.depth(), { waiting: 1, running: 0 });
    await queue.work(hands.handler);
    await begins("plan attic#1");
    assert.deepEqual(await queue.depth(), { waiting: 0, running: 1 });
    hands.finish("plan attic#1");
    await until(isEmpty);
    await queue.add({ job: planJob("attic#2") });
    await begins("plan attic#2");
    hands.finish("plan attic#2");
    await until(isEmpty);
    await until(() => told("done").length === 2);
    assert.deepEqual(told("added"), ["plan attic#1", "plan attic#2"]);
    assert.deepEqual(told("started"), ["plan attic#1", "plan attic#2"]);
  });

  it("hands over the job as it was added", async () => {
    const job = planJob("attic#1");
    await queue.work(hands.handler);
    await queue.add({ job });
    await begins("plan attic#1");
    assert.deepEqual(hands.jobs, [job]);
  });

  it("takes repositories in turn, and within one the oldest first", async () => {
    for (const number of [1, 2, 3]) await queue.add({ job: planJob(`attic#${number}`) });
    for (const number of [1, 2]) await queue.add({ job: planJob(`cellar#${number}`) });
    await queue.add({ job: planJob("roof#1") });
    hands.finishAll();
    await queue.work(hands.handler);
    await until(isEmpty);
    assert.deepEqual(hands.begun, ["plan attic#1", "plan cellar#1", "plan roof#1", "plan attic#2", "plan cellar#2", "plan attic#3"]);
  });

  it("lets a repository that comes late not wait behind another's whole line, nor overtake it for ever", async () => {
    for (const number of [1, 2, 3, 4]) await queue.add({ job: planJob(`attic#${number}`) });
    await queue.work(hands.handler);
    for (const number of [1, 2]) {
      await begins(`plan attic#${number}`);
      hands.finish(`plan attic#${number}`);
    }
    await begins("plan attic#3");
    for (const number of [1, 2, 3]) await queue.add({ job: planJob(`cellar#${number}`) });
    hands.finishAll();
    await until(isEmpty);
    const late = hands.begun.slice(3);
    assert.ok(late.indexOf("plan cellar#1") < 2, late.join(", "));
    assert.ok(late.indexOf("plan attic#4") < 2, late.join(", "));
  });

  it("does not let an answer wait behind a plan of the same repository", async () => {
    await queue.work(hands.handler);
    await queue.add({ job: planJob("attic#1") });
    await begins("plan attic#1");
    await queue.add({ job: commandJob("attic", 77) });
    await begins("command attic");
    assert.deepEqual(told("done"), []);
  });

  it("replaces a waiting job by a newer one of its key, which keeps its place", async () => {
    await queue.add({ job: planJob("attic#1", "b".repeat(40)) });
    await queue.add({ job: planJob("attic#2") });
    await queue.add({ job: planJob("attic#1", "c".repeat(40)) });
    assert.equal((await queue.depth()).waiting, 2);
    hands.finishAll();
    await queue.work(hands.handler);
    await until(isEmpty);
    assert.deepEqual(hands.begun, ["plan attic#1", "plan attic#2"]);
    assert.deepEqual(hands.jobs[0], planJob("attic#1", "c".repeat(40)));
    assert.deepEqual(told("replaced"), ["plan attic#1"]);
  });

  it("interrupts a running job for a newer one of its key, and does that afterwards", async () => {
    await queue.work(hands.handler);
    await queue.add({ job: planJob("attic#1", "b".repeat(40)) });
    await begins("plan attic#1");
    await queue.add({ job: planJob("attic#1", "c".repeat(40)) });
    await begins("plan attic#1", 2);
    assert.deepEqual(hands.interruptions, ["plan attic#1 replaced"]);
    hands.finish("plan attic#1");
    await until(isEmpty);
    assert.deepEqual(hands.jobs[1], planJob("attic#1", "c".repeat(40)));
    await until(() => told("done").length === 1);
    assert.deepEqual(told("replaced"), ["plan attic#1"]);
    assert.deepEqual(told("failed"), []);
  });

  it("stops planning a pull request that was closed", async () => {
    await queue.work(hands.handler);
    await queue.add({ job: planJob("attic#1") });
    await begins("plan attic#1");
    const { repository } = planJob("attic#1");
    await queue.add({ job: { kind: "forget", repository, number: 1 } });
    await begins("forget attic#1");
    assert.deepEqual(hands.interruptions, ["plan attic#1 replaced"]);
  });

  it("leaves jobs of other keys alone", async () => {
    await queue.work(hands.handler);
    await queue.add({ job: planJob("attic#1") });
    await begins("plan attic#1");
    await queue.add({ job: planJob("attic#11") });
    await queue.add({ job: commandJob("attic", 3) });
    await begins("command attic");
    assert.deepEqual(hands.interruptions, []);
  });

  it("adds a delivery once, also when it was done, but every job that one delivery asks for", async () => {
    await queue.work(hands.handler);
    await queue.add({ job: planJob("attic#1"), delivery: "d-1" });
    await queue.add({ job: planJob("cellar#1"), delivery: "d-1" });
    await queue.add({ job: planJob("attic#1"), delivery: "d-1" });
    await begins("plan attic#1");
    hands.finish("plan attic#1");
    await begins("plan cellar#1");
    hands.finish("plan cellar#1");
    await until(isEmpty);
    await queue.add({ job: planJob("attic#1"), delivery: "d-1" });
    assert.deepEqual(await queue.depth(), { waiting: 0, running: 0 });
    assert.deepEqual(told("repeated"), ["plan attic#1", "plan attic#1"]);
    await queue.add({ job: planJob("attic#1"), delivery: "d-2" });
    await begins("plan attic#1", 2);
  });

  it("adds nothing only if idle where a job of the key waits or runs", async () => {
    await queue.add({ job: planJob("attic#1", "b".repeat(40)) });
    await queue.add({ job: planJob("attic#1", "c".repeat(40)), onlyIfIdle: true });
    await queue.work(hands.handler);
    await begins("plan attic#1");
    await queue.add({ job: planJob("attic#1", "c".repeat(40)), onlyIfIdle: true });
    assert.deepEqual(await queue.depth(), { waiting: 0, running: 1 });
    assert.deepEqual(told("needless"), ["plan attic#1", "plan attic#1"]);
    hands.finish("plan attic#1");
    await until(isEmpty);
    await queue.add({ job: planJob("attic#1", "d".repeat(40)), onlyIfIdle: true });
    await begins("plan attic#1", 2);
    assert.deepEqual(hands.interruptions, []);
  });

  it("tries a failed job again a few times, and goes on", async () => {
    await queue.work((job) => {
      hands.begun.push(nameOf(job));
      return Promise.reject(new Error("GitHub is away"));
    });
    await queue.add({ job: planJob("attic#1") });
    await begins("plan attic#1", 3);
    await until(isEmpty);
    await queue.add({ job: planJob("attic#2") });
    await begins("plan attic#2", 3);
    await until(isEmpty);
    await until(() => told("failed").length === 6);
    assert.deepEqual(events.flatMap((event) => (event.kind === "failed" ? [event.isLast] : [])), [false, false, true, false, false, true]);
  });

  it("takes a newer job instead of a failed one's next attempt", async () => {
    await queue.work(hands.handler);
    await queue.add({ job: planJob("attic#1", "b".repeat(40)) });
    await begins("plan attic#1");
    hands.finish("plan attic#1", new Error("GitHub is away"));
    await until(() => told("failed").length === 1);
    await queue.add({ job: planJob("attic#1", "c".repeat(40)) });
    await until(() => hands.jobs.some((job) => job.kind === "plan" && job.headCommit === "c".repeat(40)));
    hands.finishAll();
    await until(isEmpty);
    assert.ok(hands.jobs.length <= 3);
  });

  it("stops when its jobs are done, and takes no more", async () => {
    await queue.work(hands.handler);
    await queue.add({ job: planJob("attic#1") });
    await queue.add({ job: planJob("cellar#1") });
    await begins("plan attic#1");
    const stopped = queue.stop(60_000);
    hands.finish("plan attic#1");
    await stopped;
    assert.deepEqual(hands.begun, ["plan attic#1"]);
    assert.deepEqual(told("done"), ["plan attic#1"]);
  });

  it("interrupts and hands back what is not done within the patience", async () => {
    await queue.work(hands.handler);
    await queue.add({ job: planJob("attic#1") });
    await begins("plan attic#1");
    await queue.stop(20);
    assert.deepEqual(hands.interruptions, ["plan attic#1 stopping"]);
    assert.deepEqual(told("returned"), ["plan attic#1"]);
  });
}
