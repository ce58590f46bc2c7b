// Two digests of one tag -> whether anything moved for the platforms that run it.
import { z } from "zod";
import { StowplanError } from "../errors.ts";
import { choosePlatform, parsePlatform } from "../images/index.ts";
import type { Registry, Repository } from "../ports.ts";

const PlatformEntry = z.looseObject({ os: z.string(), architecture: z.string(), variant: z.string().optional() }).transform(({ os, architecture, variant }) => ({
  os,
  architecture,
  ...(variant === undefined ? {} : { variant }),
}));
const Index = z.looseObject({ manifests: z.array(z.looseObject({ digest: z.string(), platform: PlatformEntry.optional() })) });

/** A tag's digest as it is written and as the registry has it now. */
export type DigestMove = {
  readonly repository: Repository;
  readonly old: string;
  readonly new: string;
  /** OCI platforms; with none nothing can be ruled out. */
  readonly platforms: readonly string[];
};

async function platformDigest({ repository, digest, platform }: { repository: Repository; digest: string; platform: string }, registry: Registry): Promise<string | undefined> {
  const index = Index.safeParse((await registry.manifest(repository, digest)).body).data;
  return index === undefined ? digest : choosePlatform(index.manifests, parsePlatform(platform))?.digest;
}

/** True where every platform gets the same manifest from both: only other platforms, or attestations, moved. */
export async function isSameOnPlatforms(move: DigestMove, registry: Registry): Promise<boolean> {
  const { repository, platforms } = move;
  try {
    const pairs = await Promise.all(
      platforms.map((platform) => Promise.all([move.old, move.new].map((digest) => platformDigest({ repository, digest, platform }, registry)))),
    );
    return pairs.length > 0 && pairs.every(([old, next]) => old !== undefined && old === next);
  } catch (error) {
    // An old digest that is gone is the best reason to move.
    if (error instanceof StowplanError && error.code === "registry-missing") return false;
    throw error;
  }
}
