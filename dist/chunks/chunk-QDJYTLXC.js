import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  allowedEnvironment,
  runProcess
} from "./chunk-2UAZ63FG.js";
import {
  StowplanError
} from "./chunk-2G4XEMFZ.js";

// src/host/git.ts
import { posix } from "node:path";

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

// src/host/plain-path.ts
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
var PLAIN = /^[\w./+~-]*$/;
var links = /* @__PURE__ */ new Map();
function plainPath(folder) {
  if (PLAIN.test(folder)) return folder;
  const known = links.get(folder);
  if (known !== void 0) return known;
  const scratch = mkdtempSync(join(tmpdir(), "stowplan-path-"));
  const link = join(scratch, "repository");
  symlinkSync(folder, link);
  links.set(folder, link);
  process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));
  return link;
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
    flakeReference: (revision, folder) => flakeReference({ root: plainPath(root), revision, folder, isShallow })
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
  gitArguments,
  tryGit,
  runGit,
  openGit
};
