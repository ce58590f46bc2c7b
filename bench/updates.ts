// Measures what it costs to ask docker-registry for newer versions of many images: requests and time.
// Usage: node scripts/with-node24.mjs bench/updates.ts [COUNT]
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildImage } from "../scripts/demo/oci-image.ts";
import { startRegistryProgram } from "../scripts/demo/registry.ts";
import { openRegistry } from "../src/host/oci-registry.ts";
import { Config } from "../src/config/index.ts";
import type { Pin } from "../src/pins/index.ts";
import { findUpdates } from "../src/updates/index.ts";

const TAGS = ["1.0.0", "1.0.1", "1.1.0", "2.0.0"];

function pin(reference: string): Pin {
  const pieces = [{ text: reference, start: 0 }];
  const place = { file: "web.nix", range: { start: 0, end: reference.length }, line: 1, column: 1, raw: reference };
  return { ...place, reference, mechanism: "nix-literal", pieces, isTouched: true, platforms: ["linux/amd64"] };
}

async function measure(count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `galley/web${index}`);
  const platforms = ["linux/amd64", "linux/arm64"];
  const built = TAGS.map((tag) => ({ tag, image: buildImage({ platforms, created: "2026-01-01T00:00:00Z", settings: {}, layers: [{ version: `${tag} {platform}` }] }) }));
  const images = names.flatMap((path) => built.map(({ tag, image }) => ({ registry: "quay.io", path, tags: [tag], image })));
  let requests = 0;
  const running = await startRegistryProgram(images, { onAccess: (line) => (requests += line.endsWith(' "stowplan"') ? 1 : 0) });
  try {
    const options = { mirrors: { "quay.io": `${running.url}/quay.io` }, allowPrivate: [], timeout: 30 };
    for (const digest of ["", `@${built[0]?.image.root.digest ?? ""}`]) {
      const registry = openRegistry(options, { dockerConfig: join(tmpdir(), "stowplan-no-such-config.json") });
      requests = 0;
      const started = performance.now();
      const log = { progress: () => undefined, info: () => undefined, warn: () => undefined };
      const { value } = await findUpdates({ pins: names.map((path) => pin(`quay.io/${path}:1.0.0${digest}`)), registry, config: Config.parse({}), log });
      const seconds = (performance.now() - started) / 1000;
      // The access log comes through a pipe, a little later than the answers.
      await new Promise((resolve) => setTimeout(resolve, 200));
      console.log(`${count} images${digest === "" ? "" : " with digest"}: ${requests} requests, ${value.updates.length} offers, ${seconds.toFixed(2)} s`);
    }
  } finally {
    await running.stop();
  }
}

await measure(Number(process.argv[2] ?? "50"));
