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

type Call = { readonly node: NixNode; readonly set: NixNode };

/** The texts of an argument: several where each system has its own; none where it is absent, or where another file decides it. */
function texts(file: NixFile, { set, name }: { readonly set: NixNode; readonly name: string }): readonly (readonly Piece[])[] {
  const search = startSearch(file);
  const found = member(search, { term: termOf(file, set), names: [name] }).flatMap((term) => resolveTerm(search, term));
  return found.every(isComplete) ? found.map((text) => text.filter((piece) => piece.text !== "")) : [];
}

function joined(pieces: readonly Piece[] | undefined): string {
  return (pieces ?? []).map(({ text }) => text).join("");
}

/** The text that belongs to one of several digests: they stand in the same order, or there is one for all. */
function textFor(index: number, { all, count }: { readonly all: readonly (readonly Piece[])[]; readonly count: number }): readonly Piece[] {
  return (all.length === count ? all[index] : all.length === 1 ? all[0] : undefined) ?? [];
}

/** `hash`, or `sha256` as older nixpkgs has it. */
function archiveOf(file: NixFile, { set, index, count }: { readonly set: NixNode; readonly index: number; readonly count: number }): PinnedArchive {
  const hashes = ["hash", "sha256", "outputHash"].map((name) => texts(file, { set, name })).find((found) => found.length > 0) ?? [];
  // One hash for several digests would be wrong for all but one.
  const [piece, ...others] = hashes.length === count ? (hashes[index] ?? []) : [];
  const isHash = piece?.start !== undefined && piece.file === undefined && others.length === 0 && hashForm(piece.text) !== undefined;
  const [finalName, os, arch] = ["finalImageName", "os", "arch"].map((name) => joined(textFor(index, { all: texts(file, { set, name }), count })));
  return {
    ...(isHash ? { hash: { text: piece.text, start: piece.start } } : {}),
    ...(finalName === undefined || finalName === "" ? {} : { finalName }),
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

/** Why a program must not edit a call; undefined where it may. */
function refusalOf(file: NixFile, { node, archive }: Call & { readonly archive: PinnedArchive }): string | undefined {
  if (/(?:^|\/)_sources\/generated\.nix$/.test(file.file)) return NVFETCHER;
  if (isNix2container(file, childIn(node, "function"))) return NIX2CONTAINER;
  return archive.hash === undefined ? NO_HASH : undefined;
}

function pullImageCall(file: NixFile, call: Call): readonly FoundPin[] {
  const { node, set } = call;
  const [names, digests, tags] = ["imageName", "imageDigest", "finalImageTag"].map((name) => texts(file, { set, name }));
  const count = digests?.length ?? 0;
  return (digests ?? []).flatMap((digest, index) => {
    const [name, tag] = [names, tags].map((all) => textFor(index, { all: all ?? [], count }));
    if (name === undefined || name.length === 0) return [];
    const archive = archiveOf(file, { set, index, count });
    const notEditable = refusalOf(file, { ...call, archive });
    const pieces = [...name, ...(tag === undefined || tag.length === 0 ? [] : [{ text: ":" }, ...tag]), { text: "@" }, ...digest];
    return makePin(file, { range: { start: node.start, end: node.end }, mechanism: "nix-pull-image", pieces, archive, ...(notEditable === undefined ? {} : { notEditable }) }) ?? [];
  });
}

function manifestPin(file: NixFile, { node, set }: Call): FoundPin | undefined {
  const [name, tag] = ["imageName", "imageTag"].map((key) => textFor(0, { all: texts(file, { set, name: key }), count: 1 }));
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
    if (name === "pullImage") return pullImageCall(file, { node, set });
    return name === "pullImageFromManifest" ? (manifestPin(file, { node, set }) ?? []) : [];
  });
  // A file of sets that another file gives to pullImage.
  const sets = [...file.members].filter(([set, members]) => !called.has(set) && members.has("imageName") && members.has("imageDigest"));
  return [...calls, ...sets.flatMap(([set]) => pullImageCall(file, { node: set, set }))];
}
