// A folder of unit files on disk, as NixOS writes it to /etc/systemd/system, into a unit set with the fstab beside it.
import { lstat, readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { StowplanError } from "../errors.ts";
import { type Fstab, type LinkKind, parseFstab, type UnitFile, type UnitLink, type UnitSet } from "../switch/index.ts";

const UNIT_TYPE = "(?:service|socket|target|timer|path|mount|automount|swap|slice|device|scope)";
const UNIT_NAME = new RegExp(String.raw`^[^/\s]+\.${UNIT_TYPE}$`);
const LINK_FOLDER = new RegExp(String.raw`^(?<unit>.+\.${UNIT_TYPE})\.(?<kind>wants|requires|upholds)$`);
const DROP_IN_FOLDER = new RegExp(String.raw`^(?<unit>.+\.${UNIT_TYPE})\.d$`);
/** A unit file is a few kilobytes; what is larger is none. */
const MAXIMUM_SIZE = 4 * 1024 * 1024;

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/** Links inside the folder to another name are aliases; links to elsewhere are only how the file got there. */
async function readLink(path: string): Promise<UnitFile | undefined> {
  const target = await readlink(path);
  const isInside = !target.includes("/") || dirname(join(dirname(path), target)) === dirname(path);
  if (isInside && basename(target) !== basename(path)) return { kind: "alias", of: basename(target) };
  return undefined;
}

/** Git without symbolic links, and archives made from it, write a link as a file that holds only its target. */
function linkFromText(text: string, name: string): UnitFile | undefined {
  const target = text.length < 512 && !text.includes("\n") ? text.trim() : "";
  if (target === "/dev/null") return { kind: "masked" };
  const isOther = UNIT_NAME.test(basename(target)) && basename(target) !== name && !target.includes("=");
  return isOther ? { kind: "alias", of: basename(target) } : undefined;
}

/** Undefined for a dangling link, a folder, or a file that is too large. */
async function readUnitFile(path: string): Promise<UnitFile | undefined> {
  const link = await lstat(path);
  const alias = link.isSymbolicLink() ? await readLink(path) : undefined;
  if (alias !== undefined) return alias;
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return undefined;
  if (target === "/dev/null") return { kind: "masked" };
  const status = await stat(target);
  if (!status.isFile() || status.size > MAXIMUM_SIZE) return undefined;
  const text = await readFile(target, "utf8");
  return linkFromText(text, basename(path)) ?? { kind: "text", text };
}

async function readDropIns(folder: string): Promise<readonly UnitFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".conf")).sort();
  const files = await Promise.all(names.map((name) => readUnitFile(join(folder, name))));
  return files.filter((file) => file !== undefined);
}

function toLinkKind(text: string | undefined): LinkKind {
  return text === "requires" || text === "upholds" ? text : "wants";
}

type Parts = { readonly files: Map<string, UnitFile>; readonly dropIns: Map<string, readonly UnitFile[]>; readonly links: UnitLink[] };

async function readEntry(parts: Parts, path: string): Promise<void> {
  const name = basename(path);
  const dropInOf = DROP_IN_FOLDER.exec(name)?.groups?.["unit"];
  const { unit, kind } = LINK_FOLDER.exec(name)?.groups ?? {};
  if (dropInOf !== undefined && (await isFolder(path))) parts.dropIns.set(dropInOf, await readDropIns(path));
  else if (unit !== undefined && (await isFolder(path))) {
    for (const to of (await readdir(path)).sort()) parts.links.push({ kind: toLinkKind(kind), unit, to });
  } else if (UNIT_NAME.test(name)) {
    const file = await readUnitFile(path);
    if (file !== undefined) parts.files.set(name, file);
  }
}

const IN_SYSTEM = "/etc/systemd/system";

/** The fstab of the system that the folder belongs to; one that a system does not have is empty. A folder by itself has none. */
async function readFstab(folder: string): Promise<Fstab | undefined> {
  const whole = resolve(folder);
  if (!whole.endsWith(IN_SYSTEM)) return undefined;
  const path = join(whole.slice(0, -IN_SYSTEM.length), "etc", "fstab");
  const status = await stat(path).catch(() => undefined);
  const isReadable = status?.isFile() === true && status.size <= MAXIMUM_SIZE;
  return parseFstab(isReadable ? await readFile(path, "utf8") : "");
}

/**
 * Reads a folder of unit files, or a system closure (which has one in `etc/systemd/system`). Throws `usage` where the path is
 * no folder.
 */
export async function readUnitDirectory(path: string): Promise<UnitSet> {
  const inClosure = join(path, "etc/systemd/system");
  const folder = (await isFolder(inClosure)) ? inClosure : path;
  if (!(await isFolder(folder))) {
    throw new StowplanError({
      code: "usage",
      subject: path,
      message: "There is no folder of unit files at this path.",
      hint: "Name a folder such as /etc/systemd/system, a system closure, or a JSON file with a host's state.",
    });
  }
  const parts: Parts = { files: new Map(), dropIns: new Map(), links: [] };
  for (const name of (await readdir(folder)).sort()) await readEntry(parts, join(folder, name));
  const fstab = await readFstab(folder);
  return { ...parts, isComplete: true, ...(fstab === undefined ? {} : { fstab }) };
}
