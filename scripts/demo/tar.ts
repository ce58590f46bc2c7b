// A map of files -> a ustar archive and its gzip form, the same bytes on every machine and with every zlib.
import { crc32 } from "node:zlib";

const BLOCK = 512;
/** The largest stored block of DEFLATE (RFC 1951, section 3.2.4). */
const STORED_LIMIT = 0xffff;

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, "0")}\0`;
}

/** POSIX.1-1988 ustar header of a regular file: owner root, mode 0644, time 0. */
function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0, 100, "utf8");
  block.write(octal(0o644, 8), 100, "latin1");
  block.write(octal(0, 8), 108, "latin1");
  block.write(octal(0, 8), 116, "latin1");
  block.write(octal(size, 12), 124, "latin1");
  block.write(octal(0, 12), 136, "latin1");
  block.write("        ", 148, "latin1");
  block.write("0", 156, "latin1");
  block.write("ustar\x0000", 257, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

/** A ustar archive with the files in the order of their paths; paths of at most 100 bytes. */
export function tarOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const parts = Object.entries(files)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([path, file]) => {
      const content = typeof file === "string" ? Buffer.from(file, "utf8") : file;
      return [header(path, content.length), content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
    });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** The gzip form of some bytes, stored and not squeezed: compressors differ between versions, and digests must not. */
export function gzipStored(content: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])];
  for (let start = 0; start === 0 || start < content.length; start += STORED_LIMIT) {
    const piece = content.subarray(start, start + STORED_LIMIT);
    const isLast = start + STORED_LIMIT >= content.length;
    const head = Buffer.alloc(5);
    head.writeUInt8(isLast ? 1 : 0, 0);
    head.writeUInt16LE(piece.length, 1);
    head.writeUInt16LE(piece.length ^ 0xffff, 3);
    parts.push(head, piece);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(content), 0);
  tail.writeUInt32LE(content.length >>> 0, 4);
  return Buffer.concat([...parts, tail]);
}
