// Units that a new nixpkgs moves into one group with one text: "nixpkgs 2026-07-01 → 2026-07-14: PATH, LOCALE_ARCHIVE".
import type { UnitFate } from "./predict/plan-switch.ts";
import type { UnitAction } from "./switch-plan.ts";
import { listValues } from "./units/unit-content.ts";

/** NixOS's version on both sides, as `system.nixos.version` has it. */
export type NixosVersions = { readonly old: string; readonly new: string };

/** An action with the fate that it was made from. */
export type ActedFate = { readonly action: UnitAction; readonly fate: UnitFate };

const SHOWN_PLACES = 4;

/** `26.11.20260714.7beb50e` of nixpkgs' flake: release, day and revision of nixpkgs. */
const VERSION = /^(?<release>\d+\.\d+)\w*\.(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:\.(?<revision>[0-9a-f]{7,40}))?/;

/** `nixpkgs 2026-07-01 → 2026-07-14`; undefined where it did not move, or its version names no day. */
export function nixpkgsMove({ old, new: fresh }: NixosVersions): string | undefined {
  const [before, after] = [VERSION.exec(old)?.groups, VERSION.exec(fresh)?.groups];
  if (before === undefined || after === undefined || old === fresh) return undefined;
  const dayOf = ({ year, month, day }: typeof before): string => `${year}-${month}-${day}`;
  const isSameDay = dayOf(before) === dayOf(after);
  const tell = (version: typeof before): string => {
    const day = isSameDay ? (version["revision"]?.slice(0, 7) ?? dayOf(version)) : dayOf(version);
    return before["release"] === after["release"] ? day : `${version["release"]} (${day})`;
  };
  return `nixpkgs ${tell(before)} → ${tell(after)}`;
}

function isMovedByPackages({ action, causes }: UnitAction): boolean {
  return action !== "left-stopped" && causes.length > 0 && causes.every((cause) => cause.kind === "store-path");
}

/** Where a unit names what moved: variables of its environment, or other directives. */
function placesOf({ comparison }: UnitFate): readonly string[] {
  const moved = (comparison?.differences ?? []).filter((difference) => difference.weight !== "none");
  return moved.flatMap(({ key, old, new: fresh }) => {
    if (key !== "Environment") return [key];
    const before = new Set(listValues(old));
    return listValues(fresh).filter((value) => !before.has(value)).map((value) => value.replace(/=.*/s, ""));
  });
}

function tellPlaces(fates: readonly UnitFate[]): string {
  const counts = new Map<string, number>();
  for (const place of fates.flatMap((fate) => [...new Set(placesOf(fate))])) counts.set(place, (counts.get(place) ?? 0) + 1);
  const places = [...counts].sort(([, left], [, right]) => right - left).map(([place]) => place);
  return places.slice(0, SHOWN_PLACES).join(", ") + (places.length > SHOWN_PLACES ? ", …" : "");
}

/** Names the group of every action of which only packages moved, where nixpkgs moved and it is more than one. */
export function groupActions(acted: readonly ActedFate[], versions: NixosVersions): readonly UnitAction[] {
  const move = nixpkgsMove(versions);
  const moved = acted.filter(({ action }) => isMovedByPackages(action));
  if (move === undefined || moved.length < 2) return acted.map(({ action }) => action);
  const places = tellPlaces(moved.map(({ fate }) => fate));
  const group = (places === "" ? move : `${move}: ${places}`).slice(0, 1024);
  return acted.map(({ action }) => (isMovedByPackages(action) ? { ...action, group } : action));
}
