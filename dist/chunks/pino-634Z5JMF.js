import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  require_pino
} from "./chunk-QOVVFZR7.js";
import "./chunk-Q3OPO74A.js";
export default require_pino();
