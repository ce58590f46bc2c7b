// A program that runs another one and is interrupted leaves nothing behind.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { it } from "node:test";
import { ROOT } from "../support/source-files.ts";

const PROGRAM = `
import { runProcess } from ${JSON.stringify(join(ROOT, "src", "host", "process.ts"))};
const environment = { PATH: process.env.PATH };
void runProcess({ program: "sh", args: ["-c", "sleep 300 & echo $! >&2; wait"], environment, limits: { seconds: 300, output: 1000 } });
void runProcess({ program: "sh", args: ["-c", "echo $$ > $PID_FILE; exec sleep 300"], environment: { ...environment, PID_FILE: process.argv[1] }, limits: { seconds: 300, output: 1000 } });
setTimeout(() => process.stdout.write("running"), 300);
`;

/** A process that nobody has waited for yet is still in the table, but it runs no more. */
function isRunning(pid: number): boolean {
  const state = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  return state !== "" && !state.startsWith("Z");
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  it(`ends what it started on ${signal}, and itself by that signal`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "stowplan-groups-"));
    const pidFile = join(folder, "pid");
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", PROGRAM, pidFile], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    const leader = Number(await readFile(pidFile, "utf8"));
    assert.ok(isRunning(leader));
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
    assert.deepEqual([child.exitCode, child.signalCode], [null, signal]);
    for (let attempt = 0; attempt < 50 && isRunning(leader); attempt += 1) await delay(20);
    assert.equal(isRunning(leader), false);
    await rm(folder, { recursive: true });
  });
}
