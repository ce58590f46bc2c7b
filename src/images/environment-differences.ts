// The variables and labels that two images set -> how they differ, in words; what looks secret is named and never shown.
import { HIDDEN, isSecret } from "../secrets.ts";
import type { ImageDifference } from "./image-change.ts";
import { type RunningContainer, tellContainers } from "./running-container.ts";
import type { SettingPair } from "./setting-differences.ts";
import { tellValue } from "./tell-value.ts";

/** Labels that describe a build and not how it runs; version, revision and source stand in the summary. */
const BUILD_LABEL = /^(?:org\.opencontainers\.image|org\.label-schema|com\.docker\.(?:compose|extension)|build_version|maintainer$)/;
const MAXIMUM_LABELS = 20;

type Named = ReadonlyMap<string, string>;

function variables(entries: readonly string[]): Named {
  return new Map(
    entries.map((entry) => {
      const equals = entry.indexOf("=");
      return equals < 0 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
}

function shown(name: string, value: string): string {
  return isSecret(name, value) ? HIDDEN : tellValue(value);
}

/** Of lists of folders, such as PATH, only what one side alone has, where both sides have such; of other values the whole. */
function differingParts(name: string, values: readonly [string, string]): readonly [string, string] {
  const [before, after] = [values[0].split(":"), values[1].split(":")];
  const gone = before.filter((folder) => !after.includes(folder)).join(":");
  const come = after.filter((folder) => !before.includes(folder)).join(":");
  return name.endsWith("PATH") && gone !== "" && come !== "" ? [gone, come] : values;
}

function tellChanges(word: string, { old, next }: { old: Named; next: Named }): readonly string[] {
  const names = [...new Set([...old.keys(), ...next.keys()])].toSorted();
  return names.flatMap((name) => {
    const [before, after] = [old.get(name), next.get(name)];
    const subject = `${word} ${tellValue(name)}`;
    if (before === after) return [];
    if (after === undefined) return [`${subject} is gone`];
    if (before === undefined) return [`${subject} is new: ${shown(name, after)}`];
    const [gone, come] = differingParts(name, [before, after]);
    return [`${subject}: ${shown(name, gone)} → ${shown(name, come)}`];
  });
}

/** A variable that a container sets for itself although the image no longer brings it: perhaps nothing reads it any more. */
function forgottenVariables({ old, next }: { old: Named; next: Named }, containers: readonly RunningContainer[]): readonly string[] {
  return [...old.keys()].filter((name) => !next.has(name)).toSorted().flatMap((name) => {
    const setters = containers.filter(({ options }) => options.environment[name] !== undefined);
    if (setters.length === 0) return [];
    return [`variable ${tellValue(name)} is gone from the image, but ${tellContainers(setters)} still sets it: look whether the new version reads it`];
  });
}

/** Variables by name; a default that every container sets for itself is no difference to them. */
export function environmentDifferences({ old, new: next }: SettingPair, containers: readonly RunningContainer[]): readonly ImageDifference[] {
  const isOwn = (name: string): boolean => containers.length > 0 && containers.every(({ options }) => options.environment[name] !== undefined);
  const all = { old: variables(old.Env), next: variables(next.Env) };
  const forgotten = forgottenVariables(all, containers);
  const isTold = (name: string): boolean => isOwn(name) || forgotten.some((text) => text.startsWith(`variable ${tellValue(name)} `));
  const shownOf = (entries: Named): Named => new Map([...entries].filter(([name]) => !isTold(name)));
  const texts = [...forgotten, ...tellChanges("variable", { old: shownOf(all.old), next: shownOf(all.next) })];
  return texts.map((text) => ({ field: "environment", text }));
}

function runningLabels(labels: Readonly<Record<string, string>>): Named {
  return new Map(Object.entries(labels).filter(([name]) => !BUILD_LABEL.test(name)));
}

/** Labels that may steer something at run time; those of the build are left out. */
export function labelDifferences({ old, new: next }: SettingPair): readonly ImageDifference[] {
  const texts = tellChanges("label", { old: runningLabels(old.Labels), next: runningLabels(next.Labels) });
  const rest = texts.length - MAXIMUM_LABELS;
  const more = rest > 0 ? [`and ${rest} more labels differ`] : [];
  return [...texts.slice(0, MAXIMUM_LABELS), ...more].map((text) => ({ field: "labels", text }));
}
