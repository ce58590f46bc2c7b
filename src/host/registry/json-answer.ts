// The bytes of an answer -> JSON, refused where they are nested so deeply that code which walks through them would fall over.
import { invalid } from "./failures.ts";

/** Manifests and token answers are nested five or six deep. */
const MAXIMUM_DEPTH = 100;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, QUOTE, BACKSLASH] = [0x5b, 0x5d, 0x7b, 0x7d, 0x22, 0x5c];

/** How deep lists and objects stand in each other; brackets within strings do not count. */
function jsonDepth(bytes: Uint8Array): number {
  let [depth, deepest, isString] = [0, 0, false];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isString = false;
    } else if (byte === QUOTE) isString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) deepest = Math.max(deepest, (depth += 1));
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return deepest;
}

/** Parses an answer; `what` it should have been is named in the error (`registry-invalid`). */
export function parseJson(bytes: Buffer, { subject, what }: { readonly subject: string; readonly what: string }): unknown {
  if (jsonDepth(bytes) > MAXIMUM_DEPTH) throw invalid(subject, `The ${what} is nested too deeply.`);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    const looksLikePage = bytes.subarray(0, 256).toString("latin1").trimStart().startsWith("<");
    throw invalid(subject, looksLikePage ? `A web page came instead of the ${what}.` : `The ${what} is not JSON.`);
  }
}
