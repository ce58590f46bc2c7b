// The memory of a whole plan of a large host, without Nix's own: a program that prints generated answers stands in for Nix.
// Run: node scripts/with-node24.mjs bench/plan-memory.ts [containers] [units]
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildInto } from "../scripts/build.ts";
import { makeRepository } from "../test/support/git-repository.ts";
import { largeHost, type Side } from "./large-host.ts";

const [containers = 500, units = 2000] = process.argv.slice(2).map(Number);
const scratch = mkdtempSync(join(tmpdir(), "stowplan-bench-memory-"));
const repository = makeRepository();
const revisions = { base: repository.commit({ write: { "flake.nix": "{ outputs = _: import ./falcon.nix; }\n", "falcon.nix": "1\n" } }), head: repository.commit({ write: { "falcon.nix": "2\n" } }) };

/** What Nix prints of a host: units without the texts behind their paths, which are asked for by their derivations. */
function answers(side: Side): { readonly host: object; readonly derivations: Readonly<Record<string, object>> } {
  const state = largeHost({ side, containers, units, isBump: false });
  const files = Object.values(state.units).flatMap((unit) => Object.entries(unit.files));
  const shown = files.map(([output, text]) => [`${output}.drv`, { outputs: { out: { path: output } }, env: { text, name: "script" }, inputDrvs: {} }] as const);
  const plain = Object.entries(state.units).map(([name, unit]) => [name, { ...unit, files: undefined }] as const);
  const host = { ...state, units: Object.fromEntries(plain), etc: {}, storeDir: "/nix/store", derivations: shown.map(([path]) => path) };
  return { host, derivations: Object.fromEntries(shown) };
}

/** Answers by what is asked: the version, the hosts, a host at one of the two revisions, derivations. */
function writeNix(): string {
  const [base, head] = [answers("base"), answers("head")];
  writeFileSync(join(scratch, "base.json"), JSON.stringify(base.host));
  writeFileSync(join(scratch, "head.json"), JSON.stringify(head.host));
  writeFileSync(join(scratch, "derivations.json"), JSON.stringify({ ...base.derivations, ...head.derivations }));
  const program = `#!${process.execPath}
const { readFileSync } = require("node:fs");
const read = (name) => readFileSync(${JSON.stringify(`${scratch}/`)} + name + ".json", "utf8");
const question = process.argv.at(-1);
const side = question.includes(${JSON.stringify(revisions.base)}) ? "base" : "head";
if (process.argv[2] === "--version") console.log("nix (Nix) 2.28.3");
else if (process.argv[2] !== "eval") {
  const all = JSON.parse(read("derivations"));
  console.log(JSON.stringify(Object.fromEntries(process.argv.filter((word) => word in all).map((path) => [path, all[path]]))));
} else console.log(question.includes("withAssertions") ? read(side) : JSON.stringify({ root: "/nix/store/source", hosts: ["bench"] }));
`;
  const folder = join(scratch, "bin");
  mkdirSync(folder);
  writeFileSync(join(folder, "nix"), program);
  chmodSync(join(folder, "nix"), 0o755);
  return folder;
}

await buildInto(join(scratch, "bundle"), { plan: "bench/one-plan.ts" });
const PATH = `${writeNix()}:${process.env["PATH"] ?? ""}`;
for (const label of ["nothing known", "both known"]) {
  const args = [join(scratch, "bundle", "plan.js"), repository.folder, revisions.base, revisions.head, `${containers} containers, ${units} units, ${label}`];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit", env: { ...process.env, PATH, XDG_CACHE_HOME: join(scratch, "cache") } });
  if (status !== 0) throw new Error("the plan failed");
}
repository.remove();
rmSync(scratch, { recursive: true });
