// A parsed Nix file -> the image references written in it.
import type { NixNode } from "../nix/index.ts";
import { type ImageContext, looksLikeImage } from "./image-words.ts";
import { fillHoles } from "./fill-holes.ts";
import { isComplete, optionDefault, resolveText } from "./nix-pieces.ts";
import { attributeNames, childIn, functionName, literalOf, type NixFile, pathTo, valueOf } from "./nix-tree.ts";
import { type FoundPin, makePin, type Piece, type PinMechanism } from "./pin.ts";
import { imagesOfRunCommands } from "../run-commands.ts";

/** Names under which images stand: `image`, quadlet's `Image`, `postgresImage`, `img`; never `imageFile`. */
const IMAGE_NAME = /(?:image|^img)$/i;
/** The transport of skopeo, act runners and quadlet before a reference. */
const DOCKER_URI = /docker:\/\/(?<reference>[a-zA-Z0-9][\w.:/@-]*)/g;
const PULL_IMAGE_HASH = "its hash must change together with its digest, and stowplan cannot compute that yet";

/** The whole of what is written: the first literal's place where the value stands elsewhere in the file. */
function rangeOf(value: NixNode, pieces: readonly Piece[]): { start: number; end: number } {
  if (value.kind === "string_expression") return { start: value.start + 1, end: value.end - 1 };
  const placed = pieces.flatMap(({ start, text }) => (start === undefined ? [] : [{ start, end: start + text.length }]));
  const [first] = placed;
  return placed.length === 1 && first !== undefined ? first : { start: value.start, end: value.end };
}

function mechanismOf(file: NixFile, value: NixNode): PinMechanism {
  if (optionDefault(file, value) !== undefined) return "nix-option-default";
  return literalOf(file, value) === undefined ? "nix-composed" : "nix-literal";
}

/** `image = …;` in all its forms. */
function pinOfBinding(file: NixFile, { binding, live }: { binding: NixNode; live: ReadonlySet<string> }): FoundPin | undefined {
  const value = childIn(binding, "expression");
  const name = attributeNames(file, childIn(binding, "attrpath")).at(-1);
  if (value === undefined || name === undefined || !IMAGE_NAME.test(name)) return undefined;
  const parts = resolveText(file, value);
  const pieces = isComplete(parts) ? parts : fillHoles(parts, live);
  const reference = pieces?.map((piece) => piece.text).join("");
  if (pieces === undefined || reference === undefined) return undefined;
  const set = file.parents.get(binding);
  const context: ImageContext = { path: pathTo(file, binding), isBesideContainerKeys: set !== undefined && file.containerSets.has(set) };
  if (!live.has(reference) && !looksLikeImage(reference, context)) return undefined;
  return makePin(file, { range: rangeOf(value, pieces), mechanism: mechanismOf(file, value), pieces });
}

/** `pullImage { imageName = …; imageDigest = …; finalImageTag = …; }`, whose tag is `latest` by default. */
function pinOfPullImage(file: NixFile, node: NixNode): FoundPin | undefined {
  const set = childIn(node, "argument");
  if (set === undefined || functionName(file, childIn(node, "function")) !== "pullImage") return undefined;
  const [name, digest, tag] = ["imageName", "imageDigest", "finalImageTag"].map((key) => {
    const value = valueOf(file, { set, name: key });
    const parts = value === undefined ? [] : resolveText(file, value);
    return isComplete(parts) ? parts : [];
  });
  if (name === undefined || digest === undefined || name.length === 0 || digest.length === 0) return undefined;
  const tagged = tag === undefined || tag.length === 0 ? [] : [{ text: ":" }, ...tag];
  const pieces = [...name, ...tagged, { text: "@" }, ...digest];
  return makePin(file, { range: { start: node.start, end: node.end }, mechanism: "nix-pull-image", pieces, notEditable: PULL_IMAGE_HASH });
}

/** True where a text runs on into an interpolation, so that it may be half of something. */
function isCut({ text }: NixFile, end: number): boolean {
  return text.startsWith("${", end);
}

/** `docker://…` in a string: runner labels, skopeo calls. */
function urisOf(file: NixFile, node: NixNode): readonly Piece[] {
  const text = file.text.slice(node.start, node.end);
  return [...text.matchAll(DOCKER_URI)].map((match) => {
    const reference = (match.groups?.["reference"] ?? "").replace(/[.:/@-]+$/, "");
    return { text: reference, start: node.start + match.index + "docker://".length };
  });
}

/** `podman run …` in a script; a bare word could be anything, so a tag, a digest or a path is asked for. */
function runImagesOf(file: NixFile, node: NixNode): readonly Piece[] {
  const images = imagesOfRunCommands(file.text.slice(node.start, node.end));
  return images.filter(({ reference }) => /[:/@]/.test(reference)).map(({ reference, start }) => ({ text: reference, start: node.start + start }));
}

function pinsOfFragment(file: NixFile, node: NixNode): readonly FoundPin[] {
  const found = [
    ...urisOf(file, node).map((piece) => ({ piece, mechanism: "nix-docker-uri" as const })),
    ...runImagesOf(file, node).map((piece) => ({ piece, mechanism: "nix-run-command" as const })),
  ];
  return found.flatMap(({ piece, mechanism }) => {
    const { text, start = 0 } = piece;
    const range = { start, end: start + text.length };
    return isCut(file, range.end) ? [] : (makePin(file, { range, mechanism, pieces: [piece] }) ?? []);
  });
}

/**
 * Finds references. `live` are the references that evaluated hosts run: they decide what a text means where the file alone
 * does not tell, and fill in what comes from other files.
 */
export function nixPins(file: NixFile, live: ReadonlySet<string>): readonly FoundPin[] {
  return file.nodes.flatMap((node) => {
    if (node.kind === "binding") return pinOfBinding(file, { binding: node, live }) ?? [];
    if (node.kind === "apply_expression") return pinOfPullImage(file, node) ?? [];
    return node.kind === "string_fragment" ? pinsOfFragment(file, node) : [];
  });
}
