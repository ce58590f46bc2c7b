// A Compose project that no host runs -> its services as containers, so that one policy holds for both.
import type { ComposeProject } from "../../compose/index.ts";
import { serviceState } from "../../evaluate/index.ts";
import type { EngineContainer } from "../host-containers.ts";

/** One container for each active service. A service that builds its image has no registry to ask for it. */
export function composeContainers(project: ComposeProject | undefined): readonly EngineContainer[] {
  return [...(project?.services.values() ?? [])].map((service) => ({
    name: service.name,
    unit: "",
    scope: "system",
    kind: "oci",
    engine: "docker",
    isBuilt: service.keys.entries.has("build") || !service.keys.entries.has("image"),
    state: serviceState(service),
    place: service.keys.entries.get("image")?.place ?? service.place,
  }));
}
