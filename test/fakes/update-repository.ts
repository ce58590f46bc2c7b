// A repository of its own on the emulator for each run of an update test: what is pushed, what runs do there, and how it ends.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { getOctokit } from "@actions/github";
import { Config } from "../../src/config/index.ts";
import { createOctokitUpdateForge } from "../../src/host/octokit-update-forge.ts";
import type { Log, UpdateForge } from "../../src/ports.ts";
import { bringUpdates, isHarmless, type UpdateProposal, type UpdateRun } from "../../src/publish/index.ts";
import type { Plan } from "../../src/report/index.ts";
import type { UpdateWish } from "../../src/update-wish.ts";
import type { OpenUpdates, Update, UpdateBranch } from "../../src/updates/index.ts";
import { silentLog } from "./forge.ts";
import { type GitHub, REPOSITORY } from "./github.ts";
import { valueIn } from "./github-rules.ts";
import { planWith } from "./plans.ts";

const FILE = "compose.yaml";
export const OURS = "github-actions[bot]";
export const NOW = new Date("2026-03-10T12:00:00Z");

/** What a run is made with. */
export type RunOptions = {
  readonly branches: readonly UpdateBranch[];
  readonly plan?: Partial<Plan>;
  readonly updates?: Readonly<Record<string, unknown>>;
  readonly unread?: readonly string[];
  readonly wishes?: readonly UpdateWish[];
  readonly forge?: UpdateForge;
  readonly log?: Log;
  /** Told what the policy is told of the forge. */
  readonly onPlan?: (open: OpenUpdates) => void;
};

function gitObject(kind: string, content: Buffer): Buffer {
  return createHash("sha1").update(`${kind} ${content.length}\0`).update(content).digest();
}

/** The name that git gives a tree of files at its root (Git Internals, "Tree Objects"). */
function treeName(files: ReadonlyMap<string, string>): string {
  const names = [...files.keys()].toSorted();
  const entries = names.map((name) => Buffer.concat([Buffer.from(`100644 ${name}\0`), gitObject("blob", Buffer.from(files.get(name) ?? ""))]));
  return gitObject("tree", Buffer.concat(entries)).toString("hex");
}

/** A branch of one update; parts may be others. */
export function branchWith(parts: Partial<UpdateBranch> & { readonly from?: string; readonly to?: string } = {}): UpdateBranch {
  const { from = "redis:7.4.0", to = "redis:7.4.1", ...rest } = parts;
  const update: Update = { kind: "patch", reference: from, proposed: to, places: [{ file: FILE, line: 4 }] };
  return { name: "redis-7.4.x", title: `Update redis to ${to}`, kinds: ["patch"], updates: [update], labels: [], reviewers: [], assignees: [], automerge: "off", state: { kind: "due" }, notes: [], ...rest };
}

/** Octokit whose process dies after some writing requests: nothing that it asks for later gets out. */
export function mortalFetch(writes: number): { readonly fetch: typeof fetch; readonly count: () => number } {
  let done = 0;
  return {
    count: () => done,
    fetch: async (address, options) => {
      if (done >= writes) throw new Error("the run is dead");
      const response = await fetch(address, options);
      if (options?.method !== "GET" && !new URL(response.url).pathname.endsWith("/graphql")) done += 1;
      return response;
    },
  };
}

export class UpdateRepository {
  readonly github: GitHub;
  readonly name: string;
  readonly files: Map<string, string>;
  /** The base branch's newest commit. */
  base = "";

  constructor(github: GitHub, name: string) {
    this.github = github;
    this.name = name;
    this.files = new Map([[FILE, "services:\n  cache:\n    image: redis:7.4.0\n  db:\n    image: postgres:16.4\n"], ["README.md", "Homelab\n"]]);
  }

  get root(): string {
    return `/repos/${REPOSITORY.owner}/${this.name}`;
  }

  ask(route: string, body?: unknown): Promise<unknown> {
    const [method = "", path = ""] = route.split(" ");
    return this.github.ask(`${method} ${this.root}${path}`, body);
  }

  async open(): Promise<this> {
    await this.github.ask("POST /user/repos", { name: this.name, auto_init: true });
    await this.ask(`PUT /collaborators/${encodeURIComponent(OURS)}`, { permission: "push" });
    this.base = await this.commit(this.files);
    await this.ask("PATCH /git/refs/heads/main", { sha: this.base, force: true });
    return this;
  }

  /** A commit of whole file sets by the repository's owner. */
  async commit(files: ReadonlyMap<string, string>, parent?: string): Promise<string> {
    const tree = await this.ask("POST /git/trees", { tree: [...files].map(([path, content]) => ({ path, content, mode: "100644", type: "blob" })) });
    const made = await this.ask("POST /git/commits", { message: "Change", tree: valueIn(tree, "sha"), parents: parent === undefined ? [] : [parent] });
    return String(valueIn(made, "sha"));
  }

  /** Somebody pushes to the base branch. */
  async push(path: string, content: string): Promise<void> {
    this.files.set(path, content);
    this.base = await this.commit(this.files, this.base);
    await this.ask("PATCH /git/refs/heads/main", { sha: this.base, force: true });
  }

  forge(some: { readonly fetch?: typeof fetch } = {}): UpdateForge {
    const octokit = getOctokit("workflow-token", { baseUrl: this.github.url, ...(some.fetch === undefined ? {} : { request: { fetch: some.fetch } }) });
    return createOctokitUpdateForge({ octokit, owner: REPOSITORY.owner, repo: this.name, pauses: [], pace: { pause: 0, patience: 0 } });
  }

  proposal({ branches, plan = {}, updates = {}, unread = [], wishes = [], onPlan = () => undefined }: RunOptions): UpdateProposal {
    const config = Config.parse({ updates });
    const text = this.files.get(FILE) ?? "";
    const edit = (branch: UpdateBranch): string => branch.updates.reduce((edited, { reference, proposed }) => edited.replace(reference, proposed), text);
    return {
      config,
      base: { branch: "main", commit: this.base },
      now: new Date(),
      findings: [],
      unread,
      wishes,
      offer: (standing) =>
        Promise.resolve({
          standing,
          plan: (open) => {
            onPlan(open);
            return { value: { branches: [...branches], ignored: [] }, findings: [] };
          },
        }),
      content: ({ update }) => Promise.resolve(edit(update)),
      prepare: (wanted) => {
        const edited = edit(wanted.update);
        const made = planWith({ base: this.base, ...plan });
        const files = new Map([[FILE, { text: edited, isExecutable: false }]]);
        return Promise.resolve({ value: { wanted, update: wanted.update, files, tree: treeName(new Map([...this.files, [FILE, edited]])), plan: made, isHarmless: isHarmless(made, config) }, findings: [] });
      },
    };
  }

  run(options: RunOptions): Promise<UpdateRun> {
    return bringUpdates(this.proposal(options), { forge: options.forge ?? this.forge(), log: options.log ?? silentLog });
  }

  async pulls(): Promise<readonly unknown[]> {
    const answer = await this.ask("GET /pulls?state=all&per_page=100");
    const pulls: readonly unknown[] = Array.isArray(answer) ? answer : assert.fail();
    return pulls.toSorted((left, right) => Number(valueIn(left, "number")) - Number(valueIn(right, "number")));
  }

  /** How it all stands, without what differs from run to run: ids of commits, and times. */
  async state(): Promise<unknown> {
    const plain = (value: unknown): string => (typeof value === "string" ? value : "").replace(/\b[0-9a-f]{40}\b|\b[0-9a-f]{10}\b/g, "#");
    const refs = await this.ask("GET /git/matching-refs/heads/");
    assert.ok(Array.isArray(refs));
    const branches = refs.map(async (ref: unknown) => {
      const commit = await this.ask(`GET /git/commits/${String(valueIn(ref, "object", "sha"))}`);
      return { branch: valueIn(ref, "ref"), tree: valueIn(commit, "tree", "sha"), message: valueIn(commit, "message"), author: valueIn(commit, "author", "name") };
    });
    const issues = await this.ask("GET /issues?state=all");
    assert.ok(Array.isArray(issues));
    const names = (value: unknown, key: string): unknown => (Array.isArray(value) ? value.map((one) => valueIn(one, key)) : []);
    return {
      branches: await Promise.all(branches),
      pulls: (await this.pulls()).map((pull) => ({
        branch: valueIn(pull, "head", "ref"), title: valueIn(pull, "title"), state: valueIn(pull, "state"), isMerged: typeof valueIn(pull, "merged_at") === "string",
        body: plain(valueIn(pull, "body")), author: valueIn(pull, "user", "login"), labels: names(valueIn(pull, "labels"), "name"),
        assignees: names(valueIn(pull, "assignees"), "login"), reviewers: names(valueIn(pull, "requested_reviewers"), "login"),
      })),
      issues: issues.map((issue: unknown) => ({ title: valueIn(issue, "title"), state: valueIn(issue, "state"), body: plain(valueIn(issue, "body")) })),
    };
  }
}
