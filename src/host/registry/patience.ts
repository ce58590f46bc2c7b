// A transport -> one that waits for a busy registry, tries a stumbling one again, and stops asking one that is down or has had enough.
import { setTimeout as delay } from "node:timers/promises";
import { hasCode, StowplanError } from "../../errors.ts";
import { rateLimited, unreachable } from "./failures.ts";
import type { Answer, Question, Transport } from "./transport.ts";

/** The longest wait for a Retry-After, in seconds: beyond it the plan is worth more without the image. */
const MAXIMUM_WAIT = 10;
const ATTEMPTS = 3;
/** Seconds before trying again where the registry says nothing about it. */
const SHORT_WAIT = 0.2;
/** Failures in a row after which a host is not asked again in this run. */
const FAILURES_BEFORE_SILENCE = 2;
const BUSY = new Set([429, 502, 503, 504]);

/** Seconds of a Retry-After header (RFC 9110, section 10.2.3), which is a number or a date; undefined where it is neither. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim());
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

type HostRecord = { failures: number; verdict?: (subject: string) => StowplanError };

function isUnreachable(error: unknown): error is StowplanError {
  return hasCode(error, "registry-unreachable");
}

/** Asks until a busy registry answers; a wait that would be too long, or the last attempt, ends as an answer or an error. */
async function askPatiently(transport: Transport, question: Question): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await transport(question);
    if (!BUSY.has(answer.status)) return answer;
    const registry = question.url.host;
    const seconds = retryAfter(answer.headers["retry-after"], Date.now());
    if (attempt === ATTEMPTS || (seconds ?? 0) > MAXIMUM_WAIT) {
      if (answer.status === 429) throw rateLimited(question.subject, { registry, seconds });
      throw unreachable(question.subject, { message: `${registry} answered ${answer.status}.` });
    }
    await delay((seconds ?? SHORT_WAIT * attempt) * 1000);
  }
}

/** Wraps a transport; what it learns about a host holds for the run. */
export function patient(transport: Transport): Transport {
  const hosts = new Map<string, HostRecord>();
  return async (question) => {
    const record = hosts.get(question.url.host) ?? { failures: 0 };
    hosts.set(question.url.host, record);
    if (record.verdict !== undefined) throw record.verdict(question.subject);
    try {
      const answer = await askPatiently(transport, question);
      record.failures = 0;
      return answer;
    } catch (error) {
      const isLimited = hasCode(error, "registry-rate-limited");
      if (isUnreachable(error)) record.failures += 1;
      if (isLimited || record.failures >= FAILURES_BEFORE_SILENCE) {
        const { code, message, hint } = error instanceof StowplanError ? error : unreachable(question.subject, { message: "There was no answer." });
        record.verdict = (subject) => new StowplanError({ code, subject, message, hint });
      }
      throw error;
    }
  };
}
