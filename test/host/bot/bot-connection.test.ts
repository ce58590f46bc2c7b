import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Probot } from "probot";
import { openConnection } from "../../../src/host/bot/bot-connection.ts";
import type { RequestLimit } from "../../../src/host/bot/request-limit.ts";
import { silentLogger } from "../../fakes/probot.ts";

const headers = (remaining: string, resource = "core"): Record<string, string> => ({ "content-type": "application/json", "x-ratelimit-remaining": remaining, "x-ratelimit-reset": "1795262400", "x-ratelimit-resource": resource });

/** What is told of limits while one request is answered like this. */
async function toldOf(answer: { readonly status: number; readonly headers: Record<string, string> }): Promise<readonly RequestLimit[]> {
  const told: RequestLimit[] = [];
  const app = new Probot({ githubToken: "t", log: silentLogger() });
  await app.ready();
  const request = { fetch: () => Promise.resolve(new Response("{}", answer)) };
  const connection = openConnection(app, { options: { throttle: { enabled: false }, retry: { enabled: false }, request }, onLimit: (limit) => void told.push(limit) });
  const octokit = await connection.withToken("token", 7);
  const asked = octokit.request("GET /repos/{owner}/{repo}", { owner: "ada", repo: "homelab" });
  if (answer.status < 400) await asked;
  else await assert.rejects(asked);
  return told;
}

describe("openConnection", () => {
  it("tells what answers say about limits, also those that refuse", async () => {
    assert.deepEqual(await toldOf({ status: 200, headers: headers("4998") }), [{ installationId: 7, remaining: 4998, resets: 1_795_262_400 }]);
    assert.deepEqual(await toldOf({ status: 403, headers: headers("0") }), [{ installationId: 7, remaining: 0, resets: 1_795_262_400 }]);
  });

  it("tells nothing of other limits, and of servers without any", async () => {
    for (const given of [headers("9", "search"), headers("many"), { "content-type": "application/json" }]) assert.deepEqual(await toldOf({ status: 200, headers: given }), []);
  });
});
