import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openPublisher
} from "./chunk-5KPOLBTB.js";
import "./chunk-3MKX6RMG.js";
import "./chunk-OQBOMZSK.js";
import "./chunk-DD6F5AR6.js";
import "./chunk-HWFH6RXN.js";
import "./chunk-WFVLE2EP.js";
import "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
import "./chunk-Q3OPO74A.js";
export {
  openPublisher
};
