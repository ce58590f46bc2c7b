// The package databases of Debian and Alpine, which are texts of stanzas -> installed packages.
import { type InstalledPackage, isPlain, MOST_PACKAGES } from "./installed-package.ts";

type Fields = { readonly name: RegExp; readonly version: RegExp };

const DEBIAN: Fields = { name: /^Package:[ \t]*(\S+)/m, version: /^Version:[ \t]*(\S+)/m };
const ALPINE: Fields = { name: /^P:(\S+)/m, version: /^V:(\S+)/m };
/** deb-control(5): "want flag status"; half-installed and removed packages keep a stanza. */
const STATUS = /^Status:[ \t]*(.*)$/m;

function stanzas(text: string): readonly string[] {
  return text.split(/\r?\n(?:[ \t]*\r?\n)+/).slice(0, MOST_PACKAGES);
}

function packageOf(stanza: string, { ecosystem, fields }: { ecosystem: string; fields: Fields }): readonly InstalledPackage[] {
  const [name, version] = [fields.name.exec(stanza)?.[1] ?? "", fields.version.exec(stanza)?.[1] ?? ""];
  return isPlain(name) && isPlain(version) ? [{ ecosystem, name, version }] : [];
}

/**
 * Reads `/var/lib/dpkg/status` (dpkg(1), deb-control(5)) or one file of distroless images' `status.d`, which has no Status line.
 */
export function readDebianPackages(text: string): readonly InstalledPackage[] {
  return stanzas(text)
    .filter((stanza) => /^(?:$|.*\binstalled$)/.test(STATUS.exec(stanza)?.[1]?.trim() ?? ""))
    .filter((stanza) => !/\b(?:not-|half-)installed$/.test(STATUS.exec(stanza)?.[1]?.trim() ?? ""))
    .flatMap((stanza) => packageOf(stanza, { ecosystem: "deb", fields: DEBIAN }));
}

/** Reads `/lib/apk/db/installed` (apk-tools, "Apk spec": installed database). */
export function readAlpinePackages(text: string): readonly InstalledPackage[] {
  return stanzas(text).flatMap((stanza) => packageOf(stanza, { ecosystem: "apk", fields: ALPINE }));
}
