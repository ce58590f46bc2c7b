// Two texts that name store paths into the packages that moved: "docker 27.5.1 → 28.0.1".
import { splitStoreName, storeNames } from "./store-path.ts";
import type { Cause } from "../switch-plan.ts";

type Versions = Map<string, string>;

function versionsOf(text: string): Versions {
  return new Map(storeNames(text).map((name) => splitStoreName(name)).map(({ name, version }) => [name, version]));
}

/** Names of things that NixOS builds for the unit itself; that they are built anew says nothing. */
const OWN_BUILD = /^(?:unit-script-|X-(?:Restart|Reload)-Triggers-|etc-|pre-start$|post-start$|pre-stop$|post-stop$|unit-)/;

function toCause(name: string, { old, new: fresh }: { old: string; new: string }): Cause {
  const text = old === fresh ? `${name}${old === "" ? "" : `-${old}`} built anew` : `${name} ${old} → ${fresh}`;
  return { kind: "store-path", subject: name.slice(0, 1024), text: text.slice(0, 4096), old, new: fresh };
}

/** One cause for each package of which only hash or version moved; a package that is in both texts unchanged gives none. */
export function packageCauses(old: string, fresh: string): readonly Cause[] {
  const [before, after] = [versionsOf(old), versionsOf(fresh)];
  const paths = new Set(old.match(/\/nix\/store\/[0-9a-z]{32}-[^\s:"'/;]+/g) ?? []);
  const moved = new Set((fresh.match(/\/nix\/store\/[0-9a-z]{32}-[^\s:"'/;]+/g) ?? []).filter((path) => !paths.has(path)).flatMap(storeNames));
  const names = new Set([...moved].map((name) => splitStoreName(name).name));
  return [...names].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    return was === undefined || is === undefined || OWN_BUILD.test(name) ? [] : [toCause(name, { old: was, new: is })];
  });
}
