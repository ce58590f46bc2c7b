// An image at its registry -> what is attached to it: signatures, provenance, SBOMs. None of it is verified, only seen.
import { hasCode, insteadOf, isRegistryError } from "../../errors.ts";
import type { Referrer, Registry, Repository } from "../../ports.ts";
import type { Attestation } from "../image-change.ts";
import { ImageManifest } from "../oci-documents.ts";
import type { RemoteImage } from "../read-image.ts";
import { ARTIFACT_TYPES, kindOfPredicate } from "./attached-documents.ts";

/** A blob that holds an SBOM. */
export type SbomBlob = { readonly repository: Repository; readonly digest: string; readonly size: number };

/** What is attached; undefined in `attested` where the registry could not be asked. */
export type Attachments = { readonly attested?: readonly Attestation[]; readonly sboms: readonly SbomBlob[] };

type Seen = { readonly kinds: readonly Attestation[]; readonly sboms: readonly SbomBlob[] };

const NOTHING: Seen = { kinds: [], sboms: [] };
/** Referrers that are looked into: an image signed by every build has many that say the same. */
const MOST_REFERRERS = 20;

/** The layers of a manifest whose annotations say which predicate they hold: BuildKit's attestations and cosign's. */
async function readPredicates(repository: Repository, { registry, reference }: { registry: Registry; reference: string }): Promise<Seen> {
  const manifest = ImageManifest.safeParse((await registry.manifest(repository, reference)).body).data;
  const layers = (manifest?.layers ?? []).map((layer) => {
    const type = layer.annotations["in-toto.io/predicate-type"] ?? layer.annotations["predicateType"] ?? "";
    return { kind: kindOfPredicate(type), blob: { repository, digest: layer.digest, size: layer.size } };
  });
  return {
    kinds: layers.flatMap(({ kind }) => kind ?? []),
    sboms: layers.flatMap(({ kind, blob }) => (kind === "sbom" ? [blob] : [])),
  };
}

function missingIsNothing(question: () => Promise<Seen>): Promise<Seen> {
  return question().catch(insteadOf((error) => hasCode(error, "registry-missing"), () => NOTHING));
}

/** cosign keeps signatures and attestations under tags made of the image's digest (cosign, SIGNATURE_SPEC.md, "Storage"). */
async function askCosignTags({ repository, digest, platformDigest }: RemoteImage, registry: Registry): Promise<readonly Seen[]> {
  const tag = digest.replace(":", "-");
  return Promise.all([
    missingIsNothing(async () => registry.resolve(repository, `${tag}.sig`).then(() => ({ kinds: ["cosign-signature"], sboms: [] }))),
    missingIsNothing(async () => {
      // HEAD first: it is cheap, and nearly always there is none.
      await registry.resolve(repository, `${tag}.att`);
      const { kinds, sboms } = await readPredicates(repository, { registry, reference: `${tag}.att` });
      return { kinds, sboms: digest === platformDigest ? sboms : [] };
    }),
  ]);
}

/** The first layer of an artifact is its content. */
async function readArtifact(repository: Repository, { registry, referrer }: { registry: Registry; referrer: Referrer }): Promise<Seen> {
  const manifest = ImageManifest.safeParse((await registry.manifest(repository, referrer.digest)).body).data;
  const [layer] = manifest?.layers ?? [];
  return { kinds: ["sbom"], sboms: layer === undefined ? [] : [{ repository, digest: layer.digest, size: layer.size }] };
}

async function lookAtReferrer(repository: Repository, { registry, referrer }: { registry: Registry; referrer: Referrer }): Promise<Seen> {
  const type = ARTIFACT_TYPES[referrer.artifactType ?? ""];
  const predicate = referrer.annotations["dev.sigstore.bundle.predicateType"] ?? referrer.annotations["in-toto.io/predicate-type"] ?? "";
  const kind = kindOfPredicate(predicate);
  if (type === "cosign-signature" || type === "notation-signature") return { kinds: [type], sboms: [] };
  if (type === "sbom" || (type !== undefined && kind === "sbom")) return readArtifact(repository, { registry, referrer });
  return type === undefined || kind === undefined ? NOTHING : { kinds: [kind], sboms: [] };
}

async function askReferrers(repository: Repository, { registry, digest }: { registry: Registry; digest: string }): Promise<readonly Seen[]> {
  const referrers = await registry.referrers(repository, digest);
  return Promise.all(referrers.slice(0, MOST_REFERRERS).map((referrer) => lookAtReferrer(repository, { registry, referrer })));
}

/** What refers to an index may speak of any of its platforms: its SBOMs are not this platform's. */
async function askAllReferrers({ repository, digest, platformDigest }: RemoteImage, registry: Registry): Promise<readonly Seen[]> {
  const own = await askReferrers(repository, { registry, digest: platformDigest });
  if (digest === platformDigest) return own;
  const whole = await askReferrers(repository, { registry, digest });
  return [...own, ...whole.map(({ kinds }) => ({ kinds, sboms: [] }))];
}

async function ask(image: RemoteImage, registry: Registry): Promise<Attachments> {
  const { repository, attestations } = image;
  const inIndex = Promise.all(attestations.slice(0, MOST_REFERRERS).map((reference) => readPredicates(repository, { registry, reference })));
  const seen = (await Promise.all([inIndex, askAllReferrers(image, registry), askCosignTags(image, registry)])).flat();
  return { attested: [...new Set(seen.flatMap(({ kinds }) => kinds))].toSorted(), sboms: seen.flatMap(({ sboms }) => sboms) };
}

/** Asks in three to five requests. A registry that fails leaves it unknown what is attached; nothing throws but our own faults. */
export function findAttachments(image: RemoteImage, registry: Registry): Promise<Attachments> {
  return ask(image, registry).catch(insteadOf(isRegistryError, () => ({ sboms: [] })));
}
