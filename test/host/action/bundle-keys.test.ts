// Under which names the host states of a run are kept and looked for.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bundleKeys, type BundleContent } from "../../../src/host/action/bundle-keys.ts";

const [MAIN, TOPIC, AMENDED] = ["a".repeat(40), "b".repeat(40), "c".repeat(40)];

function finds(wanted: BundleContent, kept: BundleContent): boolean {
  const { key, restoreKeys } = bundleKeys(wanted);
  return [key, ...restoreKeys].some((start) => bundleKeys(kept).key.startsWith(start));
}

const plan = (headTree: string, parts: Partial<BundleContent> = {}): BundleContent => ({ baseTree: MAIN, headTree, inputs: { hosts: "", flake: "" }, ...parts });
const warm = plan(MAIN);

describe("bundle keys", () => {
  const cases: readonly [what: string, wanted: BundleContent, kept: BundleContent, found: boolean][] = [
    ["a plan finds what a push to its base kept", plan(TOPIC), warm, true],
    ["a share finds it, too", plan(TOPIC, { share: { number: 1, of: 2 } }), warm, true],
    ["an amended head finds what the first one kept", plan(AMENDED), plan(TOPIC), true],
    ["a share finds what the same share kept", plan(AMENDED, { share: { number: 1, of: 2 } }), plan(TOPIC, { share: { number: 1, of: 2 } }), true],
    ["a share does not take another share's", plan(AMENDED, { share: { number: 1, of: 2 } }), plan(TOPIC, { share: { number: 2, of: 2 } }), false],
    ["a choice of hosts does not take another's", plan(TOPIC, { inputs: { hosts: "falcon" } }), plan(TOPIC, { inputs: { hosts: "kestrel" } }), false],
    ["another base finds nothing", plan(TOPIC, { baseTree: TOPIC }), warm, false],
  ];
  for (const [what, wanted, kept, found] of cases) it(what, () => assert.equal(finds(wanted, kept), found));

  it("are what GitHub accepts: no comma, not longer than 512", () => {
    const { key, restoreKeys } = bundleKeys(plan(TOPIC, { inputs: { hosts: "a,b\n".repeat(500) }, share: { number: 1, of: 2 } }));
    for (const name of [key, ...restoreKeys]) assert.match(name, /^[\w.-]{1,512}$/);
  });
});
