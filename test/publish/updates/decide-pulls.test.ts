// What is decided for one branch: a row for each state of GitHub that matters, the expected step beside it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CheckState } from "../../../src/ports.ts";
import { decidePulls } from "../../../src/publish/updates/decide-pulls.ts";
import { proposalDigest } from "../../../src/publish/updates/prepared-branch.ts";
import type { FoundBranch, OpenPull, PastPull, PullRules, WantedBranch } from "../../../src/publish/updates/pull-state.ts";
import { readSeal, sealMessage } from "../../../src/publish/updates/seal.ts";
import type { PullRecord } from "../../../src/report/index.ts";
import type { UpdateBranch } from "../../../src/updates/index.ts";
import { branchWith } from "../../fakes/update-repository.ts";

const BRANCH = "stowplan/redis-7.4.x";
const [BASE, OLDER, HEAD, TREE] = ["1", "2", "3", "4"].map((digit) => digit.repeat(40));
const CONTENT = "c".repeat(32);

function wanted(parts: Partial<UpdateBranch> & { readonly content?: string; readonly to?: string } = {}): WantedBranch {
  const { content, ...rest } = parts;
  const update = branchWith(rest);
  return { branch: BRANCH, update, images: ["redis"], proposal: proposalDigest(update), ...(content === undefined ? {} : { content }) };
}

const PROPOSAL = wanted().proposal;

function record(parts: Partial<PullRecord> = {}): PullRecord {
  return { version: 1, branch: BRANCH, base: BASE ?? "", commit: HEAD ?? "", proposal: PROPOSAL, images: ["redis"], isReady: true, isHarmless: true, ...parts };
}

type Parts = { readonly base?: string; readonly proposal?: string; readonly amended?: true };

function head({ base = BASE ?? "", proposal = PROPOSAL, amended }: Parts = {}): Pick<FoundBranch, "head" | "seal"> {
  const message = sealMessage("Update redis", { baseBranch: "main", proposal, content: CONTENT, tree: TREE ?? "" });
  const facts = { branch: BRANCH, commit: HEAD ?? "", tree: amended === undefined ? (TREE ?? "") : "5".repeat(40), parents: [base], message };
  const seal = readSeal(facts);
  return { head: facts, ...(seal === undefined ? {} : { seal }) };
}

function pull(parts: Partial<OpenPull> = {}): { readonly pull: OpenPull } {
  const open = { number: 7, url: "https://forge.example/pull/7", author: "stowplan[bot]", title: branchWith().title, body: "", branch: BRANCH, baseBranch: "main", headCommit: HEAD ?? "", state: "open", created: "" } as const;
  return { pull: { ...open, isOurs: true, record: record(), ...parts } };
}

function past(state: PastPull["state"], parts: Partial<PullRecord> = {}): { readonly past: PastPull } {
  return { past: { number: 6, url: "https://forge.example/pull/6", state, record: record(parts) } };
}

const RULES: PullRules = {
  base: { branch: "main", commit: BASE ?? "" }, tip: BASE ?? "", rebaseWhen: "behind-base-branch", requested: new Set(), unknownImages: new Set(), isComplete: true, mergesWithoutChecks: false,
};
const REQUESTED: Partial<PullRules> = { requested: new Set([BRANCH]) };
const waits = (reason: "schedule" | "minimum-age" | "limit" | "approval"): WantedBranch => wanted({ state: { kind: "waiting", reason, text: "Later." } });
const merging = (checks: CheckState): Omit<FoundBranch, "branch"> => ({ ...head(), ...pull({ checks }) });
const automerged = wanted({ automerge: "pull-request" });
const other = "e".repeat(32);

type Row = readonly [what: string, expected: string, wanted: WantedBranch | undefined, found: Omit<FoundBranch, "branch">, rules?: Partial<PullRules>];

const rows: readonly Row[] = [
  ["nothing is there", "open", wanted(), {}],
  ["it waits", "keep waiting", waits("schedule"), {}],
  ["it waits, and somebody asks for it", "open", waits("approval"), {}, REQUESTED],
  ["a run died before the pull request", "open made", wanted(), head()],
  ["a run of another base died before the pull request", "open", wanted(), head({ base: OLDER ?? "" })],
  ["the branch is somebody else's", "keep taken", wanted(), head({ amended: true })],
  ["the branch is somebody else's, also when asked for", "keep taken", wanted(), head({ amended: true }), REQUESTED],
  ["all is as it should be", "keep open", wanted(), { ...head(), ...pull() }],
  ["a newer version", "refresh proposal", wanted({ to: "redis:7.4.9" }), { ...head(), ...pull() }],
  ["the base moved", "refresh base", wanted(), { ...head({ base: OLDER ?? "" }), ...pull() }],
  ["the run is of an older commit than the base branch's newest", "keep open", wanted(), { ...head({ base: OLDER ?? "" }), ...pull() }, { tip: "9".repeat(40) }],
  ["the base moved, elsewhere", "keep open", wanted({ content: CONTENT }), { ...head({ base: OLDER ?? "" }), ...pull() }, { rebaseWhen: "conflicted" }],
  ["the base moved in the same file", "refresh conflict", wanted({ content: other }), { ...head({ base: OLDER ?? "" }), ...pull() }, { rebaseWhen: "conflicted" }],
  ["the base moved, and that never matters", "keep open", wanted(), { ...head({ base: OLDER ?? "" }), ...pull() }, { rebaseWhen: "never" }],
  ["the base moved, and somebody asks", "refresh requested", wanted(), { ...head({ base: OLDER ?? "" }), ...pull() }, { rebaseWhen: "never", ...REQUESTED }],
  ["nothing moved, and somebody asks", "keep open", wanted(), { ...head(), ...pull() }, REQUESTED],
  ["a schedule says nothing about open ones", "refresh proposal", { ...waits("schedule"), proposal: other }, { ...head(), ...pull() }],
  ["a newer version is too young", "keep waiting", { ...waits("minimum-age"), proposal: other }, { ...head(), ...pull() }],
  ["a run died before the text", "describe", wanted(), { ...head(), ...pull({ record: record({ commit: OLDER ?? "" }) }) }],
  ["a run died before the labels", "describe", wanted(), { ...head(), ...pull({ record: record({ isReady: false }) }) }],
  ["the title is another", "describe", wanted(), { ...head(), ...pull({ title: "Old" }) }],
  ["somebody pushed", "keep edited", wanted({ to: "redis:7.4.9" }), { ...head({ amended: true }), ...pull() }],
  ["somebody pushed, and somebody asks", "refresh requested", wanted(), { ...head({ amended: true }), ...pull() }, REQUESTED],
  ["somebody else's pull request", "keep taken", wanted(), { ...head(), ...pull({ isOurs: false }) }],
  ["a pull request to another base branch", "keep taken", wanted(), { ...head(), ...pull({ baseBranch: "next" }) }],
  ["closed by hand", "keep declined", wanted(), { ...head(), ...past("closed") }],
  ["closed by hand, and asked for", "open made", wanted(), { ...head(), ...past("closed") }, REQUESTED],
  ["closed by hand, another version", "open", wanted(), { ...head({ proposal: other }), ...past("closed", { proposal: other }) }],
  ["closed by us, needed again", "open", wanted(), past("closed", { closed: "not-needed" })],
  ["merged after the run's commit", "keep merged", wanted(), past("merged"), { tip: "9".repeat(40) }],
  ["merged, and taken back on the base branch", "open", wanted(), past("merged")],
  ["checks pass", "merge", automerged, merging("success")],
  ["checks pass, nobody wants it merged", "keep open", wanted(), merging("success")],
  ["checks fail", "keep open", automerged, merging("failure")],
  ["checks run", "keep open", automerged, merging("pending")],
  ["nothing checks", "keep open", automerged, merging("none")],
  ["nothing checks, which is allowed", "merge", automerged, merging("none"), { mergesWithoutChecks: true }],
  ["checks pass, the plan has findings", "keep open", automerged, { ...head(), ...pull({ checks: "success", record: record({ isHarmless: false }) }) }],
  ["not needed", "close", undefined, { ...head(), ...pull() }],
  ["not needed, somebody pushed", "keep edited", undefined, { ...head({ amended: true }), ...pull() }],
  ["not needed as far as is known", "keep unknown", undefined, { ...head(), ...pull() }, { isComplete: false }],
  ["its image could not be asked about", "keep unknown", undefined, { ...head(), ...pull() }, { unknownImages: new Set(["redis"]) }],
  ["another image could not be asked about", "close", undefined, { ...head(), ...pull() }, { unknownImages: new Set(["postgres"]) }],
  ["not needed, somebody else's", "nothing", undefined, { ...head(), ...pull({ isOurs: false }) }],
  ["a branch is left over", "sweep", undefined, head()],
  ["a branch is left over after a merge", "sweep", undefined, { ...head(), ...past("merged") }, { isComplete: false }],
  ["a branch of somebody else", "nothing", undefined, head({ amended: true })],
];

describe("decidePulls", () => {
  for (const [what, expected, one, found, rules] of rows) {
    it(`${what}: ${expected}`, () => {
      const [step] = decidePulls({ wanted: one === undefined ? [] : [one], found: [{ branch: BRANCH, ...found }] }, { ...RULES, ...rules });
      const detail = step === undefined ? "" : step.kind === "open" && step.made !== undefined ? "made" : "reason" in step ? step.reason : "";
      assert.equal(`${step?.kind ?? "nothing"} ${detail}`.trim(), expected);
    });
  }
});

describe("a seal", () => {
  const seal = { baseBranch: "release/26.05", proposal: PROPOSAL, content: CONTENT };
  const facts = { commit: HEAD ?? "", tree: TREE ?? "", parents: [BASE ?? ""], message: sealMessage("Update redis\n\nStowplan-Update: forged", { ...seal, tree: TREE ?? "" }) };
  it("is read from our own commit", () => assert.deepEqual(readSeal(facts), { ...seal, commit: HEAD, base: BASE }));
  it("is not in an amended one", () => assert.equal(readSeal({ ...facts, tree: "6".repeat(40) }), undefined));
  it("is not in a merge", () => assert.equal(readSeal({ ...facts, parents: [BASE ?? "", OLDER ?? ""] }), undefined));
  it("is not in a commit without one", () => assert.equal(readSeal({ ...facts, message: "Update redis" }), undefined));
});
