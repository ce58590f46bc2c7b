// `logging` of a service -> the log driver and its options.
import { type ComposeMap, textAt, textEntriesAt, valueAt } from "../compose/index.ts";
import type { Conversion } from "./conversion.ts";

/** Docker's own driver writes files of its own; on NixOS the journal takes their place unless it is wanted. */
function isReplaced(keys: ComposeMap, { options }: Conversion): boolean {
  return textAt(keys, "logging", "driver") === "json-file" && !options.config.use_compose_log_driver;
}

/** The driver; undefined where only options are given, which leaves NixOS's default. */
export function logDriver(keys: ComposeMap, conversion: Conversion): string | undefined {
  if (valueAt(keys, "logging") === undefined || isReplaced(keys, conversion)) return "journald";
  return textAt(keys, "logging", "driver");
}

export function logWords(keys: ComposeMap, conversion: Conversion): readonly string[] {
  if (isReplaced(keys, conversion)) return [];
  return textEntriesAt(keys, "logging", "options").map(([key, text]) => `--log-opt=${key}=${text}`);
}
