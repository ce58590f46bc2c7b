// Values of a wrong type: what is said of them, and what counts in their place.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject, textAt } from "../../src/compose/index.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { projectSource } from "./project-source.ts";

describe("a text", () => {
  const cases: readonly (readonly [written: string, message: string | undefined, counts: string | undefined])[] = [
    ["harbour", undefined, "harbour"],
    ["12", "`hostname` must be a text in quotes, not the number `12`.", "12"],
    ["true", "`hostname` must be a text in quotes, not the boolean `true`.", "true"],
    ["[a]", "`hostname` must be a text, not a list.", undefined],
    ["{a: b}", "`hostname` must be a text, not a map.", undefined],
  ];
  for (const [written, message, counts] of cases) {
    it(`is written ${written}`, async () => {
      const { value, findings } = await readProject(projectSource(), fakeTree({ "compose.yml": `services: {web: {image: x, hostname: ${written}}}\n` }));
      assert.deepEqual(findings.map((finding) => finding.message), message === undefined ? [] : [message]);
      assert.equal(textAt(value?.services.get("web")?.keys, "hostname"), counts);
    });
  }
});
