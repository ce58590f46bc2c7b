import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openGit
} from "./chunk-QDJYTLXC.js";
import "./chunk-2UAZ63FG.js";
import {
  createTerminalLog
} from "./chunk-UYBLW6UV.js";
import {
  columns,
  print
} from "./chunk-YZNXLUAH.js";
import {
  discover
} from "./chunk-BOQZRW4Z.js";
import {
  readConfig,
  registryOptions
} from "./chunk-H2WBBVKI.js";
import {
  findPins,
  findUpdates,
  readProjects
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
  const registry = openRegistry(registryOptions(config.value));
  const updates = await findUpdates({ pins: pins.value, registry, config: config.value, log });
  log.close();
  return { updates: updates.value, findings: [config, projects, updates].flatMap((part) => part.findings) };
}
function row(update) {
  const [place] = update.places;
  return [update.kind, update.reference, "→", update.proposed, place === void 0 ? "" : `${place.file}:${String(place.line ?? 1)}`];
}
async function updatesCommand(options) {
  const found = await lookAtAll(options);
  for (const { severity, subject, message, hint } of found.findings) process.stderr.write(`${severity}: ${subject}: ${message}
  ${hint}
`);
  await print(options.json === true ? JSON.stringify(found, null, 2) : columns(found.updates.map(row)));
  return found.updates.length === 0 ? 0 : 2;
}
export {
  updatesCommand
};
