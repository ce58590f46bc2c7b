// File systems and swap devices of /etc/fstab -> the units that systemd-fstab-generator(8) makes of them, and what wants these.
import type { FileSystem, Fstab } from "./fstab.ts";
import { automountUnitOf, mountUnitOf, swapUnitOf } from "./unit-name.ts";
import type { LinkKind, UnitFile, UnitLink, UnitSet } from "./unit-set.ts";

/** File systems that need the network (systemd.mount(5), "Automatic Dependencies"; `fstype_is_network` of systemd). */
const NETWORK = /^(?:fuse\.)?(?:afs|ceph|cifs|smb3|smbfs|sshfs|ncpfs|ncp|nfs|nfs4|gfs|gfs2|glusterfs|pvfs2|ocfs2|lustre|davfs)$/;

/** What stands before the `=` of a device that is named in another way than by its path. */
const BY_NAME: Readonly<Record<string, string>> = { UUID: "uuid", LABEL: "label", PARTUUID: "partuuid", PARTLABEL: "partlabel", ID: "id" };

type Made = { readonly unit: string; readonly text: string; readonly links: readonly UnitLink[] };

/** Blanks and the like stand as octal codes in the file (fstab(5)). */
export function unescapeFstab(word: string): string {
  return word.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
}

function devicePath(word: string): string {
  const [, kind = "", name = ""] = /^([A-Z]+)=(.*)$/.exec(word) ?? [];
  const folder = BY_NAME[kind];
  return unescapeFstab(folder === undefined ? word : `/dev/disk/by-${folder}/${name.replaceAll('"', "")}`);
}

/** A path as one word of a unit file, without specifiers. A path that would end the word or the line is none that is mounted anywhere. */
function quote(path: string): string {
  return `"${path.replace(/[\p{Cc}"\\]/gu, "_").replaceAll("%", "%%")}"`;
}

type Options = { readonly has: (name: string) => boolean; readonly all: (name: string) => readonly string[] };

function readOptions(text: string): Options {
  const words = text.split(",");
  return { has: (name) => words.includes(name), all: (name) => words.filter((word) => word.startsWith(`${name}=`)).map((word) => unescapeFstab(word.slice(name.length + 1))) };
}

/** Who pulls the unit in: what its options name, else the target; nobody where it is mounted by hand. */
function linksTo(unit: string, { options, target }: { options: Options; target: string }): readonly UnitLink[] {
  const named = (kind: LinkKind, units: readonly string[]): readonly UnitLink[] => units.map((by) => ({ kind, unit: by, to: unit }));
  const own = [...named("wants", options.all("x-systemd.wanted-by")), ...named("requires", options.all("x-systemd.required-by"))];
  if (own.length > 0) return own;
  if (options.has("noauto")) return [];
  return named(options.has("nofail") ? "wants" : "requires", [target]);
}

function unitLines(options: Options, paths: readonly string[]): string {
  const needed = options.all("x-systemd.requires").flatMap((unit) => [`Requires=${quote(unit)}`, `After=${quote(unit)}`]);
  const mounts = [...paths, ...options.all("x-systemd.requires-mounts-for")].map((path) => `RequiresMountsFor=${quote(path)}`);
  return ["[Unit]", "SourcePath=/etc/fstab", ...needed, ...mounts].join("\n");
}

function mountUnits(mountPoint: string, { device, type, options: text }: FileSystem): readonly Made[] {
  const where = unescapeFstab(mountPoint);
  if (!where.startsWith("/")) return [];
  const options = readOptions(text);
  const [unit, automount] = [mountUnitOf(where), automountUnitOf(where)];
  const what = devicePath(device);
  const isNetwork = options.has("_netdev") || NETWORK.test(type);
  const target = isNetwork ? "remote-fs.target" : "local-fs.target";
  // A bind mount lies on the file system of what it shows, an image on that of its file.
  const paths = what.startsWith("/") && !what.startsWith("/dev/") && !isNetwork ? [what] : [];
  const mount = `${unitLines(options, paths)}\n`;
  const place = `Where=${quote(where)}\n`;
  if (!options.has("x-systemd.automount")) return [{ unit, text: `${mount}\n[Mount]\n${place}`, links: linksTo(unit, { options, target }) }];
  return [
    { unit: automount, text: `[Unit]\nSourcePath=/etc/fstab\n\n[Automount]\n${place}`, links: linksTo(automount, { options, target }) },
    // systemd unmounts what an automount unit has mounted when it stops.
    { unit, text: `${mount}PartOf=${automount}\n\n[Mount]\n${place}`, links: [] },
  ];
}

function swapUnit(device: string, text: string): Made {
  const [what, options] = [devicePath(device), readOptions(text)];
  const unit = swapUnitOf(what);
  return { unit, text: `${unitLines(options, [])}\n\n[Swap]\nWhat=${quote(what)}\n`, links: linksTo(unit, { options, target: "swap.target" }) };
}

/** The unit of a swap device, however the file names it. */
export function swapUnitOfDevice(device: string): string {
  return swapUnitOf(devicePath(device));
}

type Sides<T> = { readonly old: T; readonly new: T };

/** Both sets with their files, or neither where one is not known: what is missing at one side would seem to be unmounted. */
export function withFstabs(sets: Sides<UnitSet>, fstabs: Sides<Fstab> | undefined): Sides<UnitSet> {
  return fstabs === undefined ? sets : { old: withFstab(sets.old, fstabs.old), new: withFstab(sets.new, fstabs.new) };
}

/** A set with its /etc/fstab, and the units that are generated from it when systemd reads its configuration. */
function withFstab(set: UnitSet, fstab: Fstab): UnitSet {
  const mounts = [...fstab.fileSystems].flatMap(([mountPoint, fileSystem]) => mountUnits(mountPoint, fileSystem));
  const made = [...mounts, ...[...fstab.swaps].map(([device, options]) => swapUnit(device, options))];
  const generated = new Map(made.map(({ unit, text }): [string, UnitFile] => [unit, { kind: "text", text }]));
  return { ...set, fstab, generated, links: [...set.links, ...made.flatMap(({ links }) => links)] };
}
