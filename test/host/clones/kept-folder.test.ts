import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { isAbandoned, ownerText, withFileLock } from "../../../src/host/clones/file-lock.ts";
import { chooseToPrune, pruneKept, whileUnshared, withKeptFolder } from "../../../src/host/clones/kept-folder.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stowplan-kept-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const EVERYTHING = { days: 1000, bytes: 1e12 } as const;
const NOTHING = { days: 1000, bytes: 0 } as const;

/** A process number that no process has: Linux gives none above 2^22 (proc(5), `pid_max`), macOS none above 99998. */
const DEAD_PROCESS = 2 ** 22 + 1;

function old(file: string, days: number): void {
  const time = new Date(Date.now() - days * 86_400_000);
  utimesSync(file, time, time);
}

describe("isAbandoned", () => {
  const ROWS: readonly [what: string, text: () => string, days: number, isAbandoned: boolean][] = [
    ["our own", ownerText, 0, false],
    ["of a process that lives", () => JSON.stringify({ host: hostname(), pid: process.ppid, name: "x" }), 3, false],
    ["of a process that is gone", () => JSON.stringify({ host: hostname(), pid: DEAD_PROCESS, name: "x" }), 0, true],
    ["of one before us with our number, as in a container that was started again", () => JSON.stringify({ host: hostname(), pid: process.pid, name: "x" }), 0, true],
    ["of another machine, lately", () => JSON.stringify({ host: "kestrel", pid: 1, name: "x" }), 0, false],
    ["of another machine, long ago", () => JSON.stringify({ host: "kestrel", pid: 1, name: "x" }), 1, true],
    ["cut off, lately", () => "{", 0, false],
    ["cut off, long ago", () => "{", 1, true],
  ];
  for (const [what, text, days, expected] of ROWS) {
    it(`${what}: ${expected ? "yes" : "no"}`, async () => {
      const file = join(root, "lock");
      writeFileSync(file, text());
      old(file, days);
      assert.equal(await isAbandoned(file, 60), expected);
    });
  }
});

describe("withFileLock", () => {
  it("lets one in at a time, and all in the end", async () => {
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        withFileLock({ file: join(root, "lock"), seconds: 20 }, async () => {
          most = Math.max(most, (inside += 1));
          await new Promise((resolve) => setTimeout(resolve, 5));
          inside -= 1;
        }),
      ),
    );
    assert.equal(most, 1);
    assert.deepEqual(readdirSync(root), []);
  });

  it("takes over from the dead, also where several find it at once", async () => {
    const file = join(root, "lock");
    writeFileSync(file, JSON.stringify({ host: hostname(), pid: DEAD_PROCESS, name: "x" }));
    let inside = 0;
    await Promise.all(Array.from({ length: 6 }, () => withFileLock({ file, seconds: 20 }, async () => {
      assert.equal((inside += 1), 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
    })));
  });

  it("gives up with the file's name", async () => {
    const file = join(root, "lock");
    writeFileSync(file, JSON.stringify({ host: hostname(), pid: process.ppid, name: "x" }));
    await assert.rejects(withFileLock({ file, seconds: 0.1 }, () => Promise.resolve()), { code: "process-limit", subject: file });
  });

  it("is let go where the work fails", async () => {
    const file = join(root, "lock");
    await assert.rejects(withFileLock({ file, seconds: 1 }, () => Promise.reject(new Error("no"))), /no/);
    assert.equal(existsSync(file), false);
  });
});

describe("withKeptFolder", () => {
  it("keeps what was written", async () => {
    const place = join(root, "41");
    await withKeptFolder(place, async ({ path }) => Promise.resolve().then(() => {
      writeFileSync(join(path, "file"), "1");
    }));
    assert.deepEqual(await withKeptFolder(place, ({ path }) => Promise.resolve(readdirSync(path))), ["file"]);
  });

  it("tells whether others use it, and lets nobody clean meanwhile", async () => {
    const place = join(root, "41");
    await withKeptFolder(place, async (first) => {
      assert.equal(await whileUnshared(first, () => Promise.resolve()), true);
      await withKeptFolder(place, async (second) => {
        assert.equal(await second.isShared(), true);
        assert.equal(await whileUnshared(second, () => assert.fail("cleaned under somebody's hands")), false);
      });
      assert.equal(await first.isShared(), false);
    });
  });

  it("is not pruned while it is used, and is afterwards", async () => {
    const place = join(root, "41");
    await withKeptFolder(place, async ({ path }) => {
      writeFileSync(join(path, "file"), "1");
      await pruneKept(root, NOTHING);
      assert.equal(existsSync(join(path, "file")), true);
    });
    await pruneKept(root, EVERYTHING);
    assert.equal(existsSync(join(place, "content/file")), true);
    await pruneKept(root, NOTHING);
    assert.equal(existsSync(join(place, "content")), false);
  });

  it("is pruned where only a dead process has a lease", async () => {
    const place = join(root, "41");
    mkdirSync(join(place, "leases"), { recursive: true });
    mkdirSync(join(place, "content"));
    writeFileSync(join(place, "content/file"), "1");
    writeFileSync(join(place, "leases/x"), JSON.stringify({ host: hostname(), pid: DEAD_PROCESS, name: "x" }));
    await pruneKept(root, NOTHING);
    assert.equal(existsSync(join(place, "content")), false);
  });

  it("does not mind a folder that is not there", () => pruneKept(join(root, "nowhere"), NOTHING));
});

describe("chooseToPrune", () => {
  const DAY = 86_400_000;
  const kept = [
    { name: "today", used: 100 * DAY, size: 40 },
    { name: "yesterday", used: 99 * DAY, size: 40 },
    { name: "last week", used: 93 * DAY, size: 40 },
    { name: "long ago", used: 10 * DAY, size: 1 },
  ];
  const ROWS: readonly [limits: { days: number; bytes: number }, gone: readonly string[]][] = [
    [{ days: 30, bytes: 1000 }, ["long ago"]],
    [{ days: 5, bytes: 1000 }, ["last week", "long ago"]],
    [{ days: 30, bytes: 80 }, ["last week", "long ago"]],
    [{ days: 30, bytes: 0 }, ["today", "yesterday", "last week", "long ago"]],
    [{ days: 1000, bytes: 1000 }, []],
  ];
  for (const [limits, gone] of ROWS) {
    it(`${limits.days} days, ${limits.bytes} bytes: ${gone.join(", ") || "none"} go`, () => {
      assert.deepEqual(chooseToPrune(kept, { ...limits, now: 100 * DAY }).map(({ name }) => name), gone);
    });
  }
});
