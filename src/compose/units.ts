// Sizes and durations as people write them -> bytes and Go's canonical durations.
import { reportInvalid, sameScalar, type Shape } from "./shape.ts";

const SIZE = /^(\d+(?:\.\d+)?|\.\d+) ?([kmgtp])?i?b?$/i;
const POWERS = ["", "k", "m", "g", "t", "p"];

/** `64m`, `1.5gb`, `512 KiB`: powers of 1024 in every spelling (Compose Specification, "Specifying byte values"). */
export function parseSize(text: string): number | undefined {
  if (text === "-1") return -1;
  const [, amount, unit = ""] = SIZE.exec(text) ?? [];
  return amount === undefined ? undefined : Math.trunc(Number(amount) * 1024 ** POWERS.indexOf(unit.toLowerCase()));
}

/** A size; canonical is the number of bytes as a text. */
export const bytes: Shape = (value, scope) => {
  const size = value.kind === "scalar" && value.value !== null ? parseSize(String(value.value)) : undefined;
  return size === undefined ? reportInvalid(value, { scope, expected: "a size such as `64m`" }) : sameScalar(value, String(size));
};

const NANOSECONDS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, "µs": 1e3, "μs": 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** Nanoseconds of `1h5m30s20ms`; undefined where it is no duration (Compose Specification, "Specifying durations"). */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const [, sign, body = ""] = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const parts = [...body.matchAll(/([\d.]+)([a-zµμ]+)/g)];
  const total = parts.reduce((sum, [, amount = "", unit = ""]) => sum + Number(amount) * (NANOSECONDS[unit] ?? Number.NaN), 0);
  return Number.isFinite(total) ? (sign === "-" ? -total : total) : undefined;
}

/** A duration as Go prints it: `1m30s`, `1h0m0s`, `100ms`, `0s`. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds < 0) return `-${formatDuration(-nanoseconds)}`;
  if (nanoseconds === 0) return "0s";
  if (nanoseconds < 1e3) return `${nanoseconds}ns`;
  if (nanoseconds < 1e6) return `${nanoseconds / 1e3}µs`;
  if (nanoseconds < 1e9) return `${nanoseconds / 1e6}ms`;
  const hours = Math.floor(nanoseconds / 3600e9);
  const minutes = Math.floor((nanoseconds % 3600e9) / 60e9);
  const seconds = (nanoseconds % 60e9) / 1e9;
  return `${hours > 0 ? `${hours}h` : ""}${hours > 0 || minutes > 0 ? `${minutes}m` : ""}${seconds}s`;
}

/** A duration; canonical is Go's form. */
export const duration: Shape = (value, scope) => {
  const parsed = value.kind === "scalar" && value.value !== null ? parseDuration(String(value.value)) : undefined;
  return parsed === undefined ? reportInvalid(value, { scope, expected: "a duration such as `1m30s`" }) : sameScalar(value, formatDuration(parsed));
};
