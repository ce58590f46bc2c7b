import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/host/registry/limiter.ts
function openLimiter(maximum) {
  const waiting = [];
  let running = 0;
  return async (task) => {
    if (running >= maximum) await new Promise((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === void 0) running -= 1;
      else next();
    }
  };
}

export {
  openLimiter
};
