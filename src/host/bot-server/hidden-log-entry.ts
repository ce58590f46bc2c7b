// What is to be logged -> the same without tokens, headers and what other servers answered.
import * as z from "zod";
import { hideNamedSecrets } from "../../secrets.ts";
import { StowplanError } from "../../errors.ts";
import { shorten } from "../../shorten.ts";

const TEXT_LIMIT = 4000;
const ENTRY_LIMIT = 50;
const DEPTH_LIMIT = 5;
/** Names under which credentials and whole answers or payloads stand, however they are written. */
const HIDDEN_NAMES = /^(?:.*(?:authorization|cookie|token|secret|password|private_?key|signature).*|headers|body|payload|response|event|data)$/i;

/** Hidden before it is cut: half a secret is one that nothing recognizes. What is far beyond the limit is not even looked at. */
function hideText(text: string): string {
  return shorten(hideNamedSecrets(text.slice(0, 2 * TEXT_LIMIT)), TEXT_LIMIT);
}

/** What Octokit throws; its message may be the whole body of an answer. */
const RequestFailure = z.object({ status: z.number(), request: z.object({ method: z.string(), url: z.string() }) });
const Coded = z.object({ code: z.union([z.string(), z.number()]) });

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : "";
}

/** An error with what a reader of the log needs: never the answer, the request's headers or the event that it came of. */
function describeError(error: Error, depth = 0): Readonly<Record<string, unknown>> {
  const failure = RequestFailure.safeParse(error).data;
  const message = failure === undefined ? error.message : `${failure.request.method} ${pathOf(failure.request.url)} was answered with status ${failure.status}`;
  const code = Coded.safeParse(error).data?.code;
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  const told = depth >= DEPTH_LIMIT ? [] : causes.flatMap((cause) => (cause instanceof Error ? [describeError(cause, depth + 1)] : []));
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 12);
  return {
    type: error.name,
    message: hideText(message),
    ...(code === undefined ? {} : { code }),
    ...(error instanceof StowplanError ? { subject: hideText(error.subject), hint: hideText(error.hint) } : {}),
    ...(failure === undefined ? {} : { status: failure.status }),
    stack: hideText(frames.map((frame) => frame.trim()).join("\n")),
    ...(told.length === 0 ? {} : { causes: told }),
  };
}

function hideValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return hideText(value);
  if (value instanceof Error) return describeError(value);
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH_LIMIT) return "…";
  if (Array.isArray(value)) return value.slice(0, ENTRY_LIMIT).map((entry) => hideValue(entry, depth + 1));
  return hideFields(value, depth + 1);
}

/** Fields without what stands under the name of a secret, and without secrets in their texts. */
export function hideFields(fields: object, depth = 0): Record<string, unknown> {
  const entries = Object.entries(fields).slice(0, ENTRY_LIMIT);
  return Object.fromEntries(entries.map(([name, value]: [string, unknown]) => [name, HIDDEN_NAMES.test(name) ? "[hidden]" : hideValue(value, depth)]));
}

/** The arguments of a logger's method, made safe: an error as what describes it, texts without secrets. */
export function hideLogArguments([first, ...rest]: readonly unknown[]): readonly unknown[] {
  const others = rest.map((value) => hideValue(value, 1));
  if (first instanceof Error) {
    const err = describeError(first);
    return others.length > 0 ? [{ err }, ...others] : [{ err }, err["message"]];
  }
  return [typeof first === "object" && first !== null ? hideFields(first) : hideValue(first, 0), ...others];
}
