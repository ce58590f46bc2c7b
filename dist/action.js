import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
import {
  readPlanFile,
  writePlanFiles
} from "./chunks/chunk-U6FDOI55.js";
import {
  isEntry
} from "./chunks/chunk-T2GGIHHW.js";
import {
  listOptions
} from "./chunks/chunk-H2WBBVKI.js";
import {
  SUMMARY_LIMIT,
  escapeWorkflowLine,
  isFailing,
  renderMarkdown,
  summarisePlan,
  workflowCommand
} from "./chunks/chunk-5FQVYANH.js";
import {
  hideNamedSecrets
} from "./chunks/chunk-GA3IRTZO.js";
import "./chunks/chunk-HBJI5WWG.js";
import "./chunks/chunk-OZAJUPE7.js";
import {
  StowplanError,
  int,
  object,
  string
} from "./chunks/chunk-2G4XEMFZ.js";
import "./chunks/chunk-ZLOF7TVD.js";

// src/action.ts
import { tmpdir } from "node:os";
import { isAbsolute, resolve } from "node:path";

// src/host/action/event.ts
import { readFileSync } from "node:fs";
var NamedRepository = object({ full_name: string() });
var PullRequestEvent = object({
  pull_request: object({ number: int(), head: object({ sha: string(), repo: NamedRepository.nullish() }), base: object({ repo: NamedRepository }).optional() })
});
var WorkflowRunEvent = object({
  workflow_run: object({
    head_sha: string(),
    head_branch: string(),
    head_repository: object({ owner: object({ login: string() }) })
  })
});
function readEventFile(environment) {
  const path = environment["GITHUB_EVENT_PATH"] ?? "";
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new StowplanError({
      code: "event-unsupported",
      subject: "GITHUB_EVENT_PATH",
      message: "The file with the workflow's event cannot be read.",
      hint: "Run the Action in a workflow; on a laptop use the command line: stowplan plan.",
      cause
    });
  }
}
function unsupported(name, hint) {
  return new StowplanError({ code: "event-unsupported", subject: `event ${name}`, message: "The Action does not work on this event.", hint });
}
function parseEvent(schema, environment) {
  const parsed = schema.safeParse(readEventFile(environment));
  if (parsed.success) return parsed.data;
  throw unsupported(environment["GITHUB_EVENT_NAME"] ?? "", "The event's file does not have the form that GitHub documents for it.");
}
function readEvent(environment) {
  const name = environment["GITHUB_EVENT_NAME"] ?? "";
  if (name === "pull_request") {
    const { number, head, base } = parseEvent(PullRequestEvent, environment).pull_request;
    const isFork = base === void 0 || head.repo?.full_name !== base.repo.full_name;
    return { kind: "pull-request", number, headCommit: head.sha, mergeCommit: environment["GITHUB_SHA"] ?? "", isFork };
  }
  if (name === "workflow_run") {
    const run = parseEvent(WorkflowRunEvent, environment).workflow_run;
    return { kind: "workflow-run", headCommit: run.head_sha, headBranch: run.head_branch, headOwner: run.head_repository.owner.login };
  }
  if (name === "pull_request_target") {
    throw unsupported(name, "Use `pull_request` with `mode: plan`, and publish from a second workflow on `workflow_run` with `mode: publish`.");
  }
  return { kind: "other", name };
}
function readRepository(environment) {
  const [owner = "", repo = ""] = (environment["GITHUB_REPOSITORY"] ?? "").split("/");
  if (owner !== "" && repo !== "") return { owner, repo };
  throw unsupported(environment["GITHUB_EVENT_NAME"] ?? "", "GITHUB_REPOSITORY is not set: run the Action in a workflow.");
}

// src/host/action/inputs.ts
function inputOf(environment, name) {
  return (environment[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim();
}
function modeOf(text) {
  if (text === "" || text === "all") return "all";
  if (text === "plan" || text === "publish") return text;
  throw new StowplanError({ code: "usage", subject: "input mode", message: `There is no mode ${text}.`, hint: "Use plan, publish or all." });
}
function tokenOf(environment, mode) {
  const token = inputOf(environment, "token");
  if (token !== "" || mode === "plan") return token;
  throw new StowplanError({
    code: "usage",
    subject: "input token",
    message: "Publishing needs a token.",
    hint: "Leave the input `token` at its default, and give the job `permissions: pull-requests: write`; or use `mode: plan`."
  });
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
    planFile: inputOf(environment, "plan") || `${output}/plan.json`,
    base: inputOf(environment, "base"),
    head: inputOf(environment, "head"),
    config: Object.fromEntries(names.map((name) => [name, inputOf(environment, name)]))
  };
}
function publishedKey({ config }) {
  const key = config["key"] ?? "";
  return key === "" ? "default" : key;
}

// src/host/action/outputs.ts
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
function planOutputs(plan2, files) {
  const { isChanged, exitCode, changedHosts, failedHosts, units, findings, worst } = summarisePlan(plan2);
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
    "findings-error": String(findings.error),
    "findings-warning": String(findings.warning),
    "worst-severity": worst,
    plan: files.plan,
    markdown: files.markdown,
    html: files.html
  };
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

// src/host/action/tell-end.ts
function lines(...texts) {
  return texts.map((text) => `${text}
`).join("");
}
function tellEnd(plan2) {
  const { headline, findings } = summarisePlan(plan2);
  const told = lines(escapeWorkflowLine(headline));
  if (!isFailing(plan2)) return told;
  const text = `Errors: ${findings.error}, warnings: ${findings.warning}. \`fail-on: ${plan2.options.failOn}\` fails this step; the summary names them.`;
  return told + lines(workflowCommand("error", { text, properties: { title: "stowplan" } }));
}
function tellFailure(error) {
  if (error instanceof StowplanError) {
    const { code, subject, message, hint } = error;
    return lines(workflowCommand("error", { text: `${subject}: ${message}
${hint}`, properties: { title: `stowplan: ${code}` } }));
  }
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return lines(workflowCommand("error", { text: `This is a mistake in stowplan, please report it.
${text}`, properties: { title: "stowplan: internal" } }));
}
function isOutdated(error) {
  return error instanceof StowplanError && error.code === "plan-outdated";
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
async function plan(run) {
  const { environment, inputs, workspace, log } = run;
  const { planCheckout } = await import("./chunks/plan-checkout-DX77O5G4.js");
  const made = await planCheckout({ event: readEvent(environment), inputs, environment, workspace, log });
  const files = writePlanFiles(made, { workspace, output: inputs.output, scratch: environment["RUNNER_TEMP"] ?? tmpdir() });
  if (isAbsolute(files.plan)) log.warn(`Something in the checkout stands in the way of ${inputs.output}; the plan is at ${files.plan}.`);
  writeOutputs(planOutputs(made, files), environment);
  writeSummary(made, environment);
  return made;
}
async function publish(made, run) {
  const { environment, inputs, log } = run;
  const [{ openPublisher }, { publishPlan }] = await Promise.all([import("./chunks/publish-ports-G6TAYJAB.js"), import("./chunks/plan-LXAQNCGB.js")]);
  const publisher = openPublisher(inputs.token, readRepository(environment));
  const number = await publisher.findNumber(readEvent(environment));
  const published = await publishPlan({ plan: made, pullRequest: number }, { forge: publisher.forge, log });
  log.info(`${published.text} ${published.url ?? ""}`.trim());
  writeOutputs({ publication: published.kind, "comment-url": published.url ?? "" }, environment);
}
async function runAction(environment, write) {
  const log = createActionsLog(write);
  try {
    const inputs = readActionInputs(environment);
    const workspace = resolve(environment["GITHUB_WORKSPACE"] ?? ".");
    const run = { environment, inputs, workspace, log };
    const made = inputs.mode === "publish" ? { ...readPlanFile(resolve(workspace, inputs.planFile)), key: publishedKey(inputs) } : await plan(run);
    if (inputs.mode !== "plan") await publish(made, run);
    write(tellEnd(made));
    return inputs.mode !== "publish" && isFailing(made) ? 1 : 0;
  } catch (error) {
    if (isOutdated(error)) log.warn(`${error.subject}: ${error.message} ${error.hint}`);
    else write(tellFailure(error));
    return isOutdated(error) ? 0 : 1;
  }
}
if (isEntry(import.meta.url)) process.exitCode = await runAction(process.env, (line) => void process.stdout.write(line));
export {
  runAction
};
