// The configured folder, both trees and the changed paths -> the flake's folder at either side, which a pull request can move.
import { posix } from "node:path";
import type { FileChange, SourceTree } from "../ports.ts";
import { joinPath } from "../repository-paths.ts";
import type { Trees } from "./list-projects.ts";

/** Folders of the flake; absent where there is no flake.nix at that side. */
export type FlakeFolders = { readonly base?: string; readonly head?: string };

function hasFlake(tree: SourceTree, folder: string): boolean {
  return tree.entries.get(joinPath(folder, "flake.nix"))?.kind === "file";
}

/** The folder of the only flake.nix that comes or goes; several tell nothing. */
function otherFolder(changes: readonly FileChange[], status: "added" | "deleted"): string | undefined {
  const [first, ...others] = changes.filter((change) => change.status === status && posix.basename(change.path) === "flake.nix");
  return first === undefined || others.length > 0 ? undefined : posix.dirname(first.path);
}

/** Where one side lacks the configured flake.nix, the one that goes or comes elsewhere is the same flake in another folder. */
export function locateFlake({ base, head }: Trees, { folder, changes }: { readonly folder: string; readonly changes: readonly FileChange[] }): FlakeFolders {
  const [atBase, atHead] = [hasFlake(base, folder), hasFlake(head, folder)];
  const before = atBase ? folder : atHead ? otherFolder(changes, "deleted") : undefined;
  const after = atHead ? folder : atBase ? otherFolder(changes, "added") : undefined;
  return { ...(before === undefined ? {} : { base: before }), ...(after === undefined ? {} : { head: after }) };
}
