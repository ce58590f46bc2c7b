import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  hideSecrets
} from "./chunk-MLLDOSUU.js";
import {
  shorten
} from "./chunk-P6QGVD7B.js";
import {
  parseForgeRepository,
  repositoryLink
} from "./chunk-RAA42EKT.js";
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import {
  _enum,
  array,
  boolean,
  discriminatedUnion,
  int,
  literal,
  looseObject,
  number,
  object,
  record,
  string,
  unknown
} from "./chunk-N3YWGI6C.js";

// src/images/image-change.ts
var Attestation = _enum(["cosign-signature", "notation-signature", "sigstore-signature", "provenance", "sbom"]);
var ImageSummary = object({
  reference: string().max(4096),
  /** Digest of the index or manifest that the reference names. */
  digest: string().max(256).optional(),
  /** Digest of the platform's own manifest. */
  platformDigest: string().max(256).optional(),
  created: string().max(64).optional(),
  version: string().max(256).optional(),
  revision: string().max(256).optional(),
  source: string().max(2048).optional(),
  /** Compressed size of all layers, bytes. */
  size: number().min(0).optional(),
  /** The image that it was built on, where its labels tell. */
  base: object({ name: string().max(4096).optional(), digest: string().max(256).optional() }).optional(),
  /** Who vouches for it, as far as the registry could be asked: signatures, provenance and SBOM attestations. */
  attested: array(Attestation).max(20).optional(),
  layers: array(object({ digest: string().max(256), size: number().min(0) })).max(1e3)
});
var ImageDifference = object({
  field: _enum([
    "version",
    "environment",
    "entrypoint",
    "command",
    "user",
    "workdir",
    "ports",
    "volumes",
    "healthcheck",
    "stop-signal",
    "labels",
    "layers",
    "size",
    "platform",
    "created",
    "system",
    "packages",
    "base",
    "source",
    "attestation"
  ]),
  text: string().max(4096)
});
var PackageChange = object({
  ecosystem: string().max(64),
  name: string().max(256),
  /** Versions before and after; several are joined by commas. */
  from: string().max(1024).optional(),
  to: string().max(1024).optional()
});
var PackageComparison = object({
  from: _enum(["sbom", "layers"]),
  changes: array(PackageChange).max(3e3),
  /** Changes beyond those of the list. */
  more: int().min(0),
  /** True where packages of languages are not compared, because not all layers were read. */
  isSystemOnly: boolean()
});
var ReleaseNote = object({
  tag: string().max(256),
  name: string().max(256),
  published: string().max(64),
  url: string().max(2048),
  notes: string().max(6e3)
});
var ImageUser = discriminatedUnion("kind", [
  object({ kind: literal("container"), host: string().max(1024), name: string().max(1024) }),
  object({ kind: literal("service"), project: string().max(1024), name: string().max(1024) })
]);
var ImageChange = object({
  /** An OCI platform such as `linux/amd64`. */
  platform: string().max(64),
  old: ImageSummary.optional(),
  new: ImageSummary.optional(),
  usedBy: array(ImageUser).max(5e3),
  differences: array(ImageDifference).max(2e3),
  /** Bytes to download: layers of the new image that the old one does not have. */
  download: number().min(0).optional(),
  /** Bytes of files in the layers to download, where all of them were read. */
  unpacked: number().min(0).optional(),
  packages: PackageComparison.optional(),
  /** The page that shows what changed in the source. */
  compare: string().max(2048).optional(),
  /** Releases after the old version up to the new one, newest first. */
  releases: array(ReleaseNote).max(30).optional(),
  /** Releases between them beyond those of the list. */
  moreReleases: int().min(0).optional(),
  /** What could not be looked at and why, one sentence each. */
  gaps: array(string().max(1024)).max(20).optional(),
  /** True where the reference moved but the platform's manifest did not. */
  isSameContent: boolean()
});

// src/images/contents-differences.ts
var MOST_PACKAGES = 3;
var ATTESTATIONS = {
  "cosign-signature": "a cosign signature",
  "notation-signature": "a Notary signature",
  "sigstore-signature": "a sigstore signature",
  provenance: "provenance",
  sbom: "an SBOM"
};
function attestationDifferences(old, next) {
  if (old === void 0 || next === void 0) return [];
  const lost = old.filter((kind) => !next.includes(kind));
  const gained = next.filter((kind) => !old.includes(kind));
  return [
    ...lost.map((kind) => ({ field: "attestation", text: `no longer has ${ATTESTATIONS[kind]}` })),
    ...gained.map((kind) => ({ field: "attestation", text: `now has ${ATTESTATIONS[kind]}` }))
  ];
}
function systemDifferences(system) {
  if (system === void 0) return [];
  const [, name = "", version = ""] = /^(.*) (\S+)$/.exec(system.new) ?? [];
  const isSame = name !== "" && system.old.startsWith(`${name} `) && !system.old.slice(name.length + 1).includes(" ");
  return [{ field: "system", text: `${system.old} → ${isSame ? version : system.new}` }];
}
function tellPackage({ name, from, to }) {
  if (from === void 0) return `${name} ${to ?? ""} added`;
  return to === void 0 ? `${name} ${from} removed` : `${name} ${from} → ${to}`;
}
function byWeight(changes) {
  const weight = ({ from, to }) => from !== void 0 && to !== void 0 ? 0 : from === void 0 ? 1 : 2;
  return changes.toSorted((left, right) => weight(left) - weight(right));
}
function packageDifferences(packages) {
  if (packages === void 0 || packages.changes.length === 0) return [];
  const number2 = packages.changes.length + packages.more;
  const shown = byWeight(packages.changes).slice(0, MOST_PACKAGES).map(tellPackage);
  const more = number2 > shown.length ? ["…"] : [];
  return [{ field: "packages", text: `${number2} ${number2 === 1 ? "package" : "packages"}: ${[...shown, ...more].join(", ")}`.slice(0, 4096) }];
}

// src/images/image-labels.ts
var NAMES = {
  version: ["org.opencontainers.image.version", "org.label-schema.version"],
  revision: ["org.opencontainers.image.revision", "org.label-schema.vcs-ref"],
  source: ["org.opencontainers.image.source", "org.label-schema.vcs-url", "org.opencontainers.image.url"],
  created: ["org.opencontainers.image.created", "org.label-schema.build-date"],
  baseName: ["org.opencontainers.image.base.name"],
  baseDigest: ["org.opencontainers.image.base.digest"]
};
function readLabel({ config, annotations }, fact) {
  const labels = config.config.Labels;
  return [labels, annotations].flatMap((texts2) => NAMES[fact].map((name) => texts2[name])).find((value) => value !== void 0 && value !== "");
}
function createdOf(image) {
  return [image.config.created, readLabel(image, "created")].find((time) => typeof time === "string" && /^\d{4}-\d\d-\d\d/.test(time) && time > "1990") ?? void 0;
}

// src/images/summarize-image.ts
function fitting(value, limit) {
  return value === null || value === void 0 || value.length > limit ? void 0 : value;
}
function sizeOf(image) {
  return image.layers.reduce((sum, { size }) => sum + size, 0);
}
function baseOf(image) {
  const [name, digest] = [fitting(readLabel(image, "baseName"), 4096), fitting(readLabel(image, "baseDigest"), 256)];
  return name === void 0 && digest === void 0 ? void 0 : { ...name === void 0 ? {} : { name }, ...digest === void 0 ? {} : { digest } };
}
function summarizeImage(reference, image) {
  const text2 = reference.slice(0, 4096);
  if (image === void 0) return { reference: text2, layers: [] };
  const created = fitting(createdOf(image), 64);
  const version = fitting(readLabel(image, "version"), 256);
  const revision = fitting(readLabel(image, "revision"), 256);
  const source = fitting(readLabel(image, "source"), 2048);
  const base = baseOf(image);
  return {
    reference: text2,
    digest: image.digest,
    platformDigest: image.platformDigest,
    ...created === void 0 ? {} : { created },
    ...version === void 0 ? {} : { version },
    ...revision === void 0 ? {} : { revision },
    ...source === void 0 ? {} : { source },
    ...base === void 0 ? {} : { base },
    size: sizeOf(image),
    layers: image.layers.slice(0, 1e3).map(({ digest, size }) => ({ digest: digest.slice(0, 256), size }))
  };
}

// src/images/tell-value.ts
var MAXIMUM = 160;
function tellValue(value) {
  return shorten(hideSecrets(value).replace(/\s+/g, " "), MAXIMUM);
}
function tellArguments(values) {
  return values.length === 0 ? "none" : tellValue(JSON.stringify(values));
}
function tellSize(bytes) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const step = bytes < 1e3 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1e3 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? ""}`;
}

// src/images/content-differences.ts
function downloadSize({ old, new: next }) {
  const known = new Set(old.layers.map(({ digest }) => digest));
  const fresh = new Map(next.layers.filter(({ digest }) => !known.has(digest)).map(({ digest, size }) => [digest, size]));
  return [...fresh.values()].reduce((sum, size) => sum + size, 0);
}
function createdDifferences({ old, new: next }) {
  const [before, after] = [createdOf(old)?.slice(0, 10), createdOf(next)?.slice(0, 10)];
  if (before === void 0 || after === void 0 || before === after) return [];
  const direction = after < before ? "older: built" : "built";
  return [{ field: "created", text: `${direction} on ${after}, the old one on ${before}` }];
}
function baseDifferences({ old, new: next }) {
  const [from, to] = [readLabel(old, "baseName"), readLabel(next, "baseName")];
  if (from !== to) {
    if (from === void 0 || to === void 0) return [];
    return [{ field: "base", text: `built on ${tellValue(to)} instead of ${tellValue(from)}` }];
  }
  const [before, after] = [readLabel(old, "baseDigest"), readLabel(next, "baseDigest")];
  if (before === void 0 || after === void 0 || before === after) return [];
  return [{ field: "base", text: `built on another build of ${to === void 0 ? "its base image" : tellValue(to)}` }];
}
function plainSource(source) {
  const repository = parseForgeRepository(source);
  return (repository === void 0 ? source : repositoryLink(repository)).toLowerCase();
}
function sourceDifferences({ old, new: next }) {
  const [from, to] = [readLabel(old, "source"), readLabel(next, "source")];
  return from === void 0 || to === void 0 || plainSource(from) === plainSource(to) ? [] : [{ field: "source", text: `source ${tellValue(from)} → ${tellValue(to)}` }];
}
function contentDifferences(pair) {
  const known = new Set(pair.old.layers.map(({ digest }) => digest));
  const shared = pair.new.layers.filter(({ digest }) => known.has(digest)).length;
  const [before, after] = [sizeOf(pair.old), sizeOf(pair.new)];
  return [
    ...createdDifferences(pair),
    ...sourceDifferences(pair),
    ...baseDifferences(pair),
    { field: "layers", text: `shares ${shared} of ${pair.new.layers.length} layers with the old image` },
    ...before === after ? [] : [{ field: "size", text: `${tellSize(Math.abs(after - before))} ${after > before ? "larger" : "smaller"}: ${tellSize(after)}` }]
  ];
}

// src/images/oci-documents.ts
var strings = array(string()).nullish().transform((value) => value ?? []);
var texts = record(string(), string()).nullish().transform((value) => value ?? {});
var names = record(string(), unknown()).nullish().transform((value) => Object.keys(value ?? {}));
var text = string().nullish().transform((value) => value ?? "");
var PlatformObject = looseObject({ os: string(), architecture: string(), variant: string().optional() }).transform(({ os, architecture, variant }) => ({ os, architecture, ...variant === void 0 ? {} : { variant } }));
var ImageIndex = looseObject({
  manifests: array(looseObject({ digest: string(), platform: PlatformObject.optional(), annotations: texts })),
  annotations: texts
});
var ImageManifest = looseObject({
  config: looseObject({ mediaType: string(), digest: string() }),
  layers: array(looseObject({ digest: string(), size: number().min(0), mediaType: text, annotations: texts })),
  annotations: texts
});
var Healthcheck = looseObject({ Test: strings });
var Settings = looseObject({
  User: text,
  ExposedPorts: names,
  Env: strings,
  Entrypoint: strings,
  Cmd: strings,
  Volumes: names,
  WorkingDir: text,
  Labels: texts,
  StopSignal: text,
  Healthcheck: Healthcheck.nullish()
});
var ImageConfig = looseObject({
  created: string().nullish(),
  os: text,
  architecture: text,
  variant: string().nullish(),
  config: Settings.nullish().transform((value) => value ?? Settings.parse({}))
});
var CONFIG_TYPES = /* @__PURE__ */ new Set([
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json"
]);

// src/images/pull-image/unpack-layer.ts
import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
var FORMATS = [
  { name: "gzip", magic: [31, 139, 8] },
  { name: "zstd", magic: [40, 181, 47, 253] },
  { name: "bzip2", magic: [66, 90, 104] },
  { name: "xz", magic: [253, 55, 122, 88, 90, 0] }
];
var LONGEST_MAGIC = 6;
function formatOf(start) {
  return FORMATS.find(({ magic }) => magic.every((byte, index) => start[index] === byte))?.name;
}
function invalid(subject, detail) {
  return new StowplanError({ code: "registry-invalid", subject, hint: "Push the image again, with layers in gzip.", ...detail });
}
async function peek(pieces) {
  const iterator = pieces[Symbol.asyncIterator]();
  let start = new Uint8Array();
  while (start.length < LONGEST_MAGIC) {
    const next = await iterator.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  async function* all() {
    try {
      yield start;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { start, all: all() };
}
async function* decompress(packed, { through, subject }) {
  const source = Readable.from(packed, { objectMode: false });
  let sourceError;
  source.once("error", (error) => through.destroy(sourceError = error));
  source.pipe(through);
  try {
    for await (const piece of through) {
      const bytes = piece;
      if (bytes instanceof Uint8Array) yield bytes;
    }
  } catch (cause) {
    if (sourceError !== void 0) throw sourceError;
    throw invalid(subject, { message: "The layer cannot be unpacked.", cause });
  } finally {
    source.destroy();
    through.destroy();
  }
}
async function* unpackLayer(packed, { subject, limit }) {
  const { start, all } = await peek(packed);
  const format = formatOf(start);
  if (format === "bzip2" || format === "xz") {
    await all.return(void 0);
    throw invalid(subject, { message: `The layer is compressed with ${format}, which is not read here.` });
  }
  const through = format === "gzip" ? createGunzip() : format === "zstd" ? createZstdDecompress() : void 0;
  let size = 0;
  for await (const piece of through === void 0 ? all : decompress(all, { through, subject })) {
    size += piece.length;
    if (size > limit) {
      const hint = "Nothing to do for ordinary images; this one is made to fill memory or time.";
      throw new StowplanError({ code: "registry-limit", subject, message: `The layer unpacks to more than ${limit} bytes.`, hint });
    }
    yield piece;
  }
}

export {
  readLabel,
  summarizeImage,
  tellValue,
  tellArguments,
  tellSize,
  downloadSize,
  contentDifferences,
  ImageIndex,
  ImageManifest,
  ImageConfig,
  CONFIG_TYPES,
  unpackLayer,
  PackageComparison,
  ImageChange,
  attestationDifferences,
  systemDifferences,
  tellPackage,
  packageDifferences
};
