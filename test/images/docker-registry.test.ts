// Two images in a real docker-registry -> the whole comparison through the real client: what is told, and how much was asked for it.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { HostedImage } from "../../scripts/demo/homelab-images.ts";
import { buildImage, type ImageSpec } from "../../scripts/demo/oci-image.ts";
import { type RunningRegistry, startRegistryProgram } from "../../scripts/demo/registry.ts";
import { Config } from "../../src/config/index.ts";
import { openRegistry } from "../../src/host/oci-registry.ts";
import { compareReferences, ImageChange } from "../../src/images/index.ts";
import type { Release } from "../../src/ports.ts";
import { renderTerminalImages } from "../../src/report/index.ts";
import { fakeCache } from "../fakes/cache.ts";
import { rpmHeader, rpmSqlite } from "../fakes/rpm-database.ts";
import { type AccessLog, openAccessLog } from "../host/registry/access-log.ts";
import { needs } from "../needs.ts";

const SOURCE = "https://github.com/mealie-recipes/mealie";
const BASE = { "etc/os-release": 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n' };

function dpkg(packages: Readonly<Record<string, string>>): string {
  return Object.entries(packages).map(([name, version]) => `Package: ${name}\nStatus: install ok installed\nVersion: ${version}\n`).join("\n");
}

function hosted(path: string, { tag, ...spec }: Partial<ImageSpec> & { readonly tag: string }): HostedImage {
  return { registry: "ghcr.io", path, tags: [tag], image: buildImage({ platforms: ["linux/amd64", "linux/arm64"], created: "2026-01-01T00:00:00Z", settings: {}, layers: [], ...spec }) };
}

function mealie(version: string, parts: { readonly debian: string; readonly packages: Readonly<Record<string, string>>; readonly settings: ImageSpec["settings"] }): HostedImage {
  const labels = { "org.opencontainers.image.version": version, "org.opencontainers.image.source": SOURCE };
  return hosted("mealie-recipes/mealie", {
    tag: `v${version}`,
    settings: { ...parts.settings, Labels: labels },
    layers: [{ ...BASE, "etc/debian_version": parts.debian, "var/lib/dpkg/status": dpkg(parts.packages) }, { "app/.venv/lib/python3.12/site-packages/fastapi-0.1.dist-info/METADATA": "", "app/static": "x".repeat(200_000) }],
  });
}

const IMAGES = [
  mealie("1.3.2", { debian: "12.5", packages: { openssl: "3.0.11", libc6: "2.36" }, settings: { ExposedPorts: { "9000/tcp": {} } } }),
  mealie("1.4.0", { debian: "12.7", packages: { openssl: "3.0.13", libc6: "2.36", zstd: "1.5.4" }, settings: { User: "999", Volumes: { "/config": {} } } }),
  hosted("crew/rpm", { tag: "1", layers: [{ "var/lib/rpm/rpmdb.sqlite": rpmSqlite([rpmHeader({ name: "bash", version: "5.1", release: "1" })]) }] }),
  hosted("crew/rpm", { tag: "2", layers: [{ "var/lib/rpm/rpmdb.sqlite": rpmSqlite([rpmHeader({ name: "bash", version: "5.2", release: "1" })]) }] }),
];

function release(tag: string, notes: string): Release {
  return { tag, name: tag, published: "2026-03-01T08:00:00Z", notes, url: `${SOURCE}/releases/tag/${tag}` };
}

const RELEASES = [release("v1.4.0", "## What's new\n- A **kitchen** timer by @ilse in https://github.com/mealie-recipes/mealie/pull/12\n"), release("v1.3.2", "old")];

describe("images at docker-registry", needs("docker-registry"), () => {
  let running: RunningRegistry;
  let log: AccessLog;
  before(async () => {
    running = await startRegistryProgram(IMAGES);
    log = await openAccessLog(running.url);
  });
  after(async () => {
    await log.stop();
    await running.stop();
  });

  function compare(path: string, { tags, cache = fakeCache() }: { readonly tags: readonly [string, string]; readonly cache?: ReturnType<typeof fakeCache> }) {
    const registry = openRegistry({ mirrors: { "ghcr.io": `${log.url}/ghcr.io` }, allowPrivate: [], timeout: 60 });
    const ports = { cache, releases: { list: () => Promise.resolve(RELEASES) } };
    const [old, next] = tags;
    return compareReferences({ old: `ghcr.io/${path}:${old}`, new: `ghcr.io/${path}:${next}`, platform: "linux/arm64" }, { registry, config: Config.parse({}), ports });
  }

  async function blobsAsked(question: () => Promise<unknown>): Promise<number> {
    return (await log.during(question)).filter(({ request }) => request.startsWith("GET ghcr.io/") && request.includes("/blobs/")).length;
  }

  it("are told in words, whole", async () => {
    const { value, findings } = await compare("mealie-recipes/mealie", { tags: ["v1.3.2", "v1.4.0"] });
    assert.deepEqual(findings, []);
    assert.deepEqual(ImageChange.parse(value), value);
    const text = renderTerminalImages([value], { isColoured: false, width: 200 });
    const expected = [
      "ghcr.io/mealie-recipes/mealie v1.3.2 → v1.4.0",
      "runs as uid 999 instead of root",
      "new volume /config",
      "port 9000 no longer exposed",
      "Debian 12.5 → 12.7",
      "2 packages: openssl 3.0.11 → 3.0.13, zstd 1.5.4 added",
      "shares 1 of 2 layers with the old image",
      "to download: ",
      `changes: ${SOURCE}/compare/v1.3.2...v1.4.0`,
      `release notes: ${SOURCE}/releases/tag/v1.4.0`,
      "A kitchen timer by @ilse in #12",
    ];
    for (const line of expected) assert.ok(text.includes(line), `${line}\n${text}`);
  });

  it("are read from rpm's database as well", async () => {
    const { value } = await compare("crew/rpm", { tags: ["1", "2"] });
    assert.deepEqual(value.packages?.changes, [{ ecosystem: "rpm", name: "bash", from: "5.1-1", to: "5.2-1" }]);
  });

  it("cost their configurations and the layers that differ, and the second time no layer", async () => {
    const cache = fakeCache();
    const tags = ["v1.3.2", "v1.4.0"] as const;
    // Two configurations, two lowest layers, and the shared one above them, which could hide what is below.
    assert.equal(await blobsAsked(() => compare("mealie-recipes/mealie", { tags, cache })), 5);
    assert.equal(await blobsAsked(() => compare("mealie-recipes/mealie", { tags, cache })), 2);
  });
});
