// Which runs hand the job's token to the registry client.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readActionInputs } from "../../../src/host/action/inputs.ts";
import { githubToken } from "../../../src/host/action/run-ports.ts";

const PULL_REQUEST = { kind: "pull-request", number: 7, headCommit: "a".repeat(40), mergeCommit: "b".repeat(40) } as const;

describe("the job's token for ghcr.io", () => {
  function tokenFor(isFork: boolean, environment: Record<string, string>): ReturnType<typeof githubToken> {
    const log = { progress: () => undefined, info: () => undefined, warn: () => undefined };
    const variables = { INPUT_MODE: "plan", ...environment };
    return githubToken({ event: { ...PULL_REQUEST, isFork }, inputs: readActionInputs(variables), environment: variables, workspace: ".", log });
  }

  it("is the input, with the repository's owner", () => {
    assert.deepEqual(tokenFor(false, { INPUT_TOKEN: "ghs_1", GITHUB_TOKEN: "ghs_2", GITHUB_REPOSITORY_OWNER: "galley" }), { token: "ghs_1", owner: "galley" });
  });
  it("is the environment's where there is no input", () => {
    assert.deepEqual(tokenFor(false, { GITHUB_TOKEN: "ghs_2", GITHUB_REPOSITORY: "galley/lab" }), { token: "ghs_2", owner: "galley" });
  });
  it("is none for a stranger's pull request", () => {
    assert.equal(tokenFor(true, { INPUT_TOKEN: "ghs_1", GITHUB_REPOSITORY_OWNER: "galley" }), undefined);
  });
  it("is none where the owner is unknown, or the token", () => {
    assert.equal(tokenFor(false, { INPUT_TOKEN: "ghs_1" }), undefined);
    assert.equal(tokenFor(false, { GITHUB_REPOSITORY_OWNER: "galley" }), undefined);
  });
});
