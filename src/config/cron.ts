// A cron expression of five fields -> a test for a moment. crontab(5): lists, ranges, steps, names; day of month or day of week.
import type { LocalTime } from "./local-time.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const ITEM = /^(?:\*|(?<from>\d{1,2}|[a-z]{3})(?:-(?<to>\d{1,2}|[a-z]{3}))?)(?:\/(?<step>[1-9]\d?))?$/;

type Field = { readonly first: number; readonly last: number; readonly names?: readonly string[] };

function numberOf(word: string, { first, names = [] }: Field): number {
  const named = names.indexOf(word);
  return named < 0 ? Number(word) : named + first;
}

/** The numbers that a field means; undefined where it is not one. */
function numbersIn(text: string, field: Field): ReadonlySet<number> | undefined {
  const numbers = new Set<number>();
  for (const item of text.split(",")) {
    const match = ITEM.exec(item)?.groups;
    if (match === undefined) return undefined;
    const { from, to, step } = match;
    const first = from === undefined ? field.first : numberOf(from, field);
    // `5/2` goes on to the field's end; a lone number is itself.
    const last = to !== undefined ? numberOf(to, field) : from === undefined || step !== undefined ? field.last : first;
    if (Number.isNaN(first) || Number.isNaN(last) || first < field.first || last > field.last || first > last) return undefined;
    for (let number = first; number <= last; number += Number(step ?? "1")) numbers.add(number);
  }
  return numbers;
}

/**
 * Undefined for a text that is no cron expression. The minute has to be `*`, as in Renovate: nobody's runs begin on the minute. Where both
 * days are restricted one of them is enough.
 */
export function cronTest(text: string): ((time: LocalTime) => boolean) | undefined {
  const [minute, hour = "", date = "", month = "", weekday = "", ...rest] = text.split(" ");
  if (minute !== "*" || rest.length > 0) return undefined;
  const hours = numbersIn(hour, { first: 0, last: 23 });
  const dates = numbersIn(date, { first: 1, last: 31 });
  const months = numbersIn(month, { first: 1, last: 12, names: MONTHS });
  const weekdays = numbersIn(weekday, { first: 0, last: 7, names: WEEKDAYS });
  if (hours === undefined || dates === undefined || months === undefined || weekdays === undefined) return undefined;
  const isDate = (time: LocalTime): boolean => dates.has(time.date);
  const isWeekday = (time: LocalTime): boolean => weekdays.has(time.weekday) || (time.weekday === 0 && weekdays.has(7));
  const isEither = !date.startsWith("*") && !weekday.startsWith("*");
  return (time) => hours.has(Math.floor(time.minutes / 60)) && months.has(time.month) && (isEither ? isDate(time) || isWeekday(time) : isDate(time) && isWeekday(time));
}
