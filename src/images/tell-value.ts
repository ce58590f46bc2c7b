// Values from a registry -> short texts for people, secrets hidden.
import { hideSecrets } from "../secrets.ts";
import { shorten } from "../shorten.ts";

const MAXIMUM = 160;

/** A value on one line, cut where it is long. */
export function tellValue(value: string): string {
  return shorten(hideSecrets(value).replace(/\s+/g, " "), MAXIMUM);
}

/** An argument list as it is written in a Dockerfile, or `none`. */
export function tellArguments(values: readonly string[]): string {
  return values.length === 0 ? "none" : tellValue(JSON.stringify(values));
}

/** Bytes for people: `1.5 MB`, in steps of 1000 as registries and download pages count. */
export function tellSize(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? ""}`;
}
