// The networks, volumes, secrets and configs of a merged model, with the names that the engine knows them by.
import { posix } from "node:path";
import type { ProjectSource } from "../discover/index.ts";
import { type ComposeMap, type ComposeProject, RESOURCE_KINDS, type ResourceKind } from "./model.ts";
import { entriesAt, isTrueAt, map, scalar, valueAt, withKeys } from "./value.ts";

/** A resource without a name of its own is called `PROJECT_KEY`; an external one by its key. */
export function resourcesOf(model: ComposeMap, project: string): ComposeProject["resources"] {
  return {
    networks: namedResources({ model, kind: "networks", project }),
    volumes: namedResources({ model, kind: "volumes", project }),
    secrets: namedResources({ model, kind: "secrets", project }),
    configs: namedResources({ model, kind: "configs", project }),
  };
}

type Section = { readonly model: ComposeMap; readonly kind: ResourceKind; readonly project: string };

function namedResources({ model, kind, project }: Section): ReadonlyMap<string, ComposeMap> {
  const resources = new Map<string, ComposeMap>();
  for (const [key, entry] of entriesAt(model, kind)) {
    const resource = entry.value.kind === "map" ? entry.value : map({}, entry.place);
    const name = isTrueAt(resource, "external") ? key : `${project}_${key}`;
    resources.set(key, valueAt(resource, "name") === undefined ? withKeys(resource, { name: scalar(name, resource.place) }) : resource);
  }
  // The network that services without networks of their own are on; nobody has to define it.
  if (kind === "networks" && !resources.has("default")) resources.set("default", map({ name: scalar(`${project}_default`, model.place) }, model.place));
  return resources;
}

/** The keys of the resources that services use. */
export function usedResources(project: ComposeProject): Readonly<Record<ResourceKind, ReadonlySet<string>>> {
  const used = Object.fromEntries(RESOURCE_KINDS.map((kind) => [kind, new Set<string>()]));
  const take = (kind: ResourceKind, name: string): void => void used[kind]?.add(name);
  for (const { keys } of project.services.values()) {
    for (const [name] of entriesAt(keys, "networks")) take("networks", name);
    for (const kind of ["volumes", "secrets", "configs"] as const) for (const source of sourcesAt(keys, kind)) take(kind, source);
    for (const source of sourcesAt(valueAt(keys, "build"), "secrets")) take("secrets", source);
  }
  return { networks: used["networks"] ?? new Set(), volumes: used["volumes"] ?? new Set(), secrets: used["secrets"] ?? new Set(), configs: used["configs"] ?? new Set() };
}

function sourcesAt(keys: Parameters<typeof valueAt>[0], key: string): readonly string[] {
  const items = valueAt(keys, key);
  if (items?.kind !== "list") return [];
  return items.items.flatMap((item) => {
    const source = valueAt(item, "source");
    const isNamed = key !== "volumes" || ["volume", "image", "cluster"].includes(typeOf(item));
    return source?.kind === "scalar" && typeof source.value === "string" && isNamed ? [source.value] : [];
  });
}

function typeOf(item: Parameters<typeof valueAt>[0]): string {
  const type = valueAt(item, "type");
  return type?.kind === "scalar" ? String(type.value) : "";
}

/**
 * The project's folder on the host. Where nothing is configured the folder's place below `/etc/nixos` stands in, because that
 * is where most hosts keep their flake.
 */
export function rootOf({ options, folder }: ProjectSource): string {
  return options.root_path ?? posix.join("/etc/nixos", folder);
}
