// Plan and the labels that are there -> which are put on and taken off. Pure; doing it is write-labels.ts.
import type { Label } from "../../ports.ts";
import { countFindings, hasChanges, isBackup, isBlind, isFailing, isPolicyBreach, type LabelNames, type Plan, summarisePlan } from "../../report/index.ts";

/** `labels` are those of ours that are on the pull request afterwards. */
export type LabelStep = { readonly add: readonly Label[]; readonly remove: readonly string[]; readonly labels: readonly string[] };

type Meaning = keyof LabelNames;

/** Colours and words of a label that is made; GitHub takes descriptions of up to 100 characters. */
const LOOKS: Readonly<Record<Meaning, Omit<Label, "name">>> = {
  "no-change": { color: "c2e0c6", description: "The merge changes nothing on any host" },
  "restarts": { color: "fbca04", description: "The merge restarts, starts or stops units" },
  "left-stopped": { color: "b60205", description: "The merge leaves a unit stopped" },
  "back-up-first": { color: "d93f0b", description: "A database's major version moves, or volumes are at stake" },
  "policy": { color: "d93f0b", description: "The merge breaks a rule of the policy" },
  "failed": { color: "b60205", description: "The plan reaches fail-on, or a part of it is unknown" },
};

function meaningsOf(plan: Plan): Readonly<Record<Meaning, boolean>> {
  const { units } = summarisePlan(plan);
  return {
    "no-change": !hasChanges(plan) && countFindings(plan, "error") === 0,
    "restarts": units.restart + units.start + units.stop + units["left-stopped"] > 0,
    "left-stopped": units["left-stopped"] > 0,
    "back-up-first": plan.findings.some(isBackup),
    "policy": plan.findings.some(isPolicyBreach),
    "failed": isFailing(plan) || isBlind(plan),
  };
}

function isMeaning(name: string): name is Meaning {
  return Object.hasOwn(LOOKS, name);
}

/** GitHub tells labels apart without regard to case. One that has been given two meanings stays where either is true. */
export function decideLabels({ plan, names }: { readonly plan: Plan; readonly names: LabelNames }, present: readonly string[]): LabelStep {
  const truths = meaningsOf(plan);
  const ours = Object.keys(names).filter(isMeaning).filter((meaning) => names[meaning] !== "");
  const wanted = new Map(ours.filter((meaning) => truths[meaning]).map((meaning) => [names[meaning].toLowerCase(), { name: names[meaning], ...LOOKS[meaning] }]));
  const managed = new Set(ours.map((meaning) => names[meaning].toLowerCase()));
  const there = new Set(present.map((name) => name.toLowerCase()));
  return {
    add: [...wanted].flatMap(([key, label]) => (there.has(key) ? [] : [label])),
    remove: present.filter((name) => managed.has(name.toLowerCase()) && !wanted.has(name.toLowerCase())),
    labels: [...wanted.values()].map(({ name }) => name),
  };
}
