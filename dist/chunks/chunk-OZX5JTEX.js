import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
const __filename = (await import("node:url")).fileURLToPath(import.meta.url);
const __dirname = (await import("node:path")).dirname(__filename);

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
