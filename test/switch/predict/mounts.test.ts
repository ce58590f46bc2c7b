// What a change of /etc/fstab does: the rules of switch-to-configuration-ng, what goes down with a mount, and how it is told.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HostState } from "../../../src/evaluate/index.ts";
import { planHosts } from "../../../src/switch/index.ts";
import { planSwitch } from "../../../src/switch/predict/plan-switch.ts";
import { assumeRunning, hostUnits } from "../../../src/switch/host-units.ts";
import { parseFstab } from "../../../src/switch/units/fstab.ts";
import { withFstabs } from "../../../src/switch/units/fstab-units.ts";
import { host, unit, type UnitParts } from "../host-builder.ts";

const TARGETS: Readonly<Record<string, UnitParts>> = {
  "multi-user.target": unit({ text: "[Unit]\n", wantedBy: [] }),
  "local-fs.target": unit({ text: "[Unit]\nX-StopOnReconfiguration=true\n", wantedBy: [] }),
};

function withMounts(fstab: string | undefined, units: Readonly<Record<string, UnitParts>> = {}): HostState {
  const state = host({ units: { ...TARGETS, ...units } });
  return HostState.parse({ ...state, fstab, definedIn: { oci: {}, nspawn: {}, mounts: { "/data": ["disks.nix"] } } });
}

/** `list: units` as the dry run prints them. */
function lists(old: string, fresh: string): readonly string[] {
  const units = withMounts(undefined).units;
  const sets = withFstabs({ old: hostUnits(units), new: hostUnits(units) }, { old: parseFstab(old), new: parseFstab(fresh) });
  const prediction = planSwitch({ ...sets, ...assumeRunning(sets.old, "system") });
  return Object.entries(prediction.lists).flatMap(([name, names]) => {
    const shown = names.filter((entry) => !entry.endsWith(".target"));
    return shown.length === 0 ? [] : [`${name}: ${shown.join(" ")}`];
  });
}

/** `action unit: causes` of a host. */
function actions(base: HostState, head: HostState): readonly string[] {
  const [plan] = planHosts([{ name: "kestrel", base, head, status: "evaluated" }]).value;
  return (plan?.switch?.units ?? []).map(({ unit: name, action, causes }) => `${action} ${name}: ${causes.map(({ text }) => text).join("; ")}`);
}

const DATA = "/dev/sdb1 /data ext4 defaults 0 2\n";

const RULES: readonly (readonly [what: string, old: string, fresh: string, lists: readonly string[]])[] = [
  ["the same line, laid out anew", DATA, "/dev/sdb1\t/data  ext4 defaults\n", []],
  ["another device", DATA, "/dev/sdc1 /data ext4 defaults\n", ["restart: data.mount"]],
  ["another type", DATA, "/dev/sdb1 /data xfs defaults\n", ["restart: data.mount"]],
  ["another device and other options", DATA, "/dev/sdc1 /data ext4 noatime\n", ["restart: data.mount"]],
  ["other options", DATA, "/dev/sdb1 /data ext4 noatime\n", ["reload: data.mount"]],
  ["a line that is gone", DATA, "", ["stop: data.mount"]],
  ["an automount that is gone", "/dev/sdb1 /data ext4 x-systemd.automount\n", "", ["stop: data.automount"]],
  ["a line that is new", "", DATA, []],
  ["another device of the root", "/dev/sda1 / ext4 defaults\n", "/dev/sda2 / ext4 defaults\n", ["skip: -.mount"]],
  ["other options of the root", "/dev/sda1 / ext4 defaults\n", "/dev/sda1 / ext4 noatime\n", ["reload: -.mount"]],
  ["another device and other options of the store", "/dev/sda1 /nix ext4 defaults\n", "/dev/sda2 /nix ext4 noatime\n", ["reload: nix.mount"]],
  ["a swap device that is gone, which the program turns off itself", "/dev/sdb2 none swap defaults\n", "", []],
  ["other options of a swap device, which nobody applies", "/dev/sdb2 none swap pri=1\n", "/dev/sdb2 none swap pri=2\n", []],
];

describe("the switch program's rules for /etc/fstab", () => {
  for (const [what, old, fresh, expected] of RULES) it(what, () => assert.deepEqual(lists(old, fresh), expected));
});

const CAUSES: readonly (readonly [what: string, old: string, fresh: string, actions: readonly string[]])[] = [
  ["an option added", DATA, "/dev/sdb1 /data ext4 defaults,noatime\n", ['reload data.mount: fileSystems."/data".options added: noatime']],
  ["an option with another value", "/dev/sdb1 /data btrfs compress=zstd:1\n", "/dev/sdb1 /data btrfs compress=zstd:3\n", ['reload data.mount: fileSystems."/data".options compress=zstd:1 → compress=zstd:3']],
  ["options in another order", "/dev/sdb1 /data ext4 a,b\n", "/dev/sdb1 /data ext4 b,a\n", ['reload data.mount: order of fileSystems."/data".options']],
  ["a password", "//nas/data /data cifs username=ada,password=tide-and-time-7\n", "//nas/data /data cifs username=ada,password=sea-and-sand-9\n", ['reload data.mount: fileSystems."/data".options changed']],
  ["another device and type", DATA, "/dev/sdc1 /data xfs defaults\n", ['restart data.mount: fileSystems."/data".device /dev/sdb1 → /dev/sdc1; fileSystems."/data".fsType ext4 → xfs']],
  ["a file system that is new", "", DATA, ["start data.mount: file system /data is new (ext4 on /dev/sdb1)"]],
  ["one that is gone", DATA, "", ["stop data.mount: file system /data is not in the configuration any more"]],
  ["a swap device that is new", "", "/dev/sdb2 none swap defaults\n", ["start dev-sdb2.swap: swap device /dev/sdb2 is new (swap)"]],
  ["one that is gone", "/dev/sdb2 none swap defaults\n", "", ["stop dev-sdb2.swap: swap device /dev/sdb2 is not in the configuration any more"]],
  ["the root on another device", "/dev/sda1 / ext4 defaults\n", "/dev/sda2 / ext4 defaults\n", ['skip -.mount: fileSystems."/".device /dev/sda1 → /dev/sda2']],
];

describe("what is told of a mount", () => {
  for (const [what, old, fresh, expected] of CAUSES) it(what, () => assert.deepEqual(actions(withMounts(old), withMounts(fresh)), expected));

  it("names the file that defines it, and has no diff with the options", () => {
    const [plan] = planHosts([{ name: "kestrel", base: withMounts(DATA), head: withMounts(""), status: "evaluated" }]).value;
    assert.equal(plan?.status, "changed");
    assert.deepEqual(plan.switch?.units.map(({ causes, diff }) => [causes[0]?.place, diff]), [[{ file: "disks.nix" }, ""]]);
  });

  it("is nothing where a side's file is not known, or both are the same", () => {
    assert.deepEqual(actions(withMounts(undefined), withMounts(DATA)), []);
    assert.deepEqual(actions(withMounts(DATA), withMounts(undefined)), []);
    assert.deepEqual(actions(withMounts(DATA), withMounts(`# generated\n${DATA}`)), []);
  });
});

describe("what goes down with a mount", () => {
  const box = unit({ text: "[Unit]\nRequiresMountsFor=/var/lib/nixos-containers/%i /data/box\n\n[Service]\nExecStart=/bin/start\n" });
  const web = unit({ text: "[Unit]\nRequires=container@box.service\n\n[Service]\nExecStart=/bin/web\n", wantedBy: [] });
  const units = { "container@box.service": box, "web.service": web };

  it("is what lies on it, and what needs that; what a target wants is started again", () => {
    assert.deepEqual(actions(withMounts(DATA, { ...units, "web.service": { ...web, wantedBy: ["multi-user.target"] } }), withMounts("", { ...units, "web.service": { ...web, wantedBy: ["multi-user.target"] } })), [
      "restart container@box.service: data.mount goes down and takes this unit with it (Requires=)",
      "stop data.mount: file system /data is not in the configuration any more",
      "restart web.service: container@box.service goes down and takes this unit with it (Requires=)",
    ]);
  });

  it("is restarted with it where its device changes, and untouched where only options do", () => {
    const changed = (line: string): readonly string[] => actions(withMounts(DATA, units), withMounts(line, units)).map((action) => action.replace(/:.*/, ""));
    assert.deepEqual(changed("/dev/sdc1 /data ext4 defaults\n"), ["restart container@box.service", "restart data.mount"]);
    assert.deepEqual(changed("/dev/sdb1 /data ext4 noatime\n"), ["reload data.mount"]);
  });

  it("stays down where nothing wants it", () => {
    const byHand = { "container@box.service": { ...box, wantedBy: [] }, "starter.service": unit({ text: "[Unit]\nWants=container@box.service\n\n[Service]\nExecStart=/bin/a\n" }) };
    const told = actions(withMounts(DATA, byHand), withMounts("", byHand)).map((action) => action.replace(/:.*/, ""));
    assert.deepEqual(told, ["left-stopped container@box.service", "stop data.mount"]);
  });

  it("is nothing where a swap device is turned off", () => {
    const needs = { "worker.service": unit({ text: "[Unit]\nRequires=dev-sdb2.swap\n\n[Service]\nExecStart=/bin/worker\n" }) };
    const told = actions(withMounts("/dev/sdb2 none swap defaults\n", needs), withMounts("", needs)).map((action) => action.replace(/:.*/, ""));
    assert.deepEqual(told, ["stop dev-sdb2.swap"]);
  });
});
