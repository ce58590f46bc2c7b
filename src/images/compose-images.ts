// A Compose project -> the image of each of its services, with the place where it is written.
import type { ComposeProject } from "../compose/index.ts";
import type { Place } from "../errors.ts";

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
};

/** Every active service that names an image; a service that only builds has none. */
export function composeImages(project: ComposeProject): readonly ComposeImage[] {
  return [...project.services.values()].flatMap(({ name, keys }) => {
    const value = keys.entries.get("image")?.value;
    if (value?.kind !== "scalar" || typeof value.value !== "string") return [];
    const { place, range, written } = value;
    return [
      {
        service: name,
        image: value.value,
        place,
        ...(range === undefined ? {} : { range }),
        ...(written === undefined ? {} : { written }),
      },
    ];
  });
}
