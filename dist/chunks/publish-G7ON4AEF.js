import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  parseRepository,
  publishCommand
} from "./chunk-TYBUES6W.js";
import "./chunk-T2MY2ZDE.js";
import "./chunk-INK3WNVC.js";
import "./chunk-76S57DQK.js";
import "./chunk-MIPS32TM.js";
import "./chunk-6E2AX5AM.js";
import "./chunk-3MKX6RMG.js";
import "./chunk-OQBOMZSK.js";
import "./chunk-DD6F5AR6.js";
import "./chunk-NHKIAR5M.js";
import "./chunk-KIFDBQBK.js";
import "./chunk-ALAEVG2H.js";
import "./chunk-6ANWPEJB.js";
import "./chunk-IUYM5IIQ.js";
import "./chunk-XS53JKRH.js";
import "./chunk-3KLBMR6O.js";
import "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
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
export {
  parseRepository,
  publishCommand
};
