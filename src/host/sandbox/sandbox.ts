// This machine -> a sandbox for strangers' code, tried before it is trusted, or the reason why there is none.
import { accessSync, constants, lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "../environment.ts";
import { type ProcessLimits, type ProcessResult, runProcess } from "../process.ts";
import { limitArguments, sandboxArguments, type SandboxView, type SystemFolder } from "./sandbox-arguments.ts";

/** A run in the sandbox; `readable` and `writable` are the only folders of the machine's users that it sees. */
export type SandboxRun = {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly network: boolean;
  readonly limits: Omit<ProcessLimits, "processes">;
};

export type Sandbox = {
  /** Runs a program by its absolute path. Rejects only where bubblewrap itself cannot be started. */
  run(request: SandboxRun): Promise<ProcessResult>;
  /** The folder of a program on the PATH with all links resolved; undefined where it is not installed. */
  folderOf(program: string): string | undefined;
};

export type SandboxFound = { readonly kind: "found"; readonly sandbox: Sandbox } | { readonly kind: "missing"; readonly reason: string; readonly hint: string };

const SYSTEM_PATHS = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store"] as const;
/** Nix needs some ten, git and threads included. */
const MOST_PROCESSES = 128;
const DEFAULT_MEMORY = 4096;

function systemFolders(): readonly SystemFolder[] {
  return SYSTEM_PATHS.flatMap((path): readonly SystemFolder[] => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    return [stat.isSymbolicLink() ? { kind: "link", path, target: readlinkSync(path) } : { kind: "folder", path }];
  });
}

function findProgram(name: string, environment: Environment): string | undefined {
  const paths = (environment["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/")).map((folder) => join(folder, name));
  for (const path of paths) {
    try {
      accessSync(path, constants.X_OK);
      return realpathSync(path);
    } catch {
      // Not there, or not for us.
    }
  }
  return undefined;
}

/** Folders of programs that lie outside the system's own, such as a Nix in a folder under /opt. */
function strayFolders(programs: readonly string[], path = ""): readonly string[] {
  const folders = new Set([...programs.map((program) => dirname(program)), ...path.split(":").filter((folder) => folder.startsWith("/"))]);
  return [...folders].filter((folder) => !SYSTEM_PATHS.some((system) => folder === system || folder.startsWith(`${system}/`)));
}

type Programs = { readonly bwrap: string; readonly prlimit: string };

function runIn({ bwrap, prlimit }: Programs, { program, args, environment, readable, writable, network, limits }: SandboxRun): Promise<ProcessResult> {
  const view: SandboxView = { system: systemFolders(), readable: [...strayFolders([program, prlimit], environment["PATH"]), ...readable], writable, network };
  const kernelLimits = limitArguments({ memory: limits.memory ?? DEFAULT_MEMORY, processes: MOST_PROCESSES });
  return runProcess({
    program: bwrap,
    args: [...sandboxArguments(view), "--", prlimit, ...kernelLimits, program, ...args],
    directory: "/",
    environment,
    // bubblewrap itself and its first process are counted too.
    limits: { ...limits, processes: MOST_PROCESSES + 2 },
  });
}

const FORBIDDEN_HINT =
  "Allow unprivileged user namespaces to the bot (sysctl kernel.unprivileged_userns_clone, user.max_user_namespaces; AppArmor's profile for bwrap on Ubuntu), and a whole /proc where it runs in a container.";

function missing(reason: string, hint: string): SandboxFound {
  return { kind: "missing", reason, hint };
}

/** Finds bubblewrap 0.8 or later and prlimit, and runs a program in the sandbox: whether namespaces are allowed is known only then. */
export async function findSandbox(environment: Environment): Promise<SandboxFound> {
  if (process.platform !== "linux") return missing("bubblewrap needs Linux", "Run the bot on Linux.");
  const [bwrap, prlimit] = [findProgram("bwrap", environment), findProgram("prlimit", environment)];
  if (bwrap === undefined) return missing("bubblewrap is not installed", "Install bubblewrap 0.8 or later.");
  if (prlimit === undefined) return missing("prlimit is not installed", "Install util-linux.");
  const programs = { bwrap, prlimit };
  const limits = { seconds: 20, memory: 512, output: 65_536 };
  const trial = { program: prlimit, args: ["--version"], environment: { LC_ALL: "C.UTF-8" }, readable: [], writable: [], network: false, limits };
  const { status, stderr, stopped } = await runIn(programs, trial);
  const words = stderr.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
  if (status !== 0 || stopped !== undefined) return missing(`bubblewrap does not work here (${words || `status ${status}`})`, FORBIDDEN_HINT);
  function folderOf(name: string): string | undefined {
    const path = findProgram(name, environment);
    return path === undefined ? undefined : dirname(path);
  }
  return { kind: "found", sandbox: { run: (request) => runIn(programs, request), folderOf } };
}
