// Two images -> the page that compares their sources, and the release notes between their versions.
import { compareLink, parseForgeRepository, repositoryLink } from "../../compare-link.ts";
import { parseImageReference } from "../../image-reference.ts";
import type { Release, Releases } from "../../ports.ts";
import { shorten } from "../../shorten.ts";
import type { ImageSummary, ReleaseNote } from "../image-change.ts";
import { releasesBetween, type VersionNames } from "./releases-between.ts";

/** What is known of the source between two images. */
export type SourceFacts = { readonly compare?: string; readonly releases?: ReleaseNote[]; readonly moreReleases?: number };

const MOST_RELEASES = 30;
const LONGEST_NOTES = 6000;
/** Characters of all notes of one image: a plan has many images, and nobody reads a year of notes in it. */
const LONGEST_TOGETHER = 40_000;
const COMMIT = /^[0-9a-f]{7,64}$/;

function namesOf({ reference, version }: ImageSummary): VersionNames {
  const tag = parseImageReference(reference)?.tag;
  return [version, tag].filter((name) => name !== undefined && /\d/.test(name)).map(String);
}

function notesOf(releases: readonly Release[]): readonly ReleaseNote[] {
  let left = LONGEST_TOGETHER;
  return releases.slice(0, MOST_RELEASES).map(({ tag, name, published, notes, url }) => {
    const shown = shorten(notes, Math.min(LONGEST_NOTES, left));
    left -= shown.length;
    return { tag: shorten(tag, 256), name: shorten(name, 256), published: shorten(published, 64), url: url.length > 2048 ? "" : url, notes: shown };
  });
}

/** Commits are sure; tags of releases exist; a version as the image writes it is usually a tag as well. */
function rangeOf(pair: SummaryPair, tags: { readonly from?: string; readonly to?: string }): { from: string; to: string } | undefined {
  const { old, new: next } = pair;
  const isSure = COMMIT.test(old.revision ?? "") && COMMIT.test(next.revision ?? "");
  const [from, to] = isSure ? [old.revision, next.revision] : [tags.from ?? tagOf(old), tags.to ?? tagOf(next)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/**
 * A project that tags images as it tags its source has the image's tag in both places, `v1.4.0` for the version 1.4.0. A packager's
 * `7.4-alpine` is no tag of the packager's repository, and a page that is not there would be worse than none.
 */
function tagOf({ reference, version }: ImageSummary): string | undefined {
  const tag = parseImageReference(reference)?.tag ?? "";
  const isVersion = /^v?\d+(?:\.\d+)+$/.test(tag);
  const isOwn = version === undefined ? isVersion : tag.replace(/^v/, "") === version.replace(/^v/, "");
  return isOwn && /\d/.test(tag) ? tag : undefined;
}

/** Summaries of both images. */
export type SummaryPair = { readonly old: ImageSummary; readonly new: ImageSummary };

/** Finds both; asks for releases only where the images are of different versions. Never throws for what a forge answers. */
export async function describeSource(pair: SummaryPair, releases: Releases | undefined): Promise<SourceFacts> {
  const { old, new: next } = pair;
  const repository = parseForgeRepository(next.source ?? "");
  if (repository === undefined) return {};
  const names = { old: namesOf(old), new: namesOf(next) };
  const isMoved = names.new.length > 0 && names.old.length > 0 && names.old.join() !== names.new.join();
  const listed = isMoved ? await releases?.list(repositoryLink(repository), { until: names.old[0] ?? "" }) : undefined;
  const imageName = parseImageReference(next.reference)?.path.split("/").at(-1) ?? "";
  const between = releasesBetween({ releases: listed ?? [], ...names, imageName });
  const isSameProject = old.source === undefined || parseForgeRepository(old.source)?.path === repository.path;
  const range = isSameProject ? rangeOf(pair, between) : undefined;
  const compare = range && compareLink(repository, range);
  const notes = notesOf(between.releases);
  const more = between.releases.length - notes.length;
  return {
    ...(compare === undefined ? {} : { compare }),
    ...(notes.length === 0 ? {} : { releases: [...notes] }),
    ...(more > 0 ? { moreReleases: more } : {}),
  };
}
