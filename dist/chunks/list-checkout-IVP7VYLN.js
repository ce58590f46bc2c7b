import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  findRevisions
} from "./chunk-RGCIVEXB.js";
import {
  openRunPorts,
  repositoryOf
} from "./chunk-NUWRM2Z3.js";
import "./chunk-FOUFMYGL.js";
import "./chunk-GTWZ4M3C.js";
import "./chunk-JRRGOOP2.js";
import "./chunk-DNY7WADR.js";
import "./chunk-C25JSA6F.js";
import "./chunk-3MFNBZJG.js";
import "./chunk-WSEAI74M.js";
import "./chunk-LGCASFRH.js";
import "./chunk-FSL3M7DZ.js";
import {
  discover,
  evaluateHosts,
  listHosts
} from "./chunk-EO4MNJJ5.js";
import {
  readConfig
} from "./chunk-ZWLGDFVE.js";
import "./chunk-URX3O25D.js";
import "./chunk-CGQZGR63.js";
import "./chunk-2JO2ZRTD.js";
import "./chunk-MOTAEG37.js";
import "./chunk-RAA42EKT.js";
import "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
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
