// A Compose project as both revisions give it.
import type { ProjectSource } from "../discover/index.ts";
import type { ComposeProject } from "./model.ts";

/** One project at base and head; a side is absent where its files are not there or could not be read. */
export type ProjectPair = {
  readonly source: ProjectSource;
  readonly base?: ComposeProject;
  readonly head?: ComposeProject;
  /** True where a side's files exist but could not be read; findings say why. */
  readonly isBroken: boolean;
};
