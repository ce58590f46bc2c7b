// The packages of two images -> those that were added, removed or changed.
import { tellSome } from "../../tell-some.ts";
import type { PackageChange } from "../image-change.ts";
import type { InstalledPackage } from "./installed-package.ts";

/** Versions shown of one package: `node_modules` may have a dozen of the same name. */
const MOST_VERSIONS = 5;

type Versions = ReadonlyMap<string, ReadonlySet<string>>;

function versionsOf(packages: readonly InstalledPackage[]): Versions {
  const versions = new Map<string, Set<string>>();
  for (const { ecosystem, name, version } of packages) {
    const key = `${ecosystem} ${name}`;
    versions.set(key, (versions.get(key) ?? new Set<string>()).add(version));
  }
  return versions;
}

/** Versions that one side alone has; those of both say nothing. */
function tellVersions(own: ReadonlySet<string>): string | undefined {
  if (own.size === 0) return undefined;
  const sorted = [...own].toSorted((left, right) => left.localeCompare(right, "en", { numeric: true }));
  return tellSome(sorted, MOST_VERSIONS).slice(0, 1000);
}

function isSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.symmetricDifference(right).size === 0;
}

const NONE: ReadonlySet<string> = new Set();

/** Changes by kind of package and name. A package of several versions that loses one and keeps others changes from all to all. */
export function packageChanges(old: readonly InstalledPackage[], next: readonly InstalledPackage[]): readonly PackageChange[] {
  const [before, after] = [versionsOf(old), versionsOf(next)];
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((key) => {
    const [from, to] = [before.get(key) ?? NONE, after.get(key) ?? NONE];
    if (isSame(from, to)) return [];
    const blank = key.indexOf(" ");
    const [oldVersion, newVersion] = [tellVersions(from), tellVersions(to)];
    return [
      {
        ecosystem: key.slice(0, blank),
        name: key.slice(blank + 1),
        ...(oldVersion === undefined ? {} : { from: oldVersion }),
        ...(newVersion === undefined ? {} : { to: newVersion }),
      },
    ];
  });
}
