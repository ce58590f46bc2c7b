// An Octokit -> the same at a pace that GitHub's secondary limits allow: one request at a time, a second between those that write.
import { setTimeout } from "node:timers/promises";
import type { OctokitLike } from "./forge-asker.ts";
import { limitSeconds } from "./forge-failure.ts";

export type Pace = {
  /** Milliseconds between the beginnings of two requests that write. */
  readonly pause: number;
  /** Seconds that may be spent on waiting for limits in all; after that a limit is an error at once. */
  readonly patience: number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  readonly now: () => Date;
};

const PACE: Pace = { pause: 1000, patience: 600, wait: (milliseconds) => setTimeout(milliseconds), now: () => new Date() };

/**
 * GitHub Docs, "Best practices for using the REST API": avoid concurrent requests, pause a second between mutative requests, wait as long as
 * a refused one is told to. A request that met a limit was not carried out, so it may be repeated, whatever it does.
 */
export function paceRequests(octokit: OctokitLike, some: Partial<Pace> = {}): OctokitLike {
  const { pause, patience, wait, now } = { ...PACE, ...some };
  let turn: Promise<unknown> = Promise.resolve();
  let lastWrite = Number.NEGATIVE_INFINITY;
  let waited = 0;

  async function persist<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const seconds = limitSeconds(error, now());
        if (seconds === undefined || waited + seconds > patience) throw error;
        waited += seconds;
        await wait(seconds * 1000);
      }
    }
  }

  async function request(...[route, parameters]: Parameters<OctokitLike["request"]>): ReturnType<OctokitLike["request"]> {
    if (!route.startsWith("GET ")) {
      const early = lastWrite + pause - now().getTime();
      if (early > 0) await wait(early);
      lastWrite = now().getTime();
    }
    return persist(() => octokit.request(route, parameters));
  }

  function inTurn<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const answer = turn.then(ask);
    turn = answer.catch(() => undefined);
    return answer;
  }

  return {
    request: (...asked) => inTurn(() => request(...asked)),
    graphql: (query) => inTurn(() => persist(() => octokit.graphql(query))),
  };
}
