import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/host/process-groups.ts
var SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
var leaders = /* @__PURE__ */ new Set();
var left = /* @__PURE__ */ new Set();
function killGroup(leader) {
  if (leader === void 0) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
  }
}
function killAll() {
  for (const leader of leaders) killGroup(leader);
}
function passOn(signal) {
  killAll();
  stopListening();
  process.kill(process.pid, signal);
}
function stopListening() {
  process.off("exit", killAll);
  for (const signal of SIGNALS) process.off(signal, passOn);
}
function holdGroup(leader) {
  if (leader === void 0) return { release: () => void 0 };
  if (leaders.size === 0) {
    process.on("exit", killAll);
    for (const signal of SIGNALS) if (!left.has(signal)) process.on(signal, passOn);
  }
  leaders.add(leader);
  return {
    release: () => {
      leaders.delete(leader);
      if (leaders.size === 0) stopListening();
    }
  };
}
function leaveSignals(signals) {
  for (const signal of signals) {
    left.add(signal);
    process.off(signal, passOn);
  }
}

export {
  killGroup,
  holdGroup,
  leaveSignals
};
