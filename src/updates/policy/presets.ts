// The section as it is written and the presets that it names -> kinds, rules and options that hold.
import { type Config, UPDATE_PRESETS, type UpdateKind, type UpdatePreset, type UpdatePresetName, type UpdateRule } from "../../config/index.ts";

type Section = Config["updates"];

/** A section whose presets are unfolded. */
export type UnfoldedSection = {
  readonly kinds: ReadonlySet<UpdateKind>;
  readonly rules: readonly Partial<UpdateRule>[];
  readonly schedule: readonly string[];
  readonly minimumAge: string;
  readonly groupsMonorepos: boolean;
};

function unfold(name: UpdatePresetName): readonly UpdatePreset[] {
  const preset = UPDATE_PRESETS[name];
  return [...(preset.includes ?? []).flatMap(unfold), preset];
}

function kindsOf(section: Section, presets: readonly UpdatePreset[]): ReadonlySet<UpdateKind> {
  const kinds = new Set(section.kinds);
  for (const preset of presets) {
    for (const kind of preset.kinds?.add ?? []) kinds.add(kind);
    for (const kind of preset.kinds?.drop ?? []) kinds.delete(kind);
  }
  return kinds;
}

const ALWAYS = "at any time";
const NO_AGE = "0 ";

/** Presets go under what the section itself says: its own schedule and age win, and its rules come last. */
export function unfoldPresets(section: Section): UnfoldedSection {
  const presets = section.extends.flatMap(unfold);
  const isScheduled = section.schedule.length !== 1 || section.schedule[0] !== ALWAYS;
  return {
    kinds: kindsOf(section, presets),
    rules: [...presets.flatMap(({ rules = [] }) => rules), ...section.rules],
    schedule: isScheduled ? section.schedule : (presets.findLast(({ schedule }) => schedule !== undefined)?.schedule ?? section.schedule),
    minimumAge: section["minimum-age"].startsWith(NO_AGE) ? (presets.findLast(({ minimumAge }) => minimumAge !== undefined)?.minimumAge ?? section["minimum-age"]) : section["minimum-age"],
    groupsMonorepos: presets.some(({ groupsMonorepos }) => groupsMonorepos === true),
  };
}
