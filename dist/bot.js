import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  createOctokitForge,
  forgeError
} from "./chunks/chunk-XQHDKIKD.js";
import {
  isEntry
} from "./chunks/chunk-T2GGIHHW.js";
import {
  publishPlan
} from "./chunks/chunk-IRP5QSGH.js";
import "./chunks/chunk-K5JQ26TK.js";
import "./chunks/chunk-BOQZRW4Z.js";
import "./chunks/chunk-H2WBBVKI.js";
import {
  failedPlan
} from "./chunks/chunk-5FQVYANH.js";
import "./chunks/chunk-GA3IRTZO.js";
import "./chunks/chunk-HBJI5WWG.js";
import "./chunks/chunk-OZAJUPE7.js";
import {
  StowplanError,
  int,
  object,
  string,
  unknown
} from "./chunks/chunk-2G4XEMFZ.js";
import "./chunks/chunk-ZLOF7TVD.js";

// src/host/bot/answer-job.ts
var Token = object({ token: string() });
async function readToken({ octokit, job }) {
  if (job.installationId === void 0) return "";
  const parameters = { installation_id: job.installationId, repository_ids: [job.repositoryId], permissions: { contents: "read" } };
  try {
    return Token.parse((await octokit.request("POST /app/installations/{installation_id}/access_tokens", parameters)).data).token;
  } catch (error) {
    throw forgeError(error, { subject: `a token for ${job.owner}/${job.repo}`, permission: "contents: read" });
  }
}
function refuseFork() {
  throw new StowplanError({
    code: "event-unsupported",
    subject: "a fork's pull request",
    message: "This bot does not evaluate code from forks.",
    hint: "Push the branch to this repository, or use the Action, which plans forks on GitHub's own machines."
  });
}
async function makePlan(answer) {
  const { job, log, planFor } = answer;
  try {
    if (job.isFork && !answer.allowsForks) refuseFork();
    return await planFor({ job, log, token: await readToken(answer) });
  } catch (error) {
    const text = error instanceof StowplanError ? `${error.subject}: ${error.message}` : error instanceof Error ? error.stack ?? error.message : String(error);
    log.warn(`no plan of ${job.owner}/${job.repo}#${job.number}: ${text}`);
    return failedPlan(error, { base: job.baseCommit, head: job.headCommit });
  }
}
async function answerJob(answer) {
  const { job, octokit, log } = answer;
  const forge = createOctokitForge({ octokit, owner: job.owner, repo: job.repo });
  const { headCommit, isOpen } = await forge.pullRequest(job.number);
  if (!isOpen || headCommit !== job.headCommit) return;
  const published = await publishPlan({ plan: await makePlan(answer), pullRequest: job.number }, { forge, log });
  log.info(`${job.owner}/${job.repo}#${job.number}: ${published.text} ${published.url ?? ""}`.trim());
}

// src/host/bot/job-queue.ts
function createJobQueue(onFailure) {
  const waiting = /* @__PURE__ */ new Map();
  let running;
  async function runAll() {
    for (; ; ) {
      const [next] = waiting;
      if (next === void 0) break;
      const [key, work] = next;
      waiting.delete(key);
      try {
        await work();
      } catch (error) {
        onFailure(error);
      }
    }
    running = void 0;
  }
  return {
    add(key, work) {
      waiting.delete(key);
      waiting.set(key, work);
      running ??= runAll();
    },
    idle: () => running ?? Promise.resolve()
  };
}

// src/host/bot/pull-request-job.ts
var JOB_EVENTS = [
  "pull_request.opened",
  "pull_request.synchronize",
  "pull_request.reopened",
  "pull_request.ready_for_review",
  "pull_request.edited"
];
var Payload = object({
  action: string(),
  changes: object({ base: unknown() }).partial().optional(),
  installation: object({ id: int() }).optional(),
  repository: object({ id: int(), full_name: string() }),
  pull_request: object({
    number: int(),
    state: string(),
    head: object({ sha: string(), repo: object({ full_name: string() }).nullish() }),
    base: object({ sha: string() })
  })
});
function jobOf(payload) {
  const { action, changes, installation, repository, pull_request: pull } = Payload.parse(payload);
  if (pull.state !== "open") return void 0;
  if (action === "edited" && changes?.base === void 0) return void 0;
  const [owner = "", repo = ""] = repository.full_name.split("/");
  return {
    owner,
    repo,
    repositoryId: repository.id,
    ...installation === void 0 ? {} : { installationId: installation.id },
    number: pull.number,
    headCommit: pull.head.sha,
    baseCommit: pull.base.sha,
    isFork: pull.head.repo?.full_name !== repository.full_name
  };
}

// src/bot.ts
function logOf({ log }) {
  return {
    progress: ({ subject, state, text }) => log.debug(`${subject}: ${state} ${text}`),
    info: (text) => log.info(text),
    warn: (text) => log.warn(text)
  };
}
function createBot({ planFor, allowsForks, schedule }) {
  return (app) => {
    const log = logOf(app);
    app.on([...JOB_EVENTS], async ({ payload, octokit }) => {
      const job = jobOf(payload);
      if (job === void 0) return;
      await schedule(`${job.owner}/${job.repo}#${job.number}`, async () => {
        try {
          await answerJob({ job, octokit, planFor, allowsForks, log });
        } catch (error) {
          app.log.error(error);
        }
      });
    });
  };
}
async function serve() {
  const [{ run }, { createPlanner }] = await Promise.all([import("./chunks/lib-FUJCVKZ2.js"), import("./chunks/plan-job-FUO2MY3S.js")]);
  const queue = createJobQueue((error) => process.stderr.write(`stowplan: ${String(error)}
`));
  const planFor = createPlanner(process.env);
  const allowsForks = process.env["STOWPLAN_FORKS"] === "yes";
  function schedule(key, work) {
    queue.add(key, work);
    return Promise.resolve();
  }
  await run(createBot({ planFor, allowsForks, schedule }));
}
if (isEntry(import.meta.url)) await serve();
export {
  createBot
};
