// What a run evaluates -> the names under which its host states lie in GitHub's cache, and those that serve as well.
import type { Share } from "../../evaluate/index.ts";
import { sha256 } from "../../sha256.ts";
import { VERSION } from "../../version.ts";

/** Trees of the revisions, and which hosts of the flake are evaluated, as far as inputs say so. */
export type BundleContent = { readonly baseTree: string; readonly headTree: string; readonly inputs: Readonly<Record<string, string | undefined>>; readonly share?: Share | undefined };

export type BundleKeys = { readonly key: string; readonly restoreKeys: readonly string[] };

/** `all`, or a few letters that stand for another choice. */
function choiceOf({ inputs, share }: Pick<BundleContent, "inputs" | "share">): string {
  const chosen = [inputs["flake"] ?? "", inputs["hosts"] ?? "", inputs["key"] ?? "", share ?? null];
  const isAll = share === undefined && chosen.every((value) => value === "" || value === null);
  return isAll ? "all" : sha256(JSON.stringify(chosen)).slice(0, 12);
}

/**
 * GitHub finds an entry by its whole key, else the newest whose key begins with one of the restore keys, first among those of the
 * pull request and then of the default branch. So the base comes before the head: what an earlier push of the same pull request left
 * serves, and so does what a push to the default branch left, where base and head are the same tree. A bundle that does not fit
 * costs a download and nothing else, because each state in it has a key of its own with everything that it depends on.
 */
export function bundleKeys({ baseTree, headTree, ...choice }: BundleContent): BundleKeys {
  const keyOf = (chosen: string): string => `stowplan-states-${VERSION}-${chosen}-${baseTree}-`;
  const own = choiceOf(choice);
  return { key: `${keyOf(own)}${headTree}`, restoreKeys: [...new Set([keyOf(own), keyOf("all")])] };
}
