// The user's compose2nix as a program: what it sees, and every way in which it can end. A shell script stands in for it.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { openConverter } from "../../src/host/converter.ts";
import type { ConverterRun } from "../../src/ports.ts";

const folder = mkdtempSync(join(tmpdir(), "stowplan-converter-"));
after(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a stand-in with the given body; `$out` is the file after `-output=`. */
function run(body: string, environment: Readonly<Record<string, string>> = {}): Promise<ConverterRun> {
  const bin = mkdtempSync(join(folder, "bin-"));
  const program = join(bin, "compose2nix");
  writeFileSync(program, `#!/bin/sh\nfor word; do case "$word" in -output=*) out="\${word#-output=}";; esac; done\n${body}\n`);
  chmodSync(program, 0o755);
  const files = new Map([["media/compose.yml", "services: {}\n"], ["media/env/web.env", "A=1\n"]]);
  const converter = openConverter({ PATH: `${bin}:${process.env["PATH"] ?? ""}`, TMPDIR: folder, GITHUB_TOKEN: "hunter2" });
  return converter.convert({ files, folder: "media", args: ["-inputs=compose.yml", "-runtime=docker"], environment });
}

describe("openConverter", () => {
  it("runs in the project's folder of a copy, and gives the module", async () => {
    assert.deepEqual(await run('{ echo "$1 $2"; find . -type f | sort; cat env/web.env; } > "$out"'), { kind: "module", text: "-inputs=compose.yml -runtime=docker\n./compose.yml\n./env/web.env\nA=1\n" });
  });

  it("gives it the project's variables, but neither tokens nor another PATH or linker", async () => {
    assert.deepEqual(await run('echo "$TAG $GITHUB_TOKEN$LD_PRELOAD$PATH" > "$out"', { TAG: "1.27", PATH: "/nowhere", LD_PRELOAD: "./evil.so" }).then((ran) => (ran.kind === "module" ? ran.text.replace(/\/.*\n/, "/…") : "")), "1.27 /…");
  });

  const failures: readonly (readonly [what: string, body: string, message: RegExp])[] = [
    ["its last words", 'echo first >&2; echo "$PWD/compose.yml: no services" >&2; exit 3', /^media\/compose\.yml: no services$/],
    ["the status where it says nothing", "exit 3", /^status 3$/],
    ["that it wrote nothing", "exit 0", /^it wrote no module$/],
    ["that it said too much", "yes", /limit on output/],
  ];
  for (const [what, body, message] of failures) {
    it(`tells ${what}`, async () => {
      const failed = await run(body);
      assert.ok(failed.kind === "failed");
      assert.match(failed.message, message);
    });
  }

  it("knows that there is none", async () => {
    assert.deepEqual(await openConverter({ PATH: join(folder, "empty") }).convert({ files: new Map(), folder: ".", args: [], environment: {} }), { kind: "missing" });
  });

  it("refuses a path that leaves the copy", async () => {
    await assert.rejects(openConverter({ PATH: folder }).convert({ files: new Map([["../x", ""]]), folder: ".", args: [], environment: {} }), { code: "internal" });
  });

  it("leaves nothing behind", () => {
    assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith("stowplan-convert-")), []);
  });
});
