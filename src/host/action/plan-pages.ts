// The event, the inputs and the runner's variables -> the pages where the whole plan can be read.
import type { Log } from "../../ports.ts";
import type { PlanPages } from "../../report/index.ts";
import type { Environment } from "../environment.ts";
import type { ActionEvent } from "./event.ts";
import type { ActionInputs } from "./inputs.ts";

type Step = { readonly event: ActionEvent; readonly inputs: Pick<ActionInputs, "artifactUrl">; readonly environment: Environment; readonly log: Log };

/** The runs of this repository; undefined outside of a workflow. */
function runsOf(environment: Environment): string | undefined {
  const [server = "", repository = ""] = ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY"].map((name) => environment[name] ?? "");
  return server === "" || repository === "" ? undefined : `${server}/${repository}/actions/runs`;
}

/** The page of the run that made the plan: of the one that this run follows, or of this one. */
function runPage({ event, environment }: Step): string | undefined {
  if (event.kind === "workflow-run") return event.run;
  const [runs, run = ""] = [runsOf(environment), environment["GITHUB_RUN_ID"]];
  return runs === undefined || run === "" ? undefined : `${runs}/${run}`;
}

/** The output of a job that ran the pull request's code may be anything; what is no artifact of this repository is not linked. */
function artifactPage({ inputs: { artifactUrl }, environment, log }: Step): string | undefined {
  if (artifactUrl === "") return undefined;
  const runs = runsOf(environment);
  if (runs !== undefined && artifactUrl.startsWith(`${runs}/`) && /^\d{1,20}\/artifacts\/\d{1,20}$/.test(artifactUrl.slice(runs.length + 1))) return artifactUrl;
  log.warn("The input artifact-url is no address of an artifact of this repository, so it is not linked. Give it the upload step's output `artifact-url`.");
  return undefined;
}

/** Those that are known. */
export function planPages(step: Step): PlanPages {
  return { run: runPage(step), artifact: artifactPage(step) };
}
