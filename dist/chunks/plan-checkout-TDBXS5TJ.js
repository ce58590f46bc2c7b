import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openConverter
} from "./chunk-M2LHXCMP.js";
import "./chunk-JFGRUF23.js";
import {
  findRevisions
} from "./chunk-RGCIVEXB.js";
import {
  runPlan
} from "./chunk-EC7SCMQJ.js";
import "./chunk-A4BI7MBZ.js";
import {
  openRunPorts,
  repositoryOf
} from "./chunk-NUWRM2Z3.js";
import "./chunk-FOUFMYGL.js";
import "./chunk-GTWZ4M3C.js";
import "./chunk-JRRGOOP2.js";
import "./chunk-DNY7WADR.js";
import "./chunk-C25JSA6F.js";
import "./chunk-3MFNBZJG.js";
import "./chunk-WSEAI74M.js";
import {
  isTrusted
} from "./chunk-LGCASFRH.js";
import "./chunk-FSL3M7DZ.js";
import "./chunk-QPHLNNXG.js";
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
