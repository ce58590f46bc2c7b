import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ActionEvent } from "../../../src/host/action/event.ts";
import { planPages } from "../../../src/host/action/plan-pages.ts";
import { silentLog } from "../../fakes/forge.ts";

const environment = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "ada/homelab", GITHUB_RUN_ID: "42" };
const pull: ActionEvent = { kind: "comment", number: 7 };
const RUNS = "https://github.com/ada/homelab/actions/runs";
const artifactOf = (artifactUrl: string): string | undefined => planPages({ event: pull, inputs: { artifactUrl }, environment, log: silentLog }).artifact;

describe("planPages", () => {
  it("names the run, or the one that it follows", () => {
    const pagesOf = (event: ActionEvent, variables = {}): string | undefined => planPages({ event, inputs: { artifactUrl: "" }, environment: { ...environment, ...variables }, log: silentLog }).run;
    assert.equal(pagesOf(pull), `${RUNS}/42`);
    assert.equal(pagesOf({ kind: "workflow-run", headCommit: "", headBranch: "", headOwner: "", run: `${RUNS}/41` }), `${RUNS}/41`);
    assert.equal(pagesOf(pull, { GITHUB_RUN_ID: undefined }), undefined);
  });

  it("names an artifact of this repository, also one of another run", () => {
    for (const url of [`${RUNS}/42/artifacts/7`, `${RUNS}/41/artifacts/4000000000`]) assert.equal(artifactOf(url), url);
  });

  const others = ["", "https://evil.example/42/artifacts/7", `${RUNS}/42/artifacts/7/../../../../settings`, `${RUNS}/42/artifacts/7)[x](https://evil.example`, "https://github.com/eve/homelab/actions/runs/42/artifacts/7", `${RUNS}/42/artifacts/null`];
  for (const url of others) it(`names no artifact for '${url}'`, () => assert.equal(artifactOf(url), undefined));

  it("says why an address is not linked", () => {
    const told: string[] = [];
    planPages({ event: pull, inputs: { artifactUrl: "https://evil.example" }, environment, log: { ...silentLog, warn: (text) => void told.push(text) } });
    assert.match(told.join(), /^The input artifact-url is no address of an artifact of this repository/);
  });
});
