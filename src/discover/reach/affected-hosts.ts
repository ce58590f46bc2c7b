// Both trees and the changed paths -> which hosts may be others than before. In doubt all of them.
import { CONFIG_FILES } from "../../config/index.ts";
import type { FileChange, SourceTree } from "../../ports.ts";
import { isInside, joinPath } from "../../repository-paths.ts";
import { parseLockFile } from "../inputs/lock-file.ts";
import type { AffectedHosts } from "../scope.ts";
import { closureOf, type Ground, type Reads } from "./closure.ts";
import { liesInRepository, movedInputs } from "./moved-inputs.ts";
import { openScanner, openSecondScanner, type Scanner } from "./scan-file.ts";
import { type FileParts, type SideReads, sideReads } from "./side-reads.ts";
import { indexTree } from "./tree-index.ts";

export type AffectedRequest = {
  readonly base: SourceTree;
  readonly head: SourceTree;
  /** Folder of the flake, the same at both sides. */
  readonly folder: string;
  readonly changes: readonly FileChange[];
  /** False where hosts are declared somewhere else than in `nixosConfigurations`: they are not told apart. */
  readonly canSplit: boolean;
};

type Side = { readonly flake: string; readonly ground: Ground; readonly whole: Reads };

/**
 * The whole flake is looked at first, without the parser: most of what changes no host is read by none. Only then is flake.nix
 * taken apart. A host is left out where neither base nor head says that it may read something that changed.
 */
export async function affectedHosts(request: AffectedRequest): Promise<AffectedHosts> {
  const { base, head, changes, folder } = request;
  const everything = changes.find(({ path }) => CONFIG_FILES.some((file) => file === path) || /(?:^|\/)\.git(?:attributes|modules)$/.test(path));
  if (everything !== undefined) return { kind: "all", reason: `${everything.path} changed` };
  const inputs = await inputsOf(request);
  if (inputs.kind === "all") return inputs;
  const flake = joinPath(folder, "flake.nix");
  const first = openScanner(base);
  const second = openSecondScanner(head, { first, changed: new Set(changes.map(({ path }) => path)) });
  const sides = [await openSide(flake, { tree: base, scan: first }), await openSide(flake, { tree: head, scan: second })] as const;
  const changed = { flake, paths: changes.map(({ path }) => path), inputs: inputs.names };
  const news = sides.map(({ whole }) => newsFor(whole, changed)).find((reason) => reason !== undefined) ?? (changed.inputs.length > 0 ? "flake.lock changed" : undefined);
  const reason = news ?? (changed.paths.includes(flake) ? `${flake} changed` : undefined);
  if (reason === undefined) return { kind: "some", hosts: [] };
  const [before, after] = request.canSplit ? await Promise.all(sides.map(({ ground, whole }) => sideReads(flake, { ground, whole }))) : [];
  if (before === undefined || after === undefined) return { kind: "all", reason };
  if (typeof before === "string" || typeof after === "string") return { kind: "all", reason: `${reason}, and ${[before, after].find((side) => typeof side === "string") ?? ""}` };
  return comparedHosts({ before, after }, changed);
}

async function openSide(flake: string, { tree, scan }: { tree: SourceTree; scan: Scanner }): Promise<Side> {
  const ground = { index: indexTree(tree), scan };
  const file = await ground.scan(flake);
  return { flake, ground, whole: await closureOf(file.marks.map((mark) => ({ file, mark })), ground) };
}

type Inputs = Extract<AffectedHosts, { kind: "all" }> | { readonly kind: "named"; readonly names: readonly string[] };

/** What the lock file moves. Without one on both sides, or with inputs from the repository itself, nobody knows. */
async function inputsOf({ base, head, folder, changes }: AffectedRequest): Promise<Inputs> {
  const path = joinPath(folder, "flake.lock");
  const [before, after] = (await Promise.all([base.read(path), head.read(path)])).map((text) => (text === undefined ? undefined : parseLockFile(text)));
  if ([before, after].some((lock) => lock !== undefined && liesInRepository(lock))) return { kind: "all", reason: "an input lies in the repository itself" };
  if (!changes.some((change) => change.path === path)) return { kind: "named", names: [] };
  const names = before === undefined || after === undefined ? undefined : movedInputs(before, after);
  return names === undefined ? { kind: "all", reason: "flake.lock changed" } : { kind: "named", names };
}

type Changed = { readonly flake: string; readonly paths: readonly string[]; readonly inputs: readonly string[] };

/** Why a reader is affected, for people: a doubt, or a file that it may read. */
function newsFor(reads: Reads, { paths }: Pick<Changed, "paths">): string | undefined {
  if (reads.doubt !== undefined) return reads.doubt;
  const read = paths.find((path) => reads.exact.has(path) || partsOf(path).some((part) => reads.prefixes.has(part)) || [...reads.exact].some((folder) => isInside(path, folder)));
  return read === undefined ? undefined : `${read} is read`;
}

function partsOf(path: string): readonly string[] {
  return Array.from(path, (_, index) => path.slice(0, index)).concat(path);
}

/** An input can only be read by its name. */
function namesInput(texts: readonly string[], inputs: readonly string[]): string | undefined {
  return inputs.find((input) => {
    const pattern = new RegExp(String.raw`(?<![\w'-])${input.replaceAll(/[^\w-]/g, String.raw`\$&`)}(?![\w'-])`);
    return texts.some((text) => pattern.test(text));
  });
}

type Sides = { readonly before: SideReads; readonly after: SideReads };

function comparedHosts({ before, after }: Sides, changed: Changed): AffectedHosts {
  const declaring = new Set([...before.parts.keys()].filter((path) => after.parts.has(path)));
  const others = { ...changed, paths: changed.paths.filter((path) => !declaring.has(path)) };
  for (const side of [before, after]) {
    const texts = [...side.parts.values()].map(({ named }) => named).concat(side.shared.files.filter(({ path }) => !side.parts.has(path)).map(({ text }) => text));
    const input = namesInput(texts, changed.inputs);
    const reason = newsFor(side.shared, others) ?? (input === undefined ? undefined : `input ${input} moved`);
    if (reason !== undefined) return { kind: "all", reason };
  }
  const different = [...declaring].find((path) => partsDiffer(before.parts.get(path), after.parts.get(path)));
  if (different !== undefined) return { kind: "all", reason: `${different} changed beside its hosts` };
  const names = new Set([...before.hosts.keys(), ...after.hosts.keys()]);
  return { kind: "some", hosts: [...names].filter((name) => isAffected(name, { sides: { before, after }, others })).toSorted() };
}

function partsDiffer(before: FileParts | undefined, after: FileParts | undefined): boolean {
  return before?.shared !== after?.shared || before?.inputs !== after?.inputs;
}

function isAffected(name: string, { sides: { before, after }, others }: { sides: Sides; others: Changed }): boolean {
  const textOf = ({ parts }: SideReads): string => [...parts.values()].map(({ hosts }) => hosts.get(name) ?? "").join("\n");
  if (!before.hosts.has(name) || !after.hosts.has(name) || textOf(before) !== textOf(after)) return true;
  return [before, after].some((side) => {
    const reads = side.hosts.get(name);
    if (reads === undefined) return true;
    return newsFor(reads, others) !== undefined || namesInput([textOf(side), ...reads.files.map(({ text }) => text)], others.inputs) !== undefined;
  });
}
