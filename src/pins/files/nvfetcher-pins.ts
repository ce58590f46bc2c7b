// nvfetcher.toml -> the images that it follows, with the versions that are written in it.
import { type FoundPin, makePin } from "../pin.ts";
import type { SourceText } from "../source-text.ts";

const SECTION = /^[ \t]*\[(?<name>[^\]\n]+)\]/;
const ENTRY = /^(?<lead>[ \t]*(?<key>[\w.-]+)[ \t]*=[ \t]*(?<quote>["']))(?<value>[^"'\n]*)\k<quote>/;
const HINT = "nvfetcher makes its sources from this file; change it and run `nvfetcher`";

type Entry = { readonly value: string; readonly start: number };

function pinOf(source: SourceText, entries: ReadonlyMap<string, Entry>): FoundPin | undefined {
  const image = entries.get("fetch.docker") ?? entries.get("src.container");
  const version = entries.get("src.manual");
  if (image === undefined) return undefined;
  const tag = version === undefined ? [] : [{ text: ":" }, { text: version.value, start: version.start }];
  const range = { start: image.start, end: image.start + image.value.length };
  return makePin(source, { range, mechanism: "lock-nvfetcher", pieces: [{ text: image.value, start: image.start }, ...tag], notEditable: HINT });
}

/** Finds every section that fetches an image. */
export function nvfetcherPins(source: SourceText): readonly FoundPin[] {
  const sections = [new Map<string, Entry>()];
  let offset = 0;
  for (const line of source.text.split("\n")) {
    const { lead = "", key, value = "" } = ENTRY.exec(line)?.groups ?? {};
    if (SECTION.test(line)) sections.push(new Map<string, Entry>());
    else if (key !== undefined) sections.at(-1)?.set(key, { value, start: offset + lead.length });
    offset += line.length + 1;
  }
  return sections.flatMap((entries) => pinOf(source, entries) ?? []);
}
