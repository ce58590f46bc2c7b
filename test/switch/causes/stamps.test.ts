// Which changes are no news: a table of hosts that say which commit or day they were made from, in many places.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type HostPlan, planHosts } from "../../../src/switch/index.ts";
import { host, type HostParts, storePath, unit } from "../host-builder.ts";

const OLD = "0123456789abcdef0123456789abcdef01234567";
const NEW = "fedcba9876543210fedcba9876543210fedcba98";

function plan(old: HostParts, fresh: HostParts): HostPlan | undefined {
  return planHosts([{ name: "falcon", base: host(old), head: host(fresh), status: "evaluated" }]).value[0];
}

function told(old: HostParts, fresh: HostParts): string {
  const made = plan(old, fresh);
  const units = made?.switch?.units ?? [];
  return [made?.status, ...units.flatMap(({ action, causes }) => causes.map(({ kind }) => `${action} ${kind}`))].join(", ");
}

/** A host of this commit, with its text in a service, or in the script behind it. */
function service(line: string, parts: HostParts = {}): HostParts {
  return { units: { "agent.service": unit({ text: `[Service]\nExecStart=/bin/agent\n${line}\n` }) }, ...parts };
}
function script(line: string, parts: HostParts = {}): HostParts {
  const path = storePath("unit-script-agent-start", line);
  const text = `[Service]\nExecStart=${path}/bin/agent-start \n`;
  return { units: { "agent.service": unit({ text, files: { [path]: `#!/bin/sh\n${line}\n` } }) }, ...parts };
}
const at = (configurationRevision: string): HostParts => ({ configurationRevision });
const version = (nixos: string): HostParts => ({ nixos });

/** dbus is reloaded for every change of the system packages, of which only their common path is known. */
function withPackages(...names: readonly string[]): HostParts {
  const systemPackages = names.map((name) => storePath(name.split(" ")[0] ?? name, name));
  const trigger = storePath("dbus-1", names.join("\n"));
  const text = `[Unit]\nX-Restart-Triggers=${trigger}\n\n[Service]\nX-ReloadIfChanged=true\nExecStart=/bin/dbus\nExecReload=/bin/reload\n`;
  return { systemPackages, units: { "dbus.service": unit({ text }) } };
}

const CASES: readonly (readonly [what: string, old: HostParts, fresh: HostParts, told: string])[] = [
  ["the configuration's revision", service(`Environment=REV=${OLD}`, at(OLD)), service(`Environment=REV=${NEW}`, at(NEW)), "unchanged, restart stamp"],
  ["a short revision of a dirty tree", service(`Environment=REV=${OLD.slice(0, 7)}-dirty`, at(OLD)), service(`Environment=REV=${NEW.slice(0, 8)}`, at(NEW)), "unchanged, restart stamp"],
  ["the revision in a script", script(`echo ${OLD}`, at(OLD)), script(`echo ${NEW}`, at(NEW)), "unchanged, restart stamp"],
  ["another revision than the configuration's", service(`Environment=REV=${OLD}`), service(`Environment=REV=${NEW}`), "changed, restart directive"],
  ["the version label", service("Environment=V=26.11.20260701.aaaaaaa", version("26.11.20260701.aaaaaaa")), service("Environment=V=26.11.20260714.bbbbbbb", version("26.11.20260714.bbbbbbb")), "unchanged, restart stamp"],
  ["a release's bare number", service("Environment=TAG=25.11", version("25.11")), service("Environment=TAG=26.05", version("26.05")), "changed, restart directive"],
  ["the day of a build", service("Environment=BUILD_DATE=2026-07-01"), service("Environment=BUILD_DATE=2026-07-14T10:00:00Z"), "unchanged, restart stamp"],
  ["a label of the OCI annotations", script("docker run -l org.opencontainers.image.created=2026-07-01 a:1"), script("docker run -l org.opencontainers.image.created=2026-07-14 a:1"), "unchanged, restart stamp"],
  ["a date that is a tag", script("docker run a:2026-07-01"), script("docker run a:2026-07-14"), "changed, restart script"],
  ["a commit that chooses what runs", service(`Environment=GIT_COMMIT=${OLD}`), service(`Environment=GIT_COMMIT=${NEW}`), "changed, restart directive"],
  ["a stamp beside a change", service(`Environment=REV=${OLD} LEVEL=1`, at(OLD)), service(`Environment=REV=${NEW} LEVEL=2`, at(NEW)), "changed, restart directive"],
  ["system packages of which only nixos-version moved", withPackages("nixos-version 1", "git-2.45"), withPackages("nixos-version 2", "git-2.45"), "unchanged, reload stamp"],
  ["a system package that moved", withPackages("nixos-version 1", "git-2.45"), withPackages("nixos-version 2", "git-2.46"), "changed, reload store-path"],
  ["system packages that are not known", { ...withPackages("nixos-version 1"), systemPackages: [] }, { ...withPackages("nixos-version 2"), systemPackages: [] }, "changed, reload store-path"],
];

describe("stamps", () => {
  for (const [what, old, fresh, expected] of CASES) it(what, () => assert.equal(told(old, fresh), expected));

  it("keep what the switch does, with its causes, in the plan", () => {
    const [action] = plan(service("Environment=BUILD_DATE=2026-07-01"), service("Environment=BUILD_DATE=2026-07-14"))?.switch?.units ?? [];
    assert.deepEqual([action?.action, action?.causes.map(({ text }) => text)], ["restart", ["Environment BUILD_DATE 2026-07-01 → 2026-07-14"]]);
  });

  it("are no finding where the unit keeps running", () => {
    const at2 = (day: string): HostParts => service(`X-RestartIfChanged=false\nEnvironment=BUILD_DATE=${day}`);
    const pair = { name: "falcon", base: host(at2("2026-07-01")), head: host(at2("2026-07-14")), status: "evaluated" } as const;
    assert.deepEqual(planHosts([pair]).findings, []);
    assert.equal(told(at2("2026-07-01"), at2("2026-07-14")), "unchanged, skip stamp");
  });

  it("make no container a changed one", () => {
    const at2 = (day: string): HostParts => ({ containers: { web: { image: "web:1", labels: { "org.opencontainers.image.created": day } } } });
    const made = plan(at2("2026-07-01"), at2("2026-07-14"));
    assert.deepEqual([made?.status, made?.containers.map(({ name }) => name)], ["unchanged", ["web"]]);
  });

  it("that take another unit with them are news", () => {
    const web = unit({ text: "[Unit]\nRequires=agent.service\n[Service]\nExecStart=/bin/web\n", wantedBy: [] });
    const wanted = { ...web, wantedBy: ["multi-user.target"] };
    const withWeb = (day: string, parts: typeof web): HostParts => {
      const made = service(`Environment=BUILD_DATE=${day}`);
      return { units: { ...made.units, "web.service": parts } };
    };
    assert.equal(told(withWeb("2026-07-01", wanted), withWeb("2026-07-14", web)), "changed, restart stamp, left-stopped cascade, left-stopped cascade");
  });
});
