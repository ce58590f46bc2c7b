// The event file -> the pull request that a run is about. Everything in it comes from GitHub, not from the pull request's files.
import { readFileSync } from "node:fs";
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import type { Environment } from "../environment.ts";

/** What a run was started by. Commits are full names. */
export type ActionEvent =
  | { readonly kind: "pull-request"; readonly number: number; readonly headCommit: string; readonly mergeCommit: string; readonly isFork: boolean }
  | { readonly kind: "workflow-run"; readonly headCommit: string; readonly headBranch: string; readonly headOwner: string }
  /** A push belongs to no pull request: there is nothing to compare, but what it brings is the base of the next ones. */
  | { readonly kind: "push" }
  | { readonly kind: "other"; readonly name: string };

const NamedRepository = z.object({ full_name: z.string() });

/** A fork that was deleted has no repository. */
const PullRequestEvent = z.object({
  pull_request: z.object({ number: z.int(), head: z.object({ sha: z.string(), repo: NamedRepository.nullish() }), base: z.object({ repo: NamedRepository }).optional() }),
});

/** `pull_requests` is left aside: GitHub leaves it empty for forks. */
const WorkflowRunEvent = z.object({
  workflow_run: z.object({
    head_sha: z.string(),
    head_branch: z.string(),
    head_repository: z.object({ owner: z.object({ login: z.string() }) }),
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

/**
 * Reads the event. `pull_request_target` is refused: it runs with the base's secrets and a token that may write, which must not meet the pull
 * request's code. Throws `event-unsupported`.
 */
export function readEvent(environment: Environment): ActionEvent {
  const name = environment["GITHUB_EVENT_NAME"] ?? "";
  if (name === "pull_request") {
    const { number, head, base } = parseEvent(PullRequestEvent, environment).pull_request;
    const isFork = base === undefined || head.repo?.full_name !== base.repo.full_name;
    return { kind: "pull-request", number, headCommit: head.sha, mergeCommit: environment["GITHUB_SHA"] ?? "", isFork };
  }
  if (name === "workflow_run") {
    const run = parseEvent(WorkflowRunEvent, environment).workflow_run;
    return { kind: "workflow-run", headCommit: run.head_sha, headBranch: run.head_branch, headOwner: run.head_repository.owner.login };
  }
  if (name === "push") return { kind: "push" };
  if (name === "pull_request_target") {
    throw unsupported(name, "Use `pull_request` with `mode: plan`, and publish from a second workflow on `workflow_run` with `mode: publish`.");
  }
  return { kind: "other", name };
}

/** `owner/name` of the repository that the workflow belongs to. Throws `event-unsupported` outside of a workflow. */
export function readRepository(environment: Environment): { readonly owner: string; readonly repo: string } {
  const [owner = "", repo = ""] = (environment["GITHUB_REPOSITORY"] ?? "").split("/");
  if (owner !== "" && repo !== "") return { owner, repo };
  throw unsupported(environment["GITHUB_EVENT_NAME"] ?? "", "GITHUB_REPOSITORY is not set: run the Action in a workflow.");
}

/** Anybody may open a pull request from a fork; everything else comes from people who may write here. */
export function isTrusted(event: ActionEvent): boolean {
  return event.kind === "other" || event.kind === "push" || (event.kind === "pull-request" && !event.isFork);
}
