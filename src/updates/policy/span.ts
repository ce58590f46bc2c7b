// Spans of time in words -> milliseconds, and back.
const HOUR = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { minute: HOUR / 60, hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR };

/** `3 days` in milliseconds; 0 for what is no span. A month has 30 days. */
export function milliseconds(text: string): number {
  const { count = "0", unit = "" } = /^(?<count>\d+) ?(?<unit>minute|hour|day|week|month)s?$/.exec(text)?.groups ?? {};
  return Number(count) * (UNITS[unit] ?? 0);
}

/** A span for people: whole days, below two days hours. */
export function tellSpan(span: number): string {
  const [count, unit] = span >= 48 * HOUR ? [Math.floor(span / (24 * HOUR)), "day"] : [Math.max(0, Math.floor(span / HOUR)), "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
