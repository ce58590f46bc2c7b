// The text of .github/stowplan.yml -> plain data whose every value is valid, and a finding for each that was not.
import { type Document, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Finding, Place } from "../errors.ts";
import { CLOSED, closingRule } from "./closing-rule.ts";
import { closestName } from "../closest-name.ts";
import { DOCUMENTS } from "../version.ts";
import { listOptions } from "./options.ts";
import { isTree, type RawConfig, valueAt } from "./raw-config.ts";
import { Config, ProjectConfig } from "./schema.ts";
import { tellIssue } from "./tell-issue.ts";
import { UpdateRule } from "./update-rule.ts";

/** A configuration file, valid value by value; `closing` are rules in the place of mistakes that could have forbidden updates. */
export type ConfigFile = { readonly raw: RawConfig; readonly findings: readonly Finding[]; readonly closing: readonly UpdateRule[] };

type Parsed = { readonly file: string; readonly document: Document; readonly lines: LineCounter };
type Key = string | number;

/** The place of a key, or of the deepest part of its path that the file holds. */
function placeOfOption(parsed: Parsed, path: readonly Key[]): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? parsed.document.contents : parsed.document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    const node = isScalar(pair?.key) ? pair.key : parsed.document.getIn(path.slice(0, length), true);
    const offset = isScalar(node) || isMap(node) ? node.range?.[0] : undefined;
    if (offset === undefined) continue;
    const { line, col } = parsed.lines.linePos(offset);
    return { file: parsed.file, line, column: col };
  }
  return { file: parsed.file };
}

function invalid({ isClosing, ...what }: Pick<Finding, "subject" | "message" | "place"> & { readonly isClosing: boolean }): Finding {
  const until = isClosing ? "no newer versions are offered where it could forbid them" : "its default is used";
  return { code: "config-invalid", severity: "error", hint: `${DOCUMENTS}/configuration.md has every option; until this one is corrected ${until}.`, ...what };
}

/** A file of which nothing can be read could forbid anything. */
function unreadable(place: Place, message: string): ConfigFile {
  return { raw: {}, findings: [invalid({ subject: place.file, message, place, isClosing: true })], closing: [CLOSED] };
}

/** Takes the value at a path out of the data. */
function remove(data: RawConfig, path: readonly Key[]): void {
  const parent = valueAt(data, path.slice(0, -1));
  const key = path.at(-1);
  if (key === undefined) return;
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isTree(parent)) Reflect.deleteProperty(parent, key);
}

/** The paths that an issue is about: the keys themselves where they are unknown. */
function pathsOf(issue: z.core.$ZodIssue): readonly (readonly Key[])[] {
  const path = issue.path.filter((key) => typeof key !== "symbol");
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
}

/** The keys that could stand where an unknown one does. */
function siblingsOf(path: readonly Key[]): readonly string[] {
  if (path[0] === "projects") return Object.keys(ProjectConfig.shape);
  if (path[1] === "rules" && path.length > 2) return Object.keys(UpdateRule.shape);
  const depth = path.length - 1;
  const options = listOptions().filter((option) => path.slice(0, depth).every((key, index) => option.path[index] === key));
  return options.flatMap((option) => option.path[depth] ?? []);
}

function messageOf(issue: z.core.$ZodIssue, path: readonly Key[]): string {
  if (issue.code !== "unrecognized_keys") return `has a wrong value: ${issue.message}`;
  const near = closestName(String(path.at(-1)), siblingsOf(path));
  return `is not an option${near === undefined ? "" : `; did you mean \`${near}\`?`}`;
}

/** A path shortened until the data hold it: what lacks a required key is taken out whole. */
function heldPath(data: unknown, path: readonly Key[]): readonly Key[] {
  const depth = path.findIndex((_, index) => valueAt(data, path.slice(0, index + 1)) === undefined);
  return depth === -1 ? path : path.slice(0, depth);
}

/** A rule without one of its conditions would hold for more than was meant, so it goes as a whole. */
function wholeRule(path: readonly Key[]): readonly Key[] {
  const [section, list, index] = path;
  return section === "updates" && list === "rules" && typeof index === "number" ? path.slice(0, 3) : path;
}

/** `updates: false` is short for `updates: {enabled: false}`, and one word of `fail-on` for a list of it. */
function withoutShortForms(data: RawConfig): RawConfig {
  const { updates, "fail-on": failOn } = data;
  return {
    ...data,
    ...(typeof updates === "boolean" ? { updates: { enabled: updates } } : {}),
    ...(typeof failOn === "string" ? { "fail-on": [failOn] } : {}),
  };
}

/** Takes every invalid value out, so that one mistake does not cost the other options. Ends: each round removes a value. */
function keepValid(parsed: Parsed, raw: RawConfig): ConfigFile {
  const findings: Finding[] = [];
  const closing: UpdateRule[] = [];
  for (;;) {
    const result = Config.safeParse(raw, { error: tellIssue });
    if (result.success) return { raw, findings, closing };
    const mistakes = result.error.issues.flatMap((issue) => pathsOf(issue).map((path) => ({ issue, path })));
    for (const { issue, path } of mistakes) {
      const subject = `option ${path.join(".")}`;
      const rule = closingRule(raw, path);
      if (rule !== undefined) closing.push(rule);
      findings.push(invalid({ subject, message: messageOf(issue, path), place: placeOfOption(parsed, path), isClosing: rule !== undefined }));
    }
    // From the back, so that the indices of a list stay right while its elements go.
    const held = new Map(mistakes.map(({ path }) => wholeRule(heldPath(raw, path))).map((path) => [JSON.stringify(path), path]));
    for (const path of [...held.values()].toReversed()) remove(raw, path);
  }
}

/** The document's plain data; undefined where its aliases unfold beyond all measure, null where it is empty. */
function plainData(document: Document): unknown {
  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    return data ?? null;
  } catch {
    return undefined;
  }
}

/** The reader's own words, without the excerpt of the text that follows them. */
function firstLine(message: string): string {
  return message.split("\n")[0]?.replace(/ at line \d+, column \d+:$/, "") ?? "";
}

/** Reads a configuration file. A file that is not YAML, or no mapping, gives a finding and an empty configuration. */
export function readConfigFile(file: string, text: string): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const parsed = { file, document, lines };
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return unreadable({ file, line, column: col }, `is not valid YAML, so every option has its default: ${firstLine(error.message)}`);
  }
  const data = plainData(document);
  if (data === null) return { raw: {}, findings: [], closing: [] };
  if (!isTree(data)) return unreadable({ file, line: 1 }, "is no mapping of options");
  return keepValid(parsed, withoutShortForms(data));
}
