// A real git repository in a temporary folder, for tests: commits of whole file sets.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What a commit does: texts to write, paths to delete, links to make, files to make executable. */
export type Commit = {
  readonly write?: Readonly<Record<string, string | Buffer>>;
  readonly remove?: readonly string[];
  readonly links?: Readonly<Record<string, string>>;
  readonly executable?: readonly string[];
  /** Folders to lay over the work tree. */
  readonly copy?: readonly string[];
};

export type TestRepository = {
  readonly folder: string;
  /** Runs git there and gives its output without the last line break. */
  git(...args: readonly string[]): string;
  /** Makes a commit and gives its name. */
  commit(what: Commit): string;
  remove(): void;
};

const IDENTITY = ["-c", "user.name=Ilse Brandt", "-c", "user.email=ilse@homelab.example", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always"];

/** Makes an empty repository with the branch `main`. */
export function makeRepository(name = "repository"): TestRepository {
  const parent = mkdtempSync(join(tmpdir(), "stowplan-test-"));
  const folder = join(parent, name);
  mkdirSync(folder);
  const git = (...args: readonly string[]): string => execFileSync("git", [...IDENTITY, ...args], { cwd: folder, encoding: "utf8" }).replace(/\n$/, "");
  git("init", "--quiet", "-b", "main");
  return {
    folder,
    git,
    commit: (what) => {
      apply(folder, what);
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message=change");
      return git("rev-parse", "HEAD");
    },
    remove: () => {
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

function apply(folder: string, what: Commit): void {
  for (const source of what.copy ?? []) cpSync(source, folder, { recursive: true });
  for (const [path, text] of Object.entries(what.write ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const [path, target] of Object.entries(what.links ?? {})) symlinkSync(target, join(folder, path));
  for (const path of what.executable ?? []) chmodSync(join(folder, path), 0o755);
  for (const path of what.remove ?? []) rmSync(join(folder, path), { recursive: true });
}
