// Edited Compose files -> the modules that are made from them, made again where that gives what is committed.
import type { ProjectPair } from "../../compose/index.ts";
import { moduleRemaker, type RemakeModule } from "../../convert/index.ts";
import type { Finding } from "../../errors.ts";
import type { SourceTree } from "../../ports.ts";
import { withdrawn } from "./decide-edits.ts";
import type { PlacedEdit } from "./place-edit.ts";

/** A module with the files that it is made from. */
export type GeneratedModule = {
  readonly output: string;
  readonly inputs: ReadonlySet<string>;
  /** Absent where the module is not byte for byte what our converter gives. */
  readonly remake?: RemakeModule;
};

/** The generated modules of projects that the edits touch. */
export async function openModules(projects: readonly ProjectPair[], { tree, edits }: { readonly tree: SourceTree; readonly edits: readonly PlacedEdit[] }): Promise<readonly GeneratedModule[]> {
  const touched = new Set(edits.flatMap(({ taken }) => taken.flatMap(({ splices }) => splices.map(({ file }) => file))));
  const modules = projects.map(async ({ source, head }): Promise<readonly GeneratedModule[]> => {
    const inputs = new Set(head?.files.map(({ path }) => path));
    const module = source.output === undefined ? undefined : await tree.read(source.output);
    if (source.output === undefined || module === undefined || ![...inputs].some((path) => touched.has(path))) return [];
    const remake = await moduleRemaker({ source, module, tree });
    return [{ output: source.output, inputs, ...(remake === undefined ? {} : { remake }) }];
  });
  return (await Promise.all(modules)).flat();
}

/** An edit of a Compose file whose module does not hold the reference, and cannot be made again: only one of the two would move. */
export function tornEdit({ edit, taken }: PlacedEdit, modules: readonly GeneratedModule[]): Finding | undefined {
  const torn = modules.find(({ output, inputs, remake }) => remake === undefined && taken.some(({ splices }) => splices.some(({ file }) => inputs.has(file))) && !taken.some(({ pin }) => pin.file === output));
  return torn && withdrawn(edit, { why: `${torn.output} is made from an edited Compose file, but does not hold this reference; convert the project again first`, pin: { file: torn.output, line: 1, column: 1 } });
}

/** A tree with some texts replaced. */
function editedTree(tree: SourceTree, files: ReadonlyMap<string, string>): SourceTree {
  return { ...tree, read: (path) => (files.has(path) ? Promise.resolve(files.get(path)) : tree.read(path)) };
}

/** The edited files with every module that can be made again, so that whatever else hangs on a variable follows too. */
export async function remakeModules(files: ReadonlyMap<string, string>, { tree, modules }: { readonly tree: SourceTree; readonly modules: readonly GeneratedModule[] }): Promise<ReadonlyMap<string, string>> {
  const followed = new Map(files);
  for (const { output, remake } of modules) {
    const text = await remake?.(editedTree(tree, files));
    if (text !== undefined && text !== "") followed.set(output, text);
  }
  return followed;
}
