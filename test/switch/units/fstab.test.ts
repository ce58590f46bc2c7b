// /etc/fstab: the lines that count, and the units that systemd-fstab-generator(8) makes of them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { parseFstab } from "../../../src/switch/units/fstab.ts";
import { swapUnitOfDevice, withFstabs } from "../../../src/switch/units/fstab-units.ts";
import { buildGraph } from "../../../src/switch/units/unit-graph.ts";
import type { UnitSet } from "../../../src/switch/units/unit-set.ts";

const EMPTY: UnitSet = { files: new Map(), dropIns: new Map(), links: [], isComplete: true };

/** `unit kind name`: what each generated unit and the targets depend on. */
function dependencies(text: string): readonly string[] {
  const fstab = parseFstab(text);
  const graph = buildGraph(withFstabs({ old: EMPTY, new: EMPTY }, { old: fstab, new: fstab }).old, { names: [] });
  const own = [...graph.units.values()].flatMap(({ unit, dependencies: all }) => all.map(({ kind, to }) => `${unit} ${kind} ${to}`));
  return own.filter((line) => !line.includes(" mentions ")).toSorted();
}

const LINES: readonly (readonly [what: string, text: string, mounts: readonly string[], swaps: readonly string[]])[] = [
  ["words between any blanks", "/dev/a \t /srv  ext4\tnoatime 0 2\n", ["/srv /dev/a ext4 noatime"], []],
  ["a line without options", "/dev/a /srv ext4\n", ["/srv /dev/a ext4 "], []],
  ["a swap device", "/dev/b none swap pri=1\n", [], ["/dev/b pri=1"]],
  ["comments, also behind a line", "# a b c\n/dev/a /srv ext4 defaults # the data\n", [], []],
  ["lines that are too short", "\n/dev/a /srv\n", [], []],
  ["the last of two lines for one place", "/dev/a /srv ext4 ro\n/dev/b /srv xfs rw\n", ["/srv /dev/b xfs rw"], []],
  ["escaped blanks as they stand", String.raw`/dev/a /srv/my\040disk ext4 ro`, [String.raw`/srv/my\040disk /dev/a ext4 ro`], []],
];

describe("parseFstab", () => {
  for (const [what, text, mounts, swaps] of LINES) {
    it(`reads ${what}`, () => {
      const fstab = parseFstab(text);
      assert.deepEqual([...fstab.fileSystems].map(([place, { device, type, options }]) => `${place} ${device} ${type} ${options}`), mounts);
      assert.deepEqual([...fstab.swaps].map((swap) => swap.join(" ")), swaps);
    });
  }
});

const UNITS: readonly (readonly [what: string, line: string, dependencies: readonly string[]])[] = [
  ["local-fs.target needs a file system", "/dev/a /srv ext4 defaults", ["local-fs.target requires srv.mount"]],
  ["one that may fail is only wanted", "/dev/a /srv ext4 nofail", ["local-fs.target wants srv.mount"]],
  ["one that is mounted by hand is wanted by nobody", "/dev/a /srv ext4 noauto,ro", []],
  ["one of the network belongs to remote-fs.target", "nas:/export /srv nfs4 rw", ["remote-fs.target requires srv.mount"]],
  ["one that says it needs the network too", "/dev/a /srv ext4 _netdev", ["remote-fs.target requires srv.mount"]],
  ["an automount stands in for it", "/dev/a /srv ext4 x-systemd.automount,nofail", ["local-fs.target wants srv.automount", "srv.mount partOf srv.automount"]],
  ["options say who wants it", "/dev/a /srv ext4 x-systemd.wanted-by=web.service", ["web.service wants srv.mount"]],
  ["options say what it needs", "/dev/a /srv ext4 noauto,x-systemd.requires=net.service", ["srv.mount requires net.service"]],
  ["a mount lies on those above it", "/dev/a /srv ext4 noauto\n/dev/b /srv/db ext4 noauto", ["srv-db.mount requires srv.mount"]],
  ["a bind mount lies on what it shows", "/dev/a /srv ext4 noauto\n/srv/www /var/www none bind,noauto", ["var-www.mount requires srv.mount"]],
  ["a swap device is needed by swap.target", "/dev/disk/by-label/swap none swap defaults", [String.raw`swap.target requires dev-disk-by\x2dlabel-swap.swap`]],
  ["a swap file lies on a mount", "/dev/a /srv ext4 noauto\n/srv/swap none swap nofail", ["srv-swap.swap requires srv.mount", "swap.target wants srv-swap.swap"]],
  ["escaped blanks are blanks", String.raw`/dev/a /srv/my\040disk ext4 defaults`, [String.raw`local-fs.target requires srv-my\x20disk.mount`]],
  ["what is no path is mounted nowhere", "/dev/a none ext4 defaults", []],
];

describe("generated units", () => {
  for (const [what, line, expected] of UNITS) it(what, () => assert.deepEqual(dependencies(line), expected));

  it("find devices by their names", () => {
    assert.equal(swapUnitOfDevice("UUID=ab-c"), String.raw`dev-disk-by\x2duuid-ab\x2dc.swap`);
    assert.equal(swapUnitOfDevice('LABEL="s"'), String.raw`dev-disk-by\x2dlabel-s.swap`);
  });

  it("hold nothing but what their line says, whatever stands in it", () => {
    const word = fc.string({ minLength: 1, maxLength: 20, unit: "binary-ascii" }).map((text) => text.replace(/[\s#]/g, "x"));
    fc.assert(fc.property(word, word, (device, place) => {
      const found = dependencies(`${device} /${place} ext4 noauto\n`);
      assert.deepEqual(found.filter((line) => !/\.(?:mount|automount|swap)$/.test(line)), []);
    }));
  });
});
