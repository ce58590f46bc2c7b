// The exact diffs of units and modules -> folded sections, each giving way by itself.
import type { ProjectPlan } from "../convert/index.ts";
import { shorten, shortenName } from "../shorten.ts";
import type { HostPlan } from "../switch/index.ts";
import { actionsOf } from "./action-tally.ts";
import { code, type Line, type Section } from "./blocks.ts";
import { sortActions } from "./host-sections.ts";

/** Lines of a diff that is shortened rather than left out, and from how many characters on that is worth it. */
const BRIEF = 40;
const LONG = 6000;
const RANK = 10;

function diffSection(summary: Line, diff: string): readonly Section[] {
  if (diff.trim() === "") return [];
  const lines = diff.replace(/\n+$/, "").split("\n");
  const rest = lines.length - BRIEF;
  const brief = [...lines.slice(0, BRIEF).map((line) => shorten(line, 120)), ...(rest > 0 ? [`… ${rest} more lines`] : [])].join("\n");
  const forms = diff.length > LONG ? [diff, brief] : [diff];
  return [
    {
      rank: RANK,
      within: "Exact diffs",
      loses: ["a diff", "diffs"],
      forms: [...forms.map((text) => [{ kind: "fold", summary, blocks: [{ kind: "diff", text }] } as const]), []],
    },
  ];
}

function hostDiffs(host: HostPlan): readonly Section[] {
  return sortActions(actionsOf(host)).flatMap((action) =>
    diffSection([code(shortenName(action.unit, 120)), " on ", code(shortenName(host.name, 64))], action.diff),
  );
}

function projectDiffs(project: ProjectPlan): readonly Section[] {
  const name = code(shortenName(project.name, 80));
  return [
    ...diffSection(["module of ", name, ", from base to head"], project.diff),
    ...diffSection(["module of ", name, ", from what is committed to what the Compose file gives"], project.drift.diff),
  ];
}

/** Diffs of hosts, then of projects; the most dangerous units' diffs are the last to give way. */
export function diffSections(parts: { readonly hosts: readonly HostPlan[]; readonly projects: readonly ProjectPlan[] }): readonly Section[] {
  return [...parts.hosts.flatMap(hostDiffs), ...parts.projects.flatMap(projectDiffs)];
}
