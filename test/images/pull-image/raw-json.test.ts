// Members of a JSON object as Go's encoder would write them again: a property over all JSON, and the cases that differ.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { rawMembers, rawObject } from "../../../src/images/pull-image/raw-json.ts";

function members(text: string): Record<string, string> {
  return Object.fromEntries([...rawMembers(Buffer.from(text))].map(([name, value]) => [name, Buffer.from(value, "latin1").toString("utf8")]));
}

describe("raw members", () => {
  const TABLE: readonly (readonly [text: string, members: Record<string, string>])[] = [
    ["{}", {}],
    [' {"a" : 1.50e+3 , "b":[ ],"c":{ } } ', { a: "1.50e+3", b: "[]", c: "{}" }],
    ['{"a":"x<y>&z"}', { a: '"x\\u003cy\\u003e\\u0026z"' }],
    ['{"a":"\u2028\u2029ü"}', { a: '"\\u2028\\u2029ü"' }],
    ['{"a":"\\u003c\\"{[]},:"}', { a: '"\\u003c\\"{[]},:"' }],
    ['{"a":1,"a":{"b":[{"a":2},null]}}', { a: '{"b":[{"a":2},null]}' }],
    ['{"\\u0061":true}', { a: "true" }],
    ['{"z":0,"y":{"x":1,"w":2}}', { z: "0", y: '{"x":1,"w":2}' }],
  ];
  for (const [text, expected] of TABLE) it(text, () => assert.deepEqual(members(text), expected));

  it("mean what they meant, whatever the layout", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const parsed: unknown = JSON.parse(text);
        const again = Object.fromEntries(Object.entries(members(text)).map(([name, raw]) => [name, JSON.parse(raw)]));
        assert.deepEqual({ ...again }, parsed);
        for (const raw of Object.values(members(text))) assert.doesNotMatch(raw, /[<>&\u2028\u2029\n\t]/);
      }),
    );
  });

  it("survive where they are no UTF-8", () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xe2, 0x80]), Buffer.from('"}')]);
    assert.deepEqual(rawObject(Object.fromEntries(rawMembers(bytes))), bytes);
  });

  it("are found in a text of megabytes", () => {
    const long = "x".repeat(4_000_000);
    assert.equal(members(JSON.stringify({ a: long, b: 1 }))["b"], "1");
  });
});

describe("raw objects", () => {
  it("have their names in order", () => assert.equal(rawObject({ os: '"linux"', config: "null", id: '"1"' }).toString(), '{"config":null,"id":"1","os":"linux"}'));
});
