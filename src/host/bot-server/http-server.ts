// The bot's HTTP server: webhooks, whether it is well, and its metrics.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Probot } from "probot";
import type { QueueDepth } from "../bot/queue.ts";
import type { BotMetrics } from "./bot-metrics.ts";
import { takeWebhook } from "./webhook-route.ts";

export type HttpParts = {
  readonly app: Probot;
  readonly metrics: BotMetrics;
  /** Rejects where the queue cannot be reached. */
  readonly depth: () => Promise<QueueDepth>;
  /** Undefined in a process that takes no webhooks. */
  readonly webhookPath: string | undefined;
};

type Answer = { readonly status: number; readonly text: string; readonly type?: string };

const PLAIN = "text/plain; charset=utf-8";
/** Prometheus, "Exposition formats". */
const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
/** Milliseconds for a whole request: a slow sender holds a connection no longer. */
const REQUEST_MILLISECONDS = 30_000;
/** Milliseconds that one answer of the queue is good for, so that nobody can ask the database as often as they ask us. */
const DEPTH_MILLISECONDS = 1000;

function send(response: ServerResponse, { status, text, type = PLAIN }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff" });
  response.end(text);
}

/** The depth of the queue, or undefined where it cannot be reached; asked once a second at most. */
function watchDepth(depth: HttpParts["depth"]): () => Promise<QueueDepth | undefined> {
  let last: { readonly until: number; readonly depth: Promise<QueueDepth | undefined> } | undefined;
  return () => {
    if (last === undefined || last.until < Date.now()) last = { until: Date.now() + DEPTH_MILLISECONDS, depth: depth().catch(() => undefined) };
    return last.depth;
  };
}

async function answerWebhook({ app, metrics }: HttpParts, request: IncomingMessage): Promise<Answer> {
  const started = performance.now();
  const { event, ...answer } = await takeWebhook(app, request);
  metrics.onWebhook({ event, status: answer.status, seconds: (performance.now() - started) / 1000 });
  return { ...answer, text: `${answer.text}\n` };
}

function pathOf({ url = "" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "";
}

/** Listens; resolves once it does. `port` 0 takes any free one. Rejects where the port is taken. */
export async function startHttpServer(parts: HttpParts, { host, port }: { readonly host: string; readonly port: number }): Promise<Server> {
  const depth = watchDepth(parts.depth);
  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = pathOf(request);
    if (path === parts.webhookPath) return answerWebhook(parts, request);
    if (path === "/healthz") {
      const now = await depth();
      const status = now === undefined ? 503 : 200;
      return { status, type: "application/json", text: `${JSON.stringify({ status: now === undefined ? "queue unreachable" : "ok", ...now })}\n` };
    }
    if (path === "/metrics") return { status: 200, type: METRICS_TYPE, text: parts.metrics.render({ depth: await depth(), memory: process.memoryUsage.rss() }) };
    if (path === "/") return { status: 200, text: "Stowplan is running.\n" };
    return { status: 404, text: "not found\n" };
  }
  const server = createServer({ requestTimeout: REQUEST_MILLISECONDS }, (request, response) => {
    answer(request).then(
      (given) => {
        send(response, given);
      },
      (error: unknown) => {
        parts.app.log.error({ err: error }, "a request was not answered");
        send(response, { status: 500, text: "internal error\n" });
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, resolve);
  });
  return server;
}

/** The port that a server listens on. */
export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Takes no further requests; those under way are answered, within `patience` milliseconds. */
export async function closeHttpServer(server: Server, patience: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, patience);
  await closed;
  clearTimeout(timer);
}
