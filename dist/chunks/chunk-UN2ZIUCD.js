import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  allowedEnvironment
} from "./chunk-DNY7WADR.js";
import {
  openLimiter,
  runProcess
} from "./chunk-Y5ZU4I3E.js";
import {
  throwIfInterrupted
} from "./chunk-FSL3M7DZ.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";

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
  const environment = allowedEnvironment(repository.environment, { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", ...request.variables });
  try {
    return await runProcess({
      program: "git",
      args: gitArguments(repository.directory, request.args),
      environment,
      limits: LIMITS,
      ...request.input === void 0 ? {} : { input: request.input }
    });
  } catch (cause) {
    throwIfInterrupted();
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

// src/host/git-edit.ts
var IDENTITY = "stowplan <stowplan@localhost>";
async function commitEdits(repository, request) {
  const { parent, edits, branch } = request;
  for (const { path } of edits) checkPath(path.toString());
  const date = (await runGit(repository, { args: ["log", "-1", "--no-show-signature", "--format=%ct", parent.commit, "--"] })).toString().trim();
  const head = `commit refs/heads/${branch}
mark :1
committer ${IDENTITY} ${date} +0000
data 4
Edit
from ${parent.commit}
`;
  const input = Buffer.concat([Buffer.from(head), ...edits.map(commandOf), Buffer.from("\nget-mark :1\ndone\n")]);
  const answer = await runGit(repository, { args: ["fast-import", "--quiet", "--done", "--date-format=raw"], input });
  return answer.toString().trim();
}
function commandOf(edit) {
  const path = quotePath(edit.path);
  if (edit.kind === "delete") return line("D ", path);
  if (edit.kind === "object") return line(`M ${edit.mode} ${edit.object} `, path);
  return Buffer.concat([line(`M ${edit.mode} inline `, path), Buffer.from(`data ${edit.content.length}
`), edit.content, Buffer.from("\n")]);
}
function line(command, path) {
  return Buffer.concat([Buffer.from(command), path, Buffer.from("\n")]);
}
function quotePath(path) {
  const bytes = (typeof path === "string" ? Buffer.from(path) : path).toString("latin1");
  return Buffer.from(`"${bytes.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`, "latin1");
}
function checkPath(path) {
  const isPlain = path !== "" && !path.includes("\0") && path.split("/").every((step) => !["", ".", ".."].includes(step) && step.toLowerCase() !== ".git");
  if (isPlain) return;
  throw new StowplanError({
    code: "git-failed",
    subject: path,
    message: "a path of an edit does not lie in the repository",
    hint: "Give paths relative to the repository's root, with `/` and without `..`."
  });
}

// src/host/git-scratch.ts
import { randomUUID } from "node:crypto";
import { existsSync, rmSync as rmSync2 } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, writeFile } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join2 } from "node:path";

// src/host/git-location.ts
import { resolve } from "node:path";
var QUESTIONS = ["--is-bare-repository", "--is-shallow-repository", "--show-object-format", "--show-toplevel"];
var ANSWERS = /^(?<isBare>true|false)\n(?<isShallow>true|false)\n(?<format>sha1|sha256)\n(?:(?<root>[\s\S]+)\n)?$/;
async function locateRepository(repository) {
  const result = await tryGit(repository, { args: ["rev-parse", ...QUESTIONS] });
  const answers = ANSWERS.exec(result.stdout.toString())?.groups;
  const isBare = answers?.["isBare"] === "true";
  const root = isBare ? await gitPath(repository, ".") : answers?.["root"];
  if (answers !== void 0 && root !== void 0) {
    return { root, isBare, isShallow: answers["isShallow"] === "true", format: answers["format"] === "sha256" ? "sha256" : "sha1" };
  }
  throw new StowplanError({
    code: "not-a-repository",
    subject: repository.directory,
    message: `git finds no work tree there: ${result.stderr.trim().replace(/^fatal: /, "")}`,
    hint: "Name the folder of a git checkout (--repo); for a folder of another user run `git config --global --add safe.directory FOLDER`."
  });
}
async function gitPath(repository, name) {
  const path = (await runGit(repository, { args: ["rev-parse", "--git-path", name] })).toString("utf8").replace(/\n$/, "");
  return resolve(repository.directory, path);
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

// src/host/git-scratch.ts
async function createScratch(source, { location, start: start2 }) {
  const parent = await mkdtemp(join2(source.environment["TMPDIR"] ?? tmpdir2(), "stowplan-git-"));
  removeAtExit(parent);
  const repository = { directory: join2(parent, "repository"), environment: source.environment };
  await mkdir(repository.directory);
  await runGit(repository, { args: ["init", "--quiet", `--object-format=${location.format}`, "--template=", "--initial-branch=main"] });
  const adopted = /* @__PURE__ */ new Set();
  const adopt = async (objects) => {
    adopted.add(plainPath(objects));
    await mkdir(join2(repository.directory, ".git/objects/info"), { recursive: true });
    await replaceFile(join2(repository.directory, ".git/objects/info/alternates"), [...adopted].map((path) => `${path}
`).join(""));
  };
  await adopt(await gitPath(source, "objects"));
  const shallow = await gitPath(source, "shallow");
  if (existsSync(shallow)) await copyFile(shallow, join2(repository.directory, ".git/shallow"));
  await runGit(repository, { args: ["update-ref", "refs/heads/main", start2] });
  return { repository, adopt };
}
var made = [];
function removeAtExit(folder) {
  if (made.length === 0) process.once("exit", () => made.forEach((path) => rmSync2(path, { recursive: true, force: true })));
  made.push(folder);
}
async function replaceFile(path, text) {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text);
  await rename(draft, path);
}

// src/host/git-edits.ts
function openGitEdits(source, location) {
  const made2 = /* @__PURE__ */ new Set();
  let scratch;
  let opening;
  let count = 0;
  const open = async (start2) => scratch = await (opening ??= createScratch(source, { location, start: start2 }));
  return {
    open,
    repositoryOf: (...commits) => scratch !== void 0 && (location.isBare || commits.some((commit) => made2.has(commit))) ? scratch.repository : source,
    commit: async (parent, edits) => {
      const { repository } = await open(parent.commit);
      count += 1;
      const commit = await commitEdits(repository, { parent, edits, branch: `edit-${String(count)}` });
      made2.add(commit);
      return { commit, tree: (await runGit(repository, { args: ["rev-parse", `${commit}^{tree}`] })).toString().trim() };
    }
  };
}

// src/host/git-edit-texts.ts
async function editTexts(edits, { parent, files }) {
  if (files.size === 0) return parent;
  const args = ["ls-tree", "-z", "--full-tree", parent.tree, "--", ...files.keys()];
  const listing = (await runGit(edits.repositoryOf(parent.commit), { args })).toString("utf8");
  const modes = new Map(listing.split("\0").map((record) => [record.slice(record.indexOf("	") + 1), record.slice(0, 6)]));
  const texts = [...files].map(([path, text]) => ({ kind: "text", path, mode: fileMode(path, modes.get(path)), content: Buffer.from(text) }));
  return edits.commit(parent, texts);
}
function fileMode(path, mode = "100644") {
  if (mode === "100644" || mode === "100755") return mode;
  throw new StowplanError({
    code: "git-failed",
    subject: path,
    message: "it is no regular file at that revision, so its text cannot be replaced",
    hint: "Edit the file that the link names, or the submodule's own repository."
  });
}

// src/host/git-tree.ts
var LARGEST_FILE = 8 * 1024 * 1024;
var LONGEST_PATH = 4096;
var KINDS = { "100644": "file", "100755": "file", "120000": "link", "160000": "submodule" };
function openTrees() {
  const readers = /* @__PURE__ */ new Map();
  return (repository, tree) => {
    const readBlob = readers.get(repository) ?? rememberBlobs(openBlobs(repository));
    readers.set(repository, readBlob);
    return listFiles(repository, { tree, readBlob });
  };
}
async function listFiles(repository, { tree, readBlob }) {
  const listing = await runGit(repository, { args: ["ls-tree", "-r", "-l", "-z", "--full-tree", tree] });
  const listed = new Map(parseListing(listing.toString("utf8")).map((entry) => [entry.path, entry]));
  return {
    entries: new Map([...listed].map(([path, { kind, isExecutable }]) => [path, { path, kind, ...isExecutable === true ? { isExecutable } : {} }])),
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
    return [{ path, kind, isExecutable: mode === "100755", blob, size: Number(size) }];
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
      for (const [index, { resolve: resolve2 }] of batch.entries()) resolve2(contents[index] ?? Buffer.alloc(0));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  return (blob) => new Promise((resolve2, reject) => {
    if (waiting.length === 0) setImmediate(() => void flush());
    waiting.push({ blob, resolve: resolve2, reject });
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

// src/host/git-submodules.ts
import { existsSync as existsSync2 } from "node:fs";
import { join as join3 } from "node:path";

// src/host/git-fetch.ts
var OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
async function firstParent(repository, commit) {
  const name = (await runGit(repository, { args: ["rev-parse", "--verify", "--end-of-options", `${commit}^{commit}`] })).toString().trim();
  const text = (await runGit(repository, { args: ["cat-file", "commit", name] })).toString("utf8");
  const header = text.slice(0, text.indexOf("\n\n"));
  return /^parent ([0-9a-f]+)$/m.exec(header)?.[1];
}
async function fetchMissing(repository, commit) {
  if (!OBJECT_NAME.test(commit)) throw missing(commit, "not a full object name");
  if (await hasCommit(repository, commit)) return;
  const byName = await fetch(repository, ["--depth=1", "origin", commit]);
  if (await hasCommit(repository, commit)) return;
  await fetch(repository, ["--deepen=50", "origin"]);
  if (await hasCommit(repository, commit)) return;
  throw missing(commit, byName);
}
async function hasCommit(repository, commit) {
  const result = await tryGit(repository, { args: ["cat-file", "-e", `${commit}^{tree}`] });
  return result.status === 0;
}
async function fetch(repository, args) {
  const flags = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"];
  const result = await tryGit(repository, { args: [...flags, ...args] });
  return result.stderr.trim().split("\n").at(-1) ?? "";
}
function missing(commit, why) {
  return new StowplanError({
    code: "revision-missing",
    subject: commit,
    message: `the commit is not in the checkout and could not be fetched${why === "" ? "" : `: ${why}`}`,
    hint: "Check out with `fetch-depth: 0`, or give the job `contents: read` so that the commit can be fetched."
  });
}

// src/host/git-submodules.ts
var DEEPEST = 5;
var MOST_SUBMODULES = 200;
async function graftSubmodules(repository, { revision, edits }) {
  const missing2 = /* @__PURE__ */ new Set();
  let grafted = revision;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const submodules = (await listSubmodules(edits.repositoryOf(grafted.commit), grafted)).filter(({ path }) => !missing2.has(path));
    const trees = [];
    for (const submodule of submodules.slice(0, MOST_SUBMODULES)) {
      const tree = await readSubmodule(repository, { submodule, edits, start: revision.commit });
      if (tree === void 0) missing2.add(submodule.path);
      else trees.push({ kind: "object", path: submodule.path, mode: "040000", object: tree });
    }
    if (trees.length === 0) break;
    grafted = await edits.commit(grafted, trees);
  }
  return { revision: grafted, missing: [...missing2] };
}
async function listSubmodules(repository, { tree }) {
  const listing = (await runGit(repository, { args: ["ls-tree", "-r", "-z", "--full-tree", tree] })).toString("utf8");
  return listing.split("\0").flatMap((record) => {
    const { commit, path } = /^160000 commit (?<commit>[0-9a-f]+)\t(?<path>[^]+)$/.exec(record)?.groups ?? {};
    return commit === void 0 || path === void 0 ? [] : [{ commit, path }];
  });
}
async function readSubmodule(repository, { submodule, edits, start: start2 }) {
  const directory = await findCheckout(repository, submodule.path);
  if (directory === void 0) return void 0;
  const own = { ...repository, directory };
  try {
    await fetchMissing(own, submodule.commit);
    const tree = (await runGit(own, { args: ["rev-parse", "--verify", `${submodule.commit}^{tree}`] })).toString().trim();
    await (await edits.open(start2)).adopt(await gitPath(own, "objects"));
    return tree;
  } catch (error) {
    if (error instanceof StowplanError) return void 0;
    throw error;
  }
}
async function findCheckout(repository, path) {
  const folder = join3(repository.directory, path);
  if (existsSync2(join3(folder, ".git"))) return folder;
  const kept = await gitPath(repository, `modules/${path}`);
  return existsSync2(join3(kept, "HEAD")) ? kept : void 0;
}

// src/host/git-work-tree.ts
import { existsSync as existsSync3 } from "node:fs";
import { lstat, readFile, readlink } from "node:fs/promises";
import { join as join4 } from "node:path";
var FILES_AT_ONCE = 64;
var PROGRAMS_AT_ONCE = 4;
async function readWorkTree(repository, { head, edits }) {
  const args = ["diff-index", "--raw", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=dirty", head.commit, "--"];
  const changes = new Map(parseRaw(await runGit(repository, { args })).map((change) => [change.path.toString(), change]));
  const limit = openLimiter(FILES_AT_ONCE);
  const read = await Promise.all([...changes.values()].map((change) => limit(() => readChange(repository, change))));
  const revision = read.length === 0 ? head : await edits.commit(head, read);
  const untracked = (await runGit(repository, { args: ["ls-files", "--others", "--exclude-standard", "-z"] })).toString("utf8");
  const more = { untracked: untracked.split("\0").filter(Boolean), dirtySubmodules: await findDirtySubmodules(repository) };
  return revision.tree === head.tree ? { revision: head, changed: [], ...more } : { revision, changed: [...changes.keys()], ...more };
}
async function findDirtySubmodules(repository) {
  const records = (await runGit(repository, { args: ["ls-files", "--stage", "-z"] })).toString("utf8").split("\0");
  const paths = records.flatMap((record) => record.startsWith("160000 ") ? [record.slice(record.indexOf("	") + 1)] : []);
  const limit = openLimiter(PROGRAMS_AT_ONCE);
  const dirty = await Promise.all(paths.map((path) => limit(async () => {
    const directory = join4(repository.directory, path);
    if (!existsSync3(join4(directory, ".git"))) return [];
    const { stdout } = await tryGit({ ...repository, directory }, { args: ["status", "--porcelain", "--untracked-files=no", "--ignore-submodules=all"] });
    return stdout.length === 0 ? [] : [path];
  })));
  return dirty.flat();
}
function parseRaw(output) {
  const fields = output.toString("latin1").split("\0");
  return fields.flatMap((field, index) => {
    const mode = /^:\d{6} (\d{6}) /.exec(field)?.[1];
    const path = fields[index + 1];
    return index % 2 === 1 || mode === void 0 || path === void 0 ? [] : [{ path: Buffer.from(path, "latin1"), isSubmodule: mode === "160000" }];
  });
}
async function readChange(repository, { path, isSubmodule }) {
  if (isSubmodule) return readSubmodule2(repository, path.toString());
  const file = Buffer.concat([Buffer.from(`${repository.directory}/`), path]);
  const status = await statusOf(file);
  if (status?.isSymbolicLink() === true) return { kind: "text", path, mode: "120000", content: await readlink(file, "buffer") };
  if (status?.isFile() !== true) return { kind: "delete", path };
  const isExecutable = (status.mode & 64) !== 0;
  return { kind: "text", path, mode: isExecutable ? "100755" : "100644", content: await readFile(file) };
}
async function readSubmodule2(repository, path) {
  const result = await tryGit({ ...repository, directory: join4(repository.directory, path) }, { args: ["rev-parse", "--verify", "HEAD"] });
  const commit = result.stdout.toString().trim();
  return result.status === 0 ? { kind: "object", path, mode: "160000", object: commit } : { kind: "delete", path };
}
async function statusOf(file) {
  try {
    return await lstat(file);
  } catch {
    return void 0;
  }
}

// src/host/git.ts
var MISSING_HINT = "Check its spelling, or fetch it first (`git fetch origin REVISION`); with actions/checkout set `fetch-depth: 0` or leave the fetching to stowplan.";
var UNBORN_HINT = "Commit the files first (`git add .`, `git commit`): a plan needs something to compare with.";
async function openGit(repository) {
  const location = await locateRepository(repository);
  const rooted = { ...repository, directory: location.root };
  const edits = openGitEdits(rooted, location);
  const known = /* @__PURE__ */ new Map();
  const resolve2 = openRevisions({ repository: rooted, edits, known, isBare: location.isBare });
  const listFiles2 = openTrees();
  const listTree = rememberTrees(({ commit, tree }) => listFiles2(edits.repositoryOf(commit), tree));
  return {
    resolve: resolve2,
    mergeBase: (base, head) => findMergeBase({ base, head, resolve: resolve2, edits }),
    changes: (base, head) => listChanges(edits.repositoryOf(base.commit, head.commit), { base, head }),
    tree: async (revision) => ({ revision, ...await listTree(revision) }),
    flakeReference: (revision, folder) => flakeReference({ root: plainPath(edits.repositoryOf(revision.commit).directory), revision, folder, isShallow: location.isShallow }),
    edit: async (parent, files) => {
      const revision = await editTexts(edits, { parent, files });
      known.set(revision.commit, revision);
      return revision;
    },
    withSubmodules: async (revision) => {
      const grafted = await graftSubmodules(rooted, { revision, edits });
      known.set(grafted.revision.commit, grafted.revision);
      return grafted;
    },
    workTree: async () => {
      const head = await resolve2("HEAD");
      if (location.isBare) return { revision: head, changed: [], untracked: [], dirtySubmodules: [] };
      const tree = await readWorkTree(rooted, { head, edits });
      known.set(tree.revision.commit, tree.revision);
      return tree;
    }
  };
}
function openRevisions({ repository, edits, known, isBare }) {
  return async (name) => {
    const revision = known.get(name) ?? await resolveRevision(repository, name);
    known.set(revision.commit, revision);
    if (isBare) await edits.open(revision.commit);
    return revision;
  };
}
function rememberTrees(ask) {
  const answers = /* @__PURE__ */ new Map();
  return (revision) => {
    const answer = answers.get(revision.tree) ?? ask(revision);
    answers.set(revision.tree, answer);
    answer.catch(() => answers.delete(revision.tree));
    return answer;
  };
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
    hint: revision === "HEAD" ? UNBORN_HINT : MISSING_HINT
  });
}
async function findMergeBase({ resolve: resolve2, edits, ...names }) {
  const [base, head] = await Promise.all([resolve2(names.base), resolve2(names.head)]);
  if (base.commit === head.commit) return base;
  const result = await tryGit(edits.repositoryOf(base.commit, head.commit), { args: ["merge-base", base.commit, head.commit] });
  if (result.status === 0) return resolve2(result.stdout.toString().trim());
  throw new StowplanError({
    code: "revision-missing",
    subject: `${names.base} and ${names.head}`,
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
  runGit,
  firstParent,
  fetchMissing,
  openGit
};
