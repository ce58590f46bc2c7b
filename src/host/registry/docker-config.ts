// The text of Docker's config.json -> credentials by registry host (`auths` only; credential helpers are not asked).
import * as z from "zod";

/** A user's name and password, or whatever the registry takes for one. */
export type Credentials = { readonly user: string; readonly password: string };

const Auth = z.looseObject({ auth: z.string().optional(), username: z.string().optional(), password: z.string().optional() });
const DockerConfig = z.looseObject({ auths: z.record(z.string(), Auth).default({}) });

/** Docker Hub's entry is a URL of its first API; its registry has another host. */
const DOCKER_HUB_KEYS = new Set(["https://index.docker.io/v1/", "index.docker.io", "docker.io"]);

function hostOf(key: string): string {
  if (DOCKER_HUB_KEYS.has(key)) return "registry-1.docker.io";
  return key.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
}

function credentialsOf(entry: z.infer<typeof Auth>): Credentials | undefined {
  if (entry.username !== undefined && entry.password !== undefined) return { user: entry.username, password: entry.password };
  const decoded = Buffer.from(entry.auth ?? "", "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon < 1 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** Reads `auths` as `docker login` writes it. A file that is not such JSON gives no credentials: anonymous access often suffices. */
export function parseDockerConfig(text: string): ReadonlyMap<string, Credentials> {
  const found = new Map<string, Credentials>();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return found;
  }
  const config = DockerConfig.safeParse(json);
  for (const [key, entry] of Object.entries(config.data?.auths ?? {})) {
    const credentials = credentialsOf(entry);
    if (credentials !== undefined) found.set(hostOf(key), credentials);
  }
  return found;
}
