import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openReleases
} from "./chunk-NXM3WBIZ.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";
export {
  openReleases
};
