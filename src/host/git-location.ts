// A directory -> where its git repository is, and what kind of repository it is.
import { resolve } from "node:path";
import { StowplanError } from "../errors.ts";
import { type Repository, runGit, tryGit } from "./git-command.ts";

/** A repository on disk. */
export type GitLocation = {
  /** The top of the work tree; of a bare repository the repository itself. */
  readonly root: string;
  readonly isBare: boolean;
  readonly isShallow: boolean;
  /** How objects are named (git-init(1), `--object-format`). */
  readonly format: "sha1" | "sha256";
};

/** In a bare repository git answers the first three and then fails at the last. */
const QUESTIONS = ["--is-bare-repository", "--is-shallow-repository", "--show-object-format", "--show-toplevel"] as const;
const ANSWERS = /^(?<isBare>true|false)\n(?<isShallow>true|false)\n(?<format>sha1|sha256)\n(?:(?<root>[\s\S]+)\n)?$/;

/** Finds the repository that a directory lies in. Throws `not-a-repository`, `git-missing`. */
export async function locateRepository(repository: Repository): Promise<GitLocation> {
  const result = await tryGit(repository, { args: ["rev-parse", ...QUESTIONS] });
  const answers = ANSWERS.exec(result.stdout.toString())?.groups;
  const isBare = answers?.["isBare"] === "true";
  const root = isBare ? await gitPath(repository, ".") : answers?.["root"];
  if (answers !== undefined && root !== undefined) {
    return { root, isBare, isShallow: answers["isShallow"] === "true", format: answers["format"] === "sha256" ? "sha256" : "sha1" };
  }
  throw new StowplanError({
    code: "not-a-repository",
    subject: repository.directory,
    message: `git finds no work tree there: ${result.stderr.trim().replace(/^fatal: /, "")}`,
    hint: "Name the folder of a git checkout (--repo); for a folder of another user run `git config --global --add safe.directory FOLDER`.",
  });
}

/** Absolute path of something that git keeps, such as `objects`; linked work trees and submodules keep it elsewhere than in `.git`. */
export async function gitPath(repository: Repository, name: string): Promise<string> {
  const path = (await runGit(repository, { args: ["rev-parse", "--git-path", name] })).toString("utf8").replace(/\n$/, "");
  return resolve(repository.directory, path);
}
