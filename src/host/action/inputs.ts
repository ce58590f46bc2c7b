// INPUT_ variables -> what the Action is to do, and the texts of the configuration's options.
import { type ConfigInputs, listOptions } from "../../config/index.ts";
import { StowplanError } from "../../errors.ts";
import type { Environment } from "../environment.ts";

export type Mode = "plan" | "publish" | "all";

export type ActionInputs = {
  readonly mode: Mode;
  /** Only for publishing; empty where none was given. */
  readonly token: string;
  /** Folder of the checkout, relative to the workspace. */
  readonly checkout: string;
  /** Folder for plan.json, plan.md and plan.html, relative to the workspace. */
  readonly output: string;
  /** The plan to publish in mode `publish`. */
  readonly planFile: string;
  /** Revisions to compare in place of the event's. */
  readonly base: string;
  readonly head: string;
  readonly config: ConfigInputs;
};

/** The runner gives an input as INPUT_ and its name in capitals, blanks as underscores, dashes as they are. */
function inputOf(environment: Environment, name: string): string {
  return (environment[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim();
}

function modeOf(text: string): Mode {
  if (text === "" || text === "all") return "all";
  if (text === "plan" || text === "publish") return text;
  throw new StowplanError({ code: "usage", subject: "input mode", message: `There is no mode ${text}.`, hint: "Use plan, publish or all." });
}

/** Only publishing needs a token; without one it is better to hear so before the evaluation than after it. */
function tokenOf(environment: Environment, mode: Mode): string {
  const token = inputOf(environment, "token");
  if (token !== "" || mode === "plan") return token;
  throw new StowplanError({
    code: "usage",
    subject: "input token",
    message: "Publishing needs a token.",
    hint: "Leave the input `token` at its default, and give the job `permissions: pull-requests: write`; or use `mode: plan`.",
  });
}

/** Reads the inputs of action.yml; those that name an option are passed on as text. Throws `usage` for an unknown mode or no token. */
export function readActionInputs(environment: Environment): ActionInputs {
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
    config: Object.fromEntries(names.map((name) => [name, inputOf(environment, name)])),
  };
}

/** The key of a plan that another job made: the workflow's, because the plan's own may be anybody's. */
export function publishedKey({ config }: ActionInputs): string {
  const key = config["key"] ?? "";
  return key === "" ? "default" : key;
}
