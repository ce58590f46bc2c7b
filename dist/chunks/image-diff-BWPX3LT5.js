import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
const __filename = (await import("node:url")).fileURLToPath(import.meta.url);
const __dirname = (await import("node:path")).dirname(__filename);
import {
  createTerminalLog
} from "./chunk-2YDQA7ZA.js";
import {
  print
} from "./chunk-QJWYLXBO.js";
import {
  compareReferences
} from "./chunk-UE4BJHUK.js";
import "./chunk-G4OWENTA.js";
import "./chunk-DJQHDDOU.js";
import "./chunk-C62UHUK7.js";
import {
  openRegistry
} from "./chunk-I5XWZLEJ.js";
import "./chunk-LDI2SRQR.js";
import "./chunk-YEIKXF5Y.js";

// src/host/commands/image-diff.ts
var TIMEOUT_SECONDS = 30;
function describe(change) {
  const sides = [change.old, change.new].map((side) => `${side?.reference ?? ""} ${side?.digest ?? "not read"}`);
  const words = change.isSameContent ? [`the same content on ${change.platform}`] : change.differences.map((difference) => difference.text);
  return [...sides, ...words.map((text) => `  ${text}`)].join("\n");
}
async function imageDiffCommand(references, options) {
  const log = createTerminalLog(process.stderr);
  const registry = openRegistry({ mirrors: {}, allowPrivate: options.allowPrivate, timeout: TIMEOUT_SECONDS });
  const { value: change, findings } = await compareReferences({ ...references, platform: options.platform }, registry);
  for (const finding of findings) log.warn(`${finding.subject}: ${finding.message} ${finding.hint}`);
  await print(options.json === true ? JSON.stringify({ ...change, findings }, null, 2) : describe(change));
  if (findings.length > 0) return 1;
  return change.isSameContent ? 0 : 2;
}
export {
  imageDiffCommand
};
