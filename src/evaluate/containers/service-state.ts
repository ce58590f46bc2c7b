// A Compose service -> what its container is given, in the words of oci-containers, so that one rule holds for both.
import { type ComposeService, type ComposeValue, isTrueAt, itemsAt, textAt, textsAt } from "../../compose/index.ts";
import { ContainerState } from "../container-state.ts";

/** Long form, as all ports are after reading (Compose Specification, "ports"). Without `published` the engine chooses one. */
function portWords(port: ComposeValue): readonly string[] {
  const [address, published, target] = [textAt(port, "host_ip") ?? "", textAt(port, "published") ?? "", textAt(port, "target") ?? ""];
  if (published === "") return [];
  const host = address.includes(":") ? `[${address}]` : address;
  return [`${host === "" ? "" : `${host}:`}${published}:${target}/${textAt(port, "protocol") ?? "tcp"}`];
}

function volumeWords(volume: ComposeValue): readonly string[] {
  const [source, target] = [textAt(volume, "source"), textAt(volume, "target")];
  return source === undefined || target === undefined ? [] : [`${source}:${target}`];
}

/** Mounts that have no source: anonymous volumes and file systems in memory. */
function emptyMounts(keys: ComposeService["keys"]): readonly string[] {
  const targets = itemsAt(keys, "volumes").flatMap((volume) => (textAt(volume, "source") === undefined ? (textAt(volume, "target") ?? []) : []));
  return [...targets.map((target) => `--volume=${target}`), ...textsAt(keys, "tmpfs").map((target) => `--tmpfs=${target}`)];
}

/** A service with `use_api_socket` gets the engine's socket (Compose Specification, "use_api_socket"). */
function socketWords(keys: ComposeService["keys"]): readonly string[] {
  return isTrueAt(keys, "use_api_socket") ? ["/var/run/docker.sock:/var/run/docker.sock"] : [];
}

/** Only what decides on a container's powers and on what an image leaves to it: image, ports, mounts, network, user and command. */
export function serviceState({ keys }: ComposeService): ContainerState {
  const [mode, user, entrypoint] = [textAt(keys, "network_mode"), textAt(keys, "user"), textsAt(keys, "entrypoint")];
  return ContainerState.parse({
    image: textAt(keys, "image") ?? "",
    ports: itemsAt(keys, "ports").flatMap(portWords),
    volumes: [...itemsAt(keys, "volumes").flatMap(volumeWords), ...socketWords(keys)],
    networks: mode === undefined ? [] : [mode],
    extraOptions: [...(isTrueAt(keys, "privileged") ? ["--privileged"] : []), ...emptyMounts(keys)],
    cmd: textsAt(keys, "command"),
    ...(user === undefined ? {} : { user }),
    ...(entrypoint.length === 0 ? {} : { entrypoint: entrypoint.join(" ") }),
  });
}
