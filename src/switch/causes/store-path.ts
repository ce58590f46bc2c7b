// Store paths inside texts: taken apart, shortened for people, compared without their hashes.

const STORE_PATH = /\/nix\/store\/[0-9a-z]{32}-(?<name>[A-Za-z0-9+\-._?=]+)/g;

const FIRST_STORE_PATH = new RegExp(STORE_PATH.source);

/** Where the name starts in a store path: behind the folder, the hash and a dash. */
const NAME_AT = "/nix/store/".length + 33;

/** A package as it stands in a store path's name: `docker-28.0.1` is name `docker`, version `28.0.1`. */
export type StorePackage = { readonly name: string; readonly version: string };

/** `/nix/store/<hash>-name` becomes `…-name`. */
export function shortenStorePaths(text: string): string {
  return text.replace(/\/nix\/store\/[0-9a-z]{32}-/g, "…-");
}

/** The packages of a text by their whole store path; a path that stands twice counts once. */
export function storePackages(text: string): ReadonlyMap<string, StorePackage> {
  const packages = new Map<string, StorePackage>();
  for (const [path] of text.matchAll(STORE_PATH)) if (!packages.has(path)) packages.set(path, splitStoreName(path.slice(NAME_AT)));
  return packages;
}

/** The name of one store path, without what follows it; undefined for another text. */
export function storeName(path: string): string | undefined {
  return FIRST_STORE_PATH.exec(path)?.groups?.["name"];
}

/** The version starts at the first dash that a digit follows (builtins.parseDrvName); an output's name stays behind it. */
export function splitStoreName(name: string): StorePackage {
  const at = name.search(/-[0-9]/);
  return at < 0 ? { name, version: "" } : { name: name.slice(0, at), version: name.slice(at + 1) };
}

/** As splitStoreName has it, in one pattern: this runs over every text of a host. */
const VERSIONED_PATH = /\/nix\/store\/[0-9a-z]{32}-((?:(?!-[0-9])[A-Za-z0-9+\-._?=])+)(?:-[0-9][A-Za-z0-9+\-._?=]*)?/g;

/** A text in which no store path shows its hash or version: equal texts differ only in builds of the same packages. */
export function withoutVersions(text: string): string {
  return text.replace(VERSIONED_PATH, "…-$1");
}
