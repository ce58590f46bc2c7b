import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  planPull,
  plannedName
} from "./chunk-YI22YGMU.js";
import "./chunk-76S57DQK.js";
import "./chunk-MIPS32TM.js";
import "./chunk-THD57PEJ.js";
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
  planPull,
  plannedName
};
