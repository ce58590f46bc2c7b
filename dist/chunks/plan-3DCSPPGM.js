import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  publishPlan,
  runPlan
} from "./chunk-Y327OZPR.js";
import "./chunk-DYJ6VIHI.js";
import "./chunk-6T5N4MY6.js";
import "./chunk-APZQ5ANY.js";
import "./chunk-W6MGZQ5J.js";
import "./chunk-OZ3ETFMM.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import "./chunk-B2IOVMOK.js";
import "./chunk-ZLOF7TVD.js";
export {
  publishPlan,
  runPlan
};
