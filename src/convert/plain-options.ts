// Service keys that are one option of `docker run` and `podman run` each -> the words for it.
import { type ComposeMap, type ComposeValue, entriesAt, isTrueAt, itemsAt, textAt, textEntriesAt, textsAt, valueAt } from "../compose/index.ts";
import type { Runtime } from "./options.ts";

/** The option's name for each engine; undefined where the engine has none. */
export type PlainOption = {
  readonly key: string;
  readonly docker: string | undefined;
  readonly podman: string | undefined;
  readonly form: "text" | "bytes" | "flag" | "true" | "texts" | "pairs";
  /** True where compose2nix carries it too. */
  readonly isCommon: boolean;
};

type Form = PlainOption["form"];

function common(key: string, [option, form]: readonly [string, Form]): PlainOption {
  return { key, docker: option, podman: option, form, isCommon: true };
}

function ours(key: string, [option, form]: readonly [string, Form]): PlainOption {
  return { ...common(key, [option, form]), isCommon: false };
}

function dockerOnly(key: string, [option, form]: readonly [string, Form]): PlainOption {
  return { ...ours(key, [option, form]), podman: undefined };
}

/** docker-run(1) and podman-run(1). */
export const PLAIN_OPTIONS: readonly PlainOption[] = [
  common("cap_add", ["cap-add", "texts"]),
  common("cap_drop", ["cap-drop", "texts"]),
  common("dns", ["dns", "texts"]),
  common("group_add", ["group-add", "texts"]),
  common("hostname", ["hostname", "text"]),
  common("init", ["init", "true"]),
  common("mac_address", ["mac-address", "text"]),
  common("privileged", ["privileged", "flag"]),
  common("runtime", ["runtime", "text"]),
  common("security_opt", ["security-opt", "texts"]),
  common("shm_size", ["shm-size", "text"]),
  common("sysctls", ["sysctl", "pairs"]),
  common("tmpfs", ["tmpfs", "texts"]),
  ours("annotations", ["annotation", "pairs"]),
  ours("cgroup", ["cgroupns", "text"]),
  ours("cgroup_parent", ["cgroup-parent", "text"]),
  ours("cpu_period", ["cpu-period", "text"]),
  ours("cpu_quota", ["cpu-quota", "text"]),
  ours("cpu_rt_period", ["cpu-rt-period", "text"]),
  ours("cpu_rt_runtime", ["cpu-rt-runtime", "text"]),
  ours("cpu_shares", ["cpu-shares", "text"]),
  ours("cpus", ["cpus", "text"]),
  ours("cpuset", ["cpuset-cpus", "text"]),
  ours("device_cgroup_rules", ["device-cgroup-rule", "texts"]),
  ours("dns_opt", ["dns-option", "texts"]),
  ours("dns_search", ["dns-search", "texts"]),
  dockerOnly("domainname", ["domainname", "text"]),
  ours("expose", ["expose", "texts"]),
  dockerOnly("external_links", ["link", "texts"]),
  dockerOnly("isolation", ["isolation", "text"]),
  ours("label_file", ["label-file", "texts"]),
  ours("mem_limit", ["memory", "bytes"]),
  ours("mem_reservation", ["memory-reservation", "bytes"]),
  ours("mem_swappiness", ["memory-swappiness", "text"]),
  ours("memswap_limit", ["memory-swap", "bytes"]),
  ours("oom_kill_disable", ["oom-kill-disable", "flag"]),
  ours("oom_score_adj", ["oom-score-adj", "text"]),
  ours("pids_limit", ["pids-limit", "text"]),
  ours("platform", ["platform", "text"]),
  ours("read_only", ["read-only", "flag"]),
  ours("stop_signal", ["stop-signal", "text"]),
  ours("storage_opt", ["storage-opt", "pairs"]),
  ours("userns_mode", ["userns", "text"]),
  ours("uts", ["uts", "text"]),
  dockerOnly("volume_driver", ["volume-driver", "text"]),
  ours("working_dir", ["workdir", "text"]),
];

/** The words of all plain keys of a service; those that only stowplan carries are left out unless `isFull`. */
export function plainWords(keys: ComposeMap, { runtime, isFull }: { runtime: Runtime; isFull: boolean }): readonly string[] {
  return PLAIN_OPTIONS.flatMap((option) => {
    const value = valueAt(keys, option.key);
    const name = option[runtime];
    return value === undefined || name === undefined || (!option.isCommon && !isFull) ? [] : optionWords(value, { ...option, name });
  });
}

function optionWords(value: ComposeValue, { name, form }: { name: string; form: Form }): readonly string[] {
  switch (form) {
    case "flag":
      return isTrueAt(value) ? [`--${name}`] : [];
    case "true":
      return isTrueAt(value) ? [`--${name}=true`] : [];
    case "text":
    case "bytes":
      return [textAt(value) ?? ""].filter((text) => text !== "").map((text) => `--${name}=${text}${form === "bytes" && text !== "-1" ? "b" : ""}`);
    case "texts":
      return textsAt(value).map((text) => `--${name}=${text}`);
    case "pairs":
      return textEntriesAt(value).map(([key, text]) => `--${name}=${key}=${text}`);
  }
}

/** Keys under `blkio_config` with their options; lists are of `path:value`. */
const BLKIO_LISTS = [
  ["device_read_bps", "device-read-bps", "rate"],
  ["device_read_iops", "device-read-iops", "rate"],
  ["device_write_bps", "device-write-bps", "rate"],
  ["device_write_iops", "device-write-iops", "rate"],
  ["weight_device", "blkio-weight-device", "weight"],
] as const;

export function blkioWords(keys: ComposeMap): readonly string[] {
  const blkio = valueAt(keys, "blkio_config");
  const weight = textAt(blkio, "weight");
  const lists = BLKIO_LISTS.flatMap(([key, option, field]) =>
    itemsAt(blkio, key).map((item) => `--${option}=${textAt(item, "path") ?? ""}:${textAt(item, field) ?? ""}`),
  );
  return [...(weight === undefined ? [] : [`--blkio-weight=${weight}`]), ...lists];
}

/** `--ulimit=nofile=1024:2048`, or one number for both. */
export function ulimitWords(keys: ComposeMap): readonly string[] {
  return entriesAt(keys, "ulimits").map(([name, entry]) => {
    if (entry.value.kind !== "map") return `--ulimit=${name}=${textAt(entry.value) ?? ""}`;
    const [soft, hard] = [textAt(entry.value, "soft"), textAt(entry.value, "hard")];
    const limits = new Set([soft ?? hard ?? "", hard ?? soft ?? ""]);
    return `--ulimit=${name}=${[...limits].join(":")}`;
  });
}

/** `host=address` of the model becomes `host:address` of the option. */
export function hostWords(keys: ComposeMap): readonly string[] {
  return textsAt(keys, "extra_hosts").map((host) => `--add-host=${host.replace("=", ":")}`);
}
