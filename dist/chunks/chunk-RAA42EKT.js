import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/compare-link.ts
var PATH = /^(?:~?[\w.-]+)(?:\/[\w.-]+){1,8}$/;
var HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;
var REVISION = /^(?!.*\.\.)[\w@][\w./@+~-]{0,255}$/;
var LONGEST_SOURCE = 2048;
function kindOf(host) {
  if (host === "github.com") return "github";
  if (/^(?:.+\.)?gitlab\./.test(host)) return "gitlab";
  if (host === "git.sr.ht") return "sourcehut";
  return /^(?:codeberg\.org|gitea\.com|(?:.+\.)?(?:forgejo|gitea)\..+)$/.test(host) ? "forgejo" : void 0;
}
function asUrl(text) {
  const ssh = /^(?:ssh:\/\/)?git@([\w.-]+)[:/](.+)$/.exec(text);
  return ssh === null ? text.replace(/^git\+/, "").replace(/^git:/, "https:") : `https://${ssh[1] ?? ""}/${ssh[2] ?? ""}`;
}
function repositoryPath(kind, pathname) {
  const [whole = ""] = pathname.slice(1).split("/-/");
  const parts = whole.split("/").filter((part) => part !== "");
  const own = kind === "gitlab" ? parts : parts.slice(0, 2);
  return own.join("/").replace(/\.git$/, "");
}
function parseForgeRepository(source) {
  if (source.length > LONGEST_SOURCE) return void 0;
  const url = URL.parse(asUrl(source.trim()));
  if (url === null || !/^https?:$/.test(url.protocol) || url.port !== "" || !HOST.test(url.hostname)) return void 0;
  const host = url.hostname.replace(/^www\./, "");
  const kind = kindOf(host);
  const path = kind === void 0 ? "" : repositoryPath(kind, url.pathname);
  return kind === void 0 || !PATH.test(path) ? void 0 : { kind, host, path };
}
function repositoryLink({ host, path }) {
  return `https://${host}/${path}`;
}
function compareLink(repository, range) {
  const { from, to } = range;
  if (from === to || !REVISION.test(from) || !REVISION.test(to)) return void 0;
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

export {
  parseForgeRepository,
  repositoryLink,
  compareLink
};
