import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  createTerminalLog
} from "./chunk-UYBLW6UV.js";
import {
  print
} from "./chunk-YZNXLUAH.js";
import {
  compareReferences
} from "./chunk-5FQVYANH.js";
import "./chunk-GA3IRTZO.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import {
  openRegistry
} from "./chunk-OASXUCBD.js";
import "./chunk-RTQA6GKA.js";
import "./chunk-2G4XEMFZ.js";
import "./chunk-ZLOF7TVD.js";

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
