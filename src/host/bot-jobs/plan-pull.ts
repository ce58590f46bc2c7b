// A pull request at its head -> a plan, published there; for strangers' code only where somebody who may write says so.
import { type ErrorCode, hasCode, StowplanError, tellError } from "../../errors.ts";
import { publishPlan, runPlan } from "../../plan.ts";
import { failedPlan, type Plan } from "../../report/index.ts";
import { openBotForge, type PullFacts } from "../bot/bot-forge.ts";
import { throwIfInterrupted } from "../job-signal.ts";
import { createOctokitForge } from "../octokit-forge.ts";
import { accessFor, type BotTools, fullName, type PlanJob, type Reply } from "./bot-tools.ts";

const READING = { contents: "read", pull_requests: "read" } as const;
const PUBLISHING = { contents: "read", pull_requests: "write", issues: "write", checks: "write" } as const;
/** Where the base branch's configuration has modules committed to the pull request's branch. */
const COMMITTING = { ...PUBLISHING, contents: "write" } as const;

function refused(message: string, hint: string): StowplanError {
  return new StowplanError({ code: "event-unsupported", subject: "a fork's pull request", message, hint });
}

/**
 * Somebody who may write has looked at what was there when he commented. What was pushed to the fork since, he has not seen; a push to
 * another of its branches counts as well, because GitHub tells no more.
 */
function checkStranger(pull: PullFacts, { asker, allowsForks }: Pick<PlanJob, "asker"> & Pick<BotTools, "allowsForks">): void {
  if (!pull.isFork || allowsForks) return;
  if (asker === undefined) throw refused("This bot evaluates code from forks only when somebody who may write here asks for it.", "After a look at the changes, comment `/stowplan plan`.");
  if (pull.forkPushed === undefined || Date.parse(pull.forkPushed) >= Date.parse(asker.created)) {
    throw refused("Something was pushed to the fork after the comment, so it is not certain that it was looked at.", "Look at the changes and comment `/stowplan plan` again.");
  }
}

/** The plan of some hosts stands in a comment of its own, so that it does not take the whole plan's place. */
function narrowed(plan: Plan, { hosts = [] }: PlanJob): Plan {
  return hosts.length === 0 ? plan : { ...plan, key: `${plan.key.slice(0, 55)}.hosts` };
}

async function makePlan(pull: PullFacts, { job, tools }: { readonly job: PlanJob; readonly tools: BotTools }): Promise<Plan> {
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

/** What the pull request's people can mend; anything else is the machine's or the network's affair and may be over in a moment. */
const THEIRS: readonly ErrorCode[] = ["event-unsupported", "revision-missing"];

function isTriedAgain(error: unknown): boolean {
  return error !== undefined && !(error instanceof StowplanError && THEIRS.includes(error.code));
}

/** Why there is no plan stands where the plan would; an interrupted job says nothing, nor does one that GitHub did not answer. */
async function planOrReason(pull: PullFacts, parts: { readonly job: PlanJob; readonly tools: BotTools }): Promise<{ readonly plan: Plan; readonly error?: unknown }> {
  const { job, tools } = parts;
  try {
    return { plan: await makePlan(pull, parts) };
  } catch (error) {
    throwIfInterrupted();
    const text = error instanceof StowplanError ? `${error.subject}: ${error.message}` : error instanceof Error ? (error.stack ?? error.message) : String(error);
    tools.log.warn(`no plan of ${fullName(job.repository)}#${job.number}: ${text}`);
    if (hasCode(error, "forge-failed")) throw error;
    return { plan: narrowed(failedPlan(error, { base: pull.baseCommit, head: pull.headCommit }), job), error };
  }
}

/** What this process has planned is known by this. */
export function plannedName({ repository, number }: Pick<PlanJob, "repository" | "number">, headCommit: string): string {
  return `${fullName(repository)}#${number}@${headCommit}`;
}

const MOST_PLANNED = 10_000;

function remember(name: string, planned: Set<string>): void {
  const [oldest] = planned;
  if (planned.size >= MOST_PLANNED && oldest !== undefined) planned.delete(oldest);
  planned.add(name);
}

/**
 * Plans the head that the pull request has now, whatever event asked for it. Throws what publishing throws; why there is no plan is told
 * in the pull request's comment, and thrown as well where another attempt may make one.
 */
export async function planPull(job: PlanJob, tools: BotTools): Promise<Reply> {
  const { number, repository, asker } = job;
  // Asking for the pull request also makes GitHub begin with the merge commit, which is fetched next.
  const pull = await openBotForge(accessFor(job, { permissions: READING, tools })).pull(number);
  if (!pull.isOpen) return { state: "failed", text: "The pull request is closed." };
  const { plan, error } = await planOrReason(pull, { job, tools });
  throwIfInterrupted();
  // What a command is refused for is told to who gave it, and leaves the plan that is there alone.
  if (error instanceof StowplanError && asker !== undefined) return { state: "failed", text: tellError(error) };
  const access = accessFor(job, { permissions: plan.options.write === "commit" ? COMMITTING : PUBLISHING, tools });
  const published = await publishPlan({ plan, pullRequest: number }, { forge: createOctokitForge(access), log: tools.log });
  if (isTriedAgain(error)) throw error;
  if (job.hosts === undefined) remember(plannedName(job, pull.headCommit), tools.planned);
  tools.log.info(`${fullName(repository)}#${number}: ${published.text} ${published.url ?? ""}`.trim());
  const isDone = error === undefined && published.reason !== "outdated" && published.reason !== "closed";
  return { state: isDone ? "done" : "failed", text: published.text, ...(published.url === undefined ? {} : { url: published.url }) };
}
