// A revision with submodules -> one in which their files stand in the place of their commits, so that Nix has nothing to fetch.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { StowplanError } from "../errors.ts";
import type { Revision, WithSubmodules } from "../ports.ts";
import { type Repository, runGit } from "./git-command.ts";
import type { TreeEdit } from "./git-edit.ts";
import type { GitEdits } from "./git-edits.ts";
import { fetchMissing } from "./git-fetch.ts";
import { gitPath } from "./git-location.ts";

/** Submodules of submodules: deeper than this is a circle. */
const DEEPEST = 5;
const MOST_SUBMODULES = 200;

type Submodule = { readonly path: string; readonly commit: string };

/**
 * Puts the trees of the submodules in. Only repositories that are checked out here are read; a commit that they lack is fetched
 * from where they came from. What a pull request writes into .gitmodules is never asked.
 */
export async function graftSubmodules(repository: Repository, { revision, edits }: { revision: Revision; edits: GitEdits }): Promise<WithSubmodules> {
  const missing = new Set<string>();
  let grafted = revision;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const submodules = (await listSubmodules(edits.repositoryOf(grafted.commit), grafted)).filter(({ path }) => !missing.has(path));
    const trees: TreeEdit[] = [];
    for (const submodule of submodules.slice(0, MOST_SUBMODULES)) {
      const tree = await readSubmodule(repository, { submodule, edits, start: revision.commit });
      if (tree === undefined) missing.add(submodule.path);
      else trees.push({ kind: "object", path: submodule.path, mode: "040000", object: tree });
    }
    if (trees.length === 0) break;
    grafted = await edits.commit(grafted, trees);
  }
  return { revision: grafted, missing: [...missing] };
}

async function listSubmodules(repository: Repository, { tree }: Revision): Promise<readonly Submodule[]> {
  const listing = (await runGit(repository, { args: ["ls-tree", "-r", "-z", "--full-tree", tree] })).toString("utf8");
  return listing.split("\0").flatMap((record) => {
    const { commit, path } = /^160000 commit (?<commit>[0-9a-f]+)\t(?<path>[^]+)$/.exec(record)?.groups ?? {};
    return commit === undefined || path === undefined ? [] : [{ commit, path }];
  });
}

type Reading = { readonly submodule: Submodule; readonly edits: GitEdits; readonly start: string };

/** The tree of the submodule's commit, visible in our own repository; undefined where it cannot be had. */
async function readSubmodule(repository: Repository, { submodule, edits, start }: Reading): Promise<string | undefined> {
  const directory = await findCheckout(repository, submodule.path);
  if (directory === undefined) return undefined;
  const own = { ...repository, directory };
  try {
    await fetchMissing(own, submodule.commit);
    const tree = (await runGit(own, { args: ["rev-parse", "--verify", `${submodule.commit}^{tree}`] })).toString().trim();
    await (await edits.open(start)).adopt(await gitPath(own, "objects"));
    return tree;
  } catch (error) {
    if (error instanceof StowplanError) return undefined;
    throw error;
  }
}

/** In the work tree, or where git keeps it while it is not checked out. An empty folder would lead git to the repository around it. */
async function findCheckout(repository: Repository, path: string): Promise<string | undefined> {
  const folder = join(repository.directory, path);
  if (existsSync(join(folder, ".git"))) return folder;
  const kept = await gitPath(repository, `modules/${path}`);
  return existsSync(join(kept, "HEAD")) ? kept : undefined;
}
