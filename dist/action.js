import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  readPlanFiles,
  writePlanFiles
} from "./chunks/chunk-NHKIAR5M.js";
import {
  isOutdated,
  lines,
  tellEnd,
  tellFailure,
  tellText
} from "./chunks/chunk-6FHM74NN.js";
import {
  readEvent,
  readRepository
} from "./chunks/chunk-TLJBSJOP.js";
import {
  isEntry
} from "./chunks/chunk-E4MPGVMT.js";
import {
  SUMMARY_LIMIT,
  annotationsOf,
  escapeWorkflowLine,
  isFailing,
  isPolicyBreach,
  planOptions,
  reachedRules,
  renderMarkdown,
  summarisePlan,
  workflowCommand
} from "./chunks/chunk-6ANWPEJB.js";
import "./chunks/chunk-IUYM5IIQ.js";
import "./chunks/chunk-XS53JKRH.js";
import {
  hostsOfShare,
  makeShares
} from "./chunks/chunk-3KLBMR6O.js";
import {
  CONFIG_FILES,
  listOptions,
  readConfig
} from "./chunks/chunk-ZAI775U2.js";
import "./chunks/chunk-GWVNSTGD.js";
import "./chunks/chunk-3WL5QXBS.js";
import "./chunks/chunk-CGQZGR63.js";
import {
  checkApiAddress
} from "./chunks/chunk-HFE6FFMJ.js";
import "./chunks/chunk-FFLDBSQF.js";
import "./chunks/chunk-WDXTXNKQ.js";
import {
  hideNamedSecrets
} from "./chunks/chunk-MLLDOSUU.js";
import "./chunks/chunk-CNDDATOY.js";
import "./chunks/chunk-P6QGVD7B.js";
import "./chunks/chunk-IZT3ALIO.js";
import "./chunks/chunk-RAA42EKT.js";
import "./chunks/chunk-W6PA4KH7.js";
import {
  StowplanError,
  tellError
} from "./chunks/chunk-L2TPXMAP.js";
import "./chunks/chunk-N3YWGI6C.js";
import "./chunks/chunk-Q3OPO74A.js";

// src/action.ts
import { resolve } from "node:path";

// src/host/action/inputs.ts
var MODES = ["plan", "publish", "all", "matrix", "warm", "update"];
var NEEDS_TOKEN = ["publish", "all", "update"];
var MOST_JOBS = 256;
function inputOf(environment, name) {
  return (environment[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim();
}
function usage(input, words) {
  return new StowplanError({ code: "usage", subject: `input ${input}`, ...words });
}
function modeOf(text) {
  const mode = text === "" ? "all" : MODES.find((known) => known === text);
  if (mode === void 0) throw usage("mode", { message: `There is no mode ${text}.`, hint: `Use one of ${MODES.join(", ")}.` });
  return mode;
}
function shareOf(text, mode) {
  if (text === "") return {};
  const [number = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).slice(1).map(Number);
  if (number < 1 || number > of || of > MOST_JOBS) {
    throw usage("shard", { message: `${text} is no share of the hosts.`, hint: `Give the number of the share and how many there are, such as 2/5; at most ${MOST_JOBS}.` });
  }
  if (mode === "all") throw usage("shard", { message: "One share is not the whole plan.", hint: "Plan with `mode: plan`, and publish all shares together with `mode: publish`." });
  return { share: { number, of } };
}
function matrixSizeOf(text) {
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= MOST_JOBS) return size;
  throw usage("matrix-size", { message: `${text} is no number of jobs.`, hint: `Give a number from 1 to ${MOST_JOBS}.` });
}
function tokenOf(environment, mode) {
  const token = inputOf(environment, "token");
  if (token !== "" || !NEEDS_TOKEN.includes(mode)) return token;
  if (mode === "update") throw usage("token", { message: "Updates need a token.", hint: "Leave the input `token` at its default, or give the token of a GitHub App: its pull requests start workflows." });
  throw usage("token", {
    message: "Publishing needs a token.",
    hint: "Leave the input `token` at its default, and give the job `permissions: pull-requests: write`; or use `mode: plan`."
  });
}
function flagOf(environment, name) {
  const text = inputOf(environment, name).toLowerCase();
  if (text === "true" || text === "false") return text === "true";
  if (text === "") return void 0;
  throw usage(name, { message: `${text} is neither true nor false.`, hint: "Write true or false." });
}
function listIn(text) {
  return text.split(/[\n,]/).map((entry) => entry.trim()).filter((entry) => entry !== "");
}
function readActionInputs(environment) {
  const mode = modeOf(inputOf(environment, "mode"));
  const names = listOptions().flatMap((option) => option.input ?? []);
  const output = inputOf(environment, "output") || "stowplan";
  return {
    mode,
    token: tokenOf(environment, mode),
    checkout: inputOf(environment, "repository-path") || ".",
    output,
    planFiles: listIn(inputOf(environment, "plan") || `${output}/plan.json`),
    ...shareOf(inputOf(environment, "shard"), mode),
    matrixSize: matrixSizeOf(inputOf(environment, "matrix-size") || "8"),
    base: inputOf(environment, "base"),
    head: inputOf(environment, "head"),
    artifactUrl: inputOf(environment, "artifact-url"),
    annotates: flagOf(environment, "annotations") ?? true,
    allowsTarget: flagOf(environment, "allow-pull-request-target") ?? false,
    config: Object.fromEntries(names.map((name) => [name, inputOf(environment, name)]))
  };
}
function publishedKey({ config }) {
  const key = config["key"] ?? "";
  return key === "" ? "default" : key;
}

// src/host/action/run-step.ts
import { isAbsolute } from "node:path";
import { tmpdir } from "node:os";

// src/host/action/base-options.ts
async function openBase(forge, pullRequest) {
  const { baseRef } = await forge.pullRequest(pullRequest);
  const texts = /* @__PURE__ */ new Map();
  for (const file of CONFIG_FILES) texts.set(file, await forge.file(file, baseRef));
  return { revision: { commit: baseRef, tree: "" }, entries: /* @__PURE__ */ new Map(), read: (path) => Promise.resolve(texts.get(path)) };
}
async function baseOptions({ plan: plan2, pullRequest, inputs }, { forge, log }) {
  let base = { revision: { commit: "", tree: "" }, entries: /* @__PURE__ */ new Map(), read: () => Promise.resolve(void 0) };
  try {
    base = await openBase(forge, pullRequest);
  } catch (error) {
    if (!(error instanceof StowplanError)) throw error;
    log.warn(`The base branch's configuration was not read, so inputs and defaults count: ${error.message} Give the job \`permissions: contents: read\`.`);
  }
  const { value, findings } = await readConfig({ base, head: base, inputs });
  for (const { subject, message } of findings) log.warn(`${subject}: ${message}`);
  return { ...planOptions(value), whenUnchanged: plan2.options.whenUnchanged };
}

// src/host/action/outputs.ts
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
function planOutputs(plan2, files) {
  const { headline, isChanged, exitCode, changedHosts, failedHosts, units, findings, worst } = summarisePlan(plan2);
  return {
    changed: String(isChanged),
    "exit-code": String(exitCode),
    hosts: JSON.stringify(changedHosts),
    "hosts-failed": JSON.stringify(failedHosts),
    "units-restart": String(units.restart),
    "units-start": String(units.start),
    "units-stop": String(units.stop),
    "units-reload": String(units.reload),
    "left-stopped": String(units["left-stopped"]),
    headline,
    "images-changed": String(plan2.images.length),
    "updates-offered": String(plan2.updates.length),
    "policy-breaches": String(plan2.findings.filter(isPolicyBreach).length),
    "failed-rules": JSON.stringify(reachedRules(plan2)),
    "findings-error": String(findings.error),
    "findings-warning": String(findings.warning),
    "worst-severity": worst,
    plan: files.plan,
    markdown: files.markdown,
    html: files.html
  };
}
function publicationOutputs({ kind, url = "", check, labels = [] }) {
  return {
    publication: kind,
    "comment-url": url,
    "check-url": check?.url ?? "",
    "check-conclusion": check?.conclusion ?? "",
    labels: JSON.stringify(labels)
  };
}
function matrixOutputs(hosts, most) {
  const shares = makeShares(hosts.length, most);
  const include = shares.map((share) => ({ shard: `${share.number}/${share.of}`, hosts: hostsOfShare(hosts, share).join(", ") }));
  return { matrix: JSON.stringify({ include }), "matrix-hosts": JSON.stringify(hosts) };
}
function outputText(outputs) {
  return Object.entries(outputs).map(([name, value]) => {
    const delimiter = `end_${randomUUID()}`;
    return `${name}<<${delimiter}
${value}
${delimiter}
`;
  }).join("");
}
function writeOutputs(outputs, environment) {
  const file = environment["GITHUB_OUTPUT"] ?? "";
  if (file !== "") appendFileSync(file, outputText(outputs));
}
function writeSummary(plan2, environment) {
  const file = environment["GITHUB_STEP_SUMMARY"] ?? "";
  if (file !== "") appendFileSync(file, renderMarkdown(plan2, { limit: SUMMARY_LIMIT, unit: "bytes" }));
}

// src/host/action/plan-pages.ts
function runsOf(environment) {
  const [server = "", repository = ""] = ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY"].map((name) => environment[name] ?? "");
  return server === "" || repository === "" ? void 0 : `${server}/${repository}/actions/runs`;
}
function runPage({ event, environment }) {
  if (event.kind === "workflow-run") return event.run;
  const [runs, run = ""] = [runsOf(environment), environment["GITHUB_RUN_ID"]];
  return runs === void 0 || run === "" ? void 0 : `${runs}/${run}`;
}
function artifactPage({ inputs: { artifactUrl }, environment, log }) {
  if (artifactUrl === "") return void 0;
  const runs = runsOf(environment);
  if (runs !== void 0 && artifactUrl.startsWith(`${runs}/`) && /^\d{1,20}\/artifacts\/\d{1,20}$/.test(artifactUrl.slice(runs.length + 1))) return artifactUrl;
  log.warn("The input artifact-url is no address of an artifact of this repository, so it is not linked. Give it the upload step's output `artifact-url`.");
  return void 0;
}
function planPages(step) {
  return { run: runPage(step), artifact: artifactPage(step) };
}

// src/host/action/tell-annotations.ts
var MOST = 10;
function tellAnnotations(plan2) {
  const all = annotationsOf(plan2);
  const errors = all.filter(({ severity }) => severity === "error").slice(0, isFailing(plan2) ? MOST - 1 : MOST);
  const warnings = all.filter(({ severity }) => severity === "warning").slice(0, MOST);
  const commands = [...errors, ...warnings].map(
    ({ severity, file, line, title, text }) => workflowCommand(severity === "error" ? "error" : "warning", { text, properties: { file, ...line === void 0 ? {} : { line: String(line) }, title } })
  );
  return lines(...commands);
}

// src/host/action/run-step.ts
function leavePlan(made, { environment, inputs, workspace, log }) {
  const files = writePlanFiles(made, { workspace, output: inputs.output, scratch: environment["RUNNER_TEMP"] ?? tmpdir() });
  if (isAbsolute(files.plan)) log.warn(`Something in the checkout stands in the way of ${inputs.output}; the plan is at ${files.plan}.`);
  writeOutputs(planOutputs(made, files), environment);
  writeSummary(made, environment);
}
async function plan(step) {
  const { planCheckout } = await import("./chunks/plan-checkout-72N6PRHR.js");
  const made = await planCheckout(step);
  leavePlan(made, step);
  return made;
}
async function publish(made, step) {
  const { environment, event, inputs, log } = step;
  const [{ openPublisher }, { publishPlan }] = await Promise.all([import("./chunks/publish-ports-XZQR22RO.js"), import("./chunks/plan-OZSHPYVO.js")]);
  const publisher = openPublisher(inputs.token, readRepository(environment));
  const number = await publisher.findNumber(event);
  const isForeign = inputs.mode === "publish";
  const options = isForeign ? await baseOptions({ plan: made, pullRequest: number, inputs: inputs.config }, { forge: publisher.forge, log }) : made.options;
  const published = await publishPlan({ plan: { ...made, options }, pullRequest: number, isForeign, ...planPages(step) }, { forge: publisher.forge, log });
  log.info(`${published.text} ${published.url ?? ""}`.trim());
  writeOutputs(publicationOutputs(published), environment);
  return published;
}
async function publishFiles(step) {
  const { inputs, workspace } = step;
  const made = { ...readPlanFiles(workspace, inputs.planFiles), key: publishedKey(inputs) };
  leavePlan(made, step);
  await publish(made, step);
  return { text: tellText(summarisePlan(made).headline), isFailed: false };
}
async function printMatrix(step) {
  const { listCheckout } = await import("./chunks/list-checkout-CRTLWU3U.js");
  const hosts = await listCheckout(step);
  writeOutputs(matrixOutputs(hosts, step.inputs.matrixSize), step.environment);
  return { text: tellText(`Hosts to evaluate: ${hosts.length === 0 ? "none" : hosts.join(", ")}.`), isFailed: false };
}
async function warm(step) {
  const { warmCheckout } = await import("./chunks/list-checkout-CRTLWU3U.js");
  const known = await warmCheckout(step, step.inputs.head || "HEAD");
  return { text: tellText(`Hosts that the next pull requests find evaluated: ${known}.`), isFailed: false };
}
async function update(step) {
  const [{ updateCheckout }, { tellUpdates, updateOutputs }] = await Promise.all([import("./chunks/update-checkout-FCMR7JVE.js"), import("./chunks/update-end-W5LTWJLJ.js")]);
  const run = await updateCheckout(step);
  writeOutputs(updateOutputs(run), step.environment);
  return tellUpdates(run);
}
async function planAndTell(step) {
  const made = await plan(step);
  const published = step.inputs.mode === "all" ? await publish(made, step) : void 0;
  const notes = step.inputs.annotates && published?.check === void 0 ? tellAnnotations(made) : "";
  return { text: notes + tellEnd(made), isFailed: isFailing(made) };
}
async function runStep(step) {
  switch (step.inputs.mode) {
    case "publish":
      return publishFiles(step);
    case "matrix":
      return printMatrix(step);
    case "warm":
      return warm(step);
    case "update":
      return update(step);
    case "plan":
    case "all":
      return step.event.kind === "push" && step.inputs.base === "" ? warm(step) : planAndTell(step);
  }
}

// src/host/actions-log.ts
function createActionsLog(write) {
  return {
    progress({ subject, state, text }) {
      if (state !== "running") write(`${escapeWorkflowLine(hideNamedSecrets(`${subject}: ${text}`))}
`);
    },
    info: (text) => write(`${escapeWorkflowLine(hideNamedSecrets(text))}
`),
    warn: (text) => write(`${workflowCommand("warning", { text: hideNamedSecrets(text), properties: { title: "stowplan" } })}
`)
  };
}

// src/action.ts
async function runAction(environment, write) {
  const log = createActionsLog(write);
  try {
    checkApiAddress(environment);
    const inputs = readActionInputs(environment);
    const workspace = resolve(environment["GITHUB_WORKSPACE"] ?? ".");
    const { text, isFailed } = await runStep({ event: readEvent(environment, inputs), inputs, environment, workspace, log });
    write(text);
    return isFailed ? 1 : 0;
  } catch (error) {
    if (isOutdated(error)) log.warn(tellError(error));
    else write(tellFailure(error));
    return isOutdated(error) ? 0 : 1;
  }
}
if (isEntry(import.meta.url)) process.exitCode = await runAction(process.env, (line) => void process.stdout.write(line));
export {
  runAction
};
