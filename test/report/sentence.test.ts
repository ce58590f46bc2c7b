import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { splitSentence } from "../../src/report/sentence.ts";

/** The parts written in one string, code between ‹ and ›. */
function shown(sentence: string): string {
  return splitSentence(sentence).map((part) => (part.kind === "code" ? `‹${part.text}›` : part.text)).join("");
}

describe("splitSentence", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["image v1.3.2 → v1.4.0", "image v1.3.2 → v1.4.0"],
    ["label traefik.enable added", "label ‹traefik.enable› added"],
    ["requires docker-db.service, which stops.", "requires ‹docker-db.service›, which stops."],
    ["see compose.yaml:12", "see ‹compose.yaml:12›"],
    ["(ghcr.io/a/b:1)", "(‹ghcr.io/a/b:1›)"],
    ["thanks to @harbourmaster", "thanks to ‹@harbourmaster›"],
    ["closes #12", "closes ‹#12›"],
    ["closes GH-12 or x,gh-12", "closes ‹GH-12› or ‹x,gh-12›"],
    ["in 0123abcdef0", "in ‹0123abcdef0›"],
    ["look at www.example.org", "look at ‹www.example.org›"],
    ["mail a@example.org", "mail ‹a@example.org›"],
    [":tada: and a:b:", "‹:tada:› and ‹a:b:›"],
    ["*bold* _thin_ ~gone~", "‹*bold*› ‹_thin_› ‹~gone~›"],
    ["<b>", "‹<b>›"],
    ["run `stowplan convert` now", "run ‹stowplan convert› now"],
    ["DB_PASSWORD=[hidden, changed]", "‹DB_PASSWORD=[hidden, changed]›"],
    ["add --read-only", "add ‹--read-only›"],
    ["one\ntwo\u001b[31m", "one ‹two␛[31m›"],
    ["abc\u202edef", "‹abc⟨U+202E⟩def›"],
  ];
  for (const [sentence, expected] of cases) it(JSON.stringify(sentence), () => assert.equal(shown(sentence), expected));

  it("leaves nothing in words that a forge could understand, whatever comes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom(...Array.from("@#/:`GHgh-12aw. <>&[]()!*_~|\\$\n\r")) })), (sentence) => {
        for (const part of splitSentence(sentence)) {
          if (part.kind === "words") assert.match(part.text, /^[\p{L}\p{M}\p{N} .,;:!?()'"’“”„%+\-–—−→←…×·=]*$/u);
          if (part.kind === "words") assert.doesNotMatch(part.text, /gh-\d|www\.|\w:\w|:[^ :]+:/i);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
