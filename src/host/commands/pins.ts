// `stowplan pins`: a checkout -> every place where an image reference is written in it, without evaluating.
import { readProjects } from "../../compose/index.ts";
import { readConfig } from "../../config/index.ts";
import { discover } from "../../discover/index.ts";
import { listPins, type ListedPin, type PinList } from "../../pins/index.ts";
import { escapeTerminal } from "../../report/index.ts";
import { type DirectoryTree, openDirectoryTree } from "../directory-tree.ts";
import { openGit } from "../git.ts";
import { columns, print } from "./output.ts";

/** Options of the command line; without a revision the folder is looked at as it is. */
export type PinsOptions = { readonly repo: string; readonly rev?: string; readonly json?: boolean };

async function openTree({ repo, rev }: PinsOptions): Promise<DirectoryTree> {
  if (rev === undefined) return openDirectoryTree(repo);
  const git = await openGit({ directory: repo, environment: process.env });
  return { tree: await git.tree(await git.resolve(rev)), skipped: () => [] };
}

/** What keeps the images of a project from being listed. */
const UNLISTED: ReadonlySet<string> = new Set(["compose-syntax", "compose-limit", "compose-cycle", "compose-linked"]);

async function listAll(options: PinsOptions): Promise<PinList> {
  const { tree, skipped } = await openTree(options);
  const changes = [...tree.entries.values()].map(({ path }) => ({ path, status: "added" as const }));
  const config = await readConfig({ base: tree, head: tree, inputs: {} });
  const scope = await discover({ base: tree, head: tree, changes, config: config.value });
  // What is wrong with a Compose project is the plan's affair, save that its images are not listed.
  const projects = await readProjects({ sources: scope.value.projects, base: tree, head: tree });
  const broken = [...scope.findings, ...projects.findings].filter(({ code, severity }) => UNLISTED.has(code) && severity !== "info");
  const pins = await listPins({ tree, projects: projects.value });
  return { version: 1, revision: tree.revision.commit, pins: [...pins.value], findings: [...skipped(), ...config.findings, ...broken, ...pins.findings] };
}

function row({ file, line, column, reference, mechanism, notEditable }: ListedPin): readonly string[] {
  return [`${file}:${line}:${column}`, reference, mechanism, notEditable === undefined ? "" : `not editable: ${notEditable}`].map(escapeTerminal);
}

/** Prints the list; the exit status is 0 also where there is nothing to list. */
export async function pinsCommand(options: PinsOptions): Promise<number> {
  const list = await listAll(options);
  for (const { severity, subject, message, hint } of list.findings) process.stderr.write(`${escapeTerminal(`${severity}: ${subject}: ${message}`)}\n  ${escapeTerminal(hint)}\n`);
  if (list.pins.length === 0) process.stderr.write("no image reference is written here\n");
  await print(options.json === true ? JSON.stringify(list, null, 2) : columns(list.pins.map(row)));
  return 0;
}
