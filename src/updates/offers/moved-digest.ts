// Two digests of one tag -> whether anything moved for the platforms that run it.
import { hasCode } from "../../errors.ts";
import type { Registry, Repository } from "../../ports.ts";
import { platformEntry } from "./image-index.ts";

/** A tag's digest as it is written and as the registry has it now. */
export type DigestMove = {
  readonly repository: Repository;
  readonly old: string;
  readonly new: string;
  /** OCI platforms; with none nothing can be ruled out. */
  readonly platforms: readonly string[];
};

async function platformDigest({ repository, digest, platform }: { repository: Repository; digest: string; platform: string }, registry: Registry): Promise<string | undefined> {
  const entry = platformEntry((await registry.manifest(repository, digest)).body, platform);
  return entry.kind === "entry" ? entry.digest : entry.kind === "single" ? digest : undefined;
}

async function isSameOn(platform: string, { move, registry }: { move: DigestMove; registry: Registry }): Promise<boolean> {
  const { repository } = move;
  // The old one first: where it is gone, the new one need not be asked for.
  const old = await platformDigest({ repository, digest: move.old, platform }, registry);
  return old !== undefined && old === (await platformDigest({ repository, digest: move.new, platform }, registry));
}

/** True where every platform gets the same manifest from both: only other platforms, or attestations, moved. */
export async function isSameOnPlatforms(move: DigestMove, registry: Registry): Promise<boolean> {
  if (move.platforms.length === 0) return false;
  try {
    for (const platform of move.platforms) if (!(await isSameOn(platform, { move, registry }))) return false;
    return true;
  } catch (error) {
    // An old digest that is gone is the best reason to move.
    if (hasCode(error, "registry-missing")) return false;
    throw error;
  }
}
