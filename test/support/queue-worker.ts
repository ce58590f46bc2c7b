// A worker as a process of its own: takes jobs from a PostgreSQL queue and writes into a file what it begins and ends.
// Run: node test/support/queue-worker.ts DATABASE-URL FILE
import { appendFileSync, readFileSync } from "node:fs";
import { runProcess } from "../../src/host/process.ts";
import { leaveSignals } from "../../src/host/process-groups.ts";
import { createPostgresQueue } from "../../src/host/queue/postgres-queue.ts";

const [url = "", file = ""] = process.argv.slice(2);

function write(what: string): void {
  appendFileSync(file, `${what} ${process.pid}\n`);
}

const queue = createPostgresQueue({ url, heartbeat: 10, retry: { limit: 2, delay: 0 }, onError: () => undefined });

/** A pull request of a number from 900 on takes long, but only the first time. */
function secondsOf(name: string, number: number): number {
  const isFirst = readFileSync(file, "utf8").split("\n").filter((line) => line.startsWith(`begin ${name} `)).length === 1;
  return number >= 900 && isFirst ? 60 : 0.01;
}

await queue.work(async (job) => {
  if (job.kind !== "plan") return;
  const name = `${job.repository.repo}#${job.number}`;
  write(`begin ${name}`);
  try {
    const environment = { PATH: process.env["PATH"] ?? "" };
    await runProcess({ program: "sleep", args: [String(secondsOf(name, job.number))], environment, limits: { seconds: 90, output: 100 } });
  } catch (error) {
    write(`cut ${name}`);
    throw error;
  }
  write(`end ${name}`);
});

leaveSignals(["SIGTERM"]);
process.on("SIGTERM", () => {
  void queue.stop(0).then(() => process.exit(0));
});
write("ready worker");
