// Quadlets that changed into findings: podman's generator writes their units, so the switch program may not see them change.
import type { Finding } from "../../errors.ts";
import type { HostState } from "../../evaluate/index.ts";
import { changedData } from "../causes/data-changes.ts";
import { optionCauses } from "../causes/option-causes.ts";
import type { EngineContainer, HostContainer } from "../host-containers.ts";
import type { PlannedHost } from "./planned-host.ts";
import { type Risk, toFinding } from "./risk.ts";

/**
 * quadlet-nix puts a unit with a hash of the quadlet beside the generated one: NixOS's switch, or home-manager's, sees it change and
 * restarts it. A plain file in `containers/systemd` has none.
 */
function isWatched({ scope, owner, unit }: EngineContainer, state: HostState): boolean {
  if (scope === "system") return state.units[unit] !== undefined;
  return owner === undefined ? state.userUnits[unit] !== undefined : state.homes?.[owner]?.units[unit] !== undefined;
}

function isQuadlet(container: HostContainer | undefined): container is EngineContainer {
  return container?.kind === "quadlet";
}

/** The command for the systemd that has the unit. */
function systemctl(verb: "restart" | "start" | "stop", { scope, owner, unit }: EngineContainer): string {
  if (scope === "system") return `\`systemctl ${verb} ${unit}\``;
  if (owner === undefined) return `\`systemctl --user ${verb} ${unit}\` as each user who runs it`;
  return `\`systemctl --user --machine=${owner}@ ${verb} ${unit}\``;
}

function about(host: string, { name, place }: EngineContainer): Pick<Risk, "host" | "about" | "place" | "severity"> {
  return { host, about: `container ${name}`, place, severity: "warning" };
}

function notRestarted(host: string, { old, fresh }: { old: EngineContainer; fresh: EngineContainer }): Finding {
  const causes = optionCauses(old.state, fresh.state).slice(0, 3).map(({ text }) => text).join("; ");
  return toFinding({
    ...about(host, fresh),
    code: "unit-not-restarted",
    message: `Container ${fresh.name} changes (${causes}), but podman's generator writes ${fresh.unit}, which the switch does not compare: the running container is kept as it is.`,
    hint: `Run ${systemctl("restart", fresh)} after the switch, or declare it with quadlet-nix, whose units the switch restarts.`,
  });
}

function notStopped(host: string, old: EngineContainer): Finding {
  return toFinding({
    ...about(host, old),
    code: "unit-surprise",
    message: `The quadlet of container ${old.name} is gone, but the switch does not stop ${old.unit}: the container runs on until it is stopped or the host restarts.`,
    hint: `Run ${systemctl("stop", old)} before the switch.`,
  });
}

/** The switch starts every active target anew, and with it what podman's generator made the target want; users' targets it leaves alone. */
function isNew(host: string, fresh: EngineContainer): Finding {
  const isStarted = fresh.scope === "system" && fresh.state.autoStart;
  return toFinding({
    ...about(host, fresh),
    severity: "info",
    code: "unit-surprise",
    message: `The quadlet of container ${fresh.name} is new: podman's generator makes ${fresh.unit}, which the switch ${isStarted ? "starts with the target that wants it" : "does not start"}.`,
    hint: isStarted ? "" : `Run ${systemctl("start", fresh)} after the switch.`,
  });
}

/** Quadlets that changed, came or went without a unit that the switch could compare. */
export function quadletFindings({ host, sides, containers }: PlannedHost): readonly Finding[] {
  const changed = [...containers.new].flatMap(([key, fresh]) => {
    const old = containers.old.get(key);
    if (!isQuadlet(fresh) || isWatched(fresh, sides.new)) return [];
    if (old === undefined) return [isNew(host, fresh)];
    if (!isQuadlet(old)) return [];
    return changedData({ old: old.state, new: fresh.state }).length === 0 ? [] : [notRestarted(host, { old, fresh })];
  });
  const gone = [...containers.old].flatMap(([key, old]) => {
    return isQuadlet(old) && !containers.new.has(key) && !isWatched(old, sides.old) ? [notStopped(host, old)] : [];
  });
  return [...changed, ...gone];
}
