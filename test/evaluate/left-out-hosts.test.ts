// Hosts that read nothing of what changed: what Nix is still asked, and what is known of them afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Config } from "../../src/config/index.ts";
import { evaluateHosts, type HostPair } from "../../src/evaluate/index.ts";
import type { Cache, SourceTree } from "../../src/ports.ts";
import { fakeCache } from "../fakes/cache.ts";
import { fakeGit } from "../fakes/git.ts";
import { fakeNix, nixRun } from "../fakes/nix.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const BASE = fakeTree({ "flake.nix": "base" });
const HEAD = fakeTree({ "flake.nix": "head" });

type Case = { readonly only?: readonly string[]; readonly cache?: Cache; readonly sides?: readonly [SourceTree, SourceTree]; readonly atBase?: readonly string[]; readonly hasBase?: boolean; readonly hasHead?: boolean };

/** Statuses of the hosts, what Nix was asked, and what the log said. */
async function evaluated({ only, cache, sides: [base, head] = [BASE, HEAD], atBase = ["falcon", "kestrel"], hasBase = true, hasHead = true }: Case): Promise<{ hosts: readonly string[]; asked: readonly string[]; told: readonly string[] }> {
  const isBase = (reference: string): boolean => reference === `flake:${BASE.revision.commit}`;
  const nix = fakeNix({
    list: (reference) => nixRun({ stdout: JSON.stringify({ root: "/nix/store/x-source", hosts: isBase(reference) ? atBase : ["falcon", "kestrel"] }) }),
    host: (_, name) => nixRun({ stdout: JSON.stringify({ host: name, system: "x86_64-linux", storeDir: "/nix/store", derivations: [], units: {} }) }),
  });
  const told: string[] = [];
  const log = { progress: () => undefined, info: (text: string) => told.push(text), warn: () => undefined };
  const hosts = { ...(hasBase ? { baseFlake: "." } : {}), ...(hasHead ? { headFlake: "." } : {}), affected: only === undefined ? ({ kind: "all" } as const) : ({ kind: "some", hosts: only } as const) };
  const ports = { git: fakeGit({ base, head }), nix, log, ...(cache === undefined ? {} : { cache }) };
  const found = await evaluateHosts({ scope: { projects: [], inputs: [], hosts }, base: base.revision, head: head.revision, config: Config.parse({}), ports });
  const asked = nix.asked.map((question) => question.replace(/flake:\S+/, (reference) => (isBase(reference) ? "base" : "head"))).toSorted();
  return { hosts: found.value.map((pair: HostPair) => `${pair.name} ${pair.status}`), asked, told };
}

describe("hosts that read nothing of what changed", () => {
  const only = ["falcon"];

  it("are left out with a word in the log, and the others evaluated", async () => {
    const { hosts, asked, told } = await evaluated({ only });
    assert.deepEqual(hosts, ["falcon evaluated", "kestrel left-out"]);
    assert.deepEqual(asked, ["host base falcon", "host head falcon", "list base", "list head"]);
    assert.deepEqual(told.filter((text) => text.includes("kestrel")), ["1 of the hosts not evaluated, because nothing that they read changed: kestrel"]);
  });

  it("are evaluated where one side alone has them", async () => {
    assert.deepEqual((await evaluated({ only, atBase: ["falcon"] })).hosts, ["falcon evaluated", "kestrel added"]);
  });

  it("are not known at head from then on: their states there were never evaluated", async () => {
    const cache = fakeCache();
    await evaluated({ cache, sides: [BASE, BASE] });
    await evaluated({ cache, only });
    assert.deepEqual((await evaluated({ cache })).asked, ["host head kestrel"]);
  });
});
