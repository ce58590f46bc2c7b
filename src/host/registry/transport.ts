// One HTTP request -> one answer, bounded in time and size, and only to addresses that the rules allow. Redirects are not followed.
import { lookup } from "node:dns";
import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { StowplanError } from "../../errors.ts";
import { isPublicAddress } from "./addresses.ts";
import { refused, tooLarge, unreachable } from "./failures.ts";
import type { RegistryRules } from "./rules.ts";
import { type BodyStream, streamBody } from "./stream-body.ts";

/** One request. `limit` is the largest body in bytes; `subject` is what an error will be about. */
export type Question = {
  readonly subject: string;
  readonly method: "GET" | "HEAD" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly limit: number;
  /** What is sent with a POST. */
  readonly body?: string;
  /** True where the content of a good answer is to be handed on while it arrives; `limit` then bounds other answers only. */
  readonly isStreamed?: boolean;
};

/** An answer with any status; `stream` holds the content instead of `body` where it was asked for, and must be read or ended. */
export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly stream?: BodyStream;
};

/** Asks once; throws `registry-unreachable`, `registry-refused` or `registry-limit`, a stream also while it is read. */
export type Transport = (question: Question) => Promise<Answer>;

/** Resolves a name and refuses it if any of its addresses is private: checked here, a name cannot change between check and use. */
function publicLookup(subject: string): LookupFunction {
  return (...[hostname, options, callback]: Parameters<LookupFunction>) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, "");
        return;
      }
      const [first] = addresses;
      if (first === undefined) {
        callback(new Error(`${hostname} has no address`), "");
      } else if (!addresses.every(({ address }) => isPublicAddress(address))) {
        // The address itself stays unsaid: it would tell a stranger about the runner's network.
        callback(refused(subject, `${hostname} is at a private, loopback or link-local address.`), "");
      } else if (options.all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

function isContent(status: number | undefined): boolean {
  return status === 200 || status === 206;
}

async function readBody(message: IncomingMessage, question: Question): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes: unknown = chunk;
    if (!Buffer.isBuffer(bytes)) continue;
    size += bytes.length;
    if (size > question.limit) {
      message.destroy();
      throw tooLarge(question.subject, `${question.url.host} sent more than ${question.limit} bytes.`);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

type Send = (question: Question, signal: AbortSignal) => Promise<IncomingMessage>;

/** Sends over connections that are kept. */
function openSender(rules: RegistryRules): Send {
  const plain = new HttpAgent({ keepAlive: true });
  const secure = new HttpsAgent({ keepAlive: true });
  return function send(question, signal) {
    const { url, method, subject } = question;
    const isSecure = url.protocol === "https:";
    const options = {
      method,
      signal,
      agent: isSecure ? secure : plain,
      headers: { "user-agent": "stowplan", "accept-encoding": "identity", ...question.headers },
      ...(rules.isTrusted(url) ? {} : { lookup: publicLookup(subject) }),
    };
    return new Promise((resolve, reject) => {
      const request = isSecure ? requestHttps(url, options, resolve) : requestHttp(url, options, resolve);
      // A kept connection may be closed by the other side while it is being used again: that says nothing about the registry.
      request.once("error", (error) => (request.reusedSocket && !signal.aborted ? resolve(send(question, signal)) : reject(error)));
      request.end(question.body);
    });
  };
}

/** Opens connections that are kept and shared for a run. `timeout` is in seconds, for a whole request with its body. */
export function openTransport(rules: RegistryRules, timeout: number): Transport {
  const send = openSender(rules);
  return async (question) => {
    const { url, subject } = question;
    rules.check(url, subject);
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), timeout * 1000);
    try {
      const message = await send(question, ending.signal);
      const answer = { status: message.statusCode ?? 0, headers: message.headers };
      if (question.isStreamed === true && isContent(message.statusCode)) {
        return { ...answer, body: Buffer.alloc(0), stream: streamBody(message, { subject, host: url.host, timeout }) };
      }
      return { ...answer, body: await readBody(message, question) };
    } catch (cause) {
      if (cause instanceof StowplanError) throw cause;
      const what = ending.signal.aborted ? `did not answer within ${timeout} s` : "could not be reached";
      throw unreachable(subject, { message: `${url.host} ${what}.`, cause });
    } finally {
      clearTimeout(timer);
    }
  };
}
