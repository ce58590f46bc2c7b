// The bytes of a tar archive -> its entries one after the other, with the content of those that are wanted.
import { StowplanError } from "../../errors.ts";
import { type ByteReader, openByteReader } from "./byte-reader.ts";
import { BLOCK, readPaxRecords, readTarBlock, type TarBlock, type TarKind } from "./tar-header.ts";

/** An entry; `path` has no leading `/` or `./` and no `.` or empty parts. */
export type TarEntry = {
  readonly path: string;
  readonly kind: TarKind;
  readonly size: number;
  /** Where a link leads: as written for a symbolic one, a path like `path` for a hard one. */
  readonly target: string;
  /** The whole content, where it was wanted. */
  readonly content?: Buffer;
};

/** Bytes of an entry's content that are kept at most: undefined keeps nothing, and a larger entry is passed over. */
export type Wants = (path: string) => number | undefined;

/** Extended headers hold paths and attributes; anything larger is meant to fill our memory. */
const LARGEST_RECORD = 1024 * 1024;
const LONGEST_PATH = 4096;

/** What earlier records say of the next entry. */
type Lengthened = { readonly path?: string; readonly target?: string; readonly size?: number };

function broken(subject: string, message: string): StowplanError {
  return new StowplanError({ code: "registry-invalid", subject, message, hint: "The image may be damaged; pull it to see whether an engine takes it." });
}

function cleanPath(path: string): string | undefined {
  if (path.length > LONGEST_PATH || path.includes("\0")) return undefined;
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.length === 0 || parts.includes("..") ? undefined : parts.join("/");
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

async function readRecord(reader: ByteReader, { size, subject }: { size: number; subject: string }): Promise<Buffer> {
  if (size > LARGEST_RECORD) throw broken(subject, "A layer's archive has a header larger than any real one.");
  const record = await reader.take(size);
  if (record === undefined || !(await reader.skip(padding(size)))) throw broken(subject, "A layer's archive ends too early.");
  return record;
}

function fromPax(record: Buffer): Lengthened {
  const records = readPaxRecords(record);
  const [path, target, size] = [records.get("path"), records.get("linkpath"), records.get("size")];
  return {
    ...(path === undefined ? {} : { path }),
    ...(target === undefined ? {} : { target }),
    ...(size === undefined || !/^\d{1,15}$/.test(size) ? {} : { size: Number(size) }),
  };
}

function untilNull(record: Buffer): string {
  const end = record.indexOf(0);
  return record.toString("utf8", 0, end < 0 ? record.length : end);
}

async function lengthen(block: Exclude<TarBlock, { kind: "entry" | "end" | "broken" }>, read: { reader: ByteReader; subject: string }): Promise<Lengthened> {
  const record = await readRecord(read.reader, { size: block.size, subject: read.subject });
  if (block.kind !== "extended") return block.kind === "long-path" ? { path: untilNull(record) } : { target: untilNull(record) };
  // A global header could set a path for all entries; nobody writes that, and comments are all that is found there.
  return block.scope === "next" ? fromPax(record) : {};
}

type Entry = Extract<TarBlock, { kind: "entry" }>;

async function readEntry(block: Entry, { reader, wants, subject }: { reader: ByteReader; wants: Wants; subject: string }): Promise<TarEntry | undefined> {
  const path = cleanPath(block.path);
  const most = path === undefined || block.type !== "file" ? undefined : wants(path);
  const content = most !== undefined && block.size <= most ? await reader.take(block.size) : undefined;
  const isWhole = content !== undefined || (await reader.skip(block.size));
  if (!isWhole) throw broken(subject, "A layer's archive ends too early.");
  // The last file of an archive may lack its padding: umoci leaves it out, and engines take such layers.
  await reader.skip(padding(block.size));
  if (path === undefined) return undefined;
  const target = block.type === "hard-link" ? (cleanPath(block.target) ?? "") : block.target.slice(0, LONGEST_PATH);
  return { path, kind: block.type, size: block.size, target, ...(content === undefined ? {} : { content }) };
}

/** What is read, of which image an error speaks, and which contents are kept. */
export type TarRequest = { readonly bytes: AsyncIterable<Uint8Array>; readonly subject: string; readonly wants: Wants };

/**
 * Reads an archive to its end, entry by entry, in memory for one wanted entry. Entries whose path leaves the archive are left out.
 * Throws StowplanError `registry-invalid` for an archive that is none, and what the bytes throw.
 */
export async function* readTar({ bytes, subject, wants }: TarRequest): AsyncGenerator<TarEntry> {
  const reader = openByteReader(bytes);
  let lengthened: Lengthened = {};
  try {
    for (;;) {
      const header = await reader.take(BLOCK);
      const block: TarBlock = header === undefined ? { kind: "end" } : readTarBlock(header);
      if (block.kind === "end") break;
      if (block.kind === "broken") throw broken(subject, "A layer is not a proper tar archive.");
      if (block.kind !== "entry") {
        lengthened = { ...lengthened, ...(await lengthen(block, { reader, subject })) };
        continue;
      }
      const entry = await readEntry({ ...block, ...lengthened }, { reader, wants, subject });
      lengthened = {};
      if (entry !== undefined) yield entry;
    }
    await reader.drain();
  } finally {
    await reader.close();
  }
}
