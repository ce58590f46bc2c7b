// home-manager's `services.podman.containers` of one user -> containers in the words of oci-containers.
import { ContainerState } from "../container-state.ts";
import type { HomeState } from "../other-declarations.ts";
import { listWords, namedTexts, scalarText } from "./option-words.ts";
import { splitUnitWords } from "./unit-words.ts";

/** A rootless container; its unit belongs to the user's systemd. */
export type HomeContainer = { readonly name: string; readonly unit: string; readonly isBuilt: boolean; readonly options: ContainerState };

/** `image` is a reference, or the name of one of `services.podman.images` or `.builds`. */
function imageOf(written: string, { images, builds }: HomeState): { readonly image: string; readonly isBuilt: boolean } {
  if (builds.includes(written)) return { image: `localhost/homemanager/${written}`, isBuilt: true };
  return { image: images[written] ?? written, isBuilt: false };
}

function optionsOf(options: HomeState["containers"][string], image: string): ContainerState {
  return ContainerState.parse({
    image,
    autoStart: options["autoStart"] !== false,
    environment: namedTexts(options["environment"]),
    environmentFiles: listWords(options["environmentFile"]),
    labels: namedTexts(options["labels"]),
    ports: listWords(options["ports"]),
    volumes: listWords(options["volumes"]),
    networks: listWords(options["network"]),
    extraOptions: listWords(options["extraPodmanArgs"]),
    cmd: splitUnitWords(scalarText(options["exec"]) ?? ""),
    entrypoint: scalarText(options["entrypoint"]) ?? null,
    user: scalarText(options["user"]) ?? null,
  });
}

/** The unit of container NAME is `podman-NAME.service` (home-manager, `services.podman`). */
export function homeContainers(home: HomeState): readonly HomeContainer[] {
  return Object.entries(home.containers).map(([name, options]) => {
    const { image, isBuilt } = imageOf(scalarText(options["image"]) ?? "", home);
    return { name, unit: `podman-${name}.service`, isBuilt, options: optionsOf(options, image) };
  });
}
