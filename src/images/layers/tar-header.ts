// One 512-byte block of a tar archive -> what it says of an entry (POSIX ustar, and GNU's and star's numbers in base 256).

export const BLOCK = 512;

/** What an entry is, as far as anybody here cares. */
export type TarKind = "file" | "hard-link" | "symbolic-link" | "folder" | "other";

/** A header block: an entry, one of the records that lengthen the next entry's fields, or the archive's end. */
export type TarBlock =
  | { readonly kind: "entry"; readonly type: TarKind; readonly path: string; readonly size: number; readonly target: string }
  | { readonly kind: "extended"; readonly scope: "next" | "global"; readonly size: number }
  | { readonly kind: "long-path" | "long-target"; readonly size: number }
  | { readonly kind: "end" }
  | { readonly kind: "broken" };

const KINDS: Readonly<Record<string, TarKind>> = { "0": "file", "\0": "file", "7": "file", "1": "hard-link", "2": "symbolic-link", "5": "folder" };

function text(block: Buffer, { start, length }: { start: number; length: number }): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString("utf8");
}

/** Octal digits, or base 256 where the first bit is set; NaN for anything else. */
function number(block: Buffer, { start, length }: { start: number; length: number }): number {
  const first = block[start] ?? 0;
  if (first >= 0x80) {
    // Only 6 bytes fit into a number without loss; more than that is no size that we would read.
    const high = block.subarray(start + 1, start + length - 6);
    return first === 0x80 && high.every((byte) => byte === 0) ? block.readUIntBE(start + length - 6, 6) : Number.NaN;
  }
  const digits = text(block, { start, length }).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits === "" ? "0" : digits, 8) : Number.NaN;
}

/** The sum of all bytes with the checksum's own eight as blanks. */
function isSumRight(block: Buffer): boolean {
  let sum = 8 * 0x20;
  for (let index = 0; index < BLOCK; index += 1) if (index < 148 || index >= 156) sum += block[index] ?? 0;
  return sum === number(block, { start: 148, length: 8 });
}

function pathOf(block: Buffer): string {
  const name = text(block, { start: 0, length: 100 });
  // GNU's old magic "ustar  " keeps times where POSIX has the prefix.
  const hasPrefix = block.toString("latin1", 257, 263) === "ustar\0";
  const prefix = hasPrefix ? text(block, { start: 345, length: 155 }) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** Reads a block (pax: "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"). A block of zeros is the end. */
export function readTarBlock(block: Buffer): TarBlock {
  if (block.every((byte) => byte === 0)) return { kind: "end" };
  const size = number(block, { start: 124, length: 12 });
  if (!isSumRight(block) || Number.isNaN(size)) return { kind: "broken" };
  const type = block.toString("latin1", 156, 157);
  if (type === "x" || type === "g") return { kind: "extended", scope: type === "x" ? "next" : "global", size };
  if (type === "L") return { kind: "long-path", size };
  if (type === "K") return { kind: "long-target", size };
  const kind = KINDS[type] ?? "other";
  // Links and folders have no content, whatever their size says (POSIX, "ustar Interchange Format", typeflag).
  const hasContent = kind === "file" || kind === "other";
  return { kind: "entry", type: kind, path: pathOf(block), size: hasContent ? size : 0, target: text(block, { start: 157, length: 100 }) };
}

/** The records of a pax extended header: `LENGTH KEY=VALUE\n`, the length in decimal and with itself. */
export function readPaxRecords(bytes: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let start = 0; start < bytes.length; ) {
    const blank = bytes.indexOf(0x20, start);
    const digits = blank < 0 ? "" : bytes.toString("latin1", start, blank);
    const length = /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : 0;
    const equals = bytes.indexOf(0x3d, blank);
    if (length === 0 || equals < 0 || equals >= start + length) break;
    records.set(bytes.toString("utf8", blank + 1, equals), bytes.toString("utf8", equals + 1, start + length - 1));
    start += length;
  }
  return records;
}
