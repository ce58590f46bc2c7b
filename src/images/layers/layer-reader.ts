// Layers at registries -> their scans, each read once, and no more bytes of them than the budget of a plan has.
import { StowplanError } from "../../errors.ts";
import type { Registry, Repository } from "../../ports.ts";
import { unpackLayer } from "../pull-image/unpack-layer.ts";
import { type LayerScan, scanLayer } from "./scan-layer.ts";

/** A layer, and the repository that has it. */
export type RemoteLayer = { readonly repository: Repository; readonly digest: string; readonly size: number; readonly mediaType: string };

/** Reads layers within one budget. */
export type LayerReader = {
  /** True where what was not read yet of some layers fits into what is left. */
  canAfford(layers: readonly RemoteLayer[]): boolean;
  /** Bytes that reading some layers still costs. */
  costOf(layers: readonly RemoteLayer[]): number;
  /** Scans in the order of the layers; a few are read at a time. Throws what the registry and `scanLayer` throw. */
  readAll(layers: readonly RemoteLayer[]): Promise<readonly LayerScan[]>;
  /** Takes bytes out of the budget for something else; false where they are not left. */
  spend(bytes: number): boolean;
  /** Lets go of scans with large databases, which other images seldom share and which would add up over a plan. */
  forgetLarge(): void;
};

/** Layers read at the same time: unpacking is the work, and it has few processors. */
const AT_A_TIME = 3;
/** Ordinary layers unpack to three or four times their size; the rest is for small ones. */
const LARGEST_RATIO = 25;
const ALWAYS_UNPACKED = 64 * 1024 * 1024;

/** Scans that stay in memory until the plan ends have no more than this. */
const LARGEST_REMEMBERED = 2 * 1024 * 1024;

/** Layers that registries do not have (OCI image specification, "Non-distributable Layers"). */
export function isElsewhere({ mediaType }: Pick<RemoteLayer, "mediaType">): boolean {
  return /foreign|nondistributable/.test(mediaType);
}

/** Bytes that a plan may still unpack: many small bombs are as bad as a large one. */
type UnpackBudget = { left: number };

async function* counted(bytes: AsyncIterable<Uint8Array>, { budget, subject }: { budget: UnpackBudget; subject: string }): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    budget.left -= piece.length;
    if (budget.left < 0) {
      const hint = "Split the pull request, or raise `images.max-download`, which this limit follows.";
      throw new StowplanError({ code: "registry-limit", subject, message: "The layers of one plan unpack to more than is read.", hint });
    }
    yield piece;
  }
}

function openScan(layer: RemoteLayer, { registry, budget }: { registry: Registry; budget: UnpackBudget }): Promise<LayerScan> {
  const subject = `${layer.repository.registry}/${layer.repository.path}@${layer.digest}`;
  const limit = layer.size * LARGEST_RATIO + ALWAYS_UNPACKED;
  const packed = registry.openBlob(layer.repository, { digest: layer.digest, limit: layer.size });
  return scanLayer({ bytes: counted(unpackLayer(packed, { subject, limit }), { budget, subject }), subject });
}

function eachOnce(layers: readonly RemoteLayer[]): readonly RemoteLayer[] {
  return [...new Map(layers.map((layer) => [layer.digest, layer])).values()];
}

/** Opens a reader with a budget in bytes of compressed layers. */
export function openLayerReader(registry: Registry, budget: number): LayerReader {
  const scans = new Map<string, Promise<LayerScan>>();
  const large: string[] = [];
  const unpacked: UnpackBudget = { left: budget * LARGEST_RATIO + ALWAYS_UNPACKED };
  let left = budget;
  function unread(layers: readonly RemoteLayer[]): readonly RemoteLayer[] {
    return eachOnce(layers).filter(({ digest }) => !scans.has(digest));
  }
  function costOf(layers: readonly RemoteLayer[]): number {
    return unread(layers).reduce((sum, { size }) => sum + size, 0);
  }
  function start(layer: RemoteLayer): Promise<LayerScan> {
    const scan = scans.get(layer.digest) ?? openScan(layer, { registry, budget: unpacked });
    scans.set(layer.digest, scan);
    return scan.then((done) => {
      if (done.kept > LARGEST_REMEMBERED) large.push(layer.digest);
      return done;
    });
  }
  return {
    costOf,
    canAfford: (layers) => costOf(layers) <= left,
    async readAll(layers) {
      left -= costOf(layers);
      const queue = eachOnce(layers);
      for (let index = 0; index < queue.length; index += AT_A_TIME) await Promise.all(queue.slice(index, index + AT_A_TIME).map(start));
      return Promise.all(layers.map(start));
    },
    spend(bytes) {
      if (bytes > left) return false;
      left -= bytes;
      return true;
    },
    forgetLarge() {
      for (const digest of large.splice(0)) scans.delete(digest);
    },
  };
}
