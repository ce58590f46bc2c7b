// Plan -> the first screen: one line that says what the merge does, what needs a look, and the table of hosts.
import { shortenName } from "../shorten.ts";
import type { HostPlan } from "../switch/index.ts";
import { actionsOf, newsOf, tallyActions, tellTally } from "./action-tally.ts";
import { type Block, code, count, type Line, mark, paragraph } from "./blocks.ts";
import { areHostsUnknown, countFindings, hasChanges, isBackup, isBlind } from "./outcome.ts";
import type { Plan } from "./plan-document.ts";

/** Rows of the table; what is beyond stands in the last row as a number, so that the first screen always fits. */
const MAX_ROWS = 25;

function joinPieces(pieces: readonly Line[]): Line {
  return pieces.flatMap((piece, index) => (index === 0 ? piece : ["; ", ...piece]));
}

/** What happens to the hosts that could be compared. */
function tellHosts(hosts: readonly HostPlan[]): Line {
  const compared = hosts.filter((host) => host.status === "changed");
  if (compared.length === 0) return [];
  return [`${count(compared.length, "host")}: `, ...tellUnits(compared, "no unit restarts")];
}

/** What happens to units, and of how many it is not known; `calm` where it is nothing. */
function tellUnits(hosts: readonly HostPlan[], calm: string): Line {
  const tally = tellTally(tallyActions(hosts.flatMap(newsOf)));
  const unknown = hosts.reduce((sum, host) => sum + (host.switch?.unknown?.length ?? 0), 0);
  if (unknown === 0) return tally.length === 0 ? [calm] : tally;
  return [...tally, ...(tally.length === 0 ? [] : [", "]), mark("danger", `${count(unknown, "unit")} not known`)];
}

function tellOthers(plan: Plan): readonly Line[] {
  const number = (status: HostPlan["status"]): number => plan.hosts.filter((host) => host.status === status && host.isBaseUnknown !== true).length;
  const incomparable = plan.hosts.filter((host) => host.isBaseUnknown === true).length;
  const projects = plan.projects.filter((project) => project.services.length > 0 || project.status === "removed").length;
  const missing = plan.findings.filter((finding) => finding.code === "share-missing").length;
  const areAllCalm = plan.hosts.length > 0 && plan.hosts.every((host) => host.status === "unchanged");
  const projectsChange = `${count(projects, "Compose project")} ${projects === 1 ? "changes" : "change"}`;
  return [
    number("added") > 0 ? [`${count(number("added"), "host")} added`] : [],
    incomparable > 0 ? [mark("danger", `Nothing to compare ${count(incomparable, "host")} with`)] : [],
    number("removed") > 0 ? [`${count(number("removed"), "host")} removed`] : [],
    number("failed") > 0 ? [mark("danger", `${count(number("failed"), "host")} could not be evaluated`)] : [],
    missing > 0 ? [mark("danger", `${count(missing, "share")} of the hosts ${missing === 1 ? "was" : "were"} not planned`)] : [],
    areHostsUnknown(plan) && projects > 0 ? [mark("danger", "What happens to the hosts could not be found out")] : [],
    projects === 0 ? [] : areAllCalm ? [`No host changes, but ${projectsChange}`] : plan.hosts.length === 0 ? [projectsChange] : [],
  ];
}

/** `2 hosts: 3 units restart, 1 starts, **1 stays stopped**`. */
export function headline(plan: Plan): Line {
  const pieces = [tellHosts(plan.hosts), ...tellOthers(plan)].filter((piece) => piece.length > 0);
  if (pieces.length > 0) return joinPieces(pieces);
  if (isBlind(plan)) return [mark("danger", "What this merge does could not be found out")];
  const stamped = tellTally(tallyActions(plan.hosts.flatMap(actionsOf)));
  if (stamped.length > 0) return ["No change but version stamps, for which ", ...stamped];
  if (hasChanges(plan)) return ["No unit restarts"];
  return ["No change: every unit, container and Compose project stays as it is"];
}

/** `**1 error** and **2 warnings** to look at; **1 thing** to back up first`; empty where nothing needs a look. */
function tellFindings(plan: Plan): Line {
  const errors = countFindings(plan, "error");
  const warnings = countFindings(plan, "warning");
  const backups = plan.findings.filter(isBackup).length;
  const pieces: readonly Line[] = [
    errors > 0 ? [mark("danger", count(errors, "error"))] : [],
    warnings > 0 ? [mark("warning", count(warnings, "warning"))] : [],
  ].filter((piece) => piece.length > 0);
  const look: Line = pieces.length === 0 ? [] : [...pieces.flatMap((piece, index) => (index === 0 ? piece : [" and ", ...piece])), " to look at"];
  const save: Line = backups === 0 ? [] : [mark("warning", count(backups, "container")), " to back up first"];
  return joinPieces([look, save].filter((piece) => piece.length > 0));
}

function rowOf(host: HostPlan): readonly Line[] {
  const name = code(shortenName(host.name, 64));
  switch (host.status) {
    case "failed":
      return [[name], [mark("danger", "could not be evaluated")]];
    case "added":
      return [[name], [host.isBaseUnknown === true ? "did not evaluate at base, so it is planned as a new host" : "new host"]];
    case "removed":
      return [[name], ["no longer in the flake; stays as it is until someone switches it off"]];
    case "unchanged":
      return [[name], ["no change"]];
    case "changed": {
      const stamped = actionsOf(host).length - newsOf(host).length;
      const others: Line = stamped === 0 ? [] : [`, and ${count(stamped, "unit")} for version stamps`];
      return [[name], [...tellUnits([host], "changed, but no unit restarts"), ...others]];
    }
  }
}

const WEIGHT: Readonly<Record<HostPlan["status"], number>> = { failed: 0, changed: 1, added: 2, removed: 3, unchanged: 4 };

/** Of hosts without a change some were not even evaluated. */
function tellLeftOut(hosts: readonly HostPlan[], unchanged: number): Line {
  const leftOut = hosts.filter(({ isLeftOut }) => isLeftOut === true).length;
  if (leftOut === 0) return [];
  const whom = leftOut === unchanged ? "" : `${leftOut} of them `;
  return [`; ${whom}not evaluated, because nothing that ${leftOut === 1 ? "it reads" : "they read"} changed`];
}

function hostTable(hosts: readonly HostPlan[]): readonly Block[] {
  const shown = hosts.filter((host) => host.status !== "unchanged").toSorted((left, right) => WEIGHT[left.status] - WEIGHT[right.status]);
  if (shown.length === 0) return [];
  const rows = shown.slice(0, MAX_ROWS).map(rowOf);
  const rest = shown.length - rows.length;
  const unchanged = hosts.length - shown.length;
  const last: readonly (readonly Line[])[] = rest > 0 ? [[["…"], [count(rest, "more host")]]] : [];
  const calm: readonly (readonly Line[])[] = unchanged > 0 ? [[[count(unchanged, "other host")], ["no change", ...tellLeftOut(hosts, unchanged)]]] : [];
  return [{ kind: "table", head: ["Host", "What the switch does"], rows: [...rows, ...last, ...calm] }];
}

/** The part of the report that never gives way; bounded whatever the plan is. */
export function firstScreen(plan: Plan): readonly Block[] {
  const findings = tellFindings(plan);
  return [
    { kind: "title", line: headline(plan) },
    ...(findings.length === 0 ? [] : [paragraph(findings)]),
    ...hostTable(plan.hosts),
  ];
}
