import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  publishPlan,
  runPlan
} from "./chunk-H5HDCMGH.js";
import "./chunk-NGDDWAPU.js";
import "./chunk-NLQVHVTX.js";
import "./chunk-7S4DO52X.js";
import "./chunk-MGXZBF7Y.js";
import "./chunk-BBYHTRH7.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import "./chunk-B2IOVMOK.js";
import "./chunk-ZLOF7TVD.js";
export {
  publishPlan,
  runPlan
};
