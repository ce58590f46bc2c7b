// Where results go: standard output that is closed, full or asked for, as the command line meets it in pipes.
import assert from "node:assert/strict";
import { spawn, type StdioOptions } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { parsePlan } from "../../../src/report/index.ts";
import { makeRepository, type TestRepository } from "../../support/git-repository.ts";
import { ROOT } from "../../support/source-files.ts";

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

const compose = (level: string): string => `name: cellar\nservices:\n  cache:\n    image: docker.io/library/redis:7.4\n    environment:\n      LEVEL: ${level}\n`;

let repository: TestRepository;

/** `isLeft`: whoever reads goes before the first word. */
type Stage = { readonly stdio?: StdioOptions; readonly isLeft?: boolean };

function plan(args: readonly string[], how: Stage = {}): Promise<Ran> {
  return stowplan(["plan", "--base", "HEAD~1", "--head", "HEAD", ...args], how);
}

function stowplan(args: readonly string[], { stdio = ["ignore", "pipe", "pipe"], isLeft = false }: Stage = {}): Promise<Ran> {
  const command = ["--import", join(ROOT, "scripts", "text-imports.mjs"), join(ROOT, "src", "cli.ts"), ...args];
  const child = spawn(process.execPath, command, { cwd: repository.folder, env: { PATH: process.env["PATH"] }, stdio });
  const texts = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => (texts.stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (texts.stderr += chunk.toString()));
  if (isLeft) for (const stream of [child.stdout, child.stderr]) stream?.destroy();
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...texts })));
}

describe("what a command prints", () => {
  before(() => {
    repository = makeRepository();
    repository.commit({ write: { "compose.yaml": compose("info") } });
    repository.commit({ write: { "compose.yaml": compose("debug") } });
  });
  after(() => repository.remove());

  it("is the report, and with --json the plan in its place", async () => {
    assert.match((await plan([])).stdout, /LEVEL info → debug/);
    for (const args of [["--json"], ["--json", "-"]]) {
      const { status, stdout } = await plan(args);
      assert.deepEqual([status, parsePlan(stdout).projects[0]?.name], [2, "cellar"]);
    }
    assert.match((await plan(["--markdown", "-"])).stdout, /^<!-- stowplan /);
    assert.equal(existsSync(join(repository.folder, "-")), false);
  });

  it("changes no exit status where nobody reads it", async () => {
    assert.equal((await plan([], { isLeft: true })).status, 2);
    assert.equal((await plan(["--host", "nobody"], { stdio: ["ignore", "ignore", "pipe"], isLeft: true })).status, 2);
  });

  it("does not take a registry that gives no answer for one without updates", async () => {
    const other = makeRepository();
    other.commit({ write: { "compose.yaml": "name: cellar\nservices:\n  cache:\n    image: 127.0.0.1:9/redis:7.4\n" } });
    const { status, stderr } = await stowplan(["updates", "--repo", other.folder]);
    other.remove();
    assert.equal(status, 1, stderr);
    assert.match(stderr, /no update was found, but not every image could be looked at/);
  });

  it("fails with a word for people where its disk is full", async () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = await plan([], { stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    assert.equal(status, 1);
    assert.match(stderr, /stowplan: standard output: the result could not be written\n.*disk/);
    assert.doesNotMatch(stderr, /Error:|\n {4}at /);
  });
});
