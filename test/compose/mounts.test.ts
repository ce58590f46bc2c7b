// Mounts in their short form as a table: what each becomes in the long one.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject, toCanonical } from "../../src/compose/index.ts";
import { z } from "zod";
import { projectSource } from "./project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const Canonical = z.object({ services: z.object({ web: z.object({ volumes: z.array(z.json()).default([]) }) }) });

const BIND = { type: "bind", target: "/t", bind: { create_host_path: true } };
const VOLUME = { type: "volume", source: "data", target: "/t", volume: {} };

describe("a mount", () => {
  for (const [written, expected] of [
    ["data:/t", VOLUME],
    ["data:/t/", VOLUME],
    ["data:/t:ro", { ...VOLUME, read_only: true }],
    ["data:/t:nocopy", { ...VOLUME, volume: { nocopy: true } }],
    ["data:/t:z", { ...VOLUME, bind: { selinux: "z" } }],
    ["/t", { type: "volume", target: "/t", volume: {} }],
    ["./conf:/t", { ...BIND, source: "/srv/shop/conf" }],
    ["../up:/t:rw,Z", { ...BIND, source: "/srv/up", bind: { create_host_path: true, selinux: "Z" } }],
    [".:/t:cached", { ...BIND, source: "/srv/shop" }],
    ["~/x:/t", { ...BIND, source: "/home/mara/x" }],
    ["/abs:/t:ro,rslave", { ...BIND, source: "/abs", read_only: true, bind: { create_host_path: true, propagation: "rslave" } }],
    ["a:b:c:d", undefined],
    ["data::/t", undefined],
  ] as const) {
    it(written, async () => {
      const compose = `services: {web: {image: x, volumes: [${JSON.stringify(written)}]}}\nvolumes: {data: {}}\n`;
      const { value } = await readProject(projectSource({ environment: { HOME: "/home/mara" } }), fakeTree({ "compose.yml": compose }));
      assert.ok(value !== undefined);
      assert.deepEqual(Canonical.parse(toCanonical(value)).services.web.volumes, expected === undefined ? [] : [expected]);
    });
  }

  it("of a home folder that nobody knows is taken to be root's, with a warning", async () => {
    const { findings } = await readProject(projectSource(), fakeTree({ "compose.yml": "services: {web: {image: x, volumes: ['~/x:/t']}}\n" }));
    assert.deepEqual(findings.map(({ code, severity }) => [code, severity]), [["compose-unset-variable", "warning"]]);
  });
});
