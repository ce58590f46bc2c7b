// Measures the hash of pullImage for an image of 200 MB: time and peak of memory, beside skopeo writing the archive and hashing it.
// Usage: node scripts/with-node24.mjs bench/pull-image.ts [MEGABYTES]
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startRegistryProgram } from "../scripts/demo/registry.ts";
import { openRegistry } from "../src/host/oci-registry.ts";
import { pullImageHash } from "../src/images/index.ts";

const MEGABYTE = 1_000_000;
const LAYERS = 4;
const DOCKER = "application/vnd.docker";

type Blob = { readonly mediaType: string; readonly digest: string; readonly bytes: Buffer };

function blob(mediaType: string, bytes: Buffer): Blob {
  return { mediaType, bytes, digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}` };
}

/** Half noise, half blanks: compresses to about half, as programs do. What is inside is no archive, which neither side minds. */
function layerOf(size: number): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(size / 1024) }, () => Buffer.concat([randomBytes(512), Buffer.alloc(512)])));
}

function describe({ mediaType, digest, bytes }: Blob): { mediaType: string; digest: string; size: number } {
  return { mediaType, digest, size: bytes.length };
}

function imageOf(megabytes: number): { readonly root: Blob; readonly manifests: readonly Blob[]; readonly blobs: readonly Blob[] } {
  const plain = Array.from({ length: LAYERS }, () => layerOf((megabytes * MEGABYTE) / LAYERS));
  const layers = plain.map((bytes) => blob(`${DOCKER}.image.rootfs.diff.tar.gzip`, gzipSync(bytes, { level: 1 })));
  const diffIds = plain.map((bytes) => blob("", bytes).digest);
  const config = blob(`${DOCKER}.container.image.v1+json`, Buffer.from(JSON.stringify({ architecture: "amd64", os: "linux", rootfs: { type: "layers", diff_ids: diffIds } })));
  const mediaType = `${DOCKER}.distribution.manifest.v2+json`;
  const root = blob(mediaType, Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config: describe(config), layers: layers.map(describe) })));
  return { root, manifests: [root], blobs: [config, ...layers] };
}

function timed<T>(task: () => T): { readonly value: T; readonly seconds: string } {
  const started = performance.now();
  const value = task();
  return { value, seconds: ((performance.now() - started) / 1000).toFixed(2) };
}

async function hash(url: string, digest: string): Promise<void> {
  const registry = openRegistry({ mirrors: { "quay.io": `${url}/quay.io` }, allowPrivate: [], timeout: 60 }, { dockerConfig: join(tmpdir(), "stowplan-no-such-config.json") });
  console.log(await pullImageHash({ registry, image: { imageName: "quay.io/galley/web", imageDigest: digest, arch: "amd64" } }));
  // Not getrusage's figure, which a child inherits from the process that started it.
  const kibibytes = /VmHWM:\s*(?<number>\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.groups?.["number"];
  console.log(Math.round(Number(kibibytes) / 1024));
}

function bySkopeo(url: string, digest: string): string {
  const folder = mkdtempSync(join(tmpdir(), "stowplan-bench-"));
  const source = `docker://${new URL(url).host}/quay.io/galley/web@${digest}`;
  const platform = ["--override-os", "linux", "--override-arch", "amd64"];
  spawnSync("skopeo", ["--insecure-policy", `--tmpdir=${folder}`, ...platform, "copy", "--src-tls-verify=false", source, `docker-archive://${folder}/image.tar:quay.io/galley/web:latest`]);
  const sri = `sha256-${createHash("sha256").update(readFileSync(join(folder, "image.tar"))).digest("base64")}`;
  rmSync(folder, { recursive: true });
  return sri;
}

async function measure(megabytes: number): Promise<void> {
  const image = imageOf(megabytes);
  const running = await startRegistryProgram([{ registry: "quay.io", path: "galley/web", tags: ["1"], image }]);
  try {
    const ours = timed(() => spawnSync(process.execPath, [...process.execArgv, import.meta.filename, "--hash", running.url, image.root.digest], { encoding: "utf8" }));
    const [sri = "", mebibytes = ""] = ours.value.stdout.split("\n");
    const skopeo = timed(() => bySkopeo(running.url, image.root.digest));
    const verdict = sri === skopeo.value ? "the same hash" : `ANOTHER HASH: ${sri} and ${skopeo.value} ${ours.value.stderr}`;
    console.log(`${megabytes} MB unpacked: ${ours.seconds} s and ${mebibytes} MiB as a whole process; skopeo and its hash ${skopeo.seconds} s; ${verdict}`);
  } finally {
    await running.stop();
  }
}

const [first, url, digest] = process.argv.slice(2);
await (first === "--hash" ? hash(url ?? "", digest ?? "") : measure(Number(first ?? "200")));
