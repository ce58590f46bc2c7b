// The command line's --head, or the work tree where it is absent -> the revision to plan, and what the reader should know of it.
import type { Finding } from "../../errors.ts";
import type { Revision } from "../../ports.ts";
import { shorten } from "../../shorten.ts";
import { tellSome } from "../../tell-some.ts";
import type { LocalGit } from "../git.ts";

export type PlannedHead = { readonly revision: Revision; readonly findings: readonly Finding[] };

const SHOWN = 8;

function tellPaths(paths: readonly string[]): string {
  return tellSome(paths.map((path) => shorten(path, 200)), SHOWN);
}

function uncommitted(changed: readonly string[]): readonly Finding[] {
  if (changed.length === 0) return [];
  return [
    {
      code: "uncommitted-changes",
      severity: "info",
      subject: "work tree",
      message: `This plan includes changes that are not committed: ${tellPaths(changed)}.`,
      hint: "Name a revision with --head to plan only what is committed.",
    },
  ];
}

/** Whether the flake reads its submodules is not known here. */
function uncommittedInside(submodules: readonly string[]): readonly Finding[] {
  if (submodules.length === 0) return [];
  return [
    {
      code: "uncommitted-changes",
      severity: "info",
      subject: "work tree",
      message: `Changes inside submodules are not in this plan, because they are not committed there: ${tellPaths(submodules)}.`,
      hint: "Commit them in the submodule; the new commit need not be recorded here.",
    },
  ];
}

/** Files that Nix could read if git knew them; others would not be missed. */
function untrackedFiles(untracked: readonly string[]): readonly Finding[] {
  if (untracked.length === 0) return [];
  const nixFirst = untracked.toSorted((left, right) => Number(right.endsWith(".nix")) - Number(left.endsWith(".nix")));
  return [
    {
      code: "file-untracked",
      severity: untracked.some((path) => path.endsWith(".nix")) ? "warning" : "info",
      subject: "work tree",
      message: `Files that git does not know are not in this plan, because Nix does not see them: ${tellPaths(nixFirst)}.`,
      hint: "Run `git add` (or `git add --intent-to-add`) on those that belong to the flake.",
    },
  ];
}

/** Reads what is to be planned. Throws what `Git.resolve` throws. */
export async function readPlannedHead(git: LocalGit, head: string | undefined): Promise<PlannedHead> {
  if (head !== undefined) return { revision: await git.resolve(head), findings: [] };
  const { revision, changed, untracked, dirtySubmodules } = await git.workTree();
  return { revision, findings: [...untrackedFiles(untracked), ...uncommittedInside(dirtySubmodules), ...uncommitted(changed)] };
}
