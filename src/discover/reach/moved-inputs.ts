// flake.lock at base and head -> the flake's own inputs that are others than before, by name, through whatever they follow.
import { compareTexts } from "../../compare-texts.ts";
import { type LockFile, type LockNode, nodeOf } from "../inputs/lock-file.ts";

/** Undefined where an input may lie in the repository itself: then its files are read by no path. */
export function movedInputs(base: LockFile, head: LockFile): readonly string[] | undefined {
  const [before, after] = [printsOf(base), printsOf(head)];
  if (before === undefined || after === undefined) return undefined;
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}

/** Inputs that the flake names, each as a text that says all that it is made of. */
function printsOf(lock: LockFile): ReadonlyMap<string, string> | undefined {
  if (liesInRepository(lock)) return undefined;
  const inputs = nodeOf(lock, lock.root)?.inputs ?? {};
  return new Map(Object.keys(inputs).map((name) => [name, printOf(lock, name)]));
}

/** `path:./sub`: its files are this repository's, so that no lock file tells when they change. One with a parent is that input's. */
export function liesInRepository({ nodes }: LockFile): boolean {
  const isRelative = (source: LockNode["locked"]): boolean => source?.type === "path" && source.path?.startsWith("/") !== true;
  return Object.values(nodes).some(({ locked, original, parent }) => (isRelative(locked) || isRelative(original)) && !(Array.isArray(parent) && parent.length > 0));
}

/** Nodes are numbered as they are met, because their names change whenever another input comes. */
function printOf(lock: LockFile, input: string): string {
  const first = resolve(lock, [input]);
  const numbers = new Map<string, number>();
  const waiting = first === undefined ? [] : [first];
  const printed: unknown[] = [];
  const numberOf = (name: string | undefined): number => {
    if (name === undefined) return -1;
    const known = numbers.get(name) ?? numbers.size;
    if (!numbers.has(name)) waiting.push(name);
    numbers.set(name, known);
    return known;
  };
  for (const start of waiting.splice(0)) numberOf(start);
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const { inputs, ...node } = nodeOf(lock, name) ?? { inputs: {} };
    const edges = Object.entries(inputs).toSorted(([left], [right]) => compareTexts(left, right));
    printed.push([node, edges.map(([edge, target]) => [edge, numberOf(typeof target === "string" ? target : resolve(lock, target))])]);
  }
  return JSON.stringify(printed);
}

const DEEPEST = 64;

/** The node at a path of inputs from the flake itself, through what follows another input. */
function resolve(lock: LockFile, path: readonly string[]): string | undefined {
  return resolveWithin(lock, { path, depth: 0 });
}

function resolveWithin(lock: LockFile, { path, depth }: { path: readonly string[]; depth: number }): string | undefined {
  if (depth > DEEPEST) return undefined;
  let name = lock.root;
  for (const step of path) {
    const edge = nodeOf(lock, name)?.inputs[step];
    const next = typeof edge === "string" || edge === undefined ? edge : resolveWithin(lock, { path: edge, depth: depth + 1 });
    if (next === undefined) return undefined;
    name = next;
  }
  return name;
}
