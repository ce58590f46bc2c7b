import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  parseRepository,
  readGithubToken
} from "./chunk-TYBUES6W.js";
import {
  createTerminalLog
} from "./chunk-T2MY2ZDE.js";
import {
  columns,
  print
} from "./chunk-INK3WNVC.js";
import {
  createOctokitUpdateForge,
  runUpdates
} from "./chunk-UD76N3NN.js";
import "./chunk-76S57DQK.js";
import {
  branchOf
} from "./chunk-MIPS32TM.js";
import "./chunk-6E2AX5AM.js";
import {
  getOctokit
} from "./chunk-3MKX6RMG.js";
import "./chunk-OQBOMZSK.js";
import "./chunk-DD6F5AR6.js";
import {
  openPlanPorts
} from "./chunk-BKAEXENO.js";
import "./chunk-UN2ZIUCD.js";
import "./chunk-MGRDHNBY.js";
import "./chunk-DNY7WADR.js";
import "./chunk-S7RFAK7H.js";
import "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import "./chunk-NHKIAR5M.js";
import "./chunk-KIFDBQBK.js";
import "./chunk-ALAEVG2H.js";
import "./chunk-FSL3M7DZ.js";
import {
  escapeTerminal
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
import "./chunk-CNDDATOY.js";
import "./chunk-P6QGVD7B.js";
import "./chunk-IZT3ALIO.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/commands/open-updates.ts
async function openUpdatesCommand(options) {
  const repository = parseRepository(options.repository);
  const forge = createOctokitUpdateForge({ octokit: getOctokit(readGithubToken("contents, pull requests and issues")), ...repository });
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
