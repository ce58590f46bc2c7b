// The machine's environment -> registries whose client, and with it Node's HTTP, is loaded at the first question: most plans ask none.
import type { Registry, RegistryOptions } from "../ports.ts";
import { cacheFolder, openDiskCache } from "./disk-cache.ts";
import type { RegistryEnvironment } from "./oci-registry.ts";

/** Answers that are kept: a few for each image of a few repositories, mostly of a kilobyte. */
const CACHE_ENTRIES = 5000;

/** What a registry client gets: the cache is the disk's where none is given and the variables say where it may be. */
function withCache(environment: RegistryEnvironment): RegistryEnvironment {
  const folder = cacheFolder(environment.variables ?? process.env);
  return { ...(folder === undefined ? {} : { cache: openDiskCache({ folder: `${folder}-registries`, entries: CACHE_ENTRIES }) }), ...environment };
}

function openLazyRegistry(options: RegistryOptions, environment: RegistryEnvironment): Registry {
  let opened: Promise<Registry> | undefined;
  const registry = (): Promise<Registry> => (opened ??= import("./oci-registry.ts").then(({ openRegistry }) => openRegistry(options, withCache(environment))));
  async function recent(): Promise<Pick<Registry, "resolve" | "manifest">> {
    const open = await registry();
    return open.recent ?? open;
  }
  async function* openBlob(...question: Parameters<Registry["openBlob"]>): AsyncGenerator<Uint8Array> {
    yield* (await registry()).openBlob(...question);
  }
  return {
    isKnown: async (repository) => (await (await registry()).isKnown?.(repository)) ?? false,
    tags: async (repository) => (await registry()).tags(repository),
    resolve: async (repository, reference) => (await registry()).resolve(repository, reference),
    recent: {
      resolve: async (repository, reference) => (await recent()).resolve(repository, reference),
      manifest: async (repository, reference) => (await recent()).manifest(repository, reference),
    },
    pushed: async (repository, tag) => (await registry()).pushed?.(repository, tag),
    manifest: async (repository, reference) => (await registry()).manifest(repository, reference),
    blob: async (repository, digest) => (await registry()).blob(repository, digest),
    openBlob,
    referrers: async (repository, digest) => (await registry()).referrers(repository, digest),
  };
}

/** Gives the opener of a plan's registries, the same as `openRegistry` of oci-registry.ts with answers kept on the disk. */
export function lazyRegistries(environment: RegistryEnvironment): (options: RegistryOptions) => Registry {
  return (options) => openLazyRegistry(options, environment);
}
