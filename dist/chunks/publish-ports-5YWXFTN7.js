import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openPublisher
} from "./chunk-QASD4FI4.js";
import "./chunk-6KGCE64C.js";
import "./chunk-BFCQ3DKT.js";
import "./chunk-B2IOVMOK.js";
import "./chunk-ZLOF7TVD.js";
export {
  openPublisher
};
