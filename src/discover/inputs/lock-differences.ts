// The inputs that flake.nix declares and those of flake.lock -> where they do not agree, in words.
import * as z from "zod";
import { isSameSource, parseFlakeUrl } from "./flake-url.ts";
import { type LockFile, type LockNode, nodeOf, rootNode, SourceAttributes } from "./lock-file.ts";
import { sourceOf } from "./locked-version.ts";

const Declared = SourceAttributes.extend({
  type: z.string().optional(),
  follows: z.string().optional(),
  inputs: z.record(z.string(), z.looseObject({ follows: z.string().optional() })).default({}),
});
type Declared = z.infer<typeof Declared>;

/** What flake.nix says: its `inputs`, and the arguments of its `outputs`, which are inputs of the registry unless declared. */
export const DeclaredInputs = z.object({ inputs: z.record(z.string(), Declared), arguments: z.array(z.string()) });
export type DeclaredInputs = z.infer<typeof DeclaredInputs>;

/** Lists what Nix would change in the lock file (Nix manual, "flake.lock"); nothing where it would stay as it is. */
export function lockDifferences({ inputs, arguments: names }: DeclaredInputs, lock: LockFile | undefined): readonly string[] {
  const implied = names.filter((name) => !Object.hasOwn(inputs, name)).map((name) => [name, Declared.parse({ type: "indirect", id: name })] as const);
  // `inputs.self` sets how the flake itself is fetched.
  const declared = new Map([...Object.entries(inputs), ...implied].filter(([name]) => name !== "self"));
  if (lock === undefined) return declared.size === 0 ? [] : [`there is none, but flake.nix has inputs: ${[...declared.keys()].join(", ")}`];
  const root = rootNode(lock);
  const extra = Object.keys(root?.inputs ?? {}).filter((name) => !declared.has(name));
  return [
    ...[...declared].flatMap(([name, input]) => inputDifferences(name, { input, root, lock })),
    ...extra.map((name) => `it has the input ${name}, which flake.nix does not`),
  ];
}

type Beside = { readonly input: Declared; readonly root: LockNode | undefined; readonly lock: LockFile };

function inputDifferences(name: string, { input, root, lock }: Beside): readonly string[] {
  const edge = root !== undefined && Object.hasOwn(root.inputs, name) ? root.inputs[name] : undefined;
  if (edge === undefined) return [`it lacks the input ${name}`];
  if (input.follows !== undefined) return followsDifference(name, { asked: input.follows, edge });
  if (typeof edge !== "string") return [`the input ${name} follows ${edge.join("/")} there, but not in flake.nix`];
  const node = nodeOf(lock, edge);
  const original = node?.original;
  const asked = sourceAsked(name, input);
  const isOther = asked !== undefined && original !== undefined && !isSameSource(asked, original);
  const other = isOther ? [`the input ${name} is ${sourceOf(original)} there, but ${sourceOf(asked)} in flake.nix`] : [];
  const nested = Object.entries(input.inputs).flatMap(([below, { follows }]) => {
    const inner = node?.inputs[below];
    // An override of an input that the other flake does not have is only a warning of Nix.
    return follows === undefined || inner === undefined ? [] : followsDifference(`${name}/${below}`, { asked: follows, edge: inner });
  });
  return [...other, ...nested];
}

function followsDifference(path: string, { asked, edge }: { asked: string; edge: string | readonly string[] }): readonly string[] {
  const there = typeof edge === "string" ? undefined : edge.join("/");
  if (there === asked) return [];
  return [`the input ${path} ${there === undefined ? "follows no other" : `follows ${there}`} there, but ${asked === "" ? "the flake itself" : asked} in flake.nix`];
}

/** An input without URL and type is one of the registry, under its own name. */
function sourceAsked(name: string, input: Declared): SourceAttributes | undefined {
  if (input.url !== undefined && input.type === undefined) {
    const parsed = parseFlakeUrl(input.url);
    return parsed === undefined ? undefined : { ...parsed, ...(input.ref === undefined ? {} : { ref: input.ref }), ...(input.rev === undefined ? {} : { rev: input.rev }), ...(input.dir === undefined ? {} : { dir: input.dir }) };
  }
  return input.type === undefined ? { type: "indirect", id: name } : { ...input, type: input.type };
}
