import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  findRevisions
} from "./chunk-PMJATUJW.js";
import {
  openRunPorts,
  repositoryOf
} from "./chunk-EPAU4PPQ.js";
import "./chunk-BKAEXENO.js";
import "./chunk-UN2ZIUCD.js";
import "./chunk-MGRDHNBY.js";
import "./chunk-DNY7WADR.js";
import "./chunk-S7RFAK7H.js";
import "./chunk-Y5ZU4I3E.js";
import "./chunk-WSEAI74M.js";
import "./chunk-TLJBSJOP.js";
import "./chunk-FSL3M7DZ.js";
import {
  discover,
  evaluateHosts,
  listHosts
} from "./chunk-3KLBMR6O.js";
import {
  readConfig
} from "./chunk-ZAI775U2.js";
import "./chunk-GWVNSTGD.js";
import "./chunk-3WL5QXBS.js";
import "./chunk-CGQZGR63.js";
import "./chunk-YS4NMTKR.js";
import "./chunk-FFLDBSQF.js";
import "./chunk-CNDDATOY.js";
import "./chunk-P6QGVD7B.js";
import "./chunk-IZT3ALIO.js";
import "./chunk-RAA42EKT.js";
import "./chunk-W6PA4KH7.js";
import "./chunk-L2TPXMAP.js";
import "./chunk-N3YWGI6C.js";
import "./chunk-Q3OPO74A.js";

// src/host/action/list-checkout.ts
import { posix } from "node:path";
async function scopeOf(checkout, side) {
  const { ports } = side;
  const [base, head] = await Promise.all([ports.git.resolve(side.base), ports.git.resolve(side.head)]);
  const [baseTree, headTree] = await Promise.all([ports.git.tree(base), ports.git.tree(head)]);
  const { value: config } = await readConfig({ base: baseTree, head: headTree, inputs: checkout.inputs.config });
  const all = [{ path: posix.join(config.flake, "flake.nix"), status: "modified" }];
  const changes = side.isWhole ? all : await ports.git.changes(base, head);
  const { value: scope } = await discover({ base: baseTree, head: headTree, changes, config });
  return { scope, base, head, config, share: checkout.inputs.share, ports };
}
async function listCheckout(checkout) {
  const revisions = await findRevisions(checkout, repositoryOf(checkout));
  const { ports } = await openRunPorts(checkout, revisions);
  return (await listHosts(await scopeOf(checkout, { ...revisions, ports, isWhole: false }))).value;
}
async function warmCheckout(checkout, commit) {
  const revisions = { base: commit, head: commit };
  const { ports, save } = await openRunPorts(checkout, revisions);
  const { value, findings } = await evaluateHosts(await scopeOf(checkout, { ...revisions, ports, isWhole: true }));
  for (const { subject, message } of findings) checkout.log.warn(`${subject}: ${message}`);
  await save();
  return value.filter(({ head }) => head !== void 0).length;
}
export {
  listCheckout,
  warmCheckout
};
