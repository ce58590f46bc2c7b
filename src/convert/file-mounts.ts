// `secrets` and `configs` of a service -> mounts of files of the host, or secrets that podman keeps.
import { posix } from "node:path";
import { type ComposeService, type ComposeValue, isTrueAt, itemsAt, textAt } from "../compose/index.ts";
import type { Conversion } from "./conversion.ts";

/** How one secret or config can be given to the container. */
export type FileMount =
  | { readonly kind: "bind"; readonly word: string }
  | { readonly kind: "podman-secret"; readonly word: string }
  | { readonly kind: "lost"; readonly reason: string };

export function fileMountWords(service: ComposeService, conversion: Conversion): readonly string[] {
  return fileMounts(service, conversion).flatMap(({ mount }) => (mount.kind === "lost" ? [] : [mount.word]));
}

/** All secrets and configs of a service with what becomes of them. */
export function fileMounts(service: ComposeService, conversion: Conversion): readonly { readonly item: ComposeValue; readonly kind: "secrets" | "configs"; readonly mount: FileMount }[] {
  return (["secrets", "configs"] as const).flatMap((kind) => itemsAt(service.keys, kind).map((item) => ({ item, kind, mount: convertFile({ item, kind, conversion }) })));
}

type FileRequest = { readonly item: ComposeValue; readonly kind: "secrets" | "configs"; readonly conversion: Conversion };

function convertFile({ item, kind, conversion }: FileRequest): FileMount {
  const source = textAt(item, "source") ?? "";
  const resource = conversion.project.resources[kind].get(source);
  const file = textAt(resource, "file");
  const target = targetOf({ item, kind, source });
  if (file !== undefined) return { kind: "bind", word: `--mount=type=bind,source=${file},target=${target},readonly` };
  if (isTrueAt(resource, "external") && kind === "secrets" && conversion.options.runtime === "podman") {
    const fields = [textAt(resource, "name") ?? source, `target=${target}`, ...["uid", "gid", "mode"].flatMap((key) => owner(item, key))];
    return { kind: "podman-secret", word: `--secret=${fields.join(",")}` };
  }
  return { kind: "lost", reason: isTrueAt(resource, "external") ? "it is kept by a swarm" : "its content would have to stand in the Nix store, which everyone can read" };
}

function owner(item: ComposeValue, key: string): readonly string[] {
  const value = textAt(item, key);
  if (value === undefined) return [];
  return [`${key}=${key === "mode" ? `0${Number(value).toString(8)}` : value}`];
}

/** A target without a slash is a name in `/run/secrets`; a config without one stands at the root. */
function targetOf({ item, kind, source }: { item: ComposeValue; kind: "secrets" | "configs"; source: string }): string {
  const written = textAt(item, "target") ?? source;
  return posix.isAbsolute(written) ? written : posix.join(kind === "secrets" ? "/run/secrets" : "/", written);
}
