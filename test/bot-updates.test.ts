// Updates by the bot: commands, the dashboard's boxes, pushes to the default branch, and what stands between runs.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { buildImage } from "../scripts/demo/oci-image.ts";
import { BotScene } from "./fakes/bot.ts";
import { isRecord, valueIn } from "./fakes/github-rules.ts";
import { fakeRegistry } from "./fakes/registry.ts";

const FILE = "compose.yaml";
const COMPOSE = "name: cellar\nservices:\n  cache:\n    image: redis:7.4.0\n  search:\n    image: docker.io/getmeili/meilisearch:v1.8.0\n";
/** Nothing is due by itself. */
const CONFIG = "updates:\n  kinds: [patch, minor, major]\n  schedule: [before 1am on the first day of the month]\n  timezone: UTC\n  minimum-age: 500 months\n";

const image = (tag: string): ReturnType<typeof buildImage> => buildImage({ platforms: ["linux/amd64"], created: "2026-02-01T00:00:00Z", settings: { Env: [`VERSION=${tag}`] }, layers: [{ "etc/version": tag }] });
const REGISTRY = fakeRegistry([
  ...["7.4.0", "7.4.1", "7.4.2", "8.0.0"].map((tag) => ({ registry: "docker.io", path: "library/redis", tags: [tag], image: image(tag) })),
  ...["v1.8.0", "v1.8.1"].map((tag) => ({ registry: "docker.io", path: "getmeili/meilisearch", tags: [tag], image: image(tag) })),
]);

let scene: BotScene;
let base: string;
let issue: number;

async function pulls(): Promise<readonly { readonly number: number; readonly branch: string; readonly title: string; readonly state: string }[]> {
  const answer = await scene.ask("GET /pulls?state=all&per_page=100");
  assert.ok(Array.isArray(answer));
  const all = answer.map((pull: unknown) => ({ number: Number(valueIn(pull, "number")), branch: String(valueIn(pull, "head", "ref")), title: String(valueIn(pull, "title")), state: String(valueIn(pull, "state")) }));
  return all.toSorted((left, right) => left.number - right.number);
}

async function open(): Promise<readonly string[]> {
  return (await pulls()).filter(({ state }) => state === "open").map(({ title }) => title);
}

async function dashboard(): Promise<{ readonly number: number; readonly body: string }> {
  const issues = await scene.ask("GET /issues?state=open&per_page=100");
  assert.ok(Array.isArray(issues));
  const found = issues.filter(isRecord).filter(({ body }) => String(body).startsWith("<!-- stowplan-dashboard "));
  assert.equal(found.length, 1, "there is one dashboard");
  return { number: Number(found[0]?.["number"]), body: String(found[0]?.["body"]) };
}

const say = (text: string): Promise<number> => scene.say(text, { number: issue, isPullRequest: false });

before(async () => {
  scene = await BotScene.start();
  scene.registry = REGISTRY;
  base = await scene.commit({ [FILE]: COMPOSE });
  await scene.setMain(base);
  issue = Number(valueIn(await scene.ask("POST /issues", { title: "Updates" }), "number"));
});
after(() => scene.close());
beforeEach(() => scene.restart());

describe("updates by the bot", () => {
  it("are not looked for unasked where there is no configuration", async () => {
    await scene.lookAround();
    assert.deepEqual([scene.checkouts, await open()], [[], []]);
  });

  it("wait for their schedule where there is one", async () => {
    const next = await scene.commit({ [FILE]: COMPOSE, ".github/stowplan.yml": CONFIG }, base);
    base = next;
    await scene.setMain(base);
    await scene.deliver("push", { ref: "refs/heads/main", deleted: false });
    assert.deepEqual(scene.checkouts, ["branch main", "branch main"]);
    assert.deepEqual(await open(), []);
    assert.match((await dashboard()).body, /- \[ \] .*Update redis to 7\.4\.2/);
  });

  it("are opened at once where a command asks for them", async () => {
    const comment = await say("/stowplan update redis");
    assert.deepEqual(scene.github.reactions(comment), ["rocket"]);
    assert.deepEqual(await open(), ["Update redis to 7.4.2"]);
    assert.match(await scene.status(issue), /`\/stowplan update redis`.*Pull request \d+ was opened/);
  });

  it("take the version that is asked for, and keep to it in later runs", async () => {
    await say("/stowplan update redis 7.4.1");
    assert.deepEqual(await open(), ["Update redis to 7.4.1"]);
    await scene.lookAround();
    assert.deepEqual(await open(), ["Update redis to 7.4.1"]);
    assert.match((await dashboard()).body, /redis`? goes to `7\.4\.1`/);
  });

  it("say which version the registry does not have", async () => {
    const comment = await say("/stowplan update meilisearch v9.9.9");
    assert.deepEqual(scene.github.reactions(comment), ["confused"]);
    assert.match(await scene.status(issue), /not done.*v9\.9\.9/);
  });

  it("are made anew by /stowplan rebase", async () => {
    base = await scene.commit({ [FILE]: COMPOSE, ".github/stowplan.yml": `${CONFIG}  rebase-when: never\n` }, base);
    await scene.setMain(base);
    const [pull] = (await pulls()).filter(({ state }) => state === "open");
    assert.ok(pull !== undefined);
    await scene.say("/stowplan rebase", { number: pull.number });
    assert.match(await scene.status(pull.number), /was made anew/);
    const commit = await scene.ask(`GET /git/ref/heads/${pull.branch}`);
    const parents = valueIn(await scene.ask(`GET /git/commits/${String(valueIn(commit, "object", "sha"))}`), "parents");
    assert.equal(valueIn(parents, 0, "sha"), base);
  });

  it("are left alone until a day, which survives the bot and its runs", async () => {
    const comment = await say("/stowplan ignore redis until 2999-12-24");
    assert.deepEqual(scene.github.reactions(comment), ["rocket"]);
    assert.match(await scene.status(issue), /redis`? is left alone until 2999-12-24.*was closed/);
    await scene.restart();
    await scene.lookAround();
    assert.deepEqual(await open(), []);
    assert.match((await dashboard()).body, /redis`? is left alone until 2999-12-24/);
  });

  it("come when a box of the dashboard is ticked, and only then", async () => {
    const { number, body } = await dashboard();
    const ticked = body.replace(/- \[ \] (?=.*meilisearch)/, "- [x] ");
    assert.notEqual(ticked, body);
    await scene.ask(`PATCH /issues/${number}`, { body: ticked });
    await scene.deliver("issues", { action: "edited", changes: { body: { from: body } }, issue: { number, state: "open", body: ticked, user: { type: "Bot" } }, sender: { type: "User" } });
    assert.deepEqual(await open(), ["Update meilisearch to v1.8.1"]);
    assert.doesNotMatch((await dashboard()).body, /\[x\]/);
  });

  it("tell what is wrong, once, and take it back when it is mended", async () => {
    const broken = await scene.commit({ [FILE]: COMPOSE, ".github/stowplan.yml": "updates: [" }, base);
    await scene.setMain(broken);
    const comment = await say("/stowplan update redis");
    assert.deepEqual(scene.github.reactions(comment), ["confused"]);
    assert.match(await scene.status(issue), /not done.*stowplan\.yml/);
    await scene.setMain(base);
  });

  it("tell on the dashboard why a run that nobody asked for failed, once, and leave what stands there", async () => {
    const before = (await dashboard()).body;
    await scene.setMain(await scene.commit({ [FILE]: COMPOSE, ".github/stowplan.yml": "updates: [" }, base));
    const push = (): Promise<void> => scene.deliver("push", { ref: "refs/heads/main", deleted: false });
    await assert.rejects(push(), { code: "config" });
    await assert.rejects(push(), { code: "config" });
    const { body } = await dashboard();
    assert.match(body, /> \[!CAUTION\]\n> \*\*Needs a look: the last run failed\*\*[^\n]*stowplan\.yml/);
    assert.equal(body.replace(/> \[!CAUTION\]\n[^\n]*\n\n/, ""), before);
    await scene.setMain(base);
    await push();
    assert.equal((await dashboard()).body, before);
  });

  it("asked GitHub only as GitHub's description has it", () => scene.github.assertDescribed());
});
