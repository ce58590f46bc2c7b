// An image reference as people write it (`postgres:16`) into its parts with Docker's defaults filled in, and back into text.

/** The parts of a reference: `{registry: "docker.io", path: "library/postgres", tag: "16"}`. No tag is invented where none is written. */
export type ImageReference = {
  /** Host with an optional port; `docker.io` where none is written. */
  readonly registry: string;
  /** Repository at the registry; Docker Hub's official images have `library/` in front. */
  readonly path: string;
  readonly tag?: string;
  /** Algorithm and hexadecimal value: `sha256:…`. */
  readonly digest?: string;
};

const DEFAULT_REGISTRY = "docker.io";
const MAXIMUM_PATH = 255;

// Grammar of github.com/distribution/reference, `reference.go`: domain, path-component, tag.
const REGISTRY =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
/** A bare image id is not a reference. */
const IMAGE_ID = /^[a-f0-9]{64}$/;
/** Algorithms that OCI registers, with the length of their values. */
const DIGESTS = [/^sha256:[a-f0-9]{64}$/, /^sha384:[a-f0-9]{96}$/, /^sha512:[a-f0-9]{128}$/];

/** The first component is a registry only if it cannot be a Docker Hub user: it has a dot, a port or a capital, or is localhost. */
function looksLikeRegistry(component: string): boolean {
  return /[.:A-Z]/.test(component) || component === "localhost";
}

function splitName(name: string): { registry: string; path: string } {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const hasRegistry = slash > 0 && looksLikeRegistry(first);
  const written = hasRegistry ? first : DEFAULT_REGISTRY;
  const registry = written === "index.docker.io" ? DEFAULT_REGISTRY : written;
  const path = hasRegistry ? name.slice(slash + 1) : name;
  return { registry, path: registry === DEFAULT_REGISTRY && !path.includes("/") ? `library/${path}` : path };
}

function isRepository({ registry, path }: { registry: string; path: string }): boolean {
  return REGISTRY.test(registry) && path.length <= MAXIMUM_PATH && path.split("/").every((part) => PATH_COMPONENT.test(part));
}

/** Name, tag and digest as they are written; nothing is checked. */
export function splitReference(text: string): { readonly name: string; readonly tag: string | undefined; readonly digest: string | undefined } {
  const at = text.indexOf("@");
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  // A colon before the last slash belongs to a port.
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  return colon < 0 ? { name: named, tag: undefined, digest } : { name: named.slice(0, colon), tag: named.slice(colon + 1), digest };
}

/** True for `localhost/…` without a port, which is how Podman names what it built itself: no registry has it. */
export function isLocalName(reference: string): boolean {
  return reference.startsWith("localhost/");
}

/**
 * Reads a reference by Docker's rules (`ParseNormalizedNamed`). Undefined where Docker would refuse it: capitals in the path,
 * an empty tag, a digest of the wrong length, an image id, a text with `$` or blanks.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  const { name, tag, digest } = splitReference(text);
  const repository = splitName(name);
  if (IMAGE_ID.test(name) || !isRepository(repository)) return undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  if (digest !== undefined && !DIGESTS.some((form) => form.test(digest))) return undefined;
  return { ...repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

function formatSuffix({ tag, digest }: ImageReference): string {
  return (tag === undefined ? "" : `:${tag}`) + (digest === undefined ? "" : `@${digest}`);
}

/** The whole reference, with registry and `library/`: one text for each image, good as a key. */
export function formatImageReference(reference: ImageReference): string {
  return `${reference.registry}/${reference.path}${formatSuffix(reference)}`;
}

/** The reference as people know it: without `docker.io/` and `library/`. */
export function formatFamiliarReference(reference: ImageReference): string {
  return formatFamiliarName(reference) + formatSuffix(reference);
}

/** The repository as people know it, without tag and digest: `postgres`, `ghcr.io/immich-app/server`. */
export function formatFamiliarName({ registry, path }: ImageReference): string {
  if (registry !== DEFAULT_REGISTRY) return `${registry}/${path}`;
  const short = path.startsWith("library/") ? path.slice("library/".length) : path;
  // `docker.io/library/a.b/c` would be read as a registry when shortened.
  return short.includes("/") && looksLikeRegistry(short.slice(0, short.indexOf("/"))) ? `${registry}/${path}` : short;
}
