// Findings about policy -> their section: what the pull request introduces, and folded what it found there.
import type { Finding } from "../errors.ts";
import { andMore, type Block, paragraph, type Section } from "./blocks.ts";
import { findingItem } from "./finding-sections.ts";
import { isPolicyBreach } from "./reached-rules.ts";

/** How many breaches the shorter forms name. */
const BRIEFS = [60, 10] as const;

function freshBlocks(fresh: readonly Finding[], limit: number): readonly Block[] {
  return [{ kind: "heading", line: ["Policy"] }, { kind: "list", items: fresh.slice(0, limit).map(findingItem) }, ...andMore(fresh.length - limit).map(paragraph)];
}

function beforeBlocks(before: readonly Finding[]): readonly Block[] {
  const summary = [`Policy: what was there before on ${before.length === 1 ? "one host or project" : `${before.length} hosts or projects`}`];
  return [{ kind: "fold", summary, blocks: [{ kind: "list", items: before.map(findingItem) }] }];
}

function freshSection(fresh: readonly Finding[]): readonly Section[] {
  if (fresh.length === 0) return [];
  const forms = [Number.POSITIVE_INFINITY, ...BRIEFS].map((limit) => freshBlocks(fresh, limit));
  return [{ rank: 55, loses: ["some breaches of the policy", "lists of breaches of the policy"], forms: [...forms, []] }];
}

function beforeSection(before: readonly Finding[]): readonly Section[] {
  if (before.length === 0) return [];
  return [{ rank: 25, loses: ["older breaches of the policy", "lists of older breaches of the policy"], forms: [beforeBlocks(before), []] }];
}

/** Two sections, because the older breaches give way long before the new ones do. */
export function policySections(findings: readonly Finding[]): readonly Section[] {
  return [...freshSection(findings.filter(isPolicyBreach)), ...beforeSection(findings.filter(({ code }) => code === "policy-before"))];
}
