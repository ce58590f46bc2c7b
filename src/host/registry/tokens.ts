// A registry's challenge -> the Authorization header that answers it; tokens are kept per realm, service, scope and user.
import * as z from "zod";
import type { Challenge } from "./challenge.ts";
import type { Credentials } from "./docker-config.ts";
import { denied, invalid, unreachable } from "./failures.ts";
import type { Answer, Transport } from "./transport.ts";

const TOKEN_LIMIT = 256 * 1024;
/** What a token lives where its service does not say (Docker's token specification), and how much earlier we renew it. */
const DEFAULT_LIFETIME = 60;
const MARGIN = 10;

const TokenAnswer = z.looseObject({
  token: z.string().optional(),
  access_token: z.string().optional(),
  expires_in: z.number().optional(),
});

/** A challenge together with who sent it. */
export type TokenRequest = {
  readonly challenge: Challenge;
  /** The URL that answered with the challenge. */
  readonly url: URL;
  readonly subject: string;
  readonly credentials: Credentials | undefined;
  /** True where the last token was refused: it is not used again. */
  readonly isRefused: boolean;
};

/** Gives the Authorization header, or undefined where a challenge can only be met with credentials that we do not have. */
export type TokenStore = (request: TokenRequest) => Promise<string | undefined>;

type Token = { readonly header: string; readonly expires: number };

function basic({ user, password }: Credentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
}

function tokenUrl(challenge: Extract<Challenge, { kind: "bearer" }>, request: TokenRequest): URL {
  if (!URL.canParse(challenge.realm, request.url.href)) throw invalid(request.subject, `${request.url.host} names a token service that is no URL.`);
  const url = new URL(challenge.realm, request.url);
  if (challenge.service !== undefined) url.searchParams.set("service", challenge.service);
  if (challenge.scope !== undefined) url.searchParams.set("scope", challenge.scope);
  return url;
}

function readToken(answer: Answer, { url, request }: { url: URL; request: TokenRequest }): Token {
  if (answer.status === 401 || answer.status === 403) throw denied(request.subject, request.url.host);
  if (answer.status !== 200) throw unreachable(request.subject, { message: `The token service ${url.host} answered ${answer.status}.` });
  let json: unknown;
  try {
    json = JSON.parse(answer.body.toString("utf8"));
  } catch {
    json = undefined;
  }
  const { data } = TokenAnswer.safeParse(json);
  const token = data?.token ?? data?.access_token;
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) throw invalid(request.subject, `The token service ${url.host} sent no token.`);
  const lifetime = Math.max(data?.expires_in ?? DEFAULT_LIFETIME, DEFAULT_LIFETIME) - MARGIN;
  return { header: `Bearer ${token}`, expires: Date.now() + lifetime * 1000 };
}

/** Opens an empty store. The token service is asked under the same rules as a registry, since a registry names it. */
export function openTokenStore(transport: Transport): TokenStore {
  const tokens = new Map<string, Promise<Token>>();

  async function fetchToken(url: URL, request: TokenRequest): Promise<Token> {
    const headers = request.credentials === undefined ? {} : { authorization: basic(request.credentials) };
    const answer = await transport({ subject: request.subject, method: "GET", url, headers, limit: TOKEN_LIMIT });
    return readToken(answer, { url, request });
  }

  return async (request) => {
    const { challenge, credentials } = request;
    if (challenge.kind === "basic") return credentials === undefined || request.isRefused ? undefined : basic(credentials);
    const url = tokenUrl(challenge, request);
    const key = `${credentials?.user ?? ""} ${url.href}`;
    const kept = await tokens.get(key)?.catch(() => undefined);
    if (kept !== undefined && kept.expires > Date.now() && !request.isRefused) return kept.header;
    const pending = fetchToken(url, request);
    tokens.set(key, pending);
    return (await pending).header;
  };
}
