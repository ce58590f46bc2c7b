// What people do on GitHub that the emulator does not know: reactions to comments, forks, and what the App is installed on.
import { type AskEmulator, type AskedRequest, type GivenAnswer, isRecord } from "./github-rules.ts";

/** Where a pull request comes from: the full name of the fork, and when it was last pushed to (ISO 8601). */
export type Fork = { readonly name: string; readonly pushed: string };

/** A pull request as it would be from its fork. */
export function withFork(pull: unknown, forks: ReadonlyMap<number, Fork>): unknown {
  if (!isRecord(pull) || !isRecord(pull["head"]) || !isRecord(pull["head"]["repo"])) return pull;
  const fork = forks.get(Number(pull["number"]));
  if (fork === undefined) return pull;
  return { ...pull, head: { ...pull["head"], repo: { ...pull["head"]["repo"], full_name: fork.name, pushed_at: fork.pushed } } };
}

export type Reactions = { answer(request: AskedRequest): GivenAnswer | undefined; of(commentId: number): readonly string[] };

/** One reaction of a kind: all are the App's own. Adding it again gives the one that is there (200). */
export function openReactions(): Reactions {
  const made = new Map<number, { readonly commentId: number; readonly content: string }>();
  function add(commentId: number, content: string): GivenAnswer {
    const there = [...made].find(([, one]) => one.commentId === commentId && one.content === content);
    const id = there?.[0] ?? made.size + 1;
    if (there === undefined) made.set(id, { commentId, content });
    return { status: there === undefined ? 201 : 200, answer: { id, node_id: "R", user: null, content, created_at: "2026-03-01T08:00:00Z" } };
  }
  return {
    answer({ method, path, body }) {
      const [, comment, reaction] = /\/issues\/comments\/(\d+)\/reactions(?:\/(\d+))?$/.exec(path) ?? [];
      if (comment === undefined) return undefined;
      if (method === "POST") return add(Number(comment), isRecord(body) ? String(body["content"]) : "");
      // Its place is kept, so that numbers are not used twice.
      made.set(Number(reaction), { commentId: 0, content: "" });
      return { status: 204, answer: undefined };
    },
    of: (commentId) => [...made.values()].filter((one) => one.commentId === commentId).map(({ content }) => content),
  };
}

/** The App is installed on every repository of its account; the first page has them all. */
export async function listInstalled({ method, path }: AskedRequest, ask: AskEmulator): Promise<GivenAnswer | undefined> {
  if (method !== "GET" || !path.startsWith("/installation/repositories")) return undefined;
  const { answer } = await ask({ method: "GET", path: "/users/ada/repos?per_page=100", body: undefined });
  const repositories: readonly unknown[] = Array.isArray(answer) ? answer : [];
  return { status: 200, answer: { total_count: repositories.length, repositories } };
}
