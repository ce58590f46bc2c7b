// Registry options -> a client for OCI registries over HTTPS that asks nothing twice in a run.
import type { Cache, Descriptor, Log, Registry, RegistryManifest, RegistryOptions, Referrer, Repository } from "../ports.ts";
import type { Environment } from "./environment.ts";
import { openAsker } from "./registry/asker.ts";
import { credentialFiles, type CredentialReader, type GithubToken, openCredentialReader, withholdCredentials } from "./registry/credentials.ts";
import { openEcrTokens } from "./registry/ecr-token.ts";
import { openKeptAnswers } from "./registry/kept-answers.ts";
import { openBlob } from "./registry/open-blob.ts";
import { listReferrers } from "./registry/referrers.ts";
import { openPushDates } from "./registry/push-dates.ts";
import { repositoryName, openReader, type Reader, type ReadManifest } from "./registry/reader.ts";
import { registryRules, type RegistryRules } from "./registry/rules.ts";
import { accountOf } from "./registry/tokens.ts";
import { openTransport, type Transport } from "./registry/transport.ts";

/** What the client takes from the machine and the job; nothing of it is needed to read what is public. */
export type RegistryEnvironment = {
  /** Variables that say where credentials are, and that credential helpers work with. Default: those of this process. */
  readonly variables?: Environment;
  /** The only file with credentials, in Docker's form. Default: where Podman and Docker keep them. */
  readonly dockerConfig?: string;
  /** For packages of the owner at ghcr.io that no file knows. */
  readonly github?: GithubToken;
  /** True for a pull request from a fork: then everything is asked anonymously. */
  readonly isForStranger?: boolean;
  /** What registries said is kept here from run to run. */
  readonly cache?: Cache;
  /** Told when a registry's pulls run low. */
  readonly log?: Log;
};

function openCredentials({ variables = process.env, dockerConfig, github, isForStranger }: RegistryEnvironment, transport: Transport): CredentialReader {
  if (isForStranger === true) return withholdCredentials;
  const files = dockerConfig === undefined ? credentialFiles(variables) : [dockerConfig];
  return openCredentialReader({ files, environment: variables, ecr: openEcrTokens(variables, transport), ...(github === undefined ? {} : { github }) });
}

/** What a kept answer depends on beside its question: the URL that is asked, and the account. */
function scopes(rules: RegistryRules, credentials: CredentialReader): (repository: Repository) => Promise<string> {
  return async ({ registry, path }) => {
    const { origins, prefix } = rules.endpoint(registry);
    const url = new URL(`/v2/${prefix}${path}/tags/list`, origins[0]);
    return `${url.href} ${accountOf((await credentials(url)).credentials)}`;
  };
}

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

type ManifestQuestions = Pick<Registry, "resolve" | "manifest"> & { readonly recent: Pick<Registry, "resolve" | "manifest"> };

/** The questions about manifests, each asked once in a run. */
function openManifests(reader: Reader): ManifestQuestions {
  const descriptors = openMemory<Descriptor>();
  const manifests = openMemory<ReadManifest>();

  async function fetchOnce(repository: Repository, reference: string): Promise<ReadManifest> {
    const found = await manifests.ask(`${repositoryName(repository)}:${reference}`, () => reader.manifest({ repository, reference }));
    return manifests.ask(`${repositoryName(repository)}:${found.descriptor.digest}`, () => Promise.resolve(found));
  }

  async function manifest(repository: Repository, reference: string): Promise<RegistryManifest> {
    // A tag that was resolved before is fetched by its digest: what the run says of it stays one story.
    const known = await descriptors.get(`${repositoryName(repository)}:${reference}`)?.catch(() => undefined);
    const { descriptor, body } = await fetchOnce(repository, known?.digest ?? reference);
    return { descriptor, body };
  }

  async function ask(repository: Repository, reference: string): Promise<Descriptor> {
    const fetched = await manifests.get(`${repositoryName(repository)}:${reference}`);
    // What was kept says nothing of whether the registry still has it.
    if (fetched?.isKept === false) return fetched.descriptor;
    return (await reader.descriptor({ repository, reference })) ?? (await fetchOnce(repository, reference)).descriptor;
  }

  const resolve: Registry["resolve"] = (repository, reference) => descriptors.ask(`${repositoryName(repository)}:${reference}`, () => ask(repository, reference));
  return {
    resolve,
    manifest,
    recent: {
      resolve: async (repository, reference) => (await reader.recent({ repository, reference })) ?? resolve(repository, reference),
      manifest: async (repository, reference) => manifest(repository, (await reader.recent({ repository, reference }))?.digest ?? reference),
    },
  };
}

/**
 * Opens a client under the given rules (OCI distribution specification 1.1, the pull half). What each method throws is said
 * in ports.ts; nothing is asked before the first call.
 */
export function openRegistry(options: RegistryOptions, environment: RegistryEnvironment = {}): Registry {
  const rules = registryRules(options);
  const transport = openTransport(rules, options.timeout);
  const credentials = openCredentials(environment, transport);
  const ask = openAsker(rules, { timeout: options.timeout, credentials, log: environment.log });
  const reader = openReader({ ask, kept: openKeptAnswers({ cache: environment.cache, scopeOf: scopes(rules, credentials) }) });
  const pushed = openPushDates(rules, transport);
  const tagLists = openMemory<readonly string[]>();
  const blobs = openMemory<Uint8Array>();
  const referrers = openMemory<readonly Referrer[]>();
  const manifests = openManifests(reader);
  return {
    ...manifests,
    pushed,
    isKnown: (repository) => reader.isKnown(repository),
    tags: (repository) => tagLists.ask(repositoryName(repository), () => reader.tags(repository)),
    blob: (repository, digest) => blobs.ask(`${repositoryName(repository)}@${digest}`, () => reader.blob({ repository, reference: digest })),
    openBlob: (repository, part) => openBlob(ask, { repository, ...part, subject: `${repositoryName(repository)}@${part.digest}` }),
    referrers: (repository, digest) =>
      referrers.ask(`${repositoryName(repository)}@${digest}`, () =>
        listReferrers(ask, { repository, digest, readTag: async (tag) => (await manifests.manifest(repository, tag)).body }),
      ),
  };
}
