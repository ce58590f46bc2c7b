// The first line of a comment -> the command that it gives.
import * as z from "zod";
import { splitReference } from "../../image-reference.ts";
import { ImageName, TagName } from "../../update-wish.ts";

/** What may be asked for; `unknown` says what is wrong with what was written, in a sentence. */
export type BotCommand =
  | { readonly kind: "plan"; readonly hosts: readonly string[] }
  | { readonly kind: "convert" }
  | { readonly kind: "update"; readonly image: string; readonly version?: string }
  | { readonly kind: "ignore"; readonly image: string; readonly until?: string }
  | { readonly kind: "rebase" }
  | { readonly kind: "help" }
  | { readonly kind: "unknown"; readonly text: string };

const PREFIX = /^[ \t]*\/stowplan(?=[ \t]|$)/i;

/** True for `/stowplan …`, whatever follows: who writes this wants an answer. Quoted and indented code is somebody else's word. */
export function isCommandLine(line: string): boolean {
  return PREFIX.test(line) && !/^(?: {4}|\t)/.test(line);
}

type Words = readonly string[];

function unknown(text: string): BotCommand {
  return { kind: "unknown", text };
}

/** As a shell takes words: quotes hold blanks together and are left out. Undefined where a quote does not end. */
function splitWords(text: string): Words | undefined {
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const match = /^(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`]+))(?:\s+|$)/.exec(rest);
    if (match === null) return undefined;
    // Only one of the groups holds anything.
    words.push(match.slice(1).join(""));
    rest = rest.slice(match[0].length);
  }
  return words;
}

/** Host names as configuration has them: patterns of the attributes of `nixosConfigurations`. */
const HOST = /^[\w*?][\w.*?'-]{0,127}$/;

function readPlan(words: Words): BotCommand {
  const wrong = words.find((word) => !HOST.test(word));
  if (wrong !== undefined) return unknown("A host is named as in the flake's nixosConfigurations.");
  return words.length > 10 ? unknown("Ten hosts at most can be named.") : { kind: "plan", hosts: words };
}

/** `mealie v1.4.1` and `mealie:v1.4.1` mean the same. */
function readUpdate([name = "", second, ...rest]: Words): BotCommand {
  const { name: image, tag, digest } = splitReference(name);
  const version = second ?? tag;
  if (name === "" || rest.length > 0 || (second !== undefined && tag !== undefined)) return unknown("`update` takes an image and, where you want a certain one, its version.");
  if (!ImageName.safeParse(image).success || digest !== undefined) return unknown("That is no name of an image.");
  if (version === undefined) return { kind: "update", image };
  return TagName.safeParse(version).success ? { kind: "update", image, version } : unknown("That is no tag of an image.");
}

/** The word `until` may be left out. */
function readIgnore([image = "", ...rest]: Words): BotCommand {
  const [until, ...more] = rest[0]?.toLowerCase() === "until" ? rest.slice(1) : rest;
  if (image === "" || more.length > 0 || (rest.length > 0 && until === undefined)) return unknown("`ignore` takes an image and, where it shall end, a day.");
  if (!ImageName.safeParse(image).success || splitReference(image).tag !== undefined) return unknown("That is no name of an image without a tag.");
  if (until === undefined) return { kind: "ignore", image };
  return z.iso.date().safeParse(until).success ? { kind: "ignore", image, until } : unknown("The day is written as 2026-12-24.");
}

function alone(kind: "convert" | "rebase" | "help"): (words: Words) => BotCommand {
  return (words) => (words.length === 0 ? { kind } : unknown(`\`${kind}\` takes no words behind it.`));
}

const READERS: ReadonlyMap<string, (words: Words) => BotCommand> = new Map([
  ["plan", readPlan],
  ["convert", alone("convert")],
  ["update", readUpdate],
  ["ignore", readIgnore],
  ["rebase", alone("rebase")],
  ["help", alone("help")],
]);

/** Reads a line for which `isCommandLine` is true. Strict: what is not understood in full is not done in part. */
export function parseCommand(line: string): BotCommand {
  const words = splitWords(line.replace(PREFIX, ""));
  if (words === undefined) return unknown("A quote does not end.");
  const [name = "help", ...rest] = words;
  const read = READERS.get(name.toLowerCase());
  return read === undefined ? unknown("There is no such command.") : read(rest);
}
