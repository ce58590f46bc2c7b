// Changed images -> a section in words: from which version to which, what is different inside, what has to be downloaded.
import { splitReference } from "../image-reference.ts";
import type { ImageChange, ImageSummary, ImageUser } from "../images/index.ts";
import { baseName } from "../repository-paths.ts";
import { shorten, shortenName } from "../shorten.ts";
import { andMore, type Block, code, joinSome, type Line, link, type ListItem, paragraph, type Section } from "./blocks.ts";
import { insideSections } from "./images/package-section.ts";
import { releaseSections } from "./images/release-notes.ts";
import { tellBytes } from "./tell-bytes.ts";

const MAX_DIFFERENCES = 8;
const MAX_USERS = 4;
const MAX_GAPS = 2;
const MAX_RELEASES = 6;
const DIGEST_LETTERS = 12;
/** Images whose layers are drawn in the open. */
const OPEN_LAYERS = 12;
/** The fold in which details of all images stand together. */
const WITHIN = "Packages and release notes";

/** `docker.io/library/postgres` and `15@sha256:0123456789ab` of a reference. */
function nameAndVersion(reference: string): { readonly name: string; readonly version: string } {
  const { name, tag = "", digest = "" } = splitReference(reference);
  return { name, version: tag + digest.replace(/^\w+:[0-9a-f]+$/, (text) => `@${text.slice(0, text.indexOf(":") + 1 + DIGEST_LETTERS)}`) };
}

function tellVersion(image: ImageSummary): string {
  return shorten(nameAndVersion(image.reference).version, 120) || "no tag";
}

/** `ghcr.io/…/mealie v1.3.2 → v1.4.0`; both references where also the name differs. */
function tellMove(change: ImageChange): Line {
  const { old, new: next } = change;
  if (old === undefined && next === undefined) return ["an image"];
  if (old === undefined || next === undefined) {
    const only = next ?? old;
    return [code(shorten(only?.reference ?? "", 240)), next === undefined ? " is no longer used" : " is new"];
  }
  const [from, to] = [nameAndVersion(old.reference), nameAndVersion(next.reference)];
  if (from.name !== to.name) return [code(shorten(old.reference, 240)), " → ", code(shorten(next.reference, 240))];
  return [code(shorten(from.name, 160)), " ", code(tellVersion(old)), " → ", code(tellVersion(next))];
}

function tellUser(user: ImageUser): Line {
  const owner = user.kind === "container" ? user.host : user.project;
  return [code(shortenName(user.name, 80)), user.kind === "container" ? " on " : " of project ", code(shortenName(owner, 80))];
}

function tellUsers(users: readonly ImageUser[]): readonly Line[] {
  if (users.length === 0) return [];
  return [["used by ", ...joinSome(users.map(tellUser), { most: MAX_USERS })]];
}

function tellDownload(change: ImageChange): readonly Line[] {
  if (change.isSameContent) return [[`the same content on ${change.platform}: nothing to pull`]];
  if (change.download === undefined) return [];
  const whole = change.new?.size === undefined || change.new.size === change.download ? "" : ` of ${tellBytes(change.new.size)}`;
  const unpacked = change.unpacked === undefined || change.unpacked === 0 ? "" : `, ${tellBytes(change.unpacked)} on disk`;
  return [[`to download: ${tellBytes(change.download)}${whole}${unpacked}`]];
}

/** `changes: v1.3.2...v1.4.0`, a link to the forge's page. */
function tellCompare({ compare }: ImageChange): readonly Line[] {
  if (compare === undefined) return [];
  const range = baseName(compare).replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, "$1");
  return [["changes: ", link(shorten(range, 120), compare)]];
}

function tellReleases({ releases = [], moreReleases = 0 }: ImageChange): readonly Line[] {
  if (releases.length === 0) return [];
  const shown = joinSome(releases.map(({ tag, url }) => [link(shorten(tag, 80), url)]), { most: MAX_RELEASES, beyond: moreReleases });
  return [["release notes: ", ...shown]];
}

function tellGaps({ gaps = [] }: ImageChange): readonly Line[] {
  return gaps.slice(0, MAX_GAPS).map((gap) => [shorten(gap, 300)]);
}

function imageItem(change: ImageChange): ListItem {
  const differences: readonly Line[] = change.differences.slice(0, MAX_DIFFERENCES).map((difference) => [shorten(difference.text, 300)]);
  const more = andMore(change.differences.length - MAX_DIFFERENCES, "more difference");
  return { line: tellMove(change), details: [...differences, ...more, ...tellDownload(change), ...tellGaps(change), ...tellCompare(change), ...tellReleases(change), ...tellUsers(change.usedBy)] };
}

function detailSections(change: ImageChange): readonly Section[] {
  const place = { move: tellMove(change), within: WITHIN };
  return [...insideSections(change, { ...place, shown: MAX_DIFFERENCES }), ...releaseSections(change, place)];
}

/** A drawing for the page: no comment has room for it. */
function layerSections(change: ImageChange, isOpen: boolean): readonly Section[] {
  const [old, next] = [change.old?.layers ?? [], change.new?.layers ?? []];
  if (old.length + next.length === 0) return [];
  const drawing: Block = { kind: "layers", old, new: next };
  const shown: readonly Block[] = isOpen ? [paragraph(tellMove(change)), drawing] : [{ kind: "fold", summary: tellMove(change), blocks: [drawing] }];
  return [{ rank: 0, loses: ["", ""], forms: [shown], isPageOnly: true, within: "Layers of the images" }];
}

/** Images that change; the short form names only the move. What is long stands in folds behind the list. */
export function imageSections(images: readonly ImageChange[]): readonly Section[] {
  if (images.length === 0) return [];
  const heading: Block = { kind: "heading", line: ["Images"] };
  const whole: Block = { kind: "list", items: images.map(imageItem) };
  const brief: Block = { kind: "list", items: images.slice(0, 50).map((change) => ({ line: tellMove(change) })) };
  const list: Section = { rank: 40, loses: ["what is different inside the images", "lists of images"], forms: [[heading, whole], [heading, brief], []] };
  return [list, ...images.flatMap((change) => layerSections(change, images.length <= OPEN_LAYERS)), ...images.flatMap(detailSections)];
}
