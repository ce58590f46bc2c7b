// The event file -> the pull request that a run is about. Everything in it comes from GitHub, not from the pull request's files.
import { readFileSync } from "node:fs";
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import { DOCUMENTS } from "../../version.ts";
import type { Environment } from "../environment.ts";
import type { Mode } from "./inputs.ts";

/** What a run was started by. Commits are full names. */
export type ActionEvent =
  | { readonly kind: "pull-request"; readonly number: number; readonly headCommit: string; readonly mergeCommit: string; readonly isFork: boolean }
  | { readonly kind: "workflow-run"; readonly headCommit: string; readonly headBranch: string; readonly headOwner: string; readonly run?: string }
  /** A comment on a pull request; nothing in the event says which commit it is about. */
  | { readonly kind: "comment"; readonly number: number }
  /** A push belongs to no pull request: there is nothing to compare, but what it brings is the base of the next ones. */
  | { readonly kind: "push" }
  | { readonly kind: "other"; readonly name: string };

const NamedRepository = z.object({ full_name: z.string() });

/** A fork that was deleted has no repository. */
const PullRequestEvent = z.object({
  pull_request: z.object({ number: z.int(), head: z.object({ sha: z.string(), repo: NamedRepository.nullish() }), base: z.object({ repo: NamedRepository }).optional() }),
});

/** An issue's comment has no pull request. */
const CommentEvent = z.object({ issue: z.object({ number: z.int(), pull_request: z.unknown().optional() }) });

/** `pull_requests` is left aside: GitHub leaves it empty for forks. */
const WorkflowRunEvent = z.object({
  workflow_run: z.object({
    head_sha: z.string(),
    head_branch: z.string(),
    head_repository: z.object({ owner: z.object({ login: z.string() }) }),
    html_url: z.string().optional(),
  }),
});

function readEventFile(environment: Environment): unknown {
  const path = environment["GITHUB_EVENT_PATH"] ?? "";
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new StowplanError({
      code: "event-unsupported",
      subject: "GITHUB_EVENT_PATH",
      message: "The file with the workflow's event cannot be read.",
      hint: "Run the Action in a workflow; on a laptop use the command line: stowplan plan.",
      cause,
    });
  }
}

function unsupported(name: string, hint: string): StowplanError {
  return new StowplanError({ code: "event-unsupported", subject: `event ${name}`, message: "The Action does not work on this event.", hint });
}

function parseEvent<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.infer<Schema> {
  const parsed = schema.safeParse(readEventFile(environment));
  if (parsed.success) return parsed.data;
  throw unsupported(environment["GITHUB_EVENT_NAME"] ?? "", "The event's file does not have the form that GitHub documents for it.");
}

/** `pull_request_target` runs on the base branch: GITHUB_SHA is no merge commit there. */
function readPullRequest(environment: Environment): ActionEvent {
  const { number, head, base } = parseEvent(PullRequestEvent, environment).pull_request;
  const isFork = base === undefined || head.repo?.full_name !== base.repo.full_name;
  const mergeCommit = environment["GITHUB_EVENT_NAME"] === "pull_request" ? (environment["GITHUB_SHA"] ?? "") : "";
  return { kind: "pull-request", number, headCommit: head.sha, mergeCommit, isFork };
}

/** What a run is allowed on events with the base's secrets and a token that may write, which must not meet the pull request's code. */
export type EventRules = { readonly mode: Mode; readonly allowsTarget: boolean };

/** In these modes either nothing of the pull request runs, or the job needs no token that may write. */
const APART: readonly Mode[] = ["plan", "publish", "matrix"];

function checkTarget(name: string, { mode, allowsTarget }: EventRules): void {
  if (name === "pull_request_target" && !allowsTarget) {
    throw unsupported(name, `Use \`pull_request\` with \`mode: plan\`, and publish from a second workflow on \`workflow_run\` with \`mode: publish\`: see ${DOCUMENTS}/forks.md.`);
  }
  if (APART.includes(mode)) return;
  throw unsupported(name, `Plan with \`mode: plan\` in a job with \`permissions: contents: read\` alone, and publish with \`mode: publish\` in another: see ${DOCUMENTS}/forks.md.`);
}

/** Reads the event. `pull_request_target` is refused unless the workflow says otherwise. Throws `event-unsupported`. */
export function readEvent(environment: Environment, rules: EventRules): ActionEvent {
  const name = environment["GITHUB_EVENT_NAME"] ?? "";
  if (name === "pull_request") return readPullRequest(environment);
  if (name === "pull_request_target") {
    checkTarget(name, rules);
    return readPullRequest(environment);
  }
  if (name === "issue_comment") {
    const { issue } = parseEvent(CommentEvent, environment);
    if (issue.pull_request === undefined) return { kind: "other", name };
    checkTarget(name, rules);
    return { kind: "comment", number: issue.number };
  }
  if (name === "workflow_run") {
    const run = parseEvent(WorkflowRunEvent, environment).workflow_run;
    return { kind: "workflow-run", headCommit: run.head_sha, headBranch: run.head_branch, headOwner: run.head_repository.owner.login, ...(run.html_url === undefined ? {} : { run: run.html_url }) };
  }
  if (name === "push") return { kind: "push" };
  return { kind: "other", name };
}

/** `owner/name` of the repository that the workflow belongs to. Throws `event-unsupported` outside of a workflow. */
export function readRepository(environment: Environment): { readonly owner: string; readonly repo: string } {
  const [owner = "", repo = ""] = (environment["GITHUB_REPOSITORY"] ?? "").split("/");
  if (owner !== "" && repo !== "") return { owner, repo };
  throw unsupported(environment["GITHUB_EVENT_NAME"] ?? "", "GITHUB_REPOSITORY is not set: run the Action in a workflow.");
}

/** Anybody may open a pull request from a fork, and `pull_request_review` and its like run on its code too; everything else comes from people who may write here. */
export function isTrusted(event: ActionEvent): boolean {
  if (event.kind === "other") return !event.name.startsWith("pull_request");
  return event.kind === "push" || (event.kind === "pull-request" && !event.isFork);
}
