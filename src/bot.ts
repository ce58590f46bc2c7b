// The Probot app: events of pull requests -> the same two calls as the Action. `node dist/bot.js` serves it.
import type { Probot } from "probot";
import { type Answer, answerJob } from "./host/bot/answer-job.ts";
import { createJobQueue } from "./host/bot/job-queue.ts";
import { JOB_EVENTS, jobOf } from "./host/bot/pull-request-job.ts";
import { isEntry } from "./host/is-entry.ts";
import type { Log } from "./ports.ts";

export type BotCollaborators = Pick<Answer, "planFor" | "allowsForks"> & {
  /** Runs the work now or later; what it resolves to is when the webhook is answered. A newer work of a key makes an older one needless. */
  readonly schedule: (key: string, work: () => Promise<void>) => Promise<void>;
};

/** Probot's logger as the Log port; its level decides what is kept. */
function logOf({ log }: Pick<Probot, "log">): Log {
  return {
    progress: ({ subject, state, text }) => log.debug(`${subject}: ${state} ${text}`),
    info: (text) => log.info(text),
    warn: (text) => log.warn(text),
  };
}

/** Makes the app. A failing job is logged and never ends the process; where it can be, it is told in the pull request's comment. */
export function createBot({ planFor, allowsForks, schedule }: BotCollaborators): (app: Probot) => void {
  return (app) => {
    const log = logOf(app);
    app.on([...JOB_EVENTS], async ({ payload, octokit }) => {
      const job = jobOf(payload);
      if (job === undefined) return;
      await schedule(`${job.owner}/${job.repo}#${job.number}`, async () => {
        try {
          await answerJob({ job, octokit, planFor, allowsForks, log });
        } catch (error) {
          app.log.error(error);
        }
      });
    });
  };
}

/** Starts Probot's server with its own environment variables (APP_ID, PRIVATE_KEY, WEBHOOK_SECRET, PORT, …). */
async function serve(): Promise<void> {
  const [{ run }, { createPlanner }] = await Promise.all([import("probot"), import("./host/bot/plan-job.ts")]);
  const queue = createJobQueue((error) => process.stderr.write(`stowplan: ${String(error)}\n`));
  const planFor = createPlanner(process.env);
  const allowsForks = process.env["STOWPLAN_FORKS"] === "yes";
  function schedule(key: string, work: () => Promise<void>): Promise<void> {
    queue.add(key, work);
    return Promise.resolve();
  }
  await run(createBot({ planFor, allowsForks, schedule }));
}

if (isEntry(import.meta.url)) await serve();
