import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/version.ts
var VERSION = "0.1.0";
var DOCUMENTS = "https://github.com/stowplan/stowplan/blob/main/docs";

export {
  VERSION,
  DOCUMENTS
};
