// A Compose project -> the values that stood under a secret name when variables were put in; the texts made from it have forgotten the name.
import { isPlainValue, isSecretName } from "../secret-names.ts";
import type { ProjectPair } from "./project-pair.ts";
import type { ComposeProject, ComposeScalar, ComposeValue } from "./model.ts";

/** Shorter values occur in texts by chance. */
const SHORTEST = 4;
/** `$NAME`, `${NAME}`, `${NAME:-default}`; a default may hold variables itself. */
const VARIABLE = /\$\{?(?<name>[A-Za-z_]\w{0,127})(?::?[-+=](?<fallback>[^${}]{1,4096}))?/g;

type Named = { readonly name: string; readonly value: string };

/**
 * Values of variables and environments with secret names, and the defaults that are written for such variables. A value that
 * also stands under a harmless name (`POSTGRES_USER: mealie`), or names the project or a service, is no secret: hiding it would make texts unreadable.
 */
export function secretValues(project: ComposeProject): readonly string[] {
  const scalars = [...project.services.values(), ...project.inactive.values()].flatMap(({ keys }) => scalarsOf("", keys));
  const named = [...Array.from(project.variables, ([name, value]) => ({ name, value })), ...scalars.flatMap(namedValues)];
  const [secret, harmless] = [named.filter(({ name }) => isSecretName(name)), named.filter(({ name }) => !isSecretName(name))];
  const known = new Set([project.name, ...project.services.keys(), ...harmless.map(({ value }) => value)]);
  const values = secret.map(({ value }) => value.trim()).filter((value) => value.length >= SHORTEST && !isPlainValue(value) && !known.has(value));
  return [...new Set(values)];
}

type Scalar = { readonly name: string; readonly scalar: ComposeScalar };

function scalarsOf(name: string, value: ComposeValue): readonly Scalar[] {
  if (value.kind === "scalar") return [{ name, scalar: value }];
  if (value.kind === "list") return value.items.flatMap((item) => scalarsOf("", item));
  return [...value.entries].flatMap(([key, entry]) => scalarsOf(key, entry.value));
}

/** Where a value names a secret variable, its own name says nothing about it. */
function namedValues({ name, scalar }: Scalar): readonly Named[] {
  const value = String(scalar.value ?? "");
  if (scalar.written === undefined) return name === "" ? [] : [{ name, value }];
  const variables = [...scalar.written.matchAll(VARIABLE)].map(({ groups }) => ({ name: groups?.["name"] ?? "", value: groups?.["fallback"] ?? "" }));
  return variables.some((variable) => isSecretName(variable.name)) ? variables : [{ name, value }];
}

/** The same of both sides of all projects of a plan. */
export function secretsOfProjects(pairs: readonly ProjectPair[]): readonly string[] {
  return pairs.flatMap(({ base, head }) => [base, head].flatMap((project) => (project === undefined ? [] : secretValues(project))));
}
