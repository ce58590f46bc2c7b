import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  DOCUMENTS
} from "./chunk-FFLDBSQF.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  int,
  object,
  string,
  unknown
} from "./chunk-N3YWGI6C.js";

// src/host/action/event.ts
import { readFileSync } from "node:fs";
var NamedRepository = object({ full_name: string() });
var PullRequestEvent = object({
  pull_request: object({ number: int(), head: object({ sha: string(), repo: NamedRepository.nullish() }), base: object({ repo: NamedRepository }).optional() })
});
var CommentEvent = object({ issue: object({ number: int(), pull_request: unknown().optional() }) });
var WorkflowRunEvent = object({
  workflow_run: object({
    head_sha: string(),
    head_branch: string(),
    head_repository: object({ owner: object({ login: string() }) }),
    html_url: string().optional()
  })
});
function readEventFile(environment) {
  const path = environment["GITHUB_EVENT_PATH"] ?? "";
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new StowplanError({
      code: "event-unsupported",
      subject: "GITHUB_EVENT_PATH",
      message: "The file with the workflow's event cannot be read.",
      hint: "Run the Action in a workflow; on a laptop use the command line: stowplan plan.",
      cause
    });
  }
}
function unsupported(name, hint) {
  return new StowplanError({ code: "event-unsupported", subject: `event ${name}`, message: "The Action does not work on this event.", hint });
}
function parseEvent(schema, environment) {
  const parsed = schema.safeParse(readEventFile(environment));
  if (parsed.success) return parsed.data;
  throw unsupported(environment["GITHUB_EVENT_NAME"] ?? "", "The event's file does not have the form that GitHub documents for it.");
}
function readPullRequest(environment) {
  const { number, head, base } = parseEvent(PullRequestEvent, environment).pull_request;
  const isFork = base === void 0 || head.repo?.full_name !== base.repo.full_name;
  const mergeCommit = environment["GITHUB_EVENT_NAME"] === "pull_request" ? environment["GITHUB_SHA"] ?? "" : "";
  return { kind: "pull-request", number, headCommit: head.sha, mergeCommit, isFork };
}
var APART = ["plan", "publish", "matrix"];
function checkTarget(name, { mode, allowsTarget }) {
  if (name === "pull_request_target" && !allowsTarget) {
    throw unsupported(name, `Use \`pull_request\` with \`mode: plan\`, and publish from a second workflow on \`workflow_run\` with \`mode: publish\`: see ${DOCUMENTS}/forks.md.`);
  }
  if (APART.includes(mode)) return;
  throw unsupported(name, `Plan with \`mode: plan\` in a job with \`permissions: contents: read\` alone, and publish with \`mode: publish\` in another: see ${DOCUMENTS}/forks.md.`);
}
function readEvent(environment, rules) {
  const name = environment["GITHUB_EVENT_NAME"] ?? "";
  if (name === "pull_request") return readPullRequest(environment);
  if (name === "pull_request_target") {
    checkTarget(name, rules);
    return readPullRequest(environment);
  }
  if (name === "issue_comment") {
    const { issue } = parseEvent(CommentEvent, environment);
    if (issue.pull_request === void 0) return { kind: "other", name };
    checkTarget(name, rules);
    return { kind: "comment", number: issue.number };
  }
  if (name === "workflow_run") {
    const run = parseEvent(WorkflowRunEvent, environment).workflow_run;
    return { kind: "workflow-run", headCommit: run.head_sha, headBranch: run.head_branch, headOwner: run.head_repository.owner.login, ...run.html_url === void 0 ? {} : { run: run.html_url } };
  }
  if (name === "push") return { kind: "push" };
  return { kind: "other", name };
}
function readRepository(environment) {
  const [owner = "", repo = ""] = (environment["GITHUB_REPOSITORY"] ?? "").split("/");
  if (owner !== "" && repo !== "") return { owner, repo };
  throw unsupported(environment["GITHUB_EVENT_NAME"] ?? "", "GITHUB_REPOSITORY is not set: run the Action in a workflow.");
}
function isTrusted(event) {
  if (event.kind === "other") return !event.name.startsWith("pull_request");
  return event.kind === "push" || event.kind === "pull-request" && !event.isFork;
}

export {
  readEvent,
  readRepository,
  isTrusted
};
