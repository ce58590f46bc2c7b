// Hosts of a plan -> one section each: what happens to its units and why, most dangerous first.
import type { Cause, HostPlan, UnitAction } from "../switch/index.ts";
import { actionsOf, DANGER, tallyActions, tellTally, verbOf } from "./action-tally.ts";
import { type Block, code, count, type Inline, type Line, type ListItem, mark, type Section, shortDigests, shorten } from "./blocks.ts";
import { tellPlace } from "./place.ts";

/** Actions shown without opening anything; the others are folded. */
const SHOWN = 12;
/** How many of a folded list the longest and the next shorter form name. */
const LIMITS = [Number.POSITIVE_INFINITY, 60] as const;
/** Causes shown of one action. */
const MAX_CAUSES = 6;
const SENTENCE = 400;
const NAME = 120;

/** True where only the versions of packages moved: the usual noise of a new nixpkgs. */
function isOnlyStorePath(action: UnitAction): boolean {
  return action.action !== "left-stopped" && action.causes.length > 0 && action.causes.every((cause) => cause.kind === "store-path");
}

/** What is dangerous first, then what has a cause in the pull request's text, then by name. */
export function sortActions(actions: readonly UnitAction[]): readonly UnitAction[] {
  return actions.toSorted(
    (left, right) =>
      DANGER.indexOf(left.action) - DANGER.indexOf(right.action) ||
      Number(isOnlyStorePath(left)) - Number(isOnlyStorePath(right)) ||
      (left.unit < right.unit ? -1 : Number(left.unit > right.unit)),
  );
}

/** `script x-start added: docker network create cache`: what follows the colon is a line of shell, and code as a whole. */
function tellScript(text: string): Line {
  const colon = text.indexOf(": ");
  return colon === -1 ? [text] : [text.slice(0, colon + 2), code(text.slice(colon + 2))];
}

function tellCause(cause: Cause): Line {
  const text = shorten(shortDigests(cause.text), SENTENCE);
  const place: Line = cause.place === undefined ? [] : [" (", code(tellPlace(cause.place)), ")"];
  return [...(cause.kind === "script" ? tellScript(text) : [text]), ...place];
}

function tellVerb(action: UnitAction): Inline {
  const verb = verbOf(action.action);
  if (action.action === "left-stopped") return mark("danger", verb);
  return action.action === "stop" ? mark("warning", verb) : verb;
}

function subjectOf(action: UnitAction): Line {
  const unit = code(shorten(action.unit, NAME));
  return action.scope === "user" ? [unit, " (of users)"] : [unit];
}

/** `docker-mealie.service restarts: image v1.3.2 → v1.4.0`; several causes stand below. */
function actionItem(action: UnitAction): ListItem {
  const line: Line = [...subjectOf(action), " ", tellVerb(action)];
  const causes = action.causes.slice(0, MAX_CAUSES).map(tellCause);
  const rest = action.causes.length - causes.length;
  const [only, ...others] = causes;
  if (only === undefined) return { line };
  if (others.length === 0) return { line: [...line, ": ", ...only] };
  return { line: [...line, ":"], details: rest > 0 ? [...causes, [`and ${count(rest, "more cause")}`]] : causes };
}

function shortItem(action: UnitAction): ListItem {
  return { line: [...subjectOf(action), " ", tellVerb(action)] };
}

function list(items: readonly ListItem[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: "list", items }];
}

/** A folded list of at most `limit` actions. */
function fold(summary: string, { actions, limit }: { readonly actions: readonly UnitAction[]; readonly limit: number }): readonly Block[] {
  if (actions.length === 0) return [];
  const rest = actions.length - limit;
  const more: readonly Block[] = rest > 0 ? [{ kind: "paragraph", line: [`and ${rest} more`] }] : [];
  return [{ kind: "fold", summary: [summary], blocks: [...list(actions.slice(0, limit).map(actionItem)), ...more] }];
}

function hostBlocks(host: HostPlan, limit: number): readonly Block[] {
  const sorted = sortActions(actionsOf(host));
  const quiet = sorted.filter(isOnlyStorePath);
  const told = sorted.filter((action) => !isOnlyStorePath(action));
  const folded = told.slice(SHOWN);
  return [
    ...list(told.slice(0, SHOWN).map(actionItem)),
    ...fold(count(folded.length, "more unit"), { actions: folded, limit }),
    ...fold(`${count(quiet.length, "unit")} for which only the version of a package moved`, { actions: quiet, limit }),
  ];
}

function hostSection(host: HostPlan): Section {
  const heading: Block = { kind: "heading", line: ["Host ", code(shorten(host.name, NAME))] };
  const sorted = sortActions(actionsOf(host));
  const brief: readonly Block[] = [
    { kind: "paragraph", line: [...tellTally(tallyActions(sorted)), ". The first of them:"] },
    ...list(sorted.slice(0, SHOWN).map(shortItem)),
  ];
  return { rank: 60, loses: ["the actions of one host", "hosts' actions"], forms: [...LIMITS.map((limit) => [heading, ...hostBlocks(host, limit)]), [heading, ...brief], []] };
}

/** Sections of the hosts where units are acted on, the one with the most dangerous action first. */
export function hostSections(hosts: readonly HostPlan[]): readonly Section[] {
  const worst = (host: HostPlan): number => Math.min(...actionsOf(host).map((action) => DANGER.indexOf(action.action)));
  return hosts
    .filter((host) => actionsOf(host).length > 0)
    .toSorted((left, right) => worst(left) - worst(right))
    .map(hostSection);
}
