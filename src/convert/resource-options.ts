// `deploy.resources`, `devices` and `gpus` of a service -> the words for limits and devices.
import { type ComposeMap, type ComposeValue, itemsAt, textAt, textsAt, valueAt } from "../compose/index.ts";
import type { Conversion } from "./conversion.ts";

/** Limits and reservations that one engine can keep (Compose Deploy Specification, "resources"). */
export function deployWords(keys: ComposeMap, { isFull }: Conversion): readonly string[] {
  const resources = valueAt(keys, "deploy", "resources");
  const words = [
    ["cpus", textAt(resources, "limits", "cpus"), ""],
    ["memory", textAt(resources, "limits", "memory"), "b"],
    ["memory-reservation", textAt(resources, "reservations", "memory"), "b"],
    ["pids-limit", isFull ? textAt(resources, "limits", "pids") : undefined, ""],
  ] as const;
  return words.flatMap(([option, value, unit]) => (value === undefined ? [] : [`--${option}=${value}${unit}`]));
}

/** `--device=source:target:permissions`; a CDI device (`vendor.com/class=name`) has only its name. compose2nix knows NVIDIA's. */
export function deviceWords(keys: ComposeMap, conversion: Conversion): readonly string[] {
  const named = conversion.isFull ? /^[^/]+\/[^/=]+=/ : /^nvidia\.com/;
  const own = itemsAt(keys, "devices").map((device) => {
    const [source = "", target = source] = [textAt(device, "source"), textAt(device, "target")];
    return `--device=${named.test(source) ? source : [source, target, textAt(device, "permissions") ?? "rwm"].join(":")}`;
  });
  const reserved = itemsAt(keys, "deploy", "resources", "reservations", "devices");
  const requested = conversion.isFull ? itemsAt(keys, "gpus") : [];
  return [...new Set([...own, ...[...reserved, ...requested].flatMap((request) => requestWords(request, conversion))])];
}

/** NixOS names NVIDIA's devices by the Container Device Interface (`hardware.nvidia-container-toolkit`). */
function requestWords(request: ComposeValue, conversion: Conversion): readonly string[] {
  const ids = textsAt(request, "device_ids");
  if (textAt(request, "driver") === "cdi") return ids.map((id) => `--device=${id}`);
  if (!isNvidia(request, conversion)) return [];
  return (ids.length === 0 || !conversion.isFull ? ["all"] : ids).map((id) => `--device=nvidia.com/gpu=${id}`);
}

/** A request for GPUs without a driver means NVIDIA's, as with Docker; compose2nix leaves it out. */
export function isNvidia(request: ComposeValue, { isFull }: Pick<Conversion, "isFull">): boolean {
  const driver = textAt(request, "driver")?.toLowerCase();
  return driver === "nvidia" || (isFull && driver === undefined && textsAt(request, "capabilities").some((capability) => capability === "gpu" || capability === "nvidia"));
}

/** `gpus: all` without a list. */
export function allGpuWords(keys: ComposeMap, { isFull }: Conversion): readonly string[] {
  return isFull && textAt(keys, "gpus") === "all" ? ["--device=nvidia.com/gpu=all"] : [];
}
