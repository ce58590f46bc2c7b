// The user's repository -> one of our own beside it that sees all its objects and takes new ones, gone when the process ends.
import { randomUUID } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Repository, runGit } from "./git-command.ts";
import { type GitLocation, gitPath } from "./git-location.ts";
import { plainPath } from "./plain-path.ts";

/** Our repository; `adopt` makes the objects of one more object folder visible in it. */
export type Scratch = { readonly repository: Repository; adopt(objects: string): Promise<void> };

/**
 * Makes the repository. It has a `.git` folder and no files: Nix takes it for a local checkout and reads objects in place, where a
 * bare repository would be copied first. `start` is any commit, because old versions of Nix ask where HEAD is.
 */
export async function createScratch(source: Repository, { location, start }: { location: GitLocation; start: string }): Promise<Scratch> {
  const parent = await mkdtemp(join(source.environment["TMPDIR"] ?? tmpdir(), "stowplan-git-"));
  removeAtExit(parent);
  const repository = { directory: join(parent, "repository"), environment: source.environment };
  await mkdir(repository.directory);
  await runGit(repository, { args: ["init", "--quiet", `--object-format=${location.format}`, "--template=", "--initial-branch=main"] });
  const adopted = new Set<string>();
  const adopt = async (objects: string): Promise<void> => {
    adopted.add(plainPath(objects));
    await mkdir(join(repository.directory, ".git/objects/info"), { recursive: true });
    await replaceFile(join(repository.directory, ".git/objects/info/alternates"), [...adopted].map((path) => `${path}\n`).join(""));
  };
  await adopt(await gitPath(source, "objects"));
  const shallow = await gitPath(source, "shallow");
  if (existsSync(shallow)) await copyFile(shallow, join(repository.directory, ".git/shallow"));
  await runGit(repository, { args: ["update-ref", "refs/heads/main", start] });
  return { repository, adopt };
}

const made: string[] = [];

/** One listener for all: a server makes thousands, and Node warns of ten. */
function removeAtExit(folder: string): void {
  if (made.length === 0) process.once("exit", () => made.forEach((path) => rmSync(path, { recursive: true, force: true })));
  made.push(folder);
}

/** In one step: another git may be reading the file at this moment. */
async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text);
  await rename(draft, path);
}
