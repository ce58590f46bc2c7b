// Conditions of `depends_on` as units: what is waited for, for how long, and that a program that ran is not run again.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readProject } from "../../src/compose/index.ts";
import { convertProject, type Runtime } from "../../src/convert/index.ts";
import { projectSource } from "../compose/project-source.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const COMPOSE = `
services:
  web: {image: x, depends_on: {migrate: {condition: service_completed_successfully}, db: {condition: service_healthy}}}
  migrate: {image: x, restart: always}
  db: {image: y, healthcheck: {test: 'true', interval: 10s, timeout: 5s, retries: 100, start_period: 1m}}
`;

async function unitsOf(runtime: Runtime, options: Readonly<Record<string, unknown>> = {}): Promise<ReadonlyMap<string, string>> {
  const source = projectSource({ project: "shop", ...options });
  const { value } = await readProject(source, fakeTree({ "compose.yml": COMPOSE }));
  assert.ok(value !== undefined);
  const { text } = convertProject(value, { runtime, dialect: "stowplan", config: source.options });
  return new Map([...text.matchAll(/systemd\.services\."([^"]+)" = \{\n([\s\S]*?)\n {2}\};/g)].map(([, name = "", unit = ""]) => [name, unit]));
}

/** Runs the script of a unit with a `systemctl` that says these states one after the other. */
function runScript(unit: string, states: readonly (readonly [active: string, sub: string])[]): number | null {
  const [, script = ""] = /script = ''\n([\s\S]*?)\n\s*'';/.exec(unit) ?? [];
  assert.notEqual(script, "");
  const folder = mkdtempSync(join(tmpdir(), "stowplan-wait-"));
  try {
    states.forEach(([active, sub], index) => {
      writeFileSync(join(folder, `ActiveState.${index}`), active);
      writeFileSync(join(folder, `SubState.${index}`), sub);
    });
    const steps = ["#!/bin/sh", `cd ${folder}`, 'step=$(cat step 2>/dev/null || echo 0)', 'property="${2#--property=}"', 'cat "$property.$step"', `[ "$property" = ActiveState ] && [ "$step" -lt ${states.length - 1} ] && echo $((step + 1)) > step`, "true"];
    writeFileSync(join(folder, "systemctl"), steps.join("\n"));
    writeFileSync(join(folder, "sleep"), "#!/bin/sh\n");
    for (const name of ["systemctl", "sleep"]) chmodSync(join(folder, name), 0o755);
    const run = spawnSync("sh", ["-e", "-c", script.replaceAll("''${", "${")], { env: { PATH: `${folder}:${process.env["PATH"] ?? ""}` }, timeout: 20_000 });
    return run.status;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("conditions of dependencies", () => {
  for (const runtime of ["docker", "podman"] as const) {
    it(`let a program run once: ${runtime}`, async () => {
      const units = await unitsOf(runtime);
      assert.match(units.get(`${runtime}-shop-migrate`) ?? "", /RemainAfterExit = lib\.mkOverride 90 true;/);
      assert.doesNotMatch(units.get(`${runtime}-shop-web`) ?? "", /RemainAfterExit/);
      assert.match(units.get(`${runtime}-shop-web`) ?? "", new RegExp(`requires = \\[[^\\]]*"${runtime}-completed-shop-migrate\\.service"`));
    });

    it(`tell a good end from a bad one: ${runtime}`, async () => {
      const wait = (await unitsOf(runtime)).get(`${runtime}-completed-shop-migrate`) ?? "";
      assert.equal(runScript(wait, [["activating", "start"], ["active", "running"], ["active", "exited"]]), 0);
      assert.equal(runScript(wait, [["active", "running"], ["activating", "auto-restart"], ["active", "running"], ["active", "exited"]]), 0);
      assert.equal(runScript(wait, [["active", "running"], ["failed", "failed"]]), 1);
      assert.equal(runScript(wait, [["active", "running"], ["inactive", "dead"]]), 1);
    });
  }

  it("are bound: by default, by the health check's own settings, by configuration", async () => {
    const bound = (units: ReadonlyMap<string, string>, name: string): string | undefined => /TimeoutStartSec = (\d+);/.exec(units.get(name) ?? "")?.[1];
    const [free, configured] = [await unitsOf("docker"), await unitsOf("docker", { dependency_timeout: "5m" })];
    assert.equal(bound(free, "docker-completed-shop-migrate"), "600");
    assert.equal(bound(free, "docker-healthy-shop-db"), String(60 + 100 * 15 + 30));
    assert.equal(bound(configured, "docker-completed-shop-migrate"), "300");
    assert.equal(bound(configured, "docker-healthy-shop-db"), "300");
  });
});
