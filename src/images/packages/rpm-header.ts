// One header of an rpm database -> the package it describes.
import { type InstalledPackage, isPlain } from "./installed-package.ts";

// Tags and types of an rpm header (LSB 5.0, "Package File Format", and rpm's own manual, "RPM v4 header format").
const TAGS = { name: 1000, version: 1001, release: 1002, epoch: 1003 } as const;
const INT32 = 4;
const STRING = 6;
const ENTRY = 16;
const MOST_ENTRIES = 65_536;

type HeaderEntry = { readonly type: number; readonly offset: number };

function entriesOf(header: Buffer, count: number): ReadonlyMap<number, HeaderEntry> {
  const entries = new Map<number, HeaderEntry>();
  for (let index = 0; index < count; index += 1) {
    const at = 8 + index * ENTRY;
    entries.set(header.readUInt32BE(at), { type: header.readUInt32BE(at + 4), offset: header.readUInt32BE(at + 8) });
  }
  return entries;
}

function stringAt(store: Buffer, entry: HeaderEntry | undefined): string {
  if (entry?.type !== STRING || entry.offset >= store.length) return "";
  const end = store.indexOf(0, entry.offset);
  return store.toString("utf8", entry.offset, end < 0 ? entry.offset : end);
}

function numberAt(store: Buffer, entry: HeaderEntry | undefined): number | undefined {
  return entry?.type === INT32 && entry.offset + 4 <= store.length ? store.readUInt32BE(entry.offset) : undefined;
}

/**
 * Reads a header as databases keep it: two counts, the index, the store, and no magic before them. Undefined for anything else, and
 * for `gpg-pubkey`, which stands among the packages and is a key.
 */
export function readRpmHeader(header: Buffer): InstalledPackage | undefined {
  if (header.length < 8) return undefined;
  const [count, length] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const start = 8 + count * ENTRY;
  if (count > MOST_ENTRIES || start + length > header.length) return undefined;
  const entries = entriesOf(header, count);
  const store = header.subarray(start, start + length);
  const [name, version, release] = [TAGS.name, TAGS.version, TAGS.release].map((tag) => stringAt(store, entries.get(tag)));
  const epoch = numberAt(store, entries.get(TAGS.epoch));
  const whole = `${epoch === undefined ? "" : `${epoch}:`}${version ?? ""}-${release ?? ""}`;
  if (name === undefined || name === "gpg-pubkey" || !isPlain(name) || !isPlain(whole)) return undefined;
  return { ecosystem: "rpm", name, version: whole };
}
