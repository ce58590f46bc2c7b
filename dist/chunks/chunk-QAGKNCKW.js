import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openGit
} from "./chunk-QDJYTLXC.js";
import {
  openFormatter
} from "./chunk-VWCCPWEM.js";
import {
  allowedEnvironment,
  runProcess
} from "./chunk-2UAZ63FG.js";
import {
  StowplanError
} from "./chunk-2G4XEMFZ.js";

// src/host/disk-cache.ts
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
var compress = promisify(gzip);
var decompress = promisify(gunzip);
var KEY = /^[0-9a-f]{64}$/;
var LARGEST_TEXT = 256 * 1024 * 1024;
function cacheFolder(environment) {
  const home = environment["HOME"];
  const base = environment["XDG_CACHE_HOME"] ?? (home === void 0 ? void 0 : join(home, ".cache"));
  return base === void 0 ? void 0 : join(base, "stowplan");
}
function openDiskCache({ folder, entries }) {
  const fileOf = (key) => KEY.test(key) ? join(folder, `${key}.gz`) : void 0;
  return {
    read: async (key) => {
      const file = fileOf(key);
      return file === void 0 ? void 0 : orUndefined(() => readEntry(file));
    },
    write: async (key, text) => {
      const file = fileOf(key);
      if (file === void 0) return;
      await orUndefined(() => writeEntry(folder, { file, text }));
      await orUndefined(() => throwAwayOldest(folder, entries));
    }
  };
}
async function orUndefined(action) {
  try {
    return await action();
  } catch {
    return void 0;
  }
}
async function readEntry(file) {
  const text = await decompress(await readFile(file), { maxOutputLength: LARGEST_TEXT });
  const now = /* @__PURE__ */ new Date();
  await orUndefined(() => utimes(file, now, now));
  return text.toString("utf8");
}
async function writeEntry(folder, { file, text }) {
  await mkdir(folder, { recursive: true, mode: 448 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, await compress(text), { mode: 384 });
  await rename(draft, file);
}
async function throwAwayOldest(folder, entries) {
  const names = await readdir(folder);
  if (names.length <= entries) return;
  const files = await Promise.all(names.map(async (name) => ({ path: join(folder, name), used: (await stat(join(folder, name))).mtimeMs })));
  const oldest = files.toSorted((left, right) => left.used - right.used).slice(0, files.length - entries);
  await Promise.all(oldest.map(({ path }) => rm(path, { force: true })));
}

// src/host/lazy-registry.ts
function openLazyRegistry(options) {
  let opened;
  const registry = () => opened ??= import("./oci-registry-4DTQFZOH.js").then(({ openRegistry }) => openRegistry(options));
  return {
    tags: async (repository) => (await registry()).tags(repository),
    resolve: async (repository, reference) => (await registry()).resolve(repository, reference),
    manifest: async (repository, reference) => (await registry()).manifest(repository, reference),
    blob: async (repository, digest) => (await registry()).blob(repository, digest)
  };
}

// src/host/nix.ts
import { accessSync, constants, existsSync } from "node:fs";

// src/host/nix-settings.ts
function nixEnvironment(machine) {
  const lines = ["extra-experimental-features = nix-command flakes", "accept-flake-config = false", "warn-dirty = false"];
  const withoutUsers = machine.isRoot && !machine.hasDaemon ? ["build-users-group ="] : [];
  return allowedEnvironment(machine.environment, { NIX_CONFIG: [...lines, ...withoutUsers].join("\n"), GIT_TERMINAL_PROMPT: "0" });
}
function nixCandidates(environment) {
  const home = environment["HOME"];
  const state = environment["XDG_STATE_HOME"] ?? (home === void 0 ? void 0 : `${home}/.local/state`);
  const onPath = (environment["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const installed = [
    "/nix/var/nix/profiles/default/bin",
    "/run/current-system/sw/bin",
    ...home === void 0 ? [] : [`${home}/.nix-profile/bin`],
    ...state === void 0 ? [] : [`${state}/nix/profile/bin`],
    "/usr/local/bin",
    "/usr/bin"
  ];
  return [.../* @__PURE__ */ new Set([...onPath, ...installed])].map((folder) => `${folder}/nix`);
}
function parseNixVersion(output) {
  return /^nix \(.*\) (\d+\.\d+\S*)\s*$/m.exec(output)?.[1];
}
function hasFlakes(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number.parseFloat);
  return major > 2 || major === 2 && minor >= 8;
}

// src/host/nix.ts
var DAEMON_SOCKET = "/nix/var/nix/daemon-socket/socket";
var OUTPUT_LIMIT = 512 * 1024 * 1024;
function openNix(environment) {
  let found;
  const probe = () => found ??= findNix(environment);
  return {
    probe,
    run: async (args, limits) => {
      const program = await probe();
      if (program === void 0) throw missing();
      const result = await start({ path: program.path, args, environment, limits: { ...limits, output: OUTPUT_LIMIT } });
      return toRun(result);
    }
  };
}
function toRun(result) {
  return { ...result, stdout: result.stdout.toString("utf8") };
}
async function findNix(environment) {
  for (const path of nixCandidates(environment).filter(isExecutable)) {
    const result = await start({ path, args: ["--version"], environment, limits: { seconds: 30, output: 65536 } });
    const version = parseNixVersion(result.stdout.toString("utf8"));
    if (version !== void 0) return { path, version, hasFlakes: hasFlakes(version) };
  }
  return void 0;
}
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
async function start({ path, args, environment, limits }) {
  const machine = { environment, isRoot: process.getuid?.() === 0, hasDaemon: existsSync(DAEMON_SOCKET) };
  try {
    return await runProcess({ program: path, args, environment: nixEnvironment(machine), limits });
  } catch (cause) {
    throw new StowplanError({
      code: "nix-failed",
      subject: path,
      message: "Nix could not be started",
      hint: "Run it by hand with --version; reinstall it where that fails.",
      cause
    });
  }
}
function missing() {
  return new StowplanError({
    code: "nix-missing",
    subject: "nix",
    message: "no Nix program was found on this machine",
    hint: "Install Nix (https://nixos.org/download, on Debian `apt-get install nix-bin`)."
  });
}

// src/host/plan-ports.ts
var CACHE_ENTRIES = 500;
async function openPlanPorts(repository, log) {
  const folder = cacheFolder(repository.environment);
  return {
    git: await openGit(repository),
    nix: openNix(repository.environment),
    formatter: openFormatter(repository.environment),
    openRegistry: openLazyRegistry,
    ...folder === void 0 ? {} : { cache: openDiskCache({ folder, entries: CACHE_ENTRIES }) },
    log
  };
}

export {
  openPlanPorts
};
