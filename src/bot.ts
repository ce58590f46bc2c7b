// The Probot app: webhooks -> jobs, and jobs -> done. `node dist/bot.js` serves it.
import type { Probot } from "probot";
import type { Connection } from "./host/bot/access.ts";
import { openConnection } from "./host/bot/bot-connection.ts";
import type { BotContext, BotParts } from "./host/bot/bot-parts.ts";
import type { Workplace } from "./host/bot/workplace.ts";
import { BOT_EVENTS, jobsOfEvent } from "./host/bot-events/jobs-of-event.ts";
import type { BotTools } from "./host/bot-jobs/bot-tools.ts";
import { handleJob } from "./host/bot-jobs/handle-job.ts";
import { lookAround } from "./host/bot-jobs/look-around.ts";
import { isEntry } from "./host/is-entry.ts";
import type { Log } from "./ports.ts";

/** Probot's logger as the Log port; its level decides what is kept. */
function logOf({ log }: Pick<Probot, "log">): Log {
  return {
    progress: ({ subject, state, text }) => log.debug(`${subject}: ${state} ${text}`),
    info: (text) => log.info(text),
    warn: (text) => log.warn(text),
  };
}

/** What is otherwise in tests. */
export type BotDoors = { readonly openPlace: (context: BotContext) => Promise<Workplace>; readonly connect: (context: BotContext) => Connection; readonly pace?: BotTools["pace"] };

async function realWorkplace({ environment }: BotContext): Promise<Workplace> {
  return (await import("./host/bot/workplace.ts")).openWorkplace(environment);
}

function openTools(context: BotContext, { openPlace, connect, ...more }: BotDoors): BotTools {
  const { app, queue, environment } = context;
  const allowsForks = environment["STOWPLAN_FORKS"] === "yes";
  return { ...more, connection: connect(context), workplace: () => openPlace(context), queue, allowsForks, planned: new Set(), now: () => new Date(), log: logOf(app) };
}

/** The parts that the server calls. */
export function createBot(some: Partial<BotDoors> = {}): BotParts {
  const doors: BotDoors = { openPlace: realWorkplace, connect: ({ app, onLimit }) => openConnection(app, onLimit === undefined ? {} : { onLimit }), ...some };
  return {
    listen({ app, queue }) {
      app.on([...BOT_EVENTS], async ({ id, name, payload }) => {
        for (const job of jobsOfEvent({ name, payload })) await queue.add({ job, delivery: id });
      });
    },
    createHandler(context) {
      const tools = openTools(context, doors);
      return (job) => handleJob(job, tools);
    },
    lookAround(context) {
      const { app, queue } = context;
      const skip = (installation: number, error: unknown): void => app.log.warn({ err: error }, `installation ${installation} could not be asked for its repositories`);
      return lookAround({ connection: doors.connect(context), queue, now: new Date(), skip });
    },
  };
}

if (isEntry(import.meta.url)) await (await import("./host/bot-server/serve.ts")).serveBot(createBot());
