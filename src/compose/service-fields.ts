// The keys of a service (Compose Specification, 05-services.md) with their forms.
import { build } from "./build-fields.ts";
import { command } from "./command.ts";
import { dependsOn } from "./depends-on.ts";
import { deploy, deviceRequests } from "./deploy-fields.ts";
import { hosts, labels, variables } from "./mapping.ts";
import { mounts } from "./mounts.ts";
import { contextFiles, devices, environmentFiles, fileMounts, namedMap, ulimits } from "./short-forms.ts";
import { ports } from "./ports.ts";
import { anything, decimal, either, type Fields, flag, integer, listOf, listOrOne, looseText, mapOf, nullable, object, oneOf, reportInvalid, type Shape, text } from "./shape.ts";
import { bytes, duration } from "./units.ts";
import { list } from "./value.ts";

const serviceNetwork: Shape = object({
  aliases: listOf(text),
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: listOf(text),
  mac_address: text,
  driver_opts: mapOf(looseText),
  priority: integer,
  gw_priority: integer,
});

/** A test that is a text runs in a shell (`CMD-SHELL`). */
const healthTest: Shape = either({
  scalar: (value) => list([{ kind: "scalar", value: "CMD-SHELL", place: value.place }, value], value.place),
  list: listOf(text),
  expected: "a text or a list of texts",
});

const hook: Fields = { command, user: text, privileged: flag, working_dir: text, environment: variables };

const blkioLimits: Shape = listOf(object({ path: text, rate: bytes }));

const gpus: Shape = either({
  scalar: (value, scope) => (oneOf("all")(value, scope) === undefined ? undefined : value),
  list: deviceRequests,
  expected: "`all` or a list",
});

/** docker-run(1), `--restart`. */
const restart: Shape = (value, scope) => {
  const isKnown = value.kind === "scalar" && /^(?:no|always|unless-stopped|on-failure(?::\d{1,9})?)$/.test(String(value.value));
  return isKnown ? value : reportInvalid(value, { scope, expected: "`no`, `always`, `unless-stopped` or `on-failure` with an optional `:count`" });
};

/** Keys that the engine takes as they are. */
const PLAIN: Fields = {
  annotations: labels,
  attach: flag,
  blkio_config: object({
    device_read_bps: blkioLimits,
    device_read_iops: blkioLimits,
    device_write_bps: blkioLimits,
    device_write_iops: blkioLimits,
    weight: integer,
    weight_device: listOf(object({ path: text, weight: integer })),
  }),
  cap_add: listOf(text),
  cap_drop: listOf(text),
  cgroup: oneOf("host", "private"),
  cgroup_parent: text,
  command,
  container_name: text,
  cpu_count: integer,
  cpu_percent: decimal,
  cpu_period: decimal,
  cpu_quota: decimal,
  cpu_rt_period: decimal,
  cpu_rt_runtime: decimal,
  cpu_shares: decimal,
  cpus: decimal,
  cpuset: text,
  credential_spec: object({ config: text, file: text, registry: text }),
  device_cgroup_rules: listOf(text),
  devices,
  dns: listOrOne(text),
  dns_opt: listOf(text),
  dns_search: listOrOne(text),
  domainname: text,
  entrypoint: command,
  environment: variables,
  expose: listOf(looseText),
  external_links: listOf(text),
  extra_hosts: hosts,
  gpus,
  group_add: listOf(looseText),
  hostname: text,
  image: text,
  init: flag,
  ipc: text,
  isolation: text,
  labels,
  links: listOf(text),
  log_driver: text,
  log_opt: mapOf(looseText),
  logging: object({ driver: text, options: mapOf(looseText) }),
  mac_address: text,
  mem_limit: bytes,
  mem_reservation: bytes,
  mem_swappiness: bytes,
  memswap_limit: bytes,
  net: text,
  network_mode: text,
  oom_kill_disable: flag,
  oom_score_adj: integer,
  pid: text,
  pids_limit: integer,
  platform: text,
  privileged: flag,
  profiles: listOf(text),
  pull_policy: text,
  pull_refresh_after: text,
  read_only: flag,
  restart,
  runtime: text,
  scale: integer,
  security_opt: listOf(text),
  shm_size: bytes,
  stdin_open: flag,
  stop_grace_period: duration,
  stop_signal: text,
  storage_opt: mapOf(looseText),
  sysctls: labels,
  tmpfs: listOrOne(text),
  tty: flag,
  ulimits,
  use_api_socket: flag,
  user: text,
  userns_mode: text,
  uts: text,
  volume_driver: text,
  volumes_from: listOf(text),
  working_dir: text,
};

/** Every key of a service. */
export const SERVICE_FIELDS: Fields = {
  ...PLAIN,
  build,
  configs: fileMounts,
  depends_on: dependsOn,
  deploy,
  develop: anything,
  env_file: environmentFiles,
  extends: either({ scalar: (value) => ({ kind: "map", entries: new Map([["service", { value, place: value.place }]]), place: value.place }), map: object({ service: text, file: text }), expected: "a text or a map" }),
  healthcheck: object({ disable: flag, interval: duration, retries: integer, start_interval: duration, start_period: duration, test: healthTest, timeout: duration }),
  label_file: contextFiles,
  models: namedMap(anything),
  networks: namedMap(nullable(serviceNetwork)),
  ports,
  post_start: listOf(object(hook)),
  pre_start: listOf(object({ ...hook, image: text, per_replica: flag })),
  pre_stop: listOf(object(hook)),
  provider: object({ type: text, options: mapOf(anything) }),
  secrets: fileMounts,
  volumes: mounts,
};

export const serviceShape: Shape = object(SERVICE_FIELDS);
