// A package that an image has, in the words of package URLs (purl): which kind, which name, which version.

/** The kind of a package, as the types of package URLs name it: `deb`, `apk`, `rpm`, `npm`, `pypi`, `golang`, … */
export type Ecosystem = string;

/** One installed package; the same name may be there in several versions. */
export type InstalledPackage = { readonly ecosystem: Ecosystem; readonly name: string; readonly version: string };

/** More packages than any image has; what a hostile one lists beyond is not read. */
export const MOST_PACKAGES = 50_000;

/** Text of a database that may stand in a plan: one line, no controls, not endless. */
export function isPlain(text: string): boolean {
  return text !== "" && text.length <= 256 && !/\p{Cc}/u.test(text);
}
