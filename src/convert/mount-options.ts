// `volumes` of a service -> entries of `volumes` and words for what only an option can say.
import { type ComposeMap, type ComposeValue, isTrueAt, itemsAt, textAt, textEntriesAt, valueAt } from "../compose/index.ts";
import type { Conversion } from "./conversion.ts";

export type Mounts = { readonly volumes: readonly string[]; readonly words: readonly string[] };

/** The mounts of a service, sorted, so that moving a line in the Compose file changes nothing. */
export function mountsOf(keys: ComposeMap, conversion: Conversion): Mounts {
  const written = itemsAt(keys, "volumes");
  const mounts = (conversion.isFull ? written : lastOfEachSource(written)).map((mount) => convertMount(mount, conversion));
  return { volumes: mounts.flatMap(({ volumes }) => volumes).toSorted(), words: mounts.flatMap(({ words }) => words) };
}

/** Of two mounts of one source, or two anonymous volumes, compose2nix keeps the last. */
function lastOfEachSource(mounts: readonly ComposeValue[]): readonly ComposeValue[] {
  const others = mounts.filter((mount) => textAt(mount, "type") === "tmpfs");
  const kept = new Map(mounts.filter((mount) => textAt(mount, "type") !== "tmpfs").map((mount) => [textAt(mount, "source") ?? "", mount]));
  return [...others, ...kept.values()];
}

/** The mounts that `lastOfEachSource` drops. */
export function droppedMounts(keys: ComposeMap): readonly ComposeValue[] {
  const written = itemsAt(keys, "volumes");
  const kept = new Set(lastOfEachSource(written));
  return written.filter((mount) => !kept.has(mount));
}

function convertMount(mount: ComposeValue, conversion: Conversion): Mounts {
  const type = textAt(mount, "type") ?? "volume";
  if (type === "tmpfs") return { volumes: [], words: [tmpfsWord(mount)] };
  if (type === "npipe" || type === "cluster") return { volumes: [], words: [] };
  if (needsMountWord(mount, conversion)) return { volumes: [], words: [mountWord(mount, conversion)] };
  return { volumes: [volumeEntry(mount, conversion)], words: [] };
}

/** The name of a volume, or the path of a bind mount. */
function sourceOf(mount: ComposeValue, { project }: Conversion): string {
  const source = textAt(mount, "source") ?? "";
  if (textAt(mount, "type") === "bind") return source;
  return textAt(project.resources.volumes.get(source), "name") ?? source;
}

function volumeEntry(mount: ComposeValue, conversion: Conversion): string {
  const [source, target] = [sourceOf(mount, conversion), textAt(mount, "target") ?? ""];
  const options = [
    isTrueAt(mount, "read_only") ? "ro" : "rw",
    ...[textAt(mount, "bind", "selinux"), textAt(mount, "bind", "propagation")].flatMap((option) => option ?? []),
    ...(isTrueAt(mount, "volume", "nocopy") ? ["nocopy"] : []),
  ];
  // An anonymous volume has no source; options on it need an explicit mount, which `needsMountWord` sees to.
  return source === "" && conversion.isFull ? target : `${source}:${target}:${options.join(",")}`;
}

function needsMountWord(mount: ComposeValue, { isFull, options }: Conversion): boolean {
  const isAnonymous = textAt(mount, "source") === undefined && textAt(mount, "type") === "volume";
  if (textAt(mount, "type") === "image" || textAt(mount, "volume", "subpath") !== undefined) return true;
  // Docker's short form refuses `nocopy` beside `rw`.
  if (isTrueAt(mount, "volume", "nocopy") && (options.runtime === "docker" || isAnonymous)) return true;
  if (!isFull) return false;
  const isDocker = options.runtime === "docker";
  return (isAnonymous && isTrueAt(mount, "read_only")) || textAt(mount, "bind", "recursive") !== undefined || (isDocker && textEntriesAt(mount, "volume", "labels").length > 0);
}

/** Mounts that neither engine has on Linux, and what podman cannot say of an anonymous volume. */
export function unknownMounts(keys: ComposeMap, { options }: Conversion): readonly { readonly mount: ComposeValue; readonly what: string }[] {
  return itemsAt(keys, "volumes").flatMap((mount) => {
    const type = textAt(mount, "type") ?? "volume";
    if (type === "npipe" || type === "cluster") return [{ mount, what: `type: ${type}` }];
    const isAnonymous = type === "volume" && textAt(mount, "source") === undefined;
    return isAnonymous && options.runtime === "podman" && isTrueAt(mount, "volume", "nocopy") ? [{ mount, what: "volume.nocopy" }] : [];
  });
}

/** `--mount=type=…`: docker-run(1), podman-run(1). Podman has no `volume-nocopy`. */
function mountWord(mount: ComposeValue, conversion: Conversion): string {
  const source = sourceOf(mount, conversion);
  const subpath = textAt(mount, "volume", "subpath");
  const imageSubpath = textAt(mount, "image", "subpath");
  const [propagation, recursive] = [textAt(mount, "bind", "propagation"), textAt(mount, "bind", "recursive")];
  const isDocker = conversion.options.runtime === "docker";
  const isFullDocker = isDocker && conversion.isFull;
  const fields = [
    `type=${textAt(mount, "type") ?? "volume"}`,
    ...(source === "" ? [] : [`source=${source}`]),
    `target=${textAt(mount, "target") ?? ""}`,
    ...(subpath === undefined ? [] : [`volume-subpath=${subpath}`]),
    ...(imageSubpath === undefined ? [] : [isDocker ? `image-subpath=${imageSubpath}` : `subpath=${imageSubpath}`]),
    ...(isTrueAt(mount, "volume", "nocopy") && isDocker ? ["volume-nocopy"] : []),
    ...(isFullDocker ? textEntriesAt(mount, "volume", "labels").map(([key, text]) => `volume-label=${key}=${text}`) : []),
    ...(propagation === undefined ? [] : [`bind-propagation=${propagation}`]),
    ...(recursive === undefined || !isDocker ? [] : [`bind-recursive=${recursive}`]),
    ...(isTrueAt(mount, "read_only") ? ["readonly"] : []),
  ];
  return `--mount=${fields.map(quoteField).join(",")}`;
}

/** `--mount` is read as CSV: a field with a comma or quote stands in quotes. */
function quoteField(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function tmpfsWord(mount: ComposeValue): string {
  const target = textAt(mount, "target") ?? "";
  const mode = textAt(mount, "tmpfs", "mode");
  const size = textAt(mount, "tmpfs", "size");
  const options = [
    ...(isTrueAt(mount, "read_only") ? ["ro"] : []),
    ...(mode === undefined || mode === "0" ? [] : [`mode=${mode}`]),
    ...(size === undefined || size === "0" ? [] : [`size=${size}`]),
  ];
  return `--tmpfs=${target}${options.length === 0 ? "" : `:${options.join(",")}`}`;
}

/** The host paths that a service binds, for `RequiresMountsFor=`. */
export function boundPaths(keys: ComposeMap): readonly string[] {
  const paths = itemsAt(keys, "volumes").flatMap((mount) => (textAt(mount, "type") === "bind" ? (textAt(mount, "source") ?? []) : []));
  return [...new Set(paths)].toSorted();
}

/** True where a service binds Docker's own socket, which podman only has when it is told to. */
export function bindsDockerSocket(keys: ComposeMap): boolean {
  return itemsAt(keys, "volumes").some((mount) => ["/var/run/docker.sock", "/run/docker.sock"].includes(textAt(valueAt(mount, "source")) ?? ""));
}
