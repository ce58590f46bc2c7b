// Every key of a service and what becomes of it, for each engine. docs/compose-coverage.md is generated from this table.
import { both, type Carriage, except, idle, type KeyCoverage, lost, ours } from "./carriage.ts";
import type { Runtime } from "./options.ts";
import { PLAIN_OPTIONS } from "./plain-options.ts";

const SWARM = "only a swarm knows it";
const NO_SWARM = "Remove the key; one host has nothing to schedule.";
const BUILDX = "BuildKit only, and the build unit calls the plain `build`";
const BY_HAND = "Build the image in CI and name it under `image`.";

const PODMAN_REPLACEMENTS: Readonly<Record<string, string>> = {
  domainname: "Write the full name under `hostname`.",
  external_links: "Put both containers on one network; they find each other by name.",
  isolation: "Remove the key; it is for Windows.",
  volume_driver: "Define the volume under `volumes` with its `driver`.",
};

function plainCoverage(): Readonly<Record<string, KeyCoverage>> {
  return Object.fromEntries(
    PLAIN_OPTIONS.map(({ key, docker, podman, isCommon }) => {
      const carried = isCommon ? both(`\`--${docker ?? ""}\``) : ours(`\`--${docker ?? ""}\``);
      const hint = PODMAN_REPLACEMENTS[key] ?? "Use docker, or do without.";
      return [key, podman === undefined ? except(carried, { runtime: "podman", why: `\`podman run\` has no \`--${docker ?? ""}\``, hint }) : carried];
    }),
  );
}

/** Key paths with dots; `*` stands for an item of a list or a name that the user gives. A path covers everything below it. */
export const COVERAGE: Readonly<Record<string, KeyCoverage>> = {
  ...plainCoverage(),
  attach: idle("it is about the terminal of `docker compose up`"),
  blkio_config: ours("`--blkio-weight`, `--device-read-bps` and their like"),
  build: both("a unit that builds the image"),
  "build.cache_from": ours("`--cache-from`"),
  "build.cache_to": ours("`--cache-to`"),
  "build.dockerfile_inline": ours("standard input of `build`"),
  "build.entitlements": lost(BUILDX, BY_HAND),
  "build.extra_hosts": ours("`--add-host`"),
  "build.isolation": ours("`--isolation`"),
  "build.labels": ours("`--label`"),
  "build.network": ours("`--network`"),
  "build.no_cache": ours("`--no-cache`"),
  "build.no_cache_filter": lost(BUILDX, BY_HAND),
  "build.additional_contexts": ours("`--build-context`"),
  "build.platforms": ours("`--platform`"),
  "build.privileged": lost(BUILDX, BY_HAND),
  "build.provenance": lost(BUILDX, BY_HAND),
  "build.pull": ours("`--pull`"),
  "build.sbom": lost(BUILDX, BY_HAND),
  "build.secrets": lost("the build unit has no secrets", BY_HAND),
  "build.shm_size": ours("`--shm-size`"),
  "build.ssh": lost("the build unit has no SSH agent", BY_HAND),
  "build.target": ours("`--target`"),
  "build.ulimits": lost("the build unit does not set them", BY_HAND),
  command: both("`cmd`"),
  configs: ours("`--mount`"),
  container_name: both("the container's name"),
  cpu_count: lost("only Windows has it", "Use `cpus`."),
  cpu_percent: lost("only Windows has it", "Use `cpus`."),
  credential_spec: lost("only Windows has it", "Remove the key."),
  depends_on: both("`dependsOn`"),
  "depends_on.*.condition": ours("a unit that waits for it"),
  "depends_on.*.required": ours("`wants` instead of `requires`"),
  "depends_on.*.restart": idle("systemd restarts what requires a container together with it"),
  deploy: both("see below"),
  "deploy.credential_spec": lost("only Windows has it", "Remove the key."),
  "deploy.endpoint_mode": lost(SWARM, NO_SWARM),
  "deploy.labels": lost("they are labels of a swarm service, not of its containers", "Write them under `labels` if the container should have them."),
  "deploy.mode": lost(SWARM, NO_SWARM),
  "deploy.placement": lost(SWARM, NO_SWARM),
  "deploy.replicas": ours("numbered containers"),
  "deploy.resources.limits.cpus": both("`--cpus`"),
  "deploy.resources.limits.devices": lost("limits on devices are not defined", "Write them under `reservations`."),
  "deploy.resources.limits.generic_resources": lost(SWARM, NO_SWARM),
  "deploy.resources.limits.memory": both("`--memory`"),
  "deploy.resources.limits.pids": ours("`--pids-limit`"),
  "deploy.resources.reservations.cpus": lost("an engine on one host cannot reserve processors", "Use `cpu_shares` to weigh containers against each other."),
  "deploy.resources.reservations.devices": both("`--device` with the name of the Container Device Interface"),
  "deploy.resources.reservations.generic_resources": lost(SWARM, NO_SWARM),
  "deploy.resources.reservations.memory": both("`--memory-reservation`"),
  "deploy.resources.reservations.pids": lost("an engine cannot reserve processes", "Remove the key."),
  "deploy.restart_policy": both("`Restart=` of the unit"),
  "deploy.rollback_config": lost(SWARM, NO_SWARM),
  "deploy.update_config": lost(SWARM, NO_SWARM),
  develop: lost("it is for `docker compose watch`", "Nothing to do; it has no effect on a server."),
  devices: both("`--device`"),
  entrypoint: both("`--entrypoint`"),
  env_file: both("`environment`, or `environmentFiles` with `include_env_files`"),
  environment: both("`environment`"),
  extends: both("merged before"),
  extra_hosts: both("`--add-host`"),
  gpus: ours("`--device` with the name of the Container Device Interface"),
  healthcheck: both("`--health-cmd` and its like"),
  image: both("`image`"),
  ipc: both("`--ipc`"),
  labels: both("`labels`"),
  links: except(ours("`--link`"), { runtime: "podman", why: "`podman run` has no `--link`", hint: "On one network services find each other by name; use `networks` with `aliases` for other names." }),
  log_driver: both("as `logging`"),
  log_opt: both("as `logging`"),
  logging: both("`log-driver` and `--log-opt`"),
  models: lost("only Docker Model Runner has them", "Run the model as a service of its own."),
  net: both("as `network_mode`"),
  network_mode: both("`--network`"),
  networks: both("`--network` and `--network-alias`"),
  "networks.*.driver_opts": except(ours("`--network=name=…,driver-opt=…`"), { runtime: "podman", why: "`podman run` has no options for a network's driver", hint: "Set them on the network itself." }),
  "networks.*.gw_priority": except(ours("`--network=name=…,gw-priority=…`"), { runtime: "podman", why: "podman does not choose among gateways", hint: "Make the other networks `internal`." }),
  "networks.*.interface_name": ours("an option of `--network`"),
  "networks.*.link_local_ips": except(ours("`--link-local-ip`"), { runtime: "podman", why: "podman has no link-local addresses", hint: "Remove the key." }),
  "networks.*.mac_address": ours("an option of `--network`"),
  "networks.*.priority": lost("`run` connects the networks in an order of its own", "Give the container fixed addresses if the order matters."),
  pid: ours("`--pid`"),
  ports: both("`ports`"),
  "ports.*.app_protocol": idle("no engine uses it"),
  "ports.*.mode": idle("both modes publish the port on the host"),
  "ports.*.name": idle("it is a note"),
  post_start: ours("`postStart` of the unit"),
  pre_start: lost("it runs in a container of its own, for which there is no unit yet", "Put the command into a service that runs once, and depend on it."),
  pre_stop: ours("`preStop` of the unit"),
  profiles: both("services of inactive profiles are left out"),
  provider: lost("only `docker compose` can run it", "Run what it provides as a service or unit of its own."),
  pull_policy: ours("`pull`"),
  pull_refresh_after: lost("neither engine pulls by age", "Pull by a timer."),
  restart: both("`Restart=` of the unit"),
  scale: ours("numbered containers"),
  secrets: ours("`--mount`, or `--secret` where podman keeps it"),
  stdin_open: ours("`--interactive`"),
  stop_grace_period: ours("`--stop-timeout` and `TimeoutStopSec=`"),
  tty: ours("`--tty`"),
  ulimits: both("`--ulimit`"),
  use_api_socket: lost("it mounts the engine's socket with the caller's credentials", "Bind the socket under `volumes` if the container may control the engine."),
  user: both("`user`"),
  volumes: both("`volumes`"),
  "volumes.*.bind.recursive": except(ours("`--mount`"), { runtime: "podman", why: "`podman run` has no `bind-recursive`", hint: "Use `bind.propagation`." }),
  "volumes.*.bind.create_host_path": idle("both engines create the path"),
  "volumes.*.consistency": idle("it is for macOS"),
  "volumes.*.volume.labels": lost("they are for anonymous volumes of the API", "Define the volume under the top-level `volumes` with `labels`."),
  volumes_from: ours("`--volumes-from`"),
};

/** Beginnings of longer paths, so that a walk knows where to go deeper. */
const PREFIXES: ReadonlySet<string> = new Set(Object.keys(COVERAGE).flatMap(beginningsOf));

function beginningsOf(path: string): readonly string[] {
  const parts = path.split(".");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("."));
}

/** True where the table says something about keys below this path. */
export function hasDeeper(path: string): boolean {
  return PREFIXES.has(path);
}

/** The carriage of exactly this path. */
export function coverageOf(path: string, runtime: Runtime): Carriage | undefined {
  return Object.hasOwn(COVERAGE, path) ? COVERAGE[path]?.[runtime] : undefined;
}
