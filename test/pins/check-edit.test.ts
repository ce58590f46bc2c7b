// Whether an edit changed exactly the images that it should, as a table of what hosts run before and after.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkEdit } from "../../src/pins/edits/check-edit.ts";
import { host } from "../switch/host-builder.ts";

type Images = Readonly<Record<string, string>>;

function problems(before: Images, after: Images | undefined): readonly string[] {
  const state = (images: Images): ReturnType<typeof host> => host({ containers: Object.fromEntries(Object.entries(images).map(([name, image]) => [name, { image }])) });
  return checkEdit({ before: [state(before)], after: after === undefined ? [] : [state(after)], edits: [{ reference: "redis:7.2", proposed: "redis:7.4" }] }).problems;
}

describe("checkEdit of redis:7.2 to redis:7.4", () => {
  const cases: readonly (readonly [what: string, before: Images, after: Images | undefined, problems: readonly string[]])[] = [
    ["the image moves", { db: "redis:7.2" }, { db: "redis:7.4" }, []],
    ["it moves in every spelling", { db: "docker.io/library/redis:7.2" }, { db: "docker.io/library/redis:7.4" }, []],
    ["it moves in one of two places, the other was not found", { a: "redis:7.2", b: "redis:7.2" }, { a: "redis:7.4", b: "redis:7.2" }, []],
    ["nothing runs it before", { db: "valkey:8" }, { db: "valkey:8" }, []],
    ["everything stays", { db: "redis:7.2" }, { db: "redis:7.2" }, ["no container would stop running redis:7.2"]],
    ["another container takes it up", { a: "redis:7.2", b: "valkey:8" }, { a: "redis:7.4", b: "redis:7.2" }, ["container b of mealie would run redis:7.2 instead of valkey:8", "no container would stop running redis:7.2"]],
    ["it moves to something else", { db: "redis:7.2" }, { db: "redis:8" }, ["container db of mealie would run redis:8 instead of redis:7.4"]],
    ["another image moves with it", { a: "redis:7.2", b: "nginx:1" }, { a: "redis:7.4", b: "nginx:2" }, ["container b of mealie would run nginx:2 instead of nginx:1"]],
    ["a container goes", { a: "redis:7.2", b: "nginx:1" }, { a: "redis:7.4" }, ["container b of mealie would be gone"]],
    ["a container comes", { a: "redis:7.2" }, { a: "redis:7.4", b: "nginx:1" }, ["container b of mealie would be new"]],
    ["the host evaluates no more", { a: "redis:7.2" }, undefined, ["mealie would not evaluate"]],
  ];
  for (const [what, before, after, told] of cases) it(what, () => assert.deepEqual(problems(before, after), told));
});
