import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildImage } from "../../../scripts/demo/oci-image.ts";
import { Config } from "../../../src/config/index.ts";
import type { Pin } from "../../../src/pins/index.ts";
import { isNamed, type StandingWish, standingWishes, UpdateWish } from "../../../src/update-wish.ts";
import { applyWishes, type Update } from "../../../src/updates/index.ts";
import { type Failures, fakeRegistry } from "../../fakes/registry.ts";

const NOW = new Date("2026-03-10T12:00:00Z");
const built = (tag: string): ReturnType<typeof buildImage> => buildImage({ platforms: ["linux/amd64"], created: "2026-02-01T00:00:00Z", settings: {}, layers: [{ tag }] });
const IMAGES = ["16.3", "16.4", "17.0"].map((tag) => ({ registry: "docker.io", path: "library/postgres", tags: [tag], image: built(tag) }));

function pinOf(reference: string): Pin {
  const range = { start: 0, end: reference.length };
  return { file: "compose.yaml", range, line: 4, column: 12, raw: reference, reference, mechanism: "compose-image", pieces: [{ text: reference, start: 0 }], platforms: [], isTouched: true };
}

const update = (reference: string, proposed: string): Update => ({ kind: "minor", reference, proposed, places: [] });
const FOUND = { updates: [update("postgres:16.3", "postgres:16.4"), update("redis:7.4.0", "redis:7.4.1")], ignored: [], unread: [] };

async function apply(wishes: readonly StandingWish[], some: { readonly pins?: readonly Pin[]; readonly failures?: Failures; readonly updates?: boolean } = {}): Promise<{ updates: readonly string[]; ignored: readonly string[]; standing: readonly StandingWish[] }> {
  const { pins = [pinOf("postgres:16.3"), pinOf("redis:7.4.0")], failures = {}, updates = true } = some;
  const { found, standing } = await applyWishes({ wishes, found: FOUND, pins, registry: fakeRegistry(IMAGES, failures), config: Config.parse({ updates: { enabled: updates } }), now: NOW });
  return { updates: found.updates.map(({ kind, reference, proposed }) => `${kind} ${reference} ${proposed}`), ignored: found.ignored.map(({ reference, reason }) => `${reference}: ${reason}`), standing };
}

const OFFERED = ["minor postgres:16.3 postgres:16.4", "minor redis:7.4.0 redis:7.4.1"];

describe("applyWishes", () => {
  it("leaves an image alone for good", async () => {
    const wish = { kind: "ignore", image: "postgres" } as const;
    assert.deepEqual(await apply([wish]), { updates: [OFFERED[1]], ignored: ["postgres:16.3: somebody asked for it to be left alone"], standing: [wish] });
  });

  it("leaves an image alone until the day begins in UTC", async () => {
    const [today, tomorrow] = [{ kind: "ignore", image: "postgres", until: "2026-03-10" }, { kind: "ignore", image: "postgres", until: "2026-03-11" }] as const;
    assert.deepEqual(await apply([today]), { updates: OFFERED, ignored: [], standing: [] });
    assert.deepEqual(await apply([tomorrow]), { updates: [OFFERED[1]], ignored: ["postgres:16.3: somebody asked for it to be left alone until 2026-03-11"], standing: [tomorrow] });
  });

  it("offers the version that is asked for, whatever the policy says, and nothing else for that image", async () => {
    const wish = { kind: "version", image: "docker.io/library/postgres", version: "17.0" } as const;
    assert.deepEqual(await apply([wish]), { updates: [OFFERED[1], "major postgres:16.3 postgres:17.0"], ignored: [], standing: [wish] });
  });

  it("forgets a version that is reached, and one of an image that is gone", async () => {
    const wishes = [{ kind: "version", image: "postgres", version: "16.3" }, { kind: "version", image: "gone", version: "1" }] as const;
    assert.deepEqual(await apply(wishes), { updates: OFFERED, ignored: [], standing: [] });
  });

  it("tells of a version that the registry does not have, and forgets it", async () => {
    const told = await apply([{ kind: "version", image: "postgres", version: "99" }]);
    assert.deepEqual(told, { updates: OFFERED, ignored: ["postgres:16.3: 99 was asked for, but the registry does not have it"], standing: [] });
  });

  it("keeps a version that the registry could not be asked about", async () => {
    const wish = { kind: "version", image: "postgres", version: "17.0" } as const;
    const told = await apply([wish], { failures: { "docker.io": "registry-unreachable" } });
    assert.deepEqual(told, { updates: [OFFERED[1]], ignored: ["postgres:16.3: 17.0 was asked for, but the registry could not be asked"], standing: [wish] });
  });

  it("does nothing where updates are switched off, and forgets nothing", async () => {
    const wish = { kind: "ignore", image: "postgres" } as const;
    assert.deepEqual(await apply([wish], { updates: false }), { updates: OFFERED, ignored: [], standing: [wish] });
  });
});

describe("standingWishes", () => {
  const ignore = { kind: "ignore", image: "postgres" } as const;
  const version = { kind: "version", image: "postgres", version: "17.0" } as const;
  it("keeps the newest word about an image", () => assert.deepEqual(standingWishes([ignore], [version]), [version]));
  it("ends what stood when the image is asked for as such", () => assert.deepEqual(standingWishes([ignore], [{ kind: "now", image: "postgres" }]), []));
  it("keeps what is about other images", () => assert.deepEqual(standingWishes([ignore], [{ kind: "now", image: "redis" }, { kind: "rebase", branch: "b" }]), [ignore]));
  it("forgets the oldest of too many", () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ kind: "ignore", image: `image-${index}` }) as const);
    assert.deepEqual([standingWishes(many, []).length, standingWishes(many, []).at(-1)?.image], [50, "image-59"]);
  });
});

describe("isNamed", () => {
  const table = [
    ["postgres", "postgres:16", true],
    ["docker.io/library/postgres", "postgres:16", true],
    ["mealie", "ghcr.io/mealie-recipes/mealie:v1", true],
    ["ghcr.io/mealie-recipes/mealie", "ghcr.io/mealie-recipes/mealie:v1", true],
    ["mealie-recipes/mealie", "ghcr.io/mealie-recipes/mealie:v1", false],
    ["post", "postgres:16", false],
    ["postgres", "$IMAGE", false],
  ] as const;
  for (const [image, reference, isIt] of table) it(`${image} is ${isIt ? "" : "not "}the name of ${reference}`, () => assert.equal(isNamed(image, reference), isIt));
});

describe("UpdateWish", () => {
  const refused = [{ kind: "now", image: "*" }, { kind: "now", image: "/x/" }, { kind: "version", image: "a", version: "../b" }, { kind: "ignore", image: "a", until: "2026-02-30" }, { kind: "now", image: "a", more: 1 }];
  for (const wish of refused) it(`refuses ${JSON.stringify(wish)}`, () => assert.equal(UpdateWish.safeParse(wish).success, false));
});
