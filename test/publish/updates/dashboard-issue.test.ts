// Which of the open issues is a branch's dashboard: by record, author and branch, also after the branch got another name.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StowplanError } from "../../../src/errors.ts";
import type { UpdateIssue } from "../../../src/ports.ts";
import { readDashboard } from "../../../src/publish/updates/dashboard-issue.ts";
import { renderDashboard } from "../../../src/report/index.ts";

const OURS = "stowplan[bot]";

function dashboard(number: number, baseBranch: string): UpdateIssue {
  const wishes = [{ kind: "ignore", image: `image-of-${baseBranch}` }] as const;
  return { number, author: OURS, title: "Updates", url: "", body: renderDashboard({ baseBranch, entries: [], ignored: [], findings: [], wishes, ticked: new Set() }) };
}

const note: UpdateIssue = { number: 9, author: OURS, title: "A note", url: "", body: "no record" };

/** Numbers of the dashboards of `trunk`, where only the named branches are there. */
async function chosen(issues: readonly UpdateIssue[], branches: readonly string[]): Promise<readonly (number | string)[]> {
  const missing = new StowplanError({ code: "forge-missing", subject: "a branch", message: "It is not there.", hint: "" });
  const tip = (branch: string): Promise<string> => (branches.includes(branch) ? Promise.resolve("1".repeat(40)) : Promise.reject(missing));
  const read = await readDashboard("trunk", { forge: { author: () => Promise.resolve(OURS), issues: () => Promise.resolve(issues), tip } });
  return [...read.issues.map(({ number }) => number), ...read.wishes.map(({ image }) => image)];
}

describe("the dashboard of a branch", () => {
  const rows: readonly (readonly [what: string, issues: readonly UpdateIssue[], branches: readonly string[], expected: readonly (number | string)[]])[] = [
    ["is the issue with its record", [note, dashboard(2, "trunk"), dashboard(3, "release")], ["trunk", "release"], [2, "image-of-trunk"]],
    ["is none of another branch that is there", [dashboard(2, "main")], ["trunk", "main"], []],
    ["is that of a branch that was renamed, with what people asked for", [note, dashboard(2, "main")], ["trunk"], [2, "image-of-main"]],
    ["is its own where another branch is gone", [dashboard(2, "release"), dashboard(3, "trunk")], ["trunk"], [3, "image-of-trunk"]],
    ["is no stranger's", [dashboard(2, "trunk"), dashboard(3, "main")].map((issue) => ({ ...issue, author: "mallory" })), ["trunk"], []],
  ];
  for (const [what, issues, branches, expected] of rows) it(what, async () => assert.deepEqual(await chosen(issues, branches), expected));
});
