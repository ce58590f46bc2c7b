// Ticked boxes and wishes -> the branches that wait for nothing in this run.
import { parseImageReference } from "../../image-reference.ts";
import { isNamed, type UpdateWish } from "../../update-wish.ts";
import type { WantedBranch } from "./pull-state.ts";

export type Requests = { readonly ticked: ReadonlySet<string>; readonly wishes: readonly UpdateWish[] };

/** True where the wish is about what the branch holds; one to leave an image alone asks for no branch. */
function asksFor(wish: UpdateWish, { branch, update }: WantedBranch): boolean {
  if (wish.kind === "rebase") return wish.branch === branch;
  if (wish.kind === "ignore") return false;
  const named = update.updates.filter(({ reference, proposed }) => isNamed(wish.image, reference) || isNamed(wish.image, proposed));
  // Whoever asks for a version that there is not does not want another.
  return named.some(({ proposed }) => wish.kind === "now" || parseImageReference(proposed)?.tag === wish.version);
}

/** Boxes of branches that nothing is proposed for stay, because what has become of them is told. */
export function requestedBranches(wanted: readonly WantedBranch[], { ticked, wishes }: Requests): ReadonlySet<string> {
  const wished = wanted.filter((one) => wishes.some((wish) => asksFor(wish, one)));
  return new Set([...ticked, ...wished.map(({ branch }) => branch)]);
}
