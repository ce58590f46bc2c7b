import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  publishPlan,
  runPlan
} from "./chunk-U4SZBDAC.js";
import "./chunk-2U4CH3CB.js";
import "./chunk-SLJQ5U7R.js";
import "./chunk-4U3IOGUD.js";
import "./chunk-MIFCU56B.js";
import "./chunk-S7WWQPS4.js";
import "./chunk-3CNAOJVQ.js";
import "./chunk-EO4MNJJ5.js";
import "./chunk-ZWLGDFVE.js";
import "./chunk-URX3O25D.js";
import "./chunk-CGQZGR63.js";
import "./chunk-2JO2ZRTD.js";
import "./chunk-OWWXBJBX.js";
import "./chunk-JACIVPHS.js";
import "./chunk-MOTAEG37.js";
import "./chunk-RAA42EKT.js";
import "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
import "./chunk-Q3OPO74A.js";
export {
  publishPlan,
  runPlan
};
