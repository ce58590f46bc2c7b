// An HTTP message -> its content in pieces as they arrive, given up where a registry drips instead of sending.
import type { IncomingMessage } from "node:http";
import { unreachable } from "./failures.ts";

/** Bytes per second, on average, below which a transfer is given up. */
const SLOWEST = 16 * 1024;

/** Content that is still arriving; `end` gives up what is not read. */
export type BodyStream = { readonly pieces: AsyncIterable<Uint8Array>; end(): void };

/** What a stream's errors are about; `timeout` are the seconds before the average counts. */
export type StreamFacts = { readonly subject: string; readonly host: string; readonly timeout: number };

/** Waits for the next piece at most so many seconds; the reader's own time is not the registry's. */
async function nextWithin(pieces: AsyncIterator<unknown>, { seconds, message }: { seconds: number; message: IncomingMessage }): Promise<IteratorResult<unknown>> {
  const timer = setTimeout(() => message.destroy(new Error("the registry is too slow")), Math.max(seconds, 0) * 1000);
  try {
    return await pieces.next();
  } finally {
    clearTimeout(timer);
  }
}

async function* piecesOf(message: IncomingMessage, { subject, host, timeout }: StreamFacts): AsyncGenerator<Uint8Array> {
  const pieces: AsyncIterator<unknown> = message[Symbol.asyncIterator]();
  let received = 0;
  let waited = 0;
  try {
    for (;;) {
      const asked = performance.now();
      const next = await nextWithin(pieces, { seconds: timeout + received / SLOWEST - waited, message });
      waited += (performance.now() - asked) / 1000;
      if (next.done === true) return;
      if (!(next.value instanceof Uint8Array)) continue;
      received += next.value.length;
      yield next.value;
    }
  } catch (cause) {
    throw unreachable(subject, { message: `${host} stopped sending after ${received} bytes, or sends too slowly.`, cause });
  } finally {
    message.destroy();
  }
}

/**
 * Gives the pieces of a body; ends the transfer when its reader stops. Reading throws `registry-unreachable` where the connection
 * breaks, the body is shorter than its Content-Length, or less than 16 KiB a second came for longer than `timeout`.
 */
export function streamBody(message: IncomingMessage, facts: StreamFacts): BodyStream {
  return { pieces: piecesOf(message, facts), end: () => void message.destroy() };
}
