// A prediction for two unit sets, or two host states, into the data and the text that `stowplan switch` prints.
import * as z from "zod";
import type { UnitState } from "../evaluate/index.ts";
import { fateCauses } from "./causes/fate-causes.ts";
import { type HostSides, hostSources } from "./causes/host-sources.ts";
import { type CauseSources, unitSources } from "./causes/own-causes.ts";
import { containersByUnit } from "./host-containers.ts";
import { planSwitch, type SwitchPrediction } from "./predict/plan-switch.ts";
import type { SwitchInput } from "./predict/switch-input.ts";
import { SwitchLists, UnitActionKind } from "./switch-plan.ts";
import { hasDropIn, type UnitSet } from "./units/unit-set.ts";

/** What becomes of one unit that runs before or after the switch. `keep`: nothing happens to it. */
export const ReportedUnit = z.object({
  after: z.enum(["active", "inactive"]),
  /** True where its process is a new one. */
  restarted: z.boolean(),
  action: z.union([UnitActionKind, z.literal("keep")]),
  cause: z.string(),
});
export type ReportedUnit = z.infer<typeof ReportedUnit>;

/** The lists of the program's dry run, and what becomes of each unit. `aborts` says why the real program would end early. */
export const SwitchReport = SwitchLists.extend({ units: z.record(z.string(), ReportedUnit), aborts: z.string().optional() });
export type SwitchReport = z.infer<typeof SwitchReport>;

/** A set's units in the form that causes are looked for in: drop-ins stand behind the file that they add to. */
function unitStates(set: UnitSet): Readonly<Record<string, UnitState>> {
  const wanted = new Map<string, string[]>();
  for (const { kind, unit, to } of set.links) if (kind === "wants") wanted.set(to, [...(wanted.get(to) ?? []), unit]);
  const names = [...set.files.keys(), ...[...set.dropIns.keys()].filter((name) => hasDropIn(set, name))];
  return Object.fromEntries(
    names.map((name): [string, UnitState] => {
      const texts = [set.files.get(name), ...(set.dropIns.get(name) ?? [])].flatMap((file) => (file?.kind === "text" ? [file.text] : []));
      const lists = { aliases: [], requiredBy: [], upheldBy: [], wantedBy: wanted.get(name) ?? [] };
      const enable = set.files.get(name)?.kind !== "masked";
      return [name, { text: texts.join("\n"), enable, overrideStrategy: "asDropinIfExists", ...lists, files: {} }];
    }),
  );
}

function abortText({ abort }: SwitchPrediction): string | undefined {
  if (abort === undefined) return undefined;
  if (abort.kind === "reload-lost") return `${abort.unit} cannot be reloaded once it is stopped; nothing is started again`;
  return abort.units.map(({ unit, reason }) => `${unit} cannot be read: ${reason}`).join("; ");
}

/** A whole host state knows more causes than its unit files tell: options, scripts, what stands behind triggers. */
function sourcesOf({ old, new: fresh }: SwitchInput, states: HostSides | undefined): CauseSources {
  if (states === undefined) {
    const fstab = old.fstab === undefined || fresh.fstab === undefined ? {} : { fstab: { old: old.fstab, new: fresh.fstab } };
    return { ...unitSources(unitStates(old), unitStates(fresh)), ...fstab };
  }
  const containers = { old: containersByUnit(states.old), new: containersByUnit(states.new) };
  return hostSources(states, { scope: "system", containers });
}

/** Predicts a switch between two unit sets and tells it unit by unit; `states` are those that the sets were made from, if they were. */
export function reportSwitch(input: SwitchInput, states?: HostSides): SwitchReport {
  const prediction = planSwitch(input);
  const sources = sourcesOf(input, states);
  const moved = prediction.fates
    .filter((fate) => fate.before === "active" || fate.after === "active")
    .map((fate): [string, ReportedUnit] => {
      const cause = fateCauses(fate, sources).map(({ text }) => text).join("; ");
      return [fate.unit, { after: fate.after, restarted: fate.restarted, action: fate.action, cause }];
    });
  const kept = prediction.kept.map((unit): [string, ReportedUnit] => [unit, { after: "active", restarted: false, action: "keep", cause: "" }]);
  const aborts = abortText(prediction);
  return { ...prediction.lists, units: Object.fromEntries([...moved, ...kept]), ...(aborts === undefined ? {} : { aborts }) };
}

const VERBS = {
  "stop": "stop",
  "start": "start",
  "restart": "restart",
  "reload": "reload",
  "skip": "keep the old version of",
  "left-stopped": "leave stopped",
} as const;

/** The report for people, one line for each unit that something happens to. */
export function formatSwitchReport({ units, aborts }: SwitchReport): string {
  const lines = Object.entries(units).flatMap(([unit, { action, cause }]) => (action === "keep" ? [] : [`${VERBS[action]} ${unit}: ${cause}`]));
  const all = [...(aborts === undefined ? [] : [`the switch ends early: ${aborts}`]), ...lines];
  return all.length === 0 ? "nothing changes\n" : `${all.join("\n")}\n`;
}
