// `build` of a service -> the words of `docker build` and `podman build` that compose2nix leaves out.
import { type ComposeMap, type ComposeValue, isTrueAt, itemsAt, textAt, textEntriesAt, textsAt, type valueAt } from "../compose/index.ts";
import type { Conversion } from "./conversion.ts";
import { ulimitWords } from "./plain-options.ts";

type Build = ReturnType<typeof valueAt>;

const TEXTS = [
  ["target", "target"],
  ["network", "network"],
  ["shm_size", "shm-size"],
  ["isolation", "isolation"],
] as const;

const LISTS = [
  ["cache_from", "cache-from"],
  ["cache_to", "cache-to"],
  ["extra_hosts", "add-host"],
  ["platforms", "platform"],
] as const;

/** What only Docker's BuildKit has (docker-buildx-build(1)). */
const BUILDKIT_LISTS = [
  ["entitlements", "allow"],
  ["no_cache_filter", "no-cache-filter"],
] as const;

/** docker-build(1), docker-buildx-build(1), podman-build(1). */
export function buildWords(build: Build, conversion: Conversion): readonly string[] {
  const isDocker = conversion.options.runtime === "docker";
  return [
    ...TEXTS.flatMap(([key, option]) => optional(option, textAt(build, key))),
    ...LISTS.flatMap(([key, option]) => textsAt(build, key).map((text) => `--${option}=${key === "extra_hosts" ? text.replace("=", ":") : text}`)),
    ...textEntriesAt(build, "labels").map(([key, text]) => `--label=${key}=${text}`),
    ...textEntriesAt(build, "additional_contexts").map(([key, text]) => `--build-context=${key}=${text}`),
    ...(isTrueAt(build, "no_cache") ? ["--no-cache"] : []),
    ...(isTrueAt(build, "pull") ? [isDocker ? "--pull" : "--pull=always"] : []),
    ...(build?.kind === "map" ? ulimitWords(build) : []),
    ...buildSecrets(build, conversion).flatMap(({ word }) => word ?? []),
    ...buildKeys(build).flatMap(({ word }) => word ?? []),
    ...(isDocker ? buildkitWords(build) : []),
  ];
}

function buildkitWords(build: Build): readonly string[] {
  return [
    ...BUILDKIT_LISTS.flatMap(([key, option]) => textsAt(build, key).map((text) => `--${option}=${text}`)),
    ...(["provenance", "sbom"] as const).flatMap((key) => optional(key, textAt(build, key))),
  ];
}

function optional(option: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`--${option}=${value}`];
}

/** A secret or key of a build; without a word it cannot be given to the build unit. */
export type BuildGift = { readonly name: string; readonly place: ComposeMap["place"]; readonly word: string | undefined };

/** Secrets of a build that are files of the host. */
export function buildSecrets(build: Build, { project }: Conversion): readonly BuildGift[] {
  return itemsAt(build, "secrets").map((item: ComposeValue) => {
    const source = textAt(item, "source") ?? "";
    const file = textAt(project.resources.secrets.get(source), "file");
    const word = file === undefined ? undefined : `--secret=${csvField(`id=${textAt(item, "target") ?? source}`)},${csvField(`src=${file}`)}`;
    return { name: source, place: item.place, word };
  });
}

/** SSH keys of a build; one without a path means the caller's agent, and a unit has none. */
export function buildKeys(build: Build): readonly BuildGift[] {
  const keys = build?.kind === "map" ? build.entries.get("ssh")?.value : undefined;
  if (keys?.kind !== "map") return [];
  return [...keys.entries].map(([name, { value, place }]) => {
    const path = textAt(value);
    return { name, place, word: path === undefined ? undefined : `--ssh=${name}=${path}` };
  });
}

/** The option is read as CSV. */
function csvField(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
