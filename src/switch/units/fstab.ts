// The text of /etc/fstab -> file systems by mount point, and swap devices, as NixOS's switch program reads it.

/** One line of the file, words as they stand there. */
export type FileSystem = { readonly device: string; readonly type: string; readonly options: string };

export type Fstab = {
  readonly fileSystems: ReadonlyMap<string, FileSystem>;
  /** Options by device. */
  readonly swaps: ReadonlyMap<string, string>;
};

/** A host with more mounts than this has a generated file that nobody reads. */
const MAXIMUM_LINES = 10_000;

/**
 * Reads as `parse_fstab` of switch-to-configuration-ng: a line with a `#` anywhere counts as a comment, words are not unescaped,
 * and the last line of a mount point or device counts.
 */
export function parseFstab(text: string): Fstab {
  const fileSystems = new Map<string, FileSystem>();
  const swaps = new Map<string, string>();
  for (const line of text.split("\n", MAXIMUM_LINES)) {
    const [device, mountPoint, type, options = ""] = line.includes("#") ? [] : line.split(/\s+/).filter((word) => word !== "");
    if (device === undefined || mountPoint === undefined || type === undefined) continue;
    if (type === "swap") swaps.set(device, options);
    else fileSystems.set(mountPoint, { device, type, options });
  }
  return { fileSystems, swaps };
}
