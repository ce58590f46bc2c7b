import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { OctokitLike } from "../../src/host/forge-asker.ts";
import { type Pace, paceRequests } from "../../src/host/forge-pace.ts";

type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

/** A clock that only waiting moves, and an Octokit that answers from a list. */
function scene(answers: readonly Answer[], some: Partial<Pace> = {}): { readonly octokit: OctokitLike; readonly told: readonly string[] } {
  const told: string[] = [];
  const left = [...answers];
  let clock = 1_000_000_000;
  const octokit: OctokitLike = {
    request: (route) => {
      told.push(route);
      const { status, headers = {} } = left.shift() ?? { status: 200 };
      if (status < 300) return Promise.resolve({ data: route });
      return Promise.reject(Object.assign(new Error("refused"), { status, response: { headers } }));
    },
    graphql: () => Promise.resolve({}),
  };
  function wait(milliseconds: number): Promise<void> {
    told.push(`wait ${milliseconds / 1000}`);
    clock += milliseconds;
    return Promise.resolve();
  }
  return { octokit: paceRequests(octokit, { wait, now: () => new Date(clock), ...some }), told };
}

describe("paceRequests", () => {
  it("leaves a second between requests that write, and none before those that read", async () => {
    const { octokit, told } = scene([]);
    await Promise.all(["POST /a", "GET /b", "PATCH /c", "DELETE /d"].map((route) => octokit.request(route, {})));
    assert.deepEqual(told, ["POST /a", "GET /b", "wait 1", "PATCH /c", "wait 1", "DELETE /d"]);
  });

  const limits: readonly (readonly [string, Answer, string])[] = [
    ["retry-after", { status: 403, headers: { "retry-after": "30" } }, "wait 30"],
    ["the reset of the primary limit", { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000045" } }, "wait 45"],
    ["a minute where nothing is said", { status: 429 }, "wait 60"],
  ];
  for (const [what, answer, expected] of limits) {
    it(`waits for ${what}, and repeats even what creates: it was not carried out`, async () => {
      const { octokit, told } = scene([answer]);
      assert.deepEqual((await octokit.request("POST /pulls", {})).data, "POST /pulls");
      assert.deepEqual(told, ["POST /pulls", expected, "POST /pulls"]);
    });
  }

  it("gives up when waiting takes too long, and then at once", async () => {
    const { octokit, told } = scene([{ status: 429 }, { status: 429 }, { status: 429 }], { patience: 100 });
    await assert.rejects(octokit.request("GET /a", {}));
    await assert.rejects(octokit.request("GET /b", {}));
    assert.deepEqual(told, ["GET /a", "wait 60", "GET /a", "GET /b"]);
  });

  it("does not wait for other failures, and goes on after them", async () => {
    const { octokit, told } = scene([{ status: 403 }, { status: 502 }]);
    await assert.rejects(octokit.request("GET /a", {}));
    await assert.rejects(octokit.request("GET /b", {}));
    await octokit.request("GET /c", {});
    assert.deepEqual(told, ["GET /a", "GET /b", "GET /c"]);
  });
});
