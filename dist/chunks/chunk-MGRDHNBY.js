import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  allowedEnvironment
} from "./chunk-DNY7WADR.js";
import {
  runProcess
} from "./chunk-Y5ZU4I3E.js";

// src/host/formatter.ts
var LIMITS = { seconds: 60, memory: 1024, output: 16 * 1024 * 1024 };
function openFormatter(environment) {
  return {
    async format(text) {
      try {
        const run = await runProcess({ program: "nixfmt", args: [], environment: allowedEnvironment(environment, {}), input: text, limits: LIMITS });
        const formatted = run.stdout.toString("utf8");
        if (run.stopped !== void 0) return { kind: "failed", message: `it was stopped at the limit on ${run.stopped}` };
        if (run.status !== 0 || formatted === "") return { kind: "failed", message: run.stderr.trim().split("\n")[0] ?? "" };
        return { kind: "module", text: formatted };
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return { kind: "missing" };
        throw error;
      }
    }
  };
}

export {
  openFormatter
};
