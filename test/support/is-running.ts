// A process number -> whether that process still runs.
import { spawnSync } from "node:child_process";

/** A process that nobody has waited for yet is still in the table, but it runs no more (ps(1), "PROCESS STATE CODES"). */
export function isRunning(pid: number): boolean {
  const state = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  return state !== "" && !state.startsWith("Z");
}
