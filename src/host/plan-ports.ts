// A checkout -> everything that planning it asks of the world: the real git, Nix, registries and cache.
import type { Log, PlanPorts } from "../ports.ts";
import { cacheFolder, openDiskCache } from "./disk-cache.ts";
import { openFormatter } from "./formatter.ts";
import { freeMemory } from "./free-memory.ts";
import { openGit } from "./git.ts";
import type { Repository } from "./git-command.ts";
import { openLazyRegistry } from "./lazy-registry.ts";
import { openNix } from "./nix.ts";

/** Host states that are kept: both sides of the last plans of a few repositories. */
const CACHE_ENTRIES = 500;

/** Opens the ports. Throws what `openGit` throws; nothing else is started before it is asked. */
export async function openPlanPorts(repository: Repository, log: Log): Promise<PlanPorts> {
  const folder = cacheFolder(repository.environment);
  return {
    git: await openGit(repository),
    nix: openNix(repository.environment),
    formatter: openFormatter(repository.environment),
    freeMemory,
    openRegistry: openLazyRegistry,
    ...(folder === undefined ? {} : { cache: openDiskCache({ folder, entries: CACHE_ENTRIES }) }),
    log,
  };
}
