import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openPublisher
} from "./chunk-6E2AX5AM.js";
import "./chunk-3MKX6RMG.js";
import "./chunk-OQBOMZSK.js";
import "./chunk-DD6F5AR6.js";
import "./chunk-KIFDBQBK.js";
import "./chunk-ALAEVG2H.js";
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";
export {
  openPublisher
};
