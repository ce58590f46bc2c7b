import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openDirectoryTree
} from "./chunk-HFWV5WC4.js";
import {
  columns,
  print
} from "./chunk-4TK7WZ4R.js";
import {
  openGit
} from "./chunk-GTWZ4M3C.js";
import "./chunk-DNY7WADR.js";
import "./chunk-3MFNBZJG.js";
import "./chunk-WSEAI74M.js";
import "./chunk-FSL3M7DZ.js";
import {
  listPins
} from "./chunk-UM3BDG6T.js";
import {
  readProjects
} from "./chunk-LKWTMVYF.js";
import {
  discover
} from "./chunk-EO4MNJJ5.js";
import {
  readConfig
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

// src/host/commands/pins.ts
async function openTree({ repo, rev }) {
  if (rev === void 0) return openDirectoryTree(repo);
  const git = await openGit({ directory: repo, environment: process.env });
  return git.tree(await git.resolve(rev));
}
var UNLISTED = /* @__PURE__ */ new Set(["compose-syntax", "compose-limit", "compose-cycle"]);
async function listAll(options) {
  const tree = await openTree(options);
  const changes = [...tree.entries.values()].map(({ path }) => ({ path, status: "added" }));
  const config = await readConfig({ base: tree, head: tree, inputs: {} });
  const scope = await discover({ base: tree, head: tree, changes, config: config.value });
  const projects = await readProjects({ sources: scope.value.projects, base: tree, head: tree });
  const broken = projects.findings.filter(({ code, severity }) => UNLISTED.has(code) && severity === "error");
  const pins = await listPins({ tree, projects: projects.value });
  return { version: 1, revision: tree.revision.commit, pins: [...pins.value], findings: [...config.findings, ...broken, ...pins.findings] };
}
function row({ file, line, column, reference, mechanism, notEditable }) {
  return [`${file}:${line}:${column}`, reference, mechanism, notEditable === void 0 ? "" : `not editable: ${notEditable}`];
}
async function pinsCommand(options) {
  const list = await listAll(options);
  for (const { severity, subject, message, hint } of list.findings) process.stderr.write(`${severity}: ${subject}: ${message}
  ${hint}
`);
  await print(options.json === true ? JSON.stringify(list, null, 2) : columns(list.pins.map(row)));
  return 0;
}
export {
  pinsCommand
};
