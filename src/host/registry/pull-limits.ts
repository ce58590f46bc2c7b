// A transport -> one that heeds how many pulls a registry still allows, and says so before they run out.
import type { Log } from "../../ports.ts";
import { rateLimited } from "./failures.ts";
import type { Answer, Transport } from "./transport.ts";

/** Pulls that are left of those that a registry allows in a time, in seconds where it says so. */
export type PullLimit = { readonly left: number; readonly allowed: number; readonly seconds: number | undefined };

/** The share of the allowed pulls below which it is worth a line. */
const LOW = 0.1;

function single(header: string | readonly string[] | undefined): string {
  return typeof header === "string" ? header : "";
}

/** Reads Docker Hub's `ratelimit-limit: 100;w=21600` and `ratelimit-remaining: 37;w=21600`; undefined where they are not sent. */
export function readPullLimit({ headers }: Pick<Answer, "headers">): PullLimit | undefined {
  const form = /^\s*(?<count>\d{1,9})\s*(?:;\s*w=(?<seconds>\d{1,9}))?\s*$/;
  const allowed = form.exec(single(headers["ratelimit-limit"]))?.groups;
  const left = form.exec(single(headers["ratelimit-remaining"]))?.groups;
  if (allowed?.["count"] === undefined || left?.["count"] === undefined) return undefined;
  const seconds = left["seconds"] ?? allowed["seconds"];
  return { left: Number(left["count"]), allowed: Number(allowed["count"]), seconds: seconds === undefined ? undefined : Number(seconds) };
}

function tell(host: string, { left, allowed, seconds }: PullLimit): string {
  const time = seconds === undefined ? "" : ` in ${String(Math.round(seconds / 360) / 10)} hours`;
  return `${host}: ${left} of ${allowed} pulls${time} are left; log in for more, or set a mirror (registries.mirrors).`;
}

/** Wraps a transport: once nothing is left, manifests are not asked for any more in this run; HEAD and blobs are not counted by Docker Hub. */
export function heedPullLimits(transport: Transport, log: Pick<Log, "warn"> | undefined): Transport {
  const limits = new Map<string, PullLimit>();
  const told = new Set<string>();
  return async (question) => {
    const { host, pathname } = question.url;
    const isCounted = question.method === "GET" && pathname.includes("/manifests/");
    if (isCounted && limits.get(host)?.left === 0) throw rateLimited(question.subject, { registry: host, seconds: undefined });
    const answer = await transport(question);
    const limit = readPullLimit(answer);
    if (limit === undefined) return answer;
    limits.set(host, limit);
    if (limit.left <= limit.allowed * LOW && !told.has(host)) {
      told.add(host);
      log?.warn(tell(host, limit));
    }
    return answer;
  };
}
