// Probot's App -> the two ways in which the bot's jobs ask GitHub: as the App itself, and with a token for one repository.
import type { Probot } from "probot";
import type { OctokitLike } from "../forge-asker.ts";
import type { Connection } from "./access.ts";

/** Both keep Probot's pace and its address of GitHub's API (GHE_HOST). `options` of Octokit are for tests, which need no pace. */
export function openConnection(app: Probot, options: Readonly<Record<string, unknown>> = {}): Connection {
  return {
    app: () => app.auth(),
    async withToken(token): Promise<OctokitLike> {
      const [{ ProbotOctokit }, own] = await Promise.all([import("probot"), app.auth()]);
      return new ProbotOctokit({ auth: { token }, baseUrl: own.request.endpoint.DEFAULTS.baseUrl, log: app.log, ...options });
    },
  };
}
