import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openDirectoryTree
} from "./chunk-Q2QPTHHW.js";
import {
  createTerminalLog
} from "./chunk-T2MY2ZDE.js";
import {
  print,
  writeResult
} from "./chunk-INK3WNVC.js";
import {
  runConverter
} from "./chunk-FH5L47Z2.js";
import {
  openFormatter
} from "./chunk-MGRDHNBY.js";
import "./chunk-DNY7WADR.js";
import "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import "./chunk-FSL3M7DZ.js";
import {
  HOW_TO_GET_IT,
  bindSources,
  compose2nixArguments,
  convertProject,
  formatModule,
  inferRuntime
} from "./chunk-6ANWPEJB.js";
import "./chunk-IUYM5IIQ.js";
import "./chunk-XS53JKRH.js";
import {
  readProject,
  strictFindings,
  toCanonical
} from "./chunk-3KLBMR6O.js";
import {
  ProjectConfig,
  tellIssue
} from "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import {
  Option,
  runCommand
} from "./chunk-76FM6RLP.js";
import "./chunk-HFE6FFMJ.js";
import "./chunk-FFLDBSQF.js";
import "./chunk-WDXTXNKQ.js";
import "./chunk-MLLDOSUU.js";
import "./chunk-CNDDATOY.js";
import "./chunk-P6QGVD7B.js";
import "./chunk-IZT3ALIO.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  ZodArray,
  ZodBoolean,
  ZodDefault,
  ZodOptional
} from "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/commands/convert.ts
import { existsSync as existsSync2 } from "node:fs";
import { dirname, join as join2, posix, relative, resolve as resolve2, sep } from "node:path";

// src/host/commands/make-module.ts
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
async function makeModule(request, converter) {
  const { config } = request.options;
  const missing = config.check_bind_mounts ? missingBinds(request) : [];
  if (missing.length > 0) return { value: "", findings: missing };
  const made = converter === "stowplan" ? convertOurselves(request) : await convertByProgram(request);
  if (made.value === "" || !config.auto_format) return made;
  const formatted = await formatModule({ project: request.project.name, text: made.value }, openFormatter(process.env));
  return { value: formatted.value, findings: [...made.findings, ...formatted.findings] };
}
function convertOurselves({ project, options }) {
  const { text, findings } = convertProject(project, options);
  return { value: text, findings };
}
function missingBinds({ project, options, folder }) {
  const isMissing = ({ path }) => !existsSync(resolve(folder, path));
  return bindSources(project, options).filter(isMissing).map(({ service, path, place }) => ({
    code: "bind-mount-missing",
    severity: "error",
    subject: `service ${service}`,
    message: `The bind mount's source ${path} does not exist on this machine, so the project is not converted.`,
    hint: "Create it, correct the path, or convert without `--check_bind_mounts`.",
    place
  }));
}
async function convertByProgram({ project, source, options, folder }) {
  const scratch = await mkdtemp(join(tmpdir(), "stowplan-convert-"));
  try {
    const args = compose2nixArguments({ inputs: source.inputs, folder: source.folder, name: project.name, root: project.root }, options);
    const own = Object.entries(process.env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]);
    const run = await runConverter({ directory: folder, args, output: join(scratch, "module.nix"), environment: Object.fromEntries(own) });
    if (run.kind === "module") return { value: run.text, findings: [] };
    const subject = `project ${project.name}`;
    if (run.kind === "missing") return { value: "", findings: [{ code: "converter-not-run", severity: "error", subject, message: "There is no compose2nix on the PATH.", hint: HOW_TO_GET_IT }] };
    return { value: "", findings: [{ code: "converter-failed", severity: "error", subject, message: `compose2nix: ${run.message.slice(0, 4e3)}`, hint: "Correct what it complains about." }] };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

// src/host/commands/convert.ts
function findRoot(folder) {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (existsSync2(join2(candidate, ".git"))) return candidate;
    if (dirname(candidate) === candidate) return folder;
  }
}
var DEFAULT_INPUTS = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];
function defaultInputs(folder) {
  const found = DEFAULT_INPUTS.find((name) => existsSync2(join2(folder, name)));
  if (found !== void 0) return [found];
  throw new StowplanError({ code: "usage", subject: folder, message: "there is no Compose file in this folder", hint: "Name the files with --inputs." });
}
function readOptions(written, { root, folder }) {
  const parsed = ProjectConfig.safeParse({ ...written, inputs: written["inputs"] ?? defaultInputs(folder) }, { error: tellIssue });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StowplanError({ code: "usage", subject: `--${String(issue?.path[0] ?? "inputs")}`, message: issue?.message ?? "wrong value", hint: "`stowplan convert --help` lists the options." });
  }
  const fromRoot = (path) => relative(root, resolve2(folder, path)).split(sep).join("/");
  const { inputs, env_files, root_path = folder } = parsed.data;
  return { ...parsed.data, inputs: inputs.map(fromRoot), env_files: env_files.map(fromRoot), root_path };
}
async function namedVariables(project, tree) {
  const texts = await Promise.all((project?.files ?? []).map(({ path }) => tree.read(path)));
  const words = new Set(texts.flatMap((text) => [...text?.match(/\w+/g) ?? [], ...text?.includes("~") === true ? ["HOME"] : []]));
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value !== void 0 && words.has(name) ? [[name, value]] : []));
}
function tell({ severity, subject, message, hint, place }) {
  const at = place === void 0 ? "" : [place.file, place.line, place.column].filter((part) => part !== void 0).join(":");
  return [`${at === "" ? "" : `${at}: `}${severity}: ${subject}: ${message}`, ...hint === "" ? [] : [`  ${hint}`]];
}
function exitStatus(findings) {
  return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}
async function convertCommand(options) {
  const folder = process.cwd();
  const root = findRoot(folder);
  const config = readOptions(options.project, { root, folder });
  const { tree, skipped } = await openDirectoryTree(root);
  const source = sourceOf(config, { root, folder });
  const first = await readProject({ ...source, options: { ...config, environment: environmentOf(config) } }, tree);
  const environment = { ...await namedVariables(first.value, tree), ...config.environment };
  const { value: project, findings } = await readProject({ ...source, options: { ...config, environment } }, tree);
  const committed = config.output === void 0 ? void 0 : await tree.read(relative(root, resolve2(folder, config.output)));
  const runtime = config.runtime ?? inferRuntime(committed ?? "") ?? "podman";
  const moduleOptions = { runtime, dialect: options.dialect, config: { ...config, environment } };
  const made = project === void 0 ? { value: "", findings: [] } : await makeText({ project, folder, source, options: moduleOptions }, options);
  const all = strictFindings([...skipped(), ...findings, ...made.findings], config);
  const log = createTerminalLog(process.stderr);
  for (const line of all.flatMap(tell)) log.info(line);
  const status = made.value === "" ? 1 : exitStatus(all);
  const file = options.canonical === true ? void 0 : config.output;
  if (file === void 0) await print(made.value);
  else if (status === 0) await writeResult(file, made.value);
  else log.info(`${file} is left as it is, because of the errors above`);
  return status;
}
function sourceOf(config, { root, folder }) {
  const path = relative(root, folder).split(sep).join("/") || ".";
  return { label: posix.basename(folder), folder: path, inputs: config.inputs, options: config, existsIn: { base: true, head: true } };
}
async function makeText(request, { canonical, converter }) {
  return canonical === true ? { value: canonicalText(request.project), findings: [] } : makeModule(request, converter);
}
function canonicalText(project) {
  return `${JSON.stringify(toCanonical(project), null, 2)}
`;
}
function environmentOf(config) {
  const own = Object.entries(process.env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]);
  return { ...Object.fromEntries(own), ...config.environment };
}

// src/host/commands/convert-options.ts
var WITHOUT_FLAG = /* @__PURE__ */ new Set(["environment"]);
var OWN_TEXTS = {
  inputs: "Compose files of the project, in the order they are merged. Default: the one that docker compose would take.",
  output: "File to write the module to. Default: it is printed.",
  root_path: "Absolute path of the project's folder on the host; relative bind mounts start there. Default: this folder."
};
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
  const text = OWN_TEXTS[name] ?? schema.description ?? "";
  if (type instanceof ZodArray) command.option(`--${name} <list>`, `${text} Separated by commas.`, commaList);
  else if (type instanceof ZodBoolean) command.option(`--${name} [true|false]`, text, boolean);
  else command.option(`--${name} <value>`, text);
}
function addConvertOptions(command) {
  for (const option of Object.entries(ProjectConfig.shape)) if (!WITHOUT_FLAG.has(option[0])) addFlag(command, option);
  command.option("--canonical", "print the project as `docker-compose config --format json` does, instead of converting it").addOption(new Option("--dialect <name>", "`stowplan` carries every key it can, `compose2nix` only what compose2nix does").choices(["stowplan", "compose2nix"]).default("stowplan")).addOption(new Option("--converter <name>", "who converts: `stowplan`, or the `compose2nix` that is installed").choices(["stowplan", "compose2nix"]).default("stowplan")).action(() => runCommand(() => convertCommand(chosen(command.opts()))));
}
function chosen({ canonical, dialect, converter, ...project }) {
  return {
    canonical: canonical === true,
    dialect: dialect === "compose2nix" ? dialect : "stowplan",
    converter: converter === "compose2nix" ? converter : "stowplan",
    project
  };
}
export {
  addConvertOptions
};
