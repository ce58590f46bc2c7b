// A plan of 500 units with diffs and dependencies -> how long its page and its comment take, and how large they are.
import { performance } from "node:perf_hooks";
import { COMMENT_LIMIT, renderHtml, renderMarkdown } from "../src/report/index.ts";
import { action, host, planWith } from "../test/fakes/plans.ts";

const UNITS = 500;
const ROUNDS = 5;

const names = Array.from({ length: UNITS }, (_, index) => `docker-app${index}.service`);
const units = names.map((unit, index) =>
  action({
    unit, action: index % 50 === 0 ? "left-stopped" : "restart",
    causes: index % 2 === 0 ? [{ kind: "cascade", subject: names[index >> 3] ?? "", text: "it goes down" }] : [{ kind: "option", subject: "image", text: `image ${index} → ${index + 1}` }],
    diff: `--- a\n+++ b\n@@ -1,32 +1,32 @@\n${"   --log-driver=journald \\\n".repeat(30)}-  app:${index}\n+  app:${index + 1}\n`,
  }),
);
const dependencies = names.map((unit, index) => ({ unit, on: names[index >> 1] ?? "", kind: "Requires=" as const, scope: "system" as const }));
const falcon = host("falcon", units);
const plan = planWith({ hosts: [{ ...falcon, switch: { lists: { stop: [], start: [], restart: [], reload: [], skip: [] }, units, dependencies } }] });

/** The best of some rounds, in milliseconds; the first ones pay for compilation. */
function measure(render: () => string): { readonly best: number; readonly length: number } {
  const runs = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    const { length } = render();
    return { best: performance.now() - start, length };
  });
  return runs.reduce((left, right) => (left.best <= right.best ? left : right));
}

const page = measure(() => renderHtml(plan));
const comment = measure(() => renderMarkdown(plan, { limit: COMMENT_LIMIT }));
console.log(`${UNITS} units: page ${page.best.toFixed(0)} ms, ${(page.length / 1e6).toFixed(1)} MB; comment ${comment.best.toFixed(0)} ms; page to comment ${(page.best / comment.best).toFixed(1)}`);
