import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openNix,
  openPlanPorts
} from "./chunk-BKAEXENO.js";
import {
  gitArguments,
  runGit
} from "./chunk-UN2ZIUCD.js";
import "./chunk-MGRDHNBY.js";
import {
  allowedEnvironment
} from "./chunk-DNY7WADR.js";
import "./chunk-S7RFAK7H.js";
import {
  openLimiter,
  runProcess
} from "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import {
  throwIfInterrupted
} from "./chunk-FSL3M7DZ.js";
import {
  printNixString,
  readConfig
} from "./chunk-ZAI775U2.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import {
  cacheFolder
} from "./chunk-YS4NMTKR.js";
import "./chunk-FFLDBSQF.js";
import {
  parseJson
} from "./chunk-IZT3ALIO.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  boolean,
  int,
  looseObject,
  number,
  object,
  record,
  string,
  union
} from "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/bot/checkout.ts
import { join as join3 } from "node:path";
import { setTimeout as setTimeout2 } from "node:timers/promises";

// src/host/clones/clone.ts
import { existsSync } from "node:fs";
import { lstat, mkdtemp, readdir as readdir2, rm as rm3, writeFile as writeFile3 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/host/clones/file-lock.ts
import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
var Owner = object({ host: string(), pid: int(), name: string() });
var OWN_NAME = randomUUID();
var PAUSE_MILLISECONDS = 50;
var FOREIGN_LOCK_MINUTES = 20;
var MINUTE = 6e4;
function ownerText() {
  return JSON.stringify({ host: hostname(), pid: process.pid, name: OWN_NAME });
}
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
async function isAbandoned(file, foreignMinutes) {
  try {
    const [text, { mtimeMs }] = [await readFile(file, "utf8"), await stat(file)];
    const owner = Owner.safeParse(parseJson(text)).data;
    if (owner?.host === hostname()) return owner.pid === process.pid ? owner.name !== OWN_NAME : !isAlive(owner.pid);
    return Date.now() - mtimeMs > foreignMinutes * MINUTE;
  } catch {
    return false;
  }
}
async function tryCreate(file) {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, ownerText());
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
async function removeAbandoned(file) {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => void 0);
  if (!await isAbandoned(aside, FOREIGN_LOCK_MINUTES)) await link(aside, file).catch(() => void 0);
  await rm(aside, { force: true });
}
async function withFileLock({ file, seconds }, use) {
  const end = Date.now() + seconds * 1e3;
  while (!await tryCreate(file)) {
    if (await isAbandoned(file, FOREIGN_LOCK_MINUTES)) await removeAbandoned(file);
    else if (Date.now() > end) throw lockTaken(file, seconds);
    else await setTimeout(PAUSE_MILLISECONDS);
  }
  try {
    return await use();
  } finally {
    await rm(file, { force: true });
  }
}
function lockTaken(file, seconds) {
  return new StowplanError({
    code: "process-limit",
    subject: file,
    message: `another process has held this lock for more than ${seconds} s`,
    hint: "Look which process the file names; remove the file where it is none of the bot's."
  });
}

// src/host/clones/kept-folder.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { mkdir, readdir, rename as rename2, rm as rm2, stat as stat2, utimes, writeFile as writeFile2 } from "node:fs/promises";
import { join } from "node:path";
var DAY = 864e5;
var LEASE_SECONDS = 300;
var WORK_SECONDS = 1500;
var FOREIGN_LEASE_MINUTES = 360;
var contentOf = (place) => join(place, "content");
var leasesOf = (place) => join(place, "leases");
function withPlace(place, use) {
  return withFileLock({ file: join(place, "lock"), seconds: LEASE_SECONDS }, use);
}
async function listLeases(place) {
  const files = (await readdir(leasesOf(place)).catch(() => [])).map((name) => join(leasesOf(place), name));
  const abandoned = await Promise.all(files.map(async (file) => await isAbandoned(file, FOREIGN_LEASE_MINUTES) ? [file] : []));
  for (const file of abandoned.flat()) await rm2(file, { force: true });
  return files.filter((file) => !abandoned.flat().includes(file));
}
async function withKeptFolder(place, use) {
  await mkdir(leasesOf(place), { recursive: true, mode: 448 });
  const lease = join(leasesOf(place), randomUUID2());
  try {
    await withPlace(place, async () => {
      await mkdir(contentOf(place), { recursive: true, mode: 448 });
      await writeFile2(lease, ownerText());
      await utimes(contentOf(place), /* @__PURE__ */ new Date(), /* @__PURE__ */ new Date());
    });
    return await use({
      path: contentOf(place),
      alone: (work) => withFileLock({ file: join(place, "work"), seconds: WORK_SECONDS }, work),
      isShared: async () => (await listLeases(place)).some((other) => other !== lease)
    });
  } finally {
    await rm2(lease, { force: true });
  }
}
async function whileUnshared(folder, use) {
  return withPlace(join(folder.path, ".."), async () => {
    if (await folder.isShared()) return false;
    await use();
    return true;
  });
}
async function sizeOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat2(join(entry.parentPath, entry.name)).catch(() => void 0))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
async function lookAt(place) {
  const content = await stat2(contentOf(place)).catch(() => void 0);
  return content === void 0 ? [] : [{ place, used: content.mtimeMs, size: await sizeOf(contentOf(place)) }];
}
function chooseToPrune(kept, { days, bytes, now }) {
  const newestFirst = kept.toSorted((left, right) => right.used - left.used);
  let sum = 0;
  return newestFirst.filter(({ used, size }) => {
    sum += size;
    return now - used > days * DAY || sum > bytes;
  });
}
async function pruneKept(root, limits) {
  const places = (await readdir(root).catch(() => [])).map((name) => join(root, name));
  const kept = (await Promise.all(places.map(lookAt))).flat();
  for (const { place } of chooseToPrune(kept, { ...limits, now: Date.now() })) {
    const gone = join(place, `gone-${randomUUID2()}`);
    await withPlace(place, async () => {
      if ((await listLeases(place)).length === 0) await rename2(contentOf(place), gone);
    });
    await rm2(gone, { recursive: true, force: true });
  }
}

// src/host/clones/clone.ts
var NO_SUCH_REFERENCE = 2;
var FETCH_LIMITS = { seconds: 900, output: 1024 * 1024 };
var MOST_PACKS = 40;
var KEPT_REFERENCES = 100;
var FETCH_SETTINGS = [
  "fetch.fsckObjects=true",
  "fetch.fsck.zeroPaddedFilemode=ignore",
  "fetch.fsck.badTimezone=ignore",
  "fetch.unpackLimit=1",
  "gc.auto=0",
  "maintenance.auto=false",
  "credential.helper=",
  "core.askPass=true",
  "http.followRedirects=initial"
];
function credentials({ remote, token }) {
  if (token === "" || !URL.canParse(remote)) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: `http.${new URL(remote).origin}/.extraHeader`, GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}` };
}
function protocolOf(remote) {
  return URL.canParse(remote) ? new URL(remote).protocol.slice(0, -1) : "file";
}
function askRemote(directory, { source, args }) {
  const settings = FETCH_SETTINGS.flatMap((setting) => ["-c", setting]);
  const environment = allowedEnvironment(source.environment, { GIT_TERMINAL_PROMPT: "0", GIT_ALLOW_PROTOCOL: protocolOf(source.remote), ...credentials(source) });
  return runProcess({ program: "git", args: [...settings, ...gitArguments(directory, args)], environment, limits: FETCH_LIMITS });
}
async function fetchInto(directory, { source, wanted }) {
  const flags = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", `--depth=${wanted.depth}`];
  const fetched = await askRemote(directory, { source, args: [...flags, "--end-of-options", source.remote, `+${wanted.reference}:${wanted.name}`] });
  if (fetched.status === 0) return true;
  throwIfInterrupted();
  const listed = await askRemote(directory, { source, args: ["ls-remote", "--quiet", "--exit-code", "--end-of-options", source.remote, wanted.reference] });
  if (listed.status === NO_SUCH_REFERENCE) return false;
  throw listed.status === 0 ? notTaken(wanted, fetched.stderr) : notAnswered(wanted);
}
function notTaken({ reference }, words) {
  return new StowplanError({
    code: "git-failed",
    subject: reference,
    message: `The commits could not be fetched: ${words.trim().split("\n").at(-1) ?? ""}`,
    hint: "Look whether the bot's disk is full, and whether `git fsck` finds flaws in the repository."
  });
}
function notAnswered({ reference }) {
  return new StowplanError({
    code: "forge-failed",
    subject: reference,
    message: "GitHub did not give the repository's commits.",
    hint: "Try again; see https://www.githubstatus.com. The App needs the permission `contents: read`."
  });
}
async function openRepository(repository) {
  if (existsSync(join2(repository.directory, ".git/HEAD"))) return;
  await runGit(repository, { args: ["init", "--quiet", "--template=", "--initial-branch=main"] });
}
async function dropOldReferences(repository) {
  const args = ["for-each-ref", "--sort=-committerdate", "--format=%(refname)", "refs/stowplan"];
  const names = (await runGit(repository, { args })).toString().split("\n").filter((name) => name !== "");
  const input = names.slice(KEPT_REFERENCES).map((name) => `delete ${name}
`).join("");
  await runGit(repository, { args: ["update-ref", "--stdin"], input });
}
async function tidy(repository, folder) {
  const packs = (await readdir2(join2(repository.directory, ".git/objects/pack"))).filter((name) => name.endsWith(".pack"));
  if (packs.length <= MOST_PACKS) return;
  await whileUnshared(folder, async () => {
    await dropOldReferences(repository);
    await runGit(repository, { args: ["gc", "--quiet", "--prune=now"] });
  });
}
async function useClone({ source, folder, scratch }, use) {
  const repository = { directory: folder.path, environment: { ...source.environment, TMPDIR: scratch } };
  await folder.alone(() => openRepository(repository));
  return use({
    repository,
    scratch,
    fetch: (wanted, read) => folder.alone(async () => {
      await tidy(repository, folder);
      if (!await fetchInto(folder.path, { source, wanted })) return void 0;
      await runGit(repository, { args: ["update-ref", "refs/heads/main", wanted.name] });
      return read();
    })
  });
}
var SCRATCH = "stowplan-job-";
var OWNER = ".stowplan-owner";
var FOREIGN_MINUTES = 1440;
async function removeAbandoned2(parent) {
  const folders = (await readdir2(parent)).filter((name) => name.startsWith(SCRATCH)).map((name) => join2(parent, name));
  for (const folder of folders) {
    const owner = (await lstat(folder).catch(() => void 0))?.uid;
    const isOurs = owner === process.getuid?.() && await isAbandoned(join2(folder, OWNER), FOREIGN_MINUTES);
    if (isOurs) await rm3(folder, { recursive: true, force: true }).catch(() => void 0);
  }
}
async function makeScratch(parent) {
  await removeAbandoned2(parent);
  const scratch = await mkdtemp(join2(parent, SCRATCH));
  await writeFile3(join2(scratch, OWNER), ownerText());
  return scratch;
}
async function withClone(source, use) {
  const scratch = await makeScratch(source.environment["TMPDIR"] ?? tmpdir());
  try {
    return await withKeptFolder(source.place ?? join2(scratch, "clone"), (folder) => useClone({ source, folder, scratch }, use));
  } finally {
    await rm3(scratch, { recursive: true, force: true });
  }
}

// src/host/bot/checkout.ts
var PAUSES = [2e3, 5e3, 1e4];
var KEPT_DAYS = 30;
var DEFAULT_GIBIBYTES = 20;
var GIBIBYTE = 1024 ** 3;
function clonesFolder(environment) {
  const folder = cacheFolder(environment);
  return folder === void 0 ? void 0 : join3(folder, "clones");
}
function cloneFolder(environment, repositoryId) {
  const folder = clonesFolder(environment);
  return folder === void 0 ? void 0 : join3(folder, String(repositoryId));
}
async function prune(environment) {
  const folder = clonesFolder(environment);
  const gibibytes = Number(environment["STOWPLAN_CLONES_GIB"] ?? DEFAULT_GIBIBYTES);
  if (folder === void 0) return;
  await pruneKept(folder, { days: KEPT_DAYS, bytes: (gibibytes >= 0 ? gibibytes : DEFAULT_GIBIBYTES) * GIBIBYTE }).catch(() => void 0);
}
async function readCommit(repository, expression) {
  return (await runGit(repository, { args: ["rev-parse", "--verify", "--end-of-options", expression] })).toString().trim();
}
async function readMerge({ job }, clone) {
  const name = `refs/stowplan/pull/${job.number}`;
  return clone.fetch({ reference: `refs/pull/${job.number}/merge`, name, depth: 2 }, async () => {
    const [head, base, tip] = await Promise.all(["", "^1", "^2"].map((parent) => readCommit(clone.repository, `${name}${parent}`)));
    if (head === void 0 || base === void 0 || tip !== job.headCommit) return void 0;
    return { repository: clone.repository, scratch: clone.scratch, base, head, tip };
  });
}
async function waitForMerge(source, clone) {
  for (const pause of [...source.pauses ?? PAUSES, void 0]) {
    const merge = await readMerge(source, clone);
    if (merge !== void 0) return merge;
    if (pause !== void 0) await setTimeout2(pause);
  }
  throw new StowplanError({
    code: "revision-missing",
    subject: `pull request ${source.job.number}`,
    message: `GitHub has no merge commit of ${source.job.headCommit.slice(0, 10)}.`,
    hint: "Resolve the conflicts with the base branch, if there are any, and push again."
  });
}
async function withCheckout(source, use) {
  const place = cloneFolder(source.environment, source.job.repositoryId);
  const result = await withClone({ ...source, place }, async (clone) => use(await waitForMerge(source, clone)));
  await prune(source.environment);
  return result;
}
async function withBranch(source, use) {
  const { environment, reference = "HEAD" } = source;
  const name = `refs/stowplan/branch/${reference.replace(/^refs\/heads\//, "")}`;
  const result = await withClone({ ...source, place: cloneFolder(environment, source.repositoryId) }, async (clone) => {
    const commit = await clone.fetch({ reference, name, depth: 1 }, () => readCommit(clone.repository, name));
    if (commit === void 0) throw branchMissing(reference);
    return use({ repository: clone.repository, scratch: clone.scratch, commit });
  });
  await prune(environment);
  return result;
}
function branchMissing(reference) {
  return new StowplanError({
    code: "revision-missing",
    subject: reference,
    message: "The repository has no such branch, or it could not be fetched.",
    hint: "Check that the App may read the repository's contents."
  });
}

// src/host/bot/stranger-ports.ts
import { mkdir as mkdir2 } from "node:fs/promises";
import { join as join6 } from "node:path";

// src/host/sandbox/input-fetches.ts
var Attribute = union([string().max(2048), number(), boolean()]);
var LockNodes = looseObject({ nodes: record(string().max(256), looseObject({ locked: record(string().max(64), Attribute).optional() })) });
var NO_ARGUMENTS = /* @__PURE__ */ new Set(["dir", "lastModified", "revCount", "__final"]);
var ATTRIBUTE_NAME = /^[A-Za-z_][\w-]*$/;
var FORGES = { github: "github.com", gitlab: "gitlab.com", sourcehut: "git.sr.ht" };
var PUBLIC_HOSTS = /* @__PURE__ */ new Set(["github.com", "codeload.github.com", "gitlab.com", "codeberg.org", "git.sr.ht", "bitbucket.org", "channels.nixos.org", "releases.nixos.org", "nixos.org", "flakehub.com", "api.flakehub.com"]);
var URL_TYPES = /* @__PURE__ */ new Set(["tarball", "file", "git"]);
var MOST_INPUTS = 300;
function lockedNodes(text) {
  const nodes = LockNodes.safeParse(parseJson(text ?? "")).data?.nodes;
  return new Map(Object.entries(nodes ?? {}).flatMap(([name, { locked }]) => locked === void 0 ? [] : [[name, locked]]));
}
function addressOf({ type, host, url }) {
  const forge = typeof type === "string" && Object.hasOwn(FORGES, type) ? FORGES[type] : void 0;
  if (forge !== void 0) return URL.parse(`https://${typeof host === "string" ? host : forge}/`) ?? void 0;
  return typeof type === "string" && URL_TYPES.has(type) && typeof url === "string" ? URL.parse(url) ?? void 0 : void 0;
}
function isOverHttp(locked) {
  return ["https:", "http:"].includes(addressOf(locked)?.protocol ?? "");
}
function isPublic(locked) {
  const address = addressOf(locked);
  if (address?.protocol !== "https:" || address.port !== "" || address.username !== "" || address.password !== "") return false;
  return address.hostname === FORGES[String(locked["type"])] || PUBLIC_HOSTS.has(address.hostname);
}
function printLocked(locked) {
  const attributes = Object.entries(locked).filter(([name]) => ATTRIBUTE_NAME.test(name) && !NO_ARGUMENTS.has(name));
  return `{ ${attributes.map(([name, value]) => `${name} = ${typeof value === "string" ? printNixString(value) : String(value)};`).join(" ")} }`;
}
function isInside({ type, path }) {
  return type === "path" && typeof path === "string" && !path.startsWith("/");
}
function refusal(name, { file, locked }) {
  const address = addressOf(locked);
  return {
    code: "input-not-fetched",
    severity: "warning",
    subject: `flake input ${name}`,
    message: `The input is locked at ${address === void 0 ? `a source of type ${String(locked["type"]).slice(0, 64)}` : `${address.protocol}//${address.host.slice(0, 255)}`}, which is not fetched for pull requests from forks, so hosts that need it do not evaluate.`,
    hint: "Look at the new input by hand. Once it is locked on the base branch it is fetched for everybody.",
    place: { file }
  };
}
function inputFetches({ file, base, head }) {
  const trusted = new Set([...lockedNodes(base).values()].map(printLocked));
  const wanted = [...[...lockedNodes(base)], ...[...lockedNodes(head)]].filter(([, locked]) => !isInside(locked));
  const byExpression = new Map(wanted.map(([name, locked]) => [printLocked(locked), { name, locked }]));
  const fetches = [];
  const findings = [];
  for (const [expression, { name, locked }] of [...byExpression].slice(0, MOST_INPUTS)) {
    const isAllowed = typeof locked["narHash"] === "string" && isOverHttp(locked) && (trusted.has(expression) || isPublic(locked));
    if (isAllowed) fetches.push({ name, expression: `(builtins.fetchTree ${expression}).narHash` });
    else findings.push(refusal(name.slice(0, 256), { file, locked }));
  }
  return { fetches, findings };
}

// src/host/sandbox/sandbox.ts
import { accessSync, constants, lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, join as join4 } from "node:path";

// src/host/sandbox/sandbox-arguments.ts
var DEVICES = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"];
var NETWORK_FILES = ["/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl", "/etc/pki", "/etc/static/ssl"];
var SCRATCH_BYTES = 64 * 1024 * 1024;
var LARGEST_FILE = 4 * 1024 * 1024 * 1024;
var OPEN_FILES = 4096;
var RESERVED_MEBIBYTES = 8192;
var MEBIBYTE = 1024 * 1024;
function systemArguments(folder) {
  return folder.kind === "link" ? ["--symlink", folder.target, folder.path] : ["--ro-bind", folder.path, folder.path];
}
function sandboxArguments({ system, readable, writable, network }) {
  return [
    ...["--unshare-all", "--unshare-user", "--disable-userns", ...network ? ["--share-net"] : []],
    ...["--die-with-parent", "--cap-drop", "ALL"],
    ...system.flatMap(systemArguments),
    ...["--proc", "/proc", "--remount-ro", "/proc"],
    ...DEVICES.flatMap((path) => ["--dev-bind", path, path]),
    ...["--size", String(SCRATCH_BYTES), "--tmpfs", "/tmp"],
    ...network ? NETWORK_FILES.flatMap((path) => ["--ro-bind-try", path, path]) : [],
    ...readable.flatMap((path) => ["--ro-bind", path, path]),
    ...writable.flatMap((path) => ["--bind", path, path]),
    ...["--remount-ro", "/"]
  ];
}
function limitArguments({ memory, processes }) {
  const space = (memory + RESERVED_MEBIBYTES) * MEBIBYTE;
  return [`--as=${space}`, `--nproc=${processes}`, `--fsize=${LARGEST_FILE}`, `--nofile=${OPEN_FILES}`, "--core=0", "--"];
}

// src/host/sandbox/sandbox.ts
var SYSTEM_PATHS = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store"];
var MOST_PROCESSES = 128;
var DEFAULT_MEMORY = 4096;
function systemFolders() {
  return SYSTEM_PATHS.flatMap((path) => {
    const stat4 = lstatSync(path, { throwIfNoEntry: false });
    if (stat4 === void 0) return [];
    return [stat4.isSymbolicLink() ? { kind: "link", path, target: readlinkSync(path) } : { kind: "folder", path }];
  });
}
function findProgram(name, environment) {
  const paths = (environment["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/")).map((folder) => join4(folder, name));
  for (const path of paths) {
    try {
      accessSync(path, constants.X_OK);
      return realpathSync(path);
    } catch {
    }
  }
  return void 0;
}
function strayFolders(programs, path = "") {
  const folders = /* @__PURE__ */ new Set([...programs.map((program) => dirname(program)), ...path.split(":").filter((folder) => folder.startsWith("/"))]);
  return [...folders].filter((folder) => !SYSTEM_PATHS.some((system) => folder === system || folder.startsWith(`${system}/`)));
}
function runIn({ bwrap, prlimit }, { program, args, environment, readable, writable, network, limits }) {
  const view = { system: systemFolders(), readable: [...strayFolders([program, prlimit], environment["PATH"]), ...readable], writable, network };
  const kernelLimits = limitArguments({ memory: limits.memory ?? DEFAULT_MEMORY, processes: MOST_PROCESSES });
  return runProcess({
    program: bwrap,
    args: [...sandboxArguments(view), "--", prlimit, ...kernelLimits, program, ...args],
    directory: "/",
    environment,
    // bubblewrap itself and its first process are counted too.
    limits: { ...limits, processes: MOST_PROCESSES + 2 }
  });
}
var FORBIDDEN_HINT = "Allow unprivileged user namespaces to the bot (sysctl kernel.unprivileged_userns_clone, user.max_user_namespaces; AppArmor's profile for bwrap on Ubuntu), and a whole /proc where it runs in a container.";
function missing(reason, hint) {
  return { kind: "missing", reason, hint };
}
async function findSandbox(environment) {
  if (process.platform !== "linux") return missing("bubblewrap needs Linux", "Run the bot on Linux.");
  const [bwrap, prlimit] = [findProgram("bwrap", environment), findProgram("prlimit", environment)];
  if (bwrap === void 0) return missing("bubblewrap is not installed", "Install bubblewrap 0.8 or later.");
  if (prlimit === void 0) return missing("prlimit is not installed", "Install util-linux.");
  const programs = { bwrap, prlimit };
  const limits = { seconds: 20, memory: 512, output: 65536 };
  const trial = { program: prlimit, args: ["--version"], environment: { LC_ALL: "C.UTF-8" }, readable: [], writable: [], network: false, limits };
  const { status, stderr, stopped } = await runIn(programs, trial);
  const words = stderr.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
  if (status !== 0 || stopped !== void 0) return missing(`bubblewrap does not work here (${words || `status ${status}`})`, FORBIDDEN_HINT);
  function folderOf(name) {
    const path = findProgram(name, environment);
    return path === void 0 ? void 0 : dirname(path);
  }
  return { kind: "found", sandbox: { run: (request) => runIn(programs, request), folderOf } };
}

// src/host/sandbox/strangers-store.ts
import { stat as stat3, writeFile as writeFile4 } from "node:fs/promises";
import { join as join5 } from "node:path";
var DAYS = 7;
var DAY2 = 864e5;
var LIMITS = { seconds: 1200, output: 16 * 1024 * 1024 };
async function daysSince(file) {
  const found = await stat3(file).catch(() => void 0);
  return found === void 0 ? void 0 : (Date.now() - found.mtimeMs) / DAY2;
}
async function cleanStore(store, { environment, log }) {
  const stamp = join5(store, "emptied");
  const days = await daysSince(stamp);
  if (days !== void 0 && days < DAYS) return;
  await writeFile4(stamp, "");
  const program = days === void 0 ? void 0 : await openNix(environment).probe();
  if (program === void 0) return;
  const added = { NIX_REMOTE: `local?root=${store}`, NIX_CONFIG: "extra-experimental-features = nix-command\nbuild-users-group =" };
  const run = await runProcess({ program: program.path, args: ["store", "gc"], environment: allowedEnvironment(environment, added), limits: LIMITS });
  if (run.status !== 0) log.warn(`the strangers' store was not emptied: ${run.stderr.trim().slice(-500)}`);
}

// src/host/sandbox/strangers-nix.ts
import { existsSync as existsSync2, realpathSync as realpathSync2 } from "node:fs";
import { dirname as dirname2 } from "node:path";
var FORCED = ["--option", "allow-import-from-derivation", "false", "--option", "substitute", "false"];
var FETCH_LIMITS2 = { seconds: 600, memory: 4096, output: 65536 };
var FETCHES_AT_ONCE = 4;
var NETWORK_VARIABLES = ["NIX_SSL_CERT_FILE", "SSL_CERT_FILE", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];
function nixVariables({ folders, sandbox }, program) {
  const git = sandbox.folderOf("git");
  return {
    PATH: [dirname2(program), ...git === void 0 ? [] : [git], "/usr/bin", "/bin"].join(":"),
    HOME: folders.home,
    TMPDIR: folders.home,
    // Without /etc/passwd Nix asks the environment who it is.
    USER: "stranger",
    LC_ALL: "C.UTF-8",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    NIX_REMOTE: `local?root=${folders.store}`,
    NIX_CONFIG: ["extra-experimental-features = nix-command flakes", "accept-flake-config = false", "warn-dirty = false", "build-users-group =", "substituters ="].join("\n")
  };
}
function launcherOf(strangers) {
  const { sandbox, folders } = strangers;
  return ({ path, args, limits }) => {
    const program = realpathSync2(path);
    const forced = args[0] === "--version" ? [] : FORCED;
    const environment = nixVariables(strangers, program);
    return sandbox.run({ program, args: [...args, ...forced], environment, readable: folders.readable(), writable: [folders.store, folders.home], network: false, limits });
  };
}
function openStrangersNix(strangers) {
  return openNix(strangers.environment, launcherOf(strangers));
}
function networkVariables(environment) {
  const known = NETWORK_VARIABLES.flatMap((name) => environment[name] === void 0 ? [] : [[name, environment[name]]]);
  return Object.fromEntries(known);
}
async function fetchInput(strangers, { program, expression }) {
  const { sandbox, folders, environment } = strangers;
  const certificates = [environment["NIX_SSL_CERT_FILE"], environment["SSL_CERT_FILE"]].flatMap((path) => path?.startsWith("/") === true && existsSync2(path) ? [realpathSync2(path)] : []);
  return sandbox.run({
    program,
    args: ["eval", "--json", "--option", "pure-eval", "true", ...FORCED, "--expr", expression],
    environment: { ...nixVariables(strangers, program), ...networkVariables(environment) },
    readable: certificates,
    writable: [folders.store, folders.home],
    network: true,
    limits: FETCH_LIMITS2
  });
}
async function fetchInputs(fetches, strangers) {
  const found = await openStrangersNix(strangers).probe();
  if (found === void 0) return [];
  const program = realpathSync2(found.path);
  const limit = openLimiter(FETCHES_AT_ONCE);
  const findings = await Promise.all(fetches.map(({ name, expression }) => limit(async () => {
    const run = await fetchInput(strangers, { program, expression });
    if (run.status === 0 && run.stopped === void 0) return [];
    strangers.log.warn(`input ${name}: ${run.stopped ?? run.stderr.trim().slice(-1e3)}`);
    return [notFetched(name)];
  })));
  return findings.flat();
}
function notFetched(name) {
  return {
    code: "input-not-fetched",
    severity: "warning",
    subject: `flake input ${name.slice(0, 256)}`,
    message: "The input could not be fetched without credentials, as inputs are for pull requests from forks, so hosts that need it do not evaluate.",
    hint: "Look whether its address still answers; a private input can be planned only for branches of the repository itself."
  };
}

// src/host/bot/stranger-ports.ts
function refuse({ reason, hint }) {
  return new StowplanError({
    code: "event-unsupported",
    subject: "a fork's pull request",
    message: `This bot evaluates code from forks only in a sandbox, and there is none on its machine: ${reason}.`,
    hint: `${hint} Or push the branch to this repository, or use the Action, which plans forks on GitHub's own machines.`
  });
}
async function requireSandbox(environment) {
  const found = await findSandbox(environment);
  if (found.kind === "missing") throw refuse(found);
  return found.sandbox;
}
function storePlace({ environment, checkout }) {
  const cache = cacheFolder(environment);
  return cache === void 0 ? join6(checkout.scratch, "strangers") : join6(cache, "strangers");
}
async function fetchLocked(ports, { strangers, request }) {
  const { checkout, log } = request;
  const [base, head] = await Promise.all([checkout.base, checkout.head].map(async (name) => ports.git.tree(await ports.git.resolve(name))));
  if (base === void 0 || head === void 0) return [];
  const { flake } = (await readConfig({ base, head, inputs: {} })).value;
  const file = join6(flake, "flake.lock");
  const { fetches, findings } = inputFetches({ file, base: await base.read(file), head: await head.read(file) });
  return [...findings, ...await fetchInputs(fetches, { ...strangers, log })];
}
async function withStrangerPorts(request, use) {
  const { checkout, environment, log } = request;
  const sandbox = await requireSandbox(environment);
  const home = join6(checkout.scratch, "home");
  await mkdir2(home);
  return withKeptFolder(storePlace(request), async (folder) => {
    await whileUnshared(folder, () => cleanStore(folder.path, { environment, log }));
    const readable = () => [checkout.repository.directory, checkout.scratch];
    const strangers = { sandbox, environment, folders: { store: folder.path, home, readable } };
    const ports = await openPlanPorts({ ...checkout.repository, isForStranger: true }, log);
    const findings = await fetchLocked(ports, { strangers, request });
    return use({ ports: { ...ports, nix: openStrangersNix(strangers) }, findings });
  });
}

// src/host/bot/workplace.ts
function remoteOf({ owner, repo }, environment) {
  return `${environment["GITHUB_SERVER_URL"] ?? "https://github.com"}/${owner}/${repo}.git`;
}
function openWorkplace(environment, some = {}) {
  return {
    async withPull({ repository, number: number2, headCommit, isForStranger, token, log }, use) {
      if (isForStranger) await requireSandbox(environment);
      const job = { repositoryId: repository.repositoryId, number: number2, headCommit };
      return withCheckout({ ...some, job, token, environment, remote: remoteOf(repository, environment) }, async (checkout) => {
        const { base, head, tip } = checkout;
        if (isForStranger) return withStrangerPorts({ checkout, environment, log }, (opened) => use({ base, head, tip, ...opened }));
        return use({ base, head, tip, ports: await openPlanPorts(checkout.repository, log), findings: [] });
      });
    },
    withBranch({ repository, branch, token, log }, use) {
      const { repositoryId } = repository;
      return withBranch(
        { repositoryId, reference: `refs/heads/${branch}`, token, environment, remote: remoteOf(repository, environment) },
        async (checkout) => use({ commit: checkout.commit, ports: await openPlanPorts(checkout.repository, log) })
      );
    }
  };
}
export {
  openWorkplace
};
