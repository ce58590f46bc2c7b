// Compose files -> what is offered for them: on the platform that a service asks for, and where a version is put together of variables.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { HostedImage } from "../../scripts/demo/homelab-images.ts";
import { buildImage } from "../../scripts/demo/oci-image.ts";
import { Config } from "../../src/config/index.ts";
import { HostState } from "../../src/evaluate/index.ts";
import { findPins } from "../../src/pins/index.ts";
import { findUpdates } from "../../src/updates/index.ts";
import { fakeRegistry } from "../fakes/registry.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { composePair } from "../pins/compose-pair.ts";

const SILENT = { progress: () => undefined, info: () => undefined, warn: () => undefined };

function hosted(tag: string | undefined, platforms: readonly string[]): HostedImage {
  const image = buildImage({ created: "2026-01-01T00:00:00Z", settings: {}, platforms, layers: [{ "app/{platform}": tag?.replace("stable", "") ?? "", platform: "{platform}" }] });
  return { registry: "docker.io", path: "galley/web", tags: tag === undefined ? [] : [tag], image };
}

const MOVED = [hosted(undefined, ["linux/amd64", "linux/arm64"]), hosted("stable", ["linux/amd64", "linux/riscv64"])];
const [OLD] = MOVED.map(({ image }) => image.root.digest);

/** A host whose container runs the moved image, with the options of its own. */
function falcon(extraOptions: readonly string[]) {
  const state = HostState.parse({ host: "falcon", system: "x86_64-linux", ociContainers: { web: { image: `galley/web:stable@${OLD ?? ""}`, extraOptions } } });
  return { name: "falcon", status: "evaluated", base: state, head: state } as const;
}

async function offers(files: Readonly<Record<string, string>>, { images = MOVED, hosts = [] }: { images?: readonly HostedImage[]; hosts?: readonly ReturnType<typeof falcon>[] } = {}) {
  const changes = Object.keys(files).map((path) => ({ path, status: "added" as const }));
  const projects = "compose.yml" in files ? [await composePair(files)] : [];
  const pins = await findPins({ head: fakeTree(files), changes, hosts, projects });
  const found = await findUpdates({ pins: pins.value, registry: fakeRegistry(images), config: Config.parse({ updates: { kinds: ["digest", "major", "minor"] } }), log: SILENT });
  return { told: found.value.updates.map(({ kind, proposed }) => `${kind} ${proposed.replace(/@.*/, "")}`), findings: found.findings.filter(({ code }) => code !== "image-unpinned") };
}

describe("a digest that moved for some platforms", () => {
  const image = `image: "galley/web:stable@${OLD ?? ""}"`;
  const TABLE: readonly (readonly [services: string, offered: readonly string[], why: string])[] = [
    [`  a: {${image}}`, ["digest galley/web:stable"], "where no platform is known"],
    [`  a: {${image}, platform: linux/amd64}`, [], "not where the service's own stayed"],
    [`  a: {${image}, platform: linux/arm64}`, ["digest galley/web:stable"], "where the service's own is gone"],
    [`  a: {${image}, platform: linux/amd64}\n  b: {${image}}`, ["digest galley/web:stable"], "where another service may run anywhere"],
    [`  a: {${image}, platform: linux/amd64}\n  b: {${image}, platform: linux/arm64}`, ["digest galley/web:stable"], "where one of two is gone"],
    [`  a: {${image}, platform: "no platform"}`, ["digest galley/web:stable"], "where the platform is none"],
  ];
  for (const [services, offered, why] of TABLE) it(`is offered ${why}`, async () => assert.deepEqual((await offers({ "compose.yml": `services:\n${services}\n` })).told, offered));

  it("is told by the platform that a container asks for, and not by its host's", async () => {
    const files = { "web.nix": `{ virtualisation.oci-containers.containers.web.image = "galley/web:stable@${OLD ?? ""}"; }` };
    for (const [options, count] of [[[], 0], [["--platform=linux/arm64"], 1], [["--platform", "linux/arm64"], 1]] as const) {
      assert.equal((await offers(files, { hosts: [falcon(options)] })).told.length, count, options.join(" "));
    }
  });
});

describe("a version that is put together of variables", () => {
  const IMAGES = ["1.0.0", "1.4.0", "2.1.0"].map((tag) => hosted(tag, ["linux/amd64"]));
  const COMPOSE = { "compose.yml": "services:\n  a: {image: \"galley/web:${MAJ}.0.0\"}\n", ".env": "MAJ=1\n" };
  const NIX = { "web.nix": '{ ... }: let maj = "1"; in { virtualisation.oci-containers.containers.web.image = "galley/web:${maj}.0.0"; }' };
  for (const [name, files, file] of [["a Compose file", COMPOSE, ".env"], ["a Nix file", NIX, "web.nix"]] as const) {
    it(`in ${name} is offered, and told where no edit gives it`, async () => {
      const { told, findings } = await offers(files, { images: IMAGES });
      assert.deepEqual(told, ["minor galley/web:1.4.0", "major galley/web:2.1.0"]);
      assert.deepEqual(findings.map(({ code, subject, place }) => [code, subject, place?.file]), [["reference-not-editable", "galley/web:1.0.0", file]]);
      assert.match(findings[0]?.message ?? "", /^It could become galley\/web:2\.1\.0, but no program can write that here/);
    });
  }
});
