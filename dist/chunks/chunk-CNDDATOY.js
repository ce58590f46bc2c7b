import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/tell-some.ts
function tellSome(names, most) {
  const rest = names.length - most;
  return names.slice(0, most).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

export {
  tellSome
};
