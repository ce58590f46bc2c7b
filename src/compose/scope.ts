// Where a shape stands: whom it speaks of, which key, and where relative paths start.
import type { Findings } from "./findings.ts";

export type Scope = {
  /** `service web`, `network front`, the file's path. */
  readonly subject: string;
  /** The key, with dots: `deploy.resources.limits`. */
  readonly path: string;
  /** The folder on the host where relative paths of this file start. */
  readonly folder: string;
  /** The home of the user who runs Compose, for `~`. */
  readonly home: string | undefined;
  readonly findings: Findings;
};
