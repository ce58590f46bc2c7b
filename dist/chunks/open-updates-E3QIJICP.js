import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  parseRepository
} from "./chunk-B35JUF2H.js";
import {
  createTerminalLog
} from "./chunk-SF3IBUUS.js";
import {
  columns,
  print
} from "./chunk-4TK7WZ4R.js";
import "./chunk-5KPOLBTB.js";
import {
  createOctokitUpdateForge,
  runUpdates
} from "./chunk-7XMQ2FUI.js";
import "./chunk-EC7SCMQJ.js";
import {
  branchOf
} from "./chunk-A4BI7MBZ.js";
import {
  getOctokit
} from "./chunk-3MKX6RMG.js";
import "./chunk-OQBOMZSK.js";
import "./chunk-DD6F5AR6.js";
import {
  openPlanPorts
} from "./chunk-FOUFMYGL.js";
import "./chunk-GTWZ4M3C.js";
import "./chunk-JRRGOOP2.js";
import "./chunk-DNY7WADR.js";
import "./chunk-C25JSA6F.js";
import "./chunk-3MFNBZJG.js";
import "./chunk-WSEAI74M.js";
import "./chunk-NGKABVIQ.js";
import "./chunk-HWFH6RXN.js";
import "./chunk-WFVLE2EP.js";
import "./chunk-FSL3M7DZ.js";
import {
  escapeTerminal
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
import {
  StowplanError
} from "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
import "./chunk-Q3OPO74A.js";

// src/host/commands/open-updates.ts
function readToken() {
  const token = process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"] ?? "";
  if (token !== "") return token;
  throw new StowplanError({ code: "usage", subject: "GITHUB_TOKEN", message: "Opening pull requests needs a token.", hint: "Set GITHUB_TOKEN to one that may write contents, pull requests and issues." });
}
async function openUpdatesCommand(options) {
  const repository = parseRepository(options.repository ?? "");
  const forge = createOctokitUpdateForge({ octokit: getOctokit(readToken()), ...repository });
  const log = createTerminalLog(process.stderr);
  const ports = { ...await openPlanPorts({ directory: options.repo, environment: process.env }, log), forge };
  const baseBranch = options.branch ?? (await forge.repository()).defaultBranch;
  const { outcomes, dashboard } = await runUpdates({ revision: options.head, baseBranch, inputs: {}, now: /* @__PURE__ */ new Date() }, ports).finally(() => {
    log.close();
  });
  const rows = outcomes.map(({ step, state, text, pull }) => [state, branchOf(step), pull?.url ?? "", text].map(escapeTerminal));
  await print([columns(rows), ...dashboard === void 0 ? [] : [`dashboard: ${escapeTerminal(dashboard.url)}`]].join("\n"));
  return outcomes.some(({ state }) => state === "failed") ? 1 : 0;
}
export {
  openUpdatesCommand
};
