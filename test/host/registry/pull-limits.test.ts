// How many pulls a registry still allows, as Docker Hub tells it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type PullLimit, readPullLimit } from "../../../src/host/registry/pull-limits.ts";
import { openRegistry } from "../../../src/host/oci-registry.ts";
import { rejectsWith } from "./contract.ts";
import { NO_DOCKER_CONFIG, openScripted } from "./scripted-client.ts";
import { sendJson } from "./scripted-server.ts";

describe("pull limits", () => {
  const TABLE: readonly (readonly [limit: string | undefined, remaining: string | undefined, read: PullLimit | undefined])[] = [
    ["100;w=21600", "37;w=21600", { left: 37, allowed: 100, seconds: 21_600 }],
    ["200", "0", { left: 0, allowed: 200, seconds: undefined }],
    [" 100 ; w=60 ", "5", { left: 5, allowed: 100, seconds: 60 }],
    ["100;w=21600", undefined, undefined],
    [undefined, "3", undefined],
    ["many", "few", undefined],
    ["-1", "-1", undefined],
  ];
  for (const [limit, remaining, read] of TABLE) {
    it(`of ${limit ?? "nothing"} and ${remaining ?? "nothing"}`, () => {
      const headers = { ...(limit === undefined ? {} : { "ratelimit-limit": limit }), ...(remaining === undefined ? {} : { "ratelimit-remaining": remaining }) };
      assert.deepEqual(readPullLimit({ headers }), read);
    });
  }

  it("are told once when they run low, and manifests are not asked for when they are used up", async (context) => {
    let left = 12;
    const { server, repository } = await openScripted(context, {
      script: (request, response) => {
        if (request.url?.includes("/manifests/") === true && request.method === "GET") left -= 4;
        sendJson(response, { headers: { "ratelimit-limit": "100;w=21600", "ratelimit-remaining": `${String(left)};w=21600` }, body: { schemaVersion: 2, tags: ["1"] } });
      },
    });
    const told: string[] = [];
    const log = { progress: () => undefined, info: () => undefined, warn: (text: string) => void told.push(text) };
    const registry = openRegistry({ mirrors: {}, allowPrivate: [server.host], timeout: 20 }, { ...NO_DOCKER_CONFIG, log });
    for (const tag of ["1", "2", "3"]) await registry.manifest(repository, tag);
    const asked = server.seen.length;
    await rejectsWith(registry.manifest(repository, "4"), "registry-rate-limited");
    assert.equal(server.seen.length, asked);
    assert.deepEqual(await registry.tags(repository), ["1"]);
    assert.deepEqual(told, [`${server.host}: 8 of 100 pulls in 6 hours are left; log in for more, or set a mirror (registries.mirrors).`]);
  });
});
