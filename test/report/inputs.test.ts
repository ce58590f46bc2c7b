// Inputs that move, in all three forms of the report: the flake's own in a table, those of inputs folded, hostile texts as text.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { InputChange } from "../../src/discover/index.ts";
import { Plan, renderHtml, renderMarkdown, renderTerminal } from "../../src/report/index.ts";
import { planWith } from "../fakes/plans.ts";

const [OLD, NEW] = ["a".repeat(40), "b".repeat(40)];
const at = (revision: string, date: string): InputChange["old"] => ({ kind: "locked", type: "github", source: "github:NixOS/nixpkgs", revision, date });
const compare = `https://github.com/NixOS/nixpkgs/compare/${OLD}...${NEW}`;

const INPUTS: readonly InputChange[] = [
  { path: "nixpkgs", old: at(OLD, "2026-07-01"), new: at(NEW, "2026-07-14"), compare },
  { path: "pier", new: { kind: "locked", type: "git", source: "git+https://codeberg.org/ilse/pier", hash: "sha256-0123456789abcdefghij" } },
  { path: "home-manager/nixpkgs", old: at(OLD, "2026-07-01"), new: { kind: "follows", target: "nixpkgs" } },
];

const markdown = (inputs: readonly InputChange[], limit = 60_000): string => renderMarkdown(planWith({ inputs: [...inputs] }), { limit });
const terminal = (inputs: readonly InputChange[]): string => renderTerminal(planWith({ inputs: [...inputs] }), { isColoured: false, width: 120 });

describe("inputs in the report", () => {
  it("stand in a table with days, revisions and a link; inputs of inputs are folded", () => {
    const text = markdown(INPUTS);
    assert.match(text, /#### Flake inputs\n\n\| Input \| Before \| After \| Changes \|/);
    assert.ok(text.includes(`| \`nixpkgs\` | 2026-07-01 \`aaaaaaaaaa\` | 2026-07-14 \`bbbbbbbbbb\` | [\`compare\`](${compare}) |`), text);
    assert.ok(text.includes("| `pier` | none | `sha256-0123456789ab` of `git+https://codeberg.org/ilse/pier` |  |"), text);
    assert.match(text, /<details><summary>1 input of inputs<\/summary>[^]*`home-manager\/nixpkgs`[^]*follows `nixpkgs`/);
  });

  it("stand on the page and on the terminal as well", () => {
    assert.ok(renderHtml(planWith({ inputs: [...INPUTS] })).includes(`href="${compare}"`));
    assert.match(terminal(INPUTS), /nixpkgs.*2026-07-01.*2026-07-14/);
    assert.match(terminal(INPUTS), /^pier +none, sha256-0123456789ab of git\+https:\/\/codeberg\.org\/ilse\/pier$/m);
  });

  it("are not mentioned where none moves", () => {
    for (const text of [markdown([]), terminal([]), renderHtml(planWith())]) assert.doesNotMatch(text, /Flake inputs/);
  });

  it("give way in steps where there is no room, inputs of inputs first", () => {
    const many = Array.from({ length: 80 }, (_, index): InputChange => ({ path: `deep/n${String(index)}`, old: at(OLD, "2026-07-01"), new: at(NEW, "2026-07-14"), compare }));
    const text = markdown([...INPUTS.slice(0, 1), ...many], 4000);
    assert.match(text, /\| `nixpkgs`/);
    assert.doesNotMatch(text, /deep\/n1/);
    const own = markdown(many.map((input) => ({ ...input, path: input.path.slice(5) })), 4000);
    assert.match(own, /80 flake inputs move/);
  });

  it("cannot write Markdown, HTML or links of their own", () => {
    const nasty = "x`|<img src=x>@everyone](https://evil.example)\u001b[2J";
    const text = [{ path: nasty, new: { kind: "locked", type: "git", source: nasty, revision: nasty }, compare: "javascript:alert(1)" } as const] satisfies readonly InputChange[];
    assert.doesNotMatch(markdown(text), /<img|@everyone|\]\(https:\/\/evil|\]\(javascript/);
    assert.doesNotMatch(renderHtml(planWith({ inputs: text })), /<img src=x|href="javascript/);
    assert.ok(!terminal(text).includes("\u001b"));
  });

  it("keep within the plan's schema", () => assert.deepEqual(Plan.parse(planWith({ inputs: [...INPUTS] })).inputs, INPUTS));
});
