// Flake folder, both trees and the changed paths -> where the flake is, and whether any host can be another one than before.
import type { Finding, Found } from "../errors.ts";
import type { FileChange, SourceTree } from "../ports.ts";
import type { Trees } from "./list-projects.ts";
import { folderOf, isInside, joinPath, normalPath, relativePath } from "./paths.ts";
import type { Scope } from "./scope.ts";

/** Finds the flake. Where it is at neither side that is a finding; Compose projects are planned all the same. */
export async function findHosts(trees: Trees, { flake, changes }: { flake: string; changes: readonly FileChange[] }): Promise<Found<Scope["hosts"]>> {
  const folder = normalPath(flake);
  const hasFlake = (tree: SourceTree): boolean => tree.entries.get(joinPath(folder, "flake.nix"))?.kind === "file";
  const [atBase, atHead] = [hasFlake(trees.base), hasFlake(trees.head)];
  if (!atBase && !atHead) return { value: { canChange: false }, findings: [flakeMissing(folder)] };
  const canChange = changes.some(({ path }) => isInside(path, folder)) || (changes.length > 0 && (await leavesFolder(trees.head, folder)));
  return {
    value: { ...(atBase ? { baseFlake: folder } : {}), ...(atHead ? { headFlake: folder } : {}), canChange },
    findings: [],
  };
}

/**
 * Nix copies the whole repository, so a flake in a subfolder can read what lies outside. True where one of its files climbs
 * further up than it is deep; a reader that computes the path is not seen.
 */
async function leavesFolder(tree: SourceTree, folder: string): Promise<boolean> {
  const entries = [...tree.entries.values()].filter(({ path }) => isInside(path, folder));
  const files = entries.filter(({ path, kind }) => kind === "link" || (kind === "file" && path.endsWith(".nix")));
  const climbs = await Promise.all(
    files.map(async ({ path, kind }) => {
      if (kind === "link") return true;
      const below = relativePath(folder, folderOf(path));
      const depth = below === "" ? 0 : below.split("/").length;
      return highestClimb((await tree.read(path)) ?? "") > depth;
    }),
  );
  return climbs.includes(true);
}

function highestClimb(text: string): number {
  const climbs = [...text.matchAll(/(?:\.\.\/?)+/g)].map(([climb]) => climb.split("..").length - 1);
  return climbs.reduce((highest, climb) => Math.max(highest, climb), 0);
}

function flakeMissing(folder: string): Finding {
  return {
    code: "flake-missing",
    severity: "warning",
    subject: folder === "." ? "flake.nix" : `${folder}/flake.nix`,
    message: "There is no such file at base or head, so no host is planned.",
    hint: "Name the flake's folder in the `flake` option, relative to the repository's root.",
  };
}
