// A forge in memory with one pull request; the real one is held to the same contract in test/adapters/octokit-forge.test.ts.
import { StowplanError } from "../../src/errors.ts";
import type { BranchCommit, ChangedFile, Forge, ForgeComment, LineComment, Log, PullRequest, ReviewComment } from "../../src/ports.ts";
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
};

export function pullRequestWith(parts: Partial<PullRequest> = {}): PullRequest {
  return { number: 7, headCommit: TIP, headRef: "topic", baseRef: "main", isFork: false, isOpen: true, ...parts };
}

export function commentWith(parts: Partial<ForgeComment> & Pick<ForgeComment, "id">): ForgeComment {
  return { author: OURS, body: "hello", url: `https://forge.example/comments/${parts.id}`, ...parts };
}

function missing(id: number): StowplanError {
  return new StowplanError({ code: "forge-missing", subject: `comment ${id}`, message: "There is no such comment.", hint: "" });
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
