import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  escapeTerminal
} from "./chunk-W6MGZQ5J.js";

// src/host/terminal-log.ts
var DEFAULT_COLUMNS = 80;
function erase(lines) {
  return lines === 0 ? "" : `\x1B[${lines}A\x1B[J`;
}
function plainLog(stream) {
  const line = (text) => void stream.write(`${escapeTerminal(text)}
`);
  return {
    progress: ({ subject, state, text }) => line(`${subject}: ${state === "failed" ? "failed: " : ""}${text}`),
    info: line,
    warn: (text) => line(`warning: ${text}`),
    close: () => void 0
  };
}
function createTerminalLog(stream) {
  if (stream.isTTY !== true) return plainLog(stream);
  const running = /* @__PURE__ */ new Map();
  let drawn = 0;
  function draw(above) {
    const width = (stream.columns ?? DEFAULT_COLUMNS) - 1;
    const live = Array.from(running, ([subject, text]) => `${Array.from(escapeTerminal(`${subject}: ${text}`)).slice(0, width).join("")}
`);
    stream.write(`${erase(drawn)}${above}${live.join("")}`);
    drawn = live.length;
  }
  return {
    progress({ subject, state, text }) {
      if (state === "running") running.set(subject, text);
      else running.delete(subject);
      draw(state === "running" ? "" : `${escapeTerminal(`${subject}: ${state === "failed" ? "failed: " : ""}${text}`)}
`);
    },
    info: (text) => draw(`${escapeTerminal(text)}
`),
    warn: (text) => draw(`${escapeTerminal(`warning: ${text}`)}
`),
    close() {
      running.clear();
      draw("");
    }
  };
}

export {
  createTerminalLog
};
