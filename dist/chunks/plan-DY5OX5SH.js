import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  terminalStyle
} from "./chunk-FOKPKWYC.js";
import {
  createTerminalLog
} from "./chunk-SF3IBUUS.js";
import {
  print,
  writeResult
} from "./chunk-4TK7WZ4R.js";
import {
  openConverter
} from "./chunk-M2LHXCMP.js";
import "./chunk-JFGRUF23.js";
import {
  runPlan
} from "./chunk-EC7SCMQJ.js";
import "./chunk-A4BI7MBZ.js";
import {
  openPlanPorts
} from "./chunk-FOUFMYGL.js";
import "./chunk-GTWZ4M3C.js";
import "./chunk-JRRGOOP2.js";
import "./chunk-DNY7WADR.js";
import "./chunk-C25JSA6F.js";
import "./chunk-3MFNBZJG.js";
import "./chunk-WSEAI74M.js";
import "./chunk-FSL3M7DZ.js";
import {
  exitCode,
  renderHtml,
  renderMarkdown,
  renderTerminal,
  writePlan
} from "./chunk-QPHLNNXG.js";
import "./chunk-UM3BDG6T.js";
import "./chunk-MIFCU56B.js";
import "./chunk-WEOEUXMA.js";
import "./chunk-LKWTMVYF.js";
import "./chunk-EO4MNJJ5.js";
import "./chunk-ZWLGDFVE.js";
import "./chunk-URX3O25D.js";
import "./chunk-CGQZGR63.js";
import "./chunk-2JO2ZRTD.js";
import "./chunk-GMS5QSX3.js";
import "./chunk-BZKXFKES.js";
import "./chunk-MOTAEG37.js";
import "./chunk-RAA42EKT.js";
import "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
import "./chunk-Q3OPO74A.js";

// src/host/commands/planned-head.ts
var SHOWN = 8;
function tellPaths(paths) {
  const rest = paths.length - SHOWN;
  return [...paths.slice(0, SHOWN).map((path) => path.slice(0, 200)), ...rest > 0 ? [`and ${rest} more`] : []].join(", ");
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
  const { revision, changed, untracked } = await git.workTree();
  return { revision, findings: [...untrackedFiles(untracked), ...uncommitted(changed)] };
}

// src/host/commands/plan.ts
async function planCommand(options) {
  const log = createTerminalLog(process.stderr);
  const ports = { ...await openPlanPorts({ directory: options.repo, environment: process.env }, log), converter: openConverter(process.env) };
  const head = await readPlannedHead(ports.git, options.head);
  const base = await ports.git.mergeBase(options.base, head.revision.commit);
  const inputs = { hosts: options.host.join("\n") };
  const made = await runPlan({ base: base.commit, head: head.revision.commit, inputs }, ports).finally(() => {
    log.close();
  });
  const plan = { ...made, findings: [...made.findings, ...head.findings] };
  const files = [
    [options.json, writePlan],
    [options.markdown, (whole) => renderMarkdown(whole, { limit: Number.POSITIVE_INFINITY })],
    [options.html, renderHtml]
  ];
  await print(renderTerminal(plan, terminalStyle(process.env, process.stdout)));
  for (const [file, render] of files) if (file !== void 0) await writeResult(file, render(plan));
  return exitCode(plan);
}
export {
  planCommand
};
