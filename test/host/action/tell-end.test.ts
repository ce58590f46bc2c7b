import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StowplanError } from "../../../src/errors.ts";
import { tellEnd, tellFailure } from "../../../src/host/action/tell-end.ts";
import { finding, homelabPlan, planWith } from "../../fakes/plans.ts";
import { commandsIn } from "../../fakes/runner.ts";

describe("tellEnd", () => {
  it("is the plan's first line", () => assert.equal(tellEnd(planWith()), "No change: every unit, container and Compose project stays as it is\n"));
  it("says why the step fails", () => {
    assert.equal(
      tellEnd(homelabPlan),
      "2 hosts: 4 units restart, 1 starts, 1 stays stopped\n::error title=stowplan::Errors: 1, warnings: 3. `fail-on: error` fails this step; the summary names them.\n",
    );
  });
  it("says nothing of the sort where fail-on is not reached", () => {
    assert.deepEqual(commandsIn(tellEnd(planWith({ findings: [finding({ code: "moving-tag", severity: "warning" })] }))), []);
  });
});

describe("tellFailure", () => {
  it("is one annotation with what, why and what to do", () => {
    const error = new StowplanError({ code: "revision-missing", subject: "abc", message: "It is not there.\n::warning::forged", hint: "Fetch it." });
    assert.equal(tellFailure(error), "::error title=stowplan%3A revision-missing::abc: It is not there.%0A::warning::forged%0AFetch it.\n");
  });
  it("keeps the stack of our own mistakes in one line of the log", () => {
    const [line = "", ...others] = tellFailure(new Error("::set-env::x")).trimEnd().split("\n");
    assert.deepEqual(others, []);
    assert.match(line, /^::error title=stowplan%3A internal::This is a mistake in stowplan/);
  });
});
