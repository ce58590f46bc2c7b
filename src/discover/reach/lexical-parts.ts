// Nix text -> the same text without comments, and without what strings say; what they compute stays. Offsets and lines stay.

/** Where code meets something else. Identifiers may hold quotes, so `a''` begins no string (Nix, `src/libexpr/lexer.l`). */
const CODE = /["#{}]|\/\*|(?<![\w'-])''/g;
const STRING = /[\\"]|\$\$|\$\{/g;
const INDENTED = /'''|''\$|''\\|''|\$\$|\$\{/g;

/** Lines stay lines. */
export function blank(text: string): string {
  return text.includes("\n") ? text.replaceAll(/[^\n]+/g, (line) => " ".repeat(line.length)) : " ".repeat(text.length);
}

/** Attributes and inputs may be named by strings: `inputs."nixpkgs"`. */
const NAME = /^[\w-]+$/;

type State = "code" | "string" | "indented";
export type LexicalParts = { readonly code: string; readonly text: string };

/** Text that does not end as it should is left as it is from there on: then Nix cannot read it either. */
export function lexicalParts(source: string): LexicalParts {
  const reader = new Reader(source);
  while (reader.step()) continue;
  return reader.parts();
}

class Reader {
  #at = 0;
  #code: string[] = [];
  #text: string[] = [];
  /** What each open brace or quote ends with; the innermost last. */
  #open: State[] = [];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  parts(): LexicalParts {
    this.#take(this.#source.length, "both");
    return { code: this.#code.join(""), text: this.#text.join("") };
  }

  /** False at the end. */
  step(): boolean {
    const state = this.#open.at(-1) ?? "code";
    const pattern = state === "code" ? CODE : state === "string" ? STRING : INDENTED;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found === null) return false;
    if (state === "code") this.#inCode(found[0], found.index);
    else this.#inString(found[0], { index: found.index, state });
    return true;
  }

  #inCode(token: string, index: number): void {
    if (token === "#" || token === "/*") {
      const end = token === "#" ? this.#source.indexOf("\n", index) : this.#source.indexOf("*/", index + 2) + 2;
      this.#take(index, "both");
      this.#take(end < index + 1 ? this.#source.length : end, "neither");
      return;
    }
    this.#take(index + token.length, "both");
    if (token === "}") this.#open.pop();
    if (token === "{") this.#open.push("code");
    if (token === '"') this.#open.push("string");
    if (token === "''") this.#open.push("indented");
  }

  #inString(token: string, { index, state }: { index: number; state: State }): void {
    const isEnd = token === (state === "string" ? '"' : "''");
    this.#take(index, NAME.test(this.#source.slice(this.#at, index)) ? "both" : "code");
    // A backslash takes the next letter with it.
    const length = token.endsWith("\\") ? token.length + 1 : token.length;
    this.#take(Math.min(index + length, this.#source.length), isEnd || token === "${" ? "both" : "code");
    if (isEnd) this.#open.pop();
    if (token === "${") this.#open.push("code");
  }

  /** Moves on to an offset; what is passed stays in the parts that are named. */
  #take(end: number, kept: "both" | "code" | "neither"): void {
    const piece = this.#source.slice(this.#at, end);
    this.#code.push(kept === "neither" ? blank(piece) : piece);
    this.#text.push(kept === "both" ? piece : blank(piece));
    this.#at = end;
  }
}
