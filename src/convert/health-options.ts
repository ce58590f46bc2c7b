// `healthcheck` of a service -> the words that set the engine's own check.
import { type ComposeMap, isTrueAt, textAt, textsAt, valueAt } from "../compose/index.ts";
import { quoteShellWords } from "../nix/index.ts";
import type { Conversion } from "./conversion.ts";
import { jsonWords } from "./json-words.ts";

/** The command of `--health-cmd`; undefined where the image's own check stays. */
function healthCommand(test: readonly string[], conversion: Conversion): string | undefined {
  const [kind, ...words] = test;
  if (kind === undefined) return undefined;
  if (kind === "CMD-SHELL") return words.join(" ");
  // Docker has only the shell form on its command line; podman takes the words as JSON. compose2nix writes JSON for both.
  const isShell = conversion.options.runtime === "docker" && conversion.isFull;
  return isShell ? quoteShellWords(words) : jsonWords(words, conversion);
}

/** Words for `healthcheck`; `--no-healthcheck` where it is turned off. */
export function healthWords(keys: ComposeMap, conversion: Conversion): readonly string[] {
  const check = valueAt(keys, "healthcheck");
  if (check === undefined) return [];
  const test = textsAt(check, "test");
  if (isTrueAt(check, "disable") || test[0] === "NONE") return ["--no-healthcheck"];
  const settings = [
    ["cmd", healthCommand(test, conversion)],
    ["interval", textAt(check, "interval")],
    ["retries", textAt(check, "retries")],
    ["start-period", textAt(check, "start_period")],
    [conversion.options.runtime === "docker" ? "start-interval" : "startup-interval", textAt(check, "start_interval")],
    ["timeout", textAt(check, "timeout")],
  ] as const;
  return settings.flatMap(([option, value]) => (value === undefined ? [] : [`--health-${option}=${value}`]));
}
