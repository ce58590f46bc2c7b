// Number of a pull request -> what has to be known before deciding about its comment.
import type { Forge } from "../ports.ts";
import type { Thread } from "./publication.ts";

/** Reads the pull request, all its comments and our own login. Throws the forge's errors (`forge-denied`, `forge-missing`, `forge-failed`). */
export async function readThread(pullRequest: number, forge: Forge): Promise<Thread> {
  const [state, author, comments] = await Promise.all([forge.pullRequest(pullRequest), forge.author(), forge.comments(pullRequest)]);
  return { pullRequest: state, author, comments };
}
