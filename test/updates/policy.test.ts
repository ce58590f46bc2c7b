// What the configuration makes of a registry's tags: offered, ignored with a reason, or not asked at all.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type BuiltImage, buildImage } from "../../scripts/demo/oci-image.ts";
import { Config } from "../../src/config/index.ts";
import { readConfigFile } from "../../src/config/read-file.ts";
import { findOffers } from "../../src/updates/offers/find-offers.ts";
import { aliasedRepository } from "../../src/updates/offers/question.ts";
import { plausibleDate } from "../../src/updates/offers/release-date.ts";
import { openPolicy } from "../../src/updates/policy/open-policy.ts";
import { fakeRegistry, type FakeRegistry } from "../fakes/registry.ts";

const NOW = new Date("2026-08-03T12:00:00Z");
const DAY = 86_400_000;

type Age = number | "never";

function image(text: string, { age = 30, platforms = ["linux/amd64", "linux/arm64"] }: { age?: Age; platforms?: readonly string[] } = {}): BuiltImage {
  const created = age === "never" ? "1970-01-01T00:00:00Z" : new Date(NOW.getTime() - age * DAY).toISOString();
  return buildImage({ created, settings: {}, platforms, layers: [{ app: `${text} {platform}` }] });
}

function ageOf(text: string): Age {
  return text === "never" ? text : Number(text);
}

/** `docker.io/galley/web` -> its tags, each with an image of its own; `~2` behind a tag is its age in days, `!` one for arm64 alone, `!!` one for arm64 and riscv64. */
function registryOf(shelves: Readonly<Record<string, readonly string[]>>): FakeRegistry {
  return fakeRegistry(
    Object.entries(shelves).flatMap(([name, tags]) =>
      tags.map((text) => {
        const [, tag = "", isArm, age] = /^([^~!]+)(!*)(?:~(\w+))?$/.exec(text) ?? [];
        const options = { ...(age === undefined ? {} : { age: ageOf(age) }), ...(isArm === "" ? {} : { platforms: isArm === "!" ? ["linux/arm64"] : ["linux/arm64", "linux/riscv64"] }) };
        return { registry: name.slice(0, name.indexOf("/")), path: name.slice(name.indexOf("/") + 1), tags: [tag], image: image(`${name}:${tag}`, options) };
      }),
    ),
  );
}

type Case = { readonly yaml?: string; readonly files?: readonly string[]; readonly platforms?: readonly string[]; readonly shelves: Readonly<Record<string, readonly string[]>> };

async function offers(reference: string, { yaml = "", files = ["web.nix"], platforms = [], shelves }: Case) {
  const { raw, findings } = readConfigFile(".github/stowplan.yml", yaml === "" ? "" : `updates:\n${yaml.replace(/^/gm, "  ")}\n`);
  assert.deepEqual(findings, []);
  const config = Config.parse(raw);
  const registry = registryOf(shelves);
  const found = await findOffers({ reference, files, platforms }, { registry, policy: openPolicy(config), aliases: config.updates.aliases, now: NOW });
  const ignored = found.ignored.map(({ proposed = "", reason }) => `${proposed}: ${reason}`);
  return { offers: found.offers, told: found.offers.map(({ kind, proposed }) => `${kind} ${proposed.replace(/@.*/, "@")}`), ignored, requests: registry.requests };
}

const WEB = { "docker.io/galley/web": ["1.0.0", "1.0.1", "1.1.0", "2.0.0", "3.0.0"] };
const POSTGRES = { "docker.io/library/postgres": ["16.1", "16.4", "17.0", "16", "17"] };
const MARIADB = { "docker.io/library/mariadb": ["10.6.1", "10.6.9", "10.11.2", "11.4.2"] };

const POLICIES: readonly (readonly [what: string, reference: string, yaml: string, shelves: Case["shelves"], told: readonly string[], ignored: readonly string[]])[] = [
  ["offers the newest within the major, and the newest major", "galley/web:1.0.0", "kinds: [patch, minor, major]", WEB, ["minor galley/web:1.1.0", "major galley/web:3.0.0"], []],
  ["falls back to patches without minors", "galley/web:1.0.0", "kinds: [patch]", WEB, ["patch galley/web:1.0.1"], ["galley/web:1.1.0: updates of the kind minor are not asked for", "galley/web:3.0.0: updates of the kind major are not asked for"]],
  ["keeps to allowed versions", "galley/web:1.0.0", "kinds: [patch, minor, major]\nrules: [{match-images: [galley/web], allowed-versions: '<3'}]", WEB, ["minor galley/web:1.1.0", "major galley/web:2.0.0"], ["galley/web:3.0.0: the allowed versions are <3"]],
  ["keeps to a regular expression", "galley/web:1.0.0", "kinds: [patch, minor]\nrules: [{match-images: ['galley/*'], allowed-versions: '/\\.0\\.\\d+$/'}]", WEB, ["patch galley/web:1.0.1"], ["galley/web:1.1.0: the allowed versions are /\\.0\\.\\d+$/", "galley/web:3.0.0: updates of the kind major are not asked for"]],
  ["leaves out ignored versions", "galley/web:1.0.0", "kinds: [minor, patch, major]\nrules: [{match-images: [galley/web], ignored-versions: [1.1.0, 2.x, 3.x]}]", WEB, ["patch galley/web:1.0.1"], ["galley/web:1.1.0: the versions 1.1.0 are ignored", "galley/web:3.0.0: the versions 3.x are ignored"]],
  ["turns off kinds of one image", "galley/web:1.0.0", "kinds: [minor, major]\nrules: [{match-images: [galley/web], match-kinds: [major], enabled: false}]", WEB, ["minor galley/web:1.1.0"], ["galley/web:3.0.0: a rule turns these updates off"]],
  ["lets the last rule decide", "galley/web:1.0.0", "kinds: [major]\nrules: [{match-kinds: [major], enabled: false}, {match-images: [galley/web], enabled: true}]", WEB, ["major galley/web:3.0.0"], ["galley/web:1.1.0: updates of the kind minor are not asked for"]],
  ["knows the version that is written", "galley/web:1.0.0", "kinds: [minor]\nrules: [{match-current-version: '<2', enabled: false}]", WEB, [], [": a rule turns its updates off"]],
  ["knows the file", "galley/web:1.0.0", "kinds: [minor]\nrules: [{match-files: ['*.nix'], match-kinds: [minor], enabled: false}]", WEB, [], ["galley/web:1.1.0: a rule turns these updates off", "galley/web:3.0.0: updates of the kind major are not asked for"]],
  ["asks nothing about an ignored image", "galley/web:1.0.0", "ignore-images: ['galley/*']", WEB, [], [": the configuration leaves it alone"]],
  ["asks nothing about an ignored path", "galley/web:1.0.0", "ignore-paths: ['*.nix']", WEB, [], [": the configuration leaves it alone"]],
  ["adds no digest where that is not wanted", "galley/web:3.0.0", "extends: [recommended, no-pin-digests]", WEB, [], []],
  ["offers no major of a database", "postgres:16.1", "kinds: [minor, major]", POSTGRES, ["minor postgres:16.4"], ["postgres:17.0: a database's major version has to be asked for (`updates.database-majors`)"]],
  ["counts the release line of a database as major", "mariadb:10.6.1", "kinds: [patch, minor, major]", MARIADB, ["patch mariadb:10.6.9"], ["mariadb:11.4.2: a database's major version has to be asked for (`updates.database-majors`)"]],
  ["offers a database's major on request", "mariadb:10.6.1", "kinds: [major]\nrules: [{match-images: [mariadb], database-majors: true, allowed-versions: '<11'}]", MARIADB, ["major mariadb:10.11.2"], ["mariadb:10.6.9: updates of the kind patch are not asked for", "mariadb:11.4.2: the allowed versions are <11"]],
  ["writes a version in full on request", "postgres:16", "kinds: [precise]", POSTGRES, ["precise postgres:16.4"], ["postgres:17: updates of the kind major are not asked for"]],
  ["goes to the next long-term Ubuntu", "ubuntu:22.04", "kinds: [minor, major]", { "docker.io/library/ubuntu": ["22.04", "22.10", "23.10", "24.04", "24.10", "26.04"] }, ["major ubuntu:26.04"], ["ubuntu:22.10: the allowed versions are /^\\d[02468]\\.04/"]],
  ["goes to any Ubuntu from one between", "ubuntu:23.04", "kinds: [minor, major]", { "docker.io/library/ubuntu": ["23.04", "23.10", "24.04"] }, ["minor ubuntu:23.10", "major ubuntu:24.04"], []],
  ["goes back from a tag that is gone, over majors", "galley/web:4.0.1", "", WEB, ["rollback galley/web:3.0.0"], []],
  ["goes back to the nearest tag", "galley/web:1.1.5", "kinds: [pin, rollback]", { "docker.io/galley/web": ["1.0.0", "1.1.0", "1.1.4", "latest"] }, ["rollback galley/web:1.1.4"], []],
  ["goes on from a tag that is gone where there is a newer one", "galley/web:1.0.5", "kinds: [pin, minor, rollback]", WEB, ["minor galley/web:1.1.0"], ["galley/web:3.0.0: updates of the kind major are not asked for"]],
  ["takes the image that replaced another", "bitwardenrs/server:1.30", "", { "docker.io/bitwardenrs/server": ["1.30", "1.31"], "docker.io/vaultwarden/server": ["1.30"] }, ["replacement vaultwarden/server:1.30"], []],
  ["keeps the registry where it is written", "docker.io/bitwardenrs/server:1.30", "", { "docker.io/vaultwarden/server": ["1.30"] }, ["replacement docker.io/vaultwarden/server:1.30"], []],
  ["replaces by a rule, with its tag", "galley/web:1.0.0", "rules: [{match-images: [galley/web], replacement: 'quay.io/galley/site:5'}]", { ...WEB, "quay.io/galley/site": ["5"] }, ["replacement quay.io/galley/site:5"], []],
  ["keeps an image whose replacement lacks the tag", "galley/web:3.0.0", "kinds: [replacement, minor]\nrules: [{match-images: [galley/web], replacement: quay.io/galley/site}]", { ...WEB, "quay.io/galley/site": ["5"] }, [], []],
  ["asks another registry for an alias, and keeps the name", "harbour.example.org/hub/galley/web:1.0.0", "kinds: [minor]\naliases: {harbour.example.org/hub: docker.io}", WEB, ["minor harbour.example.org/hub/galley/web:1.1.0"], ["harbour.example.org/hub/galley/web:3.0.0: updates of the kind major are not asked for"]],
];

describe("policy", () => {
  for (const [what, reference, yaml, shelves, told, ignored] of POLICIES) {
    it(what, async () => {
      const found = await offers(reference, { yaml, shelves });
      assert.deepEqual([found.told, found.ignored], [told, ignored]);
    });
  }

  it("asks no registry about what is left alone", async () => {
    assert.deepEqual((await offers("galley/web:1.0.0", { yaml: "ignore-images: [galley/web]", shelves: WEB })).requests, []);
    assert.deepEqual((await offers("galley/web:1.0.0", { yaml: "rules: [{match-images: [galley/web], enabled: false}]", shelves: WEB })).requests, []);
  });
});

describe("platforms", () => {
  const PLATFORMS: readonly (readonly [tag: string, platform: string, told: readonly string[], ignored: readonly string[]])[] = [
    ["1.1.0!!", "linux/amd64", [], ["galley/web:1.1.0: there is no image for linux/amd64"]],
    ["1.1.0!!", "linux/arm64", ["minor galley/web:1.1.0"], []],
    ["1.1.0!", "linux/arm64", ["minor galley/web:1.1.0"], []],
    ["1.1.0!", "linux/riscv64", [], ["galley/web:1.1.0: there is no image for linux/riscv64"]],
    ["1.1.0", "linux/arm64", ["minor galley/web:1.1.0"], []],
  ];
  for (const [tag, platform, told, ignored] of PLATFORMS) {
    it(`${tag} on ${platform}`, async () => {
      const found = await offers("galley/web:1.0.0", { yaml: "kinds: [minor]", platforms: [platform], shelves: { "docker.io/galley/web": ["1.0.0", tag] } });
      assert.deepEqual([found.told, found.ignored], [told, ignored]);
    });
  }
});

describe("minimum age", () => {
  const yaml = "kinds: [patch]\nminimum-age: 3 days";
  const AGES: readonly (readonly [what: string, tags: readonly string[], told: readonly string[], days: number | undefined])[] = [
    ["takes the newest that is old enough", ["1.0.0", "1.0.1~10", "1.0.2~5", "1.0.3~1"], ["patch galley/web:1.0.2"], 5],
    ["offers the newest where all are young, to wait", ["1.0.0", "1.0.1~2", "1.0.2~1"], ["patch galley/web:1.0.2"], 1],
    ["takes one of unknown age", ["1.0.0", "1.0.1~10", "1.0.2~never"], ["patch galley/web:1.0.2"], undefined],
  ];
  for (const [what, tags, told, days] of AGES) {
    it(what, async () => {
      const found = await offers("galley/web:1.0.0", { yaml, shelves: { "docker.io/galley/web": tags } });
      assert.deepEqual(found.told, told);
      assert.equal(found.offers[0]?.released, days === undefined ? undefined : new Date(NOW.getTime() - days * DAY).toISOString());
    });
  }

  it("asks for no dates where no age is wanted", async () => {
    const found = await offers("galley/web:1.0.0", { yaml: "kinds: [patch]", shelves: { "docker.io/galley/web": ["1.0.0", "1.0.1"] } });
    assert.deepEqual(found.requests, ["tags docker.io/galley/web"]);
  });

  const DATES: readonly (readonly [text: string | undefined, isDate: boolean])[] = [
    ["2026-08-01T00:00:00Z", true],
    ["2026-08-01T02:00:00+02:00", true],
    ["1970-01-01T00:00:00Z", false],
    ["1980-01-01T00:00:01Z", false],
    ["2027-01-01T00:00:00Z", false],
    ["yesterday", false],
    [undefined, false],
  ];
  for (const [text, isDate] of DATES) it(`${isDate ? "believes" : "does not believe"} ${text ?? "nothing"}`, () => assert.equal(plausibleDate(text, NOW) !== undefined, isDate));
});

describe("aliases", () => {
  const ALIASES = { "harbour.example.org": "ghcr.io", "harbour.example.org/hub": "docker.io", "quay.io/old": "quay.io/new" };
  const TABLE: readonly (readonly [name: string, asked: string])[] = [
    ["harbour.example.org/a/b", "ghcr.io/a/b"],
    ["harbour.example.org/hub/postgres", "docker.io/library/postgres"],
    ["harbour.example.org/hubble/a", "ghcr.io/hubble/a"],
    ["quay.io/old", "quay.io/new"],
    ["quay.io/other", "quay.io/other"],
  ];
  for (const [name, asked] of TABLE) {
    it(`${name} is asked as ${asked}`, () => {
      const { registry, path } = aliasedRepository({ registry: name.slice(0, name.indexOf("/")), path: name.slice(name.indexOf("/") + 1) }, ALIASES);
      assert.equal(`${registry}/${path}`, asked);
    });
  }
});
