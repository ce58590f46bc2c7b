// The module that a plan carries to be written has the real values of secrets: no rendering may show any of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePlan, type Plan, renderHtml, renderMarkdown, renderTerminal, writePlan } from "../../src/report/index.ts";
import { homelabPlan } from "../fakes/plans.ts";

const [project] = homelabPlan.projects;
assert.ok(project !== undefined);
const module = { text: '{ DB_PASSWORD = "hunter2"; }\n', replaces: "0".repeat(64) };
const command = "cd hosts/falcon/mealie && stowplan convert --inputs=compose.yaml --output=docker-compose.nix";
const plan: Plan = { ...homelabPlan, options: { ...homelabPlan.options, write: "commit" }, projects: [{ ...project, drift: { ...project.drift, command, module } }] };

const renderings = {
  markdown: renderMarkdown(plan, { limit: Number.POSITIVE_INFINITY }),
  html: renderHtml(plan),
  terminal: renderTerminal(plan, { isColoured: false, width: 400 }),
};

describe("a module that is to be written", () => {
  for (const [form, text] of Object.entries(renderings)) {
    it(`is not in the ${form}, the command is`, () => {
      assert.doesNotMatch(text, /hunter2/);
      assert.ok(text.replaceAll("&amp;", "&").includes(command));
    });
  }

  it("is in the plan as it is", () => assert.deepEqual(parsePlan(writePlan(plan)), plan));
});
