// Shown derivations of every format since Nix 2.8 -> the texts that they would write.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseDerivations } from "../../src/evaluate/derivation.ts";

const HASH = "0123456789abcdfghijklmnpqrsvwxyz";
const STORE = "/nix/store";
const out = (name: string): string => `${STORE}/${HASH}-${name}`;
const shown = (env: unknown, more: object = {}): object => ({ outputs: { out: { path: out("a") } }, inputDrvs: { [out("bash.drv")]: ["out"] }, env, ...more });
const one = (value: object): string => JSON.stringify({ [out("a.drv")]: value });
const A = { path: out("a.drv"), output: out("a"), text: "echo", inputs: [out("bash.drv")] };

const CASES: readonly [what: string, stdout: string, expected: unknown][] = [
  ["Nix 2.8: a map of store paths", one(shown({ text: "echo" })), [A]],
  [
    "Nix 2.33: a version, names without the store's folder, inputs together",
    JSON.stringify({
      version: 4,
      derivations: {
        [`${HASH}-a.drv`]: { outputs: { out: { path: `${HASH}-a` } }, inputs: { drvs: { [`${HASH}-bash.drv`]: { outputs: ["out"] } }, srcs: [] }, env: { text: "echo" } },
      },
    }),
    [A],
  ],
  ["structured attributes packed into the environment", one(shown({ __json: '{"text":"echo"}' })), [A]],
  ["structured attributes of their own", one(shown({}, { structuredAttrs: { text: "echo" } })), [A]],
  ["a generated configuration", one(shown({ value: '{"debug":true}' })), [{ ...A, text: '{"debug":true}' }]],
  ["a structured value", one(shown({ __json: '{"value":{"debug":true}}' })), [{ ...A, text: '{\n  "debug": true\n}' }]],
  ["a package", one(shown({ name: "bash" })), []],
  ["an output whose path is known only when it is built", one({ outputs: { out: { hashAlgo: "sha256" } }, env: { text: "x" } }), []],
  ["a text too large for a reader", one(shown({ text: "x".repeat(1_000_001) })), []],
  ["nothing", "{}", []],
  ["no JSON", "error: path is not valid", undefined],
  ["another form", '{"/nix/store/a.drv": 1}', undefined],
];

describe("parseDerivations", () => {
  for (const [what, stdout, expected] of CASES) {
    it(what, () => {
      assert.deepEqual(parseDerivations(stdout, STORE), expected);
    });
  }
});
