// A flake at one revision -> what all its hosts may read, and what each of them may read besides.
import { closureOf, type Ground, type PlacedMark, type Reads } from "./closure.ts";
import type { PathMark } from "./mark.ts";
import { namesByHost } from "./named-paths.ts";
import type { ScannedFile, Scanner } from "./scan-file.ts";
import { type SplitFile, splitFile, type SplitRole, type Stretch } from "./split-file.ts";

/** A declaring file's text in its parts; what is nobody's, such as a development shell, is left out. */
export type FileParts = {
  readonly shared: string;
  /** The same without comments and formals: inputs that are used stand in it by their names. */
  readonly named: string;
  /** What flake.nix asks for as inputs. */
  readonly inputs: string;
  readonly hosts: ReadonlyMap<string, string>;
};

export type SideReads = {
  /** Of everything that is not one host's alone. */
  readonly shared: Reads;
  readonly hosts: ReadonlyMap<string, Reads>;
  /** The files that declare hosts, by path; they are compared part by part. */
  readonly parts: ReadonlyMap<string, FileParts>;
};

type Split = { readonly split: SplitFile; readonly scanned: ScannedFile; readonly role: SplitRole };

/** Files that declare hosts; more than that nobody has, and each is parsed. */
const MOST_SPLITS = 40;

/** A text, the reason, where the hosts cannot be told apart: flake.nix is no plain set, or hosts may look at each other. */
export async function sideReads(flake: string, { ground, whole }: { ground: Ground; whole: Reads }): Promise<SideReads | string> {
  const splits = await splitFiles(flake, { ground, whole });
  if (splits === undefined) return "its hosts are declared in a way that cannot be taken apart";
  const named = new Map(splits.flatMap(namedMarks));
  const scan = withoutParts(ground.scan, { splits, named });
  const sets = splits.filter(({ role }) => role === "hosts").map(({ scanned }) => scanned.path);
  const files = await Promise.all([flake, ...sets].map(scan));
  const shared = await closureOf(files.flatMap((file) => file.marks.map((mark) => ({ file, mark }))), { ...ground, scan });
  const names = new Set(splits.flatMap(({ split }) => split.hosts));
  const hosts = new Map<string, Reads>();
  for (const name of names) hosts.set(name, await closureOf(hostMarks(name, { splits, named }), { ...ground, scan }));
  const all = [shared, ...hosts.values()];
  const isMixed = all.some(({ outputs }) => outputs.has("host") || outputs.has("output"));
  const isImported = all.some((reads) => reads.files.some(({ path }) => path === flake || sets.includes(path) || (reads !== shared && splits.some(({ scanned }) => scanned.path === path))));
  if (isMixed) return "hosts, or what they share, take outputs of the flake by their names";
  if (isImported) return "hosts import files that declare hosts";
  return { shared, hosts, parts: new Map(splits.map((split) => [split.scanned.path, partsOf(split)])) };
}

/** flake.nix, files of flake-parts that declare hosts, and files that hold the set of hosts. */
async function splitFiles(flake: string, { ground, whole }: { ground: Ground; whole: Reads }): Promise<readonly Split[] | undefined> {
  const declaring = whole.files.filter(({ path, marks }) => path !== flake && marks.some(({ kind }) => kind === "host"));
  const queue: [path: string, role: SplitRole][] = [[flake, "flake"], ...declaring.map(({ path }): [string, SplitRole] => [path, "outputs"])];
  const splits: Split[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [path, role] = next;
    if (splits.length === MOST_SPLITS) return undefined;
    if (splits.some(({ scanned }) => scanned.path === path)) continue;
    const scanned = await ground.scan(path);
    const split = await splitFile(scanned, role);
    if (split === undefined) return undefined;
    splits.push({ split, scanned, role });
    for (const set of split.sets) queue.push([ground.index.entries.has(set) ? set : `${set}/default.nix`, "hosts"]);
  }
  return splits;
}

/** What stands for itself in a path: no dots or slashes that the path would lose. */
const PLAIN_NAME = /^[\w+-][\w.+-]*(?:\/[\w+-][\w.+-]*)*$/;

const isWithin = (start: number, stretch: Stretch): boolean => stretch.start <= start && start < stretch.end;

type Named = ReadonlyMap<PathMark, ReadonlyMap<string, readonly string[]>>;

/** Interpolated paths of everybody's that are each host's own after all. */
function namedMarks({ split, scanned }: Split): readonly (readonly [PathMark, ReadonlyMap<string, readonly string[]>])[] {
  return scanned.marks.flatMap((mark) => {
    if (mark.kind !== "path" || mark.tail === undefined || split.stretches.some((stretch) => isWithin(mark.start, stretch))) return [];
    const names = namesByHost(split, mark);
    return names === undefined || ![...names.values()].flat().every((name) => PLAIN_NAME.test(name)) ? [] : [[mark, names] as const];
  });
}

/** The same files as a scanner that knows nothing of what is one host's, or nobody's. */
function withoutParts(scan: Scanner, { splits, named }: { splits: readonly Split[]; named: Named }): Scanner {
  const shared = new Map(splits.map(({ split, scanned }) => {
    const hidden = [...split.stretches, ...split.declarations];
    const marks = scanned.marks.filter((mark) => !hidden.some((stretch) => isWithin(mark.start, stretch)) && !(mark.kind === "path" && named.has(mark)));
    return [scanned.path, { ...scanned, marks }];
  }));
  return async (path) => shared.get(path) ?? scan(path);
}

function hostMarks(name: string, { splits, named }: { splits: readonly Split[]; named: Named }): readonly PlacedMark[] {
  return splits.flatMap(({ split, scanned: file }) => {
    const own = split.stretches.filter(({ host }) => host === name);
    const written = file.marks.filter(({ start }) => own.some((stretch) => isWithin(start, stretch)) && !split.declarations.some((stretch) => isWithin(start, stretch)));
    const filled = file.marks.flatMap((mark) => {
      const names = mark.kind === "path" ? named.get(mark)?.get(name) : undefined;
      return mark.kind === "path" && names !== undefined ? names.map((text) => filledMark(mark, text)) : [];
    });
    return [...written, ...filled].map((mark) => ({ file, mark }));
  });
}

function filledMark({ tail = "", path, ...mark }: PathMark, text: string): PathMark {
  return { ...mark, path: `${path}${text}${tail}`.replace(/\/$/, "") };
}

function partsOf({ split, scanned: { code, text } }: Split): FileParts {
  const texts = new Map<string, string>();
  for (const { start, end, host } of split.stretches) {
    if (host !== undefined) texts.set(host, `${texts.get(host) ?? ""}\n${code.slice(start, end)}`);
  }
  const declared = split.stretches.filter(({ host, start, end }) => host === undefined && /^(?:inputs|nixConfig|description)\b/.test(code.slice(start, end)));
  return {
    shared: cutOut(code, split.stretches),
    inputs: declared.map(({ start, end }) => code.slice(start, end)).join("\n"),
    named: cutOut(text, split.stretches),
    hosts: texts,
  };
}

/** What stands between the stretches. They begin and end with a binding, so blanks there mean nothing. */
function cutOut(text: string, stretches: readonly Stretch[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of stretches.toSorted((left, right) => left.start - right.start)) {
    if (start >= from) pieces.push(text.slice(from, start).trim());
    from = Math.max(from, end);
  }
  return [...pieces, text.slice(from).trim()].filter((piece) => piece !== "").join("\n");
}
