// Tar archives -> entries: what real writers make (GNU tar by hand of its formats, long names, pax), and what hostile ones try.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { tarOf } from "../../../scripts/demo/tar.ts";
import { StowplanError } from "../../../src/errors.ts";
import { readTar, type TarEntry, type Wants } from "../../../src/images/layers/read-tar.ts";

/** Bytes in pieces of a size, as a network cuts them. */
async function* pieces(bytes: Buffer, size = 1000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield await Promise.resolve(bytes.subarray(start, start + size));
}

async function entriesOf(bytes: Buffer, { wants = () => 1024, size }: { wants?: Wants; size?: number } = {}): Promise<readonly TarEntry[]> {
  const entries: TarEntry[] = [];
  for await (const entry of readTar({ bytes: pieces(bytes, size), subject: "galley/web", wants })) entries.push(entry);
  return entries;
}

function told(entries: readonly TarEntry[]): readonly string[] {
  return entries.map(({ path, kind, content, target }) => [kind, path, ...(content === undefined ? [] : [content.toString("utf8")]), ...(target === "" ? [] : [`-> ${target}`])].join(" "));
}

const LONG = `${"deep/".repeat(40)}file`;

describe("readTar", () => {
  for (const format of ["ustar", "gnu", "pax", "v7"]) {
    it(`reads what GNU tar writes as ${format}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "stowplan-tar-"));
      try {
        mkdirSync(join(folder, "etc"));
        writeFileSync(join(folder, "etc", "os-release"), "ID=debian\n");
        linkSync(join(folder, "etc", "os-release"), join(folder, "etc", "same"));
        symlinkSync("../usr/lib/x", join(folder, "etc", "x"));
        if (format === "gnu" || format === "pax") {
          mkdirSync(join(folder, "deep/".repeat(40)), { recursive: true });
          writeFileSync(join(folder, LONG), "long");
        }
        const archive = execFileSync("tar", [`--format=${format}`, "--sort=name", "-cf", "-", "."], { cwd: folder, maxBuffer: 1 << 24 });
        const lines = told(await entriesOf(archive)).filter((line) => !line.startsWith("folder"));
        const deep = format === "gnu" || format === "pax" ? [`file ${LONG} long`] : [];
        assert.deepEqual(lines, [...deep, "file etc/os-release ID=debian\n", "hard-link etc/same -> etc/os-release", "symbolic-link etc/x -> ../usr/lib/x"]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }

  it("gives the same for any files and pieces of any size", async () => {
    const files = fc.dictionary(fc.stringMatching(/^[a-z]{1,20}$/), fc.string({ maxLength: 1500 }), { maxKeys: 8 });
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 3000 }), async (...[texts, size]) => {
        const entries = await entriesOf(tarOf(texts), { size, wants: () => 10_000 });
        assert.deepEqual(Object.fromEntries(entries.map(({ path, content }) => [path, content?.toString("utf8")])), { ...texts });
      }),
      { numRuns: 100 },
    );
  });

  it("keeps nothing that is not wanted or larger than wanted", async () => {
    const archive = tarOf({ a: "x".repeat(2000), b: "small", c: "other" });
    const entries = await entriesOf(archive, { wants: (path) => (path === "c" ? undefined : 1024) });
    assert.deepEqual(entries.map(({ path, size, content }) => [path, size, content?.toString("utf8")]), [["a", 2000, undefined], ["b", 5, "small"], ["c", 5, undefined]]);
  });

  it("takes an archive without padding and end, as umoci writes it", async () => {
    assert.deepEqual(told(await entriesOf(tarOf({ a: "1", b: "22" }).subarray(0, 2 * 512 + 512 + 2))), ["file a 1", "file b 22"]);
  });

  it("leaves out paths that leave the archive", async () => {
    assert.deepEqual(told(await entriesOf(tarOf({ "../../etc/passwd": "x", "./ok": "1", "/abs//olute": "2" }))), ["file ok 1", "file abs/olute 2"].toSorted((left, right) => (left > right ? -1 : 1)));
  });

  const whole = tarOf({ a: "x".repeat(3000), b: "y" });
  /** A header of type `x` that claims a size. */
  const hugeHeader = (): Buffer => {
    const archive = Buffer.from(tarOf({ path: "" }).subarray(0, 512));
    archive.write("x", 156, "latin1");
    archive.write("77777777777\0", 124, "latin1");
    archive.write("        ", 148, "latin1");
    const sum = archive.reduce((total, byte) => total + byte, 0);
    archive.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return archive;
  };
  const BROKEN: readonly (readonly [what: string, bytes: Buffer])[] = [
    ["no archive at all", Buffer.alloc(2000, 0x41)],
    ["an archive that ends in a file", whole.subarray(0, 1500)],
    ["a wrong checksum", Buffer.concat([Buffer.from("Z"), whole.subarray(1)])],
    ["a header of eight gigabytes", hugeHeader()],
  ];
  for (const [what, bytes] of BROKEN) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(entriesOf(bytes), (error) => error instanceof StowplanError && error.code === "registry-invalid");
    });
  }

  it("reads its source to the end, for the check of the digest that comes there, and ends it when nobody reads on", async () => {
    const seen: string[] = [];
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield whole;
        yield await Promise.resolve(Buffer.alloc(4096));
        seen.push("end");
      } finally {
        seen.push("closed");
      }
    }
    for await (const entry of readTar({ bytes: source(), subject: "galley/web", wants: () => undefined })) seen.push(entry.path);
    assert.deepEqual(seen.splice(0), ["a", "b", "end", "closed"]);
    for await (const entry of readTar({ bytes: source(), subject: "galley/web", wants: () => undefined })) if (entry.path === "a") break;
    assert.deepEqual(seen, ["closed"]);
  });
});
