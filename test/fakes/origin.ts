// A bare git repository on disk in the place of GitHub's: commits, branches and pull requests' merge commits.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export type Origin = {
  readonly folder: string;
  readonly url: string;
  git(...args: readonly string[]): string;
  /** Commits exactly these files (path to content); gives the commit. */
  commit(files: Readonly<Record<string, string>>, ...parents: readonly string[]): string;
  /** Sets refs/pull/NUMBER/merge as GitHub does; gives the merge commit, whose tree is the head's. */
  mergePullRequest(number: number, sides: { readonly base: string; readonly head: string }): string;
};

/** Fixed people and times, so that equal content has equal commits. */
const IDENTITY = {
  GIT_AUTHOR_NAME: "Ada", GIT_AUTHOR_EMAIL: "ada@harbour.example", GIT_AUTHOR_DATE: "2026-03-01T08:00:00Z",
  GIT_COMMITTER_NAME: "Ada", GIT_COMMITTER_EMAIL: "ada@harbour.example", GIT_COMMITTER_DATE: "2026-03-01T08:00:00Z",
};

type Lifetime = { after(cleanUp: () => void): void };

/** Makes an empty repository that goes when the test ends, at `path` below a folder of its own. */
export function makeOrigin(lifetime: Lifetime, path = "origin.git"): Origin {
  const parent = mkdtempSync(join(tmpdir(), "stowplan-origin-"));
  lifetime.after(() => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, path);

  function run(args: readonly string[], more: { readonly input?: string; readonly index?: string } = {}): string {
    const env = { ...process.env, ...IDENTITY, ...(more.index === undefined ? {} : { GIT_INDEX_FILE: more.index }) };
    const result = spawnSync("git", args, { encoding: "utf8", env, input: more.input ?? "" });
    assert.equal(result.status, 0, `git ${args.join(" ")}: ${result.stderr}`);
    return result.stdout.trim();
  }

  run(["init", "--quiet", "--bare", "--initial-branch=main", folder]);
  const git = (...args: readonly string[]): string => run(["-C", folder, ...args]);

  function commitTree(tree: string, parents: readonly string[]): string {
    return git("commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent]), "-m", "Change");
  }

  return {
    folder,
    url: pathToFileURL(folder).href,
    git,
    commit(files, ...parents) {
      const index = join(parent, `index-${process.hrtime.bigint()}`);
      for (const [path, content] of Object.entries(files)) {
        const blob = run(["-C", folder, "hash-object", "-w", "--stdin"], { input: content });
        run(["-C", folder, "update-index", "--add", "--cacheinfo", `100644,${blob},${path}`], { index });
      }
      return commitTree(run(["-C", folder, "write-tree"], { index }), parents);
    },
    mergePullRequest(number, { base, head }) {
      const merge = commitTree(git("rev-parse", `${head}^{tree}`), [base, head]);
      git("update-ref", `refs/pull/${number}/merge`, merge);
      git("update-ref", "refs/heads/main", base);
      return merge;
    },
  };
}
