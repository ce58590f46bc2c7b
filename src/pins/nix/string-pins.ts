// The strings of a Nix file -> references inside longer texts: runner labels, `podman run` in scripts, quadlet files.
import type { NixNode } from "../../nix/index.ts";
import { imagesOfRunCommands } from "../../run-commands.ts";
import { dockerfilePins } from "../files/dockerfile-pins.ts";
import { quadletImages } from "../files/quadlet-images.ts";
import { type FoundPin, makePin, type PinMechanism } from "../pin.ts";
import { sourceText } from "../source-text.ts";
import { childIn, type NixFile, textOf } from "./nix-tree.ts";
import { isComplete, type NixText, resolveTexts } from "./nix-texts.ts";
import { fillHoles } from "./fill-holes.ts";

/** Stands for each character of an interpolation: a letter of no language, so that it is part of words and nothing else. */
const MASK = "\uE000";
/** The transport of skopeo, act runners and quadlet before a reference. */
const DOCKER_URI = /docker:\/\/(?<reference>[a-zA-Z0-9\uE000][\w.:/@\uE000-]*)/g;

const ENGINE = /\b(docker|podman)(?:-client)?\}$/;
/** A Dockerfile as a text begins with its first stage, and has other instructions: SQL has the same word. */
const FIRST_STAGE = /^(?:''|")\s*(?:#.*\n\s*|ARG\s.*\n\s*)*FROM\s/;
const INSTRUCTION = /^[ \t]*(?:RUN|COPY|ADD|CMD|ENTRYPOINT|ENV|WORKDIR|USER|EXPOSE|LABEL)\s/m;
/** A string without any of these holds no reference. Blanks over several lines would cost the square of their length. */
const WORDS = /docker|podman|^(?:'')?[ \t]*(?:image[ \t]*=|FROM\s)/im;

/** References in one string: each looks through the string's children, so a hostile text must not have many of both. */
const MAXIMUM_PARTS = 200;
/** Nobody writes longer scripts, and commands on one line cost its square. */
const LONGEST_SCRIPT = 100_000;

/** A part of a string's text that is a reference; offsets from the string's start. */
type Part = { readonly start: number; readonly end: number; readonly mechanism: PinMechanism };

function masked(file: NixFile, node: NixNode): string {
  const pieces: string[] = [];
  let copied = node.start;
  for (const { start, end } of node.children.filter(({ kind }) => kind === "interpolation")) {
    // `${lib.getExe pkgs.podman} run` is a command like any other.
    const engine = ENGINE.exec(file.text.slice(start, end))?.[1] ?? "";
    pieces.push(file.text.slice(copied, start), MASK.repeat(end - start - engine.length), engine);
    copied = end;
  }
  return pieces.join("") + file.text.slice(copied, node.end);
}

function urisIn(text: string): readonly Part[] {
  return [...text.matchAll(DOCKER_URI)].map((match) => {
    const start = match.index + "docker://".length;
    const uri = match.groups?.["reference"] ?? "";
    // A dot before a blank ends a sentence; at the text's end it is the tag's own.
    const isSentence = /^\s/.test(text.slice(start + uri.length, start + uri.length + 1));
    const reference = uri.replace(isSentence ? /[.:/@-]+$/ : /[:/@]+$/, "");
    return { start, end: start + reference.length, mechanism: "nix-docker-uri" };
  });
}

/** A bare word could be anything, so a tag, a digest or a path is asked for. */
function runImagesIn(text: string): readonly Part[] {
  const images = text.length > LONGEST_SCRIPT ? [] : imagesOfRunCommands(text).slice(0, MAXIMUM_PARTS);
  return images.filter(({ reference }) => /[:/@]/.test(reference)).map(({ reference, start }) => ({ start, end: start + reference.length, mechanism: "nix-run-command" }));
}

/** Images of a Dockerfile that stand in one piece; its own variables are not followed. */
function dockerfileParts(text: string): readonly Part[] {
  if (text.length > LONGEST_SCRIPT || !FIRST_STAGE.test(text) || !INSTRUCTION.test(text)) return [];
  const pins = dockerfilePins(sourceText("Dockerfile", text.replace(/^(?:''|")|(?:''|")$/g, (quote) => " ".repeat(quote.length))));
  return pins.filter(({ pieces, notEditable }) => pieces.length === 1 && notEditable === undefined).map(({ range }) => ({ ...range, mechanism: "dockerfile" }));
}

function partsIn(text: string): readonly Part[] {
  const quadlets = quadletImages(text).map((image) => ({ ...image, mechanism: "nix-quadlet-text" as const }));
  return [urisIn(text), runImagesIn(text), quadlets, dockerfileParts(text)].flatMap((parts) => parts.slice(0, MAXIMUM_PARTS));
}

/** The part's text with its variables filled in; undefined where it holds an escape. */
function textsOfPart(file: NixFile, { node, part }: { readonly node: NixNode; readonly part: Part }): readonly NixText[] {
  const [start, end] = [node.start + part.start, node.start + part.end];
  const inside = node.children.filter((child) => child.start < end && child.end > start);
  const pieces = inside.map((child): readonly NixText[] => {
    if (child.kind === "string_fragment") {
      const from = Math.max(child.start, start);
      return [[{ text: file.text.slice(from, Math.min(child.end, end)), start: from }]];
    }
    const expression = child.kind === "interpolation" ? childIn(child, "expression") : undefined;
    return expression === undefined ? [[{ hole: textOf(file, child) }]] : resolveTexts(file, expression);
  });
  const texts = pieces.reduce<readonly NixText[]>((all, alternatives) => all.flatMap((text) => alternatives.map((next) => [...text, ...next])).slice(0, inside.length === 0 ? 0 : 8), [[]]);
  const endsOpen = inside.at(-1)?.kind === "interpolation";
  return texts.map((text) => text.filter((piece) => "hole" in piece || piece.text !== "")).map((text) => (endsOpen ? [...text, { text: "", start: end }] : text));
}

function pinsOfString(file: NixFile, { node, live }: { readonly node: NixNode; readonly live: ReadonlySet<string> }): readonly FoundPin[] {
  return partsIn(masked(file, node)).flatMap((part) => {
    const range = { start: node.start + part.start, end: node.start + part.end };
    return textsOfPart(file, { node, part }).flatMap((text) => {
      const pieces = isComplete(text) ? text : fillHoles(text, live);
      return pieces === undefined ? [] : (makePin(file, { range, mechanism: part.mechanism, pieces }) ?? []);
    });
  });
}

/** Finds them in every string that holds one of the words at all. */
export function stringPins(file: NixFile, live: ReadonlySet<string>): readonly FoundPin[] {
  const strings = file.nodes.filter(({ kind }) => kind === "string_expression" || kind === "indented_string_expression");
  return strings.filter((node) => WORDS.test(textOf(file, node))).flatMap((node) => pinsOfString(file, { node, live }));
}
