// The keys below those of a service and what becomes of them, for each engine.
import { both, except, idle, type KeyCoverage, lost, ours } from "./carriage.ts";

const SWARM = lost("only a swarm knows it", "Remove the key; one host has nothing to schedule.");
const BY_HAND = "Build the image in CI and name it under `image`.";
/** Docker's `build` is BuildKit's; podman builds with Buildah. */
const buildx = (option: string): KeyCoverage => except(ours(`\`${option}\``), { runtime: "podman", why: `\`podman build\` has no \`${option}\``, hint: BY_HAND });

const ALL_DEVICES = both("`--device` with the name of the Container Device Interface");
const CAPABILITIES = idle("`gpu` without a driver means NVIDIA's; the name of the device says the rest");
const NO_OPTIONS = lost("the Container Device Interface has no options", "Set what they say in the image or under `environment`.");
const OWNER = lost("a build's secret belongs to the user of its step", "Name the owner in the Dockerfile: `RUN --mount=type=secret,uid=…`.");

const BUILD: Readonly<Record<string, KeyCoverage>> = {
  "build.additional_contexts": ours("`--build-context`"),
  "build.args": both("`--build-arg`"),
  "build.cache_from": ours("`--cache-from`"),
  "build.cache_to": ours("`--cache-to`"),
  "build.context": both("the folder that is built"),
  "build.dockerfile": both("`-f`"),
  "build.dockerfile_inline": ours("standard input of `build`"),
  "build.entitlements": buildx("--allow"),
  "build.extra_hosts": ours("`--add-host`"),
  "build.isolation": ours("`--isolation`"),
  "build.labels": ours("`--label`"),
  "build.network": ours("`--network`"),
  "build.no_cache": ours("`--no-cache`"),
  "build.no_cache_filter": buildx("--no-cache-filter"),
  "build.platforms": ours("`--platform`"),
  "build.privileged": lost("neither engine builds with privileges", "Use `entitlements` with docker, or build the image in CI and name it under `image`."),
  "build.provenance": buildx("--provenance"),
  "build.pull": ours("`--pull`"),
  "build.sbom": buildx("--sbom"),
  "build.secrets": ours("`--secret`, from a file of the host"),
  "build.secrets.*.gid": OWNER,
  "build.secrets.*.mode": OWNER,
  "build.secrets.*.source": ours("the file of `--secret`"),
  "build.secrets.*.target": ours("the identifier of `--secret`"),
  "build.secrets.*.uid": OWNER,
  "build.shm_size": ours("`--shm-size`"),
  "build.ssh": ours("`--ssh`; `default` without a key needs an agent, which the unit does not have, and is reported"),
  "build.tags": both("`-t`"),
  "build.target": ours("`--target`"),
  "build.ulimits": ours("`--ulimit`"),
  "build.ulimits.*.hard": ours("`--ulimit`"),
  "build.ulimits.*.soft": ours("`--ulimit`"),
};

const DEPLOY: Readonly<Record<string, KeyCoverage>> = {
  "deploy.credential_spec": lost("only Windows has it", "Remove the key."),
  "deploy.endpoint_mode": SWARM,
  "deploy.labels": lost("they are labels of a swarm service, not of its containers", "Write them under `labels` if the container should have them."),
  "deploy.mode": SWARM,
  "deploy.placement": SWARM,
  "deploy.replicas": ours("numbered containers"),
  "deploy.resources": both("see below"),
  "deploy.resources.limits": both("see below"),
  "deploy.resources.limits.cpus": both("`--cpus`"),
  "deploy.resources.limits.devices": lost("limits on devices are not defined", "Write them under `reservations`."),
  "deploy.resources.limits.generic_resources": SWARM,
  "deploy.resources.limits.memory": both("`--memory`"),
  "deploy.resources.limits.pids": ours("`--pids-limit`"),
  "deploy.resources.reservations": both("see below"),
  "deploy.resources.reservations.cpus": lost("an engine on one host cannot reserve processors", "Use `cpu_shares` to weigh containers against each other."),
  "deploy.resources.reservations.devices": ALL_DEVICES,
  "deploy.resources.reservations.devices.*.capabilities": CAPABILITIES,
  "deploy.resources.reservations.devices.*.count": idle("the container gets all devices; another number is reported"),
  "deploy.resources.reservations.devices.*.device_ids": both("the names of the devices"),
  "deploy.resources.reservations.devices.*.driver": both("the vendor of the device"),
  "deploy.resources.reservations.devices.*.options": NO_OPTIONS,
  "deploy.resources.reservations.generic_resources": SWARM,
  "deploy.resources.reservations.memory": both("`--memory-reservation`"),
  "deploy.resources.reservations.pids": lost("an engine cannot reserve processes", "Remove the key."),
  "deploy.restart_policy": both("`Restart=` of the unit"),
  "deploy.restart_policy.condition": both("`Restart=`"),
  "deploy.restart_policy.delay": both("`RestartSec=`"),
  "deploy.restart_policy.max_attempts": both("`StartLimitBurst=`"),
  "deploy.restart_policy.window": both("`StartLimitIntervalSec=`"),
  "deploy.rollback_config": SWARM,
  "deploy.update_config": SWARM,
};

const MOUNTS: Readonly<Record<string, KeyCoverage>> = {
  "volumes.*.bind": both("see below"),
  "volumes.*.bind.create_host_path": except(idle("podman never creates the path; `systemd.tmpfiles.rules` does"), { runtime: "docker", why: "docker creates the path of a bind mount even where this is `false`", hint: "Create it yourself, for example with `systemd.tmpfiles.rules`, so that it is there before." }),
  "volumes.*.bind.propagation": both("an option of the mount"),
  "volumes.*.bind.recursive": except(ours("`--mount`"), { runtime: "podman", why: "`podman run` has no `bind-recursive`", hint: "Use `bind.propagation`." }),
  "volumes.*.bind.selinux": both("an option of the mount"),
  "volumes.*.consistency": idle("it is for macOS"),
  "volumes.*.image": both("see below"),
  "volumes.*.image.subpath": both("`--mount`"),
  "volumes.*.read_only": both("an option of the mount"),
  "volumes.*.source": both("the source of the mount"),
  "volumes.*.target": both("the target of the mount"),
  "volumes.*.tmpfs": both("see below"),
  "volumes.*.tmpfs.mode": both("`--tmpfs`"),
  "volumes.*.tmpfs.size": both("`--tmpfs`"),
  "volumes.*.type": both("the kind of the mount"),
  "volumes.*.volume": both("see below"),
  "volumes.*.volume.labels": except(ours("`--mount` with `volume-label`"), { runtime: "podman", why: "`podman run` gives a volume no labels", hint: "Define the volume under the top-level `volumes` with `labels`." }),
  "volumes.*.volume.nocopy": both("an option of the mount"),
  "volumes.*.volume.subpath": both("`--mount`"),
};

const NETWORKS: Readonly<Record<string, KeyCoverage>> = {
  "networks.*.aliases": both("`--network-alias`"),
  "networks.*.driver_opts": except(ours("`--network=name=…,driver-opt=…`"), { runtime: "podman", why: "`podman run` has no options for a network's driver", hint: "Set them on the network itself." }),
  "networks.*.gw_priority": except(ours("`--network=name=…,gw-priority=…`"), { runtime: "podman", why: "podman does not choose among gateways", hint: "Make the other networks `internal`." }),
  "networks.*.interface_name": ours("an option of `--network`"),
  "networks.*.ipv4_address": both("`--ip`, or an option of `--network`"),
  "networks.*.ipv6_address": both("`--ip6`, or an option of `--network`"),
  "networks.*.link_local_ips": except(ours("`--link-local-ip`"), { runtime: "podman", why: "podman has no link-local addresses", hint: "Remove the key." }),
  "networks.*.mac_address": ours("an option of `--network`"),
  "networks.*.priority": lost("`run` connects the networks in an order of its own", "Give the container fixed addresses if the order matters."),
};

/** A secret or config in a service. */
function fileKeys(kind: "configs" | "secrets"): Readonly<Record<string, KeyCoverage>> {
  const owner = ours("`--secret` where podman keeps it; else the file's own stays, which is reported");
  return {
    [`${kind}.*.source`]: ours("what is mounted"),
    [`${kind}.*.target`]: ours("where it is mounted"),
    [`${kind}.*.uid`]: owner,
    [`${kind}.*.gid`]: owner,
    [`${kind}.*.mode`]: owner,
  };
}

function hookKeys(kind: "post_start" | "pre_stop"): Readonly<Record<string, KeyCoverage>> {
  const option = (name: string): KeyCoverage => ours(`\`exec ${name}\``);
  return {
    [`${kind}.*.command`]: ours("the words of `exec`"),
    [`${kind}.*.environment`]: option("--env"),
    [`${kind}.*.privileged`]: option("--privileged"),
    [`${kind}.*.user`]: option("--user"),
    [`${kind}.*.working_dir`]: option("--workdir"),
  };
}

function blkioKeys(): Readonly<Record<string, KeyCoverage>> {
  const lists = ["device_read_bps", "device_read_iops", "device_write_bps", "device_write_iops"].flatMap((key) => {
    const carried = ours(`\`--${key.replaceAll("_", "-")}\``);
    return [key, `${key}.*.path`, `${key}.*.rate`].map((path): [string, KeyCoverage] => [`blkio_config.${path}`, carried]);
  });
  const weights = ["weight_device", "weight_device.*.path", "weight_device.*.weight"].map((path): [string, KeyCoverage] => [`blkio_config.${path}`, ours("`--blkio-weight-device`")]);
  return { "blkio_config.weight": ours("`--blkio-weight`"), ...Object.fromEntries([...lists, ...weights]) };
}

/** Key paths with dots; `*` stands for an item of a list or a name that the user gives. */
export const NESTED_COVERAGE: Readonly<Record<string, KeyCoverage>> = {
  ...BUILD,
  ...DEPLOY,
  ...MOUNTS,
  ...NETWORKS,
  ...fileKeys("configs"),
  ...fileKeys("secrets"),
  ...hookKeys("post_start"),
  ...hookKeys("pre_stop"),
  ...blkioKeys(),
  "depends_on.*.condition": ours("a unit that waits for it"),
  "depends_on.*.required": ours("`wants` instead of `requires`"),
  "depends_on.*.restart": idle("systemd restarts what requires a container together with it"),
  "devices.*.permissions": both("`--device`"),
  "devices.*.source": both("`--device`"),
  "devices.*.target": both("`--device`"),
  "env_file.*.format": both("how the file is read"),
  "env_file.*.path": both("the file that is read"),
  "env_file.*.required": idle("it only says whether a file that is not there is a mistake"),
  "extends.file": both("merged before"),
  "extends.service": both("merged before"),
  "gpus.*.capabilities": CAPABILITIES,
  "gpus.*.count": idle("the container gets all devices; another number is reported"),
  "gpus.*.device_ids": ours("the names of the devices"),
  "gpus.*.driver": ours("the vendor of the device"),
  "gpus.*.options": NO_OPTIONS,
  "healthcheck.disable": both("`--no-healthcheck`"),
  "healthcheck.interval": both("`--health-interval`"),
  "healthcheck.retries": both("`--health-retries`"),
  "healthcheck.start_interval": { docker: both("`--health-start-interval`").docker, podman: both("`--health-startup-interval`").podman },
  "healthcheck.start_period": both("`--health-start-period`"),
  "healthcheck.test": both("`--health-cmd`"),
  "healthcheck.timeout": both("`--health-timeout`"),
  "logging.driver": both("`log-driver`"),
  "logging.options": both("`--log-opt`"),
  "ports.*.app_protocol": idle("no engine uses it"),
  "ports.*.host_ip": both("`ports`"),
  "ports.*.mode": idle("both modes publish the port on the host"),
  "ports.*.name": idle("it is a note"),
  "ports.*.protocol": both("`ports`"),
  "ports.*.published": both("`ports`"),
  "ports.*.target": both("`ports`"),
  "ulimits.*.hard": both("`--ulimit`"),
  "ulimits.*.soft": both("`--ulimit`"),
};
