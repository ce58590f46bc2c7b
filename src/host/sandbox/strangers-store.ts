// The store that strangers' plans share -> emptied once a week, by Nix's own collector: nothing in it has a root.
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../../ports.ts";
import { allowedEnvironment, type Environment } from "../environment.ts";
import { openNix } from "../nix.ts";
import { runProcess } from "../process.ts";

const DAYS = 7;
const DAY = 86_400_000;
const LIMITS = { seconds: 1200, output: 16 * 1024 * 1024 } as const;

async function daysSince(file: string): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found === undefined ? undefined : (Date.now() - found.mtimeMs) / DAY;
}

/** Only while nobody uses the store. A failure is logged: the store only grows. */
export async function cleanStore(store: string, { environment, log }: { readonly environment: Environment; readonly log: Log }): Promise<void> {
  const stamp = join(store, "emptied");
  const days = await daysSince(stamp);
  if (days !== undefined && days < DAYS) return;
  await writeFile(stamp, "");
  // A new store has nothing to empty.
  const program = days === undefined ? undefined : await openNix(environment).probe();
  if (program === undefined) return;
  const added = { NIX_REMOTE: `local?root=${store}`, NIX_CONFIG: "extra-experimental-features = nix-command\nbuild-users-group =" };
  const run = await runProcess({ program: program.path, args: ["store", "gc"], environment: allowedEnvironment(environment, added), limits: LIMITS });
  if (run.status !== 0) log.warn(`the strangers' store was not emptied: ${run.stderr.trim().slice(-500)}`);
}
