import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  COMMENT_LIMIT,
  annotationsOf,
  closePullBody,
  countFindings,
  findDashboardRecord,
  findMarker,
  findPullRecord,
  hasChanges,
  hideModuleSecrets,
  isBackup,
  isBlind,
  isFailing,
  isPolicyBreach,
  isQuiet,
  planHash,
  readRequests,
  renderDashboard,
  renderMarkdown,
  renderPullBody,
  replacePullRecord,
  summarisePlan,
  tellFailedRun,
  visibleLine,
  worstSeverity
} from "./chunk-6ANWPEJB.js";
import {
  isNamed,
  standingWishes
} from "./chunk-IUYM5IIQ.js";
import {
  lineChanges
} from "./chunk-XS53JKRH.js";
import {
  compareTexts
} from "./chunk-3KLBMR6O.js";
import {
  formatFamiliarName,
  parseImageReference
} from "./chunk-IZT3ALIO.js";
import {
  sha256
} from "./chunk-W6PA4KH7.js";
import {
  hasCode,
  insteadOf,
  isStowplanError,
  tellError
} from "./chunk-L2TPXMAP.js";

// src/publish/shown-lines.ts
var HUNK = /^@@ -\d+(?:,\d+)? \+(?<first>\d+)(?:,(?<count>\d+))? @@/;
function shownLines(patch) {
  return patch.split("\n").flatMap((line) => {
    const groups = HUNK.exec(line)?.groups;
    const first = Number(groups?.["first"]);
    return groups === void 0 ? [] : [{ first, last: first + Number(groups["count"] ?? 1) - 1 }];
  });
}
function addedLines(patch) {
  const added = /* @__PURE__ */ new Set();
  let next = 0;
  for (const line of patch.split("\n")) {
    const first = HUNK.exec(line)?.groups?.["first"];
    if (first !== void 0) next = Number(first);
    else if (line.startsWith("+")) added.add(next++);
    else if (line.startsWith(" ")) next += 1;
  }
  return added;
}

// src/publish/suggestion-body.ts
var INPUT_HASH = /^#\s+[0-9a-f]{64}(?=\s)/gm;
function mayShow({ removed, lines }) {
  const sides = { old: removed.join("\n").replace(INPUT_HASH, "#"), new: lines.join("\n").replace(INPUT_HASH, "#") };
  const hidden = hideModuleSecrets(sides);
  return hidden.old === sides.old && hidden.new === sides.new && !/[\0\r\u2028\u2029]/.test(sides.new);
}
function suggestionBody({ introduction: introduction2, lines }) {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${introduction2}

${fence}suggestion
${lines.map((line) => `${line}
`).join("")}${fence}
`;
}

// src/publish/suggest-lines.ts
function replacementOf(change, lines) {
  const { line, removed, added } = change;
  if (removed.length > 0) return { first: line, last: line + removed.length - 1, removed, lines: added };
  const anchor = Math.max(line - 1, 1);
  const kept = lines[anchor - 1] ?? "";
  return { first: anchor, last: anchor, removed: [kept], lines: line === 1 ? [...added, kept] : [kept, ...added] };
}
var INTRODUCTION = "The Compose file gives this here:";
function suggestLines(request) {
  const changes = lineChanges(request);
  if (changes === void 0) return { comments: [], left: 1 };
  const shown = shownLines(request.patch);
  const lines = request.old.split("\n");
  const all = changes.map((change) => replacementOf(change, lines));
  const fitting = all.filter((replacement) => mayShow(replacement) && shown.some(({ first, last }) => first <= replacement.first && replacement.last <= last));
  const comments = fitting.map((replacement) => ({ path: request.path, startLine: replacement.first, line: replacement.last, body: suggestionBody({ introduction: INTRODUCTION, lines: replacement.lines }) }));
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
  const isAsPlanned = ({ path, module }) => sha256(modules.get(path) ?? "") === module.replaces;
  const notes = differing.filter((one) => !isAsPlanned(one)).map(({ path }) => `${path} is not written: the branch holds another version of it than the merge.`);
  return { modules: differing.filter(isAsPlanned), notes };
}
function decideModuleWrite(plan, branch) {
  const { pullRequest } = branch;
  const { write: write4 } = plan.options;
  const wanted = wantedModules(plan);
  if (write4 === void 0 || wanted.length === 0 || !pullRequest.isOpen || plan.tip !== pullRequest.headCommit) return { kind: "nothing", notes: [] };
  const { modules, notes } = writable(wanted, branch);
  if (modules.length === 0) return { kind: "nothing", notes };
  if (write4 === "suggest") return decideSuggestions({ modules, notes }, branch);
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

// src/publish/warn-of.ts
function warnOf(log, what) {
  return insteadOf(isStowplanError, (error) => {
    log.warn(what === void 0 ? tellError(error) : `${what}: ${tellError(error)}`);
    return void 0;
  });
}

// src/publish/apply-module-write.ts
async function applyModuleWrite(write4, { forge }) {
  switch (write4.kind) {
    case "nothing":
      return "";
    case "commit": {
      const { branch, files } = write4.change;
      const commit2 = await forge.commit(write4.change);
      const what = files.size === 1 ? "A module was" : `${files.size} modules were`;
      return commit2 === void 0 ? `No module is committed: the branch ${branch} has moved on.` : `${what} regenerated by ${commit2.slice(0, 10)} on ${branch}.`;
    }
    case "suggest":
      await forge.review(write4.number, { commit: write4.commit, comments: write4.comments });
      return `${write4.comments.length === 1 ? "One change was" : `${write4.comments.length} changes were`} suggested.`;
  }
}
async function write(request, ports) {
  const decided = decideModuleWrite(request.plan, await readBranch(request, ports.forge));
  for (const note of decided.notes) ports.log.info(note);
  const done = await applyModuleWrite(decided, ports);
  if (done !== "") ports.log.info(done);
}
async function writeModules(request, ports) {
  if (request.plan.options.write === void 0 || wantedModules(request.plan).length === 0) return;
  await write(request, ports).catch(warnOf(ports.log, "modules"));
}

// src/publish/keep-order.ts
function headOf(comment) {
  return comment === void 0 ? void 0 : findMarker(comment.body)?.head;
}
async function isOvertaken(target, { shown, ports: { forge } }) {
  const head = headOf(shown);
  if (head === void 0 || head === target.head) return false;
  if (await forge.descends({ commit: target.head, from: head })) return false;
  await forge.settle();
  return (await forge.pullRequest(target.number)).headCommit !== target.head;
}
var OUTDATED = "> [!WARNING]\n> This is the plan of an older commit. The newer one's run will replace it; run it again where it does not.";
function markOutdated(body) {
  const [record2 = "", ...rest] = body.split("\n");
  return [record2, OUTDATED, "", ...rest].join("\n");
}
async function keepOrder({ target, body, shown, ports: { forge } }) {
  const [{ headCommit }, now] = await Promise.all([forge.pullRequest(target.number), forge.comment(shown.id)]);
  const isOurs = headOf(now) === target.head;
  if (now === void 0) return true;
  if (headCommit === target.head) {
    if (!isOurs) await forge.updateComment(now.id, body);
    return true;
  }
  if (isOurs) await forge.updateComment(now.id, headOf(shown) === headCommit ? shown.body : markOutdated(body));
  return false;
}

// src/publish/own-comments.ts
function ownComments(comments, ownership) {
  return comments.filter((comment) => comment.author.toLowerCase() === ownership.author.toLowerCase() && findMarker(comment.body)?.key === ownership.key).toSorted((left, right) => left.id - right.id);
}

// src/publish/apply-publication.ts
async function remove(comments, { forge }) {
  for (const comment of comments) {
    await forge.deleteComment(comment.id).catch(insteadOf((error) => hasCode(error, "forge-missing"), () => void 0));
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
function movedOn({ number }) {
  return { kind: "skipped", reason: "outdated", text: `Pull request ${number} has moved on; the newer commit's plan stays.` };
}
async function update(publication, ports) {
  const { target, comment, body, duplicates } = publication;
  const late = await outdated(target, ports);
  if (late !== void 0) return late;
  const shown = await ports.forge.comment(comment.id);
  if (shown === void 0) return create({ kind: "create", target, body }, ports);
  if (await isOvertaken(target, { shown, ports })) return movedOn(target);
  try {
    const updated = await ports.forge.updateComment(comment.id, body);
    await remove(duplicates, ports);
    const isCurrent = await keepOrder({ target, body, shown, ports });
    return isCurrent ? { kind: "updated", text: "The comment was updated.", url: updated.url } : movedOn(target);
  } catch (error) {
    if (!hasCode(error, "forge-missing")) throw error;
    return create({ kind: "create", target, body }, ports);
  }
}
async function removeAll({ target, comments }, ports) {
  const late = await outdated(target, ports);
  if (late !== void 0) return late;
  await remove(comments, ports);
  return { kind: "deleted", text: "Nothing changes, so the comment was removed." };
}
async function applyPublication(publication, ports) {
  switch (publication.kind) {
    case "create":
      return create(publication, ports);
    case "update":
      return update(publication, ports);
    case "delete":
      return removeAll(publication, ports);
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
  const settle2 = (text) => text.replaceAll("\r\n", "\n").trimEnd();
  return settle2(left) === settle2(right);
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
  const body = renderMarkdown(plan, { limit: COMMENT_LIMIT, run: thread.run, artifact: thread.artifact });
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

// src/publish/updates/pull-step.ts
function branchOf(step) {
  return "branch" in step ? step.branch : step.wanted.branch;
}

// src/publish/updates/run-report.ts
function notesOf(findings) {
  const distinct = new Map(findings.map((finding) => [`${finding.code} ${finding.subject} ${finding.message}`, finding]));
  return [...distinct.values()].filter(({ severity, code }) => severity !== "info" || code.startsWith("registry-"));
}
function openBranches(outcomes) {
  const open2 = outcomes.filter(({ state, step }) => state !== "merged" && state !== "closed" && !(step.kind === "keep" && ["declined", "taken", "merged"].includes(step.reason)));
  return open2.flatMap(({ step, pull }) => pull === void 0 ? [] : [{ branch: branchOf(step), number: pull.number, url: pull.url }]);
}

// src/publish/updates/seal.ts
var TRAILER = /^Stowplan-Update: (?<proposal>[0-9a-f]{32}) (?<content>[0-9a-f]{32}) (?<tree>[0-9a-f]{40,64}) (?<baseBranch>\S{1,255})$/m;
function sealMessage(message, seal) {
  return `${message.trimEnd()}

Stowplan-Update: ${seal.proposal} ${seal.content} ${seal.tree} ${seal.baseBranch}
`;
}
function readSeal({ commit: commit2, tree, parents, message }) {
  const groups = TRAILER.exec(message)?.groups;
  const [base, ...others] = parents;
  if (groups === void 0 || base === void 0 || others.length > 0 || groups["tree"] !== tree) return void 0;
  const { proposal = "", content = "", baseBranch = "" } = groups;
  return { commit: commit2, base, proposal, content, baseBranch };
}

// src/publish/updates/read-pulls.ts
function isBy(author, thing) {
  return thing.author.toLowerCase() === author.toLowerCase();
}
function openPull(pull, author) {
  const isOurs = isBy(author, pull);
  const record2 = isOurs ? findPullRecord(pull.body) : void 0;
  return { ...pull, isOurs, ...record2 === void 0 ? {} : { record: record2 } };
}
var HOUR = 36e5;
async function readPulls({ prefix, now }, forge) {
  const author = await forge.author();
  const open2 = (await forge.pulls({ kind: "open" })).filter(({ branch }) => branch.startsWith(prefix));
  const recent = await forge.pulls({ kind: "since", time: new Date(now.getTime() - HOUR).toISOString() });
  const heads = await forge.branches(prefix);
  return {
    author,
    // Where two base branches have a pull request from one branch, the older counts.
    pulls: new Map(open2.toSorted((left, right) => right.number - left.number).map((pull) => [pull.branch, openPull(pull, author)])),
    heads: new Map(heads.map((head) => [head.branch, head])),
    openedLastHour: recent.filter((pull) => pull.branch.startsWith(prefix) && isBy(author, pull)).length
  };
}
function pastPull({ number, url, state, body }) {
  const record2 = findPullRecord(body);
  return { number, url, state: state === "merged" ? "merged" : "closed", ...record2 === void 0 ? {} : { record: record2 } };
}
async function readPast(branch, { forge, author }) {
  const closed = (await forge.pulls({ kind: "closed", branch })).filter((pull) => isBy(author, pull));
  const newest = closed.toSorted((left, right) => right.number - left.number)[0];
  return newest === void 0 ? void 0 : pastPull(newest);
}
async function withChecks(pull, { wanted, forge }) {
  const isCandidate = wanted?.update.automerge === "pull-request" && pull.record?.isHarmless === true && pull.record.proposal === wanted.proposal;
  return isCandidate ? { ...pull, checks: await forge.checks(pull.headCommit) } : pull;
}
async function findBranches({ reading, wanted }, forge) {
  const { author, pulls, heads } = reading;
  const byName = new Map(wanted.map((one) => [one.branch, one]));
  const found = [];
  for (const branch of /* @__PURE__ */ new Set([...pulls.keys(), ...heads.keys(), ...byName.keys()])) {
    const [pull, head] = [pulls.get(branch), heads.get(branch)];
    const seal = head === void 0 ? void 0 : readSeal(head);
    const past = pull === void 0 ? await readPast(branch, { forge, author }) : void 0;
    found.push({
      branch,
      ...head === void 0 ? {} : { head },
      ...seal === void 0 ? {} : { seal },
      ...pull === void 0 ? {} : { pull: await withChecks(pull, { wanted: byName.get(branch), forge }) },
      ...past === void 0 ? {} : { past }
    });
  }
  return found;
}

// src/publish/updates/dashboard-issue.ts
async function isGone(branch, forge) {
  try {
    await forge.tip(branch);
    return false;
  } catch (error) {
    if (hasCode(error, "forge-missing")) return true;
    throw error;
  }
}
async function chooseIssues(baseBranch, { all, forge }) {
  const branchOf2 = ({ body }) => findDashboardRecord(body)?.baseBranch;
  const own = all.filter((issue) => branchOf2(issue) === baseBranch);
  const others = new Set(own.length > 0 ? [] : all.flatMap((issue) => branchOf2(issue) ?? []));
  for (const branch of others) if (await isGone(branch, forge)) return all.filter((issue) => branchOf2(issue) === branch);
  return own;
}
async function readDashboard(baseBranch, { forge }) {
  const author = await forge.author();
  const all = (await forge.issues(author)).filter((issue) => isBy(author, issue));
  const issues = await chooseIssues(baseBranch, { all, forge });
  const wishes = issues.flatMap(({ body }) => findDashboardRecord(body)?.wishes ?? []);
  return { issues, requested: new Set(issues.flatMap(({ body }) => [...readRequests(body)])), wishes };
}
function settle(text) {
  return text.replaceAll("\r\n", "\n").trimEnd();
}
function isEmpty({ entries, ignored, findings, wishes = [] }) {
  return entries.length + ignored.length + findings.length + wishes.length === 0;
}
async function write2({ dashboard, title, handled }, tools) {
  const { forge } = tools;
  const { issues, requested } = await readDashboard(dashboard.baseBranch, tools);
  const [issue, ...duplicates] = issues;
  const body = renderDashboard({ ...dashboard, ticked: new Set([...requested].filter((branch) => !handled.has(branch))) });
  if (issue === void 0) {
    if (isEmpty({ ...dashboard, ticked: /* @__PURE__ */ new Set() })) return void 0;
    return createOne({ title, body }, { ...tools, baseBranch: dashboard.baseBranch });
  }
  if (settle(issue.body) !== settle(body)) await forge.updateIssue(issue.number, { body });
  for (const duplicate of duplicates) await forge.updateIssue(duplicate.number, { state: "closed" });
  return issue;
}
async function createOne(issue, tools) {
  const created = await tools.forge.createIssue(issue);
  const { issues } = await readDashboard(tools.baseBranch, tools);
  const [oldest] = issues;
  if (oldest === void 0 || oldest.number >= created.number) return created;
  await tools.forge.updateIssue(created.number, { state: "closed" });
  return oldest;
}
function writeDashboard(writing, tools) {
  return write2(writing, tools).catch(warnOf(tools.log));
}

// src/publish/updates/tell-failure.ts
function tell(error) {
  return isStowplanError(error) ? tellError(error) : "Something went wrong inside stowplan. Its log says what.";
}
async function write3(error, { baseBranch, forge }) {
  const [issue] = (await readDashboard(baseBranch, { forge })).issues;
  if (issue === void 0) return;
  const body = tellFailedRun(issue.body, tell(error));
  if (body !== issue.body) await forge.updateIssue(issue.number, { body });
}
async function tellFailureOnDashboard(error, tools) {
  await write3(error, tools).catch(warnOf(tools.log));
}

// src/check-port.ts
var ANNOTATIONS_A_REQUEST = 50;

// src/publish/checks/decide-check.ts
var SUMMARY_BYTES = 65535;
var TITLE = 200;
var ID_PREFIX = "stowplan ";
function checkName({ key }) {
  return key === "default" ? "stowplan" : `stowplan (${key})`;
}
function concludeCheck({ plan, isStrangers }) {
  if (isFailing(plan)) return "failure";
  const needsLook = isBlind(plan) || countFindings(plan, "error") + countFindings(plan, "warning") > 0;
  return needsLook || isStrangers ? "neutral" : "success";
}
var LEVELS = { error: "failure", warning: "warning", info: "notice" };
function checkAnnotations(plan) {
  return annotationsOf(plan).map(({ file, line, severity, title, text }) => {
    const message = line === void 0 ? `Somewhere in this file: ${text}` : text;
    return { path: file, startLine: line ?? 1, endLine: line ?? 1, level: LEVELS[severity], title, message };
  });
}
function reportOf(source) {
  const { plan, run, artifact } = source;
  return {
    name: checkName(plan),
    commit: plan.tip,
    externalId: `${ID_PREFIX}${planHash(plan)}`,
    conclusion: concludeCheck(source),
    title: visibleLine(summarisePlan(plan).headline).slice(0, TITLE),
    summary: renderMarkdown(plan, { limit: SUMMARY_BYTES, unit: "bytes", run, artifact }),
    ...run === void 0 ? {} : { detailsUrl: run }
  };
}
function replacedReport({ plan }, newest) {
  const summary = `A newer check of this commit has taken this one's place${newest.url === "" ? "" : `: ${newest.url}`}.`;
  const shown = newest.url === "" ? {} : { detailsUrl: newest.url };
  return { name: checkName(plan), commit: plan.tip, externalId: `${ID_PREFIX}replaced`, conclusion: "neutral", title: "Replaced by a newer check", summary, ...shown };
}
function identityOf({ path, startLine, endLine, level, title, message }) {
  return JSON.stringify([path, startLine, endLine, level, title.trim(), message.replaceAll("\r\n", "\n").trim()]);
}
function decideCheck(source, known) {
  const report = reportOf(source);
  const wanted = checkAnnotations(source.plan);
  if (known === void 0) return { kind: "create", report, annotations: wanted };
  const identities = new Set(wanted.map(identityOf));
  const there = new Set(known.annotations.map(identityOf));
  if (![...there].every((identity) => identities.has(identity))) return { kind: "create", report, annotations: wanted };
  const annotations = wanted.filter((annotation) => !there.has(identityOf(annotation)));
  const { run } = known;
  const isSame = run.externalId === report.externalId && run.conclusion === report.conclusion;
  return isSame && annotations.length === 0 ? { kind: "skip", run, conclusion: report.conclusion } : { kind: "update", run, report, annotations };
}

// src/publish/checks/write-check.ts
async function ownRuns({ plan }, forge) {
  const [author, runs] = await Promise.all([forge.author(), forge.checkRuns(plan.tip, checkName(plan))]);
  const ours = runs.filter((run) => run.author.toLowerCase() === author.toLowerCase() && run.externalId.startsWith(ID_PREFIX));
  return ours.toSorted((left, right) => right.id - left.id);
}
async function readCheck(source, forge) {
  const [run] = await ownRuns(source, forge);
  return run === void 0 ? void 0 : { run, annotations: await forge.checkAnnotations(run.id) };
}
function inParts(annotations) {
  const count = Math.ceil(annotations.length / ANNOTATIONS_A_REQUEST);
  return Array.from({ length: count }, (_, part) => annotations.slice(part * ANNOTATIONS_A_REQUEST, (part + 1) * ANNOTATIONS_A_REQUEST));
}
async function addParts({ id, report, parts }, forge) {
  for (const part of parts) await forge.updateCheck(id, { report, annotations: part });
}
async function keepNewest(source, forge) {
  const [newest, ...older] = await ownRuns(source, forge);
  if (newest === void 0) return void 0;
  const report = replacedReport(source, newest);
  for (const { id, externalId, conclusion } of older) {
    const isReplaced = externalId === report.externalId && conclusion === report.conclusion;
    if (!isReplaced) await forge.updateCheck(id, { report, annotations: [] });
  }
  return newest;
}
async function applyStep(step, { source, forge }) {
  if (step.kind === "skip") return { url: step.run.url, conclusion: step.conclusion };
  const { report } = step;
  const [first = [], ...rest] = inParts(step.annotations);
  const run = step.kind === "create" ? await forge.createCheck({ report, annotations: first }) : await forge.updateCheck(step.run.id, { report, annotations: first });
  await addParts({ id: run.id, report, parts: rest }, forge);
  const { url } = await keepNewest(source, forge) ?? run;
  return { url, conclusion: report.conclusion };
}
async function writeCheck(source, forge) {
  return applyStep(decideCheck(source, await readCheck(source, forge)), { source, forge });
}

// src/publish/labels/decide-labels.ts
var LOOKS = {
  "no-change": { color: "c2e0c6", description: "The merge changes nothing on any host" },
  "restarts": { color: "fbca04", description: "The merge restarts, starts or stops units" },
  "left-stopped": { color: "b60205", description: "The merge leaves a unit stopped" },
  "back-up-first": { color: "d93f0b", description: "A database's major version moves, or volumes are at stake" },
  "policy": { color: "d93f0b", description: "The merge breaks a rule of the policy" },
  "failed": { color: "b60205", description: "The plan reaches fail-on, or a part of it is unknown" }
};
function meaningsOf(plan) {
  const { units } = summarisePlan(plan);
  return {
    "no-change": !hasChanges(plan) && countFindings(plan, "error") === 0,
    "restarts": units.restart + units.start + units.stop + units["left-stopped"] > 0,
    "left-stopped": units["left-stopped"] > 0,
    "back-up-first": plan.findings.some(isBackup),
    "policy": plan.findings.some(isPolicyBreach),
    "failed": isFailing(plan) || isBlind(plan)
  };
}
function isMeaning(name) {
  return Object.hasOwn(LOOKS, name);
}
function decideLabels({ plan, names }, present) {
  const truths = meaningsOf(plan);
  const ours = Object.keys(names).filter(isMeaning).filter((meaning) => names[meaning] !== "");
  const wanted = new Map(ours.filter((meaning) => truths[meaning]).map((meaning) => [names[meaning].toLowerCase(), { name: names[meaning], ...LOOKS[meaning] }]));
  const managed = new Set(ours.map((meaning) => names[meaning].toLowerCase()));
  const there = new Set(present.map((name) => name.toLowerCase()));
  return {
    add: [...wanted].flatMap(([key, label]) => there.has(key) ? [] : [label]),
    remove: present.filter((name) => managed.has(name.toLowerCase()) && !wanted.has(name.toLowerCase())),
    labels: [...wanted.values()].map(({ name }) => name)
  };
}

// src/publish/labels/write-labels.ts
async function writeLabels({ plan, names, number }, forge) {
  const { add, remove: remove2, labels } = decideLabels({ plan, names }, await forge.labels(number));
  for (const label of add) await forge.ensureLabel(label);
  if (add.length > 0) await forge.addLabels(number, add.map(({ name }) => name));
  for (const name of remove2) await forge.removeLabel(number, name);
  return labels;
}

// src/publish/write-beside.ts
function writeOwnCheck({ plan, isForeign, run, artifact }, { forge, log, isFork }) {
  const written = writeCheck({ plan, run, artifact, isStrangers: isForeign && isFork }, forge);
  return written.catch(insteadOf(isStowplanError, ({ code, message, hint }) => {
    if (code === "forge-denied") log.info("No check run was written, because the token may not. `permissions: checks: write` gives one, with annotations.");
    else log.warn(`check run: ${message} ${hint}`);
    return void 0;
  }));
}
function writeOwnLabels({ plan, pullRequest: number }, { forge, log }) {
  const { labels: names } = plan.options;
  if (names === void 0) return Promise.resolve(void 0);
  return writeLabels({ plan, names, number }, forge).catch(warnOf(log, "labels"));
}
async function writeBeside(request, ports) {
  const { plan, pullRequest } = request;
  if (plan.options.check === false && plan.options.labels === void 0) return {};
  const { isOpen, isFork, headCommit } = await ports.forge.pullRequest(pullRequest);
  if (!isOpen || headCommit !== plan.tip) return {};
  const place = { ...ports, isFork };
  const check = plan.options.check === false ? void 0 : await writeOwnCheck(request, place);
  const labels = await writeOwnLabels(request, place);
  return { ...check === void 0 ? {} : { check }, ...labels === void 0 ? {} : { labels } };
}

// src/publish/suggest-updates.ts
var MOST_SUGGESTIONS2 = 20;
function isHarmless({ update: { reference, proposed }, edit }) {
  const [old, next] = [parseImageReference(reference), parseImageReference(proposed)];
  if (next === void 0 || old?.registry !== next.registry || old.path !== next.path) return false;
  let start = 0;
  while (start < edit.old.length && edit.old[start] === edit.new[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(edit.old.length, edit.new.length) - start && edit.old.at(-1 - tail) === edit.new.at(-1 - tail)) tail += 1;
  const [removed, added] = [edit.old.slice(start, edit.old.length - tail), edit.new.slice(start, edit.new.length - tail)];
  return reference.includes(removed) && proposed.includes(added) && /^[\w.:@-]*$/.test(added);
}
function wantedEdits(plan) {
  return plan.updates.flatMap((update2) => (update2.edits ?? []).map((edit) => ({ update: update2, edit }))).filter(isHarmless);
}
function record(reference) {
  return `<!-- stowplan-update ${reference} -->`;
}
function introduction({ kind, reference, proposed }) {
  const tags = [reference, proposed].map((text) => parseImageReference(text)?.tag ?? "latest");
  const words = kind === "pin" ? `\`${tags[1] ?? ""}\` has this digest now:` : kind === "digest" ? `\`${tags[1] ?? ""}\` has another digest by now:` : `\`${tags[1] ?? ""}\` is there (${kind}):`;
  return `${record(reference)}
${words}`;
}
function lineOf({ line, old }, { lines, added }) {
  if (lines[line - 1] === old && added.has(line)) return line;
  const same = [...added].filter((one) => lines[one - 1] === old);
  return same.length === 1 ? same[0] : void 0;
}
function suggestUpdates(plan, { pullRequest, texts, patches, ours }) {
  if (!pullRequest.isOpen || plan.tip !== pullRequest.headCommit) return [];
  const taken = /* @__PURE__ */ new Set();
  const comments = wantedEdits(plan).flatMap(({ update: update2, edit }) => {
    const { file: path } = edit;
    if (ours.some((comment) => comment.path === path && comment.body.includes(record(update2.reference)))) return [];
    const line = lineOf(edit, { lines: (texts.get(path) ?? "").split("\n"), added: addedLines(patches.get(path) ?? "") });
    if (line === void 0 || taken.has(`${path}:${line}`) || !mayShow({ removed: [edit.old], lines: [edit.new] })) return [];
    taken.add(`${path}:${line}`);
    return [{ path, startLine: line, line, body: suggestionBody({ introduction: introduction(update2), lines: [edit.new] }) }];
  });
  return comments.slice(0, MOST_SUGGESTIONS2);
}

// src/publish/write-suggestions.ts
async function readState({ plan, pullRequest: number }, forge) {
  const [pullRequest, author, files, comments] = await Promise.all([forge.pullRequest(number), forge.author(), forge.changedFiles(number), forge.reviewComments(number)]);
  const patches = new Map(files.map(({ path, patch }) => [path, patch]));
  const paths = [...new Set(wantedEdits(plan).map(({ edit }) => edit.file))].filter((path) => patches.has(path));
  const texts = await Promise.all(paths.map(async (path) => [path, await forge.file(path, pullRequest.headCommit)]));
  const ours = comments.filter((comment) => comment.author.toLowerCase() === author.toLowerCase());
  return { pullRequest, patches, ours, texts: new Map(texts.flatMap(([path, text]) => text === void 0 ? [] : [[path, text]])) };
}
async function suggest(request, { forge, log }) {
  const state = await readState(request, forge);
  const comments = suggestUpdates(request.plan, state);
  if (comments.length === 0) return;
  await forge.review(request.pullRequest, { commit: state.pullRequest.headCommit, comments });
  log.info(`${comments.length === 1 ? "One update was" : `${comments.length} updates were`} suggested.`);
}
async function writeSuggestions(request, ports) {
  if (wantedEdits(request.plan).length === 0) return;
  await suggest(request, ports).catch(warnOf(ports.log, "updates"));
}

// src/publish/updates/dashboard-entries.ts
var KEPT = {
  open: "open",
  waiting: "waiting",
  edited: "edited",
  declined: "closed",
  taken: "edited",
  unknown: "open"
};
function stateOf({ step, state }) {
  switch (state) {
    case "opened":
    case "refreshed":
    case "described":
    case "overtaken":
      return "open";
    case "failed":
      return "failed";
    case "kept":
      if (step.kind !== "keep") return "open";
      return step.reason === "merged" ? void 0 : KEPT[step.reason];
    case "merged":
    case "closed":
    case "swept":
      return void 0;
  }
}
function isRequestable({ step }) {
  if (step.kind === "keep") return step.wanted !== void 0 && step.reason !== "taken";
  return "wanted" in step;
}
function entryOf(outcome) {
  const { step, text, pull, findings } = outcome;
  const state = stateOf(outcome);
  if (state === void 0) return [];
  const branch = branchOf(step);
  const title = "wanted" in step ? step.wanted.update.title : branch;
  const said = state === "open" && outcome.state !== "kept" ? "" : text;
  const told = state === "failed" ? findings : [];
  return [{ branch, title, state, text: said, ...pull === void 0 ? {} : { pull: { number: pull.number, url: pull.url } }, findings: told, isRequestable: isRequestable(outcome) }];
}
function dashboardEntries(outcomes) {
  return outcomes.flatMap(entryOf);
}

// src/publish/updates/decide-pulls.ts
function keep({ branch, wanted, pull }, [reason, text]) {
  return { kind: "keep", branch, reason, text, ...wanted === void 0 ? {} : { wanted }, ...pull === void 0 ? {} : { pull: { number: pull.number, url: pull.url } } };
}
function isBehind(seal, { base, tip }) {
  return base.commit === tip && seal.base !== base.commit;
}
function needsContent({ wanted, found }, rules) {
  const { seal, pull } = found ?? {};
  return rules.rebaseWhen === "conflicted" && pull !== void 0 && seal?.proposal === wanted.proposal && isBehind(seal, rules);
}
function staleness({ wanted }, { seal, rules }) {
  if (seal.proposal !== wanted.proposal) return "proposal";
  if (!isBehind(seal, rules)) return void 0;
  if (rules.requested.has(wanted.branch)) return "requested";
  if (rules.rebaseWhen === "behind-base-branch") return "base";
  if (rules.rebaseWhen === "conflicted" && wanted.content !== void 0 && wanted.content !== seal.content) return "conflict";
  return void 0;
}
function decideMerge({ wanted, found, pull }, rules) {
  const stay = (text) => keep({ branch: found.branch, wanted, pull }, ["open", text]);
  if (wanted.update.automerge === "off" || pull.record === void 0) return stay("");
  if (!pull.record.isHarmless) return stay("Its plan has findings, so a person has to merge it.");
  const merge2 = { kind: "merge", wanted, pull, head: pull.headCommit };
  switch (pull.checks ?? "pending") {
    case "success":
      return merge2;
    case "none":
      return rules.mergesWithoutChecks ? merge2 : stay("It has no checks, so a person has to merge it.");
    case "failure":
      return stay("Its checks fail, so it is not merged.");
    case "pending":
      return stay("It is merged when its checks pass.");
  }
}
function isSameTitle(left, right) {
  const settle2 = (title) => title.replace(/\s+/g, " ").trim();
  return settle2(left) === settle2(right);
}
function decideOpen(open2, rules) {
  const { wanted, found, pull } = open2;
  const { seal, head } = found;
  const kept = { branch: found.branch, wanted, pull };
  if (!pull.isOurs || pull.baseBranch !== rules.base.branch) return keep(kept, ["taken", "Somebody else's pull request has this branch."]);
  const isRequested = rules.requested.has(wanted.branch);
  if (head === void 0) return keep(kept, ["unknown", "Its branch is gone."]);
  if (seal === void 0) {
    if (isRequested) return { kind: "refresh", wanted, pull, head: head.commit, reason: "requested" };
    return keep(kept, ["edited", "Somebody pushed to it, so it is left alone."]);
  }
  const { state, title } = wanted.update;
  const isHeld = state.kind === "waiting" && (state.reason === "minimum-age" || state.reason === "approval");
  if (isHeld && !isRequested) return keep(kept, ["waiting", state.text]);
  const reason = staleness(open2, { seal, rules });
  if (reason !== void 0) return { kind: "refresh", wanted, pull, head: head.commit, reason };
  const { record: record2 } = pull;
  const isDescribed = record2?.commit === seal.commit && record2.isReady && isSameTitle(pull.title, title);
  return isDescribed ? decideMerge(open2, rules) : { kind: "describe", wanted, pull, made: seal };
}
function decidePast({ wanted, found }, rules) {
  const { past } = found;
  if (past?.record?.proposal !== wanted.proposal || rules.requested.has(wanted.branch)) return void 0;
  const kept = { branch: found.branch, wanted, pull: { number: past.number, url: past.url } };
  if (past.state === "closed" && past.record.closed === void 0) {
    return keep(kept, ["declined", "A person closed it, so it is not opened again."]);
  }
  if (past.state === "merged" && rules.base.commit !== rules.tip) {
    return found.seal === void 0 ? keep(kept, ["merged", "It was merged a moment ago."]) : { kind: "sweep", branch: found.branch, head: found.seal.commit };
  }
  return void 0;
}
function decideNew({ wanted, found }, rules) {
  const { head, seal } = found;
  const kept = { branch: found.branch, wanted };
  const isRequested = rules.requested.has(wanted.branch);
  const declined = decidePast({ wanted, found }, rules);
  if (declined !== void 0) return declined;
  const { state } = wanted.update;
  if (state.kind === "waiting" && !isRequested) return keep(kept, ["waiting", state.text]);
  if (head === void 0) return { kind: "open", wanted };
  if (seal === void 0) return keep(kept, ["taken", "A branch of this name holds somebody else's commits. Delete or rename it to have it made."]);
  const isMade = seal.proposal === wanted.proposal && seal.base === rules.base.commit && seal.baseBranch === rules.base.branch;
  return { kind: "open", wanted, head: head.commit, ...isMade ? { made: seal } : {} };
}
function decideUnwanted(found, rules) {
  const { branch, head, seal, pull, past } = found;
  const isKnown = rules.isComplete && rules.unknownImages.size === 0;
  if (pull === void 0) {
    const isOver = isKnown || past !== void 0;
    return seal?.baseBranch === rules.base.branch && isOver ? [{ kind: "sweep", branch, head: seal.commit }] : [];
  }
  if (!pull.isOurs || pull.baseBranch !== rules.base.branch || head === void 0) return [];
  if (seal === void 0) return [keep({ branch, pull }, ["edited", "Nothing is proposed here any more, but somebody pushed to it, so it is left open."])];
  const isUnsure = pull.record?.images.some((image) => rules.unknownImages.has(image)) ?? !isKnown;
  if (!rules.isComplete || isUnsure) return [keep({ branch, pull }, ["unknown", "Whether it is still needed could not be found out."])];
  return [{ kind: "close", branch, pull, head: head.commit }];
}
function decidePulls(sides, rules) {
  const byName = new Map(sides.found.map((found) => [found.branch, found]));
  const names = new Set(sides.wanted.map(({ branch }) => branch));
  const steps = sides.wanted.map((wanted) => {
    const found = byName.get(wanted.branch) ?? { branch: wanted.branch };
    return found.pull === void 0 ? decideNew({ wanted, found }, rules) : decideOpen({ wanted, found, pull: found.pull }, rules);
  });
  return [...steps, ...sides.found.filter(({ branch }) => !names.has(branch)).flatMap((found) => decideUnwanted(found, rules))];
}

// src/publish/updates/prepared-branch.ts
function digestOf(value) {
  return sha256(JSON.stringify(value)).slice(0, 32);
}
function inOrder(entries) {
  return entries.toSorted(([left], [right]) => compareTexts(left, right));
}
function proposalDigest({ updates }) {
  return digestOf(inOrder(updates.map(({ reference, proposed }) => [reference, proposed])));
}
function contentDigest(files) {
  return digestOf(inOrder([...files].map(([path, { text }]) => [path, text])));
}

// src/publish/updates/want-branches.ts
function imageName(reference) {
  const parsed = parseImageReference(reference);
  return parsed === void 0 ? reference.slice(0, 512) : formatFamiliarName(parsed).slice(0, 512);
}
function wantedBranch(update2, prefix) {
  return {
    branch: `${prefix}${update2.name}`,
    update: update2,
    images: [...new Set(update2.updates.map(({ reference }) => imageName(reference)))],
    proposal: proposalDigest(update2)
  };
}
function wantBranches({ branches }, config) {
  return branches.map((update2) => wantedBranch(update2, config.updates["branch-prefix"]));
}
function openUpdates({ reading, requested }, config) {
  const short = (branch) => branch.slice(config.updates["branch-prefix"].length);
  const ours = [...reading.pulls.values()].filter((pull) => pull.isOurs);
  return { branches: ours.map(({ branch }) => short(branch)), openedLastHour: reading.openedLastHour, approved: [...requested].map(short) };
}

// src/publish/updates/pull-rules.ts
var INCOMPLETE = /* @__PURE__ */ new Set([
  "nix-missing",
  "nix-too-old",
  "flake-failed",
  "host-failed",
  "host-timeout",
  "host-memory",
  "host-partial",
  "compose-syntax",
  "compose-invalid",
  "compose-limit",
  "plan-cut"
]);
function pullRules({ base, tip, requested, config, findings, unread }) {
  return {
    base,
    tip,
    requested,
    rebaseWhen: config.updates["rebase-when"],
    unknownImages: new Set(unread.map(imageName)),
    isComplete: !findings.some(({ code }) => INCOMPLETE.has(code)),
    mergesWithoutChecks: config.updates["automerge-without-checks"]
  };
}
function chooseMergeMethod({ updates }, allowed) {
  const configured = updates["merge-method"];
  return configured === "auto" ? allowed[0] ?? "merge" : configured;
}

// src/publish/updates/requested-branches.ts
function asksFor(wish, { branch, update: update2 }) {
  if (wish.kind === "rebase") return wish.branch === branch;
  if (wish.kind === "ignore") return false;
  const named = update2.updates.filter(({ reference, proposed }) => isNamed(wish.image, reference) || isNamed(wish.image, proposed));
  return named.some(({ proposed }) => wish.kind === "now" || parseImageReference(proposed)?.tag === wish.version);
}
function requestedBranches(wanted, { ticked, wishes }) {
  const wished = wanted.filter((one) => wishes.some((wish) => asksFor(wish, one)));
  return /* @__PURE__ */ new Set([...ticked, ...wished.map(({ branch }) => branch)]);
}

// src/publish/updates/write-pull.ts
function recordOf({ prepared, commit: commit2 }, { base, isReady }) {
  const { wanted, isHarmless: isHarmless3 } = prepared;
  return { version: 1, branch: wanted.branch, base, commit: commit2, proposal: wanted.proposal, images: wanted.images.slice(0, 200), isReady, isHarmless: isHarmless3 };
}
function bodyOf({ prepared, commit: commit2 }, record2) {
  const { update: update2, plan } = prepared;
  return renderPullBody({ record: record2, update: update2, plan: { ...plan, head: commit2, tip: commit2 } });
}
function hasDress({ update: update2 }) {
  return update2.labels.length + update2.reviewers.length + update2.assignees.length > 0;
}
async function dress({ number, prepared }, { forge, log }) {
  const { labels, assignees, reviewers } = prepared.update;
  const parts = [
    { names: labels, set: () => forge.addLabels(number, labels) },
    { names: assignees, set: () => forge.addAssignees(number, assignees) },
    { names: reviewers, set: () => forge.requestReviewers(number, reviewers) }
  ];
  for (const { names, set } of parts.filter((part) => part.names.length > 0)) {
    await set().catch(insteadOf(isStowplanError, ({ message, hint }) => {
      log.warn(`pull request ${number}: ${names.join(", ")}: ${message} ${hint}`);
    }));
  }
}
async function openPull2(made, tools) {
  const { forge, base } = tools;
  const { prepared } = made;
  const record2 = recordOf(made, { base: base.commit, isReady: !hasDress(prepared) });
  const body = bodyOf(made, record2);
  const pull = await forge.createPull({ title: prepared.update.title, body, branch: prepared.wanted.branch, baseBranch: base.branch });
  if (pull === void 0 || record2.isReady) return pull;
  await dress({ number: pull.number, prepared }, tools);
  await forge.updatePull(pull.number, { body: replacePullRecord(body, { ...record2, isReady: true }) });
  return pull;
}
async function describePull({ pull, ...made }, tools) {
  if (pull.record?.isReady === false) await dress({ number: pull.number, prepared: made.prepared }, tools);
  const body = bodyOf(made, recordOf(made, { base: tools.base.commit, isReady: true }));
  await tools.forge.updatePull(pull.number, { title: made.prepared.update.title, body });
}

// src/publish/updates/take-step.ts
var OVERTAKEN = { state: "overtaken", text: "Another run or a person was faster; the next run looks again.", findings: [] };
async function commit({ update: update2, files, tree, wanted }, { forge, base }) {
  const seal = { baseBranch: base.branch, proposal: wanted.proposal, content: contentDigest(files), tree };
  return forge.createCommit({ parent: base.commit, message: sealMessage(update2.title, seal), files, tree });
}
function failed(step, findings) {
  return { step, state: "failed", text: findings[0]?.message ?? "It could not be prepared.", findings };
}
async function open(step, tools) {
  const { value: prepared, findings } = await tools.prepare(step.wanted);
  if (prepared === void 0) return failed(step, findings);
  const { forge } = tools;
  const { branch } = step.wanted;
  const made = step.made?.commit ?? await commit(prepared, tools);
  if (step.made === void 0) {
    const isThere = step.head === void 0 ? await forge.createBranch(branch, made) : await forge.moveBranch({ branch, from: step.head, to: made });
    if (!isThere) return { step, ...OVERTAKEN };
  }
  const pull = await openPull2({ prepared, commit: made }, tools);
  if (pull === void 0) return { step, ...OVERTAKEN };
  return { step, state: "opened", text: `Pull request ${pull.number} was opened.`, pull, findings };
}
var REASONS = {
  proposal: "for what is newest now",
  base: "on the base branch's newest commit",
  conflict: "because the same files changed on the base branch",
  requested: "because somebody asked for it"
};
async function refresh(step, tools) {
  const { value: prepared, findings } = await tools.prepare(step.wanted);
  const { pull } = step;
  if (prepared === void 0) return { ...failed(step, findings), pull };
  const made = await commit(prepared, tools);
  if (!await tools.forge.moveBranch({ branch: step.wanted.branch, from: step.head, to: made })) return { step, ...OVERTAKEN, pull };
  await describePull({ prepared, commit: made, pull }, tools);
  return { step, state: "refreshed", text: `Pull request ${pull.number} was made anew, ${REASONS[step.reason]}.`, pull, findings };
}
async function describe(step, tools) {
  const { value: prepared, findings } = await tools.prepare(step.wanted);
  const { pull } = step;
  if (prepared === void 0) return { ...failed(step, findings), pull };
  await describePull({ prepared, commit: step.made.commit, pull }, tools);
  return { step, state: "described", text: `The text of pull request ${pull.number} was completed.`, pull, findings };
}
async function merge(step, { forge, mergeMethod }) {
  const { pull, head } = step;
  const isMerged = await forge.merge(pull.number, { commit: head, method: mergeMethod });
  if (!isMerged) return { step, state: "kept", text: "Its checks pass, but GitHub does not let it be merged.", pull, findings: [] };
  await forge.deleteBranch({ branch: pull.branch, from: head });
  return { step, state: "merged", text: `Pull request ${pull.number} was merged: its checks pass, and its plan needs nobody's look.`, pull, findings: [] };
}
async function close(step, { forge }) {
  const { pull, head } = step;
  await forge.updatePull(pull.number, { state: "closed", body: closePullBody(pull.body) });
  await forge.deleteBranch({ branch: pull.branch, from: head });
  return { step, state: "closed", text: `Pull request ${pull.number} was closed: it is no longer needed.`, pull, findings: [] };
}
async function act(step, tools) {
  switch (step.kind) {
    case "open":
      return open(step, tools);
    case "refresh":
      return refresh(step, tools);
    case "describe":
      return describe(step, tools);
    case "merge":
      return merge(step, tools);
    case "close":
      return close(step, tools);
    case "sweep":
      await tools.forge.deleteBranch({ branch: step.branch, from: step.head });
      return { step, state: "swept", text: `The branch ${step.branch} was deleted: nothing needs it.`, findings: [] };
    case "keep":
      return { step, state: "kept", text: step.text, findings: [], ...step.pull === void 0 ? {} : { pull: step.pull } };
  }
}
async function takeSteps(steps, tools) {
  const outcomes = [];
  for (const step of steps) {
    const told = "pull" in step ? { step, pull: step.pull } : { step };
    outcomes.push(await act(step, tools).catch(insteadOf(isStowplanError, (error) => ({ ...told, state: "failed", text: tellError(error), findings: [] }))));
  }
  return outcomes;
}

// src/publish/updates/bring-updates.ts
async function withContents(wanted, sides) {
  const byName = new Map(sides.found.map((found) => [found.branch, found]));
  const all = [];
  for (const one of wanted) {
    const content = needsContent({ wanted: one, found: byName.get(one.branch) }, sides.rules) ? await sides.content(one) : void 0;
    all.push(content === void 0 ? one : { ...one, content });
  }
  return all;
}
async function bringUpdates(proposal, { forge, log }) {
  const { config, base, now, wishes = [] } = proposal;
  const { updates } = config;
  const reading = await readPulls({ prefix: updates["branch-prefix"], now }, forge);
  const board = updates.dashboard ? await readDashboard(base.branch, { forge }) : { requested: /* @__PURE__ */ new Set(), wishes: [] };
  const offer = await proposal.offer(standingWishes(board.wishes, wishes));
  const plan = (requested2) => offer.plan(openUpdates({ reading, requested: requested2 }, config));
  const requested = wishes.length === 0 ? board.requested : requestedBranches(wantBranches(plan(board.requested).value, config), { ticked: board.requested, wishes });
  const planned = plan(requested);
  const branches = wantBranches(planned.value, config);
  const found = await findBranches({ reading, wanted: branches }, forge);
  const rules = pullRules({ ...proposal, tip: await forge.tip(base.branch), requested });
  const wanted = await withContents(branches, { found, rules, content: proposal.content });
  const mergeMethod = chooseMergeMethod(config, (await forge.repository()).mergeMethods);
  const outcomes = await takeSteps(decidePulls({ wanted, found }, rules), { forge, log, base, mergeMethod, prepare: proposal.prepare });
  if (!updates.dashboard) return { outcomes, requested, ignored: planned.value.ignored };
  const findings = notesOf([...proposal.findings, ...planned.findings]);
  const dashboard = { baseBranch: base.branch, entries: dashboardEntries(outcomes), ignored: planned.value.ignored, wishes: offer.standing, findings };
  const issue = await writeDashboard({ dashboard, title: updates["dashboard-title"], handled: board.requested }, { forge, log });
  return { outcomes, requested, ignored: planned.value.ignored, ...issue === void 0 ? {} : { dashboard: issue } };
}

// src/publish/updates/edited-update.ts
function nothingToEdit({ name }) {
  return {
    code: "edit-withdrawn",
    severity: "warning",
    subject: name,
    message: "None of its references could be edited.",
    hint: "Make the change by hand, or write the references as literals."
  };
}
function editedUpdate(update2, { files, findings, tree }) {
  const withdrawn = new Set(findings.filter(({ code }) => code === "edit-withdrawn").map(({ subject }) => subject));
  const updates = update2.updates.filter(({ reference }) => !withdrawn.has(reference.slice(0, 1024)));
  if (files.size === 0 || updates.length === 0) return { findings: findings.length === 0 ? [nothingToEdit(update2)] : findings };
  const entries = [...files].map(([path, text]) => [path, { text, isExecutable: tree.entries.get(path)?.isExecutable === true }]);
  return { value: { update: { ...update2, updates }, files: new Map(entries) }, findings };
}

// src/publish/updates/judge-plan.ts
var SEVERITIES = ["none", "info", "warning", "error"];
function isHarmless2(plan, { updates }) {
  const worst = worstSeverity(plan) ?? "none";
  return !isBlind(plan) && SEVERITIES.indexOf(worst) <= SEVERITIES.indexOf(updates["automerge-severity"]);
}

export {
  decideModuleWrite,
  readBranch,
  applyModuleWrite,
  writeModules,
  applyPublication,
  decidePublication,
  readThread,
  branchOf,
  contentDigest,
  openBranches,
  bringUpdates,
  editedUpdate,
  isHarmless2 as isHarmless,
  tellFailureOnDashboard,
  writeBeside,
  writeSuggestions
};
