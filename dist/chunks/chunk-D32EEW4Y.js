import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  StowplanError
} from "./chunk-B2IOVMOK.js";

// src/host/git.ts
import { posix } from "node:path";

// src/host/environment.ts
var ALLOWED = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "TMPDIR",
  "XDG_CACHE_HOME",
  "XDG_CONFIG_HOME",
  "XDG_DATA_HOME",
  "XDG_STATE_HOME",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NIX_SSL_CERT_FILE",
  "NIX_REMOTE",
  "NIX_DAEMON_SOCKET_PATH",
  "NIX_STORE_DIR",
  "NIX_STATE_DIR",
  "NIX_LOG_DIR",
  "NIX_CONF_DIR",
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "no_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY"
];
function allowedEnvironment(environment, added) {
  const kept = ALLOWED.flatMap((name) => {
    const value = environment[name];
    return value === void 0 ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), LC_ALL: "C.UTF-8", ...added };
}

// src/host/process.ts
import { spawn } from "node:child_process";

// src/host/process-memory.ts
import { readdirSync, readFileSync } from "node:fs";
var PAGE_BYTES = 4096;
var MEBIBYTE = 1024 * 1024;
function readProc(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return void 0;
  }
}
function statOf(text) {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { group: Number(fields[2]), pages: Number(fields[21]) };
}
function groupMemory(group) {
  const names = processes();
  if (names === void 0) return void 0;
  const stats = names.map((name) => readProc(`/proc/${name}/stat`)).filter((text) => text !== void 0);
  const pages = stats.map(statOf).filter((stat) => stat.group === group);
  return pages.reduce((sum, stat) => sum + stat.pages, 0) * (PAGE_BYTES / MEBIBYTE);
}
function processes() {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return void 0;
  }
}

// src/host/process.ts
var STDERR_LIMIT = 256 * 1024;
var MEMORY_INTERVAL = 200;
async function runProcess(request) {
  const started = performance.now();
  const child = spawn(request.program, request.args, {
    ...request.directory === void 0 ? {} : { cwd: request.directory },
    env: { ...request.environment },
    detached: true,
    stdio: "pipe"
  });
  const watch = watchLimits(child, request.limits);
  const stderr = keepEnds(child);
  feed(child, request.input);
  try {
    const status = await ended(child);
    const seconds = (performance.now() - started) / 1e3;
    const stopped = watch.stopped();
    return { status, stdout: watch.stdout(), stderr: stderr(), seconds, ...stopped === void 0 ? {} : { stopped } };
  } finally {
    watch.end();
  }
}
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve(code ?? 129);
    });
  });
}
function feed(child, input) {
  child.stdin.on("error", () => void 0);
  child.stdin.end(input ?? "");
}
function keepEnds(child) {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  child.stderr.on("data", (chunk) => {
    const room = STDERR_LIMIT - head.length;
    head = Buffer.concat([head, chunk.subarray(0, room)]);
    tail = Buffer.concat([tail, chunk.subarray(room)]);
    if (tail.length > 2 * STDERR_LIMIT) tail = tail.subarray(-STDERR_LIMIT);
  });
  return () => Buffer.concat([head, tail.subarray(-STDERR_LIMIT)]).toString("utf8");
}
function watchLimits(child, limits) {
  const chunks = [];
  let size = 0;
  let stopped;
  function stop(why) {
    stopped ??= why;
    killGroup(child.pid);
    child.stdout.destroy();
    child.stderr.destroy();
  }
  child.stdout.on("data", (chunk) => {
    size += chunk.length;
    if (size > limits.output) stop("output");
    else chunks.push(chunk);
  });
  const timer = setTimeout(() => {
    stop("timeout");
  }, limits.seconds * 1e3);
  const memory = limits.memory;
  const poll = setInterval(() => {
    if (memory === void 0 || child.pid === void 0) return;
    if ((groupMemory(child.pid) ?? 0) > memory) stop("memory");
  }, MEMORY_INTERVAL);
  return {
    stopped: () => stopped,
    stdout: () => Buffer.concat(chunks),
    end: () => {
      clearTimeout(timer);
      clearInterval(poll);
    }
  };
}
function killGroup(leader) {
  if (leader === void 0) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
  }
}

// src/host/git-command.ts
var SAFE_SETTINGS = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "protocol.ext.allow=never", "core.alternateRefsCommand=true"];
var LIMITS = { seconds: 300, output: 512 * 1024 * 1024 };
function gitArguments(directory, args) {
  return ["-C", directory, ...SAFE_SETTINGS.flatMap((setting) => ["-c", setting]), "--literal-pathspecs", "--no-replace-objects", ...args];
}
async function tryGit(repository, request) {
  const result = await start(repository, request);
  if (result.stopped === void 0) return result;
  throw new StowplanError({
    code: "process-limit",
    subject: `git ${request.args[0] ?? ""}`,
    message: `git was stopped at its ${result.stopped} limit in ${repository.directory}`,
    hint: "Check that the repository is whole (git fsck) and that its disk answers."
  });
}
async function start(repository, request) {
  const environment = allowedEnvironment(repository.environment, { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" });
  try {
    return await runProcess({
      program: "git",
      args: gitArguments(repository.directory, request.args),
      environment,
      limits: LIMITS,
      ...request.input === void 0 ? {} : { input: request.input }
    });
  } catch (cause) {
    throw new StowplanError({
      code: "git-missing",
      subject: "git",
      message: "git could not be started",
      hint: "Install git and make sure that it is on the PATH.",
      cause
    });
  }
}
async function runGit(repository, request) {
  const result = await tryGit(repository, request);
  if (result.status === 0) return result.stdout;
  throw new StowplanError({
    code: "git-failed",
    subject: repository.directory,
    message: `git ${request.args[0] ?? ""} failed: ${result.stderr.trim() || `status ${result.status}`}`,
    hint: "Run the same git command by hand in that folder; a repository of another user needs `git config --global --add safe.directory`."
  });
}

// src/host/git-tree.ts
var LARGEST_FILE = 8 * 1024 * 1024;
var LONGEST_PATH = 4096;
var KINDS = { "100644": "file", "100755": "file", "120000": "link", "160000": "submodule" };
async function listFiles(repository, tree) {
  const listing = await runGit(repository, { args: ["ls-tree", "-r", "-l", "-z", "--full-tree", tree] });
  const listed = new Map(parseListing(listing.toString("utf8")).map((entry) => [entry.path, entry]));
  const readBlob = rememberBlobs(openBlobs(repository));
  return {
    entries: new Map([...listed].map(([path, { kind }]) => [path, { path, kind }])),
    read: async (path) => {
      const entry = listed.get(path);
      if (entry?.kind !== "file" || entry.size > LARGEST_FILE) return void 0;
      return (await readBlob(entry.blob)).toString("utf8");
    }
  };
}
function parseListing(listing) {
  return listing.split("\0").flatMap((record) => {
    const tab = record.indexOf("	");
    const [mode, , blob, size] = record.slice(0, tab).split(/ +/);
    const kind = KINDS[mode ?? ""];
    const path = record.slice(tab + 1);
    if (tab < 0 || kind === void 0 || blob === void 0 || path.length > LONGEST_PATH) return [];
    return [{ path, kind, blob, size: Number(size) }];
  });
}
function rememberBlobs(read) {
  const blobs = /* @__PURE__ */ new Map();
  return (blob) => {
    const content = blobs.get(blob) ?? read(blob);
    blobs.set(blob, content);
    return content;
  };
}
function openBlobs(repository) {
  let waiting = [];
  async function flush() {
    const batch = waiting;
    waiting = [];
    try {
      const input = batch.map(({ blob }) => `${blob}
`).join("");
      const contents = parseBatch(await runGit(repository, { args: ["cat-file", "--batch"], input }));
      for (const [index, { resolve }] of batch.entries()) resolve(contents[index] ?? Buffer.alloc(0));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  return (blob) => new Promise((resolve, reject) => {
    if (waiting.length === 0) setImmediate(() => void flush());
    waiting.push({ blob, resolve, reject });
  });
}
function parseBatch(output) {
  const contents = [];
  let start2 = 0;
  while (start2 < output.length) {
    const end = output.indexOf("\n", start2);
    const size = Number(output.toString("utf8", start2, end).split(" ")[2] ?? 0);
    contents.push(output.subarray(end + 1, end + 1 + size));
    start2 = end + 1 + (output.toString("utf8", start2, end).endsWith(" missing") ? 0 : size + 1);
  }
  return contents;
}

// src/host/git.ts
var MISSING_HINT = "Fetch it first (`git fetch origin REVISION`); with actions/checkout set `fetch-depth: 0` or leave the fetching to stowplan.";
async function openGit(repository) {
  const { root, isShallow } = await findRoot(repository);
  const rooted = { ...repository, directory: root };
  const resolve = openRevisions(rooted);
  const listTree = remember((tree) => listFiles(rooted, tree));
  return {
    resolve,
    mergeBase: (base, head) => findMergeBase(rooted, { base, head, resolve }),
    changes: (base, head) => listChanges(rooted, { base, head }),
    tree: async (revision) => ({ revision, ...await listTree(revision.tree) }),
    flakeReference: (revision, folder) => flakeReference({ root, revision, folder, isShallow })
  };
}
function openRevisions(repository) {
  const known = /* @__PURE__ */ new Map();
  return async (name) => {
    const revision = known.get(name) ?? await resolveRevision(repository, name);
    known.set(revision.commit, revision);
    return revision;
  };
}
function remember(ask) {
  const answers = /* @__PURE__ */ new Map();
  return (object) => {
    const answer = answers.get(object) ?? ask(object);
    answers.set(object, answer);
    answer.catch(() => answers.delete(object));
    return answer;
  };
}
async function findRoot(repository) {
  const result = await tryGit(repository, { args: ["rev-parse", "--show-toplevel", "--is-shallow-repository"] });
  const answer = /^(?<root>[\s\S]*)\n(?<isShallow>true|false)\n$/.exec(result.stdout.toString())?.groups;
  if (result.status === 0 && answer?.["root"] !== void 0) return { root: answer["root"], isShallow: answer["isShallow"] === "true" };
  throw new StowplanError({
    code: "not-a-repository",
    subject: repository.directory,
    message: `git finds no work tree there: ${result.stderr.trim()}`,
    hint: "Name the folder of a git checkout (--repo); for a folder of another user run `git config --global --add safe.directory FOLDER`."
  });
}
async function resolveRevision(repository, revision) {
  const args = ["log", "-1", "--no-show-signature", "--format=%H %T", "--end-of-options", `${revision}^{commit}`, "--"];
  const result = await tryGit(repository, { args });
  const [commit, tree] = result.stdout.toString().trim().split(" ");
  if (result.status === 0 && commit !== void 0 && tree !== void 0) return { commit, tree };
  throw new StowplanError({
    code: "revision-missing",
    subject: revision,
    message: `the repository ${repository.directory} has no commit ${revision}`,
    hint: MISSING_HINT
  });
}
async function findMergeBase(repository, sides) {
  const [base, head] = await Promise.all([sides.resolve(sides.base), sides.resolve(sides.head)]);
  if (base.commit === head.commit) return base;
  const result = await tryGit(repository, { args: ["merge-base", base.commit, head.commit] });
  if (result.status === 0) return sides.resolve(result.stdout.toString().trim());
  throw new StowplanError({
    code: "revision-missing",
    subject: `${sides.base} and ${sides.head}`,
    message: "the two revisions have no common ancestor in this repository",
    hint: "In a shallow clone fetch more history (`git fetch --unshallow`), or name the base commit itself."
  });
}
var STATUS = { A: "added", D: "deleted" };
async function listChanges(repository, sides) {
  if (sides.base.tree === sides.head.tree) return [];
  const args = ["diff-tree", "-r", "-z", "--no-renames", "--no-ext-diff", "--name-status", sides.base.tree, sides.head.tree];
  const fields = (await runGit(repository, { args })).toString("utf8").split("\0");
  const changes = pairs(fields).map(([status, path]) => ({ path, status: STATUS[status] ?? "modified" }));
  return changes.filter(({ path }) => path.length <= LONGEST_PATH);
}
function pairs(fields) {
  return fields.flatMap((field, index) => {
    const next = fields[index + 1];
    return index % 2 === 0 && next !== void 0 ? [[field, next]] : [];
  });
}
function flakeReference(flake) {
  const path = flake.root.split("/").map(encodeURIComponent).join("/");
  const folder = posix.normalize(flake.folder).replace(/\/$/, "");
  const query = [
    ...folder === "." || folder === "" ? [] : [`dir=${folder.split("/").map(encodeURIComponent).join("/")}`],
    `rev=${flake.revision.commit}`,
    ...flake.isShallow ? ["shallow=1"] : []
  ];
  return `git+file://${path}?${query.join("&")}`;
}

export {
  allowedEnvironment,
  runProcess,
  gitArguments,
  tryGit,
  runGit,
  openGit
};
