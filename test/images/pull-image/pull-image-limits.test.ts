// The hash of pullImage for images that are none, are broken, or are made to hurt; and what it asks of the registry.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { BuiltImage } from "../../../scripts/demo/oci-image.ts";
import { StowplanError } from "../../../src/errors.ts";
import { pullImageHash } from "../../../src/images/index.ts";
import { unpackLayer } from "../../../src/images/pull-image/unpack-layer.ts";
import { fakeRegistry, type FakeRegistry } from "../../fakes/registry.ts";
import { archive, content, type Packing, testImage, testIndex } from "./test-images.ts";

function config(diffIds: string): string {
  return `{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":${diffIds}}}`;
}

function image(...packings: readonly Packing[]): BuiltImage {
  return testImage({ form: "oci", layers: packings.map((packing, index) => ({ tar: archive(`layer ${String(index)} of the hold`), packing })), config });
}

function open(built: BuiltImage): FakeRegistry {
  return fakeRegistry([{ registry: "quay.io", path: "galley/web", tags: ["1"], image: built }]);
}

async function hashOf(built: BuiltImage, options: { arch?: string; limit?: number; registry?: FakeRegistry } = {}): Promise<string> {
  const { arch = "amd64", limit, registry = open(built) } = options;
  const pull = { imageName: "quay.io/galley/web", imageDigest: built.root.digest, arch };
  return pullImageHash({ image: pull, registry, ...(limit === undefined ? {} : { limit }) });
}

async function refusal(promise: Promise<unknown>): Promise<StowplanError> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  assert.ok(error instanceof StowplanError, String(error));
  assert.notEqual(error.hint, "");
  return error;
}

/** An image whose only layer has other bytes than a layer. */
function withLayer(bytes: Buffer): BuiltImage {
  const layer = content("application/vnd.oci.image.layer.v1.tar+gzip", bytes);
  const built = image("gzip");
  const [settings] = built.blobs;
  assert.ok(settings);
  const describe = ({ mediaType, digest, bytes: { length: size } }: typeof layer) => ({ mediaType, digest, size });
  const root = content(built.root.mediaType, Buffer.from(JSON.stringify({ schemaVersion: 2, config: describe(settings), layers: [describe(layer)] })));
  return { root, manifests: [root], blobs: [settings, layer] };
}

describe("images whose hash is not computed", () => {
  const index = testIndex("oci", [{ image: image("gzip"), platform: { os: "linux", architecture: "amd64" } }]);
  const TABLE: readonly (readonly [name: string, hash: () => Promise<string>, code: string, message: RegExp])[] = [
    ["one without the architecture", () => hashOf(index, { arch: "arm64" }), "registry-invalid", /no image for linux\/arm64/],
    ["one that is larger than allowed", () => hashOf(image("gzip"), { limit: 10 }), "registry-limit", /bytes to download/],
    ["one whose layer is broken gzip", () => hashOf(withLayer(Buffer.concat([gzipSync("ahoy").subarray(0, 12), Buffer.from("spoilt")]))), "registry-invalid", /cannot be unpacked/],
    ["one whose layer ends too early", () => hashOf(withLayer(gzipSync(Buffer.alloc(100_000, "x")).subarray(0, -20))), "registry-invalid", /cannot be unpacked/],
    ["one whose layer is xz", () => hashOf(withLayer(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 1, 2]))), "registry-invalid", /xz/],
    ["one whose configuration is no object", () => hashOf(testImage({ form: "oci", layers: [], config: () => "[]" })), "registry-invalid", /configuration/],
    ["one whose configuration is no JSON", () => hashOf(testImage({ form: "oci", layers: [], config: () => "{" })), "registry-invalid", /configuration/],
    ["a name that is none", () => pullImageHash({ registry: open(image("gzip")), image: { imageName: "quay.io/Galley", imageDigest: "x", arch: "amd64" } }), "registry-invalid", /no image reference/],
  ];
  for (const [name, hash, code, message] of TABLE) {
    it(`${name}: ${code}`, async () => {
      const error = await refusal(hash());
      assert.equal(error.code, code);
      assert.match(error.message, message);
    });
  }

  it("a bomb is stopped at the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield* await Promise.resolve([bomb]);
    }
    let read = 0;
    const reading = (async () => {
      for await (const piece of unpackLayer(pieces(), { subject: "quay.io/galley/web", limit: 1024 * 1024 })) read += piece.length;
    })();
    assert.equal((await refusal(reading)).code, "registry-limit");
    assert.ok(read <= 1024 * 1024);
  });

  it("what the registry throws in the middle of a layer is handed on", async () => {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(gzipSync(Buffer.alloc(100_000)).subarray(0, 50));
      throw new StowplanError({ code: "registry-unreachable", subject: "quay.io", message: "It went away.", hint: "Wait." });
    }
    const reading = (async () => {
      for await (const piece of unpackLayer(pieces(), { subject: "x", limit: 1e6 })) assert.ok(piece.length > 0);
    })();
    assert.equal((await refusal(reading)).code, "registry-unreachable");
  });
});

describe("what the hash of pullImage asks of a registry", () => {
  async function streams(...packings: readonly Packing[]): Promise<number> {
    const built = image(...packings);
    const registry = open(built);
    await hashOf(built, { registry });
    return registry.requests.filter((request) => request.startsWith("stream ")).length;
  }
  it("is a look at the end and the whole of each gzip layer", async () => assert.equal(await streams("gzip", "gzip"), 4));
  it("is a plain layer once", async () => assert.equal(await streams("plain"), 1));
  it("is a layer twice where its size cannot be known before", async () => assert.equal(await streams("zstd"), 2));
  it("is once more where the size was guessed wrongly", async () => assert.equal(await streams("members"), 3));
});

describe("the archive", () => {
  const built = image("gzip");
  const pull = (more: Record<string, string>) => pullImageHash({ registry: open(built), image: { imageName: "quay.io/galley/web", imageDigest: built.root.digest, arch: "amd64", ...more } });
  it("has Nix's defaults for name and tag", async () => {
    assert.equal(await pull({}), await pull({ finalImageName: "quay.io/galley/web", finalImageTag: "latest", os: "linux" }));
  });
  it("depends on name and tag, in Docker's whole form", async () => {
    const hashes = await Promise.all([pull({}), pull({ finalImageTag: "2" }), pull({ finalImageName: "redis" })]);
    assert.equal(new Set(hashes).size, 3);
    assert.equal(await pull({ finalImageName: "docker.io/library/redis" }), hashes[2]);
  });
});
