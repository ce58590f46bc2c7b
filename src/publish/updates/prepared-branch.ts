// What the rooms before have made of a branch: the edited files and the plan of merging them, ready to be put on GitHub.
import { compareTexts } from "../../compare-texts.ts";
import type { EditedFile } from "../../ports.ts";
import type { Plan } from "../../report/index.ts";
import { sha256 } from "../../sha256.ts";
import type { UpdateBranch } from "../../updates/index.ts";
import type { WantedBranch } from "./pull-state.ts";

/** A branch that is edited and planned. */
export type PreparedBranch = {
  readonly wanted: WantedBranch;
  /** With those of its updates that could be edited. */
  readonly update: UpdateBranch;
  /** Path -> the whole file as it shall be. */
  readonly files: ReadonlyMap<string, EditedFile>;
  /** The tree of git that the edited files give, which GitHub's must equal. */
  readonly tree: string;
  /** What merging the branch does. */
  readonly plan: Plan;
  /** Whether the plan says nothing that speaks against merging it without a person. */
  readonly isHarmless: boolean;
};

/** 32 digits are enough to tell versions of one branch apart. */
function digestOf(value: unknown): string {
  return sha256(JSON.stringify(value)).slice(0, 32);
}

function inOrder(entries: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return entries.toSorted(([left], [right]) => compareTexts(left, right));
}

/** Digest of what a branch proposes, whatever the order and the places. */
export function proposalDigest({ updates }: Pick<UpdateBranch, "updates">): string {
  return digestOf(inOrder(updates.map(({ reference, proposed }) => [reference, proposed])));
}

/** Digest of the edited texts. */
export function contentDigest(files: ReadonlyMap<string, EditedFile>): string {
  return digestOf(inOrder([...files].map(([path, { text }]) => [path, text])));
}
