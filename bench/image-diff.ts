// Measures what comparing two images costs: bytes and requests at docker-registry, time beside plain unpacking, memory.
// Usage: node scripts/with-node24.mjs --import ./scripts/text-imports.mjs bench/image-diff.ts [MEGABYTES]
import { randomBytes } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { HostedImage } from "../scripts/demo/homelab-images.ts";
import { buildImage } from "../scripts/demo/oci-image.ts";
import { startRegistryProgram } from "../scripts/demo/registry.ts";
import { tarOf } from "../scripts/demo/tar.ts";
import { Config } from "../src/config/index.ts";
import { openRegistry } from "../src/host/oci-registry.ts";
import { compareReferences } from "../src/images/index.ts";

type Files = Readonly<Record<string, string | Buffer>>;

/** Files of half random bytes, which compress to half their size as programs do. */
function bulk(megabytes: number, seed: string): Files {
  return Object.fromEntries(
    Array.from({ length: megabytes * 4 }, (_, index) => {
      const half = randomBytes(125_000);
      return [`usr/lib/${seed}/file-${index}`, Buffer.concat([half, Buffer.alloc(125_000, index)])];
    }),
  );
}

function status(count: number, version: number): string {
  return Array.from({ length: count }, (_, index) => `Package: package-${index}\nStatus: install ok installed\nVersion: 1.${index % 10 === 0 ? version : 0}\nDescription: ${"x".repeat(500)}\n`).join("\n");
}

function modules(count: number, version: number): Files {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`app/node_modules/module-${index}/package.json`, JSON.stringify({ name: `module-${index}`, version: `1.0.${index % 10 === 0 ? version : 0}` })]));
}

function hosted(tag: string, layers: readonly Files[]): HostedImage {
  return { registry: "quay.io", path: "galley/web", tags: [tag], image: buildImage({ platforms: ["linux/amd64"], created: "2026-01-01T00:00:00Z", settings: {}, layers }) };
}

/** What any reader of the layers has to do. */
function unpackSeconds(layers: readonly Files[]): number {
  const packed = layers.map((files) => gzipSync(tarOf(files), { level: 1 }));
  const started = performance.now();
  for (const bytes of packed) gunzipSync(bytes);
  return (performance.now() - started) / 1000;
}

async function measure(megabytes: number): Promise<void> {
  const shared = bulk(megabytes, "shared");
  const layersOf = (version: number): readonly Files[] => [shared, { "var/lib/dpkg/status": status(400, version), ...bulk(megabytes / 2, `v${version}`) }, modules(1500, version)];
  const [old, next] = [layersOf(1), layersOf(2)];
  const differing = [...old.slice(1), ...next.slice(1)];
  const running = await startRegistryProgram([hosted("1", old), hosted("2", next)]);
  try {
    // The first round loads the modules.
    for (const limit of [0, 1000, 1]) {
      const registry = openRegistry({ mirrors: { "quay.io": `${running.url}/quay.io` }, allowPrivate: [], timeout: 60 });
      let bytes = 0;
      async function* counted(...question: Parameters<typeof registry.openBlob>): AsyncGenerator<Uint8Array> {
        for await (const piece of registry.openBlob(...question)) {
          bytes += piece.length;
          yield piece;
        }
      }
      const config = Config.parse({ images: { "max-download": limit } });
      const before = process.memoryUsage().rss;
      const started = performance.now();
      const { value } = await compareReferences({ old: "quay.io/galley/web:1", new: "quay.io/galley/web:2", platform: "linux/amd64" }, { registry: { ...registry, openBlob: counted }, config, ports: {} });
      const seconds = (performance.now() - started) / 1000;
      const found = value.packages === undefined ? (value.gaps?.[0] ?? "not compared") : `${value.packages.changes.length} packages differ`;
      console.log(`limit ${limit} MB: ${(bytes / 1e6).toFixed(1)} MB read, ${seconds.toFixed(2)} s, memory +${Math.max(0, Math.round((process.memoryUsage().rss - before) / 1e6))} MB, ${found}`);
    }
    console.log(`unpacking the layers that differ alone: ${unpackSeconds(differing).toFixed(2)} s`);
  } finally {
    await running.stop();
  }
}

await measure(Number(process.argv[2] ?? "40"));
