// Profiles: off and reported, on by configuration, or an option of the module that real Nix turns on.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { convertProject, type Converted } from "../../src/convert/index.ts";
import { factsOf } from "../../src/convert/module-facts.ts";
import { readModule } from "../../src/convert/read-module.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";
import { needs } from "../needs.ts";
import { evaluateNix } from "../nix/evaluate.ts";

const COMPOSE = `
services:
  web: {image: x, depends_on: {db: {condition: service_started}}}
  db: {image: y}
  adminer: {image: z, profiles: [tools, debug], networks: [back], depends_on: {db: {condition: service_completed_successfully}}}
  trace: {image: t, profiles: [debug], networks: [back], volumes: ["traces:/t"]}
networks: {back: {}}
volumes: {traces: {}}
`;

async function convert(options: Readonly<Record<string, unknown>>, compose = COMPOSE): Promise<Converted> {
  const source = projectSource({ project: "shop", ...options });
  const { value, findings } = await readProject(source, fakeTree({ "compose.yml": compose }));
  assert.ok(value !== undefined, JSON.stringify(findings));
  return convertProject(value, { runtime: "docker", dialect: "stowplan", config: source.options });
}

const containers = ({ text }: Converted): readonly string[] => [...text.matchAll(/containers\."shop-(\w+)"/g)].map(([, name = ""]) => name);

describe("profiles", () => {
  it("that are off leave their services out and say how to turn them on", async () => {
    const converted = await convert({});
    assert.deepEqual(containers(converted), ["db", "web"]);
    const told = converted.findings.map(({ subject, hint }) => `${subject}: ${hint}`);
    assert.equal(told.length, 2);
    assert.match(told.join("\n"), /service trace: .*`profiles: \[debug\]`.*`profiles_as_options`/);
  });

  it("that are on by configuration are in the module", async () => {
    assert.deepEqual(containers(await convert({ profiles: ["debug"] })), ["adminer", "db", "trace", "web"]);
    assert.deepEqual(containers(await convert({ profiles: ["tools"] })), ["adminer", "db", "web"]);
  });

  it("as options are compared with what was committed", async () => {
    for (const options of [{}, { enable_option: true, option_prefix: "services.compose" }]) {
      const converted = await convert({ profiles_as_options: true, ...options });
      const committed = await readModule(converted.text);
      assert.deepEqual([...(committed?.facts ?? [])].toSorted(), [...factsOf(converted.bindings)].toSorted());
    }
  });

  it("as options tell of services that need what an option can turn off", async () => {
    const { findings } = await convert({ profiles_as_options: true }, "services: {web: {image: x, depends_on: [db]}, db: {image: y, profiles: [data]}}\n");
    assert.deepEqual(findings.map(({ message }) => message.slice(0, 15)), ["`depends_on.db`"]);
  });
});

/** Enough of NixOS's module system to see which definitions a configuration leaves. */
const EVALUATE = `{ module, on }: let
  lib = {
    mkIf = condition: content: { _if = condition; inherit content; };
    mkOption = option: option;
    mkOverride = priority: content: content;
    elem = builtins.elem;
    types.bool = "bool";
  };
  config.shop.profiles = builtins.mapAttrs (name: option: { enable = if on == [ ] then option.enable.default else builtins.elem name on; }) whole.options.shop.profiles;
  whole = module { inherit lib config; pkgs = { docker = "docker"; }; };
  kept = set: builtins.filter (name: set.\${name}._if or true) (builtins.attrNames set);
in { containers = kept whole.config.virtualisation.oci-containers.containers; units = kept whole.config.systemd.services; }`;

describe("profiles as options", needs("nix"), () => {
  for (const { on, profiles, containers: expected, units } of [
    { on: [], profiles: [], containers: ["shop-db", "shop-web"], units: ["docker-network-shop_default", "docker-shop-db", "docker-shop-web"] },
    { on: ["tools"], profiles: [], containers: ["shop-adminer", "shop-db", "shop-web"], units: ["docker-completed-shop-db", "docker-network-shop_back", "docker-network-shop_default", "docker-shop-adminer", "docker-shop-db", "docker-shop-web"] },
    {
      on: [],
      profiles: ["debug"],
      containers: ["shop-adminer", "shop-db", "shop-trace", "shop-web"],
      units: ["docker-completed-shop-db", "docker-network-shop_back", "docker-network-shop_default", "docker-shop-adminer", "docker-shop-db", "docker-shop-trace", "docker-shop-web", "docker-volume-shop_traces"],
    },
  ]) {
    it(`on: ${on.join(", ") || "none"}; configured: ${profiles.join(", ") || "none"}`, async () => {
      const { text } = await convert({ profiles_as_options: true, profiles });
      const names = `[ ${on.map((name) => JSON.stringify(name)).join(" ")} ]`;
      assert.deepEqual(evaluateNix(`(${EVALUATE}) { on = ${names}; module = (${text}); }`), { containers: expected, units });
    });
  }
});
