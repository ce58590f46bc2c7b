// A checkout -> everything that planning it asks of the world: the real git, Nix, registries and cache.
import type { Log, PlanPorts } from "../ports.ts";
import { cacheFolder, openDiskCache } from "./disk-cache.ts";
import { openFormatter } from "./formatter.ts";
import { freeMemory } from "./free-memory.ts";
import { type LocalGit, openGit } from "./git.ts";
import type { Repository } from "./git-command.ts";
import { lazyRegistries } from "./lazy-registry.ts";
import { openLazyReleases } from "./lazy-releases.ts";
import { openNix } from "./nix.ts";
import type { GithubToken } from "./registry/credentials.ts";

/** Host states that are kept: both sides of the last plans of a few repositories. */
const CACHE_ENTRIES = 500;

/** A checkout, the job's token for what it may read at ghcr.io, and whether a stranger's pull request is planned. */
export type PlanCheckout = Repository & { readonly github?: GithubToken; readonly isForStranger?: boolean };

/** Opens the ports. Throws what `openGit` throws; nothing else is started before it is asked. */
export async function openPlanPorts({ github, isForStranger = false, ...repository }: PlanCheckout, log: Log): Promise<PlanPorts & { readonly git: LocalGit }> {
  const folder = cacheFolder(repository.environment);
  const kept = folder === undefined ? {} : { cache: openDiskCache({ folder, entries: CACHE_ENTRIES }) };
  // A stranger's image could name a private repository as its source, and the plan would tell its release notes.
  const token = isForStranger ? undefined : (github?.token ?? repository.environment["GITHUB_TOKEN"]);
  return {
    git: await openGit(repository),
    nix: openNix(repository.environment),
    formatter: openFormatter(repository.environment),
    freeMemory,
    openRegistry: lazyRegistries({ variables: repository.environment, log, isForStranger, ...(github === undefined ? {} : { github }) }),
    releases: openLazyReleases({ environment: repository.environment, ...(token === undefined ? {} : { token }), ...kept, log }),
    ...kept,
    log,
  };
}
