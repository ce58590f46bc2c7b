// The image of a service: as written, or the name that its build gives it.
import { type ComposeService, textAt, valueAt } from "../compose/index.ts";
import type { Conversion } from "./conversion.ts";

export type ImageRequest = { readonly service: ComposeService; readonly name: string; readonly conversion: Conversion };

/** The name under which a service's image is built; compose2nix's, so that both find each other's images. */
export function builtImage({ service, name }: Pick<ImageRequest, "service" | "name">): string {
  return textAt(service.keys, "image") ?? `compose2nix/${name}`;
}

/** Podman keeps what it builds under `localhost/`. */
export function imageOf({ service, name, conversion }: ImageRequest): string {
  if (valueAt(service.keys, "build") === undefined) return textAt(service.keys, "image") ?? "";
  const built = builtImage({ service, name });
  return conversion.options.runtime === "podman" ? `localhost/${built}` : built;
}
