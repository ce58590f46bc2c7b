import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  parseForgeRepository
} from "./chunk-RAA42EKT.js";
import {
  sha256
} from "./chunk-W6PA4KH7.js";
import {
  array,
  boolean,
  object,
  string
} from "./chunk-N3YWGI6C.js";

// src/host/github-releases.ts
var ReleaseList = array(
  object({
    tag_name: string(),
    name: string().nullish(),
    published_at: string().nullish(),
    body: string().nullish(),
    html_url: string(),
    draft: boolean().default(false)
  })
);
var KeptReleases = array(object({ tag: string(), name: string(), published: string(), notes: string(), url: string() }));
var PER_PAGE = 100;
var MOST_PAGES = 5;
var LARGEST_PAGE = 16 * 1024 * 1024;
var LONGEST_NOTES = 1e4;
var TIMEOUT = 15e3;
var PUBLIC_API = "https://api.github.com";
function apiFor(host, { environment, token }) {
  const server = URL.parse(environment["GITHUB_SERVER_URL"] ?? "https://github.com")?.host;
  if (host === server) return { url: environment["GITHUB_API_URL"] ?? PUBLIC_API, ...token === void 0 ? {} : { token } };
  return host === "github.com" ? { url: PUBLIC_API } : void 0;
}
async function readText(response) {
  const pieces = [];
  let size = 0;
  const body = response.body;
  for await (const piece of body ?? []) {
    size += piece.length;
    if (size > LARGEST_PAGE) throw new Error("the list of releases is larger than any real one");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
async function askPage({ api, path }, page) {
  const authorization = api.token === void 0 ? {} : { authorization: `Bearer ${api.token}` };
  const headers = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28", "user-agent": "stowplan", ...authorization };
  const url = `${api.url.replace(/\/$/, "")}/repos/${path}/releases?per_page=${PER_PAGE}&page=${page}`;
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT) });
  const text = await readText(response);
  if (!response.ok) throw new Error(`GitHub answered ${response.status}`);
  return ReleaseList.parse(JSON.parse(text)).flatMap(
    ({ tag_name, name, published_at, body, html_url, draft }) => draft ? [] : [{ tag: tag_name, name: name ?? tag_name, published: published_at ?? "", notes: (body ?? "").slice(0, LONGEST_NOTES), url: html_url }]
  );
}
function reaches({ tag }, until) {
  const version = until.replace(/^v/, "");
  return version !== "" && tag.endsWith(version) && !/[\d.]$/.test(tag.slice(0, tag.length - version.length));
}
async function askPages(place, until) {
  const releases = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const found = await askPage(place, page);
    releases.push(...found);
    if (found.length < PER_PAGE || found.some((release) => reaches(release, until))) break;
  }
  return releases;
}
function parseKept(text) {
  if (text === void 0) return void 0;
  try {
    return KeptReleases.parse(JSON.parse(text));
  } catch {
    return void 0;
  }
}
function openReleases(options) {
  const { cache, log } = options;
  const asked = /* @__PURE__ */ new Map();
  async function ask(place, until) {
    const day = (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
    const account = place.api.token === void 0 ? "anonymous" : "token";
    const key = sha256(JSON.stringify(["releases", account, place.api.url, place.path, until, day]));
    const kept = parseKept(await cache?.read(key));
    if (kept !== void 0) return kept;
    try {
      const releases = await askPages(place, until);
      await cache?.write(key, JSON.stringify(releases));
      return releases;
    } catch (error) {
      log.info(`No release notes of ${place.path}: ${error instanceof Error ? error.message : "no answer"}.`);
      return [];
    }
  }
  return {
    list(source, { until }) {
      const repository = parseForgeRepository(source);
      const api = repository === void 0 ? void 0 : apiFor(repository.host, options);
      if (repository?.kind !== "github" || api === void 0) return Promise.resolve([]);
      const key = `${repository.path} ${until}`;
      const answer = asked.get(key) ?? ask({ api, path: repository.path }, until);
      asked.set(key, answer);
      return answer;
    }
  };
}

export {
  openReleases
};
