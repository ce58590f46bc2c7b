// The words of the updates section: schedules, ranges of versions, patterns of images.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../support/fast-check.ts";
import { imageTest, localTime, parseSchedule, parseVersionRange, UPDATE_PRESETS, UpdateRule } from "../../src/config/index.ts";
import { parseImageReference } from "../../src/image-reference.ts";

/** 2026-08-03 is a Monday. */
const SCHEDULES: readonly (readonly [text: string, holds: readonly string[], not: readonly string[]])[] = [
  ["at any time", ["2026-08-03T12:00", "2026-08-08T23:59"], []],
  ["before 6am on monday", ["2026-08-03T00:00", "2026-08-03T05:59"], ["2026-08-03T06:00", "2026-08-04T05:00"]],
  ["after 10pm and before 5am", ["2026-08-03T22:00", "2026-08-04T04:59"], ["2026-08-04T05:00", "2026-08-04T21:59"]],
  ["after 10pm and before 5am every weekday", ["2026-08-03T23:00"], ["2026-08-08T23:00", "2026-08-03T12:00"]],
  ["every weekend", ["2026-08-08T12:00", "2026-08-09T12:00"], ["2026-08-07T12:00", "2026-08-10T12:00"]],
  ["on friday and saturday", ["2026-08-07T12:00", "2026-08-08T12:00"], ["2026-08-09T12:00"]],
  ["monday through thursday", ["2026-08-03T12:00", "2026-08-06T12:00"], ["2026-08-07T12:00", "2026-08-02T12:00"]],
  ["friday to monday", ["2026-08-07T12:00", "2026-08-02T12:00", "2026-08-03T12:00"], ["2026-08-04T12:00"]],
  ["before 6am on the first day of the month", ["2026-08-01T05:00"], ["2026-08-01T06:00", "2026-08-02T05:00"]],
  ["on the last day of the month", ["2026-08-31T12:00", "2026-02-28T12:00"], ["2026-08-30T12:00"]],
  ["on the 15th day of the month", ["2026-08-15T12:00"], ["2026-08-14T12:00"]],
  ["every 3 months on the first day of the month", ["2026-01-01T12:00", "2026-07-01T12:00"], ["2026-08-01T12:00"]],
  ["After 17:30", ["2026-08-03T17:30"], ["2026-08-03T17:29"]],
  ["before noon", ["2026-08-03T11:59"], ["2026-08-03T12:00"]],
  ["* 0-5 * * 1", ["2026-08-03T05:59"], ["2026-08-03T06:00", "2026-08-04T03:00"]],
  ["* */6 * * *", ["2026-08-03T00:30", "2026-08-03T18:30"], ["2026-08-03T01:30"]],
  ["* * 1,15 * *", ["2026-08-15T12:00"], ["2026-08-14T12:00"]],
  ["* * 1 * mon", ["2026-08-01T12:00", "2026-08-03T12:00"], ["2026-08-04T12:00"]],
  ["* * * jan-mar sun", ["2026-03-01T12:00"], ["2026-08-02T12:00"]],
  ["* * * * 7", ["2026-08-02T12:00"], ["2026-08-03T12:00"]],
];
const NO_SCHEDULES = ["", "sometimes", "before", "before 25:00", "before 13pm", "on the 32nd day of the month", "0 3 * * *", "* 24 * * *", "* 5-3 * * *", "* * * *", "every 0 months", "monday through never"];

const RANGES: readonly (readonly [range: string, holds: readonly string[], not: readonly string[]])[] = [
  ["<17", ["16", "16.9"], ["17", "17.1", "18"]],
  ["<=17", ["17", "17.1"], ["18"]],
  [">17", ["18"], ["17.1"]],
  [">=1.2 <2", ["1.2", "1.9.9"], ["1.1", "2", "2.0"]],
  [">= 1.2, < 2", ["1.2"], ["2"]],
  ["16.x", ["16", "16.4"], ["17"]],
  ["1.2.*", ["1.2.9"], ["1.3.0"]],
  ["=1.2.3", ["1.2.3"], ["1.2.4"]],
  ["!=1.3", ["1.2", "1.4"], ["1.3", "1.3.1"]],
  ["^1.2", ["1.2", "1.9"], ["1.1", "2.0"]],
  ["^0.2", ["0.2.9"], ["0.3.0"]],
  ["~1.2", ["1.2.9"], ["1.3"]],
  ["14 || 16", ["14.2", "16"], ["15"]],
  ["v2", ["2.1"], ["3"]],
  ["/^\\d+\\.\\d*[02468]\\./", ["1.20.1"], ["1.21.1"]],
  ["!/-rc/", ["1.2.3"], ["1.2.3-rc1"]],
];
const NO_RANGES = ["latest", "<", "1.2 ||", "/(/", "1..2", ">=<2"];

const IMAGES: readonly (readonly [patterns: readonly string[], holds: readonly string[], not: readonly string[]])[] = [
  [["postgres"], ["postgres:16", "docker.io/library/postgres"], ["bitnami/postgres", "postgres-exporter"]],
  [["ghcr.io/immich-app/*"], ["ghcr.io/immich-app/server"], ["ghcr.io/immich-app/a/b", "immich-app/server"]],
  [["ghcr.io/**"], ["ghcr.io/a/b/c"], ["quay.io/a/b"]],
  [["docker.io/library/*"], ["redis"], ["grafana/grafana"]],
  [["/^ghcr\\.io\\/(?:a|b)\\//"], ["ghcr.io/a/x"], ["ghcr.io/c/x"]],
  [["lscr.io/**", "!lscr.io/linuxserver/sonarr"], ["lscr.io/linuxserver/radarr"], ["lscr.io/linuxserver/sonarr"]],
  [["!redis"], ["postgres"], ["redis"]],
  [[], [], ["redis"]],
];

function numbered(tag: string): { tag: string; numbers: readonly number[] } {
  return { tag, numbers: tag.replace(/-.*$/, "").split(".").map(Number) };
}

describe("schedules", () => {
  for (const [text, holds, not] of SCHEDULES) {
    it(text, () => {
      const test = parseSchedule(text);
      assert.ok(test);
      const at = (moment: string): boolean => test(localTime(new Date(`${moment}:00Z`), "UTC"));
      assert.deepEqual([holds.filter((moment) => !at(moment)), not.filter(at)], [[], []]);
    });
  }
  for (const text of NO_SCHEDULES) it(`refuses “${text}”`, () => assert.equal(parseSchedule(text), undefined));

  it("counts in the time zone that is given, also where its day is another", () => {
    const moment = new Date("2026-08-02T23:30:00Z");
    assert.deepEqual(localTime(moment, "Europe/Berlin"), { minutes: 90, weekday: 1, date: 3, month: 8, isLastOfMonth: false });
    assert.deepEqual(localTime(moment, "America/New_York"), { minutes: 1170, weekday: 0, date: 2, month: 8, isLastOfMonth: false });
  });

  it("ends on any text", () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => assert.ok(["function", "undefined"].includes(typeof parseSchedule(text)))));
  });
});

describe("version ranges", () => {
  for (const [range, holds, not] of RANGES) {
    it(range, () => {
      const test = parseVersionRange(range);
      assert.ok(test);
      assert.deepEqual([holds.filter((tag) => !test(numbered(tag))), not.filter((tag) => test(numbered(tag)))], [[], []]);
    });
  }
  for (const text of NO_RANGES) it(`refuses “${text}”`, () => assert.equal(parseVersionRange(text), undefined));
});

describe("image patterns", () => {
  for (const [patterns, holds, not] of IMAGES) {
    it(patterns.join(" ") || "none", () => {
      const test = imageTest(patterns);
      const fits = (reference: string): boolean => {
        const image = parseImageReference(reference);
        assert.ok(image);
        return test(image);
      };
      assert.deepEqual([holds.filter((one) => !fits(one)), not.filter(fits)], [[], []]);
    });
  }
});

describe("presets", () => {
  for (const [name, preset] of Object.entries(UPDATE_PRESETS)) {
    it(`${name} is made of rules and schedules that a file could hold`, () => {
      for (const rule of preset.rules ?? []) assert.ok(UpdateRule.safeParse(rule).success);
      for (const text of preset.schedule ?? []) assert.ok(parseSchedule(text));
      assert.ok(preset.text.endsWith("."));
    });
  }
});
