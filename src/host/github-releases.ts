// A project's address -> its releases, asked at GitHub's REST API: few requests, kept for a day, and silent where it fails.
import * as z from "zod";
import { parseForgeRepository } from "../compare-link.ts";
import type { Cache, Log, Release, Releases } from "../ports.ts";
import { sha256 } from "../sha256.ts";
import type { Environment } from "./environment.ts";

/** What the machine gives: GitHub's addresses from the environment, a token where there is one, and where answers are kept. */
export type ReleasesOptions = {
  readonly environment: Environment;
  /** Sent to the API of the environment's own server only; without it GitHub answers 60 requests an hour. */
  readonly token?: string;
  readonly cache?: Cache;
  readonly log: Log;
};

/** "List releases" (REST API, 2022-11-28); a release without notes has null. */
const ReleaseList = z.array(
  z.object({
    tag_name: z.string(),
    name: z.string().nullish(),
    published_at: z.string().nullish(),
    body: z.string().nullish(),
    html_url: z.string(),
    draft: z.boolean().default(false),
  }),
);
const KeptReleases = z.array(z.object({ tag: z.string(), name: z.string(), published: z.string(), notes: z.string(), url: z.string() }));

const PER_PAGE = 100;
const MOST_PAGES = 5;
const LARGEST_PAGE = 16 * 1024 * 1024;
/** Longer notes are cut anyway before anybody sees them. */
const LONGEST_NOTES = 10_000;
const TIMEOUT = 15_000;
const PUBLIC_API = "https://api.github.com";

type Api = { readonly url: string; readonly token?: string };

/** The environment's server is asked with the token; github.com seen from another server without. */
function apiFor(host: string, { environment, token }: ReleasesOptions): Api | undefined {
  const server = URL.parse(environment["GITHUB_SERVER_URL"] ?? "https://github.com")?.host;
  if (host === server) return { url: environment["GITHUB_API_URL"] ?? PUBLIC_API, ...(token === undefined ? {} : { token }) };
  return host === "github.com" ? { url: PUBLIC_API } : undefined;
}

async function readText(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const piece of body ?? []) {
    size += piece.length;
    if (size > LARGEST_PAGE) throw new Error("the list of releases is larger than any real one");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

async function askPage({ api, path }: { api: Api; path: string }, page: number): Promise<readonly Release[]> {
  const authorization = api.token === undefined ? {} : { authorization: `Bearer ${api.token}` };
  const headers = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28", "user-agent": "stowplan", ...authorization };
  const url = `${api.url.replace(/\/$/, "")}/repos/${path}/releases?per_page=${PER_PAGE}&page=${page}`;
  // A renamed repository redirects, on the same server; the token is not taken to another one by fetch.
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT) });
  const text = await readText(response);
  if (!response.ok) throw new Error(`GitHub answered ${response.status}`);
  return ReleaseList.parse(JSON.parse(text)).flatMap(({ tag_name, name, published_at, body, html_url, draft }) =>
    draft ? [] : [{ tag: tag_name, name: name ?? tag_name, published: published_at ?? "", notes: (body ?? "").slice(0, LONGEST_NOTES), url: html_url }],
  );
}

/** True where a tag is the version that the list has to reach, with or without what projects write before it. */
function reaches({ tag }: Release, until: string): boolean {
  const version = until.replace(/^v/, "");
  return version !== "" && tag.endsWith(version) && !/[\d.]$/.test(tag.slice(0, tag.length - version.length));
}

async function askPages(place: { api: Api; path: string }, until: string): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const found = await askPage(place, page);
    releases.push(...found);
    if (found.length < PER_PAGE || found.some((release) => reaches(release, until))) break;
  }
  return releases;
}

function parseKept(text: string | undefined): readonly Release[] | undefined {
  if (text === undefined) return undefined;
  try {
    return KeptReleases.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Opens the port. Each project is asked once in a run and once a day. */
export function openReleases(options: ReleasesOptions): Releases {
  const { cache, log } = options;
  const asked = new Map<string, Promise<readonly Release[]>>();

  async function ask(place: { api: Api; path: string }, until: string): Promise<readonly Release[]> {
    const day = new Date().toISOString().slice(0, 10);
    // What a token let us read is not for plans without one.
    const account = place.api.token === undefined ? "anonymous" : "token";
    const key = sha256(JSON.stringify(["releases", account, place.api.url, place.path, until, day]));
    const kept = parseKept(await cache?.read(key));
    if (kept !== undefined) return kept;
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
      const api = repository === undefined ? undefined : apiFor(repository.host, options);
      if (repository?.kind !== "github" || api === undefined) return Promise.resolve([]);
      const key = `${repository.path} ${until}`;
      const answer = asked.get(key) ?? ask({ api, path: repository.path }, until);
      asked.set(key, answer);
      return answer;
    },
  };
}
