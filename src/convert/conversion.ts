// What every part of a conversion needs: the project, the options, and the names that units and containers get.
import { type ComposeProject, type ComposeService, entriesAt, isTrueAt, numberAt, textAt, usedResources } from "../compose/index.ts";
import type { ConvertOptions } from "./options.ts";

export type Conversion = {
  readonly project: ComposeProject;
  readonly options: ConvertOptions;
  /** False where the module must be as compose2nix writes it. */
  readonly isFull: boolean;
  /** The services that are converted, in the order of their names. */
  readonly services: ReadonlyMap<string, ComposeService>;
  /** The services whose end another one waits for (`service_completed_successfully`). */
  readonly awaited: ReadonlySet<string>;
  /** Resources that get a unit: not external, and used or wanted all the same; key to the name that the engine knows. */
  readonly networks: ReadonlyMap<string, string>;
  readonly volumes: ReadonlyMap<string, string>;
};

export function conversionOf(project: ComposeProject, options: ConvertOptions): Conversion {
  const { service_include: pattern, generate_unused_resources: isAll } = options.config;
  const isIncluded = pattern === undefined ? (): boolean => true : matcher(pattern);
  const services = new Map([...project.services].filter(([name]) => isIncluded(name)));
  const used = usedResources({ ...project, services });
  const own = (kind: "networks" | "volumes"): ReadonlyMap<string, string> =>
    new Map(
      [...project.resources[kind]]
        .filter(([key, resource]) => !isTrueAt(resource, "external") && (isAll || used[kind].has(key)))
        .map(([key, resource]) => [key, textAt(resource, "name") ?? key]),
    );
  return { project, options, isFull: options.dialect === "stowplan", services, awaited: awaitedServices(services), networks: own("networks"), volumes: own("volumes") };
}

function awaitedServices(services: ReadonlyMap<string, ComposeService>): ReadonlySet<string> {
  const waits = [...services.values()].flatMap(({ keys }) => entriesAt(keys, "depends_on"));
  return new Set(waits.flatMap(([name, { value }]) => (textAt(value, "condition") === "service_completed_successfully" ? [name] : [])));
}

/** An expression that is none matches nothing; the finding about it is the converter's. */
function matcher(pattern: string): (name: string) => boolean {
  const expression = compilePattern(pattern);
  return (name) => expression?.test(name) ?? false;
}

/** The regular expression of `service_include`; undefined where it is none. */
export function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

/** The containers of a service: one, or numbered ones where it is scaled. */
export function containerNames({ keys, name }: ComposeService, { project, isFull }: Conversion): readonly string[] {
  const own = textAt(keys, "container_name") ?? `${project.name}-${name}`;
  const count = numberAt(keys, "scale") ?? numberAt(keys, "deploy", "replicas") ?? 1;
  if (!isFull || count === 1) return [own];
  return Array.from({ length: Math.min(Math.max(count, 0), MOST_REPLICAS) }, (_, index) => `${own}-${index + 1}`);
}

/** A slip of the keyboard must not make a module of a million containers. */
const MOST_REPLICAS = 100;

/** The first container of the service of that name; the name itself where there is no such service. */
export function containerOf(service: string, conversion: Conversion): string | undefined {
  const found = conversion.project.services.get(service);
  return found === undefined ? undefined : containerNames(found, conversion)[0];
}

/** `docker-compose-mealie-root`, without `.target`. */
export function rootTarget({ project, options }: Conversion): string {
  return `${options.runtime}-compose-${project.name}-root`;
}

/** The unit of a network, volume or build: `docker-network-mealie_default`. */
export function unitOf(kind: "network" | "volume" | "build" | "secret" | "config", { name, conversion }: { name: string; conversion: Conversion }): string {
  return `${conversion.options.runtime}-${kind}-${name}`;
}
