// Every key of a service and what becomes of it, for each engine. docs/compose-coverage.md is generated from this table.
import { both, type Carriage, except, idle, type KeyCoverage, lost, ours } from "./carriage.ts";
import { NESTED_COVERAGE } from "./nested-coverage.ts";
import type { Runtime } from "./options.ts";
import { PLAIN_OPTIONS } from "./plain-options.ts";

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
  ...NESTED_COVERAGE,
  attach: idle("it is about the terminal of `docker compose up`"),
  blkio_config: ours("`--blkio-weight`, `--device-read-bps` and their like"),
  build: both("a unit that builds the image"),
  command: both("`cmd`"),
  configs: ours("`--mount`"),
  container_name: both("the container's name"),
  cpu_count: lost("only Windows has it", "Use `cpus`."),
  cpu_percent: lost("only Windows has it", "Use `cpus`."),
  credential_spec: lost("only Windows has it", "Remove the key."),
  depends_on: both("`dependsOn`"),
  deploy: both("see below"),
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
  pid: ours("`--pid`"),
  ports: both("`ports`"),
  post_start: ours("`postStart` of the unit"),
  pre_start: lost("it runs in a container of its own, for which there is no unit yet", "Put the command into a service that runs once, and depend on it."),
  pre_stop: ours("`preStop` of the unit"),
  profiles: both("services of inactive profiles are left out, or stand under an option (`profiles_as_options`)"),
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
