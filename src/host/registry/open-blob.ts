// A blob of any size -> its bytes in pieces, bounded, checked against the digest, and taken up again where a connection broke.
import { createHash } from "node:crypto";
import type { BlobPart, Repository } from "../../registry-port.ts";
import { hasCode } from "../../errors.ts";
import type { Asker } from "./asker.ts";
import { invalid, tooLarge } from "./failures.ts";
import { algorithmOf } from "./manifest-answer.ts";
import type { Answer } from "./transport.ts";

/** Connections for one blob: a long transfer may break, a registry that breaks every one is given up. */
const ATTEMPTS = 3;

/** Which blob, how much of it at most, and how errors call it. */
export type BlobRequest = BlobPart & { readonly repository: Repository; readonly subject: string };

/** Where the answer's first byte stands in the blob: registries may ignore Range and begin again (RFC 9110, section 14.2). */
function startOf({ status, headers }: Answer): number {
  if (status !== 206) return 0;
  return Number(/^bytes (?<start>\d+)-/.exec(headers["content-range"] ?? "")?.groups?.["start"] ?? Number.NaN);
}

/** The blob from byte `from` on. Throws `registry-limit` before anything is read where the length is announced. */
async function* readFrom(ask: Asker, { request, from }: { request: BlobRequest; from: number }): AsyncGenerator<Uint8Array> {
  const { repository, digest, subject } = request;
  const limit = (request.from ?? 0) + request.limit;
  const answer = await ask({ repository, kind: "blobs", name: digest, method: "GET", streamFrom: from });
  if (answer.stream === undefined) throw invalid(subject, "The registry answered without content.");
  try {
    let position = startOf(answer);
    if (position !== 0 && position !== from) throw invalid(subject, "The registry sent another part of the blob than was asked for.");
    if (position + Number(answer.headers["content-length"] ?? 0) > limit) throw tooLarge(subject, `The blob has more than ${limit} bytes.`);
    for await (const piece of answer.stream.pieces) {
      const rest = piece.subarray(Math.min(Math.max(from - position, 0), piece.length));
      position += piece.length;
      if (rest.length > 0) yield rest;
    }
  } finally {
    answer.stream.end();
  }
}

function isBroken(error: unknown): boolean {
  return hasCode(error, "registry-unreachable");
}

/** Reads a blob as `Registry.openBlob` promises; nothing is asked before the first piece is wanted. */
export async function* openBlob(ask: Asker, request: BlobRequest): AsyncGenerator<Uint8Array> {
  const { digest, limit, subject, from = 0 } = request;
  const algorithm = algorithmOf(digest);
  if (algorithm === undefined) throw invalid(subject, "This is no digest that can be checked.");
  const hash = createHash(algorithm);
  let received = 0;
  for (let attempt = 1; ; attempt += 1) {
    const before = received;
    try {
      for await (const piece of readFrom(ask, { request, from: from + received })) {
        received += piece.length;
        if (received > limit) throw tooLarge(subject, `The blob has more than ${limit} bytes.`);
        hash.update(piece);
        yield piece;
      }
      break;
    } catch (error) {
      // Only a transfer that had begun is taken up again: one that never began has had its attempts.
      if (!isBroken(error) || attempt === ATTEMPTS || received === before) throw error;
    }
  }
  if (from > 0) return;
  if (`${algorithm}:${hash.digest("hex")}` !== digest) throw invalid(subject, `The content does not match its digest ${digest}.`);
}
