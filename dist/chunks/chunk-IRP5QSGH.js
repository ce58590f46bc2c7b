import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  evaluateHosts
} from "./chunk-K5JQ26TK.js";
import {
  discover
} from "./chunk-BOQZRW4Z.js";
import {
  readConfig,
  registryOptions
} from "./chunk-H2WBBVKI.js";
import {
  COMMENT_LIMIT,
  assemblePlan,
  compareImages,
  convertProjects,
  findMarker,
  findPins,
  findUpdates,
  hideModuleSecrets,
  isQuiet,
  readProjects,
  renderMarkdown,
  secretsOfProjects
} from "./chunk-5FQVYANH.js";
import {
  lineChanges,
  planHosts
} from "./chunk-GA3IRTZO.js";
import {
  StowplanError
} from "./chunk-2G4XEMFZ.js";

// src/publish/decide-module-write.ts
import { createHash } from "node:crypto";

// src/publish/suggest-lines.ts
var HUNK = /^@@ -\d+(?:,\d+)? \+(?<first>\d+)(?:,(?<count>\d+))? @@/gm;
function shownLines(patch) {
  return [...patch.matchAll(HUNK)].map(({ groups }) => {
    const first = Number(groups?.["first"]);
    return { first, last: first + Number(groups?.["count"] ?? 1) - 1 };
  });
}
function replacementOf(change, lines) {
  const { line, removed, added } = change;
  if (removed.length > 0) return { first: line, last: line + removed.length - 1, removed, lines: added };
  const anchor = Math.max(line - 1, 1);
  const kept = lines[anchor - 1] ?? "";
  return { first: anchor, last: anchor, removed: [kept], lines: line === 1 ? [...added, kept] : [kept, ...added] };
}
var INPUT_HASH = /^#\s+[0-9a-f]{64}(?=\s)/gm;
function mayShow({ removed, lines }) {
  const sides = { old: removed.join("\n").replace(INPUT_HASH, "#"), new: lines.join("\n").replace(INPUT_HASH, "#") };
  const hidden = hideModuleSecrets(sides);
  return hidden.old === sides.old && hidden.new === sides.new && !/[\0\r\u2028\u2029]/.test(sides.new);
}
function bodyOf({ lines }) {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `The Compose file gives this here:

${fence}suggestion
${lines.map((line) => `${line}
`).join("")}${fence}
`;
}
function suggestLines(request) {
  const changes = lineChanges(request);
  if (changes === void 0) return { comments: [], left: 1 };
  const shown = shownLines(request.patch);
  const lines = request.old.split("\n");
  const all = changes.map((change) => replacementOf(change, lines));
  const fitting = all.filter((replacement) => mayShow(replacement) && shown.some(({ first, last }) => first <= replacement.first && replacement.last <= last));
  const comments = fitting.map((replacement) => ({ path: request.path, startLine: replacement.first, line: replacement.last, body: bodyOf(replacement) }));
  return { comments, left: all.length - fitting.length };
}

// src/publish/decide-module-write.ts
var MOST_SUGGESTIONS = 20;
var MODULE_PATH = /^(?!\.git\/)(?!.*(?:^|\/)\.{0,2}\/)[^\0-\x1f\\]+\.nix$/;
function wantedModules(plan) {
  const all = plan.projects.flatMap(({ output, drift }) => output !== void 0 && drift.module !== void 0 && MODULE_PATH.test(output) ? [{ path: output, module: drift.module }] : []);
  return all.filter(({ path }) => all.filter((other) => other.path === path).length === 1);
}
function writable(wanted, { modules }) {
  const differing = wanted.filter(({ path, module }) => modules.get(path) !== module.text);
  const isAsPlanned = ({ path, module }) => createHash("sha256").update(modules.get(path) ?? "").digest("hex") === module.replaces;
  const notes = differing.filter((one) => !isAsPlanned(one)).map(({ path }) => `${path} is not written: the branch holds another version of it than the merge.`);
  return { modules: differing.filter(isAsPlanned), notes };
}
function decideModuleWrite(plan, branch) {
  const { pullRequest } = branch;
  const { write } = plan.options;
  const wanted = wantedModules(plan);
  if (write === void 0 || wanted.length === 0 || !pullRequest.isOpen || plan.tip !== pullRequest.headCommit) return { kind: "nothing", notes: [] };
  const { modules, notes } = writable(wanted, branch);
  if (modules.length === 0) return { kind: "nothing", notes };
  if (write === "suggest") return decideSuggestions({ modules, notes }, branch);
  if (pullRequest.isFork) return { kind: "nothing", notes: [...notes, "No module is committed: the pull request comes from a fork."] };
  const message = `Regenerate ${modules.length === 1 ? "a module from its Compose files" : `${modules.length} modules from their Compose files`}`;
  const files = new Map(modules.map(({ path, module }) => [path, module.text]));
  return { kind: "commit", change: { branch: pullRequest.headRef, parent: pullRequest.headCommit, message, files }, notes };
}
function decideSuggestions({ modules, notes }, branch) {
  const { pullRequest, patches, ours } = branch;
  const suggestions = modules.map(({ path, module }) => ({ path, ...suggestLines({ path, old: branch.modules.get(path) ?? "", new: module.text, patch: patches.get(path) ?? "" }) }));
  const isThere = ({ path, body }) => ours.some((comment) => comment.path === path && comment.body.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd());
  const comments = suggestions.flatMap((one) => one.comments).filter((comment) => !isThere(comment));
  const left = suggestions.filter((one) => one.left > 0).map(({ path, left: count }) => `${path}: ${count === 1 ? "one change is" : `${count} changes are`} not suggested, because the pull request's diff does not show the lines or they hold a secret.`);
  const told = [...notes, ...left, ...comments.length > MOST_SUGGESTIONS ? [`Only the first ${MOST_SUGGESTIONS} of ${comments.length} suggestions are made.`] : []];
  if (comments.length === 0) return { kind: "nothing", notes: told };
  return { kind: "suggest", number: pullRequest.number, commit: pullRequest.headCommit, comments: comments.slice(0, MOST_SUGGESTIONS), notes: told };
}

// src/publish/read-branch.ts
async function readBranch({ plan, pullRequest: number }, forge) {
  const pullRequest = await forge.pullRequest(number);
  const paths = wantedModules(plan).map(({ path }) => path);
  const texts = await Promise.all(paths.map(async (path) => [path, await forge.file(path, pullRequest.headCommit)]));
  const modules = new Map(texts.flatMap(([path, text]) => text === void 0 ? [] : [[path, text]]));
  if (plan.options.write !== "suggest") return { pullRequest, modules, patches: /* @__PURE__ */ new Map(), ours: [] };
  const [author, files, comments] = await Promise.all([forge.author(), forge.changedFiles(number), forge.reviewComments(number)]);
  const ours = comments.filter((comment) => comment.author.toLowerCase() === author.toLowerCase());
  return { pullRequest, modules, patches: new Map(files.map(({ path, patch }) => [path, patch])), ours };
}

// src/publish/apply-module-write.ts
async function applyModuleWrite(write, { forge }) {
  switch (write.kind) {
    case "nothing":
      return "";
    case "commit": {
      const { branch, files } = write.change;
      const commit = await forge.commit(write.change);
      const what = files.size === 1 ? "A module was" : `${files.size} modules were`;
      return commit === void 0 ? `No module is committed: the branch ${branch} has moved on.` : `${what} regenerated by ${commit.slice(0, 10)} on ${branch}.`;
    }
    case "suggest":
      await forge.review(write.number, { commit: write.commit, comments: write.comments });
      return `${write.comments.length === 1 ? "One change was" : `${write.comments.length} changes were`} suggested.`;
  }
}
async function writeModules(request, ports) {
  const { forge, log } = ports;
  if (request.plan.options.write === void 0 || wantedModules(request.plan).length === 0) return;
  try {
    const write = decideModuleWrite(request.plan, await readBranch(request, forge));
    for (const note of write.notes) log.info(note);
    const done = await applyModuleWrite(write, ports);
    if (done !== "") log.info(done);
  } catch (error) {
    if (!(error instanceof StowplanError)) throw error;
    log.warn(`modules: ${error.subject}: ${error.message} ${error.hint}`);
  }
}

// src/publish/own-comments.ts
function ownComments(comments, ownership) {
  return comments.filter((comment) => comment.author.toLowerCase() === ownership.author.toLowerCase() && findMarker(comment.body)?.key === ownership.key).toSorted((left, right) => left.id - right.id);
}

// src/publish/apply-publication.ts
function isMissing(error) {
  return error instanceof StowplanError && error.code === "forge-missing";
}
async function remove(comments, { forge }) {
  for (const comment of comments) {
    try {
      await forge.deleteComment(comment.id);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}
async function outdated(target, { forge }) {
  const { headCommit } = await forge.pullRequest(target.number);
  if (headCommit === target.head) return void 0;
  return { kind: "skipped", reason: "outdated", text: `Pull request ${target.number} has moved on to ${headCommit.slice(0, 10)}.` };
}
async function create(publication, ports) {
  const { target, body } = publication;
  const created = await ports.forge.createComment(target.number, body);
  const ours = ownComments(await ports.forge.comments(target.number), { author: created.author, key: target.key });
  const [oldest] = ours;
  if (oldest === void 0 || oldest.id >= created.id) return { kind: "created", text: "The comment was created.", url: created.url };
  await remove([created], ports);
  if (findMarker(oldest.body)?.head === target.head) {
    return { kind: "skipped", reason: "same", text: "Another run published at the same time.", url: oldest.url };
  }
  return update({ kind: "update", target, body, comment: oldest, duplicates: [] }, ports);
}
async function update(publication, ports) {
  const { target, comment, body, duplicates } = publication;
  const late = await outdated(target, ports);
  if (late !== void 0) return late;
  try {
    const updated = await ports.forge.updateComment(comment.id, body);
    await remove(duplicates, ports);
    return { kind: "updated", text: "The comment was updated.", url: updated.url };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return create({ kind: "create", target, body }, ports);
  }
}
async function applyPublication(publication, ports) {
  switch (publication.kind) {
    case "create":
      return create(publication, ports);
    case "update":
      return update(publication, ports);
    case "delete":
      await remove(publication.comments, ports);
      return { kind: "deleted", text: "Nothing changes, so the comment was removed." };
    case "skip":
      return {
        kind: "skipped",
        reason: publication.reason,
        text: publication.text,
        ...publication.url === void 0 ? {} : { url: publication.url }
      };
  }
}

// src/publish/decide-publication.ts
function isSameText(left, right) {
  const settle = (text) => text.replaceAll("\r\n", "\n").trimEnd();
  return settle(left) === settle(right);
}
function refuse(plan, thread) {
  const { number, headCommit, isOpen } = thread.pullRequest;
  if (!isOpen) return { kind: "skip", reason: "closed", text: `Pull request ${number} is closed.` };
  if (plan.tip === headCommit) return void 0;
  const text = `The plan is of ${plan.tip.slice(0, 10)}, but pull request ${number} is at ${headCommit.slice(0, 10)} by now.`;
  return { kind: "skip", reason: "outdated", text };
}
function decideQuiet(plan, parts) {
  const { ours, number } = parts;
  const { whenUnchanged } = plan.options;
  if (!isQuiet(plan) || whenUnchanged === "always") return void 0;
  if (ours.length === 0) return { kind: "skip", reason: "no-change", text: "Nothing changes, so nothing is said." };
  if (whenUnchanged === "never") return { kind: "delete", target: { number, head: plan.tip, key: plan.key }, comments: ours };
  return void 0;
}
function decidePublication(plan, thread) {
  const refused = refuse(plan, thread);
  if (refused !== void 0) return refused;
  const { number } = thread.pullRequest;
  const ours = ownComments(thread.comments, { author: thread.author, key: plan.key });
  const quiet = decideQuiet(plan, { ours, number });
  if (quiet !== void 0) return quiet;
  const target = { number, head: plan.tip, key: plan.key };
  const body = renderMarkdown(plan, { limit: COMMENT_LIMIT });
  const [comment, ...duplicates] = ours;
  if (comment === void 0) return { kind: "create", target, body };
  if (duplicates.length === 0 && isSameText(comment.body, body)) {
    return { kind: "skip", reason: "same", text: "The comment says this already.", url: comment.url };
  }
  return { kind: "update", target, comment, body, duplicates };
}

// src/publish/read-thread.ts
async function readThread(pullRequest, forge) {
  const [state, author, comments] = await Promise.all([forge.pullRequest(pullRequest), forge.author(), forge.comments(pullRequest)]);
  return { pullRequest: state, author, comments };
}

// src/plan.ts
async function runPlan(request, ports) {
  const { git, log } = ports;
  const [baseRevision, headRevision] = await Promise.all([git.resolve(request.base), git.resolve(request.head)]);
  const [base, head, changes] = await Promise.all([
    git.tree(baseRevision),
    git.tree(headRevision),
    git.changes(baseRevision, headRevision)
  ]);
  const config = await readConfig({ base, head, inputs: request.inputs });
  const scope = await discover({ base, head, changes, config: config.value });
  const projects = await readProjects({ sources: scope.value.projects, base, head });
  const conversions = await convertProjects({ projects: projects.value, base, head, convert: config.value.convert, ports });
  const hosts = await evaluateHosts({ scope: scope.value, base: baseRevision, head: headRevision, config: config.value, ports });
  const switches = planHosts(hosts.value, config.value);
  const registry = ports.openRegistry(registryOptions(config.value));
  const images = await compareImages({ hosts: hosts.value, projects: projects.value, registry, log });
  const pins = await findPins({ head, changes, hosts: hosts.value, projects: projects.value });
  const updates = await findUpdates({ pins: pins.value, registry, config: config.value, log });
  return assemblePlan({
    revisions: { base: baseRevision.commit, head: headRevision.commit, tip: request.tip ?? headRevision.commit },
    config: config.value,
    hosts: switches.value,
    projects: conversions.value,
    images: images.value,
    updates: updates.value,
    findings: [config, scope, projects, conversions, hosts, switches, images, pins, updates].flatMap((part) => part.findings),
    secrets: secretsOfProjects(projects.value)
  });
}
async function publishPlan({ plan, pullRequest }, ports) {
  const thread = await readThread(pullRequest, ports.forge);
  const publication = decidePublication(plan, thread);
  const published = await applyPublication(publication, ports);
  await writeModules({ plan, pullRequest }, ports);
  return published;
}

export {
  runPlan,
  publishPlan
};
