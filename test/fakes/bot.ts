// A whole bot in the test's process: GitHub and git's remote on this machine, webhooks signed as GitHub does, jobs done at once or by the real queue.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Probot, ProbotOctokit } from "probot";
import { createBot } from "../../src/bot.ts";
import { openConnection } from "../../src/host/bot/bot-connection.ts";
import type { BotContext } from "../../src/host/bot/bot-parts.ts";
import type { BotJob } from "../../src/host/bot/job.ts";
import type { Queue, QueuedJob } from "../../src/host/bot/queue.ts";
import { openWorkplace, type Workplace } from "../../src/host/bot/workplace.ts";
import type { BotEventName } from "../../src/host/bot-events/jobs-of-event.ts";
import type { PlanPorts, Registry } from "../../src/ports.ts";
import { APP, type GitHub, REPOSITORY, startGitHub } from "./github.ts";
import { isRecord, valueIn } from "./github-rules.ts";
import { makeOrigin, type Origin } from "./origin.ts";
import { signatureOf, silentLogger } from "./probot.ts";
import { type WebhookParts, webhookPayload } from "./webhooks.ts";

const SECRET = "hush";
/** Octokit's plugins would pause a second and more between requests that write. */
const UNPACED = { throttle: { enabled: false }, retry: { enabled: false } } as const;
const ROOT = `/repos/${REPOSITORY.owner}/${REPOSITORY.repo}`;
const PERSON = { name: "Ada", email: "ada@harbour.example", date: "2026-03-01T08:00:00Z" };

export type Files = Readonly<Record<string, string>>;
export type BotComment = { readonly id: number; readonly author: string; readonly body: string };

/** Does each job when it is added, and those that it adds after it. */
type AtOnce = Pick<Queue, "add"> & { readonly added: QueuedJob[]; drain(): Promise<void> };

function queueAtOnce(work: (job: BotJob) => Promise<void>): AtOnce {
  const added: QueuedJob[] = [];
  const waiting: BotJob[] = [];
  return {
    added,
    add(queued) {
      added.push(queued);
      waiting.push(queued.job);
      return Promise.resolve();
    },
    async drain() {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await work(job);
    },
  };
}

export class BotScene {
  readonly github: GitHub;
  readonly origin: Origin;
  readonly environment: Record<string, string | undefined>;
  /** Which images there are, where updates are looked for. */
  registry: Registry | undefined;
  /** How often a checkout was made, by what for. */
  readonly checkouts: string[] = [];
  /** What Nix was asked, a text each. */
  readonly evaluations: string[] = [];
  probot: Probot | undefined;
  queue: AtOnce | undefined;
  #deliveries = 0;
  #comments = 0;
  readonly #cleanUps: (() => void)[];

  constructor(parts: { readonly github: GitHub; readonly cleanUps: (() => void)[] }) {
    this.github = parts.github;
    this.#cleanUps = parts.cleanUps;
    this.origin = makeOrigin({ after: (cleanUp) => void parts.cleanUps.push(cleanUp) }, `${REPOSITORY.owner}/${REPOSITORY.repo}.git`);
    const folder = mkdtempSync(join(tmpdir(), "stowplan-bot-"));
    parts.cleanUps.push(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const server = this.origin.url.replace(`/${REPOSITORY.owner}/${REPOSITORY.repo}.git`, "");
    this.environment = { PATH: process.env["PATH"], HOME: folder, XDG_CACHE_HOME: join(folder, "cache"), GITHUB_SERVER_URL: server };
  }

  static async start(): Promise<BotScene> {
    return new BotScene({ github: await startGitHub(), cleanUps: [] });
  }

  async close(): Promise<void> {
    await this.github.close();
    for (const cleanUp of this.#cleanUps.toReversed()) cleanUp();
  }

  ask(route: string, body?: unknown): Promise<unknown> {
    const [method = "", path = ""] = route.split(" ");
    return this.github.ask(`${method} ${ROOT}${path}`, body);
  }

  /** A new process of the bot, which remembers nothing. */
  async restart(environment: Record<string, string> = {}): Promise<void> {
    const app = new Probot({ Octokit: ProbotOctokit.defaults(UNPACED), appId: APP.id, privateKey: this.github.privateKey, baseUrl: this.github.url, secret: SECRET, log: silentLogger() });
    await app.ready();
    const bot = createBot({ openPlace: (context) => Promise.resolve(this.#place(context)), connect: ({ app: probot }) => openConnection(probot, { options: UNPACED }), pace: { pause: 0 } });
    const signal = new AbortController().signal;
    const queue: AtOnce = queueAtOnce((job) => handler(job, signal));
    const context: BotContext = { app, queue: { ...queue, work: () => Promise.resolve(), depth: () => Promise.resolve({ waiting: 0, running: 0 }), stop: () => Promise.resolve() }, environment: { ...this.environment, ...environment } };
    const handler = bot.createHandler(context);
    bot.listen(context);
    this.probot = app;
    this.queue = queue;
    this.lookAround = async () => {
      await bot.lookAround(context);
      await queue.drain();
    };
  }

  lookAround: () => Promise<void> = () => Promise.resolve();

  /** The real one, but for the registry, and for the sandbox, which is tested by itself. */
  #place(context: BotContext): Workplace {
    const place = openWorkplace(context.environment, { pauses: [0] });
    const registry = this.registry;
    const openRegistry = registry === undefined ? {} : { openRegistry: () => registry };
    const watched = (ports: PlanPorts): PlanPorts => ({
      ...ports,
      ...openRegistry,
      nix: {
        ...ports.nix,
        run: (args, limits) => {
          this.evaluations.push(args.join(" "));
          return ports.nix.run(args, limits);
        },
      },
    });
    return {
      withPull: (source, use) => {
        this.checkouts.push(`${source.isForStranger ? "stranger's" : "own"} ${source.headCommit}`);
        return place.withPull({ ...source, isForStranger: false }, (work) => use({ ...work, ports: watched(work.ports) }));
      },
      withBranch: (source, use) => {
        this.checkouts.push(`branch ${source.branch}`);
        return place.withBranch(source, (work) => use({ ...work, ports: watched(work.ports) }));
      },
    };
  }

  /** The same commit at GitHub and at git's remote. */
  async commit(files: Files, parent?: string): Promise<string> {
    const tree = await this.ask("POST /git/trees", { tree: Object.entries(files).map(([path, content]) => ({ path, content, mode: "100644", type: "blob" })) });
    const parents = parent === undefined ? [] : [parent];
    const made = String(valueIn(await this.ask("POST /git/commits", { message: "Change", tree: valueIn(tree, "sha"), parents, author: PERSON, committer: PERSON }), "sha"));
    assert.equal(this.origin.commit(files, ...parents), made);
    return made;
  }

  async setMain(commit: string): Promise<void> {
    await this.ask("PATCH /git/refs/heads/main", { sha: commit, force: true });
    this.origin.git("update-ref", "refs/heads/main", commit);
  }

  /** A pull request of a new branch; gives its number. */
  async openPull(branch: string, { base, head }: { readonly base: string; readonly head: string }): Promise<number> {
    await this.ask("POST /git/refs", { ref: `refs/heads/${branch}`, sha: head });
    const pull = await this.ask("POST /pulls", { title: "Change a container", head: branch, base: "main" });
    const number = Number(valueIn(pull, "number"));
    this.origin.mergePullRequest(number, { base, head });
    return number;
  }

  async push(branch: string, { number, base, head }: { readonly number: number; readonly base: string; readonly head: string }): Promise<void> {
    await this.ask(`PATCH /git/refs/heads/${branch}`, { sha: head, force: true });
    this.origin.mergePullRequest(number, { base, head });
  }

  /** Delivers a webhook and waits until all that follows from it is done. */
  async deliver(name: BotEventName, { action, ...parts }: WebhookParts & { readonly action?: string }): Promise<void> {
    assert.ok(this.probot !== undefined && this.queue !== undefined);
    const payload = JSON.stringify(webhookPayload(name, { action, parts, repositoryId: this.github.repositoryId }));
    this.#deliveries += 1;
    await this.probot.webhooks.verifyAndReceive({ id: `d-${this.#deliveries}`, name, payload, signature: signatureOf(payload, SECRET) });
    await this.queue.drain();
  }

  pullEvent(action: string, { number, head }: { readonly number: number; readonly head: string }): Promise<void> {
    return this.deliver("pull_request", { action, pull_request: { number, state: action === "closed" ? "closed" : "open", head: { sha: head } } });
  }

  /** Somebody writes a comment, and GitHub tells of it; gives the comment's number. */
  async say(text: string, { number, login = "ada", created = new Date().toISOString(), isPullRequest = true }: { readonly number: number; readonly login?: string; readonly created?: string; readonly isPullRequest?: boolean }): Promise<number> {
    this.#comments += 1;
    const id = 9_000_000 + this.#comments;
    const issue = isPullRequest ? { number, pull_request: { url: "https://github.example/pull" } } : { number, pull_request: undefined };
    await this.deliver("issue_comment", { action: "created", comment: { id, body: text, created_at: created, user: { login, type: "User" } }, issue, sender: { type: "User" } });
    return id;
  }

  async comments(number: number): Promise<readonly BotComment[]> {
    const answer = await this.ask(`GET /issues/${number}/comments?per_page=100`);
    assert.ok(Array.isArray(answer));
    return answer.filter(isRecord).map((comment) => ({ id: Number(comment["id"]), author: String(valueIn(comment, "user", "login")), body: String(comment["body"]) }));
  }

  /** What the status comment says of the last command; fails where there is more than one such comment. */
  async status(number: number): Promise<string> {
    const [comment, ...others] = (await this.comments(number)).filter(({ body }) => body.startsWith("<!-- stowplan-commands "));
    assert.ok(comment !== undefined && others.length === 0, "there is one status comment");
    return comment.body.split("\n").find((line) => /^\| *`\/stowplan/i.test(line)) ?? comment.body;
  }
}
