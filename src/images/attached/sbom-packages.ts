// An SBOM in SPDX or CycloneDX -> the packages that it lists.
import * as z from "zod";
import { type InstalledPackage, isPlain, MOST_PACKAGES } from "../packages/installed-package.ts";

/** SPDX 2.3, clause 7: a package's URL is an external reference of the type `purl`. */
const SpdxDocument = z.looseObject({
  spdxVersion: z.string(),
  packages: z.array(
    z.looseObject({ externalRefs: z.array(z.looseObject({ referenceType: z.string().catch(""), referenceLocator: z.string().catch("") })).catch([]) }),
  ),
});

/** CycloneDX 1.x, `components`. */
const CycloneDocument = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  components: z.array(z.looseObject({ purl: z.string().catch("") })).catch([]),
});

/** What most writers of SBOMs list besides packages: files, the system, the image itself. */
const NO_PACKAGES = new Set(["generic", "oci", "docker", "github"]);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * `pkg:npm/%40galley/web@1.2.0?arch=all` -> its parts (Package URL specification). A namespace belongs to the name where the ecosystem
 * says so itself; for distributions it is the vendor's name. An rpm's or deb's epoch goes before its version.
 */
export function parsePackageUrl(url: string): InstalledPackage | undefined {
  const [, type = "", path = "", version = "", qualifiers = ""] = /^pkg:([\w.+-]+)\/([^?#@]+(?:@[^?#@/]*\/[^?#@]*)*)@([^?#]+)(?:\?([^#]*))?/.exec(url) ?? [];
  const ecosystem = type.toLowerCase();
  const parts = path.split("/").map(decoded);
  const isDistribution = ecosystem === "deb" || ecosystem === "rpm" || ecosystem === "apk";
  const name = (isDistribution ? parts.slice(-1) : parts).join("/");
  const epoch = new URLSearchParams(qualifiers).get("epoch");
  const whole = `${epoch !== null && /^[1-9]\d*$/.test(epoch) ? `${epoch}:` : ""}${decoded(version)}`;
  if (NO_PACKAGES.has(ecosystem) || ecosystem.length > 64 || !isPlain(name) || !isPlain(whole)) return undefined;
  return { ecosystem, name, version: whole };
}

function urlsOf(document: unknown): readonly string[] | undefined {
  const spdx = SpdxDocument.safeParse(document).data;
  if (spdx !== undefined) {
    return spdx.packages.flatMap(({ externalRefs }) => externalRefs.filter(({ referenceType }) => referenceType === "purl").map((reference) => reference.referenceLocator));
  }
  return CycloneDocument.safeParse(document).data?.components.map(({ purl }) => purl);
}

/** The packages of a document, or undefined where it is no SBOM or lists none by a URL. */
export function readSbom(document: unknown): readonly InstalledPackage[] | undefined {
  const packages = urlsOf(document)?.slice(0, MOST_PACKAGES).flatMap((url) => (url.length > 4096 ? [] : (parsePackageUrl(url) ?? [])));
  return packages === undefined || packages.length === 0 ? undefined : packages;
}
