// A layer's archive -> the files that tell about packages, and what the layer removes from those below it.
import { StowplanError } from "../../errors.ts";
import { readTar, type TarEntry } from "./read-tar.ts";
import { type WantedKind, wantedFile } from "./wanted-files.ts";

/** A file that was wanted; without content where the path says enough, or the content is larger than any real one. */
export type ScannedFile = { readonly kind: WantedKind; readonly content?: Buffer };

/** What one layer does to the files that matter. */
export type LayerScan = {
  readonly files: ReadonlyMap<string, ScannedFile>;
  /** Paths that the layer removes, with everything below them. */
  readonly removed: readonly string[];
  /** Folders of which the layer hides all that layers below have in them. */
  readonly emptied: readonly string[];
  /** Bytes of the files in it, which is what it takes on disk. */
  readonly size: number;
  /** Bytes of the contents that are kept in `files`. */
  readonly kept: number;
};

/** Bounds on what a hostile layer can make us keep. */
const MOST_FILES = 50_000;
const MOST_REMOVED = 200_000;
const MOST_BYTES = 192 * 1024 * 1024;

// OCI image specification, layer.md: "Whiteouts" and "Opaque Whiteout".
const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

/** A layer's unpacked archive, and the image that an error speaks of. */
export type LayerSource = { readonly bytes: AsyncIterable<Uint8Array>; readonly subject: string };

type Whiteout = { readonly kind: "removed" | "emptied"; readonly path: string };

function whiteoutOf(path: string): Whiteout | undefined {
  const slash = path.lastIndexOf("/");
  const [folder, name] = [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
  if (name === OPAQUE) return { kind: "emptied", path: folder };
  // Names with two of them are the storage driver's own (`.wh..wh.plnk`).
  if (!name.startsWith(WHITEOUT) || name.startsWith(WHITEOUT + WHITEOUT)) return undefined;
  const removed = name.slice(WHITEOUT.length);
  return { kind: "removed", path: folder === "" ? removed : `${folder}/${removed}` };
}

function fileOf(entry: TarEntry, files: ReadonlyMap<string, ScannedFile>): ScannedFile | undefined {
  const wanted = wantedFile(entry.path);
  if (wanted === undefined) return undefined;
  // A hard link has the content of an entry before it (pnpm makes them); where that was not kept, nothing is known.
  if (entry.kind === "hard-link") return { kind: wanted.kind, ...(files.get(entry.target) ?? {}) };
  if (entry.kind !== "file") return undefined;
  return { kind: wanted.kind, ...(entry.content === undefined ? {} : { content: entry.content }) };
}

function tooMuch(subject: string): StowplanError {
  const hint = "Nothing to do for ordinary images; this one may be made to exhaust its readers.";
  return new StowplanError({ code: "registry-limit", subject, message: "A layer has more package files than any real one.", hint });
}

/** Only the name and version of a package.json are used, and large images have thousands of them. */
function keptBytes(path: string): number | undefined {
  const wanted = wantedFile(path);
  return wanted === undefined || wanted.keep === 0 ? undefined : wanted.keep;
}

/** Reads a layer once, from its first byte to its last. Throws StowplanError as `readTar` does, and what the bytes throw. */
export async function scanLayer({ bytes, subject }: LayerSource): Promise<LayerScan> {
  const files = new Map<string, ScannedFile>();
  const [removed, emptied]: [string[], string[]] = [[], []];
  let size = 0;
  let kept = 0;
  for await (const entry of readTar({ bytes, subject, wants: keptBytes })) {
    size += entry.size;
    const whiteout = whiteoutOf(entry.path);
    if (whiteout !== undefined) (whiteout.kind === "removed" ? removed : emptied).push(whiteout.path);
    const file = whiteout === undefined ? fileOf(entry, files) : undefined;
    if (file === undefined && removed.length + emptied.length <= MOST_REMOVED) continue;
    if (file !== undefined) files.set(entry.path, file);
    kept += file?.content?.length ?? 0;
    if (files.size > MOST_FILES || kept > MOST_BYTES || removed.length + emptied.length > MOST_REMOVED) throw tooMuch(subject);
  }
  return { files, removed, emptied, size, kept };
}
