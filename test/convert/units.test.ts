// What a service's unit gets beside NixOS's own: restart policies, waits, hooks, stop times, labels.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { convertProject, type Runtime } from "../../src/convert/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

/** The unit of the container `shop-web`, as text. */
async function unitOf(service: string, runtime: Runtime = "docker"): Promise<string> {
  const source = projectSource({ project: "shop" });
  const { value, findings } = await readProject(source, fakeTree({ "compose.yml": `services:\n  web: {image: x, ${service}}\n  db: {image: y, healthcheck: {test: 'true', interval: 10s, timeout: 5s, retries: 20}}\n` }));
  assert.ok(value !== undefined, JSON.stringify(findings));
  const { text } = convertProject(value, { runtime, dialect: "stowplan", config: source.options });
  return /systemd\.services\."(?:docker|podman)-shop-web" = \{\n([\s\S]*?)\n {2}\};/.exec(text)?.[1] ?? "";
}

describe("the unit of a container", () => {
  for (const [service, runtime, expected] of [
    ["restart: always", "podman", [/Restart = lib\.mkOverride 90 "always";/]],
    ["restart: unless-stopped", "docker", [/Restart = lib\.mkOverride 90 "always";/, /RestartSec = lib\.mkOverride 90 "100ms";/, /RestartSteps = lib\.mkOverride 90 9;/]],
    ["restart: on-failure:3", "docker", [/Restart = lib\.mkOverride 90 "on-failure";/, /startLimitBurst = 3;/, /StartLimitIntervalSec = lib\.mkOverride 90 "infinity";/]],
    ["restart: 'no'", "docker", [/Restart = lib\.mkOverride 90 "no";/]],
    ["deploy: {restart_policy: {condition: on-failure, delay: 3m, window: 2m}}", "podman", [/RestartSec = lib\.mkOverride 90 "3m0s";/, /StartLimitIntervalSec = lib\.mkOverride 90 120;/]],
    ["stop_grace_period: 1m30s", "docker", [/TimeoutStopSec = lib\.mkOverride 90 100;/]],
    ["labels: [stowplan.systemd.service.RuntimeMaxSec=360, compose2nix.systemd.unit.After=a.service]", "docker", [/RuntimeMaxSec = lib\.mkOverride 90 360;/, /after = \[\n\s+"docker-network-shop_default\.service"\n\s+"a\.service"\n/]],
    ["labels: [compose2nix.systemd.unit.AllowIsolate=on, compose2nix.systemd.service.Restart='no']", "docker", [/AllowIsolate = lib\.mkOverride 90 true;/, /Restart = lib\.mkOverride 90 "no";/]],
    ["restart: on-failure", "docker", [/Restart = lib\.mkOverride 90 "on-failure";/, /RestartSec = lib\.mkOverride 90 "100ms";/]],
    ["depends_on: {db: {condition: service_healthy}}", "docker", [/after = \[[^\]]*"docker-healthy-shop-db\.service"/, /requires = \[[^\]]*"docker-healthy-shop-db\.service"/]],
    ["depends_on: {db: {condition: service_started, required: false}}", "docker", [/wants = \[\n\s+"docker-shop-db\.service"\n/]],
    ["post_start: [{command: [chown, '-R', 'a b', /data], user: root}]", "podman", [/postStart = .*podman exec --user=root shop-web chown -R 'a b' \/data/s]],
    ["pre_stop: [{command: ./flush.sh}]", "docker", [/preStop = lib\.mkBefore ''\n\s+docker exec shop-web \.\/flush\.sh \|\| true\n/]],
  ] as const) {
    it(`${service} (${runtime})`, async () => {
      const unit = await unitOf(service, runtime);
      for (const pattern of expected) assert.match(unit, pattern);
    });
  }
});
