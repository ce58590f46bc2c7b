// What is done about modules that were not regenerated: the table is the rule.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import type { ProjectPlan } from "../../src/convert/index.ts";
import { StowplanError } from "../../src/errors.ts";
import type { Log, PullRequest } from "../../src/ports.ts";
import { decideModuleWrite, type ModuleWrite, readBranch, writeModules } from "../../src/publish/index.ts";
import type { Plan } from "../../src/report/index.ts";
import { type FakeForge, fakeForge, pullRequestWith, silentLog } from "../fakes/forge.ts";
import { HEAD, planWith, TIP } from "../fakes/plans.ts";

const OLD = '{\n  image = "web:1";\n  port = 80;\n}\n';
const FRESH = OLD.replace("web:1", "web:2");
const PATCH = "@@ -1,4 +1,4 @@\n";

function project(output: string, parts: Partial<ProjectPlan["drift"]> = {}): ProjectPlan {
  const replaces = createHash("sha256").update(OLD).digest("hex");
  const drift = { status: "not-regenerated", text: "", diff: "", module: { text: FRESH, replaces }, ...parts } as const;
  return { name: "web", inputs: ["web/compose.yml"], output, runtime: "docker", status: "converted", services: [], drift, diff: "" };
}

function planOf(write: Plan["options"]["write"], ...projects: readonly ProjectPlan[]): Plan {
  const options: Plan["options"] = { whenUnchanged: "update", failOn: ["error"], ...(write === undefined ? {} : { write }) };
  return planWith({ projects: projects.length === 0 ? [project("web/web.nix")] : [...projects], options });
}

type Row = {
  readonly what: string;
  readonly plan: Plan;
  readonly files?: Readonly<Record<string, string>>;
  readonly patch?: string;
  readonly pullRequest?: Partial<PullRequest>;
  /** `nothing`, `commit PATHS`, `suggest LINES`; with ` (N notes)`. */
  readonly expected: string;
};

const COMMITTED = { "web/web.nix": OLD };

const rows: readonly Row[] = [
  { what: "commit", plan: planOf("commit"), expected: "commit topic: web/web.nix" },
  { what: "suggest", plan: planOf("suggest"), expected: "suggest web/web.nix:2" },
  { what: "nothing is asked for", plan: planOf(undefined), expected: "nothing" },
  { what: "the plan holds no module", plan: planOf("commit", project("web/web.nix", { module: undefined })), expected: "nothing" },
  { what: "a fork, commit", plan: planOf("commit"), pullRequest: { isFork: true }, expected: "nothing (1 notes)" },
  { what: "a fork, suggest", plan: planOf("suggest"), pullRequest: { isFork: true }, expected: "suggest web/web.nix:2" },
  { what: "closed", plan: planOf("commit"), pullRequest: { isOpen: false }, expected: "nothing" },
  { what: "another head", plan: planOf("commit"), pullRequest: { headCommit: HEAD }, expected: "nothing" },
  { what: "the branch has it already", plan: planOf("commit"), files: { "web/web.nix": FRESH }, expected: "nothing" },
  { what: "the branch has another version", plan: planOf("commit"), files: { "web/web.nix": `${OLD}# edited\n` }, expected: "nothing (1 notes)" },
  { what: "the branch has no such file", plan: planOf("commit"), files: {}, expected: "nothing (1 notes)" },
  { what: "two projects, one commit", plan: planOf("commit", project("a.nix"), project("b.nix")), files: { "a.nix": OLD, "b.nix": OLD }, expected: "commit topic: a.nix b.nix" },
  { what: "two projects, one module", plan: planOf("commit", project("a.nix"), project("a.nix")), files: { "a.nix": OLD }, expected: "nothing" },
  { what: "lines that are not in the diff", plan: planOf("suggest"), patch: "@@ -3,1 +3,1 @@\n", expected: "nothing (1 notes)" },
  ...["/etc/web.nix", "../web.nix", "a/../../web.nix", "./web.nix", "a//web.nix", ".git/web.nix", ".github/workflows/ci.yml", "web\n.nix", "a\\web.nix", ""].map((path) => ({
    what: `the path ${JSON.stringify(path)}`, plan: planOf("commit", project(path)), files: { [path]: OLD }, expected: "nothing",
  })),
];

function tell(write: ModuleWrite): string {
  const notes = write.notes.length === 0 ? "" : ` (${write.notes.length} notes)`;
  if (write.kind === "commit") return `commit ${write.change.branch}: ${[...write.change.files.keys()].join(" ")}${notes}`;
  return write.kind === "suggest" ? `suggest ${write.comments.map(({ path, line }) => `${path}:${line}`).join(" ")}${notes}` : `nothing${notes}`;
}

function forgeWith({ files = COMMITTED, patch = PATCH, pullRequest }: Partial<Row>): FakeForge {
  const forge = fakeForge([], pullRequestWith(pullRequest));
  for (const [path, text] of Object.entries(files)) forge.files.set(path, text);
  for (const path of forge.files.keys()) forge.changed.push({ path, patch });
  return forge;
}

describe("decideModuleWrite", () => {
  for (const row of rows) {
    it(`${row.what}: ${row.expected}`, async () => {
      const branch = await readBranch({ plan: row.plan, pullRequest: 7 }, forgeWith(row));
      assert.equal(tell(decideModuleWrite(row.plan, branch)), row.expected);
    });
  }

  it("suggests no more than a reader can bear", async () => {
    const old = Array.from({ length: 100 }, (_, line) => `line ${line}\n`).join("");
    const module = { text: old.replaceAll(/line (\d*[048])\n/g, "LINE $1\n"), replaces: createHash("sha256").update(old).digest("hex") };
    const plan = planOf("suggest", project("a.nix", { module }));
    const write = decideModuleWrite(plan, await readBranch({ plan, pullRequest: 7 }, forgeWith({ files: { "a.nix": old }, patch: "@@ -1,100 +1,100 @@\n" })));
    assert.ok(write.kind === "suggest");
    assert.deepEqual([write.comments.length, write.notes.length], [20, 1]);
  });
});

describe("writeModules", () => {
  const log = (lines: string[]): Log => ({ ...silentLog, info: (text) => void lines.push(text), warn: (text) => void lines.push(`warning ${text}`) });

  it("commits once: the branch has the module then", async () => {
    const forge = forgeWith({});
    const lines: string[] = [];
    await writeModules({ plan: planOf("commit"), pullRequest: 7 }, { forge, log: log(lines) });
    const [commit] = forge.commits;
    assert.deepEqual([commit?.parent, forge.files.get("web/web.nix")], [TIP, FRESH]);
    await writeModules({ plan: { ...planOf("commit"), tip: "c".repeat(40) }, pullRequest: 7 }, { forge, log: log(lines) });
    assert.deepEqual(forge.calls, ["commit topic"]);
    assert.deepEqual(lines, ["A module was regenerated by cccccccccc on topic."]);
  });

  it("says that the branch moved on between reading and committing", async () => {
    const forge = forgeWith({});
    const lines: string[] = [];
    const late = { ...forge, commit: (change: Parameters<FakeForge["commit"]>[0]) => { forge.push(HEAD); return forge.commit(change); } };
    await writeModules({ plan: planOf("commit"), pullRequest: 7 }, { forge: late, log: log(lines) });
    assert.deepEqual(lines, ["No module is committed: the branch topic has moved on."]);
    assert.equal(forge.files.get("web/web.nix"), OLD);
  });

  it("suggests once", async () => {
    const forge = forgeWith({});
    const lines: string[] = [];
    for (let run = 0; run < 2; run += 1) await writeModules({ plan: planOf("suggest"), pullRequest: 7 }, { forge, log: log(lines) });
    assert.deepEqual([forge.calls, lines], [["review 7"], ["One change was suggested."]]);
  });

  it("warns where the token may not write", async () => {
    const forge = forgeWith({});
    const lines: string[] = [];
    const denied = { ...forge, commit: () => Promise.reject(new StowplanError({ code: "forge-denied", subject: "branch topic", message: "The token may not do this.", hint: "Give it more." })) };
    await writeModules({ plan: planOf("commit"), pullRequest: 7 }, { forge: denied, log: log(lines) });
    assert.deepEqual(lines, ["warning modules: branch topic: The token may not do this. Give it more."]);
  });

  it("asks nothing where the plan writes nothing", async () => {
    await writeModules({ plan: planOf(undefined), pullRequest: 7 }, { forge: { ...forgeWith({}), pullRequest: () => assert.fail("asked") }, log: silentLog });
  });
});
