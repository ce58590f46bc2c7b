// Folders of unit files as NixOS writes them, with links or with the texts that stand for links.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, it } from "node:test";
import { StowplanError } from "../../src/errors.ts";
import { readSwitchReport } from "../../src/host/commands/switch.ts";
import { readUnitDirectory } from "../../src/host/unit-directory.ts";

const root = mkdtempSync(join(tmpdir(), "stowplan-units-"));
after(() => rmSync(root, { recursive: true }));

/** Writes a folder; a value that starts with `->` becomes a symbolic link. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(root, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    if (text.startsWith("->")) symlinkSync(text.slice(2), join(path, file));
    else writeFileSync(join(path, file), text);
  }
  return path;
}

describe("the fstab beside a folder of unit files", () => {
  const units = { "etc/systemd/system/a.service": "[Service]\n" };
  const LINE = "/dev/sdb1 /data ext4 defaults\n";
  const mountsOf = async (path: string): Promise<readonly string[] | undefined> => {
    const { fstab } = await readUnitDirectory(path);
    return fstab === undefined ? undefined : [...fstab.fileSystems.keys()];
  };

  it("is read from a closure, through its links, and from the root that a folder lies in", async () => {
    const store = folder("fstab-store", { "etc-fstab": LINE });
    const closure = folder("fstab-closure", { ...units, "etc/fstab": `->${store}/etc-fstab` });
    assert.deepEqual(await mountsOf(closure), ["/data"]);
    assert.deepEqual(await mountsOf(join(closure, "etc/systemd/system")), ["/data"]);
  });

  it("is empty where a system has none, and not known of a folder by itself", async () => {
    assert.deepEqual(await mountsOf(folder("fstab-none", units)), []);
    assert.equal(await mountsOf(folder("fstab-bare", { "a.service": "[Service]\n" })), undefined);
  });

  it("counts in a switch between two closures", async () => {
    const target = { "etc/systemd/system/local-fs.target": "[Unit]\n" };
    const [old, fresh] = [folder("fstab-old", { ...target, "etc/fstab": LINE }), folder("fstab-new", { ...target, "etc/fstab": "/dev/sdb1 /data ext4 noatime\n" })];
    const report = await readSwitchReport({ old, new: fresh });
    assert.deepEqual(report.reload, ["data.mount"]);
    assert.equal(report.units["data.mount"]?.cause, 'fileSystems."/data".options removed: defaults; fileSystems."/data".options added: noatime');
  });
});

describe("folder of unit files", () => {
  it("gives files, drop-ins in order, links, masks and aliases", async () => {
    const store = folder("store", { "unit-a/a.service": "[Service]\nExecStart=/bin/a\n" });
    const path = folder("linked", {
      "a.service": `->${store}/unit-a/a.service`,
      "off.service": "->/dev/null",
      "dangling.service": "->/nowhere/b.service",
      "other.service": "->a.service",
      "a.service.d/20-late.conf": "[Service]\nB=2\n",
      "a.service.d/10-early.conf": "[Service]\nB=1\n",
      "a.service.d/notes.txt": "no drop-in",
      "multi-user.target.wants/a.service": "->../a.service",
      "a.service.upholds/b.service": "->../b.service",
      "b.target.requires/a.service": "->../a.service",
      "README": "no unit",
    });
    const set = await readUnitDirectory(path);
    assert.deepEqual(Object.fromEntries(set.files), {
      "a.service": { kind: "text", text: "[Service]\nExecStart=/bin/a\n" },
      "off.service": { kind: "masked" },
      "other.service": { kind: "alias", of: "a.service" },
    });
    assert.deepEqual(Object.fromEntries(set.dropIns), {
      "a.service": [
        { kind: "text", text: "[Service]\nB=1\n" },
        { kind: "text", text: "[Service]\nB=2\n" },
      ],
    });
    assert.deepEqual(set.links, [
      { kind: "upholds", unit: "a.service", to: "b.service" },
      { kind: "requires", unit: "b.target", to: "a.service" },
      { kind: "wants", unit: "multi-user.target", to: "a.service" },
    ]);
    assert.equal(set.isComplete, true);
  });

  it("takes a text that is only a path for the link that it was", async () => {
    const path = folder("flat", { "a.service": "[Unit]\n", "off.service": "/dev/null", "other.service": "a.service", "multi-user.target.wants/a.service": "../a.service" });
    const set = await readUnitDirectory(path);
    assert.deepEqual([set.files.get("off.service"), set.files.get("other.service")], [{ kind: "masked" }, { kind: "alias", of: "a.service" }]);
    assert.deepEqual(set.links, [{ kind: "wants", unit: "multi-user.target", to: "a.service" }]);
  });

  it("finds the folder inside a system closure", async () => {
    const path = folder("closure", { "etc/systemd/system/a.service": "[Unit]\n" });
    assert.deepEqual([...(await readUnitDirectory(path)).files.keys()], ["a.service"]);
  });

  it("says when there is no folder", async () => {
    await assert.rejects(readUnitDirectory(join(root, "nowhere")), (error) => error instanceof StowplanError && error.code === "usage");
  });
});
