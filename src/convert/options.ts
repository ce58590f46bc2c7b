// How a project is converted: the configuration with everything decided that it leaves open.
import type { ProjectConfig } from "../config/index.ts";

/** The container engine. */
export type Runtime = "docker" | "podman";

/**
 * `stowplan` carries everything it can. `compose2nix` carries what compose2nix does, so that a module it made can be checked
 * and regenerated without restarting anything.
 */
export type Dialect = "stowplan" | "compose2nix";

export type ConvertOptions = {
  readonly runtime: Runtime;
  readonly dialect: Dialect;
  readonly config: ProjectConfig;
};
