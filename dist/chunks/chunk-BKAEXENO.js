import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openGit
} from "./chunk-UN2ZIUCD.js";
import {
  openFormatter
} from "./chunk-MGRDHNBY.js";
import {
  allowedEnvironment
} from "./chunk-DNY7WADR.js";
import {
  lazyRegistries
} from "./chunk-S7RFAK7H.js";
import {
  runProcess
} from "./chunk-Y5ZU4I3E.js";
import {
  throwIfInterrupted
} from "./chunk-FSL3M7DZ.js";
import {
  cacheFolder,
  openDiskCache
} from "./chunk-YS4NMTKR.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";

// src/host/free-memory.ts
import process2 from "node:process";
var MEBIBYTE = 1024 * 1024;
function freeMemory() {
  const bytes = process2.availableMemory();
  return bytes > 0 ? Math.floor(bytes / MEBIBYTE) : void 0;
}

// src/host/lazy-releases.ts
function openLazyReleases(options) {
  let opened;
  const releases = () => opened ??= import("./github-releases-OGSNLU3V.js").then(({ openReleases }) => openReleases(options));
  return { list: async (source, range) => (await releases()).list(source, range) };
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
  const { product, version } = /^nix \((?<product>[^()]+)\) (?<version>\d+\.\d+\S*)\s*$/m.exec(output)?.groups ?? {};
  return product === void 0 || version === void 0 ? void 0 : { product, version };
}
function hasFlakes(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number.parseFloat);
  return major > 2 || major === 2 && minor >= 8;
}

// src/host/nix.ts
var DAEMON_SOCKET = "/nix/var/nix/daemon-socket/socket";
var OUTPUT_LIMIT = 512 * 1024 * 1024;
function openNix(environment, launch = launcherOf(environment)) {
  let found;
  const probe = () => found ??= findNix(environment, launch);
  return {
    probe,
    run: async (args, limits) => {
      const program = await probe();
      if (program === void 0) throw missing();
      const result = await start({ path: program.path, args, limits: { ...limits, output: OUTPUT_LIMIT } }, launch);
      return toRun(result);
    }
  };
}
function toRun(result) {
  return { ...result, stdout: result.stdout.toString("utf8") };
}
async function findNix(environment, launch) {
  let old;
  for (const path of nixCandidates(environment).filter(isExecutable)) {
    const program = await askVersion(path, launch);
    if (program?.hasFlakes === true) return program;
    old ??= program;
  }
  return old;
}
async function askVersion(path, launch) {
  const result = await start({ path, args: ["--version"], limits: { seconds: 30, output: 65536 } }, launch).catch(() => void 0);
  const release = parseNixVersion(result?.stdout.toString("utf8") ?? "");
  return release === void 0 ? void 0 : { path, ...release, hasFlakes: hasFlakes(release.version) };
}
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
function launcherOf(environment) {
  return ({ path, args, limits }) => {
    const machine = { environment, isRoot: process.getuid?.() === 0, hasDaemon: existsSync(DAEMON_SOCKET) };
    return runProcess({ program: path, args, environment: nixEnvironment(machine), limits });
  };
}
async function start(run, launch) {
  try {
    return await launch(run);
  } catch (cause) {
    throwIfInterrupted();
    throw new StowplanError({
      code: "nix-failed",
      subject: run.path,
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
async function openPlanPorts({ github, isForStranger = false, ...repository }, log) {
  const folder = cacheFolder(repository.environment);
  const kept = folder === void 0 ? {} : { cache: openDiskCache({ folder, entries: CACHE_ENTRIES }) };
  const token = isForStranger ? void 0 : github?.token ?? repository.environment["GITHUB_TOKEN"];
  return {
    git: await openGit(repository),
    nix: openNix(repository.environment),
    formatter: openFormatter(repository.environment),
    freeMemory,
    openRegistry: lazyRegistries({ variables: repository.environment, log, isForStranger, ...github === void 0 ? {} : { github } }),
    releases: openLazyReleases({ environment: repository.environment, ...token === void 0 ? {} : { token }, ...kept, log }),
    ...kept,
    log
  };
}

export {
  openNix,
  openPlanPorts
};
