// Inputs of the flake that move -> a table; inputs of inputs are folded below it.
import { type InputChange, type InputVersion, isDirect } from "../discover/index.ts";
import { shorten } from "../shorten.ts";
import { type Block, code, count, type Line, link, paragraph, type Section } from "./blocks.ts";

const MAX_DIRECT = 60;
const MAX_NESTED = 200;
/** Letters of a commit or hash that people compare. */
const REVISION_LETTERS = 10;
const HASH_LETTERS = 19;

function shortRevision(revision: string): string {
  return /^[0-9a-f]{11,}$/.test(revision) ? revision.slice(0, REVISION_LETTERS) : shorten(revision, 40);
}

function tellVersion(version: InputVersion | undefined, other: InputVersion | undefined): Line {
  if (version === undefined) return ["none"];
  if (version.kind === "follows") return ["follows ", version.target === "" ? "the flake itself" : code(shorten(version.target, 120))];
  const identity = version.revision === undefined ? version.hash?.slice(0, HASH_LETTERS) : shortRevision(version.revision);
  const day = version.date === undefined ? [] : [`${version.date} `];
  const isMoved = other?.kind !== "locked" || other.source !== version.source;
  const source: Line = isMoved ? [" of ", code(shorten(version.source, 160))] : [];
  return [...day, code(identity ?? "no revision"), ...source];
}

function compareCell({ compare }: InputChange): Line {
  return compare === undefined ? [] : [link(compare.includes("/compare/") ? "compare" : "log", compare)];
}

function rowOf(change: InputChange): readonly Line[] {
  return [[code(shorten(change.path, 160))], tellVersion(change.old, change.new), tellVersion(change.new, change.old), compareCell(change)];
}

function table(changes: readonly InputChange[], most: number): Block {
  const rest = changes.length - most;
  const more: readonly (readonly Line[])[] = rest > 0 ? [[[count(rest, "more input")], ["…"], ["…"], []]] : [];
  return { kind: "table", head: ["Input", "Before", "After", "Changes"], rows: [...changes.slice(0, most).map(rowOf), ...more] };
}

/** The flake's own inputs are told in every form; inputs of inputs are folded, and go first. */
export function inputSections(inputs: readonly InputChange[]): readonly Section[] {
  if (inputs.length === 0) return [];
  const [direct, nested] = [inputs.filter(isDirect), inputs.filter((input) => !isDirect(input))];
  const heading: Block = { kind: "heading", line: ["Flake inputs"] };
  const own: readonly Block[] = direct.length === 0 ? [] : [table(direct, MAX_DIRECT)];
  const fold: readonly Block[] = nested.length === 0 ? [] : [{ kind: "fold", summary: [`${count(nested.length, "input")} of inputs`], blocks: [table(nested, MAX_NESTED)] }];
  const brief = paragraph([`${count(inputs.length, "flake input")} ${inputs.length === 1 ? "moves" : "move"}`]);
  return [{ rank: 45, loses: ["what happens to the flake's inputs", "tables of inputs"], forms: [[heading, ...own, ...fold], [heading, ...own], [brief], []] }];
}
