// What the dashboard says after each outcome of a step.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dashboardEntries } from "../../../src/publish/updates/dashboard-entries.ts";
import { proposalDigest } from "../../../src/publish/updates/prepared-branch.ts";
import type { OpenPull, WantedBranch } from "../../../src/publish/updates/pull-state.ts";
import type { PullOutcome, PullStep } from "../../../src/publish/updates/pull-step.ts";
import { openBranches } from "../../../src/publish/index.ts";
import { finding } from "../../fakes/plans.ts";
import { branchWith } from "../../fakes/update-repository.ts";

const update = branchWith();
const wanted: WantedBranch = { branch: "stowplan/redis-7.4.x", update, images: ["redis"], proposal: proposalDigest(update) };
const pull: OpenPull = { number: 7, url: "https://forge.example/pull/7", author: "a", title: "t", body: "b", branch: wanted.branch, baseBranch: "main", headCommit: "1", state: "open", created: "", isOurs: true };
const open: PullStep = { kind: "open", wanted };
const merge: PullStep = { kind: "merge", wanted, pull, head: "1" };
const close: PullStep = { kind: "close", branch: wanted.branch, pull, head: "1" };
const keep = (reason: Extract<PullStep, { kind: "keep" }>["reason"], isWanted = true): PullStep => ({ kind: "keep", branch: wanted.branch, reason, text: "Why.", ...(isWanted ? { wanted } : {}) });

/** Outcome, and the entry: state, text, whether it has a box; empty where there is none. */
const rows: readonly (readonly [string, PullOutcome, readonly (string | boolean)[]])[] = [
  ["opened", { step: open, state: "opened", text: "Opened.", pull, findings: [] }, ["open", "", true]],
  ["overtaken", { step: open, state: "overtaken", text: "Faster.", findings: [] }, ["open", "", true]],
  ["failed", { step: open, state: "failed", text: "Refused.", findings: [finding({ code: "edit-withdrawn", severity: "warning" })] }, ["failed", "Refused.", true]],
  ["waiting", { step: keep("waiting"), state: "kept", text: "Why.", findings: [] }, ["waiting", "Why.", true]],
  ["closed by hand", { step: keep("declined"), state: "kept", text: "Why.", pull, findings: [] }, ["closed", "Why.", true]],
  ["edited", { step: keep("edited"), state: "kept", text: "Why.", pull, findings: [] }, ["edited", "Why.", true]],
  ["edited, and not needed any more", { step: keep("edited", false), state: "kept", text: "Why.", pull, findings: [] }, ["edited", "Why.", false]],
  ["somebody else's", { step: keep("taken"), state: "kept", text: "Why.", findings: [] }, ["edited", "Why.", false]],
  ["not known", { step: keep("unknown", false), state: "kept", text: "Why.", pull, findings: [] }, ["open", "Why.", false]],
  ["GitHub does not merge", { step: merge, state: "kept", text: "Not allowed.", pull, findings: [] }, ["open", "Not allowed.", true]],
  ["merged", { step: merge, state: "merged", text: "Merged.", pull, findings: [] }, []],
  ["merged a moment ago", { step: keep("merged"), state: "kept", text: "Why.", pull, findings: [] }, []],
  ["closed by us", { step: close, state: "closed", text: "Closed.", pull, findings: [] }, []],
];

describe("dashboardEntries", () => {
  for (const [what, outcome, expected] of rows) {
    it(what, () => assert.deepEqual(dashboardEntries([outcome]).flatMap(({ state, text, isRequestable }) => [state, text, isRequestable]), expected));
  }
});

describe("openBranches", () => {
  it("names the branches with an open pull request of ours", () => {
    const expected = new Set(["opened", "edited", "edited, and not needed any more", "not known", "GitHub does not merge"]);
    assert.deepEqual(new Set(rows.filter(([, outcome]) => openBranches([outcome]).length > 0).map(([what]) => what)), expected);
  });
});
