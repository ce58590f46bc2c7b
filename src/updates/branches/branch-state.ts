// A group of updates, the time and what is open -> whether its branch is due, or what it waits for.
import { localTime, parseSchedule } from "../../config/index.ts";
import { tellSpan } from "../policy/span.ts";
import type { BranchState, OpenUpdates } from "../update-plan.ts";
import type { SettledUpdate, UpdateGroup } from "./group-updates.ts";

/** The moment that is decided for, and the time zone of the schedules. */
export type Moment = { readonly now: Date; readonly timezone: string };

function waiting(reason: Extract<BranchState, { kind: "waiting" }>["reason"], text: string): BranchState {
  return { kind: "waiting", reason, text: text.slice(0, 500) };
}

/** True where a version is younger than the policy wants. Of unknown age it is not. */
export function isYoung({ update, settings }: SettledUpdate, now: Date): boolean {
  return update.released !== undefined && now.getTime() - Date.parse(update.released) < settings.minimumAge;
}

/** One sentence on a version that is too young; the time is told in whole minutes of UTC. */
export function tellYouth({ update, settings }: SettledUpdate, now: Date): string {
  const released = Date.parse(update.released ?? "");
  const until = new Date(released + settings.minimumAge).toISOString().slice(0, 16).replace("T", " ");
  return `${update.proposed.replace(/@.*$/, "")} is ${tellSpan(now.getTime() - released)} old; it is old enough at ${until} UTC.`;
}

function isScheduled({ settings }: SettledUpdate, { now, timezone }: Moment): boolean {
  const time = localTime(now, timezone);
  return settings.schedule.some((text) => parseSchedule(text)?.(time) ?? false);
}

/** What holds the branch back by itself; the limits on all branches come later. What is open or approved is due. */
export function ownState({ name, members }: UpdateGroup, { open, moment }: { readonly open: OpenUpdates; readonly moment: Moment }): BranchState {
  if (open.branches.includes(name) || open.approved.includes(name)) return { kind: "due" };
  const young = members.find((member) => isYoung(member, moment.now));
  if (young !== undefined) return waiting("minimum-age", tellYouth(young, moment.now));
  if (members.some(({ settings }) => settings.needsApproval)) return waiting("approval", "It waits for a tick on the dashboard.");
  const late = members.find((member) => !isScheduled(member, moment));
  if (late !== undefined) return waiting("schedule", `It waits for its schedule: ${late.settings.schedule.join(", or ")} (${moment.timezone}).`);
  return { kind: "due" };
}

/** What may still be opened; a limit of 0 is none. */
export type Allowance = { readonly concurrent: number; readonly hourly: number };

/** The state of a new branch once `made` others were let through before it. */
export function limitedState({ open, made }: { readonly open: OpenUpdates; readonly made: number }, { concurrent, hourly }: Allowance): BranchState {
  if (concurrent > 0 && open.branches.length + made >= concurrent) return waiting("limit", `At most ${concurrent} pull requests for updates are open at a time (\`updates.pr-concurrent-limit\`), and others come first.`);
  if (hourly > 0 && open.openedLastHour + made >= hourly) return waiting("limit", `At most ${hourly} pull requests for updates are opened within an hour (\`updates.pr-hourly-limit\`), and others come first.`);
  return { kind: "due" };
}
