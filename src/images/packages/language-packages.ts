// The files that installers of Python, Ruby and Node packages leave behind -> installed packages.
import * as z from "zod";
import { type InstalledPackage, isPlain } from "./installed-package.ts";

/** npm's "package.json": `name` and `version` are all that is needed, and both are there in everything that was published. */
const PackageJson = z.looseObject({ name: z.string(), version: z.string() });

function plain(found: InstalledPackage): readonly InstalledPackage[] {
  return isPlain(found.name) && isPlain(found.version) ? [found] : [];
}

function segment(path: string, fromEnd: number): string {
  return path.split("/").at(-fromEnd) ?? "";
}

/** `…/requests-2.31.0.dist-info/METADATA` (PyPA, "Recording installed projects"); names in the one form of PEP 503. */
export function readPythonPackage(path: string): readonly InstalledPackage[] {
  const [, name = "", version = ""] = /^(.+?)-([^-]+)\.dist-info$/.exec(segment(path, 2)) ?? [];
  return plain({ ecosystem: "pypi", name: name.replace(/[-_.]+/g, "-").toLowerCase(), version });
}

/** `…/specifications/rack-3.0.8.gemspec`. */
export function readRubyPackage(path: string): readonly InstalledPackage[] {
  const [, name = "", version = ""] = /^(.+)-(\d[^-]*)\.gemspec$/.exec(segment(path, 1)) ?? [];
  return plain({ ecosystem: "gem", name, version });
}

/** A `package.json` right inside a package's folder; one that is no package's own (a test's, a fragment's) gives nothing. */
export function readNodePackage(text: string): readonly InstalledPackage[] {
  try {
    const { name, version } = PackageJson.parse(JSON.parse(text));
    return plain({ ecosystem: "npm", name, version });
  } catch {
    return [];
  }
}
