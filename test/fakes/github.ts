// GitHub on loopback: the emulator behind a recorder that checks every request, mends the emulator's known gaps and can refuse.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator, type Emulator } from "emulate";
import { createAnnotationKeeper } from "./check-annotations.ts";
import { acceptedAnswer, answerByRule, followBranch, isRecord, withApps } from "./github-rules.ts";
import { type Fork, listInstalled, openReactions, withFork } from "./github-people.ts";
import { type Exchange, openApiCheck } from "./openapi.ts";

/** Who the tokens belong to. The workflow's token is an installation's, as in a real run. */
export const TOKENS = { "workflow-token": "github-actions[bot]", "person-token": "ada", "stranger-token": "bob" } as const;

/** The bot's App, installed on the repository. */
export const APP = { id: 4711, slug: "stowplan", installation: 100 } as const;

export const REPOSITORY = { owner: "ada", repo: "homelab" } as const;

/** An answer given in place of the emulator's; undefined where it shall answer itself. */
export type Refusal = (request: { readonly method: string; readonly path: string }) => { status: number; headers?: Record<string, string> } | undefined;

export type GitHub = {
  /** What GITHUB_API_URL would be. */
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** The App's private key (PEM). */
  readonly privateKey: string;
  readonly repositoryId: number;
  /** Asks the emulator itself, unrecorded and as the repository's owner: `POST /repos/…`. */
  ask(route: string, body?: unknown): Promise<unknown>;
  refuse(refusal: Refusal | undefined): void;
  /** From now on the pull request comes from a fork, to which something was pushed at a time (ISO 8601). */
  makeFork(number: number, fork: Fork): void;
  /** The reactions to a comment, in the order of their making. */
  reactions(commentId: number): readonly string[];
  /** Fails where any recorded request or answer is not as GitHub describes it. */
  assertDescribed(): void;
  close(): Promise<void>;
};

type Answer = { readonly status: number; readonly answer: unknown; readonly headers?: Record<string, string> };

async function listen(server: Server, wanted = 0): Promise<number> {
  server.listen(wanted, "127.0.0.1");
  await once(server, "listening");
  const address: AddressInfo | string | null = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}

/**
 * A port that is free, for programs that cannot choose one themselves. It is below those that systems hand out (ip(7),
 * `ip_local_port_range`), so that nobody is given it by chance until the program listens.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer();
    const port = await listen(server, randomInt(20_000, 32_000)).catch(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    if (port !== undefined) return port;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const kept = ["authorization", "content-type", "accept", "user-agent"];
  return Object.fromEntries(kept.flatMap((name) => (typeof request.headers[name] === "string" ? [[name, request.headers[name]]] : [])));
}

/** The one GraphQL question that stowplan has: the emulator has no GraphQL. */
function viewerOf(authorization: string): unknown {
  const login = new Map(Object.entries(TOKENS)).get(authorization.replace(/^(?:token|bearer) /i, ""));
  // Tokens that are not ours were made by the emulator for the App's installation.
  return { data: { viewer: { login: login ?? `${APP.slug}[bot]` } } };
}

async function startEmulator(): Promise<Emulator> {
  const tokens = Object.fromEntries(Object.entries(TOKENS).map(([token, login]) => [token, { login, scopes: ["repo"] }]));
  const users = Object.values(TOKENS).map((login) => ({ login }));
  const installations = [{ installation_id: APP.installation, account: REPOSITORY.owner, repository_selection: "all" }];
  // GitHub takes `pull_requests: write` for labels as well, the emulator only `issues: write`.
  const permissions = { contents: "write", pull_requests: "write", issues: "write", checks: "write", statuses: "read", metadata: "read" };
  const app = { app_id: APP.id, slug: APP.slug, name: "Stowplan", permissions, installations };
  return createEmulator({
    service: "github",
    port: await freePort(),
    seed: { tokens, github: { users, apps: [app], repos: [{ owner: REPOSITORY.owner, name: REPOSITORY.repo, auto_init: true }] } },
  });
}

/** Starts an emulator with an empty repository, and the recorder before it. */
export async function startGitHub(): Promise<GitHub> {
  const check = openApiCheck();
  const emulator = await startEmulator();
  const exchanges: Exchange[] = [];
  const annotations = createAnnotationKeeper();
  const forks = new Map<number, Fork>();
  const reactions = openReactions();
  let refusal: Refusal | undefined;

  async function forward(request: Pick<Exchange, "method" | "path" | "headers" | "body">): Promise<{ status: number; answer: unknown }> {
    const { method, path, headers, body } = request;
    const response = await fetch(`${emulator.url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const answer = parseJson(await response.text());
    if (response.ok && /\/check-runs(?:\/\d+|\?(?:check_name|filter)=.*)?$/.test(path) && !/\/commits\/[^?]*$/.test(path)) return { status: response.status, answer: withApps(answer, { slug: APP.slug, isAll: path.includes("filter=all") }) };
    const isPull = method === "GET" && response.ok && /\/pulls(?:\/\d+)?(?:\?|$)/.test(path);
    if (!isPull) return { status: response.status, answer };
    const mend = async (pull: unknown): Promise<unknown> => withFork(await followBranch(pull, askOwner), forks);
    const mended = Array.isArray(answer) ? await Promise.all(answer.map(mend)) : await mend(answer);
    return { status: response.status, answer: mended };
  }

  async function askOwner(request: Pick<Exchange, "method" | "path" | "body">): Promise<{ status: number; answer: unknown }> {
    return forward({ ...request, headers: { authorization: "token person-token", "content-type": "application/json" } });
  }

  async function ask(route: string, body?: unknown): Promise<unknown> {
    const [method = "GET", path = "/"] = route.split(" ");
    return acceptedAnswer(route, await askOwner({ method, path, body }));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // GitHub Enterprise Server has its API below /api/v3, and GraphQL beside it.
    const path = (request.url ?? "/").replace(/^\/api\/v3(?=\/)|^\/api(?=\/graphql$)/, "");
    const asked = { method: request.method ?? "GET", path, headers: headersOf(request), body: parseJson(await readBody(request)) };
    const { status, answer: body, headers } = await decide(asked);
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? "" : JSON.stringify(body));
  }

  async function decide(asked: Pick<Exchange, "method" | "path" | "headers" | "body">): Promise<Answer> {
    const refused = refusal?.(asked);
    if (refused !== undefined) return { ...refused, answer: { message: "refused" } };
    if (asked.path === "/graphql") return { status: 200, answer: viewerOf(asked.headers["authorization"] ?? "") };
    const forwarded = annotations.answer(asked) ?? reactions.answer(asked) ?? (await listInstalled(asked, askOwner)) ?? (await answerByRule(asked, askOwner)) ?? (await forward(asked));
    annotations.keep(asked, forwarded);
    exchanges.push({ ...asked, ...forwarded });
    return forwarded;
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  // A connection that is closed while a client takes it up again would look like a GitHub that does not answer.
  server.keepAliveTimeout = 120_000;
  const port = await listen(server);
  const repository = await ask(`GET /repos/${REPOSITORY.owner}/${REPOSITORY.repo}`);
  return {
    repositoryId: isRecord(repository) ? Number(repository["id"]) : 0,
    url: `http://127.0.0.1:${port}`,
    exchanges,
    privateKey: emulator.generatedSecrets.find(({ kind }) => kind === "github.app_private_key")?.value ?? "",
    ask,
    refuse: (next) => {
      refusal = next;
    },
    makeFork: (number, fork) => {
      forks.set(number, fork);
    },
    reactions: (commentId) => reactions.of(commentId),
    assertDescribed: () => assert.deepEqual(exchanges.flatMap(check), []),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    },
  };
}

const AUTHOR = { name: "Ada", email: "ada@harbour.example", date: "2026-03-01T08:00:00Z" };

/** Makes a commit of one file and gives its id; without a parent it is a root. */
export async function commitFile(github: GitHub, file: { readonly path: string; readonly content: string; readonly parent?: string }): Promise<string> {
  const root = `/repos/${REPOSITORY.owner}/${REPOSITORY.repo}/git`;
  const sha = (answer: unknown): string => {
    assert.ok(isRecord(answer) && typeof answer["sha"] === "string");
    return answer["sha"];
  };
  const tree = sha(await github.ask(`POST ${root}/trees`, { tree: [{ path: file.path, mode: "100644", type: "blob", content: file.content }] }));
  const parents = file.parent === undefined ? [] : [file.parent];
  return sha(await github.ask(`POST ${root}/commits`, { message: "Change", tree, parents, author: AUTHOR, committer: AUTHOR }));
}

/** Opens a pull request of a branch at a commit; main is set to `base`. Gives its number. */
export async function openPullRequest(github: GitHub, commits: { readonly base: string; readonly head: string }): Promise<number> {
  const root = `/repos/${REPOSITORY.owner}/${REPOSITORY.repo}`;
  await github.ask(`PATCH ${root}/git/refs/heads/main`, { sha: commits.base, force: true });
  await github.ask(`POST ${root}/git/refs`, { ref: "refs/heads/topic", sha: commits.head });
  const pull = await github.ask(`POST ${root}/pulls`, { title: "Change a container", head: "topic", base: "main" });
  assert.ok(isRecord(pull) && typeof pull["number"] === "number");
  return pull["number"];
}

/** Moves the pull request's branch to another commit. */
export async function pushTopic(github: GitHub, head: string): Promise<void> {
  await github.ask(`PATCH /repos/${REPOSITORY.owner}/${REPOSITORY.repo}/git/refs/heads/topic`, { sha: head, force: true });
}
