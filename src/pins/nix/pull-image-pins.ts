// Calls of dockerTools.pullImage and its like in a Nix file -> pins of name, digest, tag and hash together.
import { parseImageReference } from "../../image-reference.ts";
import type { NixNode } from "../../nix/index.ts";
import { hashForm } from "../edits/archive-hash.ts";
import { type FoundPin, makePin, type Piece, type PinnedArchive } from "../pin.ts";
import { childIn, functionName, type NixFile, textOf } from "./nix-tree.ts";
import { isComplete, resolveTerm } from "./nix-texts.ts";
import { member, startSearch, termOf } from "./reach.ts";

const FROM_MANIFEST = "its manifest is a file of its own; fetch it again with the image's `getManifest`";
const NIX2CONTAINER = "nix2container hashes a folder that only its own tool makes; change the digest by hand and let the build tell the hash";
const NO_HASH = "the archive's hash must change together with the digest, and does not stand beside it as a literal";

/** The one text of an argument; empty where there is none, where it has alternatives, or where another file decides it. */
function argument(file: NixFile, { set, name }: { readonly set: NixNode; readonly name: string }): readonly Piece[] {
  const search = startSearch(file);
  const [text, ...others] = member(search, { term: termOf(set), names: [name] }).flatMap((term) => resolveTerm(search, term));
  return text === undefined || others.length > 0 || !isComplete(text) ? [] : text.filter((piece) => piece.text !== "");
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}

/** `hash`, or `sha256` as older nixpkgs has it. */
function archiveOf(file: NixFile, set: NixNode): PinnedArchive {
  const [hash] = ["hash", "sha256", "outputHash"].map((name) => argument(file, { set, name })).filter((pieces) => pieces.length > 0);
  const [piece, ...others] = hash ?? [];
  const form = piece === undefined || others.length > 0 ? undefined : hashForm(piece.text);
  const finalName = joined(argument(file, { set, name: "finalImageName" }));
  const [os, arch] = ["os", "arch"].map((name) => joined(argument(file, { set, name })));
  return {
    ...(piece?.start === undefined || form === undefined ? {} : { hash: { text: piece.text, start: piece.start } }),
    ...(finalName === "" ? {} : { finalName }),
    ...(arch === undefined || arch === "" ? {} : { platform: `${os === undefined || os === "" ? "linux" : os}/${arch}` }),
  };
}

/** nix2container's function has the same name and other hashes. */
function isNix2container(file: NixFile, called: NixNode | undefined): boolean {
  if (called === undefined) return false;
  const text = textOf(file, called);
  return /nix2container|n2c/i.test(text) || (!text.includes("dockerTools") && /nix2container/i.test(file.text));
}

/** nvfetcher writes its file anew from its own state. */
const NVFETCHER = "nvfetcher keeps this file; run `nvfetcher`";

function pullImagePin(file: NixFile, { node, set }: { readonly node: NixNode; readonly set: NixNode }): FoundPin | undefined {
  const [name, digest, tag] = ["imageName", "imageDigest", "finalImageTag"].map((key) => argument(file, { set, name: key }));
  if (name === undefined || digest === undefined || name.length === 0 || digest.length === 0) return undefined;
  const tagged = tag === undefined || tag.length === 0 ? [] : [{ text: ":" }, ...tag];
  const common = { range: { start: node.start, end: node.end }, mechanism: "nix-pull-image" as const, pieces: [...name, ...tagged, { text: "@" }, ...digest] };
  if (/(?:^|\/)_sources\/generated\.nix$/.test(file.file)) return makePin(file, { ...common, notEditable: NVFETCHER });
  if (isNix2container(file, childIn(node, "function"))) return makePin(file, { ...common, notEditable: NIX2CONTAINER });
  const archive = archiveOf(file, set);
  return makePin(file, { ...common, archive, ...(archive.hash === undefined ? { notEditable: NO_HASH } : {}) });
}

function manifestPin(file: NixFile, { node, set }: { readonly node: NixNode; readonly set: NixNode }): FoundPin | undefined {
  const [name, tag] = ["imageName", "imageTag"].map((key) => argument(file, { set, name: key }));
  if (name === undefined || parseImageReference(joined(name)) === undefined) return undefined;
  const tagged = tag === undefined || tag.length === 0 ? [{ text: ":latest" }] : [{ text: ":" }, ...tag];
  return makePin(file, { range: { start: node.start, end: node.end }, mechanism: "nix-pull-image", pieces: [...name, ...tagged], notEditable: FROM_MANIFEST });
}

/** `pullImage { imageName = …; imageDigest = …; hash = …; finalImageTag = …; }`; its tag is `latest` by default. */
export function pullImagePins(file: NixFile): readonly FoundPin[] {
  const called = new Set<NixNode>();
  const calls = file.nodes.flatMap((node) => {
    const set = node.kind === "apply_expression" ? childIn(node, "argument") : undefined;
    if (set === undefined) return [];
    called.add(set);
    const name = functionName(file, childIn(node, "function"));
    if (name === "pullImage") return pullImagePin(file, { node, set }) ?? [];
    return name === "pullImageFromManifest" ? (manifestPin(file, { node, set }) ?? []) : [];
  });
  // A file of sets that another file gives to pullImage.
  const sets = [...file.members].filter(([set, members]) => !called.has(set) && members.has("imageName") && members.has("imageDigest"));
  return [...calls, ...sets.flatMap(([set]) => pullImagePin(file, { node: set, set }) ?? [])];
}
