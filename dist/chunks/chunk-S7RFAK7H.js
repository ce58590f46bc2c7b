import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  cacheFolder,
  openDiskCache
} from "./chunk-YS4NMTKR.js";

// src/host/lazy-registry.ts
var CACHE_ENTRIES = 5e3;
function withCache(environment) {
  const folder = cacheFolder(environment.variables ?? process.env);
  return { ...folder === void 0 ? {} : { cache: openDiskCache({ folder: `${folder}-registries`, entries: CACHE_ENTRIES }) }, ...environment };
}
function openLazyRegistry(options, environment) {
  let opened;
  const registry = () => opened ??= import("./oci-registry-67UYKCC3.js").then(({ openRegistry }) => openRegistry(options, withCache(environment)));
  async function recent() {
    const open = await registry();
    return open.recent ?? open;
  }
  async function* openBlob(...question) {
    yield* (await registry()).openBlob(...question);
  }
  return {
    isKnown: async (repository) => await (await registry()).isKnown?.(repository) ?? false,
    tags: async (repository) => (await registry()).tags(repository),
    resolve: async (repository, reference) => (await registry()).resolve(repository, reference),
    recent: {
      resolve: async (repository, reference) => (await recent()).resolve(repository, reference),
      manifest: async (repository, reference) => (await recent()).manifest(repository, reference)
    },
    pushed: async (repository, tag) => (await registry()).pushed?.(repository, tag),
    manifest: async (repository, reference) => (await registry()).manifest(repository, reference),
    blob: async (repository, digest) => (await registry()).blob(repository, digest),
    openBlob,
    referrers: async (repository, digest) => (await registry()).referrers(repository, digest)
  };
}
function lazyRegistries(environment) {
  return (options) => openLazyRegistry(options, environment);
}

export {
  lazyRegistries
};
