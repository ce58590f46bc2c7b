// A forge in memory with one pull request; the real one is held to the same contract in test/adapters/octokit-forge.test.ts.
import { StowplanError } from "../../src/errors.ts";
import type { BranchCommit, ChangedFile, CheckAnnotation, CheckForge, CheckReport, CheckRun, Forge, ForgeComment, LabelForge, LineComment, Log, PullRequest, ReviewComment } from "../../src/ports.ts";
import { TIP } from "./plans.ts";

export const OURS = "stowplan[bot]";

export type FakeForge = Forge & {
  /** What was asked for, as `create 7`, `update 1`, `delete 1`. */
  readonly calls: readonly string[];
  /** Pushes to the pull request. */
  push(commit: string): void;
  now(): readonly ForgeComment[];
  /** The branch's files, the pull request's diff, and what was suggested and committed. */
  readonly files: Map<string, string>;
  readonly changed: ChangedFile[];
  readonly reviews: LineComment[];
  readonly commits: BranchCommit[];
  readonly checks: FakeCheck[];
  /** The pull request's labels; those of the repository are in `made`. */
  readonly labelled: Set<string>;
  readonly made: Set<string>;
  /** Methods that the token may not use. */
  readonly denied: Set<string>;
};

/** A check run with all annotations that it was ever given. */
export type FakeCheck = { readonly id: number; readonly report: CheckReport; readonly author: string; readonly annotations: readonly CheckAnnotation[] };

export function pullRequestWith(parts: Partial<PullRequest> = {}): PullRequest {
  return { number: 7, headCommit: TIP, headRef: "topic", baseRef: "main", isFork: false, isOpen: true, ...parts };
}

export function commentWith(parts: Partial<ForgeComment> & Pick<ForgeComment, "id">): ForgeComment {
  return { author: OURS, body: "hello", url: `https://forge.example/comments/${parts.id}`, ...parts };
}

function missing(id: number): StowplanError {
  return new StowplanError({ code: "forge-missing", subject: `comment ${id}`, message: "There is no such comment.", hint: "" });
}

type Checked = Pick<FakeForge, keyof CheckForge | keyof LabelForge | "checks" | "labelled" | "made" | "denied">;

/** Check runs and labels, as the real forge keeps them: annotations are only ever added. */
function fakeChecks(calls: string[]): Checked {
  const checks: FakeCheck[] = [];
  const [labelled, made, denied] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const runOf = ({ id, author, report }: FakeCheck): CheckRun => ({ id, author, externalId: report.externalId, conclusion: report.conclusion, title: report.title, url: `https://forge.example/checks/${id}` });
  const ask = async (call: string): Promise<void> => {
    calls.push(call);
    await Promise.resolve();
    const [method = ""] = call.split(" ");
    if (denied.has(method)) throw new StowplanError({ code: "forge-denied", subject: call, message: "The token may not do this.", hint: "" });
  };
  const write = (check: FakeCheck): CheckRun => {
    checks[check.id - 1] = check;
    return runOf(check);
  };
  return {
    checks,
    labelled,
    made,
    denied,
    checkRuns: (commit, name) => Promise.resolve(checks.filter(({ report }) => report.commit === commit && report.name === name).map(runOf)),
    checkAnnotations: (id) => Promise.resolve(checks[id - 1]?.annotations ?? []),
    createCheck: async ({ report, annotations }) => {
      await ask(`create-check ${report.conclusion} ${annotations.length}`);
      return write({ id: checks.length + 1, author: OURS, report, annotations });
    },
    updateCheck: async (id, { report, annotations }) => {
      await ask(`update-check ${id} ${report.conclusion} ${annotations.length}`);
      return write({ id, author: OURS, report, annotations: [...(checks[id - 1]?.annotations ?? []), ...annotations] });
    },
    labels: () => Promise.resolve([...labelled]),
    ensureLabel: async ({ name }) => {
      await ask(`ensure-label ${name}`);
      made.add(name);
    },
    addLabels: async (number, names) => {
      await ask(`add-labels ${number} ${names.join(", ")}`);
      for (const name of names) labelled.add(name);
    },
    removeLabel: async (number, name) => {
      await ask(`remove-label ${number} ${name}`);
      labelled.delete(name);
    },
  };
}

/** Starts with some comments; ids count on from the last of them. */
export function fakeForge(comments: readonly ForgeComment[] = [], pullRequest: PullRequest = pullRequestWith()): FakeForge {
  let state = [...comments];
  let head = pullRequest.headCommit;
  let last = Math.max(0, ...comments.map((comment) => comment.id));
  const calls: string[] = [];
  const branch: Pick<FakeForge, "files" | "changed" | "reviews" | "commits"> = { files: new Map(), changed: [], reviews: [], commits: [] };
  return {
    calls,
    ...branch,
    ...fakeChecks(calls),
    file: (path, commit) => Promise.resolve(commit === head ? branch.files.get(path) : undefined),
    changedFiles: () => Promise.resolve(branch.changed),
    reviewComments: () => Promise.resolve(branch.reviews.map(({ path, body }): ReviewComment => ({ path, body, author: OURS }))),
    review: (number, { comments: lines }) => {
      calls.push(`review ${number}`);
      branch.reviews.push(...lines);
      return Promise.resolve();
    },
    commit: (change) => {
      calls.push(`commit ${change.branch}`);
      if (change.parent !== head) return Promise.resolve(undefined);
      branch.commits.push(change);
      for (const [path, text] of change.files) branch.files.set(path, text);
      head = "c".repeat(40);
      return Promise.resolve(head);
    },
    now: () => state,
    comment: (id) => Promise.resolve(state.find((one) => one.id === id)),
    descends: () => Promise.resolve(false),
    settle: () => Promise.resolve(),
    push: (commit) => {
      head = commit;
    },
    author: () => Promise.resolve(OURS),
    pullRequest: () => Promise.resolve({ ...pullRequest, headCommit: head }),
    comments: () => Promise.resolve([...state]),
    createComment: async (number, body) => {
      calls.push(`create ${number}`);
      // As a real forge: other requests are served meanwhile.
      await Promise.resolve();
      last += 1;
      const comment = commentWith({ id: last, body });
      state = [...state, comment];
      return comment;
    },
    updateComment: (id, body) => {
      calls.push(`update ${id}`);
      const old = state.find((comment) => comment.id === id);
      if (old === undefined) return Promise.reject(missing(id));
      state = state.map((comment) => (comment.id === id ? { ...comment, body } : comment));
      return Promise.resolve({ ...old, body });
    },
    deleteComment: (id) => {
      calls.push(`delete ${id}`);
      if (!state.some((comment) => comment.id === id)) return Promise.reject(missing(id));
      state = state.filter((comment) => comment.id !== id);
      return Promise.resolve();
    },
  };
}

export const silentLog: Log = { progress: () => undefined, info: () => undefined, warn: () => undefined };
