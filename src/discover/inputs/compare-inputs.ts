// flake.lock at base and head -> the inputs that move, come or go.
import { compareLink } from "../../compare-link.ts";
import { compareTexts } from "../../compare-texts.ts";
import type { InputChange } from "./input-change.ts";
import { type LockedInput, type LockFile, lockedInputs } from "./lock-file.ts";
import { repositoryOf, versionOf } from "./locked-version.ts";

/** A lock file at each side; absent where there is none, or none that can be read. */
export type LockFiles = { readonly base: LockFile | undefined; readonly head: LockFile | undefined };

/** Lists the inputs that differ: the flake's own first, then inputs of inputs; each group by its path. */
export function compareInputs({ base, head }: LockFiles): readonly InputChange[] {
  const [before, after] = [base, head].map((lock) => (lock === undefined ? new Map<string, LockedInput>() : lockedInputs(lock)));
  if (before === undefined || after === undefined) return [];
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted(byDepth);
  return paths.filter((path) => !isSame(before.get(path), after.get(path))).map((path) => changeOf(path, { old: before.get(path), new: after.get(path) }));
}

/** Direct inputs have no slash in their path. */
export function isDirect({ path }: Pick<InputChange, "path">): boolean {
  return !path.includes("/");
}

function byDepth(left: string, right: string): number {
  return Number(left.includes("/")) - Number(right.includes("/")) || compareTexts(left, right);
}

/** What is fetched decides, and where it comes from: a branch that is renamed at the same commit is told as well. */
function isSame(old: LockedInput | undefined, fresh: LockedInput | undefined): boolean {
  return JSON.stringify(identityOf(old)) === JSON.stringify(identityOf(fresh));
}

function identityOf(input: LockedInput | undefined): unknown {
  if (input?.kind !== "locked") return input;
  const { lastModified, ...locked } = input.locked;
  return { locked, original: input.original, ...(locked.rev === undefined && locked.narHash === undefined ? { lastModified } : {}) };
}

type Sides = { readonly old: LockedInput | undefined; readonly new: LockedInput | undefined };

function changeOf(path: string, { old, new: fresh }: Sides): InputChange {
  const compare = compareOf({ old, new: fresh });
  return {
    path: path.slice(0, 1024),
    ...(old === undefined ? {} : { old: versionOf(old) }),
    ...(fresh === undefined ? {} : { new: versionOf(fresh) }),
    ...(compare === undefined ? {} : { compare }),
  };
}

/** Only within one repository: a fork may not have the other's commits. */
function compareOf({ old, new: fresh }: Sides): string | undefined {
  if (old?.kind !== "locked" || fresh?.kind !== "locked") return undefined;
  const [from, to] = [versionOf(old), versionOf(fresh)];
  const [before, after] = [repositoryOf(old.locked), repositoryOf(fresh.locked)];
  if (from.kind !== "locked" || to.kind !== "locked" || from.revision === undefined || to.revision === undefined) return undefined;
  if (after === undefined || before?.host !== after.host || before.path !== after.path) return undefined;
  return compareLink(after, { from: from.revision, to: to.revision });
}
