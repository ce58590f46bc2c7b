import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  createOctokitUpdateForge,
  runUpdates
} from "./chunk-7XMQ2FUI.js";
import "./chunk-EC7SCMQJ.js";
import "./chunk-A4BI7MBZ.js";
import {
  getOctokit
} from "./chunk-3MKX6RMG.js";
import "./chunk-OQBOMZSK.js";
import "./chunk-DD6F5AR6.js";
import {
  openRunPorts
} from "./chunk-NUWRM2Z3.js";
import "./chunk-FOUFMYGL.js";
import "./chunk-GTWZ4M3C.js";
import "./chunk-JRRGOOP2.js";
import "./chunk-DNY7WADR.js";
import "./chunk-C25JSA6F.js";
import "./chunk-3MFNBZJG.js";
import "./chunk-WSEAI74M.js";
import {
  readRepository
} from "./chunk-LGCASFRH.js";
import "./chunk-HWFH6RXN.js";
import "./chunk-WFVLE2EP.js";
import "./chunk-FSL3M7DZ.js";
import "./chunk-QPHLNNXG.js";
import "./chunk-UM3BDG6T.js";
import "./chunk-MIFCU56B.js";
import "./chunk-WEOEUXMA.js";
import "./chunk-LKWTMVYF.js";
import "./chunk-EO4MNJJ5.js";
import "./chunk-ZWLGDFVE.js";
import "./chunk-URX3O25D.js";
import "./chunk-CGQZGR63.js";
import "./chunk-2JO2ZRTD.js";
import "./chunk-GMS5QSX3.js";
import "./chunk-BZKXFKES.js";
import "./chunk-MOTAEG37.js";
import "./chunk-RAA42EKT.js";
import {
  StowplanError
} from "./chunk-WQC5UWUZ.js";
import "./chunk-6FVXE4FK.js";
import "./chunk-Q3OPO74A.js";

// src/host/action/update-checkout.ts
async function baseBranch(environment, forge) {
  const name = environment["GITHUB_REF_NAME"] ?? "";
  const isBranch = environment["GITHUB_REF_TYPE"] === "branch" && name !== "";
  return isBranch ? name : (await forge.repository()).defaultBranch;
}
function refusePullRequest({ event }) {
  if (event.kind === "other" || event.kind === "push") return;
  throw new StowplanError({
    code: "event-unsupported",
    subject: "mode update",
    message: "Updates are proposed for a branch, not for a pull request.",
    hint: "Run it on `schedule` and `workflow_dispatch`, in a workflow of its own."
  });
}
async function updateCheckout(checkout) {
  refusePullRequest(checkout);
  const { environment, inputs } = checkout;
  const forge = createOctokitUpdateForge({ octokit: getOctokit(inputs.token), ...readRepository(environment) });
  const revision = inputs.head || "HEAD";
  const { ports, save } = await openRunPorts(checkout, { base: revision, head: revision });
  const branch = await baseBranch(environment, forge);
  const run = await runUpdates({ revision, baseBranch: branch, inputs: inputs.config, now: /* @__PURE__ */ new Date() }, { ...ports, forge });
  await save();
  return run;
}
export {
  updateCheckout
};
