// flake.lock -> its inputs by their path from the flake, each either locked or following another one.
import * as z from "zod";
import { parseJson } from "../../parse-json.ts";

/** Longest text of a lock file that is still shown; a fragment of a URL, a branch, a path. */
const Text = z.string().max(2048);

/** A flake reference as attributes (Nix manual, "flake references"); what other fetchers add is kept out. */
export const SourceAttributes = z.object({
  type: Text.default(""),
  id: Text.optional(),
  owner: Text.optional(),
  repo: Text.optional(),
  host: Text.optional(),
  url: Text.optional(),
  path: Text.optional(),
  dir: Text.optional(),
  ref: Text.optional(),
  rev: Text.optional(),
  narHash: Text.optional(),
  lastModified: z.number().optional(),
});
export type SourceAttributes = z.infer<typeof SourceAttributes>;

/** An input of a node: the name of another node, or the path of the input that it follows. */
const Edge = z.union([Text, z.array(Text).max(64)]);

const Node = z.looseObject({
  inputs: z.record(Text, Edge).default({}),
  locked: SourceAttributes.optional(),
  original: SourceAttributes.optional(),
});
export type LockNode = z.infer<typeof Node>;

/** Versions 5 to 7 differ only in what a node may hold beside this (Nix, `src/libflake/lockfile.cc`). */
const LockFile = z.looseObject({ version: z.int().min(5).max(7), root: Text, nodes: z.record(Text, Node) });
export type LockFile = z.infer<typeof LockFile>;

/** An input at its path: `home-manager/nixpkgs`. */
export type LockedInput =
  | { readonly kind: "locked"; readonly locked: SourceAttributes; readonly original: SourceAttributes }
  | { readonly kind: "follows"; readonly target: string };

/** Flakes of whole companies have a few hundred inputs; nodes that share nodes could make endlessly many paths. */
const MOST_INPUTS = 2000;
const DEEPEST = 12;

/** Reads a lock file; undefined where it is not JSON of a known version. */
export function parseLockFile(text: string): LockFile | undefined {
  return LockFile.safeParse(parseJson(text)).data;
}

/** The direct inputs of the flake itself. */
export function rootNode(lock: LockFile): LockNode | undefined {
  return nodeOf(lock, lock.root);
}

export function nodeOf({ nodes }: LockFile, name: string): LockNode | undefined {
  return Object.hasOwn(nodes, name) ? nodes[name] : undefined;
}

/** Every input by its path, those near the flake first. Inputs behind one that follows another are that other's. */
export function lockedInputs(lock: LockFile): ReadonlyMap<string, LockedInput> {
  const found = new Map<string, LockedInput>();
  let level: readonly (readonly [string, string])[] = [["", lock.root]];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    level = level.flatMap(([path, name]) => inputsBelow({ lock, path, name, found }));
  }
  return found;
}

type Walk = { readonly lock: LockFile; readonly path: string; readonly name: string; readonly found: Map<string, LockedInput> };

/** Adds a node's inputs to those found, and gives the nodes to look at next. */
function inputsBelow({ lock, path, name, found }: Walk): readonly (readonly [string, string])[] {
  return Object.entries(nodeOf(lock, name)?.inputs ?? {}).flatMap(([input, edge]) => {
    const below = path === "" ? input : `${path}/${input}`;
    if (found.size >= MOST_INPUTS) return [];
    if (typeof edge !== "string") {
      found.set(below, { kind: "follows", target: edge.join("/") });
      return [];
    }
    const node = nodeOf(lock, edge);
    const locked = node?.locked ?? { type: "" };
    found.set(below, { kind: "locked", locked, original: node?.original ?? locked });
    return [[below, edge] as const];
  });
}
