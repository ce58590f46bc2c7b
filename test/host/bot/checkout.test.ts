import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { type CheckoutSource, withBranch, withCheckout } from "../../../src/host/bot/checkout.ts";
import { runGit } from "../../../src/host/git-command.ts";
import { makeOrigin, type Origin } from "../../fakes/origin.ts";

const job = { repositoryId: 41, number: 7 };

/** An environment whose clones and temporary files go when the test ends. */
function environment(context: TestContext): Record<string, string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "stowplan-clones-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return { ...process.env, XDG_CACHE_HOME: folder };
}

function source(origin: Origin, some: { readonly head: string; readonly environment: CheckoutSource["environment"]; readonly number?: number }): CheckoutSource {
  return { job: { ...job, number: some.number ?? job.number, headCommit: some.head }, remote: origin.url, token: "secret-token", environment: some.environment, pauses: [0] };
}

function makePull(origin: Origin, number = 7): { readonly base: string; readonly head: string; readonly merge: string } {
  const base = origin.commit({ "flake.nix": "1", "large.txt": "x".repeat(10_000) });
  const head = origin.commit({ "flake.nix": `2 of ${number}`, "large.txt": "x".repeat(10_000) }, base);
  return { base, head, merge: origin.mergePullRequest(number, { base, head }) };
}

describe("withCheckout", () => {
  it("gives the merge commit with its parents, and removes the job's own folder", async (context) => {
    const origin = makeOrigin(context);
    const { base, head, merge } = makePull(origin);
    const scratch = await withCheckout(source(origin, { head, environment: environment(context) }), async (checkout) => {
      assert.deepEqual([checkout.base, checkout.head, checkout.tip], [base, merge, head]);
      const text = await runGit(checkout.repository, { args: ["cat-file", "blob", `${checkout.head}:flake.nix`] });
      assert.equal(text.toString(), "2 of 7");
      assert.equal(checkout.repository.environment["TMPDIR"], checkout.scratch);
      return checkout.scratch;
    });
    assert.equal(existsSync(scratch), false);
  });

  it("removes the folders of processes that were killed, and no others", async (context) => {
    const origin = makeOrigin(context);
    const { head } = makePull(origin);
    const cache = environment(context);
    const temporary = mkdtempSync(join(tmpdir(), "stowplan-clones-"));
    context.after(() => rmSync(temporary, { recursive: true, force: true }));
    const owner = (pid: number): string => JSON.stringify({ host: hostname(), pid, name: "x" });
    // Linux gives no process a number beyond 2^22 (proc(5), `pid_max`).
    for (const [name, text] of [["stowplan-job-dead", owner(2 ** 22 + 1)], ["stowplan-job-alive", owner(process.ppid)], ["notes", owner(2 ** 22 + 1)]] as const) {
      mkdirSync(join(temporary, name, "clone"), { recursive: true });
      writeFileSync(join(temporary, name, ".stowplan-owner"), text);
    }
    await withCheckout(source(origin, { head, environment: { ...cache, TMPDIR: temporary } }), () => Promise.resolve());
    assert.deepEqual(readdirSync(temporary).toSorted(), ["notes", "stowplan-job-alive"]);
  });

  it("keeps the clone, and fetches into it only what is new", async (context) => {
    const origin = makeOrigin(context);
    const cache = environment(context);
    const directories: string[] = [];
    for (const number of [7, 8]) {
      const { head } = makePull(origin, number);
      await withCheckout(source(origin, { head, number, environment: cache }), ({ repository }) => Promise.resolve(directories.push(repository.directory)));
    }
    assert.equal(directories[0], directories[1]);
    const packs = (await runGit({ directory: directories[0] ?? "", environment: cache }, { args: ["count-objects", "-v"] })).toString();
    assert.match(packs, /^packs: 2$/m);
    // The first brings 8 objects (3 commits, 2 trees, 3 files), the second 4: neither the base nor the large file comes again.
    assert.match(packs, /^in-pack: 12$/m);
  });

  it("tidies a clone of many packs, unless somebody else reads in it", async (context) => {
    const origin = makeOrigin(context);
    const cache = environment(context);
    const { head } = makePull(origin);
    const pull = source(origin, { head, environment: cache });
    const count = async ({ repository }: { repository: { directory: string } }): Promise<number> =>
      Promise.resolve(readdirSync(join(repository.directory, ".git/objects/pack")).filter((name) => name.endsWith(".pack")).length);
    await withCheckout(pull, async ({ repository }) => {
      for (let number = 0; number < 41; number += 1) {
        const object = (await runGit(repository, { args: ["hash-object", "-w", "--stdin"], input: String(number) })).toString();
        await runGit(repository, { args: ["pack-objects", "--quiet", ".git/objects/pack/pack"], input: object });
      }
      assert.ok((await withCheckout(pull, count)) > 41);
    });
    assert.ok((await withCheckout(pull, count)) <= 2);
  });

  it("serves many jobs of one repository at once", async (context) => {
    const origin = makeOrigin(context);
    const cache = environment(context);
    const heads = [1, 2, 3, 4].map((number) => ({ number, ...makePull(origin, number) }));
    const found = await Promise.all(
      heads.map(({ number, head }) =>
        withCheckout(source(origin, { head, number, environment: cache }), async (checkout) => (await runGit(checkout.repository, { args: ["cat-file", "blob", `${checkout.head}:flake.nix`] })).toString()),
      ),
    );
    assert.deepEqual(found, ["2 of 1", "2 of 2", "2 of 3", "2 of 4"]);
  });

  it("leaves no token, hook or program in the repository's configuration", async (context) => {
    const origin = makeOrigin(context);
    const { head } = makePull(origin);
    await withCheckout(source(origin, { head, environment: environment(context) }), async ({ repository }) => {
      const settings = (await runGit(repository, { args: ["config", "--list", "--local"] })).toString();
      assert.doesNotMatch(settings, /secret-token|extraheader|hook|filter|alias/i);
      assert.equal(existsSync(join(repository.directory, ".git/hooks")), false);
      assert.deepEqual(readdirSync(repository.directory), [".git"]);
    });
  });

  it("refuses objects that git would not make: a tree with an entry named .git", async (context) => {
    const origin = makeOrigin(context);
    const { base } = makePull(origin);
    const blob = origin.git("rev-parse", `${base}:flake.nix`);
    const input = Buffer.concat([Buffer.from("100644 .git\0"), Buffer.from(blob, "hex")]);
    const evil = spawnSync("git", ["-C", origin.folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin"], { input }).stdout.toString().trim();
    const head = origin.git("commit-tree", "-m", "evil", "-p", base, evil);
    origin.mergePullRequest(7, { base, head });
    await assert.rejects(withCheckout(source(origin, { head, environment: environment(context) }), () => Promise.resolve()), { code: "git-failed" });
  });

  it("does not take a remote that is away for one without the merge commit", async (context) => {
    const origin = makeOrigin(context);
    const { head } = makePull(origin);
    const away = { ...source(origin, { head, environment: environment(context) }), remote: "http://127.0.0.1:9/ada/homelab.git" };
    await assert.rejects(withCheckout(away, () => Promise.resolve()), { code: "forge-failed" });
  });

  for (const remote of ["ext::sh -c 'touch stowplan-was-here'", "--upload-pack=touch stowplan-was-here"]) {
    it(`runs no program that an address names: ${remote.slice(0, 14)}`, async (context) => {
      const origin = makeOrigin(context);
      const { head } = makePull(origin);
      await assert.rejects(withCheckout({ ...source(origin, { head, environment: environment(context) }), remote }, () => Promise.resolve()));
      assert.equal(existsSync("stowplan-was-here"), false);
    });
  }

  it("says what to do where the merge commit is of another head", async (context) => {
    const origin = makeOrigin(context);
    const { base } = makePull(origin);
    await assert.rejects(withCheckout(source(origin, { head: base, environment: environment(context) }), () => Promise.resolve()), { code: "revision-missing", hint: /conflicts/ });
  });

  it("says the same where there is none, and keeps nothing where there is no home", async (context) => {
    const origin = makeOrigin(context);
    const homeless = { PATH: process.env["PATH"] };
    await assert.rejects(withCheckout(source(origin, { head: "b".repeat(40), environment: homeless }), () => Promise.resolve()), { code: "revision-missing", subject: "pull request 7" });
  });
});

describe("withBranch", () => {
  it("gives the newest commit of the default branch, and of another by name", async (context) => {
    const origin = makeOrigin(context);
    const cache = environment(context);
    const { base, head } = makePull(origin);
    origin.git("update-ref", "refs/heads/main", base);
    origin.git("update-ref", "refs/heads/next", head);
    origin.git("symbolic-ref", "HEAD", "refs/heads/main");
    const plain = { remote: origin.url, token: "", environment: cache, repositoryId: 41 };
    assert.equal(await withBranch(plain, ({ commit }) => Promise.resolve(commit)), base);
    assert.equal(await withBranch({ ...plain, reference: "refs/heads/next" }, ({ commit }) => Promise.resolve(commit)), head);
    await assert.rejects(withBranch({ ...plain, reference: "refs/heads/gone" }, () => Promise.resolve()), { code: "revision-missing" });
  });
});
