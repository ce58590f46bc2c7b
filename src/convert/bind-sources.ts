// A project -> the paths of the host that the services it converts bind, each with where it is written.
import { type ComposeProject, itemsAt, textAt } from "../compose/index.ts";
import type { Place } from "../errors.ts";
import { conversionOf } from "./conversion.ts";
import type { ConvertOptions } from "./options.ts";

export type BindSource = { readonly service: string; readonly path: string; readonly place: Place };

/** For `check_bind_mounts`; a path is relative to the project's folder where that folder is. */
export function bindSources(project: ComposeProject, options: ConvertOptions): readonly BindSource[] {
  return [...conversionOf(project, options).services.values()].flatMap(({ name, keys }) =>
    itemsAt(keys, "volumes").flatMap((mount) => {
      const path = textAt(mount, "source");
      return textAt(mount, "type") === "bind" && path !== undefined ? [{ service: name, path, place: mount.place }] : [];
    }),
  );
}
