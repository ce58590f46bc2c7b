// Names of hosts and the configuration's patterns -> the hosts to evaluate.
import { closestName } from "../closest-name.ts";
import type { Config } from "../config/index.ts";
import { compileNameGlob } from "../discover/index.ts";
import type { Finding } from "../errors.ts";
import { tellSome } from "../tell-some.ts";
import { LONGEST_NAME } from "./findings.ts";

export type HostPatterns = Config["hosts"];

/** Keeps the names that a pattern includes and none excludes, sorted. */
export function chooseHosts(names: Iterable<string>, patterns: HostPatterns): readonly string[] {
  const included = patterns.include.map(compileNameGlob);
  const excluded = patterns.exclude.map(compileNameGlob);
  const isChosen = (name: string): boolean => included.some((matches) => matches(name)) && !excluded.some((matches) => matches(name));
  return [...new Set(names)].filter((name) => name.length <= LONGEST_NAME && isChosen(name)).toSorted();
}

/** Hosts whose name nobody can have written on purpose. */
export function unreadableNames(names: readonly string[]): readonly Finding[] {
  const long = names.filter((name) => name.length > LONGEST_NAME);
  if (long.length === 0) return [];
  return [
    {
      code: "plan-cut",
      severity: "warning",
      subject: "hosts",
      message: `${long.length} hosts have names of more than ${LONGEST_NAME} characters and are left out.`,
      hint: "Give them shorter names under nixosConfigurations.",
    },
  ];
}

/**
 * A finding for each include pattern that names no host at either side: a mistyped name would plan nothing, silently. A name
 * that no host has is a mistake; a wildcard may be meant for hosts to come.
 */
export function unmatchedPatterns(names: readonly string[], patterns: HostPatterns): readonly Finding[] {
  return patterns.include
    .filter((pattern) => names.length > 0 && !names.some(compileNameGlob(pattern)))
    .map((pattern) => ({
      code: "host-unmatched",
      severity: /[*?]/.test(pattern) ? "warning" : "error",
      subject: `hosts pattern ${pattern}`,
      message: `It matches none of the flake's hosts (${tellSome(names, 20)}).`,
      hint: `Correct the name in \`hosts.include\`, the \`hosts\` input or \`--host\`.${didYouMean(pattern, names)}`,
    }));
}

function didYouMean(pattern: string, names: readonly string[]): string {
  const near = closestName(pattern, names);
  return near === undefined ? "" : ` Did you mean ${near}?`;
}
