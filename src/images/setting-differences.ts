// What two images start with -> how they differ, in words: user, entrypoint, command, folder, signal, health check, ports, volumes.
import type { ContainerState } from "../evaluate/index.ts";
import type { ImageDifference } from "./image-change.ts";
import type { ImageSettings } from "./oci-documents.ts";
import { tellArguments, tellValue } from "./tell-value.ts";

/** Both images' settings. */
export type SettingPair = { readonly old: ImageSettings; readonly new: ImageSettings };

type Field = ImageDifference["field"];

function difference(field: Field, text: string): ImageDifference {
  return { field, text };
}

/** What is said behind a default that every container sets for itself. */
function overridden(containers: readonly ContainerState[], isSet: (container: ContainerState) => boolean): string {
  return containers.length > 0 && containers.every(isSet) ? ", but your container sets its own" : "";
}

/** "No user" means root, "no signal" SIGTERM, "no folder" the root (OCI image configuration, "Properties"). */
function plainDifferences({ old, new: next }: SettingPair, containers: readonly ContainerState[]): readonly ImageDifference[] {
  const own = overridden(containers, ({ user }) => typeof user === "string");
  const plain: readonly [field: Field, words: string, from: string, to: string][] = [
    ["user", "runs as", old.User || "root", next.User || "root"],
    ["workdir", "starts in", old.WorkingDir || "/", next.WorkingDir || "/"],
    ["stop-signal", "is stopped with", old.StopSignal || "SIGTERM", next.StopSignal || "SIGTERM"],
  ];
  return plain.flatMap(([field, words, from, to]) => (from === to ? [] : [difference(field, `${words} ${tellValue(to)} instead of ${tellValue(from)}${field === "user" ? own : ""}`)]));
}

function commandDifferences({ old, new: next }: SettingPair, containers: readonly ContainerState[]): readonly ImageDifference[] {
  const commands: readonly { field: Field; from: readonly string[]; to: readonly string[]; own: string }[] = [
    { field: "entrypoint", from: old.Entrypoint, to: next.Entrypoint, own: overridden(containers, ({ entrypoint }) => typeof entrypoint === "string") },
    { field: "command", from: old.Cmd, to: next.Cmd, own: overridden(containers, ({ cmd }) => cmd.length > 0) },
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
export function settingDifferences(pair: SettingPair, containers: readonly ContainerState[]): readonly ImageDifference[] {
  return [...plainDifferences(pair, containers), ...commandDifferences(pair, containers), ...healthcheckDifferences(pair)];
}

/** `127.0.0.1:8080:80/tcp` -> `80/tcp`. */
function containerPort(published: string): string {
  const port = published.slice(published.lastIndexOf(":") + 1);
  return port.includes("/") ? port : `${port}/tcp`;
}

function withProtocol(port: string): string {
  return port.includes("/") ? port : `${port}/tcp`;
}

/** Ports that an image exposes are only a hint, but one that is published and vanished usually moved. */
export function portDifferences({ old, new: next }: SettingPair, containers: readonly ContainerState[]): readonly ImageDifference[] {
  const [before, after] = [old.ExposedPorts.map(withProtocol), next.ExposedPorts.map(withProtocol)];
  const published = new Set(containers.flatMap(({ ports }) => ports.map(containerPort)));
  const lost = before.filter((port) => !after.includes(port));
  const gained = after.filter((port) => !before.includes(port));
  return [
    ...lost.map((port) => difference("ports", `no longer exposes ${tellValue(port)}${published.has(port) ? ", which your container publishes" : ""}`)),
    ...gained.map((port) => difference("ports", `newly exposes ${tellValue(port)}`)),
  ];
}

/** `/srv/mealie:/app/data:rw` -> `/app/data`; an anonymous volume is its own target. */
function mountTarget(volume: string): string {
  const [source = "", target] = volume.split(":");
  return (target ?? source).replace(/(?<=.)\/+$/, "");
}

/** A new volume that nobody mounts gets an anonymous one, whose data goes with the container. */
export function volumeDifferences({ old, new: next }: SettingPair, containers: readonly ContainerState[]): readonly ImageDifference[] {
  const [before, after] = [old.Volumes, next.Volumes];
  const lost = before.filter((volume) => !after.includes(volume));
  const gained = after.filter((volume) => !before.includes(volume));
  const isMounted = (volume: string): boolean => containers.every(({ volumes }) => volumes.map(mountTarget).includes(mountTarget(volume)));
  return [
    ...gained.map((volume) => {
      const warning = containers.length === 0 || isMounted(volume) ? "" : ": your container does not mount it, so its data would go with the container";
      return difference("volumes", `new volume ${tellValue(volume)}${warning}`);
    }),
    ...lost.map((volume) => difference("volumes", `${tellValue(volume)} is no longer a volume`)),
  ];
}
