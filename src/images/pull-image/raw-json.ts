// JSON as bytes -> the members of its object as they are written, in the form that Go's encoder gives them.
import { compareTexts } from "../../compare-texts.ts";

const TOKEN = /[ \t\r\n]*(?:(?<text>"[^"\\]*(?:\\.[^"\\]*)*")|(?<open>[{[])|(?<close>[}\]])|(?<other>[^\s"{}[\],:]+)|(?<mark>[,:]))/gsy;

/** Characters that Go's encoding/json escapes also in raw JSON (`json.HTMLEscape`); the last two are U+2028 and U+2029 in UTF-8. */
const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u00e2\u0080\u00a8": "\\u2028",
  "\u00e2\u0080\u00a9": "\\u2029",
};

function escapeAsGo(token: string): string {
  return token.replace(/[<>&]|\u00e2\u0080[\u00a8\u00a9]/g, (found) => ESCAPES[found] ?? found);
}

function stringOf(token: string): string {
  const value: unknown = JSON.parse(Buffer.from(token, "latin1").toString("utf8"));
  return typeof value === "string" ? value : "";
}

/**
 * Reads an object's own members: name to value, without blanks, with Go's escapes, else byte for byte (numbers and the order of
 * nested members stay as they are). A name that occurs twice keeps its last value. The bytes must be valid JSON with an object at
 * the top. Values are `latin1`: one character for each byte, so that what is no UTF-8 survives.
 */
export function rawMembers(bytes: Buffer): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  let depth = 0;
  let name: string | undefined;
  let value: string[] = [];
  for (const { groups = {}, 0: whole } of bytes.toString("latin1").matchAll(TOKEN)) {
    const token = whole.trimStart();
    if (groups["close"] !== undefined) depth -= 1;
    const endsMember = (depth === 1 && token === ",") || depth === 0;
    if (endsMember && name !== undefined) members.set(name, value.join(""));
    if (endsMember) [name, value] = [undefined, []];
    else if (name === undefined) name = depth === 1 && groups["text"] !== undefined ? stringOf(token) : undefined;
    else if (depth > 1 || token !== ":") value.push(escapeAsGo(token));
    if (groups["open"] !== undefined) depth += 1;
  }
  return members;
}

/** An object with the given raw values as Go writes a map: names sorted, no blanks. Names must need no escapes. */
export function rawObject(members: Readonly<Record<string, string>>): Buffer {
  const texts = Object.entries(members)
    .toSorted(([left], [right]) => compareTexts(left, right))
    .map(([name, value]) => `"${name}":${value}`);
  return Buffer.from(`{${texts.join(",")}}`, "latin1");
}
