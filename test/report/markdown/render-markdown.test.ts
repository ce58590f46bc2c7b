import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Plan, renderMarkdown } from "../../../src/report/index.ts";
import type { Cause, UnitAction, UnitActionKind } from "../../../src/switch/index.ts";
import { action, brokenPlan, digest, finding, homelabPlan, host, nixpkgsPlan, planWith } from "../../fakes/plans.ts";
import { assertGolden } from "../../golden.ts";

/** The comment without its record and its last line. */
function bodyOf(parts: Partial<Plan>): string {
  const lines = renderMarkdown(planWith(parts), { limit: 65_536 }).trimEnd().split("\n");
  return lines.slice(1, -1).join("\n").trim();
}

function lineOf(parts: Partial<Plan>, start: string): string {
  return bodyOf(parts).split("\n").find((line) => line.startsWith(start)) ?? `no line starts with ${start} in\n${bodyOf(parts)}`;
}

function units(...kinds: readonly UnitActionKind[]): UnitAction[] {
  return kinds.map((kind, index) => action({ unit: `docker-${index}.service`, action: kind }));
}

const failed: Plan["hosts"][number] = { name: "petrel", status: "failed", containers: [] };
const project: Plan["projects"][number] = {
  name: "mealie", inputs: ["compose.yaml"], runtime: "docker", status: "converted",
  services: [{ service: "db", change: "changed", texts: ["image 15 → 16"] }], drift: { status: "none", text: "", diff: "" }, diff: "",
};

function projectWith(parts: Partial<Plan["projects"][number]>): Partial<Plan> {
  return { projects: [{ ...project, ...parts }] };
}

describe("the first line", () => {
  const cases: readonly (readonly [string, Partial<Plan>])[] = [
    ["No change: every unit, container and Compose project stays as it is", { hosts: [host("falcon", [])] }],
    ["1 host: 1 unit restarts", { hosts: [host("falcon", units("restart"))] }],
    ["1 host: 2 units restart", { hosts: [host("falcon", units("restart", "restart"))] }],
    ["2 hosts: 3 units restart, 1 starts, 🛑 **1 stays stopped**", { hosts: [host("a", units("restart", "left-stopped")), host("b", units("restart", "restart", "start"))] }],
    ["1 host: 1 unit starts, 2 stop", { hosts: [host("falcon", units("stop", "start", "stop"))] }],
    ["1 host: 🛑 **1 unit stays stopped**", { hosts: [host("falcon", units("left-stopped"))] }],
    ["1 host: 1 unit reloads, 2 keep running as they were", { hosts: [host("falcon", units("skip", "reload", "skip"))] }],
    ["1 host: no unit restarts", { hosts: [{ name: "falcon", status: "changed", containers: [] }] }],
    ["1 host: 1 unit restarts; 🛑 **1 host could not be evaluated**", { hosts: [host("falcon", units("restart")), failed] }],
    ["1 host added; 1 host removed", { hosts: [{ name: "a", status: "added", containers: [] }, { name: "b", status: "removed", containers: [] }] }],
    ["🛑 **Nothing to compare 1 host with**", { hosts: [{ name: "a", status: "added", isBaseUnknown: true, containers: [] }] }],
    ["No host changes, but 1 Compose project changes", { ...projectWith({}), hosts: [host("falcon", [])] }],
    ["1 Compose project changes", projectWith({})],
    ["🛑 **What happens to the hosts could not be found out**; 1 Compose project changes", { ...projectWith({}), findings: [finding({ code: "nix-missing", severity: "warning" })] }],
    ["🛑 **What this merge does could not be found out**", { findings: [finding({ code: "flake-failed", severity: "error" })] }],
  ];
  for (const [expected, parts] of cases) it(expected, () => assert.equal(bodyOf(parts).split("\n")[0], `### ${expected}`));
});

describe("the table of hosts", () => {
  it("tells long names that differ at their end alone", () => {
    const body = bodyOf({ hosts: ["1", "2"].map((end) => host(`${"attic".repeat(30)}-${end}`, units("restart"))) });
    assert.deepEqual(body.match(/^\| `attic.*attic-\d`/gm)?.map((row) => row.at(-2)), ["1", "2"]);
  });
});

describe("what needs a look", () => {
  const error = finding({ code: "port-conflict", severity: "error" });
  const warning = finding({ code: "moving-tag", severity: "warning" });
  it("is counted in the second line", () => {
    assert.equal(bodyOf({ findings: [error, error, warning] }).split("\n")[2], "🛑 **2 errors** and **1 warning** to look at");
    assert.equal(bodyOf({ findings: [warning] }).split("\n")[2], "**1 warning** to look at");
  });
  it("is not mentioned where there is none", () => assert.doesNotMatch(bodyOf({ findings: [] }), /look at/));
});

describe("the table of hosts", () => {
  it("says how many were not evaluated, and why", () => {
    const leftOut = (name: string): ReturnType<typeof host> => ({ ...host(name, []), isLeftOut: true });
    const lastRow = (hosts: ReturnType<typeof host>[]): string | undefined => bodyOf({ hosts }).split("\n").filter((line) => line.startsWith("|")).at(-1);
    const changed = host("falcon", units("restart"));
    assert.equal(lastRow([changed, leftOut("attic")]), "| 1 other host | no change; not evaluated, because nothing that it reads changed |");
    assert.equal(lastRow([changed, leftOut("attic"), leftOut("barn"), host("calm", [])]), "| 3 other hosts | no change; 2 of them not evaluated, because nothing that they read changed |");
  });

  it("names changed hosts first and counts the others", () => {
    const plan = { hosts: [host("calm", []), host("falcon", units("restart")), failed, host("still", [])] };
    const rows = bodyOf(plan).split("\n").filter((line) => line.startsWith("|"));
    assert.deepEqual(rows, [
      "| Host | What the switch does |",
      "| --- | --- |",
      "| `petrel` | 🛑 **could not be evaluated** |",
      "| `falcon` | 1 unit restarts |",
      "| 2 other hosts | no change |",
    ]);
  });
  it("is bounded", () => {
    const rows = bodyOf({ hosts: Array.from({ length: 500 }, (_, index) => host(`h${index}`, units("start"))) }).split("\n").filter((line) => line.startsWith("|"));
    assert.equal(rows.length, 2 + 25 + 1);
    assert.equal(rows.at(-1), "| … | 475 more hosts |");
  });
});

describe("the actions of a host", () => {
  const cause = (text: string, parts: Partial<Cause> = {}): Cause => ({ kind: "option", subject: "image", text, ...parts });
  const cases: readonly (readonly [string, Partial<UnitAction>])[] = [
    ["- `docker-db.service` restarts", {}],
    ["- `docker-db.service` 🛑 **stays stopped**", { action: "left-stopped" }],
    ["- `docker-db.service` **stops**", { action: "stop" }],
    ["- `docker-db.service` starts", { action: "start" }],
    ["- `docker-db.service` reloads", { action: "reload" }],
    ["- `docker-db.service` keeps running as it was", { action: "skip" }],
    ["- `docker-db.service` (of users) restarts", { scope: "user" }],
    ["- `docker-db.service` restarts: image 15 → 16", { causes: [cause("image 15 → 16")] }],
    ["- `docker-db.service` restarts: image 15 → 16 (`db.nix:4`)", { causes: [cause("image 15 → 16", { place: { file: "db.nix", line: 4 } })] }],
    ["- `docker-db.service` restarts:\n  - image 15 → 16\n  - label `traefik.enable` added", { causes: [cause("image 15 → 16"), cause("label traefik.enable added")] }],
    ["- `docker-db.service` restarts: label `@everyone` added", { causes: [cause("label @everyone added")] }],
    ["- <code>docker&#45;a&#124;b&#46;service</code> restarts", { unit: "docker-a|b.service" }],
    ["- <code>x&#96;&#96;y&#46;service</code> restarts", { unit: "x``y.service" }],
  ];
  for (const [expected, parts] of cases) {
    it(expected, () => {
      const body = bodyOf({ hosts: [host("falcon", [action({ unit: "docker-db.service", action: "restart", ...parts })])] });
      assert.ok(body.endsWith(`#### Host \`falcon\`\n\n${expected}`), body);
    });
  }

  it("come most dangerous first", () => {
    const body = bodyOf({ hosts: [host("falcon", units("skip", "reload", "start", "restart", "stop", "left-stopped"))] });
    assert.deepEqual(Array.from(body.matchAll(/docker-(\d)/g), (match) => match[1]), ["5", "4", "3", "2", "1", "0"]);
  });

  it("are folded after the first dozen, and where only packages moved", () => {
    const body = renderMarkdown(nixpkgsPlan, { limit: 65_536 });
    assert.match(body, /<summary>docker 27\.5\.1 → 28\.0\.0: 31 units restart<\/summary>/);
  });
});

describe("an image", () => {
  const image = { platform: "linux/amd64", usedBy: [], differences: [], isSameContent: false };
  const summary = (reference: string): { reference: string; layers: [] } => ({ reference, layers: [] });
  const cases: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ["- `redis` `7.2` → `7.4`", "redis:7.2", "redis:7.4"],
    ["- `localhost:5000/redis` `7.2` → no tag", "localhost:5000/redis:7.2", "localhost:5000/redis"],
    ["- `redis` `7@sha256:aaaaaaaaaaaa` → `7@sha256:bbbbbbbbbbbb`", `redis:7@${digest("a")}`, `redis:7@${digest("b")}`],
    ["- `redis` `@sha256:aaaaaaaaaaaa` → `7`", `redis@${digest("a")}`, "redis:7"],
    ["- `redis:7` → `valkey:8`", "redis:7", "valkey:8"],
    ["- `redis:7` is new", undefined, "redis:7"],
    ["- `redis:7` is no longer used", "redis:7", undefined],
  ];
  for (const [expected, old, next] of cases) {
    it(expected, () => {
      const change = { ...image, ...(old === undefined ? {} : { old: summary(old) }), ...(next === undefined ? {} : { new: summary(next) }) };
      assert.equal(lineOf({ images: [{ ...change, usedBy: [], differences: [] }] }, "- ").replace("`no tag`", "no tag"), expected);
    });
  }
});

describe("a finding", () => {
  const cases: readonly (readonly [string, Parameters<typeof finding>[0]])[] = [
    ["- **service db**: Something is to be known.\n  - Look at it.", { code: "moving-tag", severity: "warning" }],
    ["- **service db**: Something is to be known.", { code: "moving-tag", severity: "warning", hint: "" }],
    ["- **service db**: Something is to be known. (`a.nix:3`)", { code: "moving-tag", severity: "warning", hint: "", place: { file: "a.nix", line: 3, column: 9 } }],
    ["- **service db**: Something is to be known. (`a.nix`)", { code: "moving-tag", severity: "warning", hint: "", place: { file: "a.nix" } }],
    ["- **`@captain`**: `<!--` `-->` `#1`", { code: "moving-tag", severity: "warning", hint: "", subject: "@captain", message: "<!-- --> #1" }],
  ];
  for (const [expected, parts] of cases) it(expected, () => assert.ok(bodyOf({ findings: [finding(parts)] }).endsWith(`#### Warnings\n\n${expected}`), bodyOf({ findings: [finding(parts)] })));

  it("about data has its own heading before the warnings", () => {
    const body = bodyOf({ findings: [finding({ code: "moving-tag", severity: "warning" }), finding({ code: "database-major", severity: "warning" })] });
    assert.ok(body.indexOf("#### Back up before the merge") < body.indexOf("#### Warnings"));
  });
});

describe("a Compose project", () => {
  const cases: readonly (readonly [string, Partial<Plan["projects"][number]>])[] = [
    ["- `mealie` (`compose.yaml`)\n  - service `db`: image 15 → 16\n  - the generated module matches the Compose file", {}],
    ["- `mealie` (`compose.yaml`) 🛑 **could not be converted**", { status: "failed" }],
    ["- `mealie` (`compose.yaml`) is removed", { status: "removed" }],
    ["- `mealie` (`compose.yaml`)\n  - service `db` removed\n  - the generated module matches the Compose file", { services: [{ service: "db", change: "removed", texts: [] }] }],
    ["- `mealie` (`compose.yaml`)\n  - module `db.nix` **was edited by hand**", { services: [], output: "db.nix", drift: { status: "edited", text: "2 lines differ", diff: "" } }],
  ];
  for (const [expected, parts] of cases) it(expected, () => assert.ok(bodyOf(projectWith(parts)).endsWith(`#### Compose projects\n\n${expected}`), bodyOf(projectWith(parts))));
});

describe("renderMarkdown of whole plans", () => {
  const golden: Readonly<Record<string, Plan>> = { homelab: homelabPlan, nixpkgs: nixpkgsPlan, broken: brokenPlan, unchanged: planWith({ hosts: [host("falcon", [])] }) };
  for (const [name, plan] of Object.entries(golden)) {
    it(name, () => assertGolden(renderMarkdown(plan, { limit: 65_536 }), new URL(`../${name}.md`, import.meta.url)));
  }
});
