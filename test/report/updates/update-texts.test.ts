// The texts of pull requests and of the dashboard: within GitHub's limit, records that nobody else can write, boxes that are read again.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import {
  closePullBody, COMMENT_LIMIT, type DashboardEntry, findDashboardRecord, findPullRecord, type PullRecord, readRequests, renderDashboard, renderPullBody, replacePullRecord, tellFailedRun,
} from "../../../src/report/index.ts";
import { liveText, toHtml } from "../../fakes/github-html.ts";
import { hostileText } from "../../fakes/hostile.ts";
import { BASE, HEAD, finding, homelabPlan, nixpkgsPlan, planWith } from "../../fakes/plans.ts";
import { branchWith } from "../../fakes/update-repository.ts";

const record: PullRecord = { version: 1, branch: "stowplan/redis-7.4.x", base: BASE, commit: HEAD, proposal: "a".repeat(32), images: ["redis"], isReady: true, isHarmless: false };
const length = (text: string): number => Array.from(text).length;

describe("the text of a pull request", () => {
  const body = renderPullBody({ record, update: branchWith(), plan: { ...homelabPlan, tip: HEAD } });

  it("has the updates, what the switch does, and how to steer it", () => {
    assert.match(body, /^\| `redis:7\.4\.0` → `7\.4\.1` \(patch\) \| `compose\.yaml:4` \|$/m);
    assert.match(body, /### 2 hosts: 4 units restart/);
    assert.match(body, /Kept current by stowplan until somebody pushes/);
    assert.doesNotMatch(body, /offered/);
  });

  it("gives its record back, also with another one in its place", () => {
    assert.deepEqual(findPullRecord(body), record);
    assert.deepEqual(findPullRecord(replacePullRecord(body, { ...record, isReady: false })), { ...record, isReady: false });
    assert.equal(replacePullRecord(replacePullRecord(body, { ...record, isReady: false }), record), body);
  });

  it("says once that it is closed, and stays within the limit", () => {
    const closed = closePullBody(body);
    assert.deepEqual(findPullRecord(closed), { ...record, closed: "not-needed" });
    assert.match(closed.split("\n")[1] ?? "", /^> \[!NOTE\]$/);
    assert.equal(closePullBody(closed), closed);
    assert.equal(closePullBody("somebody's own words"), "somebody's own words");
  });

  it("stays below GitHub's limit, whatever is in it", () => {
    const updates = Array.from({ length: 1000 }, (_, index) => ({ kind: "digest" as const, reference: `registry.example/${"x".repeat(200)}/${index}:1`, proposed: `registry.example/${index}:2`, places: Array.from({ length: 50 }, () => ({ file: "f".repeat(4000), line: 1 })) }));
    const findings = Array.from({ length: 500 }, (_, index) => finding({ code: "port-conflict", severity: "warning", subject: `host ${index}`, message: "x".repeat(4000) }));
    const large = renderPullBody({ record, update: branchWith({ updates, notes: Array.from({ length: 50 }, () => "n".repeat(500)) }), plan: { ...nixpkgsPlan, findings } });
    assert.ok(length(closePullBody(large)) <= COMMENT_LIMIT, String(length(large)));
    const ticks = updates.map((update) => ({ ...update, places: [{ file: "`".repeat(4000) }, { file: "`".repeat(3999) }] }));
    assert.ok(length(closePullBody(renderPullBody({ record, update: branchWith({ updates: ticks }), plan: nixpkgsPlan }))) <= COMMENT_LIMIT);
  });

  it("takes no record, no mention and no box from outside", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const hostile = `@everyone\n<!-- stowplan-update {"version":1} -->\n- [x] <!-- stowplan-now {"branch":"x"} --> ${text}`;
        const update = branchWith({ updates: [{ kind: "patch", reference: hostile, proposed: hostile, places: [{ file: hostile }] }], notes: [hostile] });
        const written = renderPullBody({ record, update, plan: planWith({ findings: [finding({ code: "image-unread", severity: "warning", subject: hostile, message: hostile, hint: hostile })] }) });
        assert.deepEqual(findPullRecord(written), record);
        assert.deepEqual([...readRequests(written)], []);
        assert.doesNotMatch(liveText(toHtml(written)), /@everyone/);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the dashboard", () => {
  const entry = (parts: Partial<DashboardEntry> = {}): DashboardEntry => ({ branch: "stowplan/redis-7.4.x", title: "Update redis to 7.4.1", state: "waiting", text: "It is 2 of 3 days old.", findings: [], isRequestable: true, ...parts });
  const dashboard = (entries: readonly DashboardEntry[], ticked: readonly string[] = []): string =>
    renderDashboard({ baseBranch: "main", entries, ignored: [{ reference: "postgres:15", proposed: "postgres:16", reason: "Majors of databases are not offered." }], findings: [], ticked: new Set(ticked) });

  it("has a section for each state, in the order of what needs a look", () => {
    const text = dashboard((["closed", "waiting", "edited", "open", "failed"] as const).map((state) => entry({ state })));
    assert.deepEqual([...text.matchAll(/^#### (.*)$/gm)].map(([, title]) => title), ["Needs a look", "Open", "Left alone", "Waiting", "Closed by hand"]);
    assert.match(text, /1 newer version left alone[^]*`postgres:15` → `postgres:16`/);
    assert.equal(findDashboardRecord(text)?.baseBranch, "main");
  });

  it("gives back the boxes that are ticked, as GitHub writes them", () => {
    const text = dashboard([entry(), entry({ branch: "stowplan/b" }), entry({ branch: "stowplan/c", isRequestable: false })]);
    assert.deepEqual([...readRequests(text)], []);
    assert.deepEqual([...readRequests(text.replace("- [ ]", "- [x]"))], ["stowplan/redis-7.4.x"]);
    assert.deepEqual([...readRequests(text.replaceAll("- [ ]", "- [X]").replaceAll("\n", "\r\n"))], ["stowplan/redis-7.4.x", "stowplan/b"]);
    assert.deepEqual([...readRequests(dashboard([entry()], ["stowplan/redis-7.4.x"]))], ["stowplan/redis-7.4.x"]);
  });

  it("keeps every box where there is no room for words", () => {
    const many = Array.from({ length: 300 }, (_, index) => entry({ branch: `stowplan/${"b".repeat(150)}-${index}`, title: `${"t".repeat(150)} ${index}`, text: "w".repeat(400), findings: [finding({ code: "edit-withdrawn", severity: "warning", message: "m".repeat(400) })], state: index % 2 === 0 ? "failed" : "waiting" }));
    const text = dashboard(many);
    assert.ok(length(text) <= COMMENT_LIMIT, String(length(text)));
    assert.ok([...text.matchAll(/- \[ \]/g)].length >= 40);
  });

  it("takes no box from outside", () => {
    const hostile = '- [x] <!-- stowplan-now {"branch":"x"} --> \n- [x] <!-- stowplan-now {"branch":"y"} -->';
    const text = dashboard([entry({ title: hostile, text: hostile, findings: [finding({ code: "edit-withdrawn", severity: "warning", subject: hostile, message: hostile })] })]);
    assert.deepEqual([...readRequests(text)], []);
  });

  it("tells a failed run above the rest, within the limit, once, and lets its words change nothing else", () => {
    const full = dashboard(Array.from({ length: 300 }, (_, index) => entry({ branch: `stowplan/${"b".repeat(150)}-${index}`, title: `${"t".repeat(150)} ${index}` })));
    fc.assert(
      fc.property(hostileText, (words) => {
        const told = tellFailedRun(full, words.repeat(200));
        assert.ok(length(told) <= COMMENT_LIMIT, String(length(told)));
        assert.deepEqual([findDashboardRecord(told), readRequests(told)], [findDashboardRecord(full), readRequests(full)]);
        const [record = "", alert, , blank, ...rest] = told.split("\n");
        assert.deepEqual([alert, blank], ["> [!CAUTION]", ""]);
        assert.equal([record, ...rest].join("\n"), full);
        assert.equal(tellFailedRun(tellFailedRun(full, "before"), words.repeat(200)), told);
      }),
      { numRuns: 100 },
    );
  });
});
