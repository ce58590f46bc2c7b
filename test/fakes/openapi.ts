// GitHub's own description of its REST API -> what is wrong with a recorded exchange.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Document, OpenAPIRouter, OpenAPIValidator } from "openapi-backend";
import * as z from "zod";

/** The requests that stowplan may make; any other is a mistake of its own. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  "/user": ["get"],
  "/repos/{owner}/{repo}": ["get"],
  "/repos/{owner}/{repo}/pulls": ["get", "post"],
  "/repos/{owner}/{repo}/pulls/{pull_number}": ["get", "patch"],
  "/repos/{owner}/{repo}/pulls/{pull_number}/files": ["get"],
  "/repos/{owner}/{repo}/pulls/{pull_number}/comments": ["get"],
  "/repos/{owner}/{repo}/pulls/{pull_number}/reviews": ["post"],
  "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers": ["post"],
  "/repos/{owner}/{repo}/pulls/{pull_number}/merge": ["put"],
  "/repos/{owner}/{repo}/issues": ["get", "post"],
  "/repos/{owner}/{repo}/issues/{issue_number}": ["patch"],
  "/repos/{owner}/{repo}/issues/{issue_number}/labels": ["get", "post"],
  "/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}": ["delete"],
  "/repos/{owner}/{repo}/labels": ["post"],
  "/repos/{owner}/{repo}/labels/{name}": ["get"],
  "/repos/{owner}/{repo}/issues/{issue_number}/assignees": ["post"],
  "/repos/{owner}/{repo}/issues/{issue_number}/comments": ["get", "post"],
  "/repos/{owner}/{repo}/issues/comments/{comment_id}": ["get", "patch", "delete"],
  "/repos/{owner}/{repo}/contents/{path}": ["get"],
  "/repos/{owner}/{repo}/compare/{basehead}": ["get"],
  "/repos/{owner}/{repo}/git/blobs": ["post"],
  "/repos/{owner}/{repo}/git/trees": ["post"],
  "/repos/{owner}/{repo}/git/commits": ["post"],
  "/repos/{owner}/{repo}/git/commits/{commit_sha}": ["get"],
  "/repos/{owner}/{repo}/git/refs": ["post"],
  "/repos/{owner}/{repo}/git/refs/{ref}": ["patch", "delete"],
  "/repos/{owner}/{repo}/git/ref/{ref}": ["get"],
  "/repos/{owner}/{repo}/git/matching-refs/{ref}": ["get"],
  "/repos/{owner}/{repo}/commits/{ref}/check-runs": ["get"],
  "/repos/{owner}/{repo}/check-runs": ["post"],
  "/repos/{owner}/{repo}/check-runs/{check_run_id}": ["patch"],
  "/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations": ["get"],
  "/repos/{owner}/{repo}/commits/{ref}/status": ["get"],
  "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": ["post"],
  "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}": ["delete"],
  "/repos/{owner}/{repo}/collaborators/{username}/permission": ["get"],
  "/installation/repositories": ["get"],
  "/app/installations": ["get"],
  "/app/installations/{installation_id}/access_tokens": ["post"],
};

/** The emulator names repositories here in a shorter form than GitHub; the request itself is checked. */
const SHORT_ANSWER = "/access_tokens";

/** Parts of other answers that the emulator leaves out, or gives as null where GitHub does, too, whatever its description says. */
const GAPS = /network_count|labels\/\d+\/description|annotations_url|permission \/user: .*role_name|installations \/\d+: .*target_id/;

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

/** The description says `nullable` beside `anyOf` as well, which the validator takes only beside a `type`: such a schema gets null as one more choice. */
function mendNullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mendNullable);
  if (typeof value !== "object" || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(value).filter(([name]) => !DECORATION.has(name)).map(([name, inner]) => [name, mendNullable(inner)]));
  if (nullable === undefined) return rest;
  const values: unknown = rest["enum"];
  const choices: readonly unknown[] = Array.isArray(values) ? values : [];
  if ("type" in rest) return { ...rest, nullable, ...(nullable === true && choices.length > 0 ? { enum: [...new Set([...choices, null])] } : {}) };
  return nullable === true ? { anyOf: [rest, { type: "object", nullable: true, maxProperties: 0 }] } : rest;
}

/** Half of the description's text, and nothing that a check needs. */
const DECORATION: ReadonlySet<string> = new Set(["examples", "externalDocs", "x-github"]);

function readDefinition(): Document {
  const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.deref.json");
  const { openapi, info, paths } = Description.parse(JSON.parse(readFileSync(file, "utf8")));
  const used = Object.entries(OPERATIONS).map(([path, methods]) => [path, Object.fromEntries(methods.map((method) => [method, mendNullable(paths[path]?.[method])]))] as const);
  return { openapi, info, paths: Object.fromEntries(used) };
}

function lengthOf(body: unknown): number {
  return typeof body === "object" && body !== null && "body" in body && typeof body.body === "string" ? Array.from(body.body).length : 0;
}

/** Gives the reader of exchanges; an empty list says that one is as GitHub describes it. */
export function openApiCheck(): (exchange: Exchange) => readonly string[] {
  const definition = readDefinition();
  const router = new OpenAPIRouter({ definition });
  const validator = new OpenAPIValidator({ definition, router, lazyCompileValidators: true, ajvOpts: { strict: false, validateFormats: false } });
  return ({ method, path, headers, body, status, answer }) => {
    const url = new URL(path, "https://api.github.example");
    const request = { method, path: url.pathname, query: Object.fromEntries(url.searchParams), headers, body };
    const operation = router.matchOperation(request);
    if (operation === undefined) return [`${method} ${url.pathname} is not a request that stowplan makes`];
    const wrong = validator.validateRequest(request, operation).errors ?? [];
    const answered = status < 300 && answer !== undefined && !url.pathname.endsWith(SHORT_ANSWER) ? (validator.validateResponse(answer, operation, status).errors ?? []) : [];
    const tooLong = lengthOf(body) > MAX_BODY ? [`the body has more than ${MAX_BODY} characters`] : [];
    const told = (error: { readonly instancePath: string; readonly message?: string }): string => `${method} ${url.pathname} ${error.instancePath}: ${error.message ?? ""}`;
    return [...wrong.map(told), ...answered.map(told).filter((text) => !GAPS.test(text)), ...tooLong];
  };
}
