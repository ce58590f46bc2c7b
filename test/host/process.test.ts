// Running programs: environment, input, and each limit, which has to end the whole process group.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { allowedEnvironment } from "../../src/host/environment.ts";
import { withSignal } from "../../src/host/job-signal.ts";
import { processUse } from "../../src/host/process-memory.ts";
import { type ProcessLimits, type ProcessResult, runProcess } from "../../src/host/process.ts";
import { isRunning } from "../support/is-running.ts";
import { isWhole, until } from "../support/until.ts";

const LIMITS: ProcessLimits = { seconds: 60, output: 1_000_000 };

function shell(script: string, changed: { limits?: Partial<ProcessLimits>; input?: string; environment?: Record<string, string> } = {}): Promise<ProcessResult> {
  const environment = changed.environment ?? { PATH: process.env["PATH"] ?? "" };
  return runProcess({ program: "/bin/sh", args: ["-c", script], environment, limits: { ...LIMITS, ...changed.limits }, input: changed.input ?? "" });
}

describe("runProcess", () => {
  it("gives status, both outputs and the input's way through", async () => {
    const result = await shell("cat; echo problem >&2; exit 3", { input: "word" });
    assert.equal(result.status, 3);
    assert.equal(result.stdout.toString(), "word");
    assert.equal(result.stderr, "problem\n");
    assert.equal(result.stopped, undefined);
  });

  for (const [signal, status] of [["KILL", 137], ["ABRT", 134], ["TERM", 143]] as const) {
    it(`gives a death by SIG${signal} the status that a shell gives it`, async () => assert.equal((await shell(`kill -${signal} $$`)).status, status));
  }

  it("hands over nothing but the given environment", async () => {
    process.env["STOWPLAN_TEST_TOKEN"] = "hunter2";
    const result = await shell("env", { environment: { ONLY: "this" } });
    delete process.env["STOWPLAN_TEST_TOKEN"];
    assert.match(result.stdout.toString(), /^ONLY=this$/m);
    assert.doesNotMatch(result.stdout.toString(), /hunter2/);
  });

  it("does not mind a program that ignores its input", async () => {
    assert.equal((await shell("exec 0<&-; exit 0", { input: "x".repeat(1_000_000) })).status, 0);
  });

  it("rejects where the program does not exist", async () => {
    await assert.rejects(runProcess({ program: "/nowhere/program", args: [], environment: {}, limits: LIMITS }), { code: "ENOENT" });
  });

  it("ends the whole group at the time limit, also a child that lives on in the background", async () => {
    let child = 0;
    // On a busy machine a shell may not get far in so short a time.
    for (let seconds = 0.3; child === 0; seconds *= 3) {
      const result = await shell("sleep 300 & echo $!; sleep 300", { limits: { seconds } });
      assert.equal(result.stopped, "timeout");
      child = Number(result.stdout.toString().trim());
    }
    await until(() => !isRunning(child), "the background child's end");
  });

  it("ends at the output limit and keeps no more than that", async () => {
    const result = await shell("yes", { limits: { output: 10_000 } });
    assert.equal(result.stopped, "output");
    assert.ok(result.stdout.length <= 10_000);
  });

  it("keeps both ends of a long standard error", async () => {
    const result = await shell("echo first >&2; yes middle | head -c 2000000 >&2; echo last >&2");
    assert.ok(result.stderr.startsWith("first\n"));
    assert.ok(result.stderr.endsWith("last\n"));
    assert.ok(result.stderr.length < 600_000);
  });

  it("ends at the memory limit, counting children", { skip: processUse(process.pid) === undefined ? "no /proc here" : false }, async () => {
    const grow = `"${process.execPath}" -e 'const kept = []; setInterval(() => kept.length < 50 && kept.push(Buffer.alloc(20e6, 1)), 5)'`;
    const result = await shell(`${grow}; true`, { limits: { memory: 300 } });
    assert.equal(result.stopped, "memory");
  });

  it("counts a child that made a session of its own", { skip: processUse(process.pid) === undefined ? "no /proc here" : false }, async () => {
    const result = await shell("for n in 1 2 3 4 5 6; do setsid sh -c 'sleep 15; true' & done; wait", { limits: { processes: 5 } });
    assert.equal(result.stopped, "processes");
  });

  it("ends with its children where the job's signal fires, rejects with its reason, and starts nothing more", async () => {
    const controller = new AbortController();
    const reason = new Error("a newer push");
    const pids: number[] = [];
    await withSignal(controller.signal, async () => {
      const folder = mkdtempSync(join(tmpdir(), "stowplan-signal-"));
      const run = shell(`sleep 60 & echo $! > ${folder}/pid; wait`);
      const refused = assert.rejects(run, reason);
      await until(() => isWhole(join(folder, "pid")), "the program's start");
      pids.push(Number(readFileSync(join(folder, "pid"), "utf8")));
      controller.abort(reason);
      await refused;
      await assert.rejects(shell("true"), reason);
      rmSync(folder, { recursive: true });
    });
    await until(() => !isRunning(pids[0] ?? 0), "the program's end");
    assert.equal((await shell("true")).status, 0);
  });
});

describe("allowedEnvironment", () => {
  it("keeps what programs need, drops every token, and lets additions win", () => {
    const environment = allowedEnvironment(
      { PATH: "/bin", HOME: "/root", GITHUB_TOKEN: "t", ACTIONS_RUNTIME_TOKEN: "t", INPUT_TOKEN: "t", NIX_CONFIG: "access-tokens = github.com=t", NIX_PATH: "x=/y", LC_ALL: "de_DE" },
      { PATH: "/other", EXTRA: "1" },
    );
    assert.deepEqual(environment, { PATH: "/other", HOME: "/root", LC_ALL: "C.UTF-8", EXTRA: "1" });
  });
});
