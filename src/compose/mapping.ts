// Maps that may also be written as lists of `KEY=VALUE`: environment, labels, hosts.
import type { ComposeEntry, ComposeMap, ComposeValue } from "./model.ts";
import type { Scope } from "./scope.ts";
import { reportInvalid, sameScalar, type Shape } from "./shape.ts";
import { list, scalar } from "./value.ts";

/** What a key without a value means: nothing yet (`environment`), or an empty text (`labels`). */
type Bare = "null" | "empty";

function mapping(bare: Bare): Shape {
  return (value, scope) => {
    if (value.kind === "list") return fromList(value.items, { value, scope, bare });
    if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map or a list" });
    const entries = new Map<string, ComposeEntry>();
    for (const [key, entry] of value.entries) {
      if (entry.merge === "reset") entries.set(key, entry);
      else if (entry.value.kind === "scalar") entries.set(key, { ...entry, value: filled(entry.value, bare) });
      else reportInvalid(entry.value, { scope: { ...scope, path: `${scope.path}.${key}` }, expected: "a text, number or boolean" });
    }
    return { ...value, entries };
  };
}

function filled(value: ComposeValue, bare: Bare): ComposeValue {
  if (value.kind !== "scalar" || value.value !== null) return value.kind === "scalar" ? sameScalar(value, String(value.value)) : value;
  return bare === "null" ? value : sameScalar(value, "");
}

type ListForm = { readonly value: ComposeValue; readonly scope: Scope; readonly bare: Bare };

function fromList(items: readonly ComposeValue[], { value, scope, bare }: ListForm): ComposeMap {
  const entries = new Map<string, ComposeEntry>();
  for (const item of items) {
    if (item.kind !== "scalar" || item.value === null) {
      reportInvalid(item, { scope, expected: "a list of texts `KEY=VALUE`" });
      continue;
    }
    const written = String(item.value);
    const equals = written.indexOf("=");
    const key = equals < 0 ? written : written.slice(0, equals);
    entries.set(key, { place: item.place, value: equals < 0 ? filled(sameScalar(item, null), bare) : sameScalar(item, written.slice(equals + 1)) });
  }
  return { kind: "map", entries, place: value.place };
}

/** `environment`, build arguments: a key without a value takes the value of the variable of that name. */
export const variables: Shape = mapping("null");

/** Labels, annotations, sysctls, options: a key without a value is empty. */
export const labels: Shape = mapping("empty");

/** `extra_hosts`: `host=ip`, `host:ip`, or a map of host to one or several addresses; canonical is the list of `host=ip`. */
export const hosts: Shape = (value, scope) => {
  if (value.kind === "list") return list(value.items.flatMap((item) => hostItem(item, scope) ?? []), value.place);
  if (value.kind !== "map") return reportInvalid(value, { scope, expected: "a map or a list" });
  const items = [...value.entries].flatMap(([host, entry]) =>
    (entry.value.kind === "list" ? entry.value.items : [entry.value]).flatMap((address) => joinHost({ host, address: String(address.kind === "scalar" ? address.value ?? "" : ""), at: address })),
  );
  return list(items, value.place);
};

function hostItem(item: ComposeValue, scope: Scope): ComposeValue | undefined {
  const written = item.kind === "scalar" && typeof item.value === "string" ? item.value : "";
  const match = /^([^=:]+)[=:](.+)$/.exec(written.includes("=") ? written : written.replace(":", "="));
  const [, host, address] = match ?? [];
  if (host === undefined || address === undefined) return reportInvalid(item, { scope, expected: "`host=address`" });
  return joinHost({ host, address, at: item });
}

/** Brackets around an IPv6 address are for reading only. */
function joinHost({ host, address, at }: { host: string; address: string; at: ComposeValue }): ComposeValue {
  return scalar(`${host}=${address.replace(/^\[(.+)\]$/, "$1")}`, at.place);
}
