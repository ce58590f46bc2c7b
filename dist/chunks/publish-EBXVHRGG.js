import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  parseRepository,
  publishCommand
} from "./chunk-PW77RMVX.js";
import "./chunk-D5R7DL6O.js";
import "./chunk-4TK7WZ4R.js";
import "./chunk-5KPOLBTB.js";
import "./chunk-U4SZBDAC.js";
import "./chunk-2U4CH3CB.js";
import "./chunk-3MKX6RMG.js";
import "./chunk-OQBOMZSK.js";
import "./chunk-DD6F5AR6.js";
import "./chunk-BC7362SY.js";
import "./chunk-HWFH6RXN.js";
import "./chunk-WFVLE2EP.js";
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
  parseRepository,
  publishCommand
};
