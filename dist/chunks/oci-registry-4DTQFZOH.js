import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openRegistry
} from "./chunk-OASXUCBD.js";
import "./chunk-RTQA6GKA.js";
import "./chunk-2G4XEMFZ.js";
import "./chunk-ZLOF7TVD.js";
export {
  openRegistry
};
