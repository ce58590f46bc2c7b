import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  baseName
} from "./chunk-GWVNSTGD.js";
import {
  iso_exports
} from "./chunk-3WL5QXBS.js";
import {
  formatFamiliarName,
  parseImageReference
} from "./chunk-IZT3ALIO.js";
import {
  discriminatedUnion,
  literal,
  strictObject,
  string
} from "./chunk-N3YWGI6C.js";

// src/update-wish.ts
var ImageName = string().min(1).max(255).regex(/^[a-z0-9][a-z0-9._/:-]*$/);
var TagName = string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
var StandingWish = discriminatedUnion("kind", [
  /** Offer this version and no other, whatever the policy says of it. */
  strictObject({ kind: literal("version"), image: ImageName, version: TagName }),
  /** Offer nothing before a day of UTC (`2026-12-24`) begins, or for good. */
  strictObject({ kind: literal("ignore"), image: ImageName, until: iso_exports.date().optional() })
]);
var UpdateWish = discriminatedUnion("kind", [
  ...StandingWish.options,
  strictObject({ kind: literal("now"), image: ImageName }),
  strictObject({ kind: literal("rebase"), branch: string().min(1).max(255) })
]);
function isNamed(image, reference) {
  const parsed = parseImageReference(reference);
  if (parsed === void 0) return false;
  const familiar = formatFamiliarName(parsed);
  return [familiar, `${parsed.registry}/${parsed.path}`, baseName(familiar)].includes(image);
}
function isStanding(wish) {
  return wish.kind === "version" || wish.kind === "ignore";
}
var MOST_STANDING = 50;
function standingWishes(old, added) {
  const named = added.filter((wish) => wish.kind !== "rebase");
  const isNew = (image) => named.some((wish) => wish.image === image);
  return [...old.filter(({ image }) => !isNew(image)), ...named.filter(isStanding)].slice(-MOST_STANDING);
}

export {
  ImageName,
  TagName,
  StandingWish,
  UpdateWish,
  isNamed,
  standingWishes
};
