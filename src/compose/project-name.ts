// The name of a project: configured, from `COMPOSE_PROJECT_NAME`, from the files, or from the folder.
import { posix } from "node:path";
import { isMap, isScalar } from "yaml";
import type { ProjectSource } from "../discover/index.ts";
import { interpolate } from "./interpolate.ts";
import type { ParsedYaml } from "./parse-yaml.ts";
import type { FileReference, Reading } from "./reading.ts";
import type { VariableMap } from "./read-variables.ts";

export type NameRequest = { readonly source: ProjectSource; readonly reading: Reading; readonly references: readonly FileReference[]; readonly variables: VariableMap };

/** Docker's order: `-p`, `COMPOSE_PROJECT_NAME`, the last `name:` of the files, the folder. */
export async function projectName({ source, reading, references, variables }: NameRequest): Promise<string> {
  const given = source.options.project ?? variables.get("COMPOSE_PROJECT_NAME");
  if (given !== undefined && given !== "") return given;
  let written: string | undefined;
  for (const reference of references) {
    const parsed = await reading.parse(reference);
    written = (parsed === undefined ? undefined : writtenName(parsed)) ?? written;
  }
  const name = written === undefined ? "" : normalName(interpolate(written, (variable) => variables.get(variable)).text);
  if (name !== "") return name;
  const folder = source.folder === "." || source.folder === "" ? reading.root : source.folder;
  return normalName(posix.basename(folder)) || normalName(source.label) || "default";
}

function writtenName({ documents }: ParsedYaml): string | undefined {
  for (const { contents } of documents.toReversed()) {
    const pair = isMap(contents) ? contents.items.find(({ key }) => isScalar(key) && key.value === "name") : undefined;
    if (pair !== undefined && isScalar(pair.value) && typeof pair.value.value === "string") return pair.value.value;
  }
  return undefined;
}

/** Lower case letters, digits, `-` and `_`, starting with a letter or digit. */
function normalName(written: string): string {
  return written.toLowerCase().replace(/[^a-z0-9_-]/g, "").replace(/^[_-]+/, "");
}
