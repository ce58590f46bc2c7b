// Hosts and Compose projects at base and head -> findings about what the configured policy does not want.
import type { ProjectPair } from "../../compose/index.ts";
import type { Policy } from "../../config/index.ts";
import type { Finding } from "../../errors.ts";
import type { HostPair } from "../../evaluate/index.ts";
import { containersByUnit, type HostContainer } from "../host-containers.ts";
import { composeContainers } from "./compose-containers.ts";
import { type Inspector, openInspector } from "./find-breaches.ts";
import { type Breaches, tellBreaches } from "./tell-breaches.ts";

export type PolicyRequest = { readonly hosts: readonly HostPair[]; readonly projects: readonly ProjectPair[]; readonly config: { readonly policy: Policy } };

type Sides = { readonly subject: string; readonly old: Iterable<HostContainer>; readonly new: Iterable<HostContainer> };

function compare({ subject, ...sides }: Sides, inspect: Inspector): Breaches {
  const known = new Set([...sides.old].flatMap(inspect).map(({ key }) => key));
  const all = [...sides.new].flatMap(inspect);
  return { subject, fresh: all.filter(({ key }) => !known.has(key)), before: all.filter(({ key }) => known.has(key)) };
}

/** Where base did not evaluate, everything counts as new: what cannot be looked up is not excused. */
function hostSides({ name, base, head }: HostPair): readonly Sides[] {
  return head === undefined ? [] : [{ subject: name, old: containersByUnit(base).values(), new: containersByUnit(head).values() }];
}

/** A project is a host's where the files that define its containers hold the project's module: then the host speaks for it. */
function isOnHost({ source }: ProjectPair, hosts: readonly HostPair[]): boolean {
  const { output } = source;
  const defines = (files: Readonly<Record<string, readonly string[]>> | undefined): boolean => Object.values(files ?? {}).some((paths) => paths.some((path) => path === output));
  return output !== undefined && hosts.some(({ head }) => defines(head?.definedIn?.oci));
}

function projectSides(pair: ProjectPair): Sides {
  return { subject: pair.source.label, old: composeContainers(pair.base), new: composeContainers(pair.head) };
}

/** Only what the pull request introduces is told one by one; what it found there is counted. */
export function checkPolicy({ hosts, projects, config: { policy } }: PolicyRequest): readonly Finding[] {
  const inspect = openInspector(policy);
  const loose = projects.filter((pair) => pair.head !== undefined && !isOnHost(pair, hosts));
  return [...hosts.flatMap(hostSides), ...loose.map(projectSides)].flatMap((sides) => tellBreaches(compare(sides, inspect), policy));
}
