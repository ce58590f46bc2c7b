import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  getOctokit
} from "./chunk-3MKX6RMG.js";
import {
  createOctokitForge
} from "./chunk-KIFDBQBK.js";
import {
  openAsker,
  parseAnswer
} from "./chunk-ALAEVG2H.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  array,
  int,
  object,
  string
} from "./chunk-N3YWGI6C.js";

// src/host/action/publish-ports.ts
var Pulls = array(object({ number: int(), head: object({ sha: string() }) }));
async function findByCommit(octokit, source) {
  const { event, owner, repo } = source;
  const head = `${event.headOwner}:${event.headBranch}`;
  const question = { subject: `pull requests of ${head}`, permission: "pull-requests: read" };
  const data = await openAsker({ octokit, owner, repo })({ route: "GET /repos/{owner}/{repo}/pulls", parameters: { head, state: "open", per_page: 100 }, question });
  const [pull, ...others] = parseAnswer(Pulls, { data, question }).filter((candidate) => candidate.head.sha === event.headCommit);
  if (pull === void 0) throw outdated(event.headCommit, head);
  if (others.length > 0) throw ambiguous(event.headCommit, [pull, ...others]);
  return pull.number;
}
function outdated(commit, head) {
  return new StowplanError({
    code: "plan-outdated",
    subject: `commit ${commit.slice(0, 10)}`,
    message: `No open pull request of ${head} has this commit as its head.`,
    hint: "Nothing has to be done: a newer commit's run will publish."
  });
}
function ambiguous(commit, pulls) {
  return new StowplanError({
    code: "event-unsupported",
    subject: `commit ${commit.slice(0, 10)}`,
    message: `It is the head of several open pull requests: ${pulls.map(({ number }) => `#${number}`).join(", ")}.`,
    hint: "Plan and publish on `pull_request` where the branch is the repository's own, or close all but one."
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
