import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  terminalStyle
} from "./chunk-FOKPKWYC.js";
import {
  createTerminalLog
} from "./chunk-T2MY2ZDE.js";
import {
  STANDARD_OUTPUT,
  print,
  writeResult
} from "./chunk-INK3WNVC.js";
import {
  openConverter
} from "./chunk-FH5L47Z2.js";
import {
  runPlan
} from "./chunk-76S57DQK.js";
import "./chunk-MIPS32TM.js";
import {
  openPlanPorts
} from "./chunk-BKAEXENO.js";
import "./chunk-UN2ZIUCD.js";
import "./chunk-MGRDHNBY.js";
import "./chunk-DNY7WADR.js";
import "./chunk-S7RFAK7H.js";
import "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import "./chunk-FSL3M7DZ.js";
import {
  exitCode,
  renderHtml,
  renderMarkdown,
  renderTerminal,
  writePlan
} from "./chunk-6ANWPEJB.js";
import "./chunk-IUYM5IIQ.js";
import "./chunk-XS53JKRH.js";
import "./chunk-3KLBMR6O.js";
import "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import "./chunk-YS4NMTKR.js";
import "./chunk-FFLDBSQF.js";
import "./chunk-WDXTXNKQ.js";
import "./chunk-MLLDOSUU.js";
import {
  tellSome
} from "./chunk-CNDDATOY.js";
import {
  shorten
} from "./chunk-P6QGVD7B.js";
import "./chunk-IZT3ALIO.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/commands/planned-head.ts
var SHOWN = 8;
function tellPaths(paths) {
  return tellSome(paths.map((path) => shorten(path, 200)), SHOWN);
}
function uncommitted(changed) {
  if (changed.length === 0) return [];
  return [
    {
      code: "uncommitted-changes",
      severity: "info",
      subject: "work tree",
      message: `This plan includes changes that are not committed: ${tellPaths(changed)}.`,
      hint: "Name a revision with --head to plan only what is committed."
    }
  ];
}
function uncommittedInside(submodules) {
  if (submodules.length === 0) return [];
  return [
    {
      code: "uncommitted-changes",
      severity: "info",
      subject: "work tree",
      message: `Changes inside submodules are not in this plan, because they are not committed there: ${tellPaths(submodules)}.`,
      hint: "Commit them in the submodule; the new commit need not be recorded here."
    }
  ];
}
function untrackedFiles(untracked) {
  if (untracked.length === 0) return [];
  const nixFirst = untracked.toSorted((left, right) => Number(right.endsWith(".nix")) - Number(left.endsWith(".nix")));
  return [
    {
      code: "file-untracked",
      severity: untracked.some((path) => path.endsWith(".nix")) ? "warning" : "info",
      subject: "work tree",
      message: `Files that git does not know are not in this plan, because Nix does not see them: ${tellPaths(nixFirst)}.`,
      hint: "Run `git add` (or `git add --intent-to-add`) on those that belong to the flake."
    }
  ];
}
async function readPlannedHead(git, head) {
  if (head !== void 0) return { revision: await git.resolve(head), findings: [] };
  const { revision, changed, untracked, dirtySubmodules } = await git.workTree();
  return { revision, findings: [...untrackedFiles(untracked), ...uncommittedInside(dirtySubmodules), ...uncommitted(changed)] };
}

// src/host/commands/plan.ts
async function planCommand(options) {
  const log = createTerminalLog(process.stderr);
  const ports = { ...await openPlanPorts({ directory: options.repo, environment: process.env }, log), converter: openConverter(process.env) };
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
    [options.markdown, (whole) => renderMarkdown(whole, { limit: Number.POSITIVE_INFINITY })],
    [options.html, renderHtml]
  ];
  if (files.every(([file]) => file !== STANDARD_OUTPUT)) await print(renderTerminal(plan, terminalStyle(process.env, process.stdout)));
  for (const [file, render] of files) if (file !== void 0) await writeResult(file, render(plan));
  return exitCode(plan);
}
export {
  planCommand
};
