// Lines of public repositories, each put into a container: literal references are found as they resolve, decoys never.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parseNix } from "../../src/nix/index.ts";
import { nixPins } from "../../src/pins/nix/nix-pins.ts";
import { indexNixFile } from "../../src/pins/nix/nix-tree.ts";
import { sourceText } from "../../src/pins/source-text.ts";
import { goldenFile, needsGolden } from "../support/shared-data.ts";

type Row = { readonly where: string; readonly key: string; readonly raw: string; readonly shape: string; readonly isDecoy: boolean; readonly resolved: string };

function readRows(): readonly Row[] {
  const [, ...lines] = readFileSync(goldenFile("pins.tsv"), "utf8").trimEnd().split("\n");
  return lines
    .map((line) => line.split("\t"))
    .filter((cells) => cells[7] === "" && !(cells[4] ?? "").includes("…"))
    .map((cells) => ({
      where: `${cells[0] ?? ""}/${cells[1] ?? ""}:${cells[2] ?? ""}`,
      key: cells[3] ?? "",
      raw: cells[4] ?? "",
      shape: cells[5] ?? "",
      isDecoy: cells[8] === "decoy",
      resolved: cells[9] ?? "",
    }));
}

async function referencesIn(text: string): Promise<readonly string[]> {
  const tree = await parseNix(text);
  assert.ok(tree);
  return nixPins(indexNixFile(sourceText("web.nix", text), { root: tree.root }), new Set()).map(({ reference }) => reference);
}

describe("lines of public repositories", needsGolden("pins.tsv"), () => {
  it("literals are found as they are", async () => {
    const rows = readRows().filter(({ key, shape, isDecoy, resolved }) => key === "image" && shape.startsWith("literal") && !isDecoy && resolved !== "");
    const missed: string[] = [];
    for (const { where, raw, resolved } of rows) {
      const found = await referencesIn(`{ virtualisation.oci-containers.containers.web = { image = ${raw}; ports = [ ]; }; }`);
      if (found.join() !== resolved) missed.push(`${where} ${raw}`);
    }
    assert.ok(rows.length > 300, `only ${rows.length} rows`);
    assert.deepEqual(missed, []);
  });

  it("runner labels are found", async () => {
    const rows = readRows().filter(({ raw, resolved }) => raw.includes("docker://") && resolved !== "");
    const missed: string[] = [];
    for (const { where, raw, resolved } of rows) {
      const label = /"[^"]*docker:\/\/[^"]*"/.exec(raw)?.[0] ?? raw;
      const found = await referencesIn(`{ labels = [ ${label} ]; }`);
      if (found.join() !== resolved) missed.push(`${where} ${raw}`);
    }
    assert.ok(rows.length > 0);
    assert.deepEqual(missed, []);
  });

  it("decoys are not found", async () => {
    const rows = readRows().filter(({ isDecoy }) => isDecoy);
    const wrong: string[] = [];
    for (const { where, key, raw } of rows) {
      if ((await referencesIn(`{ ${key} = ${raw}; size = 40; }`)).length > 0) wrong.push(`${where} ${raw}`);
    }
    assert.ok(rows.length > 10, `only ${rows.length} rows`);
    assert.deepEqual(wrong, []);
  });
});
