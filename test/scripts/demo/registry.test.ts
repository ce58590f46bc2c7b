// The demo's images and registries: the same bytes everywhere, and images that a real client takes.
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { describe, it, type TestContext } from "node:test";
import { gunzipSync } from "node:zlib";
import { homelabImages } from "../../../scripts/demo/homelab-images.ts";
import { buildImage } from "../../../scripts/demo/oci-image.ts";
import { type RunningRegistry, startPullOnlyRegistry, startRegistryProgram } from "../../../scripts/demo/registry.ts";
import { gzipStored, tarOf } from "../../../scripts/demo/tar.ts";
import { needs } from "../../needs.ts";

/** What examples/homelab names: these must not move with Node, zlib or the machine. */
const TRAEFIK = {
  "v3.1.0": "sha256:108591021860b41c125163daed79817aaf134d3fb2e0977de05f95f0136e3f67",
  "v3.1.1": "sha256:91669de547563e0d8f460f17bf0aca529581dd721721bac8685773181c274ea7",
};

describe("demo images", () => {
  it("have the digests that the example names", () => {
    const images = homelabImages();
    for (const [tag, digest] of Object.entries(TRAEFIK)) {
      const found = images.find(({ path, tags }) => path === "library/traefik" && tags.includes(tag));
      assert.equal(found?.image.root.digest, digest);
    }
  });

  it("hold layers that unpack to their diff ids' archives", () => {
    for (const length of [0, 1, 65_535, 65_536, 200_000]) {
      const content = Buffer.alloc(length, "wave");
      assert.ok(gunzipSync(gzipStored(content)).equals(content), `${length} bytes`);
    }
  });

  it("are archives that tar reads", () => {
    const run = spawnSync("tar", ["-tvf", "-"], { input: tarOf({ "b/c.txt": "ahoy", a: "" }), encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    assert.deepEqual(run.stdout.trim().split("\n").map((line) => line.split(/\s+/).at(-1)), ["a", "b/c.txt"]);
  });

  it("are an index for several platforms, a manifest for one", () => {
    const parts = { created: "2026-01-01T00:00:00Z", settings: {}, layers: [{ "a.txt": "{platform}" }] };
    const both = buildImage({ ...parts, platforms: ["linux/amd64", "linux/arm/v7"] });
    const one = buildImage({ ...parts, platforms: ["linux/amd64"] });
    assert.match(both.root.mediaType, /index/);
    assert.equal(both.manifests.length, 3);
    assert.match(one.root.mediaType, /manifest/);
  });
});

/** What skopeo, a client that is not ours, says of an image. */
async function inspect(running: RunningRegistry, reference: string): Promise<unknown> {
  const name = `docker://${running.url.slice("http://".length)}/${reference}`;
  // Not spawnSync: the pull-only registry answers from this very process.
  const { stdout } = await promisify(execFile)("skopeo", ["inspect", "--tls-verify=false", "--override-os=linux", "--override-arch=arm64", name]);
  return JSON.parse(stdout);
}

async function checkWithSkopeo(context: TestContext, start: () => Promise<RunningRegistry>): Promise<void> {
  const running = await start();
  context.after(() => running.stop());
  const seen = await inspect(running, "docker.io/library/traefik:v3.1");
  assert.partialDeepStrictEqual(seen, {
    Digest: TRAEFIK["v3.1.1"],
    Architecture: "arm64",
    Labels: { "org.opencontainers.image.version": "v3.1.1" },
  });
}

describe("pull-only registry", needs("skopeo"), () => {
  it("satisfies skopeo", (context) => checkWithSkopeo(context, () => startPullOnlyRegistry(homelabImages())));
});

describe("docker-registry", needs("docker-registry", "skopeo"), () => {
  it("satisfies skopeo", (context) => checkWithSkopeo(context, () => startRegistryProgram(homelabImages())));
});
