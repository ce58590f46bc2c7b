// A program that runs another one and is interrupted leaves nothing behind.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { isRunning } from "../support/is-running.ts";
import { ROOT } from "../support/source-files.ts";
import { isWhole, until } from "../support/until.ts";

const PROGRAM = `
import { runProcess } from ${JSON.stringify(join(ROOT, "src", "host", "process.ts"))};
const environment = { PATH: process.env.PATH };
void runProcess({ program: "sh", args: ["-c", "sleep 300 & echo $! >&2; wait"], environment, limits: { seconds: 300, output: 1000 } });
void runProcess({ program: "sh", args: ["-c", "echo $$ > $PID_FILE; exec sleep 300"], environment: { ...environment, PID_FILE: process.argv[1] }, limits: { seconds: 300, output: 1000 } });
`;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  it(`ends what it started on ${signal}, and itself by that signal`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "stowplan-groups-"));
    const pidFile = join(folder, "pid");
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", PROGRAM, pidFile], { stdio: ["ignore", "ignore", "inherit"] });
    await until(() => isWhole(pidFile), "the program's start");
    const leader = Number(readFileSync(pidFile, "utf8"));
    assert.ok(isRunning(leader));
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
    assert.deepEqual([child.exitCode, child.signalCode], [null, signal]);
    await until(() => !isRunning(leader), "the program's end");
    await rm(folder, { recursive: true });
  });
}
