// Registry options -> a client for OCI registries over HTTPS that asks nothing twice in a run.
import { homedir } from "node:os";
import { join } from "node:path";
import type { Descriptor, Registry, RegistryManifest, RegistryOptions, Referrer, Repository } from "../ports.ts";
import { type Asker, openAsker } from "./registry/asker.ts";
import { readBlob, readDescriptor, readManifest } from "./registry/manifest-answer.ts";
import { openBlob } from "./registry/open-blob.ts";
import { listReferrers } from "./registry/referrers.ts";
import { registryRules } from "./registry/rules.ts";
import { readTagPages } from "./registry/tag-pages.ts";

/** What the client takes from the machine. */
export type RegistryEnvironment = {
  /** Docker's config.json. Default: in `$DOCKER_CONFIG`, else `~/.docker`. */
  readonly dockerConfig?: string;
};

function defaultDockerConfig(): string {
  return join(process.env["DOCKER_CONFIG"] ?? join(homedir(), ".docker"), "config.json");
}

function nameOf({ registry, path }: Repository): string {
  return `${registry}/${path}`;
}

async function fetchTags(ask: Asker, repository: Repository): Promise<readonly string[]> {
  return readTagPages((search) => ask({ repository, kind: "tags", name: "list", method: "GET", search }), nameOf(repository));
}

/** HEAD first: Docker Hub does not count it. A registry without the digest's header costs a GET. */
async function fetchDescriptor(ask: Asker, { repository, reference }: Place): Promise<Descriptor | undefined> {
  const answer = await ask({ repository, kind: "manifests", name: reference, method: "HEAD" });
  return readDescriptor(answer, { reference, subject: `${nameOf(repository)}:${reference}` });
}

async function fetchManifest(ask: Asker, { repository, reference }: Place): Promise<RegistryManifest> {
  const answer = await ask({ repository, kind: "manifests", name: reference, method: "GET" });
  return readManifest(answer, { reference, subject: `${nameOf(repository)}:${reference}` });
}

async function fetchBlob(ask: Asker, { repository, reference }: Place): Promise<Uint8Array> {
  const answer = await ask({ repository, kind: "blobs", name: reference, method: "GET" });
  return readBlob(answer, { digest: reference, subject: `${nameOf(repository)}@${reference}` });
}

type Place = { readonly repository: Repository; readonly reference: string };

/** Answers that were asked for, by question; failures too, so that a missing image is asked for once. */
type Memory<T> = { readonly get: (key: string) => Promise<T> | undefined; readonly ask: (key: string, question: () => Promise<T>) => Promise<T> };

function openMemory<T>(): Memory<T> {
  const answers = new Map<string, Promise<T>>();
  return {
    get: (key) => answers.get(key),
    ask(key, question) {
      const answer = answers.get(key) ?? question();
      answers.set(key, answer);
      return answer;
    },
  };
}

/**
 * Opens a client under the given rules (OCI distribution specification 1.1, the pull half). What each method throws is said
 * in ports.ts; nothing is asked before the first call.
 */
export function openRegistry(options: RegistryOptions, environment: RegistryEnvironment = {}): Registry {
  const dockerConfig = environment.dockerConfig ?? defaultDockerConfig();
  const ask = openAsker(registryRules(options), { timeout: options.timeout, dockerConfig });
  const tagLists = openMemory<readonly string[]>();
  const descriptors = openMemory<Descriptor>();
  const manifests = openMemory<RegistryManifest>();
  const blobs = openMemory<Uint8Array>();
  const referrers = openMemory<readonly Referrer[]>();

  async function fetchOnce(repository: Repository, reference: string): Promise<RegistryManifest> {
    const found = await manifests.ask(`${nameOf(repository)}:${reference}`, () => fetchManifest(ask, { repository, reference }));
    return manifests.ask(`${nameOf(repository)}:${found.descriptor.digest}`, () => Promise.resolve(found));
  }

  async function manifest(repository: Repository, reference: string): Promise<RegistryManifest> {
    // A tag that was resolved before is fetched by its digest: what the run says of it stays one story.
    const known = await descriptors.get(`${nameOf(repository)}:${reference}`)?.catch(() => undefined);
    return fetchOnce(repository, known?.digest ?? reference);
  }

  async function resolve(repository: Repository, reference: string): Promise<Descriptor> {
    const fetched = manifests.get(`${nameOf(repository)}:${reference}`);
    if (fetched !== undefined) return (await fetched).descriptor;
    return (await fetchDescriptor(ask, { repository, reference })) ?? (await fetchOnce(repository, reference)).descriptor;
  }

  return {
    tags: (repository) => tagLists.ask(nameOf(repository), () => fetchTags(ask, repository)),
    resolve: (repository, reference) => descriptors.ask(`${nameOf(repository)}:${reference}`, () => resolve(repository, reference)),
    manifest,
    blob: (repository, digest) => blobs.ask(`${nameOf(repository)}@${digest}`, () => fetchBlob(ask, { repository, reference: digest })),
    openBlob: (repository, part) => openBlob(ask, { repository, ...part, subject: `${nameOf(repository)}@${part.digest}` }),
    referrers: (repository, digest) =>
      referrers.ask(`${nameOf(repository)}@${digest}`, () =>
        listReferrers(ask, { repository, digest, readTag: async (tag) => (await fetchOnce(repository, tag)).body }),
      ),
  };
}
