// An input of a lock file -> what a reader wants to know of it: source, revision, day; and the forge that its repository lies at.
import { type ForgeRepository, parseForgeRepository } from "../../compare-link.ts";
import type { InputVersion } from "./input-change.ts";
import type { LockedInput, SourceAttributes } from "./lock-file.ts";

/** Forges that have a fetcher of their own, and where they are unless the input says otherwise (Nix manual, "flake references"). */
const FORGES: Readonly<Record<string, string>> = { github: "github.com", gitlab: "gitlab.com", sourcehut: "git.sr.ht" };

/** A commit within a URL, or the first letters of one in the name of a NixOS release: `nixos-26.05.1234.0123456789ab`. */
const REVISION_IN_URL = /\b[0-9a-f]{40}\b|(?<=\bnix(?:os|pkgs)[\w.-]*\.)[0-9a-f]{7,12}(?=\/)/;

/** The last second of the year 9999: later ones are no dates. */
const LAST_SECOND = 253_402_300_799;

/** Tells what an input is. */
export function versionOf(input: LockedInput): InputVersion {
  if (input.kind === "follows") return { kind: "follows", target: input.target.slice(0, 1024) };
  const { locked, original } = input;
  const [revision, date] = [revisionOf(locked), dateOf(locked)];
  return {
    kind: "locked",
    type: locked.type.slice(0, 64),
    source: sourceOf(original.type === "" ? locked : original).slice(0, 1024),
    ...(revision === undefined ? {} : { revision }),
    ...(date === undefined ? {} : { date }),
    ...(revision !== undefined || locked.narHash === undefined ? {} : { hash: locked.narHash.slice(0, 128) }),
  };
}

function revisionOf({ rev, url = "" }: SourceAttributes): string | undefined {
  return rev?.slice(0, 128) ?? REVISION_IN_URL.exec(url)?.[0];
}

function dateOf({ lastModified = 0 }: SourceAttributes): string | undefined {
  if (!Number.isInteger(lastModified) || lastModified <= 0 || lastModified > LAST_SECOND) return undefined;
  return new Date(lastModified * 1000).toISOString().slice(0, 10);
}

/** A flake reference in its short form. */
export function sourceOf(source: SourceAttributes): string {
  const { type, ref } = source;
  const behind = ref === undefined ? "" : `/${ref}`;
  if (type in FORGES) return `${type}:${decoded(source.owner)}/${decoded(source.repo)}${behind}`;
  if (type === "indirect") return `${source.id ?? ""}${behind}`;
  if (type === "path") return `path:${source.path ?? ""}`;
  const url = withoutSecrets(source.url ?? "");
  if (type === "git" || type === "hg") return `${type}+${url.replace(/^(?:git|hg)\+/, "")}${ref === undefined ? "" : `?ref=${ref}`}`;
  return url === "" ? type : url;
}

/** GitLab's groups are written with an encoded slash: `group%2Fsubgroup`. */
function decoded(text = ""): string {
  return text.replaceAll(/%2f/gi, "/");
}

/** A URL without user, password, query and fragment: people keep tokens in all of them. */
function withoutSecrets(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/^([\w+.-]+:\/\/)[^/]*@/, "$1");
}

/** The repository at its forge; a tarball of NixOS's channels is a commit of nixpkgs. */
export function repositoryOf({ type, owner, repo, host, url = "" }: SourceAttributes): ForgeRepository | undefined {
  const forge = FORGES[type];
  if (forge !== undefined) return parseForgeRepository(`https://${host ?? forge}/${decoded(owner)}/${decoded(repo)}`);
  if (/^https:\/\/releases\.nixos\.org\/(?:nixos|nixpkgs)\//.test(url)) return parseForgeRepository("https://github.com/NixOS/nixpkgs");
  const address = url.replace(/[?#].*$/s, "");
  // The path of an archive names a page below the repository: /archive/REVISION.tar.gz, /-/archive/…, /get/….
  return parseForgeRepository(address.replace(/\/(?:-\/)?(?:archive|tarball|get)\/.*$/, ""));
}
