// The machine, or the container that we run in -> MiB of memory that programs can still take.
import process from "node:process";

const MEBIBYTE = 1024 * 1024;

/** What Linux calls MemAvailable, within the limit of our control group; undefined where Node does not know it. */
export function freeMemory(): number | undefined {
  const bytes = process.availableMemory();
  return bytes > 0 ? Math.floor(bytes / MEBIBYTE) : undefined;
}
