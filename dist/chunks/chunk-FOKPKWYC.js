import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/host/terminal-style.ts
var DEFAULT_WIDTH = 80;
var WIDEST = 1e3;
function isColoured(environment, stream) {
  const [forced, refused] = [environment["FORCE_COLOR"] ?? "", environment["NO_COLOR"] ?? ""];
  if (forced !== "") return forced !== "0" && forced !== "false";
  return stream.isTTY === true && refused === "" && environment["TERM"] !== "dumb";
}
function widthOf(environment, stream) {
  const asked = /^\d{1,4}$/.test(environment["COLUMNS"] ?? "") ? Number(environment["COLUMNS"]) : 0;
  if (asked > 0) return Math.min(WIDEST, asked);
  if (stream.isTTY !== true) return Number.POSITIVE_INFINITY;
  return (stream.columns ?? 0) > 0 ? stream.columns ?? 0 : DEFAULT_WIDTH;
}
function terminalStyle(environment, stream) {
  return { isColoured: isColoured(environment, stream), width: widthOf(environment, stream) };
}

export {
  terminalStyle
};
