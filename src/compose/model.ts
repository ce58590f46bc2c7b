// A Compose project as its files give it: canonical forms, every value with the place where it is written.
import type { Place } from "../errors.ts";

/** A text, number, boolean or null. */
export type ComposeScalar = {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly place: Place;
  /** Where it is written: offsets in the text of `place.file`, quotes included; absent for values that no YAML file writes. */
  readonly range?: readonly [start: number, end: number];
  /** The text before variables were put in, where it names any. */
  readonly written?: string;
};

export type ComposeList = { readonly kind: "list"; readonly items: readonly ComposeValue[]; readonly place: Place };

export type ComposeMap = { readonly kind: "map"; readonly entries: ReadonlyMap<string, ComposeEntry>; readonly place: Place };

/** A key with its value; `place` is the key's own. */
export type ComposeEntry = {
  readonly value: ComposeValue;
  readonly place: Place;
  /** `!reset` takes the key away when files are merged, `!override` keeps the other file's value out. */
  readonly merge?: "reset" | "override";
};

export type ComposeValue = ComposeScalar | ComposeList | ComposeMap;

/** A file that the project was read from. */
export type ComposeFile = {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly kind: "compose" | "environment";
  /** Hexadecimal SHA-256 of the text. */
  readonly sha256: string;
};

/** One service; its keys are in the long forms of the Compose Specification. */
export type ComposeService = {
  readonly name: string;
  readonly place: Place;
  readonly keys: ComposeMap;
};

/** The kinds of top-level resources beside services. */
export const RESOURCE_KINDS = ["networks", "volumes", "secrets", "configs"] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** One Compose project at one revision. Maps are in the order of their names. */
export type ComposeProject = {
  readonly name: string;
  /** The project's folder on the host, where relative paths start; as configured, so it may be relative itself. */
  readonly root: string;
  /** The same folder in the repository, "." for its root. */
  readonly folder: string;
  /** Every file that was read, in the order of reading; the configured inputs first. */
  readonly files: readonly ComposeFile[];
  /** The variables that interpolation saw, without the values that only a shell would give. */
  readonly variables: ReadonlyMap<string, string>;
  readonly services: ReadonlyMap<string, ComposeService>;
  /** Services that no active profile turns on. */
  readonly inactive: ReadonlyMap<string, ComposeService>;
  readonly resources: Readonly<Record<ResourceKind, ReadonlyMap<string, ComposeMap>>>;
  /** The user's own top-level keys, `x-…`. */
  readonly extensions: ReadonlyMap<string, ComposeValue>;
  /** Variables without a value and environment files that are not in the repository: what they decide is not known. */
  readonly unknown: readonly string[];
  /** False where a finding is an error: Docker would refuse the project, and what is here is the part that could be read. */
  readonly isValid: boolean;
};
