import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/host/job-signal.ts
import { AsyncLocalStorage } from "node:async_hooks";
var signals = new AsyncLocalStorage();
function withSignal(signal, work) {
  return signals.run(signal, work);
}
function currentSignal() {
  return signals.getStore();
}
function throwIfInterrupted() {
  signals.getStore()?.throwIfAborted();
}

export {
  withSignal,
  currentSignal,
  throwIfInterrupted
};
