// Images of hosts and projects compared through a fake registry: what is asked, what is told, what becomes a finding.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildImage, type ImageSpec } from "../../scripts/demo/oci-image.ts";
import type { HostedImage } from "../../scripts/demo/homelab-images.ts";
import { readProject } from "../../src/compose/index.ts";
import type { ProjectPair } from "../../src/compose/index.ts";
import { Config, ProjectConfig } from "../../src/config/index.ts";
import type { Finding } from "../../src/errors.ts";
import { type HostPair, HostState } from "../../src/evaluate/index.ts";
import { compareImages, compareReferences, ImageChange } from "../../src/images/index.ts";
import type { Log } from "../../src/ports.ts";
import { fakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const BOTH = ["linux/amd64", "linux/arm64"];
const SILENT: Log = { progress: () => undefined, info: () => undefined, warn: () => undefined };

function hosted(reference: string, parts: Partial<ImageSpec> & { readonly version?: string } = {}): HostedImage {
  const [, registry = "", path = "", tag = ""] = /^([^/]+)\/(.+):([^:]+)$/.exec(reference) ?? [];
  const settings = { Labels: { "org.opencontainers.image.version": parts.version ?? tag } };
  return { registry, path, tags: [tag], image: buildImage({ platforms: BOTH, created: "2026-01-01T00:00:00Z", settings, layers: [{ version: parts.version ?? tag }], ...parts }) };
}

type Containers = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

function state(host: string, { containers, system = "x86_64-linux" }: { containers: Containers; system?: string }): HostState {
  const ociContainers = Object.fromEntries(Object.entries(containers).map(([name, value]) => [name, typeof value === "string" ? { image: value } : value]));
  return HostState.parse({ host, system, ociContainers });
}

function host(name: string, sides: { base: Containers; head: Containers; system?: string }): HostPair {
  const system = sides.system === undefined ? {} : { system: sides.system };
  return { name, status: "evaluated", base: state(name, { containers: sides.base, ...system }), head: state(name, { containers: sides.head, ...system }) };
}

async function project(base: string, head: string): Promise<ProjectPair> {
  const inputs = ["compose.yml"];
  const source = { label: "galley", folder: ".", inputs, options: ProjectConfig.parse({ inputs, project: "galley" }), existsIn: { base: true, head: true } };
  const [before, after] = await Promise.all([base, head].map((image) => readProject(source, fakeTree({ "compose.yml": `services:\n  web:\n    image: ${image}\n` }))));
  assert.ok(before?.value !== undefined && after?.value !== undefined);
  return { source, base: before.value, head: after.value, isBroken: false };
}

/** Nothing but manifests and configurations: what costs more has suites of its own. */
const config = Config.parse({ images: { "max-download": 0, attestations: false } });

async function compare(request: { hosts?: readonly HostPair[]; projects?: readonly ProjectPair[]; registry: FakeRegistry }) {
  const found = await compareImages({ hosts: [], projects: [], config, ports: { log: SILENT }, ...request });
  return { ...found, value: ImageChange.array().parse(found.value) };
}

function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, severity, subject }) => `${severity} ${code} ${subject}`);
}

const IMAGES = [hosted("docker.io/galley/web:1.0"), hosted("docker.io/galley/web:1.1"), hosted("docker.io/galley/web:1.1-rebuilt", { version: "1.1" })];

describe("compareImages", () => {
  it("says nothing and asks nothing where nothing moved", async () => {
    const registry = fakeRegistry(IMAGES);
    const found = await compare({ hosts: [host("falcon", { base: { web: "galley/web:1.0" }, head: { web: "galley/web:1.0" } })], registry });
    assert.deepEqual([found.value, found.findings, registry.requests], [[], [], []]);
  });

  it("compares a move on the host's platform, once for all who make it", async () => {
    const registry = fakeRegistry(IMAGES);
    const sides = { base: { web: "galley/web:1.0", spare: "galley/web:1.0" }, head: { web: "galley/web:1.1", spare: "galley/web:1.1" }, system: "aarch64-linux" };
    const { value, findings } = await compare({ hosts: [host("falcon", sides)], projects: [await project("galley/web:1.0", "galley/web:1.1")], registry });
    assert.deepEqual(findings, []);
    const [change, ...others] = value;
    assert.equal(others.length, 0);
    assert.equal(change?.platform, "linux/arm64");
    assert.deepEqual(change.usedBy.map(({ name }) => name), ["spare", "web", "web"]);
    assert.deepEqual([change.old?.version, change.new?.version, change.isSameContent], ["1.0", "1.1", false]);
    assert.equal(change.new?.platformDigest, IMAGES[1]?.image.manifests[1]?.digest);
    assert.ok(change.differences.some(({ text }) => text === "version 1.0 → 1.1"));
    assert.equal(registry.requests.length, 6);
  });

  it("knows content that stayed the same behind another tag", async () => {
    const hosts = [host("falcon", { base: { web: "galley/web:1.1" }, head: { web: "galley/web:1.1-rebuilt" } })];
    const { value } = await compare({ hosts, registry: fakeRegistry(IMAGES) });
    assert.deepEqual(value.map(({ isSameContent, differences, download }) => [isSameContent, differences, download]), [[true, [], 0]]);
  });

  it("knows content that stayed the same on this platform while the index moved", async () => {
    const wider = hosted("docker.io/galley/web:1.2", { version: "1.1", platforms: [...BOTH, "linux/riscv64"] });
    const hosts = [host("falcon", { base: { web: "galley/web:1.1" }, head: { web: "galley/web:1.2" } })];
    const { value } = await compare({ hosts, registry: fakeRegistry([...IMAGES, wider]) });
    assert.deepEqual([value[0]?.isSameContent, value[0]?.old?.digest === value[0]?.new?.digest], [true, false]);
  });

  it("gives new and removed containers without comparing", async () => {
    const hosts = [host("falcon", { base: { old: "galley/web:1.0" }, head: { fresh: "galley/web:1.1" } })];
    const { value } = await compare({ hosts, registry: fakeRegistry(IMAGES) });
    const moves = value.map((change) => [change.old?.reference, change.new?.reference, change.new?.version, change.differences.length]);
    assert.deepEqual(moves, [
      [undefined, "galley/web:1.1", "1.1", 0],
      ["galley/web:1.0", undefined, undefined, 0],
    ]);
  });

  it("compares with a Compose service's own ports, volumes, user and platform", async () => {
    const settings = [{ ExposedPorts: { "80/tcp": {} } }, { User: "999", ExposedPorts: { "8080/tcp": {} }, Volumes: { "/config": {}, "/data": {}, "/cache": {} } }];
    const images = settings.map((one, index) => {
      const image = buildImage({ created: "2026-01-01T00:00:00Z", settings: one, platforms: ["linux/arm64"], layers: [{ version: String(index) }] });
      return { registry: "docker.io", path: "galley/web", tags: [`1.${index}`], image };
    });
    const inputs = ["compose.yml"];
    const source = { label: "galley", folder: ".", inputs, options: ProjectConfig.parse({ inputs, project: "galley" }), existsIn: { base: true, head: true } };
    const service = (tag: string): string => `services:\n  web: {image: "galley/web:${tag}", platform: linux/arm64, user: "1000", ports: ["8081:80"], volumes: ["data:/data"], tmpfs: /cache}\nvolumes: {data: {}}\n`;
    const [before, after] = await Promise.all(["1.0", "1.1"].map((tag) => readProject(source, fakeTree({ "compose.yml": service(tag) }))));
    assert.ok(before?.value !== undefined && after?.value !== undefined);
    const { value } = await compare({ projects: [{ source, base: before.value, head: after.value, isBroken: false }], registry: fakeRegistry(images) });
    assert.equal(value[0]?.platform, "linux/arm64");
    const texts = value.flatMap(({ differences }) => differences).map(({ text }) => text).join("\n");
    assert.match(texts, /runs as uid 999 instead of root, but your container sets its own/);
    assert.match(texts, /port 80 no longer exposed but published by web/);
    assert.match(texts, /new volume \/config: not declared in your container/);
    assert.match(texts, /^new volume \/data$/m);
    assert.match(texts, /^new volume \/cache$/m);
  });

  it("takes the hosts' platform for a project, and amd64 without hosts", async () => {
    const projects = [await project("galley/web:1.0", "galley/web:1.1")];
    const alone = await compare({ projects, registry: fakeRegistry(IMAGES) });
    const kestrel = host("kestrel", { base: {}, head: {}, system: "aarch64-linux" });
    const beside = await compare({ projects, hosts: [kestrel], registry: fakeRegistry(IMAGES) });
    assert.deepEqual([alone.value[0]?.platform, beside.value[0]?.platform], ["linux/amd64", "linux/arm64"]);
  });

  it("compares no more than a plan can hold, and says so", async () => {
    const head = Object.fromEntries(Array.from({ length: 502 }, (_, index) => [`c${index}`, `localhost/own:${index}`]));
    const { value, findings } = await compare({ hosts: [host("falcon", { base: {}, head })], registry: fakeRegistry([]) });
    assert.equal(value.length, 500);
    assert.match(findings.at(-1)?.message ?? "", /^2 changed images/);
  });

  it("leaves hosts that did not evaluate alone", async () => {
    const failed: HostPair = { name: "falcon", status: "failed", base: state("falcon", { containers: { web: "galley/web:1.0" } }) };
    assert.deepEqual((await compare({ hosts: [failed], registry: fakeRegistry(IMAGES) })).value, []);
  });
});

const PROBLEMS: readonly (readonly [what: string, base: string, head: string, findings: readonly string[]])[] = [
  ["a new image that is not there", "galley/web:1.0", "galley/web:9", ["error image-missing galley/web:9"]],
  ["an old image that is gone", "galley/web:0.9", "galley/web:1.0", ["warning image-missing galley/web:0.9"]],
  ["an old digest that is gone", `galley/web:0.9@sha256:${"9".repeat(64)}`, "galley/web:1.0", [`error image-missing galley/web:0.9@sha256:${"9".repeat(64)}`]],
  ["a new digest that is not there", "galley/web:1.0", `galley/web:1.1@sha256:${"9".repeat(64)}`, [`error image-missing galley/web:1.1@sha256:${"9".repeat(64)}`]],
  ["no manifest for the platform", "galley/web:1.0", "galley/tiny:1", ["error image-platform-missing galley/tiny:1"]],
  ["one platform, the wrong one", "galley/web:1.0", "galley/arm:1", ["error image-platform-missing galley/arm:1"]],
  ["a text that is no reference", "galley/web:1.0", "Galley/Web:1", ["error reference-invalid Galley/Web:1"]],
  ["credentials wanted", "galley/web:1.0", "ghcr.io/crew/log:1", ["warning registry-denied ghcr.io/crew/log:1"]],
  ["no answer, told once", "quay.io/a/a:1", "quay.io/a/a:2", ["warning registry-unreachable quay.io/a/a:2, quay.io/a/a:1"]],
  ["a broken answer", "galley/web:1.0", "lscr.io/x/y:1", ["warning image-unread lscr.io/x/y:1"]],
];

describe("findings about images", () => {
  const registry = (): FakeRegistry =>
    fakeRegistry([...IMAGES, hosted("docker.io/galley/tiny:1", { platforms: ["linux/arm64", "linux/arm/v7"] }), hosted("docker.io/galley/arm:1", { platforms: ["linux/arm64"] })], {
      "ghcr.io": "registry-denied",
      "quay.io": "registry-unreachable",
      "lscr.io": "registry-invalid",
    });
  for (const [what, base, head, findings] of PROBLEMS) {
    it(what, async () => {
      const found = await compare({ hosts: [host("falcon", { base: { web: base }, head: { web: head } })], registry: registry() });
      assert.deepEqual(told(found.findings), findings);
      assert.deepEqual(found.value.map((change) => [change.old?.reference, change.new?.reference, change.differences]), [[base, head, []]]);
      for (const { message } of found.findings) assert.match(message, /^[A-Z].*[.]$/);
    });
  }

  it("an image that Nix builds asks nobody", async () => {
    const fake = registry();
    const built = { image: "galley/own:1", imageFile: "/nix/store/x-image.tar.gz" };
    const found = await compare({ hosts: [host("falcon", { base: { web: "galley/web:1.0" }, head: { web: built } })], registry: fake });
    assert.deepEqual([told(found.findings), fake.requests], [["info image-builds-locally galley/own:1"], []]);
  });

  it("a Compose service's finding names the line", async () => {
    const found = await compare({ projects: [await project("galley/web:1.0", "galley/web:9")], registry: registry() });
    assert.deepEqual(found.findings[0]?.place, { file: "compose.yml", line: 3, column: 12 });
  });
});

describe("compareReferences", () => {
  it("compares two images on a platform", async () => {
    const { value, findings } = await compareReferences({ old: "galley/web:1.0", new: "galley/web:1.1", platform: "linux/arm64" }, { registry: fakeRegistry(IMAGES), config, ports: {} });
    assert.deepEqual([value.platform, value.isSameContent, value.usedBy, findings], ["linux/arm64", false, [], []]);
    assert.ok(value.differences.length > 0);
  });

  it("says what is missing", async () => {
    const { findings } = await compareReferences({ old: "galley/web:1.0", new: "galley/web:9", platform: "linux/amd64" }, { registry: fakeRegistry(IMAGES), config, ports: {} });
    assert.deepEqual(told(findings), ["error image-missing galley/web:9"]);
  });
});
