// A registry's tags and the policy -> the tags that may be offered, the newest first, and the newer ones that may not. Pure.
import type { UpdateKind } from "../../config/index.ts";
import { isDatabaseMajor, refusal } from "../policy/refusal.ts";
import type { IgnoredUpdate } from "../update.ts";
import { newerTags, olderTags, preciseTags } from "../versions/newer-tags.ts";
import type { Question } from "./question.ts";
import { writeReference } from "./write-reference.ts";

/** A tag that may be offered, and what kind of step to it is. */
export type TagChoice = { readonly tag: string; readonly kind: UpdateKind };

/** Tags for one offer: the first is the newest; the others stand in where it is too young. */
export type TagChoices = { readonly choices: readonly TagChoice[]; readonly ignored: readonly IgnoredUpdate[] };

/** Versions that are looked at for their age before the newest has to wait. */
const MOST_CHOICES = 5;

function ignoredOf(question: Question, { choice, reason }: { choice: TagChoice; reason: string }): IgnoredUpdate {
  return { reference: question.reference, proposed: writeReference(question.reference, { tag: choice.tag }), reason: reason.slice(0, 500) };
}

/** Keeps what the policy allows; of what it does not, the newest is told where it is newer than all that is kept. */
function sift(steps: readonly TagChoice[], question: Question): TagChoices {
  const refusals = steps.slice(0, 2000).map((choice) => ({ choice, reason: refusal({ ...choice, image: question.image, files: question.files }, question.policy) }));
  const choices = refusals.filter(({ reason }) => reason === undefined).map(({ choice }) => choice);
  const [first] = refusals;
  return { choices: choices.slice(0, MOST_CHOICES), ignored: first?.reason === undefined ? [] : [ignoredOf(question, { choice: first.choice, reason: first.reason })] };
}

/** Newer versions within the same major, and beyond it: two offers at most. */
export function chooseNewer(question: Question, tags: readonly string[]): readonly [within: TagChoices, beyond: TagChoices] {
  const { image } = question;
  const steps = newerTags(image.tag, tags).map(({ tag, kind }): TagChoice => ({ tag, kind: isDatabaseMajor({ image, tag }) ? "major" : kind }));
  return [sift(steps.filter(({ kind }) => kind !== "major"), question), sift(steps.filter(({ kind }) => kind === "major"), question)];
}

/** The same version written in full; silent where that is not asked for. */
export function choosePrecise(question: Question, tags: readonly string[]): TagChoices {
  if (!question.policy.kinds.has("precise")) return { choices: [], ignored: [] };
  return sift(preciseTags(question.image.tag, tags).map((tag) => ({ tag, kind: "precise" })), question);
}

/** The nearest tag before one that is gone. */
export function chooseOlder(question: Question, tags: readonly string[]): TagChoices {
  return sift(olderTags(question.image.tag, tags).slice(0, 1).map((tag) => ({ tag, kind: "rollback" })), question);
}
