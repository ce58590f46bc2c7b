// The machine's Nix program -> the Nix port: found once, run without a token, bounded in time, memory and output.
import { accessSync, constants, existsSync } from "node:fs";
import { StowplanError } from "../errors.ts";
import type { Nix, NixProgram, NixRun } from "../ports.ts";
import type { Environment } from "./environment.ts";
import { throwIfInterrupted } from "./job-signal.ts";
import { hasFlakes, nixCandidates, nixEnvironment, parseNixVersion } from "./nix-settings.ts";
import { type ProcessResult, runProcess } from "./process.ts";

const DAEMON_SOCKET = "/nix/var/nix/daemon-socket/socket";
const OUTPUT_LIMIT = 512 * 1024 * 1024;

/** One run of a Nix program. */
export type NixStart = {
  readonly path: string;
  readonly args: readonly string[];
  readonly limits: { readonly seconds: number; readonly memory?: number; readonly output: number };
};

/** How a Nix program is started: as it is, or in a sandbox. Rejects where it cannot be started. */
export type NixLauncher = (start: NixStart) => Promise<ProcessResult>;

/** Opens Nix; nothing is run before the first question. */
export function openNix(environment: Environment, launch: NixLauncher = launcherOf(environment)): Nix {
  let found: Promise<NixProgram | undefined> | undefined;
  const probe = (): Promise<NixProgram | undefined> => (found ??= findNix(environment, launch));
  return {
    probe,
    run: async (args, limits) => {
      const program = await probe();
      if (program === undefined) throw missing();
      const result = await start({ path: program.path, args, limits: { ...limits, output: OUTPUT_LIMIT } }, launch);
      return toRun(result);
    },
  };
}

function toRun(result: ProcessResult): NixRun {
  return { ...result, stdout: result.stdout.toString("utf8") };
}

/** The first program that has flakes; where none has, the first that is Nix at all, so that its version can be named. */
async function findNix(environment: Environment, launch: NixLauncher): Promise<NixProgram | undefined> {
  let old: NixProgram | undefined;
  for (const path of nixCandidates(environment).filter(isExecutable)) {
    const program = await askVersion(path, launch);
    if (program?.hasFlakes === true) return program;
    old ??= program;
  }
  return old;
}

/** A program that cannot be started is as good as none. */
async function askVersion(path: string, launch: NixLauncher): Promise<NixProgram | undefined> {
  const result = await start({ path, args: ["--version"], limits: { seconds: 30, output: 65_536 } }, launch).catch(() => undefined);
  const release = parseNixVersion(result?.stdout.toString("utf8") ?? "");
  return release === undefined ? undefined : { path, ...release, hasFlakes: hasFlakes(release.version) };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function launcherOf(environment: Environment): NixLauncher {
  return ({ path, args, limits }) => {
    const machine = { environment, isRoot: process.getuid?.() === 0, hasDaemon: existsSync(DAEMON_SOCKET) };
    return runProcess({ program: path, args, environment: nixEnvironment(machine), limits });
  };
}

async function start(run: NixStart, launch: NixLauncher): Promise<ProcessResult> {
  try {
    return await launch(run);
  } catch (cause) {
    throwIfInterrupted();
    throw new StowplanError({
      code: "nix-failed",
      subject: run.path,
      message: "Nix could not be started",
      hint: "Run it by hand with --version; reinstall it where that fails.",
      cause,
    });
  }
}

function missing(): StowplanError {
  return new StowplanError({
    code: "nix-missing",
    subject: "nix",
    message: "no Nix program was found on this machine",
    hint: "Install Nix (https://nixos.org/download, on Debian `apt-get install nix-bin`).",
  });
}
