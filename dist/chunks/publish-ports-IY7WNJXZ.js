import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
const __filename = (await import("node:url")).fileURLToPath(import.meta.url);
const __dirname = (await import("node:path")).dirname(__filename);
import {
  openPublisher
} from "./chunk-IIMV5BHO.js";
import "./chunk-RRUNBL4V.js";
import "./chunk-TPJDDI4M.js";
import "./chunk-LDI2SRQR.js";
import "./chunk-YEIKXF5Y.js";
export {
  openPublisher
};
