import assert from "node:assert/strict";
import { createSign } from "node:crypto";
import { after, afterEach, before, describe, it } from "node:test";
import { getOctokit } from "@actions/github";
import { createOctokitForge } from "../../src/host/octokit-forge.ts";
import { publishPlan } from "../../src/plan.ts";
import type { Forge } from "../../src/ports.ts";
import type { Published } from "../../src/publish/index.ts";
import type { LabelNames, Plan } from "../../src/report/index.ts";
import { silentLog } from "../fakes/forge.ts";
import { APP, commitFile, type GitHub, openPullRequest, REPOSITORY, startGitHub } from "../fakes/github.ts";
import { finding, planWith } from "../fakes/plans.ts";

let github: GitHub;
let number: number;
let head: string;
let token: string;

const NAMES: LabelNames = { "no-change": "stowplan: no change", "restarts": "", "left-stopped": "", "back-up-first": "", "policy": "", "failed": "stowplan: failed" };
const forgeOf = (): Forge => createOctokitForge({ octokit: getOctokit(token, { baseUrl: github.url }), ...REPOSITORY, pauses: [0, 0] });
const publish = (plan: Partial<Plan>): Promise<Published> => publishPlan({ plan: planWith({ tip: head, ...plan }), pullRequest: number }, { forge: forgeOf(), log: silentLog });
const findings = (count: number): Plan["findings"] => Array.from({ length: count }, (_, index) => finding({ code: "port-conflict", severity: "error", place: { file: "a.nix", line: index + 1 } }));
const writes = (part: string): readonly string[] => github.exchanges.filter(({ method, path }) => method !== "GET" && path.includes(part)).map(({ method, status }) => `${method} ${status}`);

/** Only Apps may write checks: the token of an installation, as a bot gets it (GitHub Docs, "Generating a JSON Web Token for a GitHub App"). */
async function appToken(): Promise<string> {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const seconds = Math.floor(Date.now() / 1000);
  const unsigned = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: seconds - 60, exp: seconds + 300, iss: String(APP.id) })}`;
  const signature = createSign("RSA-SHA256").update(unsigned).sign(github.privateKey, "base64url");
  const octokit = getOctokit(`${unsigned}.${signature}`, { baseUrl: github.url });
  const headers = { authorization: `Bearer ${unsigned}.${signature}` };
  const { data } = await octokit.request("POST /app/installations/{installation_id}/access_tokens", { installation_id: APP.installation, headers });
  return data.token;
}

describe("octokit-checks and octokit-labels", () => {
  before(async () => {
    github = await startGitHub();
    const base = await commitFile(github, { path: "a.nix", content: "1" });
    head = await commitFile(github, { path: "a.nix", content: "2", parent: base });
    number = await openPullRequest(github, { base, head });
    token = await appToken();
  });
  after(() => github.close());
  afterEach(() => {
    github.refuse(undefined);
    github.assertDescribed();
  });

  it("write, complete, keep and replace a check run as GitHub describes it", async () => {
    const first = await publish({ findings: findings(60) });
    assert.equal(first.check?.conclusion, "failure");
    assert.deepEqual(writes("/check-runs"), ["POST 201", "PATCH 200"]);
    const again = await publish({ findings: findings(60) });
    assert.deepEqual(again.check, first.check);
    assert.equal(writes("/check-runs").length, 2);
    assert.equal((await publish({ findings: [] })).check?.conclusion, "success");
    assert.deepEqual(writes("/check-runs"), ["POST 201", "PATCH 200", "POST 201", "PATCH 200"]);
    const [latest, replaced, ...more] = (await forgeOf().checkRuns(head, "stowplan")).toSorted((left, right) => right.id - left.id);
    assert.deepEqual([latest?.author, latest?.conclusion], [`${APP.slug}[bot]`, "success"]);
    assert.deepEqual([replaced?.conclusion, replaced?.title, more], ["neutral", "Replaced by a newer check", []]);
  });

  it("do without a check run where the token may not write any", async () => {
    github.refuse(({ method, path }) => (method === "POST" && path.endsWith("/check-runs") ? { status: 403 } : undefined));
    const published = await publish({ key: "other" });
    assert.equal(published.check, undefined);
    assert.ok(published.kind !== "deleted");
  });

  it("make labels, put them on, and take them off when they are no longer true", async () => {
    await github.ask(`POST /repos/${REPOSITORY.owner}/${REPOSITORY.repo}/issues/${number}/labels`, { labels: ["bug"] });
    const options: Plan["options"] = { whenUnchanged: "update", failOn: ["error"], check: false, labels: NAMES };
    assert.deepEqual((await publish({ options })).labels, ["stowplan: no change"]);
    assert.deepEqual((await publish({ options })).labels, ["stowplan: no change"]);
    assert.deepEqual((await publish({ options, findings: findings(1) })).labels, ["stowplan: failed"]);
    assert.deepEqual((await forgeOf().labels(number)).toSorted(), ["bug", "stowplan: failed"]);
    assert.deepEqual((await publish({ options })).labels, ["stowplan: no change"]);
    await forgeOf().removeLabel(number, "not there");
    await forgeOf().ensureLabel({ name: "stowplan: failed", color: "000000", description: "" });
    assert.deepEqual(writes("/labels"), ["POST 201", "POST 200", "POST 201", "POST 200", "DELETE 200", "POST 200", "DELETE 200", "DELETE 404"]);
  });
});
