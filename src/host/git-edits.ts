// Edits of revisions -> revisions in a repository of our own, made at the first of them, and which repository knows which commit.
import type { Revision } from "../ports.ts";
import { type Repository, runGit } from "./git-command.ts";
import { commitEdits, type TreeEdit } from "./git-edit.ts";
import type { GitLocation } from "./git-location.ts";
import { createScratch, type Scratch } from "./git-scratch.ts";

export type GitEdits = {
  /** Opens our repository, unless it is open; `start` is any commit of the user's. */
  open(start: string): Promise<Scratch>;
  /** The repository that knows all of these commits: the user's own as long as none was made here. */
  repositoryOf(...commits: readonly string[]): Repository;
  /** Makes a revision on top of another one. */
  commit(parent: Revision, edits: readonly TreeEdit[]): Promise<Revision>;
};

/** Nothing is made on disk before the first edit, save for a bare repository: Nix copies those, so it is shown ours. */
export function openGitEdits(source: Repository, location: GitLocation): GitEdits {
  const made = new Set<string>();
  let scratch: Scratch | undefined;
  let opening: Promise<Scratch> | undefined;
  let count = 0;
  const open = async (start: string): Promise<Scratch> => (scratch = await (opening ??= createScratch(source, { location, start })));
  return {
    open,
    repositoryOf: (...commits) => (scratch !== undefined && (location.isBare || commits.some((commit) => made.has(commit))) ? scratch.repository : source),
    commit: async (parent, edits) => {
      const { repository } = await open(parent.commit);
      count += 1;
      const commit = await commitEdits(repository, { parent, edits, branch: `edit-${String(count)}` });
      made.add(commit);
      return { commit, tree: (await runGit(repository, { args: ["rev-parse", `${commit}^{tree}`] })).toString().trim() };
    },
  };
}
