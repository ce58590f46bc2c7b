// The life of pull requests with the bot, from signed webhooks to what stands on GitHub: the emulator, real git, the whole core.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { findMarker } from "../src/report/index.ts";
import { BotScene } from "./fakes/bot.ts";
import { signatureOf } from "./fakes/probot.ts";
import { webhookPayload } from "./fakes/webhooks.ts";

const FILE = "compose.yaml";
const compose = (level: string): string => `name: cellar\nservices:\n  cache:\n    image: docker.io/library/redis:7.4.0\n    environment:\n      LEVEL: ${level}\n`;

let scene: BotScene;
let base: string;
let head: string;
let number: number;

async function plans(of = number): Promise<readonly string[]> {
  return (await scene.comments(of)).map(({ body }) => body).filter((body) => findMarker(body) !== undefined);
}

before(async () => {
  scene = await BotScene.start();
  base = await scene.commit({ [FILE]: compose("info"), "old.nix": "1" });
  head = await scene.commit({ [FILE]: compose("debug"), "old.nix": "1" }, base);
  await scene.setMain(base);
  number = await scene.openPull("topic", { base, head });
});
after(() => scene.close());
beforeEach(async () => {
  scene.checkouts.length = 0;
  await scene.restart();
});

describe("events of pull requests", () => {
  it("are answered with a comment by the App", async () => {
    await scene.pullEvent("opened", { number, head });
    const [comment, ...others] = await scene.comments(number);
    assert.ok(comment !== undefined && others.length === 0);
    assert.equal(comment.author, "stowplan[bot]");
    assert.match(comment.body, /environment LEVEL info → debug/);
    assert.equal(findMarker(comment.body)?.head, head);
  });

  it("give git a token that may read this repository and nothing else", () => {
    const asked = scene.github.exchanges.filter(({ path }) => path.endsWith("/access_tokens")).map(({ body }) => body);
    assert.ok(asked.some((body) => JSON.stringify(body) === JSON.stringify({ repository_ids: [scene.github.repositoryId], permissions: { contents: "read" } })));
    for (const body of asked) assert.match(JSON.stringify(body), new RegExp(`"repository_ids":\\[${scene.github.repositoryId}\\],"permissions"`));
  });

  it("update it after a push, whatever head the event speaks of", async () => {
    const old = head;
    head = await scene.commit({ [FILE]: compose("trace"), "old.nix": "1" }, base);
    await scene.push("topic", { number, base, head });
    await scene.pullEvent("synchronize", { number, head: old });
    assert.deepEqual((await plans()).map((body) => findMarker(body)?.head), [head]);
  });

  it("tell in the comment why there is no plan", async () => {
    const other = await scene.commit({ [FILE]: compose("warn") }, base);
    // GitHub has no merge commit of this head: it conflicts.
    await scene.ask("PATCH /git/refs/heads/topic", { sha: other, force: true });
    await scene.pullEvent("synchronize", { number, head: other });
    assert.match((await plans())[0] ?? "", /GitHub has no merge commit[^]*Resolve the conflicts/);
    await scene.push("topic", { number, base, head });
    await scene.pullEvent("synchronize", { number, head });
    assert.match((await plans())[0] ?? "", /environment LEVEL info → trace/);
  });

  it("are tried again where GitHub does not give the commits, and leave the plan that is there alone", async () => {
    const before = await plans();
    const missed = await scene.commit({ [FILE]: compose("fatal"), "old.nix": "1" }, base);
    await scene.push("topic", { number, base, head: missed });
    await scene.restart({ GITHUB_SERVER_URL: "http://127.0.0.1:9" });
    await assert.rejects(scene.pullEvent("synchronize", { number, head: missed }), { code: "forge-failed" });
    assert.deepEqual(await plans(), before);
    await scene.restart();
    await scene.lookAround();
    assert.match((await plans())[0] ?? "", /LEVEL info → fatal/);
  });

  it("tell of what is wrong with the machine, and are tried again", async () => {
    await scene.restart({ TMPDIR: "/nowhere" });
    await assert.rejects(scene.pullEvent("synchronize", { number, head }), { code: "ENOENT" });
    assert.match((await plans())[0] ?? "", /It failed in a way that it should not/);
    await scene.push("topic", { number, base, head });
    await scene.restart();
    await scene.pullEvent("synchronize", { number, head });
    assert.match((await plans())[0] ?? "", /LEVEL info → trace/);
  });

  it("are refused where they are not signed with the secret", async () => {
    const payload = JSON.stringify(webhookPayload("pull_request", { action: "opened", parts: { pull_request: { number, state: "open", head: { sha: head } } }, repositoryId: scene.github.repositoryId }));
    const delivered = scene.probot?.webhooks.verifyAndReceive({ id: "forged", name: "pull_request", payload, signature: signatureOf(payload, "guessed") });
    await assert.rejects(delivered ?? Promise.resolve());
    assert.deepEqual(scene.queue?.added, []);
  });

  it("plan again when a check is asked for again, by its commit", async () => {
    await scene.deliver("check_run", { action: "rerequested", check_run: { head_sha: head } });
    assert.deepEqual(scene.checkouts, [`own ${head}`]);
  });
});

describe("commands", () => {
  it("by whoever may write are answered by a reaction and one comment", async () => {
    const comment = await scene.say("/stowplan plan", { number });
    assert.deepEqual(scene.github.reactions(comment), ["rocket"]);
    assert.match(await scene.status(number), /`\/stowplan plan`.*`ada`.*done/);
    assert.deepEqual(scene.checkouts, [`own ${head}`]);
  });

  it("that are wrong are answered with the list of commands, in the same comment", async () => {
    const comment = await scene.say("/stowplan <img src=x> @everyone", { number });
    assert.deepEqual(scene.github.reactions(comment), ["confused"]);
    const [status = ""] = (await scene.comments(number)).map(({ body }) => body).filter((body) => body.startsWith("<!-- stowplan-commands"));
    assert.match(status, /There is no such command\.[^]*`\/stowplan rebase`/);
    assert.match(await scene.status(number), /`\/stowplan <img src=x> @everyone`/);
    await scene.say("/stowplan help", { number });
    assert.match(await scene.status(number), /`\/stowplan help`.*done/);
  });

  it("of strangers get a -1 and nothing else", async () => {
    const before = await scene.comments(number);
    for (const login of ["bob", "nobody"]) {
      const comment = await scene.say("/stowplan plan", { number, login });
      assert.deepEqual(scene.github.reactions(comment), ["-1"]);
    }
    assert.deepEqual([await scene.comments(number), scene.checkouts], [before, []]);
  });

  it("in a comment that looks like ours, by somebody else, are not believed", async () => {
    const [ours] = (await scene.comments(number)).filter(({ body }) => body.startsWith("<!-- stowplan-commands"));
    const copy = await scene.ask(`POST /issues/${number}/comments`, { body: ours?.body });
    await scene.say("/stowplan help", { number });
    const found = (await scene.comments(number)).filter(({ body }) => body.startsWith("<!-- stowplan-commands"));
    assert.deepEqual(found.map(({ author }) => author), ["stowplan[bot]", "ada"]);
    assert.equal(found[1]?.body, ours?.body);
    await scene.ask(`DELETE /issues/comments/${String(typeof copy === "object" && copy !== null && "id" in copy ? copy.id : 0)}`);
  });

  it("that name hosts leave the whole plan's comment alone", async () => {
    const before = await plans();
    await scene.say("/stowplan plan falcon", { number });
    const bodies = await plans();
    assert.deepEqual(bodies.slice(0, 1), before);
    assert.ok(bodies.slice(1).every((body) => findMarker(body)?.key === "default.hosts"));
  });

  it("that belong on a pull request say so on an issue", async () => {
    const issue = await scene.ask("POST /issues", { title: "Question" });
    const at = Number(typeof issue === "object" && issue !== null && "number" in issue ? issue.number : 0);
    await scene.say("/stowplan rebase", { number: at, isPullRequest: false });
    assert.match(await scene.status(at), /not done.*belongs on a pull request/);
  });
});

describe("pull requests of forks", () => {
  let fork: number;
  let theirs: string;

  before(async () => {
    theirs = await scene.commit({ [FILE]: compose("error"), "old.nix": "1" }, base);
    fork = await scene.openPull("fork", { base, head: theirs });
    scene.github.makeFork(fork, { name: "bob/homelab", pushed: "2026-03-01T09:00:00Z" });
  });

  it("are refused with the reason, and what to do", async () => {
    await scene.pullEvent("opened", { number: fork, head: theirs });
    assert.match((await plans(fork))[0] ?? "", /evaluates code from forks only when somebody who may write here asks for it[^]*\/stowplan plan/);
    assert.deepEqual(scene.checkouts, []);
  });

  it("are not planned because a stranger asks", async () => {
    await scene.say("/stowplan plan", { number: fork, login: "bob" });
    assert.deepEqual(scene.checkouts, []);
  });

  it("are not planned when something was pushed after the comment", async () => {
    const comment = await scene.say("/stowplan plan", { number: fork, created: "2026-03-01T08:59:59Z" });
    assert.deepEqual([scene.checkouts, scene.github.reactions(comment)], [[], ["confused"]]);
    assert.match(await scene.status(fork), /pushed to the fork after the comment/);
  });

  it("are planned in the sandbox when somebody who may write asks, at the head that he saw", async () => {
    const comment = await scene.say("/stowplan plan", { number: fork, created: "2026-03-01T09:00:01Z" });
    assert.deepEqual([scene.checkouts, scene.github.reactions(comment)], [[`stranger's ${theirs}`], ["rocket"]]);
    assert.match((await plans(fork))[0] ?? "", /environment LEVEL info → error/);
  });

  it("keep that plan when the bot looks around", async () => {
    await scene.lookAround();
    assert.match((await plans(fork))[0] ?? "", /environment LEVEL info → error/);
  });

  it("get no commit", async () => {
    await scene.say("/stowplan convert", { number: fork });
    assert.match(await scene.status(fork), /not done.*Nothing is committed to forks/);
  });

  it("are planned unasked where the bot allows them", async () => {
    await scene.restart({ STOWPLAN_FORKS: "yes" });
    await scene.pullEvent("synchronize", { number: fork, head: theirs });
    assert.deepEqual(scene.checkouts, [`stranger's ${theirs}`]);
  });
});

describe("looking around", () => {
  it("plans what has no plan of its head, and nothing else", async () => {
    await scene.lookAround();
    assert.deepEqual(scene.checkouts, []);
    const missed = await scene.commit({ [FILE]: compose("missed"), "old.nix": "1" }, base);
    await scene.push("topic", { number, base, head: missed });
    await scene.lookAround();
    assert.deepEqual(scene.checkouts, [`own ${missed}`]);
    assert.match((await plans())[0] ?? "", /LEVEL info → missed/);
    await scene.restart();
    await scene.lookAround();
    assert.equal(scene.checkouts.length, 1);
  });

  it("does not believe a record that somebody else wrote", async () => {
    const quiet = await scene.commit({ [FILE]: compose("info"), "old.nix": "2" }, base);
    const at = await scene.openPull("forged", { base, head: quiet });
    const [body = ""] = await plans();
    await scene.ask(`POST /issues/${at}/comments`, { body: body.replaceAll(findMarker(body)?.head ?? "-", quiet) });
    await scene.lookAround();
    assert.deepEqual(scene.checkouts, [`own ${quiet}`]);
  });

  it("survives a forge that refuses", async () => {
    scene.github.refuse(() => ({ status: 403 }));
    await assert.rejects(scene.lookAround(), { code: "forge-denied" });
    scene.github.refuse(undefined);
  });
});

it("the bot asked GitHub only as GitHub's description has it", () => scene.github.assertDescribed());
