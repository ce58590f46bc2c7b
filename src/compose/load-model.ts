// Compose files -> one merged model: each file parsed, interpolated, extended, its includes taken in, merged over the ones before.
import type { Place } from "../errors.ts";
import { folderOf } from "../repository-paths.ts";
import { buildTree } from "./build-tree.ts";
import { extendServices, type ExtendableFile, type LoadExtended } from "./extend-services.ts";
import { quote } from "./findings.ts";
import { repositoryPath } from "./host-paths.ts";
import { importModel, mergeMaps, withoutRepeats } from "./merge.ts";
import type { ComposeMap, ComposeValue } from "./model.ts";
import type { ParsedYaml } from "./parse-yaml.ts";
import type { FileReference, Reading } from "./reading.ts";
import { readVariables, type VariableMap } from "./read-variables.ts";
import { shapeModel } from "./shape-model.ts";
import { itemsAt, map, textAt, textsAt, withKeys } from "./value.ts";

/** A set of files that belong together: the project's inputs, or one item of `include`. */
export type FileSet = {
  readonly reading: Reading;
  readonly references: readonly FileReference[];
  /** The folder of the repository where relative paths of these files start. */
  readonly folder: string;
  readonly variables: VariableMap;
  /** The first files of the sets that include this one, outermost first. */
  readonly chain: readonly string[];
};

/** Includes of includes of …; nobody goes deeper, and a chain of generated files could. */
const DEEPEST_INCLUDE = 32;

/** Loads and merges a set of files. Files that cannot be read are left out, with findings. */
export async function loadModel(files: FileSet): Promise<ComposeMap> {
  let model: ComposeMap = map({}, { file: files.references[0]?.written ?? files.folder });
  for (const reference of files.references) {
    const parsed = await files.reading.parse(reference);
    if (parsed === undefined) continue;
    if (parsed.documents.length === 0) files.reading.findings.error({ code: "compose-invalid", subject: parsed.path, message: "The Compose file is empty.", hint: "Define `services`, or take the file out of the inputs.", place: { file: parsed.path } });
    for (const document of documentsOf(parsed, { files, folder: files.folder })) {
      model = await mergeDocument({ model, document, path: parsed.path }, files);
    }
  }
  return withoutRepeats(model);
}

/** The shaped documents of a file; relative paths in it start in `folder`. */
function documentsOf(parsed: ParsedYaml, { files, folder }: { files: FileSet; folder: string }): readonly ComposeMap[] {
  const { reading, variables } = files;
  const lookup = (name: string): string | undefined => variables.get(name);
  return parsed.documents.flatMap((document) => {
    const substitute = (text: string, place: Place): string => reading.substitute({ text, place, variables: lookup });
    const tree = buildTree({ parsed, document, substitute, findings: reading.findings });
    return tree === undefined ? [] : (shapeModel(tree, { reading, path: parsed.path, folder, home: variables.get("HOME") }) ?? []);
  });
}

type Merging = { readonly model: ComposeMap; readonly document: ComposeMap; readonly path: string };

async function mergeDocument({ model, document, path }: Merging, files: FileSet): Promise<ComposeMap> {
  const file: ExtendableFile = { path, folder: files.folder, model: document };
  const extended = await extendServices(file, { reading: files.reading, load: extendedLoader(files) });
  const whole = await takeIncludes({ model: extended, path }, files);
  return mergeMaps({ base: model, over: whole, path: "" });
}

/** Files that `extends` names are read once; their own paths start in their own folder. */
function extendedLoader(files: FileSet): LoadExtended {
  const loaded = new Map<string, ExtendableFile>();
  return async (reference) => {
    const parsed = await files.reading.parse({ ...reference, kind: "compose" });
    if (parsed === undefined) return undefined;
    const known = loaded.get(parsed.path);
    if (known !== undefined) return known;
    const folder = folderOf(parsed.path);
    const model = documentsOf(parsed, { files, folder }).reduce<ComposeMap | undefined>(
      (base, over) => (base === undefined ? over : mergeMaps({ base, over, path: "" })),
      undefined,
    );
    if (model === undefined) return undefined;
    const file: ExtendableFile = { path: parsed.path, folder, model };
    loaded.set(parsed.path, file);
    return file;
  };
}

async function takeIncludes({ model, path }: { model: ComposeMap; path: string }, files: FileSet): Promise<ComposeMap> {
  let whole = withKeys(model, { include: undefined });
  for (const include of itemsAt(model, "include")) {
    const included = await loadInclude({ include, path }, files);
    if (included === undefined) continue;
    const imported = importModel(whole, included);
    whole = imported.model;
    for (const { kind, name, entry, included: other } of imported.conflicts) {
      const message = `\`${kind}.${name}\` is also defined, differently, in ${quote(`${other.place.file}:${other.place.line ?? 1}`)}, which is included.`;
      files.reading.findings.error({ code: "compose-invalid", subject: `${kind.replace(/s$/, "")} ${name}`, message, hint: "Give one of the two another name.", place: entry.place });
    }
  }
  return whole;
}

/** One item of `include` (Compose Specification, 14-include.md): its files, its folder, its variables. */
async function loadInclude({ include, path }: { include: ComposeValue; path: string }, files: FileSet): Promise<ComposeMap | undefined> {
  const { reading } = files;
  const references = textsAt(include, "path").concat(textAt(include, "path") ?? []).map((written): FileReference => ({ written, folder: files.folder, subject: path, place: include.place, kind: "compose" }));
  const [first] = references;
  if (first === undefined) return undefined;
  const located = reading.locate(first).path;
  const chain = [...files.chain, path];
  if (chain.includes(located) || chain.length > DEEPEST_INCLUDE) {
    reading.findings.error({ code: "compose-cycle", subject: path, message: `The files include each other: ${[...chain, located].map(quote).join(" → ")}.`, hint: "Take one of the includes out.", place: include.place });
    return undefined;
  }
  const folder = includeFolder({ include, located }, files);
  const variables = await readVariables({ reading, folder, from: files.variables, written: textsAt(include, "env_file"), writtenIn: files.folder, place: include.place });
  return loadModel({ reading, references, folder, variables, chain });
}

function includeFolder({ include, located }: { include: ComposeValue; located: string }, files: FileSet): string {
  const written = textAt(include, "project_directory");
  return written === undefined ? folderOf(located) : (repositoryPath(files.folder, written) ?? folderOf(located));
}
