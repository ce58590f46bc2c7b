// A text under a key that might hold an image -> whether it is a container image or a picture, a disk or something else.
import { parseImageReference } from "../image-reference.ts";

/** Endings of pictures and disk images, which also stand under `image`. */
const FILE_ENDING = /\.(?:avif|bmp|gif|heic|ico|img|iso|jpe?g|jxl|png|qcow2?|raw|svg|tiff?|vdi|vhdx?|vmdk|webp|zst|xz|gz)$/i;
/** Keys that stand beside a container's image, in oci-containers, quadlet, Arion, Compose and Kubernetes. */
export const CONTAINER_KEYS: ReadonlySet<string> = new Set([
  "addCapabilities", "autoStart", "autoUpdate", "capabilities", "cmd", "command", "container_name", "dependsOn", "depends_on", "entrypoint", "env", "environment",
  "environmentFiles", "env_file", "environments", "exec", "extraOptions", "healthCmd", "hostname", "imageFile", "imagePullPolicy", "imageStream",
  "labels", "network_mode", "networks", "podmanArgs", "ports", "publishPorts", "pull", "restart", "user", "volumes", "workdir",
]);
/** Words of an attribute path that lead to a container. */
const CONTAINER_WORDS = /container|docker|podman|arion|quadlet|compose|kube|k[389]s|(?:^p|P)ods?$/i;

/** Where a text stands: the names of the path to it (`virtualisation oci-containers containers web image`), and what is beside it. */
export type ImageContext = { readonly path: readonly string[]; readonly isBesideContainerKeys: boolean };

/**
 * Decides by form first, by neighbours where the form could be anything: `busybox` is an image inside a container's
 * attributes, `debian-11` under a machine's is none.
 */
export function looksLikeImage(text: string, { path, isBesideContainerKeys }: ImageContext): boolean {
  const parsed = parseImageReference(text);
  if (parsed === undefined) return false;
  if (parsed.digest !== undefined) return true;
  if (FILE_ENDING.test(text)) return false;
  const isNamedImage = /^image$/i.test(path.at(-1) ?? "");
  const hasContext = isBesideContainerKeys || path.slice(0, -1).some((name) => CONTAINER_WORDS.test(name));
  if (parsed.tag !== undefined) return hasContext || isNamedImage || text.includes("/");
  return isNamedImage && (hasContext || text.includes("/"));
}
