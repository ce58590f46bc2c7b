import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  number,
  object,
  record,
  string,
  unknown
} from "./chunk-N3YWGI6C.js";

// src/host/forge-asker.ts
import { setTimeout } from "node:timers/promises";

// src/host/forge-failure.ts
var Failure = object({
  status: number(),
  response: object({ headers: record(string(), unknown()) })
});
function statusOf(error) {
  return Failure.safeParse(error).data?.status;
}
function isRefused(error, statuses) {
  return error instanceof StowplanError && statuses.includes(statusOf(error.cause) ?? 0);
}
function headerOf(error, name) {
  const value = Failure.safeParse(error).data?.response.headers[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
function isLimited(error, status) {
  return status === 429 || headerOf(error, "retry-after") !== "" || headerOf(error, "x-ratelimit-remaining") === "0";
}
function limitSeconds(error, now) {
  const status = statusOf(error);
  if (status === void 0 || ![403, 429].includes(status) || !isLimited(error, status)) return void 0;
  const after = headerOf(error, "retry-after");
  if (/^\d{1,6}$/.test(after)) return Number(after);
  const reset = headerOf(error, "x-ratelimit-reset");
  const isReset = headerOf(error, "x-ratelimit-remaining") === "0" && /^\d{1,12}$/.test(reset);
  return isReset ? Math.max(1, Number(reset) - Math.floor(now.getTime() / 1e3)) : 60;
}
function permissionHint(error, { permission, hint = "" }) {
  const wanted = headerOf(error, "x-accepted-github-permissions").replace(/[^\w=;, -]/g, "");
  const said = wanted === "" ? "" : ` GitHub says it wants ${wanted}.`;
  const forks = permission.endsWith(": write") ? " A pull request from a fork never gets a token that may write: plan and publish in two workflows." : "";
  return `Give the job \`permissions: ${permission}\`, or the GitHub App this permission.${said}${forks}${hint === "" ? "" : ` ${hint}`}`;
}
function parts(error, question) {
  const status = statusOf(error);
  if (status === void 0) return { code: "forge-failed", message: "GitHub did not answer.", hint: "Try again; see https://www.githubstatus.com." };
  if (status === 401) {
    return { code: "forge-denied", message: "GitHub did not accept the token.", hint: "Leave the input `token` at its default, or put a token there that has not expired." };
  }
  if ((status === 403 || status === 429) && isLimited(error, status)) {
    return { code: "forge-failed", message: "GitHub's limit on requests is used up.", hint: "Run again later, or use a GitHub App's token, which has its own limit." };
  }
  if (status === 403) return { code: "forge-denied", message: "The token may not do this.", hint: permissionHint(error, question) };
  if (status === 404 || status === 410) {
    return { code: "forge-missing", message: "It does not exist, or the token may not see it.", hint: permissionHint(error, question) };
  }
  return { code: "forge-failed", message: `GitHub answered with status ${status}.`, hint: status >= 500 ? "Try again; see https://www.githubstatus.com." : "Run again with debug logging and report what it shows." };
}
function forgeError(error, question) {
  return new StowplanError({ ...parts(error, question), subject: question.subject, cause: error });
}
function isPassing(error) {
  const status = statusOf(error);
  return status === void 0 || status >= 500;
}

// src/host/forge-asker.ts
var PAUSES = [500, 2e3];
var PAGE = 100;
async function repeatPassing(ask, pauses = PAUSES) {
  for (const pause of pauses) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await setTimeout(pause);
    }
  }
  return ask();
}
function openAsker({ octokit, owner, repo, pauses }) {
  const repository = owner === void 0 ? {} : { owner, repo };
  return async function ask({ route, parameters, question }) {
    try {
      return (await repeatPassing(() => octokit.request(route, { ...repository, ...parameters }), route.startsWith("POST ") ? [] : pauses)).data;
    } catch (error) {
      throw forgeError(error, question);
    }
  };
}
function parseAnswer(schema, answer) {
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  throw new StowplanError({
    code: "forge-failed",
    subject: answer.question.subject,
    message: "GitHub's answer does not have the form that its description gives.",
    hint: "Check that GITHUB_API_URL is the address of GitHub's REST API.",
    cause: parsed.error
  });
}
async function askPages(ask, list) {
  const { asked, page: form, most = Number.POSITIVE_INFINITY } = list;
  const entries = [];
  for (let page = 1; ; page += 1) {
    const data = await ask({ ...asked, parameters: { ...asked.parameters, per_page: PAGE, page } });
    const read = parseAnswer(form, { data, question: asked.question });
    entries.push(...read);
    if (read.length < PAGE || page >= most) return entries;
  }
}

export {
  statusOf,
  isRefused,
  limitSeconds,
  forgeError,
  repeatPassing,
  openAsker,
  parseAnswer,
  askPages
};
