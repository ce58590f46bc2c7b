// Two images that could be read -> everything that is known of the change between them, within the budget of the plan.
import * as z from "zod";
import type { Config } from "../config/index.ts";
import type { Cache, Registry, Releases } from "../ports.ts";
import { sha256 } from "../sha256.ts";
import { compareSboms } from "./attached/compare-sboms.ts";
import { type Attachments, findAttachments } from "./attached/find-attachments.ts";
import { type ImageChange, type ImageDifference, PackageComparison } from "./image-change.ts";
import { type ImagePair, imageDifferences } from "./image-differences.ts";
import { compareLayers, type Contents } from "./layers/compare-contents.ts";
import { type LayerReader, openLayerReader } from "./layers/layer-reader.ts";
import { describeSource } from "./releases/describe-source.ts";
import { attestationDifferences, packageDifferences, systemDifferences } from "./contents-differences.ts";

/** What a description may ask, and how much. */
export type DescribeTools = {
  readonly registry: Registry;
  readonly reader: LayerReader;
  readonly cache?: Cache;
  readonly releases?: Releases;
  readonly settings: Config["images"];
};

/** What describing needs of a plan's ports. */
export type DescribePorts = { readonly cache?: Cache; readonly releases?: Releases };

const MEGABYTE = 1_000_000;
/** Raised where contents are compared in another way, so that what was kept before is not taken for new. */
const FORM = 1;
const MOST_DIFFERENCES = 2000;

/** What a reader has to act on comes first; what only describes the build comes last. */
const ORDER: readonly ImageDifference["field"][] = [
  "version", "user", "volumes", "ports", "entrypoint", "command", "workdir", "healthcheck", "stop-signal", "attestation", "system",
  "packages", "platform", "base", "source", "environment", "created", "layers", "size", "labels",
];

/** Contents without gaps, as they are kept: both manifests are known by their digests, so that the result never changes. */
const KeptContents = z.object({
  packages: PackageComparison.optional(),
  system: z.object({ old: z.string().max(256), new: z.string().max(256) }).optional(),
  unpacked: z.number().min(0).optional(),
});

/** Opens the tools of one plan: one budget, and every layer read once. */
export function openDescribeTools(registry: Registry, { settings, ports }: { settings: Config["images"]; ports: DescribePorts }): DescribeTools {
  return {
    registry,
    reader: openLayerReader(registry, settings["max-download"] * MEGABYTE),
    settings,
    ...(ports.cache === undefined ? {} : { cache: ports.cache }),
    ...(ports.releases === undefined || !settings["release-notes"] ? {} : { releases: ports.releases }),
  };
}

function contentsKey({ old, new: next }: ImagePair): string {
  return sha256(JSON.stringify(["contents", FORM, old.platformDigest, next.platformDigest]));
}

function parseKept(text: string): Contents | undefined {
  try {
    const { packages, system, unpacked } = KeptContents.parse(JSON.parse(text));
    return { gaps: [], ...(packages && { packages }), ...(system && { system }), ...(unpacked === undefined ? {} : { unpacked }) };
  } catch {
    return undefined;
  }
}

type AttachedPair = { readonly old: Attachments; readonly new: Attachments };

/** SBOMs cost little and know more than layers; where one of them is missing, the layers are read. */
async function readContents(pair: ImagePair, { attached, tools }: { attached: AttachedPair; tools: DescribeTools }): Promise<Contents> {
  const { cache, settings } = tools;
  if (settings["max-download"] === 0) return { gaps: [] };
  const kept = await cache?.read(contentsKey(pair));
  const known = kept === undefined ? undefined : parseKept(kept);
  if (known !== undefined) return known;
  const listed = await compareSboms({ old: attached.old.sboms, new: attached.new.sboms }, tools);
  const contents = listed === undefined ? await compareLayers(pair, tools.reader) : { packages: listed, gaps: [] };
  const { gaps, ...whole } = contents;
  if (gaps.length === 0) await cache?.write(contentsKey(pair), JSON.stringify(whole));
  return contents;
}

async function askAttachments(pair: ImagePair, { registry, settings }: DescribeTools): Promise<AttachedPair> {
  if (!settings.attestations) return { old: { sboms: [] }, new: { sboms: [] } };
  const [old, next] = await Promise.all([findAttachments(pair.old, registry), findAttachments(pair.new, registry)]);
  return { old, new: next };
}

function withAttested(summary: ImageChange["old"], { attested }: Attachments): ImageChange["old"] {
  return summary === undefined || attested === undefined ? summary : { ...summary, attested: [...attested] };
}

/** Adds to a change of two images what is different between them. Nothing throws but our own faults: what cannot be read is a gap. */
export async function describeChange(change: ImageChange, { pair, tools }: { pair: ImagePair; tools: DescribeTools }): Promise<ImageChange> {
  const attached = await askAttachments(pair, tools);
  const source = change.old === undefined || change.new === undefined ? {} : await describeSource({ old: change.old, new: change.new }, tools.releases);
  const { packages, system, unpacked, gaps } = await readContents(pair, { attached, tools });
  const [old, next] = [withAttested(change.old, attached.old), withAttested(change.new, attached.new)];
  const differences = [
    ...imageDifferences(pair),
    ...attestationDifferences(attached.old.attested, attached.new.attested),
    ...systemDifferences(system),
    ...packageDifferences(packages),
  ];
  return {
    ...change,
    ...(old && { old }),
    ...(next && { new: next }),
    differences: differences.toSorted((left, right) => ORDER.indexOf(left.field) - ORDER.indexOf(right.field)).slice(0, MOST_DIFFERENCES),
    ...source,
    ...(packages && { packages }),
    ...(unpacked === undefined ? {} : { unpacked }),
    ...(gaps.length === 0 ? {} : { gaps: gaps.map((gap) => gap.slice(0, 1024)).slice(0, 20) }),
  };
}
