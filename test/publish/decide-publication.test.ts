import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ForgeComment, PullRequest } from "../../src/ports.ts";
import { decidePublication } from "../../src/publish/index.ts";
import { COMMENT_LIMIT, findMarker, type Plan, renderMarkdown } from "../../src/report/index.ts";
import { commentWith, OURS, pullRequestWith } from "../fakes/forge.ts";
import { HEAD, homelabPlan, planWith, TIP } from "../fakes/plans.ts";

const quiet = planWith();
const quietAlways = planWith({ options: { whenUnchanged: "always", failOn: ["error"] } });
const quietNever = planWith({ options: { whenUnchanged: "never", failOn: ["error"] } });

/** Our comment for a plan. */
function ours(id: number, plan: Plan): ForgeComment {
  return commentWith({ id, body: renderMarkdown(plan, { limit: COMMENT_LIMIT }) });
}

const older = planWith({ tip: HEAD });
const copied = { ...ours(1, older), author: "stranger" };
const upperCase = { ...ours(1, older), author: OURS.toUpperCase() };
const quoted = commentWith({ id: 1, body: `> ${ours(1, older).body}` });

type Row = {
  readonly what: string;
  readonly plan: Plan;
  readonly comments?: readonly ForgeComment[];
  readonly pullRequest?: Partial<PullRequest>;
  /** `create`, `update 1`, `update 1 without 2,3`, `delete 1`, `skip reason`. */
  readonly expected: string;
};

const rows: readonly Row[] = [
  { what: "the first plan", plan: homelabPlan, expected: "create" },
  { what: "a later plan", plan: homelabPlan, comments: [ours(1, older)], expected: "update 1" },
  { what: "the same plan again", plan: homelabPlan, comments: [ours(1, homelabPlan)], expected: "skip same" },
  { what: "the same plan, kept by the forge with carriage returns", plan: homelabPlan, comments: [commentWith({ id: 1, body: ours(1, homelabPlan).body.trimEnd().replaceAll("\n", "\r\n") })], expected: "skip same" },
  { what: "our comment edited by hand", plan: homelabPlan, comments: [commentWith({ id: 1, body: `${ours(1, homelabPlan).body}\nedited` })], expected: "update 1" },
  { what: "a comment of another key", plan: homelabPlan, comments: [ours(1, planWith({ key: "other" }))], expected: "create" },
  { what: "our record copied by a stranger", plan: homelabPlan, comments: [copied], expected: "create" },
  { what: "our record quoted by ourselves", plan: homelabPlan, comments: [quoted], expected: "create" },
  { what: "our login in another case", plan: homelabPlan, comments: [upperCase], expected: "update 1" },
  { what: "duplicates of ours", plan: homelabPlan, comments: [ours(9, older), ours(4, older), commentWith({ id: 5 }), ours(6, older)], expected: "update 4 without 6,9" },
  { what: "duplicates although the oldest says it already", plan: homelabPlan, comments: [ours(1, homelabPlan), ours(2, older)], expected: "update 1 without 2" },
  { what: "a plan of an older head", plan: older, expected: "skip outdated" },
  { what: "a plan of an older head beside a newer comment", plan: older, comments: [ours(1, homelabPlan)], expected: "skip outdated" },
  { what: "a closed pull request", plan: homelabPlan, pullRequest: { isOpen: false }, expected: "skip closed" },
  { what: "no change, no comment yet", plan: quiet, expected: "skip no-change" },
  { what: "no change, a comment of before", plan: quiet, comments: [ours(1, homelabPlan)], expected: "update 1" },
  { what: "no change, always", plan: quietAlways, expected: "create" },
  { what: "no change, never", plan: quietNever, expected: "skip no-change" },
  { what: "no change, never, comments of before", plan: quietNever, comments: [ours(1, homelabPlan), ours(2, homelabPlan)], expected: "delete 1,2" },
  { what: "changes, never", plan: { ...homelabPlan, options: quietNever.options }, expected: "create" },
];

function decide(row: Row): string {
  const decided = decidePublication(row.plan, { pullRequest: pullRequestWith(row.pullRequest), author: OURS, comments: row.comments ?? [] });
  const ids = (comments: readonly ForgeComment[]): string => comments.map((comment) => comment.id).join(",");
  switch (decided.kind) {
    case "create":
      return "create";
    case "update":
      return `update ${decided.comment.id}${decided.duplicates.length === 0 ? "" : ` without ${ids(decided.duplicates)}`}`;
    case "delete":
      return `delete ${ids(decided.comments)}`;
    case "skip":
      return `skip ${decided.reason}`;
  }
}

describe("decidePublication", () => {
  for (const row of rows) it(`${row.what}: ${row.expected}`, () => assert.equal(decide(row), row.expected));

  it("writes a body that the next run finds", () => {
    const decided = decidePublication(homelabPlan, { pullRequest: pullRequestWith(), author: OURS, comments: [] });
    assert.ok(decided.kind === "create");
    assert.deepEqual(findMarker(decided.body)?.head, TIP);
  });

  it("tells in words that a plan is outdated", () => {
    const decided = decidePublication(older, { pullRequest: pullRequestWith(), author: OURS, comments: [] });
    assert.ok(decided.kind === "skip");
    assert.match(decided.text, /2222222222.*pull request 7.*3333333333/);
  });
});
