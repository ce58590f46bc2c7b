// Nix expressions as data, as far as stowplan writes them: nothing in here is Nix text, so nothing can be read as code.

/** One expression. Strings are contents, not literals; the printer alone quotes and escapes. */
export type NixValue =
  | { readonly kind: "string"; readonly value: string }
  /** A string that is printed as an indented one (`''…''`); for scripts. */
  | { readonly kind: "lines"; readonly value: string }
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  /** A `block` has a line for each item; without a layout, a list of one short item stands on one line. */
  | { readonly kind: "list"; readonly items: readonly NixValue[]; readonly layout?: "line" | "block" }
  | { readonly kind: "attributes"; readonly bindings: readonly NixBinding[] }
  /** `config.sops.secrets."a/b".path`; the first name is a variable, the others are selected. */
  | { readonly kind: "reference"; readonly names: readonly [string, ...string[]] }
  | { readonly kind: "apply"; readonly callee: NixValue; readonly operands: readonly NixValue[] }
  | { readonly kind: "if"; readonly condition: NixValue; readonly then: NixValue; readonly else: NixValue }
  /** `{ pkgs, lib, ... }: body` */
  | { readonly kind: "function"; readonly parameters: readonly string[]; readonly body: NixValue };

/**
 * `a.b."c d" = value;` with an optional comment above it. A name may be an expression: `${if x then "a" else "b"}`; one that is
 * a string stands in quotes even where it needs none.
 */
export type NixBinding = {
  readonly path: readonly [NixName, ...NixName[]];
  readonly value: NixValue;
  readonly comment?: string;
};
export type NixName = string | NixValue;

export function nixString(value: string): NixValue {
  return { kind: "string", value };
}

export function nixInteger(value: number): NixValue {
  return { kind: "integer", value };
}

export function nixBoolean(value: boolean): NixValue {
  return { kind: "boolean", value };
}

/** A list; texts in it become strings. */
export function nixList(items: readonly (string | NixValue)[], layout?: "line" | "block"): NixValue {
  return { kind: "list", items: items.map((item) => (typeof item === "string" ? nixString(item) : item)), ...(layout === undefined ? {} : { layout }) };
}

/** An attribute set with plain names; an undefined value leaves its name out. */
export function nixAttributes(values: Readonly<Record<string, NixValue | undefined>>): NixValue {
  return { kind: "attributes", bindings: Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [nixBinding([name], value)])) };
}

export function nixBinding(path: NixBinding["path"], value: NixValue): NixBinding {
  return { path, value };
}

export function nixReference(...names: readonly [string, ...string[]]): NixValue {
  return { kind: "reference", names };
}

export function nixApply(callee: NixValue, ...operands: readonly NixValue[]): NixValue {
  return { kind: "apply", callee, operands };
}
