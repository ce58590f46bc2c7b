// The configured rules -> where a registry is really asked, and which URLs may be asked at all.
import { isIP } from "node:net";
import type { RegistryOptions } from "../../ports.ts";
import { isPublicAddress } from "./addresses.ts";
import { refused } from "./failures.ts";

/** Docker Hub's name in references is not the name of its registry. */
const DOCKER_HUB = { name: "docker.io", host: "registry-1.docker.io" } as const;

/** Where a registry is asked. `prefix` goes before the repository's path: empty, or `docker.io/`. */
export type Endpoint = {
  /** Candidates in the order to try: `https://ghcr.io`; a private registry may also speak plain HTTP. */
  readonly origins: readonly [string, ...string[]];
  readonly prefix: string;
};

/** What may be asked. Hosts are compared with their port, as in an image reference. */
export type RegistryRules = {
  endpoint(registry: string): Endpoint;
  /** True where a private address and plain HTTP are allowed. */
  isTrusted(url: URL): boolean;
  /** Throws `registry-refused` for a URL that must not be asked; addresses behind names are checked when they are known. */
  check(url: URL, subject: string): void;
};

/** A URL's host name without the brackets of an IPv6 address. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

function isLoopback(registry: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(registry);
}

function mirrorEndpoint(mirror: string): Endpoint {
  const url = new URL(mirror);
  const path = url.pathname.replace(/^\/+|\/+$/g, "");
  return { origins: [url.origin], prefix: path === "" ? "" : `${path}/` };
}

/** A registry's name as URLs have it, which drop the port that is usual for their scheme. */
function hostsOf(registry: string): readonly string[] {
  return ["https", "http"].map((scheme) => `${scheme}://${registry}`).flatMap((url) => (URL.canParse(url) ? [new URL(url).host] : []));
}

/** The rules of a run. The options come from the base branch, so mirrors are as trusted as `allowPrivate`. */
export function registryRules(options: RegistryOptions): RegistryRules {
  const mirrorHosts = Object.values(options.mirrors).map((mirror) => new URL(mirror).host);
  const trusted = new Set([...options.allowPrivate.flatMap(hostsOf), ...mirrorHosts]);
  function isTrusted(url: URL): boolean {
    return trusted.has(url.host);
  }
  return {
    isTrusted,
    endpoint(registry) {
      const mirror = Object.entries(options.mirrors).find(([name]) => name === registry)?.[1];
      if (mirror !== undefined) return mirrorEndpoint(mirror);
      if (registry === DOCKER_HUB.name) return { origins: [`https://${DOCKER_HUB.host}`], prefix: "" };
      if (!options.allowPrivate.includes(registry)) return { origins: [`https://${registry}`], prefix: "" };
      if (isLoopback(registry)) return { origins: [`http://${registry}`], prefix: "" };
      return { origins: [`https://${registry}`, `http://${registry}`], prefix: "" };
    },
    check(url, subject) {
      if (isTrusted(url)) return;
      if (url.protocol !== "https:") throw refused(subject, `${url.host} would be asked without encryption.`);
      if (isIP(bareHost(url)) !== 0 && !isPublicAddress(bareHost(url))) {
        throw refused(subject, `${url.host} is a private, loopback or link-local address.`);
      }
    },
  };
}
