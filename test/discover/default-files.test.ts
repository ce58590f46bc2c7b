// Which Compose files of a folder make one project: the lists of compose-go.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { groupFiles } from "../../src/discover/default-files.ts";

const CASES: readonly [names: string[], groups: string[][]][] = [
  [["compose.yml"], [["compose.yml"]]],
  [["docker-compose.yml", "compose.yml"], [["compose.yml"]]],
  [["compose.yml", "compose.yaml"], [["compose.yaml"]]],
  [["compose.yml", "compose.override.yml"], [["compose.yml", "compose.override.yml"]]],
  [["docker-compose.yaml", "docker-compose.override.yml"], [["docker-compose.yaml", "docker-compose.override.yml"]]],
  [["compose.yml", "docker-compose.override.yml"], [["compose.yml", "docker-compose.override.yml"]]],
  [["compose.yml", "compose.prod.yml"], [["compose.yml"], ["compose.prod.yml"]]],
  [["compose.media.yml", "compose.web.yml"], [["compose.media.yml"], ["compose.web.yml"]]],
  [["compose.override.yml"], [["compose.override.yml"]]],
  [[], []],
];

describe("groupFiles", () => {
  for (const [names, groups] of CASES) {
    it(`${names.join(" + ") || "an empty folder"} -> ${groups.map((group) => group.join(" + ")).join(", ") || "nothing"}`, () => {
      assert.deepEqual(groupFiles(names).map((group) => group.files), groups);
    });
  }
});
