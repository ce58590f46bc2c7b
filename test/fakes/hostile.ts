// Text as a hostile pull request would choose it, and plans full of it.
import { fc } from "../support/fast-check.ts";
import type { Plan } from "../../src/report/index.ts";
import { action, digest, finding, host, planWith } from "./plans.ts";

const FRAGMENTS = [
  "@ada", "@org/team", "#12", "GH-3", "ada/homelab#1", "https://github.com/a/b/issues/1", "www.x.example", "a@b.example", "0123456789abcdef",
  "`", "``", "```", "~~~", "\\", "|", "*", "**", "_", "~", "$x$", ":tada:", "[x](https://y.example)", "![x](https://y.example/z.png)", "[^1]",
  "</details>", "</summary>", "</code>", "</pre>", "</style>", "</title>", "</script><script>alert(1)</script>", "<img src=x onerror=y>", "<b>", '"', "'",
  "<!--", "-->", "--!>", '<!-- stowplan {"version":1} -->', "<![CDATA[", "<?", "&#64;ada", "&commat;ada", "&lt;",
  "\n", "\n\n", "\r", "\u2028", "\t", "    ", " ", "- ", "+ ", "1. ", "# ", "> ", "---", "===", "| a | b |\n| --- | --- |",
  "\u0000", "\u001b[31m", "\u001b]0;x\u0007", "\u202e", "\u200b", "\ud800", "::error::x", "##[error]", "::warning file=a::b", "#quot;", "end", "%% x", "click n0 callback", "\"]:::x", "javascript:alert(1)",
  "é", "日本", "🚢",
] as const;

/** Mostly fragments that mean something somewhere, sometimes anything; never empty. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...FRAGMENTS, "word"), { minLength: 1, maxLength: 8 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 40 }) },
);

/** One plan with the same shape whatever the texts are, so that its skeleton can be compared. `next` gives the texts in turn. */
export function planOf(next: () => string): Plan {
  const place = (): { file: string; line: number } => ({ file: next(), line: 3 });
  const [first, second, third, other] = ["one", "two", "three", "other"].map((name) => `${name} ${next()}`);
  const summary = (letter: string): { reference: string; digest: string; layers: { digest: string; size: number }[] } => ({
    reference: `${next()}:1`, digest: digest(letter), layers: [{ digest: next(), size: 3 }],
  });
  const short = (): string => next().slice(0, 60);
  const locked = (): { kind: "locked"; type: string; revision: string; date: string; source: string } => ({ kind: "locked", type: "github", revision: short(), date: "2024-05-01", source: next() });
  /** Addresses are made by us, but whoever wrote the plan may say what stands in them. */
  const page = (): string => `https://forge.example/${next()}`;
  const acted = host(next(), [
        action({
          unit: first ?? "", action: "restart", diff: `@@\n${next()}\n${next()}`,
          causes: [{ kind: "option", subject: next(), text: next(), place: place() }, { kind: "script", subject: next(), text: next() }],
        }),
        action({ unit: second ?? "", action: "left-stopped", causes: [{ kind: "cascade", subject: other ?? "", text: next() }] }),
        action({ unit: third ?? "", action: "start", causes: [{ kind: "store-path", subject: next(), text: next() }], diff: "" }),
  ]);
  const dependencies = [{ unit: second ?? "", on: first ?? "", kind: "Requires=" as const, scope: "system" as const }];
  return planWith({
    inputs: [
      { path: next().replaceAll("/", "."), old: locked(), new: locked(), compare: page() },
      { path: `${next()}/${next()}`, old: { kind: "follows", target: next() }, new: locked() },
    ],
    hosts: [
      { ...acted, switch: { lists: { stop: [], start: [], restart: [], reload: [], skip: [] }, units: acted.switch?.units ?? [], dependencies } },
      { name: next(), status: "failed", containers: [] },
    ],
    images: [
      {
        platform: "linux/amd64", old: summary("a"), new: summary("b"), isSameContent: false,
        usedBy: [{ kind: "container", host: next(), name: next() }], differences: [{ field: "user", text: next() }],
        packages: { from: "sbom", isSystemOnly: false, more: 0, changes: [{ ecosystem: short(), name: next(), from: next(), to: next() }] },
        compare: page(), gaps: [next()], releases: [{ tag: next(), name: next(), published: short(), url: page(), notes: `first ${next().replace(/[\r\n]+/g, " ")}` }],
      },
    ],
    projects: [
      {
        name: next(), inputs: [next()], output: next(), runtime: "docker", status: "converted", diff: `+${next()}`,
        services: [{ service: next(), change: "changed", texts: [next(), next()] }], drift: { status: "edited", text: next(), diff: `-${next()}` },
      },
    ],
    updates: [{ kind: "minor", reference: next(), proposed: next(), places: [place()] }],
    findings: [
      finding({ code: "host-failed", severity: "error", subject: next(), message: next(), hint: next(), place: place() }),
      finding({ code: "database-major", severity: "warning", subject: next(), message: next(), hint: next() }),
      finding({ code: "host-partial", severity: "info", subject: next(), message: next(), hint: next() }),
    ],
  });
}

/** A plan whose every text comes from a list, over and over. */
export function planOfTexts(texts: readonly string[]): Plan {
  let index = 0;
  return planOf(() => texts[index++ % texts.length] ?? "word");
}
