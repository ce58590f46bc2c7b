import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  terminalStyle
} from "./chunk-FOKPKWYC.js";
import {
  createTerminalLog
} from "./chunk-T2MY2ZDE.js";
import {
  print
} from "./chunk-INK3WNVC.js";
import {
  openReleases
} from "./chunk-NXM3WBIZ.js";
import {
  lazyRegistries
} from "./chunk-S7RFAK7H.js";
import {
  compareReferences,
  concealAll,
  renderTerminalImages
} from "./chunk-6ANWPEJB.js";
import "./chunk-IUYM5IIQ.js";
import "./chunk-XS53JKRH.js";
import "./chunk-3KLBMR6O.js";
import {
  Config
} from "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import {
  cacheFolder,
  openDiskCache
} from "./chunk-YS4NMTKR.js";
import "./chunk-FFLDBSQF.js";
import {
  ImageChange
} from "./chunk-WDXTXNKQ.js";
import "./chunk-MLLDOSUU.js";
import "./chunk-CNDDATOY.js";
import "./chunk-P6QGVD7B.js";
import "./chunk-IZT3ALIO.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import {
  Finding
} from "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/commands/image-diff.ts
var TIMEOUT_SECONDS = 30;
var CACHE_ENTRIES = 500;
async function imageDiffCommand(references, options) {
  const log = createTerminalLog(process.stderr);
  const registry = lazyRegistries({ log })({ mirrors: {}, allowPrivate: options.allowPrivate, timeout: TIMEOUT_SECONDS });
  const folder = cacheFolder(process.env);
  const kept = folder === void 0 ? {} : { cache: openDiskCache({ folder, entries: CACHE_ENTRIES }) };
  const token = process.env["GITHUB_TOKEN"];
  const releases = openReleases({ environment: process.env, ...token === void 0 ? {} : { token }, ...kept, log });
  const config = Config.parse({ images: options.maxDownload === void 0 ? {} : { "max-download": options.maxDownload } });
  const found = await compareReferences({ ...references, platform: options.platform }, { registry, config, ports: { ...kept, releases } });
  const { findings } = found;
  const change = ImageChange.parse(concealAll({ change: found.value })["change"]);
  const told = Finding.array().parse(concealAll({ findings })["findings"]);
  for (const finding of told) log.warn(`${finding.subject}: ${finding.message} ${finding.hint}`);
  await print(options.json === true ? JSON.stringify({ ...change, findings: told }, null, 2) : renderTerminalImages([change], terminalStyle(process.env, process.stdout)));
  if (findings.length > 0) return 1;
  return change.isSameContent ? 0 : 2;
}
export {
  imageDiffCommand
};
