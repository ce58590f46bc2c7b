// A registry's challenge -> the Authorization header that answers it; tokens are kept per realm, service, scope and user.
import * as z from "zod";
import { hasCode } from "../../errors.ts";
import { sha256 } from "../../sha256.ts";
import type { Challenge } from "./challenge.ts";
import type { Credentials } from "./credential-file.ts";
import { denied, invalid, type Refusal, unreachable } from "./failures.ts";
import { parseJson } from "./json-answer.ts";
import type { Answer, Question, Transport } from "./transport.ts";

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
  /** What an error says where the token service refuses. */
  readonly refusal: Refusal;
  /** True where the last token was refused: it is not used again. */
  readonly isRefused: boolean;
};

/** Gives the Authorization header, or undefined where a challenge can only be met with credentials that we do not have. */
export type TokenStore = (request: TokenRequest) => Promise<string | undefined>;

type Bearer = Extract<Challenge, { kind: "bearer" }>;
type Token = { readonly header: string; readonly expires: number };

function basic({ user, password }: Extract<Credentials, { kind: "password" }>): string {
  return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
}

function tokenUrl(challenge: Bearer, request: TokenRequest): URL {
  if (!URL.canParse(challenge.realm, request.url.href)) throw invalid(request.subject, `${request.url.host} names a token service that is no URL.`);
  const url = new URL(challenge.realm, request.url);
  if (challenge.service !== undefined) url.searchParams.set("service", challenge.service);
  if (challenge.scope !== undefined) url.searchParams.set("scope", challenge.scope);
  return url;
}

function readToken(answer: Answer, { url, request }: { url: URL; request: TokenRequest }): Token {
  if (answer.status === 401 || answer.status === 403) throw denied(request.subject, request.refusal);
  if (answer.status !== 200) throw unreachable(request.subject, { message: `The token service ${url.host} answered ${answer.status}.` });
  const { data } = TokenAnswer.safeParse(parseJson(answer.body, { subject: request.subject, what: "token" }));
  const token = data?.token ?? data?.access_token;
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) throw invalid(request.subject, `The token service ${url.host} sent no token.`);
  const lifetime = Math.max(data?.expires_in ?? DEFAULT_LIFETIME, DEFAULT_LIFETIME) - MARGIN;
  return { header: `Bearer ${token}`, expires: Date.now() + lifetime * 1000 };
}

/** Docker's OAuth2 form, which alone takes an identity token; names and passwords go by GET, which every token service knows. */
function refreshForm({ challenge, token }: { challenge: Bearer; token: string }): string {
  const fields = { grant_type: "refresh_token", client_id: "stowplan", refresh_token: token, service: challenge.service ?? "", scope: challenge.scope ?? "" };
  return new URLSearchParams(fields).toString();
}

function tokenQuestion(request: TokenRequest, { challenge, url }: { challenge: Bearer; url: URL }): Question {
  const { credentials, subject } = request;
  const common = { subject, limit: TOKEN_LIMIT };
  if (credentials?.kind === "identity") {
    const realm = new URL(url.origin + url.pathname);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return { ...common, method: "POST", url: realm, headers, body: refreshForm({ challenge, token: credentials.token }) };
  }
  return { ...common, method: "GET", url, headers: credentials?.kind === "password" ? { authorization: basic(credentials) } : {} };
}

/** Whose credentials they are, without telling them: what one account may read, another may not. */
export function accountOf(credentials: Credentials | undefined): string {
  if (credentials === undefined) return "";
  return credentials.kind === "password" ? credentials.user : sha256(credentials.token);
}

/** Opens an empty store. The token service is asked under the same rules as a registry, since a registry names it. */
export function openTokenStore(transport: Transport): TokenStore {
  const tokens = new Map<string, Promise<Token>>();

  async function fetchToken(request: TokenRequest, { challenge, url }: { challenge: Bearer; url: URL }): Promise<Token> {
    try {
      return readToken(await transport(tokenQuestion(request, { challenge, url })), { url, request });
    } catch (error) {
      // Credentials that have run out must not keep us from what anybody may read.
      if (request.credentials === undefined || !hasCode(error, "registry-denied")) throw error;
      return fetchToken({ ...request, credentials: undefined }, { challenge, url });
    }
  }

  return async (request) => {
    const { challenge, credentials, isRefused } = request;
    if (credentials?.kind === "bearer") return isRefused ? undefined : `Bearer ${credentials.token}`;
    if (challenge.kind === "basic") return credentials?.kind !== "password" || isRefused ? undefined : basic(credentials);
    const url = tokenUrl(challenge, request);
    const key = `${accountOf(credentials)} ${url.href}`;
    const kept = await tokens.get(key)?.catch(() => undefined);
    if (kept !== undefined && kept.expires > Date.now() && !isRefused) return kept.header;
    const pending = fetchToken(request, { challenge, url });
    tokens.set(key, pending);
    return (await pending).header;
  };
}
