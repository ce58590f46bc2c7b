import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  closestName
} from "./chunk-ZWLGDFVE.js";
import {
  require_dist
} from "./chunk-CGQZGR63.js";
import {
  isPlainValue,
  isSecretName
} from "./chunk-BZKXFKES.js";
import {
  __toESM
} from "./chunk-Q3OPO74A.js";

// src/compose/read-project.ts
import { posix as posix8 } from "node:path";

// src/compose/value.ts
function scalar(value, place) {
  return { kind: "scalar", value, place };
}
function optionalText(text2, place) {
  return text2 === void 0 || text2 === "" ? void 0 : scalar(text2, place);
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
    const text2 = textAt(entry.value);
    return text2 === void 0 ? [] : [[key, text2]];
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
function completeService(service, { folder, variables: variables2 }) {
  const modern = withoutLegacyKeys(service);
  const isUnattached = valueAt(modern, "networks") === void 0 && valueAt(modern, "network_mode") === void 0;
  return withDependencies(
    withKeys(modern, {
      ...isUnattached && valueAt(modern, "provider") === void 0 ? { networks: map({ default: scalar(null, service.place) }, service.place) } : {},
      ...pullPolicy(modern),
      ...changed(valueAt(modern, "build"), { key: "build", change: (build3) => completeBuild(build3, { folder, variables: variables2 }) }),
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
function completeBuild(build3, { folder, variables: variables2 }) {
  const withContext = withDefaults(build3, { context: folder });
  const whole2 = valueAt(withContext, "dockerfile_inline") === void 0 ? withDefaults(withContext, { dockerfile: "Dockerfile" }) : withContext;
  const written = valueAt(whole2, "args");
  if (whole2.kind !== "map" || written?.kind !== "map") return whole2;
  const entries = [...written.entries].flatMap(([name, entry]) => {
    const found = isNull(entry.value) ? variables2.get(name) : void 0;
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
  const pairs2 = [
    ["scale", ["deploy", "replicas"]],
    ["cpus", ["deploy", "resources", "limits", "cpus"]],
    ["mem_limit", ["deploy", "resources", "limits", "memory"]],
    ["mem_reservation", ["deploy", "resources", "reservations", "memory"]],
    ["pids_limit", ["deploy", "resources", "limits", "pids"]]
  ];
  for (const [key, path] of pairs2) {
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
    const owner = name === void 0 ? void 0 : owners.get(name);
    if (name !== void 0 && owner === void 0) owners.set(name, service.name);
    if (owner === void 0) continue;
    report(service, { findings, fault: { place: placeOf(service, "container_name"), message: `The service \`${owner}\` has the same \`container_name\`.`, hint: "Give one of them another name." } });
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
function quote(text2) {
  const line = text2.replace(/\s+/g, " ").replaceAll("`", "'");
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
function resolvePlainScalar(text2) {
  if (NULLS.has(text2)) return null;
  if (TRUES.has(text2)) return true;
  if (FALSES.has(text2)) return false;
  const digits = text2.replaceAll("_", "");
  if (INTEGER.test(digits)) {
    const number = readInteger(digits);
    return Number.isSafeInteger(number) ? number : text2;
  }
  return FLOAT.test(digits) ? Number(digits) : text2;
}
function resolveTaggedScalar(text2, tag) {
  if (tag === "tag:yaml.org,2002:str" || tag === "tag:yaml.org,2002:binary") return text2;
  if (/^tag:yaml\.org,2002:(?:int|float|bool|null)$/.test(tag)) return resolvePlainScalar(text2);
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
  const text2 = typeof node.value === "string" ? node.value : "";
  const tagged = node.tag === void 0 ? void 0 : resolveTaggedScalar(text2, node.tag);
  const value = tagged === void 0 ? node.type === "PLAIN" ? resolvePlainScalar(node.source ?? text2) : text2 : tagged;
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
  const keyOf = ITEM_KEYS[path];
  if (value.kind !== "list" || keyOf === void 0) return value;
  const items = /* @__PURE__ */ new Map();
  for (const item of value.items) items.set(keyOf(item), item);
  return items.size === value.items.length ? value : list([...items.values()], value.place);
}
function importModel(into, included) {
  const conflicts = [];
  const entries = new Map(into.entries);
  for (const kind of ["services", ...RESOURCE_KINDS]) {
    const section = included.entries.get(kind);
    const own = entries.get(kind)?.value;
    if (section?.value.kind !== "map") continue;
    if (own?.kind !== "map") {
      entries.set(kind, section);
      continue;
    }
    const names = new Map(own.entries);
    for (const [name, entry] of section.value.entries) {
      const present = names.get(name);
      if (present === void 0) names.set(name, entry);
      else if (!isSameValue(present.value, entry.value)) conflicts.push({ kind, name, entry: present, included: entry });
    }
    entries.set(kind, { value: { ...own, entries: names }, place: section.place });
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
function report2({ extending, name, place, code, message, own }) {
  extending.reading.findings.error({ code, subject: `service ${name}`, message, hint: "Extend a service that exists and does not lead back here.", place });
  return own;
}

// src/compose/host-paths.ts
import { posix as posix3 } from "node:path";

// src/compose/shape.ts
function reportInvalid(value, { scope, expected }) {
  const shown = value.kind === "scalar" ? ` ${quote(String(value.value))}` : "";
  const written = value.kind === "scalar" ? value.written : void 0;
  const problem = { code: "compose-invalid", subject: scope.subject, message: `\`${scope.path}\` must be ${expected}, not ${describe(value)}${shown}.`, place: value.place };
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
  const number = value.kind === "scalar" ? numberOf(value.value) : void 0;
  return number !== void 0 && Number.isSafeInteger(number) ? sameScalar(value, number) : reportInvalid(value, { scope, expected: "a whole number" });
}
function decimal(value, scope) {
  const number = value.kind === "scalar" ? numberOf(value.value) : void 0;
  return number !== void 0 ? sameScalar(value, number) : reportInvalid(value, { scope, expected: "a number" });
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
function object(fields) {
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
function interpolate(text2, variables2) {
  return substitute({ text: text2, variables: variables2, depth: 0 });
}
function substitute(template) {
  const { text: text2 } = template;
  if (template.depth > MAXIMUM_DEPTH) return { text: text2, missing: [], isInvalid: true };
  const missing = [];
  let isInvalid = false;
  let result = "";
  let position = 0;
  for (let dollar = text2.indexOf("$"); dollar >= 0; dollar = text2.indexOf("$", position)) {
    const piece = readVariable(template, dollar + 1);
    result += text2.slice(position, dollar) + piece.text;
    missing.push(...piece.missing);
    position = piece.end;
    isInvalid = piece.isInvalid;
    if (isInvalid) break;
  }
  return { text: result + text2.slice(position), missing, isInvalid };
}
function readVariable(template, start) {
  const { text: text2, variables: variables2 } = template;
  if (text2[start] === "$") return { text: "$", missing: [], isInvalid: false, end: start + 1 };
  const isBraced = text2[start] === "{";
  const name = matchAt(NAME, { text: text2, position: isBraced ? start + 1 : start });
  if (name === void 0) return { text: "$", missing: [], isInvalid: isBraced, end: start };
  const afterName = start + (isBraced ? 1 : 0) + name.length;
  if (!isBraced) return { ...plain(name, variables2), end: afterName };
  if (text2[afterName] === "}") return { ...plain(name, variables2), end: afterName + 1 };
  const operator = matchAt(OPERATOR, { text: text2, position: afterName });
  const end = closingBrace(text2, start);
  if (operator === void 0 || end < 0) return { text: "$", missing: [], isInvalid: true, end: start };
  const operand = substitute({ text: text2.slice(afterName + operator.length, end), variables: variables2, depth: template.depth + 1 });
  return { ...apply({ name, operator, operand, variables: variables2 }), end: end + 1 };
}
function matchAt(pattern, { text: text2, position }) {
  pattern.lastIndex = position;
  return pattern.exec(text2)?.[0];
}
function closingBrace(text2, open) {
  let depth = 0;
  for (let index = open; index < text2.length; index += 1) {
    if (text2[index] === "{") depth += 1;
    if (text2[index] !== "}") continue;
    depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}
function plain(name, variables2) {
  const value = variables2(name);
  return { text: value ?? "", missing: value === void 0 ? [{ kind: "unset", name }] : [], isInvalid: false };
}
function apply({ name, operator, operand, variables: variables2 }) {
  const value = variables2(name);
  const isSet = value !== void 0 && !(operator.startsWith(":") && value === "");
  const found = { text: value ?? "", missing: [], isInvalid: operand.isInvalid };
  if (operator.endsWith("-")) return isSet ? found : operand;
  if (operator.endsWith("+")) return isSet ? operand : found;
  return isSet ? found : { text: "", missing: [{ kind: "required", name, message: operand.text }], isInvalid: operand.isInvalid };
}

// src/compose/dotenv.ts
var STATEMENT = /(?:export[ \t]+)?([\p{L}\p{N}_.[\]-]+)[ \t]*(?:([=:])[ \t]*|(?=\r?\n|$))/uy;
var ESCAPES = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "	", v: "\v" };
function parseDotenv(text2, lookup) {
  const reading = { text: text2.replace(/^\uFEFF/, ""), lookup, position: 0, line: 1, found: /* @__PURE__ */ new Map(), missing: [] };
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
function endOfLine({ text: text2, position }) {
  const end = text2.indexOf("\n", position);
  return end < 0 ? text2.length : end;
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
function closingQuote({ text: text2, position }, quote2) {
  for (let index = position + 1; index < text2.length; index += 1) {
    if (text2[index] === "\\") index += 1;
    else if (text2[index] === quote2) return index;
  }
  return -1;
}
function unescape(text2) {
  return text2.replace(/\\(0[0-7]{0,3}|[abcfnrtv$"\\])/g, (whole2, escape) => {
    if (escape === "$") return "$$";
    if (escape.startsWith("0")) return String.fromCodePoint(Number.parseInt(escape, 8));
    return ESCAPES[escape] ?? (escape === "c" ? whole2 : escape);
  });
}
function expand(reading, text2) {
  if (!text2.includes("$")) return text2;
  const result = interpolate(text2, (name) => reading.lookup(name) ?? reading.found.get(name)?.value);
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
var external = either({ scalar: flag, map: object({ name: text }), expected: "`true` or `false`" });
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
    ipam: object({
      driver: text,
      config: listOf(object({ subnet: text, ip_range: text, gateway: text, aux_addresses: mapOf(text) })),
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
  const shape = object(FIELDS[kind]);
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
  either({ scalar: single("path"), map: object({ path: listOrOne(text), env_file: listOrOne(text), project_directory: text }), expected: "a path or a map" })
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
  either({ scalar: shortDevice, map: object({ source: text, target: text, permissions: text }), expected: "a text or a map" })
);
var environmentFile = then(
  either({ scalar: single("path"), map: (value) => value, expected: "a path or a map" }),
  object({ path: hostPath, format: text, required: flag })
);
var environmentFiles = listOrOne(environmentFile);
var contextFiles = listOrOne(hostPath);
var fileMounts = listOf(
  either({ scalar: single("source"), map: object({ source: text, target: text, uid: text, gid: text, mode: integer }), expected: "a name or a map" })
);
var ulimits = mapOf(either({ scalar: integer, map: object({ hard: integer, soft: integer }), expected: "a number or a map" }));
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
function parseSize(text2) {
  if (text2 === "-1") return -1;
  const [, amount, unit = ""] = SIZE.exec(text2) ?? [];
  return amount === void 0 ? void 0 : Math.trunc(Number(amount) * 1024 ** POWERS.indexOf(unit.toLowerCase()));
}
var bytes = (value, scope) => {
  const size = value.kind === "scalar" && value.value !== null ? parseSize(String(value.value)) : void 0;
  return size === void 0 ? reportInvalid(value, { scope, expected: "a size such as `64m`" }) : sameScalar(value, String(size));
};
var NANOSECONDS = { ns: 1, us: 1e3, "µs": 1e3, "μs": 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 36e11 };
function parseDuration(text2) {
  if (text2 === "0") return 0;
  const [, sign, body = ""] = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text2) ?? [];
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
var longForm = object({
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
var longForm2 = mapOf(object({ condition: oneOf("service_started", "service_healthy", "service_completed_successfully"), required: flag, restart: flag }));
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
var deviceRequest = object({ capabilities: listOf(text), count, device_ids: listOf(text), driver: text, options: labels });
var deviceRequests = listOf(deviceRequest);
var genericResources = listOf(object({ discrete_resource_spec: object({ kind: text, value: integer }) }));
var updateConfig = object({ parallelism: integer, delay: duration, failure_action: text, monitor: duration, max_failure_ratio: decimal, order: text });
var deploy = either({
  map: object({
    endpoint_mode: text,
    labels,
    mode: text,
    placement: object({ constraints: listOf(text), preferences: listOf(object({ spread: text })), max_replicas_per_node: integer }),
    replicas: integer,
    resources: object({
      limits: object({ cpus: decimal, memory: bytes, pids: integer, devices: deviceRequests, generic_resources: genericResources }),
      reservations: object({ cpus: decimal, memory: bytes, pids: integer, devices: deviceRequests, generic_resources: genericResources })
    }),
    restart_policy: object({ condition: oneOf("none", "on-failure", "any", "always", "unless-stopped", "no"), delay: duration, max_attempts: integer, window: duration }),
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
var longForm3 = object({
  type: oneOf("bind", "volume", "tmpfs", "cluster", "npipe", "image"),
  source: text,
  target: text,
  read_only: flag,
  consistency: text,
  bind: object({ propagation: text, create_host_path: flag, recursive: oneOf("enabled", "disabled", "writable", "readonly"), selinux: oneOf("z", "Z") }),
  volume: object({ labels, nocopy: flag, subpath: text }),
  tmpfs: object({ size: bytes, mode: integer }),
  image: object({ subpath: text })
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
  const unknown = parts.options.filter((option) => !isKnownOption(option));
  for (const option of unknown) {
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
var longForm4 = object({ name: text, mode: text, host_ip: text, target: integer, published: looseText, protocol: text, app_protocol: text });
function parsePort(written) {
  const parts = splitPort(written);
  if (parts === void 0 || !PROTOCOLS.has(parts.protocol)) return void 0;
  const targets = parseRange(parts.target);
  const published = parts.published === "" ? void 0 : parseRange(parts.published);
  if (targets === void 0 || parts.published !== "" && published === void 0) return void 0;
  const count2 = targets.last - targets.first + 1;
  const isChoice = published !== void 0 && count2 === 1 && published.last > published.first;
  if (published !== void 0 && !isChoice && published.last - published.first + 1 !== count2) return void 0;
  return Array.from({ length: count2 }, (_, index) => ({
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
var serviceNetwork = object({
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
var blkioLimits = listOf(object({ path: text, rate: bytes }));
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
  blkio_config: object({
    device_read_bps: blkioLimits,
    device_read_iops: blkioLimits,
    device_write_bps: blkioLimits,
    device_write_iops: blkioLimits,
    weight: integer,
    weight_device: listOf(object({ path: text, weight: integer }))
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
  credential_spec: object({ config: text, file: text, registry: text }),
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
  logging: object({ driver: text, options: mapOf(looseText) }),
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
  extends: either({ scalar: (value) => ({ kind: "map", entries: /* @__PURE__ */ new Map([["service", { value, place: value.place }]]), place: value.place }), map: object({ service: text, file: text }), expected: "a text or a map" }),
  healthcheck: object({ disable: flag, interval: duration, retries: integer, start_interval: duration, start_period: duration, test: healthTest, timeout: duration }),
  label_file: contextFiles,
  models: namedMap(anything),
  networks: namedMap(nullable(serviceNetwork)),
  ports,
  post_start: listOf(object(hook)),
  pre_start: listOf(object({ ...hook, image: text, per_replica: flag })),
  pre_stop: listOf(object(hook)),
  provider: object({ type: text, options: mapOf(anything) }),
  secrets: fileMounts,
  volumes: mounts
};
var serviceShape = object(SERVICE_FIELDS);

// src/compose/shape-model.ts
var NAME2 = /^[a-zA-Z0-9._-]{1,200}$/;
var topLevel = object(TOP_LEVEL_FIELDS);
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
  for (const [kind, section] of shaped.entries) {
    const shape = kind === "services" ? serviceShape : resourceShapes[kind];
    if (shape === void 0) continue;
    const names = shapeNames(section.value, { kind, shape, context });
    if (names === void 0) sections.delete(kind);
    else sections.set(kind, { ...section, value: names });
  }
  return { ...shaped, entries: sections };
}
function scopeOf(context, subject) {
  return { subject, path: "", folder: context.reading.hostFolder(context.folder), home: context.home, findings: context.reading.findings };
}
function shapeNames(section, { kind, shape, context }) {
  if (section.kind !== "map") {
    reportInvalid(section, { scope: { ...scopeOf(context, context.path), path: kind }, expected: "a map" });
    return void 0;
  }
  const entries = /* @__PURE__ */ new Map();
  for (const [name, entry] of section.entries) {
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
  return { ...section, entries };
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
  const { reading, variables: variables2 } = files;
  const lookup = (name) => variables2.get(name);
  return parsed.documents.flatMap((document) => {
    const substitute2 = (text2, place) => reading.substitute({ text: text2, place, variables: lookup });
    const tree = buildTree({ parsed, document, substitute: substitute2, findings: reading.findings });
    return tree === void 0 ? [] : shapeModel(tree, { reading, path: parsed.path, folder, home: variables2.get("HOME") }) ?? [];
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
  const variables2 = await readVariables({ reading, folder, from: files.variables, written: textsAt(include, "env_file"), writtenIn: files.folder, place: include.place });
  return loadModel({ reading, references, folder, variables: variables2, chain });
}
function includeFolder({ include, located }, files) {
  const written = textAt(include, "project_directory");
  return written === void 0 ? folderOf(located) : repositoryPath(files.folder, written) ?? folderOf(located);
}

// src/compose/project-name.ts
var import_yaml2 = __toESM(require_dist(), 1);
import { posix as posix6 } from "node:path";
async function projectName({ source, reading, references, variables: variables2 }) {
  const given = source.options.project ?? variables2.get("COMPOSE_PROJECT_NAME");
  if (given !== void 0 && given !== "") return given;
  let written;
  for (const reference of references) {
    const parsed = await reading.parse(reference);
    written = (parsed === void 0 ? void 0 : writtenName(parsed)) ?? written;
  }
  const name = written === void 0 ? "" : normalName(interpolate(written, (variable) => variables2.get(variable)).text);
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
function parseYaml({ path, text: text2 }, findings) {
  if (text2.length > LARGEST_FILE) {
    findings.error({ ...tooLarge(path), message: `The file has ${text2.length} characters; stowplan reads up to ${LARGEST_FILE}.` });
    return void 0;
  }
  const broken = Math.max(text2.indexOf("\0"), text2.indexOf("�"));
  if (broken >= 0) {
    const line = text2.slice(0, broken).split("\n").length;
    findings.error({ code: "compose-syntax", subject: path, message: "The file is not UTF-8 text.", hint: "Save it as UTF-8.", place: { file: path, line } });
    return void 0;
  }
  const lines = new import_yaml3.LineCounter();
  const tokens = [...new import_yaml3.Parser(lines.addNewLine).parse(text2)];
  if (tokens.some((token) => isDeeperThan(token, DEEPEST_NESTING))) {
    findings.error({ ...tooLarge(path), message: `The file nests lists and maps more than ${DEEPEST_NESTING} levels deep.` });
    return void 0;
  }
  const composer = new import_yaml3.Composer({ schema: "failsafe", uniqueKeys: false, keepSourceTokens: false, logLevel: "silent", version: "1.2" });
  const documents = [...composer.compose(tokens, false, text2.length)].filter((document) => "contents" in document);
  const parsed = { path, documents, placeOf: placer(path, lines) };
  return reportSyntax(parsed, findings) ? void 0 : parsed;
}
function tooLarge(path) {
  return { code: "compose-limit", subject: path, hint: "Split the file, or keep data in files of their own.", place: { file: path } };
}
function placer(file2, lines) {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
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
    for (const child of childrenOf(current)) open.push([child, depth + 1]);
  }
  return false;
}
function childrenOf(token) {
  if (token.type === "document") return token.value === void 0 ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value].filter((child) => child !== null && child !== void 0));
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
    const text2 = "refusal" in located ? void 0 : await this.tree.read(located.path);
    if (text2 !== void 0) {
      this.#files.set(located.path, { path: located.path, kind: reference.kind, sha256: createHash("sha256").update(text2).digest("hex") });
      return { path: located.path, text: text2 };
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
  substitute({ text: text2, place, variables: variables2 }) {
    const result = interpolate(text2, variables2);
    for (const variable of result.missing) this.#reportVariable(variable, place);
    if (result.isInvalid) {
      this.findings.error({ code: "compose-invalid", subject: place.file, message: `In ${quote(text2)} a \`\${\` starts no variable.`, hint: "Write `$$` where a dollar sign is meant.", place });
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
  const { service, variables: variables2 } = request;
  const entries = /* @__PURE__ */ new Map();
  for (const file2 of itemsAt(service, "env_file")) {
    for (const [name, entry] of await readEnvironmentFile(file2, { ...request, known: entries })) entries.set(name, entry);
  }
  const written = valueAt(service, "environment");
  for (const [name, entry] of written?.kind === "map" ? written.entries : []) {
    entries.set(name, { ...entry, value: resolveBare(entry.value, { name, variables: variables2 }) });
  }
  const place = written?.place ?? valueAt(service, "env_file")?.place ?? service.place;
  return withKeys(service, { environment: entries.size === 0 ? void 0 : { kind: "map", entries, place } });
}
function resolveBare(value, { name, variables: variables2 }) {
  const found = isNull(value) ? variables2.get(name) : void 0;
  return found === void 0 ? value : sameScalar(value, found);
}
async function readEnvironmentFile(file2, { name, reading, variables: variables2, known }) {
  const written = textAt(file2, "path") ?? "";
  const reference = { written, folder: reading.folder, subject: `service ${name}`, place: file2.place, kind: "environment", keptOut: true };
  if (!isTrueAt(file2, "required") && "refusal" in reading.locate(reference)) return [];
  const source = await reading.read(reference);
  if (source === void 0) return [];
  const lookup = (variable) => variables2.get(variable) ?? textAt(known.get(variable)?.value);
  const isRaw = textAt(file2, "format") === "raw";
  const parsed = isRaw ? void 0 : parseDotenv(source.text, lookup);
  if (parsed !== void 0) reportProblems(parsed, { reading, path: source.path });
  const found = parsed?.variables ?? rawVariables(source.text);
  return found.map((variable) => {
    const place = { file: source.path, line: variable.line };
    return [variable.name, { place, value: scalar(variable.value, place) }];
  });
}
function rawVariables(text2) {
  return text2.split(/\r?\n/).flatMap((written, index) => {
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
  const variables2 = new Map([["COMPOSE_PROJECT_NAME", name], ...own]);
  const model = await loadModel({ reading, references, folder: reading.folder, variables: variables2, chain: [] });
  const project = await completeProject({ model, name, source, reading, variables: variables2 });
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
async function completeProject({ model, name, source, reading, variables: variables2 }) {
  const profiles = activeProfiles(source, variables2);
  const services = /* @__PURE__ */ new Map();
  const inactive = /* @__PURE__ */ new Map();
  for (const [service, entry] of entriesAt(model, "services")) {
    if (entry.value.kind !== "map") continue;
    const complete = completeService(entry.value, { folder: reading.root, variables: variables2 });
    const isOn = isActive(complete, profiles);
    const keys = isOn ? await resolveEnvironment({ name: service, service: complete, reading, variables: variables2 }) : complete;
    (isOn ? services : inactive).set(service, { name: service, place: entry.place, keys });
  }
  const extensions = new Map(entriesAt(model).flatMap(([key, entry]) => key.startsWith("x-") ? [[key, entry.value]] : []));
  return { name, extensions, root: reading.root, folder: reading.folder, files: [], variables: variables2, services, inactive, resources: resourcesOf(model, name), unknown: [], isValid: true };
}
function activeProfiles({ options: options2 }, variables2) {
  if (options2.profiles_as_options) return /* @__PURE__ */ new Set(["*"]);
  const named = options2.profiles.length > 0 ? options2.profiles : (variables2.get("COMPOSE_PROFILES") ?? "").split(",");
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
  const variables2 = [...scalar2.written.matchAll(VARIABLE)].map(({ groups }) => ({ name: groups?.["name"] ?? "", value: groups?.["fallback"] ?? "" }));
  return variables2.some((variable) => isSecretName(variable.name)) ? variables2 : [{ name, value }];
}
function secretsOfProjects(pairs2) {
  return pairs2.flatMap(({ base, head }) => [base, head].flatMap((project) => project === void 0 ? [] : secretValues(project)));
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

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options2 = {}) {
    let callback;
    if (typeof options2 === "function") {
      callback = options2;
      options2 = {};
    } else if ("callback" in options2) {
      callback = options2.callback;
    }
    const oldString = this.castInput(oldStr, options2);
    const newString = this.castInput(newStr, options2);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options2));
    const newTokens = this.removeEmpty(this.tokenize(newString, options2));
    return this.diffWithOptionsObj(oldTokens, newTokens, options2, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options2, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options2);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options2.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options2.maxEditLength);
    }
    const maxExecutionTime = (_a = options2.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options2);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options2);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options2);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options2);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added, removed, oldPosInc, options2) {
    const last = path.lastComponent;
    if (last && !options2.oneChangePerToken && last.added === added && last.removed === removed) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options2) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options2)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options2.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options2.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options2) {
    if (options2.comparator) {
      return options2.comparator(left, right);
    } else {
      return left === right || !!options2.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options2) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options2) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options2) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
  constructor() {
    super(...arguments);
    this.tokenize = tokenize;
  }
  equals(left, right, options2) {
    if (options2.ignoreWhitespace) {
      if (!options2.newlineIsToken || !left.includes("\n")) {
        left = left.trim();
      }
      if (!options2.newlineIsToken || !right.includes("\n")) {
        right = right.trim();
      }
    } else if (options2.ignoreNewlineAtEof && !options2.newlineIsToken) {
      if (left.endsWith("\n")) {
        left = left.slice(0, -1);
      }
      if (right.endsWith("\n")) {
        right = right.slice(0, -1);
      }
    }
    return super.equals(left, right, options2);
  }
};
var lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options2) {
  return lineDiff.diff(oldStr, newStr, options2);
}
function tokenize(value, options2) {
  if (options2.stripTrailingCr) {
    value = value.replace(/\r\n/g, "\n");
  }
  const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
  if (!linesAndNewlines[linesAndNewlines.length - 1]) {
    linesAndNewlines.pop();
  }
  for (let i = 0; i < linesAndNewlines.length; i++) {
    const line = linesAndNewlines[i];
    if (i % 2 && !options2.newlineIsToken) {
      retLines[retLines.length - 1] += line;
    } else {
      retLines.push(line);
    }
  }
  return retLines;
}

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
  tokenize(value) {
    return value.slice();
  }
  join(value) {
    return value;
  }
  removeEmpty(value) {
    return value;
  }
};
var arrayDiff = new ArrayDiff();
function diffArrays(oldArr, newArr, options2) {
  return arrayDiff.diff(oldArr, newArr, options2);
}

// node_modules/diff/libesm/patch/create.js
function needsQuoting(s) {
  for (let i = 0; i < s.length; i++) {
    if (s[i] < " " || s[i] > "~" || s[i] === '"' || s[i] === "\\") {
      return true;
    }
  }
  return false;
}
function quoteFileNameIfNeeded(s) {
  if (!needsQuoting(s)) {
    return s;
  }
  let result = '"';
  const bytes2 = new TextEncoder().encode(s);
  let i = 0;
  while (i < bytes2.length) {
    const b = bytes2[i];
    if (b === 7) {
      result += "\\a";
    } else if (b === 8) {
      result += "\\b";
    } else if (b === 9) {
      result += "\\t";
    } else if (b === 10) {
      result += "\\n";
    } else if (b === 11) {
      result += "\\v";
    } else if (b === 12) {
      result += "\\f";
    } else if (b === 13) {
      result += "\\r";
    } else if (b === 34) {
      result += '\\"';
    } else if (b === 92) {
      result += "\\\\";
    } else if (b >= 32 && b <= 126) {
      result += String.fromCharCode(b);
    } else {
      result += "\\" + b.toString(8).padStart(3, "0");
    }
    i++;
  }
  result += '"';
  return result;
}
var INCLUDE_HEADERS = {
  includeIndex: true,
  includeUnderline: true,
  includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options2) {
  let optionsObj;
  if (!options2) {
    optionsObj = {};
  } else if (typeof options2 === "function") {
    optionsObj = { callback: options2 };
  } else {
    optionsObj = options2;
  }
  if (typeof optionsObj.context === "undefined") {
    optionsObj.context = 4;
  }
  const context = optionsObj.context;
  if (optionsObj.newlineIsToken) {
    throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
  }
  if (!optionsObj.callback) {
    return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
  } else {
    const { callback } = optionsObj;
    diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
      const patch = diffLinesResultToPatch(diff);
      callback(patch);
    } }));
  }
  function diffLinesResultToPatch(diff) {
    if (!diff) {
      return;
    }
    diff.push({ value: "", lines: [] });
    function contextLines(lines) {
      return lines.map(function(entry) {
        return " " + entry;
      });
    }
    const hunks = [];
    let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
    for (let i = 0; i < diff.length; i++) {
      const current = diff[i], lines = current.lines || splitLines(current.value);
      current.lines = lines;
      if (current.added || current.removed) {
        if (!oldRangeStart) {
          const prev = diff[i - 1];
          oldRangeStart = oldLine;
          newRangeStart = newLine;
          if (prev) {
            curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
            oldRangeStart -= curRange.length;
            newRangeStart -= curRange.length;
          }
        }
        for (const line of lines) {
          curRange.push((current.added ? "+" : "-") + line);
        }
        if (current.added) {
          newLine += lines.length;
        } else {
          oldLine += lines.length;
        }
      } else {
        if (oldRangeStart) {
          if (lines.length <= context * 2 && i < diff.length - 2) {
            for (const line of contextLines(lines)) {
              curRange.push(line);
            }
          } else {
            const contextSize = Math.min(lines.length, context);
            for (const line of contextLines(lines.slice(0, contextSize))) {
              curRange.push(line);
            }
            const hunk = {
              oldStart: oldRangeStart,
              oldLines: oldLine - oldRangeStart + contextSize,
              newStart: newRangeStart,
              newLines: newLine - newRangeStart + contextSize,
              lines: curRange
            };
            hunks.push(hunk);
            oldRangeStart = 0;
            newRangeStart = 0;
            curRange = [];
          }
        }
        oldLine += lines.length;
        newLine += lines.length;
      }
    }
    for (const hunk of hunks) {
      for (let i = 0; i < hunk.lines.length; i++) {
        if (hunk.lines[i].endsWith("\n")) {
          hunk.lines[i] = hunk.lines[i].slice(0, -1);
        } else {
          hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
          i++;
        }
      }
    }
    return {
      oldFileName,
      newFileName,
      oldHeader,
      newHeader,
      hunks
    };
  }
}
function formatPatch(patch, headerOptions) {
  var _a, _b, _c, _d, _e, _f;
  if (!headerOptions) {
    headerOptions = INCLUDE_HEADERS;
  }
  if (Array.isArray(patch)) {
    if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) {
      throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
    }
    return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
  }
  const ret = [];
  if (patch.isGit) {
    headerOptions = INCLUDE_HEADERS;
    if (!patch.oldFileName) {
      throw new Error("oldFileName must be specified for Git patches");
    }
    if (!patch.newFileName) {
      throw new Error("newFileName must be specified for Git patches");
    }
    let gitOldName = patch.oldFileName;
    let gitNewName = patch.newFileName;
    if (patch.isCreate && gitOldName === "/dev/null") {
      gitOldName = gitNewName.replace(/^b\//, "a/");
    } else if (patch.isDelete && gitNewName === "/dev/null") {
      gitNewName = gitOldName.replace(/^a\//, "b/");
    }
    ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
    if (patch.isDelete) {
      ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
    }
    if (patch.isCreate) {
      ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
    }
    if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
      ret.push("old mode " + patch.oldMode);
      ret.push("new mode " + patch.newMode);
    }
    if (patch.isRename) {
      ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
      ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
    }
    if (patch.isCopy) {
      ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
      ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
    }
  } else {
    if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) {
      ret.push("Index: " + patch.oldFileName);
    }
    if (headerOptions.includeUnderline) {
      ret.push("===================================================================");
    }
  }
  const hasHunks = patch.hunks.length > 0;
  if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
    ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
    ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
  }
  for (let i = 0; i < patch.hunks.length; i++) {
    const hunk = patch.hunks[i];
    const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
    const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
    ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
    for (const line of hunk.lines) {
      ret.push(line);
    }
  }
  return ret.join("\n") + "\n";
}
function createTwoFilesPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options2) {
  if (typeof options2 === "function") {
    options2 = { callback: options2 };
  }
  if (!(options2 === null || options2 === void 0 ? void 0 : options2.callback)) {
    const patchObj = structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options2);
    if (!patchObj) {
      return;
    }
    return formatPatch(patchObj, options2 === null || options2 === void 0 ? void 0 : options2.headerOptions);
  } else {
    const { callback } = options2;
    structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, Object.assign(Object.assign({}, options2), { callback: (patchObj) => {
      if (!patchObj) {
        callback(void 0);
      } else {
        callback(formatPatch(patchObj, options2.headerOptions));
      }
    } }));
  }
}
function splitLines(text2) {
  const hasTrailingNl = text2.endsWith("\n");
  const result = text2.split("\n").map((line) => line + "\n");
  if (hasTrailingNl) {
    result.pop();
  } else {
    result.push(result.pop().slice(0, -1));
  }
  return result;
}

// src/diff.ts
var CONTEXT_LINES = 3;
var MAXIMUM_EDITS = 1e3;
function asBlock(sides) {
  const lines = (text2) => text2.replace(/\n$/, "").split("\n");
  const [old, fresh] = [lines(sides.old), lines(sides.new)];
  const head = `--- ${sides.oldName}
+++ ${sides.newName}
@@ -1,${old.length} +1,${fresh.length} @@
`;
  return head + [...old.map((line) => `-${line}`), ...fresh.map((line) => `+${line}`)].join("\n") + "\n";
}
function unifiedDiff(sides) {
  if (sides.old === sides.new) return "";
  const options2 = { context: CONTEXT_LINES, headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true }, maxEditLength: MAXIMUM_EDITS };
  const patch = createTwoFilesPatch(sides.oldName, sides.newName, sides.old, sides.new, void 0, void 0, options2);
  return patch ?? asBlock(sides);
}
function lineChanges(sides) {
  const parts = diffArrays(sides.old.split("\n"), sides.new.split("\n"), { maxEditLength: MAXIMUM_EDITS });
  if (parts === void 0) return void 0;
  const changes = [];
  let line = 1;
  let open;
  for (const { value, added: isAdded, removed: isRemoved } of parts) {
    if (!isAdded && !isRemoved) {
      if (open !== void 0) changes.push(open);
      line += (open?.removed.length ?? 0) + value.length;
      open = void 0;
    } else {
      const before = open ?? { line, removed: [], added: [] };
      open = isAdded ? { ...before, added: [...before.added, ...value] } : { ...before, removed: [...before.removed, ...value] };
    }
  }
  return open === void 0 ? changes : [...changes, open];
}

export {
  unifiedDiff,
  lineChanges,
  RESOURCE_KINDS,
  valueAt,
  textAt,
  numberAt,
  isTrueAt,
  itemsAt,
  textsAt,
  entriesAt,
  textEntriesAt,
  compareTexts,
  isSameValue,
  usedResources,
  toCanonical,
  parseDuration,
  readProject,
  strictFindings,
  readProjects,
  secretsOfProjects
};
