import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  publishPlan,
  runPlan
} from "./chunk-2GQNGJUL.js";
import "./chunk-HF4KVSXJ.js";
import "./chunk-COC65A7M.js";
import "./chunk-P36EBKJL.js";
import "./chunk-DTRF2TO5.js";
import "./chunk-GA3IRTZO.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import "./chunk-2G4XEMFZ.js";
import "./chunk-ZLOF7TVD.js";
export {
  publishPlan,
  runPlan
};
