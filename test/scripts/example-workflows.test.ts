// The workflows that people copy: inputs and outputs that exist, no right that the job does not need, nothing of a stranger in a script.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { parse } from "yaml";
import * as z from "zod";
import { readActionInputs } from "../../src/host/action/inputs.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "examples", "workflows");

const Texts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({});
const Step = z.strictObject({ name: z.string().optional(), id: z.string().optional(), if: z.string().optional(), uses: z.string().optional(), run: z.string().optional(), env: Texts, with: Texts });
const Job = z.looseObject({ "runs-on": z.string(), "timeout-minutes": z.int().max(60), permissions: z.record(z.string(), z.enum(["read", "write"])), outputs: z.record(z.string(), z.string()).default({}), steps: z.array(Step) });
const Workflow = z.looseObject({ on: z.unknown(), permissions: z.strictObject({}), jobs: z.record(z.string(), Job) });
const ActionFile = z.object({ inputs: z.record(z.string(), z.unknown()), outputs: z.record(z.string(), z.unknown()) });
const action = ActionFile.parse(parse(readFileSync(join(root, "action.yml"), "utf8")));

type Job = z.infer<typeof Job>;
type Step = z.infer<typeof Step>;

const isOwn = ({ uses = "" }: Step): boolean => uses.startsWith("stowplan/");
const isCheckout = ({ uses = "" }: Step): boolean => uses.startsWith("actions/checkout@");

/** The rights that a mode needs, and those that it may have beyond them. */
const RIGHTS = {
  plan: { needs: ["contents: read"], may: [] },
  matrix: { needs: ["contents: read"], may: [] },
  warm: { needs: ["contents: read"], may: [] },
  publish: { needs: ["pull-requests: write"], may: ["contents: read", "checks: write", "actions: read"] },
  all: { needs: ["contents: read", "pull-requests: write"], may: ["checks: write"] },
  update: { needs: ["contents: write", "pull-requests: write", "issues: write"], may: ["checks: read", "statuses: read"] },
} as const;

function modeOf(step: Step): keyof typeof RIGHTS {
  return readActionInputs({ INPUT_MODE: z.string().default("").parse(step.with["mode"]), INPUT_TOKEN: "t" }).mode;
}

function rightsOf({ permissions }: Job): readonly string[] {
  return Object.entries(permissions).map(([name, right]) => `${name}: ${right}`);
}

/** What a pull request decides, in a text that GitHub fills in before anything runs. */
const STRANGERS = /\$\{\{[^}]*\bgithub\.(?:head_ref|event\.(?:comment|issue\.(?:title|body)|review|head_commit|commits|pages|workflow_run\.(?:head_branch|head_commit|display_title|pull_requests)|pull_request\.(?:title|body|head\.(?:ref|label|repo))))/;

for (const name of readdirSync(folder)) {
  describe(`examples/workflows/${name}`, () => {
    const text = readFileSync(join(folder, name), "utf8");
    const { on, jobs } = Workflow.parse(parse(text));
    const all = Object.values(jobs);
    const own = all.flatMap((job) => job.steps.filter(isOwn).map((step) => ({ job, step })));

    it("names inputs and outputs of action.yml", () => {
      assert.ok(own.length > 0);
      for (const { step } of own) for (const input of Object.keys(step.with)) assert.ok(Object.hasOwn(action.inputs, input), input);
      const ids = new Set(own.flatMap(({ step }) => step.id ?? []));
      const read = [...text.matchAll(/steps\.(?<id>[\w-]+)\.outputs\.(?<output>[\w-]+)/g)].filter(({ groups }) => ids.has(groups?.["id"] ?? ""));
      for (const { groups } of read) assert.ok(Object.hasOwn(action.outputs, groups?.["output"] ?? ""), groups?.["output"]);
    });

    it("gives each job the rights that its mode needs and no other, each with its reason or plain", () => {
      for (const { job, step } of own) {
        const { needs, may } = RIGHTS[modeOf(step)];
        const rights = rightsOf(job);
        for (const right of needs) assert.ok(rights.includes(right), right);
        const allowed: readonly string[] = [...needs, ...may];
        assert.deepEqual(rights.filter((right) => !allowed.includes(right)), []);
      }
      const others = all.filter((job) => !job.steps.some(isOwn));
      for (const job of others) assert.ok(rightsOf(job).every((right) => right.endsWith(": read")));
    });

    it("leaves no token in a checkout, and checks out nothing where it may write, save in one's own repository", () => {
      for (const { with: inputs } of all.flatMap((job) => job.steps.filter(isCheckout))) assert.equal(inputs["persist-credentials"], false);
      const publishing = own.filter(({ step }) => modeOf(step) === "publish");
      for (const { job } of publishing) assert.ok(!job.steps.some((step) => isCheckout(step) || step.run !== undefined));
    });

    it("hands no secret to a job that evaluates a pull request", () => {
      const lines = text.split("\n").filter((line) => !line.trimStart().startsWith("#")).join("\n");
      assert.doesNotMatch(lines, /secrets\./);
    });

    it("fills nothing into a script, and nothing that a stranger writes into anything but its environment", () => {
      for (const step of all.flatMap((job) => job.steps)) {
        assert.doesNotMatch(step.run ?? "", /\$\{\{/);
        for (const value of Object.values(step.with)) assert.doesNotMatch(String(value), STRANGERS);
      }
    });

    it("has scripts that a shell can read", () => {
      for (const { run } of all.flatMap((job) => job.steps)) {
        if (run === undefined) continue;
        const { status, stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
        assert.equal(status, 0, stderr);
      }
    });

    it("asks who it is where a stranger's event runs with the base's rights", () => {
      const events = typeof on === "string" ? [on] : Object.keys(z.record(z.string(), z.unknown()).parse(on));
      if (!events.some((event) => ["pull_request_target", "issue_comment"].includes(event))) return;
      const gate = jobs["allow"];
      assert.ok(gate?.steps.some(({ run = "", env }) => run.includes("/permission") && run.includes("admin|maintain|write") && env["SENDER"] === "${{ github.event.sender.login }}"));
      const ungated = Object.entries(jobs).filter(([job, { needs }]) => job !== "allow" && needs !== "allow" && needs !== "plan");
      assert.deepEqual(ungated, []);
    });
  });
}

describe("examples/workflows, together", () => {
  it("forks-publish.yml follows the workflow that forks-plan.yml is, and fetches its artifact", () => {
    const [plan, publish] = ["forks-plan.yml", "forks-publish.yml"].map((name): unknown => parse(readFileSync(join(folder, name), "utf8")));
    const { name } = z.looseObject({ name: z.string() }).parse(plan);
    const { on } = z.looseObject({ on: z.strictObject({ workflow_run: z.strictObject({ workflows: z.array(z.string()), types: z.array(z.string()) }) }) }).parse(publish);
    assert.deepEqual(on.workflow_run, { workflows: [name], types: ["completed"] });
  });
});

describe("who and what the examples for comments and labels let through", () => {
  const roles = "grep -qxE 'admin|maintain|write'";
  for (const [answer, isAllowed] of [["admin", true], ["maintain", true], ["write", true], ["triage", false], ["read", false], ["none", false], ["", false], ["writer", false]] as const) {
    it(`${answer === "" ? "an empty answer" : answer}: ${isAllowed ? "allowed" : "refused"}`, () => {
      assert.equal(spawnSync("bash", ["-c", roles], { input: `${answer}\n` }).status === 0, isAllowed);
    });
  }
  const scratch = mkdtempSync(join(tmpdir(), "stowplan-comment-"));
  after(() => rmSync(scratch, { recursive: true }));
  const HEAD = "0123abc".padEnd(40, "0");
  const table: readonly (readonly [comment: string, isAllowed: boolean])[] = [
    ["/stowplan plan 0123abc", true], ["/stowplan plan 0123abc\r\nthanks", true], [`/stowplan plan ${HEAD}`, true], ["/stowplan plan 0123abd", false],
    ["/stowplan plan ", false], ["/stowplan plan", false], ["/stowplan plan 0123ab", false], ["/stowplan plan *", false], ["/stowplan plan 0123abc; touch gone", false],
    ["/stowplan plan $(id)aaaaaaa", false], ["hello\n/stowplan plan 0123abc", false],
  ];
  const workflow = Workflow.parse(parse(readFileSync(join(folder, "replan-by-comment.yml"), "utf8")));
  const script = workflow.jobs["allow"]?.steps.find(({ id }) => id === "pull")?.run ?? "";
  for (const [comment, isAllowed] of table) {
    it(`${JSON.stringify(comment)}: ${isAllowed ? "plans" : "plans nothing"}`, () => {
      const fake = `gh() { case "$*" in *head.sha*) echo ${HEAD} ;; *) echo ${"b".repeat(40)} ;; esac; }\n`;
      const env = { PATH: process.env["PATH"], COMMENT: comment, NUMBER: "7", GITHUB_REPOSITORY: "ada/homelab", GITHUB_OUTPUT: join(scratch, "output") };
      writeFileSync(env.GITHUB_OUTPUT, "");
      assert.equal(spawnSync("bash", ["-e", "-c", fake + script], { env }).status === 0, isAllowed);
      assert.equal(readFileSync(env.GITHUB_OUTPUT, "utf8").includes(`head=${HEAD}\n`), isAllowed);
    });
  }
});
