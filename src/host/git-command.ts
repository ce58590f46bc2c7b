// Runs git on a repository that may be hostile: no hooks, no external programs of its configuration, no questions asked.
import { StowplanError } from "../errors.ts";
import { allowedEnvironment, type Environment } from "./environment.ts";
import { throwIfInterrupted } from "./job-signal.ts";
import { type ProcessResult, runProcess } from "./process.ts";

/** A repository on disk and the environment that git runs in. */
export type Repository = { readonly directory: string; readonly environment: Environment };

/** Settings of a repository that name programs or let git leave it; the command line wins over the repository's file. */
const SAFE_SETTINGS = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "protocol.ext.allow=never", "core.alternateRefsCommand=true"];

const LIMITS = { seconds: 300, output: 512 * 1024 * 1024 } as const;

/** The whole argument list of a git run in a directory. */
export function gitArguments(directory: string, args: readonly string[]): readonly string[] {
  return ["-C", directory, ...SAFE_SETTINGS.flatMap((setting) => ["-c", setting]), "--literal-pathspecs", "--no-replace-objects", ...args];
}

/** One run of git: its arguments, what it reads, and variables that git itself defines (git(1), "ENVIRONMENT VARIABLES"). */
export type GitRequest = { readonly args: readonly string[]; readonly input?: string | Buffer; readonly variables?: Readonly<Record<string, string>> };

/** Runs git; a failing status is an answer. Throws `git-missing`, and `process-limit` where it takes too long or says too much. */
export async function tryGit(repository: Repository, request: GitRequest): Promise<ProcessResult> {
  const result = await start(repository, request);
  if (result.stopped === undefined) return result;
  throw new StowplanError({
    code: "process-limit",
    subject: `git ${request.args[0] ?? ""}`,
    message: `git was stopped at its ${result.stopped} limit in ${repository.directory}`,
    hint: "Check that the repository is whole (git fsck) and that its disk answers.",
  });
}

async function start(repository: Repository, request: GitRequest): Promise<ProcessResult> {
  const environment = allowedEnvironment(repository.environment, { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", ...request.variables });
  try {
    return await runProcess({
      program: "git",
      args: gitArguments(repository.directory, request.args),
      environment,
      limits: LIMITS,
      ...(request.input === undefined ? {} : { input: request.input }),
    });
  } catch (cause) {
    throwIfInterrupted();
    throw new StowplanError({
      code: "git-missing",
      subject: "git",
      message: "git could not be started",
      hint: "Install git and make sure that it is on the PATH.",
      cause,
    });
  }
}

/** Runs git and gives its standard output. Throws `git-failed` with git's own words where its status is not 0. */
export async function runGit(repository: Repository, request: GitRequest): Promise<Buffer> {
  const result = await tryGit(repository, request);
  if (result.status === 0) return result.stdout;
  throw new StowplanError({
    code: "git-failed",
    subject: repository.directory,
    message: `git ${request.args[0] ?? ""} failed: ${result.stderr.trim() || `status ${result.status}`}`,
    hint: "Run the same git command by hand in that folder; a repository of another user needs `git config --global --add safe.directory`.",
  });
}
