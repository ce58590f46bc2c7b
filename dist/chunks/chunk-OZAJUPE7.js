import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;

// src/version.ts
var VERSION = "0.1.0";

export {
  VERSION
};
