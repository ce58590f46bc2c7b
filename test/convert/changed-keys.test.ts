// Keys that the container gets in another sense than was written, and values that no module can hold, each with its finding.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { convertProject, type Dialect } from "../../src/convert/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

async function findingsOf(service: string, dialect: Dialect): Promise<readonly string[]> {
  const source = projectSource({ project: "shop" });
  const { value } = await readProject(source, fakeTree({ "compose.yml": `services: {web: {image: x, ${service}}}\n` }));
  assert.ok(value !== undefined);
  const { findings } = convertProject(value, { runtime: "docker", dialect, config: source.options });
  return findings.filter(({ code }) => code.startsWith("convert-")).map(({ code, severity, message }) => `${severity} ${code}: ${message}`);
}

function devices(request: string): string {
  return `deploy: {resources: {reservations: {devices: [{capabilities: [gpu], ${request}}]}}}`;
}

const DEVICES = "`deploy.resources.reservations.devices`";

describe("a key with another meaning", () => {
  const cases: readonly (readonly [service: string, dialect: Dialect, expected: readonly string[]])[] = [
    ["logging: {driver: json-file}", "stowplan", ["info convert-key-changed: `logging` with the driver `json-file` becomes `journald`, NixOS's own; its options are left out."]],
    [devices("driver: nvidia"), "compose2nix", []],
    [devices("driver: nvidia, device_ids: ['0', '1']"), "compose2nix", [`info convert-key-changed: ${DEVICES} names devices; the container gets all of them.`]],
    [devices("driver: nvidia, device_ids: ['0', '1']"), "stowplan", []],
    [devices("driver: nvidia, count: 2"), "stowplan", [`info convert-key-changed: ${DEVICES} asks for 2 of the devices; the container gets all of them.`]],
    [devices("driver: cdi, device_ids: [nvidia.com/gpu=0]"), "compose2nix", []],
    [devices("driver: amd"), "stowplan", [`warning convert-key-lost: ${DEVICES} asks for a driver that is not known: \`amd\`.`]],
  ];
  for (const [service, dialect, expected] of cases) {
    it(`${service} (${dialect})`, async () => {
      assert.deepEqual(await findingsOf(service, dialect), expected);
    });
  }
});

describe("a value that Nix cannot hold", () => {
  it("fails the conversion and names the container", async () => {
    const expected = "error convert-failed: A value of `shop-web` has a NUL character, half of a surrogate pair or a number without bounds, which Nix cannot hold.";
    assert.deepEqual(await findingsOf('environment: {A: "x\\0y"}', "stowplan"), [expected]);
  });
});
