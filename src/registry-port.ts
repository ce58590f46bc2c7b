// What the rooms may ask of OCI registries. The implementation is host/oci-registry.ts.

/** A repository at a registry: `{registry: "docker.io", path: "library/postgres"}`. */
export type Repository = { readonly registry: string; readonly path: string };

/** What a registry says of a manifest: its digest (`sha256:` and 64 hexadecimal digits), media type and size in bytes. */
export type Descriptor = { readonly digest: string; readonly mediaType: string; readonly size: number };

/** A manifest, checked against its digest; `body` is the parsed JSON, not yet validated. */
export type RegistryManifest = { readonly descriptor: Descriptor; readonly body: unknown };

/**
 * OCI registries. Every method throws StowplanError: `registry-missing` (no such repository, tag or blob),
 * `registry-denied`, `registry-refused` (by our own rules), `registry-unreachable`, `registry-rate-limited`,
 * `registry-invalid` (answers that break the specification or a digest), `registry-limit` (larger than allowed).
 */
export type Registry = {
  /** All tags of a repository, in the registry's order. */
  tags(repository: Repository): Promise<readonly string[]>;
  /** HEAD of a manifest by tag or digest: whether the registry has it now. */
  resolve(repository: Repository, reference: string): Promise<Descriptor>;
  /**
   * The same for tags that nobody has yet, only might: what was read a few minutes ago, also by another run, is believed. Absent where
   * nothing is kept.
   */
  readonly recent?: Pick<Registry, "resolve" | "manifest">;
  /** True where an earlier run listed the repository's tags. It asks nothing; absent where nothing is kept. */
  isKnown?(repository: Repository): Promise<boolean>;
  /** When a tag was last pushed, as an ISO 8601 date, where the registry tells (Docker Hub and Quay do, in APIs of their own). It never throws. */
  pushed?(repository: Repository, tag: string): Promise<string | undefined>;
  /** GET of a manifest by tag or digest; by digest it may come from an earlier run, also where the registry has it no more. */
  manifest(repository: Repository, reference: string): Promise<RegistryManifest>;
  /** A small blob (an image's config), checked against its digest. */
  blob(repository: Repository, digest: string): Promise<Uint8Array>;
  /**
   * A blob of any size, in pieces as they arrive; the iteration throws `registry-invalid` at its end where the digest is another, and
   * `registry-limit` past `limit` bytes. A consumer that stops early ends the transfer. With `from` only the bytes from there on
   * come, at most `limit` of them, and nothing can be checked: for a look at what is checked later.
   */
  openBlob(repository: Repository, blob: BlobPart): AsyncIterable<Uint8Array>;
  /**
   * What refers to a manifest (signatures, attestations, SBOMs): the referrers API, else the referrers tag (OCI distribution
   * specification, "Listing Referrers"). Empty where the registry knows of none.
   */
  referrers(repository: Repository, digest: string): Promise<readonly Referrer[]>;
};

/** A blob, or the part of it that begins at byte `from`. */
export type BlobPart = { readonly digest: string; readonly limit: number; readonly from?: number };

/** A manifest whose `subject` is another one. */
export type Referrer = Descriptor & { readonly artifactType?: string; readonly annotations: Readonly<Record<string, string>> };

/** How registries may be asked; from the base branch's configuration, never from a pull request's. */
export type RegistryOptions = {
  /** Registry name to the URL that is really asked; a path in the URL goes before the repository's. */
  readonly mirrors: Readonly<Record<string, string>>;
  /** Registries (`host` or `host:port`) that may have a private address or speak plain HTTP. */
  readonly allowPrivate: readonly string[];
  /** Seconds for one request. */
  readonly timeout: number;
};
