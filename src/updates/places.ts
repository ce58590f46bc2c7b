// The pins of a reference and what shall stand there -> the places to edit, and the lines as they would be.
import type { Finding, Place } from "../errors.ts";
import { canEdit, editPin, type Pin, whyNotEditable } from "../pins/index.ts";
import type { SourceTree } from "../ports.ts";
import type { LineEdit, Update } from "./update.ts";

const MOST_PLACES = 1000;
const MOST_EDITS = 100;
/** Longer lines are nobody's to read in a suggestion. */
const LONGEST_LINE = 2000;

/** Where the reference is written and could be edited; where nothing can be, the places still say where to look. */
export function placesOf(pins: readonly Pin[], proposed: string): readonly Place[] {
  const editable = pins.filter((pin) => canEdit(pin, proposed));
  return (editable.length > 0 ? editable : pins).slice(0, MOST_PLACES).map(({ file, line, column }) => ({ file, line, column }));
}

/**
 * An update that no edit of a single place can make, as where a version is put together of variables: told once for a reference, so that
 * it is not looked for among the pull requests.
 */
export function notEditableFindings({ reference, proposed }: Pick<Update, "reference" | "proposed">, pins: readonly Pin[]): readonly Finding[] {
  const refused = pins.flatMap((pin) => {
    const why = pin.isLoaded === true ? undefined : whyNotEditable(pin, proposed);
    return why === undefined ? [] : [{ pin, why }];
  });
  const [first] = refused;
  if (first === undefined || refused.length < pins.length) return [];
  const { file, line, column } = first.pin;
  return [
    {
      code: "reference-not-editable",
      severity: "info",
      subject: reference.slice(0, 1024),
      message: `It could become ${proposed}, but no program can write that here: ${first.why}.`.slice(0, 8192),
      hint: "Change it by hand, or write the version as one text.",
      place: { file, line, column },
    },
  ];
}

async function lineEdit(pin: Pin, { proposed, head }: { proposed: string; head: SourceTree }): Promise<LineEdit | undefined> {
  const text = (await head.read(pin.file)) ?? "";
  const edit = editPin({ text, pin, reference: proposed });
  if (edit.kind === "refused") return undefined;
  const [before, after] = [text.split("\n"), edit.text.split("\n")];
  const index = before.findIndex((line, at) => line !== after[at]);
  const [old, next] = [before[index], after[index]];
  const isOneLine = before.length === after.length && before.every((line, at) => at === index || line === after[at]);
  if (old === undefined || next === undefined || !isOneLine || Math.max(old.length, next.length) > LONGEST_LINE) return undefined;
  return { file: pin.file, line: index + 1, old, new: next };
}

/**
 * The lines to suggest, in files that the pull request changes. None where one of the reference's places there cannot be edited by itself:
 * half an edit (a digest without its archive's hash, one of two files) is worse than none.
 */
export async function editsOf(pins: readonly Pin[], { proposed, head }: { readonly proposed: string; readonly head: SourceTree }): Promise<readonly LineEdit[]> {
  const touched = pins.filter(({ isTouched, generatedFrom, isLoaded }) => isTouched && generatedFrom === undefined && isLoaded !== true);
  if (touched.length > MOST_EDITS) return [];
  const edits = await Promise.all(touched.map((pin) => lineEdit(pin, { proposed, head })));
  const made = edits.filter((edit) => edit !== undefined);
  const byPlace = new Map(made.map((edit) => [`${edit.file}:${String(edit.line)}`, edit]));
  // Two references on one line would each take the other's change back.
  return made.length === touched.length && byPlace.size === made.length ? made : [];
}
