import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyPublication, decidePublication, type Published, readThread } from "../../src/publish/index.ts";
import { COMMENT_LIMIT, findMarker, type Plan, renderMarkdown } from "../../src/report/index.ts";
import { commentWith, type FakeForge, fakeForge, silentLog } from "../fakes/forge.ts";
import { HEAD, homelabPlan, planWith } from "../fakes/plans.ts";

const oldBody = renderMarkdown(planWith({ tip: HEAD }), { limit: COMMENT_LIMIT });

async function publish(plan: Plan, forge: FakeForge): Promise<Published> {
  return applyPublication(decidePublication(plan, await readThread(7, forge)), { forge, log: silentLog });
}

describe("applyPublication", () => {
  it("creates, then updates the same comment, then leaves it", async () => {
    const forge = fakeForge();
    const created = await publish(homelabPlan, forge);
    assert.deepEqual([created.kind, created.url], ["created", "https://forge.example/comments/1"]);
    const updated = await publish({ ...homelabPlan, images: [] }, forge);
    assert.deepEqual([updated.kind, updated.url], ["updated", created.url]);
    const skipped = await publish({ ...homelabPlan, images: [] }, forge);
    assert.deepEqual([skipped.kind, skipped.reason, skipped.url], ["skipped", "same", created.url]);
    assert.deepEqual(forge.calls, ["create 7", "update 1"]);
  });

  it("removes duplicates, also one that is gone meanwhile", async () => {
    const forge = fakeForge([1, 2, 3].map((id) => commentWith({ id, body: oldBody })));
    const decided = decidePublication(homelabPlan, await readThread(7, forge));
    await forge.deleteComment(2);
    await applyPublication(decided, { forge, log: silentLog });
    assert.deepEqual(forge.now().map(({ id }) => id), [1]);
  });

  it("deletes where nothing is to be said", async () => {
    const forge = fakeForge([commentWith({ id: 1, body: oldBody }), commentWith({ id: 2 })]);
    const published = await publish(planWith({ options: { whenUnchanged: "never", failOn: ["error"] } }), forge);
    assert.equal(published.kind, "deleted");
    assert.deepEqual(forge.now().map(({ id }) => id), [2]);
  });

  it("creates anew where the comment was deleted meanwhile", async () => {
    const forge = fakeForge([commentWith({ id: 1, body: oldBody })]);
    const decided = decidePublication(homelabPlan, await readThread(7, forge));
    await forge.deleteComment(1);
    const published = await applyPublication(decided, { forge, log: silentLog });
    assert.equal(published.kind, "created");
    assert.equal(forge.now().length, 1);
  });

  it("does not overwrite once the pull request has moved on", async () => {
    const forge = fakeForge([commentWith({ id: 1, body: oldBody })]);
    const decided = decidePublication(homelabPlan, await readThread(7, forge));
    forge.push(HEAD);
    const published = await applyPublication(decided, { forge, log: silentLog });
    assert.deepEqual([published.kind, published.reason], ["skipped", "outdated"]);
    assert.equal(forge.now()[0]?.body, oldBody);
  });
});

describe("several runs at once", () => {
  for (const runs of [2, 5]) {
    it(`${runs} first runs leave one comment`, async () => {
      const forge = fakeForge();
      const published = await Promise.all(Array.from({ length: runs }, () => publish(homelabPlan, forge)));
      assert.equal(forge.now().length, 1);
      assert.equal(published.filter(({ kind }) => kind === "created").length, 1);
      assert.deepEqual(new Set(published.map(({ url }) => url)), new Set([forge.now()[0]?.url]));
    });
  }

  it("the comment that stays shows the newer head", async () => {
    const forge = fakeForge();
    const late = decidePublication(homelabPlan, await readThread(7, forge));
    // A run for the head before was slow, and creates its comment in between.
    await forge.createComment(7, oldBody);
    await applyPublication(late, { forge, log: silentLog });
    assert.deepEqual(forge.now().map(({ body }) => findMarker(body)?.head), [homelabPlan.tip]);
  });
});

describe("runs for different heads at once", () => {
  const NEWER = "4".repeat(40);
  const bodyOf = (tip: string): string => renderMarkdown({ ...homelabPlan, tip }, { limit: COMMENT_LIMIT });
  const headOf = (forge: FakeForge): string | undefined => findMarker(forge.now()[0]?.body ?? "")?.head;

  /** A run for `homelabPlan.tip` that decided while `shown` stood there. */
  async function lateRun(shown: string, change: (forge: FakeForge) => Partial<FakeForge>): Promise<{ published: Published; forge: FakeForge }> {
    const forge = fakeForge([commentWith({ id: 1, body: shown })]);
    const decided = decidePublication(homelabPlan, await readThread(7, forge));
    const published = await applyPublication(decided, { forge: { ...forge, ...change(forge) }, log: silentLog });
    return { published, forge };
  }

  it("takes a head that descends from the shown one at once", async () => {
    const { published, forge } = await lateRun(oldBody, () => ({ descends: () => Promise.resolve(true), settle: () => Promise.reject(new Error("it need not wait")) }));
    assert.equal(published.kind, "updated");
    assert.equal(headOf(forge), homelabPlan.tip);
  });

  it("leaves a newer commit's comment where the pull request's head was read as it was a moment ago", async () => {
    const { published, forge } = await lateRun(bodyOf(NEWER), (real) => ({
      settle: () => {
        real.push(NEWER);
        return Promise.resolve();
      },
    }));
    assert.deepEqual([published.kind, published.reason], ["skipped", "outdated"]);
    assert.equal(headOf(forge), NEWER);
    assert.deepEqual(forge.calls, []);
  });

  it("takes a branch that was reset to an older commit for what it is", async () => {
    const { published, forge } = await lateRun(bodyOf(NEWER), () => ({}));
    assert.equal(published.kind, "updated");
    assert.equal(headOf(forge), homelabPlan.tip);
  });

  it("brings back what it overwrote where somebody pushed between reading and writing", async () => {
    const { published, forge } = await lateRun(oldBody, (real) => ({
      comment: async (id) => {
        if (headOf(real) === HEAD) await real.updateComment(id, bodyOf(NEWER));
        return real.comment(id);
      },
      updateComment: (id, body) => {
        real.push(NEWER);
        return real.updateComment(id, body);
      },
    }));
    assert.equal(published.reason, "outdated");
    assert.equal(headOf(forge), NEWER);
  });

  it("says that its text is old where it cannot bring back what stood there", async () => {
    const { forge } = await lateRun(oldBody, (real) => ({
      updateComment: (id, body) => {
        real.push(NEWER);
        return real.updateComment(id, body);
      },
    }));
    assert.match(forge.now()[0]?.body ?? "", /^<!-- stowplan \{.*\} -->\n> \[!WARNING\]\n> This is the plan of an older commit\./);
    assert.equal(headOf(forge), homelabPlan.tip, "the record stays the first line");
  });

  it("writes again where an older run wrote over it", async () => {
    let isFirst = true;
    const { published, forge } = await lateRun(oldBody, (real) => ({
      updateComment: async (id, body) => {
        const written = await real.updateComment(id, body);
        if (isFirst) await real.updateComment(id, oldBody);
        isFirst = false;
        return written;
      },
    }));
    assert.equal(published.kind, "updated");
    assert.equal(headOf(forge), homelabPlan.tip);
  });

  it("removes nothing once the pull request has moved on", async () => {
    const forge = fakeForge([commentWith({ id: 1, body: oldBody })]);
    const decided = decidePublication(planWith({ options: { whenUnchanged: "never", failOn: ["error"] } }), await readThread(7, forge));
    forge.push(NEWER);
    assert.equal((await applyPublication(decided, { forge, log: silentLog })).reason, "outdated");
    assert.equal(forge.now().length, 1);
  });
});
