// An installation of the App -> requests about one repository, with tokens that can do no more than a job needs.
import * as z from "zod";
import type { OctokitLike } from "../forge-asker.ts";
import { forgeError, statusOf } from "../forge-failure.ts";
import type { BotRepository } from "./job.ts";

/** As GitHub names the permissions of an App's token (REST API, "Create an installation access token for an app"). */
export type Permissions = Readonly<Partial<Record<"contents" | "pull_requests" | "issues" | "checks" | "statuses", "read" | "write">>>;

/** Requests about one repository. */
export type Access = {
  readonly octokit: OctokitLike;
  readonly owner: string;
  readonly repo: string;
  /** For git's fetch: it may read the contents and nothing else, for an hour. */
  readToken(): Promise<string>;
};

export type Connection = {
  /** The App itself, which signs with its key. */
  readonly app: () => Promise<OctokitLike>;
  /** Requests with a token; what its answers say about limits is heeded as anywhere. */
  readonly withToken: (token: string, installationId: number) => Promise<OctokitLike>;
};

const Token = z.object({ token: z.string().min(1) });
/** GitHub's tokens live for an hour. */
const KEPT_MILLISECONDS = 50 * 60_000;

async function askToken(repository: BotRepository, { connection, permissions }: { readonly connection: Connection; readonly permissions?: Permissions }): Promise<string> {
  const parameters = { installation_id: repository.installationId, repository_ids: [repository.repositoryId], ...(permissions === undefined ? {} : { permissions }) };
  const app = await connection.app();
  return Token.parse((await app.request("POST /app/installations/{installation_id}/access_tokens", parameters)).data).token;
}

/** An installation that has not yet granted what a newer App asks for (422) gets a token with all that it did grant. */
async function createToken(repository: BotRepository, parts: { readonly connection: Connection; readonly permissions: Permissions }): Promise<string> {
  try {
    return await askToken(repository, parts).catch((error: unknown) => {
      if (statusOf(error) === 422) return askToken(repository, { connection: parts.connection });
      throw error;
    });
  } catch (error) {
    throw forgeError(error, { subject: `a token for ${repository.owner}/${repository.repo}`, permission: "contents: read" });
  }
}

/** Asks for no token before the first request, and for a new one before it gets too old for a long job. */
export function openAccess(repository: BotRepository, parts: { readonly connection: Connection; readonly permissions: Permissions }): Access {
  let current: { readonly octokit: OctokitLike; readonly until: number } | undefined;
  async function octokit(): Promise<OctokitLike> {
    if (current === undefined || Date.now() > current.until) {
      current = { octokit: await parts.connection.withToken(await createToken(repository, parts), repository.installationId), until: Date.now() + KEPT_MILLISECONDS };
    }
    return current.octokit;
  }
  return {
    owner: repository.owner,
    repo: repository.repo,
    octokit: {
      request: async (route, parameters) => (await octokit()).request(route, parameters),
      graphql: async (query) => (await octokit()).graphql(query),
    },
    readToken: () => createToken(repository, { ...parts, permissions: { contents: "read" } }),
  };
}
