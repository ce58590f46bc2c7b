// Where the bot's plans are made: a repository's commits -> the ports of a plan, over the real git, Nix and registries. Loads every room.
import type { Finding } from "../../errors.ts";
import type { Log, PlanPorts } from "../../ports.ts";
import type { Environment } from "../environment.ts";
import { openPlanPorts } from "../plan-ports.ts";
import { withBranch, withCheckout } from "./checkout.ts";
import type { BotRepository } from "./job.ts";
import { requireSandbox, withStrangerPorts } from "./stranger-ports.ts";

export type WorkSource = {
  readonly repository: BotRepository;
  /** For git's fetch alone: it may read this repository, and neither Nix nor a registry sees it. */
  readonly token: string;
  readonly log: Log;
};

export type PullSource = WorkSource & {
  readonly number: number;
  readonly headCommit: string;
  /** The pull request comes from a fork, so its code is nobody's who may write here: it is evaluated in the sandbox only. */
  readonly isForStranger: boolean;
};

/** Commits as `runPlan` takes them, and what was found while the ports were opened. */
export type PullWork = { readonly base: string; readonly head: string; readonly tip: string; readonly ports: PlanPorts; readonly findings: readonly Finding[] };

export type BranchWork = { readonly commit: string; readonly ports: PlanPorts };

/** Throws `revision-missing`, `git-failed`, `git-missing`, `process-limit`, and `event-unsupported` where strangers' code cannot be kept in. */
export type Workplace = {
  withPull<T>(source: PullSource, use: (work: PullWork) => Promise<T>): Promise<T>;
  /** The newest commit of one of the repository's own branches, without `refs/heads/`. */
  withBranch<T>(source: WorkSource & { readonly branch: string }, use: (work: BranchWork) => Promise<T>): Promise<T>;
};

/** GITHUB_SERVER_URL is what Actions calls it; a server of one's own sets it for GitHub Enterprise. */
function remoteOf({ owner, repo }: BotRepository, environment: Environment): string {
  return `${environment["GITHUB_SERVER_URL"] ?? "https://github.com"}/${owner}/${repo}.git`;
}

/** The workplace of a bot that runs in this environment. `pauses` are milliseconds between attempts to get a merge commit, for tests. */
export function openWorkplace(environment: Environment, some: { readonly pauses?: readonly number[] } = {}): Workplace {
  return {
    async withPull({ repository, number, headCommit, isForStranger, token, log }, use) {
      if (isForStranger) await requireSandbox(environment);
      const job = { repositoryId: repository.repositoryId, number, headCommit };
      return withCheckout({ ...some, job, token, environment, remote: remoteOf(repository, environment) }, async (checkout) => {
        const { base, head, tip } = checkout;
        if (isForStranger) return withStrangerPorts({ checkout, environment, log }, (opened) => use({ base, head, tip, ...opened }));
        return use({ base, head, tip, ports: await openPlanPorts(checkout.repository, log), findings: [] });
      });
    },
    withBranch({ repository, branch, token, log }, use) {
      const { repositoryId } = repository;
      return withBranch({ repositoryId, reference: `refs/heads/${branch}`, token, environment, remote: remoteOf(repository, environment) }, async (checkout) =>
        use({ commit: checkout.commit, ports: await openPlanPorts(checkout.repository, log) }),
      );
    },
  };
}
