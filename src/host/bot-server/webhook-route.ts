// A request to the webhook's path -> the App's listeners, once its signature is checked, and the status to answer with.
import type { IncomingMessage } from "node:http";
import type { Probot } from "probot";
import * as z from "zod";
import { isRecord, parseJson } from "../../parse-json.ts";

/** What is answered; texts are ours, because an error's message is nobody's business but the log's. */
export type WebhookAnswer = { readonly status: 200 | 400 | 405 | 413 | 500; readonly text: string; readonly event: string };

/** GitHub sends no payload that is larger ("Webhook events and payloads", "Payload cap"). */
const PAYLOAD_LIMIT = 25 * 1024 * 1024;

const Headers = z.object({
  "x-github-event": z.string().regex(/^[a-z_]{1,64}$/),
  "x-github-delivery": z.string().min(1).max(100),
  "x-hub-signature-256": z.string().max(100),
  "content-type": z.string().regex(/^application\/json\b/i),
});

/** The whole body; undefined where it is longer than any of GitHub's, of which nothing is read where it says so. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > PAYLOAD_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > PAYLOAD_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * Takes one webhook. The listeners' jobs are kept once it is answered with 200; a 500 lets GitHub show the delivery as failed. Before the
 * signature is checked, nothing of it is believed, so that metrics are not filled with names that somebody invents.
 */
export async function takeWebhook({ webhooks, log }: Probot, request: IncomingMessage): Promise<WebhookAnswer> {
  if (request.method !== "POST") return { status: 405, text: "webhooks are sent by POST", event: "other" };
  const headers = Headers.safeParse(request.headers).data;
  if (headers === undefined) return { status: 400, text: "not one of GitHub's webhooks, or its content type is not application/json", event: "other" };
  const body = await readBody(request);
  if (body === undefined) return { status: 413, text: "too large", event: "other" };
  const [event, id, signature] = [headers["x-github-event"], headers["x-github-delivery"], headers["x-hub-signature-256"]];
  if (body === "" || !(await webhooks.verify(body, signature).catch(() => false))) {
    log.warn({ delivery: id }, "a webhook was refused: its signature is not made with WEBHOOK_SECRET");
    return { status: 400, text: "the signature is wrong", event: "other" };
  }
  if (!isRecord(parseJson(body))) return { status: 400, text: "the payload is no JSON object", event };
  try {
    await webhooks.verifyAndReceive({ id, name: event, payload: body, signature });
    return { status: 200, text: "ok", event };
  } catch {
    // Probot has logged why.
    log.warn({ delivery: id }, `the webhook ${event} was not taken`);
    return { status: 500, text: "the job could not be kept; redeliver later", event };
  }
}
