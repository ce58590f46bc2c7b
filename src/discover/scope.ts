// What a plan has to look at, decided from the changed paths and the configuration alone.
import type { ProjectConfig } from "../config/index.ts";
import type { InputChange } from "./inputs/input-change.ts";

/** One Compose project as it is found in the repository, before its files are read. Paths are relative to the root. */
export type ProjectSource = {
  /** Stable name for messages: the configured name, else the folder's. The Compose file's own `name:` may differ. */
  readonly label: string;
  /** Folder of the first input: where relative paths and `.env` are looked up. */
  readonly folder: string;
  readonly inputs: readonly string[];
  /** Base's inputs where they are others than head's: an override file came or went. */
  readonly baseInputs?: readonly string[];
  /** The generated module: as configured, or found beside the inputs by its generator's header. */
  readonly output?: string;
  readonly options: ProjectConfig;
  readonly existsIn: { readonly base: boolean; readonly head: boolean };
};

/** The hosts that can be others than before: `all`, with the reason for people where there is one, or at most `some`; the rest is certain to be as it was. */
export type AffectedHosts = { readonly kind: "all"; readonly reason?: string } | { readonly kind: "some"; readonly hosts: readonly string[] };

/** Which parts of a pull request need work. */
export type Scope = {
  readonly projects: readonly ProjectSource[];
  /** Inputs of the flake that flake.lock moves. */
  readonly inputs: readonly InputChange[];
  readonly hosts: {
    /** Folder of the flake at either side; absent where there is no flake.nix. */
    readonly baseFlake?: string;
    readonly headFlake?: string;
    readonly affected: AffectedHosts;
  };
};
