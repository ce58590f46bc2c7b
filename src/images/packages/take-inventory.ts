// The files that layers leave of an image -> its distribution and its installed packages.
import type { LayerStack } from "../layers/overlay-layers.ts";
import type { ScannedFile } from "../layers/scan-layer.ts";
import { type InstalledPackage, MOST_PACKAGES } from "./installed-package.ts";
import { readNodePackage, readPythonPackage, readRubyPackage } from "./language-packages.ts";
import { readNdbHeaders } from "./ndb-headers.ts";
import { readOsRelease } from "./os-release.ts";
import { readRpmHeader } from "./rpm-header.ts";
import { readSqliteTable } from "./sqlite-table.ts";
import { readAlpinePackages, readDebianPackages } from "./stanza-packages.ts";

/** What an image, or a part of its layers, has installed. */
export type Inventory = {
  /** `Debian 12.7`. */
  readonly system?: string;
  readonly packages: readonly InstalledPackage[];
  /** Databases that are there and could not be read, by their path. */
  readonly unread: readonly string[];
};

function rpmPackages(headers: readonly Buffer[] | undefined): readonly InstalledPackage[] | undefined {
  return headers?.slice(0, MOST_PACKAGES).flatMap((header) => readRpmHeader(header) ?? []);
}

/** rpm's table `Packages` has the columns `hnum` and `blob`. */
function sqliteHeaders(file: Buffer): readonly Buffer[] | undefined {
  return readSqliteTable(file, "Packages")?.flatMap(([, blob]) => (Buffer.isBuffer(blob) ? [blob] : []));
}

/** The packages that a file names; undefined for a database that could not be read. */
function packagesOf(path: string, { kind, content }: ScannedFile): readonly InstalledPackage[] | undefined {
  switch (kind) {
    case "os-release":
    case "debian-version":
      return [];
    case "python":
      return readPythonPackage(path);
    case "gem":
      return readRubyPackage(path);
    case "npm":
      return content === undefined ? [] : readNodePackage(content.toString("utf8"));
    case "dpkg":
    case "dpkg-part":
      return content && readDebianPackages(content.toString("utf8"));
    case "apk":
      return content && readAlpinePackages(content.toString("utf8"));
    case "rpm-sqlite":
      return content && rpmPackages(sqliteHeaders(content));
    case "rpm-ndb":
      return content && rpmPackages(readNdbHeaders(content));
    case "rpm-old":
      return undefined;
  }
}

function systemOf({ files }: LayerStack): string | undefined {
  const release = files.get("etc/os-release")?.content ?? files.get("usr/lib/os-release")?.content;
  return release === undefined ? undefined : readOsRelease(release.toString("utf8"), files.get("etc/debian_version")?.content?.toString("utf8"));
}

/** Reads every database and package file that the layers leave. Nothing throws: a file that is not what its path says counts as unread. */
export function takeInventory(stack: LayerStack): Inventory {
  const read = [...stack.files].map(([path, file]) => ({ path, packages: packagesOf(path, file) }));
  const system = systemOf(stack);
  return {
    ...(system === undefined ? {} : { system }),
    packages: read.flatMap(({ packages }) => packages ?? []).slice(0, MOST_PACKAGES),
    unread: read.flatMap(({ path, packages }) => (packages === undefined ? [path] : [])).toSorted(),
  };
}
