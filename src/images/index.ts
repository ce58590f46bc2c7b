// The room that says what is different inside an image.
export { compareImages, compareReferences } from "./compare-images.ts";
export { tellPackage } from "./contents-differences.ts";
export { ImageChange, ImageSummary, ImageUser, PackageChange, ReleaseNote } from "./image-change.ts";
export { composeImages, type ComposeImage } from "./compose-images.ts";
export { choosePlatform, parsePlatform, platformOfSystem } from "./platform.ts";
export { formatHash, type HashForm, parseHash } from "./pull-image/nix-hash.ts";
export { pullImageHash } from "./pull-image/pull-image-hash.ts";
export { readImage } from "./read-image.ts";
