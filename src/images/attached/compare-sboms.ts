// The SBOMs of two images -> the packages that differ, where both images have one that can be read.
import { insteadOf, isRegistryError } from "../../errors.ts";
import type { Registry } from "../../ports.ts";
import type { PackageComparison } from "../image-change.ts";
import { toComparison } from "../layers/compare-contents.ts";
import type { LayerReader } from "../layers/layer-reader.ts";
import type { InstalledPackage } from "../packages/installed-package.ts";
import { packageChanges } from "../packages/package-changes.ts";
import type { SbomBlob } from "./find-attachments.ts";
import { readDocument } from "./attached-documents.ts";
import { readSbom } from "./sbom-packages.ts";

/** SBOMs of large images with a list of files have some 20 MB; JSON of more would fill our memory. */
const LARGEST = 48 * 1024 * 1024;

/** Both images' SBOMs as they are attached. */
export type SbomPair = { readonly old: readonly SbomBlob[]; readonly new: readonly SbomBlob[] };

/** The registry to ask and the budget that reading is counted in. */
export type SbomAsker = { readonly registry: Registry; readonly reader: LayerReader };

async function readWhole(blob: SbomBlob, registry: Registry): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of registry.openBlob(blob.repository, { digest: blob.digest, limit: blob.size })) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The first SBOM that can be read and lists packages; each costs what its size says. */
async function readFirst(blobs: readonly SbomBlob[], { registry, reader }: SbomAsker): Promise<readonly InstalledPackage[] | undefined> {
  for (const blob of blobs) {
    if (blob.size > LARGEST || !reader.spend(blob.size)) continue;
    const packages = readSbom(readDocument(await readWhole(blob, registry)));
    if (packages !== undefined) return packages;
  }
  return undefined;
}

async function comparePair(pair: SbomPair, asker: SbomAsker): Promise<PackageComparison | undefined> {
  const old = await readFirst(pair.old, asker);
  const next = old === undefined ? undefined : await readFirst(pair.new, asker);
  return old === undefined || next === undefined ? undefined : toComparison(packageChanges(old, next), { from: "sbom", isSystemOnly: false });
}

/**
 * Compares SBOMs. Undefined where one side has none: an SBOM and a look into layers do not list the same things, so that comparing one
 * with the other would invent changes.
 */
export async function compareSboms(pair: SbomPair, asker: SbomAsker): Promise<PackageComparison | undefined> {
  if (pair.old.length === 0 || pair.new.length === 0) return undefined;
  return comparePair(pair, asker).catch(insteadOf(isRegistryError, () => undefined));
}
