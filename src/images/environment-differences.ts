// The variables and labels that two images set -> how they differ, in words; what looks secret is named and never shown.
import type { ContainerState } from "../evaluate/index.ts";
import { HIDDEN, isSecret } from "../secrets.ts";
import type { ImageDifference } from "./image-change.ts";
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

function tellChanges(word: string, { old, next }: { old: Named; next: Named }): readonly string[] {
  const names = [...new Set([...old.keys(), ...next.keys()])].toSorted();
  return names.flatMap((name) => {
    const [before, after] = [old.get(name), next.get(name)];
    const subject = `${word} ${tellValue(name)}`;
    if (before === after) return [];
    if (after === undefined) return [`${subject} is gone`];
    if (before === undefined) return [`${subject} is new: ${shown(name, after)}`];
    return [`${subject}: ${shown(name, before)} → ${shown(name, after)}`];
  });
}

/** Variables by name; one that every container sets for itself is no difference to them. */
export function environmentDifferences({ old, new: next }: SettingPair, containers: readonly ContainerState[]): readonly ImageDifference[] {
  const isOwn = (name: string): boolean => containers.length > 0 && containers.every(({ environment }) => environment[name] !== undefined);
  const shownOf = (entries: readonly string[]): Named => new Map([...variables(entries)].filter(([name]) => !isOwn(name)));
  const texts = tellChanges("variable", { old: shownOf(old.Env), next: shownOf(next.Env) });
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
