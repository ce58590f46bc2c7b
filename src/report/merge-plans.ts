// Plans of the shares of one pull request, each made by a job of its own -> the plan of the whole.
import { isDeepStrictEqual } from "node:util";
import { compareTexts } from "../compare-texts.ts";
import { type Finding, StowplanError } from "../errors.ts";
import { settleFindings } from "./assemble-plan.ts";
import { clipToSchema } from "./clip-to-schema.ts";
import { Plan } from "./plan-document.ts";

/** What must be equal in all of them, or they are not plans of one thing. */
const COMMON = ["version", "key", "base", "head", "tip", "options"] as const;

function refuse(message: string): StowplanError {
  const hint = "Give the plans of one run of the workflow, all made with the same inputs and the same version of stowplan.";
  return new StowplanError({ code: "plan-invalid", subject: "plans to merge", message, hint });
}

function checkCommon(first: Plan, others: readonly Plan[]): void {
  for (const other of others) {
    const different = COMMON.find((field) => !isDeepStrictEqual(first[field], other[field]));
    if (different !== undefined) throw refuse(`They differ in \`${different}\`, so they are not parts of one plan.`);
    if (first.share?.of !== other.share?.of) throw refuse("They are shares of different divisions.");
  }
}

/** Each entry once; the plans of shares repeat whatever belongs to no host. */
function unique<Entry>(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** Entries that differ in one list alone become one entry with all that the lists hold. */
function uniteBy<Name extends string, Entry extends Readonly<Record<Name, readonly unknown[]>>>(entries: readonly Entry[], name: Name): readonly Entry[] {
  const united = new Map<string, Entry>();
  for (const entry of entries) {
    const identity = JSON.stringify({ ...entry, [name]: [] });
    const known = united.get(identity);
    united.set(identity, known === undefined ? entry : { ...known, [name]: unique([...known[name], ...entry[name]]) });
  }
  return [...united.values()];
}

/** Every list of the document, whatever it holds. */
function uniteLists(plans: readonly Plan[]): Readonly<Record<string, readonly unknown[]>> {
  const lists = new Map<string, readonly unknown[]>();
  for (const [name, value] of plans.flatMap((plan) => Object.entries(plan))) {
    if (Array.isArray(value)) lists.set(name, [...(lists.get(name) ?? []), ...value]);
  }
  return Object.fromEntries([...lists].map(([name, entries]) => [name, unique(entries)]));
}

/** A host is planned by one share; the same host twice is two copies of one file, or two different runs. */
function uniteHosts(plans: readonly Plan[]): Plan["hosts"] {
  const hosts = unique(plans.flatMap((plan) => plan.hosts)).toSorted((left, right) => compareTexts(left.name, right.name));
  const twice = hosts.find((host, index) => hosts[index + 1]?.name === host.name);
  if (twice !== undefined) throw refuse(`Host ${twice.name} stands in two of them with different plans.`);
  return hosts;
}

function missingShares(plans: readonly Plan[]): readonly Finding[] {
  const of = plans[0]?.share?.of ?? 0;
  const made = new Set(plans.map((plan) => plan.share?.number));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number) => !made.has(number));
  return missing.map((number) => ({
    code: "share-missing",
    severity: "error",
    subject: `share ${number}/${of}`,
    message: "The job that plans this share of the hosts left no plan, so nothing is known about its hosts.",
    hint: `Look at the log of the job with \`shard: ${number}/${of}\`, and run it again.`,
  }));
}

/**
 * Merges plans: hosts of all shares, everything else once. A share without a plan is a finding of the whole.
 * Throws StowplanError `plan-invalid` where they are not parts of one plan, or there is none.
 */
export function mergePlans(plans: readonly Plan[]): Plan {
  const [first, ...others] = plans;
  if (first === undefined) throw refuse("There is none.");
  checkCommon(first, others);
  if (first.share === undefined && others.length === 0) return first;
  return clipToSchema(Plan, {
    ...Object.fromEntries(Object.entries(first).filter(([name]) => name !== "share")),
    ...uniteLists(plans),
    hosts: uniteHosts(plans),
    images: uniteBy(plans.flatMap((plan) => plan.images), "usedBy"),
    updates: uniteBy(plans.flatMap((plan) => plan.updates), "places"),
    findings: settleFindings([...plans.flatMap((plan) => plan.findings), ...missingShares(plans)]),
  });
}
