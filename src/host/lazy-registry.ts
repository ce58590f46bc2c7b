// Registry options -> a registry whose client, and with it Node's HTTP, is loaded at the first question: most plans ask none.
import type { Registry, RegistryOptions } from "../ports.ts";

/** The same registry as `openRegistry` of oci-registry.ts gives, opened when it is first asked. */
export function openLazyRegistry(options: RegistryOptions): Registry {
  let opened: Promise<Registry> | undefined;
  const registry = (): Promise<Registry> => (opened ??= import("./oci-registry.ts").then(({ openRegistry }) => openRegistry(options)));
  async function* openBlob(...question: Parameters<Registry["openBlob"]>): AsyncGenerator<Uint8Array> {
    yield* (await registry()).openBlob(...question);
  }
  return {
    tags: async (repository) => (await registry()).tags(repository),
    resolve: async (repository, reference) => (await registry()).resolve(repository, reference),
    manifest: async (repository, reference) => (await registry()).manifest(repository, reference),
    blob: async (repository, digest) => (await registry()).blob(repository, digest),
    openBlob,
    referrers: async (repository, digest) => (await registry()).referrers(repository, digest),
  };
}
