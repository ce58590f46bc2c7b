// A systemd unit as a configuration has it.
import * as z from "zod";

const strings = z.array(z.string()).default([]);

/** One entry of `systemd.units`; `files` holds the texts of the scripts and triggers that `text` names, by store path. */
export const UnitState = z.object({
  text: z.string().default(""),
  enable: z.boolean().default(true),
  overrideStrategy: z.enum(["asDropin", "asDropinIfExists"]).default("asDropinIfExists"),
  aliases: strings,
  wantedBy: strings,
  requiredBy: strings,
  upheldBy: strings,
  files: z.record(z.string(), z.string()).default({}),
});
export type UnitState = z.infer<typeof UnitState>;

type Lists = Record<"aliases" | "wantedBy" | "requiredBy" | "upheldBy", unknown>;

function areTexts(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === "string");
}

function areLists({ aliases, wantedBy, requiredBy, upheldBy }: Lists): boolean {
  return [aliases, wantedBy, requiredBy, upheldBy].every((list) => Array.isArray(list) && areTexts(list));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a unit of which nothing is left to a default. */
function isWhole(unit: unknown): unit is UnitState {
  if (!isObject(unit)) return false;
  const { text, enable, overrideStrategy, files } = unit;
  const isPlain = typeof text === "string" && typeof enable === "boolean" && (overrideStrategy === "asDropin" || overrideStrategy === "asDropinIfExists");
  const lists: Lists = { aliases: unit["aliases"], wantedBy: unit["wantedBy"], requiredBy: unit["requiredBy"], upheldBy: unit["upheldBy"] };
  return isPlain && isObject(files) && areTexts(Object.values(files)) && areLists(lists);
}

function areWhole(units: unknown): units is Record<string, UnitState> {
  return isObject(units) && Object.values(units).every(isWhole);
}

/** Units by name. Whole ones, as our own cache has thousands, are taken as they are: zod would copy each of them. */
export const UnitStates = z.union([z.custom<Record<string, UnitState>>(areWhole), z.record(z.string(), UnitState)]).default({});
export type UnitStates = z.infer<typeof UnitStates>;

/** A unit of a nested system; of some only the text is known. */
export const NestedUnit = z.union([z.string().transform((text) => UnitState.parse({ text })), UnitState]);
export type NestedUnit = z.infer<typeof NestedUnit>;
