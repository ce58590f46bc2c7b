import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import { type BotCommand, isCommandLine, parseCommand } from "../../../src/host/bot-events/command-line.ts";

const UNDERSTOOD: readonly (readonly [line: string, command: BotCommand])[] = [
  ["/stowplan plan", { kind: "plan", hosts: [] }],
  ["/stowplan plan falcon", { kind: "plan", hosts: ["falcon"] }],
  ["/stowplan plan falcon 'web-*'", { kind: "plan", hosts: ["falcon", "web-*"] }],
  ["  /stowplan   PLAN\tfalcon  ", { kind: "plan", hosts: ["falcon"] }],
  ["/StowPlan convert", { kind: "convert" }],
  ["/stowplan rebase", { kind: "rebase" }],
  ["/stowplan help", { kind: "help" }],
  ["/stowplan", { kind: "help" }],
  ["/stowplan update mealie", { kind: "update", image: "mealie" }],
  ["/stowplan update ghcr.io/mealie-recipes/mealie v1.4.1", { kind: "update", image: "ghcr.io/mealie-recipes/mealie", version: "v1.4.1" }],
  ["/stowplan update `mealie:v1.4.1`", { kind: "update", image: "mealie", version: "v1.4.1" }],
  ["/stowplan update harbour.example:5000/mealie", { kind: "update", image: "harbour.example:5000/mealie" }],
  ["/stowplan ignore postgres", { kind: "ignore", image: "postgres" }],
  ["/stowplan ignore postgres 2026-12-24", { kind: "ignore", image: "postgres", until: "2026-12-24" }],
  ["/stowplan ignore \"postgres\" until 2026-12-24", { kind: "ignore", image: "postgres", until: "2026-12-24" }],
];

const NOT_UNDERSTOOD: readonly (readonly [line: string, why: RegExp])[] = [
  ["/stowplan apply", /no such command/],
  ["/stowplan constructor", /no such command/],
  ["/stowplan plan 'falcon", /quote/],
  ["/stowplan plan fal\"con\"", /quote/],
  ["/stowplan plan --flake=/etc", /host/],
  ["/stowplan plan ../falcon", /host/],
  [`/stowplan plan ${"falcon ".repeat(11)}`, /Ten/],
  ["/stowplan convert now", /no words/],
  ["/stowplan update", /takes an image/],
  ["/stowplan update mealie v1 v2", /takes an image/],
  ["/stowplan update mealie:v1 v2", /takes an image/],
  ["/stowplan update Mealie", /no name/],
  ["/stowplan update *", /no name/],
  ["/stowplan update mealie@sha256:0f1e", /no name/],
  ["/stowplan update mealie v1/../x", /no tag/],
  ["/stowplan ignore", /takes an image/],
  ["/stowplan ignore postgres:16", /without a tag/],
  ["/stowplan ignore postgres until", /takes an image/],
  ["/stowplan ignore postgres tomorrow", /2026-12-24/],
  ["/stowplan ignore postgres 2026-02-30", /2026-12-24/],
];

describe("parseCommand", () => {
  for (const [line, command] of UNDERSTOOD) it(`understands ${JSON.stringify(line)}`, () => assert.deepEqual(parseCommand(line), command));

  for (const [line, why] of NOT_UNDERSTOOD) {
    it(`does nothing in part at ${JSON.stringify(line)}`, () => {
      const command = parseCommand(line);
      assert.ok(command.kind === "unknown");
      assert.match(command.text, why);
    });
  }

  it("never throws, and its sentences hold nothing of what was written", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (words) => {
        const command = parseCommand(`/stowplan ${words}`);
        assert.ok(command.kind !== "unknown" || words.length < 4 || !command.text.includes(words) || /^[\w ]+$/.test(words));
      }),
    );
  });
});

describe("isCommandLine", () => {
  const cases = [
    ["/stowplan", true],
    ["   /stowplan plan", true],
    ["/STOWPLAN plan", true],
    ["    /stowplan plan", false],
    ["\t/stowplan plan", false],
    ["> /stowplan plan", false],
    ["/stowplanner", false],
    ["please /stowplan plan", false],
    ["@stowplan plan", false],
    ["", false],
  ] as const;
  for (const [line, isCommand] of cases) it(`${isCommand ? "takes" : "leaves"} ${JSON.stringify(line)}`, () => assert.equal(isCommandLine(line), isCommand));
});
