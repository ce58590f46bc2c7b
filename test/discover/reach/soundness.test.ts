// Random flakes and every change of one file: where the real Nix gives a host another value, the host must not have been left out.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import * as z from "zod";
import { affectedHosts } from "../../../src/discover/reach/affected-hosts.ts";
import { fakeTree } from "../../fakes/source-tree.ts";
import { needs } from "../../needs.ts";
import { changesOf, type FlakeFiles, randomFlake } from "../../support/random-flake.ts";

const FLAKES = Number(process.env["STOWPLAN_TEST_FLAKES"] ?? "20");
const SEED = Number(process.env["STOWPLAN_TEST_SEED"] ?? "20260714");
const HOSTS = ["h0", "h1", "h2"];

function write(folder: string, files: FlakeFiles): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What every host of every folder evaluates to, by one process: it is the values that matter, not how they are asked for. */
function evaluateAll(scratch: string, folders: readonly string[]): readonly (readonly string[])[] {
  const list = folders.map((folder) => `"path:${folder}"`).join(" ");
  const names = HOSTS.map((name) => `"${name}"`).join(" ");
  const expression = join(scratch, "all.nix");
  writeFileSync(expression, `map (flake: let hosts = (builtins.getFlake flake).nixosConfigurations; in map (name: builtins.toJSON hosts.\${name}) [ ${names} ]) [ ${list} ]`);
  const settings = "experimental-features = nix-command flakes\nbuild-users-group =\nsubstituters =\n";
  const run = spawnSync("nix", ["eval", "--impure", "--json", "--file", expression], { encoding: "utf8", env: { ...process.env, NIX_CONFIG: settings }, maxBuffer: 2 ** 28 });
  assert.equal(run.status, 0, run.stderr);
  return z.array(z.array(z.string())).parse(JSON.parse(run.stdout));
}

type Case = { readonly base: FlakeFiles; readonly change: FlakeFiles; readonly folders: readonly [string, string] };

describe("hosts that are left out", needs("nix"), () => {
  it(`evaluate to the same at both sides (${FLAKES} random flakes)`, async () => {
    const scratch = mkdtempSync(join(tmpdir(), "stowplan-sound-"));
    const seeds = fc.sample(fc.array(fc.nat(1_000_000), { minLength: 80, maxLength: 80 }), { numRuns: FLAKES, seed: SEED });
    const cases = seeds.flatMap((numbers, flake): Case[] => {
      let at = 0;
      const base = randomFlake((most) => (numbers[at++ % numbers.length] ?? 0) % (most + 1));
      const folder = join(scratch, String(flake), "base");
      write(folder, base);
      return changesOf(base).map((change, index) => {
        const head = join(scratch, String(flake), String(index));
        write(head, { ...base, ...change });
        return { base, change, folders: [folder, head] };
      });
    });
    const folders = [...new Set(cases.flatMap((one) => one.folders))];
    const values = new Map(evaluateAll(scratch, folders).map((value, index) => [folders[index] ?? "", value]));
    let leftOut = 0;
    for (const one of cases) leftOut += await checked(one, values);
    rmSync(scratch, { recursive: true });
    // A scan that always doubts would pass as well.
    assert.ok(leftOut > cases.length * HOSTS.length * 0.1, `only ${leftOut} of ${cases.length * HOSTS.length} were left out`);
  });
});

/** The number of hosts that are left out, all of which have to be the same. */
async function checked({ base, change, folders: [before, after] }: Case, values: ReadonlyMap<string, readonly string[]>): Promise<number> {
  const changes = Object.keys(change).map((path) => ({ path, status: path in base ? ("modified" as const) : ("added" as const) }));
  const found = await affectedHosts({ base: fakeTree(base), head: fakeTree({ ...base, ...change }), folder: ".", changes, canSplit: true });
  const leftOut = HOSTS.filter((name) => found.kind === "some" && !found.hosts.includes(name));
  for (const name of leftOut) {
    const index = HOSTS.indexOf(name);
    assert.equal(values.get(after)?.[index], values.get(before)?.[index], `${name} was left out where ${JSON.stringify(change)} changed:\n${JSON.stringify(base, undefined, 1)}`);
  }
  return leftOut.length;
}
