// What a request to GitHub threw -> StowplanError, decided by status and headers, never by a message's text.
import * as z from "zod";
import { StowplanError } from "../errors.ts";

/** A failed request as @octokit/request-error has it. One that got no answer has a status too (500), but no response. */
const Failure = z.object({
  status: z.number(),
  response: z.object({ headers: z.record(z.string(), z.unknown()) }),
});

/** What was asked for, in words, and the permission of a workflow's token that it needs. */
export type ForgeQuestion = {
  readonly subject: string;
  readonly permission: `${"contents" | "pull-requests" | "issues"}: ${"read" | "write"}` | "checks: read" | "checks: write" | "statuses: read";
  /** What else may stand in the way of it, a sentence. */
  readonly hint?: string;
};

/** The status of the answer; undefined where none came. */
export function statusOf(error: unknown): number | undefined {
  return Failure.safeParse(error).data?.status;
}

/** True where GitHub refused as such: the thing is there already, gone, or elsewhere. */
export function isRefused(error: unknown, statuses: readonly number[]): boolean {
  return error instanceof StowplanError && statuses.includes(statusOf(error.cause) ?? 0);
}

function headerOf(error: unknown, name: string): string {
  const value = Failure.safeParse(error).data?.response.headers[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The primary limit has no requests left; the secondary one says how long to wait. Both come as 403 or 429. */
function isLimited(error: unknown, status: number): boolean {
  return status === 429 || headerOf(error, "retry-after") !== "" || headerOf(error, "x-ratelimit-remaining") === "0";
}

/**
 * Seconds until a limit lets us ask again; undefined where the failure is no limit. GitHub Docs, "Best practices for using the REST API": what
 * `retry-after` says, else until `x-ratelimit-reset`, else at least a minute.
 */
export function limitSeconds(error: unknown, now: Date): number | undefined {
  const status = statusOf(error);
  if (status === undefined || ![403, 429].includes(status) || !isLimited(error, status)) return undefined;
  const after = headerOf(error, "retry-after");
  if (/^\d{1,6}$/.test(after)) return Number(after);
  const reset = headerOf(error, "x-ratelimit-reset");
  const isReset = headerOf(error, "x-ratelimit-remaining") === "0" && /^\d{1,12}$/.test(reset);
  return isReset ? Math.max(1, Number(reset) - Math.floor(now.getTime() / 1000)) : 60;
}

/** GitHub names what it wanted, for example `issues=write; pull_requests=write`. */
function permissionHint(error: unknown, { permission, hint = "" }: ForgeQuestion): string {
  const wanted = headerOf(error, "x-accepted-github-permissions").replace(/[^\w=;, -]/g, "");
  const said = wanted === "" ? "" : ` GitHub says it wants ${wanted}.`;
  const forks =
    permission.endsWith(": write") ? " A pull request from a fork never gets a token that may write: plan and publish in two workflows." : "";
  return `Give the job \`permissions: ${permission}\`, or the GitHub App this permission.${said}${forks}${hint === "" ? "" : ` ${hint}`}`;
}

function parts(error: unknown, question: ForgeQuestion): Pick<StowplanError, "code" | "message" | "hint"> {
  const status = statusOf(error);
  if (status === undefined) return { code: "forge-failed", message: "GitHub did not answer.", hint: "Try again; see https://www.githubstatus.com." };
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

/** The error to throw instead of what Octokit threw. */
export function forgeError(error: unknown, question: ForgeQuestion): StowplanError {
  return new StowplanError({ ...parts(error, question), subject: question.subject, cause: error });
}

/** True where asking again may help: no answer at all, or a server that is out of order. */
export function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status >= 500;
}
