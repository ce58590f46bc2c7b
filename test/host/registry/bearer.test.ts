// The client against docker-registry with bearer tokens, from a token server on another port.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type RunningRegistry, startRegistryProgram } from "../../../scripts/demo/registry.ts";
import { pushImages } from "../../../scripts/demo/push-images.ts";
import { openRegistry } from "../../../src/host/oci-registry.ts";
import type { Registry } from "../../../src/ports.ts";
import { needs } from "../../needs.ts";
import { type AccessLog, openAccessLog } from "./access-log.ts";
import { allBytes } from "./all-bytes.ts";
import { IMAGES, rejectsWith } from "./contract.ts";
import { startTokenServer, type TokenServer } from "./token-server.ts";

const TRAEFIK = { registry: "docker.io", path: "library/traefik" };
const MEALIE = { registry: "ghcr.io", path: "mealie-recipes/mealie" };

describe("docker-registry with bearer tokens", needs("docker-registry", "openssl"), () => {
  const folder = mkdtempSync(join(tmpdir(), "stowplan-bearer-"));
  let log: AccessLog;
  let tokens: TokenServer | undefined;
  let running: RunningRegistry | undefined;
  before(async () => {
    tokens = await startTokenServer({ folder, passwords: { skipper: "harbour-7" }, isPublic: (path) => path.startsWith("docker.io/") });
    running = await startRegistryProgram([], { configuration: tokens.configuration });
    log = await openAccessLog(running.url);
    for (const image of IMAGES.filter(({ path }) => path === TRAEFIK.path || path === MEALIE.path)) {
      const scope = `repository:${image.registry}/${image.path}:pull,push`;
      const realm = /realm: "(?<url>[^"]+)"/.exec(tokens.configuration)?.groups?.["url"] ?? "";
      const answer = await fetch(`${realm}?scope=${encodeURIComponent(scope)}`, { headers: { authorization: `Basic ${Buffer.from("skipper:harbour-7").toString("base64")}` } });
      const body: unknown = await answer.json();
      const token = typeof body === "object" && body !== null && "token" in body ? String(body.token) : "";
      await pushImages({ url: running.url, headers: { authorization: `Bearer ${token}` } }, [image]);
    }
  });
  after(async () => {
    await log.stop();
    await running?.stop();
    await tokens?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(password: string | undefined): Registry {
    const { url } = log;
    const realm = /realm: "http:\/\/(?<host>[^/]+)/.exec(tokens?.configuration ?? "")?.groups?.["host"] ?? "";
    const dockerConfig = join(folder, `${password ?? "anonymous"}.json`);
    if (password !== undefined) writeFileSync(dockerConfig, JSON.stringify({ auths: { [new URL(url).host]: { username: "skipper", password } } }));
    return openRegistry({ mirrors: { "docker.io": `${url}/docker.io`, "ghcr.io": `${url}/ghcr.io` }, allowPrivate: [realm], timeout: 20 }, { dockerConfig });
  }

  it("gives what is public to anybody, with one refusal and one token for a repository", async () => {
    const before = tokens?.seen.length ?? 0;
    const asked = await log.during(async () => {
      const registry = open(undefined);
      const [, manifest] = await Promise.all([registry.tags(TRAEFIK), registry.manifest(TRAEFIK, "v3.1")]);
      await registry.resolve(TRAEFIK, manifest.descriptor.digest);
      await registry.referrers(TRAEFIK, manifest.descriptor.digest);
    });
    assert.equal(asked.filter(({ status }) => status === 401).length, 1, JSON.stringify(asked));
    assert.equal((tokens?.seen.length ?? 0) - before, 1);
  });

  it("gives what is private to those who may", async () => {
    const registry = open("harbour-7");
    assert.ok((await registry.tags(MEALIE)).includes("v1.3.2"));
    const [layer] = IMAGES.find(({ path }) => path === MEALIE.path)?.image.blobs ?? [];
    assert.ok(layer);
    assert.deepEqual(await allBytes(registry.openBlob(MEALIE, { digest: layer.digest, limit: layer.bytes.length })), layer.bytes);
  });

  it("denies what is private to others", async () => {
    await rejectsWith(open(undefined).tags(MEALIE), "registry-denied");
    await rejectsWith(open("wrong").tags(MEALIE), "registry-denied");
  });

  it("gives what is public also to those whose password has changed", async () => {
    assert.ok((await open("wrong").tags(TRAEFIK)).includes("v3.1"));
  });
});
