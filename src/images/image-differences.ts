// Two images -> how they differ, in words, the weightiest first.
import { environmentDifferences, labelDifferences } from "./environment-differences.ts";
import type { ImageDifference } from "./image-change.ts";
import { contentDifferences } from "./content-differences.ts";
import type { RemoteImage } from "./read-image.ts";
import { portDifferences, settingDifferences, volumeDifferences } from "./setting-differences.ts";
import { readLabel } from "./image-labels.ts";
import type { RunningContainer } from "./running-container.ts";

/** Two images and the containers that will run the new one. */
export type ImagePair = { readonly old: RemoteImage; readonly new: RemoteImage; readonly containers: readonly RunningContainer[] };

const MAXIMUM = 2000;

function versionDifferences({ old, new: next }: ImagePair): readonly ImageDifference[] {
  const [from, to] = [readLabel(old, "version"), readLabel(next, "version")];
  if (from === to) return [];
  if (to === undefined) return [{ field: "version", text: `no longer says its version; it was ${from ?? "unknown"}` }];
  return [{ field: "version", text: from === undefined ? `version ${to}` : `version ${from} → ${to}` }];
}

function platformDifferences({ old, new: next }: ImagePair): readonly ImageDifference[] {
  const lost = old.platforms.filter((platform) => !next.platforms.includes(platform));
  const gained = next.platforms.filter((platform) => !old.platforms.includes(platform));
  return [
    ...(lost.length === 0 ? [] : [{ field: "platform" as const, text: `no longer offered for ${lost.join(", ")}` }]),
    ...(gained.length === 0 ? [] : [{ field: "platform" as const, text: `now also offered for ${gained.join(", ")}` }]),
  ];
}

/** Compares what the two registries' documents say; values of secrets are hidden, long texts are cut. */
export function imageDifferences(pair: ImagePair): readonly ImageDifference[] {
  const settings = { old: pair.old.config.config, new: pair.new.config.config };
  return [
    ...versionDifferences(pair),
    ...settingDifferences(settings, pair.containers),
    ...volumeDifferences(settings, pair.containers),
    ...portDifferences(settings, pair.containers),
    ...environmentDifferences(settings, pair.containers),
    ...labelDifferences(settings),
    ...platformDifferences(pair),
    ...contentDifferences(pair),
  ]
    .map(({ field, text }) => ({ field, text: text.slice(0, 4096) }))
    .slice(0, MAXIMUM);
}
