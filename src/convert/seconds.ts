// Durations as Compose writes them -> whole seconds for systemd and the engines.
import { parseDuration } from "../compose/index.ts";

/** Seconds, rounded up; undefined where it is no duration or zero. */
export function secondsOf(duration: string): number | undefined {
  const nanoseconds = parseDuration(duration);
  return nanoseconds === undefined || nanoseconds <= 0 ? undefined : Math.ceil(nanoseconds / 1e9);
}
