// How a service is attached to its networks, for each engine, as a table.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { convertProject, type Runtime } from "../../src/convert/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const NETWORKS = "networks: {front: {ipam: {config: [{subnet: 172.16.0.0/24}]}}, back: {name: rear}}\n";

async function wordsOf(service: string, runtime: Runtime): Promise<readonly string[]> {
  const source = projectSource({ project: "shop" });
  const { value, findings } = await readProject(source, fakeTree({ "compose.yml": `services: {web: {image: x, ${service}}, db: {image: y, container_name: database}}\n${NETWORKS}` }));
  assert.ok(value !== undefined, JSON.stringify(findings));
  const { text } = convertProject(value, { runtime, dialect: "stowplan", config: source.options });
  const options = /containers\."shop-web" = \{[\s\S]*?extraOptions = \[([\s\S]*?)\];/.exec(text)?.[1] ?? "";
  return [...options.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = ""]) => word);
}

describe("networks", () => {
  for (const [service, docker, podman] of [
    ["user: a", ["--network-alias=web", "--network=shop_default"], ["--network-alias=web", "--network=shop_default"]],
    ["networks: [front, back]", ["--network-alias=web", "--network=rear", "--network=shop_front"], ["--network-alias=web", "--network=rear", "--network=shop_front"]],
    [
      "networks: {front: {ipv4_address: 172.16.0.5, aliases: [shop]}}",
      ["--ip=172.16.0.5", "--network-alias=shop", "--network-alias=web", "--network=shop_front"],
      ["--ip=172.16.0.5", "--network-alias=web", "--network=shop_front:alias=shop"],
    ],
    [
      "networks: {front: {ipv4_address: 172.16.0.5, mac_address: '02:42:ac:11:00:02'}, back: }",
      ["--network-alias=web", "--network=name=shop_front,ip=172.16.0.5,mac-address=02:42:ac:11:00:02", "--network=rear"],
      ["--network-alias=web", "--network=rear", "--network=shop_front:ip=172.16.0.5,mac=02:42:ac:11:00:02"],
    ],
    ["network_mode: host", ["--network=host"], ["--network=host"]],
    ["network_mode: 'service:db'", ["--network=container:database"], ["--network=container:database"]],
    ["network_mode: bridge", ["--network=bridge"], ["--network-alias=web", "--network=bridge"]],
  ] as const) {
    for (const [runtime, expected] of [["docker", docker], ["podman", podman]] as const) {
      it(`${service} (${runtime})`, async () => {
        assert.deepEqual(await wordsOf(service, runtime), expected);
      });
    }
  }
});
