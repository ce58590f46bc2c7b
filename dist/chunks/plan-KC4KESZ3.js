import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
const __filename = (await import("node:url")).fileURLToPath(import.meta.url);
const __dirname = (await import("node:path")).dirname(__filename);
import {
  openPlanPorts
} from "./chunk-XACJHFKE.js";
import "./chunk-OJO75CWE.js";
import {
  createTerminalLog
} from "./chunk-2YDQA7ZA.js";
import {
  print,
  writeResult
} from "./chunk-QJWYLXBO.js";
import {
  runPlan
} from "./chunk-72KIXSNJ.js";
import "./chunk-I5OMERSP.js";
import "./chunk-2SCNQLUY.js";
import "./chunk-6SJIJ5GO.js";
import {
  exitCode,
  renderHtml,
  renderMarkdown,
  renderTerminal,
  writePlan
} from "./chunk-UE4BJHUK.js";
import "./chunk-G4OWENTA.js";
import "./chunk-DJQHDDOU.js";
import "./chunk-C62UHUK7.js";
import "./chunk-LDI2SRQR.js";
import "./chunk-YEIKXF5Y.js";

// src/host/commands/plan.ts
var DEFAULT_WIDTH = 100;
function isColoured() {
  return process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
}
async function planCommand(options) {
  const log = createTerminalLog(process.stderr);
  const ports = await openPlanPorts({ directory: options.repo, environment: process.env }, log);
  const base = await ports.git.mergeBase(options.base, options.head);
  const inputs = { hosts: options.host.join("\n") };
  const plan = await runPlan({ base: base.commit, head: options.head, inputs }, ports).finally(() => {
    log.close();
  });
  const files = [
    [options.json, writePlan],
    [options.markdown, (whole) => renderMarkdown(whole, { limit: Number.POSITIVE_INFINITY })],
    [options.html, renderHtml]
  ];
  for (const [file, render] of files) if (file !== void 0) await writeResult(file, render(plan));
  await print(renderTerminal(plan, { isColoured: isColoured(), width: process.stdout.columns || DEFAULT_WIDTH }));
  return exitCode(plan);
}
export {
  planCommand
};
