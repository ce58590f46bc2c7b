// The golden data beside the checkout -> its folder, and the `skip` option of a suite that reads it.
import { existsSync } from "node:fs";
import { join } from "node:path";

const named = process.env["STOWPLAN_SHARED"];

/** The folder of the golden data: beside the checkout, or where STOWPLAN_SHARED says. */
export const goldenFolder = join(named ?? join(import.meta.dirname, "..", "..", "..", "shared"), "golden");

/** A file of the golden data. */
export function goldenFile(name: string): string {
  return join(goldenFolder, name);
}

/**
 * False where the data is there, else the reason to skip: it is no part of the repository, so a public runner has none.
 * Throws where STOWPLAN_SHARED names a folder without it, because then somebody expects the suite to run.
 */
export function needsGolden(name = ""): { skip: string | false } {
  if (existsSync(goldenFile(name))) return { skip: false };
  const reason = `the data that it compares with is no part of the repository, and not at ${goldenFile(name)}; STOWPLAN_SHARED names another folder`;
  if (named !== undefined) throw new Error(reason);
  return { skip: reason };
}
