// The cache on disk: what is written is read again, nothing breaks a plan, and it does not grow for ever.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, it } from "node:test";
import { cacheFolder, openDiskCache } from "../../src/host/disk-cache.ts";

const key = (digit: string): string => digit.repeat(64);

describe("openDiskCache", () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "stowplan-test-")), "cache");
  });
  afterEach(() => {
    rmSync(join(folder, ".."), { recursive: true });
  });

  it("gives back what was written, also to another run", async () => {
    await openDiskCache({ folder, entries: 10 }).write(key("a"), "text of ü");
    assert.equal(await openDiskCache({ folder, entries: 10 }).read(key("a")), "text of ü");
    assert.equal(await openDiskCache({ folder, entries: 10 }).read(key("b")), undefined);
    assert.deepEqual(readdirSync(folder), [`${key("a")}.gz`]);
  });

  it("reads a spoilt file, and one that unpacks to too much, as nothing", async () => {
    const cache = openDiskCache({ folder, entries: 10 });
    await cache.write(key("a"), "x");
    writeFileSync(join(folder, `${key("a")}.gz`), "spoilt");
    writeFileSync(join(folder, `${key("b")}.gz`), gzipSync(Buffer.alloc(257 * 1024 * 1024)));
    assert.equal(await cache.read(key("a")), undefined);
    assert.equal(await cache.read(key("b")), undefined);
  });

  it("takes no key that could be a path", async () => {
    const cache = openDiskCache({ folder, entries: 10 });
    await cache.write("../../outside", "x");
    await cache.write("", "x");
    assert.equal(await cache.read("../../outside"), undefined);
    assert.throws(() => readdirSync(folder));
  });

  it("keeps the entries that were used last", async () => {
    const cache = openDiskCache({ folder, entries: 2 });
    for (const [index, digit] of ["a", "b"].entries()) {
      await cache.write(key(digit), digit);
      utimesSync(join(folder, `${key(digit)}.gz`), 1000 + index, 1000 + index);
    }
    assert.equal(await cache.read(key("a")), "a");
    await cache.write(key("c"), "c");
    assert.deepEqual(readdirSync(folder).map((name) => name.slice(0, 1)).toSorted(), ["a", "c"]);
  });

  it("costs nothing but time where the folder cannot be made", async () => {
    const cache = openDiskCache({ folder: "/dev/null/cache", entries: 2 });
    await cache.write(key("a"), "x");
    assert.equal(await cache.read(key("a")), undefined);
  });
});

describe("cacheFolder", () => {
  for (const [environment, expected] of [
    [{ HOME: "/home/ilse" }, "/home/ilse/.cache/stowplan"],
    [{ HOME: "/home/ilse", XDG_CACHE_HOME: "/var/cache/ilse" }, "/var/cache/ilse/stowplan"],
    [{}, undefined],
  ] as const) {
    it(`${JSON.stringify(environment)} -> ${expected ?? "none"}`, () => {
      assert.equal(cacheFolder(environment), expected);
    });
  }
});
