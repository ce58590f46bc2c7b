import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/host/disk-cache.ts
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
var compress = promisify(gzip);
var decompress = promisify(gunzip);
var KEY = /^[0-9a-f]{64}$/;
var LARGEST_TEXT = 256 * 1024 * 1024;
function cacheFile(key) {
  return `${key}.gz`;
}
function cacheFolder(environment) {
  const home = environment["HOME"];
  const base = environment["XDG_CACHE_HOME"] ?? (home === void 0 ? void 0 : join(home, ".cache"));
  return base === void 0 ? void 0 : join(base, "stowplan");
}
function openDiskCache({ folder, entries }) {
  const fileOf = (key) => KEY.test(key) ? join(folder, cacheFile(key)) : void 0;
  return {
    read: async (key) => {
      const file = fileOf(key);
      return file === void 0 ? void 0 : orUndefined(() => readEntry(file));
    },
    write: async (key, text) => {
      const file = fileOf(key);
      if (file === void 0) return;
      await orUndefined(() => writeEntry(folder, { file, text }));
      await orUndefined(() => throwAwayOldest(folder, entries));
    }
  };
}
async function orUndefined(action) {
  try {
    return await action();
  } catch {
    return void 0;
  }
}
async function readEntry(file) {
  const text = await decompress(await readFile(file), { maxOutputLength: LARGEST_TEXT });
  const now = /* @__PURE__ */ new Date();
  await orUndefined(() => utimes(file, now, now));
  return text.toString("utf8");
}
async function writeEntry(folder, { file, text }) {
  await mkdir(folder, { recursive: true, mode: 448 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, await compress(text), { mode: 384 });
  await rename(draft, file);
}
async function throwAwayOldest(folder, entries) {
  const names = await readdir(folder);
  if (names.length <= entries * 1.1) return;
  const files = await Promise.all(names.map(async (name) => ({ path: join(folder, name), used: (await stat(join(folder, name))).mtimeMs })));
  const oldest = files.toSorted((left, right) => left.used - right.used).slice(0, files.length - entries);
  await Promise.all(oldest.map(({ path }) => rm(path, { force: true })));
}

export {
  cacheFile,
  cacheFolder,
  openDiskCache
};
