import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  publishPlan,
  runPlan
} from "./chunk-76S57DQK.js";
import {
  accessFor,
  fullName,
  openBotForge
} from "./chunk-THD57PEJ.js";
import {
  createOctokitForge
} from "./chunk-KIFDBQBK.js";
import {
  throwIfInterrupted
} from "./chunk-FSL3M7DZ.js";
import {
  failedPlan
} from "./chunk-6ANWPEJB.js";
import {
  StowplanError,
  hasCode,
  tellError
} from "./chunk-L2TPXMAP.js";

// src/host/bot-jobs/plan-pull.ts
var READING = { contents: "read", pull_requests: "read" };
var PUBLISHING = { contents: "read", pull_requests: "write", issues: "write", checks: "write" };
var COMMITTING = { ...PUBLISHING, contents: "write" };
function refused(message, hint) {
  return new StowplanError({ code: "event-unsupported", subject: "a fork's pull request", message, hint });
}
function checkStranger(pull, { asker, allowsForks }) {
  if (!pull.isFork || allowsForks) return;
  if (asker === void 0) throw refused("This bot evaluates code from forks only when somebody who may write here asks for it.", "After a look at the changes, comment `/stowplan plan`.");
  if (pull.forkPushed === void 0 || Date.parse(pull.forkPushed) >= Date.parse(asker.created)) {
    throw refused("Something was pushed to the fork after the comment, so it is not certain that it was looked at.", "Look at the changes and comment `/stowplan plan` again.");
  }
}
function narrowed(plan, { hosts = [] }) {
  return hosts.length === 0 ? plan : { ...plan, key: `${plan.key.slice(0, 55)}.hosts` };
}
async function makePlan(pull, { job, tools }) {
  const { repository, number, hosts = [] } = job;
  const { log } = tools;
  checkStranger(pull, { asker: job.asker, allowsForks: tools.allowsForks });
  const token = await accessFor(job, { permissions: READING, tools }).readToken();
  const workplace = await tools.workplace();
  return workplace.withPull({ repository, number, headCommit: pull.headCommit, isForStranger: pull.isFork, token, log }, async ({ base, head, tip, ports, findings }) => {
    const inputs = hosts.length === 0 ? {} : { hosts: hosts.join("\n") };
    const plan = await runPlan({ base, head, tip, inputs }, ports);
    return narrowed({ ...plan, findings: [...plan.findings, ...findings] }, job);
  });
}
var THEIRS = ["event-unsupported", "revision-missing"];
function isTriedAgain(error) {
  return error !== void 0 && !(error instanceof StowplanError && THEIRS.includes(error.code));
}
async function planOrReason(pull, parts) {
  const { job, tools } = parts;
  try {
    return { plan: await makePlan(pull, parts) };
  } catch (error) {
    throwIfInterrupted();
    const text = error instanceof StowplanError ? `${error.subject}: ${error.message}` : error instanceof Error ? error.stack ?? error.message : String(error);
    tools.log.warn(`no plan of ${fullName(job.repository)}#${job.number}: ${text}`);
    if (hasCode(error, "forge-failed")) throw error;
    return { plan: narrowed(failedPlan(error, { base: pull.baseCommit, head: pull.headCommit }), job), error };
  }
}
function plannedName({ repository, number }, headCommit) {
  return `${fullName(repository)}#${number}@${headCommit}`;
}
var MOST_PLANNED = 1e4;
function remember(name, planned) {
  const [oldest] = planned;
  if (planned.size >= MOST_PLANNED && oldest !== void 0) planned.delete(oldest);
  planned.add(name);
}
async function planPull(job, tools) {
  const { number, repository, asker } = job;
  const pull = await openBotForge(accessFor(job, { permissions: READING, tools })).pull(number);
  if (!pull.isOpen) return { state: "failed", text: "The pull request is closed." };
  const { plan, error } = await planOrReason(pull, { job, tools });
  throwIfInterrupted();
  if (error instanceof StowplanError && asker !== void 0) return { state: "failed", text: tellError(error) };
  const access = accessFor(job, { permissions: plan.options.write === "commit" ? COMMITTING : PUBLISHING, tools });
  const published = await publishPlan({ plan, pullRequest: number }, { forge: createOctokitForge(access), log: tools.log });
  if (isTriedAgain(error)) throw error;
  if (job.hosts === void 0) remember(plannedName(job, pull.headCommit), tools.planned);
  tools.log.info(`${fullName(repository)}#${number}: ${published.text} ${published.url ?? ""}`.trim());
  const isDone = error === void 0 && published.reason !== "outdated" && published.reason !== "closed";
  return { state: isDone ? "done" : "failed", text: published.text, ...published.url === void 0 ? {} : { url: published.url } };
}

export {
  plannedName,
  planPull
};
