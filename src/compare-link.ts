// Where a project's source lies -> its forge, and the page that shows what lies between two of its commits or tags.

/** The forges whose pages are known; Gitea's are Forgejo's. */
export type ForgeKind = "github" | "gitlab" | "forgejo" | "sourcehut";

/** A repository at a forge: `{kind: "github", host: "github.com", path: "mealie-recipes/mealie"}`. */
export type ForgeRepository = { readonly kind: ForgeKind; readonly host: string; readonly path: string };

/** GitLab's groups nest; the others have an owner and a name. */
const PATH = /^(?:~?[\w.-]+)(?:\/[\w.-]+){1,8}$/;
const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;
/** A commit, or a tag that can stand in a URL as it is; `@` and `/` are for monorepos (`@scope/name@1.2`, `server/v1.2`). */
const REVISION = /^(?!.*\.\.)[\w@][\w./@+~-]{0,255}$/;
const LONGEST_SOURCE = 2048;

function kindOf(host: string): ForgeKind | undefined {
  if (host === "github.com") return "github";
  if (/^(?:.+\.)?gitlab\./.test(host)) return "gitlab";
  if (host === "git.sr.ht") return "sourcehut";
  return /^(?:codeberg\.org|gitea\.com|(?:.+\.)?(?:forgejo|gitea)\..+)$/.test(host) ? "forgejo" : undefined;
}

/** `git@github.com:owner/name.git` as a URL; anything else as it is. */
function asUrl(text: string): string {
  const ssh = /^(?:ssh:\/\/)?git@([\w.-]+)[:/](.+)$/.exec(text);
  return ssh === null ? text.replace(/^git\+/, "").replace(/^git:/, "https:") : `https://${ssh[1] ?? ""}/${ssh[2] ?? ""}`;
}

/** The repository's own path: without the pages of one file, branch or issue below it. */
function repositoryPath(kind: ForgeKind, pathname: string): string {
  const [whole = ""] = pathname.slice(1).split("/-/");
  const parts = whole.split("/").filter((part) => part !== "");
  const own = kind === "gitlab" ? parts : parts.slice(0, 2);
  return own.join("/").replace(/\.git$/, "");
}

/**
 * Reads a source as labels and lock files write it: a URL of the repository or a page in it, with or without `.git`, or an SSH
 * address. Undefined where it is at no forge whose pages are known. What it gives is safe in a URL.
 */
export function parseForgeRepository(source: string): ForgeRepository | undefined {
  if (source.length > LONGEST_SOURCE) return undefined;
  const url = URL.parse(asUrl(source.trim()));
  if (url === null || !/^https?:$/.test(url.protocol) || url.port !== "" || !HOST.test(url.hostname)) return undefined;
  const host = url.hostname.replace(/^www\./, "");
  const kind = kindOf(host);
  const path = kind === undefined ? "" : repositoryPath(kind, url.pathname);
  return kind === undefined || !PATH.test(path) ? undefined : { kind, host, path };
}

/** The repository's own page. */
export function repositoryLink({ host, path }: ForgeRepository): string {
  return `https://${host}/${path}`;
}

/**
 * The page that compares two commits or tags, or undefined where a name cannot stand in a URL or nothing lies between them.
 * sourcehut has no such page: its log up to the newer one is the nearest.
 */
export function compareLink(repository: ForgeRepository, range: { readonly from: string; readonly to: string }): string | undefined {
  const { from, to } = range;
  if (from === to || !REVISION.test(from) || !REVISION.test(to)) return undefined;
  const page = repositoryLink(repository);
  switch (repository.kind) {
    case "github":
    case "forgejo":
      return `${page}/compare/${from}...${to}`;
    case "gitlab":
      return `${page}/-/compare/${from}...${to}`;
    case "sourcehut":
      return `${page}/log/${to}`;
  }
}
