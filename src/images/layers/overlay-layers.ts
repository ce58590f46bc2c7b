// Scans of layers, lowest first -> the files that are left of them, as a union file system shows them.
import type { LayerScan, ScannedFile } from "./scan-layer.ts";

/** What several layers together show, and what they hide of the layers below them. */
export type LayerStack = {
  readonly files: ReadonlyMap<string, ScannedFile>;
  /** Paths and folders that layers below no longer show; a path that was made again is in `files`. */
  readonly hidden: ReadonlySet<string>;
  /** Bytes of all layers' files. */
  readonly size: number;
};

/** True where a path or a folder above it is in a set. */
function isWithin(path: string, folders: ReadonlySet<string>): boolean {
  if (folders.size === 0) return false;
  if (folders.has("")) return true;
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) if (folders.has(path.slice(0, end))) return true;
  return false;
}

/** True where the stack says what a path is: a file of its own, or nothing. */
export function isSettled(stack: LayerStack, path: string): boolean {
  return stack.files.has(path) || isWithin(path, stack.hidden);
}

/** Lays layers over each other (OCI image specification, layer.md, "Applying Changesets"): a layer removes only what is below it. */
export function overlayLayers(scans: readonly LayerScan[]): LayerStack {
  let files: ReadonlyMap<string, ScannedFile> = new Map();
  const hidden = new Set<string>();
  let size = 0;
  for (const scan of scans) {
    const gone = new Set([...scan.removed, ...scan.emptied]);
    const left = gone.size === 0 ? files : new Map([...files].filter(([path]) => !isWithin(path, gone)));
    files = new Map([...left, ...scan.files]);
    for (const path of gone) hidden.add(path);
    size += scan.size;
  }
  return { files, hidden, size };
}
