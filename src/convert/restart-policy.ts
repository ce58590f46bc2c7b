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

/** The engine starts nothing again here: systemd does, so that it knows the state. */
export function restartSettings(keys: ComposeMap, runtime: Runtime): RestartSettings {
  const policy = valueAt(keys, "deploy", "restart_policy");
  return policy === undefined ? fromRestart(textAt(keys, "restart") ?? "no", runtime) : fromPolicy(keys, runtime);
}

function fromRestart(restart: string, runtime: Runtime): RestartSettings {
  const [condition = "no", attempts] = restart.split(":");
  if (condition === "always" || condition === "unless-stopped") {
    return { service: { Restart: nixString("always"), ...(runtime === "docker" ? BACKOFF : {}) }, unit: {}, burst: undefined };
  }
  if (condition !== "on-failure") return { service: { Restart: nixString("no") }, unit: {}, burst: undefined };
  const burst = attempts === undefined ? undefined : Number(attempts);
  // Docker counts attempts without an end of time.
  return { service: { Restart: nixString("on-failure") }, unit: burst === undefined ? {} : { StartLimitIntervalSec: nixString("infinity") }, burst };
}

const CONDITIONS: Readonly<Record<string, string>> = { none: "no", no: "no", "on-failure": "on-failure", any: "always", always: "always", "unless-stopped": "always" };

function fromPolicy(keys: ComposeMap, runtime: Runtime): RestartSettings {
  const policy = valueAt(keys, "deploy", "restart_policy");
  const restart = CONDITIONS[textAt(policy, "condition") ?? "any"] ?? "always";
  const delay = textAt(policy, "delay");
  const window = textAt(policy, "window");
  const burst = numberAt(policy, "max_attempts");
  const pause = runtime === "docker" ? BACKOFF : { RestartSec: delay === undefined ? nixInteger(0) : nixString(delay) };
  const interval = window === undefined ? (burst === undefined ? undefined : nixString("infinity")) : nixInteger(Math.trunc((parseDuration(window) ?? 0) / 1e9));
  return { service: { Restart: nixString(restart), ...pause }, unit: interval === undefined ? {} : { StartLimitIntervalSec: interval }, burst };
}
