import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  parseRepository,
  publishCommand
} from "./chunk-B35JUF2H.js";
import "./chunk-SF3IBUUS.js";
import "./chunk-4TK7WZ4R.js";
import "./chunk-5KPOLBTB.js";
import "./chunk-EC7SCMQJ.js";
import "./chunk-A4BI7MBZ.js";
import "./chunk-3MKX6RMG.js";
import "./chunk-OQBOMZSK.js";
import "./chunk-DD6F5AR6.js";
import "./chunk-NGKABVIQ.js";
import "./chunk-HWFH6RXN.js";
import "./chunk-WFVLE2EP.js";
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
export {
  parseRepository,
  publishCommand
};
