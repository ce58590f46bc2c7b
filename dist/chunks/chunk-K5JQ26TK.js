import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  compileNameGlob
} from "./chunk-BOQZRW4Z.js";
import {
  printNixString
} from "./chunk-GA3IRTZO.js";
import {
  _enum,
  array,
  boolean,
  int,
  looseObject,
  object,
  prettifyError,
  record,
  string,
  union,
  unknown
} from "./chunk-2G4XEMFZ.js";

// src/evaluate/host-state.ts
var strings = array(string()).default([]);
var texts = record(string(), string()).default({});
var UnitState = object({
  text: string().default(""),
  enable: boolean().default(true),
  overrideStrategy: _enum(["asDropin", "asDropinIfExists"]).default("asDropinIfExists"),
  aliases: strings,
  wantedBy: strings,
  requiredBy: strings,
  upheldBy: strings,
  files: texts
});
var NestedUnit = union([string().transform((text) => UnitState.parse({ text })), UnitState]);
var ContainerState = looseObject({
  image: string(),
  imageFile: string().nullable().optional(),
  imageStream: string().nullable().optional(),
  serviceName: string().optional(),
  autoStart: boolean().default(true),
  pull: string().optional(),
  environment: record(string(), string()).default({}),
  environmentFiles: strings,
  labels: record(string(), string()).default({}),
  ports: strings,
  volumes: strings,
  extraOptions: strings,
  cmd: strings,
  dependsOn: strings,
  networks: strings,
  entrypoint: string().nullable().optional(),
  /** Of an image file that dockerTools makes: the image's name, tag and, where it is pulled, digest. */
  archive: object({ imageName: string().nullish(), imageTag: string().nullish(), imageDigest: string().nullish() }).optional(),
  user: string().nullable().optional(),
  hostname: string().nullable().optional()
});
var NspawnState = looseObject({
  autoStart: boolean().optional(),
  privateNetwork: boolean().optional(),
  hostAddress: string().nullable().optional(),
  localAddress: string().nullable().optional(),
  bindMounts: record(string(), looseObject({ hostPath: string().nullable().optional() })).optional()
});
var HostState = looseObject({
  /** The attribute name under nixosConfigurations. */
  host: string(),
  /** A Nix system such as `x86_64-linux`. */
  system: string(),
  /** `system.nixos.version`, for example `26.11.20260714.abcdef`. */
  nixos: string().default(""),
  /** `system.configurationRevision`, usually the flake's own commit. */
  configurationRevision: string().nullish(),
  /** Store paths (or names) of `environment.systemPackages`. */
  systemPackages: strings.optional(),
  ociBackend: _enum(["docker", "podman"]).nullable().default(null),
  ociContainers: record(string(), ContainerState).default({}),
  nspawnContainers: record(string(), NspawnState).default({}),
  /** Units of the systems inside nspawn containers, by container; absent where they were not evaluated. */
  nspawnUnits: record(string(), record(string(), NestedUnit)).optional(),
  units: record(string(), UnitState).default({}),
  userUnits: record(string(), UnitState).default({}),
  /** `virtualisation.docker` and `virtualisation.podman`: enable, daemon settings, …, as plain data. */
  docker: record(string(), unknown()).default({}),
  podman: record(string(), unknown()).default({}),
  /** Texts of `environment.etc` that belong to containers, by name below /etc. */
  etc: texts,
  /** Files of the repository that define a container, relative to its root, as far as the module system tells. */
  definedIn: object({ oci: record(string(), strings), nspawn: record(string(), strings) }).optional(),
  /** Messages of NixOS assertions that fail: such a host evaluates here, but cannot be built. */
  failedAssertions: strings.optional()
});

// src/evaluate/trace.ts
var ANSI = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*[A-Za-z]`, "g");
var POSITION = /^\s*at (?<file>.+?):(?<line>\d+)(?::(?<column>\d+))?:?\s*$/;
var FRAME = /^\s*(?:…|\.\.\.)\s?(?<text>.+)$|^(?<program>fatal: .+)$/;
var TELLING = /\b(?:option|definitions? from|module argument|derivation|assertion)\b|^fatal: /;
var ERROR = /^\s*error:\s*(?<text>.*)$/;
var SOURCE_LINE = /^\s*(?:\d+\||\|)/;
var STORE_HASH = /(?:\/nix\/store)?\/[0-9a-df-np-sv-z]{32}-/g;
var QUOTED_PATH = /[`'"«](?<file>\/[^`'"»\n]+)['"`»]/g;
var FRAMES_SHOWN = 4;
function parseTrace(stderr, sources) {
  const lines = stderr.replace(ANSI, "").split(/\r?\n/);
  const start = errorStart(lines);
  if (start === void 0) return { message: "", frames: [] };
  const [before, after] = [lines.slice(0, start), lines.slice(start)];
  const outwards = [...after, ...before.toReversed()];
  const message = messageAt(after);
  const place = quotedPlace(message, sources) ?? placeOf(outwards, sources);
  const frames = outwards.map(frameText).filter((text) => TELLING.test(text));
  return {
    message: withoutStoreHashes(message),
    frames: [...new Set(frames)].slice(0, FRAMES_SHOWN).map(withoutStoreHashes),
    ...place === void 0 ? {} : { place }
  };
}
function frameText(line) {
  const groups = FRAME.exec(line)?.groups;
  return groups?.["text"] ?? groups?.["program"] ?? "";
}
function errorStart(lines) {
  const starts = lines.flatMap((line, index) => ERROR.test(line) ? [index] : []);
  const worded = starts.filter((index) => ERROR.exec(lines[index] ?? "")?.groups?.["text"] !== "");
  return worded.at(-1) ?? starts.at(-1);
}
function messageAt(lines) {
  const [first = "", ...rest] = lines;
  const end = rest.findIndex((line) => POSITION.test(line) || FRAME.test(line) || SOURCE_LINE.test(line));
  const paragraph = end < 0 ? rest : rest.slice(0, end);
  const words = [ERROR.exec(first)?.groups?.["text"] ?? "", ...paragraph.map((line) => line.trim())];
  return words.filter((line) => line !== "" && !line.startsWith("(use '--show-trace'")).join("\n");
}
function placeOf(lines, sources) {
  for (const line of lines) {
    const place = positionPlace(line, sources) ?? (FRAME.test(line) ? quotedPlace(line, sources) : void 0);
    if (place !== void 0) return place;
  }
  return void 0;
}
function positionPlace(text, sources) {
  const { file, line, column } = POSITION.exec(text)?.groups ?? {};
  const path = file === void 0 ? void 0 : repositoryPath(file, sources);
  if (path === void 0) return void 0;
  return { file: path, line: Math.max(1, Number(line)), ...column === void 0 ? {} : { column: Math.max(1, Number(column)) } };
}
function quotedPlace(text, sources) {
  for (const match of text.matchAll(QUOTED_PATH)) {
    const path = repositoryPath(match.groups?.["file"] ?? "", sources);
    if (path !== void 0) return { file: path };
  }
  return void 0;
}
function repositoryPath(file, { root, files }) {
  const path = insideRoot(file, root) ?? (root === void 0 ? /^\/nix\/store\/[^/]+-source\/(.+)$/.exec(file)?.[1] : void 0);
  const named = path ?? /^«git\+file:[^»]*»\/?(.+)$/.exec(file)?.[1];
  return named !== void 0 && files.has(named) ? named : void 0;
}
function insideRoot(file, root) {
  return root !== void 0 && file.startsWith(`${root}/`) ? file.slice(root.length + 1) : void 0;
}
function withoutStoreHashes(text) {
  return text.replaceAll(STORE_HASH, "…-").replaceAll("…-source/", "…/");
}

// src/evaluate/findings.ts
var INSTALL = "Install Nix in the job (for example with a nix-installer action) or on the machine (https://nixos.org/download; Debian and Ubuntu: `apt-get install nix-bin`).";
var LONGEST_NAME = 253;
function nixMissing() {
  return {
    code: "nix-missing",
    severity: "warning",
    subject: "nix",
    message: "No Nix program was found, so no host was evaluated and nothing is known about units.",
    hint: INSTALL
  };
}
function nixTooOld(program) {
  return {
    code: "nix-too-old",
    severity: "warning",
    subject: `nix ${program.version}`,
    message: `${program.path} is older than Nix 2.8 and cannot evaluate flakes as stowplan asks it to.`,
    hint: "Install Nix 2.8 or later."
  };
}
function noHosts(attribute) {
  return {
    code: "config-invalid",
    severity: attribute === "nixosConfigurations" ? "info" : "warning",
    subject: `hosts-attribute ${attribute}`,
    message: "The flake has no hosts there, neither at base nor at head, so no host is planned.",
    hint: "Name the outputs that hold the hosts in `hosts-attribute`."
  };
}
function evaluationFinding(subject, failure) {
  const { run, limits, sources } = failure;
  if (run.stopped === "timeout") {
    return stopped(subject, {
      code: "host-timeout",
      message: `The evaluation did not end within ${limits.seconds} s.`,
      hint: "Raise `evaluation.timeout` on the base branch, or look for a loop in the configuration."
    });
  }
  if (run.stopped !== void 0) {
    return stopped(subject, {
      code: "host-memory",
      message: run.stopped === "memory" ? `The evaluation needed more than ${limits.memory} MiB of memory.` : "The evaluation printed more than stowplan reads.",
      hint: "Raise `evaluation.max-memory` on the base branch, or lower `max-jobs` on a small machine."
    });
  }
  const trace = parseTrace(run.stderr, sources);
  const words = trace.message === "" ? `Nix ended with status ${run.status} and no message.` : trace.message;
  return {
    code: subject.host === void 0 ? "flake-failed" : "host-failed",
    severity: "error",
    subject: nameOf(subject),
    message: limit([words, ...trace.frames.map((frame) => `… ${frame}`)].join("\n")),
    hint: hintOf(subject),
    ...trace.place === void 0 ? {} : { place: trace.place }
  };
}
function unreadableFinding(subject, failure) {
  return {
    code: "host-failed",
    severity: "error",
    subject: nameOf(subject),
    message: limit(`The host evaluated, but its state is not as expected: ${failure}`),
    hint: "Please report this with the NixOS release that the host uses."
  };
}
function partialFinding() {
  return {
    code: "host-partial",
    severity: "warning",
    subject: "scripts of units",
    message: "Nix would not print some derivations, so changes inside their scripts cannot be told.",
    hint: "Check that the Nix store is not collected while stowplan runs."
  };
}
function stopped(subject, parts) {
  return { severity: "error", subject: nameOf(subject), ...parts };
}
function nameOf({ side, host }) {
  return host === void 0 ? `flake at ${side}` : `host ${host.slice(0, LONGEST_NAME)} at ${side}`;
}
var PASTEABLE = /^[\w./][\w./-]*$/;
var PLAIN_NAME = /^[A-Za-z_][\w-]*$/;
function hintOf({ host, flake, attribute }) {
  if (!PASTEABLE.test(flake) || !PASTEABLE.test(attribute) || host !== void 0 && !PLAIN_NAME.test(host)) return "Evaluate it by hand with `nix eval` to see the whole trace.";
  if (host !== void 0) return `Try \`nix eval ${flake}#${attribute}.${host}.config.system.build.toplevel.drvPath\`.`;
  return `Try \`nix flake show ${flake}\`. Where an input is not locked, run \`nix flake lock\` and commit flake.lock.`;
}
function limit(text) {
  return text.length <= 4e3 ? text : `${text.slice(0, 4e3)} …`;
}

// src/evaluate/choose-hosts.ts
function chooseHosts(names, patterns) {
  const included = patterns.include.map(compileNameGlob);
  const excluded = patterns.exclude.map(compileNameGlob);
  const isChosen = (name) => included.some((matches) => matches(name)) && !excluded.some((matches) => matches(name));
  return [...new Set(names)].filter((name) => name.length <= LONGEST_NAME && isChosen(name)).toSorted();
}
function unreadableNames(names) {
  const long = names.filter((name) => name.length > LONGEST_NAME);
  if (long.length === 0) return [];
  return [
    {
      code: "plan-cut",
      severity: "warning",
      subject: "hosts",
      message: `${long.length} hosts have names of more than ${LONGEST_NAME} characters and are left out.`,
      hint: "Give them shorter names under nixosConfigurations."
    }
  ];
}
function unmatchedPatterns(names, patterns) {
  return patterns.include.filter((pattern) => names.length > 0 && !names.some(compileNameGlob(pattern))).map((pattern) => ({
    code: "host-unmatched",
    severity: "warning",
    subject: `hosts pattern ${pattern}`,
    message: `It matches none of the flake's hosts (${names.slice(0, 20).join(", ")}).`,
    hint: "Correct the name in `hosts.include`, the `hosts` input or `--host`."
  }));
}

// src/evaluate/host-state.nix
var host_state_default = '# One host of a flake -> what src/evaluate/host-state.ts describes, as plain data. Nothing is built, and options that this\n# NixOS does not have are left out. The nested system of an nspawn container is forced by its unit\'s text alone.\n{\n  flake,\n  hosts,\n  name,\n  # Assertions take longer than everything else that is no unit, and only the head has to be buildable.\n  withAssertions,\n}:\nlet\n  inherit (builtins) attrNames concatStringsSep filter getContext intersectAttrs listToAttrs mapAttrs substring stringLength;\n  inherit (builtins) isAttrs isFunction isList isPath;\n\n  host = hosts.${name};\n  inherit (host) config;\n  virtualisation = config.virtualisation or { };\n\n  # Text without its context: printing it must never make Nix build what it names.\n  bare = value: builtins.unsafeDiscardStringContext (toString value);\n  startsWith = prefix: text: substring 0 (stringLength prefix) text == prefix;\n\n  plain =\n    value:\n    if isFunction value then\n      null\n    else if isAttrs value then\n      if value ? outPath || value ? __toString then bare value else mapAttrs (_: plain) value\n    else if isList value then\n      map plain value\n    else if isPath value || builtins.isString value then\n      bare value\n    else\n      value;\n  # Named keys only: a removed option throws as soon as somebody looks at it.\n  pick = names: set: plain (intersectAttrs (listToAttrs (map (key: { name = key; value = null; }) names)) set);\n\n  # Where a container\'s options are written, as paths below the flake\'s source.\n  root = bare (flake.sourceInfo or flake).outPath;\n  place = file: let text = bare file; in if startsWith "${root}/" text then substring (stringLength root + 1) (-1) text else null;\n  definitions = option: builtins.concatMap (\n    definition:\n    let\n      file = place definition.file;\n    in\n    if file == null || !(isAttrs definition.value) then [ ] else map (key: { name = key; inherit file; }) (attrNames definition.value)\n  ) (option.definitionsWithLocations or [ ]);\n  filesByName = option: mapAttrs (_: map (entry: entry.file)) (builtins.groupBy (entry: entry.name) (definitions option));\n\n  ociKeys = [\n    "autoRemoveOnStop" "autoStart" "capabilities" "cmd" "dependsOn" "devices" "entrypoint" "environment" "environmentFiles"\n    "extraOptions" "hostname" "image" "imageFile" "imageStream" "labels" "log-driver" "login" "networks" "podman" "ports"\n    "preRunExtraOptions" "privileged" "pull" "serviceName" "user" "volumes" "workdir"\n  ];\n  # `config`, `path` and `nixpkgs` are left out: they are, or force, a whole system of their own.\n  nspawnKeys = [\n    "additionalCapabilities" "allowedDevices" "autoStart" "bindMounts" "enableTun" "ephemeral" "extraFlags" "extraVeths" "flake"\n    "forwardPorts" "hostAddress" "hostAddress6" "hostBridge" "interfaces" "localAddress" "localAddress6" "localMacAddress"\n    "macvlans" "networkNamespace" "privateNetwork" "privateUsers" "restartIfChanged" "timeoutStartSec" "tmpfs"\n  ];\n\n  # What dockerTools.pullImage and buildImage say about the archive they make.\n  archive = package: if isAttrs package then { archive = pick [ "imageName" "imageTag" "imageDigest" ] package; } else { };\n  container = options: pick ociKeys options // archive (options.imageFile or null);\n\n  unit = options: {\n    text = bare (options.text or "");\n    inherit (options) enable;\n    overrideStrategy = options.overrideStrategy or "asDropinIfExists";\n    aliases = options.aliases or [ ];\n    wantedBy = options.wantedBy or [ ];\n    requiredBy = options.requiredBy or [ ];\n    upheldBy = options.upheldBy or [ ];\n  };\n  units = config.systemd.units or { };\n  userUnits = config.systemd.user.units or { };\n\n  etcEntries = config.environment.etc or { };\n  etcNames = filter (\n    key: (startsWith "nixos-containers/" key || startsWith "containers/" key) && (etcEntries.${key}.enable or true)\n  ) (attrNames etcEntries);\n  # A file with a source of its own: a path of the flake is read here, a derivation\'s text is found by its store path later.\n  etcText =\n    entry:\n    let\n      text = entry.text or null;\n    in\n    if text != null then\n      { inherit text; }\n    else if isPath entry.source then\n      { text = builtins.readFile entry.source; }\n    else\n      { source = toString entry.source; };\n  etc = listToAttrs (map (key: { name = key; value = etcText etcEntries.${key}; }) etcNames);\n\n  texts = map (options: options.text or "") (builtins.attrValues units ++ builtins.attrValues userUnits);\n  context = getContext (concatStringsSep "" (texts ++ map (entry: entry.source or "") (builtins.attrValues etc)));\n\n  backend = virtualisation.oci-containers.backend or null;\n  ociContainers = virtualisation.oci-containers.containers or { };\n  failed = filter (assertion: !assertion.assertion) (if withAssertions then config.assertions or [ ] else [ ]);\nin\n{\n  host = name;\n  system = host.pkgs.stdenv.hostPlatform.system or config.nixpkgs.hostPlatform.system or config.nixpkgs.system;\n  nixos = config.system.nixos.version or "";\n  # Both tell a unit that changed from one that only names the commit. The packages are forced by the units of dbus anyway.\n  configurationRevision = plain (config.system.configurationRevision or null);\n  systemPackages = map bare (config.environment.systemPackages or [ ]);\n  ociBackend = backend;\n  ociContainers = mapAttrs (_: container) ociContainers;\n  nspawnContainers = mapAttrs (_: pick nspawnKeys) (config.containers or { });\n  definedIn = {\n    oci = filesByName (host.options.virtualisation.oci-containers.containers or { });\n    nspawn = filesByName (host.options.containers or { });\n  };\n  units = mapAttrs (_: unit) units;\n  userUnits = mapAttrs (_: unit) userUnits;\n  docker =\n    pick [ "enable" "enableOnBoot" "extraOptions" "liveRestore" "logDriver" "storageDriver" ] (virtualisation.docker or { })\n    // {\n      daemonSettings = plain (virtualisation.docker.daemon.settings or { });\n      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.docker.autoPrune or { });\n      rootless = pick [ "enable" "setSocketVariable" ] (virtualisation.docker.rootless or { });\n    };\n  podman =\n    pick [ "enable" "dockerCompat" ] (virtualisation.podman or { })\n    // {\n      dockerSocket = virtualisation.podman.dockerSocket.enable or false;\n      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.podman.autoPrune or { });\n      defaultNetwork = plain (virtualisation.podman.defaultNetwork.settings or { });\n    };\n  etc = mapAttrs (_: mapAttrs (_: bare)) etc;\n  failedAssertions = map (assertion: bare assertion.message) failed;\n  inherit (builtins) storeDir;\n  derivations = filter (path: builtins.match ".*\\\\.drv" path != null) (attrNames context);\n}\n';

// src/evaluate/argv.ts
function hostListArgs({ reference, attribute }, evaluation) {
  const root = "builtins.unsafeDiscardStringContext (flake.sourceInfo or flake).outPath";
  const hosts = `builtins.attrNames (${hostsOf(attribute)} or { })`;
  return evalArgs(`let flake = ${flakeOf(reference)}; in { root = ${root}; hosts = ${hosts}; }`, evaluation);
}
function hostStateArgs(host, evaluation) {
  const name = printNixString(host.name);
  const argument = `inherit flake; hosts = ${hostsOf(host.attribute)}; name = ${name}; withAssertions = ${host.withAssertions};`;
  return evalArgs(`let flake = ${flakeOf(host.reference)}; in (${host_state_default}) { ${argument} }`, evaluation);
}
function showDerivationArgs(paths, version) {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const command = major > 2 || major === 2 && minor >= 15 ? ["derivation", "show"] : ["show-derivation"];
  return [...command, ...paths];
}
function flakeOf(reference) {
  return `builtins.getFlake ${printNixString(reference)}`;
}
function hostsOf(attribute) {
  return ["flake", ...attribute.split(".").map(printNixString)].join(".");
}
function evalArgs(expression, evaluation) {
  const canBuild = evaluation["allow-import-from-derivation"];
  const settings = {
    "pure-eval": true,
    "accept-flake-config": false,
    "eval-cache": false,
    "allow-import-from-derivation": canBuild,
    // Nothing is built, so nothing has to be downloaded; flake inputs are fetched from their own addresses.
    substitute: canBuild
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["--option", name, String(value)]);
  return ["eval", "--json", "--show-trace", ...options, "--expr", expression];
}

// src/evaluate/parse-json.ts
function parseJson(text) {
  try {
    const value = JSON.parse(text);
    return value;
  } catch {
    return void 0;
  }
}

// src/evaluate/decode.ts
var HostList = object({ root: string(), hosts: array(string()) });
var EtcEntry = union([object({ text: string() }), object({ source: string() })]);
var Evaluated = looseObject({
  etc: record(string(), EtcEntry).default({}),
  storeDir: string(),
  derivations: array(string())
});
function decodeHostList(stdout) {
  return HostList.safeParse(parseJson(stdout)).data;
}
function decodeHost(stdout) {
  const evaluated = Evaluated.safeParse(parseJson(stdout));
  if (!evaluated.success) return { failure: prettifyError(evaluated.error) };
  const { derivations, storeDir, ...rest } = evaluated.data;
  const etc = Object.entries(rest.etc);
  const state = HostState.safeParse({ ...rest, etc: Object.fromEntries(etc.flatMap(([name, entry]) => textOf(name, entry))) });
  if (!state.success) return { failure: prettifyError(state.error) };
  const etcSources = Object.fromEntries(etc.flatMap(([name, entry]) => sourceOf(name, entry)));
  return { host: { state: state.data, etcSources, storeDir, derivations } };
}
function textOf(name, entry) {
  return "text" in entry ? [[name, entry.text]] : [];
}
function sourceOf(name, entry) {
  return "source" in entry ? [[name, entry.source]] : [];
}

// src/evaluate/state-cache.ts
import { createHash } from "node:crypto";
var FORM = 1;
function keyOf(tree, parts) {
  return createHash("sha256").update(JSON.stringify([FORM, tree, parts.folder, parts.version, parts.question])).digest("hex");
}
function listKey({ revision, folder }, { evaluation, program, attribute }) {
  const question = hostListArgs({ reference: "", attribute }, evaluation);
  return keyOf(revision.tree, { folder, question, version: program.version });
}
async function recallHostList(flake, workshop) {
  const text = await workshop.ports.cache?.read(listKey(flake, workshop));
  return text === void 0 ? void 0 : decodeHostList(text);
}
async function keepHostList({ list, ...flake }, workshop) {
  await workshop.ports.cache?.write(listKey(flake, workshop), JSON.stringify(list));
}
function hostKey({ flake, name }, { workshop, withAssertions }) {
  const question = hostStateArgs({ reference: "", attribute: workshop.attribute, name, withAssertions }, workshop.evaluation);
  return keyOf(flake.revision.tree, { folder: flake.folder, question, version: workshop.program.version });
}
async function recallHost(task, workshop) {
  const checks = task.flake.side === "head" ? [true] : [true, false];
  for (const withAssertions of checks) {
    const text = await workshop.ports.cache?.read(hostKey(task, { workshop, withAssertions }));
    const state = text === void 0 ? void 0 : HostState.safeParse(parseJson(text)).data;
    if (state !== void 0) return state;
  }
  return void 0;
}
async function keepHost(result, workshop) {
  if (result.state === void 0) return;
  const key = hostKey(result, { workshop, withAssertions: result.flake.side === "head" });
  await workshop.ports.cache?.write(key, JSON.stringify(result.state));
}

// src/evaluate/evaluate-host.ts
async function evaluateHost(task, workshop) {
  const { log, nix } = workshop.ports;
  const subject = `${task.flake.side} ${task.name}`;
  const state = await recallHost(task, workshop);
  if (state !== void 0) {
    log.progress({ subject, state: "done", text: `${Object.keys(state.units).length} units, known from before` });
    return { ...task, state };
  }
  log.progress({ subject, state: "running", text: "evaluating" });
  const { reference, side } = task.flake;
  const argument = { reference, attribute: workshop.attribute, name: task.name, withAssertions: side === "head" };
  const run = await nix.run(hostStateArgs(argument, workshop.evaluation), workshop.limits);
  const decoded = run.status === 0 && run.stopped === void 0 ? decodeHost(run.stdout) : void 0;
  if (decoded?.host !== void 0) {
    const units = Object.keys(decoded.host.state.units).length;
    log.progress({ subject, state: "done", text: `${units} units, ${run.seconds.toFixed(1)} s` });
    return { ...task, host: decoded.host };
  }
  log.progress({ subject, state: "failed", text: run.stopped === void 0 ? "did not evaluate" : `stopped: ${run.stopped}` });
  return { ...task, finding: await failureOf(task, { run, decoded, workshop }) };
}
async function failureOf({ flake, name }, { run, decoded, workshop }) {
  const folder = flake.folder === "." ? "." : `./${flake.folder}`;
  const subject = { side: flake.side, host: name, flake: folder, attribute: workshop.attribute };
  if (decoded?.failure !== void 0) return unreadableFinding(subject, decoded.failure);
  const tree = await workshop.ports.git.tree(flake.revision);
  const files = new Set(tree.entries.keys());
  return evaluationFinding(subject, { run, limits: workshop.limits, sources: { files, ...flake.root === void 0 ? {} : { root: flake.root } } });
}

// src/evaluate/open-flake.ts
async function openFlake({ side, revision, folder }, workshop) {
  const flake = { side, revision, folder: folder ?? ".", reference: "", hosts: [] };
  if (folder === void 0) return flake;
  const { nix, git, log } = workshop.ports;
  const reference = git.flakeReference(revision, folder);
  const progress = { subject: `${side} flake` };
  const known = await recallHostList({ revision, folder }, workshop);
  if (known !== void 0) {
    log.progress({ ...progress, state: "done", text: `${known.hosts.length} hosts, known from before` });
    return { ...flake, reference, ...known };
  }
  log.progress({ ...progress, state: "running", text: "listing hosts" });
  const run = await nix.run(hostListArgs({ reference, attribute: workshop.attribute }, workshop.evaluation), workshop.limits);
  const list = run.status === 0 && run.stopped === void 0 ? decodeHostList(run.stdout) : void 0;
  if (list === void 0) {
    log.progress({ ...progress, state: "failed", text: "did not evaluate" });
    return { ...flake, reference, finding: await listFailure({ side, flake: flake.folder, attribute: workshop.attribute }, { run, revision, workshop }) };
  }
  log.progress({ ...progress, state: "done", text: `${list.hosts.length} hosts, ${run.seconds.toFixed(1)} s` });
  await keepHostList({ revision, folder, list }, workshop);
  return { ...flake, reference, ...list };
}
async function listFailure(subject, { run, revision, workshop }) {
  if (run.status === 0 && run.stopped === void 0) return unreadableFinding(subject, "the list of hosts");
  const tree = await workshop.ports.git.tree(revision);
  return evaluationFinding(subject, { run, limits: workshop.limits, sources: { files: new Set(tree.entries.keys()) } });
}

// src/evaluate/pair-hosts.ts
function pairHosts({ names, flakes, results }) {
  const find = (name, side) => results.find((result) => result.name === name && result.flake === flakes[side]);
  const pairs = names.map((name) => pairOf(name, { base: find(name, "base"), head: find(name, "head"), flakes }));
  const ofFlake = tellOnce(flakes.base.finding, flakes.head.finding);
  const ofHosts = names.flatMap((name) => tellOnce(find(name, "base")?.finding, find(name, "head")?.finding));
  const ofAssertions = names.flatMap((name) => unbuildable(find(name, "head")));
  return { value: pairs, findings: [...ofFlake, ...ofHosts, ...ofAssertions] };
}
function pairOf(name, { base, head, flakes }) {
  const states = { ...base?.state === void 0 ? {} : { base: base.state }, ...head?.state === void 0 ? {} : { head: head.state } };
  const sides = { base: sideOf(name, { result: base, flake: flakes.base }), head: sideOf(name, { result: head, flake: flakes.head }) };
  return { name, ...states, status: statusOf(sides) };
}
function sideOf(name, { result, flake }) {
  if (result?.state !== void 0) return "evaluated";
  return flake.finding !== void 0 || flake.hosts.includes(name) ? "failed" : "absent";
}
function statusOf({ base, head }) {
  if (base === "failed" || head === "failed") return "failed";
  if (base === "absent") return "added";
  return head === "absent" ? "removed" : "evaluated";
}
function tellOnce(base, head) {
  if (base === void 0) return head === void 0 ? [] : [head];
  if (head === void 0) return [{ ...base, severity: "warning" }];
  if (base === head) return [head];
  if (base.code !== head.code || base.message !== head.message) return [{ ...base, severity: "warning" }, head];
  return [{ ...head, severity: "warning", message: `${head.message}
It fails at base in the same way.` }];
}
function unbuildable(result) {
  const failed = result?.state?.failedAssertions ?? [];
  return failed.slice(0, 10).map((message) => ({
    code: "host-assertion",
    severity: "error",
    subject: `host ${result?.name ?? ""}`,
    message: `An assertion of the configuration fails, so this host cannot be built: ${message.trim().slice(0, 4e3)}`,
    hint: "Change the options that the message names; `nixos-rebuild build` shows the same message."
  }));
}

// src/evaluate/derivation.ts
var Environment = record(string(), unknown());
var Shown = looseObject({
  outputs: record(string(), looseObject({ path: string().nullish() })),
  env: Environment.default({}),
  structuredAttrs: Environment.nullish(),
  inputDrvs: record(string(), unknown()).optional(),
  inputs: looseObject({ drvs: record(string(), unknown()).default({}) }).optional()
});
var Answer = union([
  looseObject({ version: int(), derivations: record(string(), Shown) }).transform((answer) => answer.derivations),
  record(string(), Shown)
]);
var LARGEST_TEXT = 1e6;
function parseDerivations(stdout, storeDir) {
  const answer = Answer.safeParse(parseJson(stdout));
  if (!answer.success) return void 0;
  const absolute = (path) => path.startsWith("/") ? path : `${storeDir}/${path}`;
  return Object.entries(answer.data).flatMap(([path, shown]) => {
    const text = textOf2(shown);
    const output = shown.outputs["out"]?.path;
    if (text === void 0 || text.length > LARGEST_TEXT || output === void 0 || output === null) return [];
    const inputs = Object.keys(shown.inputs?.drvs ?? shown.inputDrvs ?? {}).map(absolute);
    return [{ path: absolute(path), output: absolute(output), text, inputs }];
  });
}
function textOf2(shown) {
  const attributes = { ...structured(shown), ...shown.env };
  const text = attributes["text"] ?? attributes["value"];
  if (text === void 0 || typeof text === "string") return text;
  return JSON.stringify(text, void 0, 2);
}
function structured(shown) {
  const packed = shown.env["__json"];
  return shown.structuredAttrs ?? Environment.safeParse(typeof packed === "string" ? parseJson(packed) : void 0).data ?? {};
}

// src/evaluate/side-by-side.ts
async function sideBySide(tasks, run) {
  const results = /* @__PURE__ */ new Map();
  const queue = tasks.entries();
  async function work() {
    for (const [index, task] of queue) results.set(index, await run.each(task));
  }
  await Promise.all(Array.from({ length: Math.min(run.jobs, tasks.length) }, work));
  return [...results].toSorted(([left], [right]) => left - right).map(([, result]) => result);
}

// src/evaluate/read-texts.ts
var BATCH = 1e3;
var DEPTH = 3;
async function readTexts(request) {
  const byOutput = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  let isWhole = true;
  let wanted = request.derivations;
  for (let depth = 0; depth < DEPTH && wanted.length > 0; depth += 1) {
    for (const path of wanted) seen.add(path);
    const shown = await showAll(request, wanted);
    isWhole &&= shown.isWhole;
    for (const { output, text } of shown.found) byOutput.set(output, text);
    wanted = [...new Set(shown.found.flatMap(namedInputs))].filter((path) => !seen.has(path));
  }
  return { byOutput, isWhole };
}
async function showAll(request, paths) {
  const batches = Array.from({ length: Math.ceil(paths.length / BATCH) }, (_, index) => paths.slice(index * BATCH, (index + 1) * BATCH));
  const shown = await sideBySide(batches, { jobs: request.jobs, each: (batch) => showBatch(request, batch) });
  return { found: shown.flatMap(({ found }) => found), isWhole: shown.every(({ isWhole }) => isWhole) };
}
async function showBatch({ nix, program, limits, storeDir }, paths) {
  const run = await nix.run(showDerivationArgs(paths, program.version), limits);
  const found = run.status === 0 && run.stopped === void 0 ? parseDerivations(run.stdout, storeDir) : void 0;
  return { found: found ?? [], isWhole: found !== void 0 };
}
function namedInputs(derivation) {
  return derivation.inputs.filter((path) => derivation.text.includes(nameOf2(path)));
}
function nameOf2(path) {
  const base = path.slice(path.lastIndexOf("/") + 1);
  return base.slice(base.indexOf("-")).replace(/\.drv$/, "");
}
function withTexts({ state, etcSources }, texts2) {
  const byName = new Map([...texts2].map(([output, text]) => [output.slice(output.lastIndexOf("/")), { output, text }]));
  const fill = (units) => Object.fromEntries(Object.entries(units).map(([name, unit]) => [name, { ...unit, files: filesOf(unit.text, byName) }]));
  const etc = Object.entries(etcSources).flatMap(([name, source]) => {
    const text = texts2.get(source);
    return text === void 0 ? [] : [[name, text]];
  });
  return { ...state, units: fill(state.units), userUnits: fill(state.userUnits), etc: { ...state.etc, ...Object.fromEntries(etc) } };
}
var STORE_NAME = /\/[0-9a-df-np-sv-z]{32}-[0-9A-Za-z+\-._?=]+/g;
function filesOf(text, texts2) {
  const files = /* @__PURE__ */ new Map();
  const queue = [text];
  for (const next of queue) {
    for (const [name] of next.matchAll(STORE_NAME)) {
      const found = texts2.get(name);
      if (found === void 0 || files.has(found.output)) continue;
      files.set(found.output, found.text);
      queue.push(found.text);
    }
  }
  return Object.fromEntries(files);
}

// src/evaluate/evaluate-hosts.ts
async function evaluateHosts(request) {
  const { scope, config, ports } = request;
  const hasFlake = scope.hosts.baseFlake !== void 0 || scope.hosts.headFlake !== void 0;
  if (!scope.hosts.canChange || !hasFlake) return { value: [], findings: [] };
  const program = await ports.nix.probe();
  if (program === void 0) return { value: [], findings: [nixMissing()] };
  if (!program.hasFlakes) return { value: [], findings: [nixTooOld(program)] };
  const workshop = openWorkshop({ program, config, ports });
  const flakes = await openFlakes(request, workshop);
  const all = [.../* @__PURE__ */ new Set([...flakes.base.hosts, ...flakes.head.hosts])].toSorted();
  if (all.length === 0 && flakes.base.finding === void 0 && flakes.head.finding === void 0) {
    return { value: [], findings: [noHosts(workshop.attribute)] };
  }
  const names = chooseHosts(all, config.hosts);
  const results = await evaluateSides(flakes, { names, workshop });
  const texts2 = await readAllTexts(results, workshop);
  const finished = results.map((result) => ({ ...result, state: stateOf(result, texts2.byOutput) }));
  if (texts2.isWhole) await Promise.all(finished.filter(({ host }) => host !== void 0).map((result) => keepHost(result, workshop)));
  const pairs = pairHosts({ names, flakes, results: finished });
  return {
    value: pairs.value,
    findings: [...unreadableNames(all), ...unmatchedPatterns(all, config.hosts), ...pairs.findings, ...texts2.isWhole ? [] : [partialFinding()]]
  };
}
function openWorkshop({ program, config, ports }) {
  const { evaluation } = config;
  return { ports, program, evaluation, attribute: config["hosts-attribute"], limits: { seconds: evaluation.timeout, memory: evaluation["max-memory"] } };
}
async function openFlakes({ scope, base, head }, workshop) {
  const { baseFlake, headFlake } = scope.hosts;
  const opening = openFlake({ side: "head", revision: head, folder: headFlake }, workshop);
  if (base.tree === head.tree && baseFlake === headFlake) {
    const flake = await opening;
    return { base: flake, head: flake };
  }
  const [flakeAtHead, flakeAtBase] = await Promise.all([opening, openFlake({ side: "base", revision: base, folder: baseFlake }, workshop)]);
  return { base: flakeAtBase, head: flakeAtHead };
}
async function evaluateSides({ base, head }, plan) {
  const { names, workshop } = plan;
  const sides = base === head || head.finding !== void 0 ? [head] : [head, base];
  const tasks = names.flatMap((name) => sides.filter((flake) => flake.hosts.includes(name)).map((flake) => ({ flake, name })));
  return sideBySide(tasks, { jobs: workshop.evaluation["max-jobs"], each: (task) => evaluateHost(task, workshop) });
}
async function readAllTexts(results, { ports, program, limits, evaluation }) {
  const hosts = results.flatMap(({ host }) => host === void 0 ? [] : [host]);
  const derivations = [...new Set(hosts.flatMap((host) => host.derivations))];
  const storeDir = hosts[0]?.storeDir ?? "/nix/store";
  return readTexts({ derivations, storeDir, nix: ports.nix, program, limits, jobs: evaluation["max-jobs"] });
}
function stateOf({ host, state }, texts2) {
  return host === void 0 ? state : withTexts(host, texts2);
}

export {
  HostState,
  evaluateHosts
};
