import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/sha256.ts
import { createHash } from "node:crypto";
function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}

export {
  sha256
};
