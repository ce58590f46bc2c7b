// What every Registry must do with the example's images, real or fake; each adapter's own test file runs it.
import assert from "node:assert/strict";
import { it } from "node:test";
import { homelabImages } from "../../../scripts/demo/homelab-images.ts";
import { StowplanError } from "../../../src/errors.ts";
import type { Registry } from "../../../src/ports.ts";
import { allBytes } from "./all-bytes.ts";
import { SIGNATURE, SIGNED } from "./signed-image.ts";

const TRAEFIK = { registry: "docker.io", path: "library/traefik" };
/** Built once: it takes a moment. */
export const IMAGES = [...homelabImages(), SIGNED];
const ABSENT = `sha256:${"0".repeat(64)}`;

/** Asserts that a promise fails with a StowplanError of a code. */
export async function rejectsWith(promise: Promise<unknown>, code: string): Promise<StowplanError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StowplanError, `expected ${code}, got ${String(error)}`);
  assert.equal(error.code, code);
  assert.notEqual(error.hint, "");
  return error;
}

/** The root of the image that a tag names. */
function rootOf(tag: string) {
  const found = IMAGES.find(({ path, tags }) => path === TRAEFIK.path && tags.includes(tag));
  assert.ok(found);
  return found.image.root;
}

/** Declares the contract's cases inside a suite. */
export function registryContract(open: () => Registry): void {
  it("lists tags", async () => {
    const tags = await open().tags(TRAEFIK);
    assert.deepEqual(tags.toSorted(), ["v3.1", "v3.1.0", "v3.1.1", "v3.2", "v3.2.0"]);
  });

  it("resolves a tag and a digest to one descriptor", async () => {
    const root = rootOf("v3.1");
    const registry = open();
    const descriptor = await registry.resolve(TRAEFIK, "v3.1");
    assert.deepEqual(descriptor, { digest: root.digest, mediaType: root.mediaType, size: root.bytes.length });
    assert.deepEqual(await registry.resolve(TRAEFIK, root.digest), descriptor);
  });

  it("gives an index, and the platform's manifest and configuration behind it", async () => {
    const registry = open();
    const index = await registry.manifest(TRAEFIK, "v3.1");
    assert.deepEqual(index.body, JSON.parse(rootOf("v3.1").bytes.toString("utf8")));
    const image = IMAGES.find(({ tags }) => tags.includes("v3.1"))?.image;
    const [child] = image?.manifests ?? [];
    const [config] = image?.blobs ?? [];
    assert.ok(child !== undefined && config !== undefined);
    assert.equal((await registry.manifest(TRAEFIK, child.digest)).descriptor.digest, child.digest);
    assert.deepEqual(Buffer.from(await registry.blob(TRAEFIK, config.digest)), config.bytes);
  });

  it("gives a blob in pieces", async () => {
    const blobs = IMAGES.find(({ tags }) => tags.includes("v3.1"))?.image.blobs ?? [];
    for (const { digest, bytes } of blobs) {
      assert.deepEqual(await allBytes(open().openBlob(TRAEFIK, { digest, limit: bytes.length })), bytes);
      await rejectsWith(allBytes(open().openBlob(TRAEFIK, { digest, limit: bytes.length - 1 })), "registry-limit");
    }
  });

  it("lists what refers to a manifest, and nothing where nothing does", async () => {
    const repository = { registry: SIGNED.registry, path: SIGNED.path };
    const [referrer, ...others] = await open().referrers(repository, SIGNATURE.subject);
    assert.deepEqual(referrer, { ...SIGNATURE.descriptor, artifactType: "application/vnd.example.signature", annotations: { "org.example.signer": "harbour office" } });
    assert.deepEqual(others, []);
    assert.deepEqual(await open().referrers(TRAEFIK, ABSENT), []);
  });

  it("says registry-missing for what is not there", async () => {
    const registry = open();
    await rejectsWith(registry.tags({ registry: "docker.io", path: "library/absent" }), "registry-missing");
    await rejectsWith(registry.resolve(TRAEFIK, "v9"), "registry-missing");
    await rejectsWith(registry.manifest(TRAEFIK, ABSENT), "registry-missing");
    await rejectsWith(registry.blob(TRAEFIK, ABSENT), "registry-missing");
    await rejectsWith(allBytes(registry.openBlob(TRAEFIK, { digest: ABSENT, limit: 1000 })), "registry-missing");
  });
}
