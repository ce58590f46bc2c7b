import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  evaluateHosts
} from "./chunk-DYJ6VIHI.js";
import {
  discover
} from "./chunk-6T5N4MY6.js";
import {
  readConfig,
  registryOptions
} from "./chunk-APZQ5ANY.js";
import {
  COMMENT_LIMIT,
  assemblePlan,
  compareImages,
  convertProjects,
  findMarker,
  findPins,
  findUpdates,
  isQuiet,
  readProjects,
  renderMarkdown
} from "./chunk-W6MGZQ5J.js";
import {
  planHosts
} from "./chunk-OZ3ETFMM.js";
import {
  StowplanError
} from "./chunk-B2IOVMOK.js";

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
  const conversions = await convertProjects({ projects: projects.value, base, head });
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
    findings: [config, scope, projects, conversions, hosts, switches, images, pins, updates].flatMap((part) => part.findings)
  });
}
async function publishPlan({ plan, pullRequest }, ports) {
  const thread = await readThread(pullRequest, ports.forge);
  const publication = decidePublication(plan, thread);
  return applyPublication(publication, ports);
}

export {
  runPlan,
  publishPlan
};
