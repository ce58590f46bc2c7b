// `command` and `entrypoint`: a text that is split into words, or a list of words.
import type { ComposeValue } from "./model.ts";
import type { Scope } from "./scope.ts";
import { either, listOf, nullable, reportInvalid, type Shape, text } from "./shape.ts";
import { list, scalar } from "./value.ts";

/** The words of a command line; `rest` is what Docker silently leaves out after a shell operator. */
export type CommandWords = { readonly words: readonly string[]; readonly rest: string };

type Splitter = { words: string[]; word: string; hasWord: boolean; quote: "" | "'" | '"' | "`" | "("; isEscaped: boolean };

/**
 * Splits a command as Docker does (go-shellwords without variables and back quotes): quotes and backslashes count, nothing is
 * expanded, and everything from an unquoted `;`, `&`, `|`, `<` or `>` on is dropped. Undefined where a quote stays open.
 */
export function splitCommand(command: string): CommandWords | undefined {
  const state: Splitter = { words: [], word: "", hasWord: false, quote: "", isEscaped: false };
  let end = command.length;
  for (let index = 0; index < command.length; index += 1) {
    const character = command[index] ?? "";
    const step = take(state, character);
    if (step === "invalid") return undefined;
    if (step === "next") continue;
    end = index;
    break;
  }
  if (state.isEscaped || state.quote !== "") return undefined;
  // `2>file`: the number belongs to the redirection that is dropped.
  const isDescriptor = command[end] === ">" && /^[0-9]/.test(state.word);
  if (state.hasWord && !isDescriptor) state.words.push(state.word);
  return { words: state.words, rest: command.slice(end) };
}

function take(state: Splitter, character: string): "next" | "stop" | "invalid" {
  if (state.isEscaped) {
    add(state, character === "t" ? "\t" : character === "n" ? "\n" : character);
    state.isEscaped = false;
  } else if (character === "\\" && state.quote !== "'") {
    state.isEscaped = true;
  } else if (/\s/.test(character) && state.quote === "") {
    endWord(state);
  } else if ((character === "'" || character === '"') && (state.quote === "" || state.quote === character)) {
    state.quote = state.quote === "" ? character : "";
    state.hasWord = true;
  } else if (state.quote === "" && /[;&|<>]/.test(character)) {
    return "stop";
  } else {
    return takeNested(state, character);
  }
  return "next";
}

/** Back quotes and `$(…)` are kept as they stand, but blanks in them separate nothing. */
function takeNested(state: Splitter, character: string): "next" | "invalid" {
  if (character === "`" && (state.quote === "" || state.quote === "`")) state.quote = state.quote === "" ? "`" : "";
  if (character === "(" && state.quote === "") {
    if (!state.word.endsWith("$")) return "invalid";
    state.quote = "(";
  } else if (character === ")" && (state.quote === "" || state.quote === "(")) {
    if (state.quote === "") return "invalid";
    state.quote = "";
  }
  add(state, character);
  return "next";
}

function add(state: Splitter, character: string): void {
  state.word += character;
  state.hasWord = true;
}

function endWord(state: Splitter): void {
  if (state.hasWord) state.words.push(state.word);
  state.word = "";
  state.hasWord = false;
}

function split(value: ComposeValue, scope: Scope): ComposeValue | undefined {
  if (value.kind !== "scalar" || typeof value.value !== "string") return reportInvalid(value, { scope, expected: "a text or a list of texts" });
  const command = splitCommand(value.value);
  if (command === undefined) return reportInvalid(value, { scope, expected: "a command whose quotes and parentheses are closed" });
  if (command.rest !== "") {
    scope.findings.warning({
      code: "compose-invalid",
      subject: scope.subject,
      message: `\`${scope.path}\` is no shell script: Docker drops everything from \`${command.rest[0] ?? ""}\` on.`,
      hint: 'Write `["sh", "-c", "…"]` where a shell is meant.',
      place: value.place,
    });
  }
  return list(command.words.map((word) => scalar(word, value.place)), value.place);
}

/** Null means: as the image says; an empty list or text: nothing at all. */
export const command: Shape = nullable(either({ scalar: split, list: listOf(text), expected: "a text or a list of texts" }));
