// `secrets` and `configs` of a service -> mounts of files of the host, or secrets that podman keeps.
import { posix } from "node:path";
import { type ComposeService, type ComposeValue, isTrueAt, itemsAt, textAt } from "../compose/index.ts";
import { nixApply, nixList, nixReference, nixString, type NixValue } from "../nix/index.ts";
import type { Conversion } from "./conversion.ts";

/** How one secret or config can be given to the container. */
export type FileMount =
  | { readonly kind: "bind"; readonly word: string }
  | { readonly kind: "podman-secret"; readonly word: string }
  /** A text that may stand in the Nix store, where everyone can read it. */
  | { readonly kind: "content"; readonly name: string; readonly content: string; readonly target: string }
  | { readonly kind: "lost"; readonly reason: string };

export function fileMountWords(service: ComposeService, conversion: Conversion): readonly string[] {
  return fileMounts(service, conversion).flatMap(({ mount }) => ("word" in mount ? [mount.word] : []));
}

/** Words for configs whose content the Compose file gives: mounts of files in the Nix store. */
export function contentMountWords(service: ComposeService, conversion: Conversion): readonly NixValue[] {
  if (!conversion.isFull) return [];
  return fileMounts(service, conversion).flatMap(({ mount }) => {
    if (mount.kind !== "content") return [];
    const file = nixApply(nixReference("pkgs", "writeText"), nixString(mount.name), nixString(mount.content));
    const parts = nixList(["--mount=type=bind,source=", file, `,target=${mount.target},readonly`], "line");
    return [nixApply(nixReference("lib", "concatStringsSep"), nixString(""), parts)];
  });
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
  const content = textAt(resource, "content");
  if (kind === "configs" && content !== undefined) return { kind: "content", name: storeName(source), content, target };
  return { kind: "lost", reason: isTrueAt(resource, "external") ? "it is kept by a swarm" : "its content would have to stand in the Nix store, which everyone can read" };
}

/** Names in the Nix store have few characters, and do not start with a dot. */
function storeName(name: string): string {
  return `config-${name.replace(/[^A-Za-z0-9+._?=-]/g, "-")}`;
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
