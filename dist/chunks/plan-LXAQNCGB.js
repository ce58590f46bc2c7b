import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  publishPlan,
  runPlan
} from "./chunk-IRP5QSGH.js";
import "./chunk-K5JQ26TK.js";
import "./chunk-BOQZRW4Z.js";
import "./chunk-H2WBBVKI.js";
import "./chunk-5FQVYANH.js";
import "./chunk-GA3IRTZO.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import "./chunk-2G4XEMFZ.js";
import "./chunk-ZLOF7TVD.js";
export {
  publishPlan,
  runPlan
};
