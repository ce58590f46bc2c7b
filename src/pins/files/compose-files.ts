// Compose projects -> the references in their files, environment files and the Dockerfiles that they build with.
import { posix } from "node:path";
import { type ComposeMap, type ComposeProject, entriesAt, type ProjectPair, textAt, valueAt } from "../../compose/index.ts";
import type { FileChange, SourceTree } from "../../ports.ts";
import type { FoundPin, Piece } from "../pin.ts";
import { type SourceText, sourceText } from "../source-text.ts";
import { composePins, type Texts } from "./compose-pins.ts";
import { dockerfilePins, UNFOLLOWED } from "./dockerfile-pins.ts";
import { mayHoldPins } from "./file-pins.ts";

type Request = { readonly head: SourceTree; readonly changes: readonly FileChange[]; readonly projects: readonly ProjectPair[] };

async function textsOf(project: ComposeProject, head: SourceTree): Promise<Texts> {
  return new Map(await Promise.all(project.files.map(async ({ path }) => [path, sourceText(path, (await head.read(path)) ?? "")] as const)));
}

function builds(project: ComposeProject): readonly ComposeMap[] {
  return [...project.services.values(), ...project.inactive.values()].flatMap(({ keys }) => {
    const build = valueAt(keys, "build");
    return build?.kind === "map" ? [build] : [];
  });
}

/** Arguments that the Compose file gives win over a Dockerfile's own defaults. */
function buildArguments(build: ComposeMap, texts: Texts): ReadonlyMap<string, Piece> {
  return new Map(
    entriesAt(build, "args").flatMap(([name, { value }]) => {
      if (value.kind !== "scalar" || value.value === null) return [];
      const text = String(value.value);
      const [from = 0, to = 0] = value.range ?? [];
      const written = texts.get(value.place.file)?.text.slice(from, to) ?? "";
      const start = value.written === undefined && value.range !== undefined ? written.indexOf(text) : -1;
      return [[name, start < 0 ? { text } : { text, start: from + start, file: value.place.file }] as const];
    }),
  );
}

/** A block scalar keeps its lines; with its first line blank it is a Dockerfile at the place where it stands. */
function inlinePins(build: ComposeMap, texts: Texts): readonly FoundPin[] {
  const inline = valueAt(build, "dockerfile_inline");
  const source = inline?.kind === "scalar" ? texts.get(inline.place.file) : undefined;
  if (inline?.kind !== "scalar" || source === undefined || inline.range === undefined) return [];
  const [start, end] = inline.range;
  const text = source.text.slice(start, end);
  const first = text.indexOf("\n");
  if (!/^[|>]/.test(text) || first < 0) return [];
  // Compose fills in `$NAME` before Docker sees it, and Docker's own variables stand there as `$$NAME`: neither is followed.
  const body = text.slice(first).replaceAll("$", UNFOLLOWED);
  const alone: SourceText = { ...source, text: `${source.text.slice(0, start).replace(/[^\n]/g, " ")}${" ".repeat(first)}${body}` };
  return dockerfilePins(alone, buildArguments(build, texts)).map((pin) => ({ ...pin, raw: pin.raw.replaceAll(UNFOLLOWED, "$"), mechanism: "compose-dockerfile" }));
}

/** The Dockerfile of a build, where the repository has it; one with a usual name is found by itself, but not the arguments. */
async function dockerfileOf(build: ComposeMap, { project, texts, request }: { readonly project: ComposeProject; readonly texts: Texts; readonly request: Request }): Promise<readonly FoundPin[]> {
  const context = textAt(build, "context") ?? ".";
  if (textAt(build, "dockerfile_inline") !== undefined || /^[a-z+]+:\/\/|^git@/.test(context)) return [];
  const folder = posix.isAbsolute(context) ? posix.join(project.folder, posix.relative(project.root, context)) : posix.join(project.folder, context);
  const file = posix.join(folder, textAt(build, "dockerfile") ?? "Dockerfile");
  const text = request.head.entries.get(file)?.kind === "file" ? await request.head.read(file) : undefined;
  const known = buildArguments(build, texts);
  const isNews = known.size > 0 || !mayHoldPins(file);
  const isTouched = request.changes.some(({ path }) => path === file || project.files.some((one) => one.path === path));
  return text === undefined || !isNews || !isTouched ? [] : dockerfilePins(sourceText(file, text), known);
}

async function projectPins(project: ComposeProject, request: Request): Promise<readonly FoundPin[]> {
  const texts = await textsOf(project, request.head);
  const dockerfiles = await Promise.all(builds(project).map((build) => dockerfileOf(build, { project, texts, request })));
  return [...composePins(project, texts), ...builds(project).flatMap((build) => inlinePins(build, texts)), ...dockerfiles.flat()];
}

/** Finds the references of every project that could be read at head. */
export async function composeFilesPins(request: Request): Promise<readonly FoundPin[]> {
  const found = await Promise.all(request.projects.flatMap(({ head }) => (head === undefined ? [] : [projectPins(head, request)])));
  return found.flat();
}
