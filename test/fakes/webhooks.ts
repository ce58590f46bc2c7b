// GitHub's published examples of webhooks, of any event, with some parts replaced.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as z from "zod";
import { APP, REPOSITORY } from "./github.ts";
import { isRecord } from "./github-rules.ts";

const Examples = z.array(z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }));

/** What takes the place of an example's parts; records are laid over records. */
export type WebhookParts = Readonly<Record<string, unknown>>;

let examples: z.infer<typeof Examples> | undefined;

/** Every example of an event. */
export function webhookExamples(name: string): readonly Readonly<Record<string, unknown>>[] {
  examples ??= Examples.parse(JSON.parse(readFileSync(createRequire(import.meta.url).resolve("@octokit/webhooks-examples"), "utf8")));
  return examples.find((event) => event.name === name)?.examples ?? [];
}

function overlay(under: unknown, over: unknown): unknown {
  if (!isRecord(under) || !isRecord(over) || Array.isArray(over)) return over;
  const merged = Object.entries(over).map(([key, value]) => [key, overlay(under[key], value)] as const);
  return { ...under, ...Object.fromEntries(merged) };
}

/** The first example of the event and action, or of the event alone, from our repository and installation; `changes` are only those that are given. */
export function webhookPayload(name: string, { action, parts, repositoryId }: { readonly action: string | undefined; readonly parts: WebhookParts; readonly repositoryId: number }): Readonly<Record<string, unknown>> {
  const all = webhookExamples(name);
  const example = all.find((payload) => payload["action"] === action) ?? all[0];
  assert.ok(example !== undefined, `GitHub has an example of ${name}`);
  const repository = { id: repositoryId, name: REPOSITORY.repo, full_name: `${REPOSITORY.owner}/${REPOSITORY.repo}`, default_branch: "main", owner: { login: REPOSITORY.owner } };
  const fixed = { ...(action === undefined ? {} : { action }), installation: { id: APP.installation }, ...("repository" in example ? { repository } : {}), ...("changes" in parts ? { changes: undefined } : {}) };
  const payload = overlay(overlay(example, fixed), parts);
  assert.ok(isRecord(payload));
  return payload;
}
