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

/** Units by name. */
export const UnitStates = z.record(z.string(), UnitState).default({});
export type UnitStates = z.infer<typeof UnitStates>;

/** A unit of a nested system; of some only the text is known. */
export const NestedUnit = z.union([z.string().transform((text) => UnitState.parse({ text })), UnitState]);
export type NestedUnit = z.infer<typeof NestedUnit>;
