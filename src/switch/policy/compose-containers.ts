// A Compose project that no host runs -> its services in the words of oci-containers, so that one policy holds for both.
import { type ComposeProject, type ComposeService, type ComposeValue, isTrueAt, itemsAt, textAt } from "../../compose/index.ts";
import { ContainerState } from "../../evaluate/index.ts";
import type { EngineContainer } from "../host-containers.ts";

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

/** A service with `use_api_socket` gets the engine's socket (Compose Specification, "use_api_socket"). */
function socketWords(keys: ComposeService["keys"]): readonly string[] {
  return isTrueAt(keys, "use_api_socket") ? ["/var/run/docker.sock:/var/run/docker.sock"] : [];
}

function stateOf({ keys }: ComposeService): ContainerState {
  const mode = textAt(keys, "network_mode");
  return ContainerState.parse({
    image: textAt(keys, "image") ?? "",
    ports: itemsAt(keys, "ports").flatMap(portWords),
    volumes: [...itemsAt(keys, "volumes").flatMap(volumeWords), ...socketWords(keys)],
    networks: mode === undefined ? [] : [mode],
    extraOptions: isTrueAt(keys, "privileged") ? ["--privileged"] : [],
  });
}

/** One container for each active service. A service that builds its image has no registry to ask for it. */
export function composeContainers(project: ComposeProject | undefined): readonly EngineContainer[] {
  return [...(project?.services.values() ?? [])].map((service) => ({
    name: service.name,
    unit: "",
    scope: "system",
    kind: "oci",
    engine: "docker",
    isBuilt: service.keys.entries.has("build") || !service.keys.entries.has("image"),
    state: stateOf(service),
    place: service.keys.entries.get("image")?.place ?? service.place,
  }));
}
