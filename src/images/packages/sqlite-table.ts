// The bytes of an SQLite database -> the rows of one table. A reader of our own, because the files come from strangers and one table
// of two columns is all that is wanted: no schema of theirs is compiled, no code of SQLite meets their pages.

/** A column's value; numbers that rpm's tables do not have are left out. */
export type SqliteValue = string | number | Buffer | undefined;

// "Database File Format", https://www.sqlite.org/fileformat2.html; section numbers below are its own.
const MAGIC = "SQLite format 3\0";
const HEADER = 100;
const LEAF = 0x0d;
const INTERIOR = 0x05;
const MOST_ROWS = 100_000;
const DEEPEST = 32;

type Database = { readonly file: Buffer; readonly pageSize: number; /** Bytes of a page without what is reserved. */ readonly usable: number };
type Number = { readonly value: number; readonly end: number };

/** Section 1.6, "variable-length integer": 7 bits a byte, the ninth whole. Values past 2^53 cannot be sizes and are only skipped. */
function readVarint(bytes: Buffer, start: number): Number {
  let value = 0;
  for (let at = start; at < start + 8; at += 1) {
    const byte = bytes[at] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return { value: value * 256 + (bytes[start + 8] ?? 0), end: start + 9 };
}

function openDatabase(file: Buffer): Database | undefined {
  if (file.length < HEADER || file.toString("latin1", 0, 16) !== MAGIC) return undefined;
  const written = file.readUInt16BE(16);
  const pageSize = written === 1 ? 65_536 : written;
  const usable = pageSize - (file[20] ?? 0);
  return pageSize >= 512 && usable >= 480 ? { file, pageSize, usable } : undefined;
}

function pageAt({ file, pageSize }: Database, number: number): Buffer | undefined {
  const start = (number - 1) * pageSize;
  return number < 1 || start + pageSize > file.length ? undefined : file.subarray(start, start + pageSize);
}

/** Section 1.6, "cell payload": how much of it stands in the page itself. */
function localLength(length: number, usable: number): number {
  if (length <= usable - 35) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const most = least + ((length - least) % (usable - 4));
  return most <= usable - 35 ? most : least;
}

/** A cell's payload from its page and the overflow pages behind it (section 1.7); undefined where the chain breaks off. */
function payloadOf(database: Database, cell: { page: Buffer; start: number; length: number }): Buffer | undefined {
  const { page, start, length } = cell;
  if (length > database.file.length) return undefined;
  const local = localLength(length, database.usable);
  if (start + local > page.length) return undefined;
  const parts = [page.subarray(start, start + local)];
  let [missing, next] = [length - local, local < length && start + local + 4 <= page.length ? page.readUInt32BE(start + local) : 0];
  while (missing > 0) {
    const overflow = pageAt(database, next);
    if (overflow === undefined) return undefined;
    const piece = overflow.subarray(4, Math.min(database.usable, 4 + missing));
    parts.push(piece);
    [missing, next] = [missing - piece.length, overflow.readUInt32BE(0)];
  }
  return Buffer.concat(parts);
}

/** Section 2.1, "Record Format". */
function valueOf(record: Buffer, { type, start }: { type: number; start: number }): { value: SqliteValue; length: number } {
  const widths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
  if (type >= 12) {
    const length = Math.floor((type - 12) / 2);
    const bytes = record.subarray(start, start + length);
    return { value: type % 2 === 0 ? bytes : bytes.toString("utf8"), length };
  }
  const length = widths[type] ?? 0;
  if (type === 8 || type === 9) return { value: type - 8, length };
  const isReadable = type >= 1 && type <= 5 && start + length <= record.length;
  return { value: isReadable ? record.readIntBE(start, length) : undefined, length };
}

function rowOf(record: Buffer): readonly SqliteValue[] {
  const head = readVarint(record, 0);
  const values: SqliteValue[] = [];
  let start = head.value;
  for (let at = head.end; at < head.value && at < record.length; ) {
    const type = readVarint(record, at);
    const { value, length } = valueOf(record, { type: type.value, start });
    values.push(value);
    [at, start] = [type.end, start + length];
  }
  return values;
}

/** The cells' offsets of a b-tree page (section 1.6); `from` is where its header starts, after the file's own on page 1. */
function cellsOf(page: Buffer, from: number): readonly number[] {
  const first = from + (page[from] === INTERIOR ? 12 : 8);
  const count = page.readUInt16BE(from + 3);
  return Array.from({ length: count }, (_, index) => first + index * 2).flatMap((at) => (at + 2 <= page.length ? [page.readUInt16BE(at)] : []));
}

function childrenOf(page: Buffer, from: number): readonly number[] {
  const cells = cellsOf(page, from).filter((cell) => cell + 4 <= page.length);
  return [...cells.map((cell) => page.readUInt32BE(cell)), page.readUInt32BE(from + 8)];
}

/** A walk's bounds: pages that were read, and bytes of payload that may follow; records of a real file do not overlap. */
type Walk = { readonly seen: Set<number>; left: number };

function startWalk({ file }: Database): Walk {
  return { seen: new Set(), left: file.length };
}

/** Walks a table's b-tree; a page is read once, so that no circle of pages holds us. */
function* walk(database: Database, place: { root: number; depth: number; bounds: Walk }): Generator<readonly SqliteValue[]> {
  const { root, depth, bounds } = place;
  const { seen } = bounds;
  const page = seen.has(root) || depth > DEEPEST ? undefined : pageAt(database, root);
  if (page === undefined) return;
  seen.add(root);
  const from = root === 1 ? HEADER : 0;
  if (page[from] === INTERIOR) for (const child of childrenOf(page, from)) yield* walk(database, { root: child, depth: depth + 1, bounds });
  if (page[from] !== LEAF) return;
  for (const cell of cellsOf(page, from)) {
    const length = readVarint(page, cell);
    bounds.left -= length.value;
    if (bounds.left < 0) return;
    const payload = payloadOf(database, { page, start: readVarint(page, length.end).end, length: length.value });
    if (payload !== undefined) yield rowOf(payload);
  }
}

/**
 * Every row of a table by its name, columns in the table's order (an `INTEGER PRIMARY KEY` is undefined: its value is the row's
 * number). Undefined where the file is no database or has no such table. What is in a write-ahead log beside the file is not seen.
 */
export function readSqliteTable(file: Buffer, table: string): readonly (readonly SqliteValue[])[] | undefined {
  const database = openDatabase(file);
  if (database === undefined) return undefined;
  for (const [type, name, , root] of walk(database, { root: 1, depth: 0, bounds: startWalk(database) })) {
    if (type !== "table" || name !== table || typeof root !== "number") continue;
    const rows: (readonly SqliteValue[])[] = [];
    for (const row of walk(database, { root, depth: 0, bounds: startWalk(database) })) if (rows.push(row) >= MOST_ROWS) break;
    return rows;
  }
  return undefined;
}
