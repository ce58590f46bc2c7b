// Hashes as Nix files write them: the table was made with `nix hash`.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { formatHash, parseHash } from "../../../src/images/index.ts";

const FORMS = { base16: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", base32: "1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s", sri: "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=" } as const;
const ABC = createHash("sha256").update("abc").digest();

describe("hashes", () => {
  for (const form of ["base16", "base32", "sri"] as const) {
    it(`are written in ${form}`, () => assert.equal(formatHash(ABC, form), FORMS[form]));
    it(`are read in ${form}`, () => assert.deepEqual(parseHash(FORMS[form]), { bytes: ABC, form }));
    it(`come back from ${form}`, () => {
      for (let round = 0; round < 50; round += 1) {
        const bytes = randomBytes(32);
        assert.deepEqual(parseHash(formatHash(bytes, form))?.bytes, bytes);
      }
    });
  }
  for (const text of [`sha256:${FORMS.base16}`, `sha256:${FORMS.base32}`]) it(`are read with their algorithm in front: ${text}`, () => assert.deepEqual(parseHash(text)?.bytes, ABC));
  for (const text of ["", "sha512-AAAA", "eeee", `${FORMS.base32}x`, "${hash}"]) it(`are not ${JSON.stringify(text)}`, () => assert.equal(parseHash(text), undefined));
});
