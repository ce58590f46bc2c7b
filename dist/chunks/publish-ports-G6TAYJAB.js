import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openPublisher
} from "./chunk-VVKBET7G.js";
import "./chunk-6KGCE64C.js";
import "./chunk-XQHDKIKD.js";
import "./chunk-2G4XEMFZ.js";
import "./chunk-ZLOF7TVD.js";
export {
  openPublisher
};
