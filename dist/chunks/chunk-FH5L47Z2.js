import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  allowedEnvironment
} from "./chunk-DNY7WADR.js";
import {
  openLimiter,
  runProcess
} from "./chunk-Y5ZU4I3E.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";

// src/host/converter.ts
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
var PROGRAM = "compose2nix";
var LIMITS = { seconds: 60, memory: 1024, output: 1024 * 1024 };
var AT_ONCE = 4;
async function runConverter({ directory, args, output, environment }) {
  try {
    const run = await runProcess({ program: PROGRAM, args: [...args, `-output=${output}`], directory, environment, limits: LIMITS });
    if (run.stopped !== void 0) return { kind: "failed", message: `it was stopped at the limit on ${run.stopped}` };
    if (run.status !== 0) return { kind: "failed", message: lastWords(run.stderr, run.status) };
    return { kind: "module", text: await readFile(output, "utf8") };
  } catch (error) {
    if (isAbsent(error, PROGRAM)) return { kind: "missing" };
    if (isAbsent(error, output)) return { kind: "failed", message: "it wrote no module" };
    throw error;
  }
}
function isAbsent(error, path) {
  return error instanceof Error && "code" in error && error.code === "ENOENT" && "path" in error && error.path === path;
}
function lastWords(stderr, status) {
  const last = stderr.trim().split("\n").at(-1) ?? "";
  return last === "" ? `status ${status}` : last;
}
function placeIn(root, path) {
  const place = join(root, path);
  if (!relative(root, place).startsWith("..")) return place;
  throw new StowplanError({ code: "internal", subject: path, message: "A path leaves the copy of the repository.", hint: "This is a mistake in stowplan: please report it." });
}
function openConverter(environment) {
  const limit = openLimiter(AT_ONCE);
  return { convert: (request) => limit(() => runOnCopy(request, environment)) };
}
async function runOnCopy({ files, folder, args, environment: variables }, environment) {
  const copy = await mkdtemp(join(environment["TMPDIR"] ?? tmpdir(), "stowplan-convert-"));
  try {
    const root = join(copy, "repository");
    for (const [path, text] of files) {
      await mkdir(dirname(placeIn(root, path)), { recursive: true });
      await writeFile(placeIn(root, path), text);
    }
    const own = Object.fromEntries(Object.entries(variables).filter(([name]) => !/^(?:LD_|DYLD_)/.test(name)));
    const run = await runConverter({ directory: placeIn(root, folder), args, output: join(copy, "module.nix"), environment: { ...own, ...allowedEnvironment(environment, {}) } });
    return run.kind === "failed" ? { kind: "failed", message: run.message.replaceAll(`${root}/`, "") } : run;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

export {
  runConverter,
  openConverter
};
