// INPUT_ variables -> what the Action is to do, and the texts of the configuration's options.
import { type ConfigInputs, listOptions } from "../../config/index.ts";
import { StowplanError } from "../../errors.ts";
import type { Share } from "../../evaluate/index.ts";
import type { Environment } from "../environment.ts";

const MODES = ["plan", "publish", "all", "matrix", "warm", "update"] as const;
export type Mode = (typeof MODES)[number];

const NEEDS_TOKEN: readonly Mode[] = ["publish", "all", "update"];

/** GitHub runs no more jobs than this of one matrix. */
const MOST_JOBS = 256;

export type ActionInputs = {
  readonly mode: Mode;
  /** Only for publishing and updates; empty where none was given. */
  readonly token: string;
  /** Folder of the checkout, relative to the workspace. */
  readonly checkout: string;
  /** Folder for plan.json, plan.md and plan.html, relative to the workspace. */
  readonly output: string;
  /** The plan to publish in mode `publish`: paths or patterns of its parts, relative to the workspace. */
  readonly planFiles: readonly string[];
  /** The share of the hosts that this job plans; all of them where it is absent. */
  readonly share?: Share;
  /** The most jobs that mode `matrix` prints. */
  readonly matrixSize: number;
  /** Revisions to compare in place of the event's. */
  readonly base: string;
  readonly head: string;
  /** Address of the artifact with the plan's files, to which the comment leads; empty where none is named. */
  readonly artifactUrl: string;
  /** Annotate files by commands in the log, where no check run was written. */
  readonly annotates: boolean;
  /** Run on `pull_request_target`. */
  readonly allowsTarget: boolean;
  readonly config: ConfigInputs;
};

/** The runner gives an input as INPUT_ and its name in capitals, blanks as underscores, dashes as they are. */
function inputOf(environment: Environment, name: string): string {
  return (environment[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim();
}

function usage(input: string, words: { readonly message: string; readonly hint: string }): StowplanError {
  return new StowplanError({ code: "usage", subject: `input ${input}`, ...words });
}

function modeOf(text: string): Mode {
  const mode = text === "" ? "all" : MODES.find((known) => known === text);
  if (mode === undefined) throw usage("mode", { message: `There is no mode ${text}.`, hint: `Use one of ${MODES.join(", ")}.` });
  return mode;
}

/** `2/5`: the second of five. */
function shareOf(text: string, mode: Mode): { readonly share?: Share } {
  if (text === "") return {};
  const [number = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).slice(1).map(Number);
  if (number < 1 || number > of || of > MOST_JOBS) {
    throw usage("shard", { message: `${text} is no share of the hosts.`, hint: `Give the number of the share and how many there are, such as 2/5; at most ${MOST_JOBS}.` });
  }
  if (mode === "all") throw usage("shard", { message: "One share is not the whole plan.", hint: "Plan with `mode: plan`, and publish all shares together with `mode: publish`." });
  return { share: { number, of } };
}

function matrixSizeOf(text: string): number {
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= MOST_JOBS) return size;
  throw usage("matrix-size", { message: `${text} is no number of jobs.`, hint: `Give a number from 1 to ${MOST_JOBS}.` });
}

/** Only publishing needs a token; without one it is better to hear so before the evaluation than after it. */
function tokenOf(environment: Environment, mode: Mode): string {
  const token = inputOf(environment, "token");
  if (token !== "" || !NEEDS_TOKEN.includes(mode)) return token;
  if (mode === "update") throw usage("token", { message: "Updates need a token.", hint: "Leave the input `token` at its default, or give the token of a GitHub App: its pull requests start workflows." });
  throw usage("token", {
    message: "Publishing needs a token.",
    hint: "Leave the input `token` at its default, and give the job `permissions: pull-requests: write`; or use `mode: plan`.",
  });
}

/** Undefined where nothing is said. */
function flagOf(environment: Environment, name: string): boolean | undefined {
  const text = inputOf(environment, name).toLowerCase();
  if (text === "true" || text === "false") return text === "true";
  if (text === "") return undefined;
  throw usage(name, { message: `${text} is neither true nor false.`, hint: "Write true or false." });
}

/** Lines, or words between commas. */
function listIn(text: string): readonly string[] {
  return text.split(/[\n,]/).map((entry) => entry.trim()).filter((entry) => entry !== "");
}

/** Reads the inputs of action.yml; those that name an option are passed on as text. Throws `usage` for what makes no sense, and for no token. */
export function readActionInputs(environment: Environment): ActionInputs {
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
    config: Object.fromEntries(names.map((name) => [name, inputOf(environment, name)])),
  };
}

/** The key of a plan that another job made: the workflow's, because the plan's own may be anybody's. */
export function publishedKey({ config }: ActionInputs): string {
  const key = config["key"] ?? "";
  return key === "" ? "default" : key;
}
