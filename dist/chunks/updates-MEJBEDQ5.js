import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  createTerminalLog
} from "./chunk-T2MY2ZDE.js";
import {
  columns,
  print
} from "./chunk-INK3WNVC.js";
import {
  openGit
} from "./chunk-UN2ZIUCD.js";
import "./chunk-DNY7WADR.js";
import {
  lazyRegistries
} from "./chunk-S7RFAK7H.js";
import "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import "./chunk-FSL3M7DZ.js";
import {
  escapeTerminal,
  findPins,
  findUpdates,
  planUpdates
} from "./chunk-6ANWPEJB.js";
import "./chunk-IUYM5IIQ.js";
import "./chunk-XS53JKRH.js";
import {
  discover,
  readProjects
} from "./chunk-3KLBMR6O.js";
import {
  readConfig,
  registryOptions
} from "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import "./chunk-YS4NMTKR.js";
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

// src/host/commands/updates.ts
async function lookAtAll(options) {
  const log = createTerminalLog(process.stderr);
  const git = await openGit({ directory: options.repo, environment: process.env });
  const head = await git.tree(await git.resolve(options.head));
  const changes = [...head.entries.values()].map(({ path }) => ({ path, status: "added" }));
  const config = await readConfig({ base: head, head, inputs: { updates: "true" } });
  const scope = await discover({ base: head, head, changes, config: config.value });
  const projects = await readProjects({ sources: scope.value.projects, base: head, head });
  const pins = await findPins({ head, changes, hosts: [], projects: projects.value });
  const registry = lazyRegistries({ log })(registryOptions(config.value));
  const now = /* @__PURE__ */ new Date();
  const found = await findUpdates({ pins: pins.value, head, registry, config: config.value, log, now });
  log.close();
  const { updates, ignored } = found.value;
  const references = pins.value.map(({ reference }) => reference);
  const plan = planUpdates({ updates, ignored, references, config: config.value, now, open: { branches: [], openedLastHour: 0, approved: [] } });
  return { updates, ...plan.value, findings: [config, projects, found, plan].flatMap((part) => part.findings) };
}
function row(update) {
  const [place] = update.places;
  return [update.kind, update.reference, "→", update.proposed, place === void 0 ? "" : `${place.file}:${String(place.line ?? 1)}`];
}
function stateOf({ state }) {
  return state.kind === "due" ? "due" : `waiting (${state.reason}): ${state.text}`;
}
function table(rows) {
  return columns(rows.map((cells) => cells.map(escapeTerminal)));
}
function section(title, rows) {
  return rows.length === 0 ? [] : [`
${title}:
${table(rows).replace(/^/gm, "  ")}`];
}
function tell({ updates, branches, ignored }) {
  const pulls = branches.map((branch) => [branch.title, branch.name, stateOf(branch)]);
  const left = ignored.map(({ reference, proposed, reason }) => [proposed === void 0 ? reference : `${reference} → ${proposed}`, reason]);
  return [table(updates.map(row)), ...section("Pull requests", pulls), ...section("Left alone", left)].join("\n");
}
var UNKNOWN = /* @__PURE__ */ new Set(["registry-denied", "registry-refused", "registry-unreachable", "registry-rate-limited", "image-unread"]);
async function updatesCommand(options) {
  const found = await lookAtAll(options);
  const told = found.findings.filter(({ code }) => code !== "image-unpinned");
  for (const { severity, subject, message, hint } of told) process.stderr.write(`${escapeTerminal(`${severity}: ${subject}: ${message}`)}
  ${escapeTerminal(hint)}
`);
  const isUnknown = told.some(({ code }) => UNKNOWN.has(code));
  if (found.updates.length === 0) process.stderr.write(isUnknown ? "no update was found, but not every image could be looked at\n" : "no update was found\n");
  await print(options.json === true ? JSON.stringify(found, null, 2) : tell(found));
  if (told.some(({ severity }) => severity === "error")) return 1;
  if (found.updates.length > 0) return 2;
  return isUnknown ? 1 : 0;
}
export {
  updatesCommand
};
