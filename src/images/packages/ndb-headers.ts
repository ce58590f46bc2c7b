// rpm's own database format ndb (`Packages.db`, on openSUSE and SLE) -> the package headers in it.

// Little-endian words (rpm's lib/backend/ndb/rpmpkg.c describes the layout in its comments).
const HEADER_MAGIC = 0x506d7052; // "RpmP"
const SLOT_MAGIC = 0x746f6c53; // "Slot"
const BLOB_MAGIC = 0x53626c42; // "BlbS"
const PAGE = 4096;
const SLOT = 16;
/** The header takes the room of the first two slots. */
const FIRST_SLOT = 32;
const BLOCK = 16;
const BLOB_HEAD = 16;

function blobAt(file: Buffer, { start, index }: { start: number; index: number }): readonly Buffer[] {
  if (start + BLOB_HEAD > file.length) return [];
  const length = file.readUInt32LE(start + 12);
  const isBlob = file.readUInt32LE(start) === BLOB_MAGIC && file.readUInt32LE(start + 4) === index;
  return isBlob && start + BLOB_HEAD + length <= file.length ? [file.subarray(start + BLOB_HEAD, start + BLOB_HEAD + length)] : [];
}

/** Every header that a slot leads to; undefined where the file is no such database. */
export function readNdbHeaders(file: Buffer): readonly Buffer[] | undefined {
  if (file.length < FIRST_SLOT || file.readUInt32LE(0) !== HEADER_MAGIC || file.readUInt32LE(4) !== 0) return undefined;
  const end = Math.min(file.readUInt32LE(12) * PAGE, file.length);
  const headers: Buffer[] = [];
  // Blobs do not overlap in a real file, so that together they cannot be longer than it.
  let left = file.length;
  for (let at = FIRST_SLOT; at + SLOT <= end; at += SLOT) {
    if (file.readUInt32LE(at) !== SLOT_MAGIC) return undefined;
    const block = file.readUInt32LE(at + 8);
    // A slot without a block is free.
    const blobs = block === 0 ? [] : blobAt(file, { start: block * BLOCK, index: file.readUInt32LE(at + 4) });
    left -= blobs.reduce((sum, { length }) => sum + length, 0);
    if (left < 0) return undefined;
    headers.push(...blobs);
  }
  return headers;
}
