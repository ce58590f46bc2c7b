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

/** Words of an attribute path that lead to a disk, a system or a picture, unless a registry is named. */
const OTHER_WORDS = /^(?:boot|loader|grub|plymouth|stylix|wallpapers?|background|theme|icons?|avatar|logo|microvm|qemu|libvirtd?|incus|lxd|proxmox|disk|disko|iso|kernel)$/i;
/** Registries that everybody knows: with a tag behind it such a text is an image wherever it stands. */
const REGISTRY = /^(?:(?:registry[\w-]*|docker|cr|dock)\.[\w.-]+|(?:index\.)?docker\.io|(?:\w+\.)?(?:gcr|ghcr|lscr|quay|nvcr)\.io|[\w-]+\.pkg\.dev|(?:k8s\.)?gcr\.io|mcr\.microsoft\.com|public\.ecr\.aws|[\w.-]+\.amazonaws\.com|codeberg\.org)\//;
/** Where texts are told to people, or compared. */
const TOLD_WORDS = /^(?:example|description|defaultText|title|message|summary)$/;

/** Where a text stands: the names of the path to it (`virtualisation oci-containers containers web image`), and what is beside it. */
export type ImageContext = { readonly path: readonly string[]; readonly isBesideContainerKeys: boolean };

/** True inside a container's attributes; `dockerImage` says by itself what it is. */
export function isInContainer({ path, isBesideContainerKeys }: ImageContext): boolean {
  return isBesideContainerKeys || path.some((name) => CONTAINER_WORDS.test(name));
}

/** True for a text that names a known registry, and a tag or digest. */
export function isPlainlyImage(text: string, path: readonly string[]): boolean {
  const parsed = REGISTRY.test(text) ? parseImageReference(text) : undefined;
  return parsed !== undefined && (parsed.tag ?? parsed.digest) !== undefined && !FILE_ENDING.test(text) && !path.some((name) => TOLD_WORDS.test(name));
}

/** True for the names of a set of images: `images.db = "postgres:16"`. */
export function isInImages(path: readonly string[]): boolean {
  return /images$/i.test(path.at(-2) ?? "");
}

/** Tags that nothing but an image has: `dbImage = "postgres:16"`. */
const VERSION = /^(?:v?\d+(?:[.-]|$)|latest$)/;

/**
 * Decides by form first, by neighbours where the form could be anything: `busybox` is an image inside a container's
 * attributes, `debian-11` under a machine's is none.
 */
export function looksLikeImage(text: string, context: ImageContext): boolean {
  const { path } = context;
  const parsed = parseImageReference(text);
  if (parsed === undefined) return false;
  if (parsed.digest !== undefined) return true;
  if (FILE_ENDING.test(text)) return false;
  const isNamedImage = /^image$/i.test(path.at(-1) ?? "");
  const hasContext = isInContainer(context);
  if (!hasContext && !REGISTRY.test(text) && path.some((name) => OTHER_WORDS.test(name))) return false;
  if (parsed.tag !== undefined) return hasContext || isNamedImage || isInImages(path) || text.includes("/") || (/image$/i.test(path.at(-1) ?? "") && VERSION.test(parsed.tag));
  return isNamedImage && (hasContext || text.includes("/"));
}

/** Transports of archives and local stores, which no registry gives. */
const LOCAL = /^(?:docker-archive|docker-daemon|oci|oci-archive|dir|containers-storage|nix|file|https?):|^[./~]/;

/** True where a text with unknown parts could become a reference; `known` has a letter for each of them. */
export function couldBeImage(known: string): boolean {
  return parseImageReference(known) !== undefined && !FILE_ENDING.test(known) && !LOCAL.test(known);
}
