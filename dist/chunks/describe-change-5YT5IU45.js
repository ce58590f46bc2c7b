import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  ImageManifest,
  PackageComparison,
  attestationDifferences,
  contentDifferences,
  packageDifferences,
  readLabel,
  systemDifferences,
  tellArguments,
  tellSize,
  tellValue,
  unpackLayer
} from "./chunk-WDXTXNKQ.js";
import {
  HIDDEN,
  isSecret
} from "./chunk-MLLDOSUU.js";
import {
  tellSome
} from "./chunk-CNDDATOY.js";
import {
  shorten
} from "./chunk-P6QGVD7B.js";
import {
  parseImageReference,
  parseJson
} from "./chunk-IZT3ALIO.js";
import {
  compareLink,
  parseForgeRepository,
  repositoryLink
} from "./chunk-RAA42EKT.js";
import {
  sha256
} from "./chunk-W6PA4KH7.js";
import {
  StowplanError,
  hasCode,
  insteadOf,
  isRegistryError
} from "./chunk-L2TPXMAP.js";
import {
  array,
  literal,
  looseObject,
  number,
  object,
  string,
  unknown
} from "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/images/packages/package-changes.ts
var MOST_VERSIONS = 5;
function versionsOf(packages) {
  const versions = /* @__PURE__ */ new Map();
  for (const { ecosystem, name, version } of packages) {
    const key = `${ecosystem} ${name}`;
    versions.set(key, (versions.get(key) ?? /* @__PURE__ */ new Set()).add(version));
  }
  return versions;
}
function tellVersions(own) {
  if (own.size === 0) return void 0;
  const sorted = [...own].toSorted((left, right) => left.localeCompare(right, "en", { numeric: true }));
  return tellSome(sorted, MOST_VERSIONS).slice(0, 1e3);
}
function isSame(left, right) {
  return left.symmetricDifference(right).size === 0;
}
var NONE = /* @__PURE__ */ new Set();
function packageChanges(old, next) {
  const [before, after] = [versionsOf(old), versionsOf(next)];
  return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((key) => {
    const [from, to] = [before.get(key) ?? NONE, after.get(key) ?? NONE];
    if (isSame(from, to)) return [];
    const blank = key.indexOf(" ");
    const [oldVersion, newVersion] = [tellVersions(from), tellVersions(to)];
    return [
      {
        ecosystem: key.slice(0, blank),
        name: key.slice(blank + 1),
        ...oldVersion === void 0 ? {} : { from: oldVersion },
        ...newVersion === void 0 ? {} : { to: newVersion }
      }
    ];
  });
}

// src/images/packages/installed-package.ts
var MOST_PACKAGES = 5e4;
function isPlain(text2) {
  return text2 !== "" && text2.length <= 256 && !new RegExp("\\p{Cc}", "u").test(text2);
}

// src/images/packages/language-packages.ts
var PackageJson = looseObject({ name: string(), version: string() });
function plain(found) {
  return isPlain(found.name) && isPlain(found.version) ? [found] : [];
}
function segment(path, fromEnd) {
  return path.split("/").at(-fromEnd) ?? "";
}
function readPythonPackage(path) {
  const [, name = "", version = ""] = /^(.+?)-([^-]+)\.dist-info$/.exec(segment(path, 2)) ?? [];
  return plain({ ecosystem: "pypi", name: name.replace(/[-_.]+/g, "-").toLowerCase(), version });
}
function readRubyPackage(path) {
  const [, name = "", version = ""] = /^(.+)-(\d[^-]*)\.gemspec$/.exec(segment(path, 1)) ?? [];
  return plain({ ecosystem: "gem", name, version });
}
function readNodePackage(text2) {
  try {
    const { name, version } = PackageJson.parse(JSON.parse(text2));
    return plain({ ecosystem: "npm", name, version });
  } catch {
    return [];
  }
}

// src/images/packages/ndb-headers.ts
var HEADER_MAGIC = 1349349458;
var SLOT_MAGIC = 1953459283;
var BLOB_MAGIC = 1398959170;
var PAGE = 4096;
var SLOT = 16;
var FIRST_SLOT = 32;
var BLOCK = 16;
var BLOB_HEAD = 16;
function blobAt(file, { start, index }) {
  if (start + BLOB_HEAD > file.length) return [];
  const length = file.readUInt32LE(start + 12);
  const isBlob = file.readUInt32LE(start) === BLOB_MAGIC && file.readUInt32LE(start + 4) === index;
  return isBlob && start + BLOB_HEAD + length <= file.length ? [file.subarray(start + BLOB_HEAD, start + BLOB_HEAD + length)] : [];
}
function readNdbHeaders(file) {
  if (file.length < FIRST_SLOT || file.readUInt32LE(0) !== HEADER_MAGIC || file.readUInt32LE(4) !== 0) return void 0;
  const end = Math.min(file.readUInt32LE(12) * PAGE, file.length);
  const headers = [];
  let left = file.length;
  for (let at = FIRST_SLOT; at + SLOT <= end; at += SLOT) {
    if (file.readUInt32LE(at) !== SLOT_MAGIC) return void 0;
    const block = file.readUInt32LE(at + 8);
    const blobs = block === 0 ? [] : blobAt(file, { start: block * BLOCK, index: file.readUInt32LE(at + 4) });
    left -= blobs.reduce((sum, { length }) => sum + length, 0);
    if (left < 0) return void 0;
    headers.push(...blobs);
  }
  return headers;
}

// src/images/packages/os-release.ts
function fieldsOf(text2) {
  const lines = text2.split("\n").slice(0, 200);
  return new Map(
    lines.flatMap((line) => {
      const [, name = "", value = ""] = /^([A-Z_]+)=(.*)$/.exec(line.trim()) ?? [];
      return name === "" ? [] : [[name, value.replace(/^(["'])(.*)\1$/, "$2").replace(/\\(.)/g, "$1")]];
    })
  );
}
function readOsRelease(text2, debianVersion) {
  const fields = fieldsOf(text2);
  const name = (fields.get("NAME") ?? fields.get("ID") ?? "").replace(/ GNU\/Linux$/, "");
  const point = debianVersion?.trim() ?? "";
  const hasPoint = fields.get("ID") === "debian" && /^\d+\.\d+$/.test(point);
  const version = hasPoint ? point : fields.get("VERSION_ID") ?? fields.get("VERSION_CODENAME") ?? "";
  const whole = `${name} ${version}`.trim();
  return isPlain(whole) && whole.length <= 100 ? whole : void 0;
}

// src/images/packages/rpm-header.ts
var TAGS = { name: 1e3, version: 1001, release: 1002, epoch: 1003 };
var INT32 = 4;
var STRING = 6;
var ENTRY = 16;
var MOST_ENTRIES = 65536;
function entriesOf(header, count) {
  const entries = /* @__PURE__ */ new Map();
  for (let index = 0; index < count; index += 1) {
    const at = 8 + index * ENTRY;
    entries.set(header.readUInt32BE(at), { type: header.readUInt32BE(at + 4), offset: header.readUInt32BE(at + 8) });
  }
  return entries;
}
function stringAt(store, entry) {
  if (entry?.type !== STRING || entry.offset >= store.length) return "";
  const end = store.indexOf(0, entry.offset);
  return store.toString("utf8", entry.offset, end < 0 ? entry.offset : end);
}
function numberAt(store, entry) {
  return entry?.type === INT32 && entry.offset + 4 <= store.length ? store.readUInt32BE(entry.offset) : void 0;
}
function readRpmHeader(header) {
  if (header.length < 8) return void 0;
  const [count, length] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const start = 8 + count * ENTRY;
  if (count > MOST_ENTRIES || start + length > header.length) return void 0;
  const entries = entriesOf(header, count);
  const store = header.subarray(start, start + length);
  const [name, version, release] = [TAGS.name, TAGS.version, TAGS.release].map((tag) => stringAt(store, entries.get(tag)));
  const epoch = numberAt(store, entries.get(TAGS.epoch));
  const whole = `${epoch === void 0 ? "" : `${epoch}:`}${version ?? ""}-${release ?? ""}`;
  if (name === void 0 || name === "gpg-pubkey" || !isPlain(name) || !isPlain(whole)) return void 0;
  return { ecosystem: "rpm", name, version: whole };
}

// src/images/packages/sqlite-table.ts
var MAGIC = "SQLite format 3\0";
var HEADER = 100;
var LEAF = 13;
var INTERIOR = 5;
var MOST_ROWS = 1e5;
var DEEPEST = 32;
function readVarint(bytes, start) {
  let value = 0;
  for (let at = start; at < start + 8; at += 1) {
    const byte = bytes[at] ?? 0;
    value = value * 128 + (byte & 127);
    if (byte < 128) return { value, end: at + 1 };
  }
  return { value: value * 256 + (bytes[start + 8] ?? 0), end: start + 9 };
}
function openDatabase(file) {
  if (file.length < HEADER || file.toString("latin1", 0, 16) !== MAGIC) return void 0;
  const written = file.readUInt16BE(16);
  const pageSize = written === 1 ? 65536 : written;
  const usable = pageSize - (file[20] ?? 0);
  return pageSize >= 512 && usable >= 480 ? { file, pageSize, usable } : void 0;
}
function pageAt({ file, pageSize }, number3) {
  const start = (number3 - 1) * pageSize;
  return number3 < 1 || start + pageSize > file.length ? void 0 : file.subarray(start, start + pageSize);
}
function localLength(length, usable) {
  if (length <= usable - 35) return length;
  const least = Math.floor((usable - 12) * 32 / 255) - 23;
  const most = least + (length - least) % (usable - 4);
  return most <= usable - 35 ? most : least;
}
function payloadOf(database, cell) {
  const { page, start, length } = cell;
  if (length > database.file.length) return void 0;
  const local = localLength(length, database.usable);
  if (start + local > page.length) return void 0;
  const parts = [page.subarray(start, start + local)];
  let [missing, next] = [length - local, local < length && start + local + 4 <= page.length ? page.readUInt32BE(start + local) : 0];
  while (missing > 0) {
    const overflow = pageAt(database, next);
    if (overflow === void 0) return void 0;
    const piece = overflow.subarray(4, Math.min(database.usable, 4 + missing));
    parts.push(piece);
    [missing, next] = [missing - piece.length, overflow.readUInt32BE(0)];
  }
  return Buffer.concat(parts);
}
function valueOf(record, { type, start }) {
  const widths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
  if (type >= 12) {
    const length2 = Math.floor((type - 12) / 2);
    const bytes = record.subarray(start, start + length2);
    return { value: type % 2 === 0 ? bytes : bytes.toString("utf8"), length: length2 };
  }
  const length = widths[type] ?? 0;
  if (type === 8 || type === 9) return { value: type - 8, length };
  const isReadable = type >= 1 && type <= 5 && start + length <= record.length;
  return { value: isReadable ? record.readIntBE(start, length) : void 0, length };
}
function rowOf(record) {
  const head = readVarint(record, 0);
  const values = [];
  let start = head.value;
  for (let at = head.end; at < head.value && at < record.length; ) {
    const type = readVarint(record, at);
    const { value, length } = valueOf(record, { type: type.value, start });
    values.push(value);
    [at, start] = [type.end, start + length];
  }
  return values;
}
function cellsOf(page, from) {
  const first = from + (page[from] === INTERIOR ? 12 : 8);
  const count = page.readUInt16BE(from + 3);
  return Array.from({ length: count }, (_, index) => first + index * 2).flatMap((at) => at + 2 <= page.length ? [page.readUInt16BE(at)] : []);
}
function childrenOf(page, from) {
  const cells = cellsOf(page, from).filter((cell) => cell + 4 <= page.length);
  return [...cells.map((cell) => page.readUInt32BE(cell)), page.readUInt32BE(from + 8)];
}
function startWalk({ file }) {
  return { seen: /* @__PURE__ */ new Set(), left: file.length };
}
function* walk(database, place) {
  const { root, depth, bounds } = place;
  const { seen } = bounds;
  const page = seen.has(root) || depth > DEEPEST ? void 0 : pageAt(database, root);
  if (page === void 0) return;
  seen.add(root);
  const from = root === 1 ? HEADER : 0;
  if (page[from] === INTERIOR) for (const child of childrenOf(page, from)) yield* walk(database, { root: child, depth: depth + 1, bounds });
  if (page[from] !== LEAF) return;
  for (const cell of cellsOf(page, from)) {
    const length = readVarint(page, cell);
    bounds.left -= length.value;
    if (bounds.left < 0) return;
    const payload = payloadOf(database, { page, start: readVarint(page, length.end).end, length: length.value });
    if (payload !== void 0) yield rowOf(payload);
  }
}
function readSqliteTable(file, table) {
  const database = openDatabase(file);
  if (database === void 0) return void 0;
  for (const [type, name, , root] of walk(database, { root: 1, depth: 0, bounds: startWalk(database) })) {
    if (type !== "table" || name !== table || typeof root !== "number") continue;
    const rows = [];
    for (const row of walk(database, { root, depth: 0, bounds: startWalk(database) })) if (rows.push(row) >= MOST_ROWS) break;
    return rows;
  }
  return void 0;
}

// src/images/packages/stanza-packages.ts
var DEBIAN = { name: /^Package:[ \t]*(\S+)/m, version: /^Version:[ \t]*(\S+)/m };
var ALPINE = { name: /^P:(\S+)/m, version: /^V:(\S+)/m };
var STATUS = /^Status:[ \t]*(.*)$/m;
function stanzas(text2) {
  return text2.split(/\r?\n(?:[ \t]*\r?\n)+/).slice(0, MOST_PACKAGES);
}
function packageOf(stanza, { ecosystem, fields }) {
  const [name, version] = [fields.name.exec(stanza)?.[1] ?? "", fields.version.exec(stanza)?.[1] ?? ""];
  return isPlain(name) && isPlain(version) ? [{ ecosystem, name, version }] : [];
}
function readDebianPackages(text2) {
  return stanzas(text2).filter((stanza) => /^(?:$|.*\binstalled$)/.test(STATUS.exec(stanza)?.[1]?.trim() ?? "")).filter((stanza) => !/\b(?:not-|half-)installed$/.test(STATUS.exec(stanza)?.[1]?.trim() ?? "")).flatMap((stanza) => packageOf(stanza, { ecosystem: "deb", fields: DEBIAN }));
}
function readAlpinePackages(text2) {
  return stanzas(text2).flatMap((stanza) => packageOf(stanza, { ecosystem: "apk", fields: ALPINE }));
}

// src/images/packages/take-inventory.ts
function rpmPackages(headers) {
  return headers?.slice(0, MOST_PACKAGES).flatMap((header) => readRpmHeader(header) ?? []);
}
function sqliteHeaders(file) {
  return readSqliteTable(file, "Packages")?.flatMap(([, blob]) => Buffer.isBuffer(blob) ? [blob] : []);
}
function packagesOf(path, { kind, content }) {
  switch (kind) {
    case "os-release":
    case "debian-version":
      return [];
    case "python":
      return readPythonPackage(path);
    case "gem":
      return readRubyPackage(path);
    case "npm":
      return content === void 0 ? [] : readNodePackage(content.toString("utf8"));
    case "dpkg":
    case "dpkg-part":
      return content && readDebianPackages(content.toString("utf8"));
    case "apk":
      return content && readAlpinePackages(content.toString("utf8"));
    case "rpm-sqlite":
      return content && rpmPackages(sqliteHeaders(content));
    case "rpm-ndb":
      return content && rpmPackages(readNdbHeaders(content));
    case "rpm-old":
      return void 0;
  }
}
function systemOf({ files }) {
  const release = files.get("etc/os-release")?.content ?? files.get("usr/lib/os-release")?.content;
  return release === void 0 ? void 0 : readOsRelease(release.toString("utf8"), files.get("etc/debian_version")?.content?.toString("utf8"));
}
function takeInventory(stack) {
  const read = [...stack.files].map(([path, file]) => ({ path, packages: packagesOf(path, file) }));
  const system = systemOf(stack);
  return {
    ...system === void 0 ? {} : { system },
    packages: read.flatMap(({ packages }) => packages ?? []).slice(0, MOST_PACKAGES),
    unread: read.flatMap(({ path, packages }) => packages === void 0 ? [path] : []).toSorted()
  };
}

// src/images/layers/overlay-layers.ts
function isWithin(path, folders) {
  if (folders.size === 0) return false;
  if (folders.has("")) return true;
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) if (folders.has(path.slice(0, end))) return true;
  return false;
}
function isSettled(stack, path) {
  return stack.files.has(path) || isWithin(path, stack.hidden);
}
function overlayLayers(scans) {
  let files = /* @__PURE__ */ new Map();
  const hidden = /* @__PURE__ */ new Set();
  let size = 0;
  for (const scan of scans) {
    const gone = /* @__PURE__ */ new Set([...scan.removed, ...scan.emptied]);
    const left = gone.size === 0 ? files : new Map([...files].filter(([path]) => !isWithin(path, gone)));
    files = new Map([...left, ...scan.files]);
    for (const path of gone) hidden.add(path);
    size += scan.size;
  }
  return { files, hidden, size };
}

// src/images/layers/byte-reader.ts
function openByteReader(source) {
  const pieces = source[Symbol.asyncIterator]();
  let rest = new Uint8Array();
  async function advance() {
    const next = await pieces.next();
    if (next.done === true) return false;
    rest = next.value;
    return true;
  }
  async function pass(length, onPiece) {
    let missing = length;
    while (missing > 0) {
      if (rest.length === 0 && !await advance()) return false;
      const piece = rest.subarray(0, missing);
      rest = rest.subarray(piece.length);
      missing -= piece.length;
      onPiece(piece);
    }
    return true;
  }
  return {
    async take(length) {
      const parts = [];
      const isWhole = await pass(length, (piece) => parts.push(piece));
      return isWhole ? Buffer.concat(parts, length) : void 0;
    },
    skip: (length) => pass(length, () => void 0),
    async drain() {
      rest = new Uint8Array();
      while (await advance()) rest = new Uint8Array();
    },
    async close() {
      await pieces.return?.();
    }
  };
}

// src/images/layers/tar-header.ts
var BLOCK2 = 512;
var KINDS = { "0": "file", "\0": "file", "7": "file", "1": "hard-link", "2": "symbolic-link", "5": "folder" };
function text(block, { start, length }) {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString("utf8");
}
function number2(block, { start, length }) {
  const first = block[start] ?? 0;
  if (first >= 128) {
    const high = block.subarray(start + 1, start + length - 6);
    return first === 128 && high.every((byte) => byte === 0) ? block.readUIntBE(start + length - 6, 6) : Number.NaN;
  }
  const digits = text(block, { start, length }).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits === "" ? "0" : digits, 8) : Number.NaN;
}
function isSumRight(block) {
  let sum = 8 * 32;
  for (let index = 0; index < BLOCK2; index += 1) if (index < 148 || index >= 156) sum += block[index] ?? 0;
  return sum === number2(block, { start: 148, length: 8 });
}
function pathOf(block) {
  const name = text(block, { start: 0, length: 100 });
  const hasPrefix = block.toString("latin1", 257, 263) === "ustar\0";
  const prefix = hasPrefix ? text(block, { start: 345, length: 155 }) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}
function readTarBlock(block) {
  if (block.every((byte) => byte === 0)) return { kind: "end" };
  const size = number2(block, { start: 124, length: 12 });
  if (!isSumRight(block) || Number.isNaN(size)) return { kind: "broken" };
  const type = block.toString("latin1", 156, 157);
  if (type === "x" || type === "g") return { kind: "extended", scope: type === "x" ? "next" : "global", size };
  if (type === "L") return { kind: "long-path", size };
  if (type === "K") return { kind: "long-target", size };
  const kind = KINDS[type] ?? "other";
  const hasContent = kind === "file" || kind === "other";
  return { kind: "entry", type: kind, path: pathOf(block), size: hasContent ? size : 0, target: text(block, { start: 157, length: 100 }) };
}
function readPaxRecords(bytes) {
  const records = /* @__PURE__ */ new Map();
  for (let start = 0; start < bytes.length; ) {
    const blank = bytes.indexOf(32, start);
    const digits = blank < 0 ? "" : bytes.toString("latin1", start, blank);
    const length = /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : 0;
    const equals = bytes.indexOf(61, blank);
    if (length === 0 || equals < 0 || equals >= start + length) break;
    records.set(bytes.toString("utf8", blank + 1, equals), bytes.toString("utf8", equals + 1, start + length - 1));
    start += length;
  }
  return records;
}

// src/images/layers/read-tar.ts
var LARGEST_RECORD = 1024 * 1024;
var LONGEST_PATH = 4096;
function broken(subject, message) {
  return new StowplanError({ code: "registry-invalid", subject, message, hint: "The image may be damaged; pull it to see whether an engine takes it." });
}
function cleanPath(path) {
  if (path.length > LONGEST_PATH || path.includes("\0")) return void 0;
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.length === 0 || parts.includes("..") ? void 0 : parts.join("/");
}
function padding(size) {
  return (BLOCK2 - size % BLOCK2) % BLOCK2;
}
async function readRecord(reader, { size, subject }) {
  if (size > LARGEST_RECORD) throw broken(subject, "A layer's archive has a header larger than any real one.");
  const record = await reader.take(size);
  if (record === void 0 || !await reader.skip(padding(size))) throw broken(subject, "A layer's archive ends too early.");
  return record;
}
function fromPax(record) {
  const records = readPaxRecords(record);
  const [path, target, size] = [records.get("path"), records.get("linkpath"), records.get("size")];
  return {
    ...path === void 0 ? {} : { path },
    ...target === void 0 ? {} : { target },
    ...size === void 0 || !/^\d{1,15}$/.test(size) ? {} : { size: Number(size) }
  };
}
function untilNull(record) {
  const end = record.indexOf(0);
  return record.toString("utf8", 0, end < 0 ? record.length : end);
}
async function lengthen(block, read) {
  const record = await readRecord(read.reader, { size: block.size, subject: read.subject });
  if (block.kind !== "extended") return block.kind === "long-path" ? { path: untilNull(record) } : { target: untilNull(record) };
  return block.scope === "next" ? fromPax(record) : {};
}
async function readEntry(block, { reader, wants, subject }) {
  const path = cleanPath(block.path);
  const most = path === void 0 || block.type !== "file" ? void 0 : wants(path);
  const content = most !== void 0 && block.size <= most ? await reader.take(block.size) : void 0;
  const isWhole = content !== void 0 || await reader.skip(block.size);
  if (!isWhole) throw broken(subject, "A layer's archive ends too early.");
  await reader.skip(padding(block.size));
  if (path === void 0) return void 0;
  const target = block.type === "hard-link" ? cleanPath(block.target) ?? "" : block.target.slice(0, LONGEST_PATH);
  return { path, kind: block.type, size: block.size, target, ...content === void 0 ? {} : { content } };
}
async function* readTar({ bytes, subject, wants }) {
  const reader = openByteReader(bytes);
  let lengthened = {};
  try {
    for (; ; ) {
      const header = await reader.take(BLOCK2);
      const block = header === void 0 ? { kind: "end" } : readTarBlock(header);
      if (block.kind === "end") break;
      if (block.kind === "broken") throw broken(subject, "A layer is not a proper tar archive.");
      if (block.kind !== "entry") {
        lengthened = { ...lengthened, ...await lengthen(block, { reader, subject }) };
        continue;
      }
      const entry = await readEntry({ ...block, ...lengthened }, { reader, wants, subject });
      lengthened = {};
      if (entry !== void 0) yield entry;
    }
    await reader.drain();
  } finally {
    await reader.close();
  }
}

// src/images/layers/wanted-files.ts
var MEBIBYTE = 1024 * 1024;
var DATABASES = {
  "var/lib/dpkg/status": { kind: "dpkg", keep: 32 * MEBIBYTE },
  "usr/lib/sysimage/dpkg/status": { kind: "dpkg", keep: 32 * MEBIBYTE },
  "lib/apk/db/installed": { kind: "apk", keep: 32 * MEBIBYTE },
  "usr/lib/apk/db/installed": { kind: "apk", keep: 32 * MEBIBYTE },
  "var/lib/rpm/rpmdb.sqlite": { kind: "rpm-sqlite", keep: 128 * MEBIBYTE },
  "usr/lib/sysimage/rpm/rpmdb.sqlite": { kind: "rpm-sqlite", keep: 128 * MEBIBYTE },
  "var/lib/rpm/Packages.db": { kind: "rpm-ndb", keep: 128 * MEBIBYTE },
  "usr/lib/sysimage/rpm/Packages.db": { kind: "rpm-ndb", keep: 128 * MEBIBYTE },
  // Berkeley DB, of CentOS 7 and 8: known, so that its packages are not taken for none.
  "var/lib/rpm/Packages": { kind: "rpm-old", keep: 0 },
  "etc/os-release": { kind: "os-release", keep: 64 * 1024 },
  "usr/lib/os-release": { kind: "os-release", keep: 64 * 1024 },
  "etc/debian_version": { kind: "debian-version", keep: 1024 }
};
var FORMS = [
  [/^var\/lib\/dpkg\/status\.d\/[^/]+(?<!\.md5sums)$/, "dpkg-part", MEBIBYTE],
  [/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/, "npm", 256 * 1024],
  [/(?:^|\/)(?:site|dist)-packages\/[^/]+\.dist-info\/METADATA$/, "python", 0],
  [/(?:^|\/)specifications\/(?:default\/)?[^/]+-\d[^/-]*\.gemspec$/, "gem", 0]
];
function withFolders(path) {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
var DATABASE_FOLDERS = new Set([...Object.keys(DATABASES), "var/lib/dpkg/status.d"].flatMap(withFolders));
var WITHOUT_PACKAGES = /^(?:boot|dev|etc|proc|run|sys|tmp|(?:usr\/)?s?bin|usr\/include|root\/\.(?:cache|npm)|var\/(?:cache|log|tmp|lib\/apt))(?:\/|$)/;
function wantedFile(path) {
  const database = Object.hasOwn(DATABASES, path) ? DATABASES[path] : void 0;
  if (database !== void 0) return database;
  const form = FORMS.find(([pattern]) => pattern.test(path));
  return form === void 0 ? void 0 : { kind: form[1], keep: form[2] };
}
function holdsDatabase(path) {
  return DATABASE_FOLDERS.has(path) || path.startsWith("var/lib/dpkg/status.d/");
}
function mayHoldPackages(path) {
  if (WITHOUT_PACKAGES.test(path)) return false;
  return /(?:^|\/)(?:node_modules|(?:site|dist)-packages|specifications)(?:\/|$)/.test(path) || path.split("/").length <= 3;
}

// src/images/layers/scan-layer.ts
var MOST_FILES = 5e4;
var MOST_REMOVED = 2e5;
var MOST_BYTES = 192 * 1024 * 1024;
var WHITEOUT = ".wh.";
var OPAQUE = ".wh..wh..opq";
function whiteoutOf(path) {
  const slash = path.lastIndexOf("/");
  const [folder, name] = [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
  if (name === OPAQUE) return { kind: "emptied", path: folder };
  if (!name.startsWith(WHITEOUT) || name.startsWith(WHITEOUT + WHITEOUT)) return void 0;
  const removed = name.slice(WHITEOUT.length);
  return { kind: "removed", path: folder === "" ? removed : `${folder}/${removed}` };
}
function fileOf(entry, files) {
  const wanted = wantedFile(entry.path);
  if (wanted === void 0) return void 0;
  if (entry.kind === "hard-link") return { kind: wanted.kind, ...files.get(entry.target) ?? {} };
  if (entry.kind !== "file") return void 0;
  return { kind: wanted.kind, ...entry.content === void 0 ? {} : { content: entry.content } };
}
function tooMuch(subject) {
  const hint = "Nothing to do for ordinary images; this one may be made to exhaust its readers.";
  return new StowplanError({ code: "registry-limit", subject, message: "A layer has more package files than any real one.", hint });
}
function keptBytes(path) {
  const wanted = wantedFile(path);
  return wanted === void 0 || wanted.keep === 0 ? void 0 : wanted.keep;
}
async function scanLayer({ bytes, subject }) {
  const files = /* @__PURE__ */ new Map();
  const [removed, emptied] = [[], []];
  let size = 0;
  let kept = 0;
  for await (const entry of readTar({ bytes, subject, wants: keptBytes })) {
    size += entry.size;
    const whiteout = whiteoutOf(entry.path);
    if (whiteout !== void 0) (whiteout.kind === "removed" ? removed : emptied).push(whiteout.path);
    const file = whiteout === void 0 ? fileOf(entry, files) : void 0;
    if (file === void 0 && removed.length + emptied.length <= MOST_REMOVED) continue;
    if (file !== void 0) files.set(entry.path, file);
    kept += file?.content?.length ?? 0;
    if (files.size > MOST_FILES || kept > MOST_BYTES || removed.length + emptied.length > MOST_REMOVED) throw tooMuch(subject);
  }
  return { files, removed, emptied, size, kept };
}

// src/images/layers/layer-reader.ts
var AT_A_TIME = 3;
var LARGEST_RATIO = 25;
var ALWAYS_UNPACKED = 64 * 1024 * 1024;
var LARGEST_REMEMBERED = 2 * 1024 * 1024;
function isElsewhere({ mediaType }) {
  return /foreign|nondistributable/.test(mediaType);
}
async function* counted(bytes, { budget, subject }) {
  for await (const piece of bytes) {
    budget.left -= piece.length;
    if (budget.left < 0) {
      const hint = "Split the pull request, or raise `images.max-download`, which this limit follows.";
      throw new StowplanError({ code: "registry-limit", subject, message: "The layers of one plan unpack to more than is read.", hint });
    }
    yield piece;
  }
}
function openScan(layer, { registry, budget }) {
  const subject = `${layer.repository.registry}/${layer.repository.path}@${layer.digest}`;
  const limit = layer.size * LARGEST_RATIO + ALWAYS_UNPACKED;
  const packed = registry.openBlob(layer.repository, { digest: layer.digest, limit: layer.size });
  return scanLayer({ bytes: counted(unpackLayer(packed, { subject, limit }), { budget, subject }), subject });
}
function eachOnce(layers) {
  return [...new Map(layers.map((layer) => [layer.digest, layer])).values()];
}
function openLayerReader(registry, budget) {
  const scans = /* @__PURE__ */ new Map();
  const large = [];
  const unpacked = { left: budget * LARGEST_RATIO + ALWAYS_UNPACKED };
  let left = budget;
  function unread(layers) {
    return eachOnce(layers).filter(({ digest }) => !scans.has(digest));
  }
  function costOf(layers) {
    return unread(layers).reduce((sum, { size }) => sum + size, 0);
  }
  function start(layer) {
    const scan = scans.get(layer.digest) ?? openScan(layer, { registry, budget: unpacked });
    scans.set(layer.digest, scan);
    return scan.then((done) => {
      if (done.kept > LARGEST_REMEMBERED) large.push(layer.digest);
      return done;
    });
  }
  return {
    costOf,
    canAfford: (layers) => costOf(layers) <= left,
    async readAll(layers) {
      left -= costOf(layers);
      const queue = eachOnce(layers);
      for (let index = 0; index < queue.length; index += AT_A_TIME) await Promise.all(queue.slice(index, index + AT_A_TIME).map(start));
      return Promise.all(layers.map(start));
    },
    spend(bytes) {
      if (bytes > left) return false;
      left -= bytes;
      return true;
    },
    forgetLarge() {
      for (const digest of large.splice(0)) scans.delete(digest);
    }
  };
}

// src/images/layers/read-stacks.ts
var SYSTEM_DATABASES = /* @__PURE__ */ new Set(["dpkg", "apk", "rpm-sqlite", "rpm-ndb", "rpm-old"]);
var LANGUAGES = /* @__PURE__ */ new Set(["npm", "python", "gem"]);
function sharedLayers({ old, new: next }) {
  const differing = old.findIndex(({ digest }, index) => next[index]?.digest !== digest);
  return differing < 0 ? old.length : differing;
}
function isInherited(own, { other, matters }) {
  const files = [...own.files.keys()].some((path) => matters(path) && !isSettled(other, path));
  return files || [...own.hidden].some((path) => matters(path) && !isSettled(other, path));
}
function needsShared(pair, matters) {
  return isInherited(pair.old, { other: pair.new, matters }) || isInherited(pair.new, { other: pair.old, matters });
}
function isOfSystem(path) {
  const wanted = wantedFile(path);
  return holdsDatabase(path) || wanted !== void 0 && !LANGUAGES.has(wanted.kind);
}
function isOfLanguage(path) {
  const wanted = wantedFile(path);
  return wanted === void 0 ? mayHoldPackages(path) : LANGUAGES.has(wanted.kind);
}
function withoutLanguages(stack) {
  return { ...stack, files: new Map([...stack.files].filter(([, { kind }]) => !LANGUAGES.has(kind))) };
}
async function readFromTop(layers, reader) {
  for (let from = layers.length - 1; from >= 0; from -= 1) {
    const upper = layers.slice(from);
    if (!reader.canAfford(upper)) return void 0;
    const stack = overlayLayers(await reader.readAll(upper));
    if ([...stack.files.values()].some(({ kind }) => SYSTEM_DATABASES.has(kind))) return withoutLanguages(stack);
  }
  return void 0;
}
async function readSystems(pair, reader) {
  const bytes = reader.costOf([...pair.old, ...pair.new]);
  const next = await readFromTop(pair.new, reader);
  const old = next === void 0 ? void 0 : await readFromTop(pair.old, reader);
  return old === void 0 || next === void 0 ? { kind: "too-large", bytes } : { kind: "stacks", old, new: next, isSystemOnly: true };
}
async function readStacks(pair, reader) {
  if ([...pair.old, ...pair.new].some(isElsewhere)) return { kind: "elsewhere" };
  const count = sharedLayers(pair);
  const shared = pair.old.slice(0, count);
  const own = { old: pair.old.slice(count), new: pair.new.slice(count) };
  if (!reader.canAfford([...own.old, ...own.new])) return readSystems(pair, reader);
  const scans = { old: await reader.readAll(own.old), new: await reader.readAll(own.new) };
  const stacks = { old: overlayLayers(scans.old), new: overlayLayers(scans.new) };
  const [system, languages] = [needsShared(stacks, isOfSystem), needsShared(stacks, isOfLanguage)];
  if (!system && !languages) return { kind: "stacks", ...stacks, isSystemOnly: false };
  if (reader.canAfford(shared)) {
    const below = await reader.readAll(shared);
    return { kind: "stacks", old: overlayLayers([...below, ...scans.old]), new: overlayLayers([...below, ...scans.new]), isSystemOnly: false };
  }
  if (system) return readSystems(pair, reader);
  return { kind: "stacks", old: withoutLanguages(stacks.old), new: withoutLanguages(stacks.new), isSystemOnly: true };
}

// src/images/layers/compare-contents.ts
var MOST_CHANGES = 3e3;
var MOST_LAYERS = 500;
function layersOf({ repository, layers }) {
  return layers.map(({ digest, size, mediaType }) => ({ repository, digest, size, mediaType }));
}
function toComparison(changes, facts) {
  return { ...facts, changes: changes.slice(0, MOST_CHANGES), more: Math.max(0, changes.length - MOST_CHANGES) };
}
function tellUnread(paths) {
  return paths.length === 0 ? [] : [`The package list ${tellSome(paths, 3)} has a form that is not read, so packages may differ unseen.`];
}
function compareInventories(old, next) {
  const unread = [.../* @__PURE__ */ new Set([...old.unread, ...next.unread])];
  const isMoved = old.system !== void 0 && next.system !== void 0 && old.system !== next.system;
  return {
    // A list that only one side could be read of would show every package as new or gone.
    changes: unread.length > 0 ? [] : packageChanges(old.packages, next.packages),
    ...isMoved ? { system: { old: old.system, new: next.system } } : {},
    gaps: tellUnread(unread)
  };
}
async function unpackedSize(pair, reader) {
  const known = new Set(pair.old.layers.map(({ digest }) => digest));
  const fresh = new Map(layersOf(pair.new).flatMap((layer) => known.has(layer.digest) ? [] : [[layer.digest, layer]]));
  if (reader.costOf([...fresh.values()]) > 0) return void 0;
  return overlayLayers(await reader.readAll([...fresh.values()])).size;
}
async function readContents(pair, reader) {
  if (pair.old.layers.length > MOST_LAYERS || pair.new.layers.length > MOST_LAYERS) {
    return { gaps: ["Packages are not compared: the images have more layers than any engine takes."] };
  }
  const stacks = await readStacks({ old: layersOf(pair.old), new: layersOf(pair.new) }, reader);
  if (stacks.kind === "elsewhere") return { gaps: ["Packages are not compared: some layers are kept outside of the registry."] };
  if (stacks.kind === "too-large") {
    return { gaps: [`Packages are not compared: ${tellSize(stacks.bytes)} of layers would have to be read, more than \`images.max-download\` leaves.`] };
  }
  const { changes, ...rest } = compareInventories(takeInventory(stacks.old), takeInventory(stacks.new));
  const unpacked = await unpackedSize(pair, reader);
  const { isSystemOnly } = stacks;
  const partly = isSystemOnly ? ["Packages of languages are not compared: only the distribution's fit into `images.max-download`."] : [];
  return {
    ...rest,
    packages: toComparison(changes, { from: "layers", isSystemOnly }),
    ...unpacked === void 0 ? {} : { unpacked },
    gaps: [...rest.gaps, ...partly]
  };
}
function compareLayers(pair, reader) {
  return readContents(pair, reader).catch(insteadOf(isRegistryError, ({ message }) => ({ gaps: [`Packages are not compared: ${message}`] }))).finally(() => {
    reader.forgetLarge();
  });
}

// src/images/attached/attached-documents.ts
function kindOfPredicate(type) {
  if (type.startsWith("https://slsa.dev/provenance/")) return "provenance";
  if (/^https:\/\/(?:spdx\.dev\/Document|cyclonedx\.org\/bom)/.test(type)) return "sbom";
  return type === "https://sigstore.dev/cosign/sign/v1" ? "sigstore-signature" : void 0;
}
var ARTIFACT_TYPES = {
  "application/vnd.dev.cosign.artifact.sig.v1+json": "cosign-signature",
  "application/vnd.cncf.notary.signature": "notation-signature",
  "application/spdx+json": "sbom",
  "text/spdx+json": "sbom",
  "application/vnd.cyclonedx+json": "sbom",
  "application/vnd.dev.sigstore.bundle.v0.3+json": "bundle",
  "application/vnd.in-toto+json": "in-toto"
};
var Bundle = looseObject({ dsseEnvelope: unknown() });
var Envelope = looseObject({ payload: string(), payloadType: string() });
var Statement = looseObject({ predicateType: string(), predicate: unknown() });
function unwrapDocument(document) {
  const bundle = Bundle.safeParse(document).data;
  if (bundle?.dsseEnvelope !== void 0) return unwrapDocument(bundle.dsseEnvelope);
  const envelope = Envelope.safeParse(document).data;
  if (envelope !== void 0) return unwrapStatement(parseJson(Buffer.from(envelope.payload, "base64").toString("utf8")));
  return unwrapStatement(document);
}
function unwrapStatement(document) {
  const statement = Statement.safeParse(document).data;
  if (statement === void 0) return document;
  return kindOfPredicate(statement.predicateType) === "sbom" ? statement.predicate : void 0;
}
function readDocument(bytes) {
  return unwrapDocument(parseJson(Buffer.from(bytes).toString("utf8")));
}

// src/images/attached/sbom-packages.ts
var SpdxDocument = looseObject({
  spdxVersion: string(),
  packages: array(
    looseObject({ externalRefs: array(looseObject({ referenceType: string().catch(""), referenceLocator: string().catch("") })).catch([]) })
  )
});
var CycloneDocument = looseObject({
  bomFormat: literal("CycloneDX"),
  components: array(looseObject({ purl: string().catch("") })).catch([])
});
var NO_PACKAGES = /* @__PURE__ */ new Set(["generic", "oci", "docker", "github"]);
function decoded(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
  }
}
function parsePackageUrl(url) {
  const [, type = "", path = "", version = "", qualifiers = ""] = /^pkg:([\w.+-]+)\/([^?#@]+(?:@[^?#@/]*\/[^?#@]*)*)@([^?#]+)(?:\?([^#]*))?/.exec(url) ?? [];
  const ecosystem = type.toLowerCase();
  const parts = path.split("/").map(decoded);
  const isDistribution = ecosystem === "deb" || ecosystem === "rpm" || ecosystem === "apk";
  const name = (isDistribution ? parts.slice(-1) : parts).join("/");
  const epoch = new URLSearchParams(qualifiers).get("epoch");
  const whole = `${epoch !== null && /^[1-9]\d*$/.test(epoch) ? `${epoch}:` : ""}${decoded(version)}`;
  if (NO_PACKAGES.has(ecosystem) || ecosystem.length > 64 || !isPlain(name) || !isPlain(whole)) return void 0;
  return { ecosystem, name, version: whole };
}
function urlsOf(document) {
  const spdx = SpdxDocument.safeParse(document).data;
  if (spdx !== void 0) {
    return spdx.packages.flatMap(({ externalRefs }) => externalRefs.filter(({ referenceType }) => referenceType === "purl").map((reference) => reference.referenceLocator));
  }
  return CycloneDocument.safeParse(document).data?.components.map(({ purl }) => purl);
}
function readSbom(document) {
  const packages = urlsOf(document)?.slice(0, MOST_PACKAGES).flatMap((url) => url.length > 4096 ? [] : parsePackageUrl(url) ?? []);
  return packages === void 0 || packages.length === 0 ? void 0 : packages;
}

// src/images/attached/compare-sboms.ts
var LARGEST = 48 * 1024 * 1024;
async function readWhole(blob, registry) {
  const pieces = [];
  for await (const piece of registry.openBlob(blob.repository, { digest: blob.digest, limit: blob.size })) pieces.push(piece);
  return Buffer.concat(pieces);
}
async function readFirst(blobs, { registry, reader }) {
  for (const blob of blobs) {
    if (blob.size > LARGEST || !reader.spend(blob.size)) continue;
    const packages = readSbom(readDocument(await readWhole(blob, registry)));
    if (packages !== void 0) return packages;
  }
  return void 0;
}
async function comparePair(pair, asker) {
  const old = await readFirst(pair.old, asker);
  const next = old === void 0 ? void 0 : await readFirst(pair.new, asker);
  return old === void 0 || next === void 0 ? void 0 : toComparison(packageChanges(old, next), { from: "sbom", isSystemOnly: false });
}
async function compareSboms(pair, asker) {
  if (pair.old.length === 0 || pair.new.length === 0) return void 0;
  return comparePair(pair, asker).catch(insteadOf(isRegistryError, () => void 0));
}

// src/images/attached/find-attachments.ts
var NOTHING = { kinds: [], sboms: [] };
var MOST_REFERRERS = 20;
async function readPredicates(repository, { registry, reference }) {
  const manifest = ImageManifest.safeParse((await registry.manifest(repository, reference)).body).data;
  const layers = (manifest?.layers ?? []).map((layer) => {
    const type = layer.annotations["in-toto.io/predicate-type"] ?? layer.annotations["predicateType"] ?? "";
    return { kind: kindOfPredicate(type), blob: { repository, digest: layer.digest, size: layer.size } };
  });
  return {
    kinds: layers.flatMap(({ kind }) => kind ?? []),
    sboms: layers.flatMap(({ kind, blob }) => kind === "sbom" ? [blob] : [])
  };
}
function missingIsNothing(question) {
  return question().catch(insteadOf((error) => hasCode(error, "registry-missing"), () => NOTHING));
}
async function askCosignTags({ repository, digest, platformDigest }, registry) {
  const tag = digest.replace(":", "-");
  return Promise.all([
    missingIsNothing(async () => registry.resolve(repository, `${tag}.sig`).then(() => ({ kinds: ["cosign-signature"], sboms: [] }))),
    missingIsNothing(async () => {
      await registry.resolve(repository, `${tag}.att`);
      const { kinds, sboms } = await readPredicates(repository, { registry, reference: `${tag}.att` });
      return { kinds, sboms: digest === platformDigest ? sboms : [] };
    })
  ]);
}
async function readArtifact(repository, { registry, referrer }) {
  const manifest = ImageManifest.safeParse((await registry.manifest(repository, referrer.digest)).body).data;
  const [layer] = manifest?.layers ?? [];
  return { kinds: ["sbom"], sboms: layer === void 0 ? [] : [{ repository, digest: layer.digest, size: layer.size }] };
}
async function lookAtReferrer(repository, { registry, referrer }) {
  const type = ARTIFACT_TYPES[referrer.artifactType ?? ""];
  const predicate = referrer.annotations["dev.sigstore.bundle.predicateType"] ?? referrer.annotations["in-toto.io/predicate-type"] ?? "";
  const kind = kindOfPredicate(predicate);
  if (type === "cosign-signature" || type === "notation-signature") return { kinds: [type], sboms: [] };
  if (type === "sbom" || type !== void 0 && kind === "sbom") return readArtifact(repository, { registry, referrer });
  return type === void 0 || kind === void 0 ? NOTHING : { kinds: [kind], sboms: [] };
}
async function askReferrers(repository, { registry, digest }) {
  const referrers = await registry.referrers(repository, digest);
  return Promise.all(referrers.slice(0, MOST_REFERRERS).map((referrer) => lookAtReferrer(repository, { registry, referrer })));
}
async function askAllReferrers({ repository, digest, platformDigest }, registry) {
  const own = await askReferrers(repository, { registry, digest: platformDigest });
  if (digest === platformDigest) return own;
  const whole = await askReferrers(repository, { registry, digest });
  return [...own, ...whole.map(({ kinds }) => ({ kinds, sboms: [] }))];
}
async function ask(image, registry) {
  const { repository, attestations } = image;
  const inIndex = Promise.all(attestations.slice(0, MOST_REFERRERS).map((reference) => readPredicates(repository, { registry, reference })));
  const seen = (await Promise.all([inIndex, askAllReferrers(image, registry), askCosignTags(image, registry)])).flat();
  return { attested: [...new Set(seen.flatMap(({ kinds }) => kinds))].toSorted(), sboms: seen.flatMap(({ sboms }) => sboms) };
}
function findAttachments(image, registry) {
  return ask(image, registry).catch(insteadOf(isRegistryError, () => ({ sboms: [] })));
}

// src/images/running-container.ts
var FLAGS = {
  mount: /^(?:-v|--volume|--mount|--tmpfs)$/,
  port: /^(?:-p|--publish)$/,
  user: /^(?:-u|--user)$/,
  network: /^(?:--net|--network)$/
};
function valuesOf({ options }, flag) {
  const { extraOptions } = options;
  return extraOptions.flatMap((argument, index) => {
    const equals = argument.indexOf("=");
    if (argument.startsWith("-") && equals > 0 && FLAGS[flag].test(argument.slice(0, equals))) return [argument.slice(equals + 1)];
    const next = extraOptions[index + 1];
    return FLAGS[flag].test(argument) && next !== void 0 ? [next] : [];
  });
}
function mountTarget(volume) {
  const named = /(?:^|,)(?:target|destination|dst)=([^,]+)/.exec(volume)?.[1];
  const [source = "", target] = volume.split(":");
  return withoutSlash(named ?? (target?.startsWith("/") === true ? target : source));
}
function withoutSlash(path) {
  return path.replace(/(?<=.)\/+$/, "");
}
function mounts(container, path) {
  return [...container.options.volumes, ...valuesOf(container, "mount")].map(mountTarget).includes(withoutSlash(path));
}
function portRange(text2) {
  const [, first = "", last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text2) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return first === "" || to < from || to > 65535 ? [] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
function publishes(container, port) {
  return [...container.options.ports, ...valuesOf(container, "port")].some((published) => {
    const [address = "", protocol = "tcp"] = published.split("/");
    return portRange(address.slice(address.lastIndexOf(":") + 1)).some((number3) => `${number3}/${protocol}` === port);
  });
}
function setsUser(container) {
  return typeof container.options.user === "string" || valuesOf(container, "user").length > 0;
}
function isOnHostNetwork(container) {
  return [...container.options.networks, ...valuesOf(container, "network")].includes("host");
}
var MOST_NAMES = 3;
function tellContainers(containers) {
  const names = [...new Set(containers.map(({ name }) => name))];
  if (names.length > MOST_NAMES) return tellSome(names, MOST_NAMES);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

// src/images/environment-differences.ts
var BUILD_LABEL = /^(?:org\.opencontainers\.image|org\.label-schema|com\.docker\.(?:compose|extension)|build_version|maintainer$)/;
var MAXIMUM_LABELS = 20;
function variables(entries) {
  return new Map(
    entries.map((entry) => {
      const equals = entry.indexOf("=");
      return equals < 0 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
    })
  );
}
function shown(name, value) {
  return isSecret(name, value) ? HIDDEN : tellValue(value);
}
function differingParts(name, values) {
  const [before, after] = [values[0].split(":"), values[1].split(":")];
  const gone = before.filter((folder) => !after.includes(folder)).join(":");
  const come = after.filter((folder) => !before.includes(folder)).join(":");
  return name.endsWith("PATH") && gone !== "" && come !== "" ? [gone, come] : values;
}
function tellChanges(word, { old, next }) {
  const names = [.../* @__PURE__ */ new Set([...old.keys(), ...next.keys()])].toSorted();
  return names.flatMap((name) => {
    const [before, after] = [old.get(name), next.get(name)];
    const subject = `${word} ${tellValue(name)}`;
    if (before === after) return [];
    if (after === void 0) return [`${subject} is gone`];
    if (before === void 0) return [`${subject} is new: ${shown(name, after)}`];
    const [gone, come] = differingParts(name, [before, after]);
    return [`${subject}: ${shown(name, gone)} → ${shown(name, come)}`];
  });
}
function forgottenVariables({ old, next }, containers) {
  return [...old.keys()].filter((name) => !next.has(name)).toSorted().flatMap((name) => {
    const setters = containers.filter(({ options }) => options.environment[name] !== void 0);
    if (setters.length === 0) return [];
    return [`variable ${tellValue(name)} is gone from the image, but ${tellContainers(setters)} still sets it: look whether the new version reads it`];
  });
}
function environmentDifferences({ old, new: next }, containers) {
  const isOwn = (name) => containers.length > 0 && containers.every(({ options }) => options.environment[name] !== void 0);
  const all = { old: variables(old.Env), next: variables(next.Env) };
  const forgotten = forgottenVariables(all, containers);
  const isTold = (name) => isOwn(name) || forgotten.some((text2) => text2.startsWith(`variable ${tellValue(name)} `));
  const shownOf = (entries) => new Map([...entries].filter(([name]) => !isTold(name)));
  const texts = [...forgotten, ...tellChanges("variable", { old: shownOf(all.old), next: shownOf(all.next) })];
  return texts.map((text2) => ({ field: "environment", text: text2 }));
}
function runningLabels(labels) {
  return new Map(Object.entries(labels).filter(([name]) => !BUILD_LABEL.test(name)));
}
function labelDifferences({ old, new: next }) {
  const texts = tellChanges("label", { old: runningLabels(old.Labels), next: runningLabels(next.Labels) });
  const rest = texts.length - MAXIMUM_LABELS;
  const more = rest > 0 ? [`and ${rest} more labels differ`] : [];
  return [...texts.slice(0, MAXIMUM_LABELS), ...more].map((text2) => ({ field: "labels", text: text2 }));
}

// src/images/setting-differences.ts
function difference(field, text2) {
  return { field, text: text2 };
}
function overridden(containers, isSet) {
  return containers.length > 0 && containers.every(isSet) ? ", but your container sets its own" : "";
}
function tellUser(user) {
  const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(user) ?? [];
  if (uid === void 0) return tellValue(user);
  if (uid === "0" && (gid === void 0 || gid === "0")) return "root";
  return gid === void 0 ? `uid ${uid}` : `uid ${uid}, gid ${gid}`;
}
function plainDifferences({ old, new: next }, containers) {
  const own = overridden(containers, setsUser);
  const plain2 = [
    ["user", "runs as", tellUser(old.User || "root"), tellUser(next.User || "root")],
    ["workdir", "starts in", tellValue(old.WorkingDir || "/"), tellValue(next.WorkingDir || "/")],
    ["stop-signal", "is stopped with", tellValue(old.StopSignal || "SIGTERM"), tellValue(next.StopSignal || "SIGTERM")]
  ];
  return plain2.flatMap(([field, words, from, to]) => from === to ? [] : [difference(field, `${words} ${to} instead of ${from}${field === "user" ? own : ""}`)]);
}
function commandDifferences({ old, new: next }, containers) {
  const commands = [
    { field: "entrypoint", from: old.Entrypoint, to: next.Entrypoint, own: overridden(containers, ({ options }) => typeof options.entrypoint === "string") },
    { field: "command", from: old.Cmd, to: next.Cmd, own: overridden(containers, ({ options }) => options.cmd.length > 0) }
  ];
  return commands.flatMap(({ field, from, to, own }) => {
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [difference(field, `${field} ${tellArguments(from)} → ${tellArguments(to)}${own}`)];
  });
}
function healthcheckDifferences({ old, new: next }) {
  const [before, after] = [old.Healthcheck ?? void 0, next.Healthcheck ?? void 0];
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (after === void 0) return [difference("healthcheck", "no longer checks its own health")];
  const test = tellArguments(after.Test.slice(after.Test[0] === "CMD" || after.Test[0] === "CMD-SHELL" ? 1 : 0));
  const words = before === void 0 ? "now checks its own health with" : "checks its own health differently, with";
  return [difference("healthcheck", `${words} ${test}`)];
}
function settingDifferences(pair, containers) {
  return [...plainDifferences(pair, containers), ...commandDifferences(pair, containers), ...healthcheckDifferences(pair)];
}
function withProtocol(port) {
  return port.includes("/") ? port : `${port}/tcp`;
}
function tellPort(port) {
  return `port ${tellValue(port.replace(/\/tcp$/, ""))}`;
}
function tellLostPort(port, containers) {
  const publishers = containers.filter((container) => publishes(container, port));
  return `${tellPort(port)} no longer exposed${publishers.length === 0 ? "" : ` but published by ${tellContainers(publishers)}`}`;
}
function tellGainedPort(port, containers) {
  const open = containers.filter(isOnHostNetwork);
  return `${tellPort(port)} newly exposed${open.length === 0 ? "" : `, and ${tellContainers(open)} has the host's network: look whether the port is free`}`;
}
function portDifferences({ old, new: next }, containers) {
  const [before, after] = [old.ExposedPorts.map(withProtocol), next.ExposedPorts.map(withProtocol)];
  const lost = before.filter((port) => !after.includes(port));
  const gained = after.filter((port) => !before.includes(port));
  return [
    ...lost.map((port) => difference("ports", tellLostPort(port, containers))),
    ...gained.map((port) => difference("ports", tellGainedPort(port, containers)))
  ];
}
function tellGainedVolume(volume, containers) {
  const without = containers.filter((container) => !mounts(container, volume));
  const words = `new volume ${tellValue(volume)}`;
  if (without.length === 0) return words;
  const who = without.length === 1 && containers.length === 1 ? "your container" : tellContainers(without);
  return `${words}: not declared in ${who}, so that its data would go with the container`;
}
function tellLostVolume(volume, containers) {
  const mounting = containers.filter((container) => mounts(container, volume));
  return `${tellValue(volume)} is no longer a volume${mounting.length === 0 ? "" : `, but ${tellContainers(mounting)} mounts it: look where the new version keeps its data`}`;
}
function volumeDifferences({ old, new: next }, containers) {
  const [before, after] = [old.Volumes, next.Volumes];
  const lost = before.filter((volume) => !after.includes(volume));
  const gained = after.filter((volume) => !before.includes(volume));
  return [
    ...gained.map((volume) => difference("volumes", tellGainedVolume(volume, containers))),
    ...lost.map((volume) => difference("volumes", tellLostVolume(volume, containers)))
  ];
}

// src/images/image-differences.ts
var MAXIMUM = 2e3;
function versionDifferences({ old, new: next }) {
  const [from, to] = [readLabel(old, "version"), readLabel(next, "version")];
  if (from === to) return [];
  if (to === void 0) return [{ field: "version", text: `no longer says its version; it was ${from ?? "unknown"}` }];
  return [{ field: "version", text: from === void 0 ? `version ${to}` : `version ${from} → ${to}` }];
}
function platformDifferences({ old, new: next }) {
  const lost = old.platforms.filter((platform) => !next.platforms.includes(platform));
  const gained = next.platforms.filter((platform) => !old.platforms.includes(platform));
  return [
    ...lost.length === 0 ? [] : [{ field: "platform", text: `no longer offered for ${lost.join(", ")}` }],
    ...gained.length === 0 ? [] : [{ field: "platform", text: `now also offered for ${gained.join(", ")}` }]
  ];
}
function imageDifferences(pair) {
  const settings = { old: pair.old.config.config, new: pair.new.config.config };
  return [
    ...versionDifferences(pair),
    ...settingDifferences(settings, pair.containers),
    ...volumeDifferences(settings, pair.containers),
    ...portDifferences(settings, pair.containers),
    ...environmentDifferences(settings, pair.containers),
    ...labelDifferences(settings),
    ...platformDifferences(pair),
    ...contentDifferences(pair)
  ].map(({ field, text: text2 }) => ({ field, text: text2.slice(0, 4096) })).slice(0, MAXIMUM);
}

// src/images/releases/release-tag.ts
var EARLY = /^(?:a|alpha|b|beta|rc|pre|preview|dev|next|canary|nightly|snapshot|ea|m|milestone)$/;
var LONGEST = 256;
function parseReleaseTag(tag) {
  const first = tag.search(/\d/);
  if (first < 0 || tag.length > LONGEST) return void 0;
  const version = tag.slice(first).replace(/\+.*$/, "").toLowerCase();
  const parts = (version.match(/\d+|[a-z]+/g) ?? []).map((part) => /^\d/.test(part) ? Number(part) : part);
  return { prefix: tag.slice(0, first), parts, isEarly: parts.some((part) => typeof part === "string" && EARLY.test(part)) };
}
function rank(part) {
  if (typeof part === "number") return 3;
  if (part === void 0) return 1;
  return EARLY.test(part) ? 0 : 2;
}
function compareReleaseTags(left, right) {
  for (let index = 0; index < Math.max(left.parts.length, right.parts.length); index += 1) {
    const [one, other] = [left.parts[index], right.parts[index]];
    if (one === other || (one ?? 0) === (other ?? 0)) continue;
    if (rank(one) !== rank(other)) return rank(one) - rank(other);
    return (one ?? 0) < (other ?? 0) ? -1 : 1;
  }
  return 0;
}

// src/images/releases/releases-between.ts
var NONE2 = { releases: [] };
function withShorter(names) {
  const shorter = names.flatMap((name) => /^v?\d+(?:\.\d+)+(?=[-_+])/.exec(name)?.[0] ?? []);
  return [...names, ...shorter].flatMap((name) => parseReleaseTag(name) ?? []);
}
function matchesOf(tagged, names) {
  for (const version of withShorter(names)) {
    const same = tagged.filter(({ tag }) => tag.parts.length === version.parts.length && compareReleaseTags(tag, version) === 0);
    if (same.length > 0) return same;
  }
  return [];
}
function choosePrefix(matches, imageName) {
  const prefixes = new Set([...matches.new, ...matches.old].map(({ tag }) => tag.prefix));
  const score = (prefix) => {
    const has = (side) => Number(side.some(({ tag }) => tag.prefix === prefix));
    return has(matches.new) * 4 + has(matches.old) * 4 + Number(imageName !== "" && prefix.toLowerCase().includes(imageName.toLowerCase())) * 2;
  };
  return [...prefixes].toSorted((left, right) => score(right) - score(left) || left.length - right.length)[0];
}
function bound(side, { prefix, names }) {
  const [released] = side.filter(({ tag }) => tag.prefix === prefix);
  const [named] = names.flatMap((name) => parseReleaseTag(name) ?? []);
  return released ?? (named === void 0 ? void 0 : { tag: named });
}
function releasesBetween(request) {
  const tagged = request.releases.flatMap((release) => {
    const tag = parseReleaseTag(release.tag);
    return tag === void 0 ? [] : [{ release, tag }];
  });
  const matches = { old: matchesOf(tagged, request.old), new: matchesOf(tagged, request.new) };
  const prefix = choosePrefix(matches, request.imageName);
  if (prefix === void 0) return NONE2;
  const [from, to] = [bound(matches.old, { prefix, names: request.old }), bound(matches.new, { prefix, names: request.new })];
  if (from === void 0 || to === void 0 || compareReleaseTags(from.tag, to.tag) >= 0) return NONE2;
  const between = tagged.filter(({ tag }) => tag.prefix === prefix && (to.tag.isEarly || !tag.isEarly)).filter(({ tag }) => compareReleaseTags(tag, from.tag) > 0 && compareReleaseTags(tag, to.tag) <= 0).toSorted((left, right) => compareReleaseTags(right.tag, left.tag));
  return {
    releases: between.map(({ release }) => release),
    ...from.release === void 0 ? {} : { from: from.release.tag },
    ...to.release === void 0 ? {} : { to: to.release.tag }
  };
}

// src/images/releases/describe-source.ts
var MOST_RELEASES = 30;
var LONGEST_NOTES = 6e3;
var LONGEST_TOGETHER = 4e4;
var COMMIT = /^[0-9a-f]{7,64}$/;
function namesOf({ reference, version }) {
  const tag = parseImageReference(reference)?.tag;
  return [version, tag].filter((name) => name !== void 0 && /\d/.test(name)).map(String);
}
function notesOf(releases) {
  let left = LONGEST_TOGETHER;
  return releases.slice(0, MOST_RELEASES).map(({ tag, name, published, notes, url }) => {
    const shown2 = shorten(notes, Math.min(LONGEST_NOTES, left));
    left -= shown2.length;
    return { tag: shorten(tag, 256), name: shorten(name, 256), published: shorten(published, 64), url: url.length > 2048 ? "" : url, notes: shown2 };
  });
}
function rangeOf(pair, tags) {
  const { old, new: next } = pair;
  const isSure = COMMIT.test(old.revision ?? "") && COMMIT.test(next.revision ?? "");
  const [from, to] = isSure ? [old.revision, next.revision] : [tags.from ?? tagOf(old), tags.to ?? tagOf(next)];
  return from === void 0 || to === void 0 ? void 0 : { from, to };
}
function tagOf({ reference, version }) {
  const tag = parseImageReference(reference)?.tag ?? "";
  const isVersion = /^v?\d+(?:\.\d+)+$/.test(tag);
  const isOwn = version === void 0 ? isVersion : tag.replace(/^v/, "") === version.replace(/^v/, "");
  return isOwn && /\d/.test(tag) ? tag : void 0;
}
async function describeSource(pair, releases) {
  const { old, new: next } = pair;
  const repository = parseForgeRepository(next.source ?? "");
  if (repository === void 0) return {};
  const names = { old: namesOf(old), new: namesOf(next) };
  const isMoved = names.new.length > 0 && names.old.length > 0 && names.old.join() !== names.new.join();
  const listed = isMoved ? await releases?.list(repositoryLink(repository), { until: names.old[0] ?? "" }) : void 0;
  const imageName = parseImageReference(next.reference)?.path.split("/").at(-1) ?? "";
  const between = releasesBetween({ releases: listed ?? [], ...names, imageName });
  const isSameProject = old.source === void 0 || parseForgeRepository(old.source)?.path === repository.path;
  const range = isSameProject ? rangeOf(pair, between) : void 0;
  const compare = range && compareLink(repository, range);
  const notes = notesOf(between.releases);
  const more = between.releases.length - notes.length;
  return {
    ...compare === void 0 ? {} : { compare },
    ...notes.length === 0 ? {} : { releases: [...notes] },
    ...more > 0 ? { moreReleases: more } : {}
  };
}

// src/images/describe-change.ts
var MEGABYTE = 1e6;
var FORM = 1;
var MOST_DIFFERENCES = 2e3;
var ORDER = [
  "version",
  "user",
  "volumes",
  "ports",
  "entrypoint",
  "command",
  "workdir",
  "healthcheck",
  "stop-signal",
  "attestation",
  "system",
  "packages",
  "platform",
  "base",
  "source",
  "environment",
  "created",
  "layers",
  "size",
  "labels"
];
var KeptContents = object({
  packages: PackageComparison.optional(),
  system: object({ old: string().max(256), new: string().max(256) }).optional(),
  unpacked: number().min(0).optional()
});
function openDescribeTools(registry, { settings, ports }) {
  return {
    registry,
    reader: openLayerReader(registry, settings["max-download"] * MEGABYTE),
    settings,
    ...ports.cache === void 0 ? {} : { cache: ports.cache },
    ...ports.releases === void 0 || !settings["release-notes"] ? {} : { releases: ports.releases }
  };
}
function contentsKey({ old, new: next }) {
  return sha256(JSON.stringify(["contents", FORM, old.platformDigest, next.platformDigest]));
}
function parseKept(text2) {
  try {
    const { packages, system, unpacked } = KeptContents.parse(JSON.parse(text2));
    return { gaps: [], ...packages && { packages }, ...system && { system }, ...unpacked === void 0 ? {} : { unpacked } };
  } catch {
    return void 0;
  }
}
async function readContents2(pair, { attached, tools }) {
  const { cache, settings } = tools;
  if (settings["max-download"] === 0) return { gaps: [] };
  const kept = await cache?.read(contentsKey(pair));
  const known = kept === void 0 ? void 0 : parseKept(kept);
  if (known !== void 0) return known;
  const listed = await compareSboms({ old: attached.old.sboms, new: attached.new.sboms }, tools);
  const contents = listed === void 0 ? await compareLayers(pair, tools.reader) : { packages: listed, gaps: [] };
  const { gaps, ...whole } = contents;
  if (gaps.length === 0) await cache?.write(contentsKey(pair), JSON.stringify(whole));
  return contents;
}
async function askAttachments(pair, { registry, settings }) {
  if (!settings.attestations) return { old: { sboms: [] }, new: { sboms: [] } };
  const [old, next] = await Promise.all([findAttachments(pair.old, registry), findAttachments(pair.new, registry)]);
  return { old, new: next };
}
function withAttested(summary, { attested }) {
  return summary === void 0 || attested === void 0 ? summary : { ...summary, attested: [...attested] };
}
async function describeChange(change, { pair, tools }) {
  const attached = await askAttachments(pair, tools);
  const source = change.old === void 0 || change.new === void 0 ? {} : await describeSource({ old: change.old, new: change.new }, tools.releases);
  const { packages, system, unpacked, gaps } = await readContents2(pair, { attached, tools });
  const [old, next] = [withAttested(change.old, attached.old), withAttested(change.new, attached.new)];
  const differences = [
    ...imageDifferences(pair),
    ...attestationDifferences(attached.old.attested, attached.new.attested),
    ...systemDifferences(system),
    ...packageDifferences(packages)
  ];
  return {
    ...change,
    ...old && { old },
    ...next && { new: next },
    differences: differences.toSorted((left, right) => ORDER.indexOf(left.field) - ORDER.indexOf(right.field)).slice(0, MOST_DIFFERENCES),
    ...source,
    ...packages && { packages },
    ...unpacked === void 0 ? {} : { unpacked },
    ...gaps.length === 0 ? {} : { gaps: gaps.map((gap) => gap.slice(0, 1024)).slice(0, 20) }
  };
}
export {
  describeChange,
  openDescribeTools
};
