// A service -> the attributes of `virtualisation.oci-containers.containers.NAME`.
import { type ComposeService, entriesAt, itemsAt, textAt, textEntriesAt, textsAt, valueAt } from "../compose/index.ts";
import { nixAttributes, nixBinding, nixBoolean, nixList, nixString, type NixValue } from "../nix/index.ts";
import { containerOf, type Conversion } from "./conversion.ts";
import { secondsOf } from "./seconds.ts";
import { dependencyContainers } from "./dependencies.ts";
import { environmentFiles } from "./environment-files.ts";
import { fileMountWords, nixMountWords } from "./file-mounts.ts";
import { healthWords } from "./health-options.ts";
import { imageOf } from "./image.ts";
import { jsonWords } from "./json-words.ts";
import { labelSettings } from "./label-settings.ts";
import { logWords, logDriver } from "./logging.ts";
import { mountsOf } from "./mount-options.ts";
import { namespaceOf, networkWords } from "./network-options.ts";
import { blkioWords, hostWords, plainWords, ulimitWords } from "./plain-options.ts";
import { allGpuWords, deployWords, deviceWords } from "./resource-options.ts";

/** One container of a service; `index` counts from 0 where the service is scaled. */
export type ContainerRequest = { readonly service: ComposeService; readonly name: string; readonly conversion: Conversion };

/** The attribute set of a container. Lists that the engine takes in any order are sorted. */
export function containerValue({ service, name, conversion }: ContainerRequest): NixValue {
  const { keys } = service;
  const { config } = conversion.options;
  const isAutomatic = labelSettings(keys).autoStart ?? config.auto_start;
  const environment = config.env_files_only ? [] : textEntriesAt(keys, "environment");
  const files = environmentFiles(keys, conversion);
  const mounts = mountsOf(keys, conversion);
  const words = [...new Set([...containerWords(service, conversion), ...mounts.words])].toSorted();
  const driver = logDriver(keys, conversion);
  return nixAttributes({
    image: nixString(imageOf({ service, name, conversion })),
    environment: textMap(environment),
    environmentFiles: filled(files),
    volumes: filled(mounts.volumes.map(nixString)),
    ports: filled(portsOf(keys, conversion).map(nixString)),
    cmd: commandOf(service, conversion),
    labels: textMap(textEntriesAt(keys, "labels")),
    dependsOn: filled(dependencyContainers(service, conversion).map(nixString)),
    user: optionalText(textAt(keys, "user")),
    "log-driver": optionalText(driver),
    pull: conversion.isFull ? pullPolicy(textAt(keys, "pull_policy")) : undefined,
    autoStart: isAutomatic ? undefined : nixBoolean(false),
    extraOptions: filled([...words.map(nixString), ...nixMountWords(service, conversion)]),
  });
}

function textMap(entries: readonly (readonly [string, string])[]): NixValue | undefined {
  return entries.length === 0 ? undefined : { kind: "attributes", bindings: entries.map(([key, text]) => nixBinding([nixString(key)], nixString(text))) };
}

function filled(items: readonly NixValue[]): NixValue | undefined {
  return items.length === 0 ? undefined : nixList(items, "block");
}

function optionalText(text: string | undefined): NixValue | undefined {
  return text === undefined ? undefined : nixString(text);
}

/** NixOS passes `--pull` itself; `build`, `daily` and their like have no counterpart. */
function pullPolicy(policy: string | undefined): NixValue | undefined {
  return policy !== undefined && ["always", "never"].includes(policy) ? nixString(policy) : undefined;
}

/**
 * `address:published:target/protocol`; a container port alone is published on a port that the engine picks. compose2nix drops
 * the brackets of an IPv6 address and the empty field between two colons.
 */
function portsOf(keys: ComposeService["keys"], { isFull }: Conversion): readonly string[] {
  return itemsAt(keys, "ports").map((port) => {
    const [address, published] = [textAt(port, "host_ip"), textAt(port, "published")];
    const host = address === undefined ? [] : [address.includes(":") && isFull ? `[${address}]` : address];
    const middle = published === undefined ? (address === undefined || !isFull ? [] : [""]) : [published];
    return `${[...host, ...middle, textAt(port, "target") ?? ""].join(":")}/${textAt(port, "protocol") ?? "tcp"}`;
  });
}

/** Docker's `--entrypoint` is one word, so the rest of the entry point goes before the command. */
function commandOf({ keys }: ComposeService, { options }: Conversion): NixValue | undefined {
  const command = valueAt(keys, "command");
  const before = options.runtime === "docker" ? textsAt(keys, "entrypoint").slice(1) : [];
  return command?.kind === "list" || before.length > 0 ? nixList([...before, ...textsAt(command)], "line") : undefined;
}

function entrypointWords({ keys }: ComposeService, conversion: Conversion): readonly string[] {
  const entrypoint = valueAt(keys, "entrypoint");
  if (entrypoint?.kind !== "list") return [];
  const words = textsAt(entrypoint);
  return [`--entrypoint=${conversion.options.runtime === "podman" ? jsonWords(words, conversion) : (words[0] ?? "")}`];
}

function containerWords(service: ComposeService, conversion: Conversion): readonly string[] {
  const { keys } = service;
  const { runtime } = conversion.options;
  const ipc = textAt(keys, "ipc");
  const ours = conversion.isFull ? fullWords(service, conversion) : [];
  return [
    ...plainWords(keys, { runtime, isFull: conversion.isFull }),
    ...networkWords(service, conversion),
    ...hostWords(keys),
    ...healthWords(keys, conversion),
    ...deployWords(keys, conversion),
    ...deviceWords(keys, conversion),
    ...ulimitWords(keys),
    ...logWords(keys, conversion),
    ...entrypointWords(service, conversion),
    ...(ipc === undefined ? [] : [`--ipc=${namespaceOf(ipc, conversion)}`]),
    ...ours,
  ];
}

/** What compose2nix leaves out. */
function fullWords(service: ComposeService, conversion: Conversion): readonly string[] {
  const { keys } = service;
  const pid = textAt(keys, "pid");
  return [
    ...(pid === undefined ? [] : [`--pid=${namespaceOf(pid, conversion)}`]),
    ...allGpuWords(keys, conversion),
    ...blkioWords(keys),
    ...fileMountWords(service, conversion),
    ...linkWords(service, conversion),
    ...stopWords(keys),
    ...terminalWords(keys, conversion),
    ...volumesFromWords(service, conversion),
  ];
}

/** `links: [db, "cache:redis"]`. Podman has no links; on its networks services are known by name anyway. */
function linkWords({ keys }: ComposeService, conversion: Conversion): readonly string[] {
  if (conversion.options.runtime !== "docker") return [];
  return textsAt(keys, "links").map((link) => {
    const [service = "", alias = service] = link.split(":");
    return `--link=${containerOf(service, conversion) ?? service}:${alias}`;
  });
}

function stopWords(keys: ComposeService["keys"]): readonly string[] {
  const period = stopSeconds(keys);
  return period === undefined ? [] : [`--stop-timeout=${period}`];
}

/** Whole seconds of `stop_grace_period`, at least one. */
export function stopSeconds(keys: ComposeService["keys"]): number | undefined {
  const period = textAt(keys, "stop_grace_period");
  return period === undefined ? undefined : secondsOf(period);
}

/**
 * An open standard input must not be attached to systemd's, which is at its end: Docker would refuse a terminal on it, and the
 * program would see the end of its input at once.
 */
function terminalWords(keys: ComposeService["keys"], { options }: Conversion): readonly string[] {
  const isOpen = textAt(keys, "stdin_open") === "true";
  const tty = textAt(keys, "tty") === "true" ? ["--tty"] : [];
  if (!isOpen) return tty;
  return [...tty, "--interactive", ...(options.runtime === "docker" ? ["--attach=stdout", "--attach=stderr"] : [])];
}

/** `service:mode` or `container:name:mode`. */
function volumesFromWords({ keys }: ComposeService, conversion: Conversion): readonly string[] {
  return textsAt(keys, "volumes_from").map((from) => {
    const parts = from.startsWith("container:") ? from.slice("container:".length).split(":") : from.split(":");
    const [source = "", mode] = parts;
    const name = from.startsWith("container:") ? source : (containerOf(source, conversion) ?? source);
    return `--volumes-from=${mode === undefined ? name : `${name}:${mode}`}`;
  });
}

/** True where a service is converted to containers at all: providers and empty services are not. */
export function hasContainer({ keys }: ComposeService): boolean {
  return entriesAt(keys).some(([key]) => key === "image" || key === "build");
}
