import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  accessFor,
  nameOf,
  openBotForge
} from "./chunk-O5YU5RXO.js";
import "./chunk-WFVLE2EP.js";
import {
  discover,
  evaluateHosts
} from "./chunk-EO4MNJJ5.js";
import {
  readConfig
} from "./chunk-ZWLGDFVE.js";
import "./chunk-URX3O25D.js";
import "./chunk-CGQZGR63.js";
import "./chunk-MOTAEG37.js";
import "./chunk-RAA42EKT.js";
import "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
import "./chunk-Q3OPO74A.js";

// src/host/bot-jobs/warm-branch.ts
import { posix } from "node:path";
var READING = { contents: "read" };
async function evaluateAll(commit, ports) {
  const base = await ports.git.resolve(commit);
  const tree = await ports.git.tree(base);
  const { value: config } = await readConfig({ base: tree, head: tree, inputs: {} });
  const changes = [{ path: posix.join(config.flake, "flake.nix"), status: "modified" }];
  const { value: scope } = await discover({ base: tree, head: tree, changes, config });
  const { value: hosts } = await evaluateHosts({ scope, base, head: base, config, ports });
  return hosts.filter(({ head }) => head !== void 0).length;
}
async function warmBranch(job, tools) {
  const { repository } = job;
  const access = accessFor(job, { permissions: READING, tools });
  const branch = await openBotForge(access).defaultBranch();
  const [token, workplace] = [await access.readToken(), await tools.workplace()];
  const count = await workplace.withBranch({ repository, branch, token, log: tools.log }, ({ commit, ports }) => evaluateAll(commit, ports));
  tools.log.info(`${nameOf(repository)}: ${count} hosts of ${branch} are known`);
}
export {
  warmBranch
};
