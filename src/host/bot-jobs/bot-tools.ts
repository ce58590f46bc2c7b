// What the bot's jobs are done with.
import type { Log } from "../../ports.ts";
import { type Access, type Connection, openAccess, type Permissions } from "../bot/access.ts";
import type { Asker, BotJob, BotRepository } from "../bot/job.ts";
import type { Queue } from "../bot/queue.ts";
import type { Workplace } from "../bot/workplace.ts";
import type { Pace } from "../forge-pace.ts";

export type BotTools = {
  readonly connection: Connection;
  /** Loaded at the first job that evaluates: a process that only answers needs no rooms. */
  readonly workplace: () => Promise<Workplace>;
  readonly queue: Pick<Queue, "add">;
  /** Plan pull requests of forks without being asked by somebody who may write. */
  readonly allowsForks: boolean;
  /** Pull requests that this process has planned, as `owner/repo#number@commit`: a plan without changes leaves no trace on GitHub. */
  readonly planned: Set<string>;
  /** Of update runs, which write much; other than GitHub's advice in tests. */
  readonly pace?: Partial<Pace> | undefined;
  readonly now: () => Date;
  readonly log: Log;
};

type Of<Kind extends BotJob["kind"]> = Extract<BotJob, { kind: Kind }>;
export type CommandJob = Of<"command">;
export type PlanJob = Of<"plan">;
export type ConvertJob = Of<"convert">;
export type UpdateJob = Of<"update">;
export type RerunJob = Of<"rerun">;
export type WarmJob = Of<"warm">;
export type ReconcileJob = Of<"reconcile">;

/** What became of what somebody asked for: `text` are sentences for people. */
export type Reply = { readonly state: "done" | "failed"; readonly text: string; readonly url?: string };

/** A job that somebody waits for the answer of. */
export type Asked = { readonly repository: BotRepository; readonly asker: Asker };

export function fullName({ owner, repo }: BotRepository): string {
  return `${owner}/${repo}`;
}

/** Requests about the job's repository, with no more rights than are named. */
export function accessFor({ repository }: { readonly repository: BotRepository }, { permissions, tools }: { readonly permissions: Permissions; readonly tools: BotTools }): Access {
  return openAccess(repository, { connection: tools.connection, permissions });
}
