// Attempts to get out of the sandbox, by programs that a flake could never run: the walls hold without Nix's own.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { findSandbox, type Sandbox, type SandboxRun } from "../../../src/host/sandbox/sandbox.ts";
import type { ProcessResult } from "../../../src/host/process.ts";
import { needs } from "../../needs.ts";

const SECRET = "hunter2-of-the-bot";

let folder: string;
let sandbox: Sandbox;
let server: Server;
let port: number;

async function listen(on: Server): Promise<number> {
  await new Promise<void>((resolve) => on.listen(0, "127.0.0.1", resolve));
  const address = on.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Runs a shell script in the sandbox; standard error goes with standard output. */
async function attempt(script: string, some: Partial<SandboxRun> = {}): Promise<ProcessResult & { readonly text: string }> {
  const result = await sandbox.run({
    program: "/bin/sh",
    args: ["-c", `exec 2>&1; ${script}`],
    environment: { PATH: "/usr/bin:/bin" },
    readable: [join(folder, "repository")],
    writable: [join(folder, "home")],
    network: false,
    limits: { seconds: 60, memory: 256, output: 1_000_000 },
    ...some,
  });
  return { ...result, text: result.stdout.toString() };
}

describe("in the sandbox", needs("bwrap"), () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stowplan-sandbox-"));
    for (const name of ["repository", "home", "other"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "repository/flake.nix"), "the flake");
    writeFileSync(join(folder, "other/key.pem"), SECRET);
    symlinkSync(join(folder, "other/key.pem"), join(folder, "repository/link"));
    process.env["STOWPLAN_TEST_SECRET"] = SECRET;
    server = createServer((_, response) => response.end(SECRET));
    port = await listen(server);
    const found = await findSandbox(process.env);
    assert.ok(found.kind === "found", found.kind === "missing" ? found.reason : "");
    sandbox = found.sandbox;
  });
  after(() => {
    delete process.env["STOWPLAN_TEST_SECRET"];
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const NOTHING_TO_READ: readonly [what: string, path: () => string][] = [
    ["the users of the machine", () => "/etc/passwd"],
    ["their passwords", () => "/etc/shadow"],
    ["Nix's settings, which may hold tokens", () => "/etc/nix/nix.conf"],
    ["the home of the bot", () => process.env["HOME"] ?? "/root"],
    ["the home of root", () => "/root"],
    ["sockets of services", () => "/run"],
    ["Nix's daemon", () => "/nix/var"],
    ["a key beside the repository", () => join(folder, "other/key.pem")],
    ["the same through a link of the repository", () => join(folder, "repository/link")],
    ["the bot's environment", () => `/proc/${process.pid}/environ`],
    ["disks", () => "/dev/vda"],
    ["shared memory", () => "/dev/shm"],
  ];
  for (const [what, path] of NOTHING_TO_READ) {
    it(`there is nothing to read: ${what}`, async () => {
      const { status, text } = await attempt(`ls -d '${path()}' && cat '${path()}'`);
      assert.notEqual(status, 0, text);
      assert.match(text, /No such file or directory/);
    });
  }

  it("the environment is what was given", async () => {
    const { text } = await attempt("env; cat /proc/*/environ | tr '\\0' '\\n'");
    assert.doesNotMatch(text, new RegExp(SECRET));
    assert.doesNotMatch(text, /HOME=/);
  });

  it("no other process is seen or reached", async () => {
    const { text } = await attempt(`kill -0 ${process.pid} && echo reached; cat /proc/[0-9]*/comm`);
    assert.doesNotMatch(text, /^reached$|^node$/m);
  });

  it("the repository is read and not written; the home is written", async () => {
    const { text } = await attempt(`cat ${folder}/repository/flake.nix; touch ${folder}/repository/new; touch ${folder}/home/new && echo written`);
    assert.match(text, /^the flake/);
    assert.match(text, /Read-only file system/);
    assert.match(text, /^written$/m);
  });

  for (const path of ["/x", "/usr/x", "/nix/store/x", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger"]) {
    it(`${path} is not written`, async () => {
      const { status } = await attempt(`: > ${path}`);
      assert.notEqual(status, 0);
    });
  }

  it("loopback is another one: a server of the machine is not reached", async () => {
    const script = `fetch("http://127.0.0.1:${port}/").then((answer) => answer.text()).then(console.log, (error) => console.log("failed", error.cause?.code))`;
    const node = { program: process.execPath, args: ["-e", script], limits: { seconds: 60, output: 100_000, memory: 1024 } };
    assert.match((await attempt("", node)).text, /^failed E/);
    assert.match((await attempt("", { ...node, network: true })).text, new RegExp(SECRET));
  });

  it("no namespace, no mount", async () => {
    const { text } = await attempt("unshare --user true && echo made; mount -t tmpfs none /tmp && echo mounted");
    assert.doesNotMatch(text, /^(?:made|mounted)$/m);
  });

  it("a fork bomb ends, with all that it started", async () => {
    const { stopped, status } = await attempt("for n in $(seq 1000); do sleep 321 & done; wait");
    assert.ok(stopped === "processes" || status !== 0);
    const left = await attempt("true");
    assert.equal(left.status, 0);
  });

  it("so does one that hides in sessions of its own", async () => {
    const { stopped, status } = await attempt("for n in $(seq 1000); do setsid sleep 322 & done; wait");
    assert.ok(stopped === "processes" || status !== 0);
  });

  it("memory is bounded over all processes", async () => {
    const eat = "kept=$(head -c 90m /dev/zero | tr '\\0' x); sleep 99";
    const { stopped, status } = await attempt(`for one in 1 2 3 4; do setsid sh -c "$(cat <<'END'\n${eat}\nEND\n)" & done; wait`);
    assert.equal(stopped, "memory", `status ${status}`);
  });

  it("a single process cannot even reserve without end", async () => {
    const { text } = await attempt("ulimit -v; ulimit -f; ulimit -c");
    const [space = "", size = "", core] = text.split("\n");
    assert.ok(Number(space) < 10_000_000 && Number(size) > 0, text);
    assert.equal(core, "0");
  });

  it("/tmp is small", async () => {
    const { text } = await attempt("head -c 100m /dev/zero > /tmp/big");
    assert.match(text, /No space left/);
  });

  it("endless output is cut", async () => {
    const { stopped, stdout } = await attempt("yes");
    assert.equal(stopped, "output");
    assert.ok(stdout.length <= 1_000_000);
  });

  it("time is bounded, and what runs in the background ends too", async () => {
    const { stopped } = await attempt(`(setsid sh -c 'sleep 2; touch ${folder}/home/late' &); sleep 60`, { limits: { seconds: 0.5, memory: 256, output: 1000 } });
    assert.equal(stopped, "timeout");
    await new Promise((resolve) => setTimeout(resolve, 2000));
    assert.equal((await attempt(`ls ${folder}/home/late`)).status, 2);
  });
});

describe("findSandbox", () => {
  it("says what is missing", async () => {
    const found = await findSandbox({ PATH: "/nonexistent" });
    assert.ok(found.kind === "missing");
    assert.match(`${found.reason}. ${found.hint}`, process.platform === "linux" ? /bubblewrap is not installed\. Install bubblewrap/ : /Linux/);
  });

  it("tries whether it works: a bubblewrap that may not make namespaces is none", { skip: process.platform !== "linux" }, async () => {
    const programs = mkdtempSync(join(tmpdir(), "stowplan-bwrap-"));
    writeFileSync(join(programs, "bwrap"), "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n", { mode: 0o755 });
    const found = await findSandbox({ PATH: `${programs}:${process.env["PATH"] ?? ""}` });
    rmSync(programs, { recursive: true });
    assert.ok(found.kind === "missing");
    assert.match(found.reason, /does not work here \(bwrap: No permissions to create new namespace\)/);
    assert.match(found.hint, /user namespaces/);
  });
});
