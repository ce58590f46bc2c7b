// What two images start with -> how they differ, in words: user, entrypoint, command, folder, signal, health check, ports, volumes.
import type { ImageDifference } from "./image-change.ts";
import type { ImageSettings } from "./oci-documents.ts";
import { isOnHostNetwork, mounts, publishes, type RunningContainer, setsUser, tellContainers } from "./running-container.ts";
import { tellArguments, tellValue } from "./tell-value.ts";

/** Both images' settings. */
export type SettingPair = { readonly old: ImageSettings; readonly new: ImageSettings };

type Field = ImageDifference["field"];

function difference(field: Field, text: string): ImageDifference {
  return { field, text };
}

/** What is said behind a default that every container sets for itself. */
function overridden(containers: readonly RunningContainer[], isSet: (container: RunningContainer) => boolean): string {
  return containers.length > 0 && containers.every(isSet) ? ", but your container sets its own" : "";
}

/** `999:999` -> `uid 999, gid 999`; a name is told as it is. */
function tellUser(user: string): string {
  const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(user) ?? [];
  if (uid === undefined) return tellValue(user);
  if (uid === "0" && (gid === undefined || gid === "0")) return "root";
  return gid === undefined ? `uid ${uid}` : `uid ${uid}, gid ${gid}`;
}

/** "No user" means root, "no signal" SIGTERM, "no folder" the root (OCI image configuration, "Properties"). */
function plainDifferences({ old, new: next }: SettingPair, containers: readonly RunningContainer[]): readonly ImageDifference[] {
  const own = overridden(containers, setsUser);
  const plain: readonly [field: Field, words: string, from: string, to: string][] = [
    ["user", "runs as", tellUser(old.User || "root"), tellUser(next.User || "root")],
    ["workdir", "starts in", tellValue(old.WorkingDir || "/"), tellValue(next.WorkingDir || "/")],
    ["stop-signal", "is stopped with", tellValue(old.StopSignal || "SIGTERM"), tellValue(next.StopSignal || "SIGTERM")],
  ];
  return plain.flatMap(([field, words, from, to]) => (from === to ? [] : [difference(field, `${words} ${to} instead of ${from}${field === "user" ? own : ""}`)]));
}

function commandDifferences({ old, new: next }: SettingPair, containers: readonly RunningContainer[]): readonly ImageDifference[] {
  const commands: readonly { field: Field; from: readonly string[]; to: readonly string[]; own: string }[] = [
    { field: "entrypoint", from: old.Entrypoint, to: next.Entrypoint, own: overridden(containers, ({ options }) => typeof options.entrypoint === "string") },
    { field: "command", from: old.Cmd, to: next.Cmd, own: overridden(containers, ({ options }) => options.cmd.length > 0) },
  ];
  return commands.flatMap(({ field, from, to, own }) => {
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [difference(field, `${field} ${tellArguments(from)} → ${tellArguments(to)}${own}`)];
  });
}

function healthcheckDifferences({ old, new: next }: SettingPair): readonly ImageDifference[] {
  const [before, after] = [old.Healthcheck ?? undefined, next.Healthcheck ?? undefined];
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (after === undefined) return [difference("healthcheck", "no longer checks its own health")];
  const test = tellArguments(after.Test.slice(after.Test[0] === "CMD" || after.Test[0] === "CMD-SHELL" ? 1 : 0));
  const words = before === undefined ? "now checks its own health with" : "checks its own health differently, with";
  return [difference("healthcheck", `${words} ${test}`)];
}

/** User, folder, signal, entrypoint, command and health check. */
export function settingDifferences(pair: SettingPair, containers: readonly RunningContainer[]): readonly ImageDifference[] {
  return [...plainDifferences(pair, containers), ...commandDifferences(pair, containers), ...healthcheckDifferences(pair)];
}

function withProtocol(port: string): string {
  return port.includes("/") ? port : `${port}/tcp`;
}

/** `9000/tcp` -> `port 9000`: TCP goes without saying. */
function tellPort(port: string): string {
  return `port ${tellValue(port.replace(/\/tcp$/, ""))}`;
}

function tellLostPort(port: string, containers: readonly RunningContainer[]): string {
  const publishers = containers.filter((container) => publishes(container, port));
  return `${tellPort(port)} no longer exposed${publishers.length === 0 ? "" : ` but published by ${tellContainers(publishers)}`}`;
}

function tellGainedPort(port: string, containers: readonly RunningContainer[]): string {
  const open = containers.filter(isOnHostNetwork);
  return `${tellPort(port)} newly exposed${open.length === 0 ? "" : `, and ${tellContainers(open)} has the host's network: look whether the port is free`}`;
}

/** Ports that an image exposes are only a hint, but one that is published and vanished usually moved. */
export function portDifferences({ old, new: next }: SettingPair, containers: readonly RunningContainer[]): readonly ImageDifference[] {
  const [before, after] = [old.ExposedPorts.map(withProtocol), next.ExposedPorts.map(withProtocol)];
  const lost = before.filter((port) => !after.includes(port));
  const gained = after.filter((port) => !before.includes(port));
  return [
    ...lost.map((port) => difference("ports", tellLostPort(port, containers))),
    ...gained.map((port) => difference("ports", tellGainedPort(port, containers))),
  ];
}

function tellGainedVolume(volume: string, containers: readonly RunningContainer[]): string {
  const without = containers.filter((container) => !mounts(container, volume));
  const words = `new volume ${tellValue(volume)}`;
  if (without.length === 0) return words;
  const who = without.length === 1 && containers.length === 1 ? "your container" : tellContainers(without);
  return `${words}: not declared in ${who}, so that its data would go with the container`;
}

function tellLostVolume(volume: string, containers: readonly RunningContainer[]): string {
  const mounting = containers.filter((container) => mounts(container, volume));
  return `${tellValue(volume)} is no longer a volume${mounting.length === 0 ? "" : `, but ${tellContainers(mounting)} mounts it: look where the new version keeps its data`}`;
}

/** A new volume that nobody mounts gets an anonymous one, whose data goes with the container. */
export function volumeDifferences({ old, new: next }: SettingPair, containers: readonly RunningContainer[]): readonly ImageDifference[] {
  const [before, after] = [old.Volumes, next.Volumes];
  const lost = before.filter((volume) => !after.includes(volume));
  const gained = after.filter((volume) => !before.includes(volume));
  return [
    ...gained.map((volume) => difference("volumes", tellGainedVolume(volume, containers))),
    ...lost.map((volume) => difference("volumes", tellLostVolume(volume, containers))),
  ];
}
