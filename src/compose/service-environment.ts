// A service's `env_file` and `environment` -> one map of variables, as Docker resolves them before it starts anything.
import { parseDotenv } from "./dotenv.ts";
import type { ComposeEntry, ComposeMap, ComposeValue } from "./model.ts";
import { reportProblems, type VariableMap } from "./read-variables.ts";
import type { Reading } from "./reading.ts";
import { sameScalar } from "./shape.ts";
import { isNull, isTrueAt, itemsAt, scalar, textAt, valueAt, withKeys } from "./value.ts";

export type EnvironmentRequest = { readonly name: string; readonly service: ComposeMap; readonly reading: Reading; readonly variables: VariableMap };

/**
 * `environment` wins over every file, a later file over an earlier one; a key without a value takes the variable of that name
 * and is null where there is none (Compose Specification, "environment", "env_file"). `env_file` itself stays.
 */
export async function resolveEnvironment(request: EnvironmentRequest): Promise<ComposeMap> {
  const { service, variables } = request;
  const entries = new Map<string, ComposeEntry>();
  for (const file of itemsAt(service, "env_file")) {
    for (const [name, entry] of await readEnvironmentFile(file, { ...request, known: entries })) entries.set(name, entry);
  }
  const written = valueAt(service, "environment");
  for (const [name, entry] of written?.kind === "map" ? written.entries : []) {
    entries.set(name, { ...entry, value: resolveBare(entry.value, { name, variables }) });
  }
  const place = written?.place ?? valueAt(service, "env_file")?.place ?? service.place;
  return withKeys(service, { environment: entries.size === 0 ? undefined : { kind: "map", entries, place } });
}

function resolveBare(value: ComposeValue, { name, variables }: { name: string; variables: VariableMap }): ComposeValue {
  const found = isNull(value) ? variables.get(name) : undefined;
  return found === undefined ? value : sameScalar(value, found);
}

type FileRequest = EnvironmentRequest & { readonly known: ReadonlyMap<string, ComposeEntry> };

async function readEnvironmentFile(file: ComposeValue, { name, reading, variables, known }: FileRequest): Promise<readonly [string, ComposeEntry][]> {
  const written = textAt(file, "path") ?? "";
  // Relative paths were made absolute, so that files that are extended or included keep their own folder.
  const reference = { written, folder: reading.folder, subject: `service ${name}`, place: file.place, kind: "environment", keptOut: true } as const;
  if (!isTrueAt(file, "required") && "refusal" in reading.locate(reference)) return [];
  const source = await reading.read(reference);
  if (source === undefined) return [];
  const lookup = (variable: string): string | undefined => variables.get(variable) ?? textAt(known.get(variable)?.value);
  const isRaw = textAt(file, "format") === "raw";
  const parsed = isRaw ? undefined : parseDotenv(source.text, lookup);
  if (parsed !== undefined) reportProblems(parsed, { reading, path: source.path });
  const found = parsed?.variables ?? rawVariables(source.text);
  return found.map((variable) => {
    const place = { file: source.path, line: variable.line };
    return [variable.name, { place, value: scalar(variable.value, place) }];
  });
}

/** `format: raw`: every line up to its first `=` is a name, the rest the value as it stands. */
function rawVariables(text: string): readonly { name: string; value: string; line: number }[] {
  return text.split(/\r?\n/).flatMap((written, index) => {
    const equals = written.indexOf("=");
    return equals <= 0 || written.startsWith("#") ? [] : [{ name: written.slice(0, equals), value: written.slice(equals + 1), line: index + 1 }];
  });
}
