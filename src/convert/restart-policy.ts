// `restart` and `deploy.restart_policy` of a service -> settings of its systemd unit.
import { type ComposeMap, numberAt, parseDuration, textAt, valueAt } from "../compose/index.ts";
import { nixInteger, nixString, type NixValue } from "../nix/index.ts";
import type { Runtime } from "./options.ts";

/** Settings under `serviceConfig` and `unitConfig`, all at compose2nix's priority, and `startLimitBurst`. */
export type RestartSettings = {
  readonly service: Readonly<Record<string, NixValue>>;
  readonly unit: Readonly<Record<string, NixValue>>;
  readonly burst: number | undefined;
};

/** Docker waits 100 ms and doubles up to a minute (docker-run(1), `--restart`); nine steps lead from one to the other. */
const BACKOFF: Readonly<Record<string, NixValue>> = { RestartSec: nixString("100ms"), RestartSteps: nixInteger(9), RestartMaxDelaySec: nixString("1m") };

const CONDITIONS: Readonly<Record<string, string>> = { none: "no", no: "no", "on-failure": "on-failure", any: "always", always: "always", "unless-stopped": "always" };

/**
 * The engine starts nothing again here: systemd does, so that it knows the state. `deploy.restart_policy` wins over `restart`
 * (Compose Deploy Specification); Docker's pauses apply wherever one of the two restarts without an end, as in compose2nix.
 */
export function restartSettings(keys: ComposeMap, runtime: Runtime): RestartSettings {
  const [condition = "no", count] = (textAt(keys, "restart") ?? "no").split(":");
  const policy = valueAt(keys, "deploy", "restart_policy");
  const wanted = policy === undefined ? condition : (textAt(policy, "condition") ?? "any");
  const isEndless = ["always", "unless-stopped"].includes(condition) || (condition === "on-failure" && count === undefined) || (policy !== undefined && CONDITIONS[wanted] === "always");
  const attempts = count === undefined ? undefined : Number(count);
  const limits = policy === undefined ? { burst: attempts, window: undefined } : { burst: numberAt(policy, "max_attempts") ?? attempts, window: textAt(policy, "window") };
  return {
    service: { Restart: nixString(CONDITIONS[wanted] ?? "no"), ...(policy === undefined ? {} : pauseOf(textAt(policy, "delay"))), ...(isEndless && runtime === "docker" ? BACKOFF : {}) },
    unit: intervalOf(limits),
    burst: limits.burst,
  };
}

function pauseOf(delay: string | undefined): Readonly<Record<string, NixValue>> {
  return { RestartSec: delay === undefined ? nixInteger(0) : nixString(delay) };
}

/** Without a window the engine counts attempts without an end of time. */
function intervalOf({ burst, window }: { readonly burst: number | undefined; readonly window: string | undefined }): Readonly<Record<string, NixValue>> {
  if (window !== undefined) return { StartLimitIntervalSec: nixInteger(Math.trunc((parseDuration(window) ?? 0) / 1e9)) };
  return burst === undefined ? {} : { StartLimitIntervalSec: nixString("infinity") };
}
