// The text of Docker's config.json or Podman's auth.json -> who has credentials, and which helper to ask for them.
import * as z from "zod";

/** What a registry or its token service takes: a name and password, a refresh token (Docker's identity token), or a token as it is. */
export type Credentials =
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  | { readonly kind: "identity"; readonly token: string }
  | { readonly kind: "bearer"; readonly token: string };

/** Where in a file's order an entry stands: `host` with an optional path below it, as Podman allows; `key` is how the file writes it. */
export type CredentialEntry = { readonly host: string; readonly path: string; readonly key: string; readonly credentials: Credentials | undefined };

/** One file. `helpers` are by host, `store` is the helper for every host that `entries` name. */
export type CredentialFile = {
  readonly entries: readonly CredentialEntry[];
  readonly helpers: ReadonlyMap<string, { readonly name: string; readonly key: string }>;
  readonly store: string | undefined;
};

const text = z.string().max(65_536).optional();
const Auth = z.looseObject({ auth: text, username: text, password: text, identitytoken: text, registrytoken: text });
const Name = z.string().regex(/^[\w.-]{1,64}$/);
const File = z.looseObject({
  auths: z.record(z.string(), z.unknown()).nullish(),
  credHelpers: z.record(z.string(), z.unknown()).nullish(),
  credsStore: Name.optional().catch(undefined),
});

const NOTHING: CredentialFile = { entries: [], helpers: new Map(), store: undefined };

/** Docker Hub's entry is a URL of its first API; its registry has another host. */
const DOCKER_HUB_KEYS = new Set(["https://index.docker.io/v1/", "index.docker.io", "docker.io", "registry-1.docker.io"]);

function splitKey(key: string): { host: string; path: string } {
  if (DOCKER_HUB_KEYS.has(key)) return { host: "registry-1.docker.io", path: "" };
  const isUrl = /^https?:\/\//.test(key);
  const [host = "", ...path] = key.replace(/^https?:\/\//, "").split("/");
  // A URL's path is an API's (`/v2/`); only a bare name's is a repository's.
  return { host: host === "docker.io" ? "registry-1.docker.io" : host, path: isUrl ? "" : path.join("/") };
}

function credentialsOf(value: unknown): Credentials | undefined {
  const { data } = Auth.safeParse(value);
  if (data === undefined) return undefined;
  if (data.registrytoken !== undefined && data.registrytoken !== "") return { kind: "bearer", token: data.registrytoken };
  if (data.identitytoken !== undefined && data.identitytoken !== "") return { kind: "identity", token: data.identitytoken };
  if (data.username !== undefined && data.password !== undefined) return { kind: "password", user: data.username, password: data.password };
  const decoded = Buffer.from(data.auth ?? "", "base64").toString("utf8").replace(/\0+$/, "");
  const colon = decoded.indexOf(":");
  return colon < 1 ? undefined : { kind: "password", user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/**
 * Reads a file as `docker login` and `podman login` write it (containers-auth.json(5)). A file that is not such JSON gives no
 * credentials: anonymous access often suffices.
 */
export function parseCredentialFile(content: string): CredentialFile {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return NOTHING;
  }
  const { data } = File.safeParse(json);
  if (data === undefined) return NOTHING;
  const entries = Object.entries(data.auths ?? {}).map(([key, value]) => ({ ...splitKey(key), key, credentials: credentialsOf(value) }));
  const helpers = Object.entries(data.credHelpers ?? {}).flatMap(([key, value]) => {
    const name = Name.safeParse(value).data;
    return name === undefined ? [] : [[splitKey(key).host, { name, key }] as const];
  });
  return { entries, helpers: new Map(helpers), store: data.credsStore };
}
