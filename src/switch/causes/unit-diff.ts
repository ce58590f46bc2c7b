// One unit on both sides into a unified diff of its file and its scripts, without store hashes and secrets.
import { unifiedDiff } from "../../diff.ts";
import type { UnitState } from "../../evaluate/index.ts";
import { hideSecretsOfPair } from "../../secrets.ts";
import { differsOnlyInPackages } from "./line-changes.ts";
import { shortenStorePaths, storeName } from "./store-path.ts";

/** Beyond this a diff is cut: nobody reads more, and the plan has a limit. */
const MAXIMUM_DIFF = 200_000;

/** All diffs of one host; what a plan can hold is spread over many hosts. */
const MAXIMUM_OF_HOST = 8_000_000;

type Text = { readonly name: string; readonly old: string; readonly new: string };

/** `…-pre-start` of several units is told apart by the unit, so the hash can go. */
function filesByName(unit: UnitState | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(unit?.files ?? {}).map(([path, text]) => [storeName(path) ?? path, text]));
}

/** Packages that moved are causes; their hashes and versions on every line of every unit would only bury the rest. */
function textDiff({ name, old, new: fresh }: Text): string {
  if (old === fresh || differsOnlyInPackages(old, fresh)) return "";
  const [before, after] = [shortenStorePaths(old), shortenStorePaths(fresh)];
  const hidden = hideSecretsOfPair({ old: before, new: after });
  return unifiedDiff({ ...hidden, oldName: old === "" ? "/dev/null" : `base/${name}`, newName: fresh === "" ? "/dev/null" : `head/${name}` });
}

export type UnitSides = { readonly old: UnitState | undefined; readonly new: UnitState | undefined };

/** Diffs of one host's units, until there are more of them than anybody reads; `limit` counts characters. */
export function createUnitDiffer(limit = MAXIMUM_OF_HOST): (name: string, sides: UnitSides) => string {
  let room = limit;
  return (name, sides) => {
    if (room <= 0) return "… left out: the diffs of this host are too many\n";
    const diff = unitDiff(name, sides);
    room -= diff.length;
    return diff;
  };
}

/** The diff of a unit and its scripts, the unit first; empty where only packages moved. */
function unitDiff(name: string, { old, new: fresh }: UnitSides): string {
  const [before, after] = [filesByName(old), filesByName(fresh)];
  const scripts = [...new Set([...before.keys(), ...after.keys()])].sort();
  const texts: readonly Text[] = [
    { name, old: old?.text ?? "", new: fresh?.text ?? "" },
    ...scripts.map((script) => ({ name: `${name}/${script}`, old: before.get(script) ?? "", new: after.get(script) ?? "" })),
  ];
  const diff = texts.map(textDiff).join("");
  return diff.length <= MAXIMUM_DIFF ? diff : `${diff.slice(0, MAXIMUM_DIFF)}\n… the rest of the diff is left out\n`;
}
