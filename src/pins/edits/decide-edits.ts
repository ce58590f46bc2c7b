// Wanted edits and all pins -> the edits that can be made together; one that would break something is withdrawn as a whole.
import type { Finding } from "../../errors.ts";
import type { Pin } from "../pin.ts";
import { doSplicesClash } from "./apply-splices.ts";
import type { Splice } from "./change-pin.ts";
import { type FileSplice, placeEdit, type PlacedEdit, type ReferenceEdit } from "./place-edit.ts";
import { normalReference } from "./reference-spans.ts";

/** The edits that stand, and what is to be said of the others. */
export type EditDecision = { readonly edits: readonly PlacedEdit[]; readonly findings: readonly Finding[] };

type Placed = Pick<Pin, "file" | "line" | "column">;

function placeOfPin({ file, line, column }: Placed): Finding["place"] {
  return { file, line, column };
}

/** A finding about an edit that is not made at all. */
export function withdrawn({ reference, proposed }: ReferenceEdit, { why, pin }: { readonly why: string; readonly pin?: Placed }): Finding {
  return {
    code: "edit-withdrawn",
    severity: "warning",
    subject: reference.slice(0, 1024),
    message: `It is not changed to ${proposed}: ${why}.`.slice(0, 8192),
    hint: "Make the change by hand, or write the reference so that each image has a text of its own.",
    ...(pin === undefined ? {} : { place: placeOfPin(pin) }),
  };
}

function notEditable({ edit, refused }: PlacedEdit): readonly Finding[] {
  return refused.map(({ pin, why }) => ({
    code: "reference-not-editable",
    severity: "warning",
    subject: edit.reference.slice(0, 1024),
    message: `This place is left as it is when it should become ${edit.proposed}: ${why}.`.slice(0, 8192),
    hint: "Change it by hand.",
    place: placeOfPin(pin),
  }));
}

function splicesOf({ taken }: PlacedEdit): readonly FileSplice[] {
  return taken.flatMap(({ splices }) => splices);
}

/** True where one file is made from the other, so that they must not say different things. */
function belongTogether(left: Pin, right: Pin): boolean {
  return left.generatedFrom?.includes(right.file) === true || right.generatedFrom?.includes(left.file) === true;
}

/** A Compose file and its module cannot be edited one without the other. */
function halfOfPair({ edit, taken, refused }: PlacedEdit): Finding | undefined {
  const half = refused.find(({ pin }) => taken.some((other) => belongTogether(pin, other.pin)));
  return half && withdrawn(edit, { why: `${half.pin.file} belongs together with an edited file, but ${half.why}`, pin: half.pin });
}

function newText(pin: Pin, splices: readonly FileSplice[]): string {
  return pin.pieces
    .map(({ text, start, file = pin.file }) => {
      if (start === undefined) return text;
      const inside = splices.filter((splice) => splice.file === file && splice.at >= start && splice.at + splice.old.length <= start + text.length);
      const distinct = new Map(inside.map((splice: Splice) => [`${splice.at} ${splice.old}`, splice]));
      const ordered = [...distinct.values()].toSorted((left, right) => right.at - left.at);
      return ordered.reduce((whole, { at, old, replacement }) => whole.slice(0, at - start) + replacement + whole.slice(at - start + old.length), text);
    })
    .join("");
}

/** A text that other references share: each of them must come out as intended, or nothing is changed. */
function sharedPlace(placed: PlacedEdit, { all, pins }: { readonly all: readonly PlacedEdit[]; readonly pins: readonly Pin[] }): Finding | undefined {
  const own = splicesOf(placed);
  const splices = all.flatMap(splicesOf);
  const targets = new Map(all.flatMap(({ taken }) => taken.map(({ pin, target }) => [pin, target] as const)));
  const wrong = pins.find((pin) => newText(pin, own) !== pin.reference && normalReference(newText(pin, splices)) !== normalReference(targets.get(pin) ?? pin.reference));
  if (wrong === undefined) return undefined;
  return withdrawn(placed.edit, { why: `a text that it shares would turn ${wrong.reference} into ${newText(wrong, splices)}`, pin: wrong });
}

function clash(placed: PlacedEdit, all: readonly PlacedEdit[]): Finding | undefined {
  const files = new Set(splicesOf(placed).map(({ file }) => file));
  const isClash = [...files].some((file) => doSplicesClash(all.flatMap(splicesOf).filter((splice) => splice.file === file)));
  return isClash ? withdrawn(placed.edit, { why: "another edit wants the same characters" }) : undefined;
}

/**
 * Places every edit and takes back, until nothing more has to be: edits of which a pair of files would be torn apart, edits of texts
 * that others share and would change otherwise. Places that cannot be edited and tear nothing apart are left, with a finding.
 */
export function decideEdits(edits: readonly ReferenceEdit[], pins: readonly Pin[]): EditDecision {
  let placed = edits.map((edit) => placeEdit(edit, pins));
  const findings: Finding[] = [];
  for (;;) {
    const all = placed;
    const judged = all.map((one) => ({ one, finding: halfOfPair(one) ?? sharedPlace(one, { all, pins }) ?? clash(one, all) }));
    const out = judged.flatMap(({ finding }) => finding ?? []);
    placed = judged.filter(({ finding }) => finding === undefined).map(({ one }) => one);
    findings.push(...out);
    if (out.length === 0) return { edits: placed, findings: [...findings, ...placed.flatMap(notEditable)] };
  }
}
