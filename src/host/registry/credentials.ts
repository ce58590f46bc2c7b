// The files and programs that keep credentials -> those for one URL of a registry. Only hosts that the files name are looked up.
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../environment.ts";
import { type CredentialEntry, type CredentialFile, type Credentials, parseCredentialFile } from "./credential-file.ts";
import { askHelper, type HelperQuestion } from "./credential-program.ts";
import type { EcrTokens } from "./ecr-token.ts";

/** GitHub's token of a job, which may read packages of the job's own repository's owner. */
export type GithubToken = { readonly token: string; readonly owner: string };

/** Where to look. `files` are asked in order; the GitHub token and the tokens of ECR are for what none of them knows. */
export type CredentialSources = { readonly files: readonly string[]; readonly environment: Environment; readonly github?: GithubToken; readonly ecr?: EcrTokens };

/** Credentials for a URL, and why there are none: a helper that should know some is not installed, or they are kept back. */
export type Lookup = { readonly credentials?: Credentials; readonly missingHelper?: string; readonly isWithheld?: boolean };
export type CredentialReader = (url: URL) => Promise<Lookup>;

const GITHUB_REGISTRY = "ghcr.io";

/**
 * The files that `podman login` and `docker login` write, in the order of containers-auth.json(5): `$REGISTRY_AUTH_FILE`, else below
 * `$XDG_RUNTIME_DIR` and `$XDG_CONFIG_HOME`; then Docker's in `$DOCKER_CONFIG`, else `~/.docker`.
 */
export function credentialFiles(environment: Environment): readonly string[] {
  const { REGISTRY_AUTH_FILE: named, XDG_RUNTIME_DIR: runtime, XDG_CONFIG_HOME: config, DOCKER_CONFIG: docker, HOME: home = homedir() } = environment;
  const podman = named === undefined ? [...(runtime === undefined ? [] : [runtime]), config ?? join(home, ".config")].map((folder) => join(folder, "containers", "auth.json")) : [named];
  return [...podman, join(docker ?? join(home, ".docker"), "config.json")];
}

/** The repository that a URL below `/v2/` is about; empty for others. */
function repositoryOf(url: URL): string {
  return /^\/v2\/(?<path>.+)\/(?:manifests|blobs|tags|referrers)\/[^/]+$/.exec(url.pathname)?.groups?.["path"] ?? "";
}

/** Entries for a repository, the most specific first: `quay.io/galley/web`, `quay.io/galley`, `quay.io`. */
function entriesFor(file: CredentialFile, { host, path }: { host: string; path: string }): readonly CredentialEntry[] {
  const isAbove = (entry: CredentialEntry): boolean => entry.path === "" || path === entry.path || path.startsWith(`${entry.path}/`);
  return file.entries.filter((entry) => entry.host === host && isAbove(entry)).toSorted((left, right) => right.path.length - left.path.length);
}

/** Which helper a file wants to be asked: the host's own; the store only where `login` left an entry for the host. */
function helperFor(file: CredentialFile, { host, path }: { host: string; path: string }): HelperQuestion | undefined {
  const own = file.helpers.get(host);
  if (own !== undefined) return { name: own.name, server: own.key };
  const [entry] = entriesFor(file, { host, path });
  return file.store === undefined || entry === undefined ? undefined : { name: file.store, server: entry.key };
}

/** Opens a reader. Files are read and helpers run when the first registry asks for credentials, each once. */
export function openCredentialReader({ files, environment, github, ecr }: CredentialSources): CredentialReader {
  let read: Promise<readonly CredentialFile[]> | undefined;
  const helpers = new Map<string, ReturnType<typeof askHelper>>();
  // No file is the usual case: then everything is asked anonymously.
  const readFiles = () => Promise.all(files.map((path) => readFile(path, "utf8").then(parseCredentialFile, () => parseCredentialFile(""))));

  function askOnce(question: HelperQuestion): ReturnType<typeof askHelper> {
    const key = `${question.name} ${question.server}`;
    const answer = helpers.get(key) ?? askHelper(question, environment);
    helpers.set(key, answer);
    return answer;
  }

  async function lookIn(file: CredentialFile, place: { host: string; path: string }): Promise<Lookup> {
    const question = helperFor(file, place);
    const answer = question === undefined ? undefined : await askOnce(question);
    if (answer?.kind === "credentials") return { credentials: answer.credentials };
    const credentials = entriesFor(file, place).find((entry) => entry.credentials !== undefined)?.credentials;
    if (credentials !== undefined) return { credentials };
    return answer?.kind === "not-installed" ? { missingHelper: answer.program } : {};
  }

  return async (url) => {
    read ??= readFiles();
    const place = { host: url.host, path: repositoryOf(url) };
    let missing: Lookup = {};
    for (const file of await read) {
      const found = await lookIn(file, place);
      if (found.credentials !== undefined) return found;
      if (found.missingHelper !== undefined) missing = found;
    }
    const isOwn = url.protocol === "https:" && url.host === GITHUB_REGISTRY && place.path.startsWith(`${github?.owner.toLowerCase() ?? ""}/`);
    if (github !== undefined && isOwn) return { credentials: { kind: "password", user: github.owner, password: github.token } };
    const credentials = url.protocol === "https:" ? await ecr?.(url.host) : undefined;
    return credentials === undefined ? missing : { credentials };
  };
}

/** The reader for a stranger's pull request: it could name any private image, and its plan would tell everybody what is in it. */
export function withholdCredentials(): Promise<Lookup> {
  return Promise.resolve({ isWithheld: true });
}
