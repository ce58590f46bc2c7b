// Branches as they are wanted and as GitHub has them -> one step for each. Pure; the steps are taken by take-step.ts.
import type { FoundBranch, OpenPull, PullRules, WantedBranch } from "./pull-state.ts";
import type { KeepReason, PullLink, PullStep, RefreshReason } from "./pull-step.ts";
import type { SealedCommit } from "./seal.ts";

type Pair = { readonly wanted: WantedBranch; readonly found: FoundBranch };
type Open = Pair & { readonly pull: OpenPull };
type Kept = { readonly branch: string; readonly wanted?: WantedBranch; readonly pull?: PullLink };

function keep({ branch, wanted, pull }: Kept, [reason, text]: readonly [KeepReason, string]): PullStep {
  return { kind: "keep", branch, reason, text, ...(wanted === undefined ? {} : { wanted }), ...(pull === undefined ? {} : { pull: { number: pull.number, url: pull.url } }) };
}

/** A run of an older commit than the base branch's newest must not take a pull request back to it. */
function isBehind(seal: SealedCommit, { base, tip }: PullRules): boolean {
  return base.commit === tip && seal.base !== base.commit;
}

/** True where it hangs on the texts that would be written whether an open pull request is made anew. */
export function needsContent({ wanted, found }: { readonly wanted: WantedBranch; readonly found: FoundBranch | undefined }, rules: PullRules): boolean {
  const { seal, pull } = found ?? {};
  return rules.rebaseWhen === "conflicted" && pull !== undefined && seal?.proposal === wanted.proposal && isBehind(seal, rules);
}

/** Why the commit of an open pull request is no longer the right one; undefined where it is. */
function staleness({ wanted }: Pair, { seal, rules }: { readonly seal: SealedCommit; readonly rules: PullRules }): RefreshReason | undefined {
  if (seal.proposal !== wanted.proposal) return "proposal";
  if (!isBehind(seal, rules)) return undefined;
  if (rules.requested.has(wanted.branch)) return "requested";
  if (rules.rebaseWhen === "behind-base-branch") return "base";
  // The texts that would be written on the new base are others: somebody changed the same files.
  if (rules.rebaseWhen === "conflicted" && wanted.content !== undefined && wanted.content !== seal.content) return "conflict";
  return undefined;
}

function decideMerge({ wanted, found, pull }: Open, rules: PullRules): PullStep {
  const stay = (text: string): PullStep => keep({ branch: found.branch, wanted, pull }, ["open", text]);
  if (wanted.update.automerge === "off" || pull.record === undefined) return stay("");
  if (!pull.record.isHarmless) return stay("Its plan has findings, so a person has to merge it.");
  const merge: PullStep = { kind: "merge", wanted, pull, head: pull.headCommit };
  switch (pull.checks ?? "pending") {
    case "success":
      return merge;
    case "none":
      return rules.mergesWithoutChecks ? merge : stay("It has no checks, so a person has to merge it.");
    case "failure":
      return stay("Its checks fail, so it is not merged.");
    case "pending":
      return stay("It is merged when its checks pass.");
  }
}

/** GitHub settles the blanks of titles. */
function isSameTitle(left: string, right: string): boolean {
  const settle = (title: string): string => title.replace(/\s+/g, " ").trim();
  return settle(left) === settle(right);
}

/** A pull request is there already. */
function decideOpen(open: Open, rules: PullRules): PullStep {
  const { wanted, found, pull } = open;
  const { seal, head } = found;
  const kept: Kept = { branch: found.branch, wanted, pull };
  if (!pull.isOurs || pull.baseBranch !== rules.base.branch) return keep(kept, ["taken", "Somebody else's pull request has this branch."]);
  const isRequested = rules.requested.has(wanted.branch);
  if (head === undefined) return keep(kept, ["unknown", "Its branch is gone."]);
  if (seal === undefined) {
    if (isRequested) return { kind: "refresh", wanted, pull, head: head.commit, reason: "requested" };
    return keep(kept, ["edited", "Somebody pushed to it, so it is left alone."]);
  }
  // What waits for its age or for a person waits here as well; a schedule or a limit is about new pull requests only.
  const { state, title } = wanted.update;
  const isHeld = state.kind === "waiting" && (state.reason === "minimum-age" || state.reason === "approval");
  if (isHeld && !isRequested) return keep(kept, ["waiting", state.text]);
  const reason = staleness(open, { seal, rules });
  if (reason !== undefined) return { kind: "refresh", wanted, pull, head: head.commit, reason };
  const { record } = pull;
  const isDescribed = record?.commit === seal.commit && record.isReady && isSameTitle(pull.title, title);
  return isDescribed ? decideMerge(open, rules) : { kind: "describe", wanted, pull, made: seal };
}

/** Whether the last pull request of the branch forbids a new one. */
function decidePast({ wanted, found }: Pair, rules: PullRules): PullStep | undefined {
  const { past } = found;
  if (past?.record?.proposal !== wanted.proposal || rules.requested.has(wanted.branch)) return undefined;
  const kept: Kept = { branch: found.branch, wanted, pull: { number: past.number, url: past.url } };
  if (past.state === "closed" && past.record.closed === undefined) {
    return keep(kept, ["declined", "A person closed it, so it is not opened again."]);
  }
  // The pull request was merged after this run's commit: the next run will see that nothing is left to do.
  if (past.state === "merged" && rules.base.commit !== rules.tip) {
    return found.seal === undefined ? keep(kept, ["merged", "It was merged a moment ago."]) : { kind: "sweep", branch: found.branch, head: found.seal.commit };
  }
  return undefined;
}

function decideNew({ wanted, found }: Pair, rules: PullRules): PullStep {
  const { head, seal } = found;
  const kept: Kept = { branch: found.branch, wanted };
  const isRequested = rules.requested.has(wanted.branch);
  const declined = decidePast({ wanted, found }, rules);
  if (declined !== undefined) return declined;
  const { state } = wanted.update;
  if (state.kind === "waiting" && !isRequested) return keep(kept, ["waiting", state.text]);
  if (head === undefined) return { kind: "open", wanted };
  if (seal === undefined) return keep(kept, ["taken", "A branch of this name holds somebody else's commits. Delete or rename it to have it made."]);
  const isMade = seal.proposal === wanted.proposal && seal.base === rules.base.commit && seal.baseBranch === rules.base.branch;
  return { kind: "open", wanted, head: head.commit, ...(isMade ? { made: seal } : {}) };
}

/** A branch that nothing is proposed for. Silence where it is not known to be ours. */
function decideUnwanted(found: FoundBranch, rules: PullRules): readonly PullStep[] {
  const { branch, head, seal, pull, past } = found;
  const isKnown = rules.isComplete && rules.unknownImages.size === 0;
  if (pull === undefined) {
    const isOver = isKnown || past !== undefined;
    return seal?.baseBranch === rules.base.branch && isOver ? [{ kind: "sweep", branch, head: seal.commit }] : [];
  }
  if (!pull.isOurs || pull.baseBranch !== rules.base.branch || head === undefined) return [];
  if (seal === undefined) return [keep({ branch, pull }, ["edited", "Nothing is proposed here any more, but somebody pushed to it, so it is left open."])];
  const isUnsure = pull.record?.images.some((image) => rules.unknownImages.has(image)) ?? !isKnown;
  if (!rules.isComplete || isUnsure) return [keep({ branch, pull }, ["unknown", "Whether it is still needed could not be found out."])];
  return [{ kind: "close", branch, pull, head: head.commit }];
}

/** Decides for every branch that is wanted or there, wanted ones first. */
export function decidePulls(sides: { readonly wanted: readonly WantedBranch[]; readonly found: readonly FoundBranch[] }, rules: PullRules): readonly PullStep[] {
  const byName = new Map(sides.found.map((found) => [found.branch, found]));
  const names = new Set(sides.wanted.map(({ branch }) => branch));
  const steps = sides.wanted.map((wanted) => {
    const found = byName.get(wanted.branch) ?? { branch: wanted.branch };
    return found.pull === undefined ? decideNew({ wanted, found }, rules) : decideOpen({ wanted, found, pull: found.pull }, rules);
  });
  return [...steps, ...sides.found.filter(({ branch }) => !names.has(branch)).flatMap((found) => decideUnwanted(found, rules))];
}
