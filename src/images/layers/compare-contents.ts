// Two images -> which packages differ and which distribution they stand on, from their SBOMs or else from their layers.
import { insteadOf, isRegistryError } from "../../errors.ts";
import { tellSome } from "../../tell-some.ts";
import type { PackageChange, PackageComparison } from "../image-change.ts";
import { packageChanges } from "../packages/package-changes.ts";
import { type Inventory, takeInventory } from "../packages/take-inventory.ts";
import type { RemoteImage } from "../read-image.ts";
import { tellSize } from "../tell-value.ts";
import type { LayerReader, RemoteLayer } from "./layer-reader.ts";
import { overlayLayers } from "./overlay-layers.ts";
import { readStacks } from "./read-stacks.ts";

/** Two images of one platform. */
export type ContentsPair = { readonly old: RemoteImage; readonly new: RemoteImage };

/** What is known of the contents; a gap says what could not be looked at and why. */
export type Contents = {
  readonly packages?: PackageComparison;
  readonly system?: { readonly old: string; readonly new: string };
  /** Bytes that the layers to download take on disk. */
  readonly unpacked?: number;
  readonly gaps: readonly string[];
};

const MOST_CHANGES = 3000;
/** Docker takes 127. */
const MOST_LAYERS = 500;

function layersOf({ repository, layers }: RemoteImage): readonly RemoteLayer[] {
  return layers.map(({ digest, size, mediaType }) => ({ repository, digest, size, mediaType }));
}

/** The comparison as a plan holds it. */
export function toComparison(changes: readonly PackageChange[], facts: Pick<PackageComparison, "from" | "isSystemOnly">): PackageComparison {
  return { ...facts, changes: changes.slice(0, MOST_CHANGES), more: Math.max(0, changes.length - MOST_CHANGES) };
}

function tellUnread(paths: readonly string[]): readonly string[] {
  return paths.length === 0 ? [] : [`The package list ${tellSome(paths, 3)} has a form that is not read, so packages may differ unseen.`];
}

function compareInventories(old: Inventory, next: Inventory): Pick<Contents, "system" | "gaps"> & { changes: readonly PackageChange[] } {
  const unread = [...new Set([...old.unread, ...next.unread])];
  const isMoved = old.system !== undefined && next.system !== undefined && old.system !== next.system;
  return {
    // A list that only one side could be read of would show every package as new or gone.
    changes: unread.length > 0 ? [] : packageChanges(old.packages, next.packages),
    ...(isMoved ? { system: { old: old.system, new: next.system } } : {}),
    gaps: tellUnread(unread),
  };
}

/** The size on disk of what is new, where all of it was read for the packages anyway. */
async function unpackedSize(pair: ContentsPair, reader: LayerReader): Promise<number | undefined> {
  const known = new Set(pair.old.layers.map(({ digest }) => digest));
  const fresh = new Map(layersOf(pair.new).flatMap((layer) => (known.has(layer.digest) ? [] : [[layer.digest, layer]])));
  if (reader.costOf([...fresh.values()]) > 0) return undefined;
  return overlayLayers(await reader.readAll([...fresh.values()])).size;
}

async function readContents(pair: ContentsPair, reader: LayerReader): Promise<Contents> {
  if (pair.old.layers.length > MOST_LAYERS || pair.new.layers.length > MOST_LAYERS) {
    return { gaps: ["Packages are not compared: the images have more layers than any engine takes."] };
  }
  const stacks = await readStacks({ old: layersOf(pair.old), new: layersOf(pair.new) }, reader);
  if (stacks.kind === "elsewhere") return { gaps: ["Packages are not compared: some layers are kept outside of the registry."] };
  if (stacks.kind === "too-large") {
    return { gaps: [`Packages are not compared: ${tellSize(stacks.bytes)} of layers would have to be read, more than \`images.max-download\` leaves.`] };
  }
  const { changes, ...rest } = compareInventories(takeInventory(stacks.old), takeInventory(stacks.new));
  const unpacked = await unpackedSize(pair, reader);
  const { isSystemOnly } = stacks;
  const partly = isSystemOnly ? ["Packages of languages are not compared: only the distribution's fit into `images.max-download`."] : [];
  return {
    ...rest,
    packages: toComparison(changes, { from: "layers", isSystemOnly }),
    ...(unpacked === undefined ? {} : { unpacked }),
    gaps: [...rest.gaps, ...partly],
  };
}

/** Compares by reading layers. A registry's failure is a gap; nothing throws but our own faults. */
export function compareLayers(pair: ContentsPair, reader: LayerReader): Promise<Contents> {
  return readContents(pair, reader)
    .catch(insteadOf(isRegistryError, ({ message }) => ({ gaps: [`Packages are not compared: ${message}`] })))
    .finally(() => {
      reader.forgetLarge();
    });
}
