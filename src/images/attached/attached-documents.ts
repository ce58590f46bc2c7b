// What a registry keeps beside an image, as far as we read it: index entries, referrers, envelopes, in-toto statements.
import * as z from "zod";
import { parseJson } from "../../parse-json.ts";

/** Predicate types, by what they say (in-toto's and sigstore's lists; slsa.dev). */
export function kindOfPredicate(type: string): "provenance" | "sbom" | "sigstore-signature" | undefined {
  if (type.startsWith("https://slsa.dev/provenance/")) return "provenance";
  if (/^https:\/\/(?:spdx\.dev\/Document|cyclonedx\.org\/bom)/.test(type)) return "sbom";
  return type === "https://sigstore.dev/cosign/sign/v1" ? "sigstore-signature" : undefined;
}

/** Artifact types of manifests that refer to an image, by what they are. */
export const ARTIFACT_TYPES: Readonly<Record<string, "cosign-signature" | "notation-signature" | "sbom" | "bundle" | "in-toto">> = {
  "application/vnd.dev.cosign.artifact.sig.v1+json": "cosign-signature",
  "application/vnd.cncf.notary.signature": "notation-signature",
  "application/spdx+json": "sbom",
  "text/spdx+json": "sbom",
  "application/vnd.cyclonedx+json": "sbom",
  "application/vnd.dev.sigstore.bundle.v0.3+json": "bundle",
  "application/vnd.in-toto+json": "in-toto",
};

const Bundle = z.looseObject({ dsseEnvelope: z.unknown() });
/** DSSE, "Envelope": the payload in Base64. */
const Envelope = z.looseObject({ payload: z.string(), payloadType: z.string() });
/** in-toto attestation framework, "Statement". */
const Statement = z.looseObject({ predicateType: z.string(), predicate: z.unknown() });

/** The document inside whatever it came in: a sigstore bundle, an envelope, a statement, or nothing around it. */
function unwrapDocument(document: unknown): unknown {
  const bundle = Bundle.safeParse(document).data;
  if (bundle?.dsseEnvelope !== undefined) return unwrapDocument(bundle.dsseEnvelope);
  const envelope = Envelope.safeParse(document).data;
  if (envelope !== undefined) return unwrapStatement(parseJson(Buffer.from(envelope.payload, "base64").toString("utf8")));
  return unwrapStatement(document);
}

function unwrapStatement(document: unknown): unknown {
  const statement = Statement.safeParse(document).data;
  if (statement === undefined) return document;
  return kindOfPredicate(statement.predicateType) === "sbom" ? statement.predicate : undefined;
}

/** JSON text of a blob -> the document inside it; undefined where it is none. */
export function readDocument(bytes: Uint8Array): unknown {
  return unwrapDocument(parseJson(Buffer.from(bytes).toString("utf8")));
}
