import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  StandingWish,
  isNamed
} from "./chunk-IUYM5IIQ.js";
import {
  HostPlan,
  compareReleases,
  databaseOf,
  isStampOnly,
  unifiedDiff
} from "./chunk-XS53JKRH.js";
import {
  InputChange,
  RESOURCE_KINDS,
  compareTexts,
  compileGlob,
  entriesAt,
  evaluateHosts,
  imagesOfRunCommands,
  interpolate,
  isDirect,
  isSameValue,
  isTrueAt,
  itemsAt,
  liveImages,
  numberAt,
  parseDuration,
  readProject,
  serviceState,
  strictFindings,
  textAt,
  textEntriesAt,
  textsAt,
  usedResources,
  valueAt
} from "./chunk-3KLBMR6O.js";
import {
  FailureRule,
  LabelName,
  UPDATE_PRESETS,
  UpdateKind,
  escapeSystemdPath,
  imageTest,
  isNixText,
  localTime,
  nixApply,
  nixAttributes,
  nixBinding,
  nixBoolean,
  nixInteger,
  nixList,
  nixReference,
  nixString,
  parseNix,
  parseSchedule,
  parseVersionRange,
  printNix,
  quoteShellWord,
  quoteShellWords,
  quoteSystemdWord
} from "./chunk-ZAI775U2.js";
import {
  baseName
} from "./chunk-GWVNSTGD.js";
import {
  iso_exports
} from "./chunk-3WL5QXBS.js";
import {
  require_dist
} from "./chunk-CGQZGR63.js";
import {
  VERSION
} from "./chunk-FFLDBSQF.js";
import {
  CONFIG_TYPES,
  ImageChange,
  ImageConfig,
  ImageIndex,
  ImageManifest,
  downloadSize,
  summarizeImage,
  tellPackage,
  unpackLayer
} from "./chunk-WDXTXNKQ.js";
import {
  HIDDEN,
  HIDDEN_CHANGED,
  hideNamedSecrets,
  hideSecrets,
  hideSecretsOfPair,
  isSecret
} from "./chunk-MLLDOSUU.js";
import {
  tellSome
} from "./chunk-CNDDATOY.js";
import {
  shorten,
  shortenName
} from "./chunk-P6QGVD7B.js";
import {
  formatFamiliarName,
  formatImageReference,
  isLocalName,
  parseImageReference,
  parseJson,
  splitReference
} from "./chunk-IZT3ALIO.js";
import {
  sha256
} from "./chunk-W6PA4KH7.js";
import {
  Finding,
  Place,
  StowplanError,
  hasCode,
  insteadOf,
  isRegistryError,
  isStowplanError
} from "./chunk-L2TPXMAP.js";
import {
  _enum,
  array,
  boolean,
  discriminatedUnion,
  int,
  literal,
  looseObject,
  number,
  object,
  strictObject,
  string
} from "./chunk-N3YWGI6C.js";
import {
  __toESM
} from "./chunk-Q3OPO74A.js";

// src/report/conceal.ts
var EXACT = /* @__PURE__ */ new Set(["file", "output", "inputs", "module", "digest", "platformDigest"]);
var TEXTS = /* @__PURE__ */ new Set(["text", "texts", "message", "hint", "old", "new", "diff", "command"]);
var MOST_VALUES = 500;
var LONGEST_NEEDLE = 48;
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replace(/\s+/g, "\\s+");
}
function spellings(value) {
  const quoted = value.replace(/[\\"]/g, "\\$&");
  return [value, quoted, quoted.replaceAll("${", "\\${"), value.replaceAll("'", "'\\''"), value.replaceAll("%", "%%"), value.replaceAll("$", "$$$$")];
}
function needleOf(spelling) {
  const [start, end] = [/^\w/.test(spelling) ? "(?<!\\w)" : "", /\w$/.test(spelling) ? "(?!\\w)" : ""];
  if (spelling.length > LONGEST_NEEDLE) return new RegExp(`${start}${escaped(spelling.slice(0, LONGEST_NEEDLE))}[^\\s"']*`, "g");
  return new RegExp(start + escaped(spelling) + end, "g");
}
function hideValues(values) {
  const longest = [...new Set(values)].toSorted((left, right) => right.length - left.length).slice(0, MOST_VALUES);
  const needles = [...new Set(longest.flatMap(spellings))].map(needleOf);
  return (text) => needles.reduce((rest, needle) => rest.replace(needle, HIDDEN), text);
}
function walk(value, { key, conceal }) {
  if (typeof value === "string") return TEXTS.has(key) ? hideSecrets(conceal(value)) : hideNamedSecrets(conceal(value));
  if (Array.isArray(value)) return value.map((item) => walk(item, { key, conceal }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, EXACT.has(name) ? entry : walk(entry, { key: name, conceal })]));
}
function concealAll(data, values = []) {
  const conceal = hideValues(values);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, walk(value, { key, conceal })]));
}

// src/report/blocks.ts
function code(text) {
  return { kind: "code", text };
}
function link(text, url) {
  return { kind: "link", text, url };
}
function safeUrl(url) {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== "https:" || parsed.username !== "" || parsed.password !== "" || url.length > 4096) return void 0;
  return parsed.href.replace(/[^\w\-./:?#%@!,;=+&~]/g, (mark2) => encodeURIComponent(mark2).replace(/[()'*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`));
}
function mark(tone, text) {
  return { kind: "mark", tone, text };
}
function count(number2, noun) {
  return `${number2} ${noun}${number2 === 1 ? "" : "s"}`;
}
function paragraph(line) {
  return { kind: "paragraph", line };
}
function note(line) {
  return { kind: "note", line };
}
function andMore(rest, noun) {
  return rest > 0 ? [[noun === void 0 ? `and ${rest} more` : `and ${count(rest, noun)}`]] : [];
}
function joinSome(parts, { most, beyond = 0, between = ", " }) {
  const rest = Math.max(0, parts.length - most) + beyond;
  const shown2 = parts.slice(0, most).flatMap((part, index) => index === 0 ? part : [between, ...part]);
  return rest > 0 ? [...shown2, `${between === ", " ? " " : between}and ${rest} more`] : shown2;
}
function shortDigests(text) {
  return text.replace(/\b(sha256|sha512):([0-9a-f]{12})[0-9a-f]{52,}/g, "$1:$2");
}

// src/report/action-tally.ts
var DANGER = ["left-stopped", "stop", "restart", "start", "reload", "skip"];
var TOLD = ["restart", "start", "stop", "reload", "skip", "left-stopped"];
var VERBS = {
  "left-stopped": ["stays stopped", "stay stopped"],
  stop: ["stops", "stop"],
  restart: ["restarts", "restart"],
  start: ["starts", "start"],
  reload: ["reloads", "reload"],
  skip: ["keeps running as it was", "keep running as they were"]
};
function verbOf(action, number2 = 1) {
  return VERBS[action][number2 === 1 ? 0 : 1];
}
function tallyActions(units) {
  const tally = { "left-stopped": 0, stop: 0, restart: 0, start: 0, reload: 0, skip: 0 };
  for (const unit of units) tally[unit.action] += 1;
  return tally;
}
function actionsOf(host) {
  return host.switch?.units ?? [];
}
function newsOf(host) {
  return actionsOf(host).filter((action) => !isStampOnly(action));
}
function tellTally(tally) {
  const told = TOLD.filter((action) => tally[action] > 0);
  return told.flatMap((action, index) => {
    const number2 = tally[action];
    const text = `${index === 0 ? count(number2, "unit") : number2} ${verbOf(action, number2)}`;
    const piece = action === "left-stopped" ? mark("danger", text) : text;
    return index === 0 ? [piece] : [", ", piece];
  });
}

// src/report/reached-rules.ts
var UNPINNED = /* @__PURE__ */ new Set(["policy-unpinned", "image-unpinned"]);
function isPolicyBreach({ code: code2 }) {
  return code2.startsWith("policy-") && code2 !== "policy-before";
}
function isPolicy({ code: code2 }) {
  return code2.startsWith("policy-");
}
function acts(plan, kind) {
  return plan.hosts.some((host) => newsOf(host).some(({ action }) => action === kind));
}
function some(isMeant) {
  return ({ findings }) => findings.some(isMeant);
}
var WORDS = {
  "none": () => false,
  "error": some(({ severity }) => severity === "error"),
  "warning": some(({ severity }) => severity !== "info"),
  "stop": (plan) => acts(plan, "stop"),
  "left-stopped": (plan) => acts(plan, "left-stopped") || plan.findings.some(({ code: code2 }) => code2 === "unit-left-stopped"),
  "restart": (plan) => acts(plan, "restart"),
  "major-database": some(({ code: code2 }) => code2 === "database-major"),
  "unpinned": some(({ code: code2 }) => UNPINNED.has(code2)),
  "policy": some(isPolicyBreach)
};
function isWord(rule) {
  return Object.hasOwn(WORDS, rule);
}
function isReached(rule, plan) {
  return isWord(rule) ? WORDS[rule](plan) : plan.findings.some(({ code: code2 }) => code2 === rule);
}
function reachedRules(plan) {
  return plan.options.failOn.filter((rule) => isReached(rule, plan));
}

// src/report/outcome.ts
var BLIND = /* @__PURE__ */ new Set([
  "nix-missing",
  "nix-too-old",
  "flake-failed",
  "import-from-derivation",
  "host-failed",
  "container-failed",
  "host-timeout",
  "host-memory",
  "compose-syntax",
  "convert-failed",
  "plan-failed",
  "share-missing"
]);
var HOSTLESS = /* @__PURE__ */ new Set(["nix-missing", "nix-too-old", "flake-missing", "flake-failed", "import-from-derivation", "host-unmatched"]);
var BACKUP = /* @__PURE__ */ new Set(["database-major", "volumes-at-stake"]);
var SEVERITIES = ["error", "warning", "info"];
function isBlind(plan) {
  return areHostsUnknown(plan) || plan.hosts.some((host) => host.status === "failed") || plan.findings.some((finding2) => BLIND.has(finding2.code));
}
function areHostsUnknown(plan) {
  return plan.hosts.length === 0 && plan.findings.some((finding2) => HOSTLESS.has(finding2.code));
}
function hasChanges(plan) {
  const hasHost = plan.hosts.some((host) => host.status !== "unchanged");
  const hasProject = plan.projects.some((project) => project.status !== "converted" || project.services.length > 0 || project.diff !== "");
  return hasHost || hasProject || plan.images.length > 0 || isBlind(plan);
}
function isBackup(finding2) {
  return BACKUP.has(finding2.code);
}
function countFindings(plan, severity) {
  return plan.findings.filter((finding2) => finding2.severity === severity).length;
}
function worstSeverity(plan) {
  return SEVERITIES.find((severity) => countFindings(plan, severity) > 0);
}
function isQuiet(plan) {
  return !hasChanges(plan) && countFindings(plan, "error") + countFindings(plan, "warning") === 0;
}
function isFailing(plan) {
  return reachedRules(plan).length > 0;
}
function exitCode(plan) {
  if (isFailing(plan)) return 1;
  return hasChanges(plan) ? 2 : 0;
}

// src/convert/conversion.ts
function conversionOf(project, options) {
  const { service_include: pattern, generate_unused_resources: isAll } = options.config;
  const isIncluded = pattern === void 0 ? () => true : matcher(pattern);
  const services = new Map([...project.services].filter(([name]) => isIncluded(name)));
  const used = usedResources({ ...project, services });
  const own = (kind) => new Map(
    [...project.resources[kind]].filter(([key, resource]) => !isTrueAt(resource, "external") && (isAll || used[kind].has(key))).map(([key, resource]) => [key, textAt(resource, "name") ?? key])
  );
  return { project, options, isFull: options.dialect === "stowplan", services, awaited: awaitedServices(services), networks: own("networks"), volumes: own("volumes") };
}
function awaitedServices(services) {
  const waits = [...services.values()].flatMap(({ keys }) => entriesAt(keys, "depends_on"));
  return new Set(waits.flatMap(([name, { value }]) => textAt(value, "condition") === "service_completed_successfully" ? [name] : []));
}
function matcher(pattern) {
  const expression = compilePattern(pattern);
  return (name) => expression?.test(name) ?? false;
}
function compilePattern(pattern) {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return void 0;
  }
}
function containerNames({ keys, name }, { project, isFull }) {
  const own = textAt(keys, "container_name") ?? `${project.name}-${name}`;
  const count2 = numberAt(keys, "scale") ?? numberAt(keys, "deploy", "replicas") ?? 1;
  if (!isFull || count2 === 1) return [own];
  return Array.from({ length: Math.min(Math.max(count2, 0), MOST_REPLICAS) }, (_, index) => `${own}-${index + 1}`);
}
var MOST_REPLICAS = 100;
function containerOf(service, conversion) {
  const found = conversion.project.services.get(service);
  return found === void 0 ? void 0 : containerNames(found, conversion)[0];
}
function rootTarget({ project, options }) {
  return `${options.runtime}-compose-${project.name}-root`;
}
function unitOf(kind, { name, conversion }) {
  return `${conversion.options.runtime}-${kind}-${name}`;
}

// src/convert/header.ts
var FIRST_LINE = /^#\s*(?:Auto-generated|Generated) (?:using|by) (compose2nix|stowplan)(?: v([\w.+-]+?))?\.?(?:\s|$)/i;
var INPUT = /^#\s+([0-9a-f]{64})\s+(.+?)\s*$/;
var OPTION = /^#\s+([a-z_]+=.*?)\s*$/;
var HEADER_LINES = 200;
var FIRST_LINES = 10;
function writeHeader(files, options) {
  const inputs = files.map(({ path, sha256: sha2563 }) => `#   ${sha2563}  ${oneLine(path)}`);
  const used = optionLines(options).map((line) => `#   ${oneLine(line)}`);
  return [`# Generated by stowplan v${VERSION}.`, "# Change the Compose files and convert them again instead of editing this file.", "# Inputs:", ...inputs, ...used.length === 0 ? [] : ["# Options:", ...used], ""].join("\n");
}
function oneLine(text) {
  return text.replace(/[\r\n\u2028\u2029\0]+/g, " ");
}
var UNWRITTEN = /* @__PURE__ */ new Set(["inputs", "output", "environment", "runtime", "warnings_as_errors"]);
function optionLines({ runtime, dialect, config }) {
  const written = configuredOptions({ runtime, dialect, config }).filter(([name]) => !WITHOUT_EFFECT.has(name));
  const variables2 = Object.keys(config.environment);
  return [
    `runtime=${runtime}`,
    ...dialect === "stowplan" ? [] : [`dialect=${dialect}`],
    ...written.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`),
    ...variables2.length === 0 ? [] : [`environment=${variables2.toSorted().join(",")}`]
  ].toSorted();
}
var WITHOUT_EFFECT = /* @__PURE__ */ new Set(["auto_format", "check_bind_mounts"]);
function configuredOptions({ config }) {
  return Object.entries(config).filter(([name, value]) => !UNWRITTEN.has(name) && !isDefault(name, value));
}
var TRUE_BY_DEFAULT = /* @__PURE__ */ new Set(["auto_start", "create_root_target", "write_nix_setup"]);
function isDefault(name, value) {
  if (typeof value === "boolean") return value === TRUE_BY_DEFAULT.has(name);
  return value === void 0 || Array.isArray(value) && value.length === 0;
}
function readHeader(module) {
  const lines2 = module.split("\n", HEADER_LINES);
  const first = lines2.slice(0, FIRST_LINES).findIndex((line) => FIRST_LINE.test(line));
  const [, generator, version = ""] = FIRST_LINE.exec(lines2[first] ?? "") ?? [];
  if (generator === void 0) return void 0;
  const comment = lines2.slice(first + 1, endOfComment(lines2, first + 1));
  return {
    generator: generator.toLowerCase() === "stowplan" ? "stowplan" : "compose2nix",
    version,
    inputs: comment.flatMap((line) => {
      const [, sha2563, path] = INPUT.exec(line) ?? [];
      return sha2563 === void 0 || path === void 0 ? [] : [{ path, sha256: sha2563 }];
    }),
    options: comment.flatMap((line) => OPTION.exec(line)?.[1] ?? [])
  };
}
function dialectOf(header) {
  return header?.generator === "compose2nix" || header?.options.includes("dialect=compose2nix") === true ? "compose2nix" : "stowplan";
}
function endOfComment(lines2, from) {
  const end = lines2.findIndex((line, index) => index >= from && !line.startsWith("#"));
  return end < 0 ? lines2.length : end;
}

// src/convert/hide-module-secrets.ts
var BINDING = /^(?<before>\s*(?:environment\.|labels\.)?"?(?<name>[A-Za-z_][\w.-]*)"?\s*=\s*")(?<value>(?:[^"\\]|\\.)*)(?<after>";)$/gm;
function hideModuleSecrets(pair) {
  const earlier = /* @__PURE__ */ new Set();
  const old = hideBindings(pair.old, (secret) => {
    earlier.add(secret);
    return HIDDEN;
  });
  const fresh = hideBindings(pair.new, (secret) => earlier.has(secret) ? HIDDEN : HIDDEN_CHANGED);
  return hideSecretsOfPair({ old, new: fresh });
}
function hideBindings(text, replace) {
  return text.replace(BINDING, (line, ...groups) => {
    const [before, name, value, after] = groups;
    if (typeof before !== "string" || typeof name !== "string" || typeof value !== "string" || typeof after !== "string") return line;
    return isSecret(name, value) ? `${before}${replace(`${name}=${value}`)}${after}` : line;
  });
}

// src/convert/module-facts.ts
var SEPARATOR = "\0";
var ORDERED = /* @__PURE__ */ new Set(["cmd", "environmentFiles", "path"]);
function isIgnored(path) {
  const last = path.at(-1);
  return last === "Description" || last === "description" || path[0] === "networking" && path[1] === "firewall";
}
function isPresence(path) {
  return path[0] === "systemd" && path[1] === "targets" && path.at(-1) === "Description";
}
var PRESENT = "present";
function joinPath(path) {
  return path.join(SEPARATOR);
}
function splitPath(path) {
  return path.split(SEPARATOR);
}
function factsOf(bindings) {
  const facts = /* @__PURE__ */ new Map();
  for (const binding of bindings) collect(binding, { path: [], facts });
  return facts;
}
function collect({ path: names, value }, { path, facts }) {
  const own = [...path, ...names.map(attributeText)];
  if (isPresence(own)) facts.set(joinPath(own), PRESENT);
  if (isIgnored(own)) return;
  if (value.kind === "attributes" && value.bindings.length > 0) {
    for (const binding of value.bindings) collect(binding, { path: own, facts });
    return;
  }
  const [condition, body] = value.kind === "apply" && writeFact(value.callee, "") === "lib.mkIf" ? value.operands : [];
  if (condition === void 0 || body?.kind !== "attributes") {
    facts.set(joinPath(own), writeFact(value, own.at(-1) ?? ""));
    return;
  }
  facts.set(joinPath([...own, CONDITION]), writeFact(condition, ""));
  for (const binding of body.bindings) collect(binding, { path: own, facts });
}
var CONDITION = "lib.mkIf";
function attributeText(name) {
  if (typeof name === "string") return name;
  return name.kind === "string" ? name.value : `\${${writeFact(name, "")}}`;
}
function writeFact(value, key) {
  switch (value.kind) {
    case "string":
    case "lines":
      return textFact(value.value, key);
    case "integer":
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
    case "list":
      return listFact(value.items.map((item) => writeFact(item, "")), key);
    case "attributes":
      return `{${value.bindings.map(({ path, value: inner }) => `${path.map(attributeText).join(".")}=${writeFact(inner, "")}`).toSorted().join(";")}}`;
    case "reference":
      return value.names.join(".");
    case "apply":
      return applyFact([value.callee, ...value.operands].map((part) => writeFact(part, "")));
    case "if":
    case "function":
      return value.kind;
  }
}
function listFact(items, key) {
  return `[${(ORDERED.has(key) ? items : [...new Set(items)].toSorted()).join(" ")}]`;
}
function applyFact(parts) {
  return `(${parts.join(" ")})`;
}
function textFact(text, key) {
  if (key === "script") return JSON.stringify(text.split("\n").map((line) => unquoted(line.trim())).filter((line) => line !== ""));
  return JSON.stringify(text.replace(/\n[ \t]+/g, "\n").replace(/\n+$/, ""));
}
function unquoted(line) {
  return line.replace(/["'\\]/g, "");
}

// src/convert/infer-options.ts
function inferOptions({ facts, condition }, config) {
  const all = [...facts].map(([path, value]) => ({ path: splitPath(path), value }));
  const target = targetOf(all);
  const services = all.filter(({ path }) => path[0] === "systemd" && path[1] === "services");
  const containers = all.filter(({ path }) => path[1] === "oci-containers" && path[2] === "containers");
  return {
    ...config,
    ...target === void 0 ? {} : { auto_start: target.isWanted },
    create_root_target: target !== void 0,
    use_upheld_by: services.some(({ path }) => path[3] === "upheldBy"),
    check_systemd_mounts: services.some(({ path }) => path.at(-1) === "RequiresMountsFor"),
    remove_volumes: services.some(({ path, value }) => path.at(-1) === "ExecStop" && value.includes(" volume rm ")),
    build: services.some(({ path }) => /^(?:docker|podman)-build-/.test(path[2] ?? "") && path[3] === "wantedBy"),
    write_nix_setup: all.some(({ path }) => path[0] === "virtualisation" && (path[1] === "docker" || path[1] === "podman")),
    include_env_files: config.include_env_files || containers.some(({ path }) => path[4] === "environmentFiles"),
    use_compose_log_driver: containers.some(({ path, value }) => path[4] === "log-driver" && value === '"json-file"'),
    ...stopTimeout(services),
    ...optionOf(condition)
  };
}
function targetOf(facts) {
  const target = facts.filter(({ path }) => path[0] === "systemd" && path[1] === "targets" && /-compose-.*-root$/.test(path[2] ?? ""));
  return target.length === 0 ? void 0 : { isWanted: target.some(({ path }) => path[3] === "wantedBy") };
}
function stopTimeout(services) {
  const values = services.flatMap(({ path, value }) => path.at(-1) === "TimeoutStopSec" ? [/(\d+)\)$/.exec(value)?.[1] ?? ""] : []);
  const [first = ""] = values;
  return first !== "" && values.every((value) => value === first) ? { default_stop_timeout: `${first}s` } : {};
}
function optionOf(condition) {
  if (condition === void 0) return { enable_option: false };
  const names = condition.split(".").filter((name) => name !== "config" && name !== "cfg");
  return { enable_option: true, option_prefix: names.slice(0, -2).join(".") };
}
function inferRuntime(module) {
  const backend = /oci-containers\.backend\s*=\s*(?:lib\.mk\w+\s+(?:\d+\s+)?)?"(docker|podman)"/.exec(module)?.[1];
  if (backend === "docker" || backend === "podman") return backend;
  const names = new Set([...module.matchAll(/"(docker|podman)-[\w.-]+"|virtualisation\.(docker|podman)\b/g)].map((match) => match[1] ?? match[2]));
  const [only, ...others] = names;
  return others.length === 0 && (only === "docker" || only === "podman") ? only : void 0;
}
function inferRoot(facts, project) {
  const entries = [...facts].filter(([path]) => splitPath(path).at(-1) === "volumes").flatMap(([, value]) => [...value.matchAll(/"([^"]+?):([^":]+):[^"]*"/g)]);
  const byTarget = new Map(entries.map(([, source = "", target = ""]) => [target, source]));
  const roots = /* @__PURE__ */ new Set();
  for (const { keys } of project.services.values()) {
    for (const mount of itemsAt(keys, "volumes")) {
      const relative = relativePart(textAt(mount, "source") ?? "", project.root);
      const committed = byTarget.get(textAt(mount, "target") ?? "");
      if (textAt(mount, "type") !== "bind" || relative === void 0 || committed?.startsWith("/") !== true || !committed.endsWith(relative)) continue;
      roots.add(committed.slice(0, committed.length - relative.length) || "/");
    }
  }
  const [only] = roots;
  return roots.size === 1 ? only : void 0;
}
function relativePart(path, root) {
  if (path === root) return "";
  return path.startsWith(`${root}/`) ? path.slice(root.length) : void 0;
}

// src/convert/module-differences.ts
function moduleDifferences(left, right) {
  const owners = [ownersOf(left), ownersOf(right)];
  const paths = /* @__PURE__ */ new Set([...left.keys(), ...right.keys()]);
  const differences = [...paths].filter((path) => left.get(path) !== right.get(path)).map((path) => differenceAt(path, owners));
  return differences.toSorted((first, second) => compareTexts(first.name, second.name));
}
function differenceAt(path, [left, right]) {
  const names = splitPath(path);
  const owner2 = names.slice(0, ownerLength(names));
  const key = owner2.join(".");
  const isWhole = left.has(key) !== right.has(key);
  return { path, name: isWhole ? `${tellOption(owner2)} (${left.has(key) ? "not in the Compose file" : "missing"})` : tellOption(names) };
}
function ownersOf(facts) {
  return new Set([...facts.keys()].map((path) => splitPath(path)).map((names) => names.slice(0, ownerLength(names)).join(".")));
}
function ownerLength(names) {
  if (names[0] === "systemd") return 3;
  return names[1] === "oci-containers" && names[2] === "containers" ? 4 : names.length;
}
function tellOption(path) {
  const [first, second, third, fourth, ...rest] = path;
  if (first === "virtualisation" && second === "oci-containers" && third === "containers" && fourth !== void 0) return `container ${fourth}${rest.length === 0 ? "" : `: ${rest.join(".")}`}`;
  if (first === "systemd" && (second === "services" || second === "targets") && third !== void 0) {
    const attribute = [fourth, ...rest].filter((name) => name !== void 0).join(".");
    return `${third}.${second === "services" ? "service" : "target"}${attribute === "" ? "" : `: ${attribute}`}`;
  }
  return path.join(".");
}
var MOST_NAMES = 12;
function nameAttributes(differences) {
  return tellSome([...new Set(differences.map(({ name }) => name))], MOST_NAMES);
}

// src/convert/read-module.ts
async function readModule(text) {
  const tree = await parseNix(text);
  const body = tree === void 0 ? void 0 : bodyOf(tree.root);
  if (tree === void 0 || body === void 0) return void 0;
  const source = { text, facts: /* @__PURE__ */ new Map() };
  collectSet({ node: body, path: [], source });
  return { ...withoutCondition(source.facts), isWhole: !tree.hasError };
}
function child(node, field) {
  return node?.children.find((candidate) => candidate.field === field);
}
function bodyOf(node) {
  if (node.kind === "attrset_expression" || node.kind === "rec_attrset_expression") return node;
  const inner = ["source_code", "parenthesized_expression"].includes(node.kind) ? node.children.find((candidate) => candidate.kind !== "comment") : child(node, "body");
  return inner === void 0 ? void 0 : bodyOf(inner);
}
function collectSet({ node, path, source }) {
  const bindings = node.children.filter(({ kind }) => kind === "binding_set").flatMap(({ children: children2 }) => children2);
  for (const binding of bindings) {
    const names = child(binding, "attrpath")?.children.map((name) => attributeName(name, source)) ?? [];
    const value = child(binding, "expression");
    if (binding.kind === "binding" && value !== void 0) collectValue({ node: value, path: [...path, ...names], source });
  }
}
function collectValue({ node, path, source }) {
  if (isPresence(path)) source.facts.set(joinPath(path), PRESENT);
  if (isIgnored(path)) return;
  const isSet = node.kind === "attrset_expression" || node.kind === "rec_attrset_expression";
  if (isSet && node.children.some(({ kind, children: children2 }) => kind === "binding_set" && children2.length > 0)) {
    collectSet({ node, path: path.length === 1 && path[0] === "config" ? [] : path, source });
    return;
  }
  const conditional = conditionalBody(node, source);
  if (conditional === void 0) {
    source.facts.set(joinPath(path), factOf(node, { key: path.at(-1) ?? "", source }));
    return;
  }
  const isWhole = path.length === 1 && path[0] === "config";
  source.facts.set(isWhole ? "config" : joinPath([...path, CONDITION]), conditional.condition);
  collectSet({ node: conditional.body, path: isWhole ? [] : path, source });
}
function conditionalBody(node, source) {
  const [call2, body] = [child(node, "function"), child(node, "argument")];
  const condition = child(call2, "argument");
  const isCondition = call2 !== void 0 && textOf(child(call2, "function"), source).endsWith("mkIf");
  if (!isCondition || condition === void 0 || body?.kind !== "attrset_expression") return void 0;
  return { condition: factOf(condition, { key: "", source }), body };
}
function textOf(node, { text }) {
  return node === void 0 ? "" : text.slice(node.start, node.end);
}
function attributeName(node, source) {
  if (node.kind !== "string_expression") return textOf(node, source);
  return literal2(node, source);
}
function factOf(node, { key, source }) {
  const inner = (part) => part === void 0 ? "" : factOf(part, { key: "", source });
  switch (node.kind) {
    case "string_expression":
    case "indented_string_expression":
      return textFact(literal2(node, source), key);
    case "list_expression":
      return listFact(node.children.filter(({ kind }) => kind !== "comment").map(inner), key);
    case "parenthesized_expression":
      return inner(node.children.find(({ kind }) => kind !== "comment"));
    case "apply_expression":
      return applyFact(applied(node).map(inner));
    case "select_expression":
      return [textOf(child(node, "expression"), source), ...child(node, "attrpath")?.children.map((name) => attributeName(name, source)) ?? []].join(".");
    case "attrset_expression":
      return "{}";
    default:
      return textOf(node, source).replace(/\s+/g, " ");
  }
}
function applied(node) {
  const [callee, operand] = [child(node, "function"), child(node, "argument")];
  if (callee === void 0 || operand === void 0) return [];
  return [...callee.kind === "apply_expression" ? applied(callee) : [callee], operand];
}
var ESCAPES = { "\\n": "\n", "\\r": "\r", "\\t": "	", "''\\n": "\n", "''\\r": "\r", "''\\t": "	", "'''": "''", "''$": "$", "$$": "$$" };
function literal2(node, source) {
  const parts = node.children.map((part) => {
    const written = textOf(part, source);
    if (part.kind === "escape_sequence") return ESCAPES[written] ?? written.slice(1);
    if (part.kind === "dollar_escape") return source.text.startsWith("${", part.end) ? "$" : "";
    return written;
  });
  return node.kind === "indented_string_expression" ? withoutIndentation(parts.join("")) : parts.join("");
}
function withoutIndentation(text) {
  const lines2 = text.replace(/^ *\n/, "").split("\n");
  const indents = lines2.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return lines2.map((line) => line.slice(Math.min(least, line.length - line.trimStart().length))).join("\n");
}
function withoutCondition(facts) {
  const condition = facts.get("config");
  const config = new Map([...facts].filter(([path]) => path !== "config" && !path.startsWith("options\0") && !path.startsWith("imports")));
  return { facts: config, condition };
}

// src/convert/regeneration.ts
import { posix as posix2 } from "node:path";

// src/convert/compose2nix-arguments.ts
import { posix } from "node:path";
var FLAGS = /* @__PURE__ */ new Set(
  [
    "auto_format",
    "auto_start",
    "build",
    "check_systemd_mounts",
    "create_root_target",
    "default_stop_timeout",
    "enable_option",
    "env_files_only",
    "generate_unused_resources",
    "ignore_missing_env_files",
    "include_env_files",
    "option_prefix",
    "remove_volumes",
    "service_include",
    "sops_file",
    "use_compose_log_driver",
    "use_upheld_by",
    "write_nix_setup"
  ]
);
function compose2nixArguments(project, { runtime, config }) {
  const toFolder = (paths) => paths.map((path) => posix.isAbsolute(path) ? path : posix.relative(project.folder, path)).join(",");
  const options = configuredOptions({ runtime, dialect: "compose2nix", config }).filter(([name]) => FLAGS.has(name));
  const flags = [
    ["inputs", toFolder(project.inputs)],
    ["project", project.name],
    ["root_path", project.root],
    ["runtime", runtime],
    ...config.env_files.length === 0 ? [] : [["env_files", toFolder(config.env_files)]],
    ...options
  ];
  return flags.map(([name, value]) => `-${name}=${String(value)}`);
}

// src/convert/project-plan.ts
var RegeneratedModule = object({
  text: string().max(1e6),
  /** Hexadecimal SHA-256 of the committed module that the text was made to replace. */
  replaces: string().regex(/^[0-9a-f]{64}$/)
});
var Drift = object({
  status: _enum(["none", "not-regenerated", "edited", "other-options", "no-module", "not-checked"]),
  /** What differs, for people; empty for `none`. */
  text: string().max(8192),
  /** Unified diff from the committed to the regenerated module. */
  diff: string().max(1e6),
  /** The command that makes the module again, for a shell in the repository's root; only where that would help. */
  command: string().max(8192).optional(),
  /** Only where the configuration asks for it to be suggested or committed. */
  module: RegeneratedModule.optional()
});
var ServiceChange = object({
  service: string().max(1024),
  change: _enum(["added", "removed", "changed"]),
  texts: array(string().max(8192)).max(1e3)
});
var ProjectPlan = object({
  name: string().max(1024),
  inputs: array(string().max(4096)).max(1e3),
  /** Where the module is or would be written; absent where neither the configuration nor the repository says. */
  output: string().max(4096).optional(),
  runtime: _enum(["docker", "podman"]),
  status: _enum(["converted", "removed", "failed"]),
  services: array(ServiceChange).max(5e3),
  drift: Drift,
  /** Unified diff between the modules that base and head give. */
  diff: string().max(1e6)
});

// src/convert/regeneration.ts
var LONGEST_COMMAND = 8192;
function regenerationOf(regeneration) {
  const { source, committed, made } = regeneration;
  const flags = regeneration.program === "stowplan" ? ownFlags(source, regeneration.options) : foreignFlags(regeneration);
  const command = `${source.folder === "." ? "" : `cd ${quoteShellWord(source.folder)} && `}${variables(regeneration)}${quoteShellWords(flags)}`;
  const replaces = sha256(committed);
  const module = made.text === "" || made.standsIn === true ? void 0 : RegeneratedModule.safeParse({ text: made.text, replaces }).data;
  return { ...command.length > LONGEST_COMMAND ? {} : { command }, ...module === void 0 ? {} : { module } };
}
function variables({ options }) {
  return Object.keys(options.config.environment).map((name) => `${name}="$${name}" `).join("");
}
function foreignFlags({ source, project, options }) {
  const args = compose2nixArguments({ inputs: source.inputs, folder: source.folder, name: project.name, root: project.root }, options);
  return ["compose2nix", ...args, `-output=${posix2.relative(source.folder, source.output ?? "module.nix")}`];
}
function ownFlags(source, options) {
  const toFolder = (path) => posix2.isAbsolute(path) ? path : posix2.relative(source.folder, path);
  const config = { ...options.config, env_files: options.config.env_files.map(toFolder) };
  const written = configuredOptions({ ...options, config }).filter(([name]) => name !== "environment" && name !== "runtime");
  const flags = [
    ["inputs", source.inputs.map(toFolder).join(",")],
    ["output", toFolder(source.output ?? "module.nix")],
    ["runtime", options.runtime],
    ...options.dialect === "stowplan" ? [] : [["dialect", options.dialect]],
    ...written.map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : String(value)])
  ];
  return ["stowplan", "convert", ...flags.map(([name, value]) => `--${String(name)}=${String(value)}`)];
}

// src/convert/drift.ts
var LEADING_COMMENT = /^(?:#.*\n)*/;
var LONGEST_DIFF = 2e5;
async function findDrift(request) {
  const { module, head, base, maker } = request;
  const header = readHeader(module.text);
  const committed = await readModule(module.text);
  const options = optionsFor(request, { header, committed });
  const converted = await maker.make(head, options);
  const { command, module: fresh } = regenerationOf({ source: request.source, project: head, options, program: maker.program, committed: module.text, made: converted });
  const diff = driftDiff(module, converted.text);
  if (committed === void 0) return { status: "edited", text: "The module could not be read as Nix.", diff, module: fresh };
  const now = moduleDifferences(committed.facts, converted.facts);
  if (now.length === 0) return otherOptions(request, { options, header }) ?? { status: "none", text: "", diff: "" };
  const before = base === void 0 ? void 0 : moduleDifferences(committed.facts, (await maker.make(base, options)).facts);
  const edited = editedAttributes(now, before);
  if (edited.length === 0) return { status: "not-regenerated", text: `The Compose file changes ${nameAttributes(now)}.`, diff, command, module: fresh };
  if (header?.generator === "stowplan" && header.version !== VERSION) {
    return { status: "other-options", text: `It was made by stowplan ${header.version}, this is ${VERSION}: ${nameAttributes(now)}.`, diff };
  }
  if (head.unknown.length > 0) return { status: "not-checked", text: unknownText(head.unknown, now), diff };
  return { status: "edited", text: `The Compose file gives something else for ${nameAttributes(edited)}.`, diff, module: fresh };
}
var MOST_UNKNOWN = 8;
function unknownText(unknown, differences) {
  return `Not in the repository: ${tellSome(unknown, MOST_UNKNOWN)}. It is not known whether these differences matter: ${nameAttributes(differences)}.`;
}
function optionsFor({ source, runtime }, { header, committed }) {
  return { runtime, dialect: dialectOf(header), config: committed === void 0 ? source.options : inferOptions(committed, source.options) };
}
function otherOptions({ source, runtime }, { options, header }) {
  const wanted = new Set(optionLines({ runtime, dialect: options.dialect, config: source.options }));
  const used = new Set(optionLines(options));
  const missing = [...wanted].filter((line) => !used.has(line) && header !== void 0);
  return missing.length === 0 ? void 0 : { status: "other-options", text: `The module was made without ${missing.join(", ")}.`, diff: "" };
}
function editedAttributes(now, before) {
  if (before === void 0) return now;
  const earlier = new Set(before.map(({ path }) => path));
  return now.filter(({ path }) => earlier.has(path));
}
function driftDiff(module, regenerated) {
  const [header = ""] = LEADING_COMMENT.exec(module.text) ?? [];
  const hidden = hideModuleSecrets({ old: module.text, new: header + regenerated.replace(LEADING_COMMENT, "") });
  const diff = unifiedDiff({ ...hidden, oldName: module.path, newName: `${module.path} (regenerated)` });
  return cutDiff(diff);
}
function cutDiff(diff) {
  if (diff.length <= LONGEST_DIFF) return diff;
  return `${diff.slice(0, diff.lastIndexOf("\n", LONGEST_DIFF) + 1)}… (the diff is cut here)
`;
}
async function committedFacts(text) {
  return (await readModule(text))?.facts ?? /* @__PURE__ */ new Map();
}

// src/convert/plain-options.ts
function common(key, [option, form]) {
  return { key, docker: option, podman: option, form, isCommon: true };
}
function ours(key, [option, form]) {
  return { ...common(key, [option, form]), isCommon: false };
}
function dockerOnly(key, [option, form]) {
  return { ...ours(key, [option, form]), podman: void 0 };
}
var PLAIN_OPTIONS = [
  common("cap_add", ["cap-add", "texts"]),
  common("cap_drop", ["cap-drop", "texts"]),
  common("dns", ["dns", "texts"]),
  common("group_add", ["group-add", "texts"]),
  common("hostname", ["hostname", "text"]),
  common("init", ["init", "true"]),
  common("mac_address", ["mac-address", "text"]),
  common("privileged", ["privileged", "flag"]),
  common("runtime", ["runtime", "text"]),
  common("security_opt", ["security-opt", "texts"]),
  common("shm_size", ["shm-size", "text"]),
  common("sysctls", ["sysctl", "pairs"]),
  common("tmpfs", ["tmpfs", "texts"]),
  ours("annotations", ["annotation", "pairs"]),
  ours("cgroup", ["cgroupns", "text"]),
  ours("cgroup_parent", ["cgroup-parent", "text"]),
  ours("cpu_period", ["cpu-period", "text"]),
  ours("cpu_quota", ["cpu-quota", "text"]),
  ours("cpu_rt_period", ["cpu-rt-period", "text"]),
  ours("cpu_rt_runtime", ["cpu-rt-runtime", "text"]),
  ours("cpu_shares", ["cpu-shares", "text"]),
  ours("cpus", ["cpus", "text"]),
  ours("cpuset", ["cpuset-cpus", "text"]),
  ours("device_cgroup_rules", ["device-cgroup-rule", "texts"]),
  ours("dns_opt", ["dns-option", "texts"]),
  ours("dns_search", ["dns-search", "texts"]),
  dockerOnly("domainname", ["domainname", "text"]),
  ours("expose", ["expose", "texts"]),
  dockerOnly("external_links", ["link", "texts"]),
  dockerOnly("isolation", ["isolation", "text"]),
  ours("label_file", ["label-file", "texts"]),
  ours("mem_limit", ["memory", "bytes"]),
  ours("mem_reservation", ["memory-reservation", "bytes"]),
  ours("mem_swappiness", ["memory-swappiness", "text"]),
  ours("memswap_limit", ["memory-swap", "bytes"]),
  ours("oom_kill_disable", ["oom-kill-disable", "flag"]),
  ours("oom_score_adj", ["oom-score-adj", "text"]),
  ours("pids_limit", ["pids-limit", "text"]),
  ours("platform", ["platform", "text"]),
  ours("read_only", ["read-only", "flag"]),
  ours("stop_signal", ["stop-signal", "text"]),
  ours("storage_opt", ["storage-opt", "pairs"]),
  ours("userns_mode", ["userns", "text"]),
  ours("uts", ["uts", "text"]),
  dockerOnly("volume_driver", ["volume-driver", "text"]),
  ours("working_dir", ["workdir", "text"])
];
function plainWords(keys, { runtime, isFull }) {
  return PLAIN_OPTIONS.flatMap((option) => {
    const value = valueAt(keys, option.key);
    const name = option[runtime];
    return value === void 0 || name === void 0 || !option.isCommon && !isFull ? [] : optionWords(value, { ...option, name });
  });
}
function optionWords(value, { name, form }) {
  switch (form) {
    case "flag":
      return isTrueAt(value) ? [`--${name}`] : [];
    case "true":
      return isTrueAt(value) ? [`--${name}=true`] : [];
    case "text":
    case "bytes":
      return [textAt(value) ?? ""].filter((text) => text !== "").map((text) => `--${name}=${text}${form === "bytes" && text !== "-1" ? "b" : ""}`);
    case "texts":
      return textsAt(value).map((text) => `--${name}=${text}`);
    case "pairs":
      return textEntriesAt(value).map(([key, text]) => `--${name}=${key}=${text}`);
  }
}
var BLKIO_LISTS = [
  ["device_read_bps", "device-read-bps", "rate"],
  ["device_read_iops", "device-read-iops", "rate"],
  ["device_write_bps", "device-write-bps", "rate"],
  ["device_write_iops", "device-write-iops", "rate"],
  ["weight_device", "blkio-weight-device", "weight"]
];
function blkioWords(keys) {
  const blkio = valueAt(keys, "blkio_config");
  const weight = textAt(blkio, "weight");
  const lists = BLKIO_LISTS.flatMap(
    ([key, option, field]) => itemsAt(blkio, key).map((item) => `--${option}=${textAt(item, "path") ?? ""}:${textAt(item, field) ?? ""}`)
  );
  return [...weight === void 0 ? [] : [`--blkio-weight=${weight}`], ...lists];
}
function ulimitWords(keys) {
  return entriesAt(keys, "ulimits").map(([name, entry]) => {
    if (entry.value.kind !== "map") return `--ulimit=${name}=${textAt(entry.value) ?? ""}`;
    const [soft, hard] = [textAt(entry.value, "soft"), textAt(entry.value, "hard")];
    const limits = /* @__PURE__ */ new Set([soft ?? hard ?? "", hard ?? soft ?? ""]);
    return `--ulimit=${name}=${[...limits].join(":")}`;
  });
}
function hostWords(keys) {
  return textsAt(keys, "extra_hosts").map((host) => `--add-host=${host.replace("=", ":")}`);
}

// src/convert/build-options.ts
var TEXTS2 = [
  ["target", "target"],
  ["network", "network"],
  ["shm_size", "shm-size"],
  ["isolation", "isolation"]
];
var LISTS = [
  ["cache_from", "cache-from"],
  ["cache_to", "cache-to"],
  ["extra_hosts", "add-host"],
  ["platforms", "platform"]
];
var BUILDKIT_LISTS = [
  ["entitlements", "allow"],
  ["no_cache_filter", "no-cache-filter"]
];
function buildWords(build, conversion) {
  const isDocker = conversion.options.runtime === "docker";
  return [
    ...TEXTS2.flatMap(([key, option]) => optional(option, textAt(build, key))),
    ...LISTS.flatMap(([key, option]) => textsAt(build, key).map((text) => `--${option}=${key === "extra_hosts" ? text.replace("=", ":") : text}`)),
    ...textEntriesAt(build, "labels").map(([key, text]) => `--label=${key}=${text}`),
    ...textEntriesAt(build, "additional_contexts").map(([key, text]) => `--build-context=${key}=${text}`),
    ...isTrueAt(build, "no_cache") ? ["--no-cache"] : [],
    ...isTrueAt(build, "pull") ? [isDocker ? "--pull" : "--pull=always"] : [],
    ...build?.kind === "map" ? ulimitWords(build) : [],
    ...buildSecrets(build, conversion).flatMap(({ word }) => word ?? []),
    ...buildKeys(build).flatMap(({ word }) => word ?? []),
    ...isDocker ? buildkitWords(build) : []
  ];
}
function buildkitWords(build) {
  return [
    ...BUILDKIT_LISTS.flatMap(([key, option]) => textsAt(build, key).map((text) => `--${option}=${text}`)),
    ...["provenance", "sbom"].flatMap((key) => optional(key, textAt(build, key)))
  ];
}
function optional(option, value) {
  return value === void 0 ? [] : [`--${option}=${value}`];
}
function buildSecrets(build, { project }) {
  return itemsAt(build, "secrets").map((item) => {
    const source = textAt(item, "source") ?? "";
    const file = textAt(project.resources.secrets.get(source), "file");
    const word = file === void 0 ? void 0 : `--secret=${csvField(`id=${textAt(item, "target") ?? source}`)},${csvField(`src=${file}`)}`;
    return { name: source, place: item.place, word };
  });
}
function buildKeys(build) {
  const keys = build?.kind === "map" ? build.entries.get("ssh")?.value : void 0;
  if (keys?.kind !== "map") return [];
  return [...keys.entries].map(([name, { value, place }]) => {
    const path = textAt(value);
    return { name, place, word: path === void 0 ? void 0 : `--ssh=${name}=${path}` };
  });
}
function csvField(field) {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

// src/convert/carriage.ts
function both(as) {
  return each({ kind: "carried", as, by: "both" });
}
function ours2(as) {
  return each({ kind: "carried", as, by: "stowplan" });
}
function lost(why, hint) {
  return each({ kind: "lost", why, hint });
}
function idle(why) {
  return each({ kind: "idle", why });
}
function each(carriage) {
  return { docker: carriage, podman: carriage };
}
function except(coverage, { runtime, why, hint }) {
  return { ...coverage, [runtime]: { kind: "lost", why, hint } };
}

// src/convert/nested-coverage.ts
var SWARM = lost("only a swarm knows it", "Remove the key; one host has nothing to schedule.");
var BY_HAND = "Build the image in CI and name it under `image`.";
var buildx = (option) => except(ours2(`\`${option}\``), { runtime: "podman", why: `\`podman build\` has no \`${option}\``, hint: BY_HAND });
var ALL_DEVICES = both("`--device` with the name of the Container Device Interface");
var CAPABILITIES = idle("`gpu` without a driver means NVIDIA's; the name of the device says the rest");
var NO_OPTIONS = lost("the Container Device Interface has no options", "Set what they say in the image or under `environment`.");
var OWNER = lost("a build's secret belongs to the user of its step", "Name the owner in the Dockerfile: `RUN --mount=type=secret,uid=…`.");
var BUILD = {
  "build.additional_contexts": ours2("`--build-context`"),
  "build.args": both("`--build-arg`"),
  "build.cache_from": ours2("`--cache-from`"),
  "build.cache_to": ours2("`--cache-to`"),
  "build.context": both("the folder that is built"),
  "build.dockerfile": both("`-f`"),
  "build.dockerfile_inline": ours2("standard input of `build`"),
  "build.entitlements": buildx("--allow"),
  "build.extra_hosts": ours2("`--add-host`"),
  "build.isolation": ours2("`--isolation`"),
  "build.labels": ours2("`--label`"),
  "build.network": ours2("`--network`"),
  "build.no_cache": ours2("`--no-cache`"),
  "build.no_cache_filter": buildx("--no-cache-filter"),
  "build.platforms": ours2("`--platform`"),
  "build.privileged": lost("neither engine builds with privileges", "Use `entitlements` with docker, or build the image in CI and name it under `image`."),
  "build.provenance": buildx("--provenance"),
  "build.pull": ours2("`--pull`"),
  "build.sbom": buildx("--sbom"),
  "build.secrets": ours2("`--secret`, from a file of the host"),
  "build.secrets.*.gid": OWNER,
  "build.secrets.*.mode": OWNER,
  "build.secrets.*.source": ours2("the file of `--secret`"),
  "build.secrets.*.target": ours2("the identifier of `--secret`"),
  "build.secrets.*.uid": OWNER,
  "build.shm_size": ours2("`--shm-size`"),
  "build.ssh": ours2("`--ssh`; `default` without a key needs an agent, which the unit does not have, and is reported"),
  "build.tags": both("`-t`"),
  "build.target": ours2("`--target`"),
  "build.ulimits": ours2("`--ulimit`"),
  "build.ulimits.*.hard": ours2("`--ulimit`"),
  "build.ulimits.*.soft": ours2("`--ulimit`")
};
var DEPLOY = {
  "deploy.credential_spec": lost("only Windows has it", "Remove the key."),
  "deploy.endpoint_mode": SWARM,
  "deploy.labels": lost("they are labels of a swarm service, not of its containers", "Write them under `labels` if the container should have them."),
  "deploy.mode": SWARM,
  "deploy.placement": SWARM,
  "deploy.replicas": ours2("numbered containers"),
  "deploy.resources": both("see below"),
  "deploy.resources.limits": both("see below"),
  "deploy.resources.limits.cpus": both("`--cpus`"),
  "deploy.resources.limits.devices": lost("limits on devices are not defined", "Write them under `reservations`."),
  "deploy.resources.limits.generic_resources": SWARM,
  "deploy.resources.limits.memory": both("`--memory`"),
  "deploy.resources.limits.pids": ours2("`--pids-limit`"),
  "deploy.resources.reservations": both("see below"),
  "deploy.resources.reservations.cpus": lost("an engine on one host cannot reserve processors", "Use `cpu_shares` to weigh containers against each other."),
  "deploy.resources.reservations.devices": ALL_DEVICES,
  "deploy.resources.reservations.devices.*.capabilities": CAPABILITIES,
  "deploy.resources.reservations.devices.*.count": idle("the container gets all devices; another number is reported"),
  "deploy.resources.reservations.devices.*.device_ids": both("the names of the devices"),
  "deploy.resources.reservations.devices.*.driver": both("the vendor of the device"),
  "deploy.resources.reservations.devices.*.options": NO_OPTIONS,
  "deploy.resources.reservations.generic_resources": SWARM,
  "deploy.resources.reservations.memory": both("`--memory-reservation`"),
  "deploy.resources.reservations.pids": lost("an engine cannot reserve processes", "Remove the key."),
  "deploy.restart_policy": both("`Restart=` of the unit"),
  "deploy.restart_policy.condition": both("`Restart=`"),
  "deploy.restart_policy.delay": both("`RestartSec=`"),
  "deploy.restart_policy.max_attempts": both("`StartLimitBurst=`"),
  "deploy.restart_policy.window": both("`StartLimitIntervalSec=`"),
  "deploy.rollback_config": SWARM,
  "deploy.update_config": SWARM
};
var MOUNTS = {
  "volumes.*.bind": both("see below"),
  "volumes.*.bind.create_host_path": except(idle("podman never creates the path; `systemd.tmpfiles.rules` does"), { runtime: "docker", why: "docker creates the path of a bind mount even where this is `false`", hint: "Create it yourself, for example with `systemd.tmpfiles.rules`, so that it is there before." }),
  "volumes.*.bind.propagation": both("an option of the mount"),
  "volumes.*.bind.recursive": except(ours2("`--mount`"), { runtime: "podman", why: "`podman run` has no `bind-recursive`", hint: "Use `bind.propagation`." }),
  "volumes.*.bind.selinux": both("an option of the mount"),
  "volumes.*.consistency": idle("it is for macOS"),
  "volumes.*.image": both("see below"),
  "volumes.*.image.subpath": both("`--mount`"),
  "volumes.*.read_only": both("an option of the mount"),
  "volumes.*.source": both("the source of the mount"),
  "volumes.*.target": both("the target of the mount"),
  "volumes.*.tmpfs": both("see below"),
  "volumes.*.tmpfs.mode": both("`--tmpfs`"),
  "volumes.*.tmpfs.size": both("`--tmpfs`"),
  "volumes.*.type": both("the kind of the mount"),
  "volumes.*.volume": both("see below"),
  "volumes.*.volume.labels": except(ours2("`--mount` with `volume-label`"), { runtime: "podman", why: "`podman run` gives a volume no labels", hint: "Define the volume under the top-level `volumes` with `labels`." }),
  "volumes.*.volume.nocopy": both("an option of the mount"),
  "volumes.*.volume.subpath": both("`--mount`")
};
var NETWORKS = {
  "networks.*.aliases": both("`--network-alias`"),
  "networks.*.driver_opts": except(ours2("`--network=name=…,driver-opt=…`"), { runtime: "podman", why: "`podman run` has no options for a network's driver", hint: "Set them on the network itself." }),
  "networks.*.gw_priority": except(ours2("`--network=name=…,gw-priority=…`"), { runtime: "podman", why: "podman does not choose among gateways", hint: "Make the other networks `internal`." }),
  "networks.*.interface_name": ours2("an option of `--network`"),
  "networks.*.ipv4_address": both("`--ip`, or an option of `--network`"),
  "networks.*.ipv6_address": both("`--ip6`, or an option of `--network`"),
  "networks.*.link_local_ips": except(ours2("`--link-local-ip`"), { runtime: "podman", why: "podman has no link-local addresses", hint: "Remove the key." }),
  "networks.*.mac_address": ours2("an option of `--network`"),
  "networks.*.priority": lost("`run` connects the networks in an order of its own", "Give the container fixed addresses if the order matters.")
};
function fileKeys(kind) {
  const owner2 = ours2("`--secret` where podman keeps it; else the file's own stays, which is reported");
  return {
    [`${kind}.*.source`]: ours2("what is mounted"),
    [`${kind}.*.target`]: ours2("where it is mounted"),
    [`${kind}.*.uid`]: owner2,
    [`${kind}.*.gid`]: owner2,
    [`${kind}.*.mode`]: owner2
  };
}
function hookKeys(kind) {
  const option = (name) => ours2(`\`exec ${name}\``);
  return {
    [`${kind}.*.command`]: ours2("the words of `exec`"),
    [`${kind}.*.environment`]: option("--env"),
    [`${kind}.*.privileged`]: option("--privileged"),
    [`${kind}.*.user`]: option("--user"),
    [`${kind}.*.working_dir`]: option("--workdir")
  };
}
function blkioKeys() {
  const lists = ["device_read_bps", "device_read_iops", "device_write_bps", "device_write_iops"].flatMap((key) => {
    const carried = ours2(`\`--${key.replaceAll("_", "-")}\``);
    return [key, `${key}.*.path`, `${key}.*.rate`].map((path) => [`blkio_config.${path}`, carried]);
  });
  const weights = ["weight_device", "weight_device.*.path", "weight_device.*.weight"].map((path) => [`blkio_config.${path}`, ours2("`--blkio-weight-device`")]);
  return { "blkio_config.weight": ours2("`--blkio-weight`"), ...Object.fromEntries([...lists, ...weights]) };
}
var NESTED_COVERAGE = {
  ...BUILD,
  ...DEPLOY,
  ...MOUNTS,
  ...NETWORKS,
  ...fileKeys("configs"),
  ...fileKeys("secrets"),
  ...hookKeys("post_start"),
  ...hookKeys("pre_stop"),
  ...blkioKeys(),
  "depends_on.*.condition": ours2("a unit that waits for it"),
  "depends_on.*.required": ours2("`wants` instead of `requires`"),
  "depends_on.*.restart": idle("systemd restarts what requires a container together with it"),
  "devices.*.permissions": both("`--device`"),
  "devices.*.source": both("`--device`"),
  "devices.*.target": both("`--device`"),
  "env_file.*.format": both("how the file is read"),
  "env_file.*.path": both("the file that is read"),
  "env_file.*.required": idle("it only says whether a file that is not there is a mistake"),
  "extends.file": both("merged before"),
  "extends.service": both("merged before"),
  "gpus.*.capabilities": CAPABILITIES,
  "gpus.*.count": idle("the container gets all devices; another number is reported"),
  "gpus.*.device_ids": ours2("the names of the devices"),
  "gpus.*.driver": ours2("the vendor of the device"),
  "gpus.*.options": NO_OPTIONS,
  "healthcheck.disable": both("`--no-healthcheck`"),
  "healthcheck.interval": both("`--health-interval`"),
  "healthcheck.retries": both("`--health-retries`"),
  "healthcheck.start_interval": { docker: both("`--health-start-interval`").docker, podman: both("`--health-startup-interval`").podman },
  "healthcheck.start_period": both("`--health-start-period`"),
  "healthcheck.test": both("`--health-cmd`"),
  "healthcheck.timeout": both("`--health-timeout`"),
  "logging.driver": both("`log-driver`"),
  "logging.options": both("`--log-opt`"),
  "ports.*.app_protocol": idle("no engine uses it"),
  "ports.*.host_ip": both("`ports`"),
  "ports.*.mode": idle("both modes publish the port on the host"),
  "ports.*.name": idle("it is a note"),
  "ports.*.protocol": both("`ports`"),
  "ports.*.published": both("`ports`"),
  "ports.*.target": both("`ports`"),
  "ulimits.*.hard": both("`--ulimit`"),
  "ulimits.*.soft": both("`--ulimit`")
};

// src/convert/coverage.ts
var PODMAN_REPLACEMENTS = {
  domainname: "Write the full name under `hostname`.",
  external_links: "Put both containers on one network; they find each other by name.",
  isolation: "Remove the key; it is for Windows.",
  volume_driver: "Define the volume under `volumes` with its `driver`."
};
function plainCoverage() {
  return Object.fromEntries(
    PLAIN_OPTIONS.map(({ key, docker, podman, isCommon }) => {
      const carried = isCommon ? both(`\`--${docker ?? ""}\``) : ours2(`\`--${docker ?? ""}\``);
      const hint = PODMAN_REPLACEMENTS[key] ?? "Use docker, or do without.";
      return [key, podman === void 0 ? except(carried, { runtime: "podman", why: `\`podman run\` has no \`--${docker ?? ""}\``, hint }) : carried];
    })
  );
}
var COVERAGE = {
  ...plainCoverage(),
  ...NESTED_COVERAGE,
  attach: idle("it is about the terminal of `docker compose up`"),
  blkio_config: ours2("`--blkio-weight`, `--device-read-bps` and their like"),
  build: both("a unit that builds the image"),
  command: both("`cmd`"),
  configs: ours2("`--mount`"),
  container_name: both("the container's name"),
  cpu_count: lost("only Windows has it", "Use `cpus`."),
  cpu_percent: lost("only Windows has it", "Use `cpus`."),
  credential_spec: lost("only Windows has it", "Remove the key."),
  depends_on: both("`dependsOn`"),
  deploy: both("see below"),
  develop: lost("it is for `docker compose watch`", "Nothing to do; it has no effect on a server."),
  devices: both("`--device`"),
  entrypoint: both("`--entrypoint`"),
  env_file: both("`environment`, or `environmentFiles` with `include_env_files`"),
  environment: both("`environment`"),
  extends: both("merged before"),
  extra_hosts: both("`--add-host`"),
  gpus: ours2("`--device` with the name of the Container Device Interface"),
  healthcheck: both("`--health-cmd` and its like"),
  image: both("`image`"),
  ipc: both("`--ipc`"),
  labels: both("`labels`"),
  links: except(ours2("`--link`"), { runtime: "podman", why: "`podman run` has no `--link`", hint: "On one network services find each other by name; use `networks` with `aliases` for other names." }),
  log_driver: both("as `logging`"),
  log_opt: both("as `logging`"),
  logging: both("`log-driver` and `--log-opt`"),
  models: lost("only Docker Model Runner has them", "Run the model as a service of its own."),
  net: both("as `network_mode`"),
  network_mode: both("`--network`"),
  networks: both("`--network` and `--network-alias`"),
  pid: ours2("`--pid`"),
  ports: both("`ports`"),
  post_start: ours2("`postStart` of the unit"),
  pre_start: lost("it runs in a container of its own, for which there is no unit yet", "Put the command into a service that runs once, and depend on it."),
  pre_stop: ours2("`preStop` of the unit"),
  profiles: both("services of inactive profiles are left out, or stand under an option (`profiles_as_options`)"),
  provider: lost("only `docker compose` can run it", "Run what it provides as a service or unit of its own."),
  pull_policy: ours2("`pull`"),
  pull_refresh_after: lost("neither engine pulls by age", "Pull by a timer."),
  restart: both("`Restart=` of the unit"),
  scale: ours2("numbered containers"),
  secrets: ours2("`--mount`, or `--secret` where podman keeps it"),
  stdin_open: ours2("`--interactive`"),
  stop_grace_period: ours2("`--stop-timeout` and `TimeoutStopSec=`"),
  tty: ours2("`--tty`"),
  ulimits: both("`--ulimit`"),
  use_api_socket: lost("it mounts the engine's socket with the caller's credentials", "Bind the socket under `volumes` if the container may control the engine."),
  user: both("`user`"),
  volumes: both("`volumes`"),
  volumes_from: ours2("`--volumes-from`")
};
var PREFIXES = new Set(Object.keys(COVERAGE).flatMap(beginningsOf));
function beginningsOf(path) {
  const parts = path.split(".");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("."));
}
function hasDeeper(path) {
  return PREFIXES.has(path);
}
function coverageOf(path, runtime) {
  return Object.hasOwn(COVERAGE, path) ? COVERAGE[path]?.[runtime] : void 0;
}

// src/convert/file-mounts.ts
import { posix as posix3 } from "node:path";
function fileMountWords(service, conversion) {
  return fileMounts(service, conversion).flatMap(({ mount }) => "word" in mount ? [mount.word] : []);
}
function nixMountWords(service, conversion) {
  if (!conversion.isFull) return [];
  return fileMounts(service, conversion).flatMap(({ mount }) => {
    if (mount.kind === "content") return [mountOf(nixApply(nixReference("pkgs", "writeText"), nixString(mount.name), nixString(mount.content)), mount.target)];
    return mount.kind === "decrypted" ? [mountOf(nixReference("config", mount.module, "secrets", mount.name, "path"), mount.target)] : [];
  });
}
function mountOf(file, target) {
  const parts = nixList(["--mount=type=bind,source=", file, `,target=${target},readonly`], "line");
  return nixApply(nixReference("lib", "concatStringsSep"), nixString(""), parts);
}
function fileUnits(service, conversion) {
  if (!conversion.isFull) return [];
  return fileMounts(service, conversion).flatMap(({ mount }) => mount.kind === "written" ? [mount.unit] : []);
}
function fileMounts(service, conversion) {
  return ["secrets", "configs"].flatMap((kind) => itemsAt(service.keys, kind).map((item) => ({ item, kind, mount: convertFile({ item, kind, conversion }) })));
}
function convertFile({ item, kind, conversion }) {
  const source = textAt(item, "source") ?? "";
  const resource = conversion.project.resources[kind].get(source);
  const file = textAt(resource, "file");
  const target = targetOf2({ item, kind, source });
  const [module, secret] = decryptedBy(resource);
  if (module !== void 0 && secret !== void 0) return { kind: "decrypted", module, name: secret, target };
  if (file !== void 0) return { kind: "bind", word: bindWord(file, target) };
  if (isTrueAt(resource, "external") && kind === "secrets" && conversion.options.runtime === "podman") {
    const fields = [textAt(resource, "name") ?? source, `target=${target}`, ...["uid", "gid", "mode"].flatMap((key) => owner(item, key))];
    return { kind: "podman-secret", word: `--secret=${fields.join(",")}` };
  }
  const content = textAt(resource, "content");
  if (kind === "configs" && content !== void 0) return { kind: "content", name: storeName(source), content, target };
  const variable = textAt(resource, "environment");
  if (variable !== void 0) return convertVariable({ variable, source, target }, { kind, conversion });
  return { kind: "lost" };
}
function bindWord(file, target) {
  return `--mount=type=bind,source=${file},target=${target},readonly`;
}
function decryptedBy(resource) {
  for (const module of ["sops", "age"]) {
    const name = textAt(resource, "labels", `stowplan.settings.${module}.secret`) ?? "";
    if (name !== "") return [module, name];
  }
  return [];
}
function convertVariable({ variable, source, target }, { kind, conversion }) {
  const { project, options } = conversion;
  const value = project.variables.get(variable);
  if (kind === "configs" && value !== void 0 && !isSecret(variable, value)) return { kind: "content", name: storeName(source), content: value, target };
  const isOnHost = options.config.env_files.length > 0 && (options.config.include_env_files || options.config.env_files_only);
  if (!isOnHost || !/^[A-Za-z_]\w*$/.test(variable)) return { kind: "lost", reason: `the value of \`${variable}\` would have to stand in the Nix store, which everyone can read` };
  const unit = unitOf(kind === "secrets" ? "secret" : "config", { name: textAt(project.resources[kind].get(source), "name") ?? source, conversion });
  return { kind: "written", unit, variable, word: bindWord(`/run/stowplan/${unit}/content`, target) };
}
function storeName(name) {
  return `config-${name.replace(/[^A-Za-z0-9+._?=-]/g, "-")}`;
}
function owner(item, key) {
  const value = textAt(item, key);
  if (value === void 0) return [];
  return [`${key}=${key === "mode" ? `0${Number(value).toString(8)}` : value}`];
}
function targetOf2({ item, kind, source }) {
  const written = textAt(item, "target") ?? source;
  return posix3.isAbsolute(written) ? written : posix3.join(kind === "secrets" ? "/run/secrets" : "/", written);
}

// src/convert/label-settings.ts
var PREFIX = /^(?:compose2nix|stowplan)\.(?:systemd\.(service|unit)(?=\.\w+$)|settings)\.(.+)$/;
var RELATIONS = { After: "after", PartOf: "partOf", Requires: "requires", UpheldBy: "upheldBy", WantedBy: "wantedBy" };
function labelSettings(keys) {
  const service = {};
  const unit = {};
  const relations2 = {};
  const mounts = [];
  const settings = /* @__PURE__ */ new Map();
  for (const [label, text] of textEntriesAt(keys, "labels")) {
    const [, section2, key] = PREFIX.exec(label) ?? [];
    if (key === void 0) continue;
    const relation = section2 === "unit" && Object.hasOwn(RELATIONS, key) ? RELATIONS[key] : void 0;
    if (section2 === void 0) settings.set(key, text);
    else if (relation !== void 0) relations2[relation] = [...relations2[relation] ?? [], text.trim()];
    else if (section2 === "unit" && key === "RequiresMountsFor") mounts.push(text.trim());
    else (section2 === "service" ? service : unit)[key] = settingValue(text);
  }
  const autoStart = settings.get("autoStart");
  return {
    service,
    unit,
    relations: relations2,
    mounts,
    autoStart: autoStart === void 0 ? void 0 : isTruth(autoStart),
    secrets: textEntriesAt(keys, "labels").flatMap(secretsOf)
  };
}
function secretsOf([label, text]) {
  const [, owner2, module] = /^(compose2nix|stowplan)\.settings\.(sops|age)\.secrets$/.exec(label) ?? [];
  const isOwn = owner2 === "stowplan";
  if (module !== "sops" && !(module === "age" && isOwn)) return [];
  return text.split(",").map((name) => name.trim()).filter((name) => name !== "").map((name) => ({ module, name, isOwn }));
}
function isTruth(text) {
  return ["true", "1", "t", "yes", "on"].includes(text.toLowerCase());
}
function settingValue(written) {
  const text = written.trim();
  if (/^[-+]?\d{1,15}$/.test(text)) return nixInteger(Number(text));
  if (text === "true" || text === "on") return nixBoolean(true);
  if (text === "false" || text === "off") return nixBoolean(false);
  return nixString(text.replace(/['"]/g, ""));
}

// src/convert/mount-options.ts
function mountsOf(keys, conversion) {
  const written = itemsAt(keys, "volumes");
  const mounts = (conversion.isFull ? written : lastOfEachSource(written)).map((mount) => convertMount(mount, conversion));
  return { volumes: mounts.flatMap(({ volumes }) => volumes).toSorted(), words: mounts.flatMap(({ words }) => words) };
}
function lastOfEachSource(mounts) {
  const others = mounts.filter((mount) => textAt(mount, "type") === "tmpfs");
  const kept = new Map(mounts.filter((mount) => textAt(mount, "type") !== "tmpfs").map((mount) => [textAt(mount, "source") ?? "", mount]));
  return [...others, ...kept.values()];
}
function droppedMounts(keys) {
  const written = itemsAt(keys, "volumes");
  const kept = new Set(lastOfEachSource(written));
  return written.filter((mount) => !kept.has(mount));
}
function convertMount(mount, conversion) {
  const type = textAt(mount, "type") ?? "volume";
  if (type === "tmpfs") return { volumes: [], words: [tmpfsWord(mount)] };
  if (type === "npipe" || type === "cluster") return { volumes: [], words: [] };
  if (needsMountWord(mount, conversion)) return { volumes: [], words: [mountWord(mount, conversion)] };
  return { volumes: [volumeEntry(mount, conversion)], words: [] };
}
function sourceOf(mount, { project }) {
  const source = textAt(mount, "source") ?? "";
  if (textAt(mount, "type") === "bind") return source;
  return textAt(project.resources.volumes.get(source), "name") ?? source;
}
function volumeEntry(mount, conversion) {
  const [source, target] = [sourceOf(mount, conversion), textAt(mount, "target") ?? ""];
  const options = [
    isTrueAt(mount, "read_only") ? "ro" : "rw",
    ...[textAt(mount, "bind", "selinux"), textAt(mount, "bind", "propagation")].flatMap((option) => option ?? []),
    ...isTrueAt(mount, "volume", "nocopy") ? ["nocopy"] : []
  ];
  return source === "" && conversion.isFull ? target : `${source}:${target}:${options.join(",")}`;
}
function needsMountWord(mount, { isFull, options }) {
  const isAnonymous = textAt(mount, "source") === void 0 && textAt(mount, "type") === "volume";
  if (textAt(mount, "type") === "image" || textAt(mount, "volume", "subpath") !== void 0) return true;
  if (isTrueAt(mount, "volume", "nocopy") && (options.runtime === "docker" || isAnonymous)) return true;
  if (!isFull) return false;
  const isDocker = options.runtime === "docker";
  return isAnonymous && isTrueAt(mount, "read_only") || textAt(mount, "bind", "recursive") !== void 0 || isDocker && textEntriesAt(mount, "volume", "labels").length > 0;
}
function unknownMounts(keys, { options }) {
  return itemsAt(keys, "volumes").flatMap((mount) => {
    const type = textAt(mount, "type") ?? "volume";
    if (type === "npipe" || type === "cluster") return [{ mount, what: `type: ${type}` }];
    const isAnonymous = type === "volume" && textAt(mount, "source") === void 0;
    return isAnonymous && options.runtime === "podman" && isTrueAt(mount, "volume", "nocopy") ? [{ mount, what: "volume.nocopy" }] : [];
  });
}
function mountWord(mount, conversion) {
  const source = sourceOf(mount, conversion);
  const subpath = textAt(mount, "volume", "subpath");
  const imageSubpath = textAt(mount, "image", "subpath");
  const [propagation, recursive] = [textAt(mount, "bind", "propagation"), textAt(mount, "bind", "recursive")];
  const isDocker = conversion.options.runtime === "docker";
  const isFullDocker = isDocker && conversion.isFull;
  const fields = [
    `type=${textAt(mount, "type") ?? "volume"}`,
    ...source === "" ? [] : [`source=${source}`],
    `target=${textAt(mount, "target") ?? ""}`,
    ...subpath === void 0 ? [] : [`volume-subpath=${subpath}`],
    ...imageSubpath === void 0 ? [] : [isDocker ? `image-subpath=${imageSubpath}` : `subpath=${imageSubpath}`],
    ...isTrueAt(mount, "volume", "nocopy") && isDocker ? ["volume-nocopy"] : [],
    ...isFullDocker ? textEntriesAt(mount, "volume", "labels").map(([key, text]) => `volume-label=${key}=${text}`) : [],
    ...propagation === void 0 ? [] : [`bind-propagation=${propagation}`],
    ...recursive === void 0 || !isDocker ? [] : [`bind-recursive=${recursive}`],
    ...isTrueAt(mount, "read_only") ? ["readonly"] : []
  ];
  return `--mount=${fields.map(quoteField).join(",")}`;
}
function quoteField(field) {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
function tmpfsWord(mount) {
  const target = textAt(mount, "target") ?? "";
  const mode = textAt(mount, "tmpfs", "mode");
  const size = textAt(mount, "tmpfs", "size");
  const options = [
    ...isTrueAt(mount, "read_only") ? ["ro"] : [],
    ...mode === void 0 || mode === "0" ? [] : [`mode=${mode}`],
    ...size === void 0 || size === "0" ? [] : [`size=${size}`]
  ];
  return `--tmpfs=${target}${options.length === 0 ? "" : `:${options.join(",")}`}`;
}
function boundPaths(keys) {
  const paths = itemsAt(keys, "volumes").flatMap((mount) => textAt(mount, "type") === "bind" ? textAt(mount, "source") ?? [] : []);
  return [...new Set(paths)].toSorted();
}
function bindsDockerSocket(keys) {
  return itemsAt(keys, "volumes").some((mount) => ["/var/run/docker.sock", "/run/docker.sock"].includes(textAt(valueAt(mount, "source")) ?? ""));
}

// src/convert/profile-options.ts
function optionPath({ project, options }) {
  const [first, ...rest] = (options.config.option_prefix ?? "").split(".").filter((name) => name !== "");
  return first === void 0 ? [project.name] : [first, ...rest, project.name];
}
function profileOptions(conversion) {
  if (!conversion.options.config.profiles_as_options) return [];
  const on = new Set(conversion.options.config.profiles);
  const names = new Set([...conversion.services.values()].flatMap(profilesOf));
  return [...names].toSorted().map((name) => {
    const option = nixAttributes({
      type: nixReference("lib", "types", "bool"),
      default: nixBoolean(on.has(name) || on.has("*")),
      description: nixString(`Whether to run the services of the profile ${name} of ${conversion.project.name}.`)
    });
    return nixBinding(["options", ...optionPath(conversion), "profiles", name, "enable"], nixApply(nixReference("lib", "mkOption"), option));
  });
}
function profilesOf({ keys }) {
  return textsAt(keys, "profiles");
}
function underProfiles(binding, { users, conversion }) {
  if (!conversion.options.config.profiles_as_options || users.length === 0 || users.some((user) => profilesOf(user).length === 0)) return binding;
  return { ...binding, value: nixApply(nixReference("lib", "mkIf"), conditionOf(users.flatMap(profilesOf), conversion), binding.value) };
}
function resourceUsers({ project, services, options }) {
  const users = { networks: /* @__PURE__ */ new Map(), volumes: /* @__PURE__ */ new Map() };
  for (const service of options.config.profiles_as_options ? services.values() : []) {
    const used = usedResources({ ...project, services: /* @__PURE__ */ new Map([[service.name, service]]) });
    for (const kind of ["networks", "volumes"]) {
      for (const key of used[kind]) {
        const known = users[kind].get(key);
        if (known === void 0) users[kind].set(key, [service]);
        else known.push(service);
      }
    }
  }
  return users;
}
function conditionOf(profiles, conversion) {
  const enabled = [...new Set(profiles)].toSorted().map((name) => nixReference("config", ...optionPath(conversion), "profiles", name, "enable"));
  const [only] = enabled;
  return enabled.length === 1 && only !== void 0 ? only : nixApply(nixReference("lib", "elem"), nixBoolean(true), nixList(enabled, "line"));
}
function missingDependencies(service, { services, options }) {
  if (!options.config.profiles_as_options) return [];
  const own = profilesOf(service);
  return entriesAt(service.keys, "depends_on").flatMap(([name, { value, place }]) => {
    const other = services.get(name);
    const theirs = other === void 0 ? [] : profilesOf(other);
    const isCovered = theirs.length === 0 || own.length > 0 && own.every((profile) => theirs.includes(profile));
    return isCovered || !isTrueAt(value, "required") ? [] : [{ name, place }];
  });
}

// src/convert/resource-coverage.ts
var CREATE = "an option of `network create`";
var SWARM2 = { why: "only a swarm knows it", hint: "Remove the key." };
var FILES = {
  driver: lost(SWARM2.why, SWARM2.hint),
  driver_opts: lost(SWARM2.why, SWARM2.hint),
  environment: ours2("a unit that writes it to a file, where the host has the `env_files`; else reported"),
  external: lost("only a swarm keeps it", "Keep it in a file of the host and name that under `file`."),
  file: ours2("`--mount`"),
  labels: lost("only a swarm knows them, save stowplan's own", "Remove them."),
  name: idle("a mounted file has no other name than its path"),
  template_driver: lost(SWARM2.why, SWARM2.hint)
};
var RESOURCE_COVERAGE = {
  networks: {
    attachable: except(ours2(CREATE), { runtime: "podman", why: "every network of podman is attachable", hint: "Remove the key." }),
    driver: both(CREATE),
    driver_opts: both(CREATE),
    enable_ipv4: except(ours2(`${CREATE} where it is \`false\`; Docker 28 is the first that has it`), { runtime: "podman", why: "IPv4 is always on", hint: "Give the network only IPv6 subnets." }),
    enable_ipv6: both(CREATE),
    external: both("the network is not created"),
    internal: both(CREATE),
    ipam: both("see below"),
    "ipam.config": both("see below"),
    "ipam.config.aux_addresses": except(both(CREATE), { runtime: "podman", why: "podman reserves no addresses", hint: "Keep these addresses out of `ip_range`." }),
    "ipam.config.gateway": both(CREATE),
    "ipam.config.ip_range": both(CREATE),
    "ipam.config.subnet": both(CREATE),
    "ipam.driver": both(CREATE),
    "ipam.options": except(ours2(CREATE), { runtime: "podman", why: "podman has no options for address management", hint: "Remove the key." }),
    labels: both(CREATE),
    name: both("the network's name")
  },
  volumes: { driver: both("`--driver`"), driver_opts: both("`--opt`"), external: both("the volume is not created"), labels: both("`--label`"), name: both("the volume's name") },
  secrets: { ...FILES, external: { ...FILES.external, podman: ours2("`--secret`").podman }, name: { ...FILES.name, podman: ours2("the name of podman's secret").podman } },
  configs: { ...FILES, environment: ours2("a file in the Nix store, or as with secrets where it looks like one"), content: ours2("a file in the Nix store") }
};
function lostResourceKeys(conversion) {
  const used = usedResources({ ...conversion.project, services: conversion.services });
  return RESOURCE_KINDS.flatMap((kind) => {
    const isFile = kind === "secrets" || kind === "configs";
    const names = isFile ? conversion.isFull ? [...used[kind]] : [] : [...conversion[kind].keys()];
    return names.flatMap((name) => {
      const resource = conversion.project.resources[kind].get(name);
      return resource === void 0 ? [] : lostKeysOf(resource, { kind, name, conversion });
    });
  });
}
function lostKeysOf(resource, { kind, name, conversion }) {
  const isOurs = textEntriesAt(resource, "labels").every(([label]) => label.startsWith("stowplan."));
  const paths = Object.entries(RESOURCE_COVERAGE[kind]).filter(([path]) => path !== "labels" || !isOurs);
  return paths.flatMap(([path, coverage]) => {
    const carriage = coverage[conversion.options.runtime];
    const places = placesOf(resource, path.split("."));
    const isLost = carriage.kind === "lost" || carriage.kind === "carried" && carriage.by === "stowplan" && !conversion.isFull;
    if (!isLost) return [];
    const [why, hint] = carriage.kind === "lost" ? [carriage.why, carriage.hint] : ["compose2nix leaves it out", "Convert the project with stowplan, which carries it, or remove the key."];
    return places.map((place) => ({ code: "convert-key-lost", severity: "warning", subject: `${kind.slice(0, -1)} ${name}`, message: `\`${path}\` is not carried over: ${why}.`, hint, place }));
  });
}
function placesOf(value, [key, ...rest]) {
  if (value?.kind === "list") return value.items.flatMap((item) => placesOf(item, key === void 0 ? rest : [key, ...rest]));
  const entry = value?.kind === "map" && key !== void 0 ? value.entries.get(key) : void 0;
  if (entry === void 0) return [];
  if (rest.length > 0) return placesOf(entry.value, rest);
  const silent = key === "enable_ipv4";
  const isEmpty = entry.value.kind === "scalar" ? entry.value.value === silent || entry.value.value === null : false;
  return isEmpty ? [] : [entry.place];
}

// src/convert/resource-options.ts
function deployWords(keys, { isFull }) {
  const resources = valueAt(keys, "deploy", "resources");
  const words = [
    ["cpus", textAt(resources, "limits", "cpus"), ""],
    ["memory", textAt(resources, "limits", "memory"), "b"],
    ["memory-reservation", textAt(resources, "reservations", "memory"), "b"],
    ["pids-limit", isFull ? textAt(resources, "limits", "pids") : void 0, ""]
  ];
  return words.flatMap(([option, value, unit]) => value === void 0 ? [] : [`--${option}=${value}${unit}`]);
}
function deviceWords(keys, conversion) {
  const named2 = conversion.isFull ? /^[^/]+\/[^/=]+=/ : /^nvidia\.com/;
  const own = itemsAt(keys, "devices").map((device) => {
    const [source = "", target = source] = [textAt(device, "source"), textAt(device, "target")];
    return `--device=${named2.test(source) ? source : [source, target, textAt(device, "permissions") ?? "rwm"].join(":")}`;
  });
  const reserved = itemsAt(keys, "deploy", "resources", "reservations", "devices");
  const requested = conversion.isFull ? itemsAt(keys, "gpus") : [];
  return [.../* @__PURE__ */ new Set([...own, ...[...reserved, ...requested].flatMap((request) => requestWords(request, conversion))])];
}
function requestWords(request, conversion) {
  const ids = textsAt(request, "device_ids");
  if (textAt(request, "driver") === "cdi") return ids.map((id) => `--device=${id}`);
  if (!isNvidia(request, conversion)) return [];
  return (ids.length === 0 || !conversion.isFull ? ["all"] : ids).map((id) => `--device=nvidia.com/gpu=${id}`);
}
function isNvidia(request, { isFull }) {
  const driver = textAt(request, "driver")?.toLowerCase();
  return driver === "nvidia" || isFull && driver === void 0 && textsAt(request, "capabilities").some((capability) => capability === "gpu" || capability === "nvidia");
}
function allGpuWords(keys, { isFull }) {
  return isFull && textAt(keys, "gpus") === "all" ? ["--device=nvidia.com/gpu=all"] : [];
}

// src/convert/lost-keys.ts
function lostKeys(conversion) {
  const services = [...conversion.services.values()].flatMap((service) => [
    ...service.keys.entries.entries().flatMap(([key, entry]) => walk2({ path: key, entry }, { service, conversion })),
    ...changedMeanings(service, conversion)
  ]);
  return [...services, ...lostResourceKeys(conversion), ...inactiveServices(conversion)];
}
function walk2({ path, entry }, lost2) {
  const carriage = coverageOf(path, lost2.conversion.options.runtime);
  const own = carriage === void 0 || !isSaid(path, entry.value) ? void 0 : findingOf({ path, carriage, entry }, lost2);
  if (own !== void 0) return [own];
  if (!hasDeeper(path)) return [];
  return childrenOf(path, entry).flatMap((child2) => walk2(child2, lost2));
}
function childrenOf(path, { value }) {
  if (value.kind === "list") return value.items.map((item) => ({ path: `${path}.*`, entry: { value: item, place: item.place } }));
  if (value.kind !== "map") return [];
  return entriesAt(value).map(([key, entry]) => ({ path: hasDeeper(`${path}.*`) ? `${path}.*` : `${path}.${key}`, entry }));
}
function isSaid(path, value) {
  if (path === "depends_on.*.condition") return textAt(value) !== "service_started";
  if (path === "depends_on.*.required") return !isTrueAt(value);
  if (path === "volumes.*.bind.create_host_path") return textAt(value) === "false";
  if (path === "deploy.mode") return textAt(value) === "global";
  if (path === "deploy.replicas" || path === "scale") return numberAt(value) !== 1;
  if (value.kind === "scalar") return value.value !== null && value.value !== false;
  return value.kind === "list" ? value.items.length > 0 : value.entries.size > 0;
}
function findingOf({ path, carriage, entry }, { service, conversion }) {
  const subject = `service ${service.name}`;
  if (carriage.kind === "lost") return { code: "convert-key-lost", severity: "warning", subject, message: `\`${path}\` is not carried over: ${carriage.why}.`, hint: carriage.hint, place: entry.place };
  if (carriage.kind === "idle" || carriage.by === "both" || conversion.isFull) return void 0;
  const message = `\`${path}\` is not carried over: compose2nix leaves it out.`;
  return { code: "convert-key-lost", severity: "warning", subject, message, hint: "Convert the project with stowplan, which carries it, or remove the key.", place: entry.place };
}
function changedMeanings(service, conversion) {
  return [...loggingChange(service, conversion), ...deviceChanges(service, conversion), ...fileChanges(service, conversion), ...pullChange(service, conversion), ...mountChanges(service, conversion), ...buildChanges(service, conversion), ...profileChanges(service, conversion), ...labelChanges(service, conversion)].map(({ key, message, hint, place, isLost }) => ({
    code: isLost === true ? "convert-key-lost" : "convert-key-changed",
    severity: isLost === true ? "warning" : "info",
    subject: `service ${service.name}`,
    message: `\`${key}\` ${message}`,
    hint,
    place
  }));
}
function loggingChange({ keys, place }, { options }) {
  if (textAt(keys, "logging", "driver") !== "json-file" || options.config.use_compose_log_driver) return [];
  const at = keys.entries.get("logging")?.place ?? place;
  return [{ key: "logging", message: "with the driver `json-file` becomes `journald`, NixOS's own; its options are left out.", hint: "Set `use_compose_log_driver` to keep the driver.", place: at }];
}
function deviceChanges({ keys }, conversion) {
  return itemsAt(keys, "deploy", "resources", "reservations", "devices").flatMap((request) => {
    const driver = textAt(request, "driver");
    const key = "deploy.resources.reservations.devices";
    if (driver !== "cdi" && !isNvidia(request, conversion)) return [{ key, message: `asks for a driver that is not known: \`${driver ?? "none"}\`.`, hint: "Use the driver `cdi` and the device's CDI name.", place: request.place, isLost: true }];
    const count2 = numberAt(request, "count") ?? -1;
    const isCounted = count2 > 0 && (itemsAt(request, "device_ids").length === 0 || !conversion.isFull);
    const isNamed2 = driver !== "cdi" && !conversion.isFull && itemsAt(request, "device_ids").length > 0;
    if (isNamed2) return [{ key, message: "names devices; the container gets all of them.", hint: "Convert the project with stowplan, which gives it only those.", place: request.place }];
    return isCounted ? [{ key, message: `asks for ${count2} of the devices; the container gets all of them.`, hint: "Name the devices under `device_ids`.", place: request.place }] : [];
  });
}
var LOST_FILE_HINT = "Keep it in a file of the host and name that under `file`, or let sops-nix or agenix write it (label `stowplan.settings.sops.secret` or `stowplan.settings.age.secret` on it), or list environment files of the host under `env_files` with `include_env_files`.";
function fileChanges(service, conversion) {
  if (!conversion.isFull) return [];
  return fileMounts(service, conversion).flatMap(({ item, kind, mount }) => {
    const name = textAt(item, "source") ?? "";
    if (mount.kind === "lost") return mount.reason === void 0 ? [] : [{ key: `${kind}.${name}`, message: `is not carried over: ${mount.reason}.`, hint: LOST_FILE_HINT, place: item.place, isLost: true }];
    const isReadable = mount.kind === "content" && hideSecrets(mount.content) !== mount.content;
    if (isReadable) return [{ key: `${kind}.${name}`, message: "has a secret in it and stands in the Nix store, where everyone can read it.", hint: LOST_FILE_HINT, place: item.place }];
    const owner2 = ["uid", "gid", "mode"].filter((key) => textAt(item, key) !== void 0);
    return mount.kind !== "podman-secret" && owner2.length > 0 ? [{ key: `${kind}.${name}`, message: `keeps the owner and mode of the file itself, whatever ${owner2.map((key) => `\`${key}\``).join(", ")} say${owner2.length === 1 ? "s" : ""}.`, hint: "Set them on the file itself.", place: item.place }] : [];
  });
}
function pullChange({ keys, place }, { isFull }) {
  const policy = textAt(keys, "pull_policy");
  if (!isFull || policy === void 0 || ["always", "never", "missing", "build"].includes(policy)) return [];
  return [{ key: "pull_policy", message: `\`${policy}\` is not carried over: neither engine pulls by age.`, hint: "Pull by a timer.", place: keys.entries.get("pull_policy")?.place ?? place, isLost: true }];
}
function mountChanges({ keys }, conversion) {
  const unknown = unknownMounts(keys, conversion).map(({ mount, what }) => ({
    key: "volumes",
    message: `\`${textAt(mount, "target") ?? ""}\` is not carried over whole: ${conversion.options.runtime} has no \`${what}\`.`,
    hint: "Mount a named volume or a folder of the host.",
    place: mount.place,
    isLost: true
  }));
  return [...unknown, ...conversion.isFull ? [] : repeatedMounts(keys)];
}
function repeatedMounts(keys) {
  return droppedMounts(keys).map((mount) => ({
    key: "volumes",
    message: `\`${textAt(mount, "target") ?? ""}\` is not carried over: of two mounts of one source compose2nix keeps the last.`,
    hint: "Convert the project with stowplan, which keeps both.",
    place: mount.place,
    isLost: true
  }));
}
function buildChanges({ keys }, conversion) {
  if (!conversion.isFull) return [];
  const build = valueAt(keys, "build");
  const change = (key, why) => ({ name, place, word }) => word === void 0 ? [{ key: `${key}.${name}`, message: `is not carried over: ${why}.`, hint: "Name a file of the host, or build the image in CI and name it under `image`.", place, isLost: true }] : [];
  return [...buildSecrets(build, conversion).flatMap(change("build.secrets", "the build unit only has secrets that are files of the host")), ...buildKeys(build).flatMap(change("build.ssh", "the build unit has no SSH agent"))];
}
function profileChanges(service, conversion) {
  return missingDependencies(service, conversion).map(({ name, place }) => ({
    key: `depends_on.${name}`,
    message: "stands under the option of a profile that can be off while this service is on; the service does not start then.",
    hint: "Give both services the same profiles, or write `required: false`.",
    place
  }));
}
function labelChanges({ keys, place }, { options }) {
  const isUnknown = options.config.sops_file === void 0 && labelSettings(keys).secrets.some(({ isOwn }) => !isOwn);
  if (!isUnknown) return [];
  const at = keys.entries.get("labels")?.place ?? place;
  return [{ key: "labels", message: "name secrets of sops-nix, but no `sops_file` is configured, so the container does not get them.", hint: "Set `sops_file`, or use the label `stowplan.settings.sops.secrets`, which needs none.", place: at, isLost: true }];
}
function inactiveServices({ project }) {
  return [...project.inactive.values()].map(({ name, place, keys }) => ({
    code: "convert-key-lost",
    severity: "info",
    subject: `service ${name}`,
    message: "The service is not in the module: none of its profiles is on.",
    hint: `Turn one on with \`profiles: [${textsAt(keys, "profiles")[0] ?? "*"}]\` of the project's configuration, or let \`profiles_as_options\` give the module an option for each.`,
    place: keys.entries.get("profiles")?.place ?? place
  }));
}

// src/convert/seconds.ts
function secondsOf(duration) {
  const nanoseconds = parseDuration(duration);
  return nanoseconds === void 0 || nanoseconds <= 0 ? void 0 : Math.ceil(nanoseconds / 1e9);
}

// src/convert/dependency-waits.ts
var DEFAULT_BOUND = 600;
var DEFAULT_INTERVAL = 30;
var DEFAULT_TIMEOUT = 30;
var DEFAULT_RETRIES = 3;
var MARGIN = 30;
var CONDITIONS = { service_healthy: "healthy", service_completed_successfully: "completed" };
function waitsOf(service, conversion) {
  if (!conversion.isFull) return [];
  return entriesAt(service.keys, "depends_on").flatMap(([name, { value }]) => {
    const [other, condition] = [conversion.services.get(name), CONDITIONS[textAt(value, "condition") ?? ""]];
    if (other === void 0 || condition === void 0) return [];
    return containerNames(other, conversion).map((container) => ({ condition, container, service: other }));
  });
}
function waitUnit({ condition, container }, { options }) {
  return `${options.runtime}-${condition}-${container}`;
}
function optionalDependencies(service, conversion) {
  const names = entriesAt(service.keys, "depends_on").filter(([, { value }]) => conversion.isFull && !isTrueAt(value, "required"));
  return new Set(names.map(([name]) => name));
}
function waitBindings(conversion) {
  const waits = [...conversion.services.values()].flatMap((user) => waitsOf(user, conversion).map((wait) => ({ user, wait, unit: waitUnit(wait, conversion) })));
  return [...Map.groupBy(waits, ({ unit }) => unit)].toSorted(([left], [right]) => compareTexts(left, right)).flatMap(([unit, same]) => {
    const users = same.map(({ user }) => user);
    return same.slice(0, 1).map(({ wait }) => underProfiles(nixBinding(["systemd", "services", nixString(unit)], waitValue(wait, conversion)), { users, conversion }));
  });
}
function isAwaitedToEnd({ name }, { isFull, awaited }) {
  return isFull && awaited.has(name);
}
function waitValue(wait, conversion) {
  const { runtime } = conversion.options;
  const own = nixList([`${runtime}-${wait.container}.service`], "line");
  return nixAttributes({
    path: nixList([nixReference("pkgs", runtime)], "line"),
    serviceConfig: nixAttributes({ Type: nixString("oneshot"), TimeoutStartSec: nixInteger(boundOf(wait, conversion)) }),
    unitConfig: nixAttributes({ Description: nixString(`Wait until container ${wait.container} is ${wait.condition}, generated by ${conversion.options.dialect}.`) }),
    after: own,
    requires: own,
    script: { kind: "lines", value: wait.condition === "healthy" ? healthScript(wait, runtime) : completionScript(wait, runtime) }
  });
}
function healthScript({ container }, runtime) {
  const inspect = quoteShellWords([runtime, "inspect", "--format={{.State.Health.Status}}", container]);
  return `until [ "$(${inspect} 2>/dev/null)" = healthy ]; do sleep 1; done
`;
}
function completionScript({ container }, runtime) {
  const unit = quoteShellWord(`${runtime}-${container}.service`);
  return [
    `state() { systemctl show --property="$1" --value ${unit}; }`,
    'until [ "$(state SubState)" = exited ]; do',
    'case "$(state ActiveState)" in failed | inactive) exit 1 ;; esac',
    "sleep 1",
    "done",
    ""
  ].join("\n");
}
function boundOf({ condition, service: { keys } }, { options }) {
  const configured = secondsOf(options.config.dependency_timeout ?? "");
  if (configured !== void 0) return configured;
  if (condition === "completed") return DEFAULT_BOUND;
  const seconds = (key) => secondsOf(textAt(keys, "healthcheck", key) ?? "");
  const tries = numberAt(keys, "healthcheck", "retries") ?? DEFAULT_RETRIES;
  const own = (seconds("start_period") ?? 0) + tries * ((seconds("interval") ?? DEFAULT_INTERVAL) + (seconds("timeout") ?? DEFAULT_TIMEOUT)) + MARGIN;
  return Math.max(own, DEFAULT_BOUND);
}

// src/convert/dependencies.ts
function dependencyContainers(service, conversion) {
  const optional2 = optionalDependencies(service, conversion);
  const services = entriesAt(service.keys, "depends_on").flatMap(([name]) => optional2.has(name) ? [] : containersOf(name, conversion));
  const mode = textAt(service.keys, "network_mode") ?? "";
  const foreign = mode.startsWith("container:") ? [mode.slice("container:".length)] : [];
  return [.../* @__PURE__ */ new Set([...services, ...foreign])].toSorted();
}
function containersOf(name, conversion) {
  const service = conversion.services.get(name);
  return service === void 0 ? [] : containerNames(service, conversion);
}
function optionalContainers(service, conversion) {
  return [...optionalDependencies(service, conversion)].flatMap((name) => containersOf(name, conversion));
}
function dependencyUnits({ service, name }, conversion) {
  const networks = entriesAt(service.keys, "networks").flatMap(([key]) => conversion.networks.get(key) ?? []);
  const volumes = itemsAt(service.keys, "volumes").flatMap((mount) => textAt(mount, "type") === "bind" ? [] : conversion.volumes.get(textAt(mount, "source") ?? "") ?? []);
  const hasBuild = valueAt(service.keys, "build") !== void 0 && conversion.options.config.build;
  return [
    ...hasBuild ? [unitOf("build", { name, conversion })] : [],
    ...fileUnits(service, conversion),
    ...networks.toSorted().map((network) => unitOf("network", { name: network, conversion })),
    ...[...new Set(volumes)].toSorted().map((volume) => unitOf("volume", { name: volume, conversion }))
  ];
}

// src/convert/environment-files.ts
import { posix as posix4 } from "node:path";
function environmentFiles(keys, conversion) {
  const { config } = conversion.options;
  const isWanted2 = config.include_env_files || config.env_files_only;
  const files = isWanted2 ? filePaths(keys, conversion) : [];
  return [...files.map(nixString), ...secretFiles(keys, conversion).map(({ module, name }) => nixReference("config", module, "secrets", name, "path"))];
}
function secretFiles(keys, { options, isFull }) {
  return labelSettings(keys).secrets.filter(({ module, isOwn }) => isOwn && isFull || module === "sops" && options.config.sops_file !== void 0);
}
function projectEnvironmentFiles({ options, project }) {
  return options.config.env_files.map((path) => posix4.isAbsolute(path) ? path : posix4.join(project.root, posix4.relative(project.folder, path)));
}
function filePaths(keys, conversion) {
  const { project, isFull } = conversion;
  const own = projectEnvironmentFiles(conversion);
  const services = itemsAt(keys, "env_file").map((file) => textAt(file, "path") ?? "");
  const unique2 = [.../* @__PURE__ */ new Set([...own, ...services])];
  if (!isFull) return unique2.toSorted();
  const optional2 = new Set(itemsAt(keys, "env_file").filter((file) => textAt(file, "required") === "false").map((file) => textAt(file, "path") ?? ""));
  return unique2.filter((path) => !optional2.has(path) || project.files.some((file) => file.kind === "environment" && path.endsWith(file.path)));
}

// src/convert/json-words.ts
function jsonWords(words, { isFull }) {
  return `[${words.map((word) => isFull ? JSON.stringify(word) : `"${word}"`).join(", ")}]`;
}

// src/convert/health-options.ts
function healthCommand(test, conversion) {
  const [kind, ...words] = test;
  if (kind === void 0) return void 0;
  if (kind === "CMD-SHELL") return words.join(" ");
  const isShell = conversion.options.runtime === "docker" && conversion.isFull;
  return isShell ? quoteShellWords(words) : jsonWords(words, conversion);
}
function healthWords(keys, conversion) {
  const check = valueAt(keys, "healthcheck");
  if (check === void 0) return [];
  const test = textsAt(check, "test");
  if (isTrueAt(check, "disable") || test[0] === "NONE") return ["--no-healthcheck"];
  const settings = [
    ["cmd", healthCommand(test, conversion)],
    ["interval", textAt(check, "interval")],
    ["retries", textAt(check, "retries")],
    ["start-period", textAt(check, "start_period")],
    [conversion.options.runtime === "docker" ? "start-interval" : "startup-interval", textAt(check, "start_interval")],
    ["timeout", textAt(check, "timeout")]
  ];
  return settings.flatMap(([option, value]) => value === void 0 ? [] : [`--health-${option}=${value}`]);
}

// src/convert/image.ts
function builtImage({ service, name }) {
  return textAt(service.keys, "image") ?? `compose2nix/${name}`;
}
function imageOf({ service, name, conversion }) {
  if (valueAt(service.keys, "build") === void 0) return textAt(service.keys, "image") ?? "";
  const built = builtImage({ service, name });
  return conversion.options.runtime === "podman" ? `localhost/${built}` : built;
}

// src/convert/logging.ts
function isReplaced(keys, { options }) {
  return textAt(keys, "logging", "driver") === "json-file" && !options.config.use_compose_log_driver;
}
function logDriver(keys, conversion) {
  if (valueAt(keys, "logging") === void 0 || isReplaced(keys, conversion)) return "journald";
  return textAt(keys, "logging", "driver");
}
function logWords(keys, conversion) {
  if (isReplaced(keys, conversion)) return [];
  return textEntriesAt(keys, "logging", "options").map(([key, text]) => `--log-opt=${key}=${text}`);
}

// src/convert/network-options.ts
function networkWords(service, conversion) {
  const mode = textAt(service.keys, "network_mode");
  const alias = `--network-alias=${service.name}`;
  const isPodman = conversion.options.runtime === "podman";
  if (mode !== void 0) return [`--network=${namespaceOf(mode, conversion)}`, ...isPodman && mode.startsWith("bridge") ? [alias] : []];
  const attachments = attachmentsOf(service, conversion);
  const [first] = attachments;
  if (first === void 0) return [];
  if (attachments.length === 1) return [alias, ...isPodman ? onePodman(first, conversion) : oneDocker(first, conversion)];
  return [alias, ...attachments.flatMap((attachment) => isPodman ? [severalPodman(attachment, conversion)] : severalDocker(attachment, conversion))];
}
function namespaceOf(mode, conversion) {
  const service = mode.startsWith("service:") ? mode.slice("service:".length) : void 0;
  return service === void 0 ? mode : `container:${containerOf(service, conversion) ?? service}`;
}
function attachmentsOf({ keys }, { project }) {
  return entriesAt(keys, "networks").map(([key, entry]) => ({ name: textAt(project.resources.networks.get(key), "name") ?? key, settings: entry.value }));
}
function addresses({ settings }) {
  return { v4: textAt(settings, "ipv4_address"), v6: textAt(settings, "ipv6_address") };
}
function addressWords(attachment, { isFull }) {
  const { v4, v6 } = addresses(attachment);
  const mac = isFull ? textAt(attachment.settings, "mac_address") : void 0;
  return [...v4 === void 0 ? [] : [`--ip=${v4}`], ...v6 === void 0 ? [] : [`--ip6=${v6}`], ...mac === void 0 ? [] : [`--mac-address=${mac}`]];
}
function oneDocker(attachment, conversion) {
  const aliases = textsAt(attachment.settings, "aliases").map((alias) => `--network-alias=${alias}`);
  const local = conversion.isFull ? textsAt(attachment.settings, "link_local_ips").map((address) => `--link-local-ip=${address}`) : [];
  const options = dockerOptions(attachment, conversion);
  const network = options.length === 0 ? attachment.name : [`name=${attachment.name}`, ...options].join(",");
  return [`--network=${network}`, ...addressWords(attachment, conversion), ...aliases, ...local];
}
function dockerOptions({ settings }, { isFull }) {
  if (!isFull) return [];
  const driver = textEntriesAt(settings, "driver_opts").map(([key, value]) => `driver-opt=${key}=${value}`);
  const name = textAt(settings, "interface_name");
  const priority = textAt(settings, "gw_priority");
  return [...driver, ...name === void 0 ? [] : [`driver-opt=com.docker.network.endpoint.ifname=${name}`], ...priority === void 0 ? [] : [`gw-priority=${priority}`]];
}
function severalDocker(attachment, conversion) {
  const { v4, v6 } = addresses(attachment);
  const { settings } = attachment;
  const mac = conversion.isFull ? textAt(settings, "mac_address") : void 0;
  const local = conversion.isFull ? textsAt(settings, "link_local_ips") : [];
  const options = [
    ...v4 === void 0 ? [] : [`ip=${v4}`],
    ...v6 === void 0 ? [] : [`ip6=${v6}`],
    ...mac === void 0 ? [] : [`mac-address=${mac}`],
    ...local.map((address) => `link-local-ip=${address}`),
    ...dockerOptions(attachment, conversion)
  ];
  const network = options.length === 0 ? attachment.name : [`name=${attachment.name}`, ...options].join(",");
  return [`--network=${network}`, ...textsAt(settings, "aliases").map((alias) => `--network-alias=${alias}`)];
}
function onePodman(attachment, conversion) {
  const options = [...textsAt(attachment.settings, "aliases").map((alias) => `alias=${alias}`), ...podmanOptions(attachment, conversion)];
  return [`--network=${withOptions(attachment.name, options)}`, ...addressWords(attachment, conversion)];
}
function severalPodman(attachment, conversion) {
  const { v4, v6 } = addresses(attachment);
  const mac = conversion.isFull ? textAt(attachment.settings, "mac_address") : void 0;
  const options = [
    ...textsAt(attachment.settings, "aliases").map((alias) => `alias=${alias}`),
    ...[v4, v6].flatMap((address) => address === void 0 ? [] : [`ip=${address}`]),
    ...mac === void 0 ? [] : [`mac=${mac}`],
    ...podmanOptions(attachment, conversion)
  ];
  return `--network=${withOptions(attachment.name, options)}`;
}
function podmanOptions({ settings }, { isFull }) {
  const name = isFull ? textAt(settings, "interface_name") : void 0;
  return name === void 0 ? [] : [`interface_name=${name}`];
}
function withOptions(name, options) {
  return options.length === 0 ? name : `${name}:${options.join(",")}`;
}

// src/convert/container.ts
function containerValue({ service, name, conversion }) {
  const { keys } = service;
  const { config } = conversion.options;
  const isAutomatic = labelSettings(keys).autoStart ?? config.auto_start;
  const environment = config.env_files_only ? [] : textEntriesAt(keys, "environment");
  const files = environmentFiles(keys, conversion);
  const mounts = mountsOf(keys, conversion);
  const words = [.../* @__PURE__ */ new Set([...containerWords(service, conversion), ...mounts.words])].toSorted();
  const driver = logDriver(keys, conversion);
  return nixAttributes({
    image: nixString(imageOf({ service, name, conversion })),
    environment: textMap(environment),
    environmentFiles: filled(files),
    volumes: filled(mounts.volumes.map(nixString)),
    ports: filled(portsOf(keys, conversion).map(nixString)),
    cmd: commandOf(service, conversion),
    labels: textMap(textEntriesAt(keys, "labels")),
    dependsOn: filled(dependencyContainers(service, conversion).map(nixString)),
    user: optionalText(textAt(keys, "user")),
    "log-driver": optionalText(driver),
    pull: conversion.isFull ? pullPolicy(textAt(keys, "pull_policy")) : void 0,
    autoStart: isAutomatic ? void 0 : nixBoolean(false),
    extraOptions: filled([...words.map(nixString), ...nixMountWords(service, conversion)])
  });
}
function textMap(entries) {
  return entries.length === 0 ? void 0 : { kind: "attributes", bindings: entries.map(([key, text]) => nixBinding([nixString(key)], nixString(text))) };
}
function filled(items) {
  return items.length === 0 ? void 0 : nixList(items, "block");
}
function optionalText(text) {
  return text === void 0 ? void 0 : nixString(text);
}
function pullPolicy(policy) {
  return policy !== void 0 && ["always", "never"].includes(policy) ? nixString(policy) : void 0;
}
function portsOf(keys, { isFull }) {
  return itemsAt(keys, "ports").map((port) => {
    const [address, published] = [textAt(port, "host_ip"), textAt(port, "published")];
    const host = address === void 0 ? [] : [address.includes(":") && isFull ? `[${address}]` : address];
    const middle = published === void 0 ? address === void 0 || !isFull ? [] : [""] : [published];
    return `${[...host, ...middle, textAt(port, "target") ?? ""].join(":")}/${textAt(port, "protocol") ?? "tcp"}`;
  });
}
function commandOf({ keys }, { options }) {
  const command = valueAt(keys, "command");
  const before = options.runtime === "docker" ? textsAt(keys, "entrypoint").slice(1) : [];
  return command?.kind === "list" || before.length > 0 ? nixList([...before, ...textsAt(command)], "line") : void 0;
}
function entrypointWords({ keys }, conversion) {
  const entrypoint = valueAt(keys, "entrypoint");
  if (entrypoint?.kind !== "list") return [];
  const words = textsAt(entrypoint);
  return [`--entrypoint=${conversion.options.runtime === "podman" ? jsonWords(words, conversion) : words[0] ?? ""}`];
}
function containerWords(service, conversion) {
  const { keys } = service;
  const { runtime } = conversion.options;
  const ipc = textAt(keys, "ipc");
  const ours3 = conversion.isFull ? fullWords(service, conversion) : [];
  return [
    ...plainWords(keys, { runtime, isFull: conversion.isFull }),
    ...networkWords(service, conversion),
    ...hostWords(keys),
    ...healthWords(keys, conversion),
    ...deployWords(keys, conversion),
    ...deviceWords(keys, conversion),
    ...ulimitWords(keys),
    ...logWords(keys, conversion),
    ...entrypointWords(service, conversion),
    ...ipc === void 0 ? [] : [`--ipc=${namespaceOf(ipc, conversion)}`],
    ...ours3
  ];
}
function fullWords(service, conversion) {
  const { keys } = service;
  const pid = textAt(keys, "pid");
  return [
    ...pid === void 0 ? [] : [`--pid=${namespaceOf(pid, conversion)}`],
    ...allGpuWords(keys, conversion),
    ...blkioWords(keys),
    ...fileMountWords(service, conversion),
    ...linkWords(service, conversion),
    ...stopWords(keys),
    ...terminalWords(keys, conversion),
    ...volumesFromWords(service, conversion)
  ];
}
function linkWords({ keys }, conversion) {
  if (conversion.options.runtime !== "docker") return [];
  return textsAt(keys, "links").map((link2) => {
    const [service = "", alias = service] = link2.split(":");
    return `--link=${containerOf(service, conversion) ?? service}:${alias}`;
  });
}
function stopWords(keys) {
  const period = stopSeconds(keys);
  return period === void 0 ? [] : [`--stop-timeout=${period}`];
}
function stopSeconds(keys) {
  const period = textAt(keys, "stop_grace_period");
  return period === void 0 ? void 0 : secondsOf(period);
}
function terminalWords(keys, { options }) {
  const isOpen = textAt(keys, "stdin_open") === "true";
  const tty = textAt(keys, "tty") === "true" ? ["--tty"] : [];
  if (!isOpen) return tty;
  return [...tty, "--interactive", ...options.runtime === "docker" ? ["--attach=stdout", "--attach=stderr"] : []];
}
function volumesFromWords({ keys }, conversion) {
  return textsAt(keys, "volumes_from").map((from) => {
    const parts = from.startsWith("container:") ? from.slice("container:".length).split(":") : from.split(":");
    const [source = "", mode] = parts;
    const name = from.startsWith("container:") ? source : containerOf(source, conversion) ?? source;
    return `--volumes-from=${mode === void 0 ? name : `${name}:${mode}`}`;
  });
}
function hasContainer({ keys }) {
  return entriesAt(keys).some(([key]) => key === "image" || key === "build");
}

// src/convert/hooks.ts
var START_BOUND = 60;
function hookScripts({ keys, name, conversion }) {
  if (!conversion.isFull) return {};
  const { runtime } = conversion.options;
  const [started, stopped] = ["post_start", "pre_stop"].map((key) => itemsAt(keys, key).map((hook) => execLine(hook, { runtime, name })));
  const postStart = started === void 0 || started.length === 0 ? {} : { postStart: lines([waitLine({ runtime, name }), ...started]) };
  const preStop = stopped === void 0 || stopped.length === 0 ? {} : { preStop: nixApply(nixReference("lib", "mkBefore"), lines(stopped.map((line) => `${line} || true`))) };
  return { ...postStart, ...preStop };
}
function lines(written) {
  return { kind: "lines", value: `${written.join("\n")}
` };
}
function waitLine({ runtime, name }) {
  const inspect = quoteShellWords([runtime, "inspect", "--format={{.State.Running}}", name]);
  return `for _ in $(seq ${START_BOUND}); do [ "$(${inspect} 2>/dev/null)" = true ] && break; sleep 1; done`;
}
function execLine(hook, { runtime, name }) {
  const [user, folder] = [textAt(hook, "user"), textAt(hook, "working_dir")];
  const options = [
    ...user === void 0 ? [] : [`--user=${user}`],
    ...folder === void 0 ? [] : [`--workdir=${folder}`],
    ...isTrueAt(hook, "privileged") ? ["--privileged"] : [],
    ...textEntriesAt(hook, "environment").map(([key, text]) => `--env=${key}=${text}`)
  ];
  return quoteShellWords([runtime, "exec", ...options, name, ...textsAt(hook, "command")]);
}

// src/convert/restart-policy.ts
var BACKOFF = { RestartSec: nixString("100ms"), RestartSteps: nixInteger(9), RestartMaxDelaySec: nixString("1m") };
var CONDITIONS2 = { none: "no", no: "no", "on-failure": "on-failure", any: "always", always: "always", "unless-stopped": "always" };
function restartSettings(keys, runtime) {
  const [condition = "no", count2] = (textAt(keys, "restart") ?? "no").split(":");
  const policy = valueAt(keys, "deploy", "restart_policy");
  const wanted = policy === void 0 ? condition : textAt(policy, "condition") ?? "any";
  const isEndless = ["always", "unless-stopped"].includes(condition) || condition === "on-failure" && count2 === void 0 || policy !== void 0 && CONDITIONS2[wanted] === "always";
  const attempts = count2 === void 0 ? void 0 : Number(count2);
  const limits = policy === void 0 ? { burst: attempts, window: void 0 } : { burst: numberAt(policy, "max_attempts") ?? attempts, window: textAt(policy, "window") };
  return {
    service: { Restart: nixString(CONDITIONS2[wanted] ?? "no"), ...policy === void 0 ? {} : pauseOf(textAt(policy, "delay")), ...isEndless && runtime === "docker" ? BACKOFF : {} },
    unit: intervalOf(limits),
    burst: limits.burst
  };
}
function pauseOf(delay) {
  return { RestartSec: delay === void 0 ? nixInteger(0) : nixString(delay) };
}
function intervalOf({ burst, window }) {
  if (window !== void 0) return { StartLimitIntervalSec: nixInteger(Math.trunc((parseDuration(window) ?? 0) / 1e9)) };
  return burst === void 0 ? {} : { StartLimitIntervalSec: nixString("infinity") };
}

// src/convert/container-unit.ts
function override(value) {
  return nixApply(nixReference("lib", "mkOverride"), nixInteger(90), value);
}
function overrideAll(values) {
  const sorted = Object.entries(values).toSorted(([left], [right]) => compareTexts(left, right));
  return Object.fromEntries(sorted.map(([key, value]) => [key, override(value)]));
}
function containerUnit(request) {
  const { service, name, conversion } = request;
  const labels = labelSettings(service.keys);
  const restart = restartSettings(service.keys, conversion.options.runtime);
  const units = dependencyUnits({ service, name }, conversion).map((unit) => `${unit}.service`);
  const target = (labels.autoStart ?? conversion.options.config.auto_start) && conversion.options.config.create_root_target ? [`${rootTarget(conversion)}.target`] : [];
  return nixAttributes({
    serviceConfig: nixAttributes(overrideAll({ ...restart.service, ...stopTimeout2(request), ...isAwaitedToEnd(service, conversion) ? { RemainAfterExit: nixBoolean(true) } : {}, ...labels.service })),
    startLimitBurst: restart.burst === void 0 ? void 0 : nixInteger(restart.burst),
    unitConfig: unitConfig(request, { labels, limits: restart.unit }),
    ...hookScripts({ keys: service.keys, name, conversion }),
    ...relations({ ...conditions(request, units), partOf: target, wantedBy: target, upheldBy: upholders(request, units) }, labels)
  });
}
function conditions({ service, conversion }, units) {
  const optional2 = optionalDependencies(service, conversion);
  const waits = waitsOf(service, conversion).map((wait) => ({ unit: `${waitUnit(wait, conversion)}.service`, isOptional: optional2.has(wait.service.name) }));
  const wanted = [...optionalContainers(service, conversion).map((name) => `${conversion.options.runtime}-${name}.service`), ...waits.filter(({ isOptional }) => isOptional).map(({ unit }) => unit)];
  const required = [...units, ...waits.filter(({ isOptional }) => !isOptional).map(({ unit }) => unit)];
  return { after: [...required, ...wanted], requires: required, wants: wanted };
}
function upholders({ service, conversion }, units) {
  if (!conversion.options.config.use_upheld_by) return [];
  return [...dependencyContainers(service, conversion).map((other) => `${conversion.options.runtime}-${other}.service`), ...units];
}
function unitConfig({ service, name, conversion }, { labels, limits }) {
  const bound = conversion.options.config.check_systemd_mounts ? boundPaths(service.keys).map(escapeSystemdPath) : [];
  const paths = [...bound, ...labels.mounts];
  return nixAttributes({
    Description: nixString(`Container ${name} generated by ${conversion.options.dialect}.`),
    ...paths.length === 0 ? {} : { RequiresMountsFor: nixList(paths, "block") },
    ...overrideAll({ ...limits, ...labels.unit })
  });
}
var SYSTEMD_STOP_TIMEOUT = 90;
var STOP_MARGIN = 10;
function stopTimeout2({ service, conversion }) {
  const written = secondsOf(conversion.options.config.default_stop_timeout ?? "0s");
  const configured = written === SYSTEMD_STOP_TIMEOUT ? void 0 : written;
  const period = conversion.isFull ? stopSeconds(service.keys) : void 0;
  const seconds = period === void 0 ? configured : Math.max(period + STOP_MARGIN, configured ?? 0);
  return seconds === void 0 ? {} : { TimeoutStopSec: nixInteger(seconds) };
}
function relations(own, labels) {
  const names = [.../* @__PURE__ */ new Set([...Object.keys(own), ...Object.keys(labels.relations)])];
  return Object.fromEntries(
    names.map((name) => {
      const units = [.../* @__PURE__ */ new Set([...own[name] ?? [], ...labels.relations[name] ?? []])];
      return [name, units.length === 0 ? void 0 : nixList(units, "block")];
    })
  );
}

// src/convert/resource-units.ts
import { posix as posix5 } from "node:path";
function targetRelations(conversion) {
  if (!conversion.options.config.create_root_target) return {};
  const target = nixList([`${rootTarget(conversion)}.target`], "line");
  return { partOf: target, wantedBy: target };
}
function packageOf({ options }) {
  return nixReference("pkgs", options.runtime);
}
function description(text, { options }) {
  return nixAttributes({ Description: nixString(`${text} generated by ${options.dialect}.`) });
}
function networkUnit({ name, resource, conversion }) {
  const { runtime } = conversion.options;
  return nixAttributes({
    path: nixList([packageOf(conversion)], "line"),
    serviceConfig: nixAttributes({
      Type: nixString("oneshot"),
      RemainAfterExit: nixBoolean(true),
      ExecStop: nixString([runtime, "network", "rm", "-f", name].map(quoteSystemdWord).join(" "))
    }),
    unitConfig: description(`Network ${name}`, conversion),
    script: { kind: "lines", value: createScript({ kind: "network", name, conversion, options: networkOptions(resource, conversion) }) },
    ...targetRelations(conversion)
  });
}
function createScript({ kind, name, conversion, options }) {
  const { runtime } = conversion.options;
  const create = [quoteShellWords([runtime, kind, "create", name]), ...options].join(" ");
  return `${quoteShellWords([runtime, kind, "inspect", name])} || ${create}
`;
}
var ONE_WORD = /^[\w@%+:,./=-]+(?:="[\w .-]+")?$/;
function scriptWord(word) {
  return ONE_WORD.test(word) ? word : quoteShellWord(word);
}
function networkOptions(network, conversion) {
  const { isFull, options } = conversion;
  const driver = textAt(network, "driver");
  const ipamDriver = textAt(network, "ipam", "driver");
  const isDocker = options.runtime === "docker";
  const words = [
    ...driver === void 0 ? [] : [`--driver=${driver}`],
    ...textEntriesAt(network, "driver_opts").map(([key, text]) => `--opt=${key}=${text}`),
    ...ipamDriver === void 0 || ipamDriver === "default" ? [] : [`--ipam-driver=${ipamDriver}`],
    ...isFull && isDocker ? textEntriesAt(network, "ipam", "options").map(([key, text]) => `--ipam-opt=${key}=${text}`) : []
  ];
  const pools = itemsAt(network, "ipam", "config").flatMap((pool) => [
    ...["subnet", "ip_range", "gateway"].flatMap((key) => poolOption(key, textAt(pool, key))),
    ...isDocker ? textEntriesAt(pool, "aux_addresses").map(([host, address]) => `--aux-address=${quoteInDouble(`${host}=${address}`)}`) : []
  ]);
  const flags = [
    ...isTrueAt(network, "internal") ? ["--internal"] : [],
    ...isFull && isDocker && isTrueAt(network, "attachable") ? ["--attachable"] : [],
    ...isFull && isDocker && textAt(network, "enable_ipv4") === "false" ? ["--ipv4=false"] : [],
    ...isTrueAt(network, "enable_ipv6") ? ["--ipv6"] : [],
    ...textEntriesAt(network, "labels").map(([key, text]) => `--label=${key}=${text}`)
  ];
  return [...words.map(scriptWord), ...pools, ...flags.map(scriptWord)];
}
function poolOption(key, value) {
  return value === void 0 ? [] : [quoteShellWord(`--${key.replace("_", "-")}=${value}`)];
}
function quoteInDouble(word) {
  return /^[\w.:=/-]+$/.test(word) ? `"${word}"` : quoteShellWord(word);
}
function volumeUnit({ name, resource, conversion }) {
  const { runtime, config } = conversion.options;
  const driver = textAt(resource, "driver");
  const options = [
    ...driver === void 0 ? [] : [`--driver=${driver}`],
    ...textEntriesAt(resource, "driver_opts").map(([key, text]) => `--opt=${key}=${text}`),
    ...textEntriesAt(resource, "labels").map(([key, text]) => `--label=${key}=${text}`)
  ];
  return nixAttributes({
    path: nixList([packageOf(conversion)], "line"),
    serviceConfig: nixAttributes({
      Type: nixString("oneshot"),
      RemainAfterExit: nixBoolean(true),
      ...config.remove_volumes ? { ExecStop: nixString([runtime, "volume", "rm", "-f", name].map(quoteSystemdWord).join(" ")) } : {}
    }),
    unitConfig: volumeUnitConfig({ name, resource, conversion }),
    script: { kind: "lines", value: createScript({ kind: "volume", name, conversion, options: options.map(scriptWord) }) },
    ...targetRelations(conversion)
  });
}
function volumeUnitConfig({ name, resource, conversion }) {
  const device = textAt(resource, "driver_opts", "device") ?? "";
  const isBound = posix5.isAbsolute(device) && conversion.options.config.check_systemd_mounts;
  return nixAttributes({
    Description: nixString(`Volume ${name} generated by ${conversion.options.dialect}.`),
    RequiresMountsFor: isBound ? nixList([escapeSystemdPath(device)]) : void 0
  });
}
function rootUnit(conversion) {
  const { auto_start: isAutomatic } = conversion.options.config;
  return nixAttributes({
    unitConfig: description("Root target", conversion),
    wantedBy: isAutomatic ? nixList(["multi-user.target"]) : void 0
  });
}

// src/convert/file-units.ts
function fileUnitBindings(conversion) {
  if (!conversion.isFull) return [];
  const written = [...conversion.services.values()].flatMap((user) => fileMounts(user, conversion).flatMap(({ mount }) => mount.kind === "written" ? [{ user, mount }] : []));
  return [...Map.groupBy(written, ({ mount }) => mount.unit)].flatMap(([unit, same]) => {
    const users = same.map(({ user }) => user);
    return same.slice(0, 1).map(({ mount }) => underProfiles(nixBinding(["systemd", "services", nixString(unit)], unitValue(mount, conversion)), { users, conversion }));
  });
}
function unitValue({ unit, variable }, conversion) {
  return nixAttributes({
    serviceConfig: nixAttributes({
      Type: nixString("oneshot"),
      RemainAfterExit: nixBoolean(true),
      EnvironmentFile: nixList(projectEnvironmentFiles(conversion).map((path) => path.replaceAll("%", "%%"))),
      RuntimeDirectory: nixString(`stowplan/${unit}`),
      RuntimeDirectoryMode: nixString("0700")
    }),
    unitConfig: description(`File with the variable ${variable}`, conversion),
    script: { kind: "lines", value: `printf %s "\${${variable}?is in no environment file}" > "$RUNTIME_DIRECTORY/content"
chmod 0444 "$RUNTIME_DIRECTORY/content"
` },
    ...targetRelations(conversion)
  });
}

// src/convert/build-unit.ts
import { posix as posix6 } from "node:path";
function buildUnit({ service, name, conversion }) {
  const isAutomatic = conversion.options.config.build;
  return nixAttributes({
    path: nixList([packageOf(conversion), nixReference("pkgs", "git")], "line"),
    serviceConfig: nixAttributes({
      Type: nixString("oneshot"),
      ...isAutomatic ? { RemainAfterExit: nixBoolean(true) } : {},
      TimeoutSec: nixInteger(300)
    }),
    unitConfig: description(`Build for ${name}`, conversion),
    script: { kind: "lines", value: buildScript({ service, name, conversion }) },
    ...isAutomatic ? targetRelations(conversion) : {}
  });
}
function buildScript({ service, name, conversion }) {
  const build = valueAt(service.keys, "build");
  const context = textAt(build, "context") ?? ".";
  const isLocal = posix6.isAbsolute(context) || context.startsWith(".");
  const dockerfile = textAt(build, "dockerfile");
  const inline = conversion.isFull ? textAt(build, "dockerfile_inline") : void 0;
  const words = [
    conversion.options.runtime,
    "build",
    "-t",
    builtImage({ service, name }),
    // Tags are references of their own; compose2nix appends them to the image's.
    ...textsAt(build, "tags").flatMap((tag) => ["-t", conversion.isFull ? tag : `${builtImage({ service, name })}:${tag}`]),
    ...textEntriesAt(build, "args").flatMap(([key, text]) => ["--build-arg", `${key}=${text}`]),
    ...conversion.isFull ? buildWords(build, conversion) : [],
    ...inline !== void 0 ? ["-f", "-"] : dockerfile === void 0 || dockerfile === "Dockerfile" ? [] : ["-f", dockerfile],
    isLocal ? "." : context
  ];
  const input = inline === void 0 ? "" : `printf %s ${quoteShellWord(inline)} | `;
  return `${isLocal ? `cd ${quoteShellWord(context)}
` : ""}${input}${quoteShellWords(words)}
`;
}

// src/convert/convert-project.ts
function convertProject(project, options) {
  const conversion = conversionOf(project, options);
  const bindings = moduleBindings(conversion);
  const findings = [...patternFinding(project, options), ...lostKeys(conversion)];
  const unwritable = bindings.find((binding) => !isWritable(binding));
  if (unwritable !== void 0) return { text: "", bindings: [], findings: [...findings, unwritableFinding(project, unwritable)] };
  const module = { kind: "function", parameters: ["pkgs", "lib", "config"], body: moduleBody(bindings, conversion) };
  return { text: `${writeHeader(project.files, options)}${printNix(module)}
`, bindings, findings };
}
function patternFinding(project, { config }) {
  const { service_include: pattern } = config;
  if (pattern === void 0 || compilePattern(pattern) !== void 0) return [];
  return [{ code: "config-invalid", severity: "error", subject: `project ${project.name}`, message: "`service_include` is no regular expression, so no service is converted.", hint: "Correct the expression." }];
}
function moduleBody(bindings, conversion) {
  const profiles = profileOptions(conversion);
  const config = { kind: "attributes", bindings };
  if (!conversion.options.config.enable_option) {
    return profiles.length === 0 ? config : { kind: "attributes", bindings: [...profiles, nixBinding(["config"], config)] };
  }
  const path = optionPath(conversion);
  const enable = nixApply(nixReference("lib", "mkEnableOption"), nixString(`Enable ${conversion.project.name}`));
  const condition = nixReference("config", ...path, "enable");
  const whole = nixApply(nixReference("lib", "mkIf"), condition, config);
  return { kind: "attributes", bindings: [nixBinding(["options", ...path, "enable"], enable), ...profiles, nixBinding(["config"], whole)] };
}
function moduleBindings(conversion) {
  const services = [...conversion.services.values()];
  const containers = services.filter(hasContainer).flatMap((service) => containerNames(service, conversion).flatMap((name) => containerBindings({ service, name, conversion })));
  const users = resourceUsers(conversion);
  const networks = [...conversion.networks].map(([key, name]) => resourceBinding("network", { key, name, users: users.networks.get(key) ?? [], conversion }));
  const volumes = [...conversion.volumes].map(([key, name]) => resourceBinding("volume", { key, name, users: users.volumes.get(key) ?? [], conversion }));
  const builds2 = services.filter(({ keys }) => valueAt(keys, "build") !== void 0).map((service) => buildBinding(service, conversion));
  const root = conversion.options.config.create_root_target ? [nixBinding(["systemd", "targets", nixString(rootTarget(conversion))], rootUnit(conversion))] : [];
  return [
    ...headed("Runtime", conversion.options.config.write_nix_setup ? setupBindings(conversion) : []),
    ...headed("Containers", containers),
    ...headed("Conditions of dependencies", waitBindings(conversion)),
    ...headed("Secrets and configs", fileUnitBindings(conversion)),
    ...headed("Networks", networks),
    ...headed("Volumes", volumes),
    ...headed("Builds", builds2),
    ...headed("Starts and stops the whole project", root)
  ];
}
function headed(comment, bindings) {
  return bindings.map((binding, index) => index === 0 ? { ...binding, comment } : binding);
}
function containerBindings({ service, name, conversion }) {
  const bindings = [
    nixBinding(["virtualisation", "oci-containers", "containers", nixString(name)], containerValue({ service, name, conversion })),
    nixBinding(["systemd", "services", nixString(`${conversion.options.runtime}-${name}`)], containerUnit({ service, name, conversion }))
  ];
  return bindings.map((binding) => underProfiles(binding, { users: [service], conversion }));
}
function resourceBinding(kind, { key, name, users, conversion }) {
  const resource = conversion.project.resources[`${kind}s`].get(key);
  const unit = kind === "network" ? networkUnit : volumeUnit;
  const binding = nixBinding(["systemd", "services", nixString(unitOf(kind, { name, conversion }))], resource === void 0 ? nixAttributes({}) : unit({ name, resource, conversion }));
  return underProfiles(binding, { users, conversion });
}
function buildBinding(service, conversion) {
  const name = containerNames(service, conversion)[0] ?? service.name;
  const binding = nixBinding(["systemd", "services", nixString(unitOf("build", { name, conversion }))], buildUnit({ service, name, conversion }));
  return underProfiles(binding, { users: [service], conversion });
}
function setupBindings(conversion) {
  const { runtime } = conversion.options;
  const backend = nixBinding(["virtualisation", "oci-containers", "backend"], nixString(runtime));
  const enabled = nixBoolean(true);
  const common2 = [nixBinding(["enable"], enabled), nixBinding(["autoPrune", "enable"], enabled)];
  if (runtime === "docker") return [nixBinding(["virtualisation", "docker"], { kind: "attributes", bindings: common2 }), backend];
  const needsSocket = [...conversion.services.values()].some(({ keys }) => bindsDockerSocket(keys));
  const podman = [...common2, nixBinding(["dockerCompat"], enabled), ...needsSocket ? [nixBinding(["dockerSocket", "enable"], enabled)] : []];
  return [nixBinding(["virtualisation", "podman"], { kind: "attributes", bindings: podman }), nameServiceBinding(), backend];
}
function nameServiceBinding() {
  const pattern = { kind: "if", condition: nixReference("config", "networking", "nftables", "enable"), then: nixString("podman*"), else: nixString("podman+") };
  return nixBinding(["networking", "firewall", "interfaces", pattern, "allowedUDPPorts"], nixList([nixInteger(53)], "line"));
}
function isWritable({ path, value }) {
  return path.every((name) => typeof name === "string" ? isNixText(name) : isWritableValue(name)) && isWritableValue(value);
}
function isWritableValue(value) {
  switch (value.kind) {
    case "string":
    case "lines":
      return isNixText(value.value);
    case "list":
      return value.items.every(isWritableValue);
    case "attributes":
      return value.bindings.every(isWritable);
    case "apply":
      return value.operands.every(isWritableValue);
    case "reference":
      return value.names.every(isNixText);
    case "integer":
      return Number.isSafeInteger(value.value);
    case "boolean":
    case "null":
    case "if":
    case "function":
      return true;
  }
}
function unwritableFinding(project, { path }) {
  const names = path.flatMap((part) => typeof part === "string" ? part : part.kind === "string" ? part.value : []);
  const name = names.findLast(isNixText) ?? "";
  return { code: "convert-failed", severity: "error", subject: `project ${project.name}`, message: `A value of \`${name}\` has a NUL character, half of a surrogate pair or a number without bounds, which Nix cannot hold.`, hint: "Correct the value in the Compose file." };
}

// src/convert/make-module.ts
function makeOwn(project, options) {
  const { text, bindings } = convertProject(project, options);
  return { text, facts: factsOf(bindings) };
}
function ownMaker() {
  return { program: "stowplan", make: (project, options) => Promise.resolve(makeOwn(project, options)), findings: () => [] };
}
function foreignMaker({ pair, trees, program }) {
  const findings = /* @__PURE__ */ new Map();
  async function make(project, options) {
    if (!project.isValid) return { ...makeOwn(project, options), standsIn: true };
    const tree = project === pair.base ? trees.base : trees.head;
    const run = program === void 0 ? void 0 : await runOn({ project, options, inputs: pair.source.inputs, tree }, program);
    if (run?.kind === "module") return { text: run.text, facts: (await readModule(run.text))?.facts ?? /* @__PURE__ */ new Map() };
    const finding2 = converterFinding(project, run);
    findings.set(`${finding2.code} ${finding2.message}`, finding2);
    return { ...makeOwn(project, options), standsIn: true };
  }
  return { program: "compose2nix", make, findings: () => [...findings.values()] };
}
async function runOn({ project, options, inputs, tree }, program) {
  const texts2 = await Promise.all(project.files.map(async ({ path }) => [path, await tree.read(path)]));
  const files = new Map(texts2.flatMap(([path, text]) => text === void 0 ? [] : [[path, text]]));
  const args = compose2nixArguments({ inputs, folder: project.folder, name: project.name, root: project.root }, options);
  return program.convert({ files, folder: project.folder, args, environment: options.config.environment });
}
var STAND_IN = "stowplan's own conversion is compared instead.";
var HOW_TO_GET_IT = "Install compose2nix (in nixpkgs; `nix profile install nixpkgs#compose2nix`) where stowplan runs, or let stowplan convert.";
function tellRun(run) {
  if (run === void 0) return { code: "converter-not-run", message: "compose2nix reads any file of the machine that a Compose file names, so it is not run for a stranger's files, nor by the bot.", hint: "" };
  if (run.kind === "missing") return { code: "converter-not-run", message: "compose2nix is configured as the converter, but there is none on the PATH.", hint: HOW_TO_GET_IT };
  return { code: "converter-failed", message: `compose2nix did not convert the project (${run.message.slice(0, 2e3)}).`, hint: "Correct what it complains about." };
}
function converterFinding(project, run) {
  const told = tellRun(run);
  return { ...told, severity: "warning", subject: `project ${project.name}`, message: `${told.message} ${STAND_IN}` };
}

// src/convert/format-module.ts
async function formatModule({ project, text }, formatter) {
  const run = formatter === void 0 ? { kind: "missing" } : await formatter.format(text);
  if (run.kind === "module") return { value: run.text, findings: [] };
  return { value: text, findings: [notRun(project, run.kind === "missing" ? "`auto_format` is on, but there is no nixfmt on the PATH" : `nixfmt failed (${run.message.slice(0, 2e3)})`)] };
}
function notRun(project, why) {
  return {
    code: "formatter-not-run",
    severity: "warning",
    subject: `project ${project}`,
    message: `${why}, so the module keeps stowplan's own layout.`,
    hint: "Install nixfmt (in nixpkgs; `nix profile install nixpkgs#nixfmt-rfc-style`) where stowplan runs, or turn `auto_format` off."
  };
}

// src/convert/modules-to-write.ts
async function modulesToWrite(planned, { convert, formatter }) {
  const formatted = await Promise.all(
    planned.map(async ({ plan, isFormatted }) => {
      const drift = writableDrift(plan.drift, convert);
      if (drift.module === void 0 || !isFormatted) return { value: { ...plan, drift }, findings: [] };
      const { value: value2, findings: findings2 } = await formatDrift({ project: plan.name, drift, module: drift.module }, formatter);
      return { value: { ...plan, drift: value2 }, findings: findings2 };
    })
  );
  const { value, findings } = keepWithin(formatted.map((one) => one.value));
  return { value, findings: [...formatted.flatMap((one) => one.findings), ...findings] };
}
function writableDrift(drift, convert) {
  const { module, ...shown2 } = drift;
  const mayReplace = drift.status === "not-regenerated" || drift.status === "edited" && convert?.["overwrite-edits"] === true;
  const isWritten = module !== void 0 && convert !== void 0 && convert.write !== "off" && mayReplace;
  return isWritten ? drift : shown2;
}
async function formatDrift({ project, drift, module }, formatter) {
  const { value: text, findings } = await formatModule({ project, text: module.text }, formatter);
  const formatted = RegeneratedModule.safeParse({ ...module, text });
  return { value: formatted.success ? { ...drift, module: formatted.data } : drift, findings };
}
var MOST_MODULE_TEXT = 16e6;
function keepWithin(plans) {
  let room = MOST_MODULE_TEXT;
  const left = [];
  const value = plans.map((plan) => {
    const { module, ...shown2 } = plan.drift;
    room -= module?.text.length ?? 0;
    if (module === void 0 || room >= 0) return plan;
    left.push({ code: "plan-cut", severity: "warning", subject: `project ${plan.name}`, message: `The modules to be written have more than ${MOST_MODULE_TEXT} characters together, so this one is neither suggested nor committed.`, hint: "Convert the project yourself." });
    return { ...plan, drift: shown2 };
  });
  return { value, findings: left };
}

// src/convert/service-changes.ts
var TEXT_MAPS = { environment: "environment", labels: "label", sysctls: "sysctl", annotations: "annotation" };
var ITEM_NAMES = {
  cap_add: "capability",
  cap_drop: "dropped capability",
  configs: "config",
  depends_on: "dependency",
  devices: "device",
  env_file: "environment file",
  extra_hosts: "host",
  networks: "network",
  ports: "port",
  secrets: "secret",
  tmpfs: "tmpfs",
  volumes: "volume"
};
var LONGEST_VALUE = 120;
function serviceChanges(base, head) {
  const names = /* @__PURE__ */ new Set([...base?.services.keys() ?? [], ...head?.services.keys() ?? []]);
  return [...names].toSorted().flatMap((name) => {
    const [before, after] = [base?.services.get(name), head?.services.get(name)];
    if (before === void 0 && after !== void 0) return [{ service: name, change: "added", texts: [...introduction(after)] }];
    if (before !== void 0 && after === void 0) return [{ service: name, change: "removed", texts: [] }];
    if (before === void 0 || after === void 0) return [];
    const texts2 = changeTexts(before, after);
    return texts2.length === 0 ? [] : [{ service: name, change: "changed", texts: texts2.slice(0, 1e3).map((text) => text.slice(0, 4e3)) }];
  });
}
function introduction({ keys }) {
  const image = textAt(keys, "image");
  return image === void 0 ? [] : [`image ${cut(image)}`];
}
function changeTexts(before, after) {
  const keys = /* @__PURE__ */ new Set([...before.keys.entries.keys(), ...after.keys.entries.keys()]);
  const ordered = [...keys].toSorted((left, right) => Number(right === "image") - Number(left === "image") || compareTexts(left, right));
  return ordered.flatMap((key) => {
    const [old, fresh] = [before.keys.entries.get(key)?.value, after.keys.entries.get(key)?.value];
    return old !== void 0 && fresh !== void 0 && isSameValue(old, fresh) ? [] : keyTexts(key, { old, fresh });
  });
}
function keyTexts(key, pair) {
  if (key === "image") return [imageText(textAt(pair.old) ?? "", textAt(pair.fresh) ?? "")];
  const name = TEXT_MAPS[key];
  if (name !== void 0) return textMapTexts(name, pair);
  const item = ITEM_NAMES[key];
  if (item !== void 0) return itemTexts(item, pair);
  return [changeText(key, { old: shown(key, pair.old), fresh: shown(key, pair.fresh) })];
}
function imageText(old, fresh) {
  const [before, after] = [splitImage(old), splitImage(fresh)];
  const isSame2 = before.name === after.name && before.version !== "" && after.version !== "";
  return isSame2 ? `image ${cut(before.version)} → ${cut(after.version)}` : changeText("image", { old: cut(old), fresh: cut(fresh) });
}
function splitImage(image) {
  const { name, tag, digest } = splitReference(image);
  return { name, version: [tag, digest].filter((part) => part !== void 0).join("@") };
}
function changeText(name, { old, fresh }) {
  if (old === "") return `${name} added: ${fresh}`;
  return fresh === "" ? `${name} removed` : `${name} ${old} → ${fresh}`;
}
function textMapTexts(name, { old, fresh }) {
  const [before, after] = [new Map(textEntriesAt(old)), new Map(textEntriesAt(fresh))];
  return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    if (from === to) return [];
    if (to === void 0) return [`${name} ${key} removed`];
    const isHidden = isSecret(key, to) || from !== void 0 && isSecret(key, from);
    if (isHidden) return [`${name} ${key} ${from === void 0 ? "added" : "changed"}`];
    return [from === void 0 ? `${name} ${key} added: ${cut(to)}` : `${name} ${key} ${cut(from)} → ${cut(to)}`];
  });
}
function itemTexts(name, { old, fresh }) {
  const [before, after] = [itemsOf(old), itemsOf(fresh)];
  const removed = before.filter((item) => !after.includes(item)).map((item) => `${name} ${item} removed`);
  const added = after.filter((item) => !before.includes(item)).map((item) => `${name} ${item} added`);
  return [...removed, ...added];
}
function itemsOf(value) {
  if (value?.kind === "list") return value.items.map(itemText);
  return value?.kind === "map" ? entriesAt(value).map(([key, entry]) => entry.value.kind === "map" && entry.value.entries.size > 0 ? `${key} (${itemText(entry.value)})` : key) : [];
}
function itemText(item) {
  const target = textAt(item, "target");
  if (item.kind !== "map") return cut(textAt(item) ?? "");
  if (target === void 0) return cut(textAt(item, "path") ?? textEntriesAt(item).map(([key, text]) => `${key}: ${text}`).join(", "));
  const source = textAt(item, "published") ?? textAt(item, "source");
  const protocol = textAt(item, "protocol");
  const options = textAt(item, "read_only") === "true" ? ":ro" : "";
  return cut(`${[textAt(item, "host_ip"), source, target].filter((part) => part !== void 0).join(":")}${protocol === void 0 || protocol === "tcp" ? "" : `/${protocol}`}${options}`);
}
function shown(key, value) {
  if (value === void 0) return "";
  const plain2 = value.kind === "scalar" ? String(value.value ?? "") : plainText(value);
  return isSecret(key, plain2) ? "[hidden]" : cut(plain2);
}
function plainText(value) {
  if (value.kind === "list") return value.items.map(plainText).join(" ");
  if (value.kind === "scalar") return String(value.value ?? "");
  return entriesAt(value).map(([key, entry]) => `${key}: ${plainText(entry.value)}`).join(", ");
}
function cut(text) {
  return shorten(hideSecrets(text).replace(/\s+/g, " "), LONGEST_VALUE);
}

// src/convert/convert-projects.ts
async function convertProjects({ projects, base, head, convert, ports }) {
  const converter = convert?.converter === "compose2nix" ? { program: ports?.converter } : void 0;
  const planned = await Promise.all(projects.map((pair) => planProject(pair, { base, head, converter })));
  const plans = planned.map(({ value: value2 }, index) => ({ plan: value2, isFormatted: projects[index]?.source.options.auto_format === true }));
  const { value, findings } = await modulesToWrite(plans, { convert, formatter: ports?.formatter });
  return { value, findings: [...planned.flatMap((one) => one.findings), ...findings] };
}
async function planProject(pair, trees) {
  const { source } = pair;
  const module = source.output === void 0 ? void 0 : await trees.head.read(source.output);
  const earlier = source.output === void 0 ? void 0 : await trees.base.read(source.output);
  const runtime = source.options.runtime ?? inferRuntime(module ?? earlier ?? "") ?? "podman";
  const sides = await withModuleFolder(pair, { trees, module });
  const dialect = trees.converter === void 0 ? dialectOf(readHeader(module ?? earlier ?? "")) : "compose2nix";
  const options = { runtime, dialect, config: source.options };
  const maker = trees.converter === void 0 ? ownMaker() : foreignMaker({ pair: sides, trees, program: trees.converter.program });
  const drift = await driftOf({ pair: sides, runtime, module, maker });
  const plan = {
    name: (sides.head ?? sides.base)?.name ?? source.label,
    inputs: [...source.inputs],
    ...source.output === void 0 ? {} : { output: source.output },
    runtime,
    status: statusOf(sides),
    services: [...serviceChanges(sides.base, sides.head)],
    drift,
    diff: await modulesDiff(sides, { options, make: maker.make })
  };
  const lost2 = sides.head === void 0 ? [] : lostKeys(conversionOf(sides.head, options));
  return { value: plan, findings: strictFindings([...maker.findings(), ...lost2, ...driftFindings(plan)], source.options) };
}
function statusOf({ source, head }) {
  if (!source.existsIn.head) return "removed";
  return head === void 0 ? "failed" : "converted";
}
async function withModuleFolder(pair, { trees, module }) {
  const { source, head, base } = pair;
  const known = head ?? base;
  if (source.options.root_path !== void 0 || module === void 0 || known === void 0) return pair;
  const root = inferRoot(await committedFacts(module), known);
  if (root === void 0 || root === known.root) return pair;
  const moved2 = { ...source, options: { ...source.options, root_path: root } };
  const read2 = async (side, tree) => side === void 0 ? void 0 : (await readProject(moved2, tree)).value ?? side;
  const [before, after] = await Promise.all([read2(base, trees.base), read2(head, trees.head)]);
  return { source: moved2, isBroken: pair.isBroken, ...before === void 0 ? {} : { base: before }, ...after === void 0 ? {} : { head: after } };
}
async function driftOf({ pair, runtime, module, maker }) {
  const { source, head, base } = pair;
  if (head === void 0) return { status: "not-checked", text: "", diff: "" };
  if (module === void 0 || source.output === void 0) return { status: "no-module", text: "", diff: "" };
  if (!head.isValid) return { status: "not-checked", text: "The Compose files have errors.", diff: "" };
  return findDrift({ source, runtime, base, head, module: { path: source.output, text: module }, maker });
}
async function modulesDiff({ source, base, head }, { options, make }) {
  if (source.existsIn.head && head === void 0 || source.existsIn.base && base === void 0) return "";
  const name = source.output ?? "module.nix";
  const made = [base, head].map(async (side) => side === void 0 ? "" : withoutHeader((await make(side, options)).text));
  const [old = "", fresh = ""] = await Promise.all(made);
  return cutDiff(unifiedDiff({ ...hideModuleSecrets({ old, new: fresh }), oldName: name, newName: name }));
}
function withoutHeader(text) {
  return text.replace(/^(?:#.*\n)+/, "");
}
var DRIFT_FINDINGS = {
  "not-regenerated": { code: "drift-not-regenerated", message: "The module still says what the Compose file gave before.", hint: "Convert the project again and commit the module." },
  edited: { code: "drift-edited", message: "The module is not what the Compose file gives.", hint: "Make the change in the Compose file and convert it again, or keep the edit in a module of its own." },
  "other-options": { code: "drift-options", message: "The module was made with other options than those configured.", hint: "Convert the project again, or correct the configuration." },
  "no-module": { code: "module-missing", message: "The project has no generated module in the repository.", hint: "Convert it and commit the module, or name the module under `output`." }
};
function driftFindings({ name, drift, output, inputs, status }) {
  const told = DRIFT_FINDINGS[drift.status];
  const file = drift.status === "no-module" ? inputs[0] : output;
  if (told === void 0 || file === void 0 || status !== "converted") return [];
  const severity = drift.status === "no-module" ? "info" : "warning";
  const text = drift.text === "" ? told.message : `${told.message} ${drift.text}`;
  return [{ code: told.code, severity, subject: `project ${name}`, message: text, hint: told.hint, place: { file, line: 1 } }];
}

// src/convert/bind-sources.ts
function bindSources(project, options) {
  return [...conversionOf(project, options).services.values()].flatMap(
    ({ name, keys }) => itemsAt(keys, "volumes").flatMap((mount) => {
      const path = textAt(mount, "source");
      return textAt(mount, "type") === "bind" && path !== void 0 ? [{ service: name, path, place: mount.place }] : [];
    })
  );
}

// src/convert/remake-module.ts
async function read(source, tree) {
  const { value } = await readProject(source, tree);
  return value?.isValid === true ? value : void 0;
}
async function moduleRemaker({ source, module, tree }) {
  const [committed, project] = await Promise.all([readModule(module), read(source, tree)]);
  if (committed === void 0 || project === void 0) return void 0;
  const root = source.options.root_path ?? inferRoot(committed.facts, project);
  const own = root === void 0 ? source : { ...source, options: { ...source.options, root_path: root } };
  const placed = root === void 0 ? project : await read(own, tree);
  const common2 = { runtime: source.options.runtime ?? inferRuntime(module) ?? "podman", dialect: dialectOf(readHeader(module)) };
  const candidates2 = [source.options, own.options, inferOptions(committed, source.options), inferOptions(committed, own.options)].map((config) => ({ ...common2, config }));
  const options = candidates2.find((candidate) => placed !== void 0 && convertProject(placed, candidate).text === module);
  if (options === void 0) return void 0;
  return async (edited) => {
    const fresh = await read(own, edited);
    return fresh === void 0 ? void 0 : convertProject(fresh, options).text;
  };
}

// src/images/compose-images.ts
var PLATFORM = /^[a-z0-9]{1,32}(?:\/[a-z0-9_]{1,32}){1,2}$/;
function composeImages(project) {
  return [...project.services.values()].flatMap((service) => {
    const { name, keys } = service;
    const value = keys.entries.get("image")?.value;
    const platform = textAt(keys, "platform");
    if (value?.kind !== "scalar" || typeof value.value !== "string") return [];
    const { place, range, written } = value;
    return [
      {
        service: name,
        image: value.value,
        place,
        ...range === void 0 ? {} : { range },
        ...written === void 0 ? {} : { written },
        ...platform === void 0 || !PLATFORM.test(platform) ? {} : { platform },
        options: serviceState(service)
      }
    ];
  });
}

// src/images/platform.ts
var ARCHITECTURES = {
  x86_64: "amd64",
  aarch64: "arm64",
  armv7l: "arm/v7",
  armv6l: "arm/v6",
  armv5tel: "arm/v5",
  i686: "386",
  powerpc64le: "ppc64le",
  loongarch64: "loong64"
};
function platformOfSystem(system) {
  const cpu = system.replace(/-.*$/, "");
  return `linux/${ARCHITECTURES[cpu] ?? cpu}`;
}
function parsePlatform(text) {
  const [os = "linux", architecture = "amd64", variant] = text.split("/");
  return { os, architecture, ...variant === void 0 ? {} : { variant } };
}
function formatPlatform({ os, architecture, variant }) {
  return variant === void 0 || variant === "" ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}
function variantLevel({ architecture, variant }) {
  const level = Number(/^v(\d+)$/.exec(variant ?? "")?.[1] ?? Number.NaN);
  if (!Number.isNaN(level)) return level;
  return architecture === "arm" ? 7 : architecture === "arm64" ? 8 : 1;
}
function isPlatformFor(offered, wanted) {
  const isSame2 = offered.os === wanted.os && offered.architecture === wanted.architecture;
  return isSame2 && variantLevel(offered) <= variantLevel(wanted);
}
function choosePlatform(entries, wanted) {
  let best;
  for (const entry of entries) {
    if (entry.platform === void 0 || !isPlatformFor(entry.platform, wanted)) continue;
    const level = variantLevel(entry.platform);
    if (best === void 0 || level > best.level) best = { entry, level };
  }
  return best?.entry;
}

// src/images/changed-images.ts
var DEFAULT_PLATFORM = "linux/amd64";
function pairs(base, head) {
  const names = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])].toSorted();
  return names.map((name) => {
    const [old, next] = [base[name], head[name]];
    return { name, ...old === void 0 ? {} : { old }, ...next === void 0 ? {} : { new: next } };
  });
}
function imageKey(image) {
  return image === void 0 ? "" : `${image.reference} ${image.isLocal ? "built" : ""}`;
}
function imagesByContainer(state) {
  const images = state === void 0 ? [] : liveImages(state);
  return Object.fromEntries(images.map((image) => [JSON.stringify([image.container, image.scope, image.owner]), image]));
}
function changesOfHost(host) {
  if (host.status === "failed") return [];
  const platform = platformOfSystem(host.head?.system ?? host.base?.system ?? "x86_64-linux");
  return pairs(imagesByContainer(host.base), imagesByContainer(host.head)).filter((pair) => imageKey(pair.old) !== imageKey(pair.new)).map(({ old, new: fresh }) => ({
    platform,
    ...old === void 0 ? {} : { old: old.reference },
    ...fresh === void 0 ? {} : { new: fresh.reference },
    usedBy: [{ kind: "container", host: host.name, name: (fresh ?? old)?.container ?? "" }],
    containers: fresh === void 0 ? [] : [{ name: fresh.container, options: fresh.options }],
    isLocal: (fresh ?? old)?.isLocal === true
  }));
}
function imagesByService(project) {
  return Object.fromEntries((project === void 0 ? [] : composeImages(project)).map((image) => [image.service, image]));
}
function changesOfProject(project, hosts) {
  if (project.isBroken) return [];
  const name = project.head?.name ?? project.base?.name ?? project.source.label;
  return pairs(imagesByService(project.base), imagesByService(project.head)).filter((pair) => pair.old?.image !== pair.new?.image).map((pair) => ({
    platform: (pair.new ?? pair.old)?.platform ?? platformOfImages([pair.old?.image, pair.new?.image], hosts),
    ...pair.old === void 0 ? {} : { old: pair.old.image },
    ...pair.new === void 0 ? {} : { new: pair.new.image, place: pair.new.place },
    usedBy: [{ kind: "service", project: name, name: pair.name }],
    containers: pair.new === void 0 ? [] : [{ name: pair.name, options: pair.new.options }],
    isLocal: isLocalName(pair.new?.image ?? pair.old?.image ?? "")
  }));
}
function platformOfImages(images, hosts) {
  const states = hosts.flatMap(({ base, head }) => [base, head]).filter((state) => state !== void 0);
  const running = states.filter((state) => liveImages(state).some(({ reference }) => images.includes(reference)));
  const counts = /* @__PURE__ */ new Map();
  for (const { system } of running.length > 0 ? running : states) counts.set(system, (counts.get(system) ?? 0) + 1);
  const [commonest] = [...counts].toSorted(([, left], [, right]) => right - left);
  return commonest === void 0 ? DEFAULT_PLATFORM : platformOfSystem(commonest[0]);
}
function changedImages(hosts, projects) {
  const merged2 = /* @__PURE__ */ new Map();
  const all = [...hosts.flatMap(changesOfHost), ...projects.flatMap((project) => changesOfProject(project, hosts))];
  for (const change of all) {
    const key = JSON.stringify([change.platform, change.old, change.new, change.isLocal]);
    const known = merged2.get(key);
    const together = known && {
      ...known,
      usedBy: [...known.usedBy, ...change.usedBy],
      containers: [...known.containers, ...change.containers],
      ...known.place === void 0 && change.place !== void 0 ? { place: change.place } : {}
    };
    merged2.set(key, together ?? change);
  }
  return [...merged2.values()];
}

// src/images/image-findings.ts
var UNREAD = "What changes inside it is unknown.";
function ofMissing({ reference, side, place }, error) {
  const at = place === void 0 ? {} : { place };
  if (side === "new") return { code: "image-missing", severity: "error", subject: reference, message: error.message, hint: error.hint, ...at };
  const message = `${error.message} A rollback to the old configuration could not pull it.`;
  const hint = "Keep the old image at hand until the new one has proved itself, or push it to a registry of your own.";
  const isPinned = parseImageReference(reference)?.digest !== void 0;
  return { code: "image-missing", severity: isPinned ? "error" : "warning", subject: reference, message, hint };
}
function ofPlatform({ reference, platform, side, place }, platforms) {
  const offered = platforms.length === 0 ? "for no platform" : `only for ${platforms.slice(0, 12).join(", ")}`;
  return {
    code: "image-platform-missing",
    severity: side === "new" ? "error" : "warning",
    subject: reference,
    message: `The image is offered ${offered}, and not for ${platform}.`,
    hint: "Choose a tag or another image that is built for the host's platform.",
    ...place === void 0 ? {} : { place }
  };
}
function ofReference({ reference, side, place }) {
  return {
    code: "reference-invalid",
    severity: side === "new" ? "error" : "info",
    subject: reference,
    message: "This is not an image reference that Docker or Podman would take.",
    hint: "Write it as registry/name:tag in small letters, with @sha256:… for a digest.",
    ...place === void 0 ? {} : { place }
  };
}
function ofRegistry(failed, error) {
  const { code: code2, message, hint } = error;
  const text = `${message} ${UNREAD}`;
  if (code2 === "registry-missing") return ofMissing(failed, error);
  if (code2 === "registry-denied" || code2 === "registry-refused" || code2 === "registry-unreachable" || code2 === "registry-rate-limited") {
    return { code: code2, severity: "warning", subject: failed.reference, message: text, hint };
  }
  return { code: "image-unread", severity: "warning", subject: failed.reference, message: text, hint };
}
function ofImage(failed) {
  const { failure: failure2 } = failed;
  switch (failure2.kind) {
    case "invalid-reference":
      return ofReference(failed);
    case "no-platform":
      return ofPlatform(failed, failure2.platforms);
    case "no-image":
      return {
        code: "image-unread",
        severity: "warning",
        subject: failed.reference,
        message: `${failure2.message} ${UNREAD}`,
        hint: "Check that the reference names a container image and not a chart or another artifact."
      };
    case "registry":
      return ofRegistry(failed, failure2.error);
  }
}
function imageFindings(failures) {
  const groups = /* @__PURE__ */ new Map();
  for (const failed of failures) {
    const finding2 = ofImage(failed);
    const isShared = finding2.code === "registry-unreachable" || finding2.code === "registry-rate-limited" || finding2.code === "registry-refused";
    const key = isShared ? `${finding2.code} ${finding2.message}` : `${finding2.code} ${finding2.severity} ${finding2.subject}`;
    groups.set(key, [...groups.get(key) ?? [], finding2]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === void 0) return [];
    const subjects = [...new Set(group.map(({ subject }) => subject))];
    return subjects.length === 1 ? [first] : [{ ...first, subject: shorten(subjects.join(", "), 1024) }];
  });
}

// src/images/read-image.ts
function failure(reason) {
  return { kind: "failure", failure: reason };
}
function nameAtRegistry({ digest, tag }) {
  return digest ?? tag ?? "latest";
}
async function readManifest(reference, { registry, name }) {
  const { descriptor, body } = await registry.manifest(reference, name);
  return { digest: descriptor.digest, index: ImageIndex.safeParse(body).data, manifest: ImageManifest.safeParse(body).data };
}
function attestationsOf(index, digest) {
  const own = (index?.manifests ?? []).filter(
    ({ annotations }) => annotations["vnd.docker.reference.type"] === "attestation-manifest" && annotations["vnd.docker.reference.digest"] === digest
  );
  return own.map((entry) => entry.digest);
}
async function readFromRegistry(reference, { registry, platform }) {
  const wanted = parsePlatform(platform);
  const root = await readManifest(reference, { registry, name: nameAtRegistry(reference) });
  const offered = root.index?.manifests.flatMap((entry) => entry.platform === void 0 || entry.platform.os === "unknown" ? [] : [entry.platform]) ?? [];
  const chosen = root.index === void 0 ? void 0 : choosePlatform(root.index.manifests, wanted);
  if (root.index !== void 0 && chosen === void 0) return failure({ kind: "no-platform", platforms: offered.map(formatPlatform) });
  const { digest, manifest } = chosen === void 0 ? root : await readManifest(reference, { registry, name: chosen.digest });
  if (manifest === void 0 || !CONFIG_TYPES.has(manifest.config.mediaType)) {
    return failure({ kind: "no-image", message: "Its manifest is not that of a container image." });
  }
  const config = ImageConfig.safeParse(parseJson(Buffer.from(await registry.blob(reference, manifest.config.digest)).toString("utf8"))).data;
  if (config === void 0) return failure({ kind: "no-image", message: "Its configuration is not what the OCI image specification says." });
  const own = { os: config.os, architecture: config.architecture, ...typeof config.variant === "string" ? { variant: config.variant } : {} };
  if (root.index === void 0 && own.architecture !== "" && !isPlatformFor(own, wanted)) {
    return failure({ kind: "no-platform", platforms: [formatPlatform(own)] });
  }
  const platforms = root.index === void 0 ? [formatPlatform(own)] : offered.map(formatPlatform);
  const annotations = { ...root.index?.annotations, ...manifest.annotations };
  const { registry: name, path } = reference;
  const attestations = attestationsOf(root.index, digest);
  const contents = { layers: manifest.layers, config, annotations, attestations };
  return { kind: "image", image: { repository: { registry: name, path }, digest: root.digest, platformDigest: digest, platforms, ...contents } };
}
async function readImage({ reference, platform }, registry) {
  const parsed = parseImageReference(reference);
  if (parsed === void 0) return failure({ kind: "invalid-reference" });
  return readFromRegistry(parsed, { registry, platform }).catch(insteadOf(isRegistryError, (error) => failure({ kind: "registry", error })));
}

// src/images/trim-details.ts
var MOST_PACKAGES = 2e4;
var MOST_NOTES = 4e5;
function lengthOfNotes({ releases = [] }) {
  return releases.reduce((sum2, { notes }) => sum2 + notes.length, 0);
}
function withPackages(change, most) {
  const { packages } = change;
  if (packages === void 0 || packages.changes.length <= most) return change;
  const changes = packages.changes.slice(0, most);
  return { ...change, packages: { ...packages, changes, more: packages.more + packages.changes.length - changes.length } };
}
function trimDetails(changes) {
  let [packages, notes] = [MOST_PACKAGES, MOST_NOTES];
  return changes.map((change) => {
    const shown2 = withPackages(change, packages);
    packages -= shown2.packages?.changes.length ?? 0;
    const length = lengthOfNotes(change);
    const hasRoom = length <= notes;
    if (hasRoom) notes -= length;
    return hasRoom || shown2.releases === void 0 ? shown2 : { ...shown2, releases: shown2.releases.map((release2) => ({ ...release2, notes: "" })) };
  });
}

// src/images/compare-images.ts
var MAXIMUM_IMAGES = 500;
async function readSide(changed, { side, registry }) {
  const reference = changed[side];
  if (reference === void 0) return { failures: [] };
  const reading = await readImage({ reference, platform: changed.platform }, registry);
  if (reading.kind === "image") return { image: reading.image, failures: [] };
  const at = side === "new" && changed.place !== void 0 ? { place: changed.place } : {};
  return { failures: [{ reference, platform: changed.platform, side, failure: reading.failure, ...at }] };
}
function isSame({ old, new: next }) {
  return old !== void 0 && old.platformDigest === next?.platformDigest;
}
function changeOf(changed, images) {
  const { old, new: next } = images;
  return {
    platform: changed.platform,
    ...changed.old === void 0 ? {} : { old: summarizeImage(changed.old, old) },
    ...changed.new === void 0 ? {} : { new: summarizeImage(changed.new, next) },
    usedBy: changed.usedBy.slice(0, 5e3),
    differences: [],
    ...old === void 0 || next === void 0 ? {} : { download: downloadSize({ old, new: next }) },
    isSameContent: isSame(images)
  };
}
function pairOf({ containers }, images) {
  const { old, new: next } = images;
  return old === void 0 || next === void 0 || isSame(images) ? {} : { pair: { old, new: next, containers } };
}
function builtLocally(changed) {
  return {
    code: "image-builds-locally",
    severity: "info",
    subject: (changed.new ?? changed.old ?? "").slice(0, 1024),
    message: "This image is built or loaded on the host, so no registry can say what changes inside it.",
    hint: ""
  };
}
function leftOut(count2) {
  if (count2 <= 0) return [];
  const message = `${count2} changed images beyond the first ${MAXIMUM_IMAGES} are not compared.`;
  return [{ code: "plan-cut", severity: "warning", subject: "images", message, hint: "Split the pull request." }];
}
async function compareOne(changed, registry) {
  if (changed.isLocal) return { change: changeOf(changed, {}), failures: [], findings: [builtLocally(changed)] };
  if (changed.new === void 0) return { change: changeOf(changed, {}), failures: [], findings: [] };
  const [old, next] = await Promise.all([readSide(changed, { side: "old", registry }), readSide(changed, { side: "new", registry })]);
  const images = { ...old.image === void 0 ? {} : { old: old.image }, ...next.image === void 0 ? {} : { new: next.image } };
  return { change: changeOf(changed, images), ...pairOf(changed, images), failures: [...next.failures, ...old.failures], findings: [] };
}
async function describeAll(compared, { registry, ...parts }) {
  if (compared.every(({ pair }) => pair === void 0)) return compared.map(({ change }) => change);
  const { describeChange, openDescribeTools } = await import("./describe-change-5YT5IU45.js");
  const tools = openDescribeTools(registry, parts);
  const changes = [];
  for (const { change, pair } of compared) changes.push(pair === void 0 ? change : await describeChange(change, { pair, tools }));
  return trimDetails(changes);
}
async function compareReferences(pair, { registry, config, ports }) {
  const compared = await compareOne({ ...pair, usedBy: [], containers: [], isLocal: false }, registry);
  const [value = compared.change] = await describeAll([compared], { registry, settings: config.images, ports });
  return { value, findings: imageFindings(compared.failures) };
}
async function compareImages({ hosts, projects, registry, config, ports }) {
  const { log } = ports;
  const all = changedImages(hosts, projects);
  const changed = all.slice(0, MAXIMUM_IMAGES);
  if (changed.length === 0) return { value: [], findings: [] };
  log.progress({ subject: "images", state: "running", text: `comparing ${changed.length} at their registries` });
  const compared = await Promise.all(changed.map((one) => compareOne(one, registry)));
  const failures = compared.flatMap((one) => one.failures);
  const value = await describeAll(compared, { registry, settings: config.images, ports });
  log.progress({ subject: "images", state: "done", text: `${changed.length} compared${failures.length === 0 ? "" : `, ${failures.length} not read`}` });
  const findings = [...imageFindings(failures), ...compared.flatMap((one) => one.findings), ...leftOut(all.length - changed.length)];
  return { value, findings };
}

// src/images/pull-image/nix-hash.ts
var BASE32 = "0123456789abcdfghijklmnpqrsvwxyz";
var SIZE = 32;
var BASE32_LENGTH = 52;
function toBase32(bytes) {
  const digits = Array.from({ length: BASE32_LENGTH }, (_, index) => {
    const bit = (BASE32_LENGTH - 1 - index) * 5;
    const byte = Math.floor(bit / 8);
    const pair = (bytes[byte] ?? 0) | (bytes[byte + 1] ?? 0) << 8;
    return BASE32[pair >> bit % 8 & 31] ?? "";
  });
  return digits.join("");
}
function fromBase32(text) {
  const bytes = Buffer.alloc(SIZE + 1);
  for (let index = 0; index < BASE32_LENGTH; index += 1) {
    const bit = (BASE32_LENGTH - 1 - index) * 5;
    const value = BASE32.indexOf(text.charAt(index)) << bit % 8;
    const byte = Math.floor(bit / 8);
    bytes[byte] = (bytes[byte] ?? 0) | value & 255;
    if (byte < SIZE) bytes[byte + 1] = (bytes[byte + 1] ?? 0) | value >> 8;
  }
  return bytes.subarray(0, SIZE);
}
function formatHash(bytes, form) {
  if (form === "base32") return toBase32(bytes);
  if (form === "base16") return Buffer.from(bytes).toString("hex");
  return `sha256-${Buffer.from(bytes).toString("base64")}`;
}
function parseHash(text) {
  const bare = text.replace(/^sha256[:-]/, "");
  if (/^[0-9a-f]{64}$/i.test(bare)) return { bytes: Buffer.from(bare, "hex"), form: "base16" };
  if (/^[01][0-9a-df-np-sv-z]{51}$/.test(bare)) return { bytes: fromBase32(bare), form: "base32" };
  if (/^[A-Za-z0-9+/]{43}=$/.test(bare)) return { bytes: Buffer.from(bare, "base64"), form: "sri" };
  return void 0;
}

// src/images/pull-image/pull-image-hash.ts
import { createHash as createHash2 } from "node:crypto";

// src/images/pull-image/archive-hash.ts
import { createHash } from "node:crypto";

// src/images/pull-image/tar-header.ts
var BLOCK = 512;
var LARGEST_ENTRY = 8589934591;
function octal(value, width) {
  return `${value.toString(8).padStart(width - 1, "0")}\0`;
}
function tarHeader(entry) {
  const header = Buffer.alloc(BLOCK);
  const isFile = entry.kind === "file";
  header.write(entry.name, 0, 100, "latin1");
  header.write(octal(isFile ? 292 : 0, 8), 100, "latin1");
  header.write(octal(0, 8) + octal(0, 8), 108, "latin1");
  header.write(octal(isFile ? entry.size : 0, 12) + octal(0, 12), 124, "latin1");
  header.write("        ", 148, "latin1");
  header.write(isFile ? "0" : "2", 156, "latin1");
  if (!isFile) header.write(entry.target, 157, 100, "latin1");
  header.write("ustar\x0000", 257, "latin1");
  header.write(octal(0, 8) + octal(0, 8), 329, "latin1");
  const sum2 = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum2, 7)} `, 148, "latin1");
  return header;
}
function paddingAfter(size) {
  return Buffer.alloc((BLOCK - size % BLOCK) % BLOCK);
}
var ARCHIVE_END = Buffer.alloc(2 * BLOCK);

// src/images/pull-image/archive-hash.ts
function archiveFrom(hash) {
  return {
    file(name, content) {
      hash.update(tarHeader({ kind: "file", name, size: content.length })).update(content).update(paddingAfter(content.length));
    },
    link(name, target) {
      hash.update(tarHeader({ kind: "link", name, target }));
    },
    withFile(name, size) {
      const next = hash.copy().update(tarHeader({ kind: "file", name, size }));
      return { write: (piece) => void next.update(piece), close: () => archiveFrom(next.update(paddingAfter(size))) };
    },
    end: () => hash.update(ARCHIVE_END).digest()
  };
}
function openArchiveHash() {
  return archiveFrom(createHash("sha256"));
}

// src/images/pull-image/choose-instance.ts
var VARIANTS = { arm: ["v8", "v7", "v6", "v5"], arm64: ["v8"] };
function chooseInstance(index, { os, architecture }) {
  const fitting = index.manifests.filter(({ platform }) => platform?.os === os && platform.architecture === architecture);
  for (const variant of ["", ...VARIANTS[architecture] ?? []]) {
    const chosen = fitting.find(({ platform }) => (platform?.variant ?? "") === variant);
    if (chosen !== void 0) return chosen.digest;
  }
  return index.manifests.find(({ platform }) => platform === void 0)?.digest;
}

// src/images/pull-image/image-content.ts
var Layered = ImageManifest.extend({
  layers: array(looseObject({ digest: string(), size: number().min(0), mediaType: string().optional() })).max(1e3)
});
var Rootfs = looseObject({ rootfs: looseObject({ diff_ids: array(string()) }).optional() });
function unusable(subject, message) {
  return new StowplanError({ code: "registry-invalid", subject, message, hint: "Look at the image with `skopeo inspect`; pullImage could not load it either." });
}
function diffIdsOf(config, subject) {
  let json;
  try {
    json = JSON.parse(config.toString("utf8"));
  } catch {
    json = void 0;
  }
  const { data } = Rootfs.safeParse(json);
  if (data === void 0) throw unusable(subject, "Its configuration is not what the OCI image specification says.");
  return (data.rootfs?.diff_ids ?? []).map((id) => id.replace(/^sha256:/, ""));
}
async function readImageContent({ repository, registry, subject }, { digest, wanted }) {
  const root = (await registry.manifest(repository, digest)).body;
  const index = ImageIndex.safeParse(root).data;
  const chosen = index === void 0 ? digest : chooseInstance(index, wanted);
  if (chosen === void 0) throw unusable(subject, `The index has no image for ${wanted.os}/${wanted.architecture}.`);
  const manifest = Layered.safeParse(index === void 0 ? root : (await registry.manifest(repository, chosen)).body).data;
  if (manifest === void 0) throw unusable(subject, "Its manifest is not that of a container image.");
  const configDigest = manifest.config.digest;
  const config = Buffer.from(await registry.blob(repository, configDigest));
  const claimed = diffIdsOf(config, subject);
  return { config, configDigest, layers: manifest.layers, claimedDiffIds: claimed.length === manifest.layers.length ? claimed : [] };
}

// src/images/pull-image/layer-guess.ts
var TRAILER = 4;
async function lastBytes(registry, { repository, layer }) {
  const pieces = [];
  const part = { digest: layer.digest, from: layer.size - TRAILER, limit: TRAILER };
  for await (const piece of registry.openBlob(repository, part)) pieces.push(piece);
  return Buffer.concat(pieces);
}
async function guessLayer({ repository, layer, diffId }, registry) {
  if (diffId === void 0) return void 0;
  if (`sha256:${diffId}` === layer.digest) return { diffId, size: layer.size };
  if (layer.mediaType?.endsWith("gzip") !== true || layer.size <= TRAILER) return void 0;
  const trailer = await lastBytes(registry, { repository, layer });
  return trailer.length === TRAILER ? { diffId, size: trailer.readUInt32LE(0) } : void 0;
}

// src/images/pull-image/raw-json.ts
var TOKEN = /[ \t\r\n]*(?:(?<text>"[^"\\]*(?:\\.[^"\\]*)*")|(?<open>[{[])|(?<close>[}\]])|(?<other>[^\s"{}[\],:]+)|(?<mark>[,:]))/gsy;
var ESCAPES2 = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "â¨": "\\u2028",
  "â©": "\\u2029"
};
function escapeAsGo(token) {
  return token.replace(/[<>&]|\u00e2\u0080[\u00a8\u00a9]/g, (found) => ESCAPES2[found] ?? found);
}
function stringOf(token) {
  const value = JSON.parse(Buffer.from(token, "latin1").toString("utf8"));
  return typeof value === "string" ? value : "";
}
function rawMembers(bytes) {
  const members = /* @__PURE__ */ new Map();
  let depth = 0;
  let name;
  let value = [];
  for (const { groups = {}, 0: whole } of bytes.toString("latin1").matchAll(TOKEN)) {
    const token = whole.trimStart();
    if (groups["close"] !== void 0) depth -= 1;
    const endsMember = depth === 1 && token === "," || depth === 0;
    if (endsMember && name !== void 0) members.set(name, value.join(""));
    if (endsMember) [name, value] = [void 0, []];
    else if (name === void 0) name = depth === 1 && groups["text"] !== void 0 ? stringOf(token) : void 0;
    else if (depth > 1 || token !== ":") value.push(escapeAsGo(token));
    if (groups["open"] !== void 0) depth += 1;
  }
  return members;
}
function rawObject(members) {
  const texts2 = Object.entries(members).toSorted(([left], [right]) => compareTexts(left, right)).map(([name, value]) => `"${name}":${value}`);
  return Buffer.from(`{${texts2.join(",")}}`, "latin1");
}

// src/images/pull-image/legacy-layers.ts
var IMAGE_MEMBERS = ["architecture", "config", "container", "container_config", "created", "docker_version", "os"];
function chainIds(diffIds) {
  const chain = [];
  for (const diffId of diffIds) {
    const below = chain.at(-1);
    chain.push(below === void 0 ? diffId : sha256(`sha256:${below} sha256:${diffId}`));
  }
  return chain;
}
function legacyLayers(config, diffIds) {
  const members = rawMembers(config);
  const ofImage2 = Object.fromEntries(IMAGE_MEMBERS.map((name) => [name, members.get(name) ?? "null"]));
  const layers = [];
  for (const [index, chainId] of chainIds(diffIds).entries()) {
    const parent = layers.at(-1);
    const facts = { ...parent === void 0 ? {} : { parent: `"${parent.id}"` }, ...index === diffIds.length - 1 ? ofImage2 : {} };
    const id = sha256(rawObject({ ...facts, layer_id: `"sha256:${chainId}"` }));
    layers.push({ id, diffId: diffIds[index] ?? "", json: rawObject({ ...facts, id: `"${id}"` }) });
  }
  return layers;
}

// src/images/pull-image/pull-image-hash.ts
var GIBIBYTE = 1024 ** 3;
var DEFAULT_LIMIT = 4 * GIBIBYTE;
var MOST_UNPACKED = 20 * GIBIBYTE;
async function readLayer({ source, layer, unpackLimit }, take) {
  const { registry, repository, subject } = source;
  const hash = createHash2("sha256");
  let size = 0;
  for await (const piece of unpackLayer(registry.openBlob(repository, { digest: layer.digest, limit: layer.size }), { subject, limit: unpackLimit })) {
    hash.update(piece);
    size += piece.length;
    take?.(piece);
  }
  return { diffId: hash.digest("hex"), size };
}
async function addLayer(archive, { guess, known, ...writing }) {
  const attempt2 = guess === void 0 ? void 0 : archive.withFile(`${guess.diffId}.tar`, guess.size);
  const unpacked = await readLayer(writing, attempt2?.write);
  const { diffId, size } = unpacked;
  if (known.has(diffId)) return { ...unpacked, archive };
  if (attempt2 !== void 0 && guess?.diffId === diffId && guess.size === size) return { ...unpacked, archive: attempt2.close() };
  if (size > LARGEST_ENTRY) throw unusable(writing.source.subject, "A layer unpacks to 8 GiB or more; its hash is not known how to compute.");
  const file = archive.withFile(`${diffId}.tar`, size);
  await readLayer(writing, file.write);
  return { ...unpacked, archive: file.close() };
}
function checkDownload(layers, { subject, limit }) {
  const sum2 = [...new Map(layers.map(({ digest, size }) => [digest, size])).values()].reduce((total, size) => total + size, 0);
  if (sum2 <= limit) return;
  const message = `The image has ${sum2} bytes to download, more than the ${limit} that are allowed.`;
  throw new StowplanError({ code: "registry-limit", subject, message, hint: "Compute the hash with `nix-prefetch-docker` and write it yourself." });
}
function finish(archive, { content, diffIds, name, tag }) {
  const configName = `${content.configDigest.replace(/^.*:/, "")}.json`;
  archive.file(configName, content.config);
  const folders = legacyLayers(content.config, diffIds);
  for (const { id, diffId, json } of folders) {
    archive.link(`${id}/layer.tar`, `../${diffId}.tar`);
    archive.file(`${id}/VERSION`, Buffer.from("1.0"));
    archive.file(`${id}/json`, json);
  }
  const top = folders.at(-1);
  const manifest = [{ Config: configName, RepoTags: [`${name}:${tag}`], Layers: diffIds.map((diffId) => `${diffId}.tar`) }];
  archive.file("manifest.json", Buffer.from(JSON.stringify(manifest)));
  archive.file("repositories", Buffer.from(JSON.stringify(top === void 0 ? {} : { [name]: { [tag]: top.id } })));
  return archive.end();
}
function parse(text) {
  const parsed = parseImageReference(text);
  if (parsed !== void 0) return parsed;
  throw new StowplanError({ code: "registry-invalid", subject: text, message: "This is no image reference.", hint: "Correct the name." });
}
async function pullImageHash({ image, registry, limit = DEFAULT_LIMIT }) {
  const { imageName, imageDigest, arch, os = "linux", finalImageName = imageName, finalImageTag = "latest" } = image;
  const [repository, final] = [parse(imageName), parse(`${finalImageName}:${finalImageTag}`)];
  const subject = `${imageName}@${imageDigest}`;
  const source = { repository, registry, subject };
  const content = await readImageContent(source, { digest: imageDigest, wanted: { os, architecture: arch } });
  checkDownload(content.layers, { subject, limit });
  const known = /* @__PURE__ */ new Map();
  let archive = openArchiveHash();
  let unpackLimit = MOST_UNPACKED;
  for (const [index, layer] of content.layers.entries()) {
    if (known.has(layer.digest)) continue;
    const guess = await guessLayer({ repository, layer, diffId: content.claimedDiffIds[index] }, registry);
    const added = await addLayer(archive, { source, layer, unpackLimit, guess, known: new Set(known.values()) });
    archive = added.archive;
    known.set(layer.digest, added.diffId);
    unpackLimit -= added.size;
  }
  const diffIds = content.layers.map(({ digest }) => known.get(digest) ?? "");
  return formatHash(finish(archive, { content, diffIds, name: `${final.registry}/${final.path}`, tag: final.tag ?? "latest" }), "sri");
}

// src/pins/files/compose-files.ts
import { posix as posix8 } from "node:path";

// src/pins/source-text.ts
function sourceText(file, text) {
  const lineStarts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) lineStarts.push(end + 1);
  return { file, text, lineStarts };
}
function placeAt({ lineStarts }, offset) {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = low + high >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

// src/pins/pin.ts
function listedPin(source, { pieces = [], ...parts }) {
  const { start, end } = parts.range;
  return { file: source.file, raw: source.text.slice(start, end), ...placeAt(source, start), ...parts, pieces, isListedOnly: true };
}
function makePin(source, parts) {
  const reference = parts.pieces.map((piece) => piece.text).join("");
  if (parseImageReference(reference) === void 0) return void 0;
  const { start, end } = parts.range;
  const isFixed = parts.pieces.every((piece) => piece.start === void 0);
  const notEditable2 = parts.notEditable ?? (isFixed ? "no part of the reference is written here" : void 0);
  return {
    file: source.file,
    raw: source.text.slice(start, end),
    reference,
    ...placeAt(source, start),
    ...parts,
    ...notEditable2 === void 0 ? {} : { notEditable: notEditable2 }
  };
}

// src/pins/files/variable-pieces.ts
var LONGEST_TEXT = 1024;
var MOST_PIECES = 64;
function textOfPieces(pieces) {
  return pieces.map(({ text }) => text).join("");
}
function variablePieces({ text, start }, variables2) {
  const { parts, missing, isInvalid } = interpolate(text, (name) => {
    const pieces2 = variables2(name);
    return pieces2 && textOfPieces(pieces2);
  });
  if (isInvalid) return { why: "a variable in it is written in a form that is not followed" };
  if (missing.length > 0) return { why: `${[...new Set(missing.map(({ name }) => name))].slice(0, 5).join(", ")} has no value here, neither set in a file nor by default` };
  const pieces = parts.flatMap(({ text: part, at, variable }) => {
    if (variable !== void 0) return variables2(variable) ?? [];
    return [at === void 0 ? { text: part } : { text: part, start: start + at }];
  });
  if (pieces.length > MOST_PIECES || textOfPieces(pieces).length > LONGEST_TEXT) return { why: "it is longer than any reference" };
  if (parts.length < 2) return { pieces };
  const end = parts.at(-1);
  const inner = pieces.filter((piece) => piece.text !== "");
  return { pieces: end?.at !== void 0 && end.at + end.text.length === text.length ? inner : [...inner, { text: "", start: start + text.length }] };
}

// src/pins/files/compose-pins.ts
var ESCAPED = "it is written with escapes or over several lines, so its characters do not stand there as they are";
function variableIn(texts2, { file, name, value }) {
  const text = texts2.get(file)?.text ?? "";
  const lines2 = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?(?<name>\w+)[ \t]*=[ \t]*(?<quote>["']?)(?<value>[^"'\s#]*)\k<quote>[ \t]*(?:#.*)?\r?$/gm)];
  const line = lines2.findLast((match) => match.groups?.["name"] === name);
  if (line?.groups?.["value"] !== value || value === "") return void 0;
  const start = line.index + line[0].indexOf(value, line[0].indexOf("=") + 1);
  return { file, text: value, start };
}
function valueOfVariable(name, { project, texts: texts2 }) {
  const value = project.variables.get(name);
  if (value === void 0) return void 0;
  const files = project.files.filter(({ kind }) => kind === "environment").map(({ path }) => path);
  const placed = files.toReversed().map((file) => variableIn(texts2, { file, name, value }));
  return [placed.find((piece) => piece !== void 0) ?? { text: value }];
}
function seenFrom(file, { pieces, here }) {
  return pieces.map(({ text, start, file: own = here }) => ({ text, ...start === void 0 ? {} : { start, ...own === file ? {} : { file: own } } }));
}
function startOf(source, { range: [from, to], written }) {
  const scalar = source.text.slice(from, to);
  const header = /^[|>].*\n/.exec(scalar)?.[0].length ?? 0;
  const at = scalar.indexOf(written, header);
  return at < 0 ? void 0 : from + at;
}
function elsewherePins(pieces, { here, texts: texts2 }) {
  return pieces.flatMap(({ file, start, text }) => {
    const other = file === void 0 ? void 0 : texts2.get(file);
    if (other === void 0 || start === void 0) return [];
    const parts = { range: { start, end: start + text.length }, mechanism: "compose-variable", pieces: seenFrom(other.file, { pieces, here }) };
    return makePin(other, parts) ?? [];
  });
}
function pinsOfText(source, { written, image, context }) {
  const filled2 = variablePieces(written, (name) => valueOfVariable(name, context));
  const place = { range: { start: written.start, end: written.start + written.text.length }, mechanism: "compose-image" };
  if ("why" in filled2) return [listedPin(source, { ...place, reference: written.text, notEditable: filled2.why })];
  const { pieces } = filled2;
  if (textOfPieces(pieces) !== image) return [];
  const here = makePin(source, { ...place, pieces });
  return [...here === void 0 ? [] : [here], ...elsewherePins(pieces, { here: source.file, texts: context.texts })];
}
function pinsOfImage({ image, place, range, written = image }, context) {
  const source = context.texts.get(place.file);
  if (source === void 0 || range === void 0) return [];
  const start = startOf(source, { range, written });
  if (start !== void 0) return pinsOfText(source, { written: { text: written, start }, image, context });
  const [from, to] = range;
  return [makePin(source, { range: { start: from, end: to }, mechanism: "compose-image", pieces: [{ text: image }], notEditable: ESCAPED })].filter((pin) => pin !== void 0);
}
function withoutRepeats(pins) {
  const variables2 = /* @__PURE__ */ new Map();
  return pins.filter((pin) => {
    if (pin.mechanism !== "compose-variable") return true;
    const key = JSON.stringify([pin.file, pin.range.start, pin.reference]);
    if (variables2.has(key)) return false;
    variables2.set(key, pin);
    return true;
  });
}
function composePins(project, texts2) {
  const inactive = composeImages({ ...project, services: project.inactive });
  return withoutRepeats([...composeImages(project), ...inactive].flatMap((image) => pinsOfImage(image, { project, texts: texts2 })));
}

// src/pins/files/dockerfile-lines.ts
var ESCAPE_DIRECTIVE = /^(?:#[ \t]*\w+[ \t]*=.*\r?\n)*?#[ \t]*escape[ \t]*=[ \t]*(?<escape>[\\`])/i;
var HEREDOC = /(?<!<)<<-?(?<quote>["']?)(?<word>[A-Za-z_]\w*)\k<quote>/g;
function heredocsOf(text) {
  return /^\s*(?:RUN|COPY|ADD)\s/i.test(text) ? [...text.matchAll(HEREDOC)].map((match) => match.groups?.["word"] ?? "") : [];
}
function dockerfileInstructions(text) {
  const escape = ESCAPE_DIRECTIVE.exec(text)?.groups?.["escape"] ?? "\\";
  const instructions = [];
  let waiting2 = [];
  let open;
  let offset = 0;
  for (const line of text.split("\n")) {
    const start = offset;
    offset += line.length + 1;
    if (waiting2.length > 0) {
      if (line.trim() === waiting2[0]) waiting2 = waiting2.slice(1);
      continue;
    }
    const isSkipped = /^\s*(?:#|$)/.test(line);
    const isContinued = line.trimEnd().endsWith(escape);
    if (isSkipped && open === void 0) continue;
    const visible = isSkipped ? " ".repeat(line.length) : isContinued ? line.slice(0, line.trimEnd().length - 1).padEnd(line.length) : line;
    open = open === void 0 ? { text: visible, start } : { text: `${open.text} ${visible}`, start: open.start };
    if (isSkipped || isContinued) continue;
    instructions.push(open);
    waiting2 = [...heredocsOf(open.text)];
    open = void 0;
  }
  return open === void 0 ? instructions : [...instructions, open];
}

// src/pins/files/dockerfile-pins.ts
var FROM = /^(?<lead>\s*FROM\s+(?:--\S+\s+)*)(?<image>[^\s#]\S*)(?:\s+AS\s+(?<stage>\S+))?\s*$/i;
var COPY_FROM = /\s--from=(?<image>\S+)/gi;
var MOUNT = /\s--mount=(?<options>\S+)/gi;
var MOUNT_FROM = /(?:^|,)from=(?<image>[^,]+)/;
var ARG = /(?<=\s)(?<name>[A-Za-z_]\w*)=(?:(?<quote>["'])(?<quoted>[^"']*)\k<quote>|(?<bare>[^\s"']*))(?=\s|$)/g;
var SYNTAX = /^\s*#\s*syntax\s*=\s*(?<image>\S+)/im;
var DIRECTIVES = /^(?:#[ \t]*\w+[ \t]*=.*(?:\r?\n|$))+/;
var ONBUILD = /^\s*ONBUILD(?=\s)/i;
var UNFOLLOWED = "";
var MOST_STAGES = 200;
function choosesStage(text, stages) {
  const [first = "", ...others] = text.toLowerCase().split(/\$\{[^{}]*\}|\$\w+/);
  const last = others.at(-1) ?? "";
  return first + last !== "" && stages.values().take(MOST_STAGES).some((stage) => stage.length > first.length + last.length && stage.startsWith(first) && stage.endsWith(last));
}
function pinOf(source, { written, scope }) {
  const { text, start } = written;
  const place = { range: { start, end: start + text.length }, mechanism: "dockerfile" };
  if (text.includes(UNFOLLOWED)) return listedPin(source, { ...place, reference: text.replaceAll(UNFOLLOWED, "$"), notEditable: "it holds a variable of a Dockerfile inside a Compose file, which is not followed" });
  const filled2 = variablePieces(written, (name) => scope.known.get(name));
  if ("why" in filled2) return choosesStage(text, scope.stages) ? void 0 : listedPin(source, { ...place, reference: text, notEditable: filled2.why });
  const reference = textOfPieces(filled2.pieces).toLowerCase();
  return reference === "scratch" || /^\d+$/.test(reference) || scope.stages.has(reference) ? void 0 : makePin(source, { ...place, pieces: filled2.pieces });
}
function readArguments({ text, start }, scope) {
  if (!scope.isGlobal) return;
  for (const match of text.matchAll(ARG)) {
    const { name = "", quote, quoted, bare = "" } = match.groups ?? {};
    const value = quoted ?? bare;
    const written = { text: value, start: start + match.index + match[0].length - (quote === void 0 ? 0 : 1) - value.length };
    const given = scope.given.get(name);
    const filled2 = quote === "'" ? { pieces: [written] } : variablePieces(written, (variable) => scope.known.get(variable));
    if (given !== void 0) scope.known.set(name, [given]);
    else if ("pieces" in filled2) scope.known.set(name, filled2.pieces);
    else scope.known.delete(name);
  }
  for (const [name] of text.matchAll(/(?<=\s)[A-Za-z_]\w*(?=\s|$)/g)) {
    const piece = scope.given.get(name);
    if (piece !== void 0) scope.known.set(name, [piece]);
  }
}
function readFrom({ text, start }, { source, scope }) {
  scope.isGlobal = false;
  const { lead = "", image, stage } = FROM.exec(text)?.groups ?? {};
  const pin = image === void 0 ? void 0 : pinOf(source, { written: { text: image, start: start + lead.length }, scope });
  if (stage !== void 0) scope.stages.add(stage.toLowerCase());
  return pin === void 0 ? [] : [pin];
}
function flagged({ text, start }) {
  const copied = /^\s*COPY\s/i.test(text) ? [...text.matchAll(COPY_FROM)].map((match) => ({ image: match.groups?.["image"] ?? "", at: match.index + match[0].length })) : [];
  const mounted = /^\s*RUN\s/i.test(text) ? [...text.matchAll(MOUNT)].flatMap((match) => {
    const options = match.groups?.["options"] ?? "";
    const from = MOUNT_FROM.exec(options);
    const image = from?.groups?.["image"] ?? "";
    return from === null ? [] : [{ image, at: match.index + match[0].length - options.length + from.index + from[0].length }];
  }) : [];
  return [...copied, ...mounted].filter(({ image }) => !image.includes("$")).map(({ image, at }) => ({ text: image, start: start + at - image.length }));
}
function syntaxPin(source) {
  const directives = DIRECTIVES.exec(source.text)?.[0] ?? "";
  const match = SYNTAX.exec(directives);
  const image = match?.groups?.["image"] ?? "";
  if (match === null) return [];
  const start = match.index + match[0].length - image.length;
  const pin = makePin(source, { range: { start, end: start + image.length }, mechanism: "dockerfile", pieces: [{ text: image, start }] });
  return pin === void 0 ? [] : [pin];
}
function dockerfilePins(source, given = /* @__PURE__ */ new Map()) {
  const scope = { known: /* @__PURE__ */ new Map(), stages: /* @__PURE__ */ new Set(), given, isGlobal: true };
  const pins = dockerfileInstructions(source.text).flatMap((instruction) => {
    const { text } = instruction;
    if (/^\s*ARG\s/i.test(text)) readArguments(instruction, scope);
    if (/^\s*FROM\s/i.test(text)) return readFrom(instruction, { source, scope });
    const triggered = { ...instruction, text: text.replace(ONBUILD, (trigger) => " ".repeat(trigger.length)) };
    return flagged(triggered).flatMap((written) => pinOf(source, { written, scope }) ?? []);
  });
  return [...syntaxPin(source), ...pins];
}

// src/pins/image-words.ts
var FILE_ENDING = /\.(?:avif|bmp|gif|heic|ico|img|iso|jpe?g|jxl|png|qcow2?|raw|svg|tiff?|vdi|vhdx?|vmdk|webp|zst|xz|gz)$/i;
var CONTAINER_KEYS = /* @__PURE__ */ new Set([
  "addCapabilities",
  "autoStart",
  "autoUpdate",
  "capabilities",
  "cmd",
  "command",
  "container_name",
  "dependsOn",
  "depends_on",
  "entrypoint",
  "env",
  "environment",
  "environmentFiles",
  "env_file",
  "environments",
  "exec",
  "extraOptions",
  "healthCmd",
  "hostname",
  "imageFile",
  "imagePullPolicy",
  "imageStream",
  "labels",
  "network_mode",
  "networks",
  "podmanArgs",
  "ports",
  "publishPorts",
  "pull",
  "restart",
  "user",
  "volumes",
  "workdir"
]);
var CONTAINER_WORDS = /container|docker|podman|arion|quadlet|compose|kube|k[389]s|(?:^p|P)ods?$/i;
var OTHER_WORDS = /^(?:boot|loader|grub|plymouth|stylix|wallpapers?|background|theme|icons?|avatar|logo|microvm|qemu|libvirtd?|incus|lxd|proxmox|disk|disko|iso|kernel)$/i;
var REGISTRY = /^(?:(?:registry[\w-]*|docker|cr|dock)\.[\w.-]+|(?:index\.)?docker\.io|(?:\w+\.)?(?:gcr|ghcr|lscr|quay|nvcr)\.io|[\w-]+\.pkg\.dev|(?:k8s\.)?gcr\.io|mcr\.microsoft\.com|public\.ecr\.aws|[\w.-]+\.amazonaws\.com|codeberg\.org)\//;
var TOLD_WORDS = /^(?:example|description|defaultText|title|message|summary)$/;
function isInContainer({ path, isBesideContainerKeys }) {
  return isBesideContainerKeys || path.some((name) => CONTAINER_WORDS.test(name));
}
function isPlainlyImage(text, path) {
  const parsed = REGISTRY.test(text) ? parseImageReference(text) : void 0;
  return parsed !== void 0 && (parsed.tag ?? parsed.digest) !== void 0 && !FILE_ENDING.test(text) && !path.some((name) => TOLD_WORDS.test(name));
}
function isInImages(path) {
  return /images$/i.test(path.at(-2) ?? "");
}
var VERSION2 = /^(?:v?\d+(?:[.-]|$)|latest$)/;
function looksLikeImage(text, context) {
  const { path } = context;
  const parsed = parseImageReference(text);
  if (parsed === void 0) return false;
  if (parsed.digest !== void 0) return true;
  if (FILE_ENDING.test(text)) return false;
  const isNamedImage = /^image$/i.test(path.at(-1) ?? "");
  const hasContext = isInContainer(context);
  if (!hasContext && !REGISTRY.test(text) && path.some((name) => OTHER_WORDS.test(name))) return false;
  if (parsed.tag !== void 0) return hasContext || isNamedImage || isInImages(path) || text.includes("/") || /image$/i.test(path.at(-1) ?? "") && VERSION2.test(parsed.tag);
  return isNamedImage && (hasContext || text.includes("/"));
}
var LOCAL = /^(?:docker-archive|docker-daemon|oci|oci-archive|dir|containers-storage|nix|file|https?):|^[./~]/;
function couldBeImage(known) {
  return parseImageReference(known) !== void 0 && !FILE_ENDING.test(known) && !LOCAL.test(known);
}

// src/pins/nix/nix-tree.ts
import { posix as posix7 } from "node:path";
var MAXIMUM_ANCESTORS = 400;
var MAXIMUM_STEPS = 1e5;
function besidePath(file, path) {
  return posix7.join(posix7.dirname(file), path);
}
function indexNixFile(source, { root, imports = /* @__PURE__ */ new Map() }) {
  const parents = /* @__PURE__ */ new Map();
  const nodes = [];
  const waiting2 = [root];
  for (let node = waiting2.pop(); node !== void 0; node = waiting2.pop()) {
    nodes.push(node);
    for (const child2 of node.children.toReversed()) {
      parents.set(child2, node);
      waiting2.push(child2);
    }
  }
  const members = /* @__PURE__ */ new Map();
  const containerSets = /* @__PURE__ */ new Set();
  for (const node of nodes) {
    const set = node.kind === "binding_set" ? parents.get(node) : void 0;
    if (set === void 0) continue;
    const found = membersIn(node, source.text);
    members.set(set, Map.groupBy(found, ({ names }) => names[0] ?? ""));
    if (found.some(({ names }) => CONTAINER_KEYS.has(names[0] ?? ""))) containerSets.add(node);
  }
  const file = { ...source, nodes, parents, members, containerSets, imports, options: /* @__PURE__ */ new Map(), budget: { steps: MAXIMUM_STEPS } };
  return { ...file, options: optionsIn(file) };
}
function optionsIn(file) {
  const calls = file.nodes.flatMap((node) => {
    const call2 = node.kind === "binding" ? childIn(node, "expression") : void 0;
    const isOption = call2?.kind === "apply_expression" && functionName(file, childIn(call2, "function")).endsWith("Option");
    if (call2 === void 0 || !isOption) return [];
    const names = pathTo(file, node).slice(-2);
    return [.../* @__PURE__ */ new Set([names.at(-1) ?? "", names.join(".")])].map((name) => ({ name, call: call2 }));
  });
  return new Map([...Map.groupBy(calls, ({ name }) => name)].map(([name, group]) => [name, group.map(({ call: call2 }) => call2)]));
}
function membersIn(bindingSet, text) {
  return bindingSet.children.flatMap((child2) => {
    if (child2.kind !== "binding") return (childIn(child2, "attrs")?.children ?? []).map((value2) => ({ names: [textOf2({ text }, value2)], value: value2 }));
    const value = childIn(child2, "expression");
    return value === void 0 ? [] : [{ names: attributeNames({ text }, childIn(child2, "attrpath")), value }];
  });
}
function childIn(node, field) {
  return node?.children.find((child2) => child2.field === field);
}
function textOf2({ text }, node) {
  return text.slice(node.start, node.end);
}
function literalOf(file, node) {
  if (node.kind !== "string_expression") return void 0;
  const [only, ...others] = node.children;
  if (only === void 0) return { text: "", start: node.start + 1 };
  return only.kind === "string_fragment" && others.length === 0 ? { text: textOf2(file, only), start: only.start } : void 0;
}
function attributeNames(file, attrpath) {
  const names = attrpath?.children.filter((child2) => child2.field === "attr") ?? [];
  return names.map((name) => name.kind === "identifier" ? textOf2(file, name) : literalOf(file, name)?.text ?? "*");
}
function ancestorsOf({ parents }, node) {
  const ancestors = [];
  for (let next = parents.get(node); next !== void 0 && ancestors.length < MAXIMUM_ANCESTORS; next = parents.get(next)) ancestors.push(next);
  return ancestors;
}
function pathTo(file, binding) {
  const bindings = [binding, ...ancestorsOf(file, binding)].filter(({ kind }) => kind === "binding");
  return bindings.toReversed().flatMap((node) => attributeNames(file, childIn(node, "attrpath")));
}
function functionName(file, node) {
  if (node?.kind === "variable_expression") return textOf2(file, node);
  if (node?.kind === "select_expression") return attributeNames(file, childIn(node, "attrpath")).at(-1) ?? "";
  return "";
}

// src/pins/nix/reach.ts
var MAXIMUM_STEPS2 = 400;
var MAXIMUM_ALTERNATIVES = 8;
var WRAPPERS = /* @__PURE__ */ new Set([
  "mkDefault",
  "mkForce",
  "mkOverride",
  "mkIf",
  "mkBefore",
  "mkAfter",
  "mkOptionDefault",
  "mkVMOverride",
  "mkImageMediaOverride",
  "toString",
  "trim",
  "traceVal",
  "id"
]);
function startSearch(file) {
  return { file, steps: MAXIMUM_STEPS2 };
}
function termOf(file, node) {
  return { file, node, calls: /* @__PURE__ */ new Map() };
}
function children(term, fields) {
  return fields.flatMap((field) => {
    const node = childIn(term.node, field);
    return node === void 0 ? [] : [{ ...term, node }];
  });
}
function optionDefault(search, term) {
  const name = functionName(term.file, childIn(term.node, "function"));
  if (!name.endsWith("Option")) return [];
  return children(term, ["argument"]).flatMap((argument) => argument.node.kind === "string_expression" ? [argument] : member(search, { term: argument, names: ["default"] }));
}
function declaredDefault(search, { term: { file }, names }) {
  const { options } = file;
  const [only, ...others] = options.get(names.slice(-2).join(".")) ?? options.get(names.at(-1) ?? "") ?? [];
  return only === void 0 || others.length > 0 ? [] : optionDefault(search, termOf(file, only));
}
function ownMember(search, { term, names }) {
  const [first = ""] = names;
  const members = term.file.members.get(term.node);
  const found = first === "*" ? [...members?.values() ?? []].flat() : members?.get(first) ?? [];
  return found.slice(0, MAXIMUM_ALTERNATIVES).flatMap(({ names: written, value }) => {
    const fits = written.length <= names.length && written.every((name, index) => name === names[index] || names[index] === "*");
    return fits ? member(search, { term: { ...term, node: value }, names: names.slice(written.length) }) : [];
  });
}
function member(search, { term, names }) {
  return names.length === 0 ? [term] : reach(search, term).flatMap((set) => ownMember(search, { term: set, names }));
}
function formal(search, { scope, name }) {
  const { file, node, calls } = scope;
  const argument = calls.get(node);
  const universal = childIn(node, "universal");
  if (universal !== void 0 && textOf2(file, universal) === name) return argument === void 0 ? [] : [argument];
  const found = (childIn(node, "formals")?.children ?? []).find((candidate) => {
    const id = childIn(candidate, "name");
    return id !== void 0 && textOf2(file, id) === name;
  });
  if (found === void 0) return void 0;
  const given = argument === void 0 ? [] : member(search, { term: argument, names: [name] });
  return given.length > 0 ? given : children({ ...scope, node: found }, ["default"]);
}
function isGivenBy({ file, node }, scope) {
  if (scope.kind !== "let_expression" && scope.kind !== "rec_attrset_expression") return false;
  return (file.members.get(scope)?.get(textOf2(file, node)) ?? []).some(({ value }) => value !== node);
}
function lookUp(search, { term, names: rest }) {
  const { file, node } = term;
  const name = textOf2(file, node);
  const scopes = ancestorsOf(file, node);
  for (const scope of scopes) {
    if (isGivenBy(term, scope)) return ownMember(search, { term: { ...term, node: scope }, names: [name, ...rest] });
    const values = scope.kind === "function_expression" ? formal(search, { scope: { ...term, node: scope }, name }) : void 0;
    if (values !== void 0) return values.flatMap((value) => member(search, { term: value, names: rest }));
  }
  const withs = scopes.filter(({ kind }) => kind === "with_expression").flatMap((scope) => children({ ...term, node: scope }, ["environment"]));
  return withs.map((environment) => member(search, { term: environment, names: [name, ...rest] })).find((found) => found.length > 0) ?? [];
}
function inherited(search, term) {
  const { file, node } = term;
  const owner2 = file.parents.get(file.parents.get(node) ?? node);
  if (owner2?.kind !== "inherit_from") return lookUp(search, { term, names: [] });
  const names = [textOf2(file, node)];
  const found = children({ ...term, node: owner2 }, ["expression"]).flatMap((from) => member(search, { term: from, names }));
  return found.length > 0 ? found : declaredDefault(search, { term, names });
}
function select(search, term) {
  const names = attributeNames(term.file, childIn(term.node, "attrpath"));
  const [base] = children(term, ["expression"]);
  const [variable] = base?.node.kind === "variable_expression" ? children(base, ["name"]) : [];
  const found = variable !== void 0 ? lookUp(search, { term: variable, names }) : base === void 0 ? [] : member(search, { term: base, names });
  if (found.length > 0) return found;
  return [...declaredDefault(search, { term, names }), ...children(term, ["default"])];
}
function imported({ file, node }) {
  const path = textOf2(file, node);
  const other = node.kind === "path_expression" ? [path, `${path}/default.nix`].map((name) => file.imports.get(besidePath(file.file, name))).find((found) => found !== void 0) : void 0;
  const root = other?.nodes[0]?.children.find(({ kind }) => kind !== "comment");
  return other === void 0 || root === void 0 ? [] : [termOf(other, root)];
}
function call(search, term) {
  const called = childIn(term.node, "function");
  const inner = called?.kind === "apply_expression" ? childIn(called, "function") : called;
  if (functionName(term.file, called) === "import") return children(term, ["argument"]).flatMap(imported).flatMap((value) => reach(search, value));
  if (WRAPPERS.has(functionName(term.file, inner))) return children(term, ["argument"]).flatMap((value) => reach(search, value));
  const option = optionDefault(search, term);
  if (option.length > 0) return option.flatMap((value) => reach(search, value));
  const functions = children(term, ["function"]).flatMap((callee) => reach(search, callee)).filter(({ node }) => node.kind === "function_expression");
  const [argument] = children(term, ["argument"]);
  if (functions.length === 0 || argument === void 0) return [term];
  return functions.flatMap((callee) => children({ ...callee, calls: new Map([...callee.calls, [callee.node, argument]]) }, ["body"])).flatMap((body) => reach(search, body));
}
function step(search, term) {
  switch (term.node.kind) {
    case "parenthesized_expression":
      return children(term, ["expression"]);
    case "let_expression":
    case "with_expression":
    case "assert_expression":
      return children(term, ["body"]);
    case "if_expression":
      return children(term, ["consequence", "alternative"]);
    case "variable_expression":
      return children(term, ["name"]).flatMap((name) => lookUp(search, { term: name, names: [] }));
    case "identifier":
      return inherited(search, term);
    case "select_expression":
      return select(search, term);
    default:
      return void 0;
  }
}
function reach(search, term) {
  search.steps -= 1;
  search.file.budget.steps -= 1;
  if (search.steps < 0 || search.file.budget.steps < 0) return [];
  if (term.node.kind === "apply_expression") return call(search, term).slice(0, MAXIMUM_ALTERNATIVES);
  const next = step(search, term);
  if (next === void 0) return [term];
  const reached = next.flatMap((one) => reach(search, one));
  return (reached.length > 0 ? reached : [term]).slice(0, MAXIMUM_ALTERNATIVES);
}

// src/pins/nix/nix-texts.ts
function holeOf({ file, node }) {
  return [{ hole: textOf2(file, node) }];
}
function pieceOf(search, { file, node }) {
  return { text: textOf2(file, node), start: node.start, ...file === search.file ? {} : { file: file.file } };
}
function isComplete(text) {
  return text.every((part) => !("hole" in part));
}
function isAnchor(part) {
  return !("hole" in part) && part.text === "";
}
function product(parts) {
  return parts.reduce((texts2, alternatives) => texts2.flatMap((text) => alternatives.map((next) => [...text, ...next])).slice(0, MAXIMUM_ALTERNATIVES), [[]]);
}
function withAnchor(text, { anchor, count: count2 }) {
  if (count2 === 1) return text;
  return [...text.filter((part) => !isAnchor(part)), anchor];
}
function childTexts(search, term) {
  return term.node.children.map((node) => {
    if (node.kind === "string_fragment") return [[pieceOf(search, { ...term, node })]];
    const expression = node.kind === "interpolation" ? childIn(node, "expression") : void 0;
    return expression === void 0 ? [holeOf({ ...term, node })] : textsOf(search, { ...term, node: expression });
  });
}
function stringTexts(search, term) {
  const { file, node } = term;
  const quote = node.kind === "indented_string_expression" ? 2 : 1;
  if (quote === 2 && textOf2(file, node).includes("\n")) return [holeOf(term)];
  const endsOpen = node.children.at(-1)?.kind === "interpolation";
  const texts2 = product(childTexts(search, term));
  const anchor = { text: "", start: node.end - quote, ...file === search.file ? {} : { file: file.file } };
  return endsOpen ? texts2.map((text) => withAnchor(text, { anchor, count: node.children.length })) : texts2;
}
function joinedTexts(search, terms) {
  return product(terms.map((term) => textsOf(search, term).map((text) => text.filter((part) => !isAnchor(part)))));
}
function sumTexts(search, term) {
  const [left, right] = ["left", "right"].map((field) => childIn(term.node, field));
  if (left === void 0 || right === void 0 || term.file.text.slice(left.end, right.start).trim() !== "+") return [holeOf(term)];
  return joinedTexts(search, [left, right].map((node) => ({ ...term, node })));
}
function listTexts(search, { list: list2, separator }) {
  return reach(search, list2).flatMap((reached) => {
    if (reached.node.kind !== "list_expression") return [holeOf(list2)];
    const members = reached.node.children.filter(({ field }) => field === "element").map((node) => ({ ...reached, node }));
    const parts = members.flatMap((member2, index) => separator === void 0 || index === 0 ? [member2] : [separator, member2]);
    return joinedTexts(search, parts);
  });
}
function callTexts(search, term) {
  const called = childIn(term.node, "function");
  const inner = called?.kind === "apply_expression" ? childIn(called, "function") : void 0;
  const [first, last] = [called, term.node].map((node) => node === void 0 ? void 0 : childIn(node, "argument"));
  if (last === void 0) return [holeOf(term)];
  const argument = { ...term, node: last };
  if (functionName(term.file, called) === "concatStrings") return listTexts(search, { list: argument });
  const name = functionName(term.file, inner);
  if (name === "concatStringsSep" && first !== void 0) return listTexts(search, { list: argument, separator: { ...term, node: first } });
  return name === "optionalString" ? [[], ...textsOf(search, argument)] : [holeOf(term)];
}
function reachedTexts(search, term) {
  switch (term.node.kind) {
    case "string_expression":
    case "indented_string_expression":
      return stringTexts(search, term);
    case "integer_expression":
    case "float_expression":
      return [[pieceOf(search, term)]];
    case "binary_expression":
      return sumTexts(search, term);
    case "apply_expression":
      return callTexts(search, term);
    default:
      return [holeOf(term)];
  }
}
function textsOf(search, term) {
  return reach(search, term).flatMap((reached) => reachedTexts(search, reached)).slice(0, MAXIMUM_ALTERNATIVES);
}
function resolveTexts(file, node) {
  return resolveTerm(startSearch(file), termOf(file, node));
}
function resolveTerm(search, term) {
  const texts2 = textsOf(search, term);
  return texts2.map((text) => text.filter((part, index) => "hole" in part || part.text !== "" || index === text.length - 1));
}

// src/pins/nix/chart-values.ts
function chartPieces(file, set) {
  const [registry, repository, tag, digest] = ["registry", "repository", "tag", "digest"].map((name) => {
    const search = startSearch(file);
    const [text, ...others] = member(search, { term: termOf(file, set), names: [name] }).flatMap((term) => resolveTerm(search, term));
    return text === void 0 || others.length > 0 || !isComplete(text) ? [] : text.filter((piece) => piece.text !== "");
  });
  if (repository === void 0 || repository.length === 0) return void 0;
  const joined3 = (separator, part = []) => part.length === 0 ? [] : [{ text: separator }, ...part];
  const host = registry === void 0 || registry.length === 0 ? [] : [...registry, { text: "/" }];
  return [...host, ...repository, ...joined3(":", tag), ...joined3("@", digest)];
}

// src/pins/nix/fill-holes.ts
var MINIMUM_KNOWN = 4;
function matchParts(parts, reference) {
  const pieces = [];
  let at = 0;
  let hasHole = false;
  for (const [index, part] of parts.entries()) {
    if ("hole" in part) {
      hasHole = true;
      continue;
    }
    const isLast = index === parts.length - 1;
    const found = isLast && hasHole ? reference.length - part.text.length : reference.indexOf(part.text, at);
    if (found < at || !reference.startsWith(part.text, found) || !hasHole && found !== at) return void 0;
    if (found > at) pieces.push({ text: reference.slice(at, found) });
    pieces.push(part);
    at = found + part.text.length;
    hasHole = false;
  }
  if (!hasHole && at !== reference.length) return void 0;
  return at < reference.length ? [...pieces, { text: reference.slice(at) }] : pieces;
}
function fillHoles(parts, live) {
  const known = parts.reduce((sum2, part) => sum2 + ("hole" in part ? 0 : part.text.length), 0);
  if (known < MINIMUM_KNOWN) return void 0;
  const fits = [...live].flatMap((reference) => {
    const pieces = matchParts(parts, reference);
    return pieces === void 0 ? [] : [pieces];
  });
  return fits.length === 1 ? fits[0] : void 0;
}

// src/pins/nix/image-uses.ts
var IMAGE_NAME = /(?:image|^img)$/i;
var NAME_OF_IMAGE = /image[-_]?(?:name|repo|repository|ref|uri|url)$/i;
var ARCHIVES = /* @__PURE__ */ new Set(["imageFile", "imageStream"]);
var TAGS = /* @__PURE__ */ new Set(["tag", "imageTag", "version"]);
function hasBeside(file, { set, names, keys }) {
  const owner2 = set === void 0 ? void 0 : file.parents.get(set);
  const members = owner2 === void 0 ? [] : [...file.members.get(owner2)?.values() ?? []].flat();
  const prefix = names.slice(0, -1).join("\\0");
  return members.some((member2) => keys.has(member2.names.at(-1) ?? "") && member2.names.slice(0, -1).join("\\0") === prefix);
}
function imageUses(file) {
  return file.nodes.flatMap((node) => {
    const isInherited = node.kind === "inherit" || node.kind === "inherit_from";
    if (!isInherited && node.kind !== "binding") return [];
    const set = file.parents.get(node);
    const values = isInherited ? childIn(node, "attrs")?.children ?? [] : [childIn(node, "expression")];
    return values.flatMap((value) => {
      if (value === void 0) return [];
      const names = isInherited ? [textOf2(file, value)] : attributeNames(file, childIn(node, "attrpath"));
      const name = names.at(-1) ?? "";
      const isName = NAME_OF_IMAGE.test(name);
      const path = isInherited ? [...pathTo(file, node), name] : pathTo(file, node);
      if (!isName && !IMAGE_NAME.test(name) && !isInImages(path)) return [];
      const context = { path, isBesideContainerKeys: set !== void 0 && file.containerSets.has(set) };
      return [{ value, context, isName, isLoaded: hasBeside(file, { set, names, keys: ARCHIVES }), hasTagBeside: hasBeside(file, { set, names, keys: TAGS }) }];
    });
  });
}

// src/pins/nix/call-sites.ts
var MOST_CALLS = 300;
var MAPPERS = { map: 0, concatMap: 0, mapAttrs: 1, "mapAttrs'": 1, mapAttrsToList: 1, concatMapAttrs: 1 };
function unwrapped(node) {
  return node?.kind === "parenthesized_expression" ? unwrapped(childIn(node, "expression")) : node;
}
function applicationOf(node) {
  const args = [];
  let head = node;
  for (; head?.kind === "apply_expression"; head = childIn(head, "function")) {
    const argument = childIn(head, "argument");
    if (argument !== void 0) args.unshift(argument);
  }
  return { node, head, args };
}
function indexCalls(file) {
  const outermost = file.nodes.filter((node) => node.kind === "apply_expression" && !(node.field === "function" && file.parents.get(node)?.kind === "apply_expression"));
  return Map.groupBy(outermost.map(applicationOf), ({ head }) => functionName(file, head));
}
function functionsAround(file, node) {
  const ancestors = ancestorsOf(file, node);
  const first = ancestors.findIndex(({ kind }) => kind === "function_expression");
  if (first < 0) return [];
  const chain = ancestors.slice(first);
  const end = chain.findIndex(({ kind }) => kind !== "function_expression");
  return (end < 0 ? chain : chain.slice(0, end)).toReversed();
}
function callsOf(functions, args) {
  return new Map(functions.flatMap((one, index) => args[index] === void 0 ? [] : [[one, args[index]]]));
}
function mappedCalls(file, { functions, skipped, call: call2 }) {
  const [, data] = call2.args;
  const receiver = functions[skipped];
  if (data === void 0 || receiver === void 0) return [];
  const members = reach(startSearch(file), termOf(file, data)).flatMap((term) => {
    if (term.node.kind === "list_expression") return term.node.children.map((node) => ({ ...term, node }));
    return [...term.file.members.get(term.node)?.values() ?? []].flat().filter(({ names }) => names.length === 1).map(({ value }) => ({ ...term, node: value }));
  });
  return members.map((member2) => ({ calls: /* @__PURE__ */ new Map([[receiver, member2]]), node: member2.file === file ? member2.node : call2.node, args: member2.file === file ? [member2.node] : [] }));
}
function callSites(file, { node, index }) {
  const functions = functionsAround(file, node);
  const [outer] = functions;
  if (outer === void 0) return [];
  const holder = ancestorsOf(file, outer).find(({ kind }) => kind !== "parenthesized_expression");
  const attrpath = holder?.kind === "binding" ? childIn(holder, "attrpath")?.children.at(-1) : void 0;
  const name = attrpath === void 0 ? void 0 : file.text.slice(attrpath.start, attrpath.end);
  const named2 = name === void 0 ? [] : (index.get(name) ?? []).slice(0, MOST_CALLS);
  const direct = named2.map((call2) => ({ calls: callsOf(functions, call2.args.map((argument) => termOf(file, argument))), node: call2.node, args: call2.args }));
  const isMine = (given) => given === outer || name !== void 0 && given !== void 0 && functionName(file, given) === name;
  const mapped = Object.entries(MAPPERS).flatMap(
    ([mapper, skipped]) => (index.get(mapper) ?? []).filter(({ args }) => isMine(unwrapped(args[0]))).flatMap((call2) => mappedCalls(file, { functions, skipped, call: call2 }))
  );
  return [...direct, ...mapped].slice(0, MOST_CALLS);
}

// src/pins/nix/literal-pins.ts
function isGiven(file, node) {
  const owner2 = file.parents.get(node);
  return node.field !== "attr" && owner2?.kind !== "binary_expression" && owner2?.kind !== "has_attr_expression";
}
function literalPins(file, { live, pins }) {
  const known = new Set(pins.flatMap(({ pieces }) => pieces.flatMap(({ start, file: other }) => start === void 0 || other !== void 0 ? [] : [start])));
  return file.nodes.flatMap((node) => {
    const literal3 = literalOf(file, node);
    if (literal3 === void 0 || !/[:/]/.test(literal3.text) || known.has(literal3.start)) return [];
    const isImage = live.has(literal3.text) || isGiven(file, node) && isPlainlyImage(literal3.text, pathTo(file, node));
    return isImage ? makePin(file, { range: { start: literal3.start, end: literal3.start + literal3.text.length }, mechanism: "nix-literal", pieces: [literal3] }) ?? [] : [];
  });
}

// src/pins/edits/reference-spans.ts
function referenceSpans(reference) {
  const at = reference.indexOf("@");
  const end = at < 0 ? reference.length : at;
  const colon = reference.slice(0, end).indexOf(":", reference.lastIndexOf("/", end) + 1);
  const nameEnd = colon < 0 ? end : colon;
  return {
    name: { start: 0, end: nameEnd },
    tag: { start: colon < 0 ? end : colon + 1, end },
    digest: { start: at < 0 ? reference.length : at + 1, end: reference.length }
  };
}
function normalReference(reference) {
  const parsed = parseImageReference(reference);
  return parsed === void 0 ? reference : formatImageReference(parsed);
}
function respell(written, proposed) {
  const [old, next] = [parseImageReference(written), parseImageReference(proposed)];
  if (old?.registry !== next?.registry || old?.path !== next?.path) return proposed;
  return written.slice(0, referenceSpans(written).name.end) + proposed.slice(referenceSpans(proposed).name.end);
}

// src/pins/edits/archive-hash.ts
function archiveRequest(pin, target) {
  const spans = referenceSpans(target);
  const name = target.slice(0, spans.name.end);
  const [hosts, ...more] = pin.platforms;
  const platform = pin.archive?.platform ?? (more.length === 0 ? hosts : void 0);
  if (platform === void 0) return "the platform that the archive is for is not known; name it with `arch`";
  return {
    reference: `${name}@${parseImageReference(target)?.digest ?? ""}`,
    platform,
    finalImageName: pin.archive?.finalName ?? name,
    finalImageTag: target.slice(spans.tag.start, spans.tag.end) || "latest"
  };
}
function hashForm(text) {
  return parseHash(text)?.form;
}
function writeHash(hash, old) {
  const [parsed, form] = [parseHash(hash), hashForm(old)];
  if (parsed === void 0 || form === void 0) return void 0;
  return `${old.startsWith("sha256:") ? "sha256:" : ""}${formatHash(parsed.bytes, form)}`;
}
function archiveHashFrom(registry) {
  return ({ reference, platform, finalImageName, finalImageTag }) => {
    const [imageName = "", imageDigest = ""] = reference.split("@");
    const [os = "linux", arch = ""] = platform.split("/");
    return pullImageHash({ image: { imageName, imageDigest, os, arch, finalImageName, finalImageTag }, registry });
  };
}

// src/pins/nix/pull-image-pins.ts
var FROM_MANIFEST = "its manifest is a file of its own; fetch it again with the image's `getManifest`";
var NIX2CONTAINER = "nix2container hashes a folder that only its own tool makes; change the digest by hand and let the build tell the hash";
var NO_HASH = "the archive's hash must change together with the digest, and does not stand beside it as a literal";
function texts(file, { set, name }) {
  const search = startSearch(file);
  const found = member(search, { term: termOf(file, set), names: [name] }).flatMap((term) => resolveTerm(search, term));
  return found.every(isComplete) ? found.map((text) => text.filter((piece) => piece.text !== "")) : [];
}
function joined(pieces) {
  return (pieces ?? []).map(({ text }) => text).join("");
}
function textFor(index, { all, count: count2 }) {
  return (all.length === count2 ? all[index] : all.length === 1 ? all[0] : void 0) ?? [];
}
function archiveOf(file, { set, index, count: count2 }) {
  const hashes = ["hash", "sha256", "outputHash"].map((name) => texts(file, { set, name })).find((found) => found.length > 0) ?? [];
  const [piece, ...others] = hashes.length === count2 ? hashes[index] ?? [] : [];
  const isHash2 = piece?.start !== void 0 && piece.file === void 0 && others.length === 0 && hashForm(piece.text) !== void 0;
  const [finalName, os, arch] = ["finalImageName", "os", "arch"].map((name) => joined(textFor(index, { all: texts(file, { set, name }), count: count2 })));
  return {
    ...isHash2 ? { hash: { text: piece.text, start: piece.start } } : {},
    ...finalName === void 0 || finalName === "" ? {} : { finalName },
    ...arch === void 0 || arch === "" ? {} : { platform: `${os === void 0 || os === "" ? "linux" : os}/${arch}` }
  };
}
function isNix2container(file, called) {
  if (called === void 0) return false;
  const text = textOf2(file, called);
  return /nix2container|n2c/i.test(text) || !text.includes("dockerTools") && /nix2container/i.test(file.text);
}
var NVFETCHER = "nvfetcher keeps this file; run `nvfetcher`";
function refusalOf(file, { node, archive }) {
  if (/(?:^|\/)_sources\/generated\.nix$/.test(file.file)) return NVFETCHER;
  if (isNix2container(file, childIn(node, "function"))) return NIX2CONTAINER;
  return archive.hash === void 0 ? NO_HASH : void 0;
}
function pullImageCall(file, call2) {
  const { node, set } = call2;
  const [names, digests, tags] = ["imageName", "imageDigest", "finalImageTag"].map((name) => texts(file, { set, name }));
  const count2 = digests?.length ?? 0;
  return (digests ?? []).flatMap((digest, index) => {
    const [name, tag] = [names, tags].map((all) => textFor(index, { all: all ?? [], count: count2 }));
    if (name === void 0 || name.length === 0) return [];
    const archive = archiveOf(file, { set, index, count: count2 });
    const notEditable2 = refusalOf(file, { ...call2, archive });
    const pieces = [...name, ...tag === void 0 || tag.length === 0 ? [] : [{ text: ":" }, ...tag], { text: "@" }, ...digest];
    return makePin(file, { range: { start: node.start, end: node.end }, mechanism: "nix-pull-image", pieces, archive, ...notEditable2 === void 0 ? {} : { notEditable: notEditable2 } }) ?? [];
  });
}
function manifestPin(file, { node, set }) {
  const [name, tag] = ["imageName", "imageTag"].map((key) => textFor(0, { all: texts(file, { set, name: key }), count: 1 }));
  if (name === void 0 || parseImageReference(joined(name)) === void 0) return void 0;
  const tagged = tag === void 0 || tag.length === 0 ? [{ text: ":latest" }] : [{ text: ":" }, ...tag];
  return makePin(file, { range: { start: node.start, end: node.end }, mechanism: "nix-pull-image", pieces: [...name, ...tagged], notEditable: FROM_MANIFEST });
}
function pullImagePins(file) {
  const called = /* @__PURE__ */ new Set();
  const calls = file.nodes.flatMap((node) => {
    const set = node.kind === "apply_expression" ? childIn(node, "argument") : void 0;
    if (set === void 0) return [];
    called.add(set);
    const name = functionName(file, childIn(node, "function"));
    if (name === "pullImage") return pullImageCall(file, { node, set });
    return name === "pullImageFromManifest" ? manifestPin(file, { node, set }) ?? [] : [];
  });
  const sets = [...file.members].filter(([set, members]) => !called.has(set) && members.has("imageName") && members.has("imageDigest"));
  return [...calls, ...sets.flatMap(([set]) => pullImageCall(file, { node: set, set }))];
}

// src/pins/files/quadlet-images.ts
var SECTION = /^[ \t]*\[(?:Container|Image|Volume)\][ \t]*\r?$/m;
var IMAGE = /^(?<lead>[ \t]*Image[ \t]*=[ \t]*(?:docker:\/\/|docker-daemon:)?)(?<image>[^\s"'#]+)/gim;
var UNIT = /\.(?:image|build)$/;
function quadletImages(text) {
  if (!SECTION.test(text)) return [];
  return [...text.matchAll(IMAGE)].flatMap((match) => {
    const { lead = "", image = "" } = match.groups ?? {};
    const start = match.index + lead.length;
    return UNIT.test(image) || lead.includes("://") ? [] : [{ start, end: start + image.length }];
  });
}

// src/pins/nix/string-pins.ts
var MASK = "";
var DOCKER_URI = /docker:\/\/(?<reference>[a-zA-Z0-9\uE000][\w.:/@\uE000-]*)/g;
var ENGINE = /\b(docker|podman)(?:-client)?\}$/;
var FIRST_STAGE = /^(?:''|")\s*(?:#.*\n\s*|ARG\s.*\n\s*)*FROM\s/;
var INSTRUCTION = /^[ \t]*(?:RUN|COPY|ADD|CMD|ENTRYPOINT|ENV|WORKDIR|USER|EXPOSE|LABEL)\s/m;
var WORDS2 = /docker|podman|^(?:'')?[ \t]*(?:image[ \t]*=|FROM\s)/im;
var MAXIMUM_PARTS = 200;
var LONGEST_SCRIPT = 1e5;
function masked(file, node) {
  const pieces = [];
  let copied = node.start;
  for (const { start, end } of node.children.filter(({ kind }) => kind === "interpolation")) {
    const engine = ENGINE.exec(file.text.slice(start, end))?.[1] ?? "";
    pieces.push(file.text.slice(copied, start), MASK.repeat(end - start - engine.length), engine);
    copied = end;
  }
  return pieces.join("") + file.text.slice(copied, node.end);
}
function urisIn(text) {
  return [...text.matchAll(DOCKER_URI)].map((match) => {
    const start = match.index + "docker://".length;
    const uri = match.groups?.["reference"] ?? "";
    const isSentence = /^\s/.test(text.slice(start + uri.length, start + uri.length + 1));
    const reference = uri.replace(isSentence ? /[.:/@-]+$/ : /[:/@]+$/, "");
    return { start, end: start + reference.length, mechanism: "nix-docker-uri" };
  });
}
function runImagesIn(text) {
  const images = text.length > LONGEST_SCRIPT ? [] : imagesOfRunCommands(text).slice(0, MAXIMUM_PARTS);
  return images.filter(({ reference }) => /[:/@]/.test(reference)).map(({ reference, start }) => ({ start, end: start + reference.length, mechanism: "nix-run-command" }));
}
function dockerfileParts(text) {
  if (text.length > LONGEST_SCRIPT || !FIRST_STAGE.test(text) || !INSTRUCTION.test(text)) return [];
  const pins = dockerfilePins(sourceText("Dockerfile", text.replace(/^(?:''|")|(?:''|")$/g, (quote) => " ".repeat(quote.length))));
  return pins.filter(({ pieces, notEditable: notEditable2 }) => pieces.length === 1 && notEditable2 === void 0).map(({ range }) => ({ ...range, mechanism: "dockerfile" }));
}
function partsIn(text) {
  const quadlets = quadletImages(text).map((image) => ({ ...image, mechanism: "nix-quadlet-text" }));
  return [urisIn(text), runImagesIn(text), quadlets, dockerfileParts(text)].flatMap((parts) => parts.slice(0, MAXIMUM_PARTS));
}
function textsOfPart(file, { node, part }) {
  const [start, end] = [node.start + part.start, node.start + part.end];
  const inside = node.children.filter((child2) => child2.start < end && child2.end > start);
  const pieces = inside.map((child2) => {
    if (child2.kind === "string_fragment") {
      const from = Math.max(child2.start, start);
      return [[{ text: file.text.slice(from, Math.min(child2.end, end)), start: from }]];
    }
    const expression = child2.kind === "interpolation" ? childIn(child2, "expression") : void 0;
    return expression === void 0 ? [[{ hole: textOf2(file, child2) }]] : resolveTexts(file, expression);
  });
  const texts2 = pieces.reduce((all, alternatives) => all.flatMap((text) => alternatives.map((next) => [...text, ...next])).slice(0, inside.length === 0 ? 0 : 8), [[]]);
  const endsOpen = inside.at(-1)?.kind === "interpolation";
  return texts2.map((text) => text.filter((piece) => "hole" in piece || piece.text !== "")).map((text) => endsOpen ? [...text, { text: "", start: end }] : text);
}
function pinsOfString(file, { node, live }) {
  return partsIn(masked(file, node)).flatMap((part) => {
    const range = { start: node.start + part.start, end: node.start + part.end };
    return textsOfPart(file, { node, part }).flatMap((text) => {
      const pieces = isComplete(text) ? text : fillHoles(text, live);
      return pieces === void 0 ? [] : makePin(file, { range, mechanism: part.mechanism, pieces }) ?? [];
    });
  });
}
function stringPins(file, live) {
  const strings = file.nodes.filter(({ kind }) => kind === "string_expression" || kind === "indented_string_expression");
  return strings.filter((node) => WORDS2.test(textOf2(file, node))).flatMap((node) => pinsOfString(file, { node, live }));
}

// src/pins/nix/unknown-pins.ts
var UPTIX = "uptix gives the digest from uptix.lock; it is changed there, by `uptix`";
var LONGEST_HOLE = 80;
var NAMES = /* @__PURE__ */ new Set(["variable_expression", "select_expression", "identifier"]);
function shortened(hole) {
  const line = hole.replace(/\s+/g, " ");
  return line.length > LONGEST_HOLE ? `${line.slice(0, LONGEST_HOLE)}…` : line;
}
function isTold({ value, context }, text) {
  const known = text.map((part) => "hole" in part ? "x" : part.text).join("");
  if (!couldBeImage(known) || text.some((part) => "hole" in part && /^(?:null|true|false)$/.test(part.hole))) return false;
  const hasText = text.some((part) => !("hole" in part) && part.text !== "");
  return isInContainer(context) && (hasText || NAMES.has(value.kind));
}
function unknownPins(file, { use, texts: texts2 }) {
  if (use.isLoaded || use.isName) return [];
  const text = texts2.find((candidate) => !isComplete(candidate));
  if (text === void 0 || !isTold(use, text)) return [];
  const holes = [...new Set(text.flatMap((part) => "hole" in part ? [shortened(part.hole)] : []))];
  const { start, end } = use.value;
  return [
    listedPin(file, {
      range: { start, end },
      mechanism: "nix-composed",
      reference: text.map((part) => "hole" in part ? `\${${shortened(part.hole)}}` : part.text).join("").slice(0, 4096),
      pieces: text.flatMap((part) => "hole" in part ? [] : [part]),
      notEditable: `no text of this file says what ${holes.slice(0, 5).join(" and ")} is; the evaluation knows`
    })
  ];
}
function uptixPins(file) {
  return file.nodes.flatMap((node) => {
    const called = node.kind === "apply_expression" ? childIn(node, "function") : void 0;
    const argument = childIn(node, "argument");
    const isUptix = called !== void 0 && /^(?:dockerImage|pullDockerImage)$/.test(functionName(file, called)) && textOf2(file, called).includes("uptix");
    if (!isUptix || argument === void 0) return [];
    const [text] = resolveTexts(file, argument).filter(isComplete);
    if (text === void 0) return [];
    const reference = text.map((piece) => piece.text).join("");
    return [listedPin(file, { range: { start: argument.start, end: argument.end }, mechanism: "lock-uptix", reference, notEditable: UPTIX })];
  });
}

// src/pins/nix/nix-pins.ts
var OUTER_BLANK = "a blank stands inside the quotes, which no engine takes as part of a reference";
function rangeOf(value, pieces) {
  if (value.kind === "string_expression") return { start: value.start + 1, end: value.end - 1 };
  const placed = pieces.flatMap(({ start, text, file }) => start === void 0 || file !== void 0 || text === "" ? [] : [{ start, end: start + text.length }]);
  const [first] = placed;
  return placed.length === 1 && first !== void 0 ? first : { start: value.start, end: value.end };
}
function mechanismOf(file, value) {
  if (value.kind === "apply_expression" && functionName(file, childIn(value, "function")).endsWith("Option")) return "nix-option-default";
  return literalOf(file, value) === void 0 ? "nix-composed" : "nix-literal";
}
function trimmed(pieces) {
  const [only, ...others] = pieces;
  const text = only?.text.trim() ?? "";
  if (only === void 0 || others.length > 0 || text === only.text || parseImageReference(text)?.digest === void 0) return { pieces };
  return { pieces: [{ ...only, text }], notEditable: OUTER_BLANK };
}
function pinOfText(file, { use, text: { text, at }, live }) {
  const known = isComplete(text) ? text : fillHoles(text, live);
  if (known === void 0) return void 0;
  const { pieces, notEditable: notEditable2 } = trimmed(known);
  const reference = pieces.map((piece) => piece.text).join("");
  if (!live.has(reference) && !looksLikeImage(reference, use.context)) return void 0;
  const { value } = use;
  const pin = makePin(file, {
    range: rangeOf(value, pieces),
    mechanism: mechanismOf(file, value),
    pieces,
    ...notEditable2 === void 0 ? {} : { notEditable: notEditable2 },
    ...use.isLoaded ? { isLoaded: true } : {}
  });
  return pin && { ...pin, usedAt: { ...placeAt(file, at.start), raw: rawOf(file, at) } };
}
var MAXIMUM_RAW = 1e3;
function rawOf(file, value) {
  const literal3 = literalOf(file, value);
  return (literal3?.text ?? textOf2(file, value)).slice(0, MAXIMUM_RAW);
}
function calledTexts(file, { value, calls }) {
  return callSites(file, { node: value, index: calls }).flatMap(
    (site) => resolveTerm(startSearch(file), { file, node: value, calls: site.calls }).flatMap((text) => {
      const place = text.find((part) => !("hole" in part) && part.start !== void 0 && part.file === void 0);
      const start = place !== void 0 && "start" in place ? place.start : void 0;
      const argument = site.args.find((one) => start !== void 0 && one.start <= start && start < one.end);
      return [{ text, at: argument ?? site.node }];
    })
  );
}
function textsOfUse(file, { value, calls }) {
  const isSet = value.kind === "attrset_expression" || value.kind === "rec_attrset_expression";
  const chart = isSet ? chartPieces(file, value) : void 0;
  if (chart !== void 0) return [{ text: chart, at: value }];
  const own = resolveTexts(file, value).map((text) => ({ text, at: value }));
  const called = own.every(({ text }) => isComplete(text)) ? [] : calledTexts(file, { value, calls });
  return called.some(({ text }) => isComplete(text)) ? [...own.filter(({ text }) => isComplete(text)), ...called] : own;
}
function firstPlace({ pieces }) {
  return pieces.find(({ start, text, file }) => start !== void 0 && file === void 0 && text !== "")?.start;
}
function pinsOfName(file, { use, starts }) {
  return resolveTexts(file, use.value).flatMap((text) => {
    const pin = isComplete(text) ? makePin(file, { range: rangeOf(use.value, text), mechanism: mechanismOf(file, use.value), pieces: text }) : void 0;
    if (pin === void 0 || !starts.has(firstPlace(pin))) return [];
    return [{ ...pin, usedAt: { ...placeAt(file, use.value.start), raw: rawOf(file, use.value) } }];
  });
}
function markNames(pins) {
  const wholes = new Map(pins.filter(({ reference }) => hasEnd(reference)).map((pin) => [firstPlace(pin), pin.reference]));
  return pins.map((pin) => {
    const place = firstPlace(pin);
    const isName = place !== void 0 && !hasEnd(pin.reference) && wholes.get(place)?.startsWith(pin.reference) === true;
    return isName ? { ...pin, isListedOnly: true, notEditable: "it is the name in a reference that is put together elsewhere" } : pin;
  });
}
function markHalf(pin, { use, live }) {
  if (!use.hasTagBeside || hasEnd(pin.reference) || live.has(pin.reference)) return pin;
  return { ...pin, isListedOnly: true, notEditable: "it is a name whose tag stands beside it" };
}
function hasEnd(reference) {
  return /@|:[^/]*$/.test(reference);
}
var RENOVATE = /renovate:(?=.*\bdatasource=docker\b).*\b(?:depName|packageName)=(?<name>[^\s"']+)/;
function renovatePins(file, pins) {
  const known = new Set(pins.flatMap(({ pieces }) => pieces.map(({ start, file: other }) => other === void 0 ? start : void 0)));
  const comments = file.nodes.filter(({ kind }) => kind === "comment").map(({ start, end }) => ({ end, name: RENOVATE.exec(file.text.slice(start, end))?.groups?.["name"] }));
  const byEnd = new Map(comments.flatMap(({ end, name }) => name === void 0 ? [] : [[end, name]]));
  if (byEnd.size === 0) return [];
  return file.nodes.flatMap((node) => {
    const value = node.kind === "binding" ? childIn(node, "expression") : void 0;
    const literal3 = value && literalOf(file, value);
    const above = file.text.slice(Math.max(0, node.start - MAXIMUM_RAW), node.start).trimEnd().length + Math.max(0, node.start - MAXIMUM_RAW);
    const name = byEnd.get(above);
    if (name === void 0 || literal3 === void 0 || known.has(literal3.start)) return [];
    return makePin(file, { range: { start: literal3.start, end: literal3.start + literal3.text.length }, mechanism: "nix-composed", pieces: [{ text: `${name}:` }, literal3] }) ?? [];
  });
}
function nixPins(file, live) {
  const calls = indexCalls(file);
  const judged = imageUses(file).map((use) => {
    const texts2 = use.isName ? [] : textsOfUse(file, { value: use.value, calls });
    const found = texts2.flatMap((text) => pinOfText(file, { use, text, live }) ?? []).map((pin) => markHalf(pin, { use, live }));
    return { use, pins: found.length > 0 ? found : unknownPins(file, { use, texts: texts2.map(({ text }) => text) }) };
  });
  const whole = judged.flatMap(({ pins: pins2 }) => pins2);
  const starts = new Set(whole.filter(({ isLoaded }) => isLoaded !== true).map(firstPlace));
  const named2 = judged.filter(({ pins: pins2 }) => pins2.length === 0).flatMap(({ use }) => pinsOfName(file, { use, starts }));
  const pins = markNames([...whole, ...named2, ...pullImagePins(file), ...uptixPins(file), ...stringPins(file, live)]);
  return [...pins, ...renovatePins(file, pins), ...literalPins(file, { live, pins })];
}

// src/pins/files/lock-pins.ts
var import_yaml = __toESM(require_dist(), 1);
var NAMES2 = ["imageName", "image_name", "image", "repository"];
var DIGESTS = ["imageDigest", "image_digest", "digest"];
var TAGS2 = ["finalImageTag", "image_tag", "imageTag", "tag"];
var HASHES = ["hash", "sha256"];
var MAXIMUM_LENGTH = 1024 * 1024;
var MAXIMUM_DEPTH = 8;
var LOCK_WORDS = /"(?:imageDigest|image_digest|digest)"\s*:|"\s*:\s*"sha256:[0-9a-f]{64}"/;
function pieceOf2({ source }, node) {
  if (!(0, import_yaml.isScalar)(node) || typeof node.value !== "string" || !node.range || node.value === "") return void 0;
  const start = node.range[0] + 1;
  return source.text.startsWith(node.value, start) ? { text: node.value, start } : void 0;
}
function valueOf(reading, { map, keys }) {
  return keys.map((key) => pieceOf2(reading, map.get(key, true))).find((piece) => piece !== void 0);
}
function toolOf({ file, text }) {
  if (/(?:^|\/)_sources\/generated\.json$/.test(file)) return { mechanism: "lock-nvfetcher", notEditable: "nvfetcher keeps this file; run `nvfetcher`" };
  return { mechanism: /"type"\s*:\s*"Container"/.test(text) ? "lock-npins" : "lock-json" };
}
function objectPin(reading, map) {
  const [name, digest, tag, hash, finalName, arch] = [NAMES2, DIGESTS, TAGS2, HASHES, ["finalImageName"], ["arch"]].map((keys) => valueOf(reading, { map, keys }));
  if (name === void 0 || digest === void 0 || !map.range) return void 0;
  const tagged = tag === void 0 || /[:@]/.test(baseName(name.text)) ? [] : [{ text: ":" }, tag];
  const form = hash === void 0 ? void 0 : hashForm(hash.text);
  const archive = {
    ...hash?.start === void 0 || form === void 0 ? {} : { hash: { text: hash.text, start: hash.start } },
    ...finalName === void 0 ? {} : { finalName: finalName.text },
    ...arch === void 0 ? {} : { platform: `linux/${arch.text}` }
  };
  const unreadable = hash !== void 0 && form === void 0 ? { notEditable: "the hash beside the digest is no SHA-256" } : {};
  const range = { start: map.range[0], end: map.range[1] };
  return makePin(reading.source, { range, pieces: [name, ...tagged, { text: "@" }, digest], ...hash === void 0 ? {} : { archive }, ...unreadable, ...toolOf(reading.source) });
}
function uptixPin(reading, { key, value }) {
  const [name, digest] = [pieceOf2(reading, key), pieceOf2(reading, value)];
  if (name?.start === void 0 || digest === void 0 || !/^sha256:[0-9a-f]{64}$/.test(digest.text) || DIGESTS.includes(name.text)) return void 0;
  const range = { start: name.start, end: name.start + name.text.length };
  return makePin(reading.source, { range, mechanism: "lock-uptix", pieces: [{ text: name.text }, { text: "@" }, digest] });
}
function walk3(reading, { node, depth }) {
  if (depth > MAXIMUM_DEPTH) return [];
  if ((0, import_yaml.isSeq)(node)) return node.items.flatMap((item) => walk3(reading, { node: item, depth: depth + 1 }));
  if (!(0, import_yaml.isMap)(node)) return [];
  const own = objectPin(reading, node);
  if (own !== void 0) return [own];
  return node.items.flatMap((pair) => uptixPin(reading, pair) ?? walk3(reading, { node: pair.value, depth: depth + 1 }));
}
function lockPins(source) {
  if (source.text.length > MAXIMUM_LENGTH || !LOCK_WORDS.test(source.text)) return [];
  const document = (0, import_yaml.parseDocument)(source.text, { schema: "json", strict: false, logLevel: "silent" });
  return document.errors.length > 0 ? [] : walk3({ source }, { node: document.contents, depth: 0 });
}

// src/pins/files/nvfetcher-pins.ts
var SECTION2 = /^[ \t]*\[(?<name>[^\]\n]+)\]/;
var ENTRY = /^(?<lead>[ \t]*(?<key>[\w.-]+)[ \t]*=[ \t]*(?<quote>["']))(?<value>[^"'\n]*)\k<quote>/;
var HINT = "nvfetcher makes its sources from this file; change it and run `nvfetcher`";
function pinOf2(source, entries) {
  const image = entries.get("fetch.docker") ?? entries.get("src.container");
  const version = entries.get("src.manual");
  if (image === void 0) return void 0;
  const tag = version === void 0 ? [] : [{ text: ":" }, { text: version.value, start: version.start }];
  const range = { start: image.start, end: image.start + image.value.length };
  return makePin(source, { range, mechanism: "lock-nvfetcher", pieces: [{ text: image.value, start: image.start }, ...tag], notEditable: HINT });
}
function nvfetcherPins(source) {
  const sections = [/* @__PURE__ */ new Map()];
  let offset = 0;
  for (const line of source.text.split("\n")) {
    const { lead = "", key, value = "" } = ENTRY.exec(line)?.groups ?? {};
    if (SECTION2.test(line)) sections.push(/* @__PURE__ */ new Map());
    else if (key !== void 0) sections.at(-1)?.set(key, { value, start: offset + lead.length });
    offset += line.length + 1;
  }
  return sections.flatMap((entries) => pinOf2(source, entries) ?? []);
}

// src/pins/files/text-pins.ts
function quadletPins(source) {
  return quadletImages(source.text).flatMap((range) => {
    const text = source.text.slice(range.start, range.end);
    return text.includes("%") ? [] : makePin(source, { range, mechanism: "quadlet", pieces: [{ text, start: range.start }] }) ?? [];
  });
}
var LONGEST_SCRIPT2 = 1e5;
function scriptPins(source) {
  const images = source.text.length > LONGEST_SCRIPT2 ? [] : imagesOfRunCommands(source.text).filter(({ reference }) => /[:/@]/.test(reference));
  return images.flatMap(({ reference, start }) => {
    const range = { start, end: start + reference.length };
    return makePin(source, { range, mechanism: "run-command", pieces: [{ text: reference, start }] }) ?? [];
  });
}

// src/pins/files/file-pins.ts
function givenUp(file) {
  return {
    code: "plan-cut",
    severity: "info",
    subject: file,
    message: "The file is too long or takes too long to read, so it was not searched for image references.",
    hint: "Keep references in files that people write.",
    place: { file }
  };
}
async function pinsOfNixFile(source, { live, importsOf }) {
  const tree = await parseNix(source.text);
  if (tree === void 0) return { value: [], findings: [givenUp(source.file)] };
  return { value: nixPins(indexNixFile(source, { root: tree.root, imports: await importsOf(source) }), live), findings: [] };
}
var NIX_WORDS = /(?:image|img)[\w-]{0,64}["']?\s*[=;]|uptix|(?:\b(?:registry|docker|dock|cr)\.[\w.-]{1,200}|\b(?:docker|gcr|ghcr|lscr|quay|nvcr)\.io|\.pkg\.dev|registry\.k8s\.io|mcr\.microsoft\.com|public\.ecr\.aws|codeberg\.org)\/|inherit[^;]{1,1000}?image|docker:\/\/|\[(?:container|image)\]|\n[ \t]*FROM\s|(?:docker|podman)[\s\S]{0,400}?\s(?:run|create|pull)\s/i;
var FINDERS = [
  { path: /\.nix$/, words: NIX_WORDS, find: pinsOfNixFile },
  { path: /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:\.[^/]*)?|[^/]*\.(?:Dockerfile|Containerfile))$/i, words: /from/i, find: (source) => dockerfilePins(source) },
  { path: /\.(?:container|image|volume)$/, words: /^[ \t]*image[ \t]*=/im, find: quadletPins },
  { path: /\.(?:json|lock)$/, words: LOCK_WORDS, find: lockPins },
  { path: /(?:^|\/)nvfetcher[^/]*\.toml$/, words: /docker|container/, find: nvfetcherPins },
  { path: /\.(?:sh|bash)$/, words: /docker|podman/, find: scriptPins }
];
function finderOf(path) {
  return FINDERS.find((finder) => finder.path.test(path));
}
function mayHoldPins(path) {
  return finderOf(path) !== void 0;
}
function hasPinWords(path, text) {
  return finderOf(path)?.words.test(text) === true;
}
async function filePins(source, around) {
  const found = await finderOf(source.file)?.find(source, around);
  if (found === void 0) return { value: [], findings: [] };
  return "value" in found ? found : { value: found, findings: [] };
}

// src/pins/files/compose-files.ts
async function textsOf2(project, head) {
  return new Map(await Promise.all(project.files.map(async ({ path }) => [path, sourceText(path, await head.read(path) ?? "")])));
}
function builds(project) {
  return [...project.services.values(), ...project.inactive.values()].flatMap(({ keys }) => {
    const build = valueAt(keys, "build");
    return build?.kind === "map" ? [build] : [];
  });
}
function buildArguments(build, texts2) {
  return new Map(
    entriesAt(build, "args").flatMap(([name, { value }]) => {
      if (value.kind !== "scalar" || value.value === null) return [];
      const text = String(value.value);
      const [from = 0, to = 0] = value.range ?? [];
      const written = texts2.get(value.place.file)?.text.slice(from, to) ?? "";
      const start = value.written === void 0 && value.range !== void 0 ? written.indexOf(text) : -1;
      return [[name, start < 0 ? { text } : { text, start: from + start, file: value.place.file }]];
    })
  );
}
function inlinePins(build, texts2) {
  const inline = valueAt(build, "dockerfile_inline");
  const source = inline?.kind === "scalar" ? texts2.get(inline.place.file) : void 0;
  if (inline?.kind !== "scalar" || source === void 0 || inline.range === void 0) return [];
  const [start, end] = inline.range;
  const text = source.text.slice(start, end);
  const first = text.indexOf("\n");
  if (!/^[|>]/.test(text) || first < 0) return [];
  const body = text.slice(first).replaceAll("$", UNFOLLOWED);
  const alone = { ...source, text: `${source.text.slice(0, start).replace(/[^\n]/g, " ")}${" ".repeat(first)}${body}` };
  return dockerfilePins(alone, buildArguments(build, texts2)).map((pin) => ({ ...pin, raw: pin.raw.replaceAll(UNFOLLOWED, "$"), mechanism: "compose-dockerfile" }));
}
async function dockerfileOf(build, { project, texts: texts2, request }) {
  const context = textAt(build, "context") ?? ".";
  if (textAt(build, "dockerfile_inline") !== void 0 || /^[a-z+]+:\/\/|^git@/.test(context)) return [];
  const folder = posix8.isAbsolute(context) ? posix8.join(project.folder, posix8.relative(project.root, context)) : posix8.join(project.folder, context);
  const file = posix8.join(folder, textAt(build, "dockerfile") ?? "Dockerfile");
  const text = request.head.entries.get(file)?.kind === "file" ? await request.head.read(file) : void 0;
  const known = buildArguments(build, texts2);
  const isNews = known.size > 0 || !mayHoldPins(file);
  const isTouched = request.changes.some(({ path }) => path === file || project.files.some((one) => one.path === path));
  return text === void 0 || !isNews || !isTouched ? [] : dockerfilePins(sourceText(file, text), known);
}
async function projectPins(project, request) {
  const texts2 = await textsOf2(project, request.head);
  const dockerfiles = await Promise.all(builds(project).map((build) => dockerfileOf(build, { project, texts: texts2, request })));
  return [...composePins(project, texts2), ...builds(project).flatMap((build) => inlinePins(build, texts2)), ...dockerfiles.flat()];
}
async function composeFilesPins(request) {
  const found = await Promise.all(request.projects.flatMap(({ head }) => head === void 0 ? [] : [projectPins(head, request)]));
  return found.flat();
}

// src/pins/live-references.ts
function archiveReferences({ options }) {
  const { imageName, imageTag, imageDigest } = options.archive ?? {};
  if (typeof imageName !== "string" || typeof imageDigest !== "string") return [];
  return [`${imageName}@${imageDigest}`, ...typeof imageTag === "string" ? [`${imageName}:${imageTag}@${imageDigest}`] : []];
}
function askedPlatform({ options: { extraOptions } }) {
  const index = extraOptions.findLastIndex((option) => option === "--platform" || option.startsWith("--platform="));
  return extraOptions[index] === "--platform" ? extraOptions[index + 1] : extraOptions[index]?.slice("--platform=".length);
}
function liveReferences(hosts) {
  const live = /* @__PURE__ */ new Map();
  for (const { head } of hosts) {
    if (head === void 0) continue;
    for (const image of liveImages(head)) {
      const platform = askedPlatform(image) ?? platformOfSystem(head.system);
      const references = image.isLocal ? archiveReferences(image) : [image.reference];
      for (const reference of references) live.set(reference, [.../* @__PURE__ */ new Set([...live.get(reference) ?? [], platform])]);
    }
  }
  return live;
}
function shortNames(live) {
  return [...new Set([...live.keys()].flatMap((reference) => parseImageReference(reference)?.path.split("/").at(-1) ?? []))];
}
function servicePlatforms(projects) {
  const images = projects.flatMap(({ head }) => head === void 0 ? [] : [...composeImages(head), ...composeImages({ ...head, services: head.inactive })]);
  const groups = Map.groupBy(images, ({ image }) => normalReference(image));
  return new Map([...groups].map(([key, group]) => [key, group.map(({ platform }) => platform)]));
}
function platformsByImage(live, projects) {
  const platforms = /* @__PURE__ */ new Map();
  const add = (key, list2) => void platforms.set(key, [.../* @__PURE__ */ new Set([...platforms.get(key) ?? [], ...list2])]);
  for (const [reference, list2] of live) add(normalReference(reference), list2);
  for (const [key, asked] of servicePlatforms(projects)) {
    const known = asked.filter((platform) => platform !== void 0);
    if (platforms.has(key) || known.length === asked.length) add(key, known);
  }
  return platforms;
}

// src/pins/not-located.ts
var HINT2 = "Write the reference as one literal, or in parts that stand in the same file, if stowplan shall find it.";
var MOST_NAMED = 20;
function containerKey({ container, kind, scope, owner: owner2 }) {
  return JSON.stringify([container, kind, scope, owner2]);
}
function soughtImages(state, found) {
  const images = state === void 0 ? [] : liveImages(state);
  return images.filter(({ isLocal, reference }) => !isLocal && parseImageReference(reference) !== void 0 && !found.has(normalReference(reference)));
}
function movedFinding(host, { container, reference, files }) {
  const defined = files.length === 0 ? "" : ` The container is defined in ${tellSome(files, 3)}.`;
  return {
    code: "image-not-located",
    severity: "info",
    subject: reference.slice(0, 1024),
    message: `Container ${container} of ${host} runs it, but it was found in no file, so no edit can be offered.${defined}`.slice(0, 8192),
    hint: HINT2
  };
}
function otherFinding(host, images) {
  const references = [...new Set(images.map(({ reference }) => reference))].toSorted();
  if (references.length === 0) return [];
  const message = `It also runs ${tellSome(references, MOST_NAMED)}, which ${references.length === 1 ? "was" : "were"} found in no file, so newer versions cannot be written there.`;
  return [{ code: "image-not-located", severity: "info", subject: `host ${host}`, message: message.slice(0, 8192), hint: HINT2 }];
}
function notLocated(hosts, found) {
  return hosts.flatMap(({ name, base, head }) => {
    const before = new Map((base === void 0 ? [] : liveImages(base)).map((image) => [containerKey(image), image.reference]));
    const sought = soughtImages(head, found);
    const moved2 = sought.filter((image) => before.get(containerKey(image)) !== image.reference);
    return [...moved2.map((image) => movedFinding(name, image)), ...otherFinding(name, sought.filter((image) => !moved2.includes(image)))];
  });
}

// src/pins/nix/imported-files.ts
var IMPORT = /\bimport\s+(?<path>\.{1,2}\/[\w./+-]+)/g;
var MOST_FILES = 1e3;
function importReader(tree) {
  const files = /* @__PURE__ */ new Map();
  const asked = /* @__PURE__ */ new Set();
  async function load({ file, text }) {
    const written = [...text.matchAll(IMPORT)].map((match) => besidePath(file, match.groups?.["path"] ?? ""));
    const paths = written.map((path) => tree.entries.get(path)?.kind === "file" ? path : `${path}/default.nix`);
    for (const path of paths) {
      if (asked.has(path) || asked.size >= MOST_FILES || tree.entries.get(path)?.kind !== "file") continue;
      asked.add(path);
      const source = sourceText(path, await tree.read(path) ?? "");
      const parsed = await parseNix(source.text);
      if (parsed !== void 0) files.set(path, indexNixFile(source, { root: parsed.root, imports: files }));
      await load(source);
    }
  }
  return async (source) => {
    await load(source);
    return files;
  };
}

// src/pins/find-pins.ts
var FILES_AT_A_TIME = 1e3;
var MAXIMUM_GIVEN_UP = 3;
function othersLeftOut() {
  return {
    code: "plan-cut",
    severity: "info",
    subject: "image references",
    message: `After ${MAXIMUM_GIVEN_UP} such files the others were not searched for image references.`,
    hint: "Mend or shorten the files that the findings beside this one name."
  };
}
function searchedPaths({ head, changes }, isWhole) {
  const changed = new Set(changes.map(({ path }) => path));
  const paths = [...head.entries.values()].filter(({ kind, path }) => kind === "file" && mayHoldPins(path)).map(({ path }) => path);
  return paths.filter((path) => isWhole || changed.has(path));
}
function anyOf(texts2) {
  if (texts2.length === 0) return () => false;
  const pattern = new RegExp(texts2.map((text) => text.replaceAll(/[^\w:@/-]/g, "\\$&")).join("|"));
  return (text) => pattern.test(text);
}
function chooser(request, live) {
  const changed = new Set(request.changes.map(({ path }) => path));
  const [hasName, hasReference] = [anyOf(shortNames(live)), anyOf([...live.keys()])];
  return (file, text) => hasPinWords(file, text) && (changed.has(file) || hasName(text)) || file.endsWith(".nix") && hasReference(text);
}
async function filesPins(request, live) {
  const isWanted2 = chooser(request, live);
  const around = { live: new Set(live.keys()), importsOf: importReader(request.head) };
  const paths = searchedPaths(request, live.size > 0);
  const value = [];
  const findings = [];
  for (let start = 0; start < paths.length; start += FILES_AT_A_TIME) {
    const batch = paths.slice(start, start + FILES_AT_A_TIME);
    const texts2 = await Promise.all(batch.map(async (file) => ({ file, text: await request.head.read(file) ?? "" })));
    const wanted = texts2.filter(({ file, text }) => isWanted2(file, text));
    for (const { file, text } of wanted) {
      const found = await filePins(sourceText(file, text), around);
      value.push(...found.value);
      findings.push(...found.findings);
      if (findings.length === MAXIMUM_GIVEN_UP) return { value, findings: [...findings, othersLeftOut()] };
    }
  }
  return { value, findings };
}
function piecesKey({ file, pieces, reference, isLoaded }) {
  const placed = pieces.flatMap((piece) => piece.start === void 0 ? [] : [[piece.file ?? "", piece.start, piece.text]]);
  return JSON.stringify([file, reference, isLoaded, placed]);
}
function withoutRepeats2(pins) {
  const byPlace = Map.groupBy(pins, piecesKey);
  const distinct = [...byPlace.values()].flatMap((group) => group.find(({ mechanism }) => mechanism === "nix-option-default") ?? group[0] ?? []);
  return distinct.toSorted((left, right) => compareTexts(left.file, right.file) || left.range.start - right.range.start);
}
function generatedFiles(projects) {
  return new Map(projects.flatMap(({ source, head }) => source.output === void 0 || head === void 0 ? [] : [[source.output, source.inputs]]));
}
function inContext(pins, { request, live }) {
  const touched = new Set(request.changes.map(({ path }) => path));
  const generated = generatedFiles(request.projects);
  const platforms = platformsByImage(live, request.projects);
  return pins.map((pin) => {
    const generatedFrom = generated.get(pin.file);
    const where = { isTouched: touched.has(pin.file), platforms: platforms.get(normalReference(pin.reference)) ?? [] };
    return { ...pin, ...where, ...generatedFrom === void 0 ? {} : { generatedFrom } };
  });
}
async function findUses(request) {
  const found = await filesPins(request, liveReferences(request.hosts));
  return { value: [...await composeFilesPins(request), ...found.value], findings: found.findings };
}
async function findPins(request) {
  const uses = await findUses(request);
  const found = withoutRepeats2(uses.value.filter(({ isListedOnly }) => isListedOnly !== true));
  const missing = notLocated(request.hosts, new Set(found.map(({ reference }) => normalReference(reference))));
  return { value: inContext(found, { request, live: liveReferences(request.hosts) }), findings: [...uses.findings, ...missing] };
}

// src/pins/list-pins.ts
var position = { line: int().min(1), column: int().min(1) };
var ListedPart = object({
  text: string().max(4096),
  file: string().max(4096).optional(),
  line: position.line.optional(),
  column: position.column.optional()
});
var ListedPin = object({
  file: string().max(4096).describe("Path from the repository's root."),
  line: position.line.describe("Line of the expression that gives the reference to something."),
  column: position.column,
  raw: string().max(4096).describe("What is written there: the reference, or a name that leads to it."),
  reference: string().max(4096).describe("The reference with everything filled in, as it is spelled. Where something is not known, what is written: `web:${TAG}`."),
  mechanism: string().max(64).describe("How it is written: `nix-literal`, `compose-image`, `dockerfile`, …"),
  parts: array(ListedPart).max(64).describe("The parts of the reference in order; those with a place can be edited there."),
  notEditable: string().max(1024).optional().describe("Why stowplan does not edit it; absent where it does.")
});
var PinList = object({
  version: literal(1),
  revision: string().max(64).describe("The commit that was looked at; zeros for a folder as it is."),
  pins: array(ListedPin).max(1e5),
  findings: array(Finding).max(1e3)
});
function partOf({ text, start, file }, { pin, sources }) {
  const path = file ?? pin.file;
  const source = sources.get(path);
  if (start === void 0 || source === void 0) return { text };
  return { text, ...path === pin.file ? {} : { file: path }, ...placeAt(source, start) };
}
var MOST_RAW = 1e3;
function rawOf2({ usedAt, raw }) {
  const written = usedAt === void 0 || usedAt.raw.includes("\n") ? raw : usedAt.raw;
  const [first = ""] = written.split("\n");
  return first === written ? written.slice(0, MOST_RAW) : `${first.slice(0, MOST_RAW)} …`;
}
function listed(pin, sources) {
  const { file, line, column, usedAt, reference, mechanism, pieces, notEditable: notEditable2 } = pin;
  return {
    file,
    // Of a literal the place is that of its text, inside the quotes.
    ...usedAt === void 0 || usedAt.line === line && usedAt.raw === pin.raw ? { line, column } : { line: usedAt.line, column: usedAt.column },
    raw: rawOf2(pin),
    reference,
    mechanism,
    parts: pieces.filter(({ text }) => text !== "").slice(0, 64).map((piece) => partOf(piece, { pin, sources })),
    ...notEditable2 === void 0 ? {} : { notEditable: notEditable2 }
  };
}
function compare(left, right) {
  return compareTexts(left.file, right.file) || left.line - right.line || left.column - right.column || compareTexts(left.reference, right.reference);
}
function placeKey({ file, line, column, reference, mechanism }) {
  return JSON.stringify([file, line, column, mechanism === "compose-variable" ? "" : reference]);
}
async function sourcesOf(pins, tree) {
  const files = new Set(pins.flatMap((pin) => [pin.file, ...pin.pieces.flatMap(({ file }) => file ?? [])]));
  return new Map(await Promise.all([...files].map(async (file) => [file, sourceText(file, await tree.read(file) ?? "")])));
}
async function listPins({ tree, projects }) {
  const changes = [...tree.entries.values()].map(({ path }) => ({ path, status: "added" }));
  const { value, findings } = await findUses({ head: tree, changes, hosts: [], projects });
  const sources = await sourcesOf(value, tree);
  const pins = new Map(value.map((pin) => listed(pin, sources)).map((pin) => [placeKey(pin), pin]));
  return { value: [...pins.values()].toSorted(compare), findings };
}

// src/pins/edits/apply-splices.ts
function withoutRepeats3(splices) {
  const distinct = new Map(splices.map((splice) => [JSON.stringify([splice.at, splice.old, splice.replacement]), splice]));
  return [...distinct.values()].toSorted((left, right) => left.at - right.at || left.old.length - right.old.length);
}
function doSplicesClash(splices) {
  const sorted = withoutRepeats3(splices);
  return sorted.some((splice, index) => {
    const next = sorted[index + 1];
    return next !== void 0 && (next.at < splice.at + splice.old.length || next.at === splice.at);
  });
}
function applySplices(text, splices) {
  if (doSplicesClash(splices)) return void 0;
  const pieces = [];
  let copied = 0;
  for (const { at, old, replacement } of withoutRepeats3(splices)) {
    if (!text.startsWith(old, at)) return void 0;
    pieces.push(text.slice(copied, at), replacement);
    copied = at + old.length;
  }
  return pieces.join("") + text.slice(copied);
}

// src/pins/edits/change-pin.ts
var ELSEWHERE = "the part that changes is not written in this place alone";
function placePieces(pieces) {
  let start = 0;
  return pieces.map((piece) => {
    const placed = { piece, start, end: start + piece.text.length };
    start = placed.end;
    return placed;
  });
}
function differencesOf(old, next) {
  const [before, after] = [referenceSpans(old), referenceSpans(next)];
  return ["name", "tag", "digest"].flatMap((part) => {
    const [from, to] = [before[part], after[part]];
    const [was, becomes] = [old.slice(from.start, from.end), next.slice(to.start, to.end)];
    if (was === becomes) return [];
    const separator = part === "digest" ? "@" : ":";
    if (was === "") return [{ ...from, replacement: separator + becomes }];
    return becomes === "" ? [{ start: from.start - 1, end: from.end, replacement: "" }] : [{ ...from, replacement: becomes }];
  });
}
function narrow({ start, end, replacement }, reference) {
  const old = reference.slice(start, end);
  const limit = Math.min(old.length, replacement.length);
  let head = 0;
  while (head < limit && old[head] === replacement[head]) head += 1;
  let tail = 0;
  while (tail < limit - head && old[old.length - 1 - tail] === replacement[replacement.length - 1 - tail]) tail += 1;
  return { start: start + head, end: end - tail, replacement: replacement.slice(head, replacement.length - tail) };
}
function pieceAtSeam(pieces, offset) {
  const touching = pieces.filter(({ piece, start, end }) => piece.start !== void 0 && start <= offset && offset <= end);
  const whole = touching.find(({ start, end }) => start === 0 && end > 0);
  const anchor = touching.findLast(({ piece }) => piece.text === "");
  return whole ?? anchor ?? touching[0];
}
function spliceOf(pieces, { start, end, replacement }) {
  const isSeam = start === end;
  const found = isSeam ? pieceAtSeam(pieces, start) : pieces.find((candidate) => candidate.piece.start !== void 0 && candidate.start <= start && end <= candidate.end);
  if (found?.piece.start === void 0) return void 0;
  const { text, start: at, file } = found.piece;
  const from = start - found.start;
  return { ...file === void 0 ? {} : { file }, at: at + from, old: text.slice(from, from + end - start), replacement };
}
function refusalOf2(pin, reference) {
  if (pin.notEditable !== void 0) return pin.notEditable;
  const parsed = parseImageReference(reference);
  if (parsed === void 0) return "the new text is not an image reference";
  if (pin.archive === void 0) return void 0;
  return parsed.digest === void 0 ? "an image that Nix pulls needs a digest" : void 0;
}
function changePin(pin, reference) {
  const why = refusalOf2(pin, reference);
  if (why !== void 0) return { kind: "refused", why };
  const pieces = placePieces(pin.pieces);
  const splices = differencesOf(pin.reference, reference).map((difference) => spliceOf(pieces, difference) ?? spliceOf(pieces, narrow(difference, pin.reference)));
  const known = splices.filter((splice) => splice !== void 0);
  return known.length < splices.length ? { kind: "refused", why: ELSEWHERE } : { kind: "splices", splices: known };
}

// src/pins/edits/edit-pin.ts
function canEdit(pin, reference) {
  if (pin.isLoaded === true) return false;
  const change = changePin(pin, reference);
  return change.kind === "splices" && change.splices.every(({ file }) => file === void 0 || file === pin.file);
}
function whyNotEditable(pin, reference) {
  const change = changePin(pin, reference);
  return change.kind === "refused" ? change.why : void 0;
}
function editPin({ text, pin, reference }) {
  const change = changePin(pin, reference);
  if (change.kind === "refused") return change;
  if (pin.archive !== void 0) return { kind: "refused", why: "the archive's hash must change together with the digest" };
  if (!canEdit(pin, reference)) return { kind: "refused", why: "the part that changes is written in another file" };
  const edited = applySplices(text, change.splices);
  return edited === void 0 ? { kind: "refused", why: "the file has changed since it was read" } : { kind: "edited", text: edited };
}

// src/pins/edits/place-edit.ts
function loadedName({ reference, archive }) {
  const { name, tag } = referenceSpans(reference);
  return `${archive?.finalName ?? reference.slice(0, name.end)}:${reference.slice(tag.start, tag.end) || "latest"}`;
}
function targetOf3(pin, { edit, archives }) {
  if (pin.isLoaded !== true) return normalReference(pin.reference) === normalReference(edit.reference) ? respell(pin.reference, edit.proposed) : void 0;
  const archive = archives.find((candidate) => normalReference(loadedName(candidate)) === normalReference(pin.reference));
  if (archive === void 0) return void 0;
  const { name, tag } = referenceSpans(edit.proposed);
  const target = `${archive.archive?.finalName ?? edit.proposed.slice(0, name.end)}:${edit.proposed.slice(tag.start, tag.end) || "latest"}`;
  return respell(pin.reference, target);
}
function placePin(pin, target) {
  const change = changePin(pin, target);
  if (change.kind === "refused") return { pin, why: change.why };
  return { pin, target, splices: change.splices.map((splice) => ({ ...splice, file: splice.file ?? pin.file })) };
}
function placeEdit(edit, pins) {
  const archives = pins.filter((pin) => pin.archive !== void 0 && normalReference(pin.reference) === normalReference(edit.reference));
  const placed = pins.flatMap((pin) => {
    const target = targetOf3(pin, { edit, archives });
    return target === void 0 ? [] : [placePin(pin, target)];
  });
  return {
    edit,
    taken: placed.flatMap((one) => "target" in one ? [one] : []),
    refused: placed.flatMap((one) => "why" in one ? [one] : [])
  };
}

// src/pins/edits/decide-edits.ts
function placeOfPin({ file, line, column }) {
  return { file, line, column };
}
function withdrawn({ reference, proposed }, { why, pin }) {
  return {
    code: "edit-withdrawn",
    severity: "warning",
    subject: reference.slice(0, 1024),
    message: `It is not changed to ${proposed}: ${why}.`.slice(0, 8192),
    hint: "Make the change by hand, or write the reference so that each image has a text of its own.",
    ...pin === void 0 ? {} : { place: placeOfPin(pin) }
  };
}
function notEditable({ edit, refused }) {
  return refused.map(({ pin, why }) => ({
    code: "reference-not-editable",
    severity: "warning",
    subject: edit.reference.slice(0, 1024),
    message: `This place is left as it is when it should become ${edit.proposed}: ${why}.`.slice(0, 8192),
    hint: "Change it by hand.",
    place: placeOfPin(pin)
  }));
}
function splicesOf({ taken }) {
  return taken.flatMap(({ splices }) => splices);
}
function belongTogether(left, right) {
  return left.generatedFrom?.includes(right.file) === true || right.generatedFrom?.includes(left.file) === true;
}
function halfOfPair({ edit, taken, refused }) {
  const half = refused.find(({ pin }) => taken.some((other) => belongTogether(pin, other.pin)));
  return half && withdrawn(edit, { why: `${half.pin.file} belongs together with an edited file, but ${half.why}`, pin: half.pin });
}
function newText(pin, splices) {
  return pin.pieces.map(({ text, start, file = pin.file }) => {
    if (start === void 0) return text;
    const inside = splices.filter((splice) => splice.file === file && splice.at >= start && splice.at + splice.old.length <= start + text.length);
    const distinct = new Map(inside.map((splice) => [`${splice.at} ${splice.old}`, splice]));
    const ordered = [...distinct.values()].toSorted((left, right) => right.at - left.at);
    return ordered.reduce((whole, { at, old, replacement }) => whole.slice(0, at - start) + replacement + whole.slice(at - start + old.length), text);
  }).join("");
}
function sharedPlace(placed, { all, pins }) {
  const own = splicesOf(placed);
  const splices = all.flatMap(splicesOf);
  const targets = new Map(all.flatMap(({ taken }) => taken.map(({ pin, target }) => [pin, target])));
  const wrong = pins.find((pin) => newText(pin, own) !== pin.reference && normalReference(newText(pin, splices)) !== normalReference(targets.get(pin) ?? pin.reference));
  if (wrong === void 0) return void 0;
  return withdrawn(placed.edit, { why: `a text that it shares would turn ${wrong.reference} into ${newText(wrong, splices)}`, pin: wrong });
}
function clash(placed, all) {
  const files = new Set(splicesOf(placed).map(({ file }) => file));
  const isClash = [...files].some((file) => doSplicesClash(all.flatMap(splicesOf).filter((splice) => splice.file === file)));
  return isClash ? withdrawn(placed.edit, { why: "another edit wants the same characters" }) : void 0;
}
function decideEdits(edits, pins) {
  let placed = edits.map((edit) => placeEdit(edit, pins));
  const findings = [];
  for (; ; ) {
    const all = placed;
    const judged = all.map((one) => ({ one, finding: halfOfPair(one) ?? sharedPlace(one, { all, pins }) ?? clash(one, all) }));
    const out = judged.flatMap(({ finding: finding2 }) => finding2 ?? []);
    placed = judged.filter(({ finding: finding2 }) => finding2 === void 0).map(({ one }) => one);
    findings.push(...out);
    if (out.length === 0) return { edits: placed, findings: [...findings, ...placed.flatMap(notEditable)] };
  }
}

// src/pins/edits/hash-splices.ts
async function hashOf({ pin, target }, archiveHash) {
  const hash = pin.archive?.hash;
  if (hash === void 0 || archiveHash === void 0) return { why: "nothing here computes the archive's hash, which must change together with the digest" };
  const request = archiveRequest(pin, target);
  if (typeof request === "string") return { why: request };
  try {
    const replacement = writeHash(await archiveHash(request), hash.text);
    return replacement === void 0 ? { why: "the archive's hash is no SHA-256" } : { splice: { file: pin.file, at: hash.start, old: hash.text, replacement } };
  } catch (error) {
    if (!(error instanceof StowplanError)) throw error;
    return { why: `the archive's hash could not be computed, because of ${error.subject}: ${error.message}` };
  }
}
async function hashEdit(edit, archiveHash) {
  const splices = [];
  for (const taken of edit.taken.filter(({ pin }) => pin.archive !== void 0)) {
    const result = await hashOf(taken, archiveHash);
    if ("why" in result) return { finding: withdrawn(edit.edit, { why: result.why, pin: taken.pin }) };
    splices.push(result.splice);
  }
  return { edit, splices };
}

// src/pins/edits/follow-headers.ts
async function followHeader(module, { files, tree }) {
  let text = module;
  for (const { path, sha256: written } of readHeader(module)?.inputs ?? []) {
    const [old, next] = [await tree.read(path), files.get(path)];
    if (old !== void 0 && next !== void 0 && written === sha256(old)) text = text.replace(written, sha256(next));
  }
  return text;
}
async function followHeaders({ files, pins, tree }) {
  const modules = new Set(pins.filter(({ generatedFrom }) => generatedFrom !== void 0).map(({ file }) => file));
  const followed = new Map(files);
  for (const module of modules) {
    const text = files.get(module) ?? await tree.read(module) ?? "";
    const fresh = await followHeader(text, { files, tree });
    if (fresh !== text) followed.set(module, fresh);
  }
  return followed;
}

// src/pins/edits/follow-modules.ts
async function openModules(projects, { tree, edits }) {
  const touched = new Set(edits.flatMap(({ taken }) => taken.flatMap(({ splices }) => splices.map(({ file }) => file))));
  const modules = projects.map(async ({ source, head }) => {
    const inputs = new Set(head?.files.map(({ path }) => path));
    const module = source.output === void 0 ? void 0 : await tree.read(source.output);
    if (source.output === void 0 || module === void 0 || ![...inputs].some((path) => touched.has(path))) return [];
    const remake = await moduleRemaker({ source, module, tree });
    return [{ output: source.output, inputs, ...remake === void 0 ? {} : { remake } }];
  });
  return (await Promise.all(modules)).flat();
}
function tornEdit({ edit, taken }, modules) {
  const torn = modules.find(({ output, inputs, remake }) => remake === void 0 && taken.some(({ splices }) => splices.some(({ file }) => inputs.has(file))) && !taken.some(({ pin }) => pin.file === output));
  return torn && withdrawn(edit, { why: `${torn.output} is made from an edited Compose file, but does not hold this reference; convert the project again first`, pin: { file: torn.output, line: 1, column: 1 } });
}
function editedTree(tree, files) {
  return { ...tree, read: (path) => files.has(path) ? Promise.resolve(files.get(path)) : tree.read(path) };
}
async function remakeModules(files, { tree, modules }) {
  const followed = new Map(files);
  for (const { output, remake } of modules) {
    const text = await remake?.(editedTree(tree, files));
    if (text !== void 0 && text !== "") followed.set(output, text);
  }
  return followed;
}

// src/pins/edits/edit-references.ts
async function applyEdits(splices, tree) {
  const files = /* @__PURE__ */ new Map();
  for (const [file, group] of Map.groupBy(splices, (splice) => splice.file)) {
    const text = await tree.read(file);
    const edited = text === void 0 ? void 0 : applySplices(text, group);
    if (edited === void 0) return void 0;
    if (edited !== text) files.set(file, edited);
  }
  return files;
}
async function hashAll(edits, archiveHash) {
  const results = await Promise.all(edits.map((edit) => hashEdit(edit, archiveHash)));
  return {
    edits: results.flatMap((result) => "edit" in result ? [result] : []),
    findings: results.flatMap((result) => "finding" in result ? [result.finding] : [])
  };
}
function decideWithout(edits, { pins, out }) {
  if (out.length === 0) return { edits, findings: [] };
  const { edits: left, findings } = decideEdits(edits.map(({ edit }) => edit), pins);
  return { edits: left, findings: [...out, ...findings.filter(({ code: code2 }) => code2 === "edit-withdrawn")] };
}
async function editReferences({ edits, pins, tree, projects = [], archiveHash }) {
  const first = decideEdits(edits.filter(({ reference, proposed }) => reference !== proposed), pins);
  const modules = await openModules(projects, { tree, edits: first.edits });
  const torn = new Map(first.edits.map((edit) => [edit, tornEdit(edit, modules)]));
  const whole = decideWithout(first.edits.filter((edit) => torn.get(edit) === void 0), { pins, out: [...torn.values()].filter((finding2) => finding2 !== void 0) });
  const hashed = await hashAll(whole.edits, archiveHash);
  const decision = decideWithout(hashed.edits.map(({ edit }) => edit), { pins, out: hashed.findings });
  const kept = new Set(decision.edits.map(({ edit }) => edit.reference));
  const hashSplices = hashed.edits.filter(({ edit }) => kept.has(edit.edit.reference)).flatMap(({ splices }) => splices);
  const findings = [...first.findings, ...whole.findings, ...decision.findings];
  const files = await applyEdits([...decision.edits.flatMap(({ taken }) => taken.flatMap((one) => one.splices)), ...hashSplices], tree);
  if (files === void 0) return { value: /* @__PURE__ */ new Map(), findings: [...findings, ...decision.edits.map(({ edit }) => withdrawn(edit, { why: "the files are not what the pins were found in" }))] };
  return { value: await remakeModules(await followHeaders({ files, pins, tree }), { tree, modules }), findings };
}

// src/pins/edits/check-edit.ts
function runningOf(image) {
  const { imageName, imageTag, imageDigest } = image.options.archive ?? {};
  const isPulled = typeof imageName === "string" && typeof imageDigest === "string";
  const reference = isPulled ? `${imageName}${typeof imageTag === "string" ? `:${imageTag}` : ""}@${imageDigest}` : image.reference;
  return { name: `${image.kind === "oci" && image.scope === "system" ? "" : `${image.kind} `}${image.owner === void 0 ? "" : `${image.owner}/`}${image.container}`, reference };
}
function imagesOf(state) {
  return new Map(liveImages(state).map((image) => [JSON.stringify([image.kind, image.scope, image.owner, image.container]), runningOf(image)]));
}
function withoutLatest(reference) {
  const { tag, digest } = referenceSpans(reference);
  const isLatest = reference.slice(tag.start, tag.end) === "latest" && digest.end > digest.start;
  return isLatest ? reference.slice(0, tag.start - 1) + reference.slice(tag.end) : reference;
}
function comparable(reference) {
  return normalReference(withoutLatest(reference));
}
function expected(reference, edits) {
  const edit = edits.find((one) => comparable(one.reference) === comparable(reference));
  return edit === void 0 ? reference : respell(reference, edit.proposed);
}
function problemsOfHost(before, { after, edits }) {
  const [old, now] = [imagesOf(before), imagesOf(after)];
  const added = [...now].filter(([key]) => !old.has(key)).map(([, { name }]) => `container ${name} of ${before.host} would be new`);
  const others = [...old].flatMap(([key, { name, reference }]) => {
    const found = now.get(key);
    if (found === void 0) return [`container ${name} of ${before.host} would be gone`];
    if (comparable(found.reference) === comparable(reference) || comparable(found.reference) === comparable(expected(reference, edits))) return [];
    return [`container ${name} of ${before.host} would run ${found.reference} instead of ${expected(reference, edits)}`];
  });
  return [...added, ...others];
}
function hasNoEffect(edit, { before, after }) {
  const count2 = (states) => states.flatMap((state) => [...imagesOf(state).values()]).filter(({ reference }) => comparable(reference) === comparable(edit.reference)).length;
  return count2(before) > 0 && count2(after) >= count2(before);
}
function checkEdit(request) {
  const { before, after, edits } = request;
  const byHost = new Map(after.map((state) => [state.host, state]));
  const ofHosts = before.flatMap((state) => {
    const next = byHost.get(state.host);
    return next === void 0 ? [`${state.host} would not evaluate`] : problemsOfHost(state, { after: next, edits });
  });
  const idle2 = edits.filter((edit) => hasNoEffect(edit, request)).map(({ reference }) => `no container would stop running ${reference}`);
  return { problems: [...ofHosts, ...idle2] };
}

// src/pins/edits/propose-edits.ts
var MOST_ATTEMPTS = 12;
var MOST_PROBLEMS = 5;
async function evaluateEdited({ config, ports }, revision) {
  const hosts = { baseFlake: config.flake, headFlake: config.flake, affected: { kind: "all" } };
  const pairs2 = await evaluateHosts({ scope: { projects: [], inputs: [], hosts }, base: revision, head: revision, config, ports });
  return pairs2.value.flatMap(({ head }) => head ?? []);
}
async function attempt(request) {
  const { edits, hosts, ports, revision } = request;
  const { value: files, findings } = await editReferences(request);
  const before = hosts.flatMap(({ head }) => head ?? []);
  const isRead = [...files.keys()].some((path) => !/\.ya?ml$|(?:^|\/)\.env$|ockerfile$/.test(path));
  if (files.size === 0 || before.length === 0 || !isRead) return { proposal: { files, revision: files.size === 0 ? revision : await ports.git.edit(revision, files), edits }, problems: [], findings };
  const edited = await ports.git.edit(revision, files);
  const gone = new Set(findings.filter(({ code: code2 }) => code2 === "edit-withdrawn").map(({ subject }) => subject));
  const made = edits.filter(({ reference }) => !gone.has(reference));
  const { problems } = checkEdit({ before, after: await evaluateEdited(request, edited), edits: made });
  return { proposal: { files, revision: edited, edits: made }, problems, findings };
}
function whyNot(problems) {
  const more = problems.length > MOST_PROBLEMS ? `, and ${problems.length - MOST_PROBLEMS} more` : "";
  return `${problems.slice(0, MOST_PROBLEMS).join("; ")}${more}`;
}
async function rightOnes(request) {
  const edits = [];
  const findings = [];
  for (const [index, edit] of request.edits.entries()) {
    const why = index >= MOST_ATTEMPTS ? ["it was proposed together with others that change more than intended"] : (await attempt({ ...request, edits: [edit] })).problems;
    if (why.length === 0) edits.push(edit);
    else findings.push(withdrawn(edit, { why: whyNot(why) }));
  }
  return { edits, findings };
}
async function proposeEdits(request) {
  const first = await attempt(request);
  if (first.problems.length === 0) return { value: first.proposal, findings: first.findings };
  const none = { files: /* @__PURE__ */ new Map(), revision: request.revision, edits: [] };
  const [only, ...others] = request.edits;
  if (only === void 0 || others.length === 0) return { value: none, findings: [...first.findings, ...request.edits.map((edit) => withdrawn(edit, { why: whyNot(first.problems) }))] };
  const right = await rightOnes(request);
  const second = await attempt({ ...request, edits: right.edits });
  if (second.problems.length === 0) return { value: second.proposal, findings: [...second.findings, ...right.findings] };
  return { value: none, findings: [...right.findings, ...right.edits.map((edit) => withdrawn(edit, { why: whyNot(second.problems) }))] };
}

// src/updates/versions/code-names.ts
var DEBIAN = { wheezy: 7, jessie: 8, stretch: 9, buster: 10, bullseye: 11, bookworm: 12, trixie: 13 };
var UBUNTU_LTS = { trusty: 1404, xenial: 1604, bionic: 1804, focal: 2004, jammy: 2204, noble: 2404, resolute: 2604 };
var UBUNTU_INTERIM = { impish: 2110, kinetic: 2210, lunar: 2304, mantic: 2310, oracular: 2410, plucky: 2504, questing: 2510 };
var CODE_NAME = /^(?<name>[a-z]+)(?:-(?<date>\d{8}(?:\.\d{1,3})?))?(?<rest>(?:-[a-z][\w.-]*)?)$/;
function release(name) {
  if (Object.hasOwn(DEBIAN, name)) return { family: "debian", number: DEBIAN[name] ?? 0, isInterim: false };
  if (Object.hasOwn(UBUNTU_LTS, name)) return { family: "ubuntu", number: UBUNTU_LTS[name] ?? 0, isInterim: false };
  if (Object.hasOwn(UBUNTU_INTERIM, name)) return { family: "ubuntu", number: UBUNTU_INTERIM[name] ?? 0, isInterim: true };
  return void 0;
}
function parseCodeName(tag) {
  const { name = "", date, rest = "" } = CODE_NAME.exec(tag)?.groups ?? {};
  const found = release(name);
  if (found === void 0) return void 0;
  const numbers = [found.number, ...(date ?? "").split(".").filter((part) => part !== "").map(Number)];
  return {
    prefix: `${found.family} `,
    numbers,
    // A second image of one day has a number more: `jammy-20240627.1`.
    separators: date === void 0 ? "" : ".",
    suffix: rest,
    scale: "plain",
    ...found.isInterim ? { prerelease: ["interim", 0] } : {}
  };
}

// src/updates/versions/suffix.ts
var STAGES = ["snapshot", "nightly", "canary", "edge", "unstable", "dev", "next", "test", "preview", "pre", "milestone", "m", "alpha", "a", "beta", "b", "rc"];
var PRERELEASE = /^(?:[-._+~]?(?<word>snapshot|nightly|canary|edge|unstable|dev|next|test|preview|pre|milestone|alpha|beta|rc)|(?<letter>[-.]m|a|b))(?<number>[-._]?\d+)?(?=$|[-._+])/i;
var DISTRIBUTION = /^(?<before>(?:.*?[-._])?(?:alpine|debian|ubuntu|ubi|fedora|centos|rocky|alma|almalinux|amazonlinux|bci|leap)[-._]?)(?<numbers>\d{1,4}(?:\.\d{1,4})*)(?=$|[-._])/i;
var BUILD2 = /^(?<text>(?:.*(?<!(?:jdk|jre|java|openjdk|temurin|corretto|zulu|node|php|python|py|pg|postgres|cuda|ruby|go))[-_]|\.)(?:(?:ls|r|rev|build|b|pl?|k3s|rke2r|eksbuild|post|hotfix|fix|[a-z]{1,8}(?=\.))\.?|(?<=_)v)?)(?<build>\d{1,15}(?:\.\d{1,15})*)$/i;
var INNER_BUILDS = /(?<=[-_](?:r|b|p)|_v)\d{1,15}(?:\.\d{1,15})*(?=[-_])|(?<=^-)\d{1,15}(?:\.\d{1,15})+(?=-[a-z])/gi;
var COMMIT = /(?<=[-._])(?:g|sha-?|git-?)?(?:(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?=$|-)|\d{7,40}(?=-))/gi;
function splitPrerelease(rest) {
  const match = PRERELEASE.exec(rest);
  if (match?.groups === void 0) return { rest };
  const stage = (match.groups["word"] ?? match.groups["letter"] ?? "").toLowerCase().replace(/^[-.]/, "");
  const number2 = Number(match.groups["number"]?.replace(/\D/g, "") ?? "0");
  return { prerelease: [stage, number2], rest: rest.slice(match[0].length) };
}
function splitDistribution(rest) {
  const match = DISTRIBUTION.exec(rest);
  const { before = "", numbers = "" } = match?.groups ?? {};
  if (match === null) return { head: "", rest };
  return { distribution: numbersOf(numbers), head: before + numbers.replace(/\d+/g, "#"), rest: rest.slice(match[0].length) };
}
function numbersOf(text) {
  return text.split(".").map(Number);
}
function splitBuild(text) {
  const { text: before = text, build } = BUILD2.exec(text)?.groups ?? {};
  const inner = [...before.matchAll(INNER_BUILDS)].flatMap(([numbers2]) => numbersOf(numbers2));
  const numbers = [...inner, ...build === void 0 ? [] : numbersOf(build)];
  return { rest: before.replace(INNER_BUILDS, "#") + (build === void 0 ? "" : "#"), ...numbers.length === 0 ? {} : { build: numbers } };
}
function splitSuffix(text) {
  const { prerelease, rest: released } = splitPrerelease(text);
  const { distribution, head, rest: behind } = splitDistribution(released.replace(COMMIT, "#"));
  const { build, rest } = splitBuild(behind);
  return {
    suffix: head + rest,
    ...prerelease === void 0 ? {} : { prerelease },
    ...distribution === void 0 ? {} : { distribution },
    ...build === void 0 ? {} : { build }
  };
}

// src/updates/versions/parse-version.ts
var DATE_TIME = /^(?<prefix>.*?)(?<date>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}-\d{2}-\d{2})Z)?(?<rest>.*)$/;
var NUMBERS = /^(?<prefix>v?)(?<numbers>\d{1,2}u\d{1,4}|\d{1,15}(?:[._]\d{1,15})*)(?<rest>.*)$/i;
var DOTTED_AFTER_NAME = /^(?<prefix>[a-z].*?)(?<numbers>\d{1,15}(?:\.\d{1,15})+)(?<rest>.*)$/i;
var UNDERSCORED_AFTER_NAME = /^(?<prefix>[a-z].*?)(?<numbers>\d{1,15}(?:_\d{1,15})+)(?<rest>.*)$/i;
var NUMBER_AFTER_NAME = /^(?<prefix>[a-z][a-z._-]*?)(?<numbers>\d{1,15})(?<rest>.*)$/i;
var NUMBERED_WORD = /^(?:(?:latest|stable|edge|nightly|main|master|dev|release)[-._](?:slim[-._])?(?:alpine|debian|ubuntu|ubi|fedora)[-._]?\d[\d.]*|pr-?\d+|(?:linux-)?(?:amd64|x86[-_]64|arm64(?:v8)?|aarch64|arm32v[567]|armv[67]|armhf|i386|386|s390x|ppc64le|riscv64))$/i;
var HASH = /^(?:(?:sha|git|commit|g)-?)?(?=.*\d)(?=.*[a-f])[0-9a-f]{7,64}$/i;
var NAMED_HASH = /^(?:sha|git|commit)-?[0-9a-f]{7,64}$/i;
var BRANCH_HASH = /^(?:main|master|develop|dev|edge|nightly|pr-\d+)-(?:sha-?|g)?(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}$/i;
var DATE = /^(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{2}){0,3}|[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;
function scaleOf(first) {
  if (DATE.test(first)) return "date";
  return /^(?:199|20\d)\d$/.test(first) ? "year" : "plain";
}
function splitParts(tag) {
  const dated = DATE_TIME.exec(tag)?.groups;
  if (dated !== void 0) {
    const { prefix = "", date = "", time, rest = "" } = dated;
    return { prefix, numbers: time === void 0 ? date : `${date}-${time}`, rest };
  }
  if (NUMBERED_WORD.test(tag)) return void 0;
  const groups = (NUMBERS.exec(tag) ?? DOTTED_AFTER_NAME.exec(tag) ?? UNDERSCORED_AFTER_NAME.exec(tag) ?? NUMBER_AFTER_NAME.exec(tag))?.groups;
  return groups === void 0 ? void 0 : { prefix: groups["prefix"] ?? "", numbers: groups["numbers"] ?? "", rest: groups["rest"] ?? "" };
}
function isHash(tag) {
  return HASH.test(tag) || NAMED_HASH.test(tag) || BRANCH_HASH.test(tag);
}
function parseVersion(tag) {
  if (isHash(tag)) return void 0;
  const named2 = parseCodeName(tag);
  if (named2 !== void 0) return named2;
  const parts = splitParts(tag);
  if (parts === void 0) return void 0;
  const written = parts.numbers.split(/[._u-]/i);
  const [first = ""] = written;
  const scale = scaleOf(first);
  const separators = parts.numbers.replace(/\d+/g, "");
  return { prefix: parts.prefix, numbers: written.map(Number), separators: scale === "date" ? `${first.length}${separators}` : separators, scale, ...splitSuffix(parts.rest) };
}
function tagKind(tag) {
  if (isHash(tag)) return "hash";
  return parseVersion(tag) === void 0 ? "word" : "version";
}

// src/updates/policy/refusal.ts
function named(image, tag) {
  const { registry, path } = image;
  return formatImageReference({ registry, path, tag });
}
function isDatabaseMajor({ image, tag }) {
  const [old, next] = [databaseOf(named(image, image.tag ?? "latest")), databaseOf(named(image, tag))];
  return old !== void 0 && next !== void 0 && compareReleases(old.release, next.release) !== 0;
}
function isIn(range, tag) {
  return parseVersionRange(range)?.({ tag, numbers: parseVersion(tag)?.numbers ?? [] }) ?? false;
}
function refusal(step2, policy) {
  const { image, files, kind, tag } = step2;
  if (!policy.kinds.has(kind)) return `updates of the kind ${kind} are not asked for`;
  const { enabled, allowedVersions, ignoredVersions, databaseMajors } = policy.settings({ image, files, kind });
  if (!enabled) return "a rule turns these updates off";
  if (kind === "pin" || kind === "digest") return void 0;
  if (allowedVersions !== void 0 && !isIn(allowedVersions, tag)) return `the allowed versions are ${allowedVersions}`;
  const ignored = ignoredVersions.find((range) => isIn(range, tag));
  if (ignored !== void 0) return `the versions ${ignored} are ignored`;
  if (!databaseMajors && kind === "major" && isDatabaseMajor(step2)) return "a database's major version has to be asked for (`updates.database-majors`)";
  return void 0;
}

// src/updates/versions/compare-versions.ts
function compareNumbers(left, right) {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
function comparePrereleases(left, right) {
  if (left === void 0 || right === void 0) return (left === void 0 ? 1 : 0) - (right === void 0 ? 1 : 0);
  return STAGES.indexOf(left[0]) - STAGES.indexOf(right[0]) || left[1] - right[1];
}
function compareVersions(left, right) {
  return compareNumbers(left.numbers, right.numbers) || comparePrereleases(left.prerelease, right.prerelease) || compareNumbers(left.distribution ?? [], right.distribution ?? []) || compareNumbers(left.build ?? [], right.build ?? []);
}
function isSameTrack(current, candidate) {
  const isSameText = current.prefix === candidate.prefix && current.suffix === candidate.suffix && current.scale === candidate.scale;
  const goesBack = compareNumbers(candidate.distribution ?? [], current.distribution ?? []) < 0;
  return isSameText && !goesBack && (candidate.prerelease === void 0 || current.prerelease !== void 0);
}
var OTHER_ORDER = 100;
var BUILD_NUMBERS = 1e3;
function isCompatible(current, candidate) {
  const [old = 0, next = 0] = [current.numbers[0], candidate.numbers[0]];
  const isSameOrder = current.scale !== "plain" || next < (old + 1) * OTHER_ORDER;
  return isSameTrack(current, candidate) && current.separators === candidate.separators && isSameOrder;
}
function distributionStep(current, candidate) {
  const [old, next] = [current.distribution ?? [], candidate.distribution ?? []];
  if (compareNumbers(old, next) === 0) return "patch";
  return old[0] === next[0] ? "minor" : "major";
}
function isBuildNumber({ prefix, numbers: [first = 0, ...others] }) {
  return others.length === 0 && first >= BUILD_NUMBERS && !prefix.endsWith(" ");
}
function numbersStep(current, candidate) {
  const index = current.numbers.findIndex((number2, at) => number2 !== candidate.numbers[at]);
  if (current.scale !== "plain" || isBuildNumber(current)) return index === 0 || index === 1 ? "minor" : "patch";
  return index === 0 ? "major" : index === 1 ? "minor" : "patch";
}
function stepKind(current, candidate) {
  const steps = [numbersStep(current, candidate), distributionStep(current, candidate)];
  return steps.includes("major") ? "major" : steps.includes("minor") ? "minor" : "patch";
}

// src/updates/versions/newer-tags.ts
var MOST_TAGS = 1e5;
function candidates(tags, fits) {
  const all = tags.slice(0, MOST_TAGS).flatMap((tag) => {
    const version = parseVersion(tag);
    return version === void 0 || !fits(version) ? [] : [{ tag, version }];
  });
  return all.toSorted((left, right) => compareVersions(right.version, left.version));
}
function newerTags(current, tags) {
  const version = parseVersion(current);
  if (version === void 0) return [];
  const newer = candidates(tags, (candidate) => isCompatible(version, candidate) && compareVersions(candidate, version) > 0);
  return newer.map((candidate) => ({ tag: candidate.tag, kind: stepKind(version, candidate.version) }));
}
function preciseTags(current, tags) {
  const version = parseVersion(current);
  if (version === void 0 || version.scale === "date" || version.build !== void 0) return [];
  const isPart = ({ numbers }) => numbers.length > version.numbers.length && compareNumbers(numbers.slice(0, version.numbers.length), version.numbers) === 0;
  const finer = candidates(tags, (candidate) => isSameTrack(version, candidate) && isPart(candidate));
  const longest = Math.max(0, ...finer.map((candidate) => candidate.version.numbers.length));
  return finer.filter((candidate) => candidate.version.numbers.length === longest).map(({ tag }) => tag);
}
function olderTags(current, tags) {
  const version = parseVersion(current);
  if (version === void 0) return [];
  return candidates(tags, (candidate) => isCompatible(version, candidate) && compareVersions(candidate, version) < 0).map(({ tag }) => tag);
}

// src/updates/offers/write-reference.ts
function writeReference(written, { tag, digest }) {
  return splitReference(written).name + (tag === void 0 ? "" : `:${tag}`) + (digest === void 0 ? "" : `@${digest}`);
}

// src/updates/offers/choose-tags.ts
var MOST_CHOICES = 5;
function ignoredOf(question, { choice, reason }) {
  return { reference: question.reference, proposed: writeReference(question.reference, { tag: choice.tag }), reason: reason.slice(0, 500) };
}
function sift(steps, question) {
  const refusals = steps.slice(0, 2e3).map((choice) => ({ choice, reason: refusal({ ...choice, image: question.image, files: question.files }, question.policy) }));
  const choices = refusals.filter(({ reason }) => reason === void 0).map(({ choice }) => choice);
  const [first] = refusals;
  return { choices: choices.slice(0, MOST_CHOICES), ignored: first?.reason === void 0 ? [] : [ignoredOf(question, { choice: first.choice, reason: first.reason })] };
}
function chooseNewer(question, tags) {
  const { image } = question;
  const steps = newerTags(image.tag, tags).map(({ tag, kind }) => ({ tag, kind: isDatabaseMajor({ image, tag }) ? "major" : kind }));
  return [sift(steps.filter(({ kind }) => kind !== "major"), question), sift(steps.filter(({ kind }) => kind === "major"), question)];
}
function choosePrecise(question, tags) {
  if (!question.policy.kinds.has("precise")) return { choices: [], ignored: [] };
  return sift(preciseTags(question.image.tag, tags).map((tag) => ({ tag, kind: "precise" })), question);
}
function chooseOlder(question, tags) {
  return sift(olderTags(question.image.tag, tags).slice(0, 1).map((tag) => ({ tag, kind: "rollback" })), question);
}

// src/updates/offers/missing-digest.ts
async function missingDigest({ registry, repository, image }) {
  if (image.digest === void 0) return {};
  return registry.resolve(repository, image.digest).then(
    () => ({}),
    insteadOf(isStowplanError, (error) => error.code === "registry-missing" ? { missing: error } : {})
  );
}

// src/updates/offers/image-index.ts
var OciPlatform = looseObject({ os: string(), architecture: string(), variant: string().optional() }).transform(({ os, architecture, variant }) => ({
  os,
  architecture,
  ...variant === void 0 ? {} : { variant }
}));
var Index = looseObject({ manifests: array(looseObject({ digest: string(), platform: OciPlatform.optional() })).max(1e4) });
function platformEntry(body, platform) {
  const index = Index.safeParse(body).data;
  if (index === void 0) return { kind: "single" };
  const entry = choosePlatform(index.manifests, parsePlatform(platform));
  return entry === void 0 ? { kind: "absent" } : { kind: "entry", digest: entry.digest };
}

// src/updates/offers/moved-digest.ts
async function platformDigest({ repository, digest, platform }, registry) {
  const entry = platformEntry((await registry.manifest(repository, digest)).body, platform);
  return entry.kind === "entry" ? entry.digest : entry.kind === "single" ? digest : void 0;
}
async function isSameOn(platform, { move, registry }) {
  const { repository } = move;
  const old = await platformDigest({ repository, digest: move.old, platform }, registry);
  return old !== void 0 && old === await platformDigest({ repository, digest: move.new, platform }, registry);
}
async function isSameOnPlatforms(move, registry) {
  if (move.platforms.length === 0) return false;
  try {
    for (const platform of move.platforms) if (!await isSameOn(platform, { move, registry })) return false;
    return true;
  } catch (error) {
    if (hasCode(error, "registry-missing")) return false;
    throw error;
  }
}

// src/updates/offers/release-date.ts
var FIRST_IMAGES = Date.parse("2013-03-20T00:00:00Z");
var DAY = 24 * 60 * 60 * 1e3;
function plausibleDate(text, now) {
  const time = Date.parse(text ?? "");
  if (Number.isNaN(time) || time < FIRST_IMAGES || time > now.getTime() + DAY) return void 0;
  return new Date(time).toISOString();
}
async function releaseDate(tag, { registry, recent, repository, platforms, now }) {
  const pushed = plausibleDate(await registry.pushed?.(repository, tag), now);
  if (pushed !== void 0) return pushed;
  const reading = await readImage({ reference: `${repository.registry}/${repository.path}:${tag}`, platform: platforms[0] ?? "linux/amd64" }, { ...registry, ...recent });
  if (reading.kind === "failure") return void 0;
  const { created, config } = reading.image.config;
  return plausibleDate(created ?? config.Labels["org.opencontainers.image.created"], now);
}

// src/updates/offers/offer-tag.ts
var USUAL_PLATFORM = "linux/amd64";
async function isFor(platform, { body, digest, question }) {
  const entry = platformEntry(body, platform);
  if (entry.kind !== "single" || platform === USUAL_PLATFORM) return entry.kind !== "absent";
  const { registry, repository } = question;
  const reading = await readImage({ reference: `${repository.registry}/${repository.path}@${digest}`, platform }, registry);
  return reading.kind === "image" || reading.failure.kind !== "no-platform";
}
async function lookAt(tag, question) {
  const { recent, repository, platforms, image } = question;
  if (platforms.length === 0) return image.digest === void 0 ? { kind: "there" } : { kind: "there", digest: (await recent.resolve(repository, tag)).digest };
  const { descriptor, body } = await recent.manifest(repository, tag);
  const { digest } = descriptor;
  for (const platform of platforms) if (!await isFor(platform, { body, digest, question })) return { kind: "absent", reason: `there is no image for ${platform}` };
  return { kind: "there", digest };
}
function contentOf(tag, question) {
  const absent = { kind: "absent", reason: "the registry lists it, but has no image there" };
  return lookAt(tag, question).catch(insteadOf((error) => hasCode(error, "registry-missing"), () => absent));
}
async function isOldEnough({ tag, kind }, question) {
  const { minimumAge } = question.policy.settings({ ...question, kind });
  if (minimumAge === 0) return { isOld: true };
  const released = await releaseDate(tag, question);
  if (released === void 0) return { isOld: true };
  return { isOld: question.now.getTime() - Date.parse(released) >= minimumAge, released };
}
async function oldEnough(choices, question) {
  let newest;
  for (const choice of choices) {
    const { isOld, ...date } = await isOldEnough(choice, question);
    if (isOld) return { choice, ...date };
    newest ??= { choice, ...date };
  }
  return newest;
}
function offerOf({ tag, kind }, { question, digest }) {
  const keepsDigest = question.image.digest !== void 0 && digest !== void 0;
  return { kind, proposed: writeReference(question.reference, { tag, ...keepsDigest ? { digest } : {} }) };
}
async function offerTag({ choices, ignored }, question) {
  const chosen = await oldEnough(choices, question);
  if (chosen === void 0) return { offers: [], ignored };
  const content = await contentOf(chosen.choice.tag, question);
  if (content.kind === "absent") {
    const proposed = writeReference(question.reference, { tag: chosen.choice.tag });
    return { offers: [], ignored: [...ignored, { reference: question.reference, proposed, reason: content.reason }] };
  }
  const offer = offerOf(chosen.choice, { question, digest: content.digest });
  return { offers: [{ ...offer, ...chosen.released === void 0 ? {} : { released: chosen.released } }], ignored };
}

// src/updates/offers/offer-digest.ts
var NOTHING = { offers: [], ignored: [] };
async function moved(digest, question) {
  const { repository, platforms, image, registry } = question;
  return image.digest === void 0 || !await isSameOnPlatforms({ repository, old: image.digest, new: digest, platforms }, registry);
}
async function digestOffer(digest, question) {
  const { image, reference, policy } = question;
  const kind = image.digest === void 0 ? "pin" : "digest";
  const proposed = writeReference(reference, { tag: image.tag, digest });
  const reason = refusal({ image, files: question.files, tag: image.tag, kind }, policy);
  if (reason !== void 0) return { offers: [], ignored: [{ reference, proposed, reason }] };
  const isAged = kind === "digest" && policy.settings({ ...question, kind }).minimumAge > 0;
  const released = isAged ? await releaseDate(image.tag, question) : void 0;
  return { offers: [{ kind, proposed, ...released === void 0 ? {} : { released } }], ignored: [] };
}
async function askDigest(question) {
  const { policy, image, registry, repository, files } = question;
  const kind = image.digest === void 0 ? "pin" : "digest";
  const isWanted2 = policy.kinds.has(kind) && policy.settings({ image, files, kind }).enabled;
  if (!isWanted2) return { ...NOTHING, ...await missingDigest(question) };
  const { digest } = await registry.resolve(repository, image.tag);
  if (digest === image.digest) return NOTHING;
  const offered = await moved(digest, question) ? await digestOffer(digest, question) : NOTHING;
  return { ...offered, ...await missingDigest(question) };
}
async function offerDigest(question, { tags, isLeft }) {
  try {
    return await askDigest(question);
  } catch (error) {
    if (!hasCode(error, "registry-missing")) throw error;
    const isGone = tags.length > 0 && !tags.includes(question.image.tag);
    if (isGone && isLeft) return NOTHING;
    const rollback = isGone ? await offerTag(chooseOlder(question, tags), question) : NOTHING;
    const gone = await missingDigest(question);
    if (rollback.offers.length === 0 && rollback.ignored.length === 0 && gone.missing === void 0) throw error;
    return { ...rollback, ...gone };
  }
}

// src/updates/offers/question.ts
function aliasedRepository({ registry, path }, aliases) {
  const name = `${registry}/${path}`;
  const fitting = Object.keys(aliases).filter((alias) => name === alias || name.startsWith(`${alias}/`));
  const longest = fitting.toSorted((left, right) => right.length - left.length)[0];
  if (longest === void 0) return { registry, path };
  const target = parseImageReference(`${aliases[longest] ?? ""}${name.slice(longest.length)}`);
  return target === void 0 ? { registry, path } : { registry: target.registry, path: target.path };
}
function questionOf(request, context) {
  const parsed = parseImageReference(request.reference);
  if (parsed === void 0 || parsed.tag === void 0 && parsed.digest !== void 0) return void 0;
  return { ...request, ...context, image: { ...parsed, tag: parsed.tag ?? "latest" }, repository: aliasedRepository(parsed, context.aliases), recent: context.registry.recent ?? context.registry };
}

// src/updates/offers/offer-replacement.ts
function spelled(replacement, written) {
  const hasHub = /^(?:docker|index\.docker)\.io\//.test(written) && parseImageReference(replacement)?.registry === "docker.io";
  return hasHub && !replacement.startsWith("docker.io/") ? `docker.io/${replacement}` : replacement;
}
async function offerReplacement(question) {
  const { policy, image, files, recent, aliases, reference } = question;
  const { replacement, enabled } = policy.settings({ image, files, kind: "replacement" });
  const target = replacement === void 0 ? void 0 : parseImageReference(replacement);
  if (replacement === void 0 || target === void 0 || !enabled || !policy.kinds.has("replacement")) return void 0;
  const tag = target.tag ?? image.tag;
  try {
    const { digest } = await recent.resolve(aliasedRepository(target, aliases), tag);
    const proposed = writeReference(spelled(replacement, reference), { tag, ...image.digest === void 0 ? {} : { digest } });
    return { offers: [{ kind: "replacement", proposed }], ignored: [] };
  } catch (error) {
    if (hasCode(error, "registry-missing")) return void 0;
    throw error;
  }
}

// src/updates/offers/find-offers.ts
var NOTHING2 = { offers: [], ignored: [] };
function joined2(parts) {
  const missing = parts.find((part) => part.missing !== void 0)?.missing;
  return { offers: parts.flatMap(({ offers }) => offers), ignored: parts.flatMap(({ ignored }) => ignored), ...missing === void 0 ? {} : { missing } };
}
async function lookForWritten(question, { beyond, isFirst }) {
  return isFirst && beyond.offers.length > 0 ? NOTHING2 : { ...NOTHING2, ...await missingDigest(question) };
}
async function askRegistry(question) {
  const replacement = await offerReplacement(question);
  if (replacement !== void 0) return replacement;
  const isFirst = await question.registry.isKnown?.(question.repository) !== true;
  const tags = tagKind(question.image.tag) === "version" ? await question.registry.tags(question.repository) : [];
  const choices = [choosePrecise(question, tags), ...chooseNewer(question, tags)];
  const [precise = NOTHING2, within = NOTHING2, beyond = NOTHING2] = await Promise.all(choices.map((one) => offerTag(one, question)));
  const isSuperseded = question.image.digest !== void 0 && within.offers.length > 0;
  const own = isSuperseded ? await lookForWritten(question, { beyond, isFirst }) : await offerDigest(question, { tags, isLeft: within.offers.length > 0 });
  return joined2([own, precise, within, beyond]);
}
async function findOffers(request, context) {
  const question = questionOf(request, context);
  if (question === void 0) return NOTHING2;
  const { reference, policy } = question;
  if (policy.isIgnored(question)) return { offers: [], ignored: [{ reference, reason: "the configuration leaves it alone" }] };
  if (!policy.settings({ image: question.image, files: question.files }).enabled) return { offers: [], ignored: [{ reference, reason: "a rule turns its updates off" }] };
  return askRegistry(question);
}

// src/updates/others/dependabot.ts
var import_yaml2 = __toESM(require_dist(), 1);
var FILES2 = [".github/dependabot.yml", ".github/dependabot.yaml"];
var MAXIMUM_LENGTH2 = 2e5;
var ECOSYSTEMS = { "docker-compose": "compose", docker: "dockerfile" };
var Folder = string().max(500);
var Entry = looseObject({ "package-ecosystem": string().max(100), directory: Folder.optional(), directories: array(Folder).max(200).optional() });
var Dependabot = looseObject({ updates: array(Entry.optional().catch(void 0)).max(500) });
function parseYaml(text) {
  try {
    const data = (0, import_yaml2.parse)(text, { maxAliasCount: 10, logLevel: "silent" });
    return data;
  } catch {
    return void 0;
  }
}
function folderTest(folder) {
  const glob = compileGlob(folder.replace(/^\/+|\/+$/g, ""));
  const isRoot = /^\/*$/.test(folder);
  return (file) => {
    const parent = file.slice(0, Math.max(0, file.lastIndexOf("/")));
    return isRoot ? parent === "" : glob(parent);
  };
}
async function findDependabot(tree) {
  for (const file of FILES2) {
    const text = tree.entries.has(file) ? await tree.read(file) : void 0;
    if (text === void 0 || text.length > MAXIMUM_LENGTH2) continue;
    const updates = Dependabot.safeParse(parseYaml(text)).data?.updates ?? [];
    const entries = updates.flatMap((entry) => {
      const manager = entry === void 0 ? void 0 : ECOSYSTEMS[entry["package-ecosystem"]];
      if (entry === void 0 || manager === void 0) return [];
      return [{ manager, folders: [...entry.directories ?? [], ...entry.directory === void 0 ? [] : [entry.directory]].map(folderTest) }];
    });
    if (entries.length === 0) return void 0;
    return { name: "Dependabot", file, takes: (manager, path) => entries.some((entry) => entry.manager === manager && entry.folders.some((isIn2) => isIn2(path))), readsNix: false };
  }
  return void 0;
}

// src/updates/others/renovate.ts
var FILES3 = ["renovate.json", "renovate.json5", ".github/renovate.json", ".github/renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5", "package.json"];
var MAXIMUM_LENGTH3 = 1e6;
var MANAGERS = { compose: "docker-compose", dockerfile: "dockerfile" };
var DEFAULT_FILES = {
  compose: /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/,
  dockerfile: /(?:^|\/|\.)(?:docker|container)file$|(?:^|\/)(?:docker|container)file[^/]*$/i
};
var TEST_FOLDERS = /(?:^|\/)(?:node_modules|bower_components|vendor|examples|__tests__|tests?|__fixtures__)\//;
var Texts = array(string().max(1e3)).max(1e3).catch([]);
var Manager = looseObject({ enabled: boolean().optional().catch(void 0) }).optional().catch(void 0);
var CustomManager = looseObject({ fileMatch: Texts.default([]), managerFilePatterns: Texts.default([]) });
var Renovate = looseObject({
  enabled: boolean().optional().catch(void 0),
  extends: Texts.default([]),
  enabledManagers: Texts.optional(),
  ignorePaths: Texts.optional(),
  "docker-compose": Manager,
  dockerfile: Manager,
  customManagers: array(CustomManager).max(200).catch([]).default([]),
  regexManagers: array(CustomManager).max(200).catch([]).default([])
});
var Package = looseObject({ renovate: Renovate.optional() });
async function parseRelaxed(text) {
  const { default: json5 } = await import("./lib-JM4RKFOE.js");
  try {
    const data = json5.parse(text);
    return data;
  } catch {
    return {};
  }
}
async function readConfiguration(tree) {
  for (const file of FILES3) {
    if (!tree.entries.has(file)) continue;
    const text = await tree.read(file);
    if (text === void 0 || text.length > MAXIMUM_LENGTH3) continue;
    const data = await parseRelaxed(text);
    const config = file === "package.json" ? Package.safeParse(data).data?.renovate : Renovate.safeParse(data).data;
    if (config !== void 0) return { file, config };
  }
  return void 0;
}
function ignoresPath(config) {
  if (config.ignorePaths !== void 0) {
    const tests = config.ignorePaths.map((pattern) => ({ pattern, glob: compileGlob(pattern) }));
    return (file) => tests.some(({ pattern, glob }) => file.includes(pattern) || glob(file));
  }
  const isRecommended = config.extends.some((preset) => /^(?:config:(?:recommended|best-practices|base)|:ignoreModulesAndTests)$/.test(preset));
  return (file) => isRecommended && TEST_FOLDERS.test(file);
}
async function findRenovate(tree) {
  const found = await readConfiguration(tree);
  if (found === void 0 || found.config.enabled === false) return void 0;
  const { file, config } = found;
  const isIgnored2 = ignoresPath(config);
  const isOn = (manager) => {
    const name = MANAGERS[manager];
    const own = manager === "compose" ? config["docker-compose"] : config.dockerfile;
    return own?.enabled !== false && (config.enabledManagers === void 0 || config.enabledManagers.includes(name));
  };
  const custom = [...config.customManagers, ...config.regexManagers].flatMap((one) => [...one.fileMatch, ...one.managerFilePatterns]);
  return {
    name: "Renovate",
    file,
    takes: (manager, path) => isOn(manager) && DEFAULT_FILES[manager].test(path) && !isIgnored2(path),
    // The patterns are the pull request's: they are looked at and never run.
    readsNix: custom.some((pattern) => /\bnix\b/.test(pattern))
  };
}

// src/updates/others/leave-to-others.ts
function managerOf({ mechanism, file }) {
  if (mechanism === "compose-image" || mechanism === "compose-variable") return /\.ya?ml$/.test(file) ? "compose" : void 0;
  return mechanism === "dockerfile" ? "dockerfile" : void 0;
}
function isTaken(pin, bot) {
  const manager = managerOf(pin);
  return manager !== void 0 && bot.takes(manager, pin.file);
}
function finding(bot, message) {
  return {
    code: "update-elsewhere",
    severity: "info",
    subject: bot.name,
    message,
    hint: "`updates.beside-renovate: take` updates them here as well; then turn them off there.",
    place: { file: bot.file }
  };
}
function findingsOf(bot, pins) {
  const touched = pins.filter(({ isTouched, generatedFrom }) => isTouched && generatedFrom === void 0);
  const files = [...new Set(touched.filter((pin) => isTaken(pin, bot)).map(({ file }) => file))];
  const left = files.length === 0 ? [] : [finding(bot, `It updates the images in ${tellSome(files, 5).slice(0, 1e3)}, so newer versions of those are left to it.`)];
  const isBoth = bot.readsNix && touched.some(({ file }) => file.endsWith(".nix"));
  return isBoth ? [...left, { ...finding(bot, "Its own regular expressions read Nix files as well, so both may open pull requests for the images there."), hint: "Remove its custom managers for Nix files, or turn `updates` off here." }] : left;
}
async function leaveToOthers({ pins, head, choice }) {
  if (head === void 0 || choice === "take" || !pins.some(({ isTouched }) => isTouched)) return { value: pins, findings: [] };
  const found = await Promise.all([findRenovate(head), findDependabot(head)]);
  const bots = found.filter((bot) => bot !== void 0);
  return { value: pins.filter((pin) => !bots.some((bot) => isTaken(pin, bot))), findings: bots.flatMap((bot) => findingsOf(bot, pins)) };
}

// src/updates/places.ts
var MOST_PLACES = 1e3;
var MOST_EDITS = 100;
var LONGEST_LINE = 2e3;
function placesOf2(pins, proposed) {
  const editable = pins.filter((pin) => canEdit(pin, proposed));
  return (editable.length > 0 ? editable : pins).slice(0, MOST_PLACES).map(({ file, line, column }) => ({ file, line, column }));
}
function notEditableFindings({ reference, proposed }, pins) {
  const refused = pins.flatMap((pin) => {
    const why = pin.isLoaded === true ? void 0 : whyNotEditable(pin, proposed);
    return why === void 0 ? [] : [{ pin, why }];
  });
  const [first] = refused;
  if (first === void 0 || refused.length < pins.length) return [];
  const { file, line, column } = first.pin;
  return [
    {
      code: "reference-not-editable",
      severity: "info",
      subject: reference.slice(0, 1024),
      message: `It could become ${proposed}, but no program can write that here: ${first.why}.`.slice(0, 8192),
      hint: "Change it by hand, or write the version as one text.",
      place: { file, line, column }
    }
  ];
}
async function lineEdit(pin, { proposed, head }) {
  const text = await head.read(pin.file) ?? "";
  const edit = editPin({ text, pin, reference: proposed });
  if (edit.kind === "refused") return void 0;
  const [before, after] = [text.split("\n"), edit.text.split("\n")];
  const index = before.findIndex((line, at) => line !== after[at]);
  const [old, next] = [before[index], after[index]];
  const isOneLine = before.length === after.length && before.every((line, at) => at === index || line === after[at]);
  if (old === void 0 || next === void 0 || !isOneLine || Math.max(old.length, next.length) > LONGEST_LINE) return void 0;
  return { file: pin.file, line: index + 1, old, new: next };
}
async function editsOf(pins, { proposed, head }) {
  const touched = pins.filter(({ isTouched, generatedFrom, isLoaded }) => isTouched && generatedFrom === void 0 && isLoaded !== true);
  if (touched.length > MOST_EDITS) return [];
  const edits = await Promise.all(touched.map((pin) => lineEdit(pin, { proposed, head })));
  const made = edits.filter((edit) => edit !== void 0);
  const byPlace = new Map(made.map((edit) => [`${edit.file}:${String(edit.line)}`, edit]));
  return made.length === touched.length && byPlace.size === made.length ? made : [];
}

// src/updates/policy/presets.ts
function unfold(name) {
  const preset = UPDATE_PRESETS[name];
  return [...(preset.includes ?? []).flatMap(unfold), preset];
}
function kindsOf(section2, presets) {
  const kinds = new Set(section2.kinds);
  for (const preset of presets) {
    for (const kind of preset.kinds?.add ?? []) kinds.add(kind);
    for (const kind of preset.kinds?.drop ?? []) kinds.delete(kind);
  }
  return kinds;
}
var ALWAYS = "at any time";
var NO_AGE = "0 ";
function unfoldPresets(section2) {
  const presets = section2.extends.flatMap(unfold);
  const isScheduled2 = section2.schedule.length !== 1 || section2.schedule[0] !== ALWAYS;
  return {
    kinds: kindsOf(section2, presets),
    rules: [...presets.flatMap(({ rules = [] }) => rules), ...section2.rules],
    schedule: isScheduled2 ? section2.schedule : presets.findLast(({ schedule }) => schedule !== void 0)?.schedule ?? section2.schedule,
    minimumAge: section2["minimum-age"].startsWith(NO_AGE) ? presets.findLast(({ minimumAge }) => minimumAge !== void 0)?.minimumAge ?? section2["minimum-age"] : section2["minimum-age"],
    groupsMonorepos: presets.some(({ groupsMonorepos }) => groupsMonorepos === true)
  };
}

// src/updates/policy/span.ts
var HOUR = 36e5;
var UNITS = { minute: HOUR / 60, hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR };
function milliseconds(text) {
  const { count: count2 = "0", unit = "" } = /^(?<count>\d+) ?(?<unit>minute|hour|day|week|month)s?$/.exec(text)?.groups ?? {};
  return Number(count2) * (UNITS[unit] ?? 0);
}
function tellSpan(span) {
  const [count2, unit] = span >= 48 * HOUR ? [Math.floor(span / (24 * HOUR)), "day"] : [Math.max(0, Math.floor(span / HOUR)), "hour"];
  return `${count2} ${unit}${count2 === 1 ? "" : "s"}`;
}

// src/updates/policy/open-policy.ts
function compileRule(rule) {
  const isImage = rule["match-images"] === void 0 ? void 0 : imageTest(rule["match-images"]);
  const globs = rule["match-files"]?.map(compileGlob);
  const range = rule["match-current-version"] === void 0 ? void 0 : parseVersionRange(rule["match-current-version"]);
  const kinds = rule["match-kinds"];
  return {
    rule,
    matches: ({ image, files, kind }) => (isImage === void 0 || isImage(image)) && (kinds === void 0 || kind !== void 0 && kinds.includes(kind)) && (globs === void 0 || files.some((file) => globs.some((glob) => glob(file)))) && (range === void 0 || range({ tag: image.tag ?? "latest", numbers: parseVersion(image.tag ?? "latest")?.numbers ?? [] }))
  };
}
function settingsOf(rule) {
  return {
    ...rule.enabled === void 0 ? {} : { enabled: rule.enabled },
    ...rule["allowed-versions"] === void 0 ? {} : { allowedVersions: rule["allowed-versions"] },
    ...rule["ignored-versions"] === void 0 ? {} : { ignoredVersions: rule["ignored-versions"] },
    ...rule["database-majors"] === void 0 ? {} : { databaseMajors: rule["database-majors"] },
    ...rule.group === void 0 ? {} : { group: rule.group },
    ...rule.replacement === void 0 ? {} : { replacement: rule.replacement },
    ...rule.schedule === void 0 ? {} : { schedule: rule.schedule },
    ...rule["minimum-age"] === void 0 ? {} : { minimumAge: milliseconds(rule["minimum-age"]) },
    ...rule.labels === void 0 ? {} : { labels: rule.labels },
    ...rule.reviewers === void 0 ? {} : { reviewers: rule.reviewers },
    ...rule.assignees === void 0 ? {} : { assignees: rule.assignees },
    ...rule.automerge === void 0 ? {} : { automerge: rule.automerge },
    ...rule["dashboard-approval"] === void 0 ? {} : { needsApproval: rule["dashboard-approval"] }
  };
}
function openPolicy({ updates }) {
  const unfolded = unfoldPresets(updates);
  const rules = unfolded.rules.map(compileRule);
  const isIgnoredImage = imageTest(updates["ignore-images"]);
  const ignoredPaths = updates["ignore-paths"].map(compileGlob);
  const defaults = {
    enabled: updates.enabled,
    ignoredVersions: [],
    databaseMajors: updates["database-majors"],
    schedule: unfolded.schedule,
    minimumAge: milliseconds(unfolded.minimumAge),
    labels: updates.labels,
    reviewers: updates.reviewers,
    assignees: updates.assignees,
    automerge: updates.automerge,
    needsApproval: updates["dashboard-approval"]
  };
  return {
    kinds: unfolded.kinds,
    groupsMonorepos: unfolded.groupsMonorepos,
    isIgnored: ({ image, files }) => isIgnoredImage(image) || files.length > 0 && files.every((file) => ignoredPaths.some((glob) => glob(file))),
    settings: (subject) => rules.filter(({ matches }) => matches(subject)).reduce((settings, { rule }) => ({ ...settings, ...settingsOf(rule) }), defaults)
  };
}

// src/updates/suggestible.ts
var KINDS = ["patch", "minor", "precise", "rollback", "digest", "pin"];
function suggestible(offers, { now, settings }) {
  const old = offers.filter(({ kind, released }) => released === void 0 || now.getTime() - Date.parse(released) >= settings(kind).minimumAge);
  const fitting = old.filter(({ kind }) => KINDS.includes(kind));
  return fitting.toSorted((left, right) => KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind))[0];
}

// src/updates/unpinned.ts
var MOST_FINDINGS = 50;
function isWanted(image, { pin, policy }) {
  const subject = { image, files: [pin.file] };
  return image.digest === void 0 && !policy.isIgnored(subject) && policy.settings({ ...subject, kind: "pin" }).enabled;
}
function unpinnedFindings(pins, policy) {
  if (!policy.kinds.has("pin")) return [];
  const first = /* @__PURE__ */ new Map();
  for (const pin of pins) {
    const image = parseImageReference(pin.reference);
    if (image !== void 0 && isWanted(image, { pin, policy }) && !first.has(pin.reference)) first.set(pin.reference, pin);
  }
  return [...first.values()].slice(0, MOST_FINDINGS).map(({ reference, file, line, column }) => ({
    code: "image-unpinned",
    severity: "info",
    subject: reference.slice(0, 1024),
    message: "The reference has no digest, so what runs depends on when it was pulled.",
    hint: "Take the digest from the offered updates; the preset `no-pin-digests` ends these notes.",
    place: { file, line, column }
  }));
}

// src/updates/update-failures.ts
var SAME_CODES = ["registry-denied", "registry-refused", "registry-unreachable", "registry-rate-limited"];
function findingCode(code2) {
  if (code2 === "registry-missing") return "image-missing";
  return SAME_CODES.find((same) => same === code2) ?? "image-unread";
}
function missingFindings(missing) {
  return missing.map(({ reference, error, place }) => ({
    code: "image-missing",
    severity: "error",
    subject: reference.slice(0, 1024),
    message: `${error.message} No host can pull the digest that is written any more.`,
    hint: "Take a digest from the list of updates, if there is one, or push the image again; until then keep the copy that a host has.",
    ...place === void 0 ? {} : { place }
  }));
}
function failureFindings(failures) {
  const groups = Map.groupBy(failures, ({ failure: failure2 }) => `${failure2.code} ${failure2.message}`);
  return [...groups.values()].flatMap((group) => {
    const subject = group.map(({ reference }) => reference).join(", ").slice(0, 1024);
    return group.slice(0, 1).map(({ failure: { code: code2, message, hint } }) => ({ code: findingCode(code2), severity: "info", subject, message: `${message} Newer versions are unknown.`, hint }));
  });
}

// src/updates/find-updates.ts
var MAXIMUM_REFERENCES = 500;
function isAskable({ isTouched, generatedFrom, reference }) {
  return isTouched && generatedFrom === void 0 && !isLocalName(reference);
}
async function ask({ reference, pins }, context) {
  const platforms = [...new Set(pins.flatMap((pin) => pin.platforms))];
  const files = [...new Set(pins.filter(isAskable).map(({ file }) => file))];
  try {
    return { reference, pins, offers: await findOffers({ reference, files, platforms }, context) };
  } catch (error) {
    if (isRegistryError(error)) return { reference, pins, offers: { offers: [], ignored: [] }, failure: error };
    throw error;
  }
}
async function updatesOf({ reference, pins, offers: { offers } }, { head, policy, now }) {
  const image = parseImageReference(reference);
  const files = [...new Set(pins.map(({ file }) => file))];
  const suggested = image === void 0 ? void 0 : suggestible(offers, { now, settings: (kind) => policy.settings({ image, files, kind }) });
  const edits = head === void 0 || suggested === void 0 ? [] : await editsOf(pins, { proposed: suggested.proposed, head });
  return offers.map((offer) => {
    const { kind, proposed, released } = offer;
    const places = [...placesOf2(pins, proposed)];
    return { kind, reference, proposed, places, ...released === void 0 ? {} : { released }, ...offer !== suggested || edits.length === 0 ? {} : { edits: [...edits] } };
  });
}
function leftOut2(count2) {
  if (count2 <= 0) return [];
  const message = `${count2} images beyond the first ${MAXIMUM_REFERENCES} were not asked about.`;
  return [{ code: "plan-cut", severity: "info", subject: "updates", message, hint: "Split the pull request." }];
}
function askedReferences(pins) {
  const asked = new Set(pins.filter(isAskable).map(({ reference }) => reference));
  const all = [...Map.groupBy(pins, ({ reference }) => reference)].filter(([reference]) => asked.has(reference));
  return all.filter(([reference]) => parseImageReference(reference) !== void 0).map(([reference, group]) => ({ reference, pins: group }));
}
async function findUpdates({ pins, head, registry, config, log, now = /* @__PURE__ */ new Date() }) {
  const left = config.updates.enabled ? await leaveToOthers({ pins, head, choice: config.updates["beside-renovate"] }) : { value: [], findings: [] };
  const all = askedReferences(left.value);
  if (all.length === 0) return { value: { updates: [], ignored: [], unread: [] }, findings: left.findings };
  log.progress({ subject: "updates", state: "running", text: `looking for newer versions of ${all.length === 1 ? "1 image" : `${all.length} images`}` });
  const policy = openPolicy(config);
  const context = { registry, policy, aliases: config.updates.aliases, now };
  const answers = await Promise.all(all.slice(0, MAXIMUM_REFERENCES).map((asked) => ask(asked, context)));
  const updates = (await Promise.all(answers.map((answer) => updatesOf(answer, { head: config.updates.suggest ? head : void 0, policy, now })))).flat();
  const ignored = answers.flatMap(({ offers }) => offers.ignored);
  const failures = answers.flatMap(({ reference, failure: failure2 }) => failure2 === void 0 ? [] : [{ reference, failure: failure2 }]);
  const unwritable = answers.flatMap(({ reference, pins: own, offers: { offers } }) => offers.flatMap(({ proposed }) => notEditableFindings({ reference, proposed }, own)));
  const missing = answers.flatMap(
    ({ reference, pins: [pin], offers: { missing: error } }) => error === void 0 ? [] : [{ reference, error, place: pin && { file: pin.file, line: pin.line, column: pin.column } }]
  );
  log.progress({ subject: "updates", state: "done", text: `${updates.length} offered` });
  const findings = [...left.findings, ...unpinnedFindings(left.value.filter(isAskable), policy), ...missingFindings(missing), ...unwritable, ...failureFindings(failures), ...leftOut2(all.length - answers.length)];
  return { value: { updates, ignored, unread: failures.map(({ reference }) => reference) }, findings };
}

// src/updates/branches/branch-state.ts
function waiting(reason, text) {
  return { kind: "waiting", reason, text: text.slice(0, 500) };
}
function isYoung({ update, settings }, now) {
  return update.released !== void 0 && now.getTime() - Date.parse(update.released) < settings.minimumAge;
}
function tellYouth({ update, settings }, now) {
  const released = Date.parse(update.released ?? "");
  const until = new Date(released + settings.minimumAge).toISOString().slice(0, 16).replace("T", " ");
  return `${update.proposed.replace(/@.*$/, "")} is ${tellSpan(now.getTime() - released)} old; it is old enough at ${until} UTC.`;
}
function isScheduled({ settings }, { now, timezone }) {
  const time = localTime(now, timezone);
  return settings.schedule.some((text) => parseSchedule(text)?.(time) ?? false);
}
function ownState({ name, members }, { open, moment }) {
  if (open.branches.includes(name) || open.approved.includes(name)) return { kind: "due" };
  const young = members.find((member2) => isYoung(member2, moment.now));
  if (young !== void 0) return waiting("minimum-age", tellYouth(young, moment.now));
  if (members.some(({ settings }) => settings.needsApproval)) return waiting("approval", "It waits for a tick on the dashboard.");
  const late = members.find((member2) => !isScheduled(member2, moment));
  if (late !== void 0) return waiting("schedule", `It waits for its schedule: ${late.settings.schedule.join(", or ")} (${moment.timezone}).`);
  return { kind: "due" };
}
function limitedState({ open, made }, { concurrent, hourly }) {
  if (concurrent > 0 && open.branches.length + made >= concurrent) return waiting("limit", `At most ${concurrent} pull requests for updates are open at a time (\`updates.pr-concurrent-limit\`), and others come first.`);
  if (hourly > 0 && open.openedLastHour + made >= hourly) return waiting("limit", `At most ${hourly} pull requests for updates are opened within an hour (\`updates.pr-hourly-limit\`), and others come first.`);
  return { kind: "due" };
}

// src/updates/branches/branch-title.ts
var LONGEST = 120;
function shortName(reference) {
  const parsed = parseImageReference(reference);
  return baseName(parsed === void 0 ? reference : formatFamiliarName(parsed));
}
function tagOf(reference) {
  return parseImageReference(reference)?.tag ?? "latest";
}
function single({ kind, reference, proposed }) {
  const name = shortName(reference);
  switch (kind) {
    case "pin":
      return `Pin ${name}:${tagOf(proposed)} to its digest`;
    case "digest":
      return `Update the digest of ${name}:${tagOf(proposed)}`;
    case "rollback":
      return `Go back to ${name}:${tagOf(proposed)}, as ${tagOf(reference)} is gone`;
    case "replacement":
      return `Replace ${name} by ${shortName(proposed) === name ? proposed.replace(/@.*$/, "") : shortName(proposed)}`;
    case "precise":
      return `Write ${name}:${tagOf(reference)} as ${tagOf(proposed)}`;
    case "patch":
    case "minor":
    case "major":
      return `Update ${name} to ${tagOf(proposed)}`;
  }
}
function several(members, title) {
  const [first] = members;
  const tags = new Set(members.map(({ proposed }) => tagOf(proposed)));
  const isPin = members.every(({ kind }) => kind === "pin");
  const names = new Set(members.map(({ reference }) => shortName(reference)));
  if (isPin) return `Pin ${members.length} images to their digests`;
  const what = title ?? (names.size === 1 && first !== void 0 ? shortName(first.reference) : `${members.length} images`);
  return tags.size === 1 ? `Update ${what} to ${[...tags].join("")}` : `Update ${what}`;
}
function branchTitle({ title, members }) {
  const updates = members.map(({ update }) => update);
  const [first] = updates;
  return shorten(first !== void 0 && updates.length === 1 ? single(first) : several(updates, title), LONGEST);
}

// src/updates/branches/branch-name.ts
function branchName(text) {
  const plain2 = text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/\.{2,}/g, ".").replace(/-{2,}/g, "-").replace(/^[-._]+|(?:[-._]|\.lock)+$/g, "");
  if (plain2 !== "" && plain2.length <= 120) return plain2;
  return `${plain2.slice(0, 100)}-${sha256(text).slice(0, 12)}`.replace(/^-/, "");
}
function versionLine(tag, kind) {
  const version = parseVersion(tag);
  if (version === void 0 || version.scale === "date" || version.prefix.endsWith(" ")) return tag;
  const [first = 0, second] = version.numbers;
  return kind === "major" || second === void 0 ? `${first}.x` : `${first}.${second}.x`;
}
function updateBranchName({ kind, reference, proposed }) {
  const parsed = parseImageReference(proposed) ?? parseImageReference(reference);
  if (parsed === void 0) return branchName(proposed);
  const name = formatFamiliarName(parsed);
  const tag = parsed.tag ?? "latest";
  switch (kind) {
    case "pin":
    case "digest":
    case "rollback":
    case "replacement":
    case "precise":
      return branchName(`${name}-${tag}-${kind}`);
    case "patch":
    case "minor":
    case "major":
      return branchName(`${name}-${versionLine(tag, kind)}`);
  }
}

// src/updates/branches/group-updates.ts
var PRECEDENCE = ["replacement", "rollback", "major", "minor", "patch", "precise", "digest", "pin"];
var NO_GROUP = "none";
function settle(updates, policy) {
  return updates.flatMap((update) => {
    const image = parseImageReference(update.reference);
    const files = [...new Set(update.places.map(({ file }) => file))];
    return image === void 0 ? [] : [{ update, image, settings: policy.settings({ image, files, kind: update.kind }) }];
  });
}
function ownerOf({ registry, path }) {
  const slash = path.lastIndexOf("/");
  return slash < 0 || registry === "docker.io" && path.startsWith("library/") ? void 0 : `${registry}/${path.slice(0, slash)}`;
}
function releaseOf(image) {
  const owner2 = ownerOf(image);
  const numbers = parseVersion(image.tag ?? "latest")?.numbers ?? [];
  return owner2 === void 0 || numbers.length < 2 ? void 0 : `${owner2}:${image.tag ?? ""}`;
}
function sharedReleases(references) {
  const paths = /* @__PURE__ */ new Map();
  for (const reference of references) {
    const image = parseImageReference(reference);
    const release2 = image === void 0 ? void 0 : releaseOf(image);
    if (image !== void 0 && release2 !== void 0) paths.set(release2, (paths.get(release2) ?? /* @__PURE__ */ new Set()).add(image.path));
  }
  return new Set([...paths].filter(([, images]) => images.size > 1).map(([release2]) => release2));
}
function groupKey({ update, image, settings }, shared) {
  const { kind, proposed } = update;
  if (settings.group !== void 0 && settings.group !== NO_GROUP) {
    const title = kind === "major" ? `${settings.group} (major)` : settings.group;
    return { name: branchName(title), title };
  }
  const release2 = releaseOf(image);
  const isTag = kind === "patch" || kind === "minor" || kind === "major";
  if (!isTag || release2 === void 0 || !shared.has(release2)) return { name: updateBranchName(update) };
  const owner2 = ownerOf(image) ?? image.path;
  return { name: branchName(`${owner2.replace(/^docker\.io\//, "")}-${versionLine(parseImageReference(proposed)?.tag ?? "latest", kind)}`), title: `${baseName(owner2)} images` };
}
function withoutRepeats4(members) {
  const sorted = members.toSorted((left, right) => PRECEDENCE.indexOf(left.update.kind) - PRECEDENCE.indexOf(right.update.kind));
  const first = /* @__PURE__ */ new Map();
  for (const member2 of sorted) if (!first.has(member2.update.reference)) first.set(member2.update.reference, member2);
  return [...first.values()].toSorted((left, right) => compareTexts(left.update.reference, right.update.reference));
}
function groupUpdates(settled, { policy, references }) {
  const shared = policy.groupsMonorepos ? sharedReleases(references) : /* @__PURE__ */ new Set();
  const keyed = settled.map((member2) => ({ member: member2, key: groupKey(member2, shared) }));
  return [...Map.groupBy(keyed, ({ key }) => key.name)].map(([name, group]) => {
    const title = group[0]?.key.title;
    return { name, ...title === void 0 ? {} : { title }, members: withoutRepeats4(group.map(({ member: member2 }) => member2)) };
  });
}

// src/updates/branches/plan-updates.ts
var ORDER = ["rollback", "replacement", "pin", "digest", "patch", "minor", "precise", "major"];
function rankOf({ members }) {
  return Math.min(...members.map(({ update }) => ORDER.indexOf(update.kind)));
}
function compareGroups(left, right) {
  return rankOf(left) - rankOf(right) || compareTexts(left.name, right.name);
}
function merged(members, pick) {
  return [...new Set(members.flatMap(({ settings }) => pick(settings)))].slice(0, 50);
}
function ageNotes(members) {
  const aged = members.filter(({ update, settings }) => settings.minimumAge > 0 && update.released === void 0 && !["pin", "rollback", "replacement"].includes(update.kind));
  return aged.slice(0, 50).map(({ update }) => `The age of ${update.proposed.replace(/@.*$/, "")} is unknown, so the minimum age does not hold it back.`.slice(0, 500));
}
function branchOf(group, state) {
  const { name, members } = group;
  return {
    name,
    title: branchTitle(group),
    kinds: [...new Set(members.map(({ update }) => update.kind))],
    updates: members.slice(0, 1e3).map(({ update }) => update),
    labels: merged(members, ({ labels }) => labels),
    reviewers: merged(members, ({ reviewers }) => reviewers),
    assignees: merged(members, ({ assignees }) => assignees),
    automerge: members.every(({ settings }) => settings.automerge) ? "pull-request" : "off",
    state,
    notes: ageNotes(members)
  };
}
function partAges(group, now) {
  const old = group.members.filter((member2) => !isYoung(member2, now));
  if (old.length === 0 || old.length === group.members.length) return { group, later: [] };
  const young = group.members.filter((member2) => !old.includes(member2));
  const later = young.map((member2) => ({ reference: member2.update.reference, proposed: member2.update.proposed, reason: tellYouth(member2, now).slice(0, 500) }));
  return { group: { ...group, members: old }, later };
}
function planUpdates({ updates, ignored = [], references, config, now, open }) {
  const policy = openPolicy(config);
  const known = [...references ?? [], ...updates.map(({ reference }) => reference)];
  const parted = groupUpdates(settle(updates, policy), { policy, references: known }).toSorted(compareGroups).map((group) => partAges(group, now));
  const moment = { now, timezone: config.updates.timezone };
  const allowance = { concurrent: config.updates["pr-concurrent-limit"], hourly: config.updates["pr-hourly-limit"] };
  let made = 0;
  const branches = parted.map(({ group }) => {
    const own = ownState(group, { open, moment });
    const isFree = own.kind === "waiting" || open.branches.includes(group.name) || open.approved.includes(group.name);
    const state = isFree ? own : limitedState({ open, made }, allowance);
    if (state.kind === "due" && !open.branches.includes(group.name)) made += 1;
    return branchOf(group, state);
  });
  return { value: { branches: branches.slice(0, 5e3), ignored: [...ignored, ...parted.flatMap(({ later }) => later)].slice(0, 5e3) }, findings: [] };
}

// src/updates/wishes/apply-wishes.ts
function isOver({ until }, now) {
  return until !== void 0 && now.getTime() >= Date.parse(`${until}T00:00:00Z`);
}
function leaveAlone(found, { image, until }) {
  const reason = until === void 0 ? "somebody asked for it to be left alone" : `somebody asked for it to be left alone until ${until}`;
  const left = found.updates.filter(({ reference }) => isNamed(image, reference));
  return {
    ...found,
    updates: found.updates.filter((update) => !left.includes(update)),
    ignored: [...found.ignored, ...left.map(({ reference, proposed }) => ({ reference, proposed, reason }))]
  };
}
function kindOf(question, version) {
  if (isDatabaseMajor({ image: question.image, tag: version })) return "major";
  const [old, next] = [parseVersion(question.image.tag), parseVersion(version)];
  return old === void 0 || next === void 0 ? "major" : stepKind(old, next);
}
async function offerVersion(version, question) {
  const { reference, registry, repository } = question;
  try {
    await registry.resolve(repository, version);
    const offered = await offerTag({ choices: [{ tag: version, kind: kindOf(question, version) }], ignored: [] }, question);
    return { question, ...offered, isMissing: offered.offers.length === 0 };
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    const isMissing = error.code === "registry-missing";
    const reason = `${version} was asked for, but ${isMissing ? "the registry does not have it" : "the registry could not be asked"}`;
    return { question, isMissing, offers: [], ignored: [{ reference, proposed: writeReference(reference, { tag: version }), reason }] };
  }
}
function questionsOf({ image, version }, { pins, context }) {
  const written = pins.filter((pin) => pin.generatedFrom === void 0 && isNamed(image, pin.reference));
  return [...Map.groupBy(written, ({ reference }) => reference)].flatMap(([reference, group]) => {
    const platforms = [...new Set(group.flatMap((pin) => pin.platforms))];
    const question = questionOf({ reference, files: [...new Set(group.map(({ file }) => file))], platforms }, context);
    return question === void 0 || question.image.tag === version ? [] : [question];
  });
}
function offerInstead(found, { answers, pins }) {
  const asked = new Set(answers.filter(({ isMissing }) => !isMissing).map(({ question }) => question.reference));
  const updates = answers.flatMap(
    ({ question: { reference }, offers }) => offers.map(({ kind, proposed, released }) => {
      const places = [...placesOf2(pins.filter((pin) => pin.reference === reference), proposed)];
      return { kind, reference, proposed, places, ...released === void 0 ? {} : { released } };
    })
  );
  return { ...found, updates: [...found.updates.filter(({ reference }) => !asked.has(reference)), ...updates], ignored: [...found.ignored, ...answers.flatMap(({ ignored }) => ignored)] };
}
async function applyWishes({ wishes, found, pins, registry, config, now }) {
  const { updates } = config;
  const context = { registry, policy: openPolicy(config), aliases: updates.aliases, now };
  const standing = [];
  let granted = found;
  for (const wish of updates.enabled ? wishes : []) {
    if (wish.kind === "ignore") {
      if (isOver(wish, now)) continue;
      granted = leaveAlone(granted, wish);
    } else {
      const questions = questionsOf(wish, { pins, context });
      const answers = await Promise.all(questions.map((question) => offerVersion(wish.version, question)));
      granted = offerInstead(granted, { answers, pins });
      if (answers.every(({ isMissing }) => isMissing)) continue;
    }
    standing.push(wish);
  }
  return { found: granted, standing: updates.enabled ? standing : wishes };
}

// src/updates/update.ts
var LineEdit = object({
  file: string().max(4096),
  line: int().min(1),
  old: string().max(2e3),
  new: string().max(2e3)
});
var Update = object({
  kind: UpdateKind,
  reference: string().max(4096),
  /** The reference as it would be written. */
  proposed: string().max(4096),
  places: array(Place).max(1e3),
  /** When the proposed version was published, in ISO 8601, where a minimum age made that of interest and it could be told. */
  released: iso_exports.datetime({ offset: true }).max(40).optional(),
  /** The lines to suggest where the pull request changes the file; absent where nothing is to be suggested. */
  edits: array(LineEdit).max(100).optional()
});
var IgnoredUpdate = object({
  reference: string().max(4096),
  /** Absent where the image is not asked about at all. */
  proposed: string().max(4096).optional(),
  reason: string().max(500)
});

// src/updates/update-plan.ts
var WaitingReason = _enum(["schedule", "minimum-age", "limit", "approval"]);
var BranchState = discriminatedUnion("kind", [
  object({ kind: literal("due") }),
  object({ kind: literal("waiting"), reason: WaitingReason, text: string().max(500) })
]);
var Names = array(string().max(256)).max(50);
var UpdateBranch = object({
  /** Without `branch-prefix`; stable while the same versions are meant: `ghcr.io-mealie-recipes-mealie-1.4.x`. */
  name: string().max(180).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  /** The pull request's title, without line breaks: `Update mealie to v1.4.1`. */
  title: string().max(200),
  kinds: array(UpdateKind).max(8),
  /** Sorted by reference; no reference twice. */
  updates: array(Update).min(1).max(1e3),
  labels: Names,
  /** Logins, or `team:NAME`. */
  reviewers: Names,
  assignees: Names,
  automerge: _enum(["off", "pull-request"]),
  state: BranchState,
  /** What the reader of the pull request should know of the decision, a sentence each: an age that is unknown. */
  notes: array(string().max(500)).max(50)
});
var UpdatePlan = object({
  branches: array(UpdateBranch).max(5e3),
  ignored: array(IgnoredUpdate).max(5e3)
});

// src/report/clip-to-schema.ts
var MAX_FINDINGS = 2e4;
function clip(value, maximum) {
  if (typeof value === "string") return maximum > 1 ? shorten(value, maximum) : "";
  return Array.isArray(value) ? value.slice(0, maximum) : value;
}
function clipAt(value, excess) {
  const [key, ...path] = excess.path;
  if (key === void 0) return clip(value, excess.maximum);
  if (Array.isArray(value)) return value.map((entry, index) => index === key ? clipAt(entry, { ...excess, path }) : entry);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, name === key ? clipAt(entry, { ...excess, path }) : entry]));
}
function kindOf2(path) {
  return path.filter((key) => typeof key !== "number").map(String).join(".");
}
function cutFinding(kind, excesses) {
  const maximum = excesses[0]?.maximum ?? 0;
  return {
    code: "plan-cut",
    severity: "info",
    subject: `plan, ${kind}`,
    message: `${excesses.length === 1 ? "One entry is" : `${excesses.length} entries are`} larger than ${maximum} and was cut.`,
    hint: ""
  };
}
function excessesOf(error) {
  return error.issues.map((issue) => {
    if (issue.code === "too_big") return { path: issue.path, maximum: Number(issue.maximum) };
    throw new StowplanError({
      code: "internal",
      subject: issue.path.map(String).join("."),
      message: `The plan that was put together is not valid: ${issue.message}.`,
      hint: "This is a mistake in stowplan: please report it with the pull request that shows it.",
      cause: error
    });
  });
}
function clipToSchema(schema, data) {
  const parsed = schema.safeParse(data, { jitless: true });
  if (parsed.success) return parsed.data;
  const excesses = excessesOf(parsed.error);
  const clipped = schema.parse(excesses.reduce(clipAt, data));
  const kinds = Object.entries(Object.groupBy(excesses, (excess) => kindOf2(excess.path)));
  const cuts = kinds.map(([kind, ofKind]) => cutFinding(kind, ofKind ?? []));
  return { ...clipped, findings: [...clipped.findings.slice(0, MAX_FINDINGS - cuts.length), ...cuts] };
}

// src/report/plan-document.ts
var LabelNames = strictObject({
  "no-change": LabelName,
  restarts: LabelName,
  "left-stopped": LabelName,
  "back-up-first": LabelName,
  policy: LabelName,
  failed: LabelName
});
var CommitId = string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
var PLAN_VERSION = 1;
var Plan = strictObject({
  version: literal(PLAN_VERSION),
  /** `key` of the configuration: which of several plans of one pull request this is. */
  key: string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/),
  base: CommitId,
  /** The commit that was planned: the merge commit on `pull_request`. */
  head: CommitId,
  /** The tip of the pull request's branch, which a publication is checked against; equal to `head` elsewhere. */
  tip: CommitId,
  /** Which of `of` shares of the hosts this is; absent in a plan of all of them. */
  share: strictObject({ number: int().min(1).max(256), of: int().min(1).max(256) }).optional(),
  /** Inputs of the flake that the pull request moves: the flake's own first. */
  inputs: array(InputChange).max(4e3),
  hosts: array(HostPlan).max(2e3),
  projects: array(ProjectPlan).max(2e3),
  images: array(ImageChange).max(5e3),
  updates: array(Update).max(5e3),
  findings: array(Finding).max(2e4),
  /** What the configuration says about the report, so that publishing needs no checkout. */
  options: strictObject({
    whenUnchanged: _enum(["update", "always", "never"]),
    /** What fails the run: see `fail-on`. */
    failOn: array(FailureRule).max(100),
    /** What is done with modules that were not regenerated; nothing where it is absent. */
    write: _enum(["suggest", "commit"]).optional(),
    /** False where no check run is wanted. */
    check: boolean().optional(),
    /** Names of the labels by what they say; no label is touched where it is absent. */
    labels: LabelNames.optional()
  })
});

// src/report/plan-options.ts
function labelNames({ labels }) {
  const { enabled, ...names } = labels;
  return enabled ? names : void 0;
}
function planOptions(config) {
  const { write } = config.convert;
  const labels = labelNames(config);
  return {
    whenUnchanged: config.comment["when-unchanged"],
    failOn: config["fail-on"],
    ...write === "off" ? {} : { write },
    ...config.check.enabled ? {} : { check: false },
    ...labels === void 0 ? {} : { labels }
  };
}

// src/report/assemble-plan.ts
function compareFindings(left, right) {
  return SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) || Number(left.place === void 0) - Number(right.place === void 0) || compareTexts(left.place?.file ?? "", right.place?.file ?? "") || (left.place?.line ?? 0) - (right.place?.line ?? 0) || compareTexts(left.subject, right.subject) || compareTexts(left.code, right.code);
}
function identityOf(finding2) {
  const { code: code2, severity, subject, message, hint, place } = finding2;
  return JSON.stringify([code2, severity, subject, message, hint, place?.file, place?.line, place?.column]);
}
function settleFindings(findings) {
  const seen = new Map(findings.map((finding2) => [identityOf(finding2), finding2]));
  return [...seen.values()].toSorted(compareFindings);
}
function assemblePlan(parts) {
  const { base, head, tip } = parts.revisions;
  const { inputs, hosts, projects, images, updates } = parts;
  const findings = settleFindings(parts.findings);
  const shown2 = concealAll({ inputs, hosts, projects, images, updates, findings }, parts.secrets);
  return clipToSchema(Plan, {
    version: PLAN_VERSION,
    key: parts.config.key,
    base,
    head,
    tip,
    ...parts.share === void 0 ? {} : { share: parts.share },
    ...shown2,
    options: planOptions(parts.config)
  });
}

// src/report/failed-plan.ts
function tell(error) {
  if (error instanceof StowplanError) return { subject: hideSecrets(error.subject), message: hideSecrets(error.message), hint: hideSecrets(error.hint) };
  return { subject: "stowplan", message: "It failed in a way that it should not.", hint: "The log of whoever runs it says more; please report it." };
}
function failedPlan(error, revisions) {
  return Plan.parse({
    version: PLAN_VERSION,
    key: revisions.key ?? "default",
    base: revisions.base,
    head: revisions.head,
    tip: revisions.head,
    inputs: [],
    hosts: [],
    projects: [],
    images: [],
    updates: [],
    findings: [{ code: "plan-failed", severity: "error", ...tell(error) }],
    options: { whenUnchanged: "update", failOn: ["error"] }
  });
}

// src/report/html/render-html.ts
import { createHash as createHash3 } from "node:crypto";

// src/report/first-screen.ts
var MAX_ROWS = 25;
function joinPieces(pieces) {
  return pieces.flatMap((piece, index) => index === 0 ? piece : ["; ", ...piece]);
}
function tellHosts(hosts) {
  const compared = hosts.filter((host) => host.status === "changed");
  if (compared.length === 0) return [];
  return [`${count(compared.length, "host")}: `, ...tellUnits(compared, "no unit restarts")];
}
function tellUnits(hosts, calm) {
  const tally = tellTally(tallyActions(hosts.flatMap(newsOf)));
  const unknown = hosts.reduce((sum2, host) => sum2 + (host.switch?.unknown?.length ?? 0), 0);
  if (unknown === 0) return tally.length === 0 ? [calm] : tally;
  return [...tally, ...tally.length === 0 ? [] : [", "], mark("danger", `${count(unknown, "unit")} not known`)];
}
function tellOthers(plan) {
  const number2 = (status) => plan.hosts.filter((host) => host.status === status && host.isBaseUnknown !== true).length;
  const incomparable = plan.hosts.filter((host) => host.isBaseUnknown === true).length;
  const projects = plan.projects.filter((project) => project.services.length > 0 || project.status === "removed").length;
  const missing = plan.findings.filter((finding2) => finding2.code === "share-missing").length;
  const areAllCalm = plan.hosts.length > 0 && plan.hosts.every((host) => host.status === "unchanged");
  const projectsChange = `${count(projects, "Compose project")} ${projects === 1 ? "changes" : "change"}`;
  return [
    number2("added") > 0 ? [`${count(number2("added"), "host")} added`] : [],
    incomparable > 0 ? [mark("danger", `Nothing to compare ${count(incomparable, "host")} with`)] : [],
    number2("removed") > 0 ? [`${count(number2("removed"), "host")} removed`] : [],
    number2("failed") > 0 ? [mark("danger", `${count(number2("failed"), "host")} could not be evaluated`)] : [],
    missing > 0 ? [mark("danger", `${count(missing, "share")} of the hosts ${missing === 1 ? "was" : "were"} not planned`)] : [],
    areHostsUnknown(plan) && projects > 0 ? [mark("danger", "What happens to the hosts could not be found out")] : [],
    projects === 0 ? [] : areAllCalm ? [`No host changes, but ${projectsChange}`] : plan.hosts.length === 0 ? [projectsChange] : []
  ];
}
function headline(plan) {
  const pieces = [tellHosts(plan.hosts), ...tellOthers(plan)].filter((piece) => piece.length > 0);
  if (pieces.length > 0) return joinPieces(pieces);
  if (isBlind(plan)) return [mark("danger", "What this merge does could not be found out")];
  const stamped = tellTally(tallyActions(plan.hosts.flatMap(actionsOf)));
  if (stamped.length > 0) return ["No change but version stamps, for which ", ...stamped];
  if (hasChanges(plan)) return ["No unit restarts"];
  return ["No change: every unit, container and Compose project stays as it is"];
}
function tellFindings(plan) {
  const errors = countFindings(plan, "error");
  const warnings = countFindings(plan, "warning");
  const backups = plan.findings.filter(isBackup).length;
  const pieces = [
    errors > 0 ? [mark("danger", count(errors, "error"))] : [],
    warnings > 0 ? [mark("warning", count(warnings, "warning"))] : []
  ].filter((piece) => piece.length > 0);
  const look = pieces.length === 0 ? [] : [...pieces.flatMap((piece, index) => index === 0 ? piece : [" and ", ...piece]), " to look at"];
  const save = backups === 0 ? [] : [mark("warning", count(backups, "container")), " to back up first"];
  return joinPieces([look, save].filter((piece) => piece.length > 0));
}
function rowOf(host) {
  const name = code(shortenName(host.name, 64));
  switch (host.status) {
    case "failed":
      return [[name], [mark("danger", "could not be evaluated")]];
    case "added":
      return [[name], [host.isBaseUnknown === true ? "did not evaluate at base, so it is planned as a new host" : "new host"]];
    case "removed":
      return [[name], ["no longer in the flake; stays as it is until someone switches it off"]];
    case "unchanged":
      return [[name], ["no change"]];
    case "changed": {
      const stamped = actionsOf(host).length - newsOf(host).length;
      const others = stamped === 0 ? [] : [`, and ${count(stamped, "unit")} for version stamps`];
      return [[name], [...tellUnits([host], "changed, but no unit restarts"), ...others]];
    }
  }
}
var WEIGHT = { failed: 0, changed: 1, added: 2, removed: 3, unchanged: 4 };
function tellLeftOut(hosts, unchanged) {
  const leftOut3 = hosts.filter(({ isLeftOut }) => isLeftOut === true).length;
  if (leftOut3 === 0) return [];
  const whom = leftOut3 === unchanged ? "" : `${leftOut3} of them `;
  return [`; ${whom}not evaluated, because nothing that ${leftOut3 === 1 ? "it reads" : "they read"} changed`];
}
function hostTable(hosts) {
  const shown2 = hosts.filter((host) => host.status !== "unchanged").toSorted((left, right) => WEIGHT[left.status] - WEIGHT[right.status]);
  if (shown2.length === 0) return [];
  const rows = shown2.slice(0, MAX_ROWS).map(rowOf);
  const rest = shown2.length - rows.length;
  const unchanged = hosts.length - shown2.length;
  const last = rest > 0 ? [[["…"], [count(rest, "more host")]]] : [];
  const calm = unchanged > 0 ? [[[count(unchanged, "other host")], ["no change", ...tellLeftOut(hosts, unchanged)]]] : [];
  return [{ kind: "table", head: ["Host", "What the switch does"], rows: [...rows, ...last, ...calm] }];
}
function firstScreen(plan) {
  const findings = tellFindings(plan);
  return [
    { kind: "title", line: headline(plan) },
    ...findings.length === 0 ? [] : [paragraph(findings)],
    ...hostTable(plan.hosts)
  ];
}

// src/report/fit-sections.ts
function yieldingOrder(printed) {
  const indexes = printed.flatMap((entry, index) => entry.texts.slice(1).map(() => index));
  return indexes.toSorted((left, right) => rankOf2(printed, left) - rankOf2(printed, right) || right - left);
}
function rankOf2(printed, index) {
  return printed[index]?.section.rank ?? 0;
}
function sizeOf(state, index) {
  return state.sizes[index]?.[state.chosen[index] ?? 0] ?? 0;
}
function totalOf(state) {
  return Array.from(state.sizes.keys()).reduce((sum2, index) => sum2 + sizeOf(state, index), 0);
}
function giveUp(state, order) {
  let size = totalOf(state);
  const taken = order.findIndex((index) => {
    if (size <= state.room) return true;
    size -= sizeOf(state, index);
    state.chosen[index] = (state.chosen[index] ?? 0) + 1;
    size += sizeOf(state, index);
    return false;
  });
  return taken === -1 ? order : order.slice(0, taken);
}
function takeBack(state, steps) {
  let size = totalOf(state);
  const stuck = /* @__PURE__ */ new Set();
  for (const index of steps.toReversed()) {
    const form = state.chosen[index] ?? 0;
    const longer = size - sizeOf(state, index) + (state.sizes[index]?.[form - 1] ?? 0);
    if (longer > state.room) stuck.add(index);
    if (stuck.has(index)) continue;
    state.chosen[index] = form - 1;
    size = longer;
  }
}
function fitSections(sections, options) {
  const printed = sections.map((section2) => ({ section: section2, texts: section2.forms.map((_, form) => options.print(section2, form)) }));
  const sizes = printed.map((entry) => entry.texts.map((text) => text === "" ? 0 : options.measure(text) + 2));
  const state = { sizes, chosen: printed.map(() => 0), room: options.room };
  takeBack(state, giveUp(state, yieldingOrder(printed)));
  return {
    chosen: printed.map(({ section: section2, texts: texts2 }, index) => ({ section: section2, text: texts2[state.chosen[index] ?? 0] ?? "" })).filter(({ text }) => text !== ""),
    // A section without a text in this language loses nothing.
    cut: sections.filter((_, index) => sizeOf(state, index) < (sizes[index]?.[0] ?? 0))
  };
}
function groupNeighbours(chosen) {
  const groups = [];
  for (const entry of chosen) {
    const last = groups.at(-1);
    const { within } = entry.section;
    if (within !== void 0 && last?.[0]?.section.within === within) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

// src/report/html/escape.ts
var ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (mark2) => ENTITIES[mark2] ?? mark2);
}

// src/report/visible-text.ts
var UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function showUnseen(character) {
  const point = character.codePointAt(0) ?? 0;
  if (point < 32) return String.fromCodePoint(9216 + point);
  return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
function visibleLine(text) {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(UNSEEN, showUnseen);
}
function visibleLines(text) {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.split("	").map((part) => part.replace(UNSEEN, showUnseen)).join("	")).join("\n");
}

// src/report/graph/layers.ts
var SWEEPS = 6;
function forwardEdges({ nodes, edges }) {
  const outgoing = nodes.map((_, index) => edges.filter(({ from }) => from === index));
  const state = /* @__PURE__ */ new Map();
  const forward = /* @__PURE__ */ new Set();
  function walk4(index) {
    state.set(index, "open");
    for (const edge of outgoing[index] ?? []) {
      if (state.get(edge.to) === "open") continue;
      forward.add(edge);
      if (!state.has(edge.to)) walk4(edge.to);
    }
    state.set(index, "closed");
  }
  const entered = new Set(edges.map(({ to }) => to));
  const roots = [...nodes.keys()].toSorted((left, right) => Number(entered.has(left)) - Number(entered.has(right)));
  for (const root of roots) if (!state.has(root)) walk4(root);
  return forward;
}
function layersOf({ nodes }, forward) {
  const layers = nodes.map(() => 0);
  for (let pass = 0, isMoved = true; isMoved && pass < nodes.length; pass += 1) {
    isMoved = false;
    for (const { from, to } of forward) {
      const least = (layers[from] ?? 0) + 1;
      if ((layers[to] ?? 0) >= least) continue;
      layers[to] = least;
      isMoved = true;
    }
  }
  return layers;
}
function routeEdges(graph, layers) {
  const draft = { layers: [...layers], routes: [] };
  for (const edge of graph.edges) {
    const [start, end] = [layers[edge.from] ?? 0, layers[edge.to] ?? 0];
    const step2 = Math.sign(end - start);
    const through = [edge.from];
    for (let layer = start + step2; step2 !== 0 && layer !== end; layer += step2) {
      draft.layers.push(layer);
      through.push(draft.layers.length - 1);
    }
    draft.routes.push({ edge, through: [...through, edge.to] });
  }
  return draft;
}
function sortLayer(layer, { rows, neighbours }) {
  const mean = (index) => {
    const near = neighbours[index] ?? [];
    return near.length === 0 ? rows[index] ?? 0 : near.reduce((sum2, other) => sum2 + (rows[other] ?? 0), 0) / near.length;
  };
  const keys = new Map(layer.map((index) => [index, mean(index)]));
  layer.sort((left, right) => (keys.get(left) ?? 0) - (keys.get(right) ?? 0));
  for (const [row, index] of layer.entries()) rows[index] = row;
}
function rowsOf({ layers, routes }) {
  const columns = [];
  for (const [index, layer] of layers.entries()) (columns[layer] ??= []).push(index);
  const rows = layers.map(() => 0);
  for (const column of columns) for (const [row, index] of column.entries()) rows[index] = row;
  const before = layers.map(() => []);
  const after = layers.map(() => []);
  for (const { through } of routes) {
    for (const [step2, to] of through.entries()) {
      const from = through[step2 - 1];
      if (from === void 0) continue;
      const [left, right] = (layers[from] ?? 0) <= (layers[to] ?? 0) ? [from, to] : [to, from];
      after[left]?.push(right);
      before[right]?.push(left);
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const neighbours = sweep % 2 === 0 ? before : after;
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) sortLayer(column, { rows, neighbours });
  }
  return rows;
}
function placeInLayers(graph) {
  const draft = routeEdges(graph, layersOf(graph, forwardEdges(graph)));
  const rows = rowsOf(draft);
  const placed = draft.layers.map((layer, index) => ({ layer, row: rows[index] ?? 0, isWaypoint: index >= graph.nodes.length }));
  return { placed, routes: draft.routes };
}

// src/report/graph/draw-svg.ts
var BOX = { width: 264, height: 40 };
var GAP = { column: 72, row: 14 };
var MARGIN2 = 4;
var LETTERS = 34;
function cornerOf({ layer, row }) {
  return { x: MARGIN2 + layer * (BOX.width + GAP.column), y: MARGIN2 + row * (BOX.height + GAP.row) };
}
function drawNode({ name, action }, placed) {
  const { x, y } = cornerOf(placed);
  const verb = action === void 0 ? "stays as it is" : verbOf(action);
  const text = escapeHtml(visibleLine(name));
  const short = escapeHtml(shortenName(visibleLine(name), LETTERS));
  return `<g class="unit ${action ?? "calm"}"><title>${text} ${verb}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text x="${x + 12}" y="${y + 17}">${short}</text><text class="verb" x="${x + 12}" y="${y + 32}">${verb}</text></g>`;
}
function curve(from, to) {
  const middle = (from.x + to.x) / 2;
  return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}
function pathOf(places) {
  const isForward = (places[0]?.layer ?? 0) <= (places.at(-1)?.layer ?? 0);
  const ends = places.map((placed) => {
    const { x, y } = cornerOf(placed);
    const middle = y + BOX.height / 2;
    const sides = [{ x, y: middle }, { x: x + BOX.width, y: middle }];
    return isForward ? { enter: sides[0], leave: sides[1] } : { enter: sides[1], leave: sides[0] };
  });
  const [first, ...rest] = ends;
  if (first === void 0) return "";
  let from = first.leave;
  const steps = rest.map(({ enter, leave }) => {
    const step2 = curve(from, enter);
    from = leave;
    return enter === rest.at(-1)?.enter ? step2 : `${step2}L${leave.x} ${leave.y}`;
  });
  return `M${first.leave.x} ${first.leave.y}${steps.join("")}`;
}
function drawEdge(edge, { graph, places }) {
  const name = (index) => visibleLine(graph.nodes[index]?.name ?? "");
  const through = edge.label === "" ? "" : ` (${edge.label})`;
  const title = `${name(edge.from)} → ${name(edge.to)}${through}${edge.isCascade ? ": drags it along" : ""}`;
  return `<path class="edge${edge.isCascade ? " cascade" : ""}" d="${pathOf(places)}" marker-end="url(#${edge.isCascade ? "arrow-cascade" : "arrow"})"><title>${escapeHtml(title)}</title></path>`;
}
var ARROWS = `<svg width="0" height="0" aria-hidden="true" focusable="false" class="arrows"><defs>${["arrow", "arrow-cascade"].map((id) => `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`).join("")}</defs></svg>`;
function drawGraph(graph, label) {
  if (graph.nodes.length === 0) return "";
  const { placed, routes } = placeInLayers(graph);
  const corners = placed.map(cornerOf);
  const width = Math.max(...corners.map(({ x }) => x)) + BOX.width + MARGIN2;
  const height = Math.max(...corners.map(({ y }) => y)) + BOX.height + MARGIN2;
  const nodes = graph.nodes.flatMap((node, index) => placed[index] === void 0 ? [] : [drawNode(node, placed[index])]);
  const edges = routes.map(({ edge, through }) => drawEdge(edge, { graph, places: through.flatMap((index) => placed[index] ?? []) }));
  return `<svg class="graph" role="img" aria-label="${escapeHtml(visibleLine(label))}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${edges.join("")}${nodes.join("")}</svg>`;
}

// src/report/place.ts
function tellPlace(place) {
  const file = shorten(place.file, 200);
  return place.line === void 0 ? file : `${file}:${place.line}`;
}

// src/report/tell-cause.ts
var SENTENCE = 400;
function tellScript(text) {
  const colon = text.indexOf(": ");
  return colon === -1 ? [text] : [text.slice(0, colon + 2), code(text.slice(colon + 2))];
}
function tellValues(text, { old, new: fresh }) {
  const values = `${old} → ${fresh}`;
  if (old === void 0 || fresh === void 0 || !values.replace(" → ", "").includes(" ") || !text.endsWith(` ${values}`)) return [text];
  return [text.slice(0, -values.length), code(old), " → ", code(fresh)];
}
function tellCause(cause) {
  const text = shorten(shortDigests(cause.text), SENTENCE);
  const place = cause.place === void 0 ? [] : [" (", code(tellPlace(cause.place)), ")"];
  return [...cause.kind === "script" ? tellScript(text) : tellValues(text, cause), ...place];
}

// src/report/action-groups.ts
var LEAST = 3;
var MAX_CAUSES = 3;
var MAX_PACKAGES = 8;
var NAME = 120;
function groupKey2(action) {
  const { group, causes, unit, scope } = action;
  if (action.action === "left-stopped") return JSON.stringify([unit, scope]);
  return JSON.stringify([action.action, scope, group ?? causes.map(({ text, place }) => [text, place])]);
}
function groupActions(actions) {
  const groups = /* @__PURE__ */ new Map();
  for (const action of actions) {
    const group = groups.get(groupKey2(action));
    if (group === void 0) groups.set(groupKey2(action), [action]);
    else group.push(action);
  }
  return [...groups.values()].flatMap((group) => group.length >= LEAST ? [group] : group.map((action) => [action]));
}
function tellCauses(causes) {
  return joinSome(causes.map(tellCause), { most: MAX_CAUSES, between: "; " });
}
function tellGroup(group) {
  const [{ action, scope, group: text, causes }] = group;
  const units = `: ${count(group.length, "unit")}${scope === "user" ? " of users" : ""} ${verbOf(action, group.length)}`;
  const why = text === void 0 ? tellCauses(causes) : [text];
  return why.length === 0 ? [units.slice(2)] : [...why, units];
}
function tellNames(group, limit) {
  return joinSome(group.map(({ unit }) => [code(shortenName(unit, NAME))]), { most: limit });
}
function tellPackages(group) {
  if (group[0].group === void 0) return [];
  const moved2 = group.flatMap(({ causes }) => causes.filter((cause) => cause.kind === "store-path" && cause.old !== cause.new));
  const counts = Object.entries(Object.groupBy(moved2, (cause) => cause.text)).map(([text, same]) => ({ text, units: same?.length ?? 0 }));
  const sorted = counts.toSorted((left, right) => right.units - left.units);
  const told = sorted.slice(0, MAX_PACKAGES).map(({ text, units }) => `${shorten(text, NAME)} (${units})`).join(", ");
  return told === "" ? [] : [`${told}${sorted.length > MAX_PACKAGES ? `, and ${sorted.length - MAX_PACKAGES} more packages` : ""}`];
}

// src/report/graph/graph.ts
function pickEdges(graph, isWanted2) {
  const edges = graph.edges.filter(isWanted2);
  const touched = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const places = new Map([...touched].toSorted((left, right) => left - right).map((old, index) => [old, index]));
  return {
    nodes: graph.nodes.filter((_, index) => touched.has(index)),
    edges: edges.map((edge) => ({ ...edge, from: places.get(edge.from) ?? 0, to: places.get(edge.to) ?? 0 })),
    more: graph.more
  };
}

// src/report/graph/host-graph.ts
var MOST_NODES = 150;
var MOST_EDGES = 500;
function nodeName({ unit, scope }) {
  return scope === "user" ? `${unit} (of users)` : unit;
}
function cascadesOf(action) {
  const to = nodeName(action);
  const others = action.causes.filter(({ kind, subject }) => kind === "cascade" && subject !== action.unit && subject !== "");
  return others.map(({ subject }) => ({ from: nodeName({ unit: subject, scope: action.scope }), to, label: "", isCascade: true }));
}
function dependenciesOf(host) {
  return (host.switch?.dependencies ?? []).map(({ unit, on, kind, scope }) => ({ from: nodeName({ unit: on, scope }), to: nodeName({ unit, scope }), label: kind, isCascade: false }));
}
function uniteEdges(edges) {
  const united = /* @__PURE__ */ new Map();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const known = united.get(key);
    const labels = [known?.label, edge.label].filter((label) => label !== void 0 && label !== "");
    united.set(key, { ...edge, label: [...new Set(labels)].join(" "), isCascade: edge.isCascade || known?.isCascade === true });
  }
  return [...united.values()];
}
function hostGraph(host) {
  const actions = new Map(newsOf(host).map((action) => [nodeName(action), action]));
  const cascades = [...actions.values()].flatMap(cascadesOf);
  const all = uniteEdges([...cascades, ...dependenciesOf(host).filter(({ from, to }) => actions.has(from) && actions.has(to))]);
  const weight = (name) => DANGER.findIndex((action) => action === actions.get(name)?.action);
  const dragged = new Set(cascades.flatMap(({ from, to }) => [from, to]));
  const names = [...new Set(all.flatMap(({ from, to }) => [from, to]))].toSorted(
    (left, right) => Number(dragged.has(right)) - Number(dragged.has(left)) || weight(left) - weight(right) || compareTexts(left, right)
  );
  const places = new Map(names.slice(0, MOST_NODES).map((name, index) => [name, index]));
  const nodes = [...places.keys()].map((name) => {
    const action = actions.get(name)?.action;
    return action === void 0 ? { name } : { name, action };
  });
  const edges = all.flatMap(({ from, to, ...edge }) => {
    const [start, end] = [places.get(from), places.get(to)];
    return start === void 0 || end === void 0 || start === end ? [] : [{ ...edge, from: start, to: end }];
  });
  const kept = edges.toSorted((left, right) => Number(right.isCascade) - Number(left.isCascade)).slice(0, MOST_EDGES);
  return { nodes, edges: kept, more: Math.max(0, names.length - MOST_NODES) };
}

// src/report/graph-section.ts
var OPEN = 12;
var MAX_LINES = 8;
var MAX_DRAGGED = 12;
var NAME2 = 100;
function tellNode({ name, action }) {
  return [code(shortenName(name, NAME2)), ...action === void 0 ? [] : [` (${verbOf(action)})`]];
}
function tellCascades({ nodes, edges }) {
  return nodes.flatMap(({ name }, index) => {
    const dragged = edges.filter(({ from }) => from === index).toSorted((left, right) => left.to - right.to).flatMap(({ to }) => nodes[to] ?? []);
    if (dragged.length === 0) return [];
    return [[code(shortenName(name, NAME2)), " drags along ", ...joinSome(dragged.map(tellNode), { most: MAX_DRAGGED })]];
  });
}
function wordsOf(lines2) {
  const items = lines2.slice(0, MAX_LINES).map((line) => ({ line }));
  const rest = lines2.length - MAX_LINES;
  const lead = paragraph(["What drags what along:"]);
  return items.length === 0 ? [] : [lead, { kind: "list", items: rest > 0 ? [...items, { line: [`${rest} more units drag others along`] }] : items }];
}
function graphSections(host) {
  const graph = hostGraph(host);
  if (graph.edges.length === 0) return [];
  const label = `Units of ${host.name} that hang on each other`;
  const cascades = pickEdges(graph, ({ isCascade }) => isCascade);
  const words = wordsOf(tellCascades(cascades));
  const drawing = { kind: "graph", graph, label };
  if (words.length === 0) return [{ rank: 0, loses: ["", ""], forms: [[drawing]], isPageOnly: true }];
  const title = ["What drags what along on ", code(shortenName(host.name, NAME2))];
  const whole = cascades.nodes.length > OPEN ? [{ kind: "fold", summary: title, blocks: [...words, drawing] }] : [...words, drawing];
  return [{ rank: 25, loses: ["the graph of what drags what along", "graphs"], forms: [whole, words, []] }];
}

// src/report/host-sections.ts
var SHOWN = 12;
var LIMITS = [Number.POSITIVE_INFINITY, 60];
var MAX_CAUSES2 = 6;
var NAME3 = 120;
var MAX_NAMES = 20;
var MAX_FOLDED_NAMES = 200;
function isOnlyStorePath(action) {
  return action.action !== "left-stopped" && action.causes.length > 0 && action.causes.every((cause) => cause.kind === "store-path");
}
function sortActions(actions) {
  return actions.toSorted(
    (left, right) => DANGER.indexOf(left.action) - DANGER.indexOf(right.action) || Number(isOnlyStorePath(left)) - Number(isOnlyStorePath(right)) || compareTexts(left.unit, right.unit)
  );
}
function tellVerb(action) {
  const verb = verbOf(action.action);
  if (action.action === "left-stopped") return mark("danger", verb);
  return action.action === "stop" ? mark("warning", verb) : verb;
}
function subjectOf(action) {
  const unit = code(shortenName(action.unit, NAME3));
  return action.scope === "user" ? [unit, " (of users)"] : [unit];
}
function actionItem(action) {
  const line = [...subjectOf(action), " ", tellVerb(action)];
  const causes = action.causes.slice(0, MAX_CAUSES2).map(tellCause);
  const [only, ...others] = causes;
  if (only === void 0) return { line };
  if (others.length === 0) return { line: [...line, ": ", ...only] };
  return { line: [...line, ":"], details: [...causes, ...andMore(action.causes.length - MAX_CAUSES2, "more cause")] };
}
function groupItem(group) {
  const [first, ...others] = group;
  return others.length === 0 ? actionItem(first) : { line: tellGroup(group), details: [tellNames(group, MAX_NAMES)] };
}
function shortItem(action) {
  return { line: [...subjectOf(action), " ", tellVerb(action)] };
}
function list(items) {
  return items.length === 0 ? [] : [{ kind: "list", items }];
}
function fold(summary, { items, limit }) {
  if (items.length === 0) return [];
  return [{ kind: "fold", summary: [summary], blocks: [...list(items.slice(0, limit)), ...andMore(items.length - limit).map(paragraph)] }];
}
function groupFold(group, limit) {
  const packages = tellPackages(group);
  const names = paragraph(tellNames(group, limit));
  return { kind: "fold", summary: tellGroup(group), blocks: packages.length === 0 ? [names] : [paragraph(packages), names] };
}
function quietBlocks(actions, limit) {
  const groups = groupActions(actions.filter(isOnlyStorePath));
  const single2 = groups.filter((group) => group.length === 1).flat().map(actionItem);
  const stamped = actions.filter(isStampOnly).map(actionItem);
  return [
    ...groups.filter((group) => group.length > 1).map((group) => groupFold(group, Math.min(limit, MAX_FOLDED_NAMES))),
    ...fold(`${count(single2.length, "unit")} for which only the version of a package moved`, { items: single2, limit }),
    ...fold(`${count(stamped.length, "unit")} for which only a revision, a version label or a date stamp moved`, { items: stamped, limit })
  ];
}
function unknownBlocks(host) {
  const units = host.switch?.unknown ?? [];
  if (units.length === 0) return [];
  const names = joinSome(units.map((unit) => [code(shortenName(unit, NAME3))]), { most: MAX_NAMES });
  return [paragraph([mark("danger", "Not known"), ": what the switch does to ", ...names])];
}
function hostBlocks(host, limit) {
  const sorted = sortActions(actionsOf(host));
  const told = groupActions(sorted.filter((action) => !isOnlyStorePath(action) && !isStampOnly(action)));
  const folded = told.slice(SHOWN);
  return [
    ...unknownBlocks(host),
    ...list(told.slice(0, SHOWN).map(groupItem)),
    ...fold(count(folded.flat().length, "more unit"), { items: folded.map(groupItem), limit }),
    ...quietBlocks(sorted, limit)
  ];
}
function hostSection(host) {
  const heading = { kind: "heading", line: ["Host ", code(shortenName(host.name, NAME3))] };
  const sorted = sortActions(newsOf(host));
  const brief = sorted.length === 0 ? [] : [
    paragraph([...tellTally(tallyActions(sorted)), ". The first of them:"]),
    ...list(sorted.slice(0, SHOWN).map(shortItem))
  ];
  return { rank: 60, loses: ["the actions of one host", "hosts' actions"], forms: [...LIMITS.map((limit) => [heading, ...hostBlocks(host, limit)]), [heading, ...brief], []] };
}
function hostSections(hosts) {
  const worst = (host) => Math.min(DANGER.length, ...newsOf(host).map((action) => DANGER.indexOf(action.action)));
  return hosts.filter((host) => actionsOf(host).length + unknownBlocks(host).length > 0).toSorted((left, right) => worst(left) - worst(right)).flatMap((host) => [hostSection(host), ...graphSections(host)]);
}

// src/report/diff-sections.ts
var BRIEF = 40;
var LONG = 6e3;
var RANK = 10;
function diffSection(summary, diff) {
  if (diff.trim() === "") return [];
  const lines2 = diff.replace(/\n+$/, "").split("\n");
  const rest = lines2.length - BRIEF;
  const brief = [...lines2.slice(0, BRIEF).map((line) => shorten(line, 120)), ...rest > 0 ? [`… ${rest} more lines`] : []].join("\n");
  const forms = diff.length > LONG ? [diff, brief] : [diff];
  return [
    {
      rank: RANK,
      within: "Exact diffs",
      loses: ["a diff", "diffs"],
      forms: [...forms.map((text) => [{ kind: "fold", summary, blocks: [{ kind: "diff", text }] }]), []]
    }
  ];
}
function hostDiffs(host) {
  return sortActions(actionsOf(host)).flatMap(
    (action) => diffSection([code(shortenName(action.unit, 120)), " on ", code(shortenName(host.name, 64))], action.diff)
  );
}
function projectDiffs(project) {
  const name = code(shortenName(project.name, 80));
  return [
    ...diffSection(["module of ", name, ", from base to head"], project.diff),
    ...diffSection(["module of ", name, ", from what is committed to what the Compose file gives"], project.drift.diff)
  ];
}
function diffSections(parts) {
  return [...parts.hosts.flatMap(hostDiffs), ...parts.projects.flatMap(projectDiffs)];
}

// src/report/finding-sections.ts
var SENTENCE2 = 600;
var BRIEFS = [60, 10];
function tellWhere(finding2) {
  return finding2.place === void 0 ? [] : [" (", code(tellPlace(finding2.place)), ")"];
}
var TONES = { error: "danger", warning: "warning", info: "warning" };
function findingItem(finding2) {
  const line = [mark(TONES[finding2.severity], shorten(shortDigests(finding2.subject), 160)), ": ", shorten(shortDigests(finding2.message), SENTENCE2), ...tellWhere(finding2)];
  return finding2.hint === "" ? { line } : { line, details: [[shorten(finding2.hint, SENTENCE2)]] };
}
function section(heading, findings) {
  return [{ kind: "heading", line: [heading] }, { kind: "list", items: findings.map(findingItem) }];
}
var RULES = {
  backup: { heading: "Back up before the merge", rank: 80, loses: ["some of what to back up", "lists of what to back up"] },
  error: { heading: "Errors", rank: 90, loses: ["some errors", "lists of errors"] },
  warning: { heading: "Warnings", rank: 50, loses: ["some warnings", "lists of warnings"] }
};
function briefSection(rules, { findings, limit }) {
  return [...section(rules.heading, findings.slice(0, limit).map(shortFinding)), ...andMore(findings.length - limit).map(paragraph)];
}
function findingSection(rules, findings) {
  if (findings.length === 0) return [];
  const briefs = BRIEFS.map((limit) => briefSection(rules, { findings, limit }));
  return [{ rank: rules.rank, loses: rules.loses, forms: [section(rules.heading, findings), ...briefs, []] }];
}
function shortFinding(finding2) {
  return { ...finding2, message: shorten(finding2.message, 200), hint: shorten(finding2.hint, 200) };
}
function notesSection(findings) {
  if (findings.length === 0) return [];
  const list2 = { kind: "list", items: findings.map(findingItem) };
  const fold2 = { kind: "fold", summary: [count(findings.length, "note")], blocks: [list2] };
  return [{ rank: 30, loses: ["the notes", "lists of notes"], forms: [[fold2], []] }];
}
function findingSections(findings) {
  const told = findings.filter((finding2) => !isPolicy(finding2));
  const ofSeverity = (severity) => told.filter((finding2) => finding2.severity === severity && !isBackup(finding2));
  return [
    ...findingSection(RULES.error, ofSeverity("error")),
    ...findingSection(RULES.backup, told.filter(isBackup)),
    ...findingSection(RULES.warning, ofSeverity("warning"))
  ];
}
function noteSections(findings) {
  return notesSection(findings.filter((finding2) => finding2.severity === "info" && !isPolicy(finding2) && !isBackup(finding2)));
}

// src/report/images/package-section.ts
var MOST_PACKAGES2 = 300;
var FEW_PACKAGES = 40;
var ECOSYSTEMS2 = {
  deb: "Debian",
  apk: "Alpine",
  rpm: "RPM",
  npm: "npm",
  pypi: "Python",
  gem: "Ruby",
  golang: "Go",
  cargo: "Rust",
  maven: "Java",
  nuget: ".NET"
};
function listOf(name, { changes, most }) {
  const items = changes.slice(0, most).map((change) => ({ line: [shorten(tellPackage(change), 240)] }));
  const more = andMore(changes.length - most).map((line) => ({ line }));
  return [paragraph([`${ECOSYSTEMS2[name] ?? shorten(name, 40)}: ${count(changes.length, "package")}`]), { kind: "list", items: [...items, ...more] }];
}
function packageBlocks({ packages }, most) {
  if (packages === void 0 || packages.changes.length === 0) return [];
  const groups = Object.entries(Object.groupBy(packages.changes, ({ ecosystem }) => ecosystem));
  const lists = groups.flatMap(([name, changes = []]) => listOf(name, { changes, most }));
  const more = packages.more > 0 ? [note([`and ${count(packages.more, "package")} beyond what a plan keeps`])] : [];
  const source = packages.from === "sbom" ? "as the images' SBOMs list them" : packages.isSystemOnly ? "of the distribution, read from layers" : "read from the layers that differ";
  return [...lists, ...more, note([`Packages ${source}.`])];
}
function insideSections(change, { move, within, shown: shown2 }) {
  const others = change.differences.slice(shown2).map(({ text }) => ({ line: [shorten(text, 600)] }));
  const list2 = others.length === 0 ? [] : [{ kind: "list", items: others }];
  const form = (most) => {
    const blocks = [...list2, ...packageBlocks(change, most)];
    return blocks.length === 0 ? [] : [{ kind: "fold", summary: ["What is different inside ", ...move], blocks }];
  };
  const whole = form(MOST_PACKAGES2);
  if (whole.length === 0) return [];
  return [{ rank: 14, loses: ["the packages of an image", "lists of packages"], forms: [whole, form(FEW_PACKAGES), []], within }];
}

// src/report/images/tell-notes.ts
var MOST_LINES = 40;
var LONGEST_LINE2 = 300;
function plain(line) {
  return line.replace(/<!--.{0,2000}?-->/g, "").replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, "").replace(/\[([^\]]{1,500})\]\([^)]{0,2000}\)/g, "$1").replace(/<https?:\/\/([^>]{1,2000})>/g, "https://$1").replace(/<\/?[a-z][^>]{0,2000}>/gi, "").replace(/https?:\/\/[\w.-]{1,253}\/[\w.-]{1,100}\/[\w.-]{1,100}\/(?:pull|issues|-\/merge_requests|-\/issues)\/(\d{1,9})\b/g, "#$1").replace(/(\*\*|__|~~)(?=\S)(.{1,1000}?)(?<=\S)\1/g, "$2").replace(/\s+/g, " ").trim();
}
var NOTHING_SAID = /^(?:[-*_=|:\s]*|\**full changelog\**:.*|```.*|~~~.*)$/i;
function readLine(line) {
  if (NOTHING_SAID.test(line.trim())) return [];
  const [, heading] = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line) ?? [];
  const [, item] = /^\s*(?:[-*+]|\d{1,4}[.)])\s+(.*)$/.exec(line) ?? [];
  const text = plain((heading ?? item ?? line).replace(/^\s*>\s?/, "").replace(/^\[[ x]\]\s+/i, ""));
  if (text === "") return [];
  const kind = heading !== void 0 ? "heading" : item !== void 0 ? "item" : "text";
  return [{ kind, text: shorten(text, LONGEST_LINE2) }];
}
function tellNotes(markdown) {
  const lines2 = markdown.split(/\r?\n/).flatMap((line) => line.length > 1e4 ? [] : readLine(line));
  const useful = lines2.filter((line, index) => line.kind !== "heading" || (lines2[index + 1] ?? line).kind !== "heading");
  return { lines: useful.slice(0, MOST_LINES), more: Math.max(0, useful.length - MOST_LINES) };
}

// src/report/images/release-notes.ts
var FEW_LINES = 6;
function titleOf({ tag, name, published, url }) {
  const day = /^\d{4}-\d\d-\d\d/.exec(published)?.[0];
  const isNamed2 = name !== "" && name !== tag && !tag.endsWith(name);
  return [link(shorten(tag, 120), url), ...day === void 0 ? [] : [` of ${day}`], ...isNamed2 ? [`: ${shorten(name, 160)}`] : []];
}
function blocksOf(lines2) {
  const blocks = [];
  for (const { kind, text } of lines2) {
    const last = blocks.at(-1);
    if (kind === "item" && last?.kind === "list") blocks[blocks.length - 1] = { kind: "list", items: [...last.items, { line: [text] }] };
    else blocks.push(kind === "item" ? { kind: "list", items: [{ line: [text] }] } : paragraph([text]));
  }
  return blocks;
}
function releaseBlocks(release2, most) {
  const { lines: lines2, more } = tellNotes(release2.notes);
  const tail = andMore(more + Math.max(0, lines2.length - most), "more line").map(note);
  return [paragraph(titleOf(release2)), ...blocksOf(lines2.slice(0, most)), ...tail];
}
function releaseSections(change, { move, within }) {
  const { releases = [], moreReleases = 0 } = change;
  if (releases.length === 0) return [];
  const older = andMore(moreReleases, "older release").map(note);
  const fold2 = (most) => ({
    kind: "fold",
    summary: [`${count(releases.length + moreReleases, "release")} of `, ...move],
    blocks: [...releases.flatMap((release2) => releaseBlocks(release2, most)), ...older]
  });
  return [{ rank: 12, loses: ["the release notes of an image", "release notes"], forms: [[fold2(Number.POSITIVE_INFINITY)], [fold2(FEW_LINES)], []], within }];
}

// src/report/tell-bytes.ts
var UNITS2 = ["B", "kB", "MB", "GB", "TB"];
function tellBytes(bytes) {
  const power = Math.min(UNITS2.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const amount = bytes / 1e3 ** power;
  const digits = power > 0 && amount < 10 ? amount.toFixed(1) : Math.round(amount).toString();
  return `${digits} ${UNITS2[power] ?? "B"}`;
}

// src/report/image-section.ts
var MAX_DIFFERENCES = 8;
var MAX_USERS = 4;
var MAX_GAPS = 2;
var MAX_RELEASES = 6;
var DIGEST_LETTERS = 12;
var OPEN_LAYERS = 12;
var WITHIN = "Packages and release notes";
function nameAndVersion(reference) {
  const { name, tag = "", digest = "" } = splitReference(reference);
  return { name, version: tag + digest.replace(/^\w+:[0-9a-f]+$/, (text) => `@${text.slice(0, text.indexOf(":") + 1 + DIGEST_LETTERS)}`) };
}
function tellVersion(image) {
  return shorten(nameAndVersion(image.reference).version, 120) || "no tag";
}
function tellMove(change) {
  const { old, new: next } = change;
  if (old === void 0 && next === void 0) return ["an image"];
  if (old === void 0 || next === void 0) {
    const only = next ?? old;
    return [code(shorten(only?.reference ?? "", 240)), next === void 0 ? " is no longer used" : " is new"];
  }
  const [from, to] = [nameAndVersion(old.reference), nameAndVersion(next.reference)];
  if (from.name !== to.name) return [code(shorten(old.reference, 240)), " → ", code(shorten(next.reference, 240))];
  return [code(shorten(from.name, 160)), " ", code(tellVersion(old)), " → ", code(tellVersion(next))];
}
function tellUser(user) {
  const owner2 = user.kind === "container" ? user.host : user.project;
  return [code(shortenName(user.name, 80)), user.kind === "container" ? " on " : " of project ", code(shortenName(owner2, 80))];
}
function tellUsers(users) {
  if (users.length === 0) return [];
  return [["used by ", ...joinSome(users.map(tellUser), { most: MAX_USERS })]];
}
function tellDownload(change) {
  if (change.isSameContent) return [[`the same content on ${change.platform}: nothing to pull`]];
  if (change.download === void 0) return [];
  const whole = change.new?.size === void 0 || change.new.size === change.download ? "" : ` of ${tellBytes(change.new.size)}`;
  const unpacked = change.unpacked === void 0 || change.unpacked === 0 ? "" : `, ${tellBytes(change.unpacked)} on disk`;
  return [[`to download: ${tellBytes(change.download)}${whole}${unpacked}`]];
}
function tellCompare({ compare: compare2 }) {
  if (compare2 === void 0) return [];
  const range = baseName(compare2).replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, "$1");
  return [["changes: ", link(shorten(range, 120), compare2)]];
}
function tellReleases({ releases = [], moreReleases = 0 }) {
  if (releases.length === 0) return [];
  const shown2 = joinSome(releases.map(({ tag, url }) => [link(shorten(tag, 80), url)]), { most: MAX_RELEASES, beyond: moreReleases });
  return [["release notes: ", ...shown2]];
}
function tellGaps({ gaps = [] }) {
  return gaps.slice(0, MAX_GAPS).map((gap) => [shorten(gap, 300)]);
}
function imageItem(change) {
  const differences = change.differences.slice(0, MAX_DIFFERENCES).map((difference) => [shorten(difference.text, 300)]);
  const more = andMore(change.differences.length - MAX_DIFFERENCES, "more difference");
  return { line: tellMove(change), details: [...differences, ...more, ...tellDownload(change), ...tellGaps(change), ...tellCompare(change), ...tellReleases(change), ...tellUsers(change.usedBy)] };
}
function detailSections(change) {
  const place = { move: tellMove(change), within: WITHIN };
  return [...insideSections(change, { ...place, shown: MAX_DIFFERENCES }), ...releaseSections(change, place)];
}
function layerSections(change, isOpen) {
  const [old, next] = [change.old?.layers ?? [], change.new?.layers ?? []];
  if (old.length + next.length === 0) return [];
  const drawing = { kind: "layers", old, new: next };
  const shown2 = isOpen ? [paragraph(tellMove(change)), drawing] : [{ kind: "fold", summary: tellMove(change), blocks: [drawing] }];
  return [{ rank: 0, loses: ["", ""], forms: [shown2], isPageOnly: true, within: "Layers of the images" }];
}
function imageSections(images) {
  if (images.length === 0) return [];
  const heading = { kind: "heading", line: ["Images"] };
  const whole = { kind: "list", items: images.map(imageItem) };
  const brief = { kind: "list", items: images.slice(0, 50).map((change) => ({ line: tellMove(change) })) };
  const list2 = { rank: 40, loses: ["what is different inside the images", "lists of images"], forms: [[heading, whole], [heading, brief], []] };
  return [list2, ...images.flatMap((change) => layerSections(change, images.length <= OPEN_LAYERS)), ...images.flatMap(detailSections)];
}

// src/report/input-section.ts
var MAX_DIRECT = 60;
var MAX_NESTED = 200;
var REVISION_LETTERS = 10;
var HASH_LETTERS = 19;
function shortRevision(revision) {
  return /^[0-9a-f]{11,}$/.test(revision) ? revision.slice(0, REVISION_LETTERS) : shorten(revision, 40);
}
function tellVersion2(version, other) {
  if (version === void 0) return ["none"];
  if (version.kind === "follows") return ["follows ", version.target === "" ? "the flake itself" : code(shorten(version.target, 120))];
  const identity = version.revision === void 0 ? version.hash?.slice(0, HASH_LETTERS) : shortRevision(version.revision);
  const day = version.date === void 0 ? [] : [`${version.date} `];
  const isMoved = other?.kind !== "locked" || other.source !== version.source;
  const source = isMoved ? [" of ", code(shorten(version.source, 160))] : [];
  return [...day, code(identity ?? "no revision"), ...source];
}
function compareCell({ compare: compare2 }) {
  return compare2 === void 0 ? [] : [link(compare2.includes("/compare/") ? "compare" : "log", compare2)];
}
function rowOf2(change) {
  return [[code(shorten(change.path, 160))], tellVersion2(change.old, change.new), tellVersion2(change.new, change.old), compareCell(change)];
}
function table(changes, most) {
  const rest = changes.length - most;
  const more = rest > 0 ? [[[count(rest, "more input")], ["…"], ["…"], []]] : [];
  return { kind: "table", head: ["Input", "Before", "After", "Changes"], rows: [...changes.slice(0, most).map(rowOf2), ...more] };
}
function inputSections(inputs) {
  if (inputs.length === 0) return [];
  const [direct, nested] = [inputs.filter(isDirect), inputs.filter((input) => !isDirect(input))];
  const heading = { kind: "heading", line: ["Flake inputs"] };
  const own = direct.length === 0 ? [] : [table(direct, MAX_DIRECT)];
  const fold2 = nested.length === 0 ? [] : [{ kind: "fold", summary: [`${count(nested.length, "input")} of inputs`], blocks: [table(nested, MAX_NESTED)] }];
  const brief = paragraph([`${count(inputs.length, "flake input")} ${inputs.length === 1 ? "moves" : "move"}`]);
  return [{ rank: 45, loses: ["what happens to the flake's inputs", "tables of inputs"], forms: [[heading, ...own, ...fold2], [heading, ...own], [brief], []] }];
}

// src/report/policy-section.ts
var BRIEFS2 = [60, 10];
function freshBlocks(fresh, limit) {
  return [{ kind: "heading", line: ["Policy"] }, { kind: "list", items: fresh.slice(0, limit).map(findingItem) }, ...andMore(fresh.length - limit).map(paragraph)];
}
function beforeBlocks(before) {
  const summary = [`Policy: what was there before on ${before.length === 1 ? "one host or project" : `${before.length} hosts or projects`}`];
  return [{ kind: "fold", summary, blocks: [{ kind: "list", items: before.map(findingItem) }] }];
}
function freshSection(fresh) {
  if (fresh.length === 0) return [];
  const forms = [Number.POSITIVE_INFINITY, ...BRIEFS2].map((limit) => freshBlocks(fresh, limit));
  return [{ rank: 55, loses: ["some breaches of the policy", "lists of breaches of the policy"], forms: [...forms, []] }];
}
function beforeSection(before) {
  if (before.length === 0) return [];
  return [{ rank: 25, loses: ["older breaches of the policy", "lists of older breaches of the policy"], forms: [beforeBlocks(before), []] }];
}
function policySections(findings) {
  return [...freshSection(findings.filter(isPolicyBreach)), ...beforeSection(findings.filter(({ code: code2 }) => code2 === "policy-before"))];
}

// src/report/project-section.ts
var MAX_SERVICES = 20;
var MAX_TEXTS = 8;
var LONGEST_COMMAND2 = 600;
var DRIFT = {
  none: "matches the Compose file",
  "not-regenerated": "was not regenerated",
  edited: "was edited by hand",
  "other-options": "was made with other options",
  "no-module": "is not in the repository",
  "not-checked": "was not checked"
};
function serviceLine(change) {
  const service = code(shortenName(change.service, 80));
  if (change.change !== "changed") return ["service ", service, ` ${change.change}`];
  return ["service ", service, ": ", ...joinSome(change.texts.map((text) => [shorten(text, 240)]), { most: MAX_TEXTS, between: "; " })];
}
function commandLine({ drift }) {
  const { status, command } = drift;
  return status === "not-regenerated" && command !== void 0 && command.length <= LONGEST_COMMAND2 ? [["make it again with ", code(command)]] : [];
}
function driftLine(project) {
  const { status, text } = project.drift;
  const isCalm = status === "none" || status === "not-checked";
  const module = project.output === void 0 ? ["the generated module"] : ["module ", code(shorten(project.output, 200))];
  const told = !isCalm || text === "" ? [] : [": ", shorten(text, 400)];
  return [[...module, " ", isCalm ? DRIFT[status] : mark("warning", DRIFT[status]), ...told], ...commandLine(project)];
}
function projectItem(project) {
  const name = code(shortenName(project.name, 80));
  const inputs = project.inputs.slice(0, 3).flatMap((input, index) => [index === 0 ? " (" : ", ", code(shorten(input, 160))]);
  const line = [name, ...inputs, ...inputs.length === 0 ? [] : [")"]];
  if (project.status === "removed") return { line: [...line, " is removed"] };
  if (project.status === "failed") return { line: [...line, " ", mark("danger", "could not be converted")] };
  const services = project.services.slice(0, MAX_SERVICES).map(serviceLine);
  const rest = project.services.length - services.length;
  const more = rest > 0 ? [[count(rest, "more service")]] : [];
  return { line, details: [...services, ...more, ...driftLine(project)] };
}
function projectSections(projects) {
  if (projects.length === 0) return [];
  const heading = { kind: "heading", line: ["Compose projects"] };
  const whole = { kind: "list", items: projects.map(projectItem) };
  const brief = { kind: "list", items: projects.slice(0, 50).map((project) => ({ line: projectItem(project).line })) };
  return [{ rank: 35, loses: ["the services of the Compose projects", "lists of projects"], forms: [[heading, whole], [heading, brief], []] }];
}

// src/report/update-section.ts
var MAX_PLACES = 3;
var STEP = {
  pin: "add the digest",
  digest: "newer build of the same tag",
  patch: "patch",
  minor: "minor",
  major: "major",
  precise: "the same version, written in full",
  rollback: "the written tag is gone",
  replacement: "the image has moved"
};
function tellReference(reference) {
  return code(shorten(shortDigests(reference), 200));
}
function tellProposed({ reference, proposed }) {
  const [old, next] = [parseImageReference(reference), parseImageReference(proposed)];
  if (next === void 0 || old?.registry !== next.registry || old.path !== next.path) return tellReference(proposed);
  return tellReference((next.tag ?? "") + (next.digest === void 0 ? "" : `@${next.digest}`));
}
function updateRow(update) {
  const places = update.places.map((place) => [code(shorten(tellPlace(place), 120))]);
  return [[tellReference(update.reference), " → ", tellProposed(update), ` (${STEP[update.kind]})`], joinSome(places, { most: MAX_PLACES })];
}
function updateTable(updates) {
  return { kind: "table", head: ["Update", "Written in"], rows: updates.map(updateRow) };
}
function updateSections(updates) {
  if (updates.length === 0) return [];
  const fold2 = { kind: "fold", summary: [`${count(updates.length, "update")} offered`], blocks: [updateTable(updates)] };
  return [{ rank: 20, loses: ["the offered updates", "tables of updates"], forms: [[fold2], []] }];
}

// src/report/report-sections.ts
function footer(plan) {
  const key = plan.key === "default" ? [] : [", plan ", code(plan.key)];
  const line = ["stowplan of ", code(plan.tip.slice(0, 10)), " against ", code(plan.base.slice(0, 10)), ...key];
  return { rank: 100, loses: ["", ""], forms: [[note(line)]] };
}
function reportSections(plan) {
  const [images, findings] = [imageSections(plan.images), findingSections(plan.findings)];
  return [
    { rank: 100, loses: ["", ""], forms: [firstScreen(plan)] },
    ...hostSections(plan.hosts),
    ...inputSections(plan.inputs),
    // Where no host is known, why not comes first.
    ...areHostsUnknown(plan) ? [...findings, ...images] : [...images, ...findings],
    ...policySections(plan.findings),
    ...projectSections(plan.projects),
    ...updateSections(plan.updates),
    ...noteSections(plan.findings),
    ...diffSections(plan),
    footer(plan)
  ];
}

// src/report/html/page.browser.js
var page_browser_default = '// What the page of a plan does in a browser: search, and keys to go from part to part. The page is whole without it.\n"use strict";\n(() => {\n  /** Matches that are marked and folds that are opened at once; more would only take time. */\n  const MOST_MARKS = 2000;\n  const MOST_OPENED = 30;\n\n  const bar = document.querySelector("search");\n  const field = document.getElementById("find");\n  const found = document.getElementById("found");\n  const entries = [...document.querySelectorAll(".entry")].map((element) => ({ element, text: undefined }));\n  /** Folds that the search opened, to be closed when it ends. */\n  const opened = new Set();\n  bar.hidden = false;\n\n  function textOf(entry) {\n    entry.text ??= entry.element.textContent.toLowerCase();\n    return entry.text;\n  }\n\n  /** Marks without touching the document, where the browser can (CSS Custom Highlight API). */\n  function markMatches(elements, words) {\n    if (!("highlights" in CSS)) return;\n    CSS.highlights.delete("found");\n    const ranges = [];\n    for (const element of elements) {\n      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);\n      for (let node = walker.nextNode(); node !== null && ranges.length < MOST_MARKS; node = walker.nextNode()) {\n        const text = node.data.toLowerCase();\n        if (text.length !== node.data.length) continue;\n        for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {\n          const range = new Range();\n          range.setStart(node, at);\n          range.setEnd(node, at + words.length);\n          ranges.push(range);\n        }\n      }\n    }\n    if (ranges.length > 0) CSS.highlights.set("found", new Highlight(...ranges));\n  }\n\n  function closeOpened() {\n    for (const fold of opened) fold.open = false;\n    opened.clear();\n  }\n\n  /** A fold is opened where something in it was found, with the folds around it. */\n  function openAround(element) {\n    for (let fold = element.closest("details"); fold !== null && opened.size < MOST_OPENED; fold = fold.parentElement.closest("details")) {\n      if (fold.open) continue;\n      fold.open = true;\n      opened.add(fold);\n    }\n  }\n\n  function search() {\n    const words = field.value.trim().toLowerCase();\n    closeOpened();\n    const matches = [];\n    for (const entry of entries) {\n      const isMatch = words === "" || textOf(entry).includes(words);\n      entry.element.hidden = !isMatch;\n      if (isMatch && words !== "") matches.push(entry.element);\n    }\n    document.body.classList.toggle("searching", words !== "");\n    for (const part of document.querySelectorAll("main > section")) part.hidden = words !== "" && part.id !== "part-0" && part.querySelector(".entry:not([hidden])") === null;\n    for (const element of matches) openAround(element);\n    markMatches(matches, words);\n    found.textContent = words === "" ? "" : matches.length === 0 ? "nothing found" : matches.length === 1 ? "1 entry" : `${matches.length} entries`;\n  }\n\n  /** Where `j` and `k` stop: parts of the page and folds that can be seen. */\n  function stops() {\n    return [...document.querySelectorAll("main h1, main h2, main summary")].filter((stop) => stop.checkVisibility());\n  }\n\n  function go(step) {\n    const all = stops();\n    const at = all.indexOf(document.activeElement);\n    const next = all[at === -1 && step < 0 ? all.length - 1 : Math.min(all.length - 1, Math.max(0, at + step))];\n    if (next === undefined) return;\n    if (next.tagName !== "SUMMARY") next.tabIndex = -1;\n    next.focus({ preventScroll: true });\n    next.scrollIntoView({ block: "center" });\n  }\n\n  function leaveSearch() {\n    field.value = "";\n    search();\n    field.blur();\n  }\n\n  document.addEventListener("keydown", (event) => {\n    if (event.ctrlKey || event.metaKey || event.altKey) return;\n    if (event.target === field) {\n      if (event.key === "Escape") leaveSearch();\n      else if (event.key === "Enter") go(1);\n      else return;\n    } else if (event.key === "/") field.focus();\n    else if (event.key === "j") go(1);\n    else if (event.key === "k") go(-1);\n    else return;\n    event.preventDefault();\n  });\n  let waiting;\n  field.addEventListener("input", () => {\n    clearTimeout(waiting);\n    waiting = setTimeout(search, 80);\n  });\n  if (field.value !== "") search();\n})();\n';

// src/report/html/page.css
var page_default = '/* The page of a plan: readable on a phone first, two colour schemes, no fonts or pictures to load. */\n:root {\n  color-scheme: light dark;\n  --ground: light-dark(#ffffff, #0f1418);\n  --raised: light-dark(#f3f5f7, #182026);\n  --text: light-dark(#1b2328, #dde4e8);\n  --soft: light-dark(#54626b, #97a5ae);\n  --line: light-dark(#d5dce1, #2c3740);\n  --danger: light-dark(#b3161b, #ff8a85);\n  --warning: light-dark(#8a5300, #f0b458);\n  --added: light-dark(#dcf5e3, #12351f);\n  --removed: light-dark(#fde4e4, #44191b);\n  --added-mark: light-dark(#a6e5b8, #1f6a39);\n  --removed-mark: light-dark(#f9b9bb, #84292d);\n  --hunk: light-dark(#5b3fb0, #b8a4ff);\n  --found: light-dark(#ffe08a, #6b5200);\n  --focus: light-dark(#0b63ce, #74b3ff);\n  --restart: light-dark(#8a5300, #f0b458);\n  --start: light-dark(#15703a, #6fd693);\n  --reload: light-dark(#0b5cbd, #7ab8ff);\n  --shared: light-dark(#b7c1c9, #46545f);\n}\n\n* { box-sizing: border-box; }\n\nbody {\n  margin: 0;\n  background: var(--ground);\n  color: var(--text);\n  font: 1rem/1.5 system-ui, sans-serif;\n}\n\nmain { max-width: 76rem; margin: 0 auto; padding: 1rem; }\nsection { margin: 0 0 1.25rem; }\nsection > p, section > ul { max-width: 60rem; }\n[hidden] { display: none !important; }\n:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 0.25rem; }\nsection:focus { outline: none; }\nh1 { font-size: 1.4rem; line-height: 1.3; margin: 0.5rem 0; text-wrap: balance; }\nh2 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }\np { margin: 0.5rem 0; }\nul { margin: 0.25rem 0; padding-left: 1.25rem; }\nli { margin: 0.3rem 0; overflow-wrap: anywhere; }\nli li { color: var(--soft); margin: 0.1rem 0; }\na { color: var(--focus); }\n.danger { color: var(--danger); }\n.warning { color: var(--warning); }\n.note, figcaption { color: var(--soft); font-size: 0.875rem; }\n\n.skip { position: absolute; left: -100vw; top: 0; z-index: 2; padding: 0.5rem 1rem; background: var(--ground); }\n.skip:focus { left: 0; }\n\nsearch {\n  position: sticky; top: 0; z-index: 1;\n  display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem;\n  max-width: 76rem; margin: 0 auto; padding: 0.5rem 1rem;\n  background: var(--ground); border-bottom: 1px solid var(--line);\n  font-size: 0.875rem;\n}\nsearch label { font-weight: 600; }\nsearch input { flex: 1 1 10rem; max-width: 28rem; font: inherit; padding: 0.35rem 0.6rem; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: 0.375rem; }\nsearch output { color: var(--soft); min-width: 5rem; }\n.keys { color: var(--soft); margin-left: auto; }\nkbd { font: 0.8125em ui-monospace, monospace; padding: 0.05em 0.4em; border: 1px solid var(--line); border-radius: 0.25rem; background: var(--raised); }\nnav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; padding: 0; font-size: 0.875rem; }\nnav li { margin: 0; }\n.searching nav { display: none; }\n::highlight(found) { background-color: var(--found); }\n\ncode {\n  font: 0.875em/1.4 ui-monospace, monospace;\n  background: var(--raised);\n  border-radius: 0.25rem;\n  padding: 0.1em 0.3em;\n  overflow-wrap: anywhere;\n}\n\nh1 code, h2 code, summary code { font-size: 0.9em; }\na code { color: inherit; }\n.wide { overflow-x: auto; }\ntable { border-collapse: collapse; width: 100%; }\nth, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }\nth { color: var(--soft); font-weight: 600; font-size: 0.875rem; }\ntd { overflow-wrap: anywhere; min-width: 5rem; }\n\ndetails { border: 1px solid var(--line); border-radius: 0.5rem; }\nsummary { padding: 0.5rem 0.75rem; cursor: pointer; overflow-wrap: anywhere; }\ndetails > :not(summary):not(.diff) { margin-left: 0.75rem; margin-right: 0.75rem; }\ndetails + details { margin-top: 0.5rem; }\ndetails[open] > summary { border-bottom: 1px solid var(--line); }\n\nfigure { margin: 0.75rem 0; }\nsvg.arrows { position: absolute; }\nsvg.graph { display: block; max-width: none; font: 12px ui-monospace, monospace; }\n#arrow path { fill: var(--soft); }\n#arrow-cascade path { fill: var(--danger); }\n.edge { fill: none; stroke: var(--soft); stroke-width: 1.25; }\n.edge.cascade { stroke: var(--danger); stroke-width: 2.5; }\n.unit rect { fill: var(--raised); stroke: var(--soft); stroke-width: 1.5; }\n.unit text { fill: var(--text); }\n.unit .verb { fill: var(--soft); font-size: 11px; }\n.unit.left-stopped rect { stroke: var(--danger); stroke-width: 3; stroke-dasharray: 6 3; }\n.unit.stop rect { stroke: var(--danger); stroke-width: 2; }\n.unit.restart rect { stroke: var(--restart); stroke-width: 2; }\n.unit.start rect { stroke: var(--start); stroke-width: 2; }\n.unit.reload rect { stroke: var(--reload); stroke-width: 2; }\n.unit.left-stopped .verb, .unit.stop .verb { fill: var(--danger); }\n.unit.restart .verb { fill: var(--restart); }\n.unit.start .verb { fill: var(--start); }\n.unit.reload .verb { fill: var(--reload); }\n\n.bar { display: grid; grid-template-columns: 13rem 1fr; align-items: center; gap: 0.25rem 0.75rem; margin: 0.35rem 0; font-size: 0.875rem; }\n.bar svg { width: 100%; height: 22px; }\n.bar rect { stroke: var(--ground); stroke-width: 1; vector-effect: non-scaling-stroke; }\n.shared { fill: var(--shared); }\n.gone { fill: var(--danger); }\n.fresh { fill: var(--start); }\n\n.diff {\n  display: grid;\n  grid-template-columns: max-content minmax(0, 1fr) max-content minmax(0, 1fr);\n  font: 0.8125rem/1.45 ui-monospace, monospace;\n  padding: 0.5rem 0;\n  tab-size: 4;\n}\n.diff .number { padding: 0 0.5rem 0 0.75rem; text-align: right; color: var(--soft); user-select: none; }\n.diff .text { white-space: pre-wrap; overflow-wrap: anywhere; padding-right: 0.5rem; text-decoration: none; min-height: 1.45em; }\n.diff .hunk { grid-column: 1 / -1; color: var(--hunk); padding: 0.25rem 0.75rem; overflow-wrap: anywhere; white-space: pre-wrap; }\n.diff .added { background: var(--added); }\n.diff .removed { background: var(--removed); }\n.diff .none { background: var(--raised); }\n.diff mark { color: inherit; border-radius: 0.15rem; }\n.added mark { background: var(--added-mark); }\n.removed mark { background: var(--removed-mark); }\n\n@media (width < 48rem) {\n  .diff { grid-template-columns: max-content minmax(0, 1fr); }\n  .diff .again, .diff .none, .diff .again + .again { display: none; }\n  .keys { display: none; }\n  .bar { grid-template-columns: 1fr; }\n  table.many thead { display: none; }\n  table.many :is(table, tbody, tr, td) { display: block; }\n  table.many tr { padding: 0.4rem 0; border-bottom: 1px solid var(--line); }\n  table.many td { border: 0; padding: 0; }\n  table.many td::before { content: attr(data-head) ": "; color: var(--soft); font-size: 0.875rem; }\n}\n\n@media print {\n  :root { color-scheme: light; }\n  search, nav { display: none; }\n  details { break-inside: avoid; }\n}\n';

// src/report/html/page.html
var page_default2 = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="<!-- policy -->">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n<title><!-- title --></title>\n<style><!-- style --></style>\n</head>\n<body>\n<a class="skip" href="#part-0">Skip to the plan</a>\n<!-- arrows -->\n<search hidden>\n<label for="find">Search</label>\n<input id="find" type="search" autocomplete="off" spellcheck="false" placeholder="unit, image, text of a diff" aria-keyshortcuts="/">\n<output id="found" for="find" aria-live="polite"></output>\n<span class="keys"><kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>Enter</kbd> opens</span>\n</search>\n<main>\n<!-- body -->\n</main>\n<script><!-- script --></script>\n</body>\n</html>\n';

// src/report/sentence.ts
var HARMLESS = /^[\p{L}\p{M}\p{N}.,;:!?()'"’“”„%+\-–—−→←…×·=]*$/u;
var MEANT = [
  /gh-\d/i,
  // a reference to an issue
  /(?<!\w)(?=[a-f]*\d)[0-9a-f]{7,64}(?!\w)/i,
  // a commit id
  /www\./i,
  /\w:\w/,
  // name:tag, file:line
  /^--\w/,
  /^[^\d].*[\p{L}\p{N}]\.[\p{L}\p{N}]{2}/u
  // a unit, a file, an option with dots
];
var VERSION3 = /^v?\d+(?:\.\d+)*(?:-\w+)?$/i;
var MEANT_AS_CODE = /(`[^`]+`|\[hidden(?:, changed)?\])/;
var WORD = /^(?<before>[("'“„]*)(?<core>.*?)(?<after>[.,;:!?)"'”]*)$/u;
var EMOJI_CODE = /:[^:]+:/;
function splitWord(word) {
  if (EMOJI_CODE.test(word)) return [asCode(word)];
  const groups = WORD.exec(word)?.groups ?? {};
  const { before = "", core = word, after = "" } = groups;
  const isPlain = HARMLESS.test(core) && (VERSION3.test(core) || !MEANT.some((pattern) => pattern.test(core)));
  if (isPlain) return [{ kind: "words", text: word }];
  return [
    { kind: "words", text: before },
    { kind: "code", text: core },
    { kind: "words", text: after }
  ];
}
function join(parts) {
  const joined3 = [];
  for (const part of parts) {
    const last = joined3.at(-1);
    if (part.text === "") continue;
    if (last?.kind === part.kind) joined3[joined3.length - 1] = { kind: part.kind, text: last.text + part.text };
    else joined3.push(part);
  }
  return joined3;
}
function splitSentence(sentence) {
  const pieces = visibleLine(sentence).split(MEANT_AS_CODE);
  return join(pieces.flatMap((piece, index) => index % 2 === 1 ? [asCode(piece)] : piece.split(/( +)/).flatMap(splitBlank)));
}
function asCode(text) {
  return { kind: "code", text: text.startsWith("`") ? text.slice(1, -1) : text };
}
function splitBlank(word) {
  return word.trim() === "" ? [{ kind: "words", text: word === "" ? "" : " " }] : splitWord(word);
}

// src/report/html/draw-layers.ts
var WIDTH = 1e3;
var HEIGHT = 22;
var LEAST2 = 3;
function sum(layers) {
  return layers.reduce((bytes, { size }) => bytes + size, 0);
}
function drawBar({ name, kind, layers, others, scale }) {
  let x = 0;
  const boxes = layers.map(({ digest, size }) => {
    const isShared = others.has(digest);
    const width = Math.max(LEAST2, size * scale);
    const title = `${shorten(visibleLine(digest), 20)}, ${tellBytes(size)}, ${isShared ? "in both images" : kind === "gone" ? "only in the old image" : "to be pulled"}`;
    const box = `<rect class="${isShared ? "shared" : kind}" x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="${HEIGHT}"><title>${escapeHtml(title)}</title></rect>`;
    x += width;
    return box;
  });
  const label = `${name}: ${count(layers.length, "layer")}, ${tellBytes(sum(layers))}`;
  return `<div class="bar"><span>${escapeHtml(label)}</span><svg role="img" aria-label="${escapeHtml(label)}" viewBox="0 0 ${Math.max(WIDTH, Math.ceil(x))} ${HEIGHT}" preserveAspectRatio="none">${boxes.join("")}</svg></div>`;
}
function drawLayers({ old, new: next }) {
  const scale = WIDTH / Math.max(1, sum(old), sum(next));
  const [oldDigests, newDigests] = [new Set(old.map(({ digest }) => digest)), new Set(next.map(({ digest }) => digest))];
  const bars = [
    ...old.length === 0 ? [] : [drawBar({ name: "Old", kind: "gone", layers: old, others: newDigests, scale })],
    ...next.length === 0 ? [] : [drawBar({ name: "New", kind: "fresh", layers: next, others: oldDigests, scale })]
  ];
  const fresh = next.filter(({ digest }) => !oldDigests.has(digest));
  const words = next.length === 0 ? "" : `${count(next.length - fresh.length, "layer")} in both, ${count(fresh.length, "layer")} to be pulled (${tellBytes(sum(fresh))}).`;
  return `<figure class="layers">${bars.join("")}<figcaption>${words}</figcaption></figure>`;
}

// src/report/html/print-diff.ts
var HUNK = /^@@ -(?<old>\d+)(?:,\d+)? \+(?<new>\d+)(?:,\d+)? @@/;
function pairUp(removed, added) {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => {
    const [old, next] = [removed[index], added[index]];
    return { kind: "changed", ...old === void 0 ? {} : { old }, ...next === void 0 ? {} : { new: next } };
  });
}
function readRows(lines2) {
  const rows = [];
  let [oldNumber, newNumber] = [1, 1];
  let [removed, added] = [[], []];
  function settle2() {
    rows.push(...pairUp(removed, added));
    [removed, added] = [[], []];
  }
  for (const [index, line] of lines2.entries()) {
    const hunk = HUNK.exec(line)?.groups;
    const text = line.slice(1);
    const isFile = /^(?:---|\+\+\+) /.test(line) && (line.startsWith("---") ? lines2[index + 1]?.startsWith("+++ ") : lines2[index - 1]?.startsWith("--- ")) === true;
    if (hunk === void 0 && !isFile && line.startsWith("-")) {
      if (added.length > 0) settle2();
      removed.push({ number: oldNumber++, text });
    } else if (hunk === void 0 && !isFile && line.startsWith("+")) added.push({ number: newNumber++, text });
    else {
      settle2();
      if (hunk !== void 0) [oldNumber, newNumber] = [Number(hunk["old"]), Number(hunk["new"])];
      if (hunk === void 0 && !isFile && line.startsWith(" ")) rows.push({ kind: "same", old: { number: oldNumber++, text }, new: { number: newNumber++, text } });
      else if (line !== "") rows.push({ kind: "head", text: line });
    }
  }
  settle2();
  return rows;
}
function markMiddle(text, other) {
  if (other === void 0) return escapeHtml(text);
  const most = Math.min(text.length, other.length);
  let start = 0;
  while (start < most && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  const middle = text.slice(start, text.length - end);
  if (middle === "" || (start + end) * 2 < most || /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(middle)) return escapeHtml(text);
  return `${escapeHtml(text.slice(0, start))}<mark>${escapeHtml(middle)}</mark>${escapeHtml(text.slice(text.length - end))}`;
}
function printSide(side, { tag, style, other }) {
  if (side === void 0) return `<span class="number none"></span><span class="text none"></span>`;
  return `<span class="number${style}">${side.number}</span><${tag} class="text${style}">${markMiddle(side.text, other)}</${tag}>`;
}
function printRow(row) {
  if (row.kind === "head") return `<span class="hunk">${escapeHtml(row.text)}</span>`;
  if (row.kind === "same") return printSide(row.old, { tag: "span", style: "" }) + printSide(row.new, { tag: "span", style: " again" });
  return printSide(row.old, { tag: "del", style: " removed", other: row.new?.text }) + printSide(row.new, { tag: "ins", style: " added", other: row.old?.text });
}
function printDiff(text) {
  const lines2 = visibleLines(text).replace(/\n+$/, "").split("\n");
  return `<div class="diff">${readRows(lines2).map(printRow).join("\n")}</div>`;
}

// src/report/html/print-html.ts
function printCode(text) {
  return `<code>${escapeHtml(visibleLine(text))}</code>`;
}
function printSentence(sentence) {
  return splitSentence(sentence).map((part) => part.kind === "code" ? printCode(part.text) : escapeHtml(part.text)).join("");
}
function printLink(text, url) {
  return url === void 0 ? printCode(text) : `<a href="${escapeHtml(url)}" rel="noreferrer noopener">${printCode(text)}</a>`;
}
function printInline(inline) {
  if (typeof inline === "string") return printSentence(inline);
  if (inline.kind === "code") return printCode(inline.text);
  if (inline.kind === "link") return printLink(inline.text, safeUrl(inline.url));
  return `<strong class="${inline.tone}">${printSentence(inline.text)}</strong>`;
}
function printLine(line) {
  return line.map(printInline).join("");
}
function plainLine(line) {
  return line.map((inline) => visibleLine(typeof inline === "string" ? inline : inline.text)).join("");
}
function printItem(item) {
  const details = (item.details ?? []).map((line) => `<li>${printLine(line)}</li>`).join("");
  return `<li class="entry">${printLine(item.line)}${details === "" ? "" : `<ul>${details}</ul>`}</li>`;
}
function printTable(block) {
  const head = block.head.map((text) => `<th scope="col">${printSentence(text)}</th>`).join("");
  const cellOf = (cell, index) => `<td data-head="${escapeHtml(visibleLine(block.head[index] ?? ""))}">${printLine(cell)}</td>`;
  const rows = block.rows.map((row) => `<tr class="entry">${row.map(cellOf).join("")}</tr>`);
  return `<div class="wide" tabindex="0" role="region" aria-label="Table: ${escapeHtml(block.head.map(visibleLine).join(", "))}"><table${block.head.length > 2 ? ' class="many"' : ""}><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
function printGraph(graph, label) {
  const more = graph.more > 0 ? ` ${graph.more} more units are not drawn.` : "";
  const words = `An arrow leads to the unit that hangs on the other; where it is thick, the switch drags that unit along.${more}`;
  return `<figure><div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(visibleLine(label))}">${drawGraph(graph, label)}</div><figcaption>${words}</figcaption></figure>`;
}
function printFold(block) {
  const isDiff = block.blocks.some(({ kind }) => kind === "diff");
  return `<details${isDiff ? ' class="entry"' : ""}><summary>${printLine(block.summary)}</summary>
${block.blocks.map(printBlock).join("\n")}
</details>`;
}
function printBlock(block) {
  switch (block.kind) {
    case "title":
      return `<h1>${printLine(block.line)}</h1>`;
    case "heading":
      return `<h2>${printLine(block.line)}</h2>`;
    case "paragraph":
      return `<p>${printLine(block.line)}</p>`;
    case "note":
      return `<p class="note">${printLine(block.line)}</p>`;
    case "table":
      return printTable(block);
    case "list":
      return `<ul>${block.items.map(printItem).join("\n")}</ul>`;
    case "diff":
      return printDiff(block.text);
    case "graph":
      return printGraph(block.graph, block.label);
    case "layers":
      return drawLayers(block);
    case "fold":
      return printFold(block);
  }
}

// src/report/html/render-html.ts
function headingOf(sections) {
  const [first] = sections[0]?.forms[0] ?? [];
  const within = sections[0]?.within;
  if (within !== void 0) return within;
  return first?.kind === "heading" ? plainLine(first.line) : first?.kind === "fold" ? plainLine(first.summary) : void 0;
}
function partOf2(sections) {
  const html = sections.map((section2) => (section2.forms[0] ?? []).map(printBlock).join("\n")).join("\n");
  const within = sections[0]?.within;
  const name = headingOf(sections);
  return { ...name === void 0 ? {} : { name }, html: `${within === void 0 ? "" : `<h2>${printSentence(within)}</h2>
`}${html}` };
}
function contentsOf(parts) {
  const links = parts.flatMap(({ name }, index) => name === void 0 ? [] : [`<li><a href="#part-${index}">${escapeHtml(name)}</a></li>`]);
  return links.length < 2 ? "" : `<nav aria-label="Contents"><ul>${links.join("")}</ul></nav>`;
}
function sha2562(text) {
  return createHash3("sha256").update(text).digest("base64");
}
function policyOf() {
  return `default-src 'none'; style-src 'sha256-${sha2562(page_default)}'; script-src 'sha256-${sha2562(page_browser_default)}'; base-uri 'none'; form-action 'none'`;
}
function renderHtml(plan) {
  const chosen = reportSections(plan).map((section2) => ({ section: section2, text: "" }));
  const parts = groupNeighbours(chosen).map((group) => partOf2(group.map(({ section: section2 }) => section2)));
  const [first, ...rest] = parts.map(({ html }, index) => `<section id="part-${index}" tabindex="-1">
${html}
</section>`);
  const body = [first, contentsOf(parts), ...rest].join("\n");
  const values = { title: escapeHtml(plainLine(headline(plan))), policy: policyOf(), style: page_default, script: page_browser_default, arrows: ARROWS, body };
  return page_default2.replace(/<!-- (title|policy|style|script|arrows|body) -->/g, (_, name) => values[name] ?? "");
}

// src/report/markdown/escape.ts
function entities(text) {
  return text.replace(/[!-/:-@[-`{-~]/g, (mark2) => `&#${mark2.charCodeAt(0)};`);
}
function markdownCode(text) {
  const line = visibleLine(text);
  if (line.trim() === "" || /[`|\\]/.test(line)) return `<code>${entities(line)}</code>`;
  return `\`${line}\``;
}
function markdownLink(text, url) {
  if (url === void 0) return markdownCode(text);
  return `[${text.includes("]") ? summaryCode(text) : markdownCode(text)}](${url})`;
}
function markdownPart(part) {
  return part.kind === "code" ? markdownCode(part.text) : part.text;
}
function markdownSentence(sentence) {
  return splitSentence(sentence).map(markdownPart).join("");
}
function markdownBlockStart(line) {
  if (line.trim() === "") return "–";
  return line.trimStart().replace(/^(?:[-+=]|\d+(?=[.)](?: |$)))/, (start) => /^\d/.test(start) ? `${start}\\` : `\\${start}`);
}
function summarySentence(sentence) {
  return splitSentence(sentence).map((part) => part.kind === "code" ? summaryCode(part.text) : escapeHtml(part.text)).join("");
}
function summaryCode(text) {
  return `<code>${entities(visibleLine(text))}</code>`;
}
function markdownFence(language, text) {
  const lines2 = visibleLines(text).replace(/\n+$/, "");
  const longest = Math.max(2, ...Array.from(lines2.matchAll(/`+/g), (run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}
${lines2}
${fence}`;
}
function commentRecord(record) {
  return JSON.stringify(record).replace(/[<>&-]/g, (mark2) => `\\u00${mark2.charCodeAt(0).toString(16)}`);
}

// src/report/hidden-record.ts
function writeRecord(name, record) {
  return `<!-- ${name} ${commentRecord(record)} -->`;
}
function findRecord(body, { name, schema }) {
  const [first = ""] = body.split(/\r?\n/, 1);
  const [opening, closing] = [`<!-- ${name} `, " -->"];
  if (!first.startsWith(opening) || !first.endsWith(closing)) return void 0;
  return schema.safeParse(parseJson(first.slice(opening.length, -closing.length))).data;
}

// src/report/marker.ts
var Marker = object({
  version: literal(1),
  key: string().max(63),
  base: CommitId,
  head: CommitId,
  plan: string().regex(/^[0-9a-f]{64}$/),
  truncated: boolean()
});
var NAME4 = "stowplan";
function writeMarker(marker) {
  return writeRecord(NAME4, marker);
}
function findMarker(body) {
  return findRecord(body, { name: NAME4, schema: Marker });
}

// src/report/plan-text.ts
var MAX_TEXT = 64e6;
var MAX_ISSUES = 5;
function writePlan(plan) {
  return `${JSON.stringify(Plan.parse(plan), null, 2)}
`;
}
function planHash(plan) {
  return sha256(writePlan(plan));
}
function invalid(file, { message, cause }) {
  return new StowplanError({
    code: "plan-invalid",
    subject: file,
    message,
    hint: "Make the plan again with the same version of stowplan that publishes it.",
    cause
  });
}
function tellPath(path) {
  const text = path.map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`).join("");
  return text === "" ? "the document" : text.replace(/^\./, "");
}
function tellIssues(error) {
  const told = error.issues.slice(0, MAX_ISSUES).map((issue) => `${tellPath(issue.path)}: ${issue.message}`);
  const rest = error.issues.length - told.length;
  return [...told, ...rest > 0 ? [`and ${rest} more`] : []].join("; ");
}
function parsePlan(text, file = "plan.json") {
  if (text.length > MAX_TEXT) throw invalid(file, { message: `The plan has ${text.length} characters, more than ${MAX_TEXT}.` });
  let data;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw invalid(file, { message: "The plan is not JSON.", cause });
  }
  const parsed = Plan.safeParse(data);
  if (!parsed.success) throw invalid(file, { message: `The plan does not have the form of version 1: ${tellIssues(parsed.error)}`, cause: parsed.error });
  return parsed.data;
}

// src/report/graph/mermaid.ts
var LONGEST_NAME = 60;
function escapeMermaid(text) {
  return visibleLine(text).replace(/[^\p{L}\p{M}\p{N}_.-]|^[-.\d]/gu, (sign) => `#${sign.codePointAt(0) ?? 32};`);
}
function classOf(action) {
  return action === "left-stopped" ? "leftStopped" : action;
}
function printNode({ name, action }, index) {
  const label = escapeMermaid(shortenName(name, LONGEST_NAME));
  const verb = action === void 0 ? "" : `<br>${verbOf(action)}`;
  return `  n${index}["${label}${verb}"]${action === void 0 ? "" : `:::${classOf(action)}`}`;
}
function printEdge({ from, to, label }) {
  return label === "" ? `  n${from} --> n${to}` : `  n${from} -->|"${escapeMermaid(label)}"| n${to}`;
}
var BORDERS = {
  "left-stopped": "stroke:#d1242f,stroke-width:3px,stroke-dasharray:6 3",
  stop: "stroke:#d1242f,stroke-width:2px",
  restart: "stroke:#bf8700,stroke-width:2px",
  start: "stroke:#1a7f37,stroke-width:2px",
  reload: "stroke:#0969da,stroke-width:2px",
  skip: "stroke:#6e7781,stroke-width:1px"
};
function printClasses(nodes) {
  const used = new Set(nodes.flatMap(({ action }) => action ?? []));
  return [...used].map((action) => `  classDef ${classOf(action)} ${BORDERS[action]}`);
}
function directionOf(graph) {
  const { placed } = placeInLayers(graph);
  const [layers, rows] = [Math.max(0, ...placed.map(({ layer }) => layer)), Math.max(0, ...placed.map(({ row }) => row))];
  return rows <= layers ? "TB" : "LR";
}
function printMermaid(graph) {
  const { nodes, edges } = graph;
  return [`flowchart ${directionOf(graph)}`, ...nodes.map(printNode), ...edges.map(printEdge), ...printClasses(nodes)].join("\n");
}

// src/report/markdown/print-markdown.ts
var DANGER_SIGN = "🛑";
function printInline2(inline) {
  if (typeof inline === "string") return markdownSentence(inline);
  if (inline.kind === "code") return markdownCode(inline.text);
  if (inline.kind === "link") return markdownLink(inline.text, safeUrl(inline.url));
  const text = markdownSentence(inline.text).trim();
  if (inline.tone === "calm" || text === "") return text;
  return inline.tone === "danger" ? `${DANGER_SIGN} **${text}**` : `**${text}**`;
}
function printLine2(line) {
  return line.map(printInline2).join("");
}
function printSummary(line) {
  return line.map((inline) => {
    if (typeof inline === "string") return summarySentence(inline);
    if (inline.kind === "code") return summaryCode(inline.text);
    if (inline.kind === "link") return summarySentence(inline.text);
    return inline.tone === "calm" ? summarySentence(inline.text) : `<b>${summarySentence(inline.text)}</b>`;
  }).join("");
}
function printItem2(item) {
  const details = (item.details ?? []).map((line) => `
  - ${markdownBlockStart(printLine2(line))}`);
  const { box } = item;
  const start = box === void 0 ? "" : `[${box.isTicked ? "x" : " "}] ${box.record} `;
  return `- ${start}${markdownBlockStart(printLine2(item.line))}${details.join("")}`;
}
function printTable2(head, rows) {
  const lines2 = [head.map(markdownSentence), head.map(() => "---"), ...rows.map((row) => row.map(printLine2))];
  return lines2.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
function printNote(line) {
  return `<sub>${line.map((inline) => typeof inline !== "string" && inline.kind === "link" ? markdownLink(inline.text, safeUrl(inline.url)) : printSummary([inline])).join("")}</sub>`;
}
function wrapFold(summary, text) {
  return `<details><summary>${printSummary(summary)}</summary>

${text}

</details>`;
}
var MOST_DRAWN = 60;
function printGraph2(graph) {
  const cascades = pickEdges(graph, ({ isCascade }) => isCascade);
  return cascades.edges.length === 0 || cascades.nodes.length > MOST_DRAWN ? "" : markdownFence("mermaid", printMermaid(cascades));
}
function printBlock2(block) {
  switch (block.kind) {
    case "title":
      return `### ${printLine2(block.line)}`;
    case "heading":
      return `#### ${printLine2(block.line)}`;
    case "paragraph":
      return markdownBlockStart(printLine2(block.line));
    case "note":
      return printNote(block.line);
    case "table":
      return printTable2(block.head, block.rows);
    case "list":
      return block.items.map(printItem2).join("\n");
    case "diff":
      return markdownFence("diff", block.text);
    case "graph":
      return printGraph2(block.graph);
    case "layers":
      return "";
    case "fold":
      return wrapFold(block.summary, printBlocks(block.blocks));
  }
}
function printBlocks(blocks) {
  return blocks.map(printBlock2).filter((text) => text !== "").join("\n\n");
}

// src/report/markdown/print-report.ts
var COMMENT_LIMIT = 65536;
var NOTE_ROOM = 1200;
function countCharacters(text) {
  let pairs2 = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 55296 && unit <= 56319) pairs2 += 1;
  }
  return text.length - pairs2;
}
function countBytes(text) {
  return new TextEncoder().encode(text).length;
}
function cutNote(cut2, elsewhere) {
  const kinds = Object.groupBy(cut2, (section2) => section2.loses[1]);
  const told = Object.entries(kinds).map(([many, sections = []]) => sections.length === 1 ? sections[0]?.loses[0] : `${sections.length} ${many}`);
  return `> [!NOTE]
> Left out for lack of room: ${told.join(", ")}. ${elsewhere}`;
}
function printGroup(group) {
  const text = group.map((entry) => entry.text).join("\n\n");
  const within = group[0]?.section.within;
  return within === void 0 ? text : wrapFold([`${within} (${group.length})`], text);
}
function printReport(report, options) {
  const measure = options.unit === "bytes" ? countBytes : countCharacters;
  const room = options.limit - measure(report.record(false)) - NOTE_ROOM;
  const print = (section2, form) => printBlocks(section2.forms[form] ?? []);
  const sections = report.sections.filter(({ isPageOnly }) => isPageOnly !== true);
  const { chosen, cut: cut2 } = fitSections(sections, { room, measure, print });
  const note2 = cut2.length === 0 ? [] : [cutNote(cut2, report.elsewhere)];
  const [first = "", ...rest] = groupNeighbours(chosen).map(printGroup);
  return `${report.record(cut2.length > 0)}
${[first, ...note2, ...rest].join("\n\n")}
`;
}

// src/report/markdown/render-markdown.ts
var SUMMARY_LIMIT = 1048576;
function tellElsewhere({ unit, ...pages }) {
  const [run, artifact] = [safeUrl(pages.run ?? ""), safeUrl(pages.artifact ?? "")];
  if (unit !== "bytes" && run === void 0 && artifact === void 0) return "On a checkout of the branch, `stowplan plan --base BASE --html plan.html` writes the whole plan.";
  const page = artifact === void 0 ? "in `plan.html`, where the workflow keeps it as an artifact" : `in \`plan.html\` of [the run's files](${artifact})`;
  return unit === "bytes" || run === void 0 ? `The whole plan is ${page}.` : `The whole plan is in [the run's summary](${run}), and ${page}.`;
}
function pageSections(pages) {
  const [run, artifact] = [safeUrl(pages.run ?? ""), safeUrl(pages.artifact ?? "")];
  const summary = run === void 0 ? [] : [link("this run's summary", run)];
  const listed2 = run === void 0 ? [] : [link("this run's artifacts", `${run}#artifacts`)];
  const files = artifact === void 0 ? listed2 : [link("plan.html and plan.json", artifact)];
  const links = [...files, ...summary].flatMap((one, index) => index === 0 ? [one] : [", ", one]);
  return links.length === 0 ? [] : [{ rank: 100, loses: ["", ""], forms: [[note(["The whole plan: ", ...links])]] }];
}
function renderMarkdown(plan, options) {
  const marker = { version: 1, key: plan.key, base: plan.base, head: plan.tip, plan: planHash(plan) };
  return printReport({ record: (truncated) => writeMarker({ ...marker, truncated }), sections: [...reportSections(plan), ...pageSections(options)], elsewhere: tellElsewhere(options) }, options);
}

// src/report/terminal/escape.ts
var STYLES = { bold: "1", dim: "2", danger: "1;31", warning: "33", calm: "0", added: "32", removed: "31", code: "36", hunk: "35" };
function escapeTerminal(text) {
  return visibleLine(text);
}
function terminalLines(text) {
  return visibleLines(text).replaceAll("	", "    ").split("\n");
}
function paint(style, text) {
  return style === "calm" || text === "" ? text : `\x1B[${STYLES[style]}m${text}\x1B[0m`;
}

// src/report/terminal/wrap-words.ts
function wordsOf2(pieces) {
  const words = [];
  let isGlued = false;
  for (const { text, style } of pieces) {
    for (const [index, part] of text.split(" ").entries()) {
      const word = part === "" ? [] : [{ text: part, style }];
      if (index === 0 && isGlued) words.push([...words.pop() ?? [], ...word]);
      else words.push(word);
    }
    isGlued = true;
  }
  return words.filter((word) => word.length > 0);
}
var WIDE = new RegExp("[\\u1100-\\u115f\\u2e80-\\ua4cf\\ua960-\\ua97c\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1f64f}\\u{1f900}-\\u{1faff}\\u{20000}-\\u{3fffd}]|[\\p{Emoji_Presentation}--[\\u{1f1e6}-\\u{1f1ff}]]", "v");
var NARROW = new RegExp("\\p{Mn}|\\p{Me}", "u");
function columnsOf(text) {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : NARROW.test(character) ? 0 : 1;
  return columns;
}
function wrapWords(pieces, options) {
  const indent = " ".repeat(columnsOf(options.start));
  const lines2 = [];
  let line = options.start;
  let columns = indent.length;
  let gap = "";
  for (const word of wordsOf2(pieces)) {
    const size = word.reduce((sum2, { text }) => sum2 + columnsOf(text), 0);
    if (gap !== "" && columns + gap.length + size > options.width) {
      lines2.push(line);
      [line, columns, gap] = [indent, indent.length, ""];
    }
    line += gap + word.map(({ text, style }) => options.isColoured ? paint(style, text) : text).join("");
    columns += gap.length + size;
    gap = " ";
  }
  return [...lines2, line.trimEnd()];
}

// src/report/terminal/render-terminal.ts
var MIN_WIDTH = 30;
function pieceOf3(inline) {
  if (typeof inline === "string") return { text: escapeTerminal(inline), style: "calm" };
  if (inline.kind === "link") return { text: escapeTerminal(safeUrl(inline.url) ?? inline.text), style: "code" };
  return { text: escapeTerminal(inline.text), style: inline.kind === "code" ? "code" : inline.tone };
}
function styled(line, style) {
  return line.map(pieceOf3).map((piece) => piece.style === "danger" ? piece : { ...piece, style });
}
function wrap(line, printer) {
  return wrapWords(line, { ...printer, width: Math.max(MIN_WIDTH, printer.width) });
}
function printItem3(item, printer) {
  const { start } = printer;
  return [
    ...wrap(item.line.map(pieceOf3), { ...printer, start: `${start}• ` }),
    ...(item.details ?? []).flatMap((line) => wrap(line.map(pieceOf3), { ...printer, start: `${start}    - ` }))
  ];
}
function otherCells(row) {
  return row.slice(1).filter((cell) => cell.length > 0).flatMap((cell, index) => index === 0 ? cell : [", ", ...cell]);
}
function printTable3(rows, printer) {
  const text = (line) => line.map((inline) => pieceOf3(inline).text).join("");
  const half = Math.floor(printer.width / 2);
  const first = Math.max(0, ...rows.map((row) => columnsOf(text(row[0] ?? []))).filter((columns) => columns <= half));
  return rows.flatMap((row) => {
    const [name, others] = [text(row[0] ?? []), otherCells(row).map(pieceOf3)];
    if (columnsOf(name) > half) {
      const below = others.length === 0 ? [] : wrap(others, { ...printer, start: `${printer.start}    ` });
      return [...wrap(styled(row[0] ?? [], "bold"), printer), ...below];
    }
    const gap = " ".repeat(first - columnsOf(name) + 2);
    const [head = "", ...rest] = wrap(others, { ...printer, start: `${printer.start}${name}${gap}` });
    return [printer.isColoured ? head.replace(name, () => paint("bold", name)) : head, ...rest];
  });
}
function styleOf(line) {
  if (/^(?:\+\+\+|---) /.test(line)) return "hunk";
  if (line.startsWith("+")) return "added";
  if (line.startsWith("-")) return "removed";
  return line.startsWith("@@") ? "hunk" : "calm";
}
function printDiff2(text, printer) {
  return terminalLines(text).map((line) => `${printer.start}${printer.isColoured ? paint(styleOf(line), line) : line}`.trimEnd());
}
function printFold2(block, printer) {
  const isDiff = block.blocks.some((inner) => inner.kind === "diff");
  if (isDiff && printer.hasDiffs !== true) return [];
  return [...wrap(styled([...block.summary, ":"], "bold"), printer), ...block.blocks.flatMap((inner) => printBlock3(inner, { ...printer, start: `${printer.start}  ` }))];
}
function printBlock3(block, printer) {
  switch (block.kind) {
    case "title":
    case "heading":
      return wrap(styled(block.line, "bold"), printer);
    case "paragraph":
      return wrap(block.line.map(pieceOf3), printer);
    case "note":
      return wrap(styled(block.line, "dim"), printer);
    case "table":
      return printTable3(block.rows, printer);
    case "list":
      return block.items.flatMap((item) => printItem3(item, printer));
    case "diff":
      return printDiff2(block.text, printer);
    case "graph":
    case "layers":
      return [];
    case "fold":
      return printFold2(block, printer);
  }
}
function printSections(sections, options) {
  const printer = { ...options, start: "" };
  const texts2 = sections.filter(({ isPageOnly }) => isPageOnly !== true).map((section2) => (section2.forms[0] ?? []).map((block) => printBlock3(block, printer).join("\n")).filter((text) => text !== ""));
  return `${texts2.filter((blocks) => blocks.length > 0).map((blocks) => blocks.join("\n")).join("\n\n")}
`;
}
function renderTerminal(plan, options) {
  return printSections(reportSections(plan), options);
}
function renderTerminalImages(images, options) {
  return printSections(imageSections(images), options);
}

// src/report/workflow-escape.ts
var BREAK = "​";
function escapeWorkflowLine(text) {
  return visibleLine(text).replace(/^(\s*):(?=:)/, `$1:${BREAK}`).replaceAll("##[", `#${BREAK}#[`);
}
function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function workflowCommand(name, parts) {
  const properties = Object.entries(parts.properties ?? {}).map(([key, value]) => `${key}=${escapeProperty(visibleLine(value))}`);
  return `::${name}${properties.length === 0 ? "" : ` ${properties.join(",")}`}::${escapeData(visibleLines(parts.text))}`;
}

// src/report/annotations.ts
var MOST_ANNOTATIONS = 250;
var TITLE = 200;
var TEXT = 8e3;
function isPath(file) {
  return file !== "" && !/[\p{C}\\]/u.test(file) && file.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
function annotationsOf(plan) {
  const placed = plan.findings.flatMap(({ place, severity, code: code2, subject, message, hint }) => {
    if (place === void 0 || severity === "info" || !isPath(place.file)) return [];
    const title = shorten(hideSecrets(visibleLine(`${subject} (${code2})`)), TITLE);
    const text = shorten(hideSecrets(visibleLines(shortDigests(hint === "" ? message : `${message}
${hint}`))), TEXT);
    return [{ file: place.file, ...place.line === void 0 ? {} : { line: place.line }, severity, title, text }];
  });
  return placed.toSorted((left, right) => Number(left.severity !== "error") - Number(right.severity !== "error")).slice(0, MOST_ANNOTATIONS);
}

// src/report/commands/command-help.ts
var COMMANDS = [
  ["/stowplan plan [HOST…]", "plans the pull request as it is now, a fork's too; with hosts only those, in a comment of their own"],
  ["/stowplan convert", "commits the modules that were not generated anew to the pull request's branch"],
  ["/stowplan update IMAGE [VERSION]", "opens the pull request for an image's update at once, or for a certain version"],
  ["/stowplan ignore IMAGE [until 2026-12-24]", "leaves an image alone, for good or until a day"],
  ["/stowplan rebase", "makes an update's branch anew on the base branch's newest commit; what others pushed to it is lost"],
  ["/stowplan help", "shows this list"]
];
function commandHelp() {
  return [
    paragraph(["A command is the first line of a comment by somebody who may write to the repository:"]),
    { kind: "list", items: COMMANDS.map(([command, text]) => ({ line: [code(command), ` ${text}`] })) }
  ];
}

// src/report/commands/command-status.ts
var CommandStatus = strictObject({
  commentId: int(),
  login: string().max(100),
  /** As it was written. */
  command: string().max(300),
  state: _enum(["waiting", "done", "failed"]),
  text: string().max(2e3),
  url: string().max(1e3).optional(),
  /** Whether the list of commands is asked for. */
  wantsHelp: boolean().optional()
});
var MOST_COMMANDS = 10;
var CommandRecord = object({ version: literal(1), commands: array(CommandStatus).max(MOST_COMMANDS) });
var NAME5 = "stowplan-commands";
function findCommands(body) {
  return findRecord(body, { name: NAME5, schema: CommandRecord })?.commands;
}
function withCommand(commands, status) {
  const isThere = commands.some(({ commentId }) => commentId === status.commentId);
  const all = isThere ? commands.map((one) => one.commentId === status.commentId ? status : one) : [...commands, status];
  return all.slice(-MOST_COMMANDS);
}
var STATES = { waiting: "⏳ being done", done: "✅ done", failed: "❌ not done" };
function resultOf({ state, text, url }) {
  const words = text === "" ? [] : [`: ${text}`];
  return [STATES[state], ...words, ...url === void 0 ? [] : [" ", link("See there.", url)]];
}
function renderCommands(commands) {
  const kept = commands.slice(-MOST_COMMANDS);
  const rows = kept.toReversed().map((status) => [[code(status.command)], [code(status.login)], resultOf(status)]);
  const table2 = { kind: "table", head: ["Command", "By", "Result"], rows };
  const help = kept.at(-1)?.wantsHelp === true ? commandHelp() : [];
  const section2 = { rank: 100, loses: ["", ""], forms: [[table2, ...help]] };
  const record = writeRecord(NAME5, { version: 1, commands: [...kept] });
  return printReport({ record: () => record, sections: [section2], elsewhere: "" }, { limit: COMMENT_LIMIT });
}

// src/report/merge-plans.ts
import { isDeepStrictEqual } from "node:util";
var COMMON = ["version", "key", "base", "head", "tip", "options"];
function refuse(message) {
  const hint = "Give the plans of one run of the workflow, all made with the same inputs and the same version of stowplan.";
  return new StowplanError({ code: "plan-invalid", subject: "plans to merge", message, hint });
}
function checkCommon(first, others) {
  for (const other of others) {
    const different = COMMON.find((field) => !isDeepStrictEqual(first[field], other[field]));
    if (different !== void 0) throw refuse(`They differ in \`${different}\`, so they are not parts of one plan.`);
    if (first.share?.of !== other.share?.of) throw refuse("They are shares of different divisions.");
  }
}
function unique(entries) {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}
function uniteBy(entries, name) {
  const united = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const identity = JSON.stringify({ ...entry, [name]: [] });
    const known = united.get(identity);
    united.set(identity, known === void 0 ? entry : { ...known, [name]: unique([...known[name], ...entry[name]]) });
  }
  return [...united.values()];
}
function uniteLists(plans) {
  const lists = /* @__PURE__ */ new Map();
  for (const [name, value] of plans.flatMap((plan) => Object.entries(plan))) {
    if (Array.isArray(value)) lists.set(name, [...lists.get(name) ?? [], ...value]);
  }
  return Object.fromEntries([...lists].map(([name, entries]) => [name, unique(entries)]));
}
function uniteHosts(plans) {
  const hosts = unique(plans.flatMap((plan) => plan.hosts)).toSorted((left, right) => compareTexts(left.name, right.name));
  const twice = hosts.find((host, index) => hosts[index + 1]?.name === host.name);
  if (twice !== void 0) throw refuse(`Host ${twice.name} stands in two of them with different plans.`);
  return hosts;
}
function missingShares(plans) {
  const of = plans[0]?.share?.of ?? 0;
  const made = new Set(plans.map((plan) => plan.share?.number));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number2) => !made.has(number2));
  return missing.map((number2) => ({
    code: "share-missing",
    severity: "error",
    subject: `share ${number2}/${of}`,
    message: "The job that plans this share of the hosts left no plan, so nothing is known about its hosts.",
    hint: `Look at the log of the job with \`shard: ${number2}/${of}\`, and run it again.`
  }));
}
function mergePlans(plans) {
  const [first, ...others] = plans;
  if (first === void 0) throw refuse("There is none.");
  checkCommon(first, others);
  if (first.share === void 0 && others.length === 0) return first;
  return clipToSchema(Plan, {
    ...Object.fromEntries(Object.entries(first).filter(([name]) => name !== "share")),
    ...uniteLists(plans),
    hosts: uniteHosts(plans),
    images: uniteBy(plans.flatMap((plan) => plan.images), "usedBy"),
    updates: uniteBy(plans.flatMap((plan) => plan.updates), "places"),
    findings: settleFindings([...plans.flatMap((plan) => plan.findings), ...missingShares(plans)])
  });
}

// src/report/summarise-plan.ts
function summarisePlan(plan) {
  const named2 = (isWanted2) => plan.hosts.filter((host) => isWanted2(host.status)).map((host) => host.name);
  return {
    headline: headline(plan).map((inline) => typeof inline === "string" ? inline : inline.text).join(""),
    isChanged: hasChanges(plan),
    exitCode: exitCode(plan),
    changedHosts: named2((status) => status === "changed" || status === "added" || status === "removed"),
    failedHosts: named2((status) => status === "failed"),
    units: tallyActions(plan.hosts.flatMap(actionsOf)),
    findings: { error: countFindings(plan, "error"), warning: countFindings(plan, "warning"), info: countFindings(plan, "info") },
    worst: worstSeverity(plan) ?? "none"
  };
}

// src/report/updates/failed-run.ts
var ALERT = "> [!CAUTION]";
var LONGEST2 = 1500;
var FAILURE_ROOM = 4e3;
function tellFailedRun(body, failure2) {
  const [record = "", ...rest] = body.replaceAll("\r\n", "\n").split("\n");
  const kept = rest[0] === ALERT ? rest.slice(3) : rest;
  const text = printBlock2(paragraph([shorten(hideSecrets(visibleLine(failure2)), LONGEST2)]));
  return [record, ALERT, `> **Needs a look: the last run failed**, so the rest is what an earlier one found. ${text}`, "", ...kept].join("\n");
}

// src/report/updates/dashboard.ts
var DashboardRecord = object({ version: literal(1), baseBranch: string().max(255), wishes: array(StandingWish).max(50).optional() });
var NAME6 = "stowplan-dashboard";
var BOX2 = /^[-*] \[[xX]\] <!-- stowplan-now (?<record>\{[^\n]{1,1000}\}) -->/gm;
var BoxRecord = object({ branch: string().max(255) });
function findDashboardRecord(body) {
  return findRecord(body, { name: NAME6, schema: DashboardRecord });
}
function parseBox(text) {
  return BoxRecord.safeParse(parseJson(text)).data?.branch;
}
function readRequests(body) {
  return new Set([...body.matchAll(BOX2)].flatMap(({ groups }) => parseBox(groups?.["record"] ?? "") ?? []));
}
var HEADINGS = {
  failed: ["Needs a look", "These could not be made. Tick a box to try again at the next run."],
  open: ["Open", "These have a pull request. Tick a box to have it made anew on the base branch's newest commit."],
  edited: ["Left alone", "Somebody else's commits are on these branches. Tick a box to have them replaced; what is on the branch is lost then."],
  waiting: ["Waiting", "Tick a box to open the pull request at the next run, whatever it waits for."],
  closed: ["Closed by hand", "These versions are not proposed again. Tick a box to open a new pull request."]
};
var STATES2 = ["failed", "open", "edited", "waiting", "closed"];
var MAX_FINDINGS2 = 3;
var MAX_IGNORED = 200;
var MAX_ENTRIES = 120;
function tellFinding({ subject, message, hint }) {
  return [shorten(`${subject}: ${message} ${hint}`.trim(), 400)];
}
function itemOf(entry, ticked) {
  const pull = entry.pull === void 0 ? [] : [" ", link(`#${entry.pull.number}`, entry.pull.url)];
  const text = entry.text === "" ? [] : [[shorten(entry.text, 400)]];
  const box = { record: writeRecord("stowplan-now", { branch: entry.branch }), isTicked: ticked.has(entry.branch) };
  const details = [...text, ...entry.findings.slice(0, MAX_FINDINGS2).map(tellFinding)];
  return { line: [shorten(entry.title, 160), ...pull], details, ...entry.isRequestable ? { box } : {} };
}
function stateSection(state, { entries, ticked }) {
  const all = entries.filter((entry) => entry.state === state);
  if (all.length === 0) return [];
  const [title, hint] = HEADINGS[state];
  const items = all.slice(0, MAX_ENTRIES).map((entry) => itemOf(entry, ticked));
  const frame = (list2) => [
    { kind: "heading", line: [title] },
    paragraph([hint]),
    { kind: "list", items: list2 },
    ...andMore(all.length - MAX_ENTRIES).map(paragraph)
  ];
  const brief = items.map(({ line, box }) => ({ line, ...box === void 0 ? {} : { box } }));
  return [{ rank: 60, loses: [`details of what is ${title.toLowerCase()}`, "lists' details"], forms: [frame(items), frame(brief), frame(brief.slice(0, 20))] }];
}
function ignoredSection({ ignored }) {
  if (ignored.length === 0) return [];
  const items = ignored.slice(0, MAX_IGNORED).map(({ reference, proposed, reason }) => {
    const next = proposed === void 0 ? [] : [" → ", code(shorten(shortDigests(proposed), 200))];
    return { line: [code(shorten(shortDigests(reference), 200)), ...next, ": ", shorten(reason, 300)] };
  });
  const fold2 = { kind: "fold", summary: [`${count(ignored.length, "newer version")} left alone`], blocks: [{ kind: "list", items }] };
  return [{ rank: 20, loses: ["what is left alone", "lists"], forms: [[fold2], []] }];
}
function findingSection2({ findings }) {
  if (findings.length === 0) return [];
  const fold2 = { kind: "fold", summary: [`${count(findings.length, "note")} of the last run`], blocks: [{ kind: "list", items: findings.slice(0, 50).map((finding2) => ({ line: tellFinding(finding2) })) }] };
  return [{ rank: 30, loses: ["the notes of the last run", "lists"], forms: [[fold2], []] }];
}
function tellWish(wish) {
  const undo = [". The comment ", code(`/stowplan update ${wish.image}`), " ends that."];
  if (wish.kind === "version") return [code(wish.image), " goes to ", code(wish.version), ...undo];
  return [code(wish.image), ` is left alone${wish.until === void 0 ? "" : ` until ${wish.until}`}`, ...undo];
}
function wishSection({ wishes = [] }) {
  if (wishes.length === 0) return [];
  return [{ rank: 90, loses: ["", ""], forms: [[{ kind: "heading", line: ["Asked for in comments"] }, { kind: "list", items: wishes.map((wish) => ({ line: tellWish(wish) })) }]] }];
}
function firstSection({ entries }) {
  const line = entries.length === 0 ? ["Every image is as new as the configuration wants it."] : ["The image updates that stowplan knows of. It writes this issue anew at each run."];
  return { rank: 100, loses: ["", ""], forms: [[paragraph(line)]] };
}
function renderDashboard(dashboard) {
  const { wishes = [] } = dashboard;
  const record = writeRecord(NAME6, { version: 1, baseBranch: dashboard.baseBranch, ...wishes.length === 0 ? {} : { wishes: [...wishes] } });
  const sections = [firstSection(dashboard), ...STATES2.flatMap((state) => stateSection(state, dashboard)), ...wishSection(dashboard), ...findingSection2(dashboard), ...ignoredSection(dashboard)];
  return printReport({ record: () => record, sections, elsewhere: "The run's log names all of it." }, { limit: COMMENT_LIMIT - FAILURE_ROOM });
}

// src/report/updates/pull-record.ts
var PullRecord = object({
  version: literal(1),
  /** Names the branch without its prefix. */
  branch: string().max(255),
  base: CommitId,
  /** The commit that the text below describes. */
  commit: CommitId,
  proposal: string().regex(/^[0-9a-f]{32}$/),
  images: array(string().max(512)).max(200),
  /** False until labels, reviewers and assignees are set. */
  isReady: boolean(),
  /** No finding of the plan speaks against merging it without a person. */
  isHarmless: boolean(),
  /** Set where we closed it ourselves; one that a person closed is left closed. */
  closed: literal("not-needed").optional()
});
var NAME7 = "stowplan-update";
function writePullRecord(record) {
  return writeRecord(NAME7, record);
}
function findPullRecord(body) {
  return findRecord(body, { name: NAME7, schema: PullRecord });
}
function replacePullRecord(body, record) {
  const end = body.indexOf("\n");
  return `${writePullRecord(record)}
${end === -1 ? "" : body.slice(end + 1)}`;
}

// src/report/updates/pull-body.ts
var MOST_NAMED2 = [60, 10];
var WORD_ROOM = 500;
var ELSEWHERE2 = "The pull request's own checks show the whole plan, where they run stowplan.";
function updateBlocks({ updates, notes }, mostNamed) {
  const more = andMore(updates.length - mostNamed, "more update").map(paragraph);
  return [updateTable(updates.slice(0, mostNamed)), ...more, ...notes.slice(0, 10).map((text) => paragraph([text]))];
}
function steeringNote({ automerge }) {
  const merging = automerge === "off" ? "" : " It is merged once its checks pass, unless the plan above has findings.";
  const line = `Kept current by stowplan until somebody pushes to the branch. Close it to refuse this version; a newer one gets a pull request of its own.${merging}`;
  return { rank: 100, loses: ["", ""], forms: [[note([line])]] };
}
function renderPullBody({ record, update, plan }) {
  const updates = { rank: 100, loses: ["some of the updates", ""], forms: MOST_NAMED2.map((most) => updateBlocks(update, most)) };
  const sections = [updates, ...reportSections({ ...plan, updates: [] }), steeringNote(update)];
  return printReport({ record: () => writePullRecord(record), sections, elsewhere: ELSEWHERE2 }, { limit: COMMENT_LIMIT - WORD_ROOM });
}
var CLOSED = "> [!NOTE]\n> Closed by stowplan: nothing is to be updated here any more. What it proposed is written in the base branch by now, or is no longer newest.";
function closePullBody(body) {
  const record = findPullRecord(body);
  if (record === void 0 || record.closed !== void 0) return body;
  const [first = "", ...rest] = replacePullRecord(body, { ...record, closed: "not-needed" }).split("\n");
  return [first, CLOSED, "", ...rest].join("\n");
}

export {
  concealAll,
  visibleLine,
  annotationsOf,
  isPolicyBreach,
  reachedRules,
  isBlind,
  hasChanges,
  isBackup,
  countFindings,
  worstSeverity,
  isQuiet,
  isFailing,
  exitCode,
  bindSources,
  compose2nixArguments,
  convertProject,
  hideModuleSecrets,
  inferRuntime,
  HOW_TO_GET_IT,
  formatModule,
  convertProjects,
  compareReferences,
  compareImages,
  archiveHashFrom,
  editReferences,
  proposeEdits,
  findPins,
  listPins,
  findUpdates,
  planUpdates,
  applyWishes,
  planOptions,
  assemblePlan,
  COMMENT_LIMIT,
  findCommands,
  withCommand,
  renderCommands,
  failedPlan,
  renderHtml,
  findMarker,
  writePlan,
  planHash,
  parsePlan,
  SUMMARY_LIMIT,
  renderMarkdown,
  mergePlans,
  escapeTerminal,
  renderTerminal,
  renderTerminalImages,
  summarisePlan,
  escapeWorkflowLine,
  workflowCommand,
  tellFailedRun,
  findDashboardRecord,
  readRequests,
  renderDashboard,
  findPullRecord,
  replacePullRecord,
  renderPullBody,
  closePullBody
};
