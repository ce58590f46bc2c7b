// Which log driver a container gets: the journal, unless a driver is written that is not Docker's own.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { convertProject } from "../../src/convert/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

async function logging(written: string, options: Readonly<Record<string, unknown>> = {}): Promise<readonly string[]> {
  const source = projectSource(options);
  const { value } = await readProject(source, fakeTree({ "compose.yml": `services: {web: {image: x${written}}}\n` }));
  assert.ok(value !== undefined);
  const { text } = convertProject(value, { runtime: "docker", dialect: "stowplan", config: source.options });
  return [...text.matchAll(/log-driver = "[^"]*"|--log-opt=[^"]*/g)].map(([found]) => found);
}

describe("logging", () => {
  const SIZE = "options: {max-size: 10m}";
  const cases: readonly (readonly [what: string, written: string, options: Readonly<Record<string, unknown>>, got: readonly string[]])[] = [
    ["is the journal where nothing is written", "", {}, ['log-driver = "journald"']],
    ["is the journal in place of json-file, whose options mean nothing there", `, logging: {driver: json-file, ${SIZE}}`, {}, ['log-driver = "journald"']],
    ["is json-file where that is wanted", `, logging: {driver: json-file, ${SIZE}}`, { use_compose_log_driver: true }, ['log-driver = "json-file"', "--log-opt=max-size=10m"]],
    ["is another driver that is written", `, logging: {driver: local, ${SIZE}}`, {}, ['log-driver = "local"', "--log-opt=max-size=10m"]],
    ["is left to NixOS where only options are written", `, logging: {${SIZE}}`, {}, ["--log-opt=max-size=10m"]],
  ];
  for (const [what, written, options, got] of cases) it(what, async () => assert.deepEqual(await logging(written, options), got));
});
