import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openRegistry
} from "./chunk-CFP5JAON.js";
import "./chunk-B2IOVMOK.js";
import "./chunk-ZLOF7TVD.js";
export {
  openRegistry
};
