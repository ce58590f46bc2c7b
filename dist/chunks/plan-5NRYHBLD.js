import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
const __filename = (await import("node:url")).fileURLToPath(import.meta.url);
const __dirname = (await import("node:path")).dirname(__filename);
import {
  publishPlan,
  runPlan
} from "./chunk-72KIXSNJ.js";
import "./chunk-I5OMERSP.js";
import "./chunk-2SCNQLUY.js";
import "./chunk-6SJIJ5GO.js";
import "./chunk-UE4BJHUK.js";
import "./chunk-G4OWENTA.js";
import "./chunk-DJQHDDOU.js";
import "./chunk-C62UHUK7.js";
import "./chunk-LDI2SRQR.js";
import "./chunk-YEIKXF5Y.js";
export {
  publishPlan,
  runPlan
};
