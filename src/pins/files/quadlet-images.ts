// The text of a quadlet file -> the image that its unit runs or pulls (podman-systemd.unit(5), "Image=").

/** Sections that name an image. */
const SECTION = /^[ \t]*\[(?:Container|Image|Volume)\][ \t]*\r?$/m;
const IMAGE = /^(?<lead>[ \t]*Image[ \t]*=[ \t]*(?:docker:\/\/|docker-daemon:)?)(?<image>[^\s"'#]+)/gim;
/** Names of other quadlet files, which hold or build the image. */
const UNIT = /\.(?:image|build)$/;

/** Offsets of an image in the text. */
export type TextRange = { readonly start: number; readonly end: number };

/** Finds every `Image=` of a text with a quadlet section; one that names another unit is none. */
export function quadletImages(text: string): readonly TextRange[] {
  if (!SECTION.test(text)) return [];
  return [...text.matchAll(IMAGE)].flatMap((match) => {
    const { lead = "", image = "" } = match.groups ?? {};
    const start = match.index + lead.length;
    return UNIT.test(image) || lead.includes("://") ? [] : [{ start, end: start + image.length }];
  });
}
