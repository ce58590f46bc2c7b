// Findings -> sections: what to back up, errors, warnings, and folded notes; each with its place and what to do.
import type { Finding, Severity } from "../errors.ts";
import { shorten } from "../shorten.ts";
import { andMore, type Block, code, count, type Line, type ListItem, mark, paragraph, type Section, shortDigests, type Tone } from "./blocks.ts";
import { isBackup } from "./outcome.ts";
import { tellPlace } from "./place.ts";
import { isPolicy } from "./reached-rules.ts";

const SENTENCE = 600;
/** How many of a list the shorter forms name. */
const BRIEFS = [60, 10] as const;

function tellWhere(finding: Finding): Line {
  return finding.place === undefined ? [] : [" (", code(tellPlace(finding.place)), ")"];
}

const TONES: Readonly<Record<Severity, Tone>> = { error: "danger", warning: "warning", info: "warning" };

/** A subject may itself be a name or words; what holds more than letters and blanks is set as code by the printer. */
export function findingItem(finding: Finding): ListItem {
  const line: Line = [mark(TONES[finding.severity], shorten(shortDigests(finding.subject), 160)), ": ", shorten(shortDigests(finding.message), SENTENCE), ...tellWhere(finding)];
  return finding.hint === "" ? { line } : { line, details: [[shorten(finding.hint, SENTENCE)]] };
}

function section(heading: string, findings: readonly Finding[]): readonly Block[] {
  return [{ kind: "heading", line: [heading] }, { kind: "list", items: findings.map(findingItem) }];
}

type Rules = { readonly heading: string; readonly rank: number; readonly loses: readonly [string, string] };

const RULES: Readonly<Record<Exclude<Severity, "info"> | "backup", Rules>> = {
  backup: { heading: "Back up before the merge", rank: 80, loses: ["some of what to back up", "lists of what to back up"] },
  error: { heading: "Errors", rank: 90, loses: ["some errors", "lists of errors"] },
  warning: { heading: "Warnings", rank: 50, loses: ["some warnings", "lists of warnings"] },
};

function briefSection(rules: Rules, { findings, limit }: { readonly findings: readonly Finding[]; readonly limit: number }): readonly Block[] {
  return [...section(rules.heading, findings.slice(0, limit).map(shortFinding)), ...andMore(findings.length - limit).map(paragraph)];
}

function findingSection(rules: Rules, findings: readonly Finding[]): readonly Section[] {
  if (findings.length === 0) return [];
  const briefs = BRIEFS.map((limit) => briefSection(rules, { findings, limit }));
  return [{ rank: rules.rank, loses: rules.loses, forms: [section(rules.heading, findings), ...briefs, []] }];
}

function shortFinding(finding: Finding): Finding {
  return { ...finding, message: shorten(finding.message, 200), hint: shorten(finding.hint, 200) };
}

function notesSection(findings: readonly Finding[]): readonly Section[] {
  if (findings.length === 0) return [];
  const list: Block = { kind: "list", items: findings.map(findingItem) };
  const fold: Block = { kind: "fold", summary: [count(findings.length, "note")], blocks: [list] };
  return [{ rank: 30, loses: ["the notes", "lists of notes"], forms: [[fold], []] }];
}

/** What must be read before the merge: backups, errors and warnings. */
export function findingSections(findings: readonly Finding[]): readonly Section[] {
  const told = findings.filter((finding) => !isPolicy(finding));
  const ofSeverity = (severity: Severity): readonly Finding[] => told.filter((finding) => finding.severity === severity && !isBackup(finding));
  return [
    ...findingSection(RULES.error, ofSeverity("error")),
    ...findingSection(RULES.backup, told.filter(isBackup)),
    ...findingSection(RULES.warning, ofSeverity("warning")),
  ];
}

/** What may be skipped, folded. */
export function noteSections(findings: readonly Finding[]): readonly Section[] {
  return notesSection(findings.filter((finding) => finding.severity === "info" && !isPolicy(finding) && !isBackup(finding)));
}
