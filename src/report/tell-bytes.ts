// A number of bytes -> text with a decimal unit, as registries and browsers show it.

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** `812 B`, `4.1 MB`, `180 MB`: three significant digits at most, powers of 1000. */
export function tellBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const amount = bytes / 1000 ** power;
  const digits = power > 0 && amount < 10 ? amount.toFixed(1) : Math.round(amount).toString();
  return `${digits} ${UNITS[power] ?? "B"}`;
}
