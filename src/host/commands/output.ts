// Where a command's result goes: standard output, or a file that is named on the command line.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { StowplanError } from "../../errors.ts";

function notWritten(subject: string, { cause, hint }: { readonly cause: unknown; readonly hint: string }): StowplanError {
  return new StowplanError({ code: "usage", subject, message: "the result could not be written", hint, cause });
}

/** Writes a result to standard output and waits until it is taken, so that an exit cuts nothing off. Throws `usage` where its disk is full. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`, (error) => {
      // A reader such as `head` may leave early; that is no failure of ours.
      if (error && "code" in error && error.code !== "EPIPE") reject(notWritten("standard output", { cause: error, hint: "Look whether the disk that it goes to is full." }));
      else resolve();
    });
  });
}

/** Makes a folder and those above it, one at a time: Node's own recursive mkdir never ends below /proc. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder);
}

/** As a file's name: standard output. */
export const STANDARD_OUTPUT = "-";

/** Writes a file, with the folders above it. Throws `usage` where that cannot be done. */
export async function writeResult(file: string, text: string): Promise<void> {
  if (file === STANDARD_OUTPUT) return print(text);
  try {
    await makeFolder(dirname(resolve(file)));
    await writeFile(file, text);
  } catch (cause) {
    throw notWritten(file, { cause, hint: "Name a file in a folder that you may write to." });
  }
}

/** Two-space columns, one row a line; the last column is as long as it is. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<readonly number[]>((most, row) => row.map((cell, index) => Math.max(cell.length, most[index] ?? 0)), []);
  return rows.map((row) => row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join("  ")).join("\n");
}
