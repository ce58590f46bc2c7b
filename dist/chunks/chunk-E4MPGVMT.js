import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/host/is-entry.ts
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
function isEntry(moduleUrl) {
  const [, program] = process.argv;
  if (program === void 0) return false;
  try {
    return realpathSync(program) === realpathSync(fileURLToPath(moduleUrl));
  } catch {
    return false;
  }
}

export {
  isEntry
};
