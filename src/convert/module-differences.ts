// Two modules' facts -> the attributes in which they differ, named as people know them.
import { compareTexts } from "../compare-texts.ts";
import { tellSome } from "../tell-some.ts";
import { type ModuleFacts, splitPath } from "./module-facts.ts";

/** An attribute that differs; `name` is for people: `container mealie: environment.TZ`. */
export type AttributeDifference = { readonly path: string; readonly name: string };

/** The attributes that are not the same in both, in the order of their names. A whole unit or container counts as one. */
export function moduleDifferences(left: ModuleFacts, right: ModuleFacts): readonly AttributeDifference[] {
  const owners = [ownersOf(left), ownersOf(right)] as const;
  const paths = new Set([...left.keys(), ...right.keys()]);
  const differences = [...paths].filter((path) => left.get(path) !== right.get(path)).map((path) => differenceAt(path, owners));
  return differences.toSorted((first, second) => compareTexts(first.name, second.name));
}

function differenceAt(path: string, [left, right]: readonly [ReadonlySet<string>, ReadonlySet<string>]): AttributeDifference {
  const names = splitPath(path);
  const owner = names.slice(0, ownerLength(names));
  const key = owner.join(".");
  const isWhole = left.has(key) !== right.has(key);
  return { path, name: isWhole ? `${tellOption(owner)} (${left.has(key) ? "not in the Compose file" : "missing"})` : tellOption(names) };
}

/** Units and containers that a module defines. */
function ownersOf(facts: ModuleFacts): ReadonlySet<string> {
  return new Set([...facts.keys()].map((path) => splitPath(path)).map((names) => names.slice(0, ownerLength(names)).join(".")));
}

/** `systemd.services.NAME` or `virtualisation.oci-containers.containers.NAME`; anything else owns itself. */
function ownerLength(names: readonly string[]): number {
  if (names[0] === "systemd") return 3;
  return names[1] === "oci-containers" && names[2] === "containers" ? 4 : names.length;
}

function tellOption(path: readonly string[]): string {
  const [first, second, third, fourth, ...rest] = path;
  if (first === "virtualisation" && second === "oci-containers" && third === "containers" && fourth !== undefined) return `container ${fourth}${rest.length === 0 ? "" : `: ${rest.join(".")}`}`;
  if (first === "systemd" && (second === "services" || second === "targets") && third !== undefined) {
    const attribute = [fourth, ...rest].filter((name) => name !== undefined).join(".");
    return `${third}.${second === "services" ? "service" : "target"}${attribute === "" ? "" : `: ${attribute}`}`;
  }
  return path.join(".");
}

const MOST_NAMES = 12;

/** A sentence's worth of names. */
export function nameAttributes(differences: readonly AttributeDifference[]): string {
  return tellSome([...new Set(differences.map(({ name }) => name))], MOST_NAMES);
}
