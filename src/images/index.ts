// The room that says what is different inside an image.
export { compareImages, compareReferences } from "./compare-images.ts";
export { ImageChange, ImageDifference, ImageSummary, ImageUser } from "./image-change.ts";
export { composeImages, type ComposeImage } from "./compose-images.ts";
export { choosePlatform, parsePlatform, platformOfSystem } from "./platform.ts";
