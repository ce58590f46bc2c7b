// Units as systemd loads them: assignments, names, specifiers, dependencies.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readUnitLines, splitWords } from "../../../src/switch/units/unit-lines.ts";
import { expandSpecifiers, mountUnitOf, mountUnitsAbove } from "../../../src/switch/units/unit-name.ts";
import type { UnitFile, UnitSet } from "../../../src/switch/units/unit-set.ts";
import { viewUnit } from "../../../src/switch/units/unit-view.ts";

const LINES: readonly (readonly [text: string, values: readonly string[]])[] = [
  ["After=a.service", ["a.service"]],
  ["  After = a.service  ", ["a.service"]],
  ["After=a.service #b", ["a.service #b"]],
  ["#After=a.service\n;After=b.service", []],
  ["After=a.service \\\n  b.service", ["a.service    b.service"]],
  ["After=a.service \\\n# note\n  b.service", ["a.service    b.service"]],
  ["After=a.service\nAfter=b.service\nAfter=", ["a.service", "b.service", ""]],
  ["Environment=After=x", []],
];

const SPECIFIERS: readonly (readonly [text: string, expanded: string])[] = [
  ["%n", "container@web\\x2done.service"],
  ["%N", "container@web\\x2done"],
  ["%p-%i", "container-web\\x2done"],
  ["%I", "web-one"],
  ["%f", "/web-one"],
  ["100%%", "100%"],
  ["%H", "%H"],
];

const MOUNTS: readonly (readonly [path: string, unit: string])[] = [
  ["/", "-.mount"],
  ["/srv", "srv.mount"],
  ["/srv/media files", "srv-media\\x20files.mount"],
  ["/var/lib/docker-data", "var-lib-docker\\x2ddata.mount"],
  ["/.cache", "\\x2ecache.mount"],
  ["/srv/é", "srv-\\xc3\\xa9.mount"],
];

function setOf(files: Readonly<Record<string, string>>): UnitSet {
  const entries = Object.entries(files).map(([name, text]): [string, UnitFile] => [name, text === "/dev/null" ? { kind: "masked" } : { kind: "text", text }]);
  return { files: new Map(entries), dropIns: new Map(), links: [], isComplete: true };
}

describe("unit as systemd reads it", () => {
  for (const [text, values] of LINES) {
    it(JSON.stringify(text), () => assert.deepEqual(readUnitLines(text, new Set(["After"])).map(({ value }) => value), values));
  }

  it("splits words at blanks, not inside quotes", () => assert.deepEqual(splitWords(`a "b c" 'd' e`), ["a", "b c", "d", "e"]));

  for (const [text, expanded] of SPECIFIERS) {
    it(`expands ${text}`, () => assert.equal(expandSpecifiers(text, "container@web\\x2done.service"), expanded));
  }

  for (const [path, unit] of MOUNTS) it(`mounts ${path} as ${unit}`, () => assert.equal(mountUnitOf(path), unit));

  it("names the mounts that a path lies on", () => assert.deepEqual(mountUnitsAbove("/srv/data"), ["-.mount", "srv.mount", "srv-data.mount"]));

  it("finds every kind of dependency", () => {
    const set = setOf({
      "web.service": "[Unit]\nRequires=db.service\nWants=a.target b.target\nBindsTo=c.service\nRequiresMountsFor=/srv/data/web\n[Service]\nSlice=machine.slice\nSockets=web.socket\n",
      "srv-data.mount": "[Mount]\nWhere=/srv/data\n",
    });
    const { dependencies } = viewUnit(set, { unit: "web.service", cache: new Map() });
    assert.deepEqual(dependencies.map(({ kind, to }) => `${kind} ${to}`), [
      "requires db.service",
      "wants a.target",
      "wants b.target",
      "bindsTo c.service",
      "requires srv-data.mount",
      "requires machine.slice",
      "wants web.socket",
    ]);
  });

  it("loads an instance from its template", () => {
    const set = setOf({ "backup@.service": "[Unit]\nAfter=%i.service\n[Service]\nType=oneshot\n" });
    const view = viewUnit(set, { unit: "backup@web.service", cache: new Map() });
    assert.deepEqual([view.presence, view.staysActive, view.dependencies], ["present", false, [{ kind: "mentions", to: "web.service" }]]);
  });

  it("knows what is masked, missing, and systemd's own", () => {
    const set = setOf({ "off.service": "/dev/null" });
    const presence = (unit: string): string => viewUnit(set, { unit, cache: new Map() }).presence;
    assert.deepEqual(["off.service", "gone.service", "network.target", "systemd-udevd.service"].map(presence), ["masked", "missing", "unknown", "unknown"]);
  });

  it("names what a socket activates", () => {
    const set = setOf({ "a.socket": "[Socket]\nListenStream=/run/a\n", "b.socket": "[Socket]\nService=web.service\n", "c.socket": "[Socket]\nAccept=yes\n" });
    const activates = (unit: string): string | undefined => viewUnit(set, { unit, cache: new Map() }).activates;
    assert.deepEqual(["a.socket", "b.socket", "c.socket"].map(activates), ["a.service", "web.service", undefined]);
  });

  const required: readonly (readonly [unit: string, text: string, mounts: readonly string[]])[] = [
    ["srv-data-photos.mount", "[Mount]\nWhere=/srv/data/photos\n", ["srv.mount", "srv-data.mount"]],
    ["srv.mount", "[Mount]\nWhere=/srv\n", []],
    ["srv-data.automount", "[Automount]\nWhere=/srv/data\n", ["srv.mount"]],
    ["a.service", "[Service]\nStateDirectory=photos:old other\n", ["var-lib-photos.mount"]],
    ["a.service", "[Service]\nWorkingDirectory=-/srv/data\n", ["srv.mount", "srv-data.mount"]],
    ["a.path", "[Path]\nPathModified=/srv/data/inbox\n", ["srv.mount", "srv-data.mount"]],
    ["a.socket", "[Socket]\nListenStream=8080\nListenStream=/srv/data/a.sock\n", ["srv.mount", "srv-data.mount"]],
    ["srv-data-swap.swap", "[Swap]\nWhat=/srv/data/swap\n", ["srv.mount", "srv-data.mount"]],
  ];
  for (const [unit, text, mounts] of required) {
    it(`requires the mounts under ${unit}: ${text.split("\n")[1] ?? ""}`, () => {
      const own = Object.fromEntries(["srv.mount", "srv-data.mount", "var-lib-photos.mount"].map((name) => [name, "[Mount]\nType=ext4\n"]));
      const { dependencies } = viewUnit(setOf({ ...own, [unit]: text }), { unit, cache: new Map() });
      assert.deepEqual([...new Set(dependencies.filter(({ kind }) => kind === "requires").map(({ to }) => to))].filter((to) => to !== unit), mounts);
    });
  }
});
