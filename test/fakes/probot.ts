// Webhooks as GitHub sends them, made from its published examples, and what a Probot in a test needs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
import pino, { type Logger } from "pino";
import * as z from "zod";
import { APP, REPOSITORY } from "./github.ts";

const Payload = z.looseObject({
  action: z.string(),
  repository: z.looseObject({ full_name: z.string() }),
  pull_request: z.looseObject({ number: z.number(), head: z.looseObject({ repo: z.looseObject({ full_name: z.string() }) }), base: z.looseObject({}) }),
});

const Examples = z.array(z.object({ name: z.string(), examples: z.array(z.unknown()) }));

/** Every example of a `pull_request` event. */
export function pullRequestExamples(): readonly unknown[] {
  const file = createRequire(import.meta.url).resolve("@octokit/webhooks-examples");
  return Examples.parse(JSON.parse(readFileSync(file, "utf8"))).find(({ name }) => name === "pull_request")?.examples ?? [];
}

export type PayloadParts = {
  readonly number: number;
  readonly repositoryId: number;
  readonly head: string;
  readonly base: string;
  /** Full name of the repository that the branch is in, where it is a fork. */
  readonly fork?: string;
  readonly changes?: unknown;
};

/** GitHub's example of an opened pull request, with our repository and commits in it. */
export function pullRequestPayload(action: string, parts: PayloadParts): string {
  const example = pullRequestExamples().map((payload) => Payload.safeParse(payload).data).find((payload) => payload?.action === "opened");
  assert.ok(example !== undefined);
  const { pull_request: pull, repository } = example;
  const full_name = `${REPOSITORY.owner}/${REPOSITORY.repo}`;
  return JSON.stringify({
    ...example,
    action,
    number: parts.number,
    ...(parts.changes === undefined ? {} : { changes: parts.changes }),
    repository: { ...repository, id: parts.repositoryId, name: REPOSITORY.repo, full_name, owner: { login: REPOSITORY.owner } },
    installation: { id: APP.installation },
    pull_request: {
      ...pull,
      number: parts.number,
      state: "open",
      head: { ...pull.head, sha: parts.head, repo: { ...pull.head.repo, full_name: parts.fork ?? full_name } },
      base: { ...pull.base, sha: parts.base },
    },
  });
}

/** The value of X-Hub-Signature-256. */
export function signatureOf(payload: string, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`;
}

export function silentLogger(): Logger {
  return pino({ level: "silent" });
}
