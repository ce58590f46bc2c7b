// A registry's answer about a manifest or blob -> its descriptor and content, checked against the digest.
import { createHash } from "node:crypto";
import * as z from "zod";
import type { Descriptor, RegistryManifest } from "../../ports.ts";
import { invalid } from "./failures.ts";
import { parseJson } from "./json-answer.ts";
import type { Answer } from "./transport.ts";

/** Indexes and manifests in OCI's and Docker's form. Without all four some registries convert what they have, and its digest changes. */
export const MANIFEST_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
] as const;

const DIGEST = /^(?<algorithm>sha256|sha384|sha512):[0-9a-f]{64,128}$/;
const Typed = z.looseObject({ mediaType: z.string().optional(), schemaVersion: z.number().optional(), manifests: z.unknown().optional() });

/** True where a text is a digest and not a tag. */
export function isDigest(reference: string): boolean {
  return DIGEST.test(reference);
}

/** The hash that a digest was made with, as Node names it; undefined for a text that is no digest. */
export function algorithmOf(digest: string): string | undefined {
  return DIGEST.exec(digest)?.groups?.["algorithm"];
}

/** The digest of some bytes with the algorithm of another digest; SHA-256 where that is none. */
function digestOf(bytes: Uint8Array, like: string): string {
  const algorithm = algorithmOf(like) ?? "sha256";
  return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}

function headerDigest(answer: Answer): string | undefined {
  const header = answer.headers["docker-content-digest"];
  return typeof header === "string" && isDigest(header) ? header : undefined;
}

function headerType(answer: Answer): string {
  return (answer.headers["content-type"] ?? "").replace(/;.*$/s, "").trim().toLowerCase();
}

/** Reads the answer to a HEAD; undefined where its headers do not say enough, so that the manifest must be fetched. */
export function readDescriptor(answer: Answer, { reference, subject }: { reference: string; subject: string }): Descriptor | undefined {
  const digest = headerDigest(answer);
  if (digest === undefined) return undefined;
  if (isDigest(reference) && digest !== reference) throw invalid(subject, `The registry answers with another digest: ${digest}.`);
  return { digest, mediaType: headerType(answer), size: Number(answer.headers["content-length"] ?? 0) };
}

function mediaTypeOf(body: z.infer<typeof Typed>, header: string): string {
  if (MANIFEST_TYPES.some((type) => type === header)) return header;
  return body.mediaType ?? (body.manifests === undefined ? MANIFEST_TYPES[2] : MANIFEST_TYPES[0]);
}

/** Reads the answer to a GET. Throws `registry-invalid` for another digest, no JSON, and Docker's schema 1. */
export function readManifest(answer: Answer, { reference, subject }: { reference: string; subject: string }): RegistryManifest {
  const expected = isDigest(reference) ? reference : headerDigest(answer);
  const digest = digestOf(answer.body, expected ?? "sha256");
  if (expected !== undefined && digest !== expected) throw invalid(subject, `The content does not match its digest ${expected}.`);
  const json = parseJson(answer.body, { subject, what: "manifest" });
  const { data } = Typed.safeParse(json);
  if (data === undefined) throw invalid(subject, "The manifest is no JSON object.");
  if (data.schemaVersion === 1) throw invalid(subject, "The image is in Docker's schema 1, which no current engine pulls.");
  const mediaType = mediaTypeOf(data, headerType(answer));
  return { descriptor: { digest, mediaType, size: answer.body.length }, body: json };
}

/** Gives a blob's bytes; throws `registry-invalid` where they do not match its digest. */
export function readBlob(answer: Answer, { digest, subject }: { digest: string; subject: string }): Uint8Array {
  if (digestOf(answer.body, digest) !== digest) throw invalid(subject, `The content does not match its digest ${digest}.`);
  return answer.body;
}
