import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openConverter
} from "./chunk-FH5L47Z2.js";
import {
  runPlan
} from "./chunk-76S57DQK.js";
import "./chunk-MIPS32TM.js";
import {
  findRevisions
} from "./chunk-PMJATUJW.js";
import {
  openRunPorts,
  repositoryOf
} from "./chunk-EPAU4PPQ.js";
import "./chunk-BKAEXENO.js";
import "./chunk-UN2ZIUCD.js";
import "./chunk-MGRDHNBY.js";
import "./chunk-DNY7WADR.js";
import "./chunk-S7RFAK7H.js";
import "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import {
  isTrusted
} from "./chunk-TLJBSJOP.js";
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
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/action/plan-checkout.ts
async function planCheckout(checkout) {
  const { event, inputs, environment } = checkout;
  const revisions = await findRevisions({ event, inputs }, repositoryOf(checkout));
  const { ports, save } = await openRunPorts(checkout, revisions);
  const trusted = isTrusted(event) ? { converter: openConverter(environment) } : {};
  const plan = await runPlan({ ...revisions, inputs: inputs.config, ...inputs.share === void 0 ? {} : { share: inputs.share } }, { ...ports, ...trusted });
  await save();
  return plan;
}
export {
  planCheckout
};
