// A branch of updates and the plan of merging it -> the text of its pull request.
import type { UpdateBranch } from "../../updates/index.ts";
import { andMore, type Block, note, paragraph, type Section } from "../blocks.ts";
import { COMMENT_LIMIT, printReport } from "../markdown/print-report.ts";
import type { Plan } from "../plan-document.ts";
import { reportSections } from "../report-sections.ts";
import { updateTable } from "../update-section.ts";
import { findPullRecord, type PullRecord, replacePullRecord, writePullRecord } from "./pull-record.ts";

export type PullBody = { readonly record: PullRecord; readonly update: UpdateBranch; readonly plan: Plan };

/** Updates that are named, and where even those would fill the text; a group of more is told as a number. */
const MOST_NAMED = [60, 10];

/** Room for the line that tells why a pull request was closed, which is put there later. */
const WORD_ROOM = 500;

const ELSEWHERE = "The pull request's own checks show the whole plan, where they run stowplan.";

function updateBlocks({ updates, notes }: UpdateBranch, mostNamed: number): readonly Block[] {
  const more = andMore(updates.length - mostNamed, "more update").map(paragraph);
  return [updateTable(updates.slice(0, mostNamed)), ...more, ...notes.slice(0, 10).map((text) => paragraph([text]))];
}

/** How to steer what comes next, said where people look for it. */
function steeringNote({ automerge }: UpdateBranch): Section {
  const merging = automerge === "off" ? "" : " It is merged once its checks pass, unless the plan above has findings.";
  const line = `Kept current by stowplan until somebody pushes to the branch. Close it to refuse this version; a newer one gets a pull request of its own.${merging}`;
  return { rank: 100, loses: ["", ""], forms: [[note([line])]] };
}

/** The text of the pull request, at most 65,536 characters, record first. Updates, the first screen and the notes always stay. */
export function renderPullBody({ record, update, plan }: PullBody): string {
  const updates: Section = { rank: 100, loses: ["some of the updates", ""], forms: MOST_NAMED.map((most) => updateBlocks(update, most)) };
  // What else could be updated has pull requests of its own.
  const sections = [updates, ...reportSections({ ...plan, updates: [] }), steeringNote(update)];
  return printReport({ record: () => writePullRecord(record), sections, elsewhere: ELSEWHERE }, { limit: COMMENT_LIMIT - WORD_ROOM });
}

const CLOSED = "> [!NOTE]\n> Closed by stowplan: nothing is to be updated here any more. What it proposed is written in the base branch by now, or is no longer newest.";

/** The same text with the word that it is closed and why, known again by its record. */
export function closePullBody(body: string): string {
  const record = findPullRecord(body);
  if (record === undefined || record.closed !== undefined) return body;
  const [first = "", ...rest] = replacePullRecord(body, { ...record, closed: "not-needed" }).split("\n");
  return [first, CLOSED, "", ...rest].join("\n");
}
