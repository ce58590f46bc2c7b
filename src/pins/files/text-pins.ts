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

/** Nobody writes longer scripts, and commands on one line cost its square. */
const LONGEST_SCRIPT = 100_000;

/** `docker run …` and `podman pull …` of a script; a bare word could be anything. */
export function scriptPins(source: SourceText): readonly FoundPin[] {
  const images = source.text.length > LONGEST_SCRIPT ? [] : imagesOfRunCommands(source.text).filter(({ reference }) => /[:/@]/.test(reference));
  return images.flatMap(({ reference, start }) => {
    const range = { start, end: start + reference.length };
    return makePin(source, { range, mechanism: "run-command", pieces: [{ text: reference, start }] }) ?? [];
  });
}
