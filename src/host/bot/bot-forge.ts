// Requests about one repository -> what the bot asks beside publishing: who may write, which pull requests are open, reactions.
import * as z from "zod";
import { hasCode } from "../../errors.ts";
import { type Asker, askPages, openAsker, parseAnswer } from "../forge-asker.ts";
import type { ForgeQuestion } from "../forge-failure.ts";
import type { Access } from "./access.ts";

/** A pull request as it is at the moment. Commits are full names. */
export type PullFacts = {
  readonly number: number;
  readonly isOpen: boolean;
  readonly headCommit: string;
  readonly headRef: string;
  readonly baseCommit: string;
  readonly isFork: boolean;
  /** When something was last pushed to the fork, to any branch; undefined where the fork is gone or GitHub does not tell. */
  readonly forkPushed?: string;
};

export type Reaction = "eyes" | "rocket" | "confused" | "-1";

export type BotForge = {
  /** Whether somebody may write, as it is now; never by what a webhook says. */
  isWriter(login: string): Promise<boolean>;
  pull(number: number): Promise<PullFacts>;
  /** The open pull requests, those that changed last first; at most a thousand. */
  openPulls(): Promise<readonly PullFacts[]>;
  /** Adds a reaction to a comment and takes away the others of ours that are named. */
  react(commentId: number, reaction: Reaction): Promise<number>;
  removeReaction(commentId: number, reaction: number): Promise<void>;
  /** The accounts (`stowplan[bot]`) of the Apps with a check of a commit that is done. */
  checkedBy(commit: string): Promise<ReadonlySet<string>>;
  defaultBranch(): Promise<string>;
  /** Whether the default branch has a file. */
  hasFile(path: string): Promise<boolean>;
};

const Sides = z.object({ sha: z.string(), ref: z.string(), repo: z.object({ full_name: z.string(), pushed_at: z.string().nullish() }).nullish() });
const Pull = z.object({ number: z.int(), state: z.string(), head: Sides, base: Sides });
const Permission = z.object({ permission: z.string() });
const CheckRuns = z.object({ check_runs: z.array(z.object({ status: z.string(), app: z.object({ slug: z.string().nullish() }).nullish() })) });
const Id = z.object({ id: z.int() });

function toFacts({ number, state, head, base }: z.infer<typeof Pull>): PullFacts {
  const isFork = head.repo?.full_name !== base.repo?.full_name;
  const pushed = isFork ? head.repo?.pushed_at : undefined;
  return { number, isOpen: state === "open", headCommit: head.sha, headRef: head.ref, baseCommit: base.sha, isFork, ...(typeof pushed === "string" ? { forkPushed: pushed } : {}) };
}

/** `maintain` counts as write here, and `triage` as read (REST API, "Get repository permissions for a user"). */
async function isWriter(ask: Asker, login: string): Promise<boolean> {
  const question = { subject: `permissions of ${login}`, permission: "contents: read" } as const;
  try {
    const data = await ask({ route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission", parameters: { username: login }, question });
    return ["admin", "write"].includes(parseAnswer(Permission, { data, question }).permission);
  } catch (error) {
    if (hasCode(error, "forge-missing")) return false;
    throw error;
  }
}

const MOST_PAGES = 10;
const PAGE = 100;

async function listOpen(ask: Asker): Promise<readonly PullFacts[]> {
  const question = { subject: "open pull requests", permission: "pull-requests: read" } as const;
  const parameters = { state: "open", sort: "updated", direction: "desc" };
  return (await askPages(ask, { asked: { route: "GET /repos/{owner}/{repo}/pulls", parameters, question }, page: z.array(Pull), most: MOST_PAGES })).map(toFacts);
}

/** The newest check of each name; more than a page of names is no repository's of ours. */
async function checkedBy(ask: Asker, commit: string): Promise<ReadonlySet<string>> {
  const question = { subject: `checks of ${commit.slice(0, 10)}`, permission: "checks: read" } as const;
  const data = await ask({ route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", parameters: { ref: commit, filter: "latest", per_page: PAGE }, question });
  const { check_runs: runs } = parseAnswer(CheckRuns, { data, question });
  return new Set(runs.flatMap(({ status, app }) => (status === "completed" && typeof app?.slug === "string" ? [`${app.slug}[bot]`.toLowerCase()] : [])));
}

async function hasFile(ask: Asker, path: string): Promise<boolean> {
  const question = { subject: path, permission: "contents: read" } as const;
  try {
    await ask({ route: "GET /repos/{owner}/{repo}/contents/{path}", parameters: { path }, question });
    return true;
  } catch (error) {
    if (hasCode(error, "forge-missing")) return false;
    throw error;
  }
}

type Reactions = Pick<BotForge, "react" | "removeReaction">;

function reactionMethods(ask: Asker): Reactions {
  const question = { subject: "a reaction", permission: "issues: write" } as const satisfies ForgeQuestion;
  return {
    async react(commentId, content) {
      const data = await ask({ route: "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", parameters: { comment_id: commentId, content }, question });
      return parseAnswer(Id, { data, question }).id;
    },
    async removeReaction(commentId, reaction) {
      await ask({ route: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}", parameters: { comment_id: commentId, reaction_id: reaction }, question });
    },
  };
}

/** Every method throws StowplanError (`forge-denied`, `forge-missing`, `forge-failed`). */
export function openBotForge(access: Access): BotForge {
  const ask = openAsker(access);
  return {
    isWriter: (login) => isWriter(ask, login),
    async pull(number) {
      const question = { subject: `pull request ${number}`, permission: "pull-requests: read" } as const;
      const data = await ask({ route: "GET /repos/{owner}/{repo}/pulls/{pull_number}", parameters: { pull_number: number }, question });
      return toFacts(parseAnswer(Pull, { data, question }));
    },
    openPulls: () => listOpen(ask),
    ...reactionMethods(ask),
    checkedBy: (commit) => checkedBy(ask, commit),
    async defaultBranch() {
      const question = { subject: `${access.owner}/${access.repo}`, permission: "contents: read" } as const;
      return parseAnswer(z.object({ default_branch: z.string() }), { data: await ask({ route: "GET /repos/{owner}/{repo}", question }), question }).default_branch;
    },
    hasFile: (path) => hasFile(ask, path),
  };
}
