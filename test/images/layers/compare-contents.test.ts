// Images of every kind of distribution in a registry in memory -> the packages that differ, and what had to be read to know it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import type { HostedImage } from "../../../scripts/demo/homelab-images.ts";
import { buildImage } from "../../../scripts/demo/oci-image.ts";
import { tarOf } from "../../../scripts/demo/tar.ts";
import { Config } from "../../../src/config/index.ts";
import { type HostPair, HostState } from "../../../src/evaluate/index.ts";
import { compareImages, compareReferences, type ImageChange, tellPackage } from "../../../src/images/index.ts";
import type { Log } from "../../../src/ports.ts";
import { type FakeRegistry, fakeRegistry } from "../../fakes/registry.ts";
import { rpmHeader, rpmNdb, rpmSqlite } from "../../fakes/rpm-database.ts";

type Layer = Readonly<Record<string, string | Buffer>>;

function hosted(tag: string, layers: readonly Layer[]): HostedImage {
  return { registry: "docker.io", path: "galley/web", tags: [tag], image: buildImage({ platforms: ["linux/amd64"], created: "2026-01-01T00:00:00Z", settings: {}, layers }) };
}

function registryOf(old: readonly Layer[], next: readonly Layer[]): FakeRegistry {
  return fakeRegistry([hosted("1", old), hosted("2", next)]);
}

async function compare(registry: FakeRegistry, megabytes = 100): Promise<ImageChange> {
  const config = Config.parse({ images: { "max-download": megabytes, attestations: false } });
  const { value, findings } = await compareReferences({ old: "galley/web:1", new: "galley/web:2", platform: "linux/amd64" }, { registry, config, ports: {} });
  assert.deepEqual(findings, []);
  return value;
}

function packagesOf({ packages }: ImageChange): readonly string[] | undefined {
  return packages?.changes.map((change) => `${change.ecosystem} ${tellPackage(change)}`);
}

function layersRead(registry: FakeRegistry): number {
  return registry.requests.filter((request) => request.startsWith("stream ")).length;
}

function dpkg(packages: Readonly<Record<string, string>>): Layer {
  const stanzas = Object.entries(packages).map(([name, version]) => `Package: ${name}\nStatus: install ok installed\nVersion: ${version}\n`);
  return { "var/lib/dpkg/status": stanzas.join("\n"), "usr/bin/sh": "#!" };
}

function debian(point: string): Layer {
  return { "etc/debian_version": `${point}\n`, "usr/lib/os-release": 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n' };
}

function part(name: string, version: string): Layer {
  return { [`var/lib/dpkg/status.d/${name}`]: `Package: ${name}\nVersion: ${version}\n`, [`var/lib/dpkg/status.d/${name}.md5sums`]: "x" };
}

function apk(packages: Readonly<Record<string, string>>, path = "lib/apk/db/installed"): Layer {
  return { [path]: Object.entries(packages).map(([name, version]) => `P:${name}\nV:${version}\n\n`).join("") };
}

function rpms(packages: Readonly<Record<string, string>>): readonly Buffer[] {
  return Object.entries(packages).map(([name, version]) => rpmHeader({ name, version, release: "1", size: 3000 }));
}

function python(name: string, version: string): Layer {
  return { [`usr/lib/python3/site-packages/${name}-${version}.dist-info/METADATA`]: `Name: ${name}\n` };
}

function npm(name: string, version: string): Layer {
  return { [`app/node_modules/${name}/package.json`]: JSON.stringify({ name, version }) };
}

const APP: Layer = { "app/server": "v1" };

/** Old layers, new layers, the packages that differ, and how many layers were read for it. */
const CASES: readonly (readonly [what: string, old: readonly Layer[], next: readonly Layer[], packages: readonly string[], read: number])[] = [
  [
    "Debian: another base",
    [dpkg({ openssl: "3.0.11", libc6: "2.36", perl: "5.36" }), APP],
    [dpkg({ openssl: "3.0.13", libc6: "2.36", zstd: "1.5" }), APP],
    ["deb openssl 3.0.11 → 3.0.13", "deb perl 5.36 removed", "deb zstd 1.5 added"],
    // The application's layer is the same in both and is read once.
    3,
  ],
  ["only the application", [dpkg({ openssl: "3.0.11" }), APP], [dpkg({ openssl: "3.0.11" }), { "app/server": "v2" }], [], 2],
  [
    "a package that one side alone installs above the shared base",
    [dpkg({ libc6: "2.36" }), APP],
    [dpkg({ libc6: "2.36" }), dpkg({ libc6: "2.36", curl: "8.5" })],
    ["deb curl 8.5 added"],
    3,
  ],
  ["distroless", [part("openssl", "3.0.11"), part("tzdata", "2024a")], [part("openssl", "3.0.13"), part("tzdata", "2024a")], ["deb openssl 3.0.11 → 3.0.13"], 3],
  ["distroless, one layer changed above shared ones", [part("a", "1"), part("b", "1")], [part("a", "1"), part("b", "2")], ["deb b 1 → 2"], 2],
  ["Alpine", [apk({ musl: "1.2.4-r2" })], [apk({ musl: "1.2.5-r0" })], ["apk musl 1.2.4-r2 → 1.2.5-r0"], 2],
  ["Alpine with /usr merged", [apk({ musl: "1.2.5-r0" })], [apk({ musl: "1.2.5-r1" }, "usr/lib/apk/db/installed")], ["apk musl 1.2.5-r0 → 1.2.5-r1"], 2],
  [
    "rpm in SQLite",
    [{ "var/lib/rpm/rpmdb.sqlite": rpmSqlite(rpms({ bash: "5.1", zlib: "1.2" })) }],
    [{ "usr/lib/sysimage/rpm/rpmdb.sqlite": rpmSqlite(rpms({ bash: "5.2", zlib: "1.2" })) }],
    ["rpm bash 5.1-1 → 5.2-1"],
    2,
  ],
  [
    "rpm in ndb",
    [{ "usr/lib/sysimage/rpm/Packages.db": rpmNdb(rpms({ bash: "5.1", zlib: "1.2" })) }],
    [{ "usr/lib/sysimage/rpm/Packages.db": rpmNdb(rpms({ bash: "5.1" })) }],
    ["rpm zlib 1.2-1 removed"],
    2,
  ],
  ["Python", [python("requests", "2.31.0")], [python("requests", "2.32.3")], ["pypi requests 2.31.0 → 2.32.3"], 2],
  [
    "Python, installed above the old version of a shared layer",
    [python("requests", "2.31.0"), APP],
    [python("requests", "2.31.0"), { "usr/lib/python3/site-packages/.wh.requests-2.31.0.dist-info": "", ...python("requests", "2.32.3") }],
    ["pypi requests 2.31.0 → 2.32.3"],
    3,
  ],
  [
    "a folder that is emptied",
    [npm("left-pad", "1.3.0"), APP],
    [npm("left-pad", "1.3.0"), { "app/node_modules/.wh..wh..opq": "", ...npm("lodash", "4.17.21") }],
    ["npm left-pad 1.3.0 removed", "npm lodash 4.17.21 added"],
    3,
  ],
  ["a package in two versions", [{ ...npm("a", "1.0.0"), ...npm("b/node_modules/a", "2.0.0") }], [npm("a", "1.1.0")], ["npm a 1.0.0 → 1.1.0", "npm b/node_modules/a 2.0.0 removed"], 2],
];

describe("compared contents", () => {
  for (const [what, old, next, packages, read] of CASES) {
    it(what, async () => {
      const registry = registryOf(old, next);
      const change = await compare(registry);
      assert.deepEqual([packagesOf(change), layersRead(registry), change.gaps], [packages, read, undefined]);
      assert.deepEqual([change.packages?.from, change.packages?.isSystemOnly], ["layers", false]);
      assert.equal(change.differences.some(({ field }) => field === "packages"), packages.length > 0);
    });
  }

  it("tell the distribution's release, and the packages in a sentence", async () => {
    const list = { a: "1", b: "1", c: "1", d: "1" };
    const change = await compare(registryOf([{ ...debian("12.5"), ...dpkg(list) }], [{ ...debian("12.7"), ...dpkg({ a: "2", b: "2", c: "2", e: "1" }) }]));
    const texts = change.differences.filter(({ field }) => field === "system" || field === "packages").map(({ text }) => text);
    assert.deepEqual(texts, ["Debian 12.5 → 12.7", "5 packages: a 1 → 2, b 1 → 2, c 1 → 2, …"]);
  });

  it("count what new layers take on disk", async () => {
    const change = await compare(registryOf([APP], [APP, { "app/data": "x".repeat(5000) }]));
    assert.equal(change.unpacked, 5000);
  });

  it("remember nothing of a package database that only says it is one", async () => {
    const change = await compare(registryOf([{ "var/lib/rpm/rpmdb.sqlite": "none" }], [{ "var/lib/rpm/rpmdb.sqlite": rpmSqlite(rpms({ bash: "5" })) }]));
    assert.deepEqual([packagesOf(change), change.gaps?.length], [[], 1]);
    assert.match(change.gaps?.[0] ?? "", /rpmdb\.sqlite has a form that is not read/);
  });
});

const BIG: Layer = { "app/model": Buffer.alloc(1_500_000, 7) };

describe("the limit on bytes", () => {
  it("leaves out everything where it is nothing", async () => {
    const registry = registryOf([dpkg({ a: "1" })], [dpkg({ a: "2" })]);
    const change = await compare(registry, 0);
    assert.deepEqual([layersRead(registry), change.packages, change.gaps], [0, undefined, undefined]);
  });

  it("reaches for the distribution's packages alone, from the top", async () => {
    const registry = registryOf([BIG, { ...dpkg({ a: "1" }), ...npm("x", "1") }], [{ "app/model": Buffer.alloc(1_500_000, 8) }, { ...dpkg({ a: "2" }), ...npm("x", "2") }]);
    const change = await compare(registry, 1);
    assert.deepEqual([packagesOf(change), layersRead(registry), change.packages?.isSystemOnly], [["deb a 1 → 2"], 2, true]);
    assert.match(change.gaps?.join() ?? "", /^Packages of languages are not compared/);
  });

  it("says what it cut", async () => {
    const registry = registryOf([dpkg({ a: "1" }), BIG], [dpkg({ a: "2" }), { "app/model": Buffer.alloc(1_500_000, 8) }]);
    const change = await compare(registry, 1);
    assert.deepEqual([layersRead(registry), change.packages], [0, undefined]);
    assert.match(change.gaps?.join() ?? "", /^Packages are not compared: 3\.0 MB of layers would have to be read, more than `images\.max-download` leaves\.$/);
  });
});

describe("the limit of a whole plan", () => {
  const state = (tag: string): HostState => HostState.parse({ host: "falcon", system: "x86_64-linux", ociContainers: { a: { image: `galley/a:${tag}` }, b: { image: `galley/b:${tag}` } } });
  const host: HostPair = { name: "falcon", status: "evaluated", base: state("1"), head: state("2") };
  /** `a:1` -> the image galley/a:1. */
  const image = (name: string, layers: readonly Layer[]): HostedImage => ({ ...hosted(name.slice(2), layers), path: `galley/${name.slice(0, 1)}` });
  const log: Log = { progress: () => undefined, info: () => undefined, warn: () => undefined };

  async function compareAll(images: readonly HostedImage[], megabytes: number): Promise<readonly ImageChange[]> {
    const config = Config.parse({ images: { "max-download": megabytes, attestations: false } });
    return (await compareImages({ hosts: [host], projects: [], registry: fakeRegistry(images), config, ports: { log } })).value;
  }

  it("goes to the images in their order, and what is left out is told", async () => {
    const filler = { "app/model": Buffer.alloc(400_000, 1) };
    const images = ["a", "b"].flatMap((path) => [image(`${path}:1`, [{ ...dpkg({ [path]: "1" }), ...filler }]), image(`${path}:2`, [{ ...dpkg({ [path]: "2" }), ...filler }])]);
    const [first, second] = await compareAll(images, 1);
    assert.deepEqual([first?.packages?.changes.length, second?.packages, second?.gaps?.length], [1, undefined, 1]);
  });

  it("counts a layer of two images once", async () => {
    const base = { ...dpkg({ openssl: "1" }), "app/model": Buffer.alloc(800_000, 1) };
    const images = ["a", "b"].flatMap((path) => [image(`${path}:1`, [base]), image(`${path}:2`, [base, dpkg({ openssl: "2" })])]);
    assert.deepEqual((await compareAll(images, 1)).map(({ packages }) => packages?.changes.length), [1, 1]);
  });

  it("holds for what is unpacked as well, however many layers it comes in", async () => {
    const bombs = Array.from({ length: 40 }, (_, index) => ({ [`bomb-${index}`]: Buffer.alloc(1000, index) }));
    const registry = fakeRegistry([image("a:1", [APP]), image("a:2", [APP, ...bombs]), image("b:1", [APP]), image("b:2", [APP])]);
    let unpacked = 0;
    const bomb = gzipSync(tarOf({ zeros: Buffer.alloc(5_000_000) }));
    async function* openBlob(): AsyncGenerator<Uint8Array> {
      unpacked += 5_000_000;
      yield await Promise.resolve(bomb);
    }
    const config = Config.parse({ images: { "max-download": 1, attestations: false } });
    const { value } = await compareImages({ hosts: [host], projects: [], registry: { ...registry, openBlob }, config, ports: { log } });
    assert.match(value[0]?.gaps?.join() ?? "", /unpack to more than is read/);
    assert.ok(unpacked < 40 * 5_000_000, `${unpacked}`);
  });
});

/** A new image whose upper layer comes with other bytes than its digest says: the fake checks none. */
function withLayer(bytes: Buffer): FakeRegistry {
  const next = hosted("2", [APP, dpkg({ a: "1" })]);
  const registry = fakeRegistry([hosted("1", [APP]), next]);
  async function* openBlob(...[repository, blob]: Parameters<FakeRegistry["openBlob"]>): AsyncGenerator<Uint8Array> {
    if (blob.digest === next.image.blobs.at(-1)?.digest) yield bytes;
    else yield* registry.openBlob(repository, blob);
  }
  return { ...registry, openBlob };
}

describe("layers", () => {
  it("may be compressed with gzip or zstd", async () => {
    for (const pack of [gzipSync, zstdCompressSync]) assert.deepEqual(packagesOf(await compare(withLayer(pack(tarOf(dpkg({ a: "1" })))))), ["deb a 1 added"]);
  });

  const HOSTILE: readonly (readonly [what: string, bytes: Buffer, gap: RegExp])[] = [
    ["a decompression bomb", gzipSync(Buffer.alloc(80 * 1024 * 1024)), /unpacks to more than/],
    ["broken gzip", Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(100, 0x41)]), /cannot be unpacked/],
    ["no archive", Buffer.alloc(1000, 0x41), /not a proper tar archive/],
  ];
  for (const [what, bytes, gap] of HOSTILE) {
    it(`that are ${what} leave a gap and nothing else`, async () => {
      const change = await compare(withLayer(bytes));
      assert.equal(change.packages, undefined);
      assert.match(change.gaps?.join() ?? "", gap);
      assert.ok(change.differences.some(({ field }) => field === "layers"));
    });
  }
});
