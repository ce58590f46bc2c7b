// `stowplan plan`: two revisions of a local checkout -> the plan on the terminal and in files.
import { runPlan } from "../../plan.ts";
import { exitCode, renderHtml, renderMarkdown, renderTerminal, writePlan } from "../../report/index.ts";
import { openConverter } from "../converter.ts";
import { openPlanPorts } from "../plan-ports.ts";
import { createTerminalLog } from "../terminal-log.ts";
import { terminalStyle } from "../terminal-style.ts";
import { print, STANDARD_OUTPUT, writeResult } from "./output.ts";
import { readPlannedHead } from "./planned-head.ts";

/** Options of the command line. */
export type PlanOptions = {
  readonly repo: string;
  readonly base: string;
  /** The work tree with what is not committed, where it is absent. */
  readonly head?: string;
  readonly host: readonly string[];
  /** Folder of the flake.nix, from the repository's root. */
  readonly flake?: string;
  /** True for standard output, as `-` is for each of the files. */
  readonly json?: string | true;
  readonly markdown?: string;
  readonly html?: string;
};

/**
 * Plans a change and gives the exit status: 0 no change, 2 changes, 1 where a finding reaches `fail-on`.
 * Throws where no plan can be made.
 */
export async function planCommand(options: PlanOptions): Promise<number> {
  const log = createTerminalLog(process.stderr);
  const ports = { ...(await openPlanPorts({ directory: options.repo, environment: process.env }, log)), converter: openConverter(process.env) };
  const head = await readPlannedHead(ports.git, options.head);
  const base = await ports.git.mergeBase(options.base, head.revision.commit);
  if (base.commit === head.revision.commit) log.info(`nothing differs from ${options.base}: name an earlier revision with --base, such as --base HEAD~1`);
  const inputs = { hosts: options.host.join("\n"), flake: options.flake ?? "" };
  const made = await runPlan({ base: base.commit, head: head.revision.commit, inputs }, ports).finally(() => {
    log.close();
  });
  const plan = { ...made, findings: [...made.findings, ...head.findings] };
  const files = [
    [options.json === true ? STANDARD_OUTPUT : options.json, writePlan],
    [options.markdown, (whole: typeof plan) => renderMarkdown(whole, { limit: Number.POSITIVE_INFINITY })],
    [options.html, renderHtml],
  ] as const;
  if (files.every(([file]) => file !== STANDARD_OUTPUT)) await print(renderTerminal(plan, terminalStyle(process.env, process.stdout)));
  for (const [file, render] of files) if (file !== undefined) await writeResult(file, render(plan));
  return exitCode(plan);
}
