// Plan -> which of the rules of `fail-on` it reaches.
import type { FAILURE_WORDS, FailureRule } from "../config/index.ts";
import type { Finding, FindingCode } from "../errors.ts";
import type { UnitActionKind } from "../switch/index.ts";
import { newsOf } from "./action-tally.ts";
import type { Plan } from "./plan-document.ts";

const UNPINNED: ReadonlySet<FindingCode> = new Set(["policy-unpinned", "image-unpinned"]);

/** True for a breach of `policy` that the pull request introduces. */
export function isPolicyBreach({ code }: Finding): boolean {
  return code.startsWith("policy-") && code !== "policy-before";
}

/** True for every finding that the section about policy tells. */
export function isPolicy({ code }: Finding): boolean {
  return code.startsWith("policy-");
}

function acts(plan: Plan, kind: UnitActionKind): boolean {
  return plan.hosts.some((host) => newsOf(host).some(({ action }) => action === kind));
}

function some(isMeant: (finding: Finding) => boolean): (plan: Plan) => boolean {
  return ({ findings }) => findings.some(isMeant);
}

/** What the words mean; every other rule is the code of a finding. */
const WORDS: Readonly<Record<keyof typeof FAILURE_WORDS, (plan: Plan) => boolean>> = {
  "none": () => false,
  "error": some(({ severity }) => severity === "error"),
  "warning": some(({ severity }) => severity !== "info"),
  "stop": (plan) => acts(plan, "stop"),
  "left-stopped": (plan) => acts(plan, "left-stopped") || plan.findings.some(({ code }) => code === "unit-left-stopped"),
  "restart": (plan) => acts(plan, "restart"),
  "major-database": some(({ code }) => code === "database-major"),
  "unpinned": some(({ code }) => UNPINNED.has(code)),
  "policy": some(isPolicyBreach),
};

function isWord(rule: FailureRule): rule is keyof typeof FAILURE_WORDS {
  return Object.hasOwn(WORDS, rule);
}

function isReached(rule: FailureRule, plan: Plan): boolean {
  return isWord(rule) ? WORDS[rule](plan) : plan.findings.some(({ code }) => code === rule);
}

/** The rules that the plan reaches, as they are written; an empty list is a plan that fails nothing. */
export function reachedRules(plan: Plan): readonly FailureRule[] {
  return plan.options.failOn.filter((rule) => isReached(rule, plan));
}
