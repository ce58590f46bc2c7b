// Every key of a network, volume, secret or config and what becomes of it, and findings for those that are lost.
import type { valueAt } from "../compose/index.ts";
import { type ComposeMap, RESOURCE_KINDS, type ResourceKind } from "../compose/index.ts";
import type { Finding } from "../errors.ts";
import { both, except, type KeyCoverage, lost, ours } from "./carriage.ts";
import type { Conversion } from "./conversion.ts";

const CREATE = "an option of `network create`";
const SWARM = { why: "only a swarm knows it", hint: "Remove the key." };

const FILES: Readonly<Record<string, KeyCoverage>> = {
  driver: lost(SWARM.why, SWARM.hint),
  driver_opts: lost(SWARM.why, SWARM.hint),
  environment: lost("its content would have to stand in the Nix store, which everyone can read", "Keep it in a file of the host, for example with sops-nix, and name that under `file`."),
  external: ours("`--secret` where podman keeps it"),
  file: ours("`--mount`"),
  labels: lost(SWARM.why, SWARM.hint),
  name: ours("the name of the secret"),
  template_driver: lost(SWARM.why, SWARM.hint),
};

/** Keys of top-level resources; dots lead deeper, into every item of a list. */
export const RESOURCE_COVERAGE: Readonly<Record<ResourceKind, Readonly<Record<string, KeyCoverage>>>> = {
  networks: {
    attachable: except(ours(CREATE), { runtime: "podman", why: "every network of podman is attachable", hint: "Remove the key." }),
    driver: both(CREATE),
    driver_opts: both(CREATE),
    enable_ipv4: lost("IPv4 is always on", "Remove the key."),
    enable_ipv6: both(CREATE),
    external: both("the network is not created"),
    internal: both(CREATE),
    "ipam.config.aux_addresses": except(both(CREATE), { runtime: "podman", why: "podman reserves no addresses", hint: "Keep these addresses out of `ip_range`." }),
    "ipam.config.gateway": both(CREATE),
    "ipam.config.ip_range": both(CREATE),
    "ipam.config.subnet": both(CREATE),
    "ipam.driver": both(CREATE),
    "ipam.options": except(ours(CREATE), { runtime: "podman", why: "podman has no options for address management", hint: "Remove the key." }),
    labels: both(CREATE),
    name: both("the network's name"),
  },
  volumes: { driver: both("`--driver`"), driver_opts: both("`--opt`"), external: both("the volume is not created"), labels: both("`--label`"), name: both("the volume's name") },
  secrets: FILES,
  configs: { ...FILES, content: ours("a file in the Nix store") },
};

/** Findings for what resources lose. Secrets and configs are told with the services that use them. */
export function lostResourceKeys(conversion: Conversion): readonly Finding[] {
  return RESOURCE_KINDS.filter((kind) => kind === "networks" || kind === "volumes").flatMap((kind) =>
    [...conversion[kind].keys()].flatMap((name) => {
      const resource = conversion.project.resources[kind].get(name);
      return resource === undefined ? [] : lostKeysOf(resource, { kind, name, conversion });
    }),
  );
}

type Owner = { readonly kind: "networks" | "volumes"; readonly name: string; readonly conversion: Conversion };

function lostKeysOf(resource: ComposeMap, { kind, name, conversion }: Owner): readonly Finding[] {
  return Object.entries(RESOURCE_COVERAGE[kind]).flatMap(([path, coverage]): readonly Finding[] => {
    const carriage = coverage[conversion.options.runtime];
    const places = placesOf(resource, path.split("."));
    const isLost = carriage.kind === "lost" || (carriage.kind === "carried" && carriage.by === "stowplan" && !conversion.isFull);
    if (!isLost) return [];
    const [why, hint] = carriage.kind === "lost" ? [carriage.why, carriage.hint] : ["compose2nix leaves it out", "Convert the project with stowplan, which carries it, or remove the key."];
    return places.map((place) => ({ code: "convert-key-lost", severity: "warning", subject: `${kind.slice(0, -1)} ${name}`, message: `\`${path}\` is not carried over: ${why}.`, hint, place }));
  });
}

/** Where a key is written, with a value that says something. */
function placesOf(value: ReturnType<typeof valueAt>, [key, ...rest]: readonly string[]): readonly ComposeMap["place"][] {
  if (value?.kind === "list") return value.items.flatMap((item) => placesOf(item, key === undefined ? rest : [key, ...rest]));
  const entry = value?.kind === "map" && key !== undefined ? value.entries.get(key) : undefined;
  if (entry === undefined) return [];
  if (rest.length > 0) return placesOf(entry.value, rest);
  const isEmpty = entry.value.kind === "scalar" ? entry.value.value === false || entry.value.value === null : false;
  return isEmpty ? [] : [entry.place];
}
