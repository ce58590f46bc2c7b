// A remote repository -> a clone without history that is kept for the next job; only what the job names is fetched.
import { existsSync } from "node:fs";
import { lstat, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StowplanError } from "../../errors.ts";
import { allowedEnvironment, type Environment } from "../environment.ts";
import { gitArguments, type Repository, runGit } from "../git-command.ts";
import { throwIfInterrupted } from "../job-signal.ts";
import { type ProcessResult, runProcess } from "../process.ts";
import { isAbandoned, ownerText } from "./file-lock.ts";
import { type KeptFolder, whileUnshared, withKeptFolder } from "./kept-folder.ts";

export type CloneSource = {
  /** Address of the repository as git takes it. */
  readonly remote: string;
  /** Given to git's fetch only, in its environment: neither Nix nor a later git sees it. */
  readonly token: string;
  readonly environment: Environment;
  /** Where the clone is kept; without it the clone is made anew and removed. */
  readonly place?: string | undefined;
};

/** What to fetch: a reference of the remote, the name that it gets here, and how many commits deep. */
export type Wanted = { readonly reference: string; readonly name: string; readonly depth: number };

export type Clone = {
  /** With `.git` and no other files. Its environment has a TMPDIR of the job's own. */
  readonly repository: Repository;
  /** A folder of the job's own, gone when the job ends. */
  readonly scratch: string;
  /** Fetches, then asks `read` before anybody else fetches here. Undefined where the remote has no such reference. Throws `forge-failed`, `git-failed`. */
  fetch<T>(wanted: Wanted, read: () => Promise<T>): Promise<T | undefined>;
};

const NO_SUCH_REFERENCE = 2;
const FETCH_LIMITS = { seconds: 900, output: 1024 * 1024 } as const;
/** Each fetch makes a pack; so many together slow git down. */
const MOST_PACKS = 40;
/** References of closed pull requests keep their objects until there are more than these. */
const KEPT_REFERENCES = 100;

/**
 * Objects are checked as they arrive (git-config(1), `fetch.fsckObjects`), save for flaws of old tools that harm nobody. Packs stay
 * packs, git's own cleaning in the background is off, and no reference of the remote but the named one is looked at.
 */
const FETCH_SETTINGS = [
  "fetch.fsckObjects=true",
  "fetch.fsck.zeroPaddedFilemode=ignore",
  "fetch.fsck.badTimezone=ignore",
  "fetch.unpackLimit=1",
  "gc.auto=0",
  "maintenance.auto=false",
  "credential.helper=",
  "core.askPass=true",
  "http.followRedirects=initial",
] as const;

/** A header for this remote alone, so that a redirect does not carry it elsewhere. */
function credentials({ remote, token }: CloneSource): Record<string, string> {
  if (token === "" || !URL.canParse(remote)) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: `http.${new URL(remote).origin}/.extraHeader`, GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}` };
}

/** The transport of the remote's own address and no other: a redirect or a crafted address cannot choose one that runs programs. */
function protocolOf(remote: string): string {
  return URL.canParse(remote) ? new URL(remote).protocol.slice(0, -1) : "file";
}

/** Runs git where it speaks with the remote: the only place that sees the token. */
function askRemote(directory: string, { source, args }: { readonly source: CloneSource; readonly args: readonly string[] }): Promise<ProcessResult> {
  const settings = FETCH_SETTINGS.flatMap((setting) => ["-c", setting]);
  const environment = allowedEnvironment(source.environment, { GIT_TERMINAL_PROMPT: "0", GIT_ALLOW_PROTOCOL: protocolOf(source.remote), ...credentials(source) });
  return runProcess({ program: "git", args: [...settings, ...gitArguments(directory, args)], environment, limits: FETCH_LIMITS });
}

/** False where the remote has no such reference (git-ls-remote(1), `--exit-code`). Throws where it does not answer, or what it gives cannot be taken. */
async function fetchInto(directory: string, { source, wanted }: { readonly source: CloneSource; readonly wanted: Wanted }): Promise<boolean> {
  const flags = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", `--depth=${wanted.depth}`];
  const fetched = await askRemote(directory, { source, args: [...flags, "--end-of-options", source.remote, `+${wanted.reference}:${wanted.name}`] });
  if (fetched.status === 0) return true;
  throwIfInterrupted();
  const listed = await askRemote(directory, { source, args: ["ls-remote", "--quiet", "--exit-code", "--end-of-options", source.remote, wanted.reference] });
  if (listed.status === NO_SUCH_REFERENCE) return false;
  throw listed.status === 0 ? notTaken(wanted, fetched.stderr) : notAnswered(wanted);
}

function notTaken({ reference }: Wanted, words: string): StowplanError {
  return new StowplanError({
    code: "git-failed",
    subject: reference,
    message: `The commits could not be fetched: ${words.trim().split("\n").at(-1) ?? ""}`,
    hint: "Look whether the bot's disk is full, and whether `git fsck` finds flaws in the repository.",
  });
}

function notAnswered({ reference }: Wanted): StowplanError {
  return new StowplanError({
    code: "forge-failed",
    subject: reference,
    message: "GitHub did not give the repository's commits.",
    hint: "Try again; see https://www.githubstatus.com. The App needs the permission `contents: read`.",
  });
}

/** Old versions of Nix ask any repository where its HEAD is. */
async function openRepository(repository: Repository): Promise<void> {
  if (existsSync(join(repository.directory, ".git/HEAD"))) return;
  await runGit(repository, { args: ["init", "--quiet", "--template=", "--initial-branch=main"] });
}

async function dropOldReferences(repository: Repository): Promise<void> {
  const args = ["for-each-ref", "--sort=-committerdate", "--format=%(refname)", "refs/stowplan"];
  const names = (await runGit(repository, { args })).toString().split("\n").filter((name) => name !== "");
  const input = names.slice(KEPT_REFERENCES).map((name) => `delete ${name}\n`).join("");
  await runGit(repository, { args: ["update-ref", "--stdin"], input });
}

/** Packs everything that references keep into one. Nobody else may use the clone meanwhile: Nix could be reading what is let go. */
async function tidy(repository: Repository, folder: KeptFolder): Promise<void> {
  const packs = (await readdir(join(repository.directory, ".git/objects/pack"))).filter((name) => name.endsWith(".pack"));
  if (packs.length <= MOST_PACKS) return;
  await whileUnshared(folder, async () => {
    await dropOldReferences(repository);
    await runGit(repository, { args: ["gc", "--quiet", "--prune=now"] });
  });
}

async function useClone<T>({ source, folder, scratch }: { readonly source: CloneSource; readonly folder: KeptFolder; readonly scratch: string }, use: (clone: Clone) => Promise<T>): Promise<T> {
  const repository = { directory: folder.path, environment: { ...source.environment, TMPDIR: scratch } };
  await folder.alone(() => openRepository(repository));
  return use({
    repository,
    scratch,
    fetch: (wanted, read) =>
      folder.alone(async () => {
        await tidy(repository, folder);
        if (!(await fetchInto(folder.path, { source, wanted }))) return undefined;
        await runGit(repository, { args: ["update-ref", "refs/heads/main", wanted.name] });
        return read();
      }),
  });
}

const SCRATCH = "stowplan-job-";
const OWNER = ".stowplan-owner";
/** No job takes as long: a folder of another container, whose processes cannot be seen from here, is then abandoned. */
const FOREIGN_MINUTES = 1440;

/** A process that was killed leaves its folders behind. Those of another user are none of ours, whatever they are called. */
async function removeAbandoned(parent: string): Promise<void> {
  const folders = (await readdir(parent)).filter((name) => name.startsWith(SCRATCH)).map((name) => join(parent, name));
  for (const folder of folders) {
    const owner = (await lstat(folder).catch(() => undefined))?.uid;
    const isOurs = owner === process.getuid?.() && (await isAbandoned(join(folder, OWNER), FOREIGN_MINUTES));
    // What cannot be removed stands in no job's way.
    if (isOurs) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function makeScratch(parent: string): Promise<string> {
  await removeAbandoned(parent);
  const scratch = await mkdtemp(join(parent, SCRATCH));
  await writeFile(join(scratch, OWNER), ownerText());
  return scratch;
}

/** Calls `use` with the clone. Throws what git's failures throw, and `process-limit` where another job does not let go of the clone. */
export async function withClone<T>(source: CloneSource, use: (clone: Clone) => Promise<T>): Promise<T> {
  const scratch = await makeScratch(source.environment["TMPDIR"] ?? tmpdir());
  try {
    return await withKeptFolder(source.place ?? join(scratch, "clone"), (folder) => useClone({ source, folder, scratch }, use));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
