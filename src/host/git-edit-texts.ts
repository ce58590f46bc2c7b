// Texts of files -> a revision that holds them, each with the mode that its file had.
import { StowplanError } from "../errors.ts";
import type { Revision } from "../ports.ts";
import { runGit } from "./git-command.ts";
import type { TreeEdit } from "./git-edit.ts";
import type { GitEdits } from "./git-edits.ts";

export type TextEdits = { readonly parent: Revision; readonly files: ReadonlyMap<string, string> };

/** Makes the revision; without files it is the given one. Throws `git-failed` where a path is a link, a folder or a submodule. */
export async function editTexts(edits: GitEdits, { parent, files }: TextEdits): Promise<Revision> {
  if (files.size === 0) return parent;
  const args = ["ls-tree", "-z", "--full-tree", parent.tree, "--", ...files.keys()];
  const listing = (await runGit(edits.repositoryOf(parent.commit), { args })).toString("utf8");
  const modes = new Map(listing.split("\0").map((record) => [record.slice(record.indexOf("\t") + 1), record.slice(0, 6)] as const));
  const texts = [...files].map(([path, text]): TreeEdit => ({ kind: "text", path, mode: fileMode(path, modes.get(path)), content: Buffer.from(text) }));
  return edits.commit(parent, texts);
}

function fileMode(path: string, mode = "100644"): "100644" | "100755" {
  if (mode === "100644" || mode === "100755") return mode;
  throw new StowplanError({
    code: "git-failed",
    subject: path,
    message: "it is no regular file at that revision, so its text cannot be replaced",
    hint: "Edit the file that the link names, or the submodule's own repository.",
  });
}
