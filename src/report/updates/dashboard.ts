// What an update run knows of every update -> the dashboard issue, and the boxes that people ticked there.
import * as z from "zod";
import type { Finding } from "../../errors.ts";
import { parseJson } from "../../parse-json.ts";
import { shorten } from "../../shorten.ts";
import { StandingWish } from "../../update-wish.ts";
import type { IgnoredUpdate } from "../../updates/index.ts";
import { andMore, type Block, code, count, type Line, link, type ListItem, paragraph, type Section, shortDigests } from "../blocks.ts";
import { findRecord, writeRecord } from "../hidden-record.ts";
import { COMMENT_LIMIT, printReport } from "../markdown/print-report.ts";
import { FAILURE_ROOM } from "./failed-run.ts";

/** Where an update stands; the order is the dashboard's. */
export type DashboardState = "failed" | "open" | "edited" | "waiting" | "closed";

/** One branch of updates, as people should see it. `isRequestable` gives it a box that makes the next run act. */
export type DashboardEntry = {
  readonly branch: string;
  readonly title: string;
  readonly state: DashboardState;
  /** A sentence; empty where the state says it all. */
  readonly text: string;
  readonly pull?: { readonly number: number; readonly url: string };
  readonly findings: readonly Finding[];
  readonly isRequestable: boolean;
};

export type Dashboard = {
  readonly baseBranch: string;
  readonly entries: readonly DashboardEntry[];
  readonly ignored: readonly IgnoredUpdate[];
  /** What the run met that belongs to no branch. */
  readonly findings: readonly Finding[];
  /** What people asked for by comments, and what still stands. */
  readonly wishes?: readonly StandingWish[];
  /** Branches whose box was ticked since the run began: they stay ticked for the next one. */
  readonly ticked: ReadonlySet<string>;
};

/** The hidden first line of the issue, which also keeps the wishes from one run to the next. */
const DashboardRecord = z.object({ version: z.literal(1), baseBranch: z.string().max(255), wishes: z.array(StandingWish).max(50).optional() });
type DashboardRecord = z.infer<typeof DashboardRecord>;

const NAME = "stowplan-dashboard";
const BOX = /^[-*] \[[xX]\] <!-- stowplan-now (?<record>\{[^\n]{1,1000}\}) -->/gm;
const BoxRecord = z.object({ branch: z.string().max(255) });

/** Which base branch's updates an issue is about, or undefined; who opened the issue must be checked as well. */
export function findDashboardRecord(body: string): DashboardRecord | undefined {
  return findRecord(body, { name: NAME, schema: DashboardRecord });
}

function parseBox(text: string): string | undefined {
  return BoxRecord.safeParse(parseJson(text)).data?.branch;
}

/** The branches whose box is ticked. */
export function readRequests(body: string): ReadonlySet<string> {
  return new Set([...body.matchAll(BOX)].flatMap(({ groups }) => parseBox(groups?.["record"] ?? "") ?? []));
}

const HEADINGS: Readonly<Record<DashboardState, readonly [string, string]>> = {
  failed: ["Needs a look", "These could not be made. Tick a box to try again at the next run."],
  open: ["Open", "These have a pull request. Tick a box to have it made anew on the base branch's newest commit."],
  edited: ["Left alone", "Somebody else's commits are on these branches. Tick a box to have them replaced; what is on the branch is lost then."],
  waiting: ["Waiting", "Tick a box to open the pull request at the next run, whatever it waits for."],
  closed: ["Closed by hand", "These versions are not proposed again. Tick a box to open a new pull request."],
};

const STATES = ["failed", "open", "edited", "waiting", "closed"] as const satisfies readonly DashboardState[];
const MAX_FINDINGS = 3;
const MAX_IGNORED = 200;
/** Entries of one state; more would be read by nobody, and all boxes must fit. */
const MAX_ENTRIES = 120;

function tellFinding({ subject, message, hint }: Finding): Line {
  return [shorten(`${subject}: ${message} ${hint}`.trim(), 400)];
}

function itemOf(entry: DashboardEntry, ticked: ReadonlySet<string>): ListItem {
  const pull: Line = entry.pull === undefined ? [] : [" ", link(`#${entry.pull.number}`, entry.pull.url)];
  const text: readonly Line[] = entry.text === "" ? [] : [[shorten(entry.text, 400)]];
  const box = { record: writeRecord("stowplan-now", { branch: entry.branch }), isTicked: ticked.has(entry.branch) };
  const details = [...text, ...entry.findings.slice(0, MAX_FINDINGS).map(tellFinding)];
  return { line: [shorten(entry.title, 160), ...pull], details, ...(entry.isRequestable ? { box } : {}) };
}

function stateSection(state: DashboardState, { entries, ticked }: Dashboard): readonly Section[] {
  const all = entries.filter((entry) => entry.state === state);
  if (all.length === 0) return [];
  const [title, hint] = HEADINGS[state];
  const items = all.slice(0, MAX_ENTRIES).map((entry) => itemOf(entry, ticked));
  const frame = (list: readonly ListItem[]): readonly Block[] => [
    { kind: "heading", line: [title] },
    paragraph([hint]),
    { kind: "list", items: list },
    ...andMore(all.length - MAX_ENTRIES).map(paragraph),
  ];
  const brief = items.map(({ line, box }) => ({ line, ...(box === undefined ? {} : { box }) }));
  return [{ rank: 60, loses: [`details of what is ${title.toLowerCase()}`, "lists' details"], forms: [frame(items), frame(brief), frame(brief.slice(0, 20))] }];
}

function ignoredSection({ ignored }: Dashboard): readonly Section[] {
  if (ignored.length === 0) return [];
  const items = ignored.slice(0, MAX_IGNORED).map(({ reference, proposed, reason }): ListItem => {
    const next: Line = proposed === undefined ? [] : [" → ", code(shorten(shortDigests(proposed), 200))];
    return { line: [code(shorten(shortDigests(reference), 200)), ...next, ": ", shorten(reason, 300)] };
  });
  const fold: Block = { kind: "fold", summary: [`${count(ignored.length, "newer version")} left alone`], blocks: [{ kind: "list", items }] };
  return [{ rank: 20, loses: ["what is left alone", "lists"], forms: [[fold], []] }];
}

function findingSection({ findings }: Dashboard): readonly Section[] {
  if (findings.length === 0) return [];
  const fold: Block = { kind: "fold", summary: [`${count(findings.length, "note")} of the last run`], blocks: [{ kind: "list", items: findings.slice(0, 50).map((finding) => ({ line: tellFinding(finding) })) }] };
  return [{ rank: 30, loses: ["the notes of the last run", "lists"], forms: [[fold], []] }];
}

function tellWish(wish: StandingWish): Line {
  const undo: Line = [". The comment ", code(`/stowplan update ${wish.image}`), " ends that."];
  if (wish.kind === "version") return [code(wish.image), " goes to ", code(wish.version), ...undo];
  return [code(wish.image), ` is left alone${wish.until === undefined ? "" : ` until ${wish.until}`}`, ...undo];
}

function wishSection({ wishes = [] }: Dashboard): readonly Section[] {
  if (wishes.length === 0) return [];
  return [{ rank: 90, loses: ["", ""], forms: [[{ kind: "heading", line: ["Asked for in comments"] }, { kind: "list", items: wishes.map((wish) => ({ line: tellWish(wish) })) }]] }];
}

function firstSection({ entries }: Dashboard): Section {
  const line: Line = entries.length === 0 ? ["Every image is as new as the configuration wants it."] : ["The image updates that stowplan knows of. It writes this issue anew at each run."];
  return { rank: 100, loses: ["", ""], forms: [[paragraph(line)]] };
}

/** The issue's text, within GitHub's limit also with a failure told above it; the same state gives the same text. */
export function renderDashboard(dashboard: Dashboard): string {
  const { wishes = [] } = dashboard;
  const record = writeRecord(NAME, { version: 1, baseBranch: dashboard.baseBranch, ...(wishes.length === 0 ? {} : { wishes: [...wishes] }) } satisfies DashboardRecord);
  const sections = [firstSection(dashboard), ...STATES.flatMap((state) => stateSection(state, dashboard)), ...wishSection(dashboard), ...findingSection(dashboard), ...ignoredSection(dashboard)];
  return printReport({ record: () => record, sections, elsewhere: "The run's log names all of it." }, { limit: COMMENT_LIMIT - FAILURE_ROOM });
}
