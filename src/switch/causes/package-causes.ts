// Two texts that name store paths into the packages that moved: "docker 27.5.1 → 28.0.1".
import { differsOnlyInPackages } from "./line-changes.ts";
import { storePackages } from "./store-path.ts";
import type { Cause } from "../switch-plan.ts";

/** Names of things that NixOS builds for the unit itself; that they are built anew says nothing. */
const OWN_BUILD = /^(?:unit-script-|X-(?:Restart|Reload)-Triggers-|etc-|pre-start$|post-start$|pre-stop$|post-stop$|unit-)/;

function toCause(name: string, { old, new: fresh }: { old: string; new: string }): Cause {
  const text = old === fresh ? `${name}${old === "" ? "" : `-${old}`} built anew` : `${name} ${old} → ${fresh}`;
  return { kind: "store-path", subject: name.slice(0, 1024), text: text.slice(0, 4096), old, new: fresh };
}

/** One cause for each package of which only hash or version moved; a package that is in both texts unchanged gives none. */
export function packageCauses(old: string, fresh: string): readonly Cause[] {
  const [before, after] = [storePackages(old), storePackages(fresh)];
  const was = new Map([...before.values()].map(({ name, version }) => [name, version]));
  const moved = [...after].filter(([path]) => !before.has(path)).map(([, { name, version }]): [string, string] => [name, version]);
  return [...new Map(moved)].flatMap(([name, version]) => {
    const earlier = was.get(name);
    return earlier === undefined || OWN_BUILD.test(name) ? [] : [toCause(name, { old: earlier, new: version })];
  });
}

/** What packages explain of two texts: those that moved, and whether nothing else did. */
export type PackageMoves = { readonly causes: readonly Cause[]; readonly isAll: boolean };
export type PackageComparer = (old: string, fresh: string) => PackageMoves;

/** Compares each pair of texts once: the same few PATHs stand in every unit of a host. */
export function createPackageComparer(): PackageComparer {
  const known = new Map<string, PackageMoves>();
  return (old, fresh) => {
    const key = `${old}\0${fresh}`;
    const moves = known.get(key) ?? { causes: packageCauses(old, fresh), isAll: differsOnlyInPackages(old, fresh) };
    known.set(key, moves);
    return moves;
  };
}
