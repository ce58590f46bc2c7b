// A moment and a time zone -> what clock and calendar say there.

export type LocalTime = {
  /** Minutes since midnight. */
  readonly minutes: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Day of the month, from 1. */
  readonly date: number;
  /** From 1. */
  readonly month: number;
  readonly isLastOfMonth: boolean;
};

/** True for the names of the IANA time zone database that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Throws RangeError for a time zone that there is not. */
export function localTime(moment: Date, timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const [year = 0, month = 1, date = 1] = [parts.get("year"), parts.get("month"), parts.get("day")];
  return {
    minutes: (parts.get("hour") ?? 0) * 60 + (parts.get("minute") ?? 0),
    weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay(),
    date,
    month,
    isLastOfMonth: new Date(Date.UTC(year, month - 1, date + 1)).getUTCDate() === 1,
  };
}
