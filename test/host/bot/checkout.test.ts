import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, it } from "node:test";
import { withCheckout } from "../../../src/host/bot/checkout.ts";
import { runGit } from "../../../src/host/git-command.ts";
import { makeOrigin, type Origin } from "../../fakes/origin.ts";

const job = { owner: "ada", repo: "homelab", repositoryId: 1, number: 7, baseCommit: "a".repeat(40), isFork: false };

function source(origin: Origin, headCommit: string): Parameters<typeof withCheckout>[0] {
  return { job: { ...job, headCommit }, remote: origin.url, token: "secret-token", environment: process.env, pauses: [0] };
}

describe("withCheckout", () => {
  it("gives the merge commit with its parents, and removes the folder", async (context) => {
    const origin = makeOrigin(context);
    const base = origin.commit({ "flake.nix": "1" });
    const head = origin.commit({ "flake.nix": "2" }, base);
    const merge = origin.mergePullRequest(7, { base, head });
    const directory = await withCheckout(source(origin, head), async (checkout) => {
      assert.deepEqual([checkout.base, checkout.head, checkout.tip], [base, merge, head]);
      const text = await runGit(checkout.repository, { args: ["cat-file", "blob", `${checkout.head}:flake.nix`] });
      assert.equal(text.toString(), "2");
      return checkout.repository.directory;
    });
    assert.equal(existsSync(directory), false);
  });

  it("leaves no token in the repository's configuration", async (context) => {
    const origin = makeOrigin(context);
    const base = origin.commit({ "flake.nix": "1" });
    const head = origin.commit({ "flake.nix": "2" }, base);
    origin.mergePullRequest(7, { base, head });
    await withCheckout(source(origin, head), async ({ repository }) => {
      const settings = (await runGit(repository, { args: ["config", "--list"] })).toString();
      assert.doesNotMatch(settings, /secret-token|extraheader/i);
    });
  });

  it("says what to do where the merge commit is of another head, and removes the folder", async (context) => {
    const origin = makeOrigin(context);
    const base = origin.commit({ "flake.nix": "1" });
    const head = origin.commit({ "flake.nix": "2" }, base);
    origin.mergePullRequest(7, { base, head });
    await assert.rejects(withCheckout(source(origin, base), () => Promise.resolve()), { code: "revision-missing", hint: /conflicts/ });
  });

  it("says the same where there is none", async (context) => {
    const origin = makeOrigin(context);
    await assert.rejects(withCheckout(source(origin, "b".repeat(40)), () => Promise.resolve()), { code: "revision-missing", subject: "pull request 7" });
  });
});
