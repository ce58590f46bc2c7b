// Environment files -> the variables that interpolation sees.
import { posix } from "node:path";
import type { Place } from "../errors.ts";
import { parseDotenv, type Dotenv } from "./dotenv.ts";
import { quote } from "./findings.ts";
import type { FileReference, Reading } from "./reading.ts";

export type VariableMap = ReadonlyMap<string, string>;

export type VariablesRequest = {
  readonly reading: Reading;
  /** Where `.env` is looked for when no file is named. */
  readonly folder: string;
  /** Variables that are known already; they win over those of the files. */
  readonly from: VariableMap;
  readonly written: readonly string[];
  /** The folder where the written paths start. */
  readonly writtenIn: string;
  readonly place: Place;
  /** Files that are not there are no error. */
  readonly mayBeMissing?: boolean;
};

/** Reads environment files; of two files the later wins, and what is known already wins over both. */
export async function readVariables(request: VariablesRequest): Promise<VariableMap> {
  const { reading, from } = request;
  const fromFiles = new Map<string, string>();
  for (const reference of referencesOf(request)) {
    if (request.mayBeMissing === true && "refusal" in reading.locate(reference)) continue;
    const file = await reading.read(reference);
    if (file === undefined) continue;
    const parsed = parseDotenv(file.text, (name) => from.get(name) ?? fromFiles.get(name));
    reportProblems(parsed, { reading, path: file.path });
    for (const { name, value } of parsed.variables) fromFiles.set(name, value);
  }
  return new Map([...fromFiles, ...from]);
}

function referencesOf({ reading, folder, written, writtenIn, place }: VariablesRequest): readonly FileReference[] {
  const reference = { subject: place.file, place, kind: "environment" } as const;
  if (written.length > 0) return written.map((path) => ({ ...reference, written: path, folder: writtenIn }));
  const isThere = reading.tree.entries.get(posix.join(folder, ".env"))?.kind === "file";
  return isThere ? [{ ...reference, written: ".env", folder }] : [];
}

/** Lines of an environment file that are none are warnings: Docker refuses the file, the rest is still of use here. */
export function reportProblems(parsed: Dotenv, { reading, path }: { reading: Reading; path: string }): void {
  for (const { line, message } of parsed.problems.slice(0, 10)) {
    reading.findings.warning({ code: "compose-syntax", subject: path, message: `The environment file ${quote(path)} has a line that Docker refuses. ${message}`, hint: "Correct the line.", place: { file: path, line } });
  }
}
