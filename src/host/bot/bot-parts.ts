// What makes the server a bot: the parts that src/bot.ts hands to `serveBot` (../bot-server/serve.ts).
import type { Probot } from "probot";
import type { JobHandler, Queue } from "./queue.ts";
import type { RequestLimit } from "./request-limit.ts";

/** The App as it is known to GitHub, its logger, and the jobs that all its processes share. */
export type BotContext = {
  readonly app: Probot;
  readonly queue: Queue;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Hears how many requests GitHub leaves an installation. */
  readonly onLimit?: (limit: RequestLimit) => void;
};

export type BotParts = {
  /**
   * Listens to the App's events. A listener adds its jobs and awaits that: the webhook is answered with 200 when it resolves, and with 500
   * when it rejects, so that GitHub shows the delivery as failed. Only in processes that take webhooks.
   */
  readonly listen: (context: BotContext) => void;
  /** The handler of the jobs. Only in processes that work. */
  readonly createHandler: (context: BotContext) => JobHandler;
  /** Adds a job for whatever was missed; called at the start and every hour in processes that work. A failure is logged. */
  readonly lookAround: (context: BotContext) => Promise<void>;
};
