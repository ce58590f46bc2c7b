import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  getOctokit
} from "./chunk-3MKX6RMG.js";
import {
  createOctokitForge
} from "./chunk-HWFH6RXN.js";
import {
  forgeError
} from "./chunk-WFVLE2EP.js";
import {
  StowplanError
} from "./chunk-WQC5UWUZ.js";
import {
  array,
  int,
  object,
  string
} from "./chunk-6FVXE4FK.js";

// src/host/action/publish-ports.ts
var Pulls = array(object({ number: int(), head: object({ sha: string() }) }));
async function findByCommit(octokit, source) {
  const { event, owner, repo } = source;
  const head = `${event.headOwner}:${event.headBranch}`;
  try {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls", { owner, repo, head, state: "open", per_page: 100 });
    const pull = Pulls.parse(data).find((candidate) => candidate.head.sha === event.headCommit);
    if (pull !== void 0) return pull.number;
  } catch (error) {
    throw forgeError(error, { subject: `pull requests of ${head}`, permission: "pull-requests: read" });
  }
  throw new StowplanError({
    code: "plan-outdated",
    subject: `commit ${event.headCommit.slice(0, 10)}`,
    message: `No open pull request of ${head} has this commit as its head.`,
    hint: "Nothing has to be done: a newer commit's run will publish."
  });
}
function unsupported(name) {
  return new StowplanError({
    code: "event-unsupported",
    subject: `event ${name}`,
    message: "The event belongs to no pull request, so there is nowhere to publish.",
    hint: "Use `mode: plan` here, or publish on `pull_request` or `workflow_run`."
  });
}
function openPublisher(token, repository) {
  if (token === "") {
    throw new StowplanError({ code: "usage", subject: "input token", message: "Publishing needs a token.", hint: "Leave the input `token` at its default, and give the job `permissions: pull-requests: write`." });
  }
  const octokit = getOctokit(token);
  return {
    forge: createOctokitForge({ octokit, ...repository }),
    async findNumber(event) {
      if (event.kind === "pull-request" || event.kind === "comment") return event.number;
      if (event.kind === "workflow-run") return findByCommit(octokit, { ...repository, event });
      throw unsupported(event.kind === "push" ? "push" : event.name);
    }
  };
}

export {
  openPublisher
};
