// A folder as a source tree: what is listed, and what is skipped with a finding instead of ending the listing.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openDirectoryTree } from "../../src/host/directory-tree.ts";

/** The bytes of Latin-1: names with letters beyond ASCII are no UTF-8 then. */
function latin(path: string): Buffer {
  return Buffer.from(path, "latin1");
}

describe("a folder as a source tree", () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), "stowplan-tree-"));
    mkdirSync(join(root, "web", "node_modules"), { recursive: true });
    writeFileSync(join(root, "web", "compose.yml"), "services: {}\n");
    writeFileSync(join(root, "web", "node_modules", "a.nix"), "");
    symlinkSync("web/compose.yml", join(root, "compose.yml"));
    writeFileSync(join(root, "two\nlines.nix"), "{ }");
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it("lists files and links", async () => {
    const { tree, skipped } = await openDirectoryTree(root);
    assert.deepEqual([...tree.entries.values()].map(({ path, kind }) => `${kind} ${path}`).toSorted(), ["file two\nlines.nix", "file web/compose.yml", "link compose.yml"]);
    assert.deepEqual(skipped(), []);
    assert.equal(await tree.read("web/compose.yml"), "services: {}\n");
    assert.equal(await tree.read("compose.yml"), undefined);
  });

  it("skips names that are no UTF-8, and says so", async () => {
    mkdirSync(latin(`${root}/b\xfcro`));
    writeFileSync(latin(`${root}/b\xfcro/web.nix`), "{ }");
    writeFileSync(latin(`${root}/gr\xfc\xdfe.nix`), "{ }");
    const { tree, skipped } = await openDirectoryTree(root);
    assert.equal(tree.entries.size, 3);
    assert.deepEqual(skipped().map(({ code, severity }) => `${severity} ${code}`), ["warning path-skipped"]);
    assert.match(skipped()[0]?.message ?? "", /b\uFFFDro.*gr\uFFFD/u);
  });

  it("skips a file that cannot be read when it is needed, and says so once", async () => {
    const { tree, skipped } = await openDirectoryTree(root);
    rmSync(join(root, "two\nlines.nix"));
    assert.deepEqual([await tree.read("two\nlines.nix"), await tree.read("two\nlines.nix")], [undefined, undefined]);
    assert.match(skipped()[0]?.message ?? "", /"two\\nlines\.nix"/);
    assert.equal(skipped()[0]?.message.match(/two/g)?.length, 1);
  });

  it("is refused where there is no such folder", async () => {
    await assert.rejects(openDirectoryTree(join(root, "gone")), { code: "usage" });
  });
});
