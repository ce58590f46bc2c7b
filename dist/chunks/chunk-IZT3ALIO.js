import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/parse-json.ts
function parseJson(text) {
  try {
    const value = JSON.parse(text);
    return value;
  } catch {
    return void 0;
  }
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/image-reference.ts
var DEFAULT_REGISTRY = "docker.io";
var MAXIMUM_PATH = 255;
var REGISTRY = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
var PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
var TAG = /^\w[\w.-]{0,127}$/;
var IMAGE_ID = /^[a-f0-9]{64}$/;
var DIGESTS = [/^sha256:[a-f0-9]{64}$/, /^sha384:[a-f0-9]{96}$/, /^sha512:[a-f0-9]{128}$/];
function looksLikeRegistry(component) {
  return /[.:A-Z]/.test(component) || component === "localhost";
}
function splitName(name) {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const hasRegistry = slash > 0 && looksLikeRegistry(first);
  const written = hasRegistry ? first : DEFAULT_REGISTRY;
  const registry = written === "index.docker.io" ? DEFAULT_REGISTRY : written;
  const path = hasRegistry ? name.slice(slash + 1) : name;
  return { registry, path: registry === DEFAULT_REGISTRY && !path.includes("/") ? `library/${path}` : path };
}
function isRepository({ registry, path }) {
  return REGISTRY.test(registry) && path.length <= MAXIMUM_PATH && path.split("/").every((part) => PATH_COMPONENT.test(part));
}
function splitReference(text) {
  const at = text.indexOf("@");
  const digest = at < 0 ? void 0 : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  return colon < 0 ? { name: named, tag: void 0, digest } : { name: named.slice(0, colon), tag: named.slice(colon + 1), digest };
}
function isLocalName(reference) {
  return reference.startsWith("localhost/");
}
function parseImageReference(text) {
  const { name, tag, digest } = splitReference(text);
  const repository = splitName(name);
  if (IMAGE_ID.test(name) || !isRepository(repository)) return void 0;
  if (tag !== void 0 && !TAG.test(tag)) return void 0;
  if (digest !== void 0 && !DIGESTS.some((form) => form.test(digest))) return void 0;
  return { ...repository, ...tag === void 0 ? {} : { tag }, ...digest === void 0 ? {} : { digest } };
}
function formatSuffix({ tag, digest }) {
  return (tag === void 0 ? "" : `:${tag}`) + (digest === void 0 ? "" : `@${digest}`);
}
function formatImageReference(reference) {
  return `${reference.registry}/${reference.path}${formatSuffix(reference)}`;
}
function formatFamiliarReference(reference) {
  return formatFamiliarName(reference) + formatSuffix(reference);
}
function formatFamiliarName({ registry, path }) {
  if (registry !== DEFAULT_REGISTRY) return `${registry}/${path}`;
  const short = path.startsWith("library/") ? path.slice("library/".length) : path;
  return short.includes("/") && looksLikeRegistry(short.slice(0, short.indexOf("/"))) ? `${registry}/${path}` : short;
}

export {
  splitReference,
  isLocalName,
  parseImageReference,
  formatImageReference,
  formatFamiliarReference,
  formatFamiliarName,
  parseJson,
  isRecord
};
