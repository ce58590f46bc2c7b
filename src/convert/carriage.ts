// What can become of a key, and the words for it that the tables of keys use.
import type { Runtime } from "./options.ts";

/** What becomes of a key. `idle` keys have no effect on a single host and are not reported. */
export type Carriage =
  | { readonly kind: "carried"; readonly as: string; readonly by: "both" | "stowplan" }
  | { readonly kind: "lost"; readonly why: string; readonly hint: string }
  | { readonly kind: "idle"; readonly why: string };

export type KeyCoverage = Readonly<Record<Runtime, Carriage>>;

export function both(as: string): KeyCoverage {
  return each({ kind: "carried", as, by: "both" });
}

export function ours(as: string): KeyCoverage {
  return each({ kind: "carried", as, by: "stowplan" });
}

export function lost(why: string, hint: string): KeyCoverage {
  return each({ kind: "lost", why, hint });
}

export function idle(why: string): KeyCoverage {
  return each({ kind: "idle", why });
}

function each(carriage: Carriage): KeyCoverage {
  return { docker: carriage, podman: carriage };
}

export function except(coverage: KeyCoverage, { runtime, why, hint }: { runtime: Runtime; why: string; hint: string }): KeyCoverage {
  return { ...coverage, [runtime]: { kind: "lost", why, hint } };
}
