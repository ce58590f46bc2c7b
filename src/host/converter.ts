// The compose2nix on the PATH -> the Converter port: on a copy of the files in a folder of its own, bounded, without the job's environment.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { StowplanError } from "../errors.ts";
import type { Converter, ConverterRequest, ConverterRun } from "../ports.ts";
import { allowedEnvironment, type Environment } from "./environment.ts";
import { runProcess } from "./process.ts";
import { openLimiter } from "./registry/limiter.ts";

const PROGRAM = "compose2nix";
/** It takes 50 ms for a project of usual size. */
const LIMITS = { seconds: 60, memory: 1024, output: 1024 * 1024 } as const;

/** A plan may have hundreds of projects. */
const AT_ONCE = 4;

export type ConverterCommand = { readonly directory: string; readonly args: readonly string[]; readonly output: string; readonly environment: Readonly<Record<string, string>> };

/** Runs the program in a folder that is there, and gives what it wrote to `output`. */
export async function runConverter({ directory, args, output, environment }: ConverterCommand): Promise<ConverterRun> {
  try {
    const run = await runProcess({ program: PROGRAM, args: [...args, `-output=${output}`], directory, environment, limits: LIMITS });
    if (run.stopped !== undefined) return { kind: "failed", message: `it was stopped at the limit on ${run.stopped}` };
    if (run.status !== 0) return { kind: "failed", message: lastWords(run.stderr, run.status) };
    return { kind: "module", text: await readFile(output, "utf8") };
  } catch (error) {
    if (isAbsent(error, PROGRAM)) return { kind: "missing" };
    if (isAbsent(error, output)) return { kind: "failed", message: "it wrote no module" };
    throw error;
  }
}

function isAbsent(error: unknown, path: string): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT" && "path" in error && error.path === path;
}

function lastWords(stderr: string, status: number): string {
  const last = stderr.trim().split("\n").at(-1) ?? "";
  return last === "" ? `status ${status}` : last;
}

/** A file's path inside the copy. They come from a tree, so none leaves it; were that ever wrong nothing is written. */
function placeIn(root: string, path: string): string {
  const place = join(root, path);
  if (!relative(root, place).startsWith("..")) return place;
  throw new StowplanError({ code: "internal", subject: path, message: "A path leaves the copy of the repository.", hint: "This is a mistake in stowplan: please report it." });
}

/** Opens the converter; nothing is run before it is asked. */
export function openConverter(environment: Environment): Converter {
  const limit = openLimiter(AT_ONCE);
  return { convert: (request) => limit(() => runOnCopy(request, environment)) };
}

async function runOnCopy({ files, folder, args, environment: variables }: ConverterRequest, environment: Environment): Promise<ConverterRun> {
  const copy = await mkdtemp(join(environment["TMPDIR"] ?? tmpdir(), "stowplan-convert-"));
  try {
    const root = join(copy, "repository");
    for (const [path, text] of files) {
      await mkdir(dirname(placeIn(root, path)), { recursive: true });
      await writeFile(placeIn(root, path), text);
    }
    // PATH and its like stay the job's, and the dynamic linker's are left out: a project's variables must not choose the program.
    const own = Object.fromEntries(Object.entries(variables).filter(([name]) => !/^(?:LD_|DYLD_)/.test(name)));
    const run = await runConverter({ directory: placeIn(root, folder), args, output: join(copy, "module.nix"), environment: { ...own, ...allowedEnvironment(environment, {}) } });
    return run.kind === "failed" ? { kind: "failed", message: run.message.replaceAll(`${root}/`, "") } : run;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
