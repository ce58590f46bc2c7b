// Two modules' facts -> the attributes in which they differ, named as people know them.
import { type ModuleFacts, splitPath } from "./module-facts.ts";

/** An attribute that differs; `name` is for people: `container mealie: environment.TZ`. */
export type AttributeDifference = { readonly path: string; readonly name: string };

/** The attributes that are not the same in both, in the order of their names. */
export function moduleDifferences(left: ModuleFacts, right: ModuleFacts): readonly AttributeDifference[] {
  const paths = new Set([...left.keys(), ...right.keys()]);
  return [...paths]
    .filter((path) => left.get(path) !== right.get(path))
    .map((path) => ({ path, name: nameOf(splitPath(path)) }))
    .toSorted((first, second) => (first.name < second.name ? -1 : 1));
}

function nameOf(path: readonly string[]): string {
  const [first, second, third, fourth, ...rest] = path;
  if (first === "virtualisation" && second === "oci-containers" && third === "containers" && fourth !== undefined) return `container ${fourth}: ${rest.join(".")}`;
  if (first === "systemd" && (second === "services" || second === "targets") && third !== undefined) {
    const attribute = [fourth, ...rest].filter((name) => name !== undefined).join(".");
    return `${third}.${second === "services" ? "service" : "target"}${attribute === "" ? "" : `: ${attribute}`}`;
  }
  return path.join(".");
}

const MOST_NAMES = 12;

/** A sentence's worth of names. */
export function nameAttributes(differences: readonly AttributeDifference[]): string {
  const names = [...new Set(differences.map(({ name }) => name))];
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
