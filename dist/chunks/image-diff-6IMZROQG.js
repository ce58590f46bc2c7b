import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  terminalStyle
} from "./chunk-FOKPKWYC.js";
import {
  createTerminalLog
} from "./chunk-SF3IBUUS.js";
import {
  print
} from "./chunk-4TK7WZ4R.js";
import {
  openReleases
} from "./chunk-V76UAGVD.js";
import {
  cacheFolder,
  lazyRegistries,
  openDiskCache
} from "./chunk-C25JSA6F.js";
import {
  renderTerminalImages
} from "./chunk-QPHLNNXG.js";
import {
  compareReferences
} from "./chunk-UM3BDG6T.js";
import "./chunk-MIFCU56B.js";
import "./chunk-WEOEUXMA.js";
import "./chunk-LKWTMVYF.js";
import "./chunk-EO4MNJJ5.js";
import {
  Config
} from "./chunk-ZWLGDFVE.js";
import "./chunk-URX3O25D.js";
import "./chunk-CGQZGR63.js";
import "./chunk-2JO2ZRTD.js";
import "./chunk-GMS5QSX3.js";
import "./chunk-BZKXFKES.js";
import "./chunk-MOTAEG37.js";
import "./chunk-RAA42EKT.js";
import "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
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
  const { value: change, findings } = found;
  for (const finding of findings) log.warn(`${finding.subject}: ${finding.message} ${finding.hint}`);
  await print(options.json === true ? JSON.stringify({ ...change, findings }, null, 2) : renderTerminalImages([change], terminalStyle(process.env, process.stdout)));
  if (findings.length > 0) return 1;
  return change.isSameContent ? 0 : 2;
}
export {
  imageDiffCommand
};
