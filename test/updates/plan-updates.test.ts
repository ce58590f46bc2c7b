// Updates and a policy -> branches: what moves together, what they are called, when they are due.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { Config } from "../../src/config/index.ts";
import { readConfigFile } from "../../src/config/read-file.ts";
import { type OpenUpdates, planUpdates, type Update, UpdatePlan } from "../../src/updates/index.ts";
import { branchName } from "../../src/updates/branches/branch-name.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const NONE: OpenUpdates = { branches: [], openedLastHour: 0, approved: [] };
/** A Monday. */
const NOW = new Date("2026-08-03T12:00:00Z");

function config(yaml: string): Config {
  const { raw, findings } = readConfigFile(".github/stowplan.yml", yaml === "" ? "" : `updates:\n${yaml.replace(/^/gm, "  ")}\n`);
  assert.deepEqual(findings, []);
  return Config.parse(raw);
}

/** `minor a:1.0 a:1.1`, and the days since the release where that is known. */
function update(text: string): Update {
  const [kind, reference = "", proposed = "", age] = text.replaceAll("@D", `@${DIGEST}`).split(" ");
  const kinds = ["pin", "digest", "patch", "minor", "major", "precise", "rollback", "replacement"] as const;
  const released = age === undefined ? {} : { released: new Date(NOW.getTime() - Number(age) * 86_400_000).toISOString() };
  return { kind: kinds.find((one) => one === kind) ?? "patch", reference, proposed, places: [{ file: "web.nix", line: 1 }], ...released };
}

function plan(updates: readonly string[], { yaml = "", open = NONE, now = NOW, references = [] }: { yaml?: string; open?: OpenUpdates; now?: Date; references?: readonly string[] } = {}): UpdatePlan {
  const { value } = planUpdates({ updates: updates.map(update), config: config(yaml), now, open, references });
  return UpdatePlan.parse(value);
}

function told({ branches }: UpdatePlan): readonly string[] {
  return branches.map(({ name, state }) => `${name} ${state.kind === "due" ? "due" : state.reason}`);
}

const NAMES: readonly (readonly [update: string, name: string, title: string])[] = [
  ["minor ghcr.io/mealie-recipes/mealie:v1.3.2 ghcr.io/mealie-recipes/mealie:v1.4.1", "ghcr.io-mealie-recipes-mealie-1.4.x", "Update mealie to v1.4.1"],
  ["patch traefik/whoami:v1.10.2 traefik/whoami:v1.10.3", "traefik-whoami-1.10.x", "Update whoami to v1.10.3"],
  ["major postgres:16-alpine postgres:17-alpine", "postgres-17.x", "Update postgres to 17-alpine"],
  ["major a/b:1.2.3 a/b:2.0.0@D", "a-b-2.x", "Update b to 2.0.0"],
  ["minor a/b:2026.6.1 a/b:2026.8.0", "a-b-2026.8.x", "Update b to 2026.8.0"],
  ["minor a/b:20260601 a/b:20260701", "a-b-20260701", "Update b to 20260701"],
  ["major debian:bookworm debian:trixie", "debian-trixie", "Update debian to trixie"],
  ["digest traefik:v3.1@D traefik:v3.1@D", "traefik-v3.1-digest", "Update the digest of traefik:v3.1"],
  ["digest harbour.example.org:5000/a/b@D harbour.example.org:5000/a/b:latest@D", "harbour.example.org-5000-a-b-latest-digest", "Update the digest of b:latest"],
  ["precise postgres:16 postgres:16.4", "postgres-16.4-precise", "Write postgres:16 as 16.4"],
  ["rollback a/b:1.2.3 a/b:1.2.2", "a-b-1.2.2-rollback", "Go back to b:1.2.2, as 1.2.3 is gone"],
  ["replacement bitwardenrs/server:1.2 vaultwarden/server:1.2", "vaultwarden-server-1.2-replacement", "Replace server by vaultwarden/server:1.2"],
  ["pin redis:7 redis:7@D", "pin-digests", "Pin redis:7 to its digest"],
];

const GROUPS: readonly (readonly [what: string, updates: readonly string[], yaml: string, branches: readonly string[]])[] = [
  ["pins together", ["pin a/b:1 a/b:1@D", "pin redis:7 redis:7@D"], "", ["pin-digests: a/b:1 redis:7 (Pin 2 images to their digests)"]],
  ["pins apart without the preset", ["pin a/b:1 a/b:1@D", "pin redis:7 redis:7@D"], "extends: []", ["a-b-1-pin: a/b:1 (Pin b:1 to its digest)", "redis-7-pin: redis:7 (Pin redis:7 to its digest)"]],
  ["one image on several hosts", ["minor a/b:1.3.2 a/b:1.4.1", "patch a/b:1.4.0 a/b:1.4.1"], "", ["a-b-1.4.x: a/b:1.3.2 a/b:1.4.0 (Update b to 1.4.1)"]],
  ["images of one release", ["minor ghcr.io/immich-app/server:v1.100.0 ghcr.io/immich-app/server:v1.101.0", "minor ghcr.io/immich-app/ml:v1.100.0 ghcr.io/immich-app/ml:v1.101.0"], "", ["ghcr.io-immich-app-1.101.x: ghcr.io/immich-app/ml:v1.100.0 ghcr.io/immich-app/server:v1.100.0 (Update immich-app images to v1.101.0)"]],
  ["images of other releases apart", ["minor a/b:1.0.0 a/b:1.1.0", "minor a/c:2.0.0 a/c:2.1.0"], "", ["a-b-1.1.x: a/b:1.0.0 (Update b to 1.1.0)", "a-c-2.1.x: a/c:2.0.0 (Update c to 2.1.0)"]],
  ["what a rule names, majors apart", ["minor a/b:1.0 a/b:1.1", "patch c/d:1.0.0 c/d:1.0.1", "major a/b:1.0 a/b:2.0"], "rules: [{match-images: ['a/*', 'c/*'], group: media}]", ["media: a/b:1.0 c/d:1.0.0 (Update media)", "media-major: a/b:1.0 (Update b to 2.0)"]],
  ["a reference once", ["pin a/b:1.0 a/b:1.0@D", "minor a/b:1.0 a/b:1.1"], "extends: [group-all-non-major]", ["all-non-major-updates: a/b:1.0 (Update b to 1.1)"]],
  ["nothing that a rule takes out again", ["pin a/b:1 a/b:1@D"], "rules: [{match-images: ['a/*'], group: none}]", ["a-b-1-pin: a/b:1 (Pin b:1 to its digest)"]],
];

const STATES: readonly (readonly [what: string, yaml: string, parts: { updates?: readonly string[]; open?: Partial<OpenUpdates>; now?: string }, told: readonly string[]])[] = [
  ["due by default", "", {}, ["a-b-1.1.x due"]],
  ["waits for its schedule", "schedule: [before 6am on monday]", {}, ["a-b-1.1.x schedule"]],
  ["is due in it, in its time zone", "schedule: [before 6am on monday]\ntimezone: America/Los_Angeles", {}, ["a-b-1.1.x due"]],
  ["is due in one of several", "schedule: [every weekend, '* 12 * * *']", {}, ["a-b-1.1.x due"]],
  ["takes a preset's schedule", "extends: [recommended, weekends]", {}, ["a-b-1.1.x schedule"]],
  ["takes its own before a preset's", "extends: [weekends]\nschedule: [every weekday]", {}, ["a-b-1.1.x due"]],
  ["takes a rule's", "rules: [{match-kinds: [minor], schedule: [every weekend]}]", {}, ["a-b-1.1.x schedule"]],
  ["is due out of schedule where it is open", "schedule: [every weekend]", { open: { branches: ["a-b-1.1.x"] } }, ["a-b-1.1.x due"]],
  ["is due out of schedule where it is approved", "schedule: [every weekend]", { open: { approved: ["a-b-1.1.x"] } }, ["a-b-1.1.x due"]],
  ["waits for approval", "dashboard-approval: true", {}, ["a-b-1.1.x approval"]],
  ["majors wait for approval by a preset", "extends: [approve-majors]", { updates: ["minor a/b:1.0 a/b:1.1", "major a/b:1.0 a/b:2.0"] }, ["a-b-1.1.x due", "a-b-2.x approval"]],
  ["waits until it is old enough", "minimum-age: 3 days", { updates: ["minor a/b:1.0 a/b:1.1 2"] }, ["a-b-1.1.x minimum-age"]],
  ["is old enough", "minimum-age: 3 days", { updates: ["minor a/b:1.0 a/b:1.1 3"] }, ["a-b-1.1.x due"]],
  ["is not held back by an unknown age", "minimum-age: 3 days", {}, ["a-b-1.1.x due"]],
  ["waits for the limit of open ones", "pr-concurrent-limit: 1\npr-hourly-limit: 0", { updates: ["minor a/b:1.0 a/b:1.1", "minor c/d:1.0 c/d:1.1"] }, ["a-b-1.1.x due", "c-d-1.1.x limit"]],
  ["counts what is open already", "pr-concurrent-limit: 1", { open: { branches: ["other"] } }, ["a-b-1.1.x limit"]],
  ["keeps what is open beyond the limit", "pr-concurrent-limit: 1", { open: { branches: ["other", "a-b-1.1.x"] } }, ["a-b-1.1.x due"]],
  ["waits for the limit of an hour", "pr-hourly-limit: 2", { open: { openedLastHour: 2 } }, ["a-b-1.1.x limit"]],
  ["has no limit of 0", "pr-hourly-limit: 0\npr-concurrent-limit: 0", { open: { openedLastHour: 90, branches: Array.from({ length: 90 }, (_, index) => `x${index}`) } }, ["a-b-1.1.x due"]],
  ["makes what is broken and small first", "pr-hourly-limit: 2", { updates: ["major a/b:1.0 a/b:2.0", "patch c/d:1.0.0 c/d:1.0.1", "rollback e/f:1.1 e/f:1.0"] }, ["e-f-1.0-rollback due", "c-d-1.0.x due", "a-b-2.x limit"]],
];

describe("planUpdates", () => {
  for (const [text, name, title] of NAMES) {
    it(`calls ${text.slice(0, 70)}: ${name}`, () => assert.deepEqual(plan([text]).branches.map((branch) => [branch.name, branch.title]), [[name, title]]));
  }

  for (const [what, updates, yaml, branches] of GROUPS) {
    it(`groups ${what}`, () => {
      const told = plan(updates, { yaml }).branches.map(({ name, title, updates: members }) => `${name}: ${members.map(({ reference }) => reference).join(" ")} (${title})`);
      assert.deepEqual(told, branches);
    });
  }

  for (const [what, yaml, { updates = ["minor a/b:1.0 a/b:1.1"], open = {} }, states] of STATES) {
    it(what, () => assert.deepEqual(told(plan(updates, { yaml, open: { ...NONE, ...open } })), states));
  }

  it("keeps the name of a release's branch while some of its images are not published yet", () => {
    const references = ["ghcr.io/immich-app/server:v1.100.0", "ghcr.io/immich-app/ml:v1.100.0"];
    assert.deepEqual(told(plan(["minor ghcr.io/immich-app/server:v1.100.0 ghcr.io/immich-app/server:v1.101.0"], { references })), ["ghcr.io-immich-app-1.101.x due"]);
  });

  it("lets a group's young members follow later, and says when", () => {
    const { branches, ignored } = plan(["minor a/b:1.0 a/b:1.1 9", "minor c/d:1.0 c/d:1.1 1"], { yaml: "minimum-age: 3 days\nrules: [{match-kinds: [minor], group: media}]" });
    assert.deepEqual(branches.map(({ updates }) => updates.length), [1]);
    assert.deepEqual(ignored, [{ reference: "c/d:1.0", proposed: "c/d:1.1", reason: "c/d:1.1 is 24 hours old; it is old enough at 2026-08-05 12:00 UTC." }]);
  });

  it("says where an age is unknown", () => {
    assert.deepEqual(plan(["minor a/b:1.0 a/b:1.1"], { yaml: "minimum-age: 1 week" }).branches[0]?.notes, ["The age of a/b:1.1 is unknown, so the minimum age does not hold it back."]);
    assert.deepEqual(plan(["minor a/b:1.0 a/b:1.1"]).branches[0]?.notes, []);
  });

  it("gives labels, reviewers and assignees of all members, the last rule's for each", () => {
    const yaml = "labels: [images]\nreviewers: [ada]\nrules:\n  - {match-images: [postgres], labels: [database], assignees: ['team:harbour']}\n  - {match-kinds: [minor], group: all}";
    const [branch] = plan(["minor postgres:16.1 postgres:16.2", "minor a/b:1.0 a/b:1.1"], { yaml }).branches;
    assert.deepEqual([branch?.labels, branch?.reviewers, branch?.assignees], [["images", "database"], ["ada"], ["team:harbour"]]);
  });

  it("merges by itself only what every member allows", () => {
    const automerge = (yaml: string) => plan(["digest a/b:1@D a/b:1@D", "minor c/d:1.0 c/d:1.1"], { yaml }).branches.map((branch) => branch.automerge);
    assert.deepEqual(automerge(""), ["off", "off"]);
    assert.deepEqual(automerge("extends: [automerge-digests]"), ["pull-request", "off"]);
    assert.deepEqual(automerge("automerge: true\nrules: [{match-images: [c/d], automerge: false}]"), ["pull-request", "off"]);
    assert.deepEqual(automerge("extends: [automerge-digests]\nrules: [{match-kinds: [digest, minor], group: all}]"), ["off"]);
  });

  it("gives names that git takes, one for one", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (text) => {
        const name = branchName(text);
        assert.match(name, /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/);
        assert.doesNotMatch(name, /\.\.|\.lock$|\.$/);
        assert.equal(branchName(name), name);
      }),
    );
  });
});
