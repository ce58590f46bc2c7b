// Differences between two images, in words: the table changes one thing at a time.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ContainerState } from "../../src/evaluate/index.ts";
import { downloadSize } from "../../src/images/content-differences.ts";
import { imageDifferences } from "../../src/images/image-differences.ts";
import { ImageConfig } from "../../src/images/oci-documents.ts";
import type { RemoteImage } from "../../src/images/read-image.ts";
import type { RunningContainer } from "../../src/images/running-container.ts";

type Parts = { readonly settings?: Readonly<Record<string, unknown>>; readonly created?: string; readonly sizes?: Readonly<Record<string, number>>; readonly platforms?: readonly string[]; readonly annotations?: Readonly<Record<string, string>> };

function image({ settings = {}, created = "2026-01-01T00:00:00Z", sizes = { base: 1000 }, platforms = ["linux/amd64"], annotations = {} }: Parts): RemoteImage {
  return {
    repository: { registry: "docker.io", path: "galley/web" },
    digest: "sha256:1",
    platformDigest: "sha256:2",
    platforms,
    annotations,
    attestations: [],
    layers: Object.entries(sizes).map(([digest, size]) => ({ digest, size, mediaType: "", annotations: {} })),
    config: ImageConfig.parse({ created, os: "linux", architecture: "amd64", config: settings }),
  };
}

function container(parts: Readonly<Record<string, unknown>>, name = "mealie"): RunningContainer {
  return { name, options: ContainerState.parse({ image: "galley/web", ...parts }) };
}

/** The differences without the line about layers, which is always there. */
function told({ old, next, containers = [] }: { old: Parts; next: Parts; containers?: readonly RunningContainer[] }): readonly string[] {
  const differences = imageDifferences({ old: image(old), new: image(next), containers });
  return differences.filter(({ field }) => field !== "layers").map(({ field, text }) => `${field}: ${text}`);
}

const SETTINGS: readonly (readonly [old: Readonly<Record<string, unknown>>, next: Readonly<Record<string, unknown>>, texts: readonly string[]])[] = [
  [{}, {}, []],
  [{ User: "" }, { User: "999" }, ["user: runs as uid 999 instead of root"]],
  [{ User: "999:999" }, {}, ["user: runs as root instead of uid 999, gid 999"]],
  [{ WorkingDir: "" }, { WorkingDir: "/" }, []],
  [{}, { WorkingDir: "/app" }, ["workdir: starts in /app instead of /"]],
  [{ StopSignal: "SIGINT" }, {}, ["stop-signal: is stopped with SIGTERM instead of SIGINT"]],
  [{ Entrypoint: ["/run.sh"] }, { Entrypoint: ["/init"] }, ['entrypoint: entrypoint ["/run.sh"] → ["/init"]']],
  [{ Entrypoint: null }, { Entrypoint: [] }, []],
  [{ Cmd: ["serve"] }, {}, ['command: command ["serve"] → none']],
  [{ Env: ["A=1", "B=2"] }, { Env: ["B=3", "C=4"] }, ["environment: variable A is gone", "environment: variable B: 2 → 3", "environment: variable C is new: 4"]],
  [{ Env: ["X"] }, { Env: ["X="] }, []],
  [{ Env: ["PATH=/usr/bin:/opt/db/15"] }, { Env: ["PATH=/usr/bin:/opt/db/16"] }, ["environment: variable PATH: /opt/db/15 → /opt/db/16"]],
  [{ Env: ["PATH=/usr/bin"] }, { Env: ["PATH=/usr/bin:/opt/db/16"] }, ["environment: variable PATH: /usr/bin → /usr/bin:/opt/db/16"]],
  [{}, { Env: ["DB_PASSWORD=harbour-7"] }, ["environment: variable DB_PASSWORD is new: [hidden]"]],
  [{ Env: ["URL=postgres://a:harbour-7@db/x"] }, {}, ["environment: variable URL is gone"]],
  [{}, { ExposedPorts: { "9000": {} } }, ["ports: port 9000 newly exposed"]],
  [{ ExposedPorts: { "9000/tcp": {} } }, { ExposedPorts: { "9000": {} } }, []],
  [{}, { Volumes: { "/config": {} } }, ["volumes: new volume /config"]],
  [{ Volumes: { "/config": {} } }, {}, ["volumes: /config is no longer a volume"]],
  [{}, { Healthcheck: { Test: ["CMD", "curl", "localhost"] } }, ['healthcheck: now checks its own health with ["curl","localhost"]']],
  [{ Healthcheck: { Test: ["CMD-SHELL", "true"] } }, {}, ["healthcheck: no longer checks its own health"]],
  [
    { Healthcheck: { Test: ["CMD-SHELL", "true"], Interval: 1 } },
    { Healthcheck: { Test: ["CMD-SHELL", "true"], Interval: 2 } },
    ['healthcheck: checks its own health differently, with ["true"]'],
  ],
  [
    { Labels: { "org.opencontainers.image.version": "1.0", "traefik.enable": "true" } },
    { Labels: { "org.opencontainers.image.version": "1.1", "org.opencontainers.image.revision": "abc", "traefik.enable": "false" } },
    ["version: version 1.0 → 1.1", "labels: label traefik.enable: true → false"],
  ],
  [{ Labels: { "org.label-schema.version": "1" } }, {}, ["version: no longer says its version; it was 1"]],
];

describe("differences in settings", () => {
  for (const [old, next, texts] of SETTINGS) {
    it(texts[0] ?? `none between ${JSON.stringify(old)} and ${JSON.stringify(next)}`, () => assert.deepEqual(told({ old: { settings: old }, next: { settings: next } }), texts));
  }
});

describe("differences that touch the container", () => {
  it("say where the container has its own user, entrypoint or command, and leave its own variables out", () => {
    const next = { settings: { User: "999", Entrypoint: ["/init"], Cmd: ["serve"], Env: ["PORT=9000", "HOST=0.0.0.0"] } };
    const own = container({ user: "1000:1000", entrypoint: "/run.sh", cmd: ["start"], environment: { PORT: "80" } });
    const suffix = ", but your container sets its own";
    const texts = [`user: runs as uid 999 instead of root${suffix}`, `entrypoint: entrypoint none → ["/init"]${suffix}`, `command: command none → ["serve"]${suffix}`];
    assert.deepEqual(told({ old: {}, next, containers: [own] }), [...texts, "environment: variable HOST is new: 0.0.0.0"]);
    assert.equal(told({ old: {}, next, containers: [own, container({})] }).length, 5);
  });

  it("name a new volume that is not mounted, and not one that is, wherever the container says so", () => {
    const next = { settings: { Volumes: { "/data": {}, "/config": {}, "/cache/": {}, "/log": {} } } };
    const own = container({ volumes: ["/srv/web:/data/:rw"], extraOptions: ["--mount=type=bind,source=/srv/c,target=/cache", "--tmpfs", "/log:size=1m"] });
    const missing = "not declared in your container, so that its data would go with the container";
    assert.deepEqual(told({ old: {}, next, containers: [own] }), [
      "volumes: new volume /data",
      `volumes: new volume /config: ${missing}`,
      "volumes: new volume /cache/",
      "volumes: new volume /log",
    ]);
    const bare = container({}, "spare");
    assert.ok(told({ old: {}, next, containers: [own, bare] }).includes("volumes: new volume /data: not declared in spare, so that its data would go with the container"));
    // A mount above it does not keep the engine from making an anonymous volume.
    assert.deepEqual(told({ old: {}, next: { settings: { Volumes: { "/data/db": {} } } }, containers: [own] }), [`volumes: new volume /data/db: ${missing}`]);
  });

  it("name a volume that is mounted and no longer one", () => {
    const texts = told({ old: { settings: { Volumes: { "/config": {} } } }, next: {}, containers: [container({ volumes: ["web_config:/config"] })] });
    assert.deepEqual(texts, ["volumes: /config is no longer a volume, but mealie mounts it: look where the new version keeps its data"]);
  });

  const PUBLISHED: readonly (readonly [ports: readonly string[], extraOptions: readonly string[], isPublished: boolean])[] = [
    [["8080:9000"], [], true],
    [["127.0.0.1:8080:9000/tcp"], [], true],
    [["[::1]:8080:9000"], [], true],
    [["8990-9010:8990-9010"], [], true],
    [["9000"], [], true],
    [["9000:80"], [], false],
    [["9000:9000/udp"], [], false],
    [[], ["-p", "8080:9000"], true],
    [[], ["--publish=8080:9000"], true],
    [[], ["--label=x=9000:9000"], false],
  ];
  for (const [ports, extraOptions, isPublished] of PUBLISHED) {
    it(`know that ${JSON.stringify([...ports, ...extraOptions])} ${isPublished ? "publishes" : "does not publish"} port 9000`, () => {
      const texts = told({ old: { settings: { ExposedPorts: { "9000/tcp": {} } } }, next: {}, containers: [container({ ports, extraOptions })] });
      assert.deepEqual(texts, [`ports: port 9000 no longer exposed${isPublished ? " but published by mealie" : ""}`]);
    });
  }

  it("warn of a new port on the host's network", () => {
    const texts = told({ old: {}, next: { settings: { ExposedPorts: { "9000/udp": {} } } }, containers: [container({ extraOptions: ["--network=host"] })] });
    assert.deepEqual(texts, ["ports: port 9000/udp newly exposed, and mealie has the host's network: look whether the port is free"]);
  });

  it("tell a variable that the container sets and the image no longer knows", () => {
    const containers = [container({ environment: { LOG_FORMAT: "json" } }), container({}, "cellar")];
    const texts = told({ old: { settings: { Env: ["LOG_FORMAT=text", "OLD=1"] } }, next: {}, containers });
    assert.deepEqual(texts, [
      "environment: variable LOG_FORMAT is gone from the image, but mealie still sets it: look whether the new version reads it",
      "environment: variable OLD is gone",
    ]);
  });
});

describe("differences in content", () => {
  it("count layers, sizes and what has to be downloaded", () => {
    const old = image({ sizes: { base: 1_000_000, app: 500_000 } });
    const next = image({ sizes: { base: 1_000_000, app2: 700_000, more: 1_000 } });
    const texts = imageDifferences({ old, new: next, containers: [] }).map(({ text }) => text);
    assert.deepEqual(texts, ["shares 1 of 3 layers with the old image", "201 kB larger: 1.7 MB"]);
    assert.equal(downloadSize({ old, new: next }), 701_000);
  });

  it("tell an older build", () => {
    assert.deepEqual(told({ old: { created: "2026-03-01T00:00:00Z" }, next: { created: "2026-02-01T00:00:00Z" } }), ["created: older: built on 2026-02-01, the old one on 2026-03-01"]);
    assert.deepEqual(told({ old: { created: "1970-01-01T00:00:00Z" }, next: {} }), []);
  });

  it("tell platforms that come and go", () => {
    const texts = told({ old: { platforms: ["linux/amd64", "linux/arm/v7"] }, next: { platforms: ["linux/amd64", "linux/arm64"] } });
    assert.deepEqual(texts, ["platform: no longer offered for linux/arm/v7", "platform: now also offered for linux/arm64"]);
  });

  it("take labels before annotations, and both names of a label", () => {
    const version = "org.opencontainers.image.version";
    const next = { settings: { Labels: { "org.label-schema.version": "1.1" } }, annotations: { [version]: "9" } };
    assert.deepEqual(told({ old: { annotations: { [version]: "1.0" } }, next }), ["version: version 1.0 → 1.1"]);
  });

  it("tell another base image, another build of it, and another source", () => {
    const base = (name: string, digest: string): Parts => ({ settings: { Labels: { "org.opencontainers.image.base.name": name, "org.opencontainers.image.base.digest": digest } } });
    assert.deepEqual(told({ old: base("debian:12", "sha256:a"), next: base("alpine:3.20", "sha256:b") }), ["base: built on alpine:3.20 instead of debian:12"]);
    assert.deepEqual(told({ old: base("debian:12", "sha256:a"), next: base("debian:12", "sha256:b") }), ["base: built on another build of debian:12"]);
    const source = (url: string): Parts => ({ settings: { Labels: { "org.opencontainers.image.source": url } } });
    assert.deepEqual(told({ old: source("https://github.com/galley/web.git"), next: source("https://github.com/galley/web") }), []);
    assert.deepEqual(told({ old: source("https://github.com/galley/web"), next: source("https://github.com/other/web") }).length, 1);
  });

  it("cut long values", () => {
    const [text] = told({ old: {}, next: { settings: { Env: [`LONG=${"a b ".repeat(5000)}`] } } });
    assert.ok(text !== undefined && text.length < 300 && text.endsWith("…"));
  });
});
