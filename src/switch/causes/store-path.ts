// Store paths inside texts: taken apart, shortened for people, compared without their hashes.

const STORE_PATH = /\/nix\/store\/[0-9a-z]{32}-(?<name>[A-Za-z0-9+\-._?=]+)/g;

/** A package as it stands in a store path's name: `docker-28.0.1` is name `docker`, version `28.0.1`. */
export type StorePackage = { readonly name: string; readonly version: string };

/** `/nix/store/<hash>-name` becomes `…-name`. */
export function shortenStorePaths(text: string): string {
  return text.replace(/\/nix\/store\/[0-9a-z]{32}-/g, "…-");
}

/** The names behind the hashes, in order, repeats included. */
export function storeNames(text: string): readonly string[] {
  return [...text.matchAll(STORE_PATH)].map((match) => match.groups?.["name"] ?? "");
}

/** The name of one store path, without what follows it; undefined for another text. */
export function storeName(path: string): string | undefined {
  return storeNames(path)[0];
}

/** The version starts at the first dash that a digit follows (builtins.parseDrvName); an output's name stays behind it. */
export function splitStoreName(name: string): StorePackage {
  const at = name.search(/-[0-9]/);
  return at < 0 ? { name, version: "" } : { name: name.slice(0, at), version: name.slice(at + 1) };
}

/** A text in which no store path shows its hash or version: equal texts differ only in builds of the same packages. */
export function withoutVersions(text: string): string {
  return text.replace(STORE_PATH, (_, name: string) => `…-${splitStoreName(name).name}`);
}
