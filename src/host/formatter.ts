// The nixfmt on the PATH -> the Formatter port: text in, text out, bounded, without the job's environment.
import type { Formatter } from "../ports.ts";
import { allowedEnvironment, type Environment } from "./environment.ts";
import { runProcess } from "./process.ts";

const LIMITS = { seconds: 60, memory: 1024, output: 16 * 1024 * 1024 } as const;

/** Opens the formatter; nothing is run before it is asked. nixfmt formats its standard input where it is given no file. */
export function openFormatter(environment: Environment): Formatter {
  return {
    async format(text) {
      try {
        const run = await runProcess({ program: "nixfmt", args: [], environment: allowedEnvironment(environment, {}), input: text, limits: LIMITS });
        const formatted = run.stdout.toString("utf8");
        if (run.stopped !== undefined) return { kind: "failed", message: `it was stopped at the limit on ${run.stopped}` };
        if (run.status !== 0 || formatted === "") return { kind: "failed", message: run.stderr.trim().split("\n")[0] ?? "" };
        return { kind: "module", text: formatted };
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return { kind: "missing" };
        throw error;
      }
    },
  };
}
