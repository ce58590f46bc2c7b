// plan.json as a stranger may have written it, through `mode: publish`: refused as a whole, or shown as what it is.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { StowplanError } from "../../src/errors.ts";
import { baseOptions } from "../../src/host/action/base-options.ts";
import { readPlanFiles } from "../../src/host/action/files.ts";
import { planOutputs, publicationOutputs } from "../../src/host/action/outputs.ts";
import { publishPlan } from "../../src/plan.ts";
import type { Plan } from "../../src/report/index.ts";
import { type FakeForge, fakeForge, pullRequestWith, silentLog } from "../fakes/forge.ts";
import { liveText, piecesOf, toHtml } from "../fakes/github-html.ts";
import { hostileText, planOfTexts } from "../fakes/hostile.ts";
import { isRecord } from "../fakes/github-rules.ts";
import { homelabPlan } from "../fakes/plans.ts";

const folder = mkdtempSync(join(tmpdir(), "stowplan-hostile-"));
after(() => rmSync(folder, { recursive: true }));

/** What the publishing step does with a file, without GitHub. Undefined where it refuses the file. */
async function publishText(text: string, forge: FakeForge): Promise<Plan | undefined> {
  writeFileSync(join(folder, "plan.json"), text);
  let made: Plan;
  try {
    made = { ...readPlanFiles(folder, ["plan.json"]), key: "default" };
  } catch (error) {
    assert.ok(error instanceof StowplanError && error.code === "plan-invalid", String(error));
    return undefined;
  }
  const options = await baseOptions({ plan: made, pullRequest: 7, inputs: {} }, { forge, log: silentLog });
  const plan = { ...made, options };
  const published = await publishPlan({ plan, pullRequest: 7, isForeign: true }, { forge, log: silentLog });
  for (const value of Object.values({ ...planOutputs(plan, { plan: "", markdown: "", html: "" }), ...publicationOutputs(published) })) assert.equal(typeof value, "string");
  return plan;
}

/** What GitHub would turn into a ping, a reference, a link or a picture. */
const LIVE = [/@[a-z0-9]/i, /#\d/, /\bgh-\d/i, /https?:|www\.|mailto:/i, /\$/];
const TAGS = /^\/?(?:h3|h4|p|ul|li|strong|b|code|pre|table|thead|tbody|tr|th|td|details|summary|sub|blockquote|a)$/;

/** Neither the comment nor the check may hold a stranger's text raw. */
function assertTame(forge: FakeForge): void {
  const { checks } = forge;
  const bodies = [...forge.now().map(({ body }) => body), ...checks.map(({ report }) => report.summary)];
  for (const html of bodies.map(toHtml)) {
    for (const pattern of LIVE) assert.doesNotMatch(liveText(html), pattern);
    for (const { tag } of piecesOf(html)) if (tag !== undefined) assert.match(tag, TAGS);
    assert.equal(html.match(/<!--/g)?.length, 1);
  }
  for (const { annotations, report } of checks) {
    for (const text of [report.title, ...annotations.flatMap(({ path, title }) => [path, title])]) assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Cs}]/u);
    for (const { path, message } of annotations) assert.ok(!path.split("/").includes("..") && !/[\p{Cf}\p{Cs}]/u.test(message));
  }
}

function nested(depth: number): string {
  return `${"[".repeat(depth)}${"]".repeat(depth)}`;
}

const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e308, "", "x".repeat(70_000), [], {}, [[]], { length: 5 }, "__proto__", "constructor"),
  hostileText,
  fc.integer({ min: 1, max: 100 }).map((depth): unknown => JSON.parse(nested(depth))),
);

type Mutation = { readonly at: number; readonly how: "replace" | "drop" | "add" | "double"; readonly value: unknown; readonly key: string };

const DROPPED = Symbol("dropped");

/** The value with its `at`-th node changed; nodes are counted as they are met. */
function mutate(root: unknown, { at, how, value, key }: Mutation): unknown {
  let index = 0;
  function change(node: unknown): unknown {
    if (how === "drop") return DROPPED;
    if (how === "add" && isRecord(node)) return Object.fromEntries([...Object.entries(node), [key, value]]);
    return how === "double" && Array.isArray(node) ? node.concat(node) : value;
  }
  function walk(node: unknown): unknown {
    index += 1;
    if (index === at) return change(node);
    if (Array.isArray(node)) return node.map(walk).filter((entry) => entry !== DROPPED);
    if (!isRecord(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([name, entry]) => [name, walk(entry)] as const).filter(([, entry]) => entry !== DROPPED));
  }
  const changed = walk(root);
  return changed === DROPPED ? null : changed;
}

const mutations = fc.array(
  fc.record<Mutation>({
    at: fc.integer({ min: 1, max: 700 }),
    how: fc.constantFrom("replace", "drop", "add", "double"),
    value: wild,
    key: fc.oneof(hostileText, fc.constantFrom("__proto__", "constructor", "toString", "key", "tip", "options")),
  }),
  { minLength: 1, maxLength: 4 },
);

describe("a hostile plan.json", () => {
  it("is refused with plan-invalid, or published without a raw word, whatever of it is changed", async () => {
    let published = 0;
    const plan: unknown = JSON.parse(JSON.stringify(homelabPlan));
    await fc.assert(
      fc.asyncProperty(mutations, async (list) => {
        const forge = fakeForge();
        if ((await publishText(JSON.stringify(list.reduce(mutate, plan)), forge)) === undefined) return;
        published += 1;
        assertTame(forge);
      }),
      { numRuns: 300 },
    );
    assert.ok(published > 10, `${published} of them were published`);
  });

  it("is published without a raw word, whatever its texts are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 3, maxLength: 12 }), async (texts) => {
        const forge = fakeForge();
        await publishText(JSON.stringify(planOfTexts(texts)), forge);
        assertTame(forge);
      }),
      { numRuns: 150 },
    );
  });

  it("is refused where it is not JSON", async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(hostileText, fc.string()), async (text) => assert.equal(await publishText(`{${text}`, fakeForge()), undefined)), { numRuns: 100 });
  });

  it("is refused where it is nested more deeply than a stack is", async () => {
    const whole = JSON.stringify(homelabPlan);
    assert.ok(await publishText(whole, fakeForge()));
    assert.match(whole, /"key":"/);
    for (const value of [3_000, 1_000_000].map(nested)) {
      for (const text of [value, whole.replace("{", `{"unknown":${value},`), whole.replace(/"key":"[^"]*"/, `"key":${value}`)]) {
        assert.equal(await publishText(text, fakeForge()), undefined);
      }
    }
  });

  it("decides nothing about checks and labels", async () => {
    const forge = fakeForge([], pullRequestWith({ isFork: true }));
    const labels = { "no-change": "safe to test", "restarts": "safe to test", "left-stopped": "", "back-up-first": "", "policy": "", "failed": "" };
    const options: Plan["options"] = { whenUnchanged: "always", failOn: ["none"], check: false, write: "commit", labels };
    const plan = await publishText(JSON.stringify({ ...homelabPlan, options }), forge);
    assert.deepEqual(plan?.options, { whenUnchanged: "always", failOn: ["error"] });
    assert.deepEqual([forge.labelled.size, forge.commits.length, forge.checks[0]?.report.conclusion], [0, 0, "failure"]);
  });

  it("is held to the base branch's configuration, and to the inputs over it", async () => {
    const forge = fakeForge();
    const log = silentLog;
    const base = "fail-on: [left-stopped]\nlabels: {enabled: true, restarts: moves}\n";
    const reading = { ...forge, file: (path: string, commit: string) => Promise.resolve(commit === "main" && path === ".github/stowplan.yml" ? base : undefined) };
    const { failOn, labels } = await baseOptions({ plan: homelabPlan, pullRequest: 7, inputs: {} }, { forge: reading, log });
    assert.deepEqual([failOn, labels?.restarts], [["left-stopped"], "moves"]);
    assert.deepEqual((await baseOptions({ plan: homelabPlan, pullRequest: 7, inputs: { "fail-on": "warning" } }, { forge: reading, log })).failOn, ["warning"]);
  });

  it("counts defaults where the base branch's configuration cannot be read, and says so", async () => {
    const told: string[] = [];
    const refusing = { ...fakeForge(), file: () => Promise.reject(new StowplanError({ code: "forge-denied", subject: "", message: "The token may not do this.", hint: "" })) };
    const options = await baseOptions({ plan: homelabPlan, pullRequest: 7, inputs: {} }, { forge: refusing, log: { ...silentLog, warn: (text) => void told.push(text) } });
    assert.deepEqual(options, { whenUnchanged: homelabPlan.options.whenUnchanged, failOn: ["error"] });
    assert.match(told.join(), /contents: read/);
  });

  it("is not read through a link, from a folder, or where it would fill the memory", () => {
    const place = mkdtempSync(join(folder, "files-"));
    symlinkSync("/etc/passwd", join(place, "link.json"));
    mkdirSync(join(place, "folder.json"));
    writeFileSync(join(place, "huge.json"), "");
    truncateSync(join(place, "huge.json"), 300_000_000);
    for (const name of ["link.json", "folder.json", "huge.json", "missing.json", "*.json"]) assert.throws(() => readPlanFiles(place, [name]), { code: "plan-invalid" });
  });
});
