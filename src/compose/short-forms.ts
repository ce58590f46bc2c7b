// Short forms of smaller keys -> their long forms: devices, env_file, secrets and configs, ulimits, lists of names.
import { contextPath, hostPath } from "./host-paths.ts";
import type { ComposeEntry, ComposeValue } from "./model.ts";
import type { Scope } from "./scope.ts";
import { either, flag, integer, listOf, listOrOne, mapOf, nullable, object, reportInvalid, type Shape, single, text, then } from "./shape.ts";
import { map, scalar } from "./value.ts";

/** `source:target:permissions`; a device by its CDI name (`vendor.com/class=name`) has no target of its own. */
function shortDevice(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  const fields = value.kind === "scalar" && typeof value.value === "string" ? value.value.split(":") : [];
  const [source = "", target = source, permissions = "rwm"] = fields;
  if (source === "" || fields.length > 3) return reportInvalid(value, { scope, expected: "a device such as `/dev/fuse:/dev/fuse:rwm`" });
  return map({ source: scalar(source, value.place), target: scalar(target, value.place), permissions: scalar(permissions, value.place) }, value.place);
}

export const devices: Shape = listOf(
  either({ scalar: shortDevice, map: object({ source: text, target: text, permissions: text }), expected: "a text or a map" }),
);

const environmentFile: Shape = then(
  either({ scalar: single("path"), map: (value) => value, expected: "a path or a map" }),
  object({ path: hostPath, format: text, required: flag }),
);

/** `env_file`: the canonical path is the one on the host, whichever file names it. */
export const environmentFiles: Shape = listOrOne(environmentFile);

/** `label_file`: one path or several. */
export const contextFiles: Shape = listOrOne(hostPath);

/** `secrets` and `configs` of a service. */
export const fileMounts: Shape = listOf(
  either({ scalar: single("source"), map: object({ source: text, target: text, uid: text, gid: text, mode: integer }), expected: "a name or a map" }),
);

export const ulimits: Shape = mapOf(either({ scalar: integer, map: object({ hard: integer, soft: integer }), expected: "a number or a map" }));

/** A map whose keys may also be a list of names: `networks`, `models`. */
export function namedMap(item: Shape): Shape {
  const asMap = mapOf(nullable(item));
  return (value, scope) => {
    if (value.kind !== "list") return asMap(value, scope);
    const entries = value.items.flatMap((name): [string, ComposeEntry][] => {
      if (name.kind === "scalar" && typeof name.value === "string") return [[name.value, { value: scalar(null, name.place), place: name.place }]];
      reportInvalid(name, { scope, expected: "a list of names" });
      return [];
    });
    return { kind: "map", entries: new Map(entries), place: value.place };
  };
}

/** `additional_contexts`: a map of names to contexts, or a list of `name=context`. */
export const additionalContexts: Shape = then(pairs, mapOf(contextPath));

function pairs(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  if (value.kind !== "list") return value;
  const entries = value.items.flatMap((item): [string, ComposeEntry][] => {
    const written = item.kind === "scalar" && typeof item.value === "string" ? item.value : "";
    const equals = written.indexOf("=");
    if (equals > 0) return [[written.slice(0, equals), { value: scalar(written.slice(equals + 1), item.place), place: item.place }]];
    reportInvalid(item, { scope, expected: "`name=context`" });
    return [];
  });
  return { kind: "map", entries: new Map(entries), place: value.place };
}

/** `ssh`: a map, or a list of `default` and `id=path`. */
export const sshKeys: Shape = (value, scope) => {
  if (value.kind === "map") return value;
  const named = value.kind === "list" ? value.items.filter((item) => item.kind === "scalar" && typeof item.value === "string") : [];
  if (value.kind !== "list" || named.length < value.items.length) return reportInvalid(value, { scope, expected: "a list of `default` or `id=path`" });
  const entries = named.map((item): [string, ComposeEntry] => {
    const [id = "", ...path] = String(item.kind === "scalar" ? item.value : "").split("=");
    return [id, { value: scalar(path.length === 0 ? null : path.join("="), item.place), place: item.place }];
  });
  return { kind: "map", entries: new Map(entries), place: value.place };
};
