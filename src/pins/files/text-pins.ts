// Quadlet files and shell scripts -> the images that they name.
import { imagesOfRunCommands } from "../../run-commands.ts";
import { type FoundPin, makePin } from "../pin.ts";
import type { SourceText } from "../source-text.ts";
import { quadletImages } from "./quadlet-images.ts";

/** `Image=` of a `.container`, `.image` or `.volume` file. */
export function quadletPins(source: SourceText): readonly FoundPin[] {
  return quadletImages(source.text).flatMap((range) => {
    const text = source.text.slice(range.start, range.end);
    // `%i` and its like are systemd's own variables.
    return text.includes("%") ? [] : (makePin(source, { range, mechanism: "quadlet", pieces: [{ text, start: range.start }] }) ?? []);
  });
}

function isCommented(text: string, offset: number): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf("\n", offset) + 1, offset));
}

/** `docker run …` and `podman pull …` of a script; a bare word could be anything. */
export function scriptPins(source: SourceText): readonly FoundPin[] {
  const images = imagesOfRunCommands(source.text).filter(({ reference, start }) => /[:/@]/.test(reference) && !isCommented(source.text, start));
  return images.flatMap(({ reference, start }) => {
    const range = { start, end: start + reference.length };
    return makePin(source, { range, mechanism: "run-command", pieces: [{ text: reference, start }] }) ?? [];
  });
}
