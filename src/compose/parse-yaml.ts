// The text of a YAML file -> its documents as syntax trees, within limits on size and nesting.
import { Composer, type CST, type Document, LineCounter, Parser } from "yaml";
import type { Place } from "../errors.ts";
import type { Findings } from "./findings.ts";

/** A file of the repository with its text. */
export type SourceText = { readonly path: string; readonly text: string };

export type YamlDocument = Document.Parsed;

/** A parsed file; `places` turns offsets of its text into places. */
export type ParsedYaml = { readonly path: string; readonly documents: readonly YamlDocument[]; readonly placeOf: (offset: number) => Place };

/** Characters; a project of a thousand services has about half a million. */
const LARGEST_FILE = 4 * 1024 * 1024;
/** The Compose Specification needs nine; the composer recurses, so this keeps the stack safe too. */
const DEEPEST_NESTING = 100;

/** Parses a file; undefined, with findings, where it is too large, too deep or no YAML. Aliases are not unfolded here. */
export function parseYaml({ path, text }: SourceText, findings: Findings): ParsedYaml | undefined {
  if (text.length > LARGEST_FILE) {
    findings.error({ ...tooLarge(path), message: `The file has ${text.length} characters; stowplan reads up to ${LARGEST_FILE}.` });
    return undefined;
  }
  // Other encodings decode to NUL (UTF-16) or to the replacement character (Latin-1).
  const broken = Math.max(text.indexOf("\0"), text.indexOf("\uFFFD"));
  if (broken >= 0) {
    const line = text.slice(0, broken).split("\n").length;
    findings.error({ code: "compose-syntax", subject: path, message: "The file is not UTF-8 text.", hint: "Save it as UTF-8.", place: { file: path, line } });
    return undefined;
  }
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (tokens.some((token) => isDeeperThan(token, DEEPEST_NESTING))) {
    findings.error({ ...tooLarge(path), message: `The file nests lists and maps more than ${DEEPEST_NESTING} levels deep.` });
    return undefined;
  }
  // Unique keys are checked while the tree is built: the library's own check is quadratic.
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, keepSourceTokens: false, logLevel: "silent", version: "1.2" });
  const documents = [...composer.compose(tokens, false, text.length)].filter((document): document is YamlDocument => "contents" in document);
  const parsed: ParsedYaml = { path, documents, placeOf: placer(path, lines) };
  return reportSyntax(parsed, findings) ? undefined : parsed;
}

function tooLarge(path: string): { code: "compose-limit"; subject: string; hint: string; place: Place } {
  return { code: "compose-limit", subject: path, hint: "Split the file, or keep data in files of their own.", place: { file: path } };
}

function placer(file: string, lines: LineCounter): (offset: number) => Place {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}

function reportSyntax({ path, documents, placeOf }: ParsedYaml, findings: Findings): boolean {
  const errors = documents.flatMap((document) => document.errors);
  // One slip makes many errors; the first few say where it is.
  for (const error of errors.slice(0, 5)) {
    const message = error.message.split("\n")[0] ?? error.message;
    findings.error({ code: "compose-syntax", subject: path, message: `This is not valid YAML: ${message}.`, hint: "Correct the YAML; a template has to be rendered before.", place: placeOf(error.pos[0]) });
  }
  return errors.length > 0;
}

/** Walks a token without recursion, because its depth is what is in question. */
function isDeeperThan(token: CST.Token, limit: number): boolean {
  const open: [CST.Token, number][] = [[token, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [current, depth] = next;
    if (depth > limit) return true;
    for (const child of childrenOf(current)) open.push([child, depth + 1]);
  }
  return false;
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value].filter((child) => child !== null && child !== undefined));
}
