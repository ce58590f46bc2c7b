import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  openPlanPorts
} from "./chunk-QAGKNCKW.js";
import {
  runGit,
  tryGit
} from "./chunk-QDJYTLXC.js";
import {
  openConverter
} from "./chunk-KSWXOEZB.js";
import "./chunk-VWCCPWEM.js";
import "./chunk-2UAZ63FG.js";
import {
  runPlan
} from "./chunk-IRP5QSGH.js";
import "./chunk-K5JQ26TK.js";
import "./chunk-BOQZRW4Z.js";
import "./chunk-H2WBBVKI.js";
import "./chunk-5FQVYANH.js";
import "./chunk-GA3IRTZO.js";
import "./chunk-HBJI5WWG.js";
import "./chunk-OZAJUPE7.js";
import "./chunk-RTQA6GKA.js";
import {
  StowplanError
} from "./chunk-2G4XEMFZ.js";
import "./chunk-ZLOF7TVD.js";

// src/host/action/plan-checkout.ts
import { resolve } from "node:path";

// src/host/git-fetch.ts
var OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
async function firstParent(repository, commit) {
  const name = (await runGit(repository, { args: ["rev-parse", "--verify", "--end-of-options", `${commit}^{commit}`] })).toString().trim();
  const text = (await runGit(repository, { args: ["cat-file", "commit", name] })).toString("utf8");
  const header = text.slice(0, text.indexOf("\n\n"));
  return /^parent ([0-9a-f]+)$/m.exec(header)?.[1];
}
async function fetchMissing(repository, commit) {
  if (!OBJECT_NAME.test(commit)) throw missing(commit, "not a full object name");
  if (await hasCommit(repository, commit)) return;
  const byName = await fetch(repository, ["--depth=1", "origin", commit]);
  if (await hasCommit(repository, commit)) return;
  await fetch(repository, ["--deepen=50", "origin"]);
  if (await hasCommit(repository, commit)) return;
  throw missing(commit, byName);
}
async function hasCommit(repository, commit) {
  const result = await tryGit(repository, { args: ["cat-file", "-e", `${commit}^{tree}`] });
  return result.status === 0;
}
async function fetch(repository, args) {
  const flags = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"];
  const result = await tryGit(repository, { args: [...flags, ...args] });
  return result.stderr.trim().split("\n").at(-1) ?? "";
}
function missing(commit, why) {
  return new StowplanError({
    code: "revision-missing",
    subject: commit,
    message: `the commit is not in the checkout and could not be fetched${why === "" ? "" : `: ${why}`}`,
    hint: "Check out with `fetch-depth: 0`, or give the job `contents: read` so that the commit can be fetched."
  });
}

// src/host/action/revisions.ts
async function findRevisions(source, repository) {
  const { event, inputs } = source;
  if (inputs.base !== "") return { base: inputs.base, head: inputs.head || "HEAD", ...event.kind === "pull-request" ? { tip: event.headCommit } : {} };
  if (event.kind !== "pull-request") {
    throw new StowplanError({
      code: "event-unsupported",
      subject: `event ${event.kind === "other" ? event.name : "workflow_run"}`,
      message: "Only `pull_request` says which revisions to compare.",
      hint: "Run the workflow on `pull_request`, or name the revisions in the inputs `base` and `head`."
    });
  }
  await fetchMissing(repository, event.mergeCommit);
  const base = await firstParent(repository, event.mergeCommit);
  if (base === void 0) throw noParent(event.mergeCommit);
  await fetchMissing(repository, base);
  return { base, head: event.mergeCommit, tip: event.headCommit };
}
function noParent(commit) {
  return new StowplanError({
    code: "revision-missing",
    subject: commit,
    message: "GITHUB_SHA is no merge commit, so there is no base to compare with.",
    hint: "Name the revisions in the inputs `base` and `head`."
  });
}

// src/host/action/plan-checkout.ts
async function planCheckout({ event, inputs, environment, workspace, log }) {
  const repository = { directory: resolve(workspace, inputs.checkout), environment };
  const isTrusted = event.kind === "other" || event.kind === "pull-request" && !event.isFork;
  const ports = { ...await openPlanPorts(repository, log), ...isTrusted ? { converter: openConverter(environment) } : {} };
  const revisions = await findRevisions({ event, inputs }, repository);
  return runPlan({ ...revisions, inputs: inputs.config }, ports);
}
export {
  planCheckout
};
