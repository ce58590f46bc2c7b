// Packages -> rpm's databases as rpm itself writes them: header blobs in an SQLite table, or in its own format ndb.
import { DatabaseSync } from "node:sqlite";

export type RpmPackage = { readonly name: string; readonly version: string; readonly release: string; readonly epoch?: number; readonly size?: number };

type Entry = { readonly tag: number; readonly type: number; readonly data: Buffer };

function text(tag: number, value: string): Entry {
  return { tag, type: 6, data: Buffer.from(`${value}\0`, "utf8") };
}

function number(tag: number, value: number): Entry {
  const data = Buffer.alloc(4);
  data.writeUInt32BE(value);
  return { tag, type: 4, data };
}

/** A header as databases keep it, with a description of `size` letters to make it long. */
export function rpmHeader({ name, version, release, epoch, size = 0 }: RpmPackage): Buffer {
  const entries = [
    text(1000, name),
    text(1001, version),
    text(1002, release),
    ...(epoch === undefined ? [] : [number(1003, epoch)]),
    text(1005, "x".repeat(size)),
  ];
  const index = Buffer.alloc(entries.length * 16);
  let offset = 0;
  const store: Buffer[] = [];
  for (const [at, { tag, type, data }] of entries.entries()) {
    // Numbers stand at multiples of their size.
    const gap = type === 4 ? (4 - (offset % 4)) % 4 : 0;
    store.push(Buffer.alloc(gap), data);
    offset += gap;
    for (const [field, value] of [tag, type, offset, 1].entries()) index.writeUInt32BE(value, at * 16 + field * 4);
    offset += data.length;
  }
  const head = Buffer.alloc(8);
  head.writeUInt32BE(entries.length, 0);
  head.writeUInt32BE(offset, 4);
  return Buffer.concat([head, index, ...store]);
}

/** `rpmdb.sqlite`; a page size other than SQLite's own may be given. */
export function rpmSqlite(headers: readonly Buffer[], pageSize = 4096): Buffer {
  const database = new DatabaseSync(":memory:");
  database.exec(`PRAGMA page_size = ${String(pageSize)}`);
  database.exec("CREATE TABLE IF NOT EXISTS 'Name' (key TEXT NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL)");
  database.exec("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)");
  const insert = database.prepare("INSERT INTO Packages (blob) VALUES (?)");
  for (const header of headers) insert.run(header);
  const bytes = Buffer.from(database.serialize());
  database.close();
  return bytes;
}

/** `Packages.db`, with a free slot between the others. */
export function rpmNdb(headers: readonly Buffer[]): Buffer {
  const slots = Buffer.alloc(4096);
  const words = (buffer: Buffer, { at, values }: { at: number; values: readonly number[] }): void => {
    for (const [index, value] of values.entries()) buffer.writeUInt32LE(value, at + index * 4);
  };
  for (let at = 32; at < 4096; at += 16) words(slots, { at, values: [0x746f6c53, 0, 0, 0] });
  words(slots, { at: 0, values: [0x506d7052, 0, 7, 1, headers.length + 1] });
  const blobs: Buffer[] = [];
  let block = 4096 / 16;
  for (const [index, header] of headers.entries()) {
    const padded = Math.ceil((header.length + 16 + 12) / 16) * 16;
    const blob = Buffer.alloc(padded);
    words(blob, { at: 0, values: [0x53626c42, index + 1, 7, header.length] });
    header.copy(blob, 16);
    words(blob, { at: padded - 12, values: [0, header.length, 0x45626c42] });
    words(slots, { at: 32 + index * 32, values: [0x746f6c53, index + 1, block, padded / 16] });
    block += padded / 16;
    blobs.push(blob);
  }
  return Buffer.concat([slots, ...blobs]);
}
