// A Compose project -> the image of each of its services, with the place where it is written.
import { type ComposeProject, textAt } from "../compose/index.ts";
import type { Place } from "../errors.ts";
import { type ContainerState, serviceState } from "../evaluate/index.ts";

/** The `image:` of one service. */
export type ComposeImage = {
  readonly service: string;
  /** The text that Compose gives to the engine, variables filled in. */
  readonly image: string;
  readonly place: Place;
  /** Offsets of the scalar in the text of `place.file`, quotes included. */
  readonly range?: readonly [start: number, end: number];
  /** The text before variables were put in, where it names any. */
  readonly written?: string;
  /** The OCI platform that the service asks for; absent where it leaves that to the host. */
  readonly platform?: string;
  /** What the service itself says of ports, mounts and users. */
  readonly options: ContainerState;
};

/** `os/architecture` or `os/architecture/variant` (Compose Specification, "platform"). An architecture alone says nothing that can be relied on. */
const PLATFORM = /^[a-z0-9]{1,32}(?:\/[a-z0-9_]{1,32}){1,2}$/;

/** Every active service that names an image; a service that only builds has none. */
export function composeImages(project: ComposeProject): readonly ComposeImage[] {
  return [...project.services.values()].flatMap((service) => {
    const { name, keys } = service;
    const value = keys.entries.get("image")?.value;
    const platform = textAt(keys, "platform");
    if (value?.kind !== "scalar" || typeof value.value !== "string") return [];
    const { place, range, written } = value;
    return [
      {
        service: name,
        image: value.value,
        place,
        ...(range === undefined ? {} : { range }),
        ...(written === undefined ? {} : { written }),
        ...(platform === undefined || !PLATFORM.test(platform) ? {} : { platform }),
        options: serviceState(service),
      },
    ];
  });
}
