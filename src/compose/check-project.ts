// A complete project -> findings about what does not fit together: names that are not defined, keys that exclude each other.
import type { Place } from "../errors.ts";
import { dependenciesOf } from "./complete-service.ts";
import type { Findings } from "./findings.ts";
import type { ComposeMap, ComposeProject, ComposeService } from "./model.ts";
import { entriesAt, isTrueAt, itemsAt, numberAt, textAt, textsAt, valueAt } from "./value.ts";

type Checking = { readonly project: ComposeProject; readonly findings: Findings };

/** The consistency rules of the specification, as compose-go's `checkConsistency` has them. Every broken rule is an error finding. */
export function checkProject(project: ComposeProject, findings: Findings): void {
  const checking: Checking = { project, findings };
  for (const service of project.services.values()) {
    checkSource(service, checking);
    checkNetworks(service, checking);
    checkMounts(service, checking);
    checkDependencies(service, checking);
    checkNumbers(service, checking);
  }
  checkContainerNames(checking);
  checkCircles(checking);
  checkFiles(checking);
}

type Fault = { readonly place: Place; readonly message: string; readonly hint: string };

function report(service: ComposeService, { findings, fault }: { findings: Findings; fault: Fault }): void {
  findings.error({ code: "compose-invalid", subject: `service ${service.name}`, ...fault });
}

function placeOfKey(service: ComposeService, key: string): Place {
  return service.keys.entries.get(key)?.place ?? service.place;
}

function checkSource(service: ComposeService, { findings }: Checking): void {
  const { keys } = service;
  if (["image", "build", "provider"].every((key) => valueAt(keys, key) === undefined)) {
    report(service, { findings, fault: { place: service.place, message: "The service has neither `image` nor `build`.", hint: "Name an image; a file that only completes others must be listed together with them under `inputs`." } });
  }
  const build = valueAt(keys, "build");
  if (textAt(build, "dockerfile_inline") !== undefined && textAt(build, "dockerfile") !== undefined) {
    report(service, { findings, fault: { place: placeOfKey(service, "build"), message: "`dockerfile` and `dockerfile_inline` exclude each other.", hint: "Keep one of them." } });
  }
  const [first] = textsAt(keys, "healthcheck", "test");
  if (first !== undefined && !["CMD", "CMD-SHELL", "NONE"].includes(first)) {
    report(service, { findings, fault: { place: placeOfKey(service, "healthcheck"), message: "The list under `healthcheck.test` must start with `CMD`, `CMD-SHELL` or `NONE`.", hint: "Put `CMD` in front, or write the test as one text." } });
  }
}

function checkNetworks(service: ComposeService, { project, findings }: Checking): void {
  const networks = entriesAt(service.keys, "networks");
  if (valueAt(service.keys, "network_mode") !== undefined && networks.length > 0) {
    report(service, { findings, fault: { place: placeOfKey(service, "network_mode"), message: "`network_mode` and `networks` exclude each other.", hint: "Keep one of them." } });
  }
  for (const [name, entry] of networks) {
    if (project.resources.networks.has(name)) continue;
    report(service, { findings, fault: { place: entry.place, message: `The network \`${name}\` is not defined.`, hint: "Define it under the top-level `networks`." } });
  }
}

function checkMounts(service: ComposeService, { project, findings }: Checking): void {
  for (const mount of itemsAt(service.keys, "volumes")) {
    const source = textAt(mount, "source") ?? "";
    if (textAt(mount, "target") === undefined) {
      report(service, { findings, fault: { place: mount.place, message: "The mount has no `target`.", hint: "Name the path in the container." } });
    }
    if (textAt(mount, "type") !== "volume" || source === "" || project.resources.volumes.has(source)) continue;
    report(service, { findings, fault: { place: mount.place, message: `The volume \`${source}\` is not defined.`, hint: "Define it under the top-level `volumes`, or write `./` in front of a path." } });
  }
  for (const kind of ["secrets", "configs"] as const) {
    for (const item of itemsAt(service.keys, kind).concat(kind === "secrets" ? itemsAt(service.keys, "build", "secrets") : [])) {
      const source = textAt(item, "source") ?? "";
      if (project.resources[kind].has(source)) continue;
      report(service, { findings, fault: { place: item.place, message: `The ${kind.slice(0, -1)} \`${source}\` is not defined.`, hint: `Define it under the top-level \`${kind}\`.` } });
    }
  }
}

function checkDependencies(service: ComposeService, { project, findings }: Checking): void {
  for (const [name, entry] of entriesAt(service.keys, "depends_on")) {
    if (project.services.has(name)) continue;
    const isInactive = project.inactive.has(name);
    if (isInactive && textAt(entry.value, "required") === "false") continue;
    const message = isInactive ? `The service needs \`${name}\`, which no active profile turns on.` : `The service needs \`${name}\`, which is not defined.`;
    const hint = isInactive ? "Turn its profile on, or write `required: false`." : "Define it, or correct the name.";
    report(service, { findings, fault: { place: entry.place, message, hint } });
  }
}

/** Keys that say the same thing must say the same. */
function checkNumbers(service: ComposeService, { findings }: Checking): void {
  const { keys } = service;
  const pairs = [
    ["scale", ["deploy", "replicas"]],
    ["cpus", ["deploy", "resources", "limits", "cpus"]],
    ["mem_limit", ["deploy", "resources", "limits", "memory"]],
    ["mem_reservation", ["deploy", "resources", "reservations", "memory"]],
    ["pids_limit", ["deploy", "resources", "limits", "pids"]],
  ] as const;
  for (const [key, path] of pairs) {
    const [own, deployed] = [textAt(keys, key), textAt(keys, ...path)];
    if (own === undefined || deployed === undefined || own === deployed) continue;
    report(service, { findings, fault: { place: placeOfKey(service, key), message: `\`${key}\` and \`${path.join(".")}\` say different things.`, hint: "Keep one of them." } });
  }
  const scale = numberAt(keys, "scale") ?? numberAt(keys, "deploy", "replicas") ?? 1;
  if (scale > 1 && valueAt(keys, "container_name") !== undefined) {
    report(service, { findings, fault: { place: placeOfKey(service, "container_name"), message: "Several containers cannot share one `container_name`.", hint: "Take `container_name` out, or run one container." } });
  }
}

function checkContainerNames({ project, findings }: Checking): void {
  const owners = new Map<string, string>();
  for (const service of project.services.values()) {
    const name = textAt(service.keys, "container_name");
    const owner = name === undefined ? undefined : owners.get(name);
    if (name !== undefined && owner === undefined) owners.set(name, service.name);
    if (owner === undefined) continue;
    report(service, { findings, fault: { place: placeOfKey(service, "container_name"), message: `The service \`${owner}\` has the same \`container_name\`.`, hint: "Give one of them another name." } });
  }
}

/** Finds a circle of dependencies without recursion over services, so that a long chain cannot exhaust the stack. */
function checkCircles({ project, findings }: Checking): void {
  const done = new Set<string>();
  for (const start of project.services.keys()) {
    const path: { readonly name: string; readonly rest: string[] }[] = [{ name: start, rest: needsOf(project, start) }];
    const onPath = new Set([start]);
    for (let top = path.at(-1); top !== undefined && !done.has(start); top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        done.add(top.name);
        onPath.delete(top.name);
        path.pop();
      } else if (onPath.has(next)) {
        reportCircle([...path.map(({ name }) => name), next], { project, findings });
      } else if (!done.has(next)) {
        path.push({ name: next, rest: needsOf(project, next) });
        onPath.add(next);
      }
    }
  }
}

function needsOf(project: ComposeProject, name: string): string[] {
  const keys: ComposeMap | undefined = project.services.get(name)?.keys;
  return keys === undefined ? [] : dependenciesOf(keys).filter((other) => project.services.has(other)).toReversed();
}

function reportCircle(path: readonly string[], { project, findings }: Checking): void {
  const last = path.at(-1) ?? "";
  const circle = path.slice(path.indexOf(last));
  const service = project.services.get(last);
  if (service === undefined) return;
  const message = `The services need each other in a circle: ${circle.map((name) => `\`${name}\``).join(" → ")}.`;
  findings.error({ code: "compose-cycle", subject: `service ${last}`, message, hint: "Take one of the dependencies out.", place: placeOfKey(service, "depends_on") });
}

/** A secret or config must come from somewhere. */
function checkFiles({ project, findings }: Checking): void {
  for (const kind of ["secrets", "configs"] as const) {
    for (const [name, resource] of project.resources[kind]) {
      const isGiven = isTrueAt(resource, "external") || ["file", "environment", "content", "driver"].some((key) => valueAt(resource, key) !== undefined);
      if (isGiven) continue;
      const subject = `${kind.slice(0, -1)} ${name}`;
      findings.error({ code: "compose-invalid", subject, message: "It names neither `file` nor `environment`.", hint: "Say where its content comes from.", place: resource.place });
    }
  }
}
