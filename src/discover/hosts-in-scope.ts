// Flake folder, both trees and the changed paths -> where the flake is, and whether any host can be another one than before.
import { CONFIG_FILES } from "../config/index.ts";
import type { Finding, Found } from "../errors.ts";
import type { FileChange, SourceTree } from "../ports.ts";
import { mayRead } from "./flake-reads.ts";
import type { Trees } from "./list-projects.ts";
import { isInside, joinPath, normalPath } from "./paths.ts";
import type { Scope } from "./scope.ts";

/** Finds the flake. Where it is at neither side that is a finding; Compose projects are planned all the same. */
export async function findHosts(trees: Trees, { flake, changes }: { flake: string; changes: readonly FileChange[] }): Promise<Found<Scope["hosts"]>> {
  const folder = normalPath(flake);
  const hasFlake = (tree: SourceTree): boolean => tree.entries.get(joinPath(folder, "flake.nix"))?.kind === "file";
  const [atBase, atHead] = [hasFlake(trees.base), hasFlake(trees.head)];
  if (!atBase && !atHead) return { value: { canChange: false }, findings: [flakeMissing(folder)] };
  const canChange = changes.length > 0 && (atBase !== atHead || (await canMatter(trees, { folder, changes })));
  return {
    value: { ...(atBase ? { baseFlake: folder } : {}), ...(atHead ? { headFlake: folder } : {}), canChange },
    findings: [],
  };
}

/** Files that people and forges read, and Nix only where a Nix file names them. `.gitattributes` is none: it changes what git gives. */
const INERT = /(?:^|\/)(?:[^/]+\.(?:md|mdx|rst|adoc|png|jpe?g|gif|webp|svg)|(?:LICEN[CS]E|COPYING|README|CHANGELOG|AUTHORS|CODEOWNERS)[^/.]*|\.gitignore|\.editorconfig|renovate\.json5?)$|^\.(?:github|gitlab|forgejo|gitea)\//;

/**
 * False only where it is certain: every changed file is of a kind that Nix does not read by itself, or lies outside the flake's folder,
 * and no Nix file may read it. Nix copies the whole repository, so a file outside the folder can matter as well.
 */
async function canMatter({ base, head }: Trees, { folder, changes }: { folder: string; changes: readonly FileChange[] }): Promise<boolean> {
  const paths = changes.map(({ path }) => path);
  const isCalm = (path: string): boolean => !CONFIG_FILES.some((file) => file === path) && !path.endsWith(".nix") && (INERT.test(path) || !isInside(path, folder));
  if (!paths.every(isCalm)) return true;
  return (await mayRead(head, paths)) || mayRead(base, paths);
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
