import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  createTerminalLog
} from "./chunk-D3QAJNR6.js";
import {
  print,
  writeResult
} from "./chunk-ON4T7WZQ.js";
import {
  runCommand
} from "./chunk-66P34DX5.js";
import {
  ProjectConfig
} from "./chunk-APZQ5ANY.js";
import {
  convertProject,
  inferRuntime,
  readProject,
  toCanonical
} from "./chunk-W6MGZQ5J.js";
import "./chunk-OZ3ETFMM.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import {
  StowplanError,
  ZodArray,
  ZodBoolean,
  ZodDefault,
  ZodOptional
} from "./chunk-B2IOVMOK.js";
import "./chunk-ZLOF7TVD.js";

// src/host/commands/convert.ts
import { existsSync } from "node:fs";
import { dirname, join as join2, posix, relative, resolve, sep } from "node:path";

// src/host/directory-tree.ts
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
var SKIPPED = /* @__PURE__ */ new Set([".git", "node_modules", ".direnv", "result"]);
var MOST_FILES = 1e5;
var NO_REVISION = { commit: "0".repeat(40), tree: "0".repeat(40) };
async function walk({ root, entries }, folder) {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isSymbolicLink()) entries.set(path, { path, kind: "link" });
    else if (entry.isFile()) entries.set(path, { path, kind: "file" });
    else if (entry.isDirectory() && !SKIPPED.has(entry.name)) await walk({ root, entries }, path);
    if (entries.size > MOST_FILES) throw tooMany(root);
  }
}
function tooMany(root) {
  return new StowplanError({
    code: "usage",
    subject: root,
    message: `the folder holds more than ${MOST_FILES} files`,
    hint: "Run the command in the project's own folder or repository."
  });
}
async function openDirectoryTree(root) {
  const entries = /* @__PURE__ */ new Map();
  try {
    await walk({ root, entries }, "");
  } catch (cause) {
    if (cause instanceof StowplanError) throw cause;
    throw new StowplanError({ code: "usage", subject: root, message: "the folder cannot be read", hint: "Name a folder that you may read.", cause });
  }
  return {
    revision: NO_REVISION,
    entries,
    read: async (path) => entries.get(path)?.kind === "file" ? readFile(join(root, path), "utf8") : void 0
  };
}

// src/host/commands/convert.ts
function findRoot(folder) {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (existsSync(join2(candidate, ".git"))) return candidate;
    if (dirname(candidate) === candidate) return folder;
  }
}
var DEFAULT_INPUTS = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];
function defaultInputs(folder) {
  const found = DEFAULT_INPUTS.find((name) => existsSync(join2(folder, name)));
  if (found !== void 0) return [found];
  throw new StowplanError({ code: "usage", subject: folder, message: "there is no Compose file in this folder", hint: "Name the files with --inputs." });
}
function readOptions(written, { root, folder }) {
  const parsed = ProjectConfig.safeParse({ ...written, inputs: written["inputs"] ?? defaultInputs(folder) });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StowplanError({ code: "usage", subject: `--${String(issue?.path[0] ?? "inputs")}`, message: issue?.message ?? "wrong value", hint: "`stowplan convert --help` lists the options." });
  }
  const fromRoot = (path) => relative(root, resolve(folder, path)).split(sep).join("/");
  const { inputs, env_files, root_path = folder } = parsed.data;
  return { ...parsed.data, inputs: inputs.map(fromRoot), env_files: env_files.map(fromRoot), root_path };
}
async function namedVariables(project, tree) {
  const texts = await Promise.all((project?.files ?? []).map(({ path }) => tree.read(path)));
  const words = new Set(texts.flatMap((text) => text?.match(/\w+/g) ?? []));
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value !== void 0 && words.has(name) ? [[name, value]] : []));
}
function tell({ severity, subject, message, hint, place }) {
  const at = place === void 0 ? "" : [place.file, place.line, place.column].filter((part) => part !== void 0).join(":");
  return [`${at === "" ? "" : `${at}: `}${severity}: ${subject}: ${message}`, ...hint === "" ? [] : [`  ${hint}`]];
}
function exitStatus(findings, isStrict) {
  return findings.some(({ severity }) => severity === "error" || isStrict && severity === "warning") ? 1 : 0;
}
async function convertCommand(options) {
  const folder = process.cwd();
  const root = findRoot(folder);
  const config = readOptions(options.project, { root, folder });
  const tree = await openDirectoryTree(root);
  const source = { label: posix.basename(folder), folder: relative(root, folder).split(sep).join("/") || ".", inputs: config.inputs, options: config, existsIn: { base: true, head: true } };
  const first = await readProject({ ...source, options: { ...config, environment: environmentOf(config) } }, tree);
  const environment = { ...await namedVariables(first.value, tree), ...config.environment };
  const { value: project, findings } = await readProject({ ...source, options: { ...config, environment } }, tree);
  const committed = config.output === void 0 ? void 0 : await tree.read(relative(root, resolve(folder, config.output)));
  const runtime = config.runtime ?? inferRuntime(committed ?? "") ?? "podman";
  const converted = project === void 0 || options.canonical === true ? void 0 : convertProject(project, { runtime, dialect: options.dialect, config: { ...config, environment } });
  const all = [...findings, ...converted?.findings ?? []];
  const log = createTerminalLog(process.stderr);
  for (const line of all.flatMap(tell)) log.info(line);
  const text = project === void 0 ? "" : converted?.text ?? `${JSON.stringify(toCanonical(project), null, 2)}
`;
  if (text !== "" && config.output !== void 0 && options.canonical !== true) await writeResult(config.output, text);
  else await print(text);
  return text === "" ? 1 : exitStatus(all, options.warnings_as_errors);
}
function environmentOf(config) {
  const own = Object.entries(process.env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]);
  return { ...Object.fromEntries(own), ...config.environment };
}

// src/host/commands/convert-options.ts
var WITHOUT_FLAG = /* @__PURE__ */ new Set(["environment"]);
function bare(schema) {
  return schema instanceof ZodDefault || schema instanceof ZodOptional ? bare(schema.unwrap()) : schema;
}
function commaList(value) {
  return value.split(",").filter((item) => item !== "");
}
function boolean(value) {
  return value === "true" || value === "false" ? value === "true" : value;
}
function addFlag(command, [name, schema]) {
  const type = bare(schema);
  const text = schema.description ?? "";
  if (type instanceof ZodArray) command.option(`--${name} <list>`, `${text} Separated by commas.`, commaList);
  else if (type instanceof ZodBoolean) command.option(`--${name} [true|false]`, text, boolean);
  else command.option(`--${name} <value>`, text);
}
function addConvertOptions(command) {
  for (const option of Object.entries(ProjectConfig.shape)) if (!WITHOUT_FLAG.has(option[0])) addFlag(command, option);
  command.option("--canonical", "print the project as `docker-compose config --format json` does, instead of converting it").option("--dialect <name>", "`stowplan` carries every key it can, `compose2nix` only what compose2nix does", "stowplan").option("--warnings_as_errors", "fail where there is a warning").action(() => runCommand(() => convertCommand(chosen(command.opts()))));
}
function chosen({ canonical, dialect, warnings_as_errors: isStrict, ...project }) {
  return {
    canonical: canonical === true,
    dialect: dialect === "compose2nix" ? dialect : "stowplan",
    warnings_as_errors: isStrict === true,
    project
  };
}
export {
  addConvertOptions
};
