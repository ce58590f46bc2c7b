// The Cache port -> what registries said in earlier runs, kept apart by registry, repository and account.
import * as z from "zod";
import type { Cache } from "../../ports.ts";
import type { Repository } from "../../registry-port.ts";
import { sha256 } from "../../sha256.ts";
import { isDigest } from "./manifest-answer.ts";

/** Raise it when what is kept, or what it means, changes. */
const VERSION = 2;

const Digest = z.string().refine(isDigest);
const Etag = z.string().max(512).optional();

/** A tag list and when it was read, in milliseconds since 1970. The ETag is that of a list on one page. */
export const KeptTags = z.object({ tags: z.array(z.string().max(128)).max(200_000), at: z.number(), etag: Etag });
export type KeptTags = z.infer<typeof KeptTags>;

/** What a tag or digest named and when the registry said so, in milliseconds since 1970, and the ETag to ask whether it still does. */
export const KeptDescriptor = z.object({ digest: Digest, mediaType: z.string().max(255), size: z.number().min(0), at: z.number(), etag: Etag });
export type KeptDescriptor = z.infer<typeof KeptDescriptor>;

/** Content under a digest, which is checked again when it is read; one character for each byte. */
export const KeptContent = z.object({ mediaType: z.string().max(255), content: z.string() });
export type KeptContent = z.infer<typeof KeptContent>;

/** What is kept of one kind, by repository and name. */
export type Kept<T> = {
  read(repository: Repository, name: string): Promise<T | undefined>;
  write(repository: Repository, name: string): (value: T) => Promise<void>;
};

/** All that is kept. */
export type KeptAnswers = { readonly tags: Kept<KeptTags>; readonly descriptors: Kept<KeptDescriptor>; readonly manifests: Kept<KeptContent>; readonly blobs: Kept<KeptContent> };

/** `scopeOf` names what an answer depends on beside the question: where it is asked, and as whom. */
export type KeptParts = { readonly cache: Cache | undefined; readonly scopeOf: (repository: Repository) => Promise<string> };

function openKept<T>(kind: string, { schema, parts: { cache, scopeOf } }: { schema: z.ZodType<T>; parts: KeptParts }): Kept<T> {
  async function answerKey(repository: Repository, name: string): Promise<string> {
    const question = JSON.stringify([VERSION, kind, await scopeOf(repository), name]);
    return sha256(question);
  }
  return {
    async read(repository, name) {
      const text = await cache?.read(await answerKey(repository, name));
      if (text === undefined) return undefined;
      try {
        return schema.safeParse(JSON.parse(text)).data;
      } catch {
        // A damaged entry is one that is not there.
        return undefined;
      }
    },
    write: (repository, name) => async (value) => {
      await cache?.write(await answerKey(repository, name), JSON.stringify(value));
    },
  };
}

/** Opens what is kept; without a cache nothing is. */
export function openKeptAnswers(parts: KeptParts): KeptAnswers {
  return {
    tags: openKept("tags", { schema: KeptTags, parts }),
    descriptors: openKept("descriptor", { schema: KeptDescriptor, parts }),
    manifests: openKept("manifest", { schema: KeptContent, parts }),
    blobs: openKept("blob", { schema: KeptContent, parts }),
  };
}
