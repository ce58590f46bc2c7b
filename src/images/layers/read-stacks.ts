// The layers of two images -> what both have of the files that matter, reading only the layers that differ, and others only where it
// cannot be told without them.
import { isElsewhere, type LayerReader, type RemoteLayer } from "./layer-reader.ts";
import { isSettled, type LayerStack, overlayLayers } from "./overlay-layers.ts";
import { holdsDatabase, mayHoldPackages, wantedFile, type WantedKind } from "./wanted-files.ts";

/** Both images' layers, lowest first. */
export type LayerPair = { readonly old: readonly RemoteLayer[]; readonly new: readonly RemoteLayer[] };

/**
 * What was read: stacks that can be compared, without what both have in layers that nobody had to read. `isSystemOnly` where the
 * budget reached for the distribution's database alone.
 */
export type StackReading =
  | { readonly kind: "stacks"; readonly old: LayerStack; readonly new: LayerStack; readonly isSystemOnly: boolean }
  /** Bytes that would have had to be read. */
  | { readonly kind: "too-large"; readonly bytes: number }
  | { readonly kind: "elsewhere" };

const SYSTEM_DATABASES: ReadonlySet<WantedKind> = new Set(["dpkg", "apk", "rpm-sqlite", "rpm-ndb", "rpm-old"]);
const LANGUAGES: ReadonlySet<WantedKind> = new Set(["npm", "python", "gem"]);

function sharedLayers({ old, new: next }: LayerPair): number {
  const differing = old.findIndex(({ digest }, index) => next[index]?.digest !== digest);
  return differing < 0 ? old.length : differing;
}

/** What one side has or removes while the other leaves it to the layers that both share. */
function isInherited(own: LayerStack, { other, matters }: { other: LayerStack; matters: (path: string) => boolean }): boolean {
  const files = [...own.files.keys()].some((path) => matters(path) && !isSettled(other, path));
  return files || [...own.hidden].some((path) => matters(path) && !isSettled(other, path));
}

function needsShared(pair: { old: LayerStack; new: LayerStack }, matters: (path: string) => boolean): boolean {
  return isInherited(pair.old, { other: pair.new, matters }) || isInherited(pair.new, { other: pair.old, matters });
}

function isOfSystem(path: string): boolean {
  const wanted = wantedFile(path);
  return holdsDatabase(path) || (wanted !== undefined && !LANGUAGES.has(wanted.kind));
}

function isOfLanguage(path: string): boolean {
  const wanted = wantedFile(path);
  return wanted === undefined ? mayHoldPackages(path) : LANGUAGES.has(wanted.kind);
}

function withoutLanguages(stack: LayerStack): LayerStack {
  return { ...stack, files: new Map([...stack.files].filter(([, { kind }]) => !LANGUAGES.has(kind))) };
}

/** Reads from the top until the distribution's database is found: nothing above can be hidden by what is below. */
async function readFromTop(layers: readonly RemoteLayer[], reader: LayerReader): Promise<LayerStack | undefined> {
  for (let from = layers.length - 1; from >= 0; from -= 1) {
    const upper = layers.slice(from);
    if (!reader.canAfford(upper)) return undefined;
    const stack = overlayLayers(await reader.readAll(upper));
    if ([...stack.files.values()].some(({ kind }) => SYSTEM_DATABASES.has(kind))) return withoutLanguages(stack);
  }
  return undefined;
}

async function readSystems(pair: LayerPair, reader: LayerReader): Promise<StackReading> {
  const bytes = reader.costOf([...pair.old, ...pair.new]);
  // The new image first: without its database the old one's is worth nothing.
  const next = await readFromTop(pair.new, reader);
  const old = next === undefined ? undefined : await readFromTop(pair.old, reader);
  return old === undefined || next === undefined ? { kind: "too-large", bytes } : { kind: "stacks", old, new: next, isSystemOnly: true };
}

/** Reads what is needed. Throws what the registry throws. */
export async function readStacks(pair: LayerPair, reader: LayerReader): Promise<StackReading> {
  if ([...pair.old, ...pair.new].some(isElsewhere)) return { kind: "elsewhere" };
  const count = sharedLayers(pair);
  const shared = pair.old.slice(0, count);
  const own = { old: pair.old.slice(count), new: pair.new.slice(count) };
  if (!reader.canAfford([...own.old, ...own.new])) return readSystems(pair, reader);
  const scans = { old: await reader.readAll(own.old), new: await reader.readAll(own.new) };
  const stacks = { old: overlayLayers(scans.old), new: overlayLayers(scans.new) };
  const [system, languages] = [needsShared(stacks, isOfSystem), needsShared(stacks, isOfLanguage)];
  if (!system && !languages) return { kind: "stacks", ...stacks, isSystemOnly: false };
  if (reader.canAfford(shared)) {
    const below = await reader.readAll(shared);
    return { kind: "stacks", old: overlayLayers([...below, ...scans.old]), new: overlayLayers([...below, ...scans.new]), isSystemOnly: false };
  }
  if (system) return readSystems(pair, reader);
  return { kind: "stacks", old: withoutLanguages(stacks.old), new: withoutLanguages(stacks.new), isSystemOnly: true };
}
