import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  accessFor,
  fullName,
  openBotForge
} from "./chunks/chunk-THD57PEJ.js";
import {
  createOctokitForge
} from "./chunks/chunk-KIFDBQBK.js";
import {
  askPages,
  openAsker
} from "./chunks/chunk-ALAEVG2H.js";
import {
  throwIfInterrupted
} from "./chunks/chunk-FSL3M7DZ.js";
import {
  isEntry
} from "./chunks/chunk-E4MPGVMT.js";
import {
  findCommands,
  findDashboardRecord,
  readRequests,
  renderCommands,
  withCommand
} from "./chunks/chunk-6ANWPEJB.js";
import {
  ImageName,
  TagName
} from "./chunks/chunk-IUYM5IIQ.js";
import "./chunks/chunk-XS53JKRH.js";
import "./chunks/chunk-3KLBMR6O.js";
import "./chunks/chunk-ZAI775U2.js";
import "./chunks/chunk-GWVNSTGD.js";
import {
  coerce_exports,
  iso_exports
} from "./chunks/chunk-3WL5QXBS.js";
import "./chunks/chunk-CGQZGR63.js";
import "./chunks/chunk-FFLDBSQF.js";
import "./chunks/chunk-WDXTXNKQ.js";
import "./chunks/chunk-MLLDOSUU.js";
import "./chunks/chunk-CNDDATOY.js";
import "./chunks/chunk-P6QGVD7B.js";
import {
  splitReference
} from "./chunks/chunk-IZT3ALIO.js";
import "./chunks/chunk-RAA42EKT.js";
import "./chunks/chunk-W6PA4KH7.js";
import {
  StowplanError,
  tellError
} from "./chunks/chunk-L2TPXMAP.js";
import {
  _enum,
  array,
  boolean,
  int,
  literal,
  object,
  string,
  unknown
} from "./chunks/chunk-N3YWGI6C.js";
import "./chunks/chunk-Q3OPO74A.js";

// src/host/bot/request-limit.ts
var Headers = object({
  // Searches and the like have limits of their own, which are small and soon renewed.
  "x-ratelimit-resource": literal("core"),
  "x-ratelimit-remaining": coerce_exports.number().int().min(0),
  "x-ratelimit-reset": coerce_exports.number().int().min(0)
});
var Failure = object({ response: object({ headers: unknown() }) });
function readLimit(headers, installationId) {
  const read = Headers.safeParse(headers).data;
  return read === void 0 ? void 0 : { installationId, remaining: read["x-ratelimit-remaining"], resets: read["x-ratelimit-reset"] };
}
function failureHeaders(error) {
  return Failure.safeParse(error).data?.response.headers;
}

// src/host/bot/bot-connection.ts
function openConnection(app, { options = {}, onLimit } = {}) {
  function tell(headers, installationId) {
    const limit = readLimit(headers, installationId);
    if (limit !== void 0) onLimit?.(limit);
  }
  return {
    app: () => app.auth(),
    async withToken(token, installationId) {
      const [{ ProbotOctokit }, own] = await Promise.all([import("./chunks/lib-QXXX56HR.js"), app.auth()]);
      const octokit = new ProbotOctokit({ auth: { token }, baseUrl: own.request.endpoint.DEFAULTS.baseUrl, log: app.log, ...options });
      octokit.hook.after("request", ({ headers }) => {
        tell(headers, installationId);
      });
      octokit.hook.error("request", (error) => {
        tell(failureHeaders(error), installationId);
        throw error;
      });
      return octokit;
    }
  };
}

// src/host/bot-events/check-jobs.ts
var Checked = object({ head_sha: string().min(1).max(64) });
var Payload = object({ action: literal("rerequested"), check_run: Checked.optional(), check_suite: Checked.optional() });
function checkJobs(payload, repository) {
  const { check_run: run, check_suite: suite } = Payload.safeParse(payload).data ?? {};
  const checked = run ?? suite;
  return checked === void 0 ? [] : [{ kind: "rerun", repository, headCommit: checked.head_sha }];
}

// src/host/bot-events/command-line.ts
var PREFIX = /^[ \t]*\/stowplan(?=[ \t]|$)/i;
function isCommandLine(line) {
  return PREFIX.test(line) && !/^(?: {4}|\t)/.test(line);
}
function unknown2(text) {
  return { kind: "unknown", text };
}
function splitWords(text) {
  const words = [];
  let rest = text.trim();
  while (rest !== "") {
    const match = /^(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`]+))(?:\s+|$)/.exec(rest);
    if (match === null) return void 0;
    words.push(match.slice(1).join(""));
    rest = rest.slice(match[0].length);
  }
  return words;
}
var HOST = /^[\w*?][\w.*?'-]{0,127}$/;
function readPlan(words) {
  const wrong = words.find((word) => !HOST.test(word));
  if (wrong !== void 0) return unknown2("A host is named as in the flake's nixosConfigurations.");
  return words.length > 10 ? unknown2("Ten hosts at most can be named.") : { kind: "plan", hosts: words };
}
function readUpdate([name = "", second, ...rest]) {
  const { name: image, tag, digest } = splitReference(name);
  const version = second ?? tag;
  if (name === "" || rest.length > 0 || second !== void 0 && tag !== void 0) return unknown2("`update` takes an image and, where you want a certain one, its version.");
  if (!ImageName.safeParse(image).success || digest !== void 0) return unknown2("That is no name of an image.");
  if (version === void 0) return { kind: "update", image };
  return TagName.safeParse(version).success ? { kind: "update", image, version } : unknown2("That is no tag of an image.");
}
function readIgnore([image = "", ...rest]) {
  const [until, ...more] = rest[0]?.toLowerCase() === "until" ? rest.slice(1) : rest;
  if (image === "" || more.length > 0 || rest.length > 0 && until === void 0) return unknown2("`ignore` takes an image and, where it shall end, a day.");
  if (!ImageName.safeParse(image).success || splitReference(image).tag !== void 0) return unknown2("That is no name of an image without a tag.");
  if (until === void 0) return { kind: "ignore", image };
  return iso_exports.date().safeParse(until).success ? { kind: "ignore", image, until } : unknown2("The day is written as 2026-12-24.");
}
function alone(kind) {
  return (words) => words.length === 0 ? { kind } : unknown2(`\`${kind}\` takes no words behind it.`);
}
var READERS = /* @__PURE__ */ new Map([
  ["plan", readPlan],
  ["convert", alone("convert")],
  ["update", readUpdate],
  ["ignore", readIgnore],
  ["rebase", alone("rebase")],
  ["help", alone("help")]
]);
function parseCommand(line) {
  const words = splitWords(line.replace(PREFIX, ""));
  if (words === void 0) return unknown2("A quote does not end.");
  const [name = "help", ...rest] = words;
  const read = READERS.get(name.toLowerCase());
  return read === void 0 ? unknown2("There is no such command.") : read(rest);
}

// src/host/bot-events/comment-jobs.ts
var Payload2 = object({
  action: literal("created"),
  sender: object({ type: string() }),
  comment: object({ id: int(), body: string(), created_at: iso_exports.datetime({ offset: true }), user: object({ login: string().min(1).max(100), type: string() }) }),
  issue: object({ number: int().min(1), pull_request: unknown().optional() })
});
var LONGEST = 300;
function commentJobs(payload, repository) {
  const parsed = Payload2.safeParse(payload);
  if (!parsed.success) return [];
  const { comment, issue, sender } = parsed.data;
  const [text = ""] = comment.body.split(/\r\n|\r|\n/, 1);
  if (comment.user.type !== "User" || sender.type !== "User" || !isCommandLine(text)) return [];
  const asker = { number: issue.number, commentId: comment.id, login: comment.user.login, created: comment.created_at, text: text.trim().slice(0, LONGEST) };
  return [{ kind: "command", repository, isPullRequest: issue.pull_request !== void 0 && issue.pull_request !== null, asker }];
}

// src/host/bot-events/event-repository.ts
var OfRepository = object({
  installation: object({ id: int() }),
  repository: object({ id: int(), full_name: string().max(201) })
});
function repositoryOf({ id, full_name: fullName2 }, installationId) {
  const [owner = "", repo = "", ...rest] = fullName2.split("/");
  return owner === "" || repo === "" || rest.length > 0 ? void 0 : { owner, repo, repositoryId: id, installationId };
}

// src/host/bot-events/installation-jobs.ts
var Repositories = array(object({ id: int(), full_name: string().max(201) })).max(1e4);
var Payload3 = object({
  action: _enum(["created", "added"]),
  installation: object({ id: int() }),
  repositories: Repositories.optional(),
  repositories_added: Repositories.optional()
});
function installationJobs(payload) {
  const parsed = Payload3.safeParse(payload);
  if (!parsed.success) return [];
  const { installation, repositories = [], repositories_added: added = [] } = parsed.data;
  return [...repositories, ...added].flatMap((told) => {
    const repository = repositoryOf(told, installation.id);
    return repository === void 0 ? [] : [{ kind: "reconcile", repository }];
  });
}

// src/host/bot-events/issue-jobs.ts
var Payload4 = object({
  action: literal("edited"),
  changes: object({ body: unknown() }),
  sender: object({ type: string() }),
  issue: object({ state: literal("open"), body: string(), user: object({ type: string() }) })
});
function issueJobs(payload, repository) {
  const { issue, sender } = Payload4.safeParse(payload).data ?? {};
  if (issue?.user.type !== "Bot" || sender?.type !== "User") return [];
  const isAsked = findDashboardRecord(issue.body) !== void 0 && readRequests(issue.body).size > 0;
  return isAsked ? [{ kind: "update", repository }] : [];
}

// src/host/bot-events/pull-request-jobs.ts
var Payload5 = object({
  action: string(),
  changes: object({ base: unknown() }).partial().optional(),
  pull_request: object({ number: int().min(1), state: string(), head: object({ sha: string().max(64) }) })
});
var PLANNED = ["opened", "synchronize", "reopened", "ready_for_review", "edited"];
function pullRequestJobs(payload, repository) {
  const parsed = Payload5.safeParse(payload);
  if (!parsed.success) return [];
  const { action, changes, pull_request: pull } = parsed.data;
  if (action === "closed") return [{ kind: "forget", repository, number: pull.number }];
  if (pull.state !== "open" || !PLANNED.includes(action) || action === "edited" && changes?.base === void 0) return [];
  return [{ kind: "plan", repository, number: pull.number, headCommit: pull.head.sha }];
}

// src/host/bot-events/push-jobs.ts
var Payload6 = object({ ref: string(), deleted: boolean(), repository: object({ default_branch: string() }) });
function pushJobs(payload, repository) {
  const { ref, deleted: isDeleted = true, repository: told } = Payload6.safeParse(payload).data ?? {};
  if (isDeleted || ref !== `refs/heads/${told?.default_branch ?? ""}`) return [];
  return [{ kind: "warm", repository }, { kind: "update", repository }];
}

// src/host/bot-events/jobs-of-event.ts
var BOT_EVENTS = ["pull_request", "push", "issue_comment", "check_run", "check_suite", "issues", "installation", "installation_repositories"];
var READERS2 = {
  pull_request: pullRequestJobs,
  push: pushJobs,
  issue_comment: commentJobs,
  check_run: checkJobs,
  check_suite: checkJobs,
  issues: issueJobs
};
function jobsOfEvent({ name, payload }) {
  if (name === "installation" || name === "installation_repositories") return installationJobs(payload);
  const { repository: told, installation } = OfRepository.safeParse(payload).data ?? {};
  const repository = told === void 0 || installation === void 0 ? void 0 : repositoryOf(told, installation.id);
  return repository === void 0 ? [] : READERS2[name](payload, repository);
}

// src/host/bot-jobs/tell-asker.ts
var REACTIONS = { waiting: "eyes", done: "rocket", failed: "confused" };
async function readOwn(number, forge) {
  const [author, comments] = await Promise.all([forge.author(), forge.comments(number)]);
  return comments.flatMap((comment) => {
    const commands = comment.author.toLowerCase() === author.toLowerCase() ? findCommands(comment.body) : void 0;
    return commands === void 0 ? [] : [{ comment, commands }];
  });
}
function statusOf({ commentId, login, text: command }, { state, text, url, wantsHelp }) {
  return {
    commentId,
    login,
    command,
    state,
    text: text.slice(0, 2e3),
    ...url === void 0 ? {} : { url: url.slice(0, 1e3) },
    ...wantsHelp === true ? { wantsHelp } : {}
  };
}
async function writeStatus(number, { status, forge }) {
  const [own] = await readOwn(number, forge);
  if (own !== void 0) {
    const body = renderCommands(withCommand(own.commands, status));
    if (body !== own.comment.body) await forge.updateComment(own.comment.id, body);
    return;
  }
  const created = await forge.createComment(number, renderCommands([status]));
  const [oldest] = await readOwn(number, forge);
  if (oldest === void 0 || oldest.comment.id >= created.id) return;
  await forge.deleteComment(created.id);
  await forge.updateComment(oldest.comment.id, renderCommands(withCommand(oldest.commands, status)));
}
async function react(commentId, { state, access }) {
  const forge = openBotForge(access);
  const eyes = await forge.react(commentId, "eyes");
  if (state === "waiting") return;
  await forge.react(commentId, REACTIONS[state]);
  await forge.removeReaction(commentId, eyes);
}
async function tellAsker(asker, { told, access }) {
  await writeStatus(asker.number, { status: statusOf(asker, told), forge: createOctokitForge(access) });
  await react(asker.commentId, { state: told.state, access });
}

// src/host/bot-jobs/answer-command.ts
var ANSWERING = { issues: "write", pull_requests: "write" };
function waiting(job) {
  return { told: { state: "waiting", text: "" }, job };
}
var NO_PULL_REQUEST = { told: { state: "failed", text: "This command belongs on a pull request." } };
async function rebaseJob({ repository, asker }, access) {
  const { headRef, isFork, isOpen } = await openBotForge(access).pull(asker.number);
  if (isFork || !isOpen) return { told: { state: "failed", text: "Only open pull requests that the bot made of updates are made anew." } };
  return waiting({ kind: "update", repository, asker, wishes: [{ kind: "rebase", branch: headRef }] });
}
async function answerOf(command, { job, access }) {
  const { repository, asker, isPullRequest } = job;
  const { number } = asker;
  switch (command.kind) {
    case "plan":
      return isPullRequest ? waiting({ kind: "plan", repository, number, asker, ...command.hosts.length === 0 ? {} : { hosts: [...command.hosts] } }) : NO_PULL_REQUEST;
    case "convert":
      return isPullRequest ? waiting({ kind: "convert", repository, number, asker }) : NO_PULL_REQUEST;
    case "rebase":
      return isPullRequest ? rebaseJob(job, access) : NO_PULL_REQUEST;
    case "update": {
      const { image, version } = command;
      return waiting({ kind: "update", repository, asker, wishes: [version === void 0 ? { kind: "now", image } : { kind: "version", image, version }] });
    }
    case "ignore":
      return waiting({ kind: "update", repository, asker, wishes: [command] });
    case "help":
      return { told: { state: "done", text: "The commands are below.", wantsHelp: true } };
    case "unknown":
      return { told: { state: "failed", text: `${command.text} The commands are below.`, wantsHelp: true } };
  }
}
async function answerCommand(job, tools) {
  const { repository, asker } = job;
  const access = accessFor(job, { permissions: ANSWERING, tools });
  const forge = openBotForge(access);
  if (!await forge.isWriter(asker.login)) {
    await forge.react(asker.commentId, "-1");
    tools.log.info(`${fullName(repository)}#${asker.number}: a command by ${asker.login}, who may not write, was not done`);
    return;
  }
  const { told, job: added } = await answerOf(parseCommand(asker.text), { job, access });
  await tellAsker(asker, { told, access });
  if (added !== void 0) await tools.queue.add({ job: added, delivery: `comment ${asker.commentId}` });
}

// src/host/bot-jobs/with-reply.ts
var TELLING = { issues: "write", pull_requests: "write" };
function explain(error, { log }) {
  if (error instanceof StowplanError) return tellError(error);
  log.warn(error instanceof Error ? error.stack ?? error.message : String(error));
  return "Something went wrong inside the bot. Its log says what.";
}
async function attempt(work, tools) {
  try {
    return await work();
  } catch (error) {
    throwIfInterrupted();
    return { state: "failed", text: explain(error, tools) };
  }
}
async function withReply(job, { work, tools }) {
  const access = accessFor(job, { permissions: TELLING, tools });
  const isWriter = await openBotForge(access).isWriter(job.asker.login);
  const reply = isWriter ? await attempt(work, tools) : { state: "failed", text: "Only those who may write to the repository may ask for this." };
  throwIfInterrupted();
  await tellAsker(job.asker, { told: reply, access });
  tools.log.info(`${fullName(job.repository)}#${job.asker.number}: ${job.asker.text}: ${reply.state}`);
}

// src/host/bot-jobs/handle-job.ts
async function plan(job, tools) {
  const { planPull } = await import("./chunks/plan-pull-IJVGD3WO.js");
  const { asker, repository } = job;
  if (asker === void 0) await planPull(job, tools);
  else await withReply({ repository, asker }, { work: () => planPull(job, tools), tools });
}
async function convert(job, tools) {
  const { convertPull } = await import("./chunks/convert-pull-SWQJEWKD.js");
  await withReply(job, { work: () => convertPull(job, tools), tools });
}
async function update(job, tools) {
  const { updateRepository } = await import("./chunks/update-repository-XMOELQA6.js");
  const { asker, repository } = job;
  if (asker === void 0) await updateRepository(job, tools);
  else await withReply({ repository, asker }, { work: () => updateRepository(job, tools), tools });
}
async function handleJob(job, tools) {
  switch (job.kind) {
    case "command":
      return answerCommand(job, tools);
    case "plan":
      return plan(job, tools);
    case "convert":
      return convert(job, tools);
    case "update":
      return update(job, tools);
    case "warm":
      return (await import("./chunks/warm-branch-E4QZZ5F6.js")).warmBranch(job, tools);
    case "reconcile":
      return (await import("./chunks/reconcile-BD6S24QD.js")).reconcile(job, tools);
    case "rerun":
      return (await import("./chunks/reconcile-BD6S24QD.js")).rerun(job, tools);
    case "forget":
      return;
  }
}

// src/host/bot-jobs/look-around.ts
var MOST_PAGES = 100;
var Installations = array(object({ id: int(), suspended_at: string().nullish() }));
var Repositories2 = object({ repositories: array(object({ id: int(), full_name: string().max(201), archived: boolean().optional() })) }).transform(({ repositories }) => repositories);
var Token = object({ token: string().min(1) });
async function listRepositories(installationId, { connection, app }) {
  const parameters = { installation_id: installationId, permissions: { metadata: "read" } };
  const { token } = Token.parse((await app.request("POST /app/installations/{installation_id}/access_tokens", parameters)).data);
  const ask = openAsker({ octokit: await connection.withToken(token, installationId) });
  const question = { subject: "an installation's repositories", permission: "contents: read" };
  const found = await askPages(ask, { asked: { route: "GET /installation/repositories", question }, page: Repositories2, most: MOST_PAGES });
  return found.filter(({ archived }) => archived !== true).flatMap((told) => repositoryOf(told, installationId) ?? []);
}
async function lookAround({ connection, queue, now, skip }) {
  const app = await connection.app();
  const question = { subject: "the App's installations", permission: "contents: read" };
  const installations = await askPages(openAsker({ octokit: app }), { asked: { route: "GET /app/installations", question }, page: Installations, most: MOST_PAGES });
  const delivery = `hour ${now.toISOString().slice(0, 13)}`;
  for (const { id, suspended_at: suspended } of installations) {
    if (typeof suspended === "string") continue;
    try {
      for (const repository of await listRepositories(id, { connection, app })) {
        await queue.add({ job: { kind: "reconcile", repository }, onlyIfIdle: true });
        await queue.add({ job: { kind: "update", repository }, delivery, onlyIfIdle: true });
      }
    } catch (error) {
      skip(id, error);
    }
  }
}

// src/bot.ts
function logOf({ log }) {
  return {
    progress: ({ subject, state, text }) => log.debug(`${subject}: ${state} ${text}`),
    info: (text) => log.info(text),
    warn: (text) => log.warn(text)
  };
}
async function realWorkplace({ environment }) {
  return (await import("./chunks/workplace-7SR6ADSY.js")).openWorkplace(environment);
}
function openTools(context, { openPlace, connect, ...more }) {
  const { app, queue, environment } = context;
  const allowsForks = environment["STOWPLAN_FORKS"] === "yes";
  return { ...more, connection: connect(context), workplace: () => openPlace(context), queue, allowsForks, planned: /* @__PURE__ */ new Set(), now: () => /* @__PURE__ */ new Date(), log: logOf(app) };
}
function createBot(some = {}) {
  const doors = { openPlace: realWorkplace, connect: ({ app, onLimit }) => openConnection(app, onLimit === void 0 ? {} : { onLimit }), ...some };
  return {
    listen({ app, queue }) {
      app.on([...BOT_EVENTS], async ({ id, name, payload }) => {
        for (const job of jobsOfEvent({ name, payload })) await queue.add({ job, delivery: id });
      });
    },
    createHandler(context) {
      const tools = openTools(context, doors);
      return (job) => handleJob(job, tools);
    },
    lookAround(context) {
      const { app, queue } = context;
      const skip = (installation, error) => app.log.warn({ err: error }, `installation ${installation} could not be asked for its repositories`);
      return lookAround({ connection: doors.connect(context), queue, now: /* @__PURE__ */ new Date(), skip });
    }
  };
}
if (isEntry(import.meta.url)) await (await import("./chunks/serve-W72LAVZE.js")).serveBot(createBot());
export {
  createBot
};
