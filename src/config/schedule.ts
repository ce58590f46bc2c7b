// The text of a schedule, in words or as a cron expression -> a test for a moment in a time zone.
import { cronTest } from "./cron.ts";
import type { LocalTime } from "./local-time.ts";

/** True for the moments at which something may be begun. */
export type ScheduleTest = (time: LocalTime) => boolean;

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const TIME = /^(?<hour>\d{1,2})(?::(?<minute>[0-5]\d))?(?<half>am|pm)?$/;
const MINUTES_A_DAY = 24 * 60;

/** The clauses of a schedule: those of one kind are alternatives, all kinds have to hold. */
type Clauses = { before?: number | undefined; after?: number | undefined; readonly days: Set<number>; readonly dates: Set<number>; every?: number };

/** Minutes since midnight; undefined for what is no time of day. */
function minutesOf(word: string): number | undefined {
  if (word === "midnight") return 0;
  if (word === "noon") return MINUTES_A_DAY / 2;
  const { hour, minute = "0", half } = TIME.exec(word)?.groups ?? {};
  const hours = Number(hour ?? Number.NaN);
  if (Number.isNaN(hours) || hours > (half === undefined ? 24 : 12)) return undefined;
  return ((half === undefined ? hours : (hours % 12) + (half === "pm" ? 12 : 0)) * 60) + Number(minute);
}

function dayOf(word: string): readonly number[] | undefined {
  if (/^weekdays?$/.test(word)) return [1, 2, 3, 4, 5];
  if (/^weekends?$/.test(word)) return [0, 6];
  const found = word.length < 3 ? -1 : DAYS.findIndex((day) => day === word || `${day}s` === word || day.slice(0, 3) === word);
  return found < 0 ? undefined : [found];
}

/** `first`, `1st`, `15th`; the last day of a month is 0. */
function dateOf(word: string): number | undefined {
  if (word === "first") return 1;
  if (word === "last") return 0;
  const date = Number(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1] ?? Number.NaN);
  return date >= 1 && date <= 31 ? date : undefined;
}

/** Reads the clauses from the left; each pattern takes the words that it understands. */
const CLAUSES: readonly (readonly [pattern: RegExp, read: (clauses: Clauses, match: RegExpExecArray) => boolean])[] = [
  [/^(?:and|,|at any time|every day|every month) ?/, () => true],
  [/^before (\S+) ?/, (clauses, [, word = ""]) => (clauses.before = minutesOf(word)) !== undefined],
  [/^after (\S+) ?/, (clauses, [, word = ""]) => (clauses.after = minutesOf(word)) !== undefined],
  [/^every (\d{1,2}) months? ?/, (clauses, [, count]) => (clauses.every = Number(count)) > 0],
  [/^(?:on )?(?:the )?(\S+) day of the month ?/, (clauses, [, word = ""]) => addTo(clauses.dates, [dateOf(word)])],
  [/^(?:(?:on|every) )?([a-z]+?) (?:through|to) ([a-z]+) ?/, (clauses, [, first = "", last = ""]) => addTo(clauses.days, dayRange(first, last))],
  [/^(?:(?:on|every) )?([a-z]+) ?/, (clauses, [, word = ""]) => addTo(clauses.days, dayOf(word) ?? [undefined])],
];

function dayRange(first: string, last: string): readonly (number | undefined)[] {
  const [from] = dayOf(first) ?? [];
  const [to] = dayOf(last) ?? [];
  if (from === undefined || to === undefined) return [undefined];
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
}

function addTo(set: Set<number>, values: readonly (number | undefined)[]): boolean {
  for (const value of values) if (value !== undefined) set.add(value);
  return values.every((value) => value !== undefined);
}

function readClauses(text: string): Clauses | undefined {
  const clauses: Clauses = { days: new Set(), dates: new Set() };
  for (let rest = text; rest !== ""; ) {
    const found = CLAUSES.flatMap(([pattern, read]) => {
      const match = pattern.exec(rest);
      return match === null ? [] : [{ match, read }];
    })[0];
    if (found?.read(clauses, found.match) !== true) return undefined;
    rest = rest.slice(found.match[0].length);
  }
  return clauses;
}

/** `after 10pm and before 5am` goes over midnight. */
function isInHours({ before = MINUTES_A_DAY, after = 0 }: Clauses, { minutes }: LocalTime): boolean {
  return after < before ? after <= minutes && minutes < before : minutes >= after || minutes < before;
}

/** Undefined where the text is neither a cron expression of five fields nor words that are known. */
export function parseSchedule(text: string): ScheduleTest | undefined {
  const plain = text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  const cron = cronTest(plain);
  if (cron !== undefined) return cron;
  const clauses = plain === "" ? undefined : readClauses(plain);
  if (clauses === undefined) return undefined;
  const { days, dates, every = 1 } = clauses;
  return (time) =>
    isInHours(clauses, time) &&
    (days.size === 0 || days.has(time.weekday)) &&
    (dates.size === 0 || dates.has(time.date) || (dates.has(0) && time.isLastOfMonth)) &&
    (time.month - 1) % every === 0;
}
