// GitHub's own description of its REST API -> what is wrong with a recorded exchange.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Document, OpenAPIRouter, OpenAPIValidator } from "openapi-backend";
import * as z from "zod";

/** The paths that stowplan may use; a request elsewhere is a mistake of its own. */
const PATHS = [
  "/user",
  "/repos/{owner}/{repo}/pulls",
  "/repos/{owner}/{repo}/pulls/{pull_number}",
  "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  "/repos/{owner}/{repo}/issues/comments/{comment_id}",
  "/repos/{owner}/{repo}/pulls/{pull_number}/files",
  "/repos/{owner}/{repo}/pulls/{pull_number}/comments",
  "/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
  "/repos/{owner}/{repo}/contents/{path}",
  "/repos/{owner}/{repo}/git/blobs",
  "/repos/{owner}/{repo}/git/trees",
  "/repos/{owner}/{repo}/git/commits",
  "/repos/{owner}/{repo}/git/commits/{commit_sha}",
  "/repos/{owner}/{repo}/git/refs/{ref}",
  "/app/installations/{installation_id}/access_tokens",
] as const;

/** The emulator names repositories here in a shorter form than GitHub; the request itself is checked. */
const SHORT_ANSWER = "/access_tokens";

/** The limit of a comment that the description does not have. */
const MAX_BODY = 65_536;

/** One request with its answer. */
export type Exchange = {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
};

const Description = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

function readDefinition(): Document {
  const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.deref.json");
  const { openapi, info, paths } = Description.parse(JSON.parse(readFileSync(file, "utf8")));
  return { openapi, info, paths: Object.fromEntries(PATHS.map((path) => [path, paths[path] ?? {}])) };
}

function lengthOf(body: unknown): number {
  return typeof body === "object" && body !== null && "body" in body && typeof body.body === "string" ? Array.from(body.body).length : 0;
}

/** Gives the reader of exchanges; an empty list says that one is as GitHub describes it. */
export function openApiCheck(): (exchange: Exchange) => readonly string[] {
  const definition = readDefinition();
  const router = new OpenAPIRouter({ definition });
  const validator = new OpenAPIValidator({ definition, router, ajvOpts: { strict: false, validateFormats: false } });
  return ({ method, path, headers, body, status, answer }) => {
    const url = new URL(path, "https://api.github.example");
    const request = { method, path: url.pathname, query: Object.fromEntries(url.searchParams), headers, body };
    const operation = router.matchOperation(request);
    if (operation === undefined) return [`${method} ${url.pathname} is not a request that stowplan makes`];
    const wrong = validator.validateRequest(request, operation).errors ?? [];
    const answered = status < 300 && answer !== undefined && !url.pathname.endsWith(SHORT_ANSWER) ? (validator.validateResponse(answer, operation, status).errors ?? []) : [];
    const tooLong = lengthOf(body) > MAX_BODY ? [`the body has more than ${MAX_BODY} characters`] : [];
    return [...[...wrong, ...answered].map((error) => `${method} ${url.pathname} ${error.instancePath}: ${error.message ?? ""}`), ...tooLong];
  };
}
