// The fake registry keeps the contract that the real client keeps.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { IMAGES, registryContract, rejectsWith } from "../host/registry/contract.ts";
import { fakeRegistry } from "./registry.ts";

describe("fake registry", () => {
  registryContract(() => fakeRegistry(IMAGES));

  it("writes down what it is asked", async () => {
    const registry = fakeRegistry(IMAGES);
    await registry.tags({ registry: "docker.io", path: "library/redis" });
    await registry.resolve({ registry: "docker.io", path: "library/redis" }, "7.2-alpine");
    assert.deepEqual(registry.requests, ["tags docker.io/library/redis", "resolve docker.io/library/redis:7.2-alpine"]);
  });

  it("fails as it is told", async () => {
    const registry = fakeRegistry(IMAGES, { "ghcr.io": "registry-denied" });
    await rejectsWith(registry.tags({ registry: "ghcr.io", path: "mealie-recipes/mealie" }), "registry-denied");
  });
});
