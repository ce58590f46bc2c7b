// The top-level elements and the keys of networks, volumes, secrets and configs with their forms.
import { hostPath } from "./host-paths.ts";
import { labels } from "./mapping.ts";
import type { ComposeValue } from "./model.ts";
import { type ResourceKind } from "./model.ts";
import type { Scope } from "./scope.ts";
import { anything, either, type Fields, flag, listOf, listOrOne, looseText, mapOf, nullable, object, sameScalar, type Shape, single, text } from "./shape.ts";
import { scalar, textAt, valueAt, withKeys } from "./value.ts";

/** `external: true`, or the old form `external: {name: x}`. */
const external: Shape = either({ scalar: flag, map: object({ name: text }), expected: "`true` or `false`" });

const options: Shape = mapOf(looseText);

const file: Fields = { name: text, external, labels, driver: text, driver_opts: options, template_driver: text, environment: text, file: hostPath };

const FIELDS: Readonly<Record<ResourceKind, Fields>> = {
  networks: {
    attachable: flag,
    driver: text,
    driver_opts: options,
    enable_ipv4: flag,
    enable_ipv6: flag,
    external,
    internal: flag,
    ipam: object({
      driver: text,
      config: listOf(object({ subnet: text, ip_range: text, gateway: text, aux_addresses: mapOf(text) })),
      options,
    }),
    labels,
    name: text,
  },
  volumes: { driver: text, driver_opts: options, external, labels, name: text },
  secrets: file,
  configs: { ...file, content: text },
};

/** A network, volume, secret or config; null is the same as an empty map. */
export function resourceShape(kind: ResourceKind): Shape {
  const shape = object(FIELDS[kind]);
  return nullable((value, scope) => {
    const checked = shape(value, scope);
    return checked?.kind === "map" ? adoptExternalName(bindDevice(checked, scope)) : undefined;
  });
}

function adoptExternalName(value: ComposeValue): ComposeValue {
  const old = valueAt(value, "external");
  if (value.kind !== "map" || old?.kind !== "map") return value;
  const name = valueAt(value, "name") ?? valueAt(old, "name");
  return withKeys(value, { external: scalar(true, old.place), ...(name === undefined ? {} : { name }) });
}

/** A `local` volume with `o: bind` is a bind mount, so its device may be relative (compose-go does the same). */
function bindDevice(value: ComposeValue, scope: Scope): ComposeValue {
  const device = valueAt(value, "driver_opts", "device");
  const opts = valueAt(value, "driver_opts");
  const isBind = textAt(value, "driver") === "local" && textAt(opts, "o") === "bind";
  if (!isBind || value.kind !== "map" || opts?.kind !== "map" || device === undefined) return value;
  const absolute = hostPath(sameScalar(device, textAt(device) ?? ""), scope);
  return withKeys(value, { driver_opts: withKeys(opts, { device: absolute }) });
}

/** Elements of the file itself; services and resources are read one by one. */
export const includes: Shape = listOf(
  either({ scalar: single("path"), map: object({ path: listOrOne(text), env_file: listOrOne(text), project_directory: text }), expected: "a path or a map" }),
);

export const TOP_LEVEL_FIELDS: Fields = {
  version: anything,
  name: text,
  include: includes,
  services: anything,
  models: anything,
  networks: anything,
  volumes: anything,
  secrets: anything,
  configs: anything,
};
