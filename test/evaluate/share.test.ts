// How the hosts of a flake are dealt out to several jobs.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { hostsOfShare, makeShares } from "../../src/evaluate/share.ts";

describe("shares of hosts", () => {
  const counts: readonly [hosts: number, most: number, shares: number][] = [[0, 8, 1], [1, 8, 1], [3, 8, 3], [20, 8, 8], [20, 1, 1]];
  for (const [hosts, most, shares] of counts) {
    it(`${hosts} hosts in at most ${most} jobs are ${shares} shares`, () => {
      assert.deepEqual(makeShares(hosts, most), Array.from({ length: shares }, (_, index) => ({ number: index + 1, of: shares })));
    });
  }

  it("hold every host once, and differ by one host at most", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 30 }), fc.integer({ min: 1, max: 10 }), (names, most) => {
        const dealt = makeShares(names.length, most).map((share) => hostsOfShare(names, share));
        assert.deepEqual(dealt.flat().toSorted(), names.toSorted());
        const sizes = dealt.map(({ length }) => length);
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
      }),
    );
  });

  it("are all hosts where there is one job", () => assert.deepEqual(hostsOfShare(["falcon", "kestrel"], undefined), ["falcon", "kestrel"]));
});
