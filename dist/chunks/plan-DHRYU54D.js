import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openPlanPorts
} from "./chunk-DEPJE5QM.js";
import "./chunk-D32EEW4Y.js";
import {
  createTerminalLog
} from "./chunk-D3QAJNR6.js";
import {
  print,
  writeResult
} from "./chunk-ON4T7WZQ.js";
import {
  runPlan
} from "./chunk-Y327OZPR.js";
import "./chunk-DYJ6VIHI.js";
import "./chunk-6T5N4MY6.js";
import "./chunk-APZQ5ANY.js";
import {
  exitCode,
  renderHtml,
  renderMarkdown,
  renderTerminal,
  writePlan
} from "./chunk-W6MGZQ5J.js";
import "./chunk-OZ3ETFMM.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import "./chunk-B2IOVMOK.js";
import "./chunk-ZLOF7TVD.js";

// src/host/commands/plan.ts
var DEFAULT_WIDTH = 100;
function isColoured() {
  return process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
}
async function planCommand(options) {
  const log = createTerminalLog(process.stderr);
  const ports = await openPlanPorts({ directory: options.repo, environment: process.env }, log);
  const [base, head] = await Promise.all([ports.git.mergeBase(options.base, options.head), ports.git.resolve(options.head)]);
  const inputs = { hosts: options.host.join("\n") };
  const plan = await runPlan({ base: base.commit, head: head.commit, inputs }, ports).finally(() => {
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
