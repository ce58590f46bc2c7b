// A JSON file of pins (npins, uptix, nvfetcher, or a repository's own) -> the images pinned in it.
import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from "yaml";
import { baseName } from "../../repository-paths.ts";
import { hashForm } from "../edits/archive-hash.ts";
import { type FoundPin, makePin, type Piece, type PinMechanism } from "../pin.ts";
import type { SourceText } from "../source-text.ts";

/** Keys of the tools, and of dockerTools.pullImage, whose arguments people keep in JSON. */
const NAMES = ["imageName", "image_name", "image", "repository"];
const DIGESTS = ["imageDigest", "image_digest", "digest"];
const TAGS = ["finalImageTag", "image_tag", "imageTag", "tag"];
const HASHES = ["hash", "sha256"];
const MAXIMUM_LENGTH = 1024 * 1024;
/** Deeper than any of the tools nests. */
const MAXIMUM_DEPTH = 8;

/** A file without one of these holds no image pin, and is not parsed. */
export const LOCK_WORDS = /"(?:imageDigest|image_digest|digest)"\s*:|"\s*:\s*"sha256:[0-9a-f]{64}"/;

type Reading = { readonly source: SourceText };

/** A text that stands in the file as it is, or nothing. */
function pieceOf({ source }: Reading, node: unknown): Piece | undefined {
  if (!isScalar(node) || typeof node.value !== "string" || !node.range || node.value === "") return undefined;
  const start = node.range[0] + 1;
  return source.text.startsWith(node.value, start) ? { text: node.value, start } : undefined;
}

function valueOf(reading: Reading, { map, keys }: { readonly map: YAMLMap; readonly keys: readonly string[] }): Piece | undefined {
  return keys.map((key) => pieceOf(reading, map.get(key, true))).find((piece) => piece !== undefined);
}

/** nvfetcher writes its file anew from its own state. */
function toolOf({ file, text }: SourceText): { readonly mechanism: PinMechanism; readonly notEditable?: string } {
  if (/(?:^|\/)_sources\/generated\.json$/.test(file)) return { mechanism: "lock-nvfetcher", notEditable: "nvfetcher keeps this file; run `nvfetcher`" };
  return { mechanism: /"type"\s*:\s*"Container"/.test(text) ? "lock-npins" : "lock-json" };
}

/** `{ imageName, imageDigest, finalImageTag, hash }` and its spellings. */
function objectPin(reading: Reading, map: YAMLMap): FoundPin | undefined {
  const [name, digest, tag, hash, finalName, arch] = [NAMES, DIGESTS, TAGS, HASHES, ["finalImageName"], ["arch"]].map((keys) => valueOf(reading, { map, keys }));
  if (name === undefined || digest === undefined || !map.range) return undefined;
  const tagged = tag === undefined || /[:@]/.test(baseName(name.text)) ? [] : [{ text: ":" }, tag];
  const form = hash === undefined ? undefined : hashForm(hash.text);
  const archive = {
    ...(hash?.start === undefined || form === undefined ? {} : { hash: { text: hash.text, start: hash.start } }),
    ...(finalName === undefined ? {} : { finalName: finalName.text }),
    ...(arch === undefined ? {} : { platform: `linux/${arch.text}` }),
  };
  const unreadable = hash !== undefined && form === undefined ? { notEditable: "the hash beside the digest is no SHA-256" } : {};
  const range = { start: map.range[0], end: map.range[1] };
  return makePin(reading.source, { range, pieces: [name, ...tagged, { text: "@" }, digest], ...(hash === undefined ? {} : { archive }), ...unreadable, ...toolOf(reading.source) });
}

/** uptix: `"postgres:16": "sha256:…"`. The name is what its Nix code asks for, so only the digest can change here. */
function uptixPin(reading: Reading, { key, value }: Pair): FoundPin | undefined {
  const [name, digest] = [pieceOf(reading, key), pieceOf(reading, value)];
  if (name?.start === undefined || digest === undefined || !/^sha256:[0-9a-f]{64}$/.test(digest.text) || DIGESTS.includes(name.text)) return undefined;
  const range = { start: name.start, end: name.start + name.text.length };
  return makePin(reading.source, { range, mechanism: "lock-uptix", pieces: [{ text: name.text }, { text: "@" }, digest] });
}

function walk(reading: Reading, { node, depth }: { readonly node: unknown; readonly depth: number }): readonly FoundPin[] {
  if (depth > MAXIMUM_DEPTH) return [];
  if (isSeq(node)) return node.items.flatMap((item) => walk(reading, { node: item, depth: depth + 1 }));
  if (!isMap(node)) return [];
  const own = objectPin(reading, node);
  if (own !== undefined) return [own];
  return node.items.flatMap((pair) => uptixPin(reading, pair) ?? walk(reading, { node: pair.value, depth: depth + 1 }));
}

/** Finds them; a file that is no JSON holds none. */
export function lockPins(source: SourceText): readonly FoundPin[] {
  if (source.text.length > MAXIMUM_LENGTH || !LOCK_WORDS.test(source.text)) return [];
  const document = parseDocument(source.text, { schema: "json", strict: false, logLevel: "silent" });
  return document.errors.length > 0 ? [] : walk({ source }, { node: document.contents, depth: 0 });
}
