// `stowplan updates`: a revision of a local checkout -> what is newer than the images written in it, and the pull requests it would make.
import { readProjects } from "../../compose/index.ts";
import { readConfig, registryOptions } from "../../config/index.ts";
import { discover } from "../../discover/index.ts";
import type { Finding, FindingCode } from "../../errors.ts";
import { findPins } from "../../pins/index.ts";
import { escapeTerminal } from "../../report/index.ts";
import { findUpdates, planUpdates, type Update, type UpdateBranch, type UpdatePlan } from "../../updates/index.ts";
import { openGit } from "../git.ts";
import { lazyRegistries } from "../lazy-registry.ts";
import { createTerminalLog } from "../terminal-log.ts";
import { columns, print } from "./output.ts";

/** Options of the command line. */
export type UpdatesOptions = { readonly repo: string; readonly head: string; readonly json?: boolean };

/** `branches` and `ignored` as an update run would have them with no pull request open. */
type Found = UpdatePlan & { readonly updates: readonly Update[]; readonly findings: readonly Finding[] };

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
  const now = new Date();
  const found = await findUpdates({ pins: pins.value, head, registry, config: config.value, log, now });
  log.close();
  const { updates, ignored } = found.value;
  const references = pins.value.map(({ reference }) => reference);
  const plan = planUpdates({ updates, ignored, references, config: config.value, now, open: { branches: [], openedLastHour: 0, approved: [] } });
  return { updates, ...plan.value, findings: [config, projects, found, plan].flatMap((part) => part.findings) };
}

function row(update: Update): readonly string[] {
  const [place] = update.places;
  return [update.kind, update.reference, "→", update.proposed, place === undefined ? "" : `${place.file}:${String(place.line ?? 1)}`];
}

function stateOf({ state }: UpdateBranch): string {
  return state.kind === "due" ? "due" : `waiting (${state.reason}): ${state.text}`;
}

/** Paths and references are a stranger's. */
function table(rows: readonly (readonly string[])[]): string {
  return columns(rows.map((cells) => cells.map(escapeTerminal)));
}

function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [`\n${title}:\n${table(rows).replace(/^/gm, "  ")}`];
}

/** The updates with their places, the pull requests with what they wait for, and what the configuration leaves alone. */
function tell({ updates, branches, ignored }: Found): string {
  const pulls = branches.map((branch) => [branch.title, branch.name, stateOf(branch)]);
  const left = ignored.map(({ reference, proposed, reason }) => [proposed === undefined ? reference : `${reference} → ${proposed}`, reason]);
  return [table(updates.map(row)), ...section("Pull requests", pulls), ...section("Left alone", left)].join("\n");
}

/** What a registry did not answer: whether there is something newer is not known. */
const UNKNOWN: ReadonlySet<FindingCode> = new Set(["registry-denied", "registry-refused", "registry-unreachable", "registry-rate-limited", "image-unread"]);

/**
 * Prints the updates. The exit status is 1 where a finding is an error, such as a digest that is gone, whatever is offered; else 2 where there
 * are updates, 1 where that could not be found out, and 0 where there are none.
 */
export async function updatesCommand(options: UpdatesOptions): Promise<number> {
  const found = await lookAtAll(options);
  // The list says of each image whether its digest is missing.
  const told = found.findings.filter(({ code }) => code !== "image-unpinned");
  for (const { severity, subject, message, hint } of told) process.stderr.write(`${escapeTerminal(`${severity}: ${subject}: ${message}`)}\n  ${escapeTerminal(hint)}\n`);
  const isUnknown = told.some(({ code }) => UNKNOWN.has(code));
  if (found.updates.length === 0) process.stderr.write(isUnknown ? "no update was found, but not every image could be looked at\n" : "no update was found\n");
  await print(options.json === true ? JSON.stringify(found, null, 2) : tell(found));
  if (told.some(({ severity }) => severity === "error")) return 1;
  if (found.updates.length > 0) return 2;
  return isUnknown ? 1 : 0;
}
