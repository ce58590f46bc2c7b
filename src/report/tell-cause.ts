// A cause -> a line: its sentence, code where it is a line of a script, and the place it comes from.
import { shorten } from "../shorten.ts";
import type { Cause } from "../switch/index.ts";
import { code, type Line, shortDigests } from "./blocks.ts";
import { tellPlace } from "./place.ts";

const SENTENCE = 400;

/** `script x-start added: docker network create cache`: what follows the colon is a line of shell, and code as a whole. */
function tellScript(text: string): Line {
  const colon = text.indexOf(": ");
  return colon === -1 ? [text] : [text.slice(0, colon + 2), code(text.slice(colon + 2))];
}

/** `ExecStart /bin/app --port 80 → /bin/app --port 81`: a value of several words is one piece of code, or its words would be set one by one. */
function tellValues(text: string, { old, new: fresh }: Cause): Line {
  const values = `${old} → ${fresh}`;
  if (old === undefined || fresh === undefined || !values.replace(" → ", "").includes(" ") || !text.endsWith(` ${values}`)) return [text];
  return [text.slice(0, -values.length), code(old), " → ", code(fresh)];
}

export function tellCause(cause: Cause): Line {
  const text = shorten(shortDigests(cause.text), SENTENCE);
  const place: Line = cause.place === undefined ? [] : [" (", code(tellPlace(cause.place)), ")"];
  return [...(cause.kind === "script" ? tellScript(text) : tellValues(text, cause)), ...place];
}
