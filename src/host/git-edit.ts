// Changes to a revision's tree -> a new commit on top of it, made by one `git fast-import`, without a work tree or an index.
import { StowplanError } from "../errors.ts";
import type { Revision } from "../ports.ts";
import { type Repository, runGit } from "./git-command.ts";

/** A path of a tree; its bytes where it may not be UTF-8. */
type TreePath = string | Buffer;

/** One path of the new tree (git-fast-import(1), "filemodify", "filedelete"); an object is a blob, a tree or a submodule's commit. */
export type TreeEdit =
  | { readonly kind: "text"; readonly path: TreePath; readonly mode: "100644" | "100755" | "120000"; readonly content: Buffer }
  | { readonly kind: "object"; readonly path: TreePath; readonly mode: "040000" | "160000"; readonly object: string }
  | { readonly kind: "delete"; readonly path: TreePath };

/** Nobody writes an edit by hand, so the name says which program made it. */
const IDENTITY = "stowplan <stowplan@localhost>";

/**
 * Makes the commit and gives its name. It has the date of the commit below, as a dirty tree has in Nix, so that the same edit gives
 * the same name and no host sees another date. The branch only keeps the commit reachable.
 */
export async function commitEdits(repository: Repository, request: { parent: Revision; edits: readonly TreeEdit[]; branch: string }): Promise<string> {
  const { parent, edits, branch } = request;
  for (const { path } of edits) checkPath(path.toString());
  const date = (await runGit(repository, { args: ["log", "-1", "--no-show-signature", "--format=%ct", parent.commit, "--"] })).toString().trim();
  const head = `commit refs/heads/${branch}\nmark :1\ncommitter ${IDENTITY} ${date} +0000\ndata 4\nEdit\nfrom ${parent.commit}\n`;
  const input = Buffer.concat([Buffer.from(head), ...edits.map(commandOf), Buffer.from("\nget-mark :1\ndone\n")]);
  const answer = await runGit(repository, { args: ["fast-import", "--quiet", "--done", "--date-format=raw"], input });
  return answer.toString().trim();
}

function commandOf(edit: TreeEdit): Buffer {
  const path = quotePath(edit.path);
  if (edit.kind === "delete") return line("D ", path);
  if (edit.kind === "object") return line(`M ${edit.mode} ${edit.object} `, path);
  return Buffer.concat([line(`M ${edit.mode} inline `, path), Buffer.from(`data ${edit.content.length}\n`), edit.content, Buffer.from("\n")]);
}

function line(command: string, path: Buffer): Buffer {
  return Buffer.concat([Buffer.from(command), path, Buffer.from("\n")]);
}

/** A C-style string (git-fast-import(1), "Path"). As Latin-1, so that every byte stays what it is. */
function quotePath(path: TreePath): Buffer {
  const bytes = (typeof path === "string" ? Buffer.from(path) : path).toString("latin1");
  return Buffer.from(`"${bytes.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`, "latin1");
}

/** fast-import of older versions takes any path, but such a tree could not be checked out. */
function checkPath(path: string): void {
  const isPlain = path !== "" && !path.includes("\0") && path.split("/").every((step) => !["", ".", ".."].includes(step) && step.toLowerCase() !== ".git");
  if (isPlain) return;
  throw new StowplanError({
    code: "git-failed",
    subject: path,
    message: "a path of an edit does not lie in the repository",
    hint: "Give paths relative to the repository's root, with `/` and without `..`.",
  });
}
