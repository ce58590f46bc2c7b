import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  HIDDEN,
  HIDDEN_CHANGED,
  HostPlan,
  closestName,
  escapeSystemdPath,
  formatImageReference,
  hideNamedSecrets,
  hideSecrets,
  hideSecretsOfPair,
  isNixText,
  isPlainValue,
  isSecret,
  isSecretName,
  isStampOnly,
  nixApply,
  nixAttributes,
  nixBinding,
  nixBoolean,
  nixInteger,
  nixList,
  nixReference,
  nixString,
  parseImageReference,
  parseNix,
  printNix,
  quoteShellWord,
  quoteShellWords,
  quoteSystemdWord,
  unifiedDiff
} from "./chunk-GA3IRTZO.js";
import {
  require_dist
} from "./chunk-HBJI5WWG.js";
import {
  VERSION
} from "./chunk-OZAJUPE7.js";
import {
  Finding,
  Place,
  StowplanError,
  _enum,
  array,
  boolean,
  discriminatedUnion,
  literal,
  looseObject,
  number,
  object,
  record,
  strictObject,
  string,
  unknown
} from "./chunk-2G4XEMFZ.js";
import {
  __toESM
} from "./chunk-ZLOF7TVD.js";

// src/report/outcome.ts
var BLIND = /* @__PURE__ */ new Set([
  "nix-missing",
  "nix-too-old",
  "flake-failed",
  "host-failed",
  "host-timeout",
  "host-memory",
  "compose-syntax",
  "convert-failed",
  "plan-failed"
]);
var HOSTLESS = /* @__PURE__ */ new Set(["nix-missing", "nix-too-old", "flake-missing", "flake-failed", "host-unmatched"]);
var BACKUP = /* @__PURE__ */ new Set(["database-major", "volumes-at-stake"]);
var SEVERITIES = ["error", "warning", "info"];
function isBlind(plan) {
  return areHostsUnknown(plan) || plan.hosts.some((host) => host.status === "failed") || plan.findings.some((finding) => BLIND.has(finding.code));
}
function areHostsUnknown(plan) {
  return plan.hosts.length === 0 && plan.findings.some((finding) => HOSTLESS.has(finding.code));
}
function hasChanges(plan) {
  const hasHost = plan.hosts.some((host) => host.status !== "unchanged");
  const hasProject = plan.projects.some((project) => project.status !== "converted" || project.services.length > 0 || project.diff !== "");
  return hasHost || hasProject || plan.images.length > 0 || isBlind(plan);
}
function isBackup(finding) {
  return BACKUP.has(finding.code);
}
function countFindings(plan, severity) {
  return plan.findings.filter((finding) => finding.severity === severity).length;
}
function worstSeverity(plan) {
  return SEVERITIES.find((severity) => countFindings(plan, severity) > 0);
}
function isQuiet(plan) {
  return !hasChanges(plan) && countFindings(plan, "error") + countFindings(plan, "warning") === 0;
}
function isFailing(plan) {
  const { failOn } = plan.options;
  if (failOn === "none") return false;
  return SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1).some((severity) => countFindings(plan, severity) > 0);
}
function exitCode(plan) {
  if (isFailing(plan)) return 1;
  return hasChanges(plan) ? 2 : 0;
}

// src/compose/read-project.ts
import { posix as posix8 } from "node:path";

// src/compose/value.ts
function scalar(value, place) {
  return { kind: "scalar", value, place };
}
function optionalText(text3, place) {
  return text3 === void 0 || text3 === "" ? void 0 : scalar(text3, place);
}
function optionalFlag(isSet, place) {
  return isSet ? scalar(true, place) : void 0;
}
function list(items, place) {
  return { kind: "list", items, place };
}
function map(values, place) {
  const entries = Object.entries(values).flatMap(([key, value]) => value === void 0 ? [] : [[key, { value, place }]]);
  return { kind: "map", entries: new Map(entries), place };
}
function withKeys(base, values) {
  const entries = new Map(base.entries);
  for (const [key, value] of Object.entries(values)) {
    if (value === void 0) entries.delete(key);
    else entries.set(key, { value, place: entries.get(key)?.place ?? value.place });
  }
  return { ...base, entries };
}
function isNull(value) {
  return value.kind === "scalar" && value.value === null;
}
function valueAt(value, ...path) {
  let current = value;
  for (const key of path) current = current?.kind === "map" ? current.entries.get(key)?.value : void 0;
  return current;
}
function textAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && found.value !== null ? String(found.value) : void 0;
}
function numberAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && typeof found.value === "number" ? found.value : void 0;
}
function isTrueAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && found.value === true;
}
function itemsAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "list" ? found.items : [];
}
function textsAt(value, ...path) {
  return itemsAt(value, ...path).flatMap((item) => textAt(item) ?? []);
}
function entriesAt(value, ...path) {
  const found = valueAt(value, ...path);
  return found?.kind === "map" ? [...found.entries].toSorted(([left], [right]) => compareTexts(left, right)) : [];
}
function textEntriesAt(value, ...path) {
  return entriesAt(value, ...path).flatMap(([key, entry]) => {
    const text3 = textAt(entry.value);
    return text3 === void 0 ? [] : [[key, text3]];
  });
}
function compareTexts(left, right) {
  return left < right ? -1 : left > right ? 1 : 0;
}
function isSameValue(left, right) {
  if (left.kind === "scalar") return right.kind === "scalar" && left.value === right.value;
  if (left.kind === "list") {
    return right.kind === "list" && left.items.length === right.items.length && left.items.every((item, index) => isSameItem(item, right.items[index]));
  }
  return right.kind === "map" && left.entries.size === right.entries.size && [...left.entries].every(([key, entry]) => isSameItem(entry.value, right.entries.get(key)?.value));
}
function isSameItem(left, right) {
  return right !== void 0 && isSameValue(left, right);
}

// src/compose/complete-service.ts
function completeService(service, { folder, variables: variables4 }) {
  const modern = withoutLegacyKeys(service);
  const isUnattached = valueAt(modern, "networks") === void 0 && valueAt(modern, "network_mode") === void 0;
  return withDependencies(
    withKeys(modern, {
      ...isUnattached && valueAt(modern, "provider") === void 0 ? { networks: map({ default: scalar(null, service.place) }, service.place) } : {},
      ...pullPolicy(modern),
      ...changed(valueAt(modern, "build"), { key: "build", change: (build3) => completeBuild(build3, { folder, variables: variables4 }) }),
      ...changed(valueAt(modern, "ports"), { key: "ports", change: (ports2) => eachItem(ports2, completePort) }),
      ...changed(valueAt(modern, "secrets"), { key: "secrets", change: (secrets) => eachItem(secrets, completeSecret) }),
      ...changed(valueAt(modern, "env_file"), { key: "env_file", change: (files) => eachItem(files, (file2) => withDefaults(file2, { required: true })) }),
      ...changed(valueAt(modern, "depends_on"), { key: "depends_on", change: completeDependencies }),
      ...changed(valueAt(modern, "gpus"), { key: "gpus", change: (gpus2) => gpus2.kind === "list" ? eachItem(gpus2, completeDevices) : gpus2 }),
      ...changed(valueAt(modern, "deploy"), { key: "deploy", change: completeDeploy })
    })
  );
}
function withoutLegacyKeys(service) {
  const [net, driver, options2] = [valueAt(service, "net"), valueAt(service, "log_driver"), valueAt(service, "log_opt")];
  const hasLogging = valueAt(service, "logging") !== void 0 || driver === void 0 && options2 === void 0;
  return withKeys(service, {
    net: void 0,
    log_driver: void 0,
    log_opt: void 0,
    ...net === void 0 || valueAt(service, "network_mode") !== void 0 ? {} : { network_mode: net },
    ...hasLogging ? {} : { logging: map({ driver, options: options2 }, (driver ?? options2 ?? service).place) }
  });
}
function changed(value, { key, change }) {
  return value === void 0 ? {} : { [key]: change(value) };
}
function eachItem(value, change) {
  return value.kind === "list" ? list(value.items.map(change), value.place) : value;
}
function withDefaults(value, defaults) {
  if (value.kind !== "map") return value;
  const missing = Object.entries(defaults).filter(([key]) => !value.entries.has(key));
  return withKeys(value, Object.fromEntries(missing.map(([key, word]) => [key, scalar(word, value.place)])));
}
function pullPolicy(service) {
  const policy = valueAt(service, "pull_policy");
  return textAt(policy) === "if_not_present" && policy !== void 0 ? { pull_policy: scalar("missing", policy.place) } : {};
}
function completeBuild(build3, { folder, variables: variables4 }) {
  const withContext = withDefaults(build3, { context: folder });
  const whole2 = valueAt(withContext, "dockerfile_inline") === void 0 ? withDefaults(withContext, { dockerfile: "Dockerfile" }) : withContext;
  const written = valueAt(whole2, "args");
  if (whole2.kind !== "map" || written?.kind !== "map") return whole2;
  const entries = [...written.entries].flatMap(([name, entry]) => {
    const found = isNull(entry.value) ? variables4.get(name) : void 0;
    if (found !== void 0) return [[name, { ...entry, value: scalar(found, entry.place) }]];
    return isNull(entry.value) ? [] : [[name, entry]];
  });
  return withKeys(whole2, { args: { ...written, entries: new Map(entries) } });
}
function completePort(port) {
  return withDefaults(port, { mode: "ingress", protocol: "tcp" });
}
function completeSecret(secret) {
  return withDefaults(secret, { target: `/run/secrets/${textAt(secret, "source") ?? ""}` });
}
function completeDependencies(dependencies) {
  if (dependencies.kind !== "map") return dependencies;
  const entries = [...dependencies.entries].map(([name, entry]) => [
    name,
    { ...entry, value: withDefaults(entry.value.kind === "map" ? entry.value : map({}, entry.place), { condition: "service_started", required: true }) }
  ]);
  return { ...dependencies, entries: new Map(entries) };
}
function completeDevices(request) {
  return itemsAt(request, "device_ids").length > 0 ? request : withDefaults(request, { count: -1 });
}
function completeDeploy(deploy2) {
  const reservations = valueAt(deploy2, "resources", "reservations");
  const resources = valueAt(deploy2, "resources");
  const devices2 = valueAt(reservations, "devices");
  if (deploy2.kind !== "map" || resources?.kind !== "map" || reservations?.kind !== "map" || devices2 === void 0) return deploy2;
  return withKeys(deploy2, { resources: withKeys(resources, { reservations: withKeys(reservations, { devices: eachItem(devices2, completeDevices) }) }) });
}
function withDependencies(service) {
  const implied = /* @__PURE__ */ new Map();
  const add2 = (name, found) => {
    if (!implied.has(name)) implied.set(name, found);
  };
  for (const item of itemsAt(service, "links")) add2((textAt(item) ?? "").split(":", 1)[0] ?? "", { value: item, isRestarted: true });
  for (const key of ["network_mode", "ipc", "pid", "uts", "cgroup"]) {
    const value = valueAt(service, key);
    const mode = textAt(value) ?? "";
    if (value !== void 0 && mode.startsWith("service:")) add2(mode.slice("service:".length), { value, isRestarted: true });
  }
  for (const item of itemsAt(service, "volumes_from")) {
    const from = textAt(item) ?? "";
    if (!from.startsWith("container:")) add2(from.split(":", 1)[0] ?? "", { value: item, isRestarted: false });
  }
  if (implied.size === 0) return service;
  const written = valueAt(service, "depends_on");
  const entries = new Map(written?.kind === "map" ? written.entries : []);
  for (const [name, { value, isRestarted }] of implied) {
    if (entries.has(name)) continue;
    const { place } = value;
    const restart2 = isRestarted ? { restart: scalar(true, place) } : {};
    entries.set(name, { place, value: map({ condition: scalar("service_started", place), required: scalar(true, place), ...restart2 }, place) });
  }
  return withKeys(service, { depends_on: { kind: "map", entries, place: written?.place ?? service.place } });
}
function isActive(service, profiles) {
  const own = textsAt(service, "profiles");
  return own.length === 0 || profiles.has("*") || own.some((profile) => profiles.has(profile));
}
function dependenciesOf(service) {
  return entriesAt(service, "depends_on").map(([name]) => name);
}

// src/compose/check-project.ts
function checkProject(project, findings) {
  const checking = { project, findings };
  for (const service of project.services.values()) {
    checkSource(service, checking);
    checkNetworks(service, checking);
    checkMounts(service, checking);
    checkDependencies(service, checking);
    checkNumbers(service, checking);
  }
  checkContainerNames(checking);
  checkCircles(checking);
  checkFiles(checking);
}
function report(service, { findings, fault }) {
  findings.error({ code: "compose-invalid", subject: `service ${service.name}`, ...fault });
}
function placeOf(service, key) {
  return service.keys.entries.get(key)?.place ?? service.place;
}
function checkSource(service, { findings }) {
  const { keys } = service;
  if (["image", "build", "provider"].every((key) => valueAt(keys, key) === void 0)) {
    report(service, { findings, fault: { place: service.place, message: "The service has neither `image` nor `build`.", hint: "Name an image; a file that only completes others must be listed together with them under `inputs`." } });
  }
  const build3 = valueAt(keys, "build");
  if (textAt(build3, "dockerfile_inline") !== void 0 && textAt(build3, "dockerfile") !== void 0) {
    report(service, { findings, fault: { place: placeOf(service, "build"), message: "`dockerfile` and `dockerfile_inline` exclude each other.", hint: "Keep one of them." } });
  }
  const [first] = textsAt(keys, "healthcheck", "test");
  if (first !== void 0 && !["CMD", "CMD-SHELL", "NONE"].includes(first)) {
    report(service, { findings, fault: { place: placeOf(service, "healthcheck"), message: "The list under `healthcheck.test` must start with `CMD`, `CMD-SHELL` or `NONE`.", hint: "Put `CMD` in front, or write the test as one text." } });
  }
}
function checkNetworks(service, { project, findings }) {
  const networks = entriesAt(service.keys, "networks");
  if (valueAt(service.keys, "network_mode") !== void 0 && networks.length > 0) {
    report(service, { findings, fault: { place: placeOf(service, "network_mode"), message: "`network_mode` and `networks` exclude each other.", hint: "Keep one of them." } });
  }
  for (const [name, entry] of networks) {
    if (project.resources.networks.has(name)) continue;
    report(service, { findings, fault: { place: entry.place, message: `The network \`${name}\` is not defined.`, hint: "Define it under the top-level `networks`." } });
  }
}
function checkMounts(service, { project, findings }) {
  for (const mount of itemsAt(service.keys, "volumes")) {
    const source = textAt(mount, "source") ?? "";
    if (textAt(mount, "target") === void 0) {
      report(service, { findings, fault: { place: mount.place, message: "The mount has no `target`.", hint: "Name the path in the container." } });
    }
    if (textAt(mount, "type") !== "volume" || source === "" || project.resources.volumes.has(source)) continue;
    report(service, { findings, fault: { place: mount.place, message: `The volume \`${source}\` is not defined.`, hint: "Define it under the top-level `volumes`, or write `./` in front of a path." } });
  }
  for (const kind of ["secrets", "configs"]) {
    for (const item of itemsAt(service.keys, kind).concat(kind === "secrets" ? itemsAt(service.keys, "build", "secrets") : [])) {
      const source = textAt(item, "source") ?? "";
      if (project.resources[kind].has(source)) continue;
      report(service, { findings, fault: { place: item.place, message: `The ${kind.slice(0, -1)} \`${source}\` is not defined.`, hint: `Define it under the top-level \`${kind}\`.` } });
    }
  }
}
function checkDependencies(service, { project, findings }) {
  for (const [name, entry] of entriesAt(service.keys, "depends_on")) {
    if (project.services.has(name)) continue;
    const isInactive = project.inactive.has(name);
    if (isInactive && textAt(entry.value, "required") === "false") continue;
    const message = isInactive ? `The service needs \`${name}\`, which no active profile turns on.` : `The service needs \`${name}\`, which is not defined.`;
    const hint = isInactive ? "Turn its profile on, or write `required: false`." : "Define it, or correct the name.";
    report(service, { findings, fault: { place: entry.place, message, hint } });
  }
}
function checkNumbers(service, { findings }) {
  const { keys } = service;
  const pairs3 = [
    ["scale", ["deploy", "replicas"]],
    ["cpus", ["deploy", "resources", "limits", "cpus"]],
    ["mem_limit", ["deploy", "resources", "limits", "memory"]],
    ["mem_reservation", ["deploy", "resources", "reservations", "memory"]],
    ["pids_limit", ["deploy", "resources", "limits", "pids"]]
  ];
  for (const [key, path] of pairs3) {
    const [own, deployed] = [textAt(keys, key), textAt(keys, ...path)];
    if (own === void 0 || deployed === void 0 || own === deployed) continue;
    report(service, { findings, fault: { place: placeOf(service, key), message: `\`${key}\` and \`${path.join(".")}\` say different things.`, hint: "Keep one of them." } });
  }
  const scale = numberAt(keys, "scale") ?? numberAt(keys, "deploy", "replicas") ?? 1;
  if (scale > 1 && valueAt(keys, "container_name") !== void 0) {
    report(service, { findings, fault: { place: placeOf(service, "container_name"), message: "Several containers cannot share one `container_name`.", hint: "Take `container_name` out, or run one container." } });
  }
}
function checkContainerNames({ project, findings }) {
  const owners = /* @__PURE__ */ new Map();
  for (const service of project.services.values()) {
    const name = textAt(service.keys, "container_name");
    const owner2 = name === void 0 ? void 0 : owners.get(name);
    if (name !== void 0 && owner2 === void 0) owners.set(name, service.name);
    if (owner2 === void 0) continue;
    report(service, { findings, fault: { place: placeOf(service, "container_name"), message: `The service \`${owner2}\` has the same \`container_name\`.`, hint: "Give one of them another name." } });
  }
}
function checkCircles({ project, findings }) {
  const done = /* @__PURE__ */ new Set();
  for (const start of project.services.keys()) {
    const path = [{ name: start, rest: needsOf(project, start) }];
    const onPath = /* @__PURE__ */ new Set([start]);
    for (let top = path.at(-1); top !== void 0 && !done.has(start); top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === void 0) {
        done.add(top.name);
        onPath.delete(top.name);
        path.pop();
      } else if (onPath.has(next)) {
        reportCircle([...path.map(({ name }) => name), next], { project, findings });
      } else if (!done.has(next)) {
        path.push({ name: next, rest: needsOf(project, next) });
        onPath.add(next);
      }
    }
  }
}
function needsOf(project, name) {
  const keys = project.services.get(name)?.keys;
  return keys === void 0 ? [] : dependenciesOf(keys).filter((other) => project.services.has(other)).toReversed();
}
function reportCircle(path, { project, findings }) {
  const last = path.at(-1) ?? "";
  const circle = path.slice(path.indexOf(last));
  const service = project.services.get(last);
  if (service === void 0) return;
  const message = `The services need each other in a circle: ${circle.map((name) => `\`${name}\``).join(" → ")}.`;
  findings.error({ code: "compose-cycle", subject: `service ${last}`, message, hint: "Take one of the dependencies out.", place: placeOf(service, "depends_on") });
}
function checkFiles({ project, findings }) {
  for (const kind of ["secrets", "configs"]) {
    for (const [name, resource] of project.resources[kind]) {
      const isGiven = isTrueAt(resource, "external") || ["file", "environment", "content", "driver"].some((key) => valueAt(resource, key) !== void 0);
      if (isGiven) continue;
      const subject = `${kind.slice(0, -1)} ${name}`;
      findings.error({ code: "compose-invalid", subject, message: "It names neither `file` nor `environment`.", hint: "Say where its content comes from.", place: resource.place });
    }
  }
}

// src/compose/complete-resources.ts
import { posix } from "node:path";

// src/compose/model.ts
var RESOURCE_KINDS = ["networks", "volumes", "secrets", "configs"];

// src/compose/complete-resources.ts
function resourcesOf(model, project) {
  return {
    networks: namedResources({ model, kind: "networks", project }),
    volumes: namedResources({ model, kind: "volumes", project }),
    secrets: namedResources({ model, kind: "secrets", project }),
    configs: namedResources({ model, kind: "configs", project })
  };
}
function namedResources({ model, kind, project }) {
  const resources = /* @__PURE__ */ new Map();
  for (const [key, entry] of entriesAt(model, kind)) {
    const resource = entry.value.kind === "map" ? entry.value : map({}, entry.place);
    const name = isTrueAt(resource, "external") ? key : `${project}_${key}`;
    resources.set(key, valueAt(resource, "name") === void 0 ? withKeys(resource, { name: scalar(name, resource.place) }) : resource);
  }
  if (kind === "networks" && !resources.has("default")) resources.set("default", map({ name: scalar(`${project}_default`, model.place) }, model.place));
  return resources;
}
function usedResources(project) {
  const used = Object.fromEntries(RESOURCE_KINDS.map((kind) => [kind, /* @__PURE__ */ new Set()]));
  const take2 = (kind, name) => void used[kind]?.add(name);
  for (const { keys } of project.services.values()) {
    for (const [name] of entriesAt(keys, "networks")) take2("networks", name);
    for (const kind of ["volumes", "secrets", "configs"]) for (const source of sourcesAt(keys, kind)) take2(kind, source);
    for (const source of sourcesAt(valueAt(keys, "build"), "secrets")) take2("secrets", source);
  }
  return { networks: used["networks"] ?? /* @__PURE__ */ new Set(), volumes: used["volumes"] ?? /* @__PURE__ */ new Set(), secrets: used["secrets"] ?? /* @__PURE__ */ new Set(), configs: used["configs"] ?? /* @__PURE__ */ new Set() };
}
function sourcesAt(keys, key) {
  const items = valueAt(keys, key);
  if (items?.kind !== "list") return [];
  return items.items.flatMap((item) => {
    const source = valueAt(item, "source");
    const isNamed = key !== "volumes" || ["volume", "image", "cluster"].includes(typeOf(item));
    return source?.kind === "scalar" && typeof source.value === "string" && isNamed ? [source.value] : [];
  });
}
function typeOf(item) {
  const type = valueAt(item, "type");
  return type?.kind === "scalar" ? String(type.value) : "";
}
function rootOf({ options: options2, folder }) {
  return options2.root_path ?? posix.join("/etc/nixos", folder);
}

// src/compose/build-tree.ts
var import_yaml = __toESM(require_dist(), 1);

// src/compose/findings.ts
var LONGEST_QUOTE = 80;
var MOST_FINDINGS = 200;
var Findings = class {
  #found = [];
  #dropped = 0;
  #errors = 0;
  get hasErrors() {
    return this.#errors > 0;
  }
  error(problem) {
    this.#errors += 1;
    this.#add({ severity: "error", ...problem });
  }
  warning(problem) {
    this.#add({ severity: "warning", ...problem });
  }
  info(problem) {
    this.#add({ severity: "info", ...problem });
  }
  #add(finding) {
    if (this.#found.length >= MOST_FINDINGS) {
      this.#dropped += 1;
      return;
    }
    this.#found.push({ ...finding, subject: finding.subject.slice(0, 1024), message: finding.message.slice(0, 8192), hint: finding.hint.slice(0, 4096) });
  }
  /** Everything found so far, the most important first where there is too much. */
  all() {
    const [first] = this.#found;
    if (this.#dropped === 0 || first === void 0) return this.#found;
    const rest = { code: "plan-cut", severity: "info", subject: first.subject, message: `${this.#dropped} more findings about this project are not shown.`, hint: "Resolve the ones that are shown first." };
    return [...this.#found, rest];
  }
};
function quote(text3) {
  const line = text3.replace(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}\``;
}

// src/compose/yaml-scalar.ts
var NULLS = /* @__PURE__ */ new Set(["", "~", "null", "Null", "NULL"]);
var TRUES = /* @__PURE__ */ new Set(["true", "True", "TRUE"]);
var FALSES = /* @__PURE__ */ new Set(["false", "False", "FALSE"]);
var INTEGER = /^[-+]?(?:0b[01]+|0o?[0-7]+|0x[0-9a-fA-F]+|0|[1-9][0-9]*)$/;
var FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
function readInteger(digits) {
  const sign = digits.startsWith("-") ? -1 : 1;
  const magnitude = digits.replace(/^[-+]/, "");
  if (/^0[0-7]+$/.test(magnitude)) return sign * Number.parseInt(magnitude, 8);
  return sign * Number(magnitude);
}
function resolvePlainScalar(text3) {
  if (NULLS.has(text3)) return null;
  if (TRUES.has(text3)) return true;
  if (FALSES.has(text3)) return false;
  const digits = text3.replaceAll("_", "");
  if (INTEGER.test(digits)) {
    const number2 = readInteger(digits);
    return Number.isSafeInteger(number2) ? number2 : text3;
  }
  return FLOAT.test(digits) ? Number(digits) : text3;
}
function resolveTaggedScalar(text3, tag) {
  if (tag === "tag:yaml.org,2002:str" || tag === "tag:yaml.org,2002:binary") return text3;
  if (/^tag:yaml\.org,2002:(?:int|float|bool|null)$/.test(tag)) return resolvePlainScalar(text3);
  return void 0;
}

// src/compose/build-tree.ts
var MOST_VALUES = 5e5;
function buildTree({ parsed, document, substitute: substitute2, findings }) {
  const building = { parsed, substitute: substitute2, findings, anchors: /* @__PURE__ */ new Map(), count: 0 };
  const value = build(document.contents, building);
  if (building.count <= MOST_VALUES) return value;
  const message = `The aliases of this file unfold to more than ${MOST_VALUES} values.`;
  findings.error({ code: "compose-limit", subject: parsed.path, message, hint: "Use fewer aliases inside anchored values.", place: { file: parsed.path } });
  return void 0;
}
function build(node, building) {
  building.count += 1;
  if (building.count > MOST_VALUES) return scalar(null, { file: building.parsed.path });
  const before = building.count;
  const value = buildNode(node, building);
  const anchor = (0, import_yaml.isMap)(node) || (0, import_yaml.isSeq)(node) || (0, import_yaml.isScalar)(node) ? node.anchor : void 0;
  if (anchor !== void 0) building.anchors.set(anchor, { value, size: building.count - before + 1 });
  return value;
}
function buildNode(node, building) {
  if ((0, import_yaml.isAlias)(node)) return buildAlias(node, building);
  if ((0, import_yaml.isMap)(node)) return buildMap(node, building);
  if ((0, import_yaml.isSeq)(node)) return buildList(node, building);
  if ((0, import_yaml.isScalar)(node)) return buildScalar(node, building);
  return scalar(null, { file: building.parsed.path, line: 1, column: 1 });
}
function placeOfNode(node, building) {
  return building.parsed.placeOf(node.range?.[0] ?? 0);
}
function buildAlias(node, building) {
  const target = building.anchors.get(node.source);
  if (target !== void 0) {
    building.count += target.size;
    return target.value;
  }
  const message = `The alias ${quote(`*${node.source}`)} comes before its anchor, or there is none.`;
  building.findings.error({ code: "compose-syntax", subject: building.parsed.path, message, hint: `Write \`&${node.source}\` at the value that is meant, above this line.`, place: placeOfNode(node, building) });
  return scalar(null, placeOfNode(node, building));
}
function buildScalar(node, building) {
  const place = placeOfNode(node, building);
  const range = node.range === void 0 || node.range === null ? {} : { range: [node.range[0], node.range[1]] };
  const text3 = typeof node.value === "string" ? node.value : "";
  const tagged = node.tag === void 0 ? void 0 : resolveTaggedScalar(text3, node.tag);
  const value = tagged === void 0 ? node.type === "PLAIN" ? resolvePlainScalar(node.source ?? text3) : text3 : tagged;
  if (typeof value !== "string" || !value.includes("$")) return { kind: "scalar", value, place, ...range };
  return { kind: "scalar", value: building.substitute(value, place), place, ...range, written: value };
}
function buildList(node, building) {
  const items = node.items.filter((item) => !hasTag(item, "!reset"));
  return list(items.map((item) => build(item, building)), placeOfNode(node, building));
}
function hasTag(node, tag) {
  return ((0, import_yaml.isMap)(node) || (0, import_yaml.isSeq)(node) || (0, import_yaml.isScalar)(node)) && node.tag === tag;
}
function buildMap(node, building) {
  const own = /* @__PURE__ */ new Map();
  const merged = /* @__PURE__ */ new Map();
  for (const pair of node.items) {
    const { key, place, isMergeKey } = readKey(pair, building);
    if (isMergeKey) {
      takeMerged({ value: build(pair.value, building), place, into: merged }, building);
      continue;
    }
    if (own.has(key)) reportDuplicate({ key, place, first: own.get(key)?.place }, building);
    own.set(key, { value: build(pair.value, building), place, ...mergeRule(pair.value) });
  }
  if (merged.size === 0) return { kind: "map", entries: own, place: placeOfNode(node, building) };
  return { kind: "map", entries: new Map([...merged, ...own]), place: placeOfNode(node, building) };
}
function mergeRule(value) {
  if (hasTag(value, "!reset")) return { merge: "reset" };
  return hasTag(value, "!override") ? { merge: "override" } : {};
}
function readKey(pair, building) {
  const node = pair.key;
  if (!(0, import_yaml.isScalar)(node)) {
    const place = (0, import_yaml.isMap)(node) || (0, import_yaml.isSeq)(node) || (0, import_yaml.isAlias)(node) ? placeOfNode(node, building) : { file: building.parsed.path };
    building.findings.error({ code: "compose-invalid", subject: building.parsed.path, message: "A key must be a text.", hint: "Write the key as a text.", place });
    return { key: "", place, isMergeKey: false };
  }
  const key = typeof node.value === "string" ? node.value : "";
  return { key, place: placeOfNode(node, building), isMergeKey: key === "<<" && node.type === "PLAIN" };
}
function takeMerged({ value, place, into }, building) {
  const maps = value.kind === "list" ? value.items : [value];
  for (const source of maps) {
    if (source.kind !== "map") {
      building.findings.error({ code: "compose-invalid", subject: building.parsed.path, message: "The merge key `<<` takes a map or a list of maps.", hint: "Let it refer to the anchor of a map.", place });
      continue;
    }
    for (const [key, entry] of source.entries) if (!into.has(key)) into.set(key, entry);
  }
}
function reportDuplicate({ key, place, first }, building) {
  const message = `The key ${quote(key)} is written twice in one map; the first is on line ${first?.line ?? 1}.`;
  building.findings.error({ code: "compose-duplicate-key", subject: building.parsed.path, message, hint: "Keep one of the two.", place });
}

// src/compose/extend-services.ts
import { posix as posix2 } from "node:path";

// src/compose/merge.ts
var REPLACED = /* @__PURE__ */ new Set(["services.*.command", "services.*.entrypoint", "services.*.healthcheck.test", "services.*.ulimits.*"]);
var NAMED = /* @__PURE__ */ new Set(["services", "networks", "volumes", "secrets", "configs", "services.*.networks", "services.*.ulimits"]);
var ITEM_KEYS = {
  "services.*.cap_add": beforeEquals,
  "services.*.cap_drop": beforeEquals,
  "services.*.configs": (item) => textAt(item, "target") ?? `/${textAt(item, "source") ?? ""}`,
  "services.*.devices": (item) => textAt(item, "target") ?? textAt(item, "source") ?? "",
  "services.*.dns": beforeEquals,
  "services.*.dns_opt": beforeEquals,
  "services.*.dns_search": beforeEquals,
  "services.*.env_file": (item) => textAt(item, "path") ?? "",
  "services.*.expose": whole,
  "services.*.extra_hosts": whole,
  "services.*.links": beforeEquals,
  "services.*.networks.*.aliases": beforeEquals,
  "services.*.networks.*.link_local_ips": beforeEquals,
  "services.*.ports": portKey,
  "services.*.profiles": beforeEquals,
  "services.*.secrets": (item) => textAt(item, "target") ?? `/run/secrets/${textAt(item, "source") ?? ""}`,
  "services.*.tmpfs": beforeEquals,
  "services.*.volumes": (item) => textAt(item, "target") ?? "",
  "services.*.build.tags": beforeEquals,
  "services.*.build.extra_hosts": whole
};
function beforeEquals(item) {
  return textAt(item)?.split("=", 1)[0] ?? "";
}
function whole(item) {
  return textAt(item) ?? "";
}
function portKey(item) {
  return [textAt(item, "host_ip") ?? "0.0.0.0", textAt(item, "published") ?? "", textAt(item, "target") ?? "", textAt(item, "protocol") ?? "tcp"].join(":");
}
function nextPath(path, key) {
  if (path === "") return key;
  return NAMED.has(path) ? `${path}.*` : `${path}.${key}`;
}
function mergeMaps({ base, over, path }) {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    if (entry.merge === "reset") entries.delete(key);
    else if (below === void 0 || below.merge === "reset" || entry.merge === "override" || key.startsWith("x-")) entries.set(key, { value: entry.value, place: entry.place });
    else entries.set(key, mergeEntries({ base: below, over: entry, path: nextPath(path, key) }));
  }
  return { ...over, entries };
}
function mergeEntries({ base, over, path }) {
  const value = mergeValues({ base: base.value, over: over.value, path });
  return { value, place: value === base.value ? base.place : over.place };
}
function mergeValues({ base, over, path }) {
  if (REPLACED.has(path)) return over;
  if (isNull(over)) return base;
  if (base.kind === "map" && over.kind === "map") {
    return path === "services.*.logging" && hasOtherDriver(base, over) ? over : mergeMaps({ base, over, path });
  }
  if (base.kind === "list" && over.kind === "list") {
    if (path === "networks.*.ipam.config") return mergePools(base, over);
    return list([...base.items, ...over.items], over.place);
  }
  return over;
}
function hasOtherDriver(base, over) {
  const [below, above] = [textAt(base, "driver"), textAt(over, "driver")];
  return below !== void 0 && above !== void 0 && below !== above;
}
function mergePools(base, over) {
  const pools = /* @__PURE__ */ new Map();
  for (const pool of [...base.items, ...over.items]) {
    const subnet = textAt(pool, "subnet") ?? "";
    const below = pools.get(subnet);
    pools.set(subnet, below?.kind === "map" && pool.kind === "map" ? mergeMaps({ base: below, over: pool, path: "" }) : pool);
  }
  return list([...pools.values()], over.place);
}
function withoutRepeats(value, path = "") {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, entry] of value.entries) {
    if (entry.merge === "reset") continue;
    entries.set(key, { value: uniqueValue(entry.value, nextPath(path, key)), place: entry.place });
  }
  return { ...value, entries };
}
function uniqueValue(value, path) {
  if (value.kind === "map") return withoutRepeats(value, path);
  const keyOf2 = ITEM_KEYS[path];
  if (value.kind !== "list" || keyOf2 === void 0) return value;
  const items = /* @__PURE__ */ new Map();
  for (const item of value.items) items.set(keyOf2(item), item);
  return items.size === value.items.length ? value : list([...items.values()], value.place);
}
function importModel(into, included) {
  const conflicts = [];
  const entries = new Map(into.entries);
  for (const kind of ["services", ...RESOURCE_KINDS]) {
    const section2 = included.entries.get(kind);
    const own = entries.get(kind)?.value;
    if (section2?.value.kind !== "map") continue;
    if (own?.kind !== "map") {
      entries.set(kind, section2);
      continue;
    }
    const names2 = new Map(own.entries);
    for (const [name, entry] of section2.value.entries) {
      const present = names2.get(name);
      if (present === void 0) names2.set(name, entry);
      else if (!isSameValue(present.value, entry.value)) conflicts.push({ kind, name, entry: present, included: entry });
    }
    entries.set(kind, { value: { ...own, entries: names2 }, place: section2.place });
  }
  return { model: { ...into, entries }, conflicts };
}

// src/compose/extend-services.ts
async function extendServices(file2, extending) {
  const services = valueAt(file2.model, "services");
  if (services?.kind !== "map") return file2.model;
  const entries = /* @__PURE__ */ new Map();
  for (const [name, entry] of services.entries) {
    const value = await extendService({ file: file2, name, chain: [] }, extending);
    entries.set(name, value === void 0 ? entry : { ...entry, value });
  }
  return withKeys(file2.model, { services: { ...services, entries } });
}
async function extendService({ file: file2, name, chain }, extending) {
  const service = valueAt(file2.model, "services", name);
  const target = valueAt(service, "extends");
  if (service?.kind !== "map" || target === void 0) return service;
  const own = withKeys(service, { extends: void 0 });
  const step = `${file2.path}: ${name}`;
  const reported = { extending, name, place: target.place };
  if (chain.includes(step)) return report2({ ...reported, code: "compose-cycle", message: `The service extends itself: ${[...chain, step].map(quote).join(" → ")}.`, own });
  const wanted = textAt(target, "service") ?? "";
  const written = textAt(target, "file");
  const from = written === void 0 ? file2 : await extending.load({ written, folder: file2.folder, subject: `service ${name}`, place: target.place });
  if (from === void 0) return own;
  if (valueAt(from.model, "services", wanted) === void 0) {
    return report2({ ...reported, code: "compose-invalid", message: `It extends ${quote(wanted)}, but ${quote(posix2.basename(from.path))} has no such service.`, own });
  }
  const base = await extendService({ file: from, name: wanted, chain: [...chain, step] }, extending);
  return base?.kind === "map" ? mergeMaps({ base, over: own, path: "services.*" }) : own;
}
function report2({ extending, name, place, code: code2, message, own }) {
  extending.reading.findings.error({ code: code2, subject: `service ${name}`, message, hint: "Extend a service that exists and does not lead back here.", place });
  return own;
}

// src/compose/host-paths.ts
import { posix as posix3 } from "node:path";

// src/compose/shape.ts
function reportInvalid(value, { scope, expected }) {
  const shown3 = value.kind === "scalar" ? ` ${quote(String(value.value))}` : "";
  const written = value.kind === "scalar" ? value.written : void 0;
  const problem = { code: "compose-invalid", subject: scope.subject, message: `\`${scope.path}\` must be ${expected}, not ${describe(value)}${shown3}.`, place: value.place };
  if (written === void 0) scope.findings.error({ ...problem, hint: "Write it in a form that the Compose Specification allows." });
  else scope.findings.warning({ ...problem, hint: `Set the variables of ${quote(written)}, for example under \`environment\` of the project's configuration.` });
  return void 0;
}
function describe(value) {
  if (value.kind !== "scalar") return value.kind === "list" ? "a list" : "a map";
  if (value.value === null) return "empty";
  return typeof value.value === "string" ? "the text" : `the ${typeof value.value}`;
}
function sameScalar(from, value) {
  return from.kind === "scalar" ? { ...from, value } : scalar(value, from.place);
}
function text(value, scope) {
  if (value.kind === "scalar" && typeof value.value === "string") return value;
  if (value.kind !== "scalar" || value.value === null) return reportInvalid(value, { scope, expected: "a text" });
  reportInvalid(value, { scope, expected: "a text in quotes" });
  return sameScalar(value, String(value.value));
}
function looseText(value, scope) {
  if (value.kind !== "scalar" || value.value === null) return reportInvalid(value, { scope, expected: "a text or number" });
  return sameScalar(value, String(value.value));
}
function integer(value, scope) {
  const number2 = value.kind === "scalar" ? numberOf(value.value) : void 0;
  return number2 !== void 0 && Number.isSafeInteger(number2) ? sameScalar(value, number2) : reportInvalid(value, { scope, expected: "a whole number" });
}
function decimal(value, scope) {
  const number2 = value.kind === "scalar" ? numberOf(value.value) : void 0;
  return number2 !== void 0 ? sameScalar(value, number2) : reportInvalid(value, { scope, expected: "a number" });
}
function numberOf(value) {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value) ? Number(value) : void 0;
}
function flag(value, scope) {
  const word = value.kind === "scalar" && value.value !== null ? String(value.value).toLowerCase() : "";
  if (["true", "y", "yes", "on"].includes(word)) return sameScalar(value, true);
  if (["false", "n", "no", "off"].includes(word)) return sameScalar(value, false);
  return reportInvalid(value, { scope, expected: "`true` or `false`" });
}
function anything(value) {
  return value;
}
function oneOf(...words) {
  return (value, scope) => {
    if (value.kind === "scalar" && words.includes(String(value.value))) return sameScalar(value, String(value.value));
    return reportInvalid(value, { scope, expected: `one of ${words.map((word) => `\`${word}\``).join(", ")}` });
  };
}
function nullable(shape) {
  const wrapped = (value, scope) => isNull(value) ? value : shape(value, scope);
  nullables.add(wrapped);
  return wrapped;
}
var nullables = /* @__PURE__ */ new WeakSet();
function listOf(item) {
  return (value, scope) => {
    if (value.kind !== "list") return reportInvalid(value, { scope, expected: "a list" });
    return list(value.items.flatMap((entry) => item(entry, scope) ?? []), value.place);
  };
}
function listOfMany(item) {
  return (value, scope) => {
    if (value.kind !== "list") return reportInvalid(value, { scope, expected: "a list" });
    return list(value.items.flatMap((entry) => item(entry, scope)), value.place);
  };
}
function listOrOne(item) {
  const many = listOf(item);
  return (value, scope) => many(value.kind === "list" ? value : list([value], value.place), scope);
}
function mapOf(item) {
  return (value, scope) => {
    if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map" });
    return mapEntries(value, (key, entry) => isNull(entry.value) && !nullables.has(item) ? void 0 : item(entry.value, deeper(scope, key)));
  };
}
function object2(fields) {
  const known = Object.keys(fields);
  return (value, scope) => {
    if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map" });
    return mapEntries(value, (key, entry) => {
      const shape = Object.hasOwn(fields, key) ? fields[key] : void 0;
      if (shape === void 0) return reportUnknown({ key, entry, known }, scope);
      return isNull(entry.value) && !nullables.has(shape) ? void 0 : shape(entry.value, deeper(scope, key));
    });
  };
}
function either(forms) {
  return (value, scope) => forms[value.kind]?.(value, scope) ?? (forms[value.kind] === void 0 ? reportInvalid(value, { scope, expected: forms.expected }) : void 0);
}
function then(first, second) {
  return (value, scope) => {
    const between = first(value, scope);
    return between === void 0 ? void 0 : second(between, scope);
  };
}
function deeper(scope, key) {
  return { ...scope, path: scope.path === "" ? key : `${scope.path}.${key}` };
}
function mapEntries(value, change) {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, entry] of value.entries) {
    if (entry.merge === "reset") {
      entries.set(key, entry);
      continue;
    }
    const changed2 = change(key, entry);
    if (changed2 !== void 0) entries.set(key, { ...entry, value: changed2 });
  }
  return { ...value, entries };
}
function reportUnknown({ key, entry, known }, scope) {
  if (key.startsWith("x-")) return void 0;
  const meant = closestName(key, known);
  scope.findings.warning({
    code: "compose-unknown-key",
    subject: scope.subject,
    message: `\`${deeper(scope, key).path}\` is not a key of the Compose Specification; Docker refuses the file.`,
    hint: meant === void 0 ? "Remove the key, or put `x-` in front of it." : `Did you mean \`${meant}\`?`,
    place: entry.place
  });
  return void 0;
}
function single(key) {
  return (value, scope) => {
    const inner = text(value, scope);
    return inner === void 0 ? void 0 : map({ [key]: inner }, value.place);
  };
}

// src/compose/host-paths.ts
function absolutePath(written, { scope, place }) {
  if (written === "~" || written.startsWith("~/")) {
    if (scope.home === void 0) {
      scope.findings.warning({
        code: "compose-unset-variable",
        subject: scope.subject,
        message: `The home folder that \`${written.slice(0, 60)}\` starts with is not known; \`/root\` is taken.`,
        hint: "Write an absolute path, or set `HOME` under `environment` of the project's configuration.",
        place
      });
    }
    return posix3.join(scope.home ?? "/root", written.slice(1));
  }
  if (written === "" || posix3.isAbsolute(written) || /^(?:\\\\|[A-Za-z]:)/.test(written)) return written;
  return posix3.join(scope.folder, written).replace(/(?<=.)\/$/, "");
}
var hostPath = (value, scope) => {
  if (value.kind !== "scalar" || typeof value.value !== "string") return reportInvalid(value, { scope, expected: "a path" });
  return sameScalar(value, absolutePath(value.value, { scope, place: value.place }));
};
var contextPath = (value, scope) => {
  const written = value.kind === "scalar" && typeof value.value === "string" ? value.value : "";
  return isRemoteContext(written) ? value : hostPath(value, scope);
};
function isRemoteContext(written) {
  return /^(?:https?|git|ssh|docker-image|oci-layout|service):\/?\/?|^(?:github\.com\/|git@)/.test(written);
}
function repositoryPath(folder, written) {
  const joined = posix3.normalize(posix3.join(folder === "" ? "." : folder, written));
  if (posix3.isAbsolute(written) || joined === ".." || joined.startsWith("../") || joined.includes("\0")) return void 0;
  return joined.replace(/(?<=.)\/$/, "");
}
function folderOf(path) {
  return posix3.dirname(path);
}

// src/compose/read-variables.ts
import { posix as posix4 } from "node:path";

// src/compose/interpolate.ts
var NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
var OPERATOR = /:?[-+?]/y;
var MAXIMUM_DEPTH = 32;
function interpolate(text3, variables4) {
  return substitute({ text: text3, variables: variables4, depth: 0 });
}
function substitute(template) {
  const { text: text3 } = template;
  if (template.depth > MAXIMUM_DEPTH) return { text: text3, missing: [], isInvalid: true };
  const missing = [];
  let isInvalid = false;
  let result = "";
  let position = 0;
  for (let dollar = text3.indexOf("$"); dollar >= 0; dollar = text3.indexOf("$", position)) {
    const piece = readVariable(template, dollar + 1);
    result += text3.slice(position, dollar) + piece.text;
    missing.push(...piece.missing);
    position = piece.end;
    isInvalid = piece.isInvalid;
    if (isInvalid) break;
  }
  return { text: result + text3.slice(position), missing, isInvalid };
}
function readVariable(template, start) {
  const { text: text3, variables: variables4 } = template;
  if (text3[start] === "$") return { text: "$", missing: [], isInvalid: false, end: start + 1 };
  const isBraced = text3[start] === "{";
  const name = matchAt(NAME, { text: text3, position: isBraced ? start + 1 : start });
  if (name === void 0) return { text: "$", missing: [], isInvalid: isBraced, end: start };
  const afterName = start + (isBraced ? 1 : 0) + name.length;
  if (!isBraced) return { ...plain(name, variables4), end: afterName };
  if (text3[afterName] === "}") return { ...plain(name, variables4), end: afterName + 1 };
  const operator = matchAt(OPERATOR, { text: text3, position: afterName });
  const end = closingBrace(text3, start);
  if (operator === void 0 || end < 0) return { text: "$", missing: [], isInvalid: true, end: start };
  const operand = substitute({ text: text3.slice(afterName + operator.length, end), variables: variables4, depth: template.depth + 1 });
  return { ...apply({ name, operator, operand, variables: variables4 }), end: end + 1 };
}
function matchAt(pattern, { text: text3, position }) {
  pattern.lastIndex = position;
  return pattern.exec(text3)?.[0];
}
function closingBrace(text3, open) {
  let depth = 0;
  for (let index = open; index < text3.length; index += 1) {
    if (text3[index] === "{") depth += 1;
    if (text3[index] !== "}") continue;
    depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}
function plain(name, variables4) {
  const value = variables4(name);
  return { text: value ?? "", missing: value === void 0 ? [{ kind: "unset", name }] : [], isInvalid: false };
}
function apply({ name, operator, operand, variables: variables4 }) {
  const value = variables4(name);
  const isSet = value !== void 0 && !(operator.startsWith(":") && value === "");
  const found = { text: value ?? "", missing: [], isInvalid: operand.isInvalid };
  if (operator.endsWith("-")) return isSet ? found : operand;
  if (operator.endsWith("+")) return isSet ? operand : found;
  return isSet ? found : { text: "", missing: [{ kind: "required", name, message: operand.text }], isInvalid: operand.isInvalid };
}

// src/compose/dotenv.ts
var STATEMENT = /(?:export[ \t]+)?([\p{L}\p{N}_.[\]-]+)[ \t]*(?:([=:])[ \t]*|(?=\r?\n|$))/uy;
var ESCAPES = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "	", v: "\v" };
function parseDotenv(text3, lookup) {
  const reading = { text: text3.replace(/^\uFEFF/, ""), lookup, position: 0, line: 1, found: /* @__PURE__ */ new Map(), missing: [] };
  const problems = [];
  while (skipToStatement(reading)) {
    const problem = readStatement(reading);
    if (problem === void 0) continue;
    problems.push({ line: reading.line, message: problem });
    moveTo(reading, endOfLine(reading));
  }
  return { variables: [...reading.found.values()], problems, missing: reading.missing };
}
function moveTo(reading, position) {
  for (let index = reading.text.indexOf("\n", reading.position); index >= 0 && index < position; index = reading.text.indexOf("\n", index + 1)) reading.line += 1;
  reading.position = position;
}
function endOfLine({ text: text3, position }) {
  const end = text3.indexOf("\n", position);
  return end < 0 ? text3.length : end;
}
function skipToStatement(reading) {
  const blank = /\s*/y;
  for (; ; ) {
    blank.lastIndex = reading.position;
    moveTo(reading, reading.position + (blank.exec(reading.text)?.[0].length ?? 0));
    if (reading.text[reading.position] !== "#") return reading.position < reading.text.length;
    moveTo(reading, endOfLine(reading));
  }
}
function readStatement(reading) {
  STATEMENT.lastIndex = reading.position;
  const [whole2, name, separator] = STATEMENT.exec(reading.text) ?? [];
  if (whole2 === void 0 || name === void 0) return "A line must have the form `NAME=value`.";
  const { line } = reading;
  moveTo(reading, reading.position + whole2.length);
  const value = separator === void 0 ? reading.lookup(name) : readValue(reading);
  if (value === void 0) return separator === void 0 ? void 0 : "The quote is never closed.";
  reading.found.set(name, { name, value, line });
  return void 0;
}
function readValue(reading) {
  const quote2 = reading.text[reading.position];
  if (quote2 === '"' || quote2 === "'") return readQuoted(reading, quote2);
  const end = endOfLine(reading);
  const written = reading.text.slice(reading.position, end);
  moveTo(reading, end);
  const comment = written.search(/(?:^| )#/);
  return expand(reading, (comment < 0 ? written : written.slice(0, comment)).trimEnd());
}
function readQuoted(reading, quote2) {
  const end = closingQuote(reading, quote2);
  if (end < 0) return void 0;
  const inner = reading.text.slice(reading.position + 1, end).replaceAll(`\\${quote2}`, quote2);
  moveTo(reading, end + 1);
  return quote2 === "'" ? inner : expand(reading, unescape(inner));
}
function closingQuote({ text: text3, position }, quote2) {
  for (let index = position + 1; index < text3.length; index += 1) {
    if (text3[index] === "\\") index += 1;
    else if (text3[index] === quote2) return index;
  }
  return -1;
}
function unescape(text3) {
  return text3.replace(/\\(0[0-7]{0,3}|[abcfnrtv$"\\])/g, (whole2, escape) => {
    if (escape === "$") return "$$";
    if (escape.startsWith("0")) return String.fromCodePoint(Number.parseInt(escape, 8));
    return ESCAPES[escape] ?? (escape === "c" ? whole2 : escape);
  });
}
function expand(reading, text3) {
  if (!text3.includes("$")) return text3;
  const result = interpolate(text3, (name) => reading.lookup(name) ?? reading.found.get(name)?.value);
  reading.missing.push(...result.missing);
  return result.text;
}

// src/compose/read-variables.ts
async function readVariables(request) {
  const { reading, from } = request;
  const fromFiles = /* @__PURE__ */ new Map();
  for (const reference of referencesOf(request)) {
    if (request.mayBeMissing === true && "refusal" in reading.locate(reference)) continue;
    const file2 = await reading.read(reference);
    if (file2 === void 0) continue;
    const parsed = parseDotenv(file2.text, (name) => from.get(name) ?? fromFiles.get(name));
    reportProblems(parsed, { reading, path: file2.path });
    for (const { name, value } of parsed.variables) fromFiles.set(name, value);
  }
  return new Map([...fromFiles, ...from]);
}
function referencesOf({ reading, folder, written, writtenIn, place }) {
  const reference = { subject: place.file, place, kind: "environment" };
  if (written.length > 0) return written.map((path) => ({ ...reference, written: path, folder: writtenIn }));
  const isThere = reading.tree.entries.get(posix4.join(folder, ".env"))?.kind === "file";
  return isThere ? [{ ...reference, written: ".env", folder }] : [];
}
function reportProblems(parsed, { reading, path }) {
  for (const { line, message } of parsed.problems.slice(0, 10)) {
    reading.findings.warning({ code: "compose-syntax", subject: path, message: `The environment file ${quote(path)} has a line that Docker refuses. ${message}`, hint: "Correct the line.", place: { file: path, line } });
  }
}

// src/compose/mapping.ts
function mapping(bare) {
  return (value, scope) => {
    if (value.kind === "list") return fromList(value.items, { value, scope, bare });
    if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map or a list" });
    const entries = /* @__PURE__ */ new Map();
    for (const [key, entry] of value.entries) {
      if (entry.merge === "reset") entries.set(key, entry);
      else if (entry.value.kind === "scalar") entries.set(key, { ...entry, value: filled(entry.value, bare) });
      else reportInvalid(entry.value, { scope: { ...scope, path: `${scope.path}.${key}` }, expected: "a text, number or boolean" });
    }
    return { ...value, entries };
  };
}
function filled(value, bare) {
  if (value.kind !== "scalar" || value.value !== null) return value.kind === "scalar" ? sameScalar(value, String(value.value)) : value;
  return bare === "null" ? value : sameScalar(value, "");
}
function fromList(items, { value, scope, bare }) {
  const entries = /* @__PURE__ */ new Map();
  for (const item of items) {
    if (item.kind !== "scalar" || item.value === null) {
      reportInvalid(item, { scope, expected: "a list of texts `KEY=VALUE`" });
      continue;
    }
    const written = String(item.value);
    const equals = written.indexOf("=");
    const key = equals < 0 ? written : written.slice(0, equals);
    entries.set(key, { place: item.place, value: equals < 0 ? filled(sameScalar(item, null), bare) : sameScalar(item, written.slice(equals + 1)) });
  }
  return { kind: "map", entries, place: value.place };
}
var variables = mapping("null");
var labels = mapping("empty");
var hosts = (value, scope) => {
  if (value.kind === "list") return list(value.items.flatMap((item) => hostItem(item, scope) ?? []), value.place);
  if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map or a list" });
  const items = [...value.entries].flatMap(
    ([host, entry]) => (entry.value.kind === "list" ? entry.value.items : [entry.value]).flatMap((address) => joinHost({ host, address: String(address.kind === "scalar" ? address.value ?? "" : ""), at: address }))
  );
  return list(items, value.place);
};
function hostItem(item, scope) {
  const written = item.kind === "scalar" && typeof item.value === "string" ? item.value : "";
  const match = /^([^=:]+)[=:](.+)$/.exec(written.includes("=") ? written : written.replace(":", "="));
  const [, host, address] = match ?? [];
  if (host === void 0 || address === void 0) return reportInvalid(item, { scope, expected: "`host=address`" });
  return joinHost({ host, address, at: item });
}
function joinHost({ host, address, at }) {
  return scalar(`${host}=${address.replace(/^\[(.+)\]$/, "$1")}`, at.place);
}

// src/compose/resource-fields.ts
var external = either({ scalar: flag, map: object2({ name: text }), expected: "`true` or `false`" });
var options = mapOf(looseText);
var file = { name: text, external, labels, driver: text, driver_opts: options, template_driver: text, environment: text, file: hostPath };
var FIELDS = {
  networks: {
    attachable: flag,
    driver: text,
    driver_opts: options,
    enable_ipv4: flag,
    enable_ipv6: flag,
    external,
    internal: flag,
    ipam: object2({
      driver: text,
      config: listOf(object2({ subnet: text, ip_range: text, gateway: text, aux_addresses: mapOf(text) })),
      options
    }),
    labels,
    name: text
  },
  volumes: { driver: text, driver_opts: options, external, labels, name: text },
  secrets: file,
  configs: { ...file, content: text }
};
function resourceShape(kind) {
  const shape = object2(FIELDS[kind]);
  return nullable((value, scope) => {
    const checked = shape(value, scope);
    return checked?.kind === "map" ? adoptExternalName(bindDevice(checked, scope)) : void 0;
  });
}
function adoptExternalName(value) {
  const old = valueAt(value, "external");
  if (value.kind !== "map" || old?.kind !== "map") return value;
  const name = valueAt(value, "name") ?? valueAt(old, "name");
  return withKeys(value, { external: scalar(true, old.place), ...name === void 0 ? {} : { name } });
}
function bindDevice(value, scope) {
  const device = valueAt(value, "driver_opts", "device");
  const opts = valueAt(value, "driver_opts");
  const isBind = textAt(value, "driver") === "local" && textAt(opts, "o") === "bind";
  if (!isBind || value.kind !== "map" || opts?.kind !== "map" || device === void 0) return value;
  const absolute = hostPath(sameScalar(device, textAt(device) ?? ""), scope);
  return withKeys(value, { driver_opts: withKeys(opts, { device: absolute }) });
}
var includes = listOf(
  either({ scalar: single("path"), map: object2({ path: listOrOne(text), env_file: listOrOne(text), project_directory: text }), expected: "a path or a map" })
);
var TOP_LEVEL_FIELDS = {
  version: anything,
  name: text,
  include: includes,
  services: anything,
  models: anything,
  networks: anything,
  volumes: anything,
  secrets: anything,
  configs: anything
};

// src/compose/short-forms.ts
function shortDevice(value, scope) {
  const fields = value.kind === "scalar" && typeof value.value === "string" ? value.value.split(":") : [];
  const [source = "", target = source, permissions = "rwm"] = fields;
  if (source === "" || fields.length > 3) return reportInvalid(value, { scope, expected: "a device such as `/dev/fuse:/dev/fuse:rwm`" });
  return map({ source: scalar(source, value.place), target: scalar(target, value.place), permissions: scalar(permissions, value.place) }, value.place);
}
var devices = listOf(
  either({ scalar: shortDevice, map: object2({ source: text, target: text, permissions: text }), expected: "a text or a map" })
);
var environmentFile = then(
  either({ scalar: single("path"), map: (value) => value, expected: "a path or a map" }),
  object2({ path: hostPath, format: text, required: flag })
);
var environmentFiles = listOrOne(environmentFile);
var contextFiles = listOrOne(hostPath);
var fileMounts = listOf(
  either({ scalar: single("source"), map: object2({ source: text, target: text, uid: text, gid: text, mode: integer }), expected: "a name or a map" })
);
var ulimits = mapOf(either({ scalar: integer, map: object2({ hard: integer, soft: integer }), expected: "a number or a map" }));
function namedMap(item) {
  const asMap = mapOf(nullable(item));
  return (value, scope) => {
    if (value.kind !== "list") return asMap(value, scope);
    const entries = value.items.flatMap((name) => {
      if (name.kind === "scalar" && typeof name.value === "string") return [[name.value, { value: scalar(null, name.place), place: name.place }]];
      reportInvalid(name, { scope, expected: "a list of names" });
      return [];
    });
    return { kind: "map", entries: new Map(entries), place: value.place };
  };
}
var additionalContexts = then(pairs, mapOf(contextPath));
function pairs(value, scope) {
  if (value.kind !== "list") return value;
  const entries = value.items.flatMap((item) => {
    const written = item.kind === "scalar" && typeof item.value === "string" ? item.value : "";
    const equals = written.indexOf("=");
    if (equals > 0) return [[written.slice(0, equals), { value: scalar(written.slice(equals + 1), item.place), place: item.place }]];
    reportInvalid(item, { scope, expected: "`name=context`" });
    return [];
  });
  return { kind: "map", entries: new Map(entries), place: value.place };
}
var sshKeys = (value, scope) => {
  if (value.kind === "map") return value;
  const named = value.kind === "list" ? value.items.filter((item) => item.kind === "scalar" && typeof item.value === "string") : [];
  if (value.kind !== "list" || named.length < value.items.length) return reportInvalid(value, { scope, expected: "a list of `default` or `id=path`" });
  const entries = named.map((item) => {
    const [id = "", ...path] = String(item.kind === "scalar" ? item.value : "").split("=");
    return [id, { value: scalar(path.length === 0 ? null : path.join("="), item.place), place: item.place }];
  });
  return { kind: "map", entries: new Map(entries), place: value.place };
};

// src/compose/units.ts
var SIZE = /^(\d+(?:\.\d+)?|\.\d+) ?([kmgtp])?i?b?$/i;
var POWERS = ["", "k", "m", "g", "t", "p"];
function parseSize(text3) {
  if (text3 === "-1") return -1;
  const [, amount, unit = ""] = SIZE.exec(text3) ?? [];
  return amount === void 0 ? void 0 : Math.trunc(Number(amount) * 1024 ** POWERS.indexOf(unit.toLowerCase()));
}
var bytes = (value, scope) => {
  const size = value.kind === "scalar" && value.value !== null ? parseSize(String(value.value)) : void 0;
  return size === void 0 ? reportInvalid(value, { scope, expected: "a size such as `64m`" }) : sameScalar(value, String(size));
};
var NANOSECONDS = { ns: 1, us: 1e3, "µs": 1e3, "μs": 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 36e11 };
function parseDuration(text3) {
  if (text3 === "0") return 0;
  const [, sign, body = ""] = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text3) ?? [];
  if (sign === void 0) return void 0;
  const parts = [...body.matchAll(/([\d.]+)([a-zµμ]+)/g)];
  const total = parts.reduce((sum, [, amount = "", unit = ""]) => sum + Number(amount) * (NANOSECONDS[unit] ?? Number.NaN), 0);
  return Number.isFinite(total) ? sign === "-" ? -total : total : void 0;
}
function formatDuration(nanoseconds) {
  if (nanoseconds < 0) return `-${formatDuration(-nanoseconds)}`;
  if (nanoseconds === 0) return "0s";
  if (nanoseconds < 1e3) return `${nanoseconds}ns`;
  if (nanoseconds < 1e6) return `${nanoseconds / 1e3}µs`;
  if (nanoseconds < 1e9) return `${nanoseconds / 1e6}ms`;
  const hours = Math.floor(nanoseconds / 36e11);
  const minutes = Math.floor(nanoseconds % 36e11 / 6e10);
  const seconds = nanoseconds % 6e10 / 1e9;
  return `${hours > 0 ? `${hours}h` : ""}${hours > 0 || minutes > 0 ? `${minutes}m` : ""}${seconds}s`;
}
var duration = (value, scope) => {
  const parsed = value.kind === "scalar" && value.value !== null ? parseDuration(String(value.value)) : void 0;
  return parsed === void 0 ? reportInvalid(value, { scope, expected: "a duration such as `1m30s`" }) : sameScalar(value, formatDuration(parsed));
};

// src/compose/build-fields.ts
var longForm = object2({
  additional_contexts: additionalContexts,
  args: variables,
  cache_from: listOf(text),
  cache_to: listOf(text),
  context: contextPath,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: listOf(text),
  extra_hosts: hosts,
  isolation: text,
  labels,
  network: text,
  no_cache: flag,
  no_cache_filter: listOrOne(text),
  platforms: listOf(text),
  privileged: flag,
  provenance: anything,
  pull: flag,
  sbom: anything,
  secrets: fileMounts,
  shm_size: bytes,
  ssh: sshKeys,
  tags: listOf(text),
  target: text,
  ulimits
});
var build2 = either({
  scalar: then(text, then((value) => map({ context: value }, value.place), longForm)),
  map: longForm,
  expected: "a path or a map"
});

// src/compose/command.ts
function splitCommand(command2) {
  const state = { words: [], word: "", hasWord: false, quote: "", isEscaped: false };
  let end = command2.length;
  for (let index = 0; index < command2.length; index += 1) {
    const character = command2[index] ?? "";
    const step = take(state, character);
    if (step === "invalid") return void 0;
    if (step === "next") continue;
    end = index;
    break;
  }
  if (state.isEscaped || state.quote !== "") return void 0;
  const isDescriptor = command2[end] === ">" && /^[0-9]/.test(state.word);
  if (state.hasWord && !isDescriptor) state.words.push(state.word);
  return { words: state.words, rest: command2.slice(end) };
}
function take(state, character) {
  if (state.isEscaped) {
    add(state, character === "t" ? "	" : character === "n" ? "\n" : character);
    state.isEscaped = false;
  } else if (character === "\\" && state.quote !== "'") {
    state.isEscaped = true;
  } else if (/\s/.test(character) && state.quote === "") {
    endWord(state);
  } else if ((character === "'" || character === '"') && (state.quote === "" || state.quote === character)) {
    state.quote = state.quote === "" ? character : "";
    state.hasWord = true;
  } else if (state.quote === "" && /[;&|<>]/.test(character)) {
    return "stop";
  } else {
    return takeNested(state, character);
  }
  return "next";
}
function takeNested(state, character) {
  if (character === "`" && (state.quote === "" || state.quote === "`")) state.quote = state.quote === "" ? "`" : "";
  if (character === "(" && state.quote === "") {
    if (!state.word.endsWith("$")) return "invalid";
    state.quote = "(";
  } else if (character === ")" && (state.quote === "" || state.quote === "(")) {
    if (state.quote === "") return "invalid";
    state.quote = "";
  }
  add(state, character);
  return "next";
}
function add(state, character) {
  state.word += character;
  state.hasWord = true;
}
function endWord(state) {
  if (state.hasWord) state.words.push(state.word);
  state.word = "";
  state.hasWord = false;
}
function split(value, scope) {
  if (value.kind !== "scalar" || typeof value.value !== "string") return reportInvalid(value, { scope, expected: "a text or a list of texts" });
  const command2 = splitCommand(value.value);
  if (command2 === void 0) return reportInvalid(value, { scope, expected: "a command whose quotes and parentheses are closed" });
  if (command2.rest !== "") {
    scope.findings.warning({
      code: "compose-invalid",
      subject: scope.subject,
      message: `\`${scope.path}\` is no shell script: Docker drops everything from \`${command2.rest[0] ?? ""}\` on.`,
      hint: 'Write `["sh", "-c", "…"]` where a shell is meant.',
      place: value.place
    });
  }
  return list(command2.words.map((word) => scalar(word, value.place)), value.place);
}
var command = nullable(either({ scalar: split, list: listOf(text), expected: "a text or a list of texts" }));

// src/compose/depends-on.ts
var longForm2 = mapOf(object2({ condition: oneOf("service_started", "service_healthy", "service_completed_successfully"), required: flag, restart: flag }));
var dependsOn = (value, scope) => {
  if (value.kind !== "list") return longForm2(value, scope);
  const entries = value.items.flatMap((item) => {
    if (item.kind === "scalar" && typeof item.value === "string") {
      const started = map({ condition: scalar("service_started", item.place), required: scalar(true, item.place) }, item.place);
      return [[item.value, { value: started, place: item.place }]];
    }
    reportInvalid(item, { scope, expected: "a list of services" });
    return [];
  });
  return { kind: "map", entries: new Map(entries), place: value.place };
};

// src/compose/deploy-fields.ts
var count = (value, scope) => value.kind === "scalar" && value.value === "all" ? sameScalar(value, -1) : integer(value, scope);
var deviceRequest = object2({ capabilities: listOf(text), count, device_ids: listOf(text), driver: text, options: labels });
var deviceRequests = listOf(deviceRequest);
var genericResources = listOf(object2({ discrete_resource_spec: object2({ kind: text, value: integer }) }));
var updateConfig = object2({ parallelism: integer, delay: duration, failure_action: text, monitor: duration, max_failure_ratio: decimal, order: text });
var deploy = either({
  map: object2({
    endpoint_mode: text,
    labels,
    mode: text,
    placement: object2({ constraints: listOf(text), preferences: listOf(object2({ spread: text })), max_replicas_per_node: integer }),
    replicas: integer,
    resources: object2({
      limits: object2({ cpus: decimal, memory: bytes, pids: integer, devices: deviceRequests, generic_resources: genericResources }),
      reservations: object2({ cpus: decimal, memory: bytes, pids: integer, devices: deviceRequests, generic_resources: genericResources })
    }),
    restart_policy: object2({ condition: oneOf("none", "on-failure", "any", "always", "unless-stopped", "no"), delay: duration, max_attempts: integer, window: duration }),
    rollback_config: updateConfig,
    update_config: updateConfig,
    credential_spec: anything
  }),
  expected: "a map"
});

// src/compose/mounts.ts
import { posix as posix5 } from "node:path";
var PROPAGATIONS = /* @__PURE__ */ new Set(["rprivate", "private", "rshared", "shared", "rslave", "slave"]);
var IGNORED = /* @__PURE__ */ new Set(["cached", "delegated", "consistent", "default", "copy"]);
var longForm3 = object2({
  type: oneOf("bind", "volume", "tmpfs", "cluster", "npipe", "image"),
  source: text,
  target: text,
  read_only: flag,
  consistency: text,
  bind: object2({ propagation: text, create_host_path: flag, recursive: oneOf("enabled", "disabled", "writable", "readonly"), selinux: oneOf("z", "Z") }),
  volume: object2({ labels, nocopy: flag, subpath: text }),
  tmpfs: object2({ size: bytes, mode: integer }),
  image: object2({ subpath: text })
});
function long(value, scope) {
  const checked = longForm3(value, scope);
  if (checked?.kind !== "map") return void 0;
  if (textAt(checked, "type") !== "bind") return checked;
  const source = valueAt(checked, "source");
  if (source?.kind !== "scalar") return reportInvalid(value, { scope, expected: "a bind mount with a `source`" });
  return withKeys(checked, { source: sameScalar(source, absolutePath(String(source.value), { scope, place: source.place })) });
}
function splitMount(written) {
  const fields = [];
  for (const field of written.split(":")) {
    const last = fields.at(-1);
    if (last !== void 0 && /^[A-Za-z]$/.test(last) && /^[\\/]/.test(field) && written.length > 2) fields[fields.length - 1] = `${last}:${field}`;
    else fields.push(field);
  }
  if (fields.length > 3 || fields.some((field) => field === "")) return void 0;
  const [first = "", second, options2] = fields;
  if (second === void 0) return { source: "", target: first, options: [] };
  return { source: first, target: second, options: options2 === void 0 ? [] : options2.split(",") };
}
function short(value, scope) {
  const parts = value.kind === "scalar" && typeof value.value === "string" ? splitMount(value.value) : void 0;
  if (parts === void 0) return reportInvalid(value, { scope, expected: "a mount such as `data:/data:ro`" });
  const isBind = /^(?:[./~]|\\\\|[A-Za-z]:)/.test(parts.source);
  const unknown2 = parts.options.filter((option) => !isKnownOption(option));
  for (const option of unknown2) {
    scope.findings.warning({ code: "compose-invalid", subject: scope.subject, message: `Docker ignores the unknown mount option \`${option.slice(0, 60)}\`.`, hint: "Remove it, or correct its name.", place: value.place });
  }
  return isBind ? bindMount(parts, { value, scope }) : volumeMount(parts, value);
}
function isKnownOption(option) {
  return ["ro", "rw", "nocopy", "z", "Z"].includes(option) || PROPAGATIONS.has(option) || IGNORED.has(option);
}
function ends(parts, { place }) {
  const access = parts.options.findLast((option) => option === "ro" || option === "rw");
  return { target: scalar(posix5.normalize(parts.target).replace(/(?<=.)\/$/, ""), place), read_only: optionalFlag(access === "ro", place) };
}
function bindOptions({ options: options2 }, { place }) {
  return {
    propagation: optionalText(options2.findLast((option) => PROPAGATIONS.has(option)), place),
    selinux: optionalText(options2.findLast((option) => option === "z" || option === "Z"), place)
  };
}
function bindMount(parts, { value, scope }) {
  const { place } = value;
  const source = scalar(absolutePath(parts.source, { scope, place }), place);
  const bind = map({ create_host_path: scalar(true, place), ...bindOptions(parts, value) }, place);
  const volume = parts.options.includes("nocopy") ? map({ nocopy: scalar(true, place) }, place) : void 0;
  return map({ type: scalar("bind", place), source, ...ends(parts, value), bind, volume }, place);
}
function volumeMount(parts, value) {
  const { place } = value;
  const bind = map(bindOptions(parts, value), place);
  const volume = map({ nocopy: optionalFlag(parts.options.includes("nocopy"), place) }, place);
  return map({ type: scalar("volume", place), source: optionalText(parts.source, place), ...ends(parts, value), volume, bind: bind.entries.size === 0 ? void 0 : bind }, place);
}
var mounts = listOf(either({ scalar: short, map: long, expected: "a text or a map" }));

// src/compose/ports.ts
var PROTOCOLS = /* @__PURE__ */ new Set(["tcp", "udp", "sctp"]);
var LARGEST_PORT = 65535;
var longForm4 = object2({ name: text, mode: text, host_ip: text, target: integer, published: looseText, protocol: text, app_protocol: text });
function parsePort(written) {
  const parts = splitPort(written);
  if (parts === void 0 || !PROTOCOLS.has(parts.protocol)) return void 0;
  const targets = parseRange(parts.target);
  const published = parts.published === "" ? void 0 : parseRange(parts.published);
  if (targets === void 0 || parts.published !== "" && published === void 0) return void 0;
  const count3 = targets.last - targets.first + 1;
  const isChoice = published !== void 0 && count3 === 1 && published.last > published.first;
  if (published !== void 0 && !isChoice && published.last - published.first + 1 !== count3) return void 0;
  return Array.from({ length: count3 }, (_, index) => ({
    address: parts.address,
    published: published === void 0 ? "" : isChoice ? parts.published : String(published.first + index),
    target: targets.first + index,
    protocol: parts.protocol
  })).toSorted((left, right) => compareTexts(String(left.target), String(right.target)));
}
function splitPort(written) {
  const slash = written.indexOf("/");
  const protocol = slash < 0 ? "tcp" : written.slice(slash + 1).toLowerCase();
  const fields = (slash < 0 ? written : written.slice(0, slash)).split(":");
  const target = fields.pop() ?? "";
  const published = fields.pop() ?? "";
  const address = fields.join(":").replace(/^\[(.*)\]$/, "$1");
  return target === "" ? void 0 : { address, published, target, protocol };
}
function parseRange(written) {
  const [, from = "", to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(written) ?? [];
  const range = { first: Number(from), last: Number(to) };
  const isValid = from !== "" && range.first <= range.last && range.last <= LARGEST_PORT;
  return isValid ? range : void 0;
}
function portItem(value, scope) {
  if (value.kind === "map") return [longForm4(value, scope) ?? []].flat();
  const bindings = value.kind === "scalar" && value.value !== null ? parsePort(String(value.value)) : void 0;
  if (bindings === void 0) {
    reportInvalid(value, { scope, expected: "a port such as `8080:80`, `127.0.0.1:8080:80/udp` or `3000-3005`" });
    return [];
  }
  return bindings.map(
    ({ address, published, target, protocol }) => map(
      {
        mode: scalar("ingress", value.place),
        host_ip: optionalText(address, value.place),
        target: scalar(target, value.place),
        published: optionalText(published, value.place),
        protocol: scalar(protocol, value.place)
      },
      value.place
    )
  );
}
var ports = listOfMany(portItem);

// src/compose/service-fields.ts
var serviceNetwork = object2({
  aliases: listOf(text),
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: listOf(text),
  mac_address: text,
  driver_opts: mapOf(looseText),
  priority: integer,
  gw_priority: integer
});
var healthTest = either({
  scalar: (value) => list([{ kind: "scalar", value: "CMD-SHELL", place: value.place }, value], value.place),
  list: listOf(text),
  expected: "a text or a list of texts"
});
var hook = { command, user: text, privileged: flag, working_dir: text, environment: variables };
var blkioLimits = listOf(object2({ path: text, rate: bytes }));
var gpus = either({
  scalar: (value, scope) => oneOf("all")(value, scope) === void 0 ? void 0 : value,
  list: deviceRequests,
  expected: "`all` or a list"
});
var restart = (value, scope) => {
  const isKnown = value.kind === "scalar" && /^(?:no|always|unless-stopped|on-failure(?::\d{1,9})?)$/.test(String(value.value));
  return isKnown ? value : reportInvalid(value, { scope, expected: "`no`, `always`, `unless-stopped` or `on-failure` with an optional `:count`" });
};
var PLAIN = {
  annotations: labels,
  attach: flag,
  blkio_config: object2({
    device_read_bps: blkioLimits,
    device_read_iops: blkioLimits,
    device_write_bps: blkioLimits,
    device_write_iops: blkioLimits,
    weight: integer,
    weight_device: listOf(object2({ path: text, weight: integer }))
  }),
  cap_add: listOf(text),
  cap_drop: listOf(text),
  cgroup: oneOf("host", "private"),
  cgroup_parent: text,
  command,
  container_name: text,
  cpu_count: integer,
  cpu_percent: decimal,
  cpu_period: decimal,
  cpu_quota: decimal,
  cpu_rt_period: decimal,
  cpu_rt_runtime: decimal,
  cpu_shares: decimal,
  cpus: decimal,
  cpuset: text,
  credential_spec: object2({ config: text, file: text, registry: text }),
  device_cgroup_rules: listOf(text),
  devices,
  dns: listOrOne(text),
  dns_opt: listOf(text),
  dns_search: listOrOne(text),
  domainname: text,
  entrypoint: command,
  environment: variables,
  expose: listOf(looseText),
  external_links: listOf(text),
  extra_hosts: hosts,
  gpus,
  group_add: listOf(looseText),
  hostname: text,
  image: text,
  init: flag,
  ipc: text,
  isolation: text,
  labels,
  links: listOf(text),
  log_driver: text,
  log_opt: mapOf(looseText),
  logging: object2({ driver: text, options: mapOf(looseText) }),
  mac_address: text,
  mem_limit: bytes,
  mem_reservation: bytes,
  mem_swappiness: bytes,
  memswap_limit: bytes,
  net: text,
  network_mode: text,
  oom_kill_disable: flag,
  oom_score_adj: integer,
  pid: text,
  pids_limit: integer,
  platform: text,
  privileged: flag,
  profiles: listOf(text),
  pull_policy: text,
  pull_refresh_after: text,
  read_only: flag,
  restart,
  runtime: text,
  scale: integer,
  security_opt: listOf(text),
  shm_size: bytes,
  stdin_open: flag,
  stop_grace_period: duration,
  stop_signal: text,
  storage_opt: mapOf(looseText),
  sysctls: labels,
  tmpfs: listOrOne(text),
  tty: flag,
  ulimits,
  use_api_socket: flag,
  user: text,
  userns_mode: text,
  uts: text,
  volume_driver: text,
  volumes_from: listOf(text),
  working_dir: text
};
var SERVICE_FIELDS = {
  ...PLAIN,
  build: build2,
  configs: fileMounts,
  depends_on: dependsOn,
  deploy,
  develop: anything,
  env_file: environmentFiles,
  extends: either({ scalar: (value) => ({ kind: "map", entries: /* @__PURE__ */ new Map([["service", { value, place: value.place }]]), place: value.place }), map: object2({ service: text, file: text }), expected: "a text or a map" }),
  healthcheck: object2({ disable: flag, interval: duration, retries: integer, start_interval: duration, start_period: duration, test: healthTest, timeout: duration }),
  label_file: contextFiles,
  models: namedMap(anything),
  networks: namedMap(nullable(serviceNetwork)),
  ports,
  post_start: listOf(object2(hook)),
  pre_start: listOf(object2({ ...hook, image: text, per_replica: flag })),
  pre_stop: listOf(object2(hook)),
  provider: object2({ type: text, options: mapOf(anything) }),
  secrets: fileMounts,
  volumes: mounts
};
var serviceShape = object2(SERVICE_FIELDS);

// src/compose/shape-model.ts
var NAME2 = /^[a-zA-Z0-9._-]{1,200}$/;
var topLevel = object2(TOP_LEVEL_FIELDS);
var resourceShapes = Object.fromEntries(RESOURCE_KINDS.map((kind) => [kind, resourceShape(kind)]));
function shapeModel(tree, context) {
  const scope = scopeOf(context, context.path);
  if (tree.kind !== "map") {
    const place = { ...tree.place, file: context.path };
    context.reading.findings.error({ code: "compose-invalid", subject: context.path, message: "A Compose file must be a map.", hint: "Start it with `services:`.", place });
    return void 0;
  }
  const model = topLevel(tree, scope);
  if (model?.kind !== "map") return void 0;
  const include = valueAt(model, "include");
  const shaped = withKeys(model, { version: void 0, ...include === void 0 ? {} : { include: includes(include, { ...scope, path: "include" }) } });
  const sections = new Map(shaped.entries);
  for (const [key, entry] of tree.entries) if (key.startsWith("x-")) sections.set(key, entry);
  for (const [kind, section2] of shaped.entries) {
    const shape = kind === "services" ? serviceShape : resourceShapes[kind];
    if (shape === void 0) continue;
    const names2 = shapeNames(section2.value, { kind, shape, context });
    if (names2 === void 0) sections.delete(kind);
    else sections.set(kind, { ...section2, value: names2 });
  }
  return { ...shaped, entries: sections };
}
function scopeOf(context, subject) {
  return { subject, path: "", folder: context.reading.hostFolder(context.folder), home: context.home, findings: context.reading.findings };
}
function shapeNames(section2, { kind, shape, context }) {
  if (section2.kind !== "map") {
    reportInvalid(section2, { scope: { ...scopeOf(context, context.path), path: kind }, expected: "a map" });
    return void 0;
  }
  const entries = /* @__PURE__ */ new Map();
  for (const [name, entry] of section2.entries) {
    if (kind === "services" && name.startsWith("x-") && entry.value.kind !== "map") continue;
    if (entry.merge === "reset") {
      entries.set(name, entry);
      continue;
    }
    const scope = scopeOf(context, `${kind.replace(/s$/, "")} ${name}`);
    if (!NAME2.test(name)) reportName(name, { scope, place: entry.place });
    else if (kind === "services" && isNull(entry.value)) reportInvalid(entry.value, { scope: { ...scope, path: `services.${name}` }, expected: "a map" });
    else {
      const value = shape(entry.value, scope);
      if (value !== void 0) entries.set(name, { ...entry, value });
    }
  }
  return { ...section2, entries };
}
function reportName(name, { scope, place }) {
  const message = `\`${name.slice(0, 60).replaceAll("`", "'")}\` is not a name that Compose allows.`;
  scope.findings.error({ code: "compose-invalid", subject: scope.subject, message, hint: "Use letters, digits, `.`, `_` and `-` only.", place });
}

// src/compose/load-model.ts
var DEEPEST_INCLUDE = 32;
async function loadModel(files) {
  let model = map({}, { file: files.references[0]?.written ?? files.folder });
  for (const reference of files.references) {
    const parsed = await files.reading.parse(reference);
    if (parsed === void 0) continue;
    if (parsed.documents.length === 0) files.reading.findings.error({ code: "compose-invalid", subject: parsed.path, message: "The Compose file is empty.", hint: "Define `services`, or take the file out of the inputs.", place: { file: parsed.path } });
    for (const document of documentsOf(parsed, { files, folder: files.folder })) {
      model = await mergeDocument({ model, document, path: parsed.path }, files);
    }
  }
  return withoutRepeats(model);
}
function documentsOf(parsed, { files, folder }) {
  const { reading, variables: variables4 } = files;
  const lookup = (name) => variables4.get(name);
  return parsed.documents.flatMap((document) => {
    const substitute2 = (text3, place) => reading.substitute({ text: text3, place, variables: lookup });
    const tree = buildTree({ parsed, document, substitute: substitute2, findings: reading.findings });
    return tree === void 0 ? [] : shapeModel(tree, { reading, path: parsed.path, folder, home: variables4.get("HOME") }) ?? [];
  });
}
async function mergeDocument({ model, document, path }, files) {
  const file2 = { path, folder: files.folder, model: document };
  const extended = await extendServices(file2, { reading: files.reading, load: extendedLoader(files) });
  const whole2 = await takeIncludes({ model: extended, path }, files);
  return mergeMaps({ base: model, over: whole2, path: "" });
}
function extendedLoader(files) {
  const loaded = /* @__PURE__ */ new Map();
  return async (reference) => {
    const parsed = await files.reading.parse({ ...reference, kind: "compose" });
    if (parsed === void 0) return void 0;
    const known = loaded.get(parsed.path);
    if (known !== void 0) return known;
    const folder = folderOf(parsed.path);
    const model = documentsOf(parsed, { files, folder }).reduce(
      (base, over) => base === void 0 ? over : mergeMaps({ base, over, path: "" }),
      void 0
    );
    if (model === void 0) return void 0;
    const file2 = { path: parsed.path, folder, model };
    loaded.set(parsed.path, file2);
    return file2;
  };
}
async function takeIncludes({ model, path }, files) {
  let whole2 = withKeys(model, { include: void 0 });
  for (const include of itemsAt(model, "include")) {
    const included = await loadInclude({ include, path }, files);
    if (included === void 0) continue;
    const imported = importModel(whole2, included);
    whole2 = imported.model;
    for (const { kind, name, entry, included: other } of imported.conflicts) {
      const message = `\`${kind}.${name}\` is also defined, differently, in ${quote(`${other.place.file}:${other.place.line ?? 1}`)}, which is included.`;
      files.reading.findings.error({ code: "compose-invalid", subject: `${kind.replace(/s$/, "")} ${name}`, message, hint: "Give one of the two another name.", place: entry.place });
    }
  }
  return whole2;
}
async function loadInclude({ include, path }, files) {
  const { reading } = files;
  const references = textsAt(include, "path").concat(textAt(include, "path") ?? []).map((written) => ({ written, folder: files.folder, subject: path, place: include.place, kind: "compose" }));
  const [first] = references;
  if (first === void 0) return void 0;
  const located = reading.locate(first).path;
  const chain = [...files.chain, path];
  if (chain.includes(located) || chain.length > DEEPEST_INCLUDE) {
    reading.findings.error({ code: "compose-cycle", subject: path, message: `The files include each other: ${[...chain, located].map(quote).join(" → ")}.`, hint: "Take one of the includes out.", place: include.place });
    return void 0;
  }
  const folder = includeFolder({ include, located }, files);
  const variables4 = await readVariables({ reading, folder, from: files.variables, written: textsAt(include, "env_file"), writtenIn: files.folder, place: include.place });
  return loadModel({ reading, references, folder, variables: variables4, chain });
}
function includeFolder({ include, located }, files) {
  const written = textAt(include, "project_directory");
  return written === void 0 ? folderOf(located) : repositoryPath(files.folder, written) ?? folderOf(located);
}

// src/compose/project-name.ts
var import_yaml2 = __toESM(require_dist(), 1);
import { posix as posix6 } from "node:path";
async function projectName({ source, reading, references, variables: variables4 }) {
  const given = source.options.project ?? variables4.get("COMPOSE_PROJECT_NAME");
  if (given !== void 0 && given !== "") return given;
  let written;
  for (const reference of references) {
    const parsed = await reading.parse(reference);
    written = (parsed === void 0 ? void 0 : writtenName(parsed)) ?? written;
  }
  const name = written === void 0 ? "" : normalName(interpolate(written, (variable) => variables4.get(variable)).text);
  if (name !== "") return name;
  const folder = source.folder === "." || source.folder === "" ? reading.root : source.folder;
  return normalName(posix6.basename(folder)) || normalName(source.label) || "default";
}
function writtenName({ documents }) {
  for (const { contents } of documents.toReversed()) {
    const pair = (0, import_yaml2.isMap)(contents) ? contents.items.find(({ key }) => (0, import_yaml2.isScalar)(key) && key.value === "name") : void 0;
    if (pair !== void 0 && (0, import_yaml2.isScalar)(pair.value) && typeof pair.value.value === "string") return pair.value.value;
  }
  return void 0;
}
function normalName(written) {
  return written.toLowerCase().replace(/[^a-z0-9_-]/g, "").replace(/^[_-]+/, "");
}

// src/compose/reading.ts
import { createHash } from "node:crypto";
import { posix as posix7 } from "node:path";

// src/compose/parse-yaml.ts
var import_yaml3 = __toESM(require_dist(), 1);
var LARGEST_FILE = 4 * 1024 * 1024;
var DEEPEST_NESTING = 100;
function parseYaml({ path, text: text3 }, findings) {
  if (text3.length > LARGEST_FILE) {
    findings.error({ ...tooLarge(path), message: `The file has ${text3.length} characters; stowplan reads up to ${LARGEST_FILE}.` });
    return void 0;
  }
  const broken = Math.max(text3.indexOf("\0"), text3.indexOf("�"));
  if (broken >= 0) {
    const line = text3.slice(0, broken).split("\n").length;
    findings.error({ code: "compose-syntax", subject: path, message: "The file is not UTF-8 text.", hint: "Save it as UTF-8.", place: { file: path, line } });
    return void 0;
  }
  const lines2 = new import_yaml3.LineCounter();
  const tokens = [...new import_yaml3.Parser(lines2.addNewLine).parse(text3)];
  if (tokens.some((token) => isDeeperThan(token, DEEPEST_NESTING))) {
    findings.error({ ...tooLarge(path), message: `The file nests lists and maps more than ${DEEPEST_NESTING} levels deep.` });
    return void 0;
  }
  const composer = new import_yaml3.Composer({ schema: "failsafe", uniqueKeys: false, keepSourceTokens: false, logLevel: "silent", version: "1.2" });
  const documents = [...composer.compose(tokens, false, text3.length)].filter((document) => "contents" in document);
  const parsed = { path, documents, placeOf: placer(path, lines2) };
  return reportSyntax(parsed, findings) ? void 0 : parsed;
}
function tooLarge(path) {
  return { code: "compose-limit", subject: path, hint: "Split the file, or keep data in files of their own.", place: { file: path } };
}
function placer(file2, lines2) {
  return (offset) => {
    const { line, col } = lines2.linePos(offset);
    return { file: file2, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}
function reportSyntax({ path, documents, placeOf: placeOf2 }, findings) {
  const errors = documents.flatMap((document) => document.errors);
  for (const error of errors.slice(0, 5)) {
    const message = error.message.split("\n")[0] ?? error.message;
    findings.error({ code: "compose-syntax", subject: path, message: `This is not valid YAML: ${message}.`, hint: "Correct the YAML; a template has to be rendered before.", place: placeOf2(error.pos[0]) });
  }
  return errors.length > 0;
}
function isDeeperThan(token, limit) {
  const open = [[token, 0]];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    const [current, depth] = next;
    if (depth > limit) return true;
    for (const child2 of childrenOf(current)) open.push([child2, depth + 1]);
  }
  return false;
}
function childrenOf(token) {
  if (token.type === "document") return token.value === void 0 ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value].filter((child2) => child2 !== null && child2 !== void 0));
}

// src/compose/reading.ts
var Reading = class {
  findings = new Findings();
  tree;
  /** The project's folder in the repository, and the same folder on the host. */
  folder;
  root;
  #files = /* @__PURE__ */ new Map();
  #parsed = /* @__PURE__ */ new Map();
  #reported = /* @__PURE__ */ new Set();
  #unknown = /* @__PURE__ */ new Set();
  constructor({ tree, folder, root }) {
    this.tree = tree;
    this.folder = folder;
    this.root = root;
  }
  /** Variables and environment files that the project asks for and the repository does not have. */
  get unknown() {
    return [...this.#unknown];
  }
  get files() {
    return [...this.#files.values()];
  }
  /** The folder on the host that a folder of the repository is. */
  hostFolder(folder) {
    return posix7.join(this.root, posix7.relative(this.folder, folder));
  }
  /** The path of a file in the repository; undefined, without a finding, where it cannot be read. */
  locate(reference) {
    const path = this.#repositoryPath(reference);
    if (path === void 0) return { refusal: "outside", path: reference.written };
    const entry = this.tree.entries.get(path);
    if (entry === void 0 && !this.#isUnderLink(path)) return { refusal: "missing", path };
    return entry?.kind === "file" ? { path } : { refusal: "link", path };
  }
  /** An absolute path is one of the host: it is in the repository where the project's folder on the host leads to it. */
  #repositoryPath({ folder, written }) {
    if (!posix7.isAbsolute(written)) return repositoryPath(folder, written);
    if (!posix7.isAbsolute(this.root)) return void 0;
    const relative = posix7.relative(this.root, written);
    const path = repositoryPath(this.folder, relative);
    return path !== void 0 && (!relative.startsWith("..") || this.tree.entries.has(path)) ? path : void 0;
  }
  #isUnderLink(path) {
    const folder = posix7.dirname(path);
    if (folder === "." || folder === "/") return false;
    const kind = this.tree.entries.get(folder)?.kind;
    return kind === "link" || kind === "submodule" || this.#isUnderLink(folder);
  }
  /** The text of a file that must be there; undefined, with a finding, where it cannot be read. */
  async read(reference) {
    const located = this.locate(reference);
    const text3 = "refusal" in located ? void 0 : await this.tree.read(located.path);
    if (text3 !== void 0) {
      this.#files.set(located.path, { path: located.path, kind: reference.kind, sha256: createHash("sha256").update(text3).digest("hex") });
      return { path: located.path, text: text3 };
    }
    this.#report(reference, "refusal" in located ? located.refusal : "large");
    return void 0;
  }
  /** A YAML file, parsed once however often it is named. */
  async parse(reference) {
    const located = this.locate(reference);
    if (this.#parsed.has(located.path)) return this.#parsed.get(located.path);
    const source = await this.read(reference);
    const parsed = source === void 0 ? void 0 : parseYaml(source, this.findings);
    this.#parsed.set(located.path, parsed);
    return parsed;
  }
  #report({ written, subject, place, keptOut }, refusal) {
    const problem = { subject, place };
    if (keptOut === true) {
      this.#unknown.add(written);
      const message = `The environment file ${quote(written)} is not in the repository; its variables are not known here.`;
      this.findings.warning({ ...problem, code: refusal === "missing" ? "compose-file-missing" : "compose-path-outside", message, hint: "Set what matters under `environment` of the project's configuration, or pass the file to the container with `include_env_files`." });
      return;
    }
    if (refusal === "missing") {
      this.findings.error({ ...problem, code: "compose-file-missing", message: `The file ${quote(written)} is not in the repository.`, hint: "Correct the path, or commit the file." });
      return;
    }
    if (refusal === "large") {
      this.findings.error({ ...problem, code: "compose-limit", message: `The file ${quote(written)} is larger than stowplan reads.`, hint: "Split the file, or keep data in files of their own." });
      return;
    }
    const reason = refusal === "link" ? "is or lies behind a symbolic link or submodule" : "is outside the repository";
    this.findings.error({ ...problem, code: "compose-path-outside", message: `The file ${quote(written)} ${reason}, so it is not read.`, hint: "Name a regular file of this repository." });
  }
  /** Puts variables into a text; each variable without a value is reported once. */
  substitute({ text: text3, place, variables: variables4 }) {
    const result = interpolate(text3, variables4);
    for (const variable of result.missing) this.#reportVariable(variable, place);
    if (result.isInvalid) {
      this.findings.error({ code: "compose-invalid", subject: place.file, message: `In ${quote(text3)} a \`\${\` starts no variable.`, hint: "Write `$$` where a dollar sign is meant.", place });
    }
    return result.text;
  }
  #reportVariable(variable, place) {
    const key = `${variable.kind} ${variable.name}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#unknown.add(variable.name);
    const subject = `variable ${variable.name}`;
    if (variable.kind === "required") {
      const said = variable.message === "" ? "" : `: ${quote(variable.message)}`;
      this.findings.warning({ code: "compose-required-variable", subject, message: `The variable is required, but not set${said}; Docker refuses the file without it.`, hint: requiredHint(variable.name), place });
      return;
    }
    this.findings.warning({ code: "compose-unset-variable", subject, message: "The variable is not set; Compose puts an empty text in its place.", hint: requiredHint(variable.name), place });
  }
};
function requiredHint(name) {
  return `Set it in \`.env\` beside the Compose file, or under \`environment\` of the project's configuration, or write \`\${${name}:-default}\`.`;
}

// src/compose/service-environment.ts
async function resolveEnvironment(request) {
  const { service, variables: variables4 } = request;
  const entries = /* @__PURE__ */ new Map();
  for (const file2 of itemsAt(service, "env_file")) {
    for (const [name, entry] of await readEnvironmentFile(file2, { ...request, known: entries })) entries.set(name, entry);
  }
  const written = valueAt(service, "environment");
  for (const [name, entry] of written?.kind === "map" ? written.entries : []) {
    entries.set(name, { ...entry, value: resolveBare(entry.value, { name, variables: variables4 }) });
  }
  const place = written?.place ?? valueAt(service, "env_file")?.place ?? service.place;
  return withKeys(service, { environment: entries.size === 0 ? void 0 : { kind: "map", entries, place } });
}
function resolveBare(value, { name, variables: variables4 }) {
  const found = isNull(value) ? variables4.get(name) : void 0;
  return found === void 0 ? value : sameScalar(value, found);
}
async function readEnvironmentFile(file2, { name, reading, variables: variables4, known }) {
  const written = textAt(file2, "path") ?? "";
  const reference = { written, folder: reading.folder, subject: `service ${name}`, place: file2.place, kind: "environment", keptOut: true };
  if (!isTrueAt(file2, "required") && "refusal" in reading.locate(reference)) return [];
  const source = await reading.read(reference);
  if (source === void 0) return [];
  const lookup = (variable) => variables4.get(variable) ?? textAt(known.get(variable)?.value);
  const isRaw = textAt(file2, "format") === "raw";
  const parsed = isRaw ? void 0 : parseDotenv(source.text, lookup);
  if (parsed !== void 0) reportProblems(parsed, { reading, path: source.path });
  const found = parsed?.variables ?? rawVariables(source.text);
  return found.map((variable) => {
    const place = { file: source.path, line: variable.line };
    return [variable.name, { place, value: scalar(variable.value, place) }];
  });
}
function rawVariables(text3) {
  return text3.split(/\r?\n/).flatMap((written, index) => {
    const equals = written.indexOf("=");
    return equals <= 0 || written.startsWith("#") ? [] : [{ name: written.slice(0, equals), value: written.slice(equals + 1), line: index + 1 }];
  });
}

// src/compose/read-project.ts
var FATAL = /* @__PURE__ */ new Set(["compose-syntax", "compose-limit", "compose-cycle"]);
async function readProject(source, tree) {
  const reading = new Reading({ tree, folder: source.folder === "" ? "." : source.folder, root: rootOf(source) });
  const references = source.inputs.map((input) => ({ written: input, folder: ".", subject: source.label, place: { file: input }, kind: "compose" }));
  const own = await ownVariables(source, reading);
  const name = await projectName({ source, reading, references, variables: own });
  const variables4 = new Map([["COMPOSE_PROJECT_NAME", name], ...own]);
  const model = await loadModel({ reading, references, folder: reading.folder, variables: variables4, chain: [] });
  const project = await completeProject({ model, name, source, reading, variables: variables4 });
  checkProject(project, reading.findings);
  const findings = reading.findings.all();
  const isUnreadable = findings.some((finding) => FATAL.has(finding.code) && finding.severity === "error") || !reading.files.some((file2) => file2.kind === "compose");
  return isUnreadable ? { findings } : { value: { ...project, files: reading.files, unknown: reading.unknown, isValid: !reading.findings.hasErrors }, findings };
}
async function ownVariables({ options: options2 }, reading) {
  return readVariables({
    reading,
    folder: reading.folder,
    from: new Map(Object.entries(options2.environment)),
    written: options2.env_files.map((path) => posix8.isAbsolute(path) ? path : posix8.relative(reading.folder, path)),
    writtenIn: reading.folder,
    place: { file: options2.inputs[0] ?? ".github/stowplan.yml" },
    mayBeMissing: options2.ignore_missing_env_files
  });
}
async function completeProject({ model, name, source, reading, variables: variables4 }) {
  const profiles = activeProfiles(source, variables4);
  const services = /* @__PURE__ */ new Map();
  const inactive = /* @__PURE__ */ new Map();
  for (const [service, entry] of entriesAt(model, "services")) {
    if (entry.value.kind !== "map") continue;
    const complete = completeService(entry.value, { folder: reading.root, variables: variables4 });
    const isOn = isActive(complete, profiles);
    const keys = isOn ? await resolveEnvironment({ name: service, service: complete, reading, variables: variables4 }) : complete;
    (isOn ? services : inactive).set(service, { name: service, place: entry.place, keys });
  }
  const extensions = new Map(entriesAt(model).flatMap(([key, entry]) => key.startsWith("x-") ? [[key, entry.value]] : []));
  return { name, extensions, root: reading.root, folder: reading.folder, files: [], variables: variables4, services, inactive, resources: resourcesOf(model, name), unknown: [], isValid: true };
}
function activeProfiles({ options: options2 }, variables4) {
  if (options2.profiles_as_options) return /* @__PURE__ */ new Set(["*"]);
  const named = options2.profiles.length > 0 ? options2.profiles : (variables4.get("COMPOSE_PROFILES") ?? "").split(",");
  return new Set(named.map((profile) => profile.trim()).filter((profile) => profile !== ""));
}

// src/compose/strict-findings.ts
function strictFindings(findings, { warnings_as_errors: isStrict }) {
  if (!isStrict) return findings;
  return findings.map((finding) => finding.severity === "warning" ? { ...finding, severity: "error" } : finding);
}

// src/compose/read-projects.ts
async function readProjects({ sources, base, head }) {
  const read = await Promise.all(sources.map((source) => readPair(source, { base, head })));
  return { value: read.map((pair) => pair.value), findings: read.flatMap((pair) => pair.findings) };
}
async function readPair(source, { base, head }) {
  const baseSource = { ...source, inputs: source.baseInputs ?? source.inputs };
  const [before, after] = await Promise.all([readSide(baseSource, { tree: base, exists: source.existsIn.base }), readSide(source, { tree: head, exists: source.existsIn.head })]);
  const isBroken = source.existsIn.base && before.value === void 0 || source.existsIn.head && after.value === void 0;
  const pair = {
    source,
    ...before.value === void 0 ? {} : { base: before.value },
    ...after.value === void 0 ? {} : { head: after.value },
    isBroken
  };
  return { value: pair, findings: strictFindings(after.findings, source.options) };
}
async function readSide(source, { tree, exists }) {
  return exists ? readProject(source, tree) : { findings: [] };
}

// src/compose/secret-values.ts
var SHORTEST = 4;
var VARIABLE = /\$\{?(?<name>[A-Za-z_]\w{0,127})(?::?[-+=](?<fallback>[^${}]{1,4096}))?/g;
function secretValues(project) {
  const scalars = [...project.services.values(), ...project.inactive.values()].flatMap(({ keys }) => scalarsOf("", keys));
  const named = [...Array.from(project.variables, ([name, value]) => ({ name, value })), ...scalars.flatMap(namedValues)];
  const [secret, harmless] = [named.filter(({ name }) => isSecretName(name)), named.filter(({ name }) => !isSecretName(name))];
  const known = /* @__PURE__ */ new Set([project.name, ...project.services.keys(), ...harmless.map(({ value }) => value)]);
  const values = secret.map(({ value }) => value.trim()).filter((value) => value.length >= SHORTEST && !isPlainValue(value) && !known.has(value));
  return [...new Set(values)];
}
function scalarsOf(name, value) {
  if (value.kind === "scalar") return [{ name, scalar: value }];
  if (value.kind === "list") return value.items.flatMap((item) => scalarsOf("", item));
  return [...value.entries].flatMap(([key, entry]) => scalarsOf(key, entry.value));
}
function namedValues({ name, scalar: scalar2 }) {
  const value = String(scalar2.value ?? "");
  if (scalar2.written === void 0) return name === "" ? [] : [{ name, value }];
  const variables4 = [...scalar2.written.matchAll(VARIABLE)].map(({ groups }) => ({ name: groups?.["name"] ?? "", value: groups?.["fallback"] ?? "" }));
  return variables4.some((variable) => isSecretName(variable.name)) ? variables4 : [{ name, value }];
}
function secretsOfProjects(pairs3) {
  return pairs3.flatMap(({ base, head }) => [base, head].flatMap((project) => project === void 0 ? [] : secretValues(project)));
}

// src/compose/canonical.ts
var POINTERS = /* @__PURE__ */ new Set(["attach", "enable_ipv6", "init", "max_attempts", "parallelism", "replicas", "retries", "scale"]);
var ALWAYS = /* @__PURE__ */ new Set(["command", "entrypoint", "ipam", "resources", "placement", "required", "volume"]);
var FREE = /* @__PURE__ */ new Set(["environment", "labels", "args", "annotations", "sysctls", "driver_opts", "options", "aux_addresses", "log_opt", "storage_opt", "additional_contexts", "ssh"]);
function toCanonical(project) {
  const used = usedResources(project);
  const services = Object.fromEntries([...project.services].map(([name, service]) => [name, printService(service.keys)]));
  const resources = RESOURCE_KINDS.flatMap((kind) => {
    const printed = [...project.resources[kind]].filter(([name]) => used[kind].has(name)).map(([name, value]) => [name, printResource(value, kind)]);
    return printed.length === 0 ? [] : [[kind, Object.fromEntries(printed)]];
  });
  const extensions = Object.fromEntries([...project.extensions].map(([key, value]) => [key, printRaw(value)]));
  return { name: project.name, services, ...Object.fromEntries(resources), ...extensions };
}
function printService(keys) {
  const printed = printMap(keys);
  const files = /* @__PURE__ */ new Set(["env_file", "extends", "label_file"]);
  const own = Object.entries(printed).filter(([key]) => !files.has(key));
  return { command: null, entrypoint: null, ...Object.fromEntries(own), ...printNetworks(keys), ...printDeploy(keys), ...printBlkio(keys), ...printHosts(keys) };
}
function printNetworks(keys) {
  const networks = entriesAt(keys, "networks");
  if (networks.length === 0) return {};
  return { networks: Object.fromEntries(networks.map(([name, entry]) => [name, entry.value.kind === "map" ? printMap(entry.value) : null])) };
}
function printDeploy(keys) {
  const deploy2 = valueAt(keys, "deploy");
  return deploy2?.kind === "map" ? { deploy: { resources: {}, placement: {}, ...printMap(deploy2) } } : {};
}
function printBlkio(keys) {
  const blkio = valueAt(keys, "blkio_config");
  if (blkio?.kind !== "map") return {};
  const capital = (item) => Object.fromEntries(entriesAt(item).map(([key, { value }]) => [`${key.slice(0, 1).toUpperCase()}${key.slice(1)}`, print(value)]));
  const lists = entriesAt(blkio).flatMap(([key, { value }]) => value.kind === "list" ? [[key, value.items.map(capital)]] : []);
  return { blkio_config: { ...printMap(blkio), ...Object.fromEntries(lists) } };
}
function printHosts(keys) {
  const hosts2 = textsAt(keys, "extra_hosts");
  return hosts2.length === 0 ? {} : { extra_hosts: hosts2.map((host) => host.replaceAll("$", "$$$$")).toSorted() };
}
function printRaw(value) {
  if (value.kind === "map") return Object.fromEntries(entriesAt(value).map(([key, entry]) => [key, printRaw(entry.value)]));
  return value.kind === "list" ? value.items.map(printRaw) : print(value);
}
function printResource(resource, kind) {
  const printed = printMap(resource);
  return { ...kind === "networks" ? { ipam: {} } : {}, ...printed, ...isTrueAt(resource, "external") ? { external: true } : {} };
}
function printMap(value) {
  const printed = entriesAt(value).map(([key, entry]) => [key, FREE.has(key) ? printFree(entry.value) : print(entry.value), entry.value]);
  const isKept = (key, json) => !isEmpty(json) || POINTERS.has(key) && json !== null;
  return Object.fromEntries(printed.filter(([key, json, from]) => isKept(key, json) || ALWAYS.has(key) && (from.kind !== "scalar" || key !== "resources")).map(([key, json]) => [key, json]));
}
function printFree(value) {
  if (value.kind !== "map") return print(value);
  return Object.fromEntries(entriesAt(value).map(([key, entry]) => [key, print(entry.value)]));
}
function print(value) {
  if (value.kind === "map") return printMap(value);
  if (value.kind === "list") return value.items.map(print);
  return typeof value.value === "string" ? value.value.replaceAll("$", "$$$$") : value.value;
}
function isEmpty(json) {
  if (json === null || json === "" || json === false || json === 0) return true;
  return typeof json === "object" && Object.keys(json).length === 0;
}

// src/convert/conversion.ts
function conversionOf(project, options2) {
  const { service_include: pattern, generate_unused_resources: isAll } = options2.config;
  const isIncluded = pattern === void 0 ? () => true : matcher(pattern);
  const services = new Map([...project.services].filter(([name]) => isIncluded(name)));
  const used = usedResources({ ...project, services });
  const own = (kind) => new Map(
    [...project.resources[kind]].filter(([key, resource]) => !isTrueAt(resource, "external") && (isAll || used[kind].has(key))).map(([key, resource]) => [key, textAt(resource, "name") ?? key])
  );
  return { project, options: options2, isFull: options2.dialect === "stowplan", services, awaited: awaitedServices(services), networks: own("networks"), volumes: own("volumes") };
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
  const count3 = numberAt(keys, "scale") ?? numberAt(keys, "deploy", "replicas") ?? 1;
  if (!isFull || count3 === 1) return [own];
  return Array.from({ length: Math.min(Math.max(count3, 0), MOST_REPLICAS) }, (_, index) => `${own}-${index + 1}`);
}
var MOST_REPLICAS = 100;
function containerOf(service, conversion) {
  const found = conversion.project.services.get(service);
  return found === void 0 ? void 0 : containerNames(found, conversion)[0];
}
function rootTarget({ project, options: options2 }) {
  return `${options2.runtime}-compose-${project.name}-root`;
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
function writeHeader(files, options2) {
  const inputs = files.map(({ path, sha256 }) => `#   ${sha256}  ${oneLine(path)}`);
  const used = optionLines(options2).map((line) => `#   ${oneLine(line)}`);
  return [`# Generated by stowplan v${VERSION}.`, "# Change the Compose files and convert them again instead of editing this file.", "# Inputs:", ...inputs, ...used.length === 0 ? [] : ["# Options:", ...used], ""].join("\n");
}
function oneLine(text3) {
  return text3.replace(/[\r\n\u2028\u2029\0]+/g, " ");
}
var UNWRITTEN = /* @__PURE__ */ new Set(["inputs", "output", "environment", "runtime", "warnings_as_errors"]);
function optionLines({ runtime, dialect, config }) {
  const written = configuredOptions({ runtime, dialect, config }).filter(([name]) => !WITHOUT_EFFECT.has(name));
  const variables4 = Object.keys(config.environment);
  return [
    `runtime=${runtime}`,
    ...dialect === "stowplan" ? [] : [`dialect=${dialect}`],
    ...written.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`),
    ...variables4.length === 0 ? [] : [`environment=${variables4.toSorted().join(",")}`]
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
      const [, sha256, path] = INPUT.exec(line) ?? [];
      return sha256 === void 0 || path === void 0 ? [] : [{ path, sha256 }];
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
function hideBindings(text3, replace) {
  return text3.replace(BINDING, (line, ...groups) => {
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
function collect({ path: names2, value }, { path, facts }) {
  const own = [...path, ...names2.map(nameOf)];
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
function nameOf(name) {
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
      return `{${value.bindings.map(({ path, value: inner }) => `${path.map(nameOf).join(".")}=${writeFact(inner, "")}`).toSorted().join(";")}}`;
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
function textFact(text3, key) {
  if (key === "script") return JSON.stringify(text3.split("\n").map((line) => unquoted(line.trim())).filter((line) => line !== ""));
  return JSON.stringify(text3.replace(/\n[ \t]+/g, "\n").replace(/\n+$/, ""));
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
  const names2 = condition.split(".").filter((name) => name !== "config" && name !== "cfg");
  return { enable_option: true, option_prefix: names2.slice(0, -2).join(".") };
}
function inferRuntime(module) {
  const backend = /oci-containers\.backend\s*=\s*(?:lib\.mk\w+\s+(?:\d+\s+)?)?"(docker|podman)"/.exec(module)?.[1];
  if (backend === "docker" || backend === "podman") return backend;
  const names2 = new Set([...module.matchAll(/"(docker|podman)-[\w.-]+"|virtualisation\.(docker|podman)\b/g)].map((match) => match[1] ?? match[2]));
  const [only, ...others] = names2;
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
  return differences.toSorted((first, second) => first.name < second.name ? -1 : 1);
}
function differenceAt(path, [left, right]) {
  const names2 = splitPath(path);
  const owner2 = names2.slice(0, ownerLength(names2));
  const key = owner2.join(".");
  const isWhole = left.has(key) !== right.has(key);
  return { path, name: isWhole ? `${nameOf2(owner2)} (${left.has(key) ? "not in the Compose file" : "missing"})` : nameOf2(names2) };
}
function ownersOf(facts) {
  return new Set([...facts.keys()].map((path) => splitPath(path)).map((names2) => names2.slice(0, ownerLength(names2)).join(".")));
}
function ownerLength(names2) {
  if (names2[0] === "systemd") return 3;
  return names2[1] === "oci-containers" && names2[2] === "containers" ? 4 : names2.length;
}
function nameOf2(path) {
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
  const names2 = [...new Set(differences.map(({ name }) => name))];
  const shown3 = names2.slice(0, MOST_NAMES).join(", ");
  return names2.length > MOST_NAMES ? `${shown3} and ${names2.length - MOST_NAMES} more` : shown3;
}

// src/convert/read-module.ts
async function readModule(text3) {
  const tree = await parseNix(text3);
  const body = tree === void 0 ? void 0 : bodyOf(tree.root);
  if (tree === void 0 || body === void 0) return void 0;
  const source = { text: text3, facts: /* @__PURE__ */ new Map() };
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
  const bindings = node.children.filter(({ kind }) => kind === "binding_set").flatMap(({ children }) => children);
  for (const binding of bindings) {
    const names2 = child(binding, "attrpath")?.children.map((name) => nameOf3(name, source)) ?? [];
    const value = child(binding, "expression");
    if (binding.kind === "binding" && value !== void 0) collectValue({ node: value, path: [...path, ...names2], source });
  }
}
function collectValue({ node, path, source }) {
  if (isPresence(path)) source.facts.set(joinPath(path), PRESENT);
  if (isIgnored(path)) return;
  const isSet = node.kind === "attrset_expression" || node.kind === "rec_attrset_expression";
  if (isSet && node.children.some(({ kind, children }) => kind === "binding_set" && children.length > 0)) {
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
  const [call, body] = [child(node, "function"), child(node, "argument")];
  const condition = child(call, "argument");
  const isCondition = call !== void 0 && textOf(child(call, "function"), source).endsWith("mkIf");
  if (!isCondition || condition === void 0 || body?.kind !== "attrset_expression") return void 0;
  return { condition: factOf(condition, { key: "", source }), body };
}
function textOf(node, { text: text3 }) {
  return node === void 0 ? "" : text3.slice(node.start, node.end);
}
function nameOf3(node, source) {
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
      return [textOf(child(node, "expression"), source), ...child(node, "attrpath")?.children.map((name) => nameOf3(name, source)) ?? []].join(".");
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
var ESCAPES2 = { "\\n": "\n", "\\r": "\r", "\\t": "	", "''\\n": "\n", "''\\r": "\r", "''\\t": "	", "'''": "''", "''$": "$", "$$": "$$" };
function literal2(node, source) {
  const parts = node.children.map((part) => {
    const written = textOf(part, source);
    if (part.kind === "escape_sequence") return ESCAPES2[written] ?? written.slice(1);
    if (part.kind === "dollar_escape") return "$";
    return written;
  });
  return node.kind === "indented_string_expression" ? withoutIndentation(parts.join("")) : parts.join("");
}
function withoutIndentation(text3) {
  const lines2 = text3.replace(/^ *\n/, "").split("\n");
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
import { createHash as createHash2 } from "node:crypto";
import { posix as posix10 } from "node:path";

// src/convert/compose2nix-arguments.ts
import { posix as posix9 } from "node:path";
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
  const toFolder = (paths) => paths.map((path) => posix9.isAbsolute(path) ? path : posix9.relative(project.folder, path)).join(",");
  const options2 = configuredOptions({ runtime, dialect: "compose2nix", config }).filter(([name]) => FLAGS.has(name));
  const flags = [
    ["inputs", toFolder(project.inputs)],
    ["project", project.name],
    ["root_path", project.root],
    ["runtime", runtime],
    ...config.env_files.length === 0 ? [] : [["env_files", toFolder(config.env_files)]],
    ...options2
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
  const command2 = `${source.folder === "." ? "" : `cd ${quoteShellWord(source.folder)} && `}${variables2(regeneration)}${quoteShellWords(flags)}`;
  const replaces = createHash2("sha256").update(committed).digest("hex");
  const module = made.text === "" || made.standsIn === true ? void 0 : RegeneratedModule.safeParse({ text: made.text, replaces }).data;
  return { ...command2.length > LONGEST_COMMAND ? {} : { command: command2 }, ...module === void 0 ? {} : { module } };
}
function variables2({ options: options2 }) {
  return Object.keys(options2.config.environment).map((name) => `${name}="$${name}" `).join("");
}
function foreignFlags({ source, project, options: options2 }) {
  const args = compose2nixArguments({ inputs: source.inputs, folder: source.folder, name: project.name, root: project.root }, options2);
  return ["compose2nix", ...args, `-output=${posix10.relative(source.folder, source.output ?? "module.nix")}`];
}
function ownFlags(source, options2) {
  const toFolder = (path) => posix10.isAbsolute(path) ? path : posix10.relative(source.folder, path);
  const config = { ...options2.config, env_files: options2.config.env_files.map(toFolder) };
  const written = configuredOptions({ ...options2, config }).filter(([name]) => name !== "environment" && name !== "runtime");
  const flags = [
    ["inputs", source.inputs.map(toFolder).join(",")],
    ["output", toFolder(source.output ?? "module.nix")],
    ["runtime", options2.runtime],
    ...options2.dialect === "stowplan" ? [] : [["dialect", options2.dialect]],
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
  const options2 = optionsFor(request, { header, committed });
  const converted = await maker.make(head, options2);
  const { command: command2, module: fresh } = regenerationOf({ source: request.source, project: head, options: options2, program: maker.program, committed: module.text, made: converted });
  const diff = driftDiff(module, converted.text);
  if (committed === void 0) return { status: "edited", text: "The module could not be read as Nix.", diff, module: fresh };
  const now = moduleDifferences(committed.facts, converted.facts);
  if (now.length === 0) return otherOptions(request, { options: options2, header }) ?? { status: "none", text: "", diff: "" };
  const before = base === void 0 ? void 0 : moduleDifferences(committed.facts, (await maker.make(base, options2)).facts);
  const edited = editedAttributes(now, before);
  if (edited.length === 0) return { status: "not-regenerated", text: `The Compose file changes ${nameAttributes(now)}.`, diff, command: command2, module: fresh };
  if (header?.generator === "stowplan" && header.version !== VERSION) {
    return { status: "other-options", text: `It was made by stowplan ${header.version}, this is ${VERSION}: ${nameAttributes(now)}.`, diff };
  }
  if (head.unknown.length > 0) return { status: "not-checked", text: unknownText(head.unknown, now), diff };
  return { status: "edited", text: `The Compose file gives something else for ${nameAttributes(edited)}.`, diff, module: fresh };
}
var MOST_UNKNOWN = 8;
function unknownText(unknown2, differences) {
  const names2 = unknown2.slice(0, MOST_UNKNOWN).join(", ");
  const rest = unknown2.length > MOST_UNKNOWN ? ` and ${unknown2.length - MOST_UNKNOWN} more` : "";
  return `Not in the repository: ${names2}${rest}. It is not known whether these differences matter: ${nameAttributes(differences)}.`;
}
function optionsFor({ source, runtime }, { header, committed }) {
  return { runtime, dialect: dialectOf(header), config: committed === void 0 ? source.options : inferOptions(committed, source.options) };
}
function otherOptions({ source, runtime }, { options: options2, header }) {
  const wanted = new Set(optionLines({ runtime, dialect: options2.dialect, config: source.options }));
  const used = new Set(optionLines(options2));
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
async function committedFacts(text3) {
  return (await readModule(text3))?.facts ?? /* @__PURE__ */ new Map();
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
      return [textAt(value) ?? ""].filter((text3) => text3 !== "").map((text3) => `--${name}=${text3}${form === "bytes" && text3 !== "-1" ? "b" : ""}`);
    case "texts":
      return textsAt(value).map((text3) => `--${name}=${text3}`);
    case "pairs":
      return textEntriesAt(value).map(([key, text3]) => `--${name}=${key}=${text3}`);
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
var TEXTS = [
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
function buildWords(build3, conversion) {
  const isDocker = conversion.options.runtime === "docker";
  return [
    ...TEXTS.flatMap(([key, option]) => optional(option, textAt(build3, key))),
    ...LISTS.flatMap(([key, option]) => textsAt(build3, key).map((text3) => `--${option}=${key === "extra_hosts" ? text3.replace("=", ":") : text3}`)),
    ...textEntriesAt(build3, "labels").map(([key, text3]) => `--label=${key}=${text3}`),
    ...textEntriesAt(build3, "additional_contexts").map(([key, text3]) => `--build-context=${key}=${text3}`),
    ...isTrueAt(build3, "no_cache") ? ["--no-cache"] : [],
    ...isTrueAt(build3, "pull") ? [isDocker ? "--pull" : "--pull=always"] : [],
    ...build3?.kind === "map" ? ulimitWords(build3) : [],
    ...buildSecrets(build3, conversion).flatMap(({ word }) => word ?? []),
    ...buildKeys(build3).flatMap(({ word }) => word ?? []),
    ...isDocker ? buildkitWords(build3) : []
  ];
}
function buildkitWords(build3) {
  return [
    ...BUILDKIT_LISTS.flatMap(([key, option]) => textsAt(build3, key).map((text3) => `--${option}=${text3}`)),
    ...["provenance", "sbom"].flatMap((key) => optional(key, textAt(build3, key)))
  ];
}
function optional(option, value) {
  return value === void 0 ? [] : [`--${option}=${value}`];
}
function buildSecrets(build3, { project }) {
  return itemsAt(build3, "secrets").map((item) => {
    const source = textAt(item, "source") ?? "";
    const file2 = textAt(project.resources.secrets.get(source), "file");
    const word = file2 === void 0 ? void 0 : `--secret=${csvField(`id=${textAt(item, "target") ?? source}`)},${csvField(`src=${file2}`)}`;
    return { name: source, place: item.place, word };
  });
}
function buildKeys(build3) {
  const keys = build3?.kind === "map" ? build3.entries.get("ssh")?.value : void 0;
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
import { posix as posix11 } from "node:path";
function fileMountWords(service, conversion) {
  return fileMounts2(service, conversion).flatMap(({ mount }) => "word" in mount ? [mount.word] : []);
}
function nixMountWords(service, conversion) {
  if (!conversion.isFull) return [];
  return fileMounts2(service, conversion).flatMap(({ mount }) => {
    if (mount.kind === "content") return [mountOf(nixApply(nixReference("pkgs", "writeText"), nixString(mount.name), nixString(mount.content)), mount.target)];
    return mount.kind === "decrypted" ? [mountOf(nixReference("config", mount.module, "secrets", mount.name, "path"), mount.target)] : [];
  });
}
function mountOf(file2, target) {
  const parts = nixList(["--mount=type=bind,source=", file2, `,target=${target},readonly`], "line");
  return nixApply(nixReference("lib", "concatStringsSep"), nixString(""), parts);
}
function fileUnits(service, conversion) {
  if (!conversion.isFull) return [];
  return fileMounts2(service, conversion).flatMap(({ mount }) => mount.kind === "written" ? [mount.unit] : []);
}
function fileMounts2(service, conversion) {
  return ["secrets", "configs"].flatMap((kind) => itemsAt(service.keys, kind).map((item) => ({ item, kind, mount: convertFile({ item, kind, conversion }) })));
}
function convertFile({ item, kind, conversion }) {
  const source = textAt(item, "source") ?? "";
  const resource = conversion.project.resources[kind].get(source);
  const file2 = textAt(resource, "file");
  const target = targetOf2({ item, kind, source });
  const [module, secret] = decryptedBy(resource);
  if (module !== void 0 && secret !== void 0) return { kind: "decrypted", module, name: secret, target };
  if (file2 !== void 0) return { kind: "bind", word: bindWord(file2, target) };
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
function bindWord(file2, target) {
  return `--mount=type=bind,source=${file2},target=${target},readonly`;
}
function decryptedBy(resource) {
  for (const module of ["sops", "age"]) {
    const name = textAt(resource, "labels", `stowplan.settings.${module}.secret`) ?? "";
    if (name !== "") return [module, name];
  }
  return [];
}
function convertVariable({ variable, source, target }, { kind, conversion }) {
  const { project, options: options2 } = conversion;
  const value = project.variables.get(variable);
  if (kind === "configs" && value !== void 0 && !isSecret(variable, value)) return { kind: "content", name: storeName(source), content: value, target };
  const isOnHost = options2.config.env_files.length > 0 && (options2.config.include_env_files || options2.config.env_files_only);
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
  return posix11.isAbsolute(written) ? written : posix11.join(kind === "secrets" ? "/run/secrets" : "/", written);
}

// src/convert/label-settings.ts
var PREFIX = /^(?:compose2nix|stowplan)\.(?:systemd\.(service|unit)(?=\.\w+$)|settings)\.(.+)$/;
var RELATIONS = { After: "after", PartOf: "partOf", Requires: "requires", UpheldBy: "upheldBy", WantedBy: "wantedBy" };
function labelSettings(keys) {
  const service = {};
  const unit = {};
  const relations2 = {};
  const mounts2 = [];
  const settings = /* @__PURE__ */ new Map();
  for (const [label2, text3] of textEntriesAt(keys, "labels")) {
    const [, section2, key] = PREFIX.exec(label2) ?? [];
    if (key === void 0) continue;
    const relation = section2 === "unit" && Object.hasOwn(RELATIONS, key) ? RELATIONS[key] : void 0;
    if (section2 === void 0) settings.set(key, text3);
    else if (relation !== void 0) relations2[relation] = [...relations2[relation] ?? [], text3.trim()];
    else if (section2 === "unit" && key === "RequiresMountsFor") mounts2.push(text3.trim());
    else (section2 === "service" ? service : unit)[key] = settingValue(text3);
  }
  const autoStart = settings.get("autoStart");
  return {
    service,
    unit,
    relations: relations2,
    mounts: mounts2,
    autoStart: autoStart === void 0 ? void 0 : isTruth(autoStart),
    secrets: textEntriesAt(keys, "labels").flatMap(secretsOf)
  };
}
function secretsOf([label2, text3]) {
  const [, owner2, module] = /^(compose2nix|stowplan)\.settings\.(sops|age)\.secrets$/.exec(label2) ?? [];
  const isOwn = owner2 === "stowplan";
  if (module !== "sops" && !(module === "age" && isOwn)) return [];
  return text3.split(",").map((name) => name.trim()).filter((name) => name !== "").map((name) => ({ module, name, isOwn }));
}
function isTruth(text3) {
  return ["true", "1", "t", "yes", "on"].includes(text3.toLowerCase());
}
function settingValue(written) {
  const text3 = written.trim();
  if (/^[-+]?\d{1,15}$/.test(text3)) return nixInteger(Number(text3));
  if (text3 === "true" || text3 === "on") return nixBoolean(true);
  if (text3 === "false" || text3 === "off") return nixBoolean(false);
  return nixString(text3.replace(/['"]/g, ""));
}

// src/convert/mount-options.ts
function mountsOf(keys, conversion) {
  const written = itemsAt(keys, "volumes");
  const mounts2 = (conversion.isFull ? written : lastOfEachSource(written)).map((mount) => convertMount(mount, conversion));
  return { volumes: mounts2.flatMap(({ volumes }) => volumes).toSorted(), words: mounts2.flatMap(({ words }) => words) };
}
function lastOfEachSource(mounts2) {
  const others = mounts2.filter((mount) => textAt(mount, "type") === "tmpfs");
  const kept = new Map(mounts2.filter((mount) => textAt(mount, "type") !== "tmpfs").map((mount) => [textAt(mount, "source") ?? "", mount]));
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
  const options2 = [
    isTrueAt(mount, "read_only") ? "ro" : "rw",
    ...[textAt(mount, "bind", "selinux"), textAt(mount, "bind", "propagation")].flatMap((option) => option ?? []),
    ...isTrueAt(mount, "volume", "nocopy") ? ["nocopy"] : []
  ];
  return source === "" && conversion.isFull ? target : `${source}:${target}:${options2.join(",")}`;
}
function needsMountWord(mount, { isFull, options: options2 }) {
  const isAnonymous = textAt(mount, "source") === void 0 && textAt(mount, "type") === "volume";
  if (textAt(mount, "type") === "image" || textAt(mount, "volume", "subpath") !== void 0) return true;
  if (isTrueAt(mount, "volume", "nocopy") && (options2.runtime === "docker" || isAnonymous)) return true;
  if (!isFull) return false;
  const isDocker = options2.runtime === "docker";
  return isAnonymous && isTrueAt(mount, "read_only") || textAt(mount, "bind", "recursive") !== void 0 || isDocker && textEntriesAt(mount, "volume", "labels").length > 0;
}
function unknownMounts(keys, { options: options2 }) {
  return itemsAt(keys, "volumes").flatMap((mount) => {
    const type = textAt(mount, "type") ?? "volume";
    if (type === "npipe" || type === "cluster") return [{ mount, what: `type: ${type}` }];
    const isAnonymous = type === "volume" && textAt(mount, "source") === void 0;
    return isAnonymous && options2.runtime === "podman" && isTrueAt(mount, "volume", "nocopy") ? [{ mount, what: "volume.nocopy" }] : [];
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
    ...isFullDocker ? textEntriesAt(mount, "volume", "labels").map(([key, text3]) => `volume-label=${key}=${text3}`) : [],
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
  const options2 = [
    ...isTrueAt(mount, "read_only") ? ["ro"] : [],
    ...mode === void 0 || mode === "0" ? [] : [`mode=${mode}`],
    ...size === void 0 || size === "0" ? [] : [`size=${size}`]
  ];
  return `--tmpfs=${target}${options2.length === 0 ? "" : `:${options2.join(",")}`}`;
}
function boundPaths(keys) {
  const paths = itemsAt(keys, "volumes").flatMap((mount) => textAt(mount, "type") === "bind" ? textAt(mount, "source") ?? [] : []);
  return [...new Set(paths)].toSorted();
}
function bindsDockerSocket(keys) {
  return itemsAt(keys, "volumes").some((mount) => ["/var/run/docker.sock", "/run/docker.sock"].includes(textAt(valueAt(mount, "source")) ?? ""));
}

// src/convert/profile-options.ts
function optionPath({ project, options: options2 }) {
  const [first, ...rest] = (options2.config.option_prefix ?? "").split(".").filter((name) => name !== "");
  return first === void 0 ? [project.name] : [first, ...rest, project.name];
}
function profileOptions(conversion) {
  if (!conversion.options.config.profiles_as_options) return [];
  const on = new Set(conversion.options.config.profiles);
  const names2 = new Set([...conversion.services.values()].flatMap(profilesOf));
  return [...names2].toSorted().map((name) => {
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
function resourceUsers({ project, services, options: options2 }) {
  const users = { networks: /* @__PURE__ */ new Map(), volumes: /* @__PURE__ */ new Map() };
  for (const service of options2.config.profiles_as_options ? services.values() : []) {
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
function missingDependencies(service, { services, options: options2 }) {
  if (!options2.config.profiles_as_options) return [];
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
    const names2 = isFile ? conversion.isFull ? [...used[kind]] : [] : [...conversion[kind].keys()];
    return names2.flatMap((name) => {
      const resource = conversion.project.resources[kind].get(name);
      return resource === void 0 ? [] : lostKeysOf(resource, { kind, name, conversion });
    });
  });
}
function lostKeysOf(resource, { kind, name, conversion }) {
  const isOurs = textEntriesAt(resource, "labels").every(([label2]) => label2.startsWith("stowplan."));
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
  const isEmpty2 = entry.value.kind === "scalar" ? entry.value.value === silent || entry.value.value === null : false;
  return isEmpty2 ? [] : [entry.place];
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
  const named = conversion.isFull ? /^[^/]+\/[^/=]+=/ : /^nvidia\.com/;
  const own = itemsAt(keys, "devices").map((device) => {
    const [source = "", target = source] = [textAt(device, "source"), textAt(device, "target")];
    return `--device=${named.test(source) ? source : [source, target, textAt(device, "permissions") ?? "rwm"].join(":")}`;
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
    ...service.keys.entries.entries().flatMap(([key, entry]) => walk({ path: key, entry }, { service, conversion })),
    ...changedMeanings(service, conversion)
  ]);
  return [...services, ...lostResourceKeys(conversion), ...inactiveServices(conversion)];
}
function walk({ path, entry }, lost2) {
  const carriage = coverageOf(path, lost2.conversion.options.runtime);
  const own = carriage === void 0 || !isSaid(path, entry.value) ? void 0 : findingOf({ path, carriage, entry }, lost2);
  if (own !== void 0) return [own];
  if (!hasDeeper(path)) return [];
  return childrenOf2(path, entry).flatMap((child2) => walk(child2, lost2));
}
function childrenOf2(path, { value }) {
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
function loggingChange({ keys, place }, { options: options2 }) {
  if (textAt(keys, "logging", "driver") !== "json-file" || options2.config.use_compose_log_driver) return [];
  const at = keys.entries.get("logging")?.place ?? place;
  return [{ key: "logging", message: "with the driver `json-file` becomes `journald`, NixOS's own; its options are left out.", hint: "Set `use_compose_log_driver` to keep the driver.", place: at }];
}
function deviceChanges({ keys }, conversion) {
  return itemsAt(keys, "deploy", "resources", "reservations", "devices").flatMap((request) => {
    const driver = textAt(request, "driver");
    const key = "deploy.resources.reservations.devices";
    if (driver !== "cdi" && !isNvidia(request, conversion)) return [{ key, message: `asks for a driver that is not known: \`${driver ?? "none"}\`.`, hint: "Use the driver `cdi` and the device's CDI name.", place: request.place, isLost: true }];
    const count3 = numberAt(request, "count") ?? -1;
    const isCounted = count3 > 0 && (itemsAt(request, "device_ids").length === 0 || !conversion.isFull);
    const isNamed = driver !== "cdi" && !conversion.isFull && itemsAt(request, "device_ids").length > 0;
    if (isNamed) return [{ key, message: "names devices; the container gets all of them.", hint: "Convert the project with stowplan, which gives it only those.", place: request.place }];
    return isCounted ? [{ key, message: `asks for ${count3} of the devices; the container gets all of them.`, hint: "Name the devices under `device_ids`.", place: request.place }] : [];
  });
}
var LOST_FILE_HINT = "Keep it in a file of the host and name that under `file`, or let sops-nix or agenix write it (label `stowplan.settings.sops.secret` or `stowplan.settings.age.secret` on it), or list environment files of the host under `env_files` with `include_env_files`.";
function fileChanges(service, conversion) {
  if (!conversion.isFull) return [];
  return fileMounts2(service, conversion).flatMap(({ item, kind, mount }) => {
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
  const unknown2 = unknownMounts(keys, conversion).map(({ mount, what }) => ({
    key: "volumes",
    message: `\`${textAt(mount, "target") ?? ""}\` is not carried over whole: ${conversion.options.runtime} has no \`${what}\`.`,
    hint: "Mount a named volume or a folder of the host.",
    place: mount.place,
    isLost: true
  }));
  return [...unknown2, ...conversion.isFull ? [] : repeatedMounts(keys)];
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
  const build3 = valueAt(keys, "build");
  const change = (key, why) => ({ name, place, word }) => word === void 0 ? [{ key: `${key}.${name}`, message: `is not carried over: ${why}.`, hint: "Name a file of the host, or build the image in CI and name it under `image`.", place, isLost: true }] : [];
  return [...buildSecrets(build3, conversion).flatMap(change("build.secrets", "the build unit only has secrets that are files of the host")), ...buildKeys(build3).flatMap(change("build.ssh", "the build unit has no SSH agent"))];
}
function profileChanges(service, conversion) {
  return missingDependencies(service, conversion).map(({ name, place }) => ({
    key: `depends_on.${name}`,
    message: "stands under the option of a profile that can be off while this service is on; the service does not start then.",
    hint: "Give both services the same profiles, or write `required: false`.",
    place
  }));
}
function labelChanges({ keys, place }, { options: options2 }) {
  const isUnknown = options2.config.sops_file === void 0 && labelSettings(keys).secrets.some(({ isOwn }) => !isOwn);
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
function secondsOf(duration2) {
  const nanoseconds = parseDuration(duration2);
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
function waitUnit({ condition, container }, { options: options2 }) {
  return `${options2.runtime}-${condition}-${container}`;
}
function optionalDependencies(service, conversion) {
  const names2 = entriesAt(service.keys, "depends_on").filter(([, { value }]) => conversion.isFull && !isTrueAt(value, "required"));
  return new Set(names2.map(([name]) => name));
}
function waitBindings(conversion) {
  const waits = [...conversion.services.values()].flatMap((user) => waitsOf(user, conversion).map((wait) => ({ user, wait, unit: waitUnit(wait, conversion) })));
  return [...Map.groupBy(waits, ({ unit }) => unit)].toSorted(([left], [right]) => left < right ? -1 : 1).flatMap(([unit, same]) => {
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
function boundOf({ condition, service: { keys } }, { options: options2 }) {
  const configured = secondsOf(options2.config.dependency_timeout ?? "");
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
import { posix as posix12 } from "node:path";
function environmentFiles2(keys, conversion) {
  const { config } = conversion.options;
  const isWanted = config.include_env_files || config.env_files_only;
  const files = isWanted ? filePaths(keys, conversion) : [];
  return [...files.map(nixString), ...secretFiles(keys, conversion).map(({ module, name }) => nixReference("config", module, "secrets", name, "path"))];
}
function secretFiles(keys, { options: options2, isFull }) {
  return labelSettings(keys).secrets.filter(({ module, isOwn }) => isOwn && isFull || module === "sops" && options2.config.sops_file !== void 0);
}
function projectEnvironmentFiles({ options: options2, project }) {
  return options2.config.env_files.map((path) => posix12.isAbsolute(path) ? path : posix12.join(project.root, posix12.relative(project.folder, path)));
}
function filePaths(keys, conversion) {
  const { project, isFull } = conversion;
  const own = projectEnvironmentFiles(conversion);
  const services = itemsAt(keys, "env_file").map((file2) => textAt(file2, "path") ?? "");
  const unique = [.../* @__PURE__ */ new Set([...own, ...services])];
  if (!isFull) return unique.toSorted();
  const optional2 = new Set(itemsAt(keys, "env_file").filter((file2) => textAt(file2, "required") === "false").map((file2) => textAt(file2, "path") ?? ""));
  return unique.filter((path) => !optional2.has(path) || project.files.some((file2) => file2.kind === "environment" && path.endsWith(file2.path)));
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
function isReplaced(keys, { options: options2 }) {
  return textAt(keys, "logging", "driver") === "json-file" && !options2.config.use_compose_log_driver;
}
function logDriver(keys, conversion) {
  if (valueAt(keys, "logging") === void 0 || isReplaced(keys, conversion)) return "journald";
  return textAt(keys, "logging", "driver");
}
function logWords(keys, conversion) {
  if (isReplaced(keys, conversion)) return [];
  return textEntriesAt(keys, "logging", "options").map(([key, text3]) => `--log-opt=${key}=${text3}`);
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
  const options2 = dockerOptions(attachment, conversion);
  const network = options2.length === 0 ? attachment.name : [`name=${attachment.name}`, ...options2].join(",");
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
  const options2 = [
    ...v4 === void 0 ? [] : [`ip=${v4}`],
    ...v6 === void 0 ? [] : [`ip6=${v6}`],
    ...mac === void 0 ? [] : [`mac-address=${mac}`],
    ...local.map((address) => `link-local-ip=${address}`),
    ...dockerOptions(attachment, conversion)
  ];
  const network = options2.length === 0 ? attachment.name : [`name=${attachment.name}`, ...options2].join(",");
  return [`--network=${network}`, ...textsAt(settings, "aliases").map((alias) => `--network-alias=${alias}`)];
}
function onePodman(attachment, conversion) {
  const options2 = [...textsAt(attachment.settings, "aliases").map((alias) => `alias=${alias}`), ...podmanOptions(attachment, conversion)];
  return [`--network=${withOptions(attachment.name, options2)}`, ...addressWords(attachment, conversion)];
}
function severalPodman(attachment, conversion) {
  const { v4, v6 } = addresses(attachment);
  const mac = conversion.isFull ? textAt(attachment.settings, "mac_address") : void 0;
  const options2 = [
    ...textsAt(attachment.settings, "aliases").map((alias) => `alias=${alias}`),
    ...[v4, v6].flatMap((address) => address === void 0 ? [] : [`ip=${address}`]),
    ...mac === void 0 ? [] : [`mac=${mac}`],
    ...podmanOptions(attachment, conversion)
  ];
  return `--network=${withOptions(attachment.name, options2)}`;
}
function podmanOptions({ settings }, { isFull }) {
  const name = isFull ? textAt(settings, "interface_name") : void 0;
  return name === void 0 ? [] : [`interface_name=${name}`];
}
function withOptions(name, options2) {
  return options2.length === 0 ? name : `${name}:${options2.join(",")}`;
}

// src/convert/container.ts
function containerValue({ service, name, conversion }) {
  const { keys } = service;
  const { config } = conversion.options;
  const isAutomatic = labelSettings(keys).autoStart ?? config.auto_start;
  const environment = config.env_files_only ? [] : textEntriesAt(keys, "environment");
  const files = environmentFiles2(keys, conversion);
  const mounts2 = mountsOf(keys, conversion);
  const words = [.../* @__PURE__ */ new Set([...containerWords(service, conversion), ...mounts2.words])].toSorted();
  const driver = logDriver(keys, conversion);
  return nixAttributes({
    image: nixString(imageOf({ service, name, conversion })),
    environment: textMap(environment),
    environmentFiles: filled2(files),
    volumes: filled2(mounts2.volumes.map(nixString)),
    ports: filled2(portsOf(keys, conversion).map(nixString)),
    cmd: commandOf(service, conversion),
    labels: textMap(textEntriesAt(keys, "labels")),
    dependsOn: filled2(dependencyContainers(service, conversion).map(nixString)),
    user: optionalText2(textAt(keys, "user")),
    "log-driver": optionalText2(driver),
    pull: conversion.isFull ? pullPolicy2(textAt(keys, "pull_policy")) : void 0,
    autoStart: isAutomatic ? void 0 : nixBoolean(false),
    extraOptions: filled2([...words.map(nixString), ...nixMountWords(service, conversion)])
  });
}
function textMap(entries) {
  return entries.length === 0 ? void 0 : { kind: "attributes", bindings: entries.map(([key, text3]) => nixBinding([nixString(key)], nixString(text3))) };
}
function filled2(items) {
  return items.length === 0 ? void 0 : nixList(items, "block");
}
function optionalText2(text3) {
  return text3 === void 0 ? void 0 : nixString(text3);
}
function pullPolicy2(policy) {
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
function commandOf({ keys }, { options: options2 }) {
  const command2 = valueAt(keys, "command");
  const before = options2.runtime === "docker" ? textsAt(keys, "entrypoint").slice(1) : [];
  return command2?.kind === "list" || before.length > 0 ? nixList([...before, ...textsAt(command2)], "line") : void 0;
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
  return textsAt(keys, "links").map((link) => {
    const [service = "", alias = service] = link.split(":");
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
function terminalWords(keys, { options: options2 }) {
  const isOpen = textAt(keys, "stdin_open") === "true";
  const tty = textAt(keys, "tty") === "true" ? ["--tty"] : [];
  if (!isOpen) return tty;
  return [...tty, "--interactive", ...options2.runtime === "docker" ? ["--attach=stdout", "--attach=stderr"] : []];
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
  const [started, stopped] = ["post_start", "pre_stop"].map((key) => itemsAt(keys, key).map((hook2) => execLine(hook2, { runtime, name })));
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
function execLine(hook2, { runtime, name }) {
  const [user, folder] = [textAt(hook2, "user"), textAt(hook2, "working_dir")];
  const options2 = [
    ...user === void 0 ? [] : [`--user=${user}`],
    ...folder === void 0 ? [] : [`--workdir=${folder}`],
    ...isTrueAt(hook2, "privileged") ? ["--privileged"] : [],
    ...textEntriesAt(hook2, "environment").map(([key, text3]) => `--env=${key}=${text3}`)
  ];
  return quoteShellWords([runtime, "exec", ...options2, name, ...textsAt(hook2, "command")]);
}

// src/convert/restart-policy.ts
var BACKOFF = { RestartSec: nixString("100ms"), RestartSteps: nixInteger(9), RestartMaxDelaySec: nixString("1m") };
var CONDITIONS2 = { none: "no", no: "no", "on-failure": "on-failure", any: "always", always: "always", "unless-stopped": "always" };
function restartSettings(keys, runtime) {
  const [condition = "no", count3] = (textAt(keys, "restart") ?? "no").split(":");
  const policy = valueAt(keys, "deploy", "restart_policy");
  const wanted = policy === void 0 ? condition : textAt(policy, "condition") ?? "any";
  const isEndless = ["always", "unless-stopped"].includes(condition) || condition === "on-failure" && count3 === void 0 || policy !== void 0 && CONDITIONS2[wanted] === "always";
  const attempts = count3 === void 0 ? void 0 : Number(count3);
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
  const labels2 = labelSettings(service.keys);
  const restart2 = restartSettings(service.keys, conversion.options.runtime);
  const units = dependencyUnits({ service, name }, conversion).map((unit) => `${unit}.service`);
  const target = (labels2.autoStart ?? conversion.options.config.auto_start) && conversion.options.config.create_root_target ? [`${rootTarget(conversion)}.target`] : [];
  return nixAttributes({
    serviceConfig: nixAttributes(overrideAll({ ...restart2.service, ...stopTimeout2(request), ...isAwaitedToEnd(service, conversion) ? { RemainAfterExit: nixBoolean(true) } : {}, ...labels2.service })),
    startLimitBurst: restart2.burst === void 0 ? void 0 : nixInteger(restart2.burst),
    unitConfig: unitConfig(request, { labels: labels2, limits: restart2.unit }),
    ...hookScripts({ keys: service.keys, name, conversion }),
    ...relations({ ...conditions(request, units), partOf: target, wantedBy: target, upheldBy: upholders(request, units) }, labels2)
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
function unitConfig({ service, name, conversion }, { labels: labels2, limits }) {
  const bound = conversion.options.config.check_systemd_mounts ? boundPaths(service.keys).map(escapeSystemdPath) : [];
  const paths = [...bound, ...labels2.mounts];
  return nixAttributes({
    Description: nixString(`Container ${name} generated by ${conversion.options.dialect}.`),
    ...paths.length === 0 ? {} : { RequiresMountsFor: nixList(paths, "block") },
    ...overrideAll({ ...limits, ...labels2.unit })
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
function relations(own, labels2) {
  const names2 = [.../* @__PURE__ */ new Set([...Object.keys(own), ...Object.keys(labels2.relations)])];
  return Object.fromEntries(
    names2.map((name) => {
      const units = [.../* @__PURE__ */ new Set([...own[name] ?? [], ...labels2.relations[name] ?? []])];
      return [name, units.length === 0 ? void 0 : nixList(units, "block")];
    })
  );
}

// src/convert/resource-units.ts
import { posix as posix13 } from "node:path";
function targetRelations(conversion) {
  if (!conversion.options.config.create_root_target) return {};
  const target = nixList([`${rootTarget(conversion)}.target`], "line");
  return { partOf: target, wantedBy: target };
}
function packageOf({ options: options2 }) {
  return nixReference("pkgs", options2.runtime);
}
function description(text3, { options: options2 }) {
  return nixAttributes({ Description: nixString(`${text3} generated by ${options2.dialect}.`) });
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
function createScript({ kind, name, conversion, options: options2 }) {
  const { runtime } = conversion.options;
  const create = [quoteShellWords([runtime, kind, "create", name]), ...options2].join(" ");
  return `${quoteShellWords([runtime, kind, "inspect", name])} || ${create}
`;
}
var ONE_WORD = /^[\w@%+:,./=-]+(?:="[\w .-]+")?$/;
function scriptWord(word) {
  return ONE_WORD.test(word) ? word : quoteShellWord(word);
}
function networkOptions(network, conversion) {
  const { isFull, options: options2 } = conversion;
  const driver = textAt(network, "driver");
  const ipamDriver = textAt(network, "ipam", "driver");
  const isDocker = options2.runtime === "docker";
  const words = [
    ...driver === void 0 ? [] : [`--driver=${driver}`],
    ...textEntriesAt(network, "driver_opts").map(([key, text3]) => `--opt=${key}=${text3}`),
    ...ipamDriver === void 0 || ipamDriver === "default" ? [] : [`--ipam-driver=${ipamDriver}`],
    ...isFull && isDocker ? textEntriesAt(network, "ipam", "options").map(([key, text3]) => `--ipam-opt=${key}=${text3}`) : []
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
    ...textEntriesAt(network, "labels").map(([key, text3]) => `--label=${key}=${text3}`)
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
  const options2 = [
    ...driver === void 0 ? [] : [`--driver=${driver}`],
    ...textEntriesAt(resource, "driver_opts").map(([key, text3]) => `--opt=${key}=${text3}`),
    ...textEntriesAt(resource, "labels").map(([key, text3]) => `--label=${key}=${text3}`)
  ];
  return nixAttributes({
    path: nixList([packageOf(conversion)], "line"),
    serviceConfig: nixAttributes({
      Type: nixString("oneshot"),
      RemainAfterExit: nixBoolean(true),
      ...config.remove_volumes ? { ExecStop: nixString([runtime, "volume", "rm", "-f", name].map(quoteSystemdWord).join(" ")) } : {}
    }),
    unitConfig: volumeUnitConfig({ name, resource, conversion }),
    script: { kind: "lines", value: createScript({ kind: "volume", name, conversion, options: options2.map(scriptWord) }) },
    ...targetRelations(conversion)
  });
}
function volumeUnitConfig({ name, resource, conversion }) {
  const device = textAt(resource, "driver_opts", "device") ?? "";
  const isBound = posix13.isAbsolute(device) && conversion.options.config.check_systemd_mounts;
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
  const written = [...conversion.services.values()].flatMap((user) => fileMounts2(user, conversion).flatMap(({ mount }) => mount.kind === "written" ? [{ user, mount }] : []));
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
import { posix as posix14 } from "node:path";
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
  const build3 = valueAt(service.keys, "build");
  const context = textAt(build3, "context") ?? ".";
  const isLocal = posix14.isAbsolute(context) || context.startsWith(".");
  const dockerfile = textAt(build3, "dockerfile");
  const inline = conversion.isFull ? textAt(build3, "dockerfile_inline") : void 0;
  const words = [
    conversion.options.runtime,
    "build",
    "-t",
    builtImage({ service, name }),
    // Tags are references of their own; compose2nix appends them to the image's.
    ...textsAt(build3, "tags").flatMap((tag) => ["-t", conversion.isFull ? tag : `${builtImage({ service, name })}:${tag}`]),
    ...textEntriesAt(build3, "args").flatMap(([key, text3]) => ["--build-arg", `${key}=${text3}`]),
    ...conversion.isFull ? buildWords(build3, conversion) : [],
    ...inline !== void 0 ? ["-f", "-"] : dockerfile === void 0 || dockerfile === "Dockerfile" ? [] : ["-f", dockerfile],
    isLocal ? "." : context
  ];
  const input = inline === void 0 ? "" : `printf %s ${quoteShellWord(inline)} | `;
  return `${isLocal ? `cd ${quoteShellWord(context)}
` : ""}${input}${quoteShellWords(words)}
`;
}

// src/convert/convert-project.ts
function convertProject(project, options2) {
  const conversion = conversionOf(project, options2);
  const bindings = moduleBindings(conversion);
  const findings = [...patternFinding(project, options2), ...lostKeys(conversion)];
  const unwritable = bindings.find((binding) => !isWritable(binding));
  if (unwritable !== void 0) return { text: "", bindings: [], findings: [...findings, unwritableFinding(project, unwritable)] };
  const module = { kind: "function", parameters: ["pkgs", "lib", "config"], body: moduleBody(bindings, conversion) };
  return { text: `${writeHeader(project.files, options2)}${printNix(module)}
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
  const whole2 = nixApply(nixReference("lib", "mkIf"), condition, config);
  return { kind: "attributes", bindings: [nixBinding(["options", ...path, "enable"], enable), ...profiles, nixBinding(["config"], whole2)] };
}
function moduleBindings(conversion) {
  const services = [...conversion.services.values()];
  const containers = services.filter(hasContainer).flatMap((service) => containerNames(service, conversion).flatMap((name) => containerBindings({ service, name, conversion })));
  const users = resourceUsers(conversion);
  const networks = [...conversion.networks].map(([key, name]) => resourceBinding("network", { key, name, users: users.networks.get(key) ?? [], conversion }));
  const volumes = [...conversion.volumes].map(([key, name]) => resourceBinding("volume", { key, name, users: users.volumes.get(key) ?? [], conversion }));
  const builds = services.filter(({ keys }) => valueAt(keys, "build") !== void 0).map((service) => buildBinding(service, conversion));
  const root = conversion.options.config.create_root_target ? [nixBinding(["systemd", "targets", nixString(rootTarget(conversion))], rootUnit(conversion))] : [];
  return [
    ...headed("Runtime", conversion.options.config.write_nix_setup ? setupBindings(conversion) : []),
    ...headed("Containers", containers),
    ...headed("Conditions of dependencies", waitBindings(conversion)),
    ...headed("Secrets and configs", fileUnitBindings(conversion)),
    ...headed("Networks", networks),
    ...headed("Volumes", volumes),
    ...headed("Builds", builds),
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
  const name = path.filter((part) => typeof part === "string").at(-1) ?? "";
  return { code: "convert-failed", severity: "error", subject: `project ${project.name}`, message: `A value of \`${name}\` has a NUL character, half of a surrogate pair or a number without bounds, which Nix cannot hold.`, hint: "Correct the value in the Compose file." };
}

// src/convert/make-module.ts
function makeOwn(project, options2) {
  const { text: text3, bindings } = convertProject(project, options2);
  return { text: text3, facts: factsOf(bindings) };
}
function ownMaker() {
  return { program: "stowplan", make: (project, options2) => Promise.resolve(makeOwn(project, options2)), findings: () => [] };
}
function foreignMaker({ pair, trees, program }) {
  const findings = /* @__PURE__ */ new Map();
  async function make(project, options2) {
    if (!project.isValid) return { ...makeOwn(project, options2), standsIn: true };
    const tree = project === pair.base ? trees.base : trees.head;
    const run = program === void 0 ? void 0 : await runOn({ project, options: options2, inputs: pair.source.inputs, tree }, program);
    if (run?.kind === "module") return { text: run.text, facts: (await readModule(run.text))?.facts ?? /* @__PURE__ */ new Map() };
    const finding = converterFinding(project, run);
    findings.set(`${finding.code} ${finding.message}`, finding);
    return { ...makeOwn(project, options2), standsIn: true };
  }
  return { program: "compose2nix", make, findings: () => [...findings.values()] };
}
async function runOn({ project, options: options2, inputs, tree }, program) {
  const texts2 = await Promise.all(project.files.map(async ({ path }) => [path, await tree.read(path)]));
  const files = new Map(texts2.flatMap(([path, text3]) => text3 === void 0 ? [] : [[path, text3]]));
  const args = compose2nixArguments({ inputs, folder: project.folder, name: project.name, root: project.root }, options2);
  return program.convert({ files, folder: project.folder, args, environment: options2.config.environment });
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
async function formatModule({ project, text: text3 }, formatter) {
  const run = formatter === void 0 ? { kind: "missing" } : await formatter.format(text3);
  if (run.kind === "module") return { value: run.text, findings: [] };
  return { value: text3, findings: [notRun(project, run.kind === "missing" ? "`auto_format` is on, but there is no nixfmt on the PATH" : `nixfmt failed (${run.message.slice(0, 2e3)})`)] };
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
  const { module, ...shown3 } = drift;
  const mayReplace = drift.status === "not-regenerated" || drift.status === "edited" && convert?.["overwrite-edits"] === true;
  const isWritten = module !== void 0 && convert !== void 0 && convert.write !== "off" && mayReplace;
  return isWritten ? drift : shown3;
}
async function formatDrift({ project, drift, module }, formatter) {
  const { value: text3, findings } = await formatModule({ project, text: module.text }, formatter);
  const formatted = RegeneratedModule.safeParse({ ...module, text: text3 });
  return { value: formatted.success ? { ...drift, module: formatted.data } : drift, findings };
}
var MOST_MODULE_TEXT = 16e6;
function keepWithin(plans) {
  let room = MOST_MODULE_TEXT;
  const left = [];
  const value = plans.map((plan) => {
    const { module, ...shown3 } = plan.drift;
    room -= module?.text.length ?? 0;
    if (module === void 0 || room >= 0) return plan;
    left.push({ code: "plan-cut", severity: "warning", subject: `project ${plan.name}`, message: `The modules to be written have more than ${MOST_MODULE_TEXT} characters together, so this one is neither suggested nor committed.`, hint: "Convert the project yourself." });
    return { ...plan, drift: shown3 };
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
  const names2 = /* @__PURE__ */ new Set([...base?.services.keys() ?? [], ...head?.services.keys() ?? []]);
  return [...names2].toSorted().flatMap((name) => {
    const [before, after] = [base?.services.get(name), head?.services.get(name)];
    if (before === void 0 && after !== void 0) return [{ service: name, change: "added", texts: [...introduction(after)] }];
    if (before !== void 0 && after === void 0) return [{ service: name, change: "removed", texts: [] }];
    if (before === void 0 || after === void 0) return [];
    const texts2 = changeTexts(before, after);
    return texts2.length === 0 ? [] : [{ service: name, change: "changed", texts: texts2.slice(0, 1e3).map((text3) => text3.slice(0, 4e3)) }];
  });
}
function introduction({ keys }) {
  const image = textAt(keys, "image");
  return image === void 0 ? [] : [`image ${cut(image)}`];
}
function changeTexts(before, after) {
  const keys = /* @__PURE__ */ new Set([...before.keys.entries.keys(), ...after.keys.entries.keys()]);
  const ordered = [...keys].toSorted((left, right) => Number(right === "image") - Number(left === "image") || (left < right ? -1 : 1));
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
  const isSame = before.name === after.name && before.version !== "" && after.version !== "";
  return isSame ? `image ${cut(before.version)} → ${cut(after.version)}` : changeText("image", { old: cut(old), fresh: cut(fresh) });
}
function splitImage(image) {
  const [, name = image, version = ""] = /^(.+?)(?::([^:/]+(?:@.*)?)|@(.+))?$/.exec(image) ?? [];
  return { name, version };
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
  if (target === void 0) return cut(textAt(item, "path") ?? textEntriesAt(item).map(([key, text3]) => `${key}: ${text3}`).join(", "));
  const source = textAt(item, "published") ?? textAt(item, "source");
  const protocol = textAt(item, "protocol");
  const options2 = textAt(item, "read_only") === "true" ? ":ro" : "";
  return cut(`${[textAt(item, "host_ip"), source, target].filter((part) => part !== void 0).join(":")}${protocol === void 0 || protocol === "tcp" ? "" : `/${protocol}`}${options2}`);
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
function cut(text3) {
  const line = hideSecrets(text3).replace(/\s+/g, " ");
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line;
}

// src/convert/convert-projects.ts
async function convertProjects({ projects, base, head, convert, ports: ports2 }) {
  const converter = convert?.converter === "compose2nix" ? { program: ports2?.converter } : void 0;
  const planned = await Promise.all(projects.map((pair) => planProject(pair, { base, head, converter })));
  const plans = planned.map(({ value: value2 }, index) => ({ plan: value2, isFormatted: projects[index]?.source.options.auto_format === true }));
  const { value, findings } = await modulesToWrite(plans, { convert, formatter: ports2?.formatter });
  return { value, findings: [...planned.flatMap((one) => one.findings), ...findings] };
}
async function planProject(pair, trees) {
  const { source } = pair;
  const module = source.output === void 0 ? void 0 : await trees.head.read(source.output);
  const earlier = source.output === void 0 ? void 0 : await trees.base.read(source.output);
  const runtime = source.options.runtime ?? inferRuntime(module ?? earlier ?? "") ?? "podman";
  const sides = await withModuleFolder(pair, { trees, module });
  const dialect = trees.converter === void 0 ? dialectOf(readHeader(module ?? earlier ?? "")) : "compose2nix";
  const options2 = { runtime, dialect, config: source.options };
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
    diff: await modulesDiff(sides, { options: options2, make: maker.make })
  };
  const lost2 = sides.head === void 0 ? [] : lostKeys(conversionOf(sides.head, options2));
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
  const moved = { ...source, options: { ...source.options, root_path: root } };
  const read = async (side, tree) => side === void 0 ? void 0 : (await readProject(moved, tree)).value ?? side;
  const [before, after] = await Promise.all([read(base, trees.base), read(head, trees.head)]);
  return { source: moved, isBroken: pair.isBroken, ...before === void 0 ? {} : { base: before }, ...after === void 0 ? {} : { head: after } };
}
async function driftOf({ pair, runtime, module, maker }) {
  const { source, head, base } = pair;
  if (head === void 0) return { status: "not-checked", text: "", diff: "" };
  if (module === void 0 || source.output === void 0) return { status: "no-module", text: "", diff: "" };
  if (!head.isValid) return { status: "not-checked", text: "The Compose files have errors.", diff: "" };
  return findDrift({ source, runtime, base, head, module: { path: source.output, text: module }, maker });
}
async function modulesDiff({ source, base, head }, { options: options2, make }) {
  if (source.existsIn.head && head === void 0 || source.existsIn.base && base === void 0) return "";
  const name = source.output ?? "module.nix";
  const made = [base, head].map(async (side) => side === void 0 ? "" : withoutHeader((await make(side, options2)).text));
  const [old = "", fresh = ""] = await Promise.all(made);
  return cutDiff(unifiedDiff({ ...hideModuleSecrets({ old, new: fresh }), oldName: name, newName: name }));
}
function withoutHeader(text3) {
  return text3.replace(/^(?:#.*\n)+/, "");
}
var DRIFT_FINDINGS = {
  "not-regenerated": { code: "drift-not-regenerated", message: "The module still says what the Compose file gave before.", hint: "Convert the project again and commit the module." },
  edited: { code: "drift-edited", message: "The module is not what the Compose file gives.", hint: "Make the change in the Compose file and convert it again, or keep the edit in a module of its own." },
  "other-options": { code: "drift-options", message: "The module was made with other options than those configured.", hint: "Convert the project again, or correct the configuration." },
  "no-module": { code: "module-missing", message: "The project has no generated module in the repository.", hint: "Convert it and commit the module, or name the module under `output`." }
};
function driftFindings({ name, drift, output, inputs, status }) {
  const told = DRIFT_FINDINGS[drift.status];
  const file2 = drift.status === "no-module" ? inputs[0] : output;
  if (told === void 0 || file2 === void 0 || status !== "converted") return [];
  const severity = drift.status === "no-module" ? "info" : "warning";
  const text3 = drift.text === "" ? told.message : `${told.message} ${drift.text}`;
  return [{ code: told.code, severity, subject: `project ${name}`, message: text3, hint: told.hint, place: { file: file2, line: 1 } }];
}

// src/convert/bind-sources.ts
function bindSources(project, options2) {
  return [...conversionOf(project, options2).services.values()].flatMap(
    ({ name, keys }) => itemsAt(keys, "volumes").flatMap((mount) => {
      const path = textAt(mount, "source");
      return textAt(mount, "type") === "bind" && path !== void 0 ? [{ service: name, path, place: mount.place }] : [];
    })
  );
}

// src/images/compose-images.ts
function composeImages(project) {
  return [...project.services.values()].flatMap(({ name, keys }) => {
    const value = keys.entries.get("image")?.value;
    if (value?.kind !== "scalar" || typeof value.value !== "string") return [];
    const { place, range, written } = value;
    return [
      {
        service: name,
        image: value.value,
        place,
        ...range === void 0 ? {} : { range },
        ...written === void 0 ? {} : { written }
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
function parsePlatform(text3) {
  const [os = "linux", architecture = "amd64", variant] = text3.split("/");
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
  const isSame = offered.os === wanted.os && offered.architecture === wanted.architecture;
  return isSame && variantLevel(offered) <= variantLevel(wanted);
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
function pairs2(base, head) {
  const names2 = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])].toSorted();
  return names2.map((name) => {
    const [old, next] = [base[name], head[name]];
    return { name, ...old === void 0 ? {} : { old }, ...next === void 0 ? {} : { new: next } };
  });
}
function isBuilt(container) {
  return typeof container?.imageFile === "string" || typeof container?.imageStream === "string";
}
function isLocalName(image) {
  return image?.startsWith("localhost/") === true;
}
function imageKey(container) {
  return container === void 0 ? "" : `${container.image} ${isBuilt(container) ? "built" : ""}`;
}
function changesOfHost(host) {
  if (host.status === "failed") return [];
  const platform = platformOfSystem(host.head?.system ?? host.base?.system ?? "x86_64-linux");
  return pairs2(host.base?.ociContainers ?? {}, host.head?.ociContainers ?? {}).filter((pair) => imageKey(pair.old) !== imageKey(pair.new)).map((pair) => ({
    platform,
    ...pair.old === void 0 ? {} : { old: pair.old.image },
    ...pair.new === void 0 ? {} : { new: pair.new.image },
    usedBy: [{ kind: "container", host: host.name, name: pair.name }],
    containers: pair.new === void 0 ? [] : [pair.new],
    isLocal: isBuilt(pair.new ?? pair.old) || isLocalName(pair.new?.image ?? pair.old?.image)
  }));
}
function imagesByService(project) {
  return Object.fromEntries((project === void 0 ? [] : composeImages(project)).map(({ service, image, place }) => [service, { image, place }]));
}
function changesOfProject(project, hosts2) {
  if (project.isBroken) return [];
  const name = project.head?.name ?? project.base?.name ?? project.source.label;
  return pairs2(imagesByService(project.base), imagesByService(project.head)).filter((pair) => pair.old?.image !== pair.new?.image).map((pair) => ({
    platform: platformOfImages([pair.old?.image, pair.new?.image], hosts2),
    ...pair.old === void 0 ? {} : { old: pair.old.image },
    ...pair.new === void 0 ? {} : { new: pair.new.image, place: pair.new.place },
    usedBy: [{ kind: "service", project: name, name: pair.name }],
    containers: [],
    isLocal: isLocalName(pair.new?.image ?? pair.old?.image)
  }));
}
function platformOfImages(images, hosts2) {
  const states = hosts2.flatMap(({ base, head }) => [base, head]).filter((state) => state !== void 0);
  const running = states.filter((state) => Object.values(state.ociContainers).some(({ image }) => images.includes(image)));
  const counts = /* @__PURE__ */ new Map();
  for (const { system } of running.length > 0 ? running : states) counts.set(system, (counts.get(system) ?? 0) + 1);
  const [commonest] = [...counts].toSorted(([, left], [, right]) => right - left);
  return commonest === void 0 ? DEFAULT_PLATFORM : platformOfSystem(commonest[0]);
}
function changedImages(hosts2, projects) {
  const merged = /* @__PURE__ */ new Map();
  const all = [...hosts2.flatMap(changesOfHost), ...projects.flatMap((project) => changesOfProject(project, hosts2))];
  for (const change of all) {
    const key = JSON.stringify([change.platform, change.old, change.new, change.isLocal]);
    const known = merged.get(key);
    const together = known && {
      ...known,
      usedBy: [...known.usedBy, ...change.usedBy],
      containers: [...known.containers, ...change.containers],
      ...known.place === void 0 && change.place !== void 0 ? { place: change.place } : {}
    };
    merged.set(key, together ?? change);
  }
  return [...merged.values()];
}

// src/images/summarize-image.ts
var LABELS = {
  version: ["org.opencontainers.image.version", "org.label-schema.version"],
  revision: ["org.opencontainers.image.revision", "org.label-schema.vcs-ref"],
  source: ["org.opencontainers.image.source", "org.label-schema.vcs-url"]
};
function label(image, names2) {
  return names2.map((name) => image.config.config.Labels[name]).find((value) => value !== void 0 && value !== "");
}
function fitting(value, limit) {
  return value === null || value === void 0 || value.length > limit ? void 0 : value;
}
function versionOf(image) {
  return label(image, LABELS.version);
}
function sizeOf(image) {
  return image.layers.reduce((sum, { size }) => sum + size, 0);
}
function summarizeImage(reference, image) {
  const text3 = reference.slice(0, 4096);
  if (image === void 0) return { reference: text3, layers: [] };
  const created = fitting(image.config.created, 64);
  const version = fitting(versionOf(image), 256);
  const revision = fitting(label(image, LABELS.revision), 256);
  const source = fitting(label(image, LABELS.source), 2048);
  return {
    reference: text3,
    digest: image.digest,
    platformDigest: image.platformDigest,
    ...created === void 0 ? {} : { created },
    ...version === void 0 ? {} : { version },
    ...revision === void 0 ? {} : { revision },
    ...source === void 0 ? {} : { source },
    size: sizeOf(image),
    layers: image.layers.slice(0, 1e3).map(({ digest, size }) => ({ digest: digest.slice(0, 256), size }))
  };
}

// src/images/tell-value.ts
var MAXIMUM = 160;
function tellValue(value) {
  const line = hideSecrets(value).replace(/\s+/g, " ");
  return line.length <= MAXIMUM ? line : `${line.slice(0, MAXIMUM - 1)}…`;
}
function tellArguments(values) {
  return values.length === 0 ? "none" : tellValue(JSON.stringify(values));
}
function tellSize(bytes2) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const step = bytes2 < 1e3 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes2) / 3));
  const value = bytes2 / 1e3 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? ""}`;
}

// src/images/content-differences.ts
function downloadSize({ old, new: next }) {
  const known = new Set(old.layers.map(({ digest }) => digest));
  const fresh = new Map(next.layers.filter(({ digest }) => !known.has(digest)).map(({ digest, size }) => [digest, size]));
  return [...fresh.values()].reduce((sum, size) => sum + size, 0);
}
function day(image) {
  const text3 = /^\d{4}-\d\d-\d\d/.exec(image.config.created ?? "")?.[0];
  return text3 === void 0 || text3 < "1990" ? void 0 : text3;
}
function createdDifferences({ old, new: next }) {
  const [before, after] = [day(old), day(next)];
  if (before === void 0 || after === void 0 || before === after) return [];
  const direction = after < before ? "older: built" : "built";
  return [{ field: "created", text: `${direction} on ${after}, the old one on ${before}` }];
}
function contentDifferences(pair) {
  const known = new Set(pair.old.layers.map(({ digest }) => digest));
  const shared = pair.new.layers.filter(({ digest }) => known.has(digest)).length;
  const [before, after] = [sizeOf(pair.old), sizeOf(pair.new)];
  return [
    ...createdDifferences(pair),
    { field: "layers", text: `shares ${shared} of ${pair.new.layers.length} layers with the old image` },
    ...before === after ? [] : [{ field: "size", text: `${tellSize(Math.abs(after - before))} ${after > before ? "larger" : "smaller"}: ${tellSize(after)}` }]
  ];
}

// src/images/environment-differences.ts
var BUILD_LABEL = /^(?:org\.opencontainers\.image|org\.label-schema|com\.docker\.(?:compose|extension)|build_version|maintainer$)/;
var MAXIMUM_LABELS = 20;
function variables3(entries) {
  return new Map(
    entries.map((entry) => {
      const equals = entry.indexOf("=");
      return equals < 0 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
    })
  );
}
function shown2(name, value) {
  return isSecret(name, value) ? HIDDEN : tellValue(value);
}
function tellChanges(word, { old, next }) {
  const names2 = [.../* @__PURE__ */ new Set([...old.keys(), ...next.keys()])].toSorted();
  return names2.flatMap((name) => {
    const [before, after] = [old.get(name), next.get(name)];
    const subject = `${word} ${tellValue(name)}`;
    if (before === after) return [];
    if (after === void 0) return [`${subject} is gone`];
    if (before === void 0) return [`${subject} is new: ${shown2(name, after)}`];
    return [`${subject}: ${shown2(name, before)} → ${shown2(name, after)}`];
  });
}
function environmentDifferences({ old, new: next }, containers) {
  const isOwn = (name) => containers.length > 0 && containers.every(({ environment }) => environment[name] !== void 0);
  const shownOf = (entries) => new Map([...variables3(entries)].filter(([name]) => !isOwn(name)));
  const texts2 = tellChanges("variable", { old: shownOf(old.Env), next: shownOf(next.Env) });
  return texts2.map((text3) => ({ field: "environment", text: text3 }));
}
function runningLabels(labels2) {
  return new Map(Object.entries(labels2).filter(([name]) => !BUILD_LABEL.test(name)));
}
function labelDifferences({ old, new: next }) {
  const texts2 = tellChanges("label", { old: runningLabels(old.Labels), next: runningLabels(next.Labels) });
  const rest = texts2.length - MAXIMUM_LABELS;
  const more = rest > 0 ? [`and ${rest} more labels differ`] : [];
  return [...texts2.slice(0, MAXIMUM_LABELS), ...more].map((text3) => ({ field: "labels", text: text3 }));
}

// src/images/setting-differences.ts
function difference(field, text3) {
  return { field, text: text3 };
}
function overridden(containers, isSet) {
  return containers.length > 0 && containers.every(isSet) ? ", but your container sets its own" : "";
}
function plainDifferences({ old, new: next }, containers) {
  const own = overridden(containers, ({ user }) => typeof user === "string");
  const plain2 = [
    ["user", "runs as", old.User || "root", next.User || "root"],
    ["workdir", "starts in", old.WorkingDir || "/", next.WorkingDir || "/"],
    ["stop-signal", "is stopped with", old.StopSignal || "SIGTERM", next.StopSignal || "SIGTERM"]
  ];
  return plain2.flatMap(([field, words, from, to]) => from === to ? [] : [difference(field, `${words} ${tellValue(to)} instead of ${tellValue(from)}${field === "user" ? own : ""}`)]);
}
function commandDifferences({ old, new: next }, containers) {
  const commands = [
    { field: "entrypoint", from: old.Entrypoint, to: next.Entrypoint, own: overridden(containers, ({ entrypoint }) => typeof entrypoint === "string") },
    { field: "command", from: old.Cmd, to: next.Cmd, own: overridden(containers, ({ cmd }) => cmd.length > 0) }
  ];
  return commands.flatMap(({ field, from, to, own }) => {
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [difference(field, `${field} ${tellArguments(from)} → ${tellArguments(to)}${own}`)];
  });
}
function healthcheckDifferences({ old, new: next }) {
  const [before, after] = [old.Healthcheck ?? void 0, next.Healthcheck ?? void 0];
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (after === void 0) return [difference("healthcheck", "no longer checks its own health")];
  const test = tellArguments(after.Test.slice(after.Test[0] === "CMD" || after.Test[0] === "CMD-SHELL" ? 1 : 0));
  const words = before === void 0 ? "now checks its own health with" : "checks its own health differently, with";
  return [difference("healthcheck", `${words} ${test}`)];
}
function settingDifferences(pair, containers) {
  return [...plainDifferences(pair, containers), ...commandDifferences(pair, containers), ...healthcheckDifferences(pair)];
}
function containerPort(published) {
  const port = published.slice(published.lastIndexOf(":") + 1);
  return port.includes("/") ? port : `${port}/tcp`;
}
function withProtocol(port) {
  return port.includes("/") ? port : `${port}/tcp`;
}
function portDifferences({ old, new: next }, containers) {
  const [before, after] = [old.ExposedPorts.map(withProtocol), next.ExposedPorts.map(withProtocol)];
  const published = new Set(containers.flatMap(({ ports: ports2 }) => ports2.map(containerPort)));
  const lost2 = before.filter((port) => !after.includes(port));
  const gained = after.filter((port) => !before.includes(port));
  return [
    ...lost2.map((port) => difference("ports", `no longer exposes ${tellValue(port)}${published.has(port) ? ", which your container publishes" : ""}`)),
    ...gained.map((port) => difference("ports", `newly exposes ${tellValue(port)}`))
  ];
}
function mountTarget(volume) {
  const [source = "", target] = volume.split(":");
  return (target ?? source).replace(/(?<=.)\/+$/, "");
}
function volumeDifferences({ old, new: next }, containers) {
  const [before, after] = [old.Volumes, next.Volumes];
  const lost2 = before.filter((volume) => !after.includes(volume));
  const gained = after.filter((volume) => !before.includes(volume));
  const isMounted = (volume) => containers.every(({ volumes }) => volumes.map(mountTarget).includes(mountTarget(volume)));
  return [
    ...gained.map((volume) => {
      const warning = containers.length === 0 || isMounted(volume) ? "" : ": your container does not mount it, so its data would go with the container";
      return difference("volumes", `new volume ${tellValue(volume)}${warning}`);
    }),
    ...lost2.map((volume) => difference("volumes", `${tellValue(volume)} is no longer a volume`))
  ];
}

// src/images/image-differences.ts
var MAXIMUM2 = 2e3;
function versionDifferences({ old, new: next }) {
  const [from, to] = [versionOf(old), versionOf(next)];
  if (from === to) return [];
  if (to === void 0) return [{ field: "version", text: `no longer says its version; it was ${from ?? "unknown"}` }];
  return [{ field: "version", text: from === void 0 ? `version ${to}` : `version ${from} → ${to}` }];
}
function platformDifferences({ old, new: next }) {
  const lost2 = old.platforms.filter((platform) => !next.platforms.includes(platform));
  const gained = next.platforms.filter((platform) => !old.platforms.includes(platform));
  return [
    ...lost2.length === 0 ? [] : [{ field: "platform", text: `no longer offered for ${lost2.join(", ")}` }],
    ...gained.length === 0 ? [] : [{ field: "platform", text: `now also offered for ${gained.join(", ")}` }]
  ];
}
function imageDifferences(pair) {
  const settings = { old: pair.old.config.config, new: pair.new.config.config };
  return [
    ...versionDifferences(pair),
    ...settingDifferences(settings, pair.containers),
    ...volumeDifferences(settings, pair.containers),
    ...portDifferences(settings, pair.containers),
    ...environmentDifferences(settings, pair.containers),
    ...labelDifferences(settings),
    ...platformDifferences(pair),
    ...contentDifferences(pair)
  ].map(({ field, text: text3 }) => ({ field, text: text3.slice(0, 4096) })).slice(0, MAXIMUM2);
}

// src/images/image-findings.ts
var UNREAD = "What changes inside it is unknown.";
function ofMissing({ reference, side, place }, error) {
  const at = place === void 0 ? {} : { place };
  if (side === "new") return { code: "image-missing", severity: "error", subject: reference, message: error.message, hint: error.hint, ...at };
  const message = `${error.message} A rollback to the old configuration could not pull it.`;
  const hint = "Keep the old image at hand until the new one has proved itself, or push it to a registry of your own.";
  return { code: "image-missing", severity: "warning", subject: reference, message, hint };
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
  const text3 = `${message} ${UNREAD}`;
  if (code2 === "registry-missing") return ofMissing(failed, error);
  if (code2 === "registry-denied" || code2 === "registry-refused" || code2 === "registry-unreachable" || code2 === "registry-rate-limited") {
    return { code: code2, severity: "warning", subject: failed.reference, message: text3, hint };
  }
  return { code: "image-unread", severity: "warning", subject: failed.reference, message: text3, hint };
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
    const finding = ofImage(failed);
    const isShared = finding.code === "registry-unreachable" || finding.code === "registry-rate-limited" || finding.code === "registry-refused";
    const key = isShared ? `${finding.code} ${finding.message}` : `${finding.code} ${finding.severity} ${finding.subject}`;
    groups.set(key, [...groups.get(key) ?? [], finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === void 0) return [];
    const subjects = [...new Set(group.map(({ subject }) => subject))];
    return subjects.length === 1 ? [first] : [{ ...first, subject: shorten(subjects.join(", "), 1024) }];
  });
}
function shorten(text3, limit) {
  return text3.length <= limit ? text3 : `${text3.slice(0, limit - 1)}…`;
}

// src/images/oci-documents.ts
var strings = array(string()).nullish().transform((value) => value ?? []);
var texts = record(string(), string()).nullish().transform((value) => value ?? {});
var names = record(string(), unknown()).nullish().transform((value) => Object.keys(value ?? {}));
var text2 = string().nullish().transform((value) => value ?? "");
var PlatformObject = looseObject({ os: string(), architecture: string(), variant: string().optional() }).transform(({ os, architecture, variant }) => ({ os, architecture, ...variant === void 0 ? {} : { variant } }));
var ImageIndex = looseObject({
  manifests: array(looseObject({ digest: string(), platform: PlatformObject.optional() }))
});
var ImageManifest = looseObject({
  config: looseObject({ mediaType: string(), digest: string() }),
  layers: array(looseObject({ digest: string(), size: number().min(0) }))
});
var Healthcheck = looseObject({ Test: strings });
var Settings = looseObject({
  User: text2,
  ExposedPorts: names,
  Env: strings,
  Entrypoint: strings,
  Cmd: strings,
  Volumes: names,
  WorkingDir: text2,
  Labels: texts,
  StopSignal: text2,
  Healthcheck: Healthcheck.nullish()
});
var ImageConfig = looseObject({
  created: string().nullish(),
  os: text2,
  architecture: text2,
  variant: string().nullish(),
  config: Settings.nullish().transform((value) => value ?? Settings.parse({}))
});
var CONFIG_TYPES = /* @__PURE__ */ new Set([
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json"
]);

// src/images/read-image.ts
function failure(reason) {
  return { kind: "failure", failure: reason };
}
function parseJson(bytes2) {
  try {
    return JSON.parse(Buffer.from(bytes2).toString("utf8"));
  } catch {
    return void 0;
  }
}
function nameAtRegistry({ digest, tag }) {
  return digest ?? tag ?? "latest";
}
async function readManifest(reference, { registry, name }) {
  const { descriptor, body } = await registry.manifest(reference, name);
  return { digest: descriptor.digest, index: ImageIndex.safeParse(body).data, manifest: ImageManifest.safeParse(body).data };
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
  const config = ImageConfig.safeParse(parseJson(await registry.blob(reference, manifest.config.digest))).data;
  if (config === void 0) return failure({ kind: "no-image", message: "Its configuration is not what the OCI image specification says." });
  const own = { os: config.os, architecture: config.architecture, ...typeof config.variant === "string" ? { variant: config.variant } : {} };
  if (root.index === void 0 && own.architecture !== "" && !isPlatformFor(own, wanted)) {
    return failure({ kind: "no-platform", platforms: [formatPlatform(own)] });
  }
  const platforms = root.index === void 0 ? [formatPlatform(own)] : offered.map(formatPlatform);
  return { kind: "image", image: { digest: root.digest, platformDigest: digest, platforms, layers: manifest.layers, config } };
}
async function readImage({ reference, platform }, registry) {
  const parsed = parseImageReference(reference);
  if (parsed === void 0) return failure({ kind: "invalid-reference" });
  try {
    return await readFromRegistry(parsed, { registry, platform });
  } catch (error) {
    if (error instanceof StowplanError && error.code.startsWith("registry-")) return failure({ kind: "registry", error });
    throw error;
  }
}

// src/images/compare-images.ts
var MAXIMUM_IMAGES = 500;
async function readSide2(changed2, { side, registry }) {
  const reference = changed2[side];
  if (reference === void 0) return { failures: [] };
  const reading = await readImage({ reference, platform: changed2.platform }, registry);
  if (reading.kind === "image") return { image: reading.image, failures: [] };
  const at = side === "new" && changed2.place !== void 0 ? { place: changed2.place } : {};
  return { failures: [{ reference, platform: changed2.platform, side, failure: reading.failure, ...at }] };
}
function changeOf(changed2, images) {
  const { old, new: next } = images;
  const isSameContent = old !== void 0 && old.platformDigest === next?.platformDigest;
  const pair = old === void 0 || next === void 0 ? void 0 : { old, new: next, containers: changed2.containers };
  return {
    platform: changed2.platform,
    ...changed2.old === void 0 ? {} : { old: summarizeImage(changed2.old, old) },
    ...changed2.new === void 0 ? {} : { new: summarizeImage(changed2.new, next) },
    usedBy: changed2.usedBy.slice(0, 5e3),
    differences: pair === void 0 || isSameContent ? [] : [...imageDifferences(pair)],
    ...pair === void 0 ? {} : { download: downloadSize(pair) },
    isSameContent
  };
}
function builtLocally(changed2) {
  return {
    code: "image-builds-locally",
    severity: "info",
    subject: (changed2.new ?? changed2.old ?? "").slice(0, 1024),
    message: "This image is built or loaded on the host, so no registry can say what changes inside it.",
    hint: ""
  };
}
function leftOut(count3) {
  if (count3 <= 0) return [];
  const message = `${count3} changed images beyond the first ${MAXIMUM_IMAGES} are not compared.`;
  return [{ code: "plan-cut", severity: "warning", subject: "images", message, hint: "Split the pull request." }];
}
async function compareOne(changed2, registry) {
  if (changed2.isLocal) return { change: changeOf(changed2, {}), failures: [], findings: [builtLocally(changed2)] };
  if (changed2.new === void 0) return { change: changeOf(changed2, {}), failures: [], findings: [] };
  const [old, next] = await Promise.all([readSide2(changed2, { side: "old", registry }), readSide2(changed2, { side: "new", registry })]);
  const images = { ...old.image === void 0 ? {} : { old: old.image }, ...next.image === void 0 ? {} : { new: next.image } };
  return { change: changeOf(changed2, images), failures: [...next.failures, ...old.failures], findings: [] };
}
async function compareReferences(pair, registry) {
  const { change, failures } = await compareOne({ ...pair, usedBy: [], containers: [], isLocal: false }, registry);
  return { value: change, findings: imageFindings(failures) };
}
async function compareImages({ hosts: hosts2, projects, registry, log }) {
  const all = changedImages(hosts2, projects);
  const changed2 = all.slice(0, MAXIMUM_IMAGES);
  if (changed2.length === 0) return { value: [], findings: [] };
  log.progress({ subject: "images", state: "running", text: `comparing ${changed2.length} at their registries` });
  const compared = await Promise.all(changed2.map((one) => compareOne(one, registry)));
  const failures = compared.flatMap((one) => one.failures);
  log.progress({ subject: "images", state: "done", text: `${changed2.length} compared${failures.length === 0 ? "" : `, ${failures.length} not read`}` });
  return {
    value: compared.map(({ change }) => change),
    findings: [...imageFindings(failures), ...compared.flatMap(({ findings }) => findings), ...leftOut(all.length - changed2.length)]
  };
}

// src/images/image-change.ts
var ImageSummary = object({
  reference: string().max(4096),
  /** Digest of the index or manifest that the reference names. */
  digest: string().max(256).optional(),
  /** Digest of the platform's own manifest. */
  platformDigest: string().max(256).optional(),
  created: string().max(64).optional(),
  version: string().max(256).optional(),
  revision: string().max(256).optional(),
  source: string().max(2048).optional(),
  /** Compressed size of all layers, bytes. */
  size: number().min(0).optional(),
  layers: array(object({ digest: string().max(256), size: number().min(0) })).max(1e3)
});
var ImageDifference = object({
  field: _enum([
    "version",
    "environment",
    "entrypoint",
    "command",
    "user",
    "workdir",
    "ports",
    "volumes",
    "healthcheck",
    "stop-signal",
    "labels",
    "layers",
    "size",
    "platform",
    "created"
  ]),
  text: string().max(4096)
});
var ImageUser = discriminatedUnion("kind", [
  object({ kind: literal("container"), host: string().max(1024), name: string().max(1024) }),
  object({ kind: literal("service"), project: string().max(1024), name: string().max(1024) })
]);
var ImageChange = object({
  /** An OCI platform such as `linux/amd64`. */
  platform: string().max(64),
  old: ImageSummary.optional(),
  new: ImageSummary.optional(),
  usedBy: array(ImageUser).max(5e3),
  differences: array(ImageDifference).max(2e3),
  /** Bytes to download: layers of the new image that the old one does not have. */
  download: number().min(0).optional(),
  /** True where the reference moved but the platform's manifest did not. */
  isSameContent: boolean()
});

// src/pins/source-text.ts
function sourceText(file2, text3) {
  const lineStarts = [0];
  for (let end = text3.indexOf("\n"); end >= 0; end = text3.indexOf("\n", end + 1)) lineStarts.push(end + 1);
  return { file: file2, text: text3, lineStarts };
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
function makePin(source, parts) {
  const reference = parts.pieces.map((piece) => piece.text).join("");
  if (parseImageReference(reference) === void 0) return void 0;
  const { start, end } = parts.range;
  const isFixed = parts.pieces.every((piece) => piece.start === void 0);
  const notEditable = parts.notEditable ?? (isFixed ? "no part of the reference is written here" : void 0);
  return {
    file: source.file,
    raw: source.text.slice(start, end),
    reference,
    ...placeAt(source, start),
    ...parts,
    ...notEditable === void 0 ? {} : { notEditable }
  };
}

// src/pins/compose-pins.ts
var VARIABLE2 = /\$(?:\$|(?<plain>[A-Za-z_]\w*)|\{(?<braced>[A-Za-z_]\w*)(?:(?<operator>:?[-?+])(?<word>[^{}$]*))?\})/g;
function variableIn(texts2, { file: file2, name, value }) {
  const text3 = texts2.get(file2)?.text ?? "";
  const lines2 = [...text3.matchAll(/^[ \t]*(?:export[ \t]+)?(?<name>\w+)[ \t]*=[ \t]*(?<quote>["']?)(?<value>[^"'\s#]*)\k<quote>[ \t]*(?:#.*)?\r?$/gm)];
  const line = lines2.findLast((match) => match.groups?.["name"] === name);
  if (line?.groups?.["value"] !== value || value === "") return void 0;
  const start = line.index + line[0].indexOf(value, line[0].indexOf("=") + 1);
  return { file: file2, text: value, start };
}
function valueOfVariable(match, { project, texts: texts2, scalar: scalar2 }) {
  const { plain: plain2, braced, operator, word = "" } = match.groups ?? {};
  const name = plain2 ?? braced ?? "";
  const value = project.variables.get(name);
  const usesDefault = operator !== void 0 && operator.endsWith("-") && (value === void 0 || operator === ":-" && value === "");
  if (usesDefault) return { file: scalar2.file, text: word, start: scalar2.start + match.index + match[0].length - 1 - word.length };
  if (value === void 0 || operator?.endsWith("+") === true) return void 0;
  const files = project.files.filter(({ kind }) => kind === "environment").map(({ path }) => path);
  const placed = files.toReversed().map((file2) => variableIn(texts2, { file: file2, name, value }));
  return placed.find((piece) => piece !== void 0) ?? { file: "", text: value };
}
function locatedPieces(scalar2, context) {
  const { file: file2, start, written } = scalar2;
  const pieces = [];
  let at = 0;
  for (const match of written.matchAll(VARIABLE2)) {
    const value = match[0] === "$$" ? void 0 : valueOfVariable(match, { ...context, scalar: scalar2 });
    if (value === void 0) return void 0;
    pieces.push({ file: file2, text: written.slice(at, match.index), start: start + at }, value);
    at = match.index + match[0].length;
  }
  return [...pieces, { file: file2, text: written.slice(at), start: start + at }].filter(({ text: text3 }) => text3 !== "");
}
function seenFrom(file2, { text: text3, start, file: own }) {
  return own !== file2 || start === void 0 ? { text: text3 } : { text: text3, start };
}
function pinsOfImage(image, context) {
  const { file: file2 } = image.place;
  const source = context.texts.get(file2);
  const { range } = image;
  if (source === void 0 || range === void 0) return [];
  const written = image.written ?? image.image;
  const start = source.text.slice(range[0], range[1]).indexOf(written) + range[0];
  if (start < range[0]) return [];
  const pieces = locatedPieces({ file: file2, start, written }, context);
  if (pieces?.map((piece) => piece.text).join("") !== image.image) return [];
  const here = makePin(source, { range: { start, end: start + written.length }, mechanism: "compose-image", pieces: pieces.map((piece) => seenFrom(file2, piece)) });
  const elsewhere = pieces.flatMap((piece) => {
    const other = context.texts.get(piece.file);
    if (piece.file === file2 || other === void 0 || piece.start === void 0) return [];
    const parts = pieces.map((part) => seenFrom(piece.file, part));
    return makePin(other, { range: { start: piece.start, end: piece.start + piece.text.length }, mechanism: "compose-variable", pieces: parts }) ?? [];
  });
  return here === void 0 ? elsewhere : [here, ...elsewhere];
}
function composePins(project, texts2) {
  return composeImages(project).flatMap((image) => pinsOfImage(image, { project, texts: texts2 }));
}

// src/pins/dockerfile-pins.ts
var FROM = /^(?<lead>\s*FROM\s+(?:--platform=\S+\s+)?)(?<image>\S+)(?:\s+AS\s+(?<stage>\S+))?\s*$/i;
var COPY_FROM = /^(?<lead>\s*(?:COPY|ADD)\s+(?:--\S+\s+)*?--from=)(?<image>\S+)\s/i;
var ARG = /^(?<lead>\s*ARG\s+(?<name>\w+)=(?<quote>["']?))(?<value>[^"'\s]*)\k<quote>\s*$/i;
var SYNTAX = /^(?<lead>#\s*syntax\s*=\s*)(?<image>\S+)\s*$/i;
var VARIABLE3 = /\$(?:\{(?<braced>\w+)(?::-(?<fallback>[^}$]*))?\}|(?<plain>\w+))/g;
function piecesOf({ image, start }, known) {
  const pieces = [];
  let at = 0;
  for (const match of image.matchAll(VARIABLE3)) {
    const name = match.groups?.["braced"] ?? match.groups?.["plain"] ?? "";
    const fallback = match.groups?.["fallback"];
    const value = known.get(name) ?? (fallback === void 0 ? void 0 : { text: fallback, start: start + match.index + name.length + 4 });
    if (value === void 0) return void 0;
    pieces.push({ text: image.slice(at, match.index), start: start + at }, value);
    at = match.index + match[0].length;
  }
  return [...pieces, { text: image.slice(at), start: start + at }].filter(({ text: text3 }) => text3 !== "");
}
function dockerfilePins(source) {
  const known = /* @__PURE__ */ new Map();
  const stages = /* @__PURE__ */ new Set();
  const pins = [];
  let offset = 0;
  for (const line of source.text.split("\n")) {
    const argument = ARG.exec(line)?.groups;
    if (argument !== void 0) known.set(argument["name"] ?? "", { text: argument["value"] ?? "", start: offset + (argument["lead"] ?? "").length });
    const match = (FROM.exec(line) ?? COPY_FROM.exec(line) ?? (offset === 0 ? SYNTAX.exec(line) : null))?.groups;
    const image = match?.["image"] ?? "";
    const start = offset + (match?.["lead"] ?? "").length;
    const pieces = image === "" || image === "scratch" || stages.has(image) || /^\d+$/.test(image) ? void 0 : piecesOf({ image, start }, known);
    const pin = pieces && makePin(source, { range: { start, end: start + image.length }, mechanism: "dockerfile", pieces });
    if (pin !== void 0) pins.push(pin);
    if (match?.["stage"] !== void 0) stages.add(match["stage"]);
    offset += line.length + 1;
  }
  return pins;
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
var CONTAINER_WORDS = /container|docker|podman|arion|quadlet|compose/i;
function looksLikeImage(text3, { path, isBesideContainerKeys }) {
  const parsed = parseImageReference(text3);
  if (parsed === void 0) return false;
  if (parsed.digest !== void 0) return true;
  if (FILE_ENDING.test(text3)) return false;
  const isNamedImage = /^image$/i.test(path.at(-1) ?? "");
  const hasContext = isBesideContainerKeys || path.slice(0, -1).some((name) => CONTAINER_WORDS.test(name));
  if (parsed.tag !== void 0) return hasContext || isNamedImage || text3.includes("/");
  return isNamedImage && (hasContext || text3.includes("/"));
}

// src/pins/fill-holes.ts
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
  const known = parts.reduce((sum, part) => sum + ("hole" in part ? 0 : part.text.length), 0);
  if (known < MINIMUM_KNOWN) return void 0;
  const fits = [...live].flatMap((reference) => {
    const pieces = matchParts(parts, reference);
    return pieces === void 0 ? [] : [pieces];
  });
  return fits.length === 1 ? fits[0] : void 0;
}

// src/pins/nix-tree.ts
var MAXIMUM_ANCESTORS = 400;
function indexNixFile(source, root) {
  const parents = /* @__PURE__ */ new Map();
  const nodes = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== void 0; node = waiting.pop()) {
    nodes.push(node);
    for (const child2 of node.children.toReversed()) {
      parents.set(child2, node);
      waiting.push(child2);
    }
  }
  const values = /* @__PURE__ */ new Map();
  const containerSets = /* @__PURE__ */ new Set();
  for (const node of nodes) {
    const set = node.kind === "binding_set" ? parents.get(node) : void 0;
    if (set === void 0) continue;
    values.set(set, valuesIn(node, source.text));
    if (keysOf(node, source.text).some((key) => CONTAINER_KEYS.has(key))) containerSets.add(node);
  }
  return { ...source, nodes, parents, values, containerSets, options: optionsIn(source, nodes) };
}
function optionsIn(source, nodes) {
  const calls = nodes.flatMap((node) => {
    const value = node.kind === "binding" ? childIn(node, "expression") : void 0;
    const isOption = value?.kind === "apply_expression" && functionName(source, childIn(value, "function")).endsWith("Option");
    return isOption ? [{ name: attributeNames(source, childIn(node, "attrpath")).at(-1) ?? "", value }] : [];
  });
  return new Map([...Map.groupBy(calls, ({ name }) => name)].map(([name, group]) => [name, group.map(({ value }) => value)]));
}
function valuesIn(bindingSet, text3) {
  const values = /* @__PURE__ */ new Map();
  for (const binding of bindingSet.children) {
    const names2 = binding.kind === "binding" ? attributeNames({ text: text3 }, childIn(binding, "attrpath")) : [];
    const value = childIn(binding, "expression");
    const [name, ...more] = names2;
    if (name !== void 0 && more.length === 0 && value !== void 0) values.set(name, value);
  }
  return values;
}
function childIn(node, field) {
  return node?.children.find((child2) => child2.field === field);
}
function textOf2({ text: text3 }, node) {
  return text3.slice(node.start, node.end);
}
function literalOf(file2, node) {
  if (node.kind !== "string_expression") return void 0;
  const [only, ...others] = node.children;
  if (only === void 0) return { text: "", start: node.start + 1 };
  return only.kind === "string_fragment" && others.length === 0 ? { text: textOf2(file2, only), start: only.start } : void 0;
}
function attributeNames(file2, attrpath) {
  const names2 = attrpath?.children.filter((child2) => child2.field === "attr") ?? [];
  return names2.map((name) => name.kind === "identifier" ? textOf2(file2, name) : literalOf(file2, name)?.text ?? "*");
}
function valueOf(file2, { set, name }) {
  return file2.values.get(set)?.get(name);
}
function ancestorsOf({ parents }, node) {
  const ancestors = [];
  for (let next = parents.get(node); next !== void 0 && ancestors.length < MAXIMUM_ANCESTORS; next = parents.get(next)) ancestors.push(next);
  return ancestors;
}
function pathTo(file2, binding) {
  const bindings = [binding, ...ancestorsOf(file2, binding)].filter(({ kind }) => kind === "binding");
  return bindings.toReversed().flatMap((node) => attributeNames(file2, childIn(node, "attrpath")));
}
function keysOf(bindingSet, text3) {
  return bindingSet.children.flatMap((child2) => {
    if (child2.kind === "binding") return attributeNames({ text: text3 }, childIn(child2, "attrpath")).slice(0, 1);
    const names2 = childIn(child2, "attrs")?.children ?? [];
    return names2.map((name) => textOf2({ text: text3 }, name));
  });
}
function functionName(file2, node) {
  if (node?.kind === "variable_expression") return textOf2(file2, node);
  if (node?.kind === "select_expression") return attributeNames(file2, childIn(node, "attrpath")).at(-1) ?? "";
  return "";
}

// src/pins/nix-pieces.ts
var MAXIMUM_DEPTH2 = 12;
var MAXIMUM_STEPS = 200;
var HOLE = [{ hole: true }];
var WRAPPERS = /* @__PURE__ */ new Set(["mkDefault", "mkForce", "mkOverride", "mkIf", "mkBefore", "mkAfter", "mkOptionDefault"]);
function isComplete(text3) {
  return text3.every((part) => !("hole" in part));
}
function lookUp(file2, { node, name }) {
  for (const scope of ancestorsOf(file2, node)) {
    if (scope.kind === "let_expression" || scope.kind === "rec_attrset_expression") {
      const value = valueOf(file2, { set: scope, name });
      if (value !== void 0) return value;
    }
    if (scope.kind === "function_expression") {
      const formals = childIn(scope, "formals")?.children ?? [];
      const formal = formals.find((candidate) => {
        const id = childIn(candidate, "name");
        return id !== void 0 && textOf2(file2, id) === name;
      });
      if (formal !== void 0) return childIn(formal, "default");
    }
  }
  return void 0;
}
function optionDefault(file2, node) {
  if (node.kind !== "apply_expression") return void 0;
  const name = functionName(file2, childIn(node, "function"));
  const argument = childIn(node, "argument");
  if (argument === void 0 || !name.endsWith("Option")) return void 0;
  return argument.kind === "string_expression" ? argument : valueOf(file2, { set: argument, name: "default" });
}
function defaultNamed(file2, name) {
  const [only, ...others] = (file2.options.get(name) ?? []).flatMap((value) => optionDefault(file2, value) ?? []);
  return others.length === 0 ? only : void 0;
}
function selectValue(file2, node) {
  const names2 = attributeNames(file2, childIn(node, "attrpath"));
  const base = childIn(node, "expression");
  let set = base?.kind === "variable_expression" ? lookUp(file2, { node: base, name: textOf2(file2, base) }) : void 0;
  for (const name of names2) set = set === void 0 ? void 0 : valueOf(file2, { set, name });
  return set ?? defaultNamed(file2, names2.at(-1) ?? "");
}
function follow(file2, { value, depth, budget }) {
  return value === void 0 ? HOLE : resolve(file2, { node: value, depth: depth + 1, budget });
}
function resolveString(file2, { node, ...rest }) {
  const literal3 = literalOf(file2, node);
  if (literal3 !== void 0) return [literal3];
  return node.children.flatMap((child2) => {
    if (child2.kind === "string_fragment") return [{ text: textOf2(file2, child2), start: child2.start }];
    if (child2.kind !== "interpolation") return HOLE;
    return follow(file2, { value: childIn(child2, "expression"), ...rest });
  });
}
function resolveApplication(file2, { node, ...rest }) {
  const called = childIn(node, "function");
  const inner = called?.kind === "apply_expression" ? childIn(called, "function") : called;
  if (WRAPPERS.has(functionName(file2, inner))) return follow(file2, { value: childIn(node, "argument"), ...rest });
  return follow(file2, { value: optionDefault(file2, node), ...rest });
}
function resolve(file2, { node, ...rest }) {
  rest.budget.steps -= 1;
  if (rest.depth > MAXIMUM_DEPTH2 || rest.budget.steps < 0) return HOLE;
  switch (node.kind) {
    case "string_expression":
      return resolveString(file2, { node, ...rest });
    case "parenthesized_expression":
      return follow(file2, { value: childIn(node, "expression"), ...rest });
    case "variable_expression":
      return follow(file2, { value: lookUp(file2, { node, name: textOf2(file2, node) }), ...rest });
    case "select_expression":
      return follow(file2, { value: selectValue(file2, node), ...rest });
    case "apply_expression":
      return resolveApplication(file2, { node, ...rest });
    case "binary_expression": {
      const [left, right] = [childIn(node, "left"), childIn(node, "right")];
      const isPlus = left !== void 0 && right !== void 0 && file2.text.slice(left.end, right.start).trim() === "+";
      return isPlus ? [...follow(file2, { value: left, ...rest }), ...follow(file2, { value: right, ...rest })] : HOLE;
    }
    default:
      return HOLE;
  }
}
function resolveText(file2, node) {
  return resolve(file2, { node, depth: 0, budget: { steps: MAXIMUM_STEPS } }).filter((part) => "hole" in part || part.text !== "");
}

// src/pins/run-commands.ts
var COMMAND = /\b(?:docker|podman)\s+(?:container\s+|image\s+)?(?:run|create|pull)(?=\s)/g;
var WORD = /[ \t]+|\\\r?\n|(?<word>"[^"\s$`]*"|'[^'\s]*'|[^\s"'`;&|<>()$\\]+)/y;
var SWITCHES = /* @__PURE__ */ new Set([
  "--detach",
  "--init",
  "--interactive",
  "--no-healthcheck",
  "--no-hosts",
  "--oom-kill-disable",
  "--privileged",
  "--publish-all",
  "--quiet",
  "--read-only",
  "--replace",
  "--rm",
  "--rmi",
  "--tls-verify",
  "--tty",
  "--all-tags",
  "--disable-content-trust"
]);
var SHORT_SWITCHES = /^-[ditPqa]+$/;
var MAXIMUM_WORDS = 200;
function takesNextWord(flag2) {
  return !flag2.includes("=") && !SWITCHES.has(flag2) && !SHORT_SWITCHES.test(flag2);
}
function imageAfter(text3, start) {
  const scanner = new RegExp(WORD);
  scanner.lastIndex = start;
  let isValue = false;
  for (let count3 = 0; count3 < MAXIMUM_WORDS; count3 += 1) {
    const match = scanner.exec(text3);
    if (match === null) return void 0;
    const word = match.groups?.["word"];
    if (word === void 0) continue;
    const bare = word.replace(/^["']|["']$/g, "");
    if (isValue) isValue = false;
    else if (bare.startsWith("-")) isValue = takesNextWord(bare);
    else return { reference: bare, start: match.index + word.indexOf(bare) };
  }
  return void 0;
}
function imagesOfRunCommands(text3) {
  return [...text3.matchAll(COMMAND)].flatMap((match) => imageAfter(text3, match.index + match[0].length) ?? []);
}

// src/pins/nix-pins.ts
var IMAGE_NAME = /(?:image|^img)$/i;
var DOCKER_URI = /docker:\/\/(?<reference>[a-zA-Z0-9][\w.:/@-]*)/g;
var PULL_IMAGE_HASH = "its hash must change together with its digest, and stowplan cannot compute that yet";
function rangeOf(value, pieces) {
  if (value.kind === "string_expression") return { start: value.start + 1, end: value.end - 1 };
  const placed = pieces.flatMap(({ start, text: text3 }) => start === void 0 ? [] : [{ start, end: start + text3.length }]);
  const [first] = placed;
  return placed.length === 1 && first !== void 0 ? first : { start: value.start, end: value.end };
}
function mechanismOf(file2, value) {
  if (optionDefault(file2, value) !== void 0) return "nix-option-default";
  return literalOf(file2, value) === void 0 ? "nix-composed" : "nix-literal";
}
function pinOfBinding(file2, { binding, live }) {
  const value = childIn(binding, "expression");
  const name = attributeNames(file2, childIn(binding, "attrpath")).at(-1);
  if (value === void 0 || name === void 0 || !IMAGE_NAME.test(name)) return void 0;
  const parts = resolveText(file2, value);
  const pieces = isComplete(parts) ? parts : fillHoles(parts, live);
  const reference = pieces?.map((piece) => piece.text).join("");
  if (pieces === void 0 || reference === void 0) return void 0;
  const set = file2.parents.get(binding);
  const context = { path: pathTo(file2, binding), isBesideContainerKeys: set !== void 0 && file2.containerSets.has(set) };
  if (!live.has(reference) && !looksLikeImage(reference, context)) return void 0;
  return makePin(file2, { range: rangeOf(value, pieces), mechanism: mechanismOf(file2, value), pieces });
}
function pinOfPullImage(file2, node) {
  const set = childIn(node, "argument");
  if (set === void 0 || functionName(file2, childIn(node, "function")) !== "pullImage") return void 0;
  const [name, digest, tag] = ["imageName", "imageDigest", "finalImageTag"].map((key) => {
    const value = valueOf(file2, { set, name: key });
    const parts = value === void 0 ? [] : resolveText(file2, value);
    return isComplete(parts) ? parts : [];
  });
  if (name === void 0 || digest === void 0 || name.length === 0 || digest.length === 0) return void 0;
  const tagged = tag === void 0 || tag.length === 0 ? [] : [{ text: ":" }, ...tag];
  const pieces = [...name, ...tagged, { text: "@" }, ...digest];
  return makePin(file2, { range: { start: node.start, end: node.end }, mechanism: "nix-pull-image", pieces, notEditable: PULL_IMAGE_HASH });
}
function isCut({ text: text3 }, end) {
  return text3.startsWith("${", end);
}
function urisOf(file2, node) {
  const text3 = file2.text.slice(node.start, node.end);
  return [...text3.matchAll(DOCKER_URI)].map((match) => {
    const reference = (match.groups?.["reference"] ?? "").replace(/[.:/@-]+$/, "");
    return { text: reference, start: node.start + match.index + "docker://".length };
  });
}
function runImagesOf(file2, node) {
  const images = imagesOfRunCommands(file2.text.slice(node.start, node.end));
  return images.filter(({ reference }) => /[:/@]/.test(reference)).map(({ reference, start }) => ({ text: reference, start: node.start + start }));
}
function pinsOfFragment(file2, node) {
  const found = [
    ...urisOf(file2, node).map((piece) => ({ piece, mechanism: "nix-docker-uri" })),
    ...runImagesOf(file2, node).map((piece) => ({ piece, mechanism: "nix-run-command" }))
  ];
  return found.flatMap(({ piece, mechanism }) => {
    const { text: text3, start = 0 } = piece;
    const range = { start, end: start + text3.length };
    return isCut(file2, range.end) ? [] : makePin(file2, { range, mechanism, pieces: [piece] }) ?? [];
  });
}
function nixPins(file2, live) {
  return file2.nodes.flatMap((node) => {
    if (node.kind === "binding") return pinOfBinding(file2, { binding: node, live }) ?? [];
    if (node.kind === "apply_expression") return pinOfPullImage(file2, node) ?? [];
    return node.kind === "string_fragment" ? pinsOfFragment(file2, node) : [];
  });
}

// src/pins/find-pins.ts
var DOCKERFILE = /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:\.[^/]*)?|[^/]*\.(?:Dockerfile|Containerfile))$/i;
var NIX_WORDS = /image|docker:\/\/|(?:docker|podman)\s+(?:run|pull)/i;
var FILES_AT_A_TIME = 1e3;
var MAXIMUM_GIVEN_UP = 3;
function isPulled(container) {
  return typeof container.imageFile !== "string" && typeof container.imageStream !== "string";
}
function liveReferences(hosts2) {
  const live = /* @__PURE__ */ new Map();
  for (const { head } of hosts2) {
    if (head === void 0) continue;
    const platform = platformOfSystem(head.system);
    for (const { image } of Object.values(head.ociContainers).filter(isPulled)) {
      live.set(image, [.../* @__PURE__ */ new Set([...live.get(image) ?? [], platform])]);
    }
  }
  return live;
}
function shortNames(live) {
  return [...live.keys()].flatMap((reference) => parseImageReference(reference)?.path.split("/").at(-1) ?? []);
}
async function pinsOfNixFile(source, live) {
  const tree = await parseNix(source.text);
  if (tree === void 0) return { value: [], findings: [givenUp(source.file)] };
  return { value: nixPins(indexNixFile(source, tree.root), new Set(live.keys())), findings: [] };
}
function othersLeftOut() {
  return {
    code: "plan-cut",
    severity: "info",
    subject: "image references",
    message: `After ${MAXIMUM_GIVEN_UP} such files the other Nix files were not searched for image references.`,
    hint: "Mend or shorten the files that the findings beside this one name."
  };
}
function givenUp(file2) {
  return {
    code: "plan-cut",
    severity: "info",
    subject: file2,
    message: "The file is too long or takes too long to read, so it was not searched for image references.",
    hint: "Keep references in files that people write.",
    place: { file: file2 }
  };
}
function nixPaths({ head, changes }, isWhole) {
  const changed2 = new Set(changes.map(({ path }) => path));
  const entries = [...head.entries.values()].filter(({ kind, path }) => kind === "file" && path.endsWith(".nix"));
  return entries.map(({ path }) => path).filter((path) => isWhole || changed2.has(path));
}
async function nixFilesPins(request, live) {
  const changed2 = new Set(request.changes.map(({ path }) => path));
  const names2 = shortNames(live);
  const paths = nixPaths(request, names2.length > 0);
  const value = [];
  const findings = [];
  for (let start = 0; start < paths.length; start += FILES_AT_A_TIME) {
    const batch = paths.slice(start, start + FILES_AT_A_TIME);
    const texts2 = await Promise.all(batch.map(async (file2) => ({ file: file2, text: await request.head.read(file2) ?? "" })));
    const wanted = texts2.filter(({ file: file2, text: text3 }) => NIX_WORDS.test(text3) && (changed2.has(file2) || names2.some((name) => text3.includes(name))));
    for (const { file: file2, text: text3 } of wanted) {
      const found = await pinsOfNixFile(sourceText(file2, text3), live);
      value.push(...found.value);
      findings.push(...found.findings);
      if (findings.length === MAXIMUM_GIVEN_UP) return { value, findings: [...findings, othersLeftOut()] };
    }
  }
  return { value, findings };
}
async function dockerfilesPins({ head, changes }) {
  const files = changes.filter(({ path, status }) => status !== "deleted" && DOCKERFILE.test(path));
  const texts2 = await Promise.all(files.map(async ({ path }) => sourceText(path, await head.read(path) ?? "")));
  return texts2.flatMap(dockerfilePins);
}
async function composeFilesPins({ head, projects }) {
  const found = projects.map(async ({ head: project }) => {
    if (project === void 0) return [];
    const texts2 = await Promise.all(project.files.map(async ({ path }) => [path, sourceText(path, await head.read(path) ?? "")]));
    return composePins(project, new Map(texts2));
  });
  return (await Promise.all(found)).flat();
}
function withoutRepeats2(pins) {
  const byPlace = new Map(pins.map((pin) => [`${pin.file} ${pin.range.start} ${pin.range.end} ${pin.reference}`, pin]));
  return [...byPlace.values()].toSorted((left, right) => left.file === right.file ? left.range.start - right.range.start : left.file < right.file ? -1 : 1);
}
function normalised(reference) {
  const parsed = parseImageReference(reference);
  return parsed === void 0 ? reference : formatImageReference(parsed);
}
function notLocated(hosts2, found) {
  const missing = hosts2.flatMap(
    ({ name, base, head }) => Object.entries(head?.ociContainers ?? {}).flatMap(([container, state]) => {
      const isMoved = base?.ociContainers[container]?.image !== state.image;
      const isSought = isMoved && isPulled(state) && parseImageReference(state.image) !== void 0 && !found.has(normalised(state.image));
      return isSought ? [{ host: name, container, image: state.image }] : [];
    })
  );
  return missing.map(({ host, container, image }) => ({
    code: "image-not-located",
    severity: "info",
    subject: image,
    message: `Container ${container} of ${host} runs it, but it was found in no file, so no edit can be offered.`,
    hint: "Write the reference as one literal, or in parts that stand in the same file, if stowplan shall find it."
  }));
}
function generatedFiles(projects) {
  return new Map(projects.flatMap(({ source, head }) => source.output === void 0 || head === void 0 ? [] : [[source.output, source.inputs]]));
}
function inContext(pins, { request, live }) {
  const touched = new Set(request.changes.map(({ path }) => path));
  const generated = generatedFiles(request.projects);
  const platforms = /* @__PURE__ */ new Map();
  for (const [reference, list3] of live) {
    const key = normalised(reference);
    platforms.set(key, [.../* @__PURE__ */ new Set([...platforms.get(key) ?? [], ...list3])]);
  }
  return pins.map((pin) => {
    const generatedFrom = generated.get(pin.file);
    const where = { isTouched: touched.has(pin.file), platforms: platforms.get(normalised(pin.reference)) ?? [] };
    return { ...pin, ...where, ...generatedFrom === void 0 ? {} : { generatedFrom } };
  });
}
async function findPins(request) {
  const live = liveReferences(request.hosts);
  const nix = await nixFilesPins(request, live);
  const found = withoutRepeats2([...await composeFilesPins(request), ...nix.value, ...await dockerfilesPins(request)]);
  const missing = notLocated(request.hosts, new Set(found.map(({ reference }) => normalised(reference))));
  return { value: inContext(found, { request, live }), findings: [...nix.findings, ...missing] };
}

// src/pins/edit-pin.ts
function differenceOf(old, next) {
  const limit = Math.min(old.length, next.length);
  let start = 0;
  while (start < limit && old[start] === next[start]) start += 1;
  let tail = 0;
  while (tail < limit - start && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  return { start, end: old.length - tail, replacement: next.slice(start, next.length - tail) };
}
function placedPieces(pin) {
  let from = 0;
  return pin.pieces.map(({ text: text3, start }) => {
    const piece = { from, to: from + text3.length, ...start === void 0 ? {} : { start } };
    from = piece.to;
    return piece;
  });
}
function spliceOf(pin, reference) {
  if (pin.notEditable !== void 0) return { kind: "refused", why: pin.notEditable };
  if (parseImageReference(reference) === void 0) return { kind: "refused", why: "the new text is not an image reference" };
  const { start, end, replacement } = differenceOf(pin.reference, reference);
  const piece = placedPieces(pin).find(({ from, to, ...rest }) => rest.start !== void 0 && from <= start && end <= to);
  if (piece?.start === void 0) return { kind: "refused", why: "the part that changes is not written in this place alone" };
  return { kind: "splice", at: piece.start + start - piece.from, old: pin.reference.slice(start, end), replacement };
}
function canEdit(pin, reference) {
  return spliceOf(pin, reference).kind === "splice";
}

// src/updates/moved-digest.ts
var PlatformEntry = looseObject({ os: string(), architecture: string(), variant: string().optional() }).transform(({ os, architecture, variant }) => ({
  os,
  architecture,
  ...variant === void 0 ? {} : { variant }
}));
var Index = looseObject({ manifests: array(looseObject({ digest: string(), platform: PlatformEntry.optional() })) });
async function platformDigest({ repository, digest, platform }, registry) {
  const index = Index.safeParse((await registry.manifest(repository, digest)).body).data;
  return index === void 0 ? digest : choosePlatform(index.manifests, parsePlatform(platform))?.digest;
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
    if (error instanceof StowplanError && error.code === "registry-missing") return false;
    throw error;
  }
}

// src/updates/versioning.ts
var STAGES = ["snapshot", "nightly", "canary", "edge", "unstable", "dev", "next", "test", "preview", "pre", "milestone", "m", "alpha", "a", "beta", "b", "rc"];
var PRERELEASE = /^(?:[-._+~]?(?<word>snapshot|nightly|canary|edge|unstable|dev|next|test|preview|pre|milestone|alpha|beta|rc)|(?<letter>[-.]m|a|b))(?<number>[-._]?\d+)?(?=$|[-._+])/i;
var BUILD2 = /^(?<text>.*[-._](?:ls|r|rev|build|b|pl?)?\.?)(?<build>\d{1,15})$/i;
var DATE_TIME = /^(?<prefix>.*?)(?<date>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}-\d{2}-\d{2})Z)?(?<rest>.*)$/;
var NUMBERS = /^(?<prefix>v?)(?<numbers>\d{1,15}(?:[._]\d{1,15})*)(?<rest>.*)$/i;
var DOTTED_AFTER_NAME = /^(?<prefix>[a-z].*?)(?<numbers>\d{1,15}(?:\.\d{1,15})+)(?<rest>.*)$/i;
var NUMBER_AFTER_NAME = /^(?<prefix>[a-z][a-z._-]*?)(?<numbers>\d{1,15})(?<rest>.*)$/i;
var HASH = /^(?:(?:sha|git|commit|g)-?)?(?=.*\d)(?=.*[a-f])[0-9a-f]{7,64}$/i;
var NAMED_HASH = /^(?:sha|git|commit)-?[0-9a-f]{7,64}$/i;
function scaleOf(first, digits) {
  if (digits === 8 && first >= 199e5 && first < 21e6) return "date";
  return digits === 4 && first >= 1990 && first < 2100 ? "year" : "plain";
}
function splitParts(tag) {
  const dated = DATE_TIME.exec(tag)?.groups;
  if (dated !== void 0) {
    const { prefix = "", date = "", time, rest = "" } = dated;
    return { prefix, numbers: time === void 0 ? date : `${date}-${time}`, rest };
  }
  const groups = (NUMBERS.exec(tag) ?? DOTTED_AFTER_NAME.exec(tag) ?? NUMBER_AFTER_NAME.exec(tag))?.groups;
  return groups === void 0 ? void 0 : { prefix: groups["prefix"] ?? "", numbers: groups["numbers"] ?? "", rest: groups["rest"] ?? "" };
}
function splitPrerelease(rest) {
  const match = PRERELEASE.exec(rest);
  if (match?.groups === void 0) return { rest };
  const stage = (match.groups["word"] ?? match.groups["letter"] ?? "").toLowerCase().replace(/^[-.]/, "");
  const number2 = Number(match.groups["number"]?.replace(/\D/g, "") ?? "0");
  return { prerelease: [stage, number2], rest: rest.slice(match[0].length) };
}
function isHash(tag) {
  return HASH.test(tag) || NAMED_HASH.test(tag);
}
function parseVersion(tag) {
  const parts = isHash(tag) ? void 0 : splitParts(tag);
  if (parts === void 0) return void 0;
  const written = parts.numbers.split(/[._-]/);
  const numbers = written.map(Number);
  const { prerelease, rest } = splitPrerelease(parts.rest);
  const build3 = /(?:alpine|debian|ubuntu|ubi|fedora|jammy|noble)[-._]?\d[\d.]*$/i.test(rest) ? void 0 : BUILD2.exec(rest)?.groups;
  const separators = parts.numbers.replace(/\d+/g, "#");
  return {
    form: `${parts.prefix}${separators}${build3 === void 0 ? rest : `${build3["text"] ?? ""}#`}`,
    numbers,
    scale: scaleOf(numbers[0] ?? 0, written[0]?.length ?? 0),
    ...prerelease === void 0 ? {} : { prerelease },
    ...build3 === void 0 ? {} : { build: Number(build3["build"]) }
  };
}
function tagKind(tag) {
  if (isHash(tag)) return "hash";
  return parseVersion(tag) === void 0 ? "word" : "version";
}
function comparePrereleases(left, right) {
  if (left === void 0 || right === void 0) return (left === void 0 ? 1 : 0) - (right === void 0 ? 1 : 0);
  return STAGES.indexOf(left[0]) - STAGES.indexOf(right[0]) || left[1] - right[1];
}
function compareVersions(left, right) {
  for (const [index, number2] of left.numbers.entries()) {
    const difference2 = number2 - (right.numbers[index] ?? 0);
    if (difference2 !== 0) return difference2;
  }
  return comparePrereleases(left.prerelease, right.prerelease) || (left.build ?? 0) - (right.build ?? 0);
}
function isCompatible(current, candidate) {
  const isSameForm = current.form === candidate.form && current.scale === candidate.scale && current.numbers.length === candidate.numbers.length;
  return isSameForm && (candidate.prerelease === void 0 || current.prerelease !== void 0);
}
function stepKind(current, candidate) {
  const index = current.numbers.findIndex((number2, at) => number2 !== candidate.numbers[at]);
  if (current.scale !== "plain") return index === 0 || index === 1 ? "minor" : "patch";
  return index === 0 ? "major" : index === 1 ? "minor" : "patch";
}
function newerTags(current, tags) {
  const version = parseVersion(current);
  if (version === void 0) return [];
  const best = /* @__PURE__ */ new Map();
  for (const tag of tags) {
    const candidate = parseVersion(tag);
    if (candidate === void 0 || !isCompatible(version, candidate) || compareVersions(candidate, version) <= 0) continue;
    const isMajor = stepKind(version, candidate) === "major";
    const known = best.get(isMajor);
    if (known === void 0 || compareVersions(candidate, known.version) > 0) best.set(isMajor, { tag, version: candidate });
  }
  return [best.get(false), best.get(true)].flatMap((found) => found === void 0 ? [] : [{ tag: found.tag, kind: stepKind(version, found.version) }]);
}

// src/updates/write-reference.ts
function writeReference(written, { tag, digest }) {
  const at = written.indexOf("@");
  const named = at < 0 ? written : written.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const name = colon < 0 ? named : named.slice(0, colon);
  return name + (tag === void 0 ? "" : `:${tag}`) + (digest === void 0 ? "" : `@${digest}`);
}

// src/updates/offers.ts
async function offerTag({ tag, kind }, { tagged, registry }) {
  const digest = tagged.parsed.digest === void 0 ? void 0 : (await registry.resolve(tagged.parsed, tag)).digest;
  return { kind, proposed: writeReference(tagged.written, { tag, ...digest === void 0 ? {} : { digest } }) };
}
async function offerDigest({ written, parsed, tag, platforms }, registry) {
  const { digest } = await registry.resolve(parsed, tag);
  const proposed = writeReference(written, { tag, digest });
  if (parsed.digest === void 0) return [{ kind: "pin", proposed }];
  if (parsed.digest === digest) return [];
  const isSame = await isSameOnPlatforms({ repository: parsed, old: parsed.digest, new: digest, platforms }, registry);
  return isSame ? [] : [{ kind: "digest", proposed }];
}
async function findOffers({ reference, platforms }, registry) {
  const parsed = parseImageReference(reference);
  if (parsed === void 0 || parsed.tag === void 0 && parsed.digest !== void 0) return [];
  const tagged = { written: reference, parsed, tag: parsed.tag ?? "latest", platforms };
  const newer = tagKind(tagged.tag) === "version" ? newerTags(tagged.tag, await registry.tags(parsed)) : [];
  const offers = await Promise.all(newer.map((one) => offerTag(one, { tagged, registry })));
  const isSuperseded = parsed.digest !== void 0 && newer.some(({ kind }) => kind !== "major");
  return isSuperseded ? offers : [...await offerDigest(tagged, registry), ...offers];
}

// src/updates/find-updates.ts
var MAXIMUM_REFERENCES = 500;
function placesOf2(pins, proposed) {
  const editable = pins.filter((pin) => canEdit(pin, proposed));
  return (editable.length > 0 ? editable : pins).map(({ file: file2, line, column }) => ({ file: file2, line, column }));
}
function updateOf({ kind, proposed }, { reference, pins }) {
  return { kind, reference, proposed, places: [...placesOf2(pins, proposed)].slice(0, 1e3) };
}
function isAskable({ isTouched, generatedFrom, reference }) {
  return isTouched && generatedFrom === void 0 && !reference.startsWith("localhost/");
}
async function ask([reference, pins], registry) {
  const platforms = [...new Set(pins.flatMap((pin) => pin.platforms))];
  try {
    const offers = await findOffers({ reference, platforms }, registry);
    return { updates: offers.map((offer) => updateOf(offer, { reference, pins })) };
  } catch (error) {
    if (error instanceof StowplanError && error.code.startsWith("registry-")) return { updates: [], failure: error };
    throw error;
  }
}
function findingsOf(failures) {
  const groups = Map.groupBy(failures, ({ failure: failure2 }) => `${failure2.code} ${failure2.message}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === void 0) return [];
    const subject = group.map(({ reference }) => reference).join(", ");
    const { code: code2, message, hint } = first.failure;
    return [{ code: findingCode(code2), severity: "info", subject: subject.slice(0, 1024), message: `${message} Newer versions are unknown.`, hint }];
  });
}
function leftOut2(count3) {
  if (count3 <= 0) return [];
  const message = `${count3} images beyond the first ${MAXIMUM_REFERENCES} were not asked about.`;
  return [{ code: "plan-cut", severity: "info", subject: "updates", message, hint: "Split the pull request." }];
}
var SAME_CODES = ["registry-denied", "registry-refused", "registry-unreachable", "registry-rate-limited"];
function findingCode(code2) {
  if (code2 === "registry-missing") return "image-missing";
  return SAME_CODES.find((same) => same === code2) ?? "image-unread";
}
async function findUpdates({ pins, registry, config, log }) {
  const asked = new Set(pins.filter(isAskable).map(({ reference }) => reference));
  if (!config.updates || asked.size === 0) return { value: [], findings: [] };
  log.progress({ subject: "updates", state: "running", text: `looking for newer versions of ${asked.size} images` });
  const all = [...Map.groupBy(pins, ({ reference }) => reference)].filter(([reference]) => asked.has(reference));
  const byReference = all.slice(0, MAXIMUM_REFERENCES);
  const answers = await Promise.all(byReference.map(async (entry) => ({ reference: entry[0], ...await ask(entry, registry) })));
  const value = answers.flatMap(({ updates }) => updates);
  const failures = answers.flatMap(({ reference, failure: failure2 }) => failure2 === void 0 ? [] : [{ reference, failure: failure2 }]);
  log.progress({ subject: "updates", state: "done", text: `${value.length} offered` });
  return { value, findings: [...findingsOf(failures), ...leftOut2(all.length - byReference.length)] };
}

// src/updates/update.ts
var UpdateKind = _enum(["pin", "digest", "patch", "minor", "major"]);
var Update = object({
  kind: UpdateKind,
  reference: string().max(4096),
  /** The reference as it would be written. */
  proposed: string().max(4096),
  places: array(Place).max(1e3)
});

// src/report/clip-to-schema.ts
var MAX_FINDINGS = 2e4;
function clip(value, maximum) {
  if (typeof value === "string") return maximum > 1 ? `${value.slice(0, maximum - 1).replace(/[\ud800-\udbff]$/, "")}…` : "";
  return Array.isArray(value) ? value.slice(0, maximum) : value;
}
function clipAt(value, excess) {
  const [key, ...path] = excess.path;
  if (key === void 0) return clip(value, excess.maximum);
  if (Array.isArray(value)) return value.map((entry, index) => index === key ? clipAt(entry, { ...excess, path }) : entry);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, name === key ? clipAt(entry, { ...excess, path }) : entry]));
}
function kindOf(path) {
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
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const excesses = excessesOf(parsed.error);
  const clipped = schema.parse(excesses.reduce(clipAt, data));
  const kinds = Object.entries(Object.groupBy(excesses, (excess) => kindOf(excess.path)));
  const cuts = kinds.map(([kind, ofKind]) => cutFinding(kind, ofKind ?? []));
  return { ...clipped, findings: [...clipped.findings.slice(0, MAX_FINDINGS - cuts.length), ...cuts] };
}

// src/report/conceal.ts
var EXACT = /* @__PURE__ */ new Set(["file", "output", "inputs", "module", "digest", "platformDigest"]);
var TEXTS2 = /* @__PURE__ */ new Set(["text", "texts", "message", "hint", "old", "new", "diff", "command"]);
var MOST_VALUES2 = 500;
var LONGEST_NEEDLE = 48;
function escaped(text3) {
  return text3.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replace(/\s+/g, "\\s+");
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
  const longest = [...new Set(values)].toSorted((left, right) => right.length - left.length).slice(0, MOST_VALUES2);
  const needles = [...new Set(longest.flatMap(spellings))].map(needleOf);
  return (text3) => needles.reduce((rest, needle) => rest.replace(needle, HIDDEN), text3);
}
function walk2(value, { key, conceal }) {
  if (typeof value === "string") return TEXTS2.has(key) ? hideSecrets(conceal(value)) : hideNamedSecrets(conceal(value));
  if (Array.isArray(value)) return value.map((item) => walk2(item, { key, conceal }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, EXACT.has(name) ? entry : walk2(entry, { key: name, conceal })]));
}
function concealAll(data, values = []) {
  const conceal = hideValues(values);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, walk2(value, { key, conceal })]));
}

// src/report/plan-document.ts
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
  hosts: array(HostPlan).max(2e3),
  projects: array(ProjectPlan).max(2e3),
  images: array(ImageChange).max(5e3),
  updates: array(Update).max(5e3),
  findings: array(Finding).max(2e4),
  /** What the configuration says about the report, so that publishing needs no checkout. */
  options: strictObject({
    whenUnchanged: _enum(["update", "always", "never"]),
    failOn: _enum(["none", "error", "warning"]),
    /** What is done with modules that were not regenerated; nothing where it is absent. */
    write: _enum(["suggest", "commit"]).optional()
  })
});

// src/report/assemble-plan.ts
function byText(left, right) {
  return left < right ? -1 : Number(left > right);
}
function compareFindings(left, right) {
  return SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) || Number(left.place === void 0) - Number(right.place === void 0) || byText(left.place?.file ?? "", right.place?.file ?? "") || (left.place?.line ?? 0) - (right.place?.line ?? 0) || byText(left.subject, right.subject) || byText(left.code, right.code);
}
function identityOf(finding) {
  const { code: code2, severity, subject, message, hint, place } = finding;
  return JSON.stringify([code2, severity, subject, message, hint, place?.file, place?.line, place?.column]);
}
function settleFindings(findings) {
  const seen = new Map(findings.map((finding) => [identityOf(finding), finding]));
  return [...seen.values()].toSorted(compareFindings);
}
function assemblePlan(parts) {
  const { base, head, tip } = parts.revisions;
  const { write } = parts.config.convert;
  const { hosts: hosts2, projects, images, updates } = parts;
  const findings = settleFindings(parts.findings);
  const shown3 = concealAll({ hosts: hosts2, projects, images, updates, findings }, parts.secrets);
  return clipToSchema(Plan, {
    version: PLAN_VERSION,
    key: parts.config.key,
    base,
    head,
    tip,
    ...shown3,
    options: { whenUnchanged: parts.config.comment["when-unchanged"], failOn: parts.config["fail-on"], ...write === "off" ? {} : { write } }
  });
}

// src/report/blocks.ts
function code(text3) {
  return { kind: "code", text: text3 };
}
function mark(tone, text3) {
  return { kind: "mark", tone, text: text3 };
}
function count2(number2, noun) {
  return `${number2} ${noun}${number2 === 1 ? "" : "s"}`;
}
function shorten2(text3, limit) {
  if (text3.length <= limit) return text3;
  const points = Array.from(text3);
  return points.length <= limit ? text3 : `${points.slice(0, limit - 1).join("")}…`;
}
function shortDigests(text3) {
  return text3.replace(/\b(sha256|sha512):([0-9a-f]{12})[0-9a-f]{52,}/g, "$1:$2");
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
    const text3 = `${index === 0 ? count2(number2, "unit") : number2} ${verbOf(action, number2)}`;
    const piece = action === "left-stopped" ? mark("danger", text3) : text3;
    return index === 0 ? [piece] : [", ", piece];
  });
}

// src/report/first-screen.ts
var MAX_ROWS = 25;
function nameOf4(text3) {
  return shorten2(text3, 64);
}
function joinPieces(pieces) {
  return pieces.flatMap((piece, index) => index === 0 ? piece : ["; ", ...piece]);
}
function tellHosts(hosts2) {
  const compared = hosts2.filter((host) => host.status === "changed");
  if (compared.length === 0) return [];
  const tally = tellTally(tallyActions(compared.flatMap(newsOf)));
  return [`${count2(compared.length, "host")}: `, ...tally.length === 0 ? ["no unit restarts"] : tally];
}
function tellOthers(plan) {
  const number2 = (status) => plan.hosts.filter((host) => host.status === status).length;
  const projects = plan.projects.filter((project) => project.services.length > 0 || project.status === "removed").length;
  const areAllCalm = plan.hosts.length > 0 && plan.hosts.every((host) => host.status === "unchanged");
  const projectsChange = `${count2(projects, "Compose project")} ${projects === 1 ? "changes" : "change"}`;
  return [
    number2("added") > 0 ? [`${count2(number2("added"), "host")} added`] : [],
    number2("removed") > 0 ? [`${count2(number2("removed"), "host")} removed`] : [],
    number2("failed") > 0 ? [mark("danger", `${count2(number2("failed"), "host")} could not be evaluated`)] : [],
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
    errors > 0 ? [mark("danger", count2(errors, "error"))] : [],
    warnings > 0 ? [mark("warning", count2(warnings, "warning"))] : []
  ].filter((piece) => piece.length > 0);
  const look = pieces.length === 0 ? [] : [...pieces.flatMap((piece, index) => index === 0 ? piece : [" and ", ...piece]), " to look at"];
  const save = backups === 0 ? [] : [mark("warning", count2(backups, "container")), " to back up first"];
  return joinPieces([look, save].filter((piece) => piece.length > 0));
}
function rowOf(host) {
  const name = code(nameOf4(host.name));
  switch (host.status) {
    case "failed":
      return [[name], [mark("danger", "could not be evaluated")]];
    case "added":
      return [[name], ["new host"]];
    case "removed":
      return [[name], ["no longer in the flake; stays as it is until someone switches it off"]];
    case "unchanged":
      return [[name], ["no change"]];
    case "changed": {
      const news = newsOf(host);
      const tally = tellTally(tallyActions(news));
      const stamped = actionsOf(host).length - news.length;
      const others = stamped === 0 ? [] : [`, and ${count2(stamped, "unit")} for version stamps`];
      return [[name], [...tally.length === 0 ? ["changed, but no unit restarts"] : tally, ...others]];
    }
  }
}
var WEIGHT = { failed: 0, changed: 1, added: 2, removed: 3, unchanged: 4 };
function hostTable(hosts2) {
  const shown3 = hosts2.filter((host) => host.status !== "unchanged").toSorted((left, right) => WEIGHT[left.status] - WEIGHT[right.status]);
  if (shown3.length === 0) return [];
  const rows = shown3.slice(0, MAX_ROWS).map(rowOf);
  const rest = shown3.length - rows.length;
  const unchanged = hosts2.length - shown3.length;
  const last = rest > 0 ? [[["…"], [count2(rest, "more host")]]] : [];
  const calm = unchanged > 0 ? [[[count2(unchanged, "other host")], ["no change"]]] : [];
  return [{ kind: "table", head: ["Host", "What the switch does"], rows: [...rows, ...last, ...calm] }];
}
function firstScreen(plan) {
  const findings = tellFindings(plan);
  return [
    { kind: "title", line: headline(plan) },
    ...findings.length === 0 ? [] : [{ kind: "paragraph", line: findings }],
    ...hostTable(plan.hosts)
  ];
}

// src/report/fit-sections.ts
function yieldingOrder(printed) {
  const indexes = printed.flatMap((entry, index) => entry.texts.slice(1).map(() => index));
  return indexes.toSorted((left, right) => rankOf(printed, left) - rankOf(printed, right) || right - left);
}
function rankOf(printed, index) {
  return printed[index]?.section.rank ?? 0;
}
function sizeOf2(state, index) {
  return state.sizes[index]?.[state.chosen[index] ?? 0] ?? 0;
}
function totalOf(state) {
  return Array.from(state.sizes.keys()).reduce((sum, index) => sum + sizeOf2(state, index), 0);
}
function giveUp(state, order) {
  let size = totalOf(state);
  const taken = order.findIndex((index) => {
    if (size <= state.room) return true;
    size -= sizeOf2(state, index);
    state.chosen[index] = (state.chosen[index] ?? 0) + 1;
    size += sizeOf2(state, index);
    return false;
  });
  return taken === -1 ? order : order.slice(0, taken);
}
function takeBack(state, steps) {
  let size = totalOf(state);
  const stuck = /* @__PURE__ */ new Set();
  for (const index of steps.toReversed()) {
    const form = state.chosen[index] ?? 0;
    const longer = size - sizeOf2(state, index) + (state.sizes[index]?.[form - 1] ?? 0);
    if (longer > state.room) stuck.add(index);
    if (stuck.has(index)) continue;
    state.chosen[index] = form - 1;
    size = longer;
  }
}
function fitSections(sections, options2) {
  const printed = sections.map((section2) => ({ section: section2, texts: section2.forms.map((_, form) => options2.print(section2, form)) }));
  const sizes = printed.map((entry) => entry.texts.map((text3) => text3 === "" ? 0 : options2.measure(text3) + 2));
  const state = { sizes, chosen: printed.map(() => 0), room: options2.room };
  takeBack(state, giveUp(state, yieldingOrder(printed)));
  return {
    chosen: printed.map(({ section: section2, texts: texts2 }, index) => ({ section: section2, text: texts2[state.chosen[index] ?? 0] ?? "" })).filter(({ text: text3 }) => text3 !== ""),
    cut: sections.filter((_, index) => (state.chosen[index] ?? 0) > 0)
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

// src/report/place.ts
function tellPlace(place) {
  const file2 = shorten2(place.file, 200);
  return place.line === void 0 ? file2 : `${file2}:${place.line}`;
}

// src/report/tell-cause.ts
var SENTENCE = 400;
function tellScript(text3) {
  const colon = text3.indexOf(": ");
  return colon === -1 ? [text3] : [text3.slice(0, colon + 2), code(text3.slice(colon + 2))];
}
function tellCause(cause) {
  const text3 = shorten2(shortDigests(cause.text), SENTENCE);
  const place = cause.place === void 0 ? [] : [" (", code(tellPlace(cause.place)), ")"];
  return [...cause.kind === "script" ? tellScript(text3) : [text3], ...place];
}

// src/report/action-groups.ts
var LEAST = 3;
var MAX_CAUSES = 3;
var MAX_PACKAGES = 8;
var NAME3 = 120;
function keyOf(action) {
  const { group, causes, unit, scope } = action;
  if (action.action === "left-stopped") return JSON.stringify([unit, scope]);
  return JSON.stringify([action.action, scope, group ?? causes.map(({ text: text3, place }) => [text3, place])]);
}
function groupActions(actions) {
  const groups = /* @__PURE__ */ new Map();
  for (const action of actions) {
    const group = groups.get(keyOf(action));
    if (group === void 0) groups.set(keyOf(action), [action]);
    else group.push(action);
  }
  return [...groups.values()].flatMap((group) => group.length >= LEAST ? [group] : group.map((action) => [action]));
}
function tellCauses(causes) {
  const told = causes.slice(0, MAX_CAUSES).flatMap((cause, index) => index === 0 ? tellCause(cause) : ["; ", ...tellCause(cause)]);
  const rest = causes.length - MAX_CAUSES;
  return rest > 0 ? [...told, `; and ${rest} more`] : told;
}
function tellGroup(group) {
  const [{ action, scope, group: text3, causes }] = group;
  const units = `: ${count2(group.length, "unit")}${scope === "user" ? " of users" : ""} ${verbOf(action, group.length)}`;
  const why = text3 === void 0 ? tellCauses(causes) : [text3];
  return why.length === 0 ? [units.slice(2)] : [...why, units];
}
function tellNames(group, limit) {
  const names2 = group.slice(0, limit).flatMap(({ unit }, index) => [...index === 0 ? [] : [", "], code(shorten2(unit, NAME3))]);
  return group.length > limit ? [...names2, ` and ${group.length - limit} more`] : names2;
}
function tellPackages(group) {
  if (group[0].group === void 0) return [];
  const moved = group.flatMap(({ causes }) => causes.filter((cause) => cause.kind === "store-path" && cause.old !== cause.new));
  const counts = Object.entries(Object.groupBy(moved, (cause) => cause.text)).map(([text3, same]) => ({ text: text3, units: same?.length ?? 0 }));
  const sorted = counts.toSorted((left, right) => right.units - left.units);
  const told = sorted.slice(0, MAX_PACKAGES).map(({ text: text3, units }) => `${shorten2(text3, NAME3)} (${units})`).join(", ");
  return told === "" ? [] : [`${told}${sorted.length > MAX_PACKAGES ? `, and ${sorted.length - MAX_PACKAGES} more packages` : ""}`];
}

// src/report/host-sections.ts
var SHOWN = 12;
var LIMITS = [Number.POSITIVE_INFINITY, 60];
var MAX_CAUSES2 = 6;
var NAME4 = 120;
var MAX_NAMES = 20;
var MAX_FOLDED_NAMES = 200;
function isOnlyStorePath(action) {
  return action.action !== "left-stopped" && action.causes.length > 0 && action.causes.every((cause) => cause.kind === "store-path");
}
function sortActions(actions) {
  return actions.toSorted(
    (left, right) => DANGER.indexOf(left.action) - DANGER.indexOf(right.action) || Number(isOnlyStorePath(left)) - Number(isOnlyStorePath(right)) || (left.unit < right.unit ? -1 : Number(left.unit > right.unit))
  );
}
function tellVerb(action) {
  const verb = verbOf(action.action);
  if (action.action === "left-stopped") return mark("danger", verb);
  return action.action === "stop" ? mark("warning", verb) : verb;
}
function subjectOf(action) {
  const unit = code(shorten2(action.unit, NAME4));
  return action.scope === "user" ? [unit, " (of users)"] : [unit];
}
function actionItem(action) {
  const line = [...subjectOf(action), " ", tellVerb(action)];
  const causes = action.causes.slice(0, MAX_CAUSES2).map(tellCause);
  const rest = action.causes.length - causes.length;
  const [only, ...others] = causes;
  if (only === void 0) return { line };
  if (others.length === 0) return { line: [...line, ": ", ...only] };
  return { line: [...line, ":"], details: rest > 0 ? [...causes, [`and ${count2(rest, "more cause")}`]] : causes };
}
function groupItem(group) {
  const [first, ...others] = group;
  return others.length === 0 ? actionItem(first) : { line: tellGroup(group), details: [tellNames(group, MAX_NAMES)] };
}
function shortItem(action) {
  return { line: [...subjectOf(action), " ", tellVerb(action)] };
}
function list2(items) {
  return items.length === 0 ? [] : [{ kind: "list", items }];
}
function fold(summary, { items, limit }) {
  if (items.length === 0) return [];
  const rest = items.length - limit;
  const more = rest > 0 ? [{ kind: "paragraph", line: [`and ${rest} more`] }] : [];
  return [{ kind: "fold", summary: [summary], blocks: [...list2(items.slice(0, limit)), ...more] }];
}
function groupFold(group, limit) {
  const packages = tellPackages(group);
  const names2 = { kind: "paragraph", line: tellNames(group, limit) };
  return { kind: "fold", summary: tellGroup(group), blocks: packages.length === 0 ? [names2] : [{ kind: "paragraph", line: packages }, names2] };
}
function quietBlocks(actions, limit) {
  const groups = groupActions(actions.filter(isOnlyStorePath));
  const single2 = groups.filter((group) => group.length === 1).flat().map(actionItem);
  const stamped = actions.filter(isStampOnly).map(actionItem);
  return [
    ...groups.filter((group) => group.length > 1).map((group) => groupFold(group, Math.min(limit, MAX_FOLDED_NAMES))),
    ...fold(`${count2(single2.length, "unit")} for which only the version of a package moved`, { items: single2, limit }),
    ...fold(`${count2(stamped.length, "unit")} for which only a revision, a version label or a date stamp moved`, { items: stamped, limit })
  ];
}
function hostBlocks(host, limit) {
  const sorted = sortActions(actionsOf(host));
  const told = groupActions(sorted.filter((action) => !isOnlyStorePath(action) && !isStampOnly(action)));
  const folded = told.slice(SHOWN);
  return [
    ...list2(told.slice(0, SHOWN).map(groupItem)),
    ...fold(count2(folded.flat().length, "more unit"), { items: folded.map(groupItem), limit }),
    ...quietBlocks(sorted, limit)
  ];
}
function hostSection(host) {
  const heading = { kind: "heading", line: ["Host ", code(shorten2(host.name, NAME4))] };
  const sorted = sortActions(newsOf(host));
  const brief = sorted.length === 0 ? [] : [
    { kind: "paragraph", line: [...tellTally(tallyActions(sorted)), ". The first of them:"] },
    ...list2(sorted.slice(0, SHOWN).map(shortItem))
  ];
  return { rank: 60, loses: ["the actions of one host", "hosts' actions"], forms: [...LIMITS.map((limit) => [heading, ...hostBlocks(host, limit)]), [heading, ...brief], []] };
}
function hostSections(hosts2) {
  const worst = (host) => Math.min(DANGER.length, ...newsOf(host).map((action) => DANGER.indexOf(action.action)));
  return hosts2.filter((host) => actionsOf(host).length > 0).toSorted((left, right) => worst(left) - worst(right)).map(hostSection);
}

// src/report/diff-sections.ts
var BRIEF = 40;
var LONG = 6e3;
var RANK = 10;
function diffSection(summary, diff) {
  if (diff.trim() === "") return [];
  const lines2 = diff.replace(/\n+$/, "").split("\n");
  const rest = lines2.length - BRIEF;
  const brief = [...lines2.slice(0, BRIEF).map((line) => shorten2(line, 120)), ...rest > 0 ? [`… ${rest} more lines`] : []].join("\n");
  const forms = diff.length > LONG ? [diff, brief] : [diff];
  return [
    {
      rank: RANK,
      within: "Exact diffs",
      loses: ["a diff", "diffs"],
      forms: [...forms.map((text3) => [{ kind: "fold", summary, blocks: [{ kind: "diff", text: text3 }] }]), []]
    }
  ];
}
function hostDiffs(host) {
  return sortActions(actionsOf(host)).flatMap(
    (action) => diffSection([code(shorten2(action.unit, 120)), " on ", code(shorten2(host.name, 64))], action.diff)
  );
}
function projectDiffs(project) {
  const name = code(shorten2(project.name, 80));
  return [
    ...diffSection(["module of ", name, ", from base to head"], project.diff),
    ...diffSection(["module of ", name, ", from what is committed to what the Compose file gives"], project.drift.diff)
  ];
}
function diffSections(parts) {
  return [...parts.hosts.flatMap(hostDiffs), ...parts.projects.flatMap(projectDiffs)];
}

// src/report/finding-sections.ts
var TOLD_ELSEWHERE = /* @__PURE__ */ new Set(["update-available"]);
var SENTENCE2 = 600;
var BRIEFS = [60, 10];
function tellWhere(finding) {
  return finding.place === void 0 ? [] : [" (", code(tellPlace(finding.place)), ")"];
}
var TONES = { error: "danger", warning: "warning", info: "warning" };
function findingItem(finding) {
  const line = [mark(TONES[finding.severity], shorten2(shortDigests(finding.subject), 160)), ": ", shorten2(shortDigests(finding.message), SENTENCE2), ...tellWhere(finding)];
  return finding.hint === "" ? { line } : { line, details: [[shorten2(finding.hint, SENTENCE2)]] };
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
  const rest = findings.length - limit;
  const more = rest > 0 ? [{ kind: "paragraph", line: [`and ${rest} more`] }] : [];
  return [...section(rules.heading, findings.slice(0, limit).map(shortFinding)), ...more];
}
function findingSection(rules, findings) {
  if (findings.length === 0) return [];
  const briefs = BRIEFS.map((limit) => briefSection(rules, { findings, limit }));
  return [{ rank: rules.rank, loses: rules.loses, forms: [section(rules.heading, findings), ...briefs, []] }];
}
function shortFinding(finding) {
  return { ...finding, message: shorten2(finding.message, 200), hint: shorten2(finding.hint, 200) };
}
function notesSection(findings) {
  if (findings.length === 0) return [];
  const list3 = { kind: "list", items: findings.map(findingItem) };
  const fold2 = { kind: "fold", summary: [count2(findings.length, "note")], blocks: [list3] };
  return [{ rank: 30, loses: ["the notes", "lists of notes"], forms: [[fold2], []] }];
}
function findingSections(findings) {
  const told = findings.filter((finding) => !TOLD_ELSEWHERE.has(finding.code));
  const ofSeverity = (severity) => told.filter((finding) => finding.severity === severity && !isBackup(finding));
  return [
    ...findingSection(RULES.error, ofSeverity("error")),
    ...findingSection(RULES.backup, told.filter(isBackup)),
    ...findingSection(RULES.warning, ofSeverity("warning"))
  ];
}
function noteSections(findings) {
  return notesSection(findings.filter((finding) => finding.severity === "info" && !TOLD_ELSEWHERE.has(finding.code) && !isBackup(finding)));
}

// src/report/tell-bytes.ts
var UNITS = ["B", "kB", "MB", "GB", "TB"];
function tellBytes(bytes2) {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes2)) / 3)));
  const amount = bytes2 / 1e3 ** power;
  const digits = power > 0 && amount < 10 ? amount.toFixed(1) : Math.round(amount).toString();
  return `${digits} ${UNITS[power] ?? "B"}`;
}

// src/report/image-section.ts
var MAX_DIFFERENCES = 8;
var MAX_USERS = 4;
var DIGEST_LETTERS = 12;
function splitReference(reference) {
  const at = reference.indexOf("@");
  const named = at === -1 ? reference : reference.slice(0, at);
  const digest = at === -1 ? "" : reference.slice(at + 1).replace(/^(\w+:[0-9a-f]+)$/, (text3) => `@${text3.slice(0, text3.indexOf(":") + 1 + DIGEST_LETTERS)}`);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  if (colon === -1) return { name: named, version: digest };
  return { name: named.slice(0, colon), version: `${named.slice(colon + 1)}${digest}` };
}
function tellVersion(image) {
  return shorten2(splitReference(image.reference).version, 120) || "no tag";
}
function tellMove(change) {
  const { old, new: next } = change;
  if (old === void 0 && next === void 0) return ["an image"];
  if (old === void 0 || next === void 0) {
    const only = next ?? old;
    return [code(shorten2(only?.reference ?? "", 240)), next === void 0 ? " is no longer used" : " is new"];
  }
  const [from, to] = [splitReference(old.reference), splitReference(next.reference)];
  if (from.name !== to.name) return [code(shorten2(old.reference, 240)), " → ", code(shorten2(next.reference, 240))];
  return [code(shorten2(from.name, 160)), " ", code(tellVersion(old)), " → ", code(tellVersion(next))];
}
function tellUser(user) {
  const owner2 = user.kind === "container" ? user.host : user.project;
  return [code(shorten2(user.name, 80)), user.kind === "container" ? " on " : " of project ", code(shorten2(owner2, 80))];
}
function tellUsers(users) {
  if (users.length === 0) return [];
  const shown3 = users.slice(0, MAX_USERS).flatMap((user, index) => index === 0 ? tellUser(user) : [", ", ...tellUser(user)]);
  const rest = users.length - MAX_USERS;
  return [["used by ", ...shown3, ...rest > 0 ? [` and ${rest} more`] : []]];
}
function tellDownload(change) {
  if (change.isSameContent) return [[`the same content on ${change.platform}: nothing to pull`]];
  if (change.download === void 0) return [];
  const whole2 = change.new?.size === void 0 || change.new.size === change.download ? "" : ` of ${tellBytes(change.new.size)}`;
  return [[`to download: ${tellBytes(change.download)}${whole2}`]];
}
function imageItem(change) {
  const differences = change.differences.slice(0, MAX_DIFFERENCES).map((difference2) => [shorten2(difference2.text, 300)]);
  const rest = change.differences.length - differences.length;
  const more = rest > 0 ? [[`and ${count2(rest, "more difference")}`]] : [];
  return { line: tellMove(change), details: [...differences, ...more, ...tellDownload(change), ...tellUsers(change.usedBy)] };
}
function imageSections(images) {
  if (images.length === 0) return [];
  const heading = { kind: "heading", line: ["Images"] };
  const whole2 = { kind: "list", items: images.map(imageItem) };
  const brief = { kind: "list", items: images.slice(0, 50).map((change) => ({ line: tellMove(change) })) };
  return [{ rank: 40, loses: ["what is different inside the images", "lists of images"], forms: [[heading, whole2], [heading, brief], []] }];
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
  const service = code(shorten2(change.service, 80));
  if (change.change !== "changed") return ["service ", service, ` ${change.change}`];
  const texts2 = change.texts.slice(0, MAX_TEXTS).map((text3) => shorten2(text3, 240));
  const rest = change.texts.length - texts2.length;
  return ["service ", service, ": ", texts2.join("; "), ...rest > 0 ? [`; and ${rest} more`] : []];
}
function commandLine({ drift }) {
  const { status, command: command2 } = drift;
  return status === "not-regenerated" && command2 !== void 0 && command2.length <= LONGEST_COMMAND2 ? [["make it again with ", code(command2)]] : [];
}
function driftLine(project) {
  const { status, text: text3 } = project.drift;
  const isCalm = status === "none" || status === "not-checked";
  const module = project.output === void 0 ? ["the generated module"] : ["module ", code(shorten2(project.output, 200))];
  const told = text3 === "" ? [] : [": ", shorten2(text3, 400)];
  return [[...module, " ", isCalm ? DRIFT[status] : mark("warning", DRIFT[status]), ...told], ...commandLine(project)];
}
function projectItem(project) {
  const name = code(shorten2(project.name, 80));
  const inputs = project.inputs.slice(0, 3).flatMap((input, index) => [index === 0 ? " (" : ", ", code(shorten2(input, 160))]);
  const line = [name, ...inputs, ...inputs.length === 0 ? [] : [")"]];
  if (project.status === "removed") return { line: [...line, " is removed"] };
  if (project.status === "failed") return { line: [...line, " ", mark("danger", "could not be converted")] };
  const services = project.services.slice(0, MAX_SERVICES).map(serviceLine);
  const rest = project.services.length - services.length;
  const more = rest > 0 ? [[count2(rest, "more service")]] : [];
  return { line, details: [...services, ...more, ...driftLine(project)] };
}
function projectSections(projects) {
  if (projects.length === 0) return [];
  const heading = { kind: "heading", line: ["Compose projects"] };
  const whole2 = { kind: "list", items: projects.map(projectItem) };
  const brief = { kind: "list", items: projects.slice(0, 50).map((project) => ({ line: projectItem(project).line })) };
  return [{ rank: 35, loses: ["the services of the Compose projects", "lists of projects"], forms: [[heading, whole2], [heading, brief], []] }];
}

// src/report/update-section.ts
var MAX_PLACES = 5;
var STEP = {
  pin: "add the digest",
  digest: "newer build of the same tag",
  patch: "patch",
  minor: "minor",
  major: "major"
};
function placesLine(update) {
  if (update.places.length === 0) return [];
  const shown3 = update.places.slice(0, MAX_PLACES).flatMap((place, index) => [...index === 0 ? [] : [", "], code(tellPlace(place))]);
  const rest = update.places.length - MAX_PLACES;
  return [["in ", ...shown3, ...rest > 0 ? [` and ${rest} more`] : []]];
}
function tellReference(reference) {
  return code(shorten2(shortDigests(reference), 240));
}
function updateItem(update) {
  const line = [tellReference(update.reference), " → ", tellReference(update.proposed), ` (${STEP[update.kind]})`];
  return { line, details: placesLine(update) };
}
function updateSections(updates) {
  if (updates.length === 0) return [];
  const list3 = { kind: "list", items: updates.map(updateItem) };
  const fold2 = { kind: "fold", summary: [`${count2(updates.length, "update")} offered`], blocks: [list3] };
  return [{ rank: 20, loses: ["the offered updates", "lists of updates"], forms: [[fold2], []] }];
}

// src/report/report-sections.ts
function footer(plan) {
  const key = plan.key === "default" ? [] : [", plan ", code(plan.key)];
  const line = ["stowplan of ", code(plan.tip.slice(0, 10)), " against ", code(plan.base.slice(0, 10)), ...key];
  return { rank: 100, loses: ["", ""], forms: [[{ kind: "note", line }]] };
}
function reportSections(plan) {
  return [
    { rank: 100, loses: ["", ""], forms: [firstScreen(plan)] },
    ...hostSections(plan.hosts),
    ...imageSections(plan.images),
    ...findingSections(plan.findings),
    ...projectSections(plan.projects),
    ...updateSections(plan.updates),
    ...noteSections(plan.findings),
    ...diffSections(plan),
    footer(plan)
  ];
}

// src/report/visible-text.ts
var UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function showUnseen(character) {
  const point = character.codePointAt(0) ?? 0;
  if (point < 32) return String.fromCodePoint(9216 + point);
  return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
function visibleLine(text3) {
  return text3.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(UNSEEN, showUnseen);
}
function visibleLines(text3) {
  return text3.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.split("	").map((part) => part.replace(UNSEEN, showUnseen)).join("	")).join("\n");
}

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
var VERSION2 = /^v?\d+(?:\.\d+)*(?:-\w+)?$/i;
var MEANT_AS_CODE = /(`[^`]+`|\[hidden(?:, changed)?\])/;
var WORD2 = /^(?<before>[("'“„]*)(?<core>.*?)(?<after>[.,;:!?)"'”]*)$/u;
var EMOJI_CODE = /:[^:]+:/;
function splitWord(word) {
  if (EMOJI_CODE.test(word)) return [asCode(word)];
  const groups = WORD2.exec(word)?.groups ?? {};
  const { before = "", core = word, after = "" } = groups;
  const isPlain = HARMLESS.test(core) && (VERSION2.test(core) || !MEANT.some((pattern) => pattern.test(core)));
  if (isPlain) return [{ kind: "words", text: word }];
  return [
    { kind: "words", text: before },
    { kind: "code", text: core },
    { kind: "words", text: after }
  ];
}
function join(parts) {
  const joined = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.text === "") continue;
    if (last?.kind === part.kind) joined[joined.length - 1] = { kind: part.kind, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}
function splitSentence(sentence) {
  const pieces = visibleLine(sentence).split(MEANT_AS_CODE);
  return join(pieces.flatMap((piece, index) => index % 2 === 1 ? [asCode(piece)] : piece.split(/( +)/).flatMap(splitBlank)));
}
function asCode(text3) {
  return { kind: "code", text: text3.startsWith("`") ? text3.slice(1, -1) : text3 };
}
function splitBlank(word) {
  return word.trim() === "" ? [{ kind: "words", text: word === "" ? "" : " " }] : splitWord(word);
}

// src/report/html/escape.ts
var ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function escapeHtml(text3) {
  return text3.replace(/[&<>"']/g, (mark2) => ENTITIES[mark2] ?? mark2);
}

// src/report/html/page.css
var page_default = "/* The page of a plan: readable on a phone first, two colour schemes, no fonts or pictures to load. */\n:root {\n  color-scheme: light dark;\n  --ground: light-dark(#ffffff, #0f1418);\n  --raised: light-dark(#f3f5f7, #182026);\n  --text: light-dark(#1b2328, #dde4e8);\n  --soft: light-dark(#54626b, #97a5ae);\n  --line: light-dark(#d5dce1, #2c3740);\n  --danger: light-dark(#b3161b, #ff8a85);\n  --warning: light-dark(#8a5300, #f0b458);\n  --added: light-dark(#dcf5e3, #12351f);\n  --removed: light-dark(#fde4e4, #44191b);\n  --hunk: light-dark(#5b3fb0, #b8a4ff);\n}\n\n* { box-sizing: border-box; }\n\nbody {\n  margin: 0;\n  background: var(--ground);\n  color: var(--text);\n  font: 1rem/1.5 system-ui, sans-serif;\n}\n\nmain { max-width: 60rem; margin: 0 auto; padding: 1rem; }\nsection { margin: 0 0 1.25rem; }\nh1 { font-size: 1.4rem; line-height: 1.3; margin: 0.5rem 0; text-wrap: balance; }\nh2 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }\np { margin: 0.5rem 0; }\nul { margin: 0.25rem 0; padding-left: 1.25rem; }\nli { margin: 0.3rem 0; overflow-wrap: anywhere; }\nli li { color: var(--soft); margin: 0.1rem 0; }\n.danger { color: var(--danger); }\n.warning { color: var(--warning); }\n\ncode {\n  font: 0.875em/1.4 ui-monospace, monospace;\n  background: var(--raised);\n  border-radius: 0.25rem;\n  padding: 0.1em 0.3em;\n  overflow-wrap: anywhere;\n}\n\nh1 code, summary code { font-size: 0.9em; }\n.wide { overflow-x: auto; }\ntable { border-collapse: collapse; width: 100%; }\nth, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }\nth { color: var(--soft); font-weight: 600; font-size: 0.875rem; }\n\ndetails { border: 1px solid var(--line); border-radius: 0.5rem; }\nsummary { padding: 0.5rem 0.75rem; cursor: pointer; overflow-wrap: anywhere; }\ndetails > :not(summary) { margin-left: 0.75rem; margin-right: 0.75rem; }\ndetails + details { margin-top: 0.5rem; }\ndetails[open] > summary { border-bottom: 1px solid var(--line); }\nsection:has(> details) { margin-bottom: 0.5rem; }\n\npre.diff {\n  font: 0.8125rem/1.45 ui-monospace, monospace;\n  overflow-x: auto;\n  margin: 0 !important;\n  padding: 0.5rem 0;\n  tab-size: 4;\n}\n\npre.diff span { display: inline-block; min-width: 100%; padding: 0 0.75rem; }\npre.diff .added { background: var(--added); }\npre.diff .removed { background: var(--removed); }\npre.diff .hunk { color: var(--hunk); }\nfooter { color: var(--soft); font-size: 0.875rem; }\n\n@media print {\n  details { break-inside: avoid; }\n}\n";

// src/report/html/page.html
var page_default2 = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title><!-- title --></title>
<style>
<!-- style -->
</style>
</head>
<body>
<main>
<!-- body -->
</main>
</body>
</html>
`;

// src/report/html/render-html.ts
function printCode(text3) {
  return `<code>${escapeHtml(visibleLine(text3))}</code>`;
}
function printSentence(sentence) {
  return splitSentence(sentence).map((part) => part.kind === "code" ? printCode(part.text) : escapeHtml(part.text)).join("");
}
function printInline(inline) {
  if (typeof inline === "string") return printSentence(inline);
  if (inline.kind === "code") return printCode(inline.text);
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
  return `<li>${printLine(item.line)}${details === "" ? "" : `<ul>${details}</ul>`}</li>`;
}
function printTable(block) {
  const head = block.head.map((text3) => `<th scope="col">${printSentence(text3)}</th>`).join("");
  const rows = block.rows.map((row) => `<tr>${row.map((cell) => `<td>${printLine(cell)}</td>`).join("")}</tr>`);
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
function diffClass(line) {
  if (/^(?:\+\+\+|---) /.test(line)) return "hunk";
  if (line.startsWith("+")) return "added";
  if (line.startsWith("-")) return "removed";
  return line.startsWith("@@") ? "hunk" : "";
}
function printDiff(text3) {
  const lines2 = visibleLines(text3).replace(/\n+$/, "").split("\n");
  return `<pre class="diff" tabindex="0">${lines2.map((line) => `<span class="${diffClass(line)}">${escapeHtml(line)}</span>`).join("\n")}</pre>`;
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
      return `<footer>${printLine(block.line)}</footer>`;
    case "table":
      return printTable(block);
    case "list":
      return `<ul>${block.items.map(printItem).join("\n")}</ul>`;
    case "diff":
      return printDiff(block.text);
    case "fold":
      return `<details><summary>${printLine(block.summary)}</summary>
${block.blocks.map(printBlock).join("\n")}
</details>`;
  }
}
function printGroup(group) {
  const text3 = group.map((entry) => entry.text).join("\n");
  const within = group[0]?.section.within;
  return `<section>
${within === void 0 ? "" : `<h2>${printSentence(within)}</h2>
`}${text3}
</section>`;
}
function renderHtml(plan) {
  const sections = reportSections(plan).map((section2) => ({ section: section2, text: (section2.forms[0] ?? []).map(printBlock).join("\n") }));
  const body = groupNeighbours(sections).map(printGroup).join("\n");
  const title = plainLine(headline(plan));
  const parts = { title: escapeHtml(title), style: page_default, body };
  return page_default2.replace(/<!-- (title|style|body) -->/g, (_, name) => parts[name] ?? "");
}

// src/report/plan-text.ts
import { createHash as createHash3 } from "node:crypto";
var MAX_TEXT = 64e6;
var MAX_ISSUES = 5;
function writePlan(plan) {
  return `${JSON.stringify(Plan.parse(plan), null, 2)}
`;
}
function planHash(plan) {
  return createHash3("sha256").update(writePlan(plan)).digest("hex");
}
function invalid(message, cause) {
  return new StowplanError({
    code: "plan-invalid",
    subject: "plan.json",
    message,
    hint: "Make the plan again with the same version of stowplan that publishes it.",
    cause
  });
}
function tellPath(path) {
  const text3 = path.map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`).join("");
  return text3 === "" ? "the document" : text3.replace(/^\./, "");
}
function tellIssues(error) {
  const told = error.issues.slice(0, MAX_ISSUES).map((issue) => `${tellPath(issue.path)}: ${issue.message}`);
  const rest = error.issues.length - told.length;
  return [...told, ...rest > 0 ? [`and ${rest} more`] : []].join("; ");
}
function parsePlan(text3) {
  if (text3.length > MAX_TEXT) throw invalid(`The plan has ${text3.length} characters, more than ${MAX_TEXT}.`);
  let data;
  try {
    data = JSON.parse(text3);
  } catch (cause) {
    throw invalid("The plan is not JSON.", cause);
  }
  const parsed = Plan.safeParse(data);
  if (!parsed.success) throw invalid(`The plan does not have the form of version 1: ${tellIssues(parsed.error)}`, parsed.error);
  return parsed.data;
}

// src/report/markdown/escape.ts
function entities(text3) {
  return text3.replace(/[!-/:-@[-`{-~]/g, (mark2) => `&#${mark2.charCodeAt(0)};`);
}
function markdownCode(text3) {
  const line = visibleLine(text3);
  if (line.trim() === "" || /[`|\\]/.test(line)) return `<code>${entities(line)}</code>`;
  return `\`${line}\``;
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
function summaryCode(text3) {
  return `<code>${entities(visibleLine(text3))}</code>`;
}
function markdownFence(language, text3) {
  const lines2 = visibleLines(text3).replace(/\n+$/, "");
  const longest = Math.max(2, ...Array.from(lines2.matchAll(/`+/g), (run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}
${lines2}
${fence}`;
}
function commentRecord(record2) {
  return JSON.stringify(record2).replace(/[<>&-]/g, (mark2) => `\\u00${mark2.charCodeAt(0).toString(16)}`);
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
var OPENING = "<!-- stowplan ";
var CLOSING = " -->";
function writeMarker(marker) {
  return `${OPENING}${commentRecord(marker)}${CLOSING}`;
}
function findMarker(body) {
  const [first = ""] = body.split(/\r?\n/, 1);
  if (!first.startsWith(OPENING) || !first.endsWith(CLOSING)) return void 0;
  try {
    return Marker.safeParse(JSON.parse(first.slice(OPENING.length, -CLOSING.length))).data;
  } catch {
    return void 0;
  }
}

// src/report/markdown/print-markdown.ts
var DANGER_SIGN = "🛑";
function printInline2(inline) {
  if (typeof inline === "string") return markdownSentence(inline);
  if (inline.kind === "code") return markdownCode(inline.text);
  const text3 = markdownSentence(inline.text).trim();
  if (inline.tone === "calm" || text3 === "") return text3;
  return inline.tone === "danger" ? `${DANGER_SIGN} **${text3}**` : `**${text3}**`;
}
function printLine2(line) {
  return line.map(printInline2).join("");
}
function printSummary(line) {
  return line.map((inline) => {
    if (typeof inline === "string") return summarySentence(inline);
    if (inline.kind === "code") return summaryCode(inline.text);
    return inline.tone === "calm" ? summarySentence(inline.text) : `<b>${summarySentence(inline.text)}</b>`;
  }).join("");
}
function printItem2(item) {
  const details = (item.details ?? []).map((line) => `
  - ${markdownBlockStart(printLine2(line))}`);
  return `- ${markdownBlockStart(printLine2(item.line))}${details.join("")}`;
}
function printTable2(head, rows) {
  const lines2 = [head.map(markdownSentence), head.map(() => "---"), ...rows.map((row) => row.map(printLine2))];
  return lines2.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
function wrapFold(summary, text3) {
  return `<details><summary>${printSummary(summary)}</summary>

${text3}

</details>`;
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
      return `<sub>${printSummary(block.line)}</sub>`;
    case "table":
      return printTable2(block.head, block.rows);
    case "list":
      return block.items.map(printItem2).join("\n");
    case "diff":
      return markdownFence("diff", block.text);
    case "fold":
      return wrapFold(block.summary, printBlocks(block.blocks));
  }
}
function printBlocks(blocks) {
  return blocks.map(printBlock2).join("\n\n");
}

// src/report/markdown/render-markdown.ts
var COMMENT_LIMIT = 65536;
var SUMMARY_LIMIT = 1048576;
var NOTE_ROOM = 1200;
function countCharacters(text3) {
  let pairs3 = 0;
  for (let index = 0; index < text3.length; index += 1) {
    const unit = text3.charCodeAt(index);
    if (unit >= 55296 && unit <= 56319) pairs3 += 1;
  }
  return text3.length - pairs3;
}
function countBytes(text3) {
  return new TextEncoder().encode(text3).length;
}
function cutNote(cut2) {
  const kinds = Object.groupBy(cut2, (section2) => section2.loses[1]);
  const told = Object.entries(kinds).map(([many, sections = []]) => sections.length === 1 ? sections[0]?.loses[0] : `${sections.length} ${many}`);
  return `> [!NOTE]
> Left out for lack of room: ${told.join(", ")}. The whole plan is in the run's summary and in \`plan.html\` of its artifact.`;
}
function printGroup2(group) {
  const text3 = group.map((entry) => entry.text).join("\n\n");
  const within = group[0]?.section.within;
  return within === void 0 ? text3 : wrapFold([`${within} (${group.length})`], text3);
}
function renderMarkdown(plan, options2) {
  const measure = options2.unit === "bytes" ? countBytes : countCharacters;
  const marker = { version: 1, key: plan.key, base: plan.base, head: plan.tip, plan: planHash(plan) };
  const room = options2.limit - measure(writeMarker({ ...marker, truncated: false })) - NOTE_ROOM;
  const sections = reportSections(plan);
  const print2 = (section2, form) => printBlocks(section2.forms[form] ?? []);
  const { chosen, cut: cut2 } = fitSections(sections, { room, measure, print: print2 });
  const note = cut2.length === 0 ? [] : [cutNote(cut2)];
  const [first = "", ...rest] = groupNeighbours(chosen).map(printGroup2);
  const record2 = writeMarker({ ...marker, truncated: cut2.length > 0 });
  return `${record2}
${[first, ...note, ...rest].join("\n\n")}
`;
}

// src/report/terminal/escape.ts
var STYLES = { bold: "1", dim: "2", danger: "1;31", warning: "33", calm: "0", added: "32", removed: "31", code: "36", hunk: "35" };
function escapeTerminal(text3) {
  return visibleLine(text3);
}
function terminalLines(text3) {
  return visibleLines(text3).replaceAll("	", "    ").split("\n");
}
function paint(style, text3) {
  return style === "calm" || text3 === "" ? text3 : `\x1B[${STYLES[style]}m${text3}\x1B[0m`;
}

// src/report/terminal/wrap-words.ts
function wordsOf(pieces) {
  const words = [];
  let isGlued = false;
  for (const { text: text3, style } of pieces) {
    for (const [index, part] of text3.split(" ").entries()) {
      const word = part === "" ? [] : [{ text: part, style }];
      if (index === 0 && isGlued) words.push([...words.pop() ?? [], ...word]);
      else words.push(word);
    }
    isGlued = true;
  }
  return words.filter((word) => word.length > 0);
}
function columnsOf(text3) {
  let columns = 0;
  for (const character of text3) columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(character) ? 2 : 1;
  return columns;
}
function wrapWords(pieces, options2) {
  const indent = " ".repeat(columnsOf(options2.start));
  const lines2 = [];
  let line = options2.start;
  let columns = indent.length;
  let gap = "";
  for (const word of wordsOf(pieces)) {
    const size = word.reduce((sum, { text: text3 }) => sum + columnsOf(text3), 0);
    if (gap !== "" && columns + gap.length + size > options2.width) {
      lines2.push(line);
      [line, columns, gap] = [indent, indent.length, ""];
    }
    line += gap + word.map(({ text: text3, style }) => options2.isColoured ? paint(style, text3) : text3).join("");
    columns += gap.length + size;
    gap = " ";
  }
  return [...lines2, line.trimEnd()];
}

// src/report/terminal/render-terminal.ts
var MIN_WIDTH = 30;
function pieceOf(inline) {
  if (typeof inline === "string") return { text: escapeTerminal(inline), style: "calm" };
  return { text: escapeTerminal(inline.text), style: inline.kind === "code" ? "code" : inline.tone };
}
function styled(line, style) {
  return line.map(pieceOf).map((piece) => piece.style === "danger" ? piece : { ...piece, style });
}
function wrap(line, printer) {
  return wrapWords(line, { ...printer, width: Math.max(MIN_WIDTH, printer.width) });
}
function printItem3(item, printer) {
  const { start } = printer;
  return [
    ...wrap(item.line.map(pieceOf), { ...printer, start: `${start}• ` }),
    ...(item.details ?? []).flatMap((line) => wrap(line.map(pieceOf), { ...printer, start: `${start}    - ` }))
  ];
}
function printTable3(rows, printer) {
  const text3 = (line) => line.map((inline) => pieceOf(inline).text).join("");
  const widest = Math.max(...rows.map((row) => columnsOf(text3(row[0] ?? []))));
  const first = Math.min(widest, Math.floor(printer.width / 2));
  return rows.flatMap((row) => {
    const name = text3(row[0] ?? []);
    const gap = " ".repeat(Math.max(0, first - columnsOf(name)) + 2);
    const painted = printer.isColoured ? paint("bold", name) : name;
    const [head = "", ...rest] = wrap((row[1] ?? []).map(pieceOf), { ...printer, start: `${printer.start}${name}${gap}` });
    return [head.replace(name, () => painted), ...rest];
  });
}
function styleOf(line) {
  if (/^(?:\+\+\+|---) /.test(line)) return "hunk";
  if (line.startsWith("+")) return "added";
  if (line.startsWith("-")) return "removed";
  return line.startsWith("@@") ? "hunk" : "calm";
}
function printDiff2(text3, printer) {
  return terminalLines(text3).map((line) => `${printer.start}${printer.isColoured ? paint(styleOf(line), line) : line}`.trimEnd());
}
function printFold(block, printer) {
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
      return wrap(block.line.map(pieceOf), printer);
    case "note":
      return wrap(styled(block.line, "dim"), printer);
    case "table":
      return printTable3(block.rows, printer);
    case "list":
      return block.items.flatMap((item) => printItem3(item, printer));
    case "diff":
      return printDiff2(block.text, printer);
    case "fold":
      return printFold(block, printer);
  }
}
function renderTerminal(plan, options2) {
  const printer = { ...options2, start: "" };
  const sections = reportSections(plan).map((section2) => {
    const blocks = section2.forms[0] ?? [];
    return blocks.map((block) => printBlock3(block, printer).join("\n")).filter((text3) => text3 !== "");
  });
  return `${sections.filter((blocks) => blocks.length > 0).map((blocks) => blocks.join("\n")).join("\n\n")}
`;
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
    hosts: [],
    projects: [],
    images: [],
    updates: [],
    findings: [{ code: "plan-failed", severity: "error", ...tell(error) }],
    options: { whenUnchanged: "update", failOn: "error" }
  });
}

// src/report/summarise-plan.ts
function summarisePlan(plan) {
  const named = (isWanted) => plan.hosts.filter((host) => isWanted(host.status)).map((host) => host.name);
  return {
    headline: headline(plan).map((inline) => typeof inline === "string" ? inline : inline.text).join(""),
    isChanged: hasChanges(plan),
    exitCode: exitCode(plan),
    changedHosts: named((status) => status === "changed" || status === "added" || status === "removed"),
    failedHosts: named((status) => status === "failed"),
    units: tallyActions(plan.hosts.flatMap(actionsOf)),
    findings: { error: countFindings(plan, "error"), warning: countFindings(plan, "warning"), info: countFindings(plan, "info") },
    worst: worstSeverity(plan) ?? "none"
  };
}

// src/report/workflow-escape.ts
var BREAK = "​";
function escapeWorkflowLine(text3) {
  return visibleLine(text3).replace(/^(\s*):(?=:)/, `$1:${BREAK}`).replaceAll("##[", `#${BREAK}#[`);
}
function escapeData(text3) {
  return text3.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text3) {
  return escapeData(text3).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function workflowCommand(name, parts) {
  const properties = Object.entries(parts.properties ?? {}).map(([key, value]) => `${key}=${escapeProperty(visibleLine(value))}`);
  return `::${name}${properties.length === 0 ? "" : ` ${properties.join(",")}`}::${escapeData(visibleLines(parts.text))}`;
}

export {
  isQuiet,
  isFailing,
  exitCode,
  toCanonical,
  readProject,
  strictFindings,
  readProjects,
  secretsOfProjects,
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
  findPins,
  findUpdates,
  assemblePlan,
  failedPlan,
  renderHtml,
  findMarker,
  writePlan,
  parsePlan,
  COMMENT_LIMIT,
  SUMMARY_LIMIT,
  renderMarkdown,
  escapeTerminal,
  renderTerminal,
  summarisePlan,
  escapeWorkflowLine,
  workflowCommand
};
