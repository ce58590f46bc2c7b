// Images with signatures, provenance and SBOMs in every place where registries keep them -> what is seen of them, and packages by SBOM.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import type { HostedImage } from "../../scripts/demo/homelab-images.ts";
import { type BuiltImage, buildImage, type Content } from "../../scripts/demo/oci-image.ts";
import { Config } from "../../src/config/index.ts";
import { readDocument } from "../../src/images/attached/attached-documents.ts";
import { parsePackageUrl, readSbom } from "../../src/images/attached/sbom-packages.ts";
import { compareReferences, type ImageChange, tellPackage } from "../../src/images/index.ts";
import { fakeRegistry, type FakeRegistry } from "../fakes/registry.ts";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const INDEX = "application/vnd.oci.image.index.v1+json";
const SPDX = "https://spdx.dev/Document";
const CYCLONEDX = "https://cyclonedx.org/bom";
const PROVENANCE = "https://slsa.dev/provenance/v1";

type Descriptor = { readonly mediaType: string; readonly digest: string; readonly size: number };

function content(mediaType: string, value: unknown): Content {
  const bytes = Buffer.from(JSON.stringify(value), "utf8");
  return { digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`, mediaType, bytes };
}

function describeContent({ mediaType, digest, bytes }: Content): Descriptor {
  return { mediaType, digest, size: bytes.length };
}

function spdx(packages: Readonly<Record<string, string>>): unknown {
  const listed = Object.entries(packages).map(([name, version]) => ({ name, externalRefs: [{ referenceType: "purl", referenceLocator: `pkg:deb/debian/${name}@${version}?arch=amd64` }] }));
  return { spdxVersion: "SPDX-2.3", packages: [{ name: "the image" }, ...listed] };
}

function cyclonedx(packages: Readonly<Record<string, string>>): unknown {
  return { bomFormat: "CycloneDX", components: Object.entries(packages).map(([name, version]) => ({ name, version, purl: `pkg:npm/${name}@${version}` })) };
}

function statement(predicateType: string, predicate: unknown): unknown {
  return { _type: "https://in-toto.io/Statement/v1", subject: [], predicateType, predicate };
}

function envelope(document: unknown): unknown {
  return { payloadType: "application/vnd.in-toto+json", payload: Buffer.from(JSON.stringify(document)).toString("base64"), signatures: [] };
}

/** A manifest of attachments, one layer each, with annotations for each layer. */
function attachment(layers: readonly (readonly [value: unknown, annotations: Readonly<Record<string, string>>])[]): { manifest: Content; blobs: readonly Content[] } {
  const config = content("application/vnd.oci.image.config.v1+json", {});
  const blobs = layers.map(([value]) => content("application/vnd.in-toto+json", value));
  const described = blobs.map((blob, index) => ({ ...describeContent(blob), annotations: layers[index]?.[1] ?? {} }));
  const manifest = content(MANIFEST, { schemaVersion: 2, mediaType: MANIFEST, config: describeContent(config), layers: described });
  return { manifest, blobs: [config, ...blobs] };
}

function plain(version: string): BuiltImage {
  return buildImage({ platforms: ["linux/amd64"], created: "2026-01-01T00:00:00Z", settings: {}, layers: [{ version }] });
}

/** What BuildKit makes of an image: an index with an entry of no platform. */
function withBuildKit(image: BuiltImage, attached: ReturnType<typeof attachment>): BuiltImage {
  const annotations = { "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": image.root.digest };
  const root = content(INDEX, {
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: [
      { ...describeContent(image.root), platform: { os: "linux", architecture: "amd64" } },
      { ...describeContent(attached.manifest), platform: { os: "unknown", architecture: "unknown" }, annotations },
    ],
  });
  return { root, manifests: [...image.manifests, attached.manifest, root], blobs: [...image.blobs, ...attached.blobs] };
}

function hosted(image: BuiltImage, tag: string): HostedImage {
  return { registry: "ghcr.io", path: "galley/web", tags: [tag], image };
}

function asTag(attached: ReturnType<typeof attachment>, tag: string): HostedImage {
  return hosted({ root: attached.manifest, manifests: [attached.manifest], blobs: attached.blobs }, tag);
}

/** The index that the referrers tag names (OCI distribution specification, "Referrers Tag Schema"). */
function referrersTag(image: BuiltImage, entries: readonly { readonly attached: ReturnType<typeof attachment>; readonly artifactType: string; readonly annotations?: Readonly<Record<string, string>> }[]): HostedImage {
  const manifests = entries.map(({ attached, artifactType, annotations }) => ({ ...describeContent(attached.manifest), artifactType, ...(annotations === undefined ? {} : { annotations }) }));
  const root = content(INDEX, { schemaVersion: 2, mediaType: INDEX, manifests });
  const contents = { manifests: [...entries.map(({ attached }) => attached.manifest), root], blobs: entries.flatMap(({ attached }) => attached.blobs) };
  return hosted({ root, ...contents }, image.root.digest.replace(":", "-"));
}

async function compare(registry: FakeRegistry): Promise<ImageChange> {
  const { value, findings } = await compareReferences({ old: "ghcr.io/galley/web:1", new: "ghcr.io/galley/web:2", platform: "linux/amd64" }, { registry, config: Config.parse({}), ports: {} });
  assert.deepEqual(findings, []);
  return value;
}

function told(change: ImageChange): readonly string[] {
  return change.differences.filter(({ field }) => field === "attestation").map(({ text }) => text);
}

const OLD = hosted(plain("1"), "1");
const next = plain("2");
const signed = attachment([[{}, {}]]);
const bundle = (predicateType: string) => ({ attached: signed, artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json", annotations: { "dev.sigstore.bundle.predicateType": predicateType } });

const PLACES: readonly (readonly [what: string, images: readonly HostedImage[], texts: readonly string[]])[] = [
  ["none", [hosted(next, "2")], []],
  ["cosign's tag", [hosted(next, "2"), asTag(signed, `${next.root.digest.replace(":", "-")}.sig`)], ["now has a cosign signature"]],
  ["a cosign referrer", [hosted(next, "2"), referrersTag(next, [{ attached: signed, artifactType: "application/vnd.dev.cosign.artifact.sig.v1+json" }])], ["now has a cosign signature"]],
  ["a Notary referrer", [hosted(next, "2"), referrersTag(next, [{ attached: signed, artifactType: "application/vnd.cncf.notary.signature" }])], ["now has a Notary signature"]],
  ["a forge's bundle", [hosted(next, "2"), referrersTag(next, [bundle(PROVENANCE), bundle("https://sigstore.dev/cosign/sign/v1")])], ["now has provenance", "now has a sigstore signature"]],
  ["BuildKit's provenance", [hosted(withBuildKit(next, attachment([[{}, { "in-toto.io/predicate-type": PROVENANCE }]])), "2")], ["now has provenance"]],
  ["cosign's attestations", [hosted(next, "2"), asTag(attachment([[{}, { predicateType: CYCLONEDX }]]), `${next.root.digest.replace(":", "-")}.att`)], ["now has an SBOM"]],
  ["something that says nothing", [hosted(next, "2"), referrersTag(next, [{ attached: signed, artifactType: "application/vnd.galley.menu" }])], []],
];

describe("attachments", () => {
  for (const [what, images, texts] of PLACES) {
    it(`are seen in ${what}`, async () => assert.deepEqual(told(await compare(fakeRegistry([OLD, ...images]))), texts));
  }

  it("may be lost", async () => {
    const [, images] = PLACES[1] ?? [];
    assert.ok(images);
    const [signedOld, signature] = images;
    assert.ok(signedOld && signature);
    const change = await compare(fakeRegistry([{ ...signedOld, tags: ["1"] }, signature, hosted(plain("3"), "2")]));
    assert.deepEqual(told(change), ["no longer has a cosign signature"]);
    assert.deepEqual([change.old?.attested, change.new?.attested], [["cosign-signature"], []]);
  });

  it("are unknown, and not lost, where the registry does not answer", async () => {
    const registry = fakeRegistry([OLD, hosted(next, "2")], {});
    const { StowplanError } = await import("../../src/errors.ts");
    const silent = { ...registry, referrers: () => Promise.reject(new StowplanError({ code: "registry-unreachable", subject: "x", message: "No.", hint: "" })) };
    const change = await compare(silent);
    assert.deepEqual([told(change), change.old?.attested], [[], undefined]);
  });
});

describe("SBOMs", () => {
  const sbom = (document: unknown, type = SPDX) => attachment([[statement(type, document), { "in-toto.io/predicate-type": type }]]);

  it("of both images are compared in place of layers", async () => {
    const old = hosted(withBuildKit(plain("1"), sbom(spdx({ openssl: "3.0.11", libc6: "2.36" }))), "1");
    const fresh = hosted(withBuildKit(next, sbom(spdx({ openssl: "3.0.13", libc6: "2.36" }))), "2");
    const registry = fakeRegistry([old, fresh]);
    const change = await compare(registry);
    assert.deepEqual([change.packages?.from, change.packages?.changes.map(tellPackage)], ["sbom", ["openssl 3.0.11 → 3.0.13"]]);
    assert.equal(registry.requests.filter((request) => request.startsWith("stream ")).length, 2);
  });

  it("of one image alone are not compared with the other's layers", async () => {
    const fresh = hosted(withBuildKit(next, sbom(spdx({ openssl: "3.0.13" }))), "2");
    const change = await compare(fakeRegistry([OLD, fresh]));
    assert.deepEqual([change.packages?.from, change.packages?.changes], ["layers", []]);
  });

  it("that are none leave it to the layers", async () => {
    const broken = attachment([["no document", { "in-toto.io/predicate-type": SPDX }]]);
    const change = await compare(fakeRegistry([hosted(withBuildKit(plain("1"), broken), "1"), hosted(withBuildKit(next, broken), "2")]));
    assert.equal(change.packages?.from, "layers");
  });

  const WRAPPED: readonly (readonly [what: string, document: unknown])[] = [
    ["bare", cyclonedx({ web: "1.0.0" })],
    ["a statement", statement(CYCLONEDX, cyclonedx({ web: "1.0.0" }))],
    ["an envelope", envelope(statement(CYCLONEDX, cyclonedx({ web: "1.0.0" })))],
    ["a bundle", { mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json", dsseEnvelope: envelope(statement(CYCLONEDX, cyclonedx({ web: "1.0.0" }))) }],
  ];
  for (const [what, document] of WRAPPED) {
    it(`are read in the form of ${what}`, () => {
      assert.deepEqual(readSbom(readDocument(Buffer.from(JSON.stringify(document)))), [{ ecosystem: "npm", name: "web", version: "1.0.0" }]);
    });
  }

  it("are nothing where the document is another", () => {
    for (const document of [null, 1, [], {}, { payload: "!", payloadType: "x" }, statement(PROVENANCE, {}), { spdxVersion: "SPDX-2.3", packages: [] }]) assert.equal(readSbom(readDocument(Buffer.from(JSON.stringify(document)))), undefined);
    assert.equal(readSbom(readDocument(Buffer.from("{"))), undefined);
  });

  const URLS: readonly (readonly [url: string, told: string | undefined])[] = [
    ["pkg:deb/debian/openssl@3.0.11-1~deb12u2?arch=amd64&distro=debian-12", "deb openssl 3.0.11-1~deb12u2"],
    ["pkg:deb/debian/libcrypt1@1%3A4.4.33-2", "deb libcrypt1 1:4.4.33-2"],
    ["pkg:rpm/redhat/bind@9.16.23-1.el9?epoch=32", "rpm bind 32:9.16.23-1.el9"],
    ["pkg:apk/alpine/musl@1.2.5-r0", "apk musl 1.2.5-r0"],
    ["pkg:npm/%40galley/web@1.2.0", "npm @galley/web 1.2.0"],
    ["pkg:golang/golang.org/x/net@v0.17.0#http2", "golang golang.org/x/net v0.17.0"],
    ["pkg:pypi/requests@2.31.0", "pypi requests 2.31.0"],
    ["pkg:generic/app@1.0", undefined],
    ["pkg:npm/web", undefined],
    ["web@1.0", undefined],
    ["pkg:npm/%ZZ@1", "npm %ZZ 1"],
  ];
  for (const [url, text] of URLS) {
    it(`${url} is ${text ?? "no package"}`, () => {
      const found = parsePackageUrl(url);
      assert.equal(found && `${found.ecosystem} ${found.name} ${found.version}`, text);
    });
  }
});
