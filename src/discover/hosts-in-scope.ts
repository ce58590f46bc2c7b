// Flake folder, both trees and the changed paths -> where the flake is, and which hosts can be others than before.
import type { Config } from "../config/index.ts";
import type { Finding, Found } from "../errors.ts";
import type { FileChange } from "../ports.ts";
import { joinPath, normalPath } from "../repository-paths.ts";
import { findPointers } from "./lfs-pointers.ts";
import type { Trees } from "./list-projects.ts";
import type { FlakeFolders } from "./locate-flake.ts";
import { affectedHosts } from "./reach/affected-hosts.ts";
import type { Scope } from "./scope.ts";

type HostsRequest = { readonly config: Config; readonly flake: FlakeFolders; readonly changes: readonly FileChange[] };

const ALL = { kind: "all" } as const;
const NONE = { kind: "some", hosts: [] } as const;

/** Says which hosts can change. Where the flake is at neither side that is a finding; Compose projects are planned all the same. */
export async function findHosts(trees: Trees, { config, flake, changes }: HostsRequest): Promise<Found<Scope["hosts"]>> {
  const folder = normalPath(config.flake);
  const { base, head } = flake;
  if (base === undefined && head === undefined) return { value: { affected: NONE }, findings: [flakeMissing(folder)] };
  const where = { ...(base === undefined ? {} : { baseFlake: base }), ...(head === undefined ? {} : { headFlake: head }) };
  // Of one tree alone nothing differs: who names changes all the same wants every host, for the cache or for updates.
  if (trees.base.revision.tree === trees.head.revision.tree) return { value: { ...where, affected: changes.length > 0 ? ALL : NONE }, findings: [] };
  const findings = head === undefined ? [] : [...(head === folder ? [] : [flakeMoved({ from: folder, to: head })]), ...(await findPointers(trees.head, head))];
  if (base === undefined || base !== head) return { value: { ...where, affected: ALL }, findings };
  if (config.evaluation["leave-out"] === "never") return { value: { ...where, affected: changes.length > 0 ? ALL : NONE }, findings: [] };
  const canSplit = config["hosts-attribute"] === "nixosConfigurations";
  return { value: { ...where, affected: await affectedHosts({ ...trees, folder, changes, canSplit }) }, findings };
}

function flakeMoved({ from, to }: { readonly from: string; readonly to: string }): Finding {
  return {
    code: "flake-missing",
    severity: "warning",
    subject: joinPath(from, "flake.nix"),
    message: `The pull request moves it to ${joinPath(to, "flake.nix")}. Its hosts are compared, but after the merge they are looked for in the old folder.`,
    hint: `Set the option \`flake\` to ${to}.`,
  };
}

function flakeMissing(folder: string): Finding {
  return {
    code: "flake-missing",
    severity: "warning",
    subject: joinPath(folder, "flake.nix"),
    message: "There is no such file at base or head, so no host is planned.",
    hint: "Name the flake's folder in the `flake` option, relative to the repository's root.",
  };
}
