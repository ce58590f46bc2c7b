// Every key of a network, volume, secret or config and what becomes of it, and findings for those that are lost.
import type { valueAt } from "../compose/index.ts";
import { type ComposeMap, RESOURCE_KINDS, type ResourceKind, textEntriesAt, usedResources } from "../compose/index.ts";
import type { Finding } from "../errors.ts";
import { both, except, idle, type KeyCoverage, lost, ours } from "./carriage.ts";
import type { Conversion } from "./conversion.ts";

const CREATE = "an option of `network create`";
const SWARM = { why: "only a swarm knows it", hint: "Remove the key." };

const FILES = {
  driver: lost(SWARM.why, SWARM.hint),
  driver_opts: lost(SWARM.why, SWARM.hint),
  environment: ours("a unit that writes it to a file, where the host has the `env_files`; else reported"),
  external: lost("only a swarm keeps it", "Keep it in a file of the host and name that under `file`."),
  file: ours("`--mount`"),
  labels: lost("only a swarm knows them, save stowplan's own", "Remove them."),
  name: idle("a mounted file has no other name than its path"),
  template_driver: lost(SWARM.why, SWARM.hint),
} as const satisfies Readonly<Record<string, KeyCoverage>>;

/** Keys of top-level resources; dots lead deeper, into every item of a list. */
export const RESOURCE_COVERAGE: Readonly<Record<ResourceKind, Readonly<Record<string, KeyCoverage>>>> = {
  networks: {
    attachable: except(ours(CREATE), { runtime: "podman", why: "every network of podman is attachable", hint: "Remove the key." }),
    driver: both(CREATE),
    driver_opts: both(CREATE),
    enable_ipv4: except(ours(`${CREATE} where it is \`false\`; Docker 28 is the first that has it`), { runtime: "podman", why: "IPv4 is always on", hint: "Give the network only IPv6 subnets." }),
    enable_ipv6: both(CREATE),
    external: both("the network is not created"),
    internal: both(CREATE),
    ipam: both("see below"),
    "ipam.config": both("see below"),
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
  secrets: { ...FILES, external: { ...FILES.external, podman: ours("`--secret`").podman }, name: { ...FILES.name, podman: ours("the name of podman's secret").podman } },
  configs: { ...FILES, environment: ours("a file in the Nix store, or as with secrets where it looks like one"), content: ours("a file in the Nix store") },
};

/** Findings for what the resources that are converted lose; compose2nix's loss of secrets and configs is told with their services. */
export function lostResourceKeys(conversion: Conversion): readonly Finding[] {
  const used = usedResources({ ...conversion.project, services: conversion.services });
  return RESOURCE_KINDS.flatMap((kind) => {
    const isFile = kind === "secrets" || kind === "configs";
    const names = isFile ? (conversion.isFull ? [...used[kind]] : []) : [...conversion[kind].keys()];
    return names.flatMap((name) => {
      const resource = conversion.project.resources[kind].get(name);
      return resource === undefined ? [] : lostKeysOf(resource, { kind, name, conversion });
    });
  });
}

type Owner = { readonly kind: ResourceKind; readonly name: string; readonly conversion: Conversion };

function lostKeysOf(resource: ComposeMap, { kind, name, conversion }: Owner): readonly Finding[] {
  // Our own labels say where a secret comes from.
  const isOurs = textEntriesAt(resource, "labels").every(([label]) => label.startsWith("stowplan."));
  const paths = Object.entries(RESOURCE_COVERAGE[kind]).filter(([path]) => path !== "labels" || !isOurs);
  return paths.flatMap(([path, coverage]): readonly Finding[] => {
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
  const silent = key === "enable_ipv4";
  const isEmpty = entry.value.kind === "scalar" ? entry.value.value === silent || entry.value.value === null : false;
  return isEmpty ? [] : [entry.place];
}
