import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  closestName
} from "./chunk-GA3IRTZO.js";
import {
  require_dist
} from "./chunk-HBJI5WWG.js";
import {
  ZodArray,
  ZodBoolean,
  ZodDefault,
  ZodNumber,
  ZodObject,
  ZodPrefault,
  ZodType,
  _enum,
  array,
  boolean,
  int,
  record,
  registry,
  strictObject,
  string,
  url
} from "./chunk-2G4XEMFZ.js";
import {
  __toESM
} from "./chunk-ZLOF7TVD.js";

// src/config/schema.ts
var optionFacts = registry();
var Pattern = string().min(1).max(512);
var ProjectConfig = strictObject({
  inputs: array(string().min(1)).min(1).describe("Compose files of the project, in the order they are merged."),
  output: string().optional().describe("The generated module. Default: a `.nix` file with a generator's header beside the first input."),
  project: string().optional().describe("The project's name. Default: `name:` of the file, else the folder's name."),
  runtime: _enum(["docker", "podman"]).optional().describe("Container engine. Default: what the generated module says, else `podman`."),
  env_files: array(string()).default([]).describe("Files with variables for interpolation."),
  root_path: string().optional().describe("Absolute path of the project's folder on the host; relative bind mounts start there."),
  environment: record(string(), string()).default({}).describe("Variables for interpolation, as a shell would set them; they win over `env_files`."),
  profiles: array(string()).default([]).describe("Compose profiles that are on; `*` means all. Default: `COMPOSE_PROFILES` of the environment files."),
  profiles_as_options: boolean().default(false).describe("Convert the services of every profile; each profile gets an option `PREFIX.PROJECT.profiles.NAME.enable`, which is on by default for those of `profiles`."),
  dependency_timeout: string().optional().describe("How long a container waits for `service_healthy` and `service_completed_successfully`, as in `5m`. Default: 10 minutes, or longer where the health check's own settings say so."),
  ignore_missing_env_files: boolean().default(false).describe("Do not complain where a file of `env_files` is not there."),
  include_env_files: boolean().default(false).describe("Pass `env_files` and each service's `env_file` to the containers as files, too."),
  env_files_only: boolean().default(false).describe("Pass variables to the containers only as files, never in the module. Implies `include_env_files`."),
  service_include: string().optional().describe("Regular expression; only services whose name it matches are converted."),
  auto_start: boolean().default(true).describe("Start the containers at boot, unless a label says otherwise."),
  use_compose_log_driver: boolean().default(false).describe("Use the log driver of the Compose file even where it is Docker's own, `json-file`."),
  generate_unused_resources: boolean().default(false).describe("Create networks and volumes that no service uses."),
  check_systemd_mounts: boolean().default(false).describe("Let a container wait for the mount units of the paths that it binds."),
  check_bind_mounts: boolean().default(false).describe("Refuse to convert where a path that a container binds does not exist on this machine. Only the command line can look."),
  auto_format: boolean().default(false).describe("Format modules with the `nixfmt` that is installed."),
  use_upheld_by: boolean().default(false).describe("Start containers again when a network, volume or build they need comes up (needs systemd 249)."),
  remove_volumes: boolean().default(false).describe("Remove named volumes when their unit stops. Their data are lost then."),
  create_root_target: boolean().default(true).describe("Create a target that starts and stops the whole project."),
  default_stop_timeout: string().optional().describe("How long systemd waits for a container to stop, as in `90s`. Default: NixOS's own."),
  build: boolean().default(false).describe("Build images by units that start on their own; otherwise the units exist but are started by hand."),
  write_nix_setup: boolean().default(true).describe("Enable the container engine in the module."),
  option_prefix: string().optional().describe("Path before the project's name in the option that turns the module on."),
  enable_option: boolean().default(false).describe("Give the module an option `PREFIX.PROJECT.enable` that turns it on."),
  warnings_as_errors: boolean().default(false).describe("Report the project's warnings as errors."),
  sops_file: string().optional().describe("File of sops-nix secrets that services name by the label `compose2nix.settings.sops.secrets`.")
});
var Convert = strictObject({
  converter: _enum(["stowplan", "compose2nix"]).default("stowplan").describe("Who makes the modules that committed ones are compared with: stowplan, or the `compose2nix` that is installed. The latter never runs for forks, nor by the bot.").register(optionFacts, { trusted: true }),
  write: _enum(["off", "suggest", "commit"]).default("off").describe("What to do about a module that was not regenerated: nothing, suggest its lines where the pull request changes them, or commit it to the pull request's branch (never a fork's; needs `contents: write`).").register(optionFacts, { trusted: true, input: "convert-write" }),
  "overwrite-edits": boolean().default(false).describe("Let `write` replace modules that were edited by hand, too. The edits are lost then.").register(optionFacts, { trusted: true })
}).prefault({});
var Hosts = strictObject({
  include: array(Pattern).default(["*"]).describe("Patterns of host names to plan.").register(optionFacts, { input: "hosts" }),
  exclude: array(Pattern).default([]).describe("Patterns of host names to leave out.")
}).prefault({});
var Evaluation = strictObject({
  "max-jobs": int().min(1).max(64).default(2).describe("Hosts evaluated at the same time.").register(optionFacts, { trusted: true, input: "max-jobs" }),
  "max-memory": int().min(256).default(4096).describe("MiB of memory for each evaluation.").register(optionFacts, { trusted: true, input: "max-memory" }),
  timeout: int().min(1).max(86400).default(600).describe("Seconds for the evaluation of one host at one revision.").register(optionFacts, { trusted: true, input: "timeout" }),
  "allow-import-from-derivation": boolean().default(false).describe("Let the flake build derivations while it is evaluated. This runs the pull request's code.").register(optionFacts, { trusted: true })
}).prefault({});
var Registries = strictObject({
  mirrors: record(string(), url({ protocol: /^https?$/ })).default({}).describe("Where a registry is really asked: registry name to URL; a path in the URL goes before the repository's.").register(optionFacts, { trusted: true }),
  "allow-private": array(string()).default([]).describe("Registries (`host` or `host:port`) that may have a private, loopback or link-local address, or speak plain HTTP.").register(optionFacts, { trusted: true }),
  timeout: int().min(1).max(600).default(30).describe("Seconds for one request to a registry.").register(optionFacts, { trusted: true })
}).prefault({});
var Backup = strictObject({
  command: string().min(1).max(1e3).regex(/^[^`\r\n]*$/).optional().describe("Command that saves one volume, told where a database or a volume is at stake: `{volume}`, `{container}` and `{host}` are filled in.").register(optionFacts, { trusted: true })
}).prefault({});
var Comment = strictObject({
  "when-unchanged": _enum(["update", "always", "never"]).default("update").describe("What to say when nothing changes: only where a comment exists already, always, or never (an old comment is removed).")
}).prefault({});
var Config = strictObject({
  key: string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/).default("default").describe("Names this configuration's comment, so that several can stand on one pull request.").register(optionFacts, { input: "key" }),
  flake: string().default(".").describe("Folder of the flake.nix, relative to the repository's root.").register(optionFacts, { input: "flake" }),
  "hosts-attribute": string().max(256).regex(/^[A-Za-z_][\w'-]*(?:\.[A-Za-z_][\w'-]*)*$/).default("nixosConfigurations").describe("Where the flake's outputs keep the hosts, for example `colmenaHive.nodes` or `packages.x86_64-linux.nixosConfigurations`."),
  hosts: Hosts,
  compose: array(Pattern).default(["**/compose*.yml", "**/compose*.yaml", "**/docker-compose*.yml", "**/docker-compose*.yaml"]).describe("Patterns of Compose files. A changed file that matches is planned even without a `projects` entry."),
  projects: array(ProjectConfig).default([]).describe("Compose projects that need options of their own."),
  convert: Convert,
  evaluation: Evaluation,
  registries: Registries,
  updates: boolean().default(true).describe("Look for newer tags of the images that the pull request touches.").register(optionFacts, { input: "updates" }),
  backup: Backup,
  comment: Comment,
  "fail-on": _enum(["none", "error", "warning"]).default("error").describe("The least severity of a finding that fails the run.").register(optionFacts, { trusted: true, input: "fail-on" })
});

// src/config/read-config.ts
import { isDeepStrictEqual } from "node:util";

// src/config/options.ts
function sectionOf(schema) {
  const inner = schema instanceof ZodPrefault ? schema.unwrap() : schema;
  return inner instanceof ZodObject ? inner : void 0;
}
function optionsIn(section, prefix) {
  return Object.entries(section.shape).flatMap(([name, schema]) => {
    const path = prefix.length > 0 ? [prefix[0] ?? name, ...prefix.slice(1), name] : [name];
    const inner = sectionOf(schema);
    if (inner !== void 0) return optionsIn(inner, path);
    if (!(schema instanceof ZodType)) return [];
    const facts = optionFacts.get(schema) ?? {};
    return [
      {
        path,
        schema,
        description: schema.description ?? "",
        isTrusted: facts.trusted ?? false,
        ...facts.input === void 0 ? {} : { input: facts.input }
      }
    ];
  });
}
function listOptions() {
  return optionsIn(Config, []);
}

// src/config/raw-config.ts
function isTree(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function treeOf(path, value) {
  const [key, ...rest] = path;
  return key === void 0 ? {} : { [key]: rest.length === 0 ? value : treeOf(rest, value) };
}
function valueAt(raw, path) {
  let value = raw;
  for (const key of path) {
    value = typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : void 0;
  }
  return value;
}
function mergeRaw(under, over) {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const before = merged.get(key);
    merged.set(key, isTree(before) && isTree(value) ? mergeRaw(before, value) : value);
  }
  return Object.fromEntries(merged);
}

// src/config/read-file.ts
var import_yaml = __toESM(require_dist(), 1);
function placeOf(parsed, path) {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? parsed.document.contents : parsed.document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = (0, import_yaml.isMap)(parent) ? parent.items.find((item) => (0, import_yaml.isScalar)(item.key) && item.key.value === key) : void 0;
    const node = (0, import_yaml.isScalar)(pair?.key) ? pair.key : parsed.document.getIn(path.slice(0, length), true);
    const offset = (0, import_yaml.isScalar)(node) || (0, import_yaml.isMap)(node) ? node.range?.[0] : void 0;
    if (offset === void 0) continue;
    const { line, col } = parsed.lines.linePos(offset);
    return { file: parsed.file, line, column: col };
  }
  return { file: parsed.file };
}
function invalid(what) {
  return {
    code: "config-invalid",
    severity: "error",
    hint: "See docs/configuration.md for the options; until then the default is used.",
    ...what
  };
}
function remove(data, path) {
  const parent = valueAt(data, path.slice(0, -1));
  const key = path.at(-1);
  if (key === void 0) return;
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isTree(parent)) Reflect.deleteProperty(parent, key);
}
function pathsOf(issue) {
  const path = issue.path.filter((key) => typeof key !== "symbol");
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
}
function messageOf(issue, path) {
  if (issue.code !== "unrecognized_keys") return `has a wrong value: ${issue.message}`;
  const siblings = listOptions().map((option) => option.path[path.length - 1] ?? "");
  const near = closestName(String(path.at(-1)), siblings);
  return `is not an option${near === void 0 ? "" : `; did you mean ${near}?`}`;
}
function heldPath(data, path) {
  const depth = path.findIndex((_, index) => valueAt(data, path.slice(0, index + 1)) === void 0);
  return depth === -1 ? path : path.slice(0, depth);
}
function keepValid(parsed, raw) {
  const findings = [];
  for (; ; ) {
    const result = Config.safeParse(raw);
    if (result.success) return { raw, findings };
    const mistakes = result.error.issues.flatMap((issue) => pathsOf(issue).map((path) => ({ issue, path })));
    for (const { issue, path } of mistakes) {
      const subject = `option ${path.join(".")}`;
      findings.push(invalid({ subject, message: messageOf(issue, path), place: placeOf(parsed, path) }));
    }
    for (const { path } of mistakes.toReversed()) remove(raw, heldPath(raw, path));
  }
}
function plainData(document) {
  try {
    const data = document.toJS({ maxAliasCount: 100 });
    return data ?? null;
  } catch {
    return void 0;
  }
}
function readConfigFile(file, text) {
  const lines = new import_yaml.LineCounter();
  const document = (0, import_yaml.parseDocument)(text, { lineCounter: lines });
  const parsed = { file, document, lines };
  const [error] = document.errors;
  if (error !== void 0) {
    const { line, col } = lines.linePos(error.pos[0]);
    return { raw: {}, findings: [invalid({ subject: file, message: "is not valid YAML, so every option has its default", place: { file, line, column: col } })] };
  }
  const data = plainData(document);
  if (data === null) return { raw: {}, findings: [] };
  if (!isTree(data)) return { raw: {}, findings: [invalid({ subject: file, message: "is no mapping of options", place: { file, line: 1 } })] };
  return keepValid(parsed, data);
}

// src/config/read-inputs.ts
function bare(schema) {
  const inner = schema instanceof ZodDefault ? schema.unwrap() : schema;
  return inner instanceof ZodType ? inner : schema;
}
function valueOf(option, text) {
  const schema = bare(option.schema);
  if (schema instanceof ZodArray) {
    return text.split(/[\n,]/).map((item) => item.trim()).filter((item) => item !== "");
  }
  if (schema instanceof ZodBoolean && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (schema instanceof ZodNumber && /^-?\d+$/.test(text)) return Number(text);
  return text;
}
function readInputs(inputs) {
  const findings = [];
  let raw = {};
  for (const option of listOptions()) {
    const text = option.input === void 0 ? "" : (inputs[option.input] ?? "").trim();
    if (text === "") continue;
    const value = valueOf(option, text);
    const result = option.schema.safeParse(value);
    if (result.success) raw = mergeRaw(raw, treeOf(option.path, value));
    else findings.push(wrongInput(option, result.error));
  }
  return { raw, findings };
}
function wrongInput(option, error) {
  return {
    code: "config-invalid",
    severity: "error",
    subject: `input ${option.input ?? option.path.join(".")}`,
    message: `has a wrong value: ${error?.issues[0]?.message ?? "not understood"}`,
    hint: `It sets ${option.path.join(".")}: ${option.description}`
  };
}

// src/config/read-config.ts
var CONFIG_FILES = [".github/stowplan.yml", ".github/stowplan.yaml"];
function behindLink(file) {
  const finding = {
    code: "config-invalid",
    severity: "error",
    subject: file,
    message: "It is a symbolic link, which is not followed, so every option has its default.",
    hint: "Put the file itself there.",
    place: { file }
  };
  return { file, raw: {}, findings: [finding] };
}
async function readSide(tree) {
  for (const file of CONFIG_FILES) {
    if (tree.entries.get(file)?.kind === "link") return behindLink(file);
    const text = await tree.read(file);
    if (text !== void 0) return { file, ...readConfigFile(file, text) };
  }
  return { file: CONFIG_FILES[0], raw: {}, findings: [] };
}
function untrusted(file, option) {
  return {
    code: "config-untrusted",
    severity: "warning",
    subject: `option ${option}`,
    message: "differs from the base branch; the base branch's value was used for this plan",
    hint: "It takes effect once it is merged. To try it now, set it as an input of the workflow.",
    place: { file }
  };
}
function trustworthy(base, head) {
  const findings = [];
  let raw = {};
  for (const { path, isTrusted } of listOptions()) {
    const [old, now] = [valueAt(base, path), valueAt(head.raw, path)];
    const value = isTrusted ? old : now;
    if (value !== void 0) raw = mergeRaw(raw, treeOf(path, value));
    if (isTrusted && !isDeepStrictEqual(old, now)) findings.push(untrusted(head.file, path.join(".")));
  }
  return { raw, findings };
}
async function readConfig({ base, head, inputs }) {
  const [baseFile, headFile] = await Promise.all([readSide(base), readSide(head)]);
  const fromFile = trustworthy(baseFile.raw, headFile);
  const fromInputs = readInputs(inputs);
  return {
    value: Config.parse(mergeRaw(fromFile.raw, fromInputs.raw)),
    findings: [...headFile.findings, ...fromFile.findings, ...fromInputs.findings]
  };
}

// src/config/registry-options.ts
function registryOptions({ registries }) {
  return { mirrors: registries.mirrors, allowPrivate: registries["allow-private"], timeout: registries.timeout };
}

export {
  ProjectConfig,
  listOptions,
  CONFIG_FILES,
  readConfig,
  registryOptions
};
