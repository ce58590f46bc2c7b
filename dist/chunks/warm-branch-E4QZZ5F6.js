import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  accessFor,
  fullName,
  openBotForge
} from "./chunk-THD57PEJ.js";
import "./chunk-ALAEVG2H.js";
import {
  discover,
  evaluateHosts
} from "./chunk-3KLBMR6O.js";
import {
  readConfig
} from "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import "./chunk-FFLDBSQF.js";
import "./chunk-CNDDATOY.js";
import "./chunk-P6QGVD7B.js";
import "./chunk-IZT3ALIO.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
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
  tools.log.info(`${fullName(repository)}: ${count} hosts of ${branch} are known`);
}
export {
  warmBranch
};
