// What is known of two images' contents and attachments -> how they differ, in words.
import type { Attestation, ImageDifference, PackageChange, PackageComparison } from "./image-change.ts";

const MOST_PACKAGES = 3;

const ATTESTATIONS: Readonly<Record<Attestation, string>> = {
  "cosign-signature": "a cosign signature",
  "notation-signature": "a Notary signature",
  "sigstore-signature": "a sigstore signature",
  provenance: "provenance",
  sbom: "an SBOM",
};

/** Gained or lost attachments; undefined means that the registry could not be asked, which is no loss. */
export function attestationDifferences(old: readonly Attestation[] | undefined, next: readonly Attestation[] | undefined): readonly ImageDifference[] {
  if (old === undefined || next === undefined) return [];
  const lost = old.filter((kind) => !next.includes(kind));
  const gained = next.filter((kind) => !old.includes(kind));
  return [
    ...lost.map((kind) => ({ field: "attestation" as const, text: `no longer has ${ATTESTATIONS[kind]}` })),
    ...gained.map((kind) => ({ field: "attestation" as const, text: `now has ${ATTESTATIONS[kind]}` })),
  ];
}

/** `Debian 12.5 → 12.7`; both names where the distribution itself is another. */
export function systemDifferences(system: { readonly old: string; readonly new: string } | undefined): readonly ImageDifference[] {
  if (system === undefined) return [];
  const [, name = "", version = ""] = /^(.*) (\S+)$/.exec(system.new) ?? [];
  const isSame = name !== "" && system.old.startsWith(`${name} `) && !system.old.slice(name.length + 1).includes(" ");
  return [{ field: "system", text: `${system.old} → ${isSame ? version : system.new}` }];
}

/** `openssl 3.0.11 → 3.0.13`, `zstd 1.5.6 added`, `curl 8.5 removed`. */
export function tellPackage({ name, from, to }: PackageChange): string {
  if (from === undefined) return `${name} ${to ?? ""} added`;
  return to === undefined ? `${name} ${from} removed` : `${name} ${from} → ${to}`;
}

/** Versions that move say more than parts that come and go with a new base. */
function byWeight(changes: readonly PackageChange[]): readonly PackageChange[] {
  const weight = ({ from, to }: PackageChange): number => (from !== undefined && to !== undefined ? 0 : from === undefined ? 1 : 2);
  return changes.toSorted((left, right) => weight(left) - weight(right));
}

/** `12 packages: openssl 3.0.11 → 3.0.13, …`. */
export function packageDifferences(packages: PackageComparison | undefined): readonly ImageDifference[] {
  if (packages === undefined || packages.changes.length === 0) return [];
  const number = packages.changes.length + packages.more;
  const shown = byWeight(packages.changes).slice(0, MOST_PACKAGES).map(tellPackage);
  const more = number > shown.length ? ["…"] : [];
  return [{ field: "packages", text: `${number} ${number === 1 ? "package" : "packages"}: ${[...shown, ...more].join(", ")}`.slice(0, 4096) }];
}
