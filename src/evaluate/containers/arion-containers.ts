// A project of Arion -> its containers, in the words of oci-containers.
import { ContainerState } from "../container-state.ts";
import type { ArionProject } from "../other-declarations.ts";
import { listWords, namedTexts, scalarText } from "./option-words.ts";

type Service = ArionProject["services"][string];

/** A container of a project; Arion's unit starts all of a project's containers together. */
export type ArionContainer = { readonly name: string; readonly unit: string; readonly isBuilt: boolean; readonly options: ContainerState };

/** The tag of an image that Nix builds is its store hash, which moves with every rebuild; the name says which image it is. */
function imageOf({ image, isBuilt }: Service): string {
  const text = scalarText(image) ?? "";
  return isBuilt === true ? text.replace(/:[0-9a-df-np-sv-z]{32}$/, "") : text;
}

function optionsOf(service: Service): ContainerState {
  const mode = scalarText(service["network_mode"]);
  return ContainerState.parse({
    image: imageOf(service),
    environment: namedTexts(service["environment"]),
    environmentFiles: listWords(service["env_file"]),
    labels: namedTexts(service["labels"]),
    ports: listWords(service["ports"]),
    volumes: listWords(service["volumes"]),
    networks: mode === undefined ? listWords(service["networks"]) : [mode],
    extraOptions: service["privileged"] === true ? ["--privileged"] : [],
    cmd: listWords(service["command"]),
    dependsOn: listWords(service["depends_on"]),
    entrypoint: listWords(service["entrypoint"]).join(" ") || null,
    user: scalarText(service["user"]) ?? null,
    hostname: scalarText(service["hostname"]) ?? null,
  });
}

/** Containers of a project: Compose calls them `PROJECT-SERVICE-1`, their unit is `arion-PROJECT.service` (Arion, "nixos-module.nix"). */
export function arionContainers(project: string, { serviceName, services }: ArionProject): readonly ArionContainer[] {
  return Object.entries(services).map(([name, service]) => ({
    name: scalarText(service["container_name"]) ?? `${project}-${name}-1`,
    unit: `${serviceName ?? `arion-${project}`}.service`,
    isBuilt: service["isBuilt"] === true,
    options: optionsOf(service),
  }));
}
