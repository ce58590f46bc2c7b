// Hosts of a plan -> one section each: what happens to its units and why, most dangerous first.
import { compareTexts } from "../compare-texts.ts";
import { shortenName } from "../shorten.ts";
import { type HostPlan, isStampOnly, type UnitAction } from "../switch/index.ts";
import { type ActionGroup, groupActions, tellGroup, tellNames, tellPackages } from "./action-groups.ts";
import { actionsOf, DANGER, newsOf, tallyActions, tellTally, verbOf } from "./action-tally.ts";
import { andMore, type Block, code, count, type Inline, joinSome, type Line, type ListItem, mark, paragraph, type Section } from "./blocks.ts";
import { graphSections } from "./graph-section.ts";
import { tellCause } from "./tell-cause.ts";

/** Actions shown without opening anything; the others are folded. */
const SHOWN = 12;
/** How many of a folded list the longest and the next shorter form name. */
const LIMITS = [Number.POSITIVE_INFINITY, 60] as const;
/** Causes shown of one action. */
const MAX_CAUSES = 6;
const NAME = 120;
/** Names shown of one group: in the open, and folded. */
const MAX_NAMES = 20;
const MAX_FOLDED_NAMES = 200;

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
      compareTexts(left.unit, right.unit),
  );
}

function tellVerb(action: UnitAction): Inline {
  const verb = verbOf(action.action);
  if (action.action === "left-stopped") return mark("danger", verb);
  return action.action === "stop" ? mark("warning", verb) : verb;
}

function subjectOf(action: UnitAction): Line {
  const unit = code(shortenName(action.unit, NAME));
  return action.scope === "user" ? [unit, " (of users)"] : [unit];
}

/** `docker-mealie.service restarts: image v1.3.2 → v1.4.0`; several causes stand below. */
function actionItem(action: UnitAction): ListItem {
  const line: Line = [...subjectOf(action), " ", tellVerb(action)];
  const causes = action.causes.slice(0, MAX_CAUSES).map(tellCause);
  const [only, ...others] = causes;
  if (only === undefined) return { line };
  if (others.length === 0) return { line: [...line, ": ", ...only] };
  return { line: [...line, ":"], details: [...causes, ...andMore(action.causes.length - MAX_CAUSES, "more cause")] };
}

/** One line for the cause and how many units it moves, one for their names. */
function groupItem(group: ActionGroup): ListItem {
  const [first, ...others] = group;
  return others.length === 0 ? actionItem(first) : { line: tellGroup(group), details: [tellNames(group, MAX_NAMES)] };
}

function shortItem(action: UnitAction): ListItem {
  return { line: [...subjectOf(action), " ", tellVerb(action)] };
}

function list(items: readonly ListItem[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: "list", items }];
}

type Folded = { readonly items: readonly ListItem[]; readonly limit: number };

/** A folded list of at most `limit` items. */
function fold(summary: string, { items, limit }: Folded): readonly Block[] {
  if (items.length === 0) return [];
  return [{ kind: "fold", summary: [summary], blocks: [...list(items.slice(0, limit)), ...andMore(items.length - limit).map(paragraph)] }];
}

/** A group of which the names are not worth the room. */
function groupFold(group: ActionGroup, limit: number): Block {
  const packages = tellPackages(group);
  const names = paragraph(tellNames(group, limit));
  return { kind: "fold", summary: tellGroup(group), blocks: packages.length === 0 ? [names] : [paragraph(packages), names] };
}

/** What is no news by itself: packages that moved, many units at once, and units that any merge would move. */
function quietBlocks(actions: readonly UnitAction[], limit: number): readonly Block[] {
  const groups = groupActions(actions.filter(isOnlyStorePath));
  const single = groups.filter((group) => group.length === 1).flat().map(actionItem);
  const stamped = actions.filter(isStampOnly).map(actionItem);
  return [
    ...groups.filter((group) => group.length > 1).map((group) => groupFold(group, Math.min(limit, MAX_FOLDED_NAMES))),
    ...fold(`${count(single.length, "unit")} for which only the version of a package moved`, { items: single, limit }),
    ...fold(`${count(stamped.length, "unit")} for which only a revision, a version label or a date stamp moved`, { items: stamped, limit }),
  ];
}

/** Units that did not evaluate: silence would read as "nothing happens to them". */
function unknownBlocks(host: HostPlan): readonly Block[] {
  const units = host.switch?.unknown ?? [];
  if (units.length === 0) return [];
  const names = joinSome(units.map((unit) => [code(shortenName(unit, NAME))]), { most: MAX_NAMES });
  return [paragraph([mark("danger", "Not known"), ": what the switch does to ", ...names])];
}

function hostBlocks(host: HostPlan, limit: number): readonly Block[] {
  const sorted = sortActions(actionsOf(host));
  const told = groupActions(sorted.filter((action) => !isOnlyStorePath(action) && !isStampOnly(action)));
  const folded = told.slice(SHOWN);
  return [
    ...unknownBlocks(host),
    ...list(told.slice(0, SHOWN).map(groupItem)),
    ...fold(count(folded.flat().length, "more unit"), { items: folded.map(groupItem), limit }),
    ...quietBlocks(sorted, limit),
  ];
}

function hostSection(host: HostPlan): Section {
  const heading: Block = { kind: "heading", line: ["Host ", code(shortenName(host.name, NAME))] };
  const sorted = sortActions(newsOf(host));
  const brief: readonly Block[] = sorted.length === 0 ? [] : [
    paragraph([...tellTally(tallyActions(sorted)), ". The first of them:"]),
    ...list(sorted.slice(0, SHOWN).map(shortItem)),
  ];
  return { rank: 60, loses: ["the actions of one host", "hosts' actions"], forms: [...LIMITS.map((limit) => [heading, ...hostBlocks(host, limit)]), [heading, ...brief], []] };
}

/** Sections of the hosts where units are acted on, the one with the most dangerous action first. */
export function hostSections(hosts: readonly HostPlan[]): readonly Section[] {
  const worst = (host: HostPlan): number => Math.min(DANGER.length, ...newsOf(host).map((action) => DANGER.indexOf(action.action)));
  return hosts
    .filter((host) => actionsOf(host).length + unknownBlocks(host).length > 0)
    .toSorted((left, right) => worst(left) - worst(right))
    .flatMap((host) => [hostSection(host), ...graphSections(host)]);
}
