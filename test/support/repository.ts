// Folders of files -> a git repository with two commits, the same object names on every machine.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const WHO = { name: "Ilse Brandt", email: "ilse@homelab.example", date: "2026-07-14T18:30:00+00:00" };

/** Runs git in a folder, untouched by the user's own settings; gives what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main", ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_SYSTEM: "/dev/null",
      GIT_AUTHOR_NAME: WHO.name,
      GIT_AUTHOR_EMAIL: WHO.email,
      GIT_AUTHOR_DATE: WHO.date,
      GIT_COMMITTER_NAME: WHO.name,
      GIT_COMMITTER_EMAIL: WHO.email,
      GIT_COMMITTER_DATE: WHO.date,
    },
  }).trim();
}

/** What a commit holds: the files of a folder laid over those of the commit before, and paths that are gone. */
export type CommitFiles = { readonly folder?: string; readonly deleted?: readonly string[] };

function commit(repository: string, { folder, deleted = [] }: CommitFiles): string {
  if (folder !== undefined && existsSync(folder)) cpSync(folder, repository, { recursive: true, verbatimSymlinks: true });
  for (const path of deleted) rmSync(join(repository, path), { recursive: true });
  git(repository, "add", "--all");
  git(repository, "commit", "--quiet", "--allow-empty", "--message=Change");
  return git(repository, "rev-parse", "HEAD");
}

/** Makes a repository in a folder that is not there yet; gives the object names of both commits. */
export function makeRepository(repository: string, sides: { readonly base: CommitFiles; readonly head: CommitFiles }): { base: string; head: string } {
  mkdirSync(repository, { recursive: true });
  git(repository, "init", "--quiet");
  const base = commit(repository, sides.base);
  return { base, head: commit(repository, sides.head) };
}
