// Probot's App -> the two ways in which the bot's jobs ask GitHub: as the App itself, and with a token for one repository.
import type { Probot } from "probot";
import type { OctokitLike } from "../forge-asker.ts";
import type { Connection } from "./access.ts";
import { failureHeaders, readLimit, type RequestLimit } from "./request-limit.ts";

/** `options` of Octokit are for tests, which need no pace. */
export type ConnectionOptions = { readonly options?: Readonly<Record<string, unknown>>; readonly onLimit?: (limit: RequestLimit) => void };

/** Both keep Probot's pace and its address of GitHub's API (GHE_HOST). What answers say about limits is told. */
export function openConnection(app: Probot, { options = {}, onLimit }: ConnectionOptions = {}): Connection {
  function tell(headers: unknown, installationId: number): void {
    const limit = readLimit(headers, installationId);
    if (limit !== undefined) onLimit?.(limit);
  }
  return {
    app: () => app.auth(),
    async withToken(token, installationId): Promise<OctokitLike> {
      const [{ ProbotOctokit }, own] = await Promise.all([import("probot"), app.auth()]);
      const octokit = new ProbotOctokit({ auth: { token }, baseUrl: own.request.endpoint.DEFAULTS.baseUrl, log: app.log, ...options });
      octokit.hook.after("request", ({ headers }) => {
        tell(headers, installationId);
      });
      octokit.hook.error("request", (error) => {
        tell(failureHeaders(error), installationId);
        throw error;
      });
      return octokit;
    },
  };
}
