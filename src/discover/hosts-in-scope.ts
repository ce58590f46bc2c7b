// Flake folder, both trees and the changed paths -> where the flake is, and which hosts can be others than before.
import type { Config } from "../config/index.ts";
import type { Finding, Found } from "../errors.ts";
import type { FileChange, SourceTree } from "../ports.ts";
import { joinPath, normalPath } from "../repository-paths.ts";
import { findPointers } from "./lfs-pointers.ts";
import type { Trees } from "./list-projects.ts";
import { affectedHosts } from "./reach/affected-hosts.ts";
import type { Scope } from "./scope.ts";

/** Finds the flake. Where it is at neither side that is a finding; Compose projects are planned all the same. */
export async function findHosts(trees: Trees, { config, changes }: { config: Config; changes: readonly FileChange[] }): Promise<Found<Scope["hosts"]>> {
  const folder = normalPath(config.flake);
  const hasFlake = (tree: SourceTree): boolean => tree.entries.get(joinPath(folder, "flake.nix"))?.kind === "file";
  const [atBase, atHead] = [hasFlake(trees.base), hasFlake(trees.head)];
  if (!atBase && !atHead) return { value: { canChange: false }, findings: [flakeMissing(folder)] };
  const where = { ...(atBase ? { baseFlake: folder } : {}), ...(atHead ? { headFlake: folder } : {}) };
  // Of one tree alone nothing differs: who names changes all the same wants every host, for the cache or for updates.
  if (trees.base.revision.tree === trees.head.revision.tree) return { value: { ...where, canChange: changes.length > 0 }, findings: [] };
  const findings = atHead ? await findPointers(trees.head, folder) : [];
  if (!atBase || !atHead) return { value: { ...where, canChange: true }, findings };
  if (config.evaluation["leave-out"] === "never") return { value: { ...where, canChange: changes.length > 0 }, findings: [] };
  const canSplit = config["hosts-attribute"] === "nixosConfigurations";
  const affected = await affectedHosts({ ...trees, folder, changes, canSplit });
  if (affected.kind === "all") return { value: { ...where, canChange: true, why: affected.reason }, findings };
  return { value: { ...where, ...(affected.hosts.length === 0 ? { canChange: false } : { canChange: true, only: affected.hosts }) }, findings };
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
