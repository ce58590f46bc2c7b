import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  escapeTerminal
} from "./chunk-6ANWPEJB.js";
import {
  hideNamedSecrets
} from "./chunk-MLLDOSUU.js";

// src/host/terminal-log.ts
var DEFAULT_COLUMNS = 80;
function erase(lines) {
  return lines === 0 ? "" : `\x1B[${lines}A\x1B[J`;
}
function shownLine(text) {
  return escapeTerminal(hideNamedSecrets(text));
}
function plainLog(stream) {
  const line = (text) => void stream.write(`${shownLine(text)}
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
    const columns = stream.columns ?? 0;
    const width = (columns > 0 ? columns : DEFAULT_COLUMNS) - 1;
    const live = Array.from(running, ([subject, text]) => `${Array.from(shownLine(`${subject}: ${text}`)).slice(0, width).join("")}
`);
    stream.write(`${erase(drawn)}${above}${live.join("")}`);
    drawn = live.length;
  }
  return {
    progress({ subject, state, text }) {
      if (state === "running") running.set(subject, text);
      else running.delete(subject);
      draw(state === "running" ? "" : `${shownLine(`${subject}: ${state === "failed" ? "failed: " : ""}${text}`)}
`);
    },
    info: (text) => draw(`${shownLine(text)}
`),
    warn: (text) => draw(`${shownLine(`warning: ${text}`)}
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
