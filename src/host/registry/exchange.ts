// A question to a registry -> its final answer, past authentication and redirects.
import type { Challenge } from "./challenge.ts";
import { parseChallenge } from "./challenge.ts";
import type { CredentialReader } from "./credentials.ts";
import { denied, invalid } from "./failures.ts";
import { openPioneer } from "./pioneer.ts";
import type { TokenStore } from "./tokens.ts";
import type { Answer, Question, Transport } from "./transport.ts";

const MAXIMUM_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What an exchange needs. */
export type ExchangeParts = {
  readonly transport: Transport;
  readonly tokens: TokenStore;
  readonly credentials: CredentialReader;
};

/** Asks, authenticates where it must, follows redirects. The answer's status is never 401 or a redirect. */
export type Exchange = (question: Question) => Promise<Answer>;

/** The scope that a token for a registry's URL needs; undefined outside of repositories. */
function pullScope(url: URL): string | undefined {
  const path = /^\/v2\/(?<path>.+)\/(?:manifests|blobs|tags|referrers)\/[^/]+$/.exec(url.pathname)?.groups?.["path"];
  return path === undefined ? undefined : `repository:${decodeURIComponent(path)}:pull`;
}

/**
 * A registry that wanted a token for one repository wants one for the next, too: knowing that saves a refused request. Scopes that
 * are not a repository's (`aws` at ECR Public, `*` at Gitea) hold for all.
 */
function challengeFor(known: Challenge, url: URL): Challenge {
  if (known.kind === "basic" || known.scope?.startsWith("repository:") !== true) return known;
  return { ...known, scope: pullScope(url) ?? known.scope };
}

/** Opens an exchange that remembers how each host wants to be asked. */
export function openExchange({ transport, tokens, credentials }: ExchangeParts): Exchange {
  const challenges = new Map<string, Challenge>();
  const inTurn = openPioneer();

  async function askHost(question: Question, isFirstHost: boolean): Promise<Answer> {
    const { url, subject } = question;
    // Another host than the one that was named gets nothing that belongs to the reader.
    const own = isFirstHost ? await credentials(url) : {};
    const refusal = { registry: url.host, missingHelper: own.missingHelper, isWithheld: own.isWithheld };
    const known = challenges.get(url.origin);
    const request = { url, subject, refusal, credentials: own.credentials };
    const early = known === undefined ? undefined : await tokens({ ...request, challenge: challengeFor(known, url), isRefused: false });
    const first = await transport(early === undefined ? question : withAuthorization(question, early));
    if (first.status !== 401) return first;
    const challenge = parseChallenge(first.headers["www-authenticate"]);
    if (challenge === undefined) throw denied(subject, refusal);
    challenges.set(url.origin, challenge);
    const header = await tokens({ ...request, challenge, isRefused: early !== undefined && known?.kind === challenge.kind });
    if (header === undefined || header === early) throw denied(subject, refusal);
    const second = await transport(withAuthorization(question, header));
    if (second.status === 401) throw denied(subject, refusal);
    return second;
  }

  return async (question) => {
    let { url } = question;
    for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects += 1) {
      const step = { ...question, url };
      const answer = await inTurn(url.origin, () => askHost(step, step.url.origin === question.url.origin));
      if (!REDIRECTS.has(answer.status)) return answer;
      const { location } = answer.headers;
      if (location === undefined || !URL.canParse(location, url.href)) throw invalid(question.subject, `${url.host} redirects to nowhere.`);
      url = new URL(location, url);
    }
    throw invalid(question.subject, `${question.url.host} redirects more than ${MAXIMUM_REDIRECTS} times.`);
  };
}

function withAuthorization(question: Question, authorization: string): Question {
  return { ...question, headers: { ...question.headers, authorization } };
}
