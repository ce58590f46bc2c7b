// Where container engines keep images and volumes, at base and head -> findings about what stays behind when that place moves.
import type { Finding } from "../../errors.ts";
import type { HostState } from "../../evaluate/index.ts";
import { tellSome } from "../../tell-some.ts";
import { changedData } from "../causes/data-changes.ts";
import { type EngineContainer, persistentVolumes } from "../host-containers.ts";
import type { PlannedHost } from "./planned-host.ts";
import { toFinding } from "./risk.ts";

const SHOWN_NAMES = 10;

/** Settings of the daemon, of root's and of the users', that name another place or another form of it (docs.docker.com, "dockerd"). */
const DOCKER = /^(?:rootless\.)?(?:storageDriver|daemonSettings\.(?:data-root|graph|storage-driver|exec-root|userns-remap))$/;
/** containers-storage.conf(5) and containers.conf(5). */
const PODMAN = /^(?:storage\.storage\.(?:driver|graphroot|runroot|rootless_storage_path|imagestore)|containersConf\.engine\.volume_path)$/;
/** A driver that NixOS names by itself once Podman is enabled is no move: there was no storage before. */
const isNew = (value: string | undefined): boolean => value === undefined;

type Move = { readonly about: string; readonly old: string; readonly fresh: string };

function settingMoves({ old, new: fresh }: PlannedHost["sides"]): readonly Move[] {
  const tell = (engine: "docker" | "podman", pattern: RegExp): readonly Move[] =>
    changedData({ old: old[engine], new: fresh[engine] })
      .filter(({ path }) => pattern.test(path.join(".")))
      .filter((change) => engine === "docker" || !isNew(change.old))
      .map(({ path, old: before = "not set", new: after = "not set" }) => ({ about: optionOf(engine, path), old: before, fresh: after }));
  return [...tell("docker", DOCKER), ...tell("podman", PODMAN)];
}

/** The option as NixOS calls it. */
function optionOf(engine: "docker" | "podman", path: readonly string[]): string {
  const name = path.join(".");
  if (engine === "docker") return `virtualisation.docker.${name.replace("daemonSettings", "daemon.settings")}`;
  return `virtualisation.containers.${name.replace(/^(storage|containersConf)\./, "$1.settings.")}`;
}

/** Rootless Docker is a daemon of each user, with images and volumes below the user's home. */
function rootlessMove({ old, new: fresh }: PlannedHost["sides"]): readonly Move[] {
  const isOn = ({ docker }: HostState): boolean => changedData({ old: {}, new: docker["rootless"] }).some(({ path, new: value }) => path[0] === "enable" && value === "true");
  if (isOn(old) === isOn(fresh)) return [];
  const tell = (state: HostState): string => (isOn(state) ? "on" : "off");
  return [{ about: "virtualisation.docker.rootless.enable", old: tell(old), fresh: tell(fresh) }];
}

function moveFinding(host: string, { about, old, fresh }: Move): Finding {
  const message = `${about} changes (${old} → ${fresh}): images and named volumes of the old setting stay behind.`;
  const hint = "Move the data, or restore it from a backup, before the containers start with empty volumes.";
  return toFinding({ code: "unit-surprise", severity: "warning", host, about, message, hint });
}

/** Who runs a container's engine: Podman keeps a storage for each user. */
function keeperOf({ engine, scope, owner, state }: EngineContainer): string {
  const user = changedData({ old: {}, new: state["podman"] }).find(({ path }) => path[0] === "user")?.new;
  if (scope === "user") return `${engine} of ${owner ?? "each user"}`;
  return engine === "podman" && user !== undefined && user !== "root" ? `podman of ${user}` : engine;
}

/** Named volumes belong to an engine; what is bound by its path stays where it is. */
function namedVolumes(container: EngineContainer): readonly string[] {
  return persistentVolumes(container).filter((volume) => !volume.startsWith("/") && !volume.startsWith("."));
}

/** Containers of one name that another engine, or another user's, runs after the switch. */
function engineMoves({ host, containers }: PlannedHost): readonly Finding[] {
  const engines = (side: PlannedHost["containers"]["old"]): readonly EngineContainer[] => [...side.values()].filter((container) => container.kind !== "nspawn");
  const before = new Map(engines(containers.old).map((container) => [container.name, container]));
  const moved = engines(containers.new).flatMap((fresh) => {
    const old = before.get(fresh.name);
    if (old === undefined || keeperOf(old) === keeperOf(fresh)) return [];
    const volumes = namedVolumes(fresh).filter((volume) => namedVolumes(old).includes(volume));
    return volumes.length === 0 ? [] : [{ name: fresh.name, volumes, move: `${keeperOf(old)} → ${keeperOf(fresh)}` }];
  });
  return [...Map.groupBy(moved, ({ move }) => move)].map(([move, all]) => {
    const names = tellSome(all.map(({ name, volumes }) => `${name} (${volumes.join(", ")})`), SHOWN_NAMES);
    const message = `Another engine runs these containers (${move}), and it has none of the old one's named volumes: ${names}.`;
    const hint = "Copy the volumes into the new engine before the containers start with empty ones.";
    return toFinding({ code: "unit-surprise", severity: "warning", host, about: `engine ${move}`, message, hint });
  });
}

/** Storage that moves, whole or for single containers. */
export function storageFindings(planned: PlannedHost): readonly Finding[] {
  const moves = [...settingMoves(planned.sides), ...rootlessMove(planned.sides)];
  return [...moves.map((move) => moveFinding(planned.host, move)), ...engineMoves(planned)];
}
