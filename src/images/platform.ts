// Platforms: a Nix system -> its OCI platform, and an index's entries -> the one that an engine would pull.

/** An OCI platform's parts; `variant` as in `arm/v7`. */
export type Platform = { readonly os: string; readonly architecture: string; readonly variant?: string };

/** Nix's CPU names that Go, and so OCI, spells otherwise. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  aarch64: "arm64",
  armv7l: "arm/v7",
  armv6l: "arm/v6",
  armv5tel: "arm/v5",
  i686: "386",
  powerpc64le: "ppc64le",
  loongarch64: "loong64",
};

/** `x86_64-linux` -> `linux/amd64`. Containers run on Linux, whatever the system's second half says. */
export function platformOfSystem(system: string): string {
  const cpu = system.replace(/-.*$/, "");
  return `linux/${ARCHITECTURES[cpu] ?? cpu}`;
}

/** `linux/arm/v7` -> its parts. */
export function parsePlatform(text: string): Platform {
  const [os = "linux", architecture = "amd64", variant] = text.split("/");
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

/** The parts as one text. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return variant === undefined || variant === "" ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

/** Variants that are the same as none (containerd, `platforms` package: normalizeArch). */
function variantLevel({ architecture, variant }: Platform): number {
  const level = Number(/^v(\d+)$/.exec(variant ?? "")?.[1] ?? Number.NaN);
  if (!Number.isNaN(level)) return level;
  return architecture === "arm" ? 7 : architecture === "arm64" ? 8 : 1;
}

/** True where an engine on `wanted` runs an image for `offered`: the same, or an older variant of it. */
export function isPlatformFor(offered: Platform, wanted: Platform): boolean {
  const isSame = offered.os === wanted.os && offered.architecture === wanted.architecture;
  return isSame && variantLevel(offered) <= variantLevel(wanted);
}

/** The entry that an engine pulls: of those that run, the newest variant, and the first of equals. */
export function choosePlatform<T extends { readonly platform?: Platform | undefined }>(entries: readonly T[], wanted: Platform): T | undefined {
  let best: { entry: T; level: number } | undefined;
  for (const entry of entries) {
    if (entry.platform === undefined || !isPlatformFor(entry.platform, wanted)) continue;
    const level = variantLevel(entry.platform);
    if (best === undefined || level > best.level) best = { entry, level };
  }
  return best?.entry;
}
