// One question of the Registry port -> as few requests as it needs, with what earlier runs kept: content for ever, tags when validated.
import type { Descriptor, RegistryManifest, Repository } from "../../registry-port.ts";
import type { Asker } from "./asker.ts";
import type { KeptAnswers, KeptContent, KeptDescriptor } from "./kept-answers.ts";
import { isDigest, readBlob, readDescriptor, readManifest } from "./manifest-answer.ts";
import { readTagPages } from "./tag-pages.ts";
import type { Answer } from "./transport.ts";

/**
 * Milliseconds for which a tag list holds, and what a tag names that nobody has yet: few registries let us ask whether a list changed,
 * and pushes to a pull request follow each other in minutes.
 */
const RECENT = 10 * 60 * 1000;

/** A tag or digest in a repository. */
export type Place = { readonly repository: Repository; readonly reference: string };

/** A manifest; `isKept` where the registry was not asked whether it still has it. */
export type ReadManifest = RegistryManifest & { readonly isKept: boolean };

/** Asks a registry; what it says is kept, nothing is asked twice at once by the caller. */
export type Reader = {
  tags(repository: Repository): Promise<readonly string[]>;
  /** Whether an earlier run kept the list, of whatever age. It asks nothing. */
  isKnown(repository: Repository): Promise<boolean>;
  /** HEAD first: Docker Hub does not count it. Undefined where its headers do not say enough, so that the manifest must be fetched. */
  descriptor(place: Place): Promise<Descriptor | undefined>;
  /** What an earlier run read within the last minutes; undefined where none did. It asks nothing. */
  recent(place: Place): Promise<Descriptor | undefined>;
  manifest(place: Place): Promise<ReadManifest>;
  blob(place: Place): Promise<Uint8Array>;
};

/** What a reader works with. */
export type ReaderParts = { readonly ask: Asker; readonly kept: KeptAnswers };

/** A repository's name for errors and keys. */
export function repositoryName({ registry, path }: Repository): string {
  return `${registry}/${path}`;
}

function subjectOf({ repository, reference }: Place): string {
  return `${repositoryName(repository)}${isDigest(reference) ? "@" : ":"}${reference}`;
}

function etagOf({ headers: { etag } }: Answer): { etag?: string } {
  return etag === undefined || etag.length > 512 ? {} : { etag };
}

/** Registries that know no HEAD, or not here (RFC 9110, section 15.5.6). */
const NO_HEAD = [405, 501] as const;

function condition(etag: string | undefined): { headers?: Record<string, string>; otherStatuses?: readonly number[] } {
  return etag === undefined ? {} : { headers: { "if-none-match": etag }, otherStatuses: [304] };
}

/** Kept content in the form of the answer that it once was, so that it passes the same checks. */
function answerOf({ mediaType, content }: KeptContent): Answer {
  return { status: 200, headers: { "content-type": mediaType }, body: Buffer.from(content, "latin1") };
}

function contentOf(mediaType: string, bytes: Uint8Array): KeptContent {
  return { mediaType, content: Buffer.from(bytes).toString("latin1") };
}

/** A time to come is a clock that was put back. */
function isRecent({ at }: { readonly at: number }): boolean {
  const age = Date.now() - at;
  return age >= 0 && age < RECENT;
}

async function readTags({ ask, kept }: ReaderParts, repository: Repository): Promise<readonly string[]> {
  const known = await kept.tags.read(repository, "list");
  if (known !== undefined && isRecent(known)) return known.tags;
  const list = await readTagPages((search, isFirst) => ask({ repository, kind: "tags", name: "list", method: "GET", search, ...condition(isFirst ? known?.etag : undefined) }), repositoryName(repository));
  const { tags, etag } = list ?? known ?? { tags: [], etag: undefined };
  await kept.tags.write(repository, "list")({ tags: [...tags], at: Date.now(), ...(etag === undefined ? {} : { etag }) });
  return tags;
}

async function headDescriptor({ ask, kept }: ReaderParts, { repository, reference }: Place): Promise<Descriptor | undefined> {
  const known = await kept.descriptors.read(repository, reference);
  const { headers, otherStatuses = [] } = condition(known?.etag);
  const question = { repository, kind: "manifests", name: reference, method: "HEAD", otherStatuses: [...NO_HEAD, ...otherStatuses] } as const;
  const answer = await ask({ ...question, ...(headers === undefined ? {} : { headers }) });
  const keep = kept.descriptors.write(repository, reference);
  if (answer.status === 304 && known !== undefined) {
    await keep({ ...known, at: Date.now() });
    return descriptorOf(known);
  }
  if (answer.status !== 200) return undefined;
  const descriptor = readDescriptor(answer, { reference, subject: subjectOf({ repository, reference }) });
  if (descriptor !== undefined) await keep({ ...descriptor, at: Date.now(), ...etagOf(answer) });
  return descriptor;
}

function descriptorOf({ digest, mediaType, size }: KeptDescriptor): Descriptor {
  return { digest, mediaType, size };
}

async function recentDescriptor({ kept }: ReaderParts, { repository, reference }: Place): Promise<Descriptor | undefined> {
  const known = await kept.descriptors.read(repository, reference);
  return known !== undefined && isRecent(known) ? descriptorOf(known) : undefined;
}

/** A manifest that is kept under its digest; a tag's counts only where the registry says that it still names it. */
async function keptManifest(parts: ReaderParts, { repository, reference }: Place): Promise<ReadManifest | undefined> {
  const named = isDigest(reference) ? reference : (await parts.kept.descriptors.read(repository, reference))?.digest;
  const content = named === undefined ? undefined : await parts.kept.manifests.read(repository, named);
  if (named === undefined || content === undefined) return undefined;
  if (!isDigest(reference) && (await headDescriptor(parts, { repository, reference }))?.digest !== named) return undefined;
  return { ...readManifest(answerOf(content), { reference: named, subject: subjectOf({ repository, reference }) }), isKept: isDigest(reference) };
}

async function fetchManifest(parts: ReaderParts, { repository, reference }: Place): Promise<ReadManifest> {
  const known = await keptManifest(parts, { repository, reference }).catch(() => undefined);
  if (known !== undefined) return known;
  const answer = await parts.ask({ repository, kind: "manifests", name: reference, method: "GET" });
  const manifest = readManifest(answer, { reference, subject: subjectOf({ repository, reference }) });
  const { digest, mediaType } = manifest.descriptor;
  await parts.kept.manifests.write(repository, digest)(contentOf(mediaType, answer.body));
  if (!isDigest(reference)) await parts.kept.descriptors.write(repository, reference)({ ...manifest.descriptor, at: Date.now(), ...etagOf(answer) });
  return { ...manifest, isKept: false };
}

async function fetchBlob({ ask, kept }: ReaderParts, { repository, reference }: Place): Promise<Uint8Array> {
  const facts = { digest: reference, subject: subjectOf({ repository, reference }) };
  const known = await kept.blobs.read(repository, reference);
  if (known !== undefined) {
    const answer = answerOf(known);
    if (isIntact(answer, facts)) return answer.body;
  }
  const bytes = readBlob(await ask({ repository, kind: "blobs", name: reference, method: "GET" }), facts);
  await kept.blobs.write(repository, reference)(contentOf("", bytes));
  return bytes;
}

function isIntact(answer: Answer, facts: Parameters<typeof readBlob>[1]): boolean {
  try {
    readBlob(answer, facts);
    return true;
  } catch {
    return false;
  }
}

/** Opens a reader. What each method throws is said in registry-port.ts. */
export function openReader(parts: ReaderParts): Reader {
  return {
    tags: (repository) => readTags(parts, repository),
    isKnown: async (repository) => (await parts.kept.tags.read(repository, "list")) !== undefined,
    descriptor: (place) => headDescriptor(parts, place),
    recent: (place) => recentDescriptor(parts, place),
    manifest: (place) => fetchManifest(parts, place),
    blob: (place) => fetchBlob(parts, place),
  };
}
