// A unit's file and drop-ins into one table of sections, keys and values, as NixOS's switch program compares them.
import { type IniSection, isPlainIni, parseIni } from "./ini.ts";
import { findFile, type UnitFile, type UnitSet } from "./unit-set.ts";

/**
 * Values of one key. The program counts the values of a section as often as there are of them, unless one is empty: `A=1 A=2`
 * in one file is not equal to `A=1` and `A=2` in two, nor to `A= A=1 A=2`.
 */
export type Run = { readonly values: readonly string[]; readonly times: number };
export type Values = readonly Run[];
export type UnitContent = ReadonlyMap<string, ReadonlyMap<string, Values>>;

/** A unit file that the program cannot read, which ends the whole switch. */
export type BrokenUnit = { readonly unit: string; readonly reason: string };

/** A unit, and the name that its file is found under: its own, or its template's. */
export type UnitName = { readonly unit: string; readonly base: string };

/** Reads contents, each text once; what cannot be read is kept in `broken`. */
export type ContentReader = {
  /** The file under `base` (the unit's own name or its template's) with the drop-ins of both. */
  read(set: UnitSet, name: UnitName): UnitContent;
  /** True where both sides certainly have the same content, so that neither has to be read; false where it is to be found out. */
  isSame(sides: { readonly old: UnitSet; readonly new: UnitSet }, name: UnitName): boolean;
  readonly broken: readonly BrokenUnit[];
};

type OpenContent = Map<string, Map<string, Values>>;

function groupByKey({ entries }: IniSection): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [key, value] of entries) {
    const list = values.get(key);
    if (list === undefined) values.set(key, [value]);
    else list.push(value);
  }
  return values;
}

/** Runs that count once are one list, wherever they came from. */
function append(runs: Values, run: Run): Values {
  const last = runs.at(-1);
  if (run.values.length === 0) return runs;
  if (last === undefined || last.times > 1 || run.times > 1) return [...runs, run];
  return [...runs.slice(0, -1), { values: [...last.values, ...run.values], times: 1 }];
}

/** An empty value takes back everything before it, also that of earlier files. */
function addSection(content: OpenContent, section: IniSection): void {
  const keys = content.get(section.name) ?? new Map<string, Values>();
  content.set(section.name, keys);
  for (const [key, written] of groupByKey(section)) {
    const isReset = written.includes("");
    const run = isReset ? { values: written.slice(written.lastIndexOf("") + 1), times: 1 } : { values: written, times: written.length };
    keys.set(key, append(isReset ? [] : (keys.get(key) ?? []), run));
  }
}

function textsOf(set: UnitSet, { unit, base }: UnitName): readonly string[] {
  const dropIns = [...(set.dropIns.get(base) ?? []), ...(unit === base ? [] : (set.dropIns.get(unit) ?? []))];
  const files: readonly (UnitFile | undefined)[] = [findFile(set, base), ...dropIns];
  return files.flatMap((file) => (file?.kind === "text" ? [file.text] : []));
}

type ReadTexts = { readonly content: UnitContent; readonly reason?: string };

function readTexts(texts: readonly string[]): ReadTexts {
  const content: OpenContent = new Map();
  for (const file of texts.map(parseIni)) {
    if (file.kind === "broken") return { content, reason: file.reason };
    for (const section of file.sections) if (section.name !== "Install") addSection(content, section);
  }
  return { content };
}

/**
 * A reader for one plan; equal files give the same object. `[Install]` is not part of a unit's content: only links decide
 * what wants a unit.
 */
export function createContentReader(): ContentReader {
  const known = new Map<string, ReadTexts>();
  const broken = new Map<string, BrokenUnit>();
  return {
    get broken() {
      return [...broken.values()];
    },
    read(set, name) {
      const texts = textsOf(set, name);
      const key = texts.length === 1 ? (texts[0] ?? "") : texts.join("\0");
      const read = known.get(key) ?? readTexts(texts);
      known.set(key, read);
      if (read.reason !== undefined) broken.set(name.unit, { unit: name.unit, reason: read.reason });
      return read.content;
    },
    isSame(sides, name) {
      const [old, fresh] = [textsOf(sides.old, name), textsOf(sides.new, name)];
      return old.length === fresh.length && old.every((text, index) => text === fresh[index] && isPlainIni(text));
    },
  };
}

/** All values of a key in order, each once. */
export function listValues(values: Values | undefined): readonly string[] {
  return (values ?? []).flatMap((run) => run.values);
}

/** A flag by its last value, as the program reads it: `1`, `yes`, `true` and `on` are true, any other value is false. */
export function readFlag(content: UnitContent, flag: { section: string; key: string; default: boolean }): boolean {
  const last = content.get(flag.section)?.get(flag.key)?.at(-1)?.values.at(-1);
  return last === undefined ? flag.default : ["1", "yes", "true", "on"].includes(last);
}
