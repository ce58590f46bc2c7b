// Why a unit is acted on, in the fewest words: one table of changes to a host and the causes that a reader sees.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { UnitState } from "../../../src/evaluate/index.ts";
import { createUnitDiffer } from "../../../src/switch/causes/unit-diff.ts";
import { planHosts, type UnitAction } from "../../../src/switch/index.ts";
import { host, type HostParts, storePath, unit } from "../host-builder.ts";

function actions(old: HostParts, fresh: HostParts): readonly UnitAction[] {
  const [plan] = planHosts([{ name: "mealie", base: host(old), head: host(fresh), status: "evaluated" }]).value;
  assert.ok(plan?.switch);
  return plan.switch.units;
}

function causesOf(old: HostParts, fresh: HostParts): readonly string[] {
  return actions(old, fresh).flatMap(({ unit: name, action, causes }) => causes.map(({ kind, text }) => `${name} ${action} ${kind}: ${text}`));
}

const WEB = { image: "ghcr.io/mealie-recipes/mealie:v1.3.2", environment: { TZ: "UTC", API_TOKEN: "tidewater" }, ports: ["9925:9000"], volumes: ["data:/app/data"] };
const DIGEST = (letter: string): string => `sha256:${letter.repeat(64)}`;

const CONTAINERS: readonly (readonly [what: string, change: Readonly<Record<string, unknown>>, causes: readonly string[]])[] = [
  ["image tag", { image: "ghcr.io/mealie-recipes/mealie:v1.4.0" }, ["image v1.3.2 → v1.4.0"]],
  ["image digest", { image: `${WEB.image}@${DIGEST("b")}` }, [`image digest not pinned → sha256:${"b".repeat(12)}`]],
  ["another image", { image: "hkotel/mealie:v1.3.2" }, ["image ghcr.io/mealie-recipes/mealie:v1.3.2 → hkotel/mealie:v1.3.2"]],
  ["variable", { environment: { ...WEB.environment, TZ: "Europe/Lisbon" } }, ["variable TZ UTC → Europe/Lisbon"]],
  ["new variable", { environment: { ...WEB.environment, MAX_WORKERS: "1" } }, ["variable MAX_WORKERS added: 1"]],
  ["secret variable", { environment: { ...WEB.environment, API_TOKEN: "seagrass" } }, ["variable API_TOKEN changed"]],
  ["lost secret", { environment: { TZ: "UTC" } }, ["variable API_TOKEN removed"]],
  ["password in a URL", { environment: { ...WEB.environment, DB: "postgres://mira:tidewater@db/x" } }, ["variable DB added: postgres://mira:[hidden, changed]@db/x"]],
  ["label", { labels: { "traefik.enable": "true" } }, ["label traefik.enable added: true"]],
  ["port", { ports: ["9926:9000"] }, ["port 9925:9000 → 9926:9000"]],
  ["volume", { volumes: ["data:/app/data", "/srv/backup:/backup:ro"] }, ["volume added: /srv/backup:/backup:ro"]],
  ["word of extraOptions", { extraOptions: ["--memory=1g"] }, ["option added: --memory=1g"]],
  ["secret argument", { cmd: ["--requirepass", "tidewater"] }, ["argument added: --requirepass", "argument added"]],
  ["secret option", { extraOptions: ["--env=DB_PASSWORD=tide water"] }, ["option added"]],
  ["user", { user: "1000:1000" }, ["user added: 1000:1000"]],
  ["two at once", { image: "ghcr.io/mealie-recipes/mealie:v1.4.0", user: "1000" }, ["image v1.3.2 → v1.4.0", "user added: 1000"]],
];

function script(text: string, name = "unit-script-agent-start"): HostParts {
  const path = storePath(name, text);
  return { units: { "agent.service": unit({ text: `[Service]\nExecStart=${path}/bin/agent-start \n`, files: { [path]: text } }) } };
}

function service(text: string): HostParts {
  return { units: { "agent.service": unit({ text: `[Service]\nExecStart=/bin/agent\n${text}\n` }) } };
}

const UNITS: readonly (readonly [what: string, old: HostParts, fresh: HostParts, causes: readonly string[]])[] = [
  ["script line", script("set -e\nagent --level info\n"), script("set -e\nagent --level debug\n"), ["script script agent-start agent --level info → agent --level debug"]],
  [
    "package of a script",
    script(`${storePath("docker-27.5.1", "a")}/bin/docker ps\n`),
    script(`${storePath("docker-28.0.1", "b")}/bin/docker ps\n`),
    ["store-path docker 27.5.1 → 28.0.1"],
  ],
  ["value", service("RestartSec=1"), service("RestartSec=5"), ["directive RestartSec 1 → 5"]],
  ["order of values", service("ExecStartPre=/bin/a\nExecStartPre=/bin/b"), service("ExecStartPre=/bin/b\nExecStartPre=/bin/a"), ["directive order of ExecStartPre= changed"]],
  ["new directive", service(""), service("User=agent"), ["directive User added: agent"]],
  ["variable", service(`Environment="LEVEL=info"`), service(`Environment="LEVEL=debug"`), ["directive Environment LEVEL info → debug"]],
  ["secret variable", service(`Environment="DB_PASSWORD=one"`), service(`Environment="DB_PASSWORD=two"`), ["directive Environment DB_PASSWORD changed"]],
  [
    "packages of PATH",
    service(`Environment="PATH=${storePath("coreutils-9.5", "a")}/bin:${storePath("git-2.45.0", "a")}/bin"`),
    service(`Environment="PATH=${storePath("coreutils-9.5", "b")}/bin:${storePath("git-2.46.1", "b")}/bin"`),
    ["store-path coreutils-9.5 built anew", "store-path git 2.45.0 → 2.46.1"],
  ],
];

describe("causes of a container", () => {
  for (const [what, change, expected] of CONTAINERS) {
    it(what, () => {
      const prefix = "docker-mealie.service restart option: ";
      assert.deepEqual(causesOf({ containers: { mealie: WEB } }, { containers: { mealie: { ...WEB, ...change } } }), expected.map((text) => prefix + text));
    });
  }
});

describe("causes of a unit", () => {
  for (const [what, old, fresh, expected] of UNITS) {
    it(what, () => assert.deepEqual(causesOf(old, fresh).map((text) => text.replace("agent.service restart ", "").replace(":", "")), expected));
  }

  it("a unit that comes, goes, is switched off or wanted anew", () => {
    assert.deepEqual(causesOf({}, { units: { "a.service": unit() } }), ["a.service start added: the unit is new"]);
    assert.deepEqual(causesOf({ units: { "a.service": unit() } }, {}), ["a.service stop removed: the unit does not exist any more"]);
    assert.deepEqual(causesOf({ units: { "a.service": unit() } }, { units: { "a.service": unit({ enable: false }) } }), ["a.service stop removed: the unit is disabled (enable = false)"]);
    assert.deepEqual(causesOf({ units: { "a.service": unit({ wantedBy: [] }) } }, { units: { "a.service": unit() } }), [
      "a.service start directive: wantedBy added: multi-user.target",
    ]);
  });

  it("a cascade names the unit and the dependency", () => {
    const containers = { db: { image: "postgres:16" }, web: { ...WEB, dependsOn: ["db"] } };
    assert.deepEqual(causesOf({ containers }, { containers: { ...containers, db: { image: "postgres:16.4" } } }), [
      "docker-db.service restart option: image 16 → 16.4",
      "docker-web.service restart cascade: docker-db.service goes down and takes this unit with it (Requires=)",
    ]);
  });

  it("the file behind a trigger", () => {
    const withConf = (text: string): HostParts => {
      const conf = storePath("etc-agent-agent.conf", text);
      const trigger = storePath("X-Restart-Triggers-agent", conf);
      return { units: { "agent.service": unit({ text: `[Unit]\nX-Restart-Triggers=${trigger}\n\n[Service]\nExecStart=/bin/agent\n`, files: { [trigger]: conf } }) }, etc: { "agent/agent.conf": text } };
    };
    assert.deepEqual(causesOf(withConf("level=1\nhost=a\n"), withConf("level=2\nhost=a\n")), ["agent.service restart trigger: agent-agent.conf level=1 → level=2"]);
  });
});

describe("diff of a unit", () => {
  it("shows file and scripts without store hashes and secrets", () => {
    const change = { environment: { TZ: "UTC", API_TOKEN: "seagrass", DSN: "postgres://mira:tidewater@db/x" } };
    const [action] = actions({ containers: { mealie: WEB } }, { containers: { mealie: { ...WEB, ...change } } });
    assert.ok(action);
    assert.match(action.diff, /^--- base\/docker-mealie\.service\/unit-script-docker-mealie-start$/m);
    assert.match(action.diff, /"API_TOKEN":"\[hidden, changed\]"/);
    assert.doesNotMatch(action.diff, /nix\/store|tidewater|seagrass/);
    assert.doesNotMatch(JSON.stringify(action), /tidewater|seagrass/);
  });

  it("is empty for a unit that only goes with another", () => {
    const containers = { db: { image: "postgres:16" }, web: { ...WEB, dependsOn: ["db"] } };
    const [, web] = actions({ containers }, { containers: { ...containers, db: { image: "postgres:17" } } });
    assert.deepEqual([web?.unit, web?.diff], ["docker-web.service", ""]);
  });
});

describe("diff of a unit of which packages moved", () => {
  const path = (version: string): string => `Environment="PATH=${storePath(`git-${version}`, version)}/bin"`;

  it("is empty, because the causes say it", () => {
    const [action] = actions(service(path("2.45.0")), service(path("2.46.1")));
    assert.deepEqual([action?.causes.map(({ text }) => text), action?.diff], [["git 2.45.0 → 2.46.1"], ""]);
  });

  it("is there where anything else changed as well", () => {
    const [action] = actions(service(`${path("2.45.0")}\nNice=1`), service(`${path("2.46.1")}\nNice=2`));
    assert.match(action?.diff ?? "", /^-Nice=1$[\s\S]*^\+Nice=2$/m);
  });
});

describe("diffs of one host", () => {
  it("end where there are more than anybody reads", () => {
    const differ = createUnitDiffer(100);
    const at = (nice: number): UnitState => UnitState.parse({ text: `[Service]\nExecStart=/bin/agent --with-a-long-option\nNice=${nice}\n` });
    const diffs = ["a.service", "b.service"].map((name) => differ(name, { old: at(1), new: at(2) }));
    assert.match(diffs[0] ?? "", /^\+Nice=2$/m);
    assert.equal(diffs[1], "… left out: the diffs of this host are too many\n");
  });
});
