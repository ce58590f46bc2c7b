// A predicted switch into findings about units: left stopped, not restarted, in need of what is not there, the switch's own end.
import type { Finding } from "../../errors.ts";
import { isStampOnly, type UnitAction } from "../switch-plan.ts";
import type { PlannedHost } from "./planned-host.ts";
import { type Risk, toFinding } from "./risk.ts";

/** Beyond this many broken units one more says nothing new. */
const MAXIMUM_BROKEN = 20;

function causesOf({ causes }: UnitAction): string {
  return causes
    .slice(0, 3)
    .map((cause) => cause.text)
    .join("; ");
}

function tellUnit(action: UnitAction): string {
  return action.container === undefined ? action.unit : `container ${action.container} (${action.unit})`;
}

/** The unit, and the file of the container that it runs. */
function aboutUnit({ host, containers }: PlannedHost, unit: string): Pick<Risk, "host" | "about" | "place"> {
  return { host, about: unit, place: (containers.new.get(unit) ?? containers.old.get(unit))?.place };
}

function leftStopped(planned: PlannedHost, action: UnitAction): Finding {
  return toFinding({
    ...aboutUnit(planned, action.unit),
    code: "unit-left-stopped",
    severity: "warning",
    message: `The switch stops ${tellUnit(action)} and leaves it so: ${causesOf(action)}.`,
    hint: `Let a target want it (wantedBy), or run \`systemctl start ${action.unit}\` after the switch.`,
  });
}

function notRestarted(planned: PlannedHost, action: UnitAction): Finding {
  return toFinding({
    ...aboutUnit(planned, action.unit),
    code: "unit-not-restarted",
    severity: action.container === undefined ? "info" : "warning",
    message: `${tellUnit(action)} changes, but the switch keeps the running one: ${causesOf(action)}.`,
    hint: `Run \`systemctl restart ${action.unit}\` when it suits you, or set restartIfChanged.`,
  });
}

/** A unit that nothing starts may run all the same, because someone started it; the switch will not restart it either. */
function changedByHand(planned: PlannedHost): readonly Finding[] {
  const { containers, actions, sides } = planned;
  const acted = new Set(actions.map((action) => action.unit));
  const manual = [...containers.new.values()].filter((container) => container.kind === "nspawn" && container.state.autoStart !== true);
  return manual
    .filter(({ unit }) => !acted.has(unit) && sides.old.units[unit] !== undefined && sides.old.units[unit].text !== sides.new.units[unit]?.text)
    .map(({ name, unit }) =>
      toFinding({
        ...aboutUnit(planned, unit),
        code: "unit-not-restarted",
        severity: "warning",
        message: `Container ${name} changes, but without autoStart the switch never restarts it; if it runs, it keeps running as it is.`,
        hint: `Run \`systemctl restart ${unit}\` on the host if the container is in use, or set autoStart.`,
      }),
    );
}

/** Units that NixOS itself makes for containers, so that one that is not there is nowhere; the others come with podman's package. */
const CONTAINER_UNIT = /^(?:docker-.+|podman-(?!auto-update|clean-transient|restart|kube@|user-wait).+|arion-.+)\.service$/;

/** Units of packages are not in an evaluated state, so only what was there before, and units of containers, are known to be gone. */
function isLost({ prediction: { graphs }, containers }: PlannedHost, unit: string): boolean {
  // A slice without a file is there as well.
  if (graphs.new.view(unit).presence === "present" || unit.endsWith(".slice")) return false;
  const isRunByNobody = CONTAINER_UNIT.test(unit) && ![...containers.new.values()].some((container) => container.unit === unit);
  return graphs.old.view(unit).presence === "present" || isRunByNobody;
}

/** A requirement that could not be met before either is no news. */
function wasLost({ prediction: { graphs } }: PlannedHost, { unit, to }: { unit: string; to: string }): boolean {
  const { presence, dependencies } = graphs.old.view(unit);
  return presence === "present" && graphs.old.view(to).presence !== "present" && dependencies.some((dependency) => NEEDING.has(dependency.kind) && dependency.to === to);
}

const NEEDING: ReadonlySet<string> = new Set(["requires", "bindsTo"]);

/** Requirements of the new configuration that cannot be met and that the old one did not have, or could meet. */
function missingDependencies(planned: PlannedHost): readonly Finding[] {
  const { graphs } = planned.prediction;
  return [...graphs.new.units.values()].flatMap((view) =>
    (view.presence === "present" ? view.dependencies : [])
      .filter(({ kind, to }) => NEEDING.has(kind) && isLost(planned, to) && !wasLost(planned, { unit: view.unit, to }))
      .map(({ to }) =>
        toFinding({
          ...aboutUnit(planned, view.unit),
          code: "dependency-missing",
          severity: "error",
          message: `${view.unit} requires ${to}, which the new configuration does not have or has disabled; it cannot start.`,
          hint: `Drop the requirement, or bring ${to} back.`,
        }),
      ),
  );
}

function aborts({ host, prediction: { abort } }: PlannedHost): readonly Finding[] {
  if (abort === undefined) return [];
  const base = { code: "switch-aborts", severity: "error", host } as const;
  if (abort.kind === "reload-lost") {
    const message = `The switch stops ${abort.unit} with what it needs, cannot reload it, and ends there: what it stopped stays stopped.`;
    return [toFinding({ ...base, about: abort.unit, message, hint: `Let a target want ${abort.unit}, or start it by hand and switch again.` })];
  }
  const hint = "Write the value so that it does not start with a quotation mark that is not closed.";
  return abort.units.slice(0, MAXIMUM_BROKEN).map(({ unit, reason }) => {
    return toFinding({ ...base, about: unit, message: `The switch program cannot read ${unit} and ends before it changes anything: ${reason}.`, hint });
  });
}

/** Findings about units; `switch-aborts` first, because it makes the rest moot. */
export function unitFindings(planned: PlannedHost): readonly Finding[] {
  const { actions } = planned;
  return [
    ...aborts(planned),
    ...actions.filter((action) => action.action === "left-stopped").map((action) => leftStopped(planned, action)),
    ...missingDependencies(planned),
    ...actions.filter((action) => action.action === "skip" && !isStampOnly(action)).map((action) => notRestarted(planned, action)),
    ...changedByHand(planned),
  ];
}
