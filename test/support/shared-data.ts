// The golden data beside the checkout -> its folder, and the `skip` option of a suite that reads it.
import { existsSync } from "node:fs";
import { join } from "node:path";

const shared = process.env["STOWPLAN_SHARED"] ?? join(import.meta.dirname, "..", "..", "..", "shared");

/** A file of the golden data. */
export function goldenFile(name: string): string {
  return join(shared, "golden", name);
}

/** False where the data is there, else the reason to skip; throws where `CI=true`, as a skipped suite proves nothing. */
export function needsGoldenFile(name: string): { skip: string | false } {
  if (existsSync(goldenFile(name))) return { skip: false };
  const reason = `no golden data at ${goldenFile(name)}; set STOWPLAN_SHARED`;
  if (process.env["CI"] === "true") throw new Error(`CI must run every suite, but there is ${reason}`);
  return { skip: reason };
}
