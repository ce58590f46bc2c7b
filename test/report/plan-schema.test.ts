import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import * as z from "zod";
import { PLAN_VERSION, writePlan } from "../../src/report/index.ts";
import { brokenPlan, homelabPlan, planWith } from "../fakes/plans.ts";

const text = readFileSync(new URL("../../docs/plan.schema.json", import.meta.url), "utf8");
const Schema = z.looseObject({ $schema: z.string(), $id: z.string(), additionalProperties: z.literal(false), properties: z.looseObject({ version: z.looseObject({ const: z.number() }) }) });

describe("docs/plan.schema.json", () => {
  it("says where it is published and which version it describes", () => {
    const schema = Schema.parse(JSON.parse(text));
    assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
    assert.match(schema.$id, /^https:\/\/.*\/docs\/plan\.schema\.json$/);
    assert.equal(schema.properties.version.const, PLAN_VERSION);
  });

  it("takes plans and refuses others", () => {
    const published = z.fromJSONSchema(z.record(z.string(), z.json()).parse(JSON.parse(text)));
    for (const plan of [planWith(), homelabPlan, brokenPlan]) assert.ok(published.safeParse(JSON.parse(writePlan(plan))).success);
    for (const parts of [{ version: 2 }, { tip: "main" }, { surprise: true }, { findings: [{}] }]) assert.ok(!published.safeParse({ ...planWith(), ...parts }).success);
  });

  it("bounds every text and every list, for those who read a stranger's plan", () => {
    const unbounded: string[] = [];
    function walk(node: unknown, path: string): void {
      if (Array.isArray(node)) node.forEach((inner, index) => {
        walk(inner, `${path}/${index}`);
      });
      if (typeof node !== "object" || node === null || Array.isArray(node)) return;
      const one = z.record(z.string(), z.unknown()).parse(node);
      const isBounded = "maxLength" in one || "enum" in one || "const" in one || /\{\d+(?:,\d+)?\}\)?\$"|date/.test(JSON.stringify([one["pattern"], one["format"]]));
      if ((one["type"] === "string" && !isBounded) || (one["type"] === "array" && !("maxItems" in one))) unbounded.push(path);
      for (const [key, inner] of Object.entries(node)) walk(inner, `${path}/${key}`);
    }
    walk(JSON.parse(text), "");
    assert.deepEqual(unbounded, []);
  });
});
