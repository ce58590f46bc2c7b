// A git repository on disk -> the Git port: revisions, changes and files read from git's objects, the user's checkout untouched.
import { posix } from "node:path";
import { StowplanError } from "../errors.ts";
import type { FileChange, Git, Revision } from "../ports.ts";
import { type Repository, runGit, tryGit } from "./git-command.ts";
import { type GitEdits, openGitEdits } from "./git-edits.ts";
import { editTexts } from "./git-edit-texts.ts";
import { locateRepository } from "./git-location.ts";
import { LONGEST_PATH, openTrees } from "./git-tree.ts";
import { graftSubmodules } from "./git-submodules.ts";
import { readWorkTree, type WorkTree } from "./git-work-tree.ts";
import { plainPath } from "./plain-path.ts";

const MISSING_HINT = "Check its spelling, or fetch it first (`git fetch origin REVISION`); with actions/checkout set `fetch-depth: 0` or leave the fetching to stowplan.";
const UNBORN_HINT = "Commit the files first (`git add .`, `git commit`): a plan needs something to compare with.";

/** The port, and what only a command on the user's own machine may ask: the files as they lie there. */
export type LocalGit = Git & { workTree(): Promise<WorkTree> };

/**
 * Opens the repository that a directory lies in.
 * Throws `not-a-repository`, `git-missing`, and `git-failed` where git refuses the directory (another owner).
 */
export async function openGit(repository: Repository): Promise<LocalGit> {
  const location = await locateRepository(repository);
  const rooted = { ...repository, directory: location.root };
  const edits = openGitEdits(rooted, location);
  const known = new Map<string, Revision>();
  const resolve = openRevisions({ repository: rooted, edits, known, isBare: location.isBare });
  const listFiles = openTrees();
  const listTree = rememberTrees(({ commit, tree }) => listFiles(edits.repositoryOf(commit), tree));
  return {
    resolve,
    mergeBase: (base, head) => findMergeBase({ base, head, resolve, edits }),
    changes: (base, head) => listChanges(edits.repositoryOf(base.commit, head.commit), { base, head }),
    tree: async (revision) => ({ revision, ...(await listTree(revision)) }),
    flakeReference: (revision, folder) =>
      flakeReference({ root: plainPath(edits.repositoryOf(revision.commit).directory), revision, folder, isShallow: location.isShallow }),
    edit: async (parent, files) => {
      const revision = await editTexts(edits, { parent, files });
      known.set(revision.commit, revision);
      return revision;
    },
    withSubmodules: async (revision) => {
      const grafted = await graftSubmodules(rooted, { revision, edits });
      known.set(grafted.revision.commit, grafted.revision);
      return grafted;
    },
    workTree: async () => {
      const head = await resolve("HEAD");
      if (location.isBare) return { revision: head, changed: [], untracked: [], dirtySubmodules: [] };
      const tree = await readWorkTree(rooted, { head, edits });
      known.set(tree.revision.commit, tree.revision);
      return tree;
    },
  };
}

type Revisions = { readonly repository: Repository; readonly edits: GitEdits; readonly known: Map<string, Revision>; readonly isBare: boolean };

/** Names may move and are asked for each time; what a commit holds never changes. */
function openRevisions({ repository, edits, known, isBare }: Revisions): Git["resolve"] {
  return async (name) => {
    const revision = known.get(name) ?? (await resolveRevision(repository, name));
    known.set(revision.commit, revision);
    if (isBare) await edits.open(revision.commit);
    return revision;
  };
}

/** Asks git once for each tree: what it names never changes. A failure is asked for again, because a fetch may mend it. */
function rememberTrees<T>(ask: (revision: Revision) => Promise<T>): (revision: Revision) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (revision) => {
    const answer = answers.get(revision.tree) ?? ask(revision);
    answers.set(revision.tree, answer);
    answer.catch(() => answers.delete(revision.tree));
    return answer;
  };
}

async function resolveRevision(repository: Repository, revision: string): Promise<Revision> {
  const args = ["log", "-1", "--no-show-signature", "--format=%H %T", "--end-of-options", `${revision}^{commit}`, "--"];
  const result = await tryGit(repository, { args });
  const [commit, tree] = result.stdout.toString().trim().split(" ");
  if (result.status === 0 && commit !== undefined && tree !== undefined) return { commit, tree };
  throw new StowplanError({
    code: "revision-missing",
    subject: revision,
    message: `the repository ${repository.directory} has no commit ${revision}`,
    hint: revision === "HEAD" ? UNBORN_HINT : MISSING_HINT,
  });
}

type MergeBaseQuestion = { readonly base: string; readonly head: string; readonly resolve: Git["resolve"]; readonly edits: GitEdits };

async function findMergeBase({ resolve, edits, ...names }: MergeBaseQuestion): Promise<Revision> {
  const [base, head] = await Promise.all([resolve(names.base), resolve(names.head)]);
  if (base.commit === head.commit) return base;
  const result = await tryGit(edits.repositoryOf(base.commit, head.commit), { args: ["merge-base", base.commit, head.commit] });
  if (result.status === 0) return resolve(result.stdout.toString().trim());
  throw new StowplanError({
    code: "revision-missing",
    subject: `${names.base} and ${names.head}`,
    message: "the two revisions have no common ancestor in this repository",
    hint: "In a shallow clone fetch more history (`git fetch --unshallow`), or name the base commit itself.",
  });
}

const STATUS: Readonly<Record<string, FileChange["status"]>> = { A: "added", D: "deleted" };

async function listChanges(repository: Repository, sides: { base: Revision; head: Revision }): Promise<readonly FileChange[]> {
  if (sides.base.tree === sides.head.tree) return [];
  const args = ["diff-tree", "-r", "-z", "--no-renames", "--no-ext-diff", "--name-status", sides.base.tree, sides.head.tree];
  const fields = (await runGit(repository, { args })).toString("utf8").split("\0");
  const changes = pairs(fields).map(([status, path]): FileChange => ({ path, status: STATUS[status] ?? "modified" }));
  return changes.filter(({ path }) => path.length <= LONGEST_PATH);
}

/** `M`, path, `A`, path, … and an empty rest after the last NUL. */
function pairs(fields: readonly string[]): readonly (readonly [string, string])[] {
  return fields.flatMap((field, index) => {
    const next = fields[index + 1];
    return index % 2 === 0 && next !== undefined ? [[field, next] as const] : [];
  });
}

/**
 * `git+file:` with the commit: Nix reads the objects, so nothing is checked out (Nix manual, "flake references").
 * A shallow clone has to be allowed by name, else Nix refuses to count revisions.
 */
function flakeReference(flake: { root: string; revision: Revision; folder: string; isShallow: boolean }): string {
  const path = flake.root.split("/").map(encodeURIComponent).join("/");
  const folder = posix.normalize(flake.folder).replace(/\/$/, "");
  const query = [
    ...(folder === "." || folder === "" ? [] : [`dir=${folder.split("/").map(encodeURIComponent).join("/")}`]),
    `rev=${flake.revision.commit}`,
    ...(flake.isShallow ? ["shallow=1"] : []),
  ];
  return `git+file://${path}?${query.join("&")}`;
}
