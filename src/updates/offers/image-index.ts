// A manifest's body as the registry sent it -> which platforms it has, and with which digests.
import * as z from "zod";
import { choosePlatform, parsePlatform } from "../../images/index.ts";

const OciPlatform = z.looseObject({ os: z.string(), architecture: z.string(), variant: z.string().optional() }).transform(({ os, architecture, variant }) => ({
  os,
  architecture,
  ...(variant === undefined ? {} : { variant }),
}));
const Index = z.looseObject({ manifests: z.array(z.looseObject({ digest: z.string(), platform: OciPlatform.optional() })).max(10_000) });

/** What a manifest has for a platform; `single` where it is no index, so that its platform stands elsewhere. */
export type PlatformEntry = { readonly kind: "single" } | { readonly kind: "entry"; readonly digest: string } | { readonly kind: "absent" };

/** Finds the entry that an engine on the platform pulls. */
export function platformEntry(body: unknown, platform: string): PlatformEntry {
  const index = Index.safeParse(body).data;
  if (index === undefined) return { kind: "single" };
  const entry = choosePlatform(index.manifests, parsePlatform(platform));
  return entry === undefined ? { kind: "absent" } : { kind: "entry", digest: entry.digest };
}
