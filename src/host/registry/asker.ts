// A question below a repository -> the right URL, in turn with the registry's other questions, and an answer with a good status.
import type { Log, Repository } from "../../ports.ts";
import type { CredentialReader } from "./credentials.ts";
import { openExchange } from "./exchange.ts";
import { denied, missing, unreachable } from "./failures.ts";
import { type Limiter, openLimiter } from "./limiter.ts";
import { isDigest, MANIFEST_TYPES } from "./manifest-answer.ts";
import { patient } from "./patience.ts";
import { heedPullLimits } from "./pull-limits.ts";
import type { RegistryRules } from "./rules.ts";
import { openTokenStore } from "./tokens.ts";
import { type Answer, openTransport, type Question, type Transport } from "./transport.ts";

const MEBIBYTE = 1024 * 1024;
/** Largest bodies. The specification lets a registry refuse manifests over 4 MiB. */
const LIMITS = { manifests: 4 * MEBIBYTE, blobs: 8 * MEBIBYTE, tags: 8 * MEBIBYTE, referrers: 4 * MEBIBYTE } as const;
const REQUESTS_AT_A_TIME = 6;
const ACCEPT = { manifests: MANIFEST_TYPES.join(", "), blobs: "*/*", tags: "application/json", referrers: MANIFEST_TYPES[0] } as const;
/** A tag or digest that can stand in a URL as it is. */
const NAME = /^[\w+.:-]{1,256}$/;

/** One question below a repository: `kind/name` is the end of the URL, `search` its query with the `?`. */
export type RepositoryQuestion = {
  readonly repository: Repository;
  readonly kind: "manifests" | "blobs" | "tags" | "referrers";
  readonly name: string;
  readonly method: "GET" | "HEAD";
  readonly search?: string;
  /** The content is wanted as a stream, from this byte on; the registry may begin at the first one all the same. */
  readonly streamFrom?: number;
  /** More headers, as for a conditional request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses beside 200 that are answers and no failures. */
  readonly otherStatuses?: readonly number[];
};

/** Gives an answer with status 200, 206 or one that was allowed, or throws the error that another status means. */
export type Asker = (question: RepositoryQuestion) => Promise<Answer>;

function subjectOf({ repository, kind, name }: RepositoryQuestion): string {
  const end = kind === "tags" ? "" : isDigest(name) ? `@${name}` : `:${name}`;
  return `${repository.registry}/${repository.path}${end}`;
}

type Expectation = { readonly subject: string; readonly registry: string; readonly good: readonly number[] };

function checkStatus(answer: Answer, { subject, registry, good }: Expectation): Answer {
  if (good.includes(answer.status)) return answer;
  if (answer.status === 404) throw missing(subject, registry);
  if (answer.status === 403) throw denied(subject, { registry });
  throw unreachable(subject, { message: `${registry} answered ${answer.status}.` });
}

function requestOf({ kind, method, streamFrom, headers }: RepositoryQuestion): Pick<Question, "method" | "headers" | "limit" | "isStreamed"> {
  const range = streamFrom === undefined || streamFrom === 0 ? {} : { range: `bytes=${streamFrom}-` };
  return { method, headers: { accept: ACCEPT[kind], ...range, ...headers }, limit: LIMITS[kind], isStreamed: streamFrom !== undefined };
}

/** Where a registry is asked, chosen once: a private one may speak HTTPS or plain HTTP, and HTTPS is taken where it answers. */
function openOrigins(rules: RegistryRules, transport: Transport): (registry: string) => Promise<string> {
  const origins = new Map<string, Promise<string>>();
  async function choose(registry: string): Promise<string> {
    const [first, second] = rules.endpoint(registry).origins;
    if (second === undefined) return first;
    const probe = { subject: registry, method: "HEAD", url: new URL(`${first}/v2/`), headers: {}, limit: LIMITS.tags } as const;
    return transport(probe).then(() => first, () => second);
  }
  return (registry) => {
    const origin = origins.get(registry) ?? choose(registry);
    origins.set(registry, origin);
    return origin;
  };
}

/** What an asker needs besides the rules: seconds for one request, who knows credentials, and where warnings go. */
export type AskerParts = { readonly timeout: number; readonly credentials: CredentialReader; readonly log?: Log | undefined };

/** Opens an asker; connections, tokens and what is known of each host are kept as long as it lives. */
export function openAsker(rules: RegistryRules, { timeout, credentials, log }: AskerParts): Asker {
  const hasty = openTransport(rules, timeout);
  const transport = heedPullLimits(patient(hasty), log);
  const exchange = openExchange({ transport, tokens: openTokenStore(transport), credentials });
  const originOf = openOrigins(rules, hasty);
  const limiters = new Map<string, Limiter>();

  return async (question) => {
    const { repository, kind, name, search = "", otherStatuses = [] } = question;
    const { registry, path } = repository;
    const subject = subjectOf(question);
    if (!NAME.test(name)) throw missing(subject, registry);
    const limiter = limiters.get(registry) ?? openLimiter(REQUESTS_AT_A_TIME);
    limiters.set(registry, limiter);
    const url = new URL(`/v2/${rules.endpoint(registry).prefix}${path}/${kind}/${name}${search}`, await originOf(registry));
    const answer = await limiter(() => exchange({ subject, url, ...requestOf(question) }));
    return checkStatus(answer, { subject, registry, good: [200, ...(question.streamFrom === undefined ? [] : [206]), ...otherStatuses] });
  };
}
