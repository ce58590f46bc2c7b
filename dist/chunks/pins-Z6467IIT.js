import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  openDirectoryTree
} from "./chunk-Q2QPTHHW.js";
import {
  columns,
  print
} from "./chunk-INK3WNVC.js";
import {
  openGit
} from "./chunk-UN2ZIUCD.js";
import "./chunk-DNY7WADR.js";
import "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import "./chunk-FSL3M7DZ.js";
import {
  escapeTerminal,
  listPins
} from "./chunk-6ANWPEJB.js";
import "./chunk-IUYM5IIQ.js";
import "./chunk-XS53JKRH.js";
import {
  discover,
  readProjects
} from "./chunk-3KLBMR6O.js";
import {
  readConfig
} from "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import "./chunk-FFLDBSQF.js";
import "./chunk-WDXTXNKQ.js";
import "./chunk-MLLDOSUU.js";
import "./chunk-CNDDATOY.js";
import "./chunk-P6QGVD7B.js";
import "./chunk-IZT3ALIO.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/commands/pins.ts
async function openTree({ repo, rev }) {
  if (rev === void 0) return openDirectoryTree(repo);
  const git = await openGit({ directory: repo, environment: process.env });
  return { tree: await git.tree(await git.resolve(rev)), skipped: () => [] };
}
var UNLISTED = /* @__PURE__ */ new Set(["compose-syntax", "compose-limit", "compose-cycle", "compose-linked"]);
async function listAll(options) {
  const { tree, skipped } = await openTree(options);
  const changes = [...tree.entries.values()].map(({ path }) => ({ path, status: "added" }));
  const config = await readConfig({ base: tree, head: tree, inputs: {} });
  const scope = await discover({ base: tree, head: tree, changes, config: config.value });
  const projects = await readProjects({ sources: scope.value.projects, base: tree, head: tree });
  const broken = [...scope.findings, ...projects.findings].filter(({ code, severity }) => UNLISTED.has(code) && severity !== "info");
  const pins = await listPins({ tree, projects: projects.value });
  return { version: 1, revision: tree.revision.commit, pins: [...pins.value], findings: [...skipped(), ...config.findings, ...broken, ...pins.findings] };
}
function row({ file, line, column, reference, mechanism, notEditable }) {
  return [`${file}:${line}:${column}`, reference, mechanism, notEditable === void 0 ? "" : `not editable: ${notEditable}`].map(escapeTerminal);
}
async function pinsCommand(options) {
  const list = await listAll(options);
  for (const { severity, subject, message, hint } of list.findings) process.stderr.write(`${escapeTerminal(`${severity}: ${subject}: ${message}`)}
  ${escapeTerminal(hint)}
`);
  if (list.pins.length === 0) process.stderr.write("no image reference is written here\n");
  await print(options.json === true ? JSON.stringify(list, null, 2) : columns(list.pins.map(row)));
  return 0;
}
export {
  pinsCommand
};
