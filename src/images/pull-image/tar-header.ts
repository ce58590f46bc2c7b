// A file or symbolic link of a docker-archive -> its ustar header, byte for byte as Go's archive/tar writes it.

const BLOCK = 512;
/** The largest size that eleven octal digits hold: 8 GiB less one byte. */
export const LARGEST_ENTRY = 0o77777777777;

/** An entry of the archive. Names and targets have at most 100 bytes and are ASCII. */
export type TarEntry =
  | { readonly kind: "file"; readonly name: string; readonly size: number }
  | { readonly kind: "link"; readonly name: string; readonly target: string };

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, "0")}\0`;
}

/** POSIX.1-1988 ustar: owner root, time 0, mode 0444, and 0 for a link, because skopeo gives links no permissions. */
export function tarHeader(entry: TarEntry): Buffer {
  const header = Buffer.alloc(BLOCK);
  const isFile = entry.kind === "file";
  header.write(entry.name, 0, 100, "latin1");
  header.write(octal(isFile ? 0o444 : 0, 8), 100, "latin1");
  header.write(octal(0, 8) + octal(0, 8), 108, "latin1");
  header.write(octal(isFile ? entry.size : 0, 12) + octal(0, 12), 124, "latin1");
  // The checksum is taken with blanks in its own field.
  header.write("        ", 148, "latin1");
  header.write(isFile ? "0" : "2", 156, "latin1");
  if (!isFile) header.write(entry.target, 157, 100, "latin1");
  header.write("ustar\x0000", 257, "latin1");
  header.write(octal(0, 8) + octal(0, 8), 329, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 7)} `, 148, "latin1");
  return header;
}

/** Zero bytes after so much content: entries fill whole blocks. */
export function paddingAfter(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** Two empty blocks end an archive. */
export const ARCHIVE_END: Buffer = Buffer.alloc(2 * BLOCK);
