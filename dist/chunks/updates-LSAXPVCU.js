import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  createTerminalLog
} from "./chunk-SF3IBUUS.js";
import {
  columns,
  print
} from "./chunk-4TK7WZ4R.js";
import {
  openGit
} from "./chunk-GTWZ4M3C.js";
import "./chunk-DNY7WADR.js";
import {
  lazyRegistries
} from "./chunk-C25JSA6F.js";
import "./chunk-3MFNBZJG.js";
import "./chunk-WSEAI74M.js";
import "./chunk-FSL3M7DZ.js";
import {
  escapeTerminal,
  findUpdates,
  planUpdates
} from "./chunk-QPHLNNXG.js";
import {
  findPins
} from "./chunk-UM3BDG6T.js";
import "./chunk-MIFCU56B.js";
import "./chunk-WEOEUXMA.js";
import {
  readProjects
} from "./chunk-LKWTMVYF.js";
import {
  discover
} from "./chunk-EO4MNJJ5.js";
import {
  readConfig,
  registryOptions
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
async function updatesCommand(options) {
  const found = await lookAtAll(options);
  const told = found.findings.filter(({ code }) => code !== "image-unpinned");
  for (const { severity, subject, message, hint } of told) process.stderr.write(`${escapeTerminal(`${severity}: ${subject}: ${message}`)}
  ${escapeTerminal(hint)}
`);
  await print(options.json === true ? JSON.stringify(found, null, 2) : tell(found));
  return found.updates.length === 0 ? 0 : 2;
}
export {
  updatesCommand
};
