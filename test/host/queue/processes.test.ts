// Several processes at one queue: what they share, what happens when one dies, and when the database is away.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import type { Queue, QueueEvent } from "../../../src/host/bot/queue.ts";
import { createPostgresQueue } from "../../../src/host/queue/postgres-queue.ts";
import { needs } from "../../needs.ts";
import { type Postgres, startPostgres } from "../../support/postgres.ts";
import { ROOT } from "../../support/source-files.ts";
import { until } from "../../support/until.ts";
import { planJob } from "./contract.ts";

type Step = { readonly what: string; readonly name: string; readonly pid: number };

describe("processes at one PostgreSQL queue", needs("postgres"), () => {
  let postgres: Postgres;
  let folder: string;
  let file: string;
  let url: string;
  let queue: Queue;
  let queues: Queue[];
  let events: QueueEvent[];
  let workers: ChildProcess[];

  function open(): Queue {
    const opened = createPostgresQueue({ url, heartbeat: 10, retry: { limit: 2, delay: 0 }, observe: (event) => events.push(event), onError: () => undefined });
    queues.push(opened);
    return opened;
  }
  function steps(what = ""): readonly Step[] {
    const lines = readFileSync(file, "utf8").split("\n").filter((line) => line !== "");
    return lines.map((line): Step => {
      const [step = "", name = "", pid] = line.split(" ");
      return { what: step, name, pid: Number(pid) };
    }).filter((step) => what === "" || step.what === what);
  }
  async function startWorkers(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      workers.push(spawn(process.execPath, [join(ROOT, "test/support/queue-worker.ts"), url, file], { stdio: ["ignore", "inherit", "inherit"] }));
    }
    await until(() => steps("ready").length === workers.length, "the workers' start");
  }
  async function add(place: string, delivery?: string): Promise<void> {
    await queue.add({ job: planJob(place), ...(delivery === undefined ? {} : { delivery }) });
  }
  const isEmpty = async (): Promise<boolean> => {
    const { waiting, running } = await queue.depth();
    return waiting === 0 && running === 0;
  };
  const did = (what: string, name: string): Promise<void> => until(() => steps(what).some((step) => step.name === name), `${what} ${name}`);

  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.remove());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-queue-"));
    file = join(folder, "steps");
    writeFileSync(file, "");
    url = postgres.createDatabase();
    events = [];
    workers = [];
    queues = [];
    queue = open();
  });
  afterEach(async () => {
    for (const opened of queues) await opened.stop(0);
    for (const worker of workers) if (worker.exitCode === null) worker.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  it("loses nothing and does nothing twice while a worker is killed, and never does two jobs of one repository at once", async () => {
    await startWorkers(3);
    const other = open();
    await add("attic#900");
    await did("begin", "attic#900");
    const places = Array.from({ length: 90 }, (_, index) => `house${index % 6}#${index + 1}`);
    // Each delivery comes twice, to two processes at about the same time. One after the other: what waits in line for seconds is refused.
    for (const place of places) await Promise.all([add(place, `d ${place}`), other.add({ job: planJob(place), delivery: `d ${place}` })]);
    workers.find(({ pid }) => pid === steps("begin")[0]?.pid)?.kill("SIGKILL");
    await did("end", "attic#900");
    await until(isEmpty);
    assert.deepEqual(steps("end").map(({ name }) => name).toSorted(), [...places, "attic#900"].toSorted());
    assert.deepEqual(steps("begin").map(({ name }) => name).toSorted(), [...places, "attic#900", "attic#900"].toSorted());
    assert.equal(events.filter(({ kind }) => kind === "repeated").length, 90);
    const running = new Map<string, string>();
    for (const { what, name } of steps().filter((step) => step.name.startsWith("house"))) {
      const [repo = ""] = name.split("#");
      if (what === "begin") assert.equal(running.get(repo), undefined, `${name} began while ${String(running.get(repo))} ran`);
      if (what === "begin") running.set(repo, name);
      else running.delete(repo);
    }
    assert.ok(new Set(steps("end").map(({ pid }) => pid)).size >= 2, "the work was shared");
  });

  it("interrupts a job in another process for a newer one, down to the program that it runs", async () => {
    await startWorkers(1);
    await add("attic#901");
    await did("begin", "attic#901");
    await queue.add({ job: planJob("attic#901", "c".repeat(40)) });
    await did("end", "attic#901");
    assert.deepEqual(steps().slice(1).map(({ what }) => what), ["begin", "cut", "begin", "end"]);
    await until(isEmpty);
  });

  it("hands a job back when its worker is told to end, and another does it", async () => {
    await startWorkers(2);
    await add("attic#902");
    await did("begin", "attic#902");
    const first = workers.find(({ pid }) => pid === steps("begin")[0]?.pid);
    assert.ok(first !== undefined);
    const ended = once(first, "exit");
    first.kill("SIGTERM");
    await ended;
    assert.equal(first.exitCode, 0);
    await did("end", "attic#902");
    await until(isEmpty);
    assert.deepEqual(steps().filter(({ what }) => what !== "ready").map(({ what }) => what), ["begin", "cut", "begin", "end"]);
    assert.notEqual(steps("end")[0]?.pid, first.pid);
  });

  it("remembers deliveries when all processes were started anew", async () => {
    await add("attic#1", "d-1");
    await queue.stop(0);
    queue = open();
    await add("attic#1", "d-1");
    assert.deepEqual(events.map(({ kind }) => kind), ["added", "repeated"]);
    assert.equal((await queue.depth()).waiting, 1);
  });

  it("forgets the deliveries that GitHub does not send again", async () => {
    await add("attic#1", "d-1");
    postgres.ask(url, "update stowplan.delivery set at = now() - interval '4 days'");
    await add("attic#2", "d-2");
    await startWorkers(1);
    await until(() => postgres.ask(url, "select string_agg(id, ',') from stowplan.delivery") === "d-2 plan ada/attic#2", "the old delivery's end");
  });

  it("refuses jobs while the database is away, and goes on by itself when it is back, with all that it had", async () => {
    await startWorkers(1);
    await add("attic#1");
    await did("end", "attic#1");
    await until(isEmpty);
    await postgres.kill();
    await assert.rejects(add("attic#2", "d-2"), { code: "queue-unreachable" });
    await assert.rejects(queue.depth(), { code: "queue-unreachable" });
    await postgres.start();
    await add("attic#2", "d-2");
    await did("end", "attic#2");
    await until(isEmpty);
    assert.deepEqual(steps("begin").map(({ name }) => name), ["attic#1", "attic#2"]);
    assert.ok(workers.every(({ exitCode }) => exitCode === null));
  });

  it("waits for a database that is not there yet", async () => {
    await queue.stop(0);
    await postgres.kill();
    queue = open();
    await queue.work(() => Promise.resolve());
    await assert.rejects(add("attic#1"), { code: "queue-unreachable" });
    await postgres.start();
    await until(() => add("attic#1").then(() => true, () => false));
    await until(() => events.some(({ kind }) => kind === "done"), "the job's end");
  });
});
