import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  createOctokitUpdateForge,
  runUpdates
} from "./chunk-UD76N3NN.js";
import "./chunk-76S57DQK.js";
import {
  tellFailureOnDashboard
} from "./chunk-MIPS32TM.js";
import {
  getOctokit
} from "./chunk-3MKX6RMG.js";
import "./chunk-OQBOMZSK.js";
import "./chunk-DD6F5AR6.js";
import {
  openRunPorts
} from "./chunk-EPAU4PPQ.js";
import "./chunk-BKAEXENO.js";
import "./chunk-UN2ZIUCD.js";
import "./chunk-MGRDHNBY.js";
import "./chunk-DNY7WADR.js";
import "./chunk-S7RFAK7H.js";
import "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import {
  isTrusted,
  readRepository
} from "./chunk-TLJBSJOP.js";
import "./chunk-KIFDBQBK.js";
import "./chunk-ALAEVG2H.js";
import "./chunk-FSL3M7DZ.js";
import "./chunk-6ANWPEJB.js";
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
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/action/update-checkout.ts
async function baseBranch(environment, forge) {
  const name = environment["GITHUB_REF_NAME"] ?? "";
  const isBranch = environment["GITHUB_REF_TYPE"] === "branch" && name !== "";
  return isBranch ? name : (await forge.repository()).defaultBranch;
}
function refusePullRequest({ event }) {
  const isQueued = event.kind === "other" && event.name === "merge_group";
  if (event.kind !== "pull-request" && !isQueued && isTrusted(event)) return;
  throw new StowplanError({
    code: "event-unsupported",
    subject: "mode update",
    message: "Updates are proposed for a branch, not for a pull request.",
    hint: "Run it on `schedule` and `workflow_dispatch`, in a workflow of its own."
  });
}
async function updateCheckout(checkout) {
  refusePullRequest(checkout);
  const { environment, inputs } = checkout;
  const forge = createOctokitUpdateForge({ octokit: getOctokit(inputs.token), ...readRepository(environment) });
  const revision = inputs.head || "HEAD";
  const { ports, save } = await openRunPorts(checkout, { base: revision, head: revision });
  const branch = await baseBranch(environment, forge);
  const request = { revision, baseBranch: branch, inputs: inputs.config, now: /* @__PURE__ */ new Date() };
  const run = await runUpdates(request, { ...ports, forge }).catch(async (error) => {
    await tellFailureOnDashboard(error, { baseBranch: branch, forge, log: checkout.log });
    throw error;
  });
  await save();
  return run;
}
export {
  updateCheckout
};
