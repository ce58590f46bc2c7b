// Everything that is known of one reference before its registry is asked.
import type { UpdateKind } from "../../config/index.ts";
import type { StowplanError } from "../../errors.ts";
import { type ImageReference, parseImageReference } from "../../image-reference.ts";
import type { Registry, Repository } from "../../ports.ts";
import type { UpdatePolicy } from "../policy/open-policy.ts";
import type { IgnoredUpdate } from "../update.ts";

/** An update before its places are known. */
export type Offer = { readonly kind: UpdateKind; readonly proposed: string; readonly released?: string };

/** What one reference gave; `missing` is the registry's error where it no longer has the digest that is written. */
export type Offers = { readonly offers: readonly Offer[]; readonly ignored: readonly IgnoredUpdate[]; readonly missing?: StowplanError };

/** A reference as it is written, where, and the OCI platforms that run it. */
export type OfferRequest = { readonly reference: string; readonly files: readonly string[]; readonly platforms: readonly string[] };

/** How references are asked about. */
export type OfferContext = {
  readonly registry: Registry;
  readonly policy: UpdatePolicy;
  /** Names that stand for others, `updates.aliases` of the configuration. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly now: Date;
};

/** A reference with a tag, ready to be asked about. */
export type Question = OfferRequest &
  OfferContext & {
    readonly image: ImageReference & { readonly tag: string };
    /** Where the registry is asked: another name than the one that is written, where an alias says so. */
    readonly repository: Repository;
    /** For tags that are not written anywhere yet, which need not be asked for again in every run. */
    readonly recent: Pick<Registry, "resolve" | "manifest">;
  };

/** The repository that a name stands for; the longest alias that fits counts. */
export function aliasedRepository({ registry, path }: Repository, aliases: OfferContext["aliases"]): Repository {
  const name = `${registry}/${path}`;
  const fitting = Object.keys(aliases).filter((alias) => name === alias || name.startsWith(`${alias}/`));
  const longest = fitting.toSorted((left, right) => right.length - left.length)[0];
  if (longest === undefined) return { registry, path };
  const target = parseImageReference(`${aliases[longest] ?? ""}${name.slice(longest.length)}`);
  return target === undefined ? { registry, path } : { registry: target.registry, path: target.path };
}

/** Undefined for what no registry can be asked about: no reference, or a digest alone, which says nothing of where it came from. */
export function questionOf(request: OfferRequest, context: OfferContext): Question | undefined {
  const parsed = parseImageReference(request.reference);
  if (parsed === undefined || (parsed.tag === undefined && parsed.digest !== undefined)) return undefined;
  return { ...request, ...context, image: { ...parsed, tag: parsed.tag ?? "latest" }, repository: aliasedRepository(parsed, context.aliases), recent: context.registry.recent ?? context.registry };
}
