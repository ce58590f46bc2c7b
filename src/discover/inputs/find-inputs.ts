// The flake's folder at both sides -> what the pull request does to its inputs, and whether the lock file can be read.
import type { Finding, Found } from "../../errors.ts";
import type { FileChange, SourceTree } from "../../ports.ts";
import { joinPath } from "../../repository-paths.ts";
import { compareInputs } from "./compare-inputs.ts";
import type { FlakeFolders } from "../locate-flake.ts";
import type { InputChange } from "./input-change.ts";
import { parseLockFile } from "./lock-file.ts";

export type InputsRequest = {
  readonly base: SourceTree;
  readonly head: SourceTree;
  readonly changes: readonly FileChange[];
  readonly flake: FlakeFolders;
};

/** Compares the lock files, where the pull request changes them. */
export async function findInputs({ base, head, changes, flake }: InputsRequest): Promise<Found<readonly InputChange[]>> {
  const folder = flake.head ?? flake.base ?? ".";
  const path = joinPath(folder, "flake.lock");
  if (!changes.some((change) => change.path === path)) return { value: [], findings: [] };
  const [before, after] = await Promise.all([base.read(joinPath(flake.base ?? folder, "flake.lock")), head.read(path)]);
  const [old, fresh] = [before, after].map((text) => (text === undefined ? undefined : parseLockFile(text)));
  if (after !== undefined && fresh === undefined) return { value: [], findings: [lockInvalid(path)] };
  // A base that cannot be read is mended here; naming every input as new would be noise.
  if (before !== undefined && old === undefined) return { value: [], findings: [] };
  return { value: compareInputs({ base: old, head: fresh }), findings: [] };
}

function lockInvalid(path: string): Finding {
  return {
    code: "flake-lock-invalid",
    severity: "error",
    subject: path,
    message: "It is no lock file that Nix reads: not JSON, or of another version than 5 to 7.",
    hint: "Look for conflict markers; `nix flake lock` writes a missing file anew.",
    place: { file: path },
  };
}
