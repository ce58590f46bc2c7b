// All installations of the App -> a look at each of their repositories: at what is open, and at what is newer.
import * as z from "zod";
import { askPages, type OctokitLike, openAsker } from "../forge-asker.ts";
import type { Connection } from "../bot/access.ts";
import type { BotRepository } from "../bot/job.ts";
import type { Queue } from "../bot/queue.ts";
import { repositoryOf } from "../bot-events/event-repository.ts";

/** Of installations, and of repositories of one: more than a bot of one organisation has. */
const MOST_PAGES = 100;

const Installations = z.array(z.object({ id: z.int(), suspended_at: z.string().nullish() }));
const Repositories = z
  .object({ repositories: z.array(z.object({ id: z.int(), full_name: z.string().max(201), archived: z.boolean().optional() })) })
  .transform(({ repositories }) => repositories);
const Token = z.object({ token: z.string().min(1) });

/** With a token that can do nothing but name them. */
async function listRepositories(installationId: number, { connection, app }: { readonly connection: Connection; readonly app: OctokitLike }): Promise<readonly BotRepository[]> {
  const parameters = { installation_id: installationId, permissions: { metadata: "read" } };
  const { token } = Token.parse((await app.request("POST /app/installations/{installation_id}/access_tokens", parameters)).data);
  const ask = openAsker({ octokit: await connection.withToken(token, installationId) });
  const question = { subject: "an installation's repositories", permission: "contents: read" } as const;
  const found = await askPages(ask, { asked: { route: "GET /installation/repositories", question }, page: Repositories, most: MOST_PAGES });
  return found.filter(({ archived }) => archived !== true).flatMap((told) => repositoryOf(told, installationId) ?? []);
}

/** What looking around needs; `skip` hears of an installation that could not be asked, and the others are. */
export type Surroundings = { readonly connection: Connection; readonly queue: Pick<Queue, "add">; readonly now: Date; readonly skip: (installationId: number, error: unknown) => void };

/**
 * Adds for every repository a look at its open pull requests, and an update run. Several processes may do this at once: what runs already is
 * not added again, and updates are added once an hour. Throws where GitHub does not name the installations.
 */
export async function lookAround({ connection, queue, now, skip }: Surroundings): Promise<void> {
  const app = await connection.app();
  const question = { subject: "the App's installations", permission: "contents: read" } as const;
  const installations = await askPages(openAsker({ octokit: app }), { asked: { route: "GET /app/installations", question }, page: Installations, most: MOST_PAGES });
  const delivery = `hour ${now.toISOString().slice(0, 13)}`;
  for (const { id, suspended_at: suspended } of installations) {
    if (typeof suspended === "string") continue;
    try {
      for (const repository of await listRepositories(id, { connection, app })) {
        await queue.add({ job: { kind: "reconcile", repository }, onlyIfIdle: true });
        await queue.add({ job: { kind: "update", repository }, delivery, onlyIfIdle: true });
      }
    } catch (error) {
      skip(id, error);
    }
  }
}
