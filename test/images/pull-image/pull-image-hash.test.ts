// The hash of pullImage, against the archive that skopeo writes for the same image at a real registry.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import type { BuiltImage } from "../../../scripts/demo/oci-image.ts";
import { type RunningRegistry, startRegistryProgram } from "../../../scripts/demo/registry.ts";
import { openRegistry } from "../../../src/host/oci-registry.ts";
import type { Registry } from "../../../src/ports.ts";
import { pullImageHash } from "../../../src/images/index.ts";
import { needs } from "../../needs.ts";
import { archive, testImage, testIndex, type Packing } from "./test-images.ts";

const run = promisify(execFile);

function config(diffIds: string): string {
  return `{"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z","config":{"Env":["A=1"]},"rootfs":{"type":"layers","diff_ids":${diffIds}},"history":[{}]}`;
}
function layers(...packings: readonly Packing[]): { tar: Buffer; packing: Packing }[] {
  return packings.map((packing, index) => ({ tar: archive(`layer ${String(index)} of the galley`), packing }));
}
const ARM = (variant: string): BuiltImage =>
  testImage({ form: "oci", layers: layers("gzip"), config: (ids) => `{"architecture":"arm64","variant":"${variant}","os":"linux","config":{"Labels":{"v":"${variant}"}},"rootfs":{"diff_ids":${ids}}}` });
const AMD = testImage({ form: "oci", layers: layers("gzip", "gzip"), config });
/** Blanks, an order and numbers that no encoder writes, Docker's old members, what Go escapes, a name twice, and a key in escapes. */
const ODD = (ids: string): string =>
  ` { "os" : "linux",\n"rootfs":{"diff_ids":${ids}, "type":"layers"}, "c\\u006fnfig" : {"Cmd":["sh","-c","a <b> && c\u2028\u2029\\u003c"],"x":1.50e+3,"y":[ ],"z": { } },"container":"abc" , "docker_version" : "20.10.7+dfsg1",
   "architecture":"386", "architecture":"amd64", "container_config":{"Image":"\\"{}[],:"},"created":null, "history":[] }\n`;

const CASES: readonly { readonly name: string; readonly image: BuiltImage; readonly arch?: string }[] = [
  { name: "OCI with two layers", image: AMD },
  { name: "Docker schema 2", image: testImage({ form: "docker", layers: layers("gzip", "gzip", "gzip"), config }) },
  { name: "a layer that occurs twice", image: testImage({ form: "oci", layers: [...layers("gzip", "gzip"), ...layers("gzip")], config }) },
  { name: "a layer that occurs twice, packed otherwise", image: testImage({ form: "oci", layers: [...layers("gzip", "gzip"), ...layers("plain")], config }) },
  { name: "plain layers", image: testImage({ form: "oci", layers: layers("plain", "gzip"), config }) },
  { name: "gzip in members", image: testImage({ form: "oci", layers: layers("members", "gzip"), config }) },
  { name: "zstd that is called gzip", image: testImage({ form: "oci", layers: layers("disguised", "gzip"), config }) },
  { name: "layers that may not be distributed", image: testImage({ form: "oci", layers: layers("gzip", "foreign"), config }) },
  { name: "a configuration with odd JSON", image: testImage({ form: "docker", layers: layers("gzip", "gzip"), config: ODD }) },
  { name: "a configuration without history, created and config", image: testImage({ form: "oci", layers: layers("gzip"), config: (ids) => `{"rootfs":{"diff_ids":${ids}}}` }) },
  { name: "a configuration that claims other layers", image: testImage({ form: "oci", layers: layers("gzip", "gzip"), config: () => config(JSON.stringify([`sha256:${"1".repeat(64)}`, `sha256:${"2".repeat(64)}`])) }) },
  { name: "one layer", image: testImage({ form: "oci", layers: layers("gzip"), config }) },
  {
    name: "an index with variants",
    arch: "arm64",
    image: testIndex("oci", [
      { image: AMD, platform: { os: "linux", architecture: "amd64" } },
      { image: ARM("v9"), platform: { os: "linux", architecture: "arm64", variant: "v9" } },
      { image: ARM("v8"), platform: { os: "linux", architecture: "arm64", variant: "v8" } },
    ]),
  },
  {
    name: "a manifest list",
    image: testIndex("docker", [
      { image: testImage({ form: "docker", layers: layers("gzip"), config: () => "{}" }), platform: { os: "windows", architecture: "amd64" } },
      { image: testImage({ form: "docker", layers: layers("gzip"), config }), platform: { os: "linux", architecture: "amd64" } },
    ]),
  },
];

const NAMES: readonly (readonly [name: string, tag: string])[] = [
  ["redis", "7.2-alpine"],
  ["ghcr.io/galley/Web".toLowerCase(), "latest"],
  ["galley/web", "1"],
  ["localhost:5000/web", "x_y.z-1"],
];

describe("the hash of pullImage", needs("docker-registry", "skopeo"), () => {
  let running: RunningRegistry | undefined;
  const folder = mkdtempSync(join(tmpdir(), "stowplan-pull-image-"));
  const zstd = testImage({ form: "oci", layers: layers("zstd", "zstd"), config });
  before(async () => {
    const hosted = CASES.map(({ image }, index) => ({ registry: "quay.io", path: `galley/case${String(index)}`, tags: ["1"], image }));
    hosted.push({ registry: "quay.io", path: "galley/zstd", tags: ["1"], image: zstd });
    running = await startRegistryProgram(hosted, { configuration: "validation: {manifests: {urls: {allow: ['.*']}}}" });
  });
  after(async () => {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function bySkopeo({ source, arch, target }: { source: string; arch: string; target: string }): Promise<string> {
    const file = join(folder, `${createHash("sha256").update(source + target).digest("hex")}.tar`);
    const platform = ["--override-os", "linux", "--override-arch", arch];
    await run("skopeo", ["--insecure-policy", `--tmpdir=${folder}`, ...platform, "copy", "--src-tls-verify=false", source, `docker-archive://${file}:${target}`]);
    return `sha256-${createHash("sha256").update(readFileSync(file)).digest("base64")}`;
  }

  function client(): Registry {
    return openRegistry({ mirrors: { "quay.io": `${running?.url ?? ""}/quay.io` }, allowPrivate: [], timeout: 20 }, { dockerConfig: join(folder, "none.json") });
  }

  it("does not depend on how layers are packed, so that zstd has gzip's", async () => {
    const [gzipped] = CASES;
    assert.ok(gzipped);
    const hashes = [
      { imageName: "quay.io/galley/zstd", imageDigest: zstd.root.digest },
      { imageName: "quay.io/galley/case0", imageDigest: gzipped.image.root.digest },
    ].map((image) => pullImageHash({ registry: client(), image: { ...image, arch: "amd64", finalImageName: "web" } }));
    assert.equal(await hashes[0], await hashes[1]);
  });

  for (const [index, { name, image, arch = "amd64" }] of CASES.entries()) {
    it(`is skopeo's for ${name}`, async () => {
      const url = running?.url ?? "";
      const registry = client();
      const path = `quay.io/galley/case${String(index)}`;
      const [finalImageName, finalImageTag] = NAMES[index % NAMES.length] ?? ["web", "1"];
      const hash = await pullImageHash({ registry, image: { imageName: path, imageDigest: image.root.digest, arch, finalImageName, finalImageTag } });
      const expected = await bySkopeo({ source: `docker://${new URL(url).host}/${path}@${image.root.digest}`, arch, target: `${finalImageName}:${finalImageTag}` });
      assert.equal(hash, expected);
    });
  }
});
