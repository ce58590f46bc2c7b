// A path in an image -> what the file there tells about installed packages or the distribution, if anything.

/** Files that are read. `npm`, `python` and `gem` are one package each; of the latter two the path says it all. */
export type WantedKind = "dpkg" | "dpkg-part" | "apk" | "rpm-sqlite" | "rpm-ndb" | "rpm-old" | "os-release" | "debian-version" | "npm" | "python" | "gem";

/** A kind, and the bytes of content that are kept at most. */
export type Wanted = { readonly kind: WantedKind; readonly keep: number };

const MEBIBYTE = 1024 * 1024;

/** Databases of whole systems; each stands at one path only, or at the one that a merged /usr gives it. */
const DATABASES: Readonly<Record<string, Wanted>> = {
  "var/lib/dpkg/status": { kind: "dpkg", keep: 32 * MEBIBYTE },
  "usr/lib/sysimage/dpkg/status": { kind: "dpkg", keep: 32 * MEBIBYTE },
  "lib/apk/db/installed": { kind: "apk", keep: 32 * MEBIBYTE },
  "usr/lib/apk/db/installed": { kind: "apk", keep: 32 * MEBIBYTE },
  "var/lib/rpm/rpmdb.sqlite": { kind: "rpm-sqlite", keep: 128 * MEBIBYTE },
  "usr/lib/sysimage/rpm/rpmdb.sqlite": { kind: "rpm-sqlite", keep: 128 * MEBIBYTE },
  "var/lib/rpm/Packages.db": { kind: "rpm-ndb", keep: 128 * MEBIBYTE },
  "usr/lib/sysimage/rpm/Packages.db": { kind: "rpm-ndb", keep: 128 * MEBIBYTE },
  // Berkeley DB, of CentOS 7 and 8: known, so that its packages are not taken for none.
  "var/lib/rpm/Packages": { kind: "rpm-old", keep: 0 },
  "etc/os-release": { kind: "os-release", keep: 64 * 1024 },
  "usr/lib/os-release": { kind: "os-release", keep: 64 * 1024 },
  "etc/debian_version": { kind: "debian-version", keep: 1024 },
};

/** Names of one segment, as the packagers of each language allow them. */
const FORMS: readonly (readonly [form: RegExp, kind: WantedKind, keep: number])[] = [
  [/^var\/lib\/dpkg\/status\.d\/[^/]+(?<!\.md5sums)$/, "dpkg-part", MEBIBYTE],
  [/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/, "npm", 256 * 1024],
  [/(?:^|\/)(?:site|dist)-packages\/[^/]+\.dist-info\/METADATA$/, "python", 0],
  [/(?:^|\/)specifications\/(?:default\/)?[^/]+-\d[^/-]*\.gemspec$/, "gem", 0],
];

function withFolders(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Where databases stand and above: what is removed there may take a database with it. */
const DATABASE_FOLDERS = new Set([...Object.keys(DATABASES), "var/lib/dpkg/status.d"].flatMap(withFolders));

/** Folders in which no package of a language is ever installed. */
const WITHOUT_PACKAGES = /^(?:boot|dev|etc|proc|run|sys|tmp|(?:usr\/)?s?bin|usr\/include|root\/\.(?:cache|npm)|var\/(?:cache|log|tmp|lib\/apt))(?:\/|$)/;

/** What a path is to us; undefined for nearly all of them. */
export function wantedFile(path: string): Wanted | undefined {
  const database = Object.hasOwn(DATABASES, path) ? DATABASES[path] : undefined;
  if (database !== undefined) return database;
  const form = FORMS.find(([pattern]) => pattern.test(path));
  return form === undefined ? undefined : { kind: form[1], keep: form[2] };
}

/** True where removing a path could take a database with it. */
export function holdsDatabase(path: string): boolean {
  return DATABASE_FOLDERS.has(path) || path.startsWith("var/lib/dpkg/status.d/");
}

/** True where removing a path could take packages of a language with it. */
export function mayHoldPackages(path: string): boolean {
  if (WITHOUT_PACKAGES.test(path)) return false;
  return /(?:^|\/)(?:node_modules|(?:site|dist)-packages|specifications)(?:\/|$)/.test(path) || path.split("/").length <= 3;
}
