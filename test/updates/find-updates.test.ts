// What is offered for references, and what is asked for it: a fake registry counts.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildImage } from "../../scripts/demo/oci-image.ts";
import type { HostedImage } from "../../scripts/demo/homelab-images.ts";
import { Config } from "../../src/config/index.ts";
import type { ErrorCode } from "../../src/errors.ts";
import type { Pin } from "../../src/pins/index.ts";
import type { Log } from "../../src/ports.ts";
import { findUpdates, Update } from "../../src/updates/index.ts";
import { writeReference } from "../../src/updates/offers/write-reference.ts";
import { fakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { fakeTree } from "../fakes/source-tree.ts";

const SILENT: Log = { progress: () => undefined, info: () => undefined, warn: () => undefined };
const GONE = `sha256:${"0".repeat(64)}`;

/** An image of some content, on two platforms unless others are named. */
function hosted(tags: readonly string[], { text, platforms = ["linux/amd64", "linux/arm64"] }: { text: string; platforms?: readonly string[] }): HostedImage {
  const image = buildImage({ created: "2026-01-01T00:00:00Z", settings: {}, platforms, layers: [{ "app/{platform}": text, "platform": "{platform}" }] });
  return { registry: "docker.io", path: "galley/web", tags, image };
}

const IMAGES = [
  hosted([], { text: "old" }),
  hosted(["1.0", "stable"], { text: "1.0" }),
  hosted(["1.1"], { text: "1.1" }),
  hosted(["2.0"], { text: "2.0" }),
  hosted(["c059188a3"], { text: "hash" }),
];
function digestOf(index: number): string {
  return IMAGES[index]?.image.root.digest ?? "";
}
const [OLD, D10, D11, D20, HASH] = [0, 1, 2, 3, 4].map(digestOf);

function pin(reference: string, parts: Partial<Pin> = {}): Pin {
  return {
    file: "web.nix",
    range: { start: 10, end: 10 + reference.length },
    line: 1,
    column: 11,
    raw: reference,
    reference,
    mechanism: "nix-literal",
    pieces: [{ text: reference, start: 10 }],
    isTouched: true,
    platforms: ["linux/amd64"],
    ...parts,
  };
}

async function updates(pins: readonly Pin[], { registry = fakeRegistry(IMAGES), isOn = true }: { registry?: FakeRegistry; isOn?: boolean } = {}) {
  const found = await findUpdates({ pins, registry, config: Config.parse({ updates: { enabled: isOn } }), log: SILENT });
  const findings = found.findings.filter(({ code }) => code !== "image-unpinned");
  return { findings, unpinned: found.findings.filter((finding) => !findings.includes(finding)), value: Update.array().parse(found.value.updates), ignored: found.value.ignored, requests: registry.requests };
}

/** `asked` counts requests where no host is known, as deciding costs; `checked` where one is: each offered tag is read for its platform. */
const OFFERS: readonly (readonly [reference: string, offered: readonly string[], asked: number, checked: number, why: string])[] = [
  ["galley/web:1.0", [`pin galley/web:1.0@${D10 ?? ""}`, "minor galley/web:1.1", "major galley/web:2.0"], 2, 4, "a digest, and newer tags"],
  ["galley/web:2.0", [`pin galley/web:2.0@${D20 ?? ""}`], 2, 2, "a digest for the newest"],
  [`galley/web:2.0@${D20 ?? ""}`, [], 2, 2, "nothing for the newest with its digest"],
  [`galley/web:1.0@${D10 ?? ""}`, [`minor galley/web:1.1@${D11 ?? ""}`, `major galley/web:2.0@${D20 ?? ""}`], 3, 3, "newer tags with their digests"],
  [`galley/web:1.1@${D11 ?? ""}`, [`major galley/web:2.0@${D20 ?? ""}`], 3, 3, "a major, after a look at the digest"],
  [`galley/web:1.1@${GONE}`, [`digest galley/web:1.1@${D11 ?? ""}`, `major galley/web:2.0@${D20 ?? ""}`], 4, 5, "a digest in place of one that is gone"],
  [`galley/web:stable@${D10 ?? ""}`, [], 1, 1, "nothing for a word that stayed"],
  [`galley/web:stable@${OLD ?? ""}`, [`digest galley/web:stable@${D10 ?? ""}`], 2, 4, "a digest for a word that moved"],
  [`galley/web:stable@${GONE}`, [`digest galley/web:stable@${D10 ?? ""}`], 2, 3, "a digest for a word whose digest is gone"],
  [`galley/web:1.2@${GONE}`, [`rollback galley/web:1.1@${D11 ?? ""}`, `major galley/web:2.0@${D20 ?? ""}`], 5, 5, "the tag before one that is gone"],
  ["galley/web:c059188a3", [`pin galley/web:c059188a3@${HASH ?? ""}`], 1, 1, "only a digest for a hash"],
  [`galley/web@${D10 ?? ""}`, [], 0, 0, "nothing for a digest alone"],
  ["localhost/galley/web:1.0", [], 0, 0, "nothing for what Podman built"],
];

describe("findUpdates", () => {
  for (const [reference, offered, asked, checked, why] of OFFERS) {
    it(`${reference.replace(/[0-9a-f]{58}$/, "…")}: ${why}`, async () => {
      for (const [platforms, requests] of [[[], asked], [["linux/amd64"], checked]] as const) {
        const found = await updates([pin(reference, { platforms })]);
        assert.deepEqual(found.value.map(({ kind, proposed }) => `${kind} ${proposed}`), offered);
        assert.equal(found.requests.length, requests, found.requests.join("\n"));
        const missing = reference.includes(GONE) ? [["image-missing", "error", reference]] : [];
        assert.deepEqual(found.findings.map(({ code, severity, subject }) => [code, severity, subject]), missing);
      }
    });
  }

  it("keeps quiet about a digest that moved for other platforms only", async () => {
    const moved = [hosted([], { text: "same" }), hosted(["stable"], { text: "same", platforms: ["linux/amd64", "linux/riscv64"] })];
    const old = moved[0]?.image.root.digest ?? "";
    const ask = (platforms: readonly string[]) => updates([pin(`galley/web:stable@${old}`, { platforms })], { registry: fakeRegistry(moved) });
    const counts = await Promise.all([["linux/amd64"], ["linux/arm64"], ["linux/amd64", "linux/arm64"], []].map(async (platforms) => (await ask(platforms)).value.length));
    assert.deepEqual(counts, [0, 1, 1, 1]);
  });

  it("asks nothing when it is off, for files that are not touched, and for generated modules", async () => {
    const off = await updates([pin("galley/web:1.0")], { isOn: false });
    const untouched = await updates([pin("galley/web:1.0", { isTouched: false })]);
    const generated = await updates([pin("galley/web:1.0", { generatedFrom: ["compose.yml"] })]);
    assert.deepEqual([off, untouched, generated].map(({ value, requests }) => [value.length, requests.length]), [
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it("names every place that is edited, and asks once for all", async () => {
    const variable = pin("galley/web:1.0", { file: "compose.yml", line: 3, column: 12, pieces: [{ text: "galley/web:", start: 30 }, { text: "1.0" }] });
    const environment = pin("galley/web:1.0", { file: ".env", line: 2, column: 5, pieces: [{ text: "galley/web:" }, { text: "1.0", start: 12 }] });
    const module = pin("galley/web:1.0", { file: "other.nix", line: 7, isTouched: false });
    const { value, requests } = await updates([variable, environment, module]);
    assert.deepEqual(value.find(({ kind }) => kind === "minor")?.places, [
      { file: ".env", line: 2, column: 5 },
      { file: "other.nix", line: 7, column: 11 },
    ]);
    assert.equal(new Set(requests).size, requests.length, "asks once for all");
  });

  it("names each reference without a digest once, where it is touched and digests are wanted", async () => {
    const pins = [pin("galley/web:1.0"), pin("galley/web:1.0", { file: "b.nix" }), pin(`galley/web:1.0@${D10 ?? ""}`), pin("galley/web:2.0", { isTouched: false })];
    const { unpinned } = await updates(pins);
    assert.deepEqual(unpinned.map(({ severity, subject, place }) => [severity, subject, place]), [["info", "galley/web:1.0", { file: "web.nix", line: 1, column: 11 }]]);
    const config = Config.parse({ updates: { extends: ["recommended", "no-pin-digests"] } });
    const found = await findUpdates({ pins, registry: fakeRegistry(IMAGES), config, log: SILENT });
    assert.deepEqual(found.findings, []);
  });

  it("gives the lines to suggest for the newest version within the major, where that is wanted and old enough", async () => {
    const text = 'image = "galley/web:1.0";\n';
    const head = fakeTree({ "web.nix": text });
    const one = pin("galley/web:1.0", { pieces: [{ text: "galley/web:1.0", start: 9 }], range: { start: 9, end: 23 } });
    const suggested = async (options: object) => {
      const config = Config.parse({ updates: options });
      const { value } = await findUpdates({ pins: [one], head, registry: fakeRegistry(IMAGES), config, log: SILENT, now: new Date("2026-01-03T00:00:00Z") });
      return value.updates.filter(({ edits = [] }) => edits.length > 0).map(({ kind, edits = [] }) => `${kind} ${edits.map((edit) => edit.new).join()}`);
    };
    assert.deepEqual(await suggested({}), ['minor image = "galley/web:1.1";']);
    assert.deepEqual(await suggested({ suggest: false }), []);
    assert.deepEqual(await suggested({ kinds: ["pin", "major"] }), [`pin image = "galley/web:1.0@${D10 ?? ""}";`]);
    assert.deepEqual(await suggested({ kinds: ["minor"], "minimum-age": "3 days" }), []);
  });

  it("leaves to Renovate what it updates, and says so", async () => {
    const compose = pin("galley/web:1.0", { file: "compose.yml", mechanism: "compose-image" });
    const { value, findings } = await findUpdates({ pins: [compose], head: fakeTree({ "renovate.json": "{}" }), registry: fakeRegistry(IMAGES), config: Config.parse({}), log: SILENT });
    assert.deepEqual([value.updates, findings.map(({ code }) => code)], [[], ["update-elsewhere"]]);
  });

  it("asks about no more than a plan can hold, and says so", async () => {
    const pins = Array.from({ length: 503 }, (_, index) => pin(`galley/web:c0ffee${1000 + index}`));
    const { requests, findings } = await updates(pins);
    assert.equal(requests.length, 500);
    assert.match(findings.find(({ code }) => code === "plan-cut")?.message ?? "", /^3 images/);
  });

  const FAILURES: readonly (readonly [code: ErrorCode, finding: string])[] = [
    ["registry-denied", "registry-denied"],
    ["registry-unreachable", "registry-unreachable"],
    ["registry-rate-limited", "registry-rate-limited"],
    ["registry-refused", "registry-refused"],
    ["registry-missing", "image-missing"],
    ["registry-invalid", "image-unread"],
    ["registry-limit", "image-unread"],
  ];
  for (const [code, finding] of FAILURES) {
    it(`tells ${code} once for all images`, async () => {
      const { value, findings } = await updates([pin("galley/web:1.0"), pin("galley/web:1.1")], { registry: fakeRegistry(IMAGES, { "docker.io": code }) });
      assert.deepEqual(value, []);
      assert.deepEqual(findings.map((one) => [one.code, one.severity, one.subject]), [[finding, "info", "galley/web:1.0, galley/web:1.1"]]);
    });
  }
});

describe("writeReference", () => {
  const TABLE: readonly (readonly [written: string, end: Parameters<typeof writeReference>[1], result: string])[] = [
    ["postgres", { tag: "16" }, "postgres:16"],
    ["postgres:15", { tag: "16" }, "postgres:16"],
    ["docker.io/library/postgres:15@sha256:a", { tag: "16", digest: "sha256:b" }, "docker.io/library/postgres:16@sha256:b"],
    ["harbour:5000/a/b", { tag: "1" }, "harbour:5000/a/b:1"],
    ["harbour:5000/a/b:1@sha256:a", { tag: "1" }, "harbour:5000/a/b:1"],
  ];
  for (const [written, end, result] of TABLE) it(`${written} becomes ${result}`, () => assert.equal(writeReference(written, end), result));
});
