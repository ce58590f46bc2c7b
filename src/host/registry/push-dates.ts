// A tag -> when it was pushed, from the two public registries that tell it in APIs of their own. OCI's API knows no dates.
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import type { Repository } from "../../ports.ts";
import { parseJson } from "./json-answer.ts";
import type { RegistryRules } from "./rules.ts";
import type { Transport } from "./transport.ts";

const LIMIT = 1024 * 1024;
const TAG = /^\w[\w.-]{0,127}$/;

/** Docker Hub API, "Read repository tag". */
const HubTag = z.looseObject({ tag_last_pushed: z.string().max(64).nullish() });
/** Quay API, "listRepoTags": seconds since 1970. */
const QuayTags = z.looseObject({ tags: z.array(z.looseObject({ name: z.string(), start_ts: z.number().optional() })).max(100) });

type Source = { readonly host: string; readonly url: (path: string, tag: string) => string; readonly dateIn: (data: unknown, tag: string) => string | undefined };

const SOURCES: Readonly<Record<string, Source>> = {
  "docker.io": {
    host: "registry-1.docker.io",
    url: (path, tag) => `https://hub.docker.com/v2/repositories/${path}/tags/${tag}`,
    dateIn: (data) => HubTag.safeParse(data).data?.tag_last_pushed ?? undefined,
  },
  "quay.io": {
    host: "quay.io",
    url: (path, tag) => `https://quay.io/api/v1/repository/${path}/tag/?specificTag=${tag}&onlyActiveTags=true&limit=1`,
    dateIn: (data, tag) => {
      const seconds = QuayTags.safeParse(data).data?.tags.find(({ name }) => name === tag)?.start_ts;
      return seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
    },
  },
};

/** Gives the registry port's `pushed`. Asked anonymously, and not where a mirror stands for the registry: its users may have no other way out. */
export function openPushDates(rules: RegistryRules, transport: Transport): (repository: Repository, tag: string) => Promise<string | undefined> {
  return async ({ registry, path }, tag) => {
    const source = SOURCES[registry];
    if (source === undefined || !TAG.test(tag) || new URL(rules.endpoint(registry).origins[0]).host !== source.host) return undefined;
    try {
      const subject = `${registry}/${path}:${tag}`;
      const answer = await transport({ subject, method: "GET", url: new URL(source.url(path, tag)), headers: { accept: "application/json" }, limit: LIMIT });
      return answer.status === 200 ? source.dateIn(parseJson(answer.body, { subject, what: "answer about a tag" }), tag) : undefined;
    } catch (error) {
      // A date is a nicety: without it the image's own date counts.
      if (error instanceof StowplanError || error instanceof RangeError) return undefined;
      throw error;
    }
  };
}
