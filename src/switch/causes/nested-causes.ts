// The units inside an nspawn container at base and head into causes of the container's own unit.
import type { HostState } from "../../evaluate/index.ts";
import type { Cause } from "../switch-plan.ts";
import { compareUnits } from "../units/compare-units.ts";
import { createContentReader, type UnitContent } from "../units/unit-content.ts";
import type { UnitSet } from "../units/unit-set.ts";
import { changeCauses, existenceCauses, unitSources } from "./own-causes.ts";

type Units = HostState["units"];
export type NestedSides = { readonly old: Units; readonly new: Units };

/** Inner units that are told one by one; the rest is a number. */
const SHOWN = 12;
const SHOWN_CAUSES = 3;

/** The name of the store path that holds the nested system: `nixos-system-web-26.11pre`. */
const NESTED_SYSTEM = "nixos-system-";

/** One inner unit's causes in one sentence; the first of them says what kind of change it is. */
function innerCause(unit: string, causes: readonly Cause[]): readonly Cause[] {
  const first = causes.find((cause) => cause.kind !== "store-path") ?? causes[0];
  if (first === undefined) return [];
  const told = causes.slice(0, SHOWN_CAUSES).map((cause) => cause.text).join("; ");
  const rest = causes.length - SHOWN_CAUSES;
  const text = `inner unit ${unit}: ${told}${rest > 0 ? `; and ${rest} more` : ""}`;
  return [{ kind: first.kind, subject: unit.slice(0, 1024), text: text.slice(0, 4096) }];
}

function contentOf(unit: string, text: string): UnitContent {
  const set: UnitSet = { files: new Map([[unit, { kind: "text", text }]]), dropIns: new Map(), links: [], isComplete: false };
  return createContentReader().read(set, { unit, base: unit });
}

function causesOfUnit(unit: string, { old, new: fresh }: NestedSides): readonly Cause[] {
  const sources = unitSources(old, fresh);
  const existence = existenceCauses(unit, sources);
  const [before, after] = [old[unit]?.text, fresh[unit]?.text];
  if (existence.length > 0 || before === after || before === undefined || after === undefined) return existence;
  return changeCauses({ unit, comparison: compareUnits(contentOf(unit, before), contentOf(unit, after)) }, sources);
}

/**
 * Which inner units differ, and how. Whether they are restarted one by one is decided inside: a container that is reloaded
 * switches its own system, one that is restarted starts all of them anew.
 */
function nestedCauses(sides: NestedSides): readonly Cause[] {
  const names = [...new Set([...Object.keys(sides.old), ...Object.keys(sides.new)])].sort();
  const causes = names.flatMap((unit) => innerCause(unit, causesOfUnit(unit, sides)));
  const rest = causes.length - SHOWN;
  const [next] = causes.slice(SHOWN);
  if (next === undefined) return causes;
  const kind = causes.slice(SHOWN).find((cause) => cause.kind !== "store-path")?.kind ?? next.kind;
  return [...causes.slice(0, SHOWN), { kind, subject: "inner units", text: `${rest} more inner ${rest === 1 ? "unit changes" : "units change"}` }];
}

/** The outer unit's causes with the inner units in place of the path of the system that holds them, where any is known to differ. */
export function withNested(causes: readonly Cause[], sides: NestedSides | undefined): readonly Cause[] {
  const inner = sides === undefined || !causes.some(({ subject }) => subject.startsWith(NESTED_SYSTEM)) ? [] : nestedCauses(sides);
  return inner.length === 0 ? causes : [...causes.filter(({ subject }) => !subject.startsWith(NESTED_SYSTEM)), ...inner];
}
