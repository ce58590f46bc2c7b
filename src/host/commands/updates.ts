// `stowplan updates`: a revision of a local checkout -> the newer tags and digests of every image written in it.
import { readProjects } from "../../compose/index.ts";
import { readConfig, registryOptions } from "../../config/index.ts";
import { discover } from "../../discover/index.ts";
import type { Finding } from "../../errors.ts";
import { findPins } from "../../pins/index.ts";
import { findUpdates, type Update } from "../../updates/index.ts";
import { openGit } from "../git.ts";
import { lazyRegistries } from "../lazy-registry.ts";
import { createTerminalLog } from "../terminal-log.ts";
import { columns, print } from "./output.ts";

/** Options of the command line. */
export type UpdatesOptions = { readonly repo: string; readonly head: string; readonly json?: boolean };

type Found = { readonly updates: readonly Update[]; readonly findings: readonly Finding[] };

/** Looks at every file of the revision as if it were new, without evaluating: what the text alone tells. */
async function lookAtAll(options: UpdatesOptions): Promise<Found> {
  const log = createTerminalLog(process.stderr);
  const git = await openGit({ directory: options.repo, environment: process.env });
  const head = await git.tree(await git.resolve(options.head));
  const changes = [...head.entries.values()].map(({ path }) => ({ path, status: "added" as const }));
  const config = await readConfig({ base: head, head, inputs: { updates: "true" } });
  const scope = await discover({ base: head, head, changes, config: config.value });
  const projects = await readProjects({ sources: scope.value.projects, base: head, head });
  const pins = await findPins({ head, changes, hosts: [], projects: projects.value });
  const registry = lazyRegistries({ log })(registryOptions(config.value));
  const updates = await findUpdates({ pins: pins.value, head, registry, config: config.value, log });
  log.close();
  return { updates: updates.value.updates, findings: [config, projects, updates].flatMap((part) => part.findings) };
}

function row(update: Update): readonly string[] {
  const [place] = update.places;
  return [update.kind, update.reference, "→", update.proposed, place === undefined ? "" : `${place.file}:${String(place.line ?? 1)}`];
}

/** Prints the updates; the exit status is 0 where there is none, 2 where there are some. */
export async function updatesCommand(options: UpdatesOptions): Promise<number> {
  const found = await lookAtAll(options);
  for (const { severity, subject, message, hint } of found.findings) process.stderr.write(`${severity}: ${subject}: ${message}\n  ${hint}\n`);
  await print(options.json === true ? JSON.stringify(found, null, 2) : columns(found.updates.map(row)));
  return found.updates.length === 0 ? 0 : 2;
}
