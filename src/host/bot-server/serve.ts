// Environment variables and the parts of a bot -> a process that takes webhooks, does jobs, or both, until it is told to stop.
import { existsSync } from "node:fs";
import { setPriority } from "node:os";
import type { Logger } from "pino";
import type { Probot } from "probot";
import { StowplanError } from "../../errors.ts";
import { VERSION } from "../../version.ts";
import type { BotContext, BotParts } from "../bot/bot-parts.ts";
import type { Queue, QueueObserver } from "../bot/queue.ts";
import type { RequestLimit } from "../bot/request-limit.ts";
import type { Environment } from "../environment.ts";
import { createMemoryQueue } from "../queue/memory-queue.ts";
import { createPostgresQueue } from "../queue/postgres-queue.ts";
import { createBotLog } from "./bot-log.ts";
import { createBotMetrics } from "./bot-metrics.ts";
import { stopOnSignals } from "./graceful-stop.ts";
import { closeHttpServer, portOf, startHttpServer } from "./http-server.ts";
import { logJob } from "./log-jobs.ts";
import { readStart, type ServerSettings } from "./server-settings.ts";

const HOUR = 3_600_000;
/** nice(1): webhooks, and the database where it is on the same machine, go before evaluations. Programs that a worker starts inherit it. */
const WORKER_NICENESS = 10;
/** Milliseconds that webhooks under way get for their answers when the process ends. */
const ANSWER_MILLISECONDS = 8000;

async function openApp(environment: Environment, log: Logger): Promise<Probot> {
  const { createProbot } = await import("probot");
  try {
    return await createProbot({ env: { ...environment }, overrides: { log } }).ready();
  } catch (cause) {
    throw new StowplanError({ code: "usage", subject: "PRIVATE_KEY", message: "The GitHub App could not be opened.", hint: "Check that PRIVATE_KEY or the file of PRIVATE_KEY_PATH holds the key that GitHub gave, and APP_ID the App's number.", cause });
  }
}

function openQueue({ database }: ServerSettings, { log, observe }: { readonly log: Logger; readonly observe: QueueObserver }): Queue {
  if (database === undefined) return createMemoryQueue({ observe });
  return createPostgresQueue({
    url: database,
    observe,
    onError: (error) => {
      log.warn({ err: error }, "the queue's database made trouble");
    },
  });
}

/** Looks for what was missed, now and every hour. */
function keepLooking(parts: BotParts, context: BotContext): { stop(): void } {
  async function look(): Promise<void> {
    try {
      await parts.lookAround(context);
    } catch (error) {
      context.app.log.error({ err: error }, "could not look for what was missed; it is tried again in an hour");
    }
  }
  void look();
  const timer = setInterval(() => void look(), HOUR);
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

async function serve(settings: ServerSettings, { parts, environment, log }: { readonly parts: BotParts; readonly environment: Environment; readonly log: Logger }): Promise<void> {
  const { role, patience, webhookPath } = settings;
  if (role === "worker") setPriority(WORKER_NICENESS);
  const app = await openApp(environment, log);
  const metrics = createBotMetrics({ version: VERSION, now: () => new Date() });
  function observe(event: Parameters<QueueObserver>[0]): void {
    metrics.onJob(event);
    logJob(log, event);
  }
  const queue = openQueue(settings, { log, observe });
  function onLimit(limit: RequestLimit): void {
    metrics.onLimit(limit);
  }
  const context = { app, queue, environment, onLimit };
  if (role !== "worker") parts.listen(context);
  const server = await startHttpServer({ app, metrics, depth: () => queue.depth(), webhookPath: role === "worker" ? undefined : webhookPath }, settings);
  if (role !== "web") await queue.work(parts.createHandler(context));
  const looking = role === "web" ? undefined : keepLooking(parts, context);
  stopOnSignals(log, async () => {
    looking?.stop();
    await closeHttpServer(server, ANSWER_MILLISECONDS);
    await queue.stop(patience);
  });
  log.info({ role, version: VERSION }, `Listening on http://${settings.host}:${portOf(server)}`);
}

/** Probot's own pages, which make an App and write its number and key to .env. */
async function setUp(environment: Environment, log: Logger): Promise<void> {
  const { run } = await import("probot");
  // Else the page would download a program that forwards webhooks through a server of somebody else.
  process.env["NO_SMEE_SETUP"] ??= "true";
  await run(() => undefined, { env: { ...environment }, log });
}

/** Node's own report of an uncaught error would show all of it, also what it holds of answers and headers. */
function endOnFailures(log: Logger): void {
  for (const failure of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(failure, (error: unknown) => {
      log.fatal({ err: error }, "the bot ended over a mistake of its own");
      process.exit(1);
    });
  }
}

/** What people can mend is told in words, with what lies behind it; only our own mistakes have a stack. */
function tellFailedStart(log: Logger, error: unknown): void {
  if (!(error instanceof StowplanError)) {
    log.fatal({ err: error }, "the bot did not start");
    return;
  }
  const reason = error.cause instanceof Error ? { reason: error.cause.message } : {};
  log.fatal({ code: error.code, ...reason }, `${error.message} ${error.hint} (${error.subject})`);
}

/** Serves until the process is told to stop. Where it cannot start, it says why and ends the process with status 1. */
export async function serveBot(parts: BotParts): Promise<void> {
  // What the setup page wrote. Variables that are set already stay as they are.
  if (existsSync(".env")) process.loadEnvFile(".env");
  const environment = process.env;
  const log = await createBotLog(environment, (line) => process.stdout.write(line));
  endOnFailures(log);
  try {
    const start = readStart(environment);
    if (start.kind === "setup") await setUp(environment, log);
    else await serve(start.settings, { parts, environment, log });
  } catch (error) {
    tellFailedStart(log, error);
    process.exitCode = 1;
    // A queue or a page that is open already would keep the process.
    process.exit();
  }
}
