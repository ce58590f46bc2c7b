import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openPlanPorts
} from "./chunk-QAGKNCKW.js";
import "./chunk-QDJYTLXC.js";
import {
  openConverter
} from "./chunk-KSWXOEZB.js";
import "./chunk-VWCCPWEM.js";
import "./chunk-2UAZ63FG.js";
import {
  createTerminalLog
} from "./chunk-UYBLW6UV.js";
import {
  print,
  writeResult
} from "./chunk-YZNXLUAH.js";
import {
  runPlan
} from "./chunk-IRP5QSGH.js";
import "./chunk-K5JQ26TK.js";
import "./chunk-BOQZRW4Z.js";
import "./chunk-H2WBBVKI.js";
import {
  exitCode,
  renderHtml,
  renderMarkdown,
  renderTerminal,
  writePlan
} from "./chunk-5FQVYANH.js";
import "./chunk-GA3IRTZO.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import "./chunk-RTQA6GKA.js";
import "./chunk-2G4XEMFZ.js";
import "./chunk-ZLOF7TVD.js";

// src/host/commands/plan.ts
var DEFAULT_WIDTH = 100;
function isColoured() {
  return process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
}
async function planCommand(options) {
  const log = createTerminalLog(process.stderr);
  const ports = { ...await openPlanPorts({ directory: options.repo, environment: process.env }, log), converter: openConverter(process.env) };
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
  await print(renderTerminal(plan, { isColoured: isColoured(), width: process.stdout.columns || DEFAULT_WIDTH }));
  for (const [file, render] of files) if (file !== void 0) await writeResult(file, render(plan));
  return exitCode(plan);
}
export {
  planCommand
};
