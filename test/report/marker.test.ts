import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { findMarker, type Marker } from "../../src/report/index.ts";
import { writeMarker } from "../../src/report/marker.ts";
import { BASE, TIP } from "../fakes/plans.ts";

const marker: Marker = { version: 1, key: "default", base: BASE, head: TIP, plan: "a".repeat(64), truncated: false };

describe("marker", () => {
  it("comes back from what it was written to", () => {
    assert.deepEqual(findMarker(`${writeMarker(marker)}\n### 1 host`), marker);
    assert.deepEqual(findMarker(`${writeMarker(marker)}\r\n### 1 host`), marker);
  });

  it("is only seen as the first line", () => {
    assert.equal(findMarker(`hello\n${writeMarker(marker)}`), undefined);
    assert.equal(findMarker(` ${writeMarker(marker)}`), undefined);
    assert.equal(findMarker(`${writeMarker(marker)} hello`), undefined);
  });

  it("is refused where its record is broken or of another version", () => {
    for (const body of ["", "<!-- stowplan -->", "<!-- stowplan {} -->", "<!-- stowplan { -->", writeMarker(marker).replace('"version":1', '"version":2')]) {
      assert.equal(findMarker(body), undefined, body);
    }
  });

  it("cannot be ended from inside by any key", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 63 }), fc.string({ unit: fc.constantFrom("-", ">", "<", "!", '"', "\n"), maxLength: 63 })), (key) => {
        const text = writeMarker({ ...marker, key });
        assert.equal(text.indexOf("-->"), text.length - 3);
        assert.doesNotMatch(text.slice(4, -3), /--|[<>\n]/);
        assert.deepEqual(findMarker(text), { ...marker, key });
      }),
    );
  });
});
