import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openReleases
} from "./chunk-V76UAGVD.js";
import "./chunk-RAA42EKT.js";
import "./chunk-6FVXE4FK.js";
import "./chunk-Q3OPO74A.js";
export {
  openReleases
};
