// A predicted switch into findings about units: left stopped, not restarted, in need of what is not there, the switch's own end.
import type { Finding } from "../../errors.ts";
import type { PlannedHost } from "./planned-host.ts";
import type { UnitAction } from "../switch-plan.ts";

function causesOf({ causes }: UnitAction): string {
  return causes
    .slice(0, 3)
    .map((cause) => cause.text)
    .join("; ");
}

function nameOf(action: UnitAction): string {
  return action.container === undefined ? action.unit : `container ${action.container} (${action.unit})`;
}

/** The unit, and the file of the container that it runs. */
function about({ host, containers }: PlannedHost, unit: string): Pick<Finding, "subject" | "place"> {
  const place = (containers.new.get(unit) ?? containers.old.get(unit))?.place;
  return { subject: `${host}: ${unit}`.slice(0, 1024), ...(place === undefined ? {} : { place }) };
}

function leftStopped(planned: PlannedHost, action: UnitAction): Finding {
  return {
    code: "unit-left-stopped",
    severity: "warning",
    ...about(planned, action.unit),
    message: `The switch stops ${nameOf(action)} and nothing starts it again: ${causesOf(action)}.`.slice(0, 8192),
    hint: `Let a target want it (wantedBy), or run \`systemctl start ${action.unit}\` after the switch.`.slice(0, 4096),
  };
}

function notRestarted(planned: PlannedHost, action: UnitAction): Finding {
  return {
    code: "unit-not-restarted",
    severity: action.container === undefined ? "info" : "warning",
    ...about(planned, action.unit),
    message: `${nameOf(action)} changes, but the switch keeps the running one: ${causesOf(action)}.`.slice(0, 8192),
    hint: `Run \`systemctl restart ${action.unit}\` when it suits you, or set restartIfChanged.`.slice(0, 4096),
  };
}

/** A unit that nothing starts may run all the same, because someone started it; the switch will not restart it either. */
function changedByHand(planned: PlannedHost): readonly Finding[] {
  const { containers, actions, sides } = planned;
  const acted = new Set(actions.map((action) => action.unit));
  const manual = [...containers.new.values()].filter((container) => container.kind === "nspawn" && container.state.autoStart !== true);
  return manual
    .filter(({ unit }) => !acted.has(unit) && sides.old.units[unit] !== undefined && sides.old.units[unit].text !== sides.new.units[unit]?.text)
    .map(({ name, unit }) => ({
      code: "unit-not-restarted",
      severity: "warning",
      ...about(planned, unit),
      message: `Container ${name} changes, but without autoStart the switch never restarts it; if it runs, it keeps running as it is.`.slice(0, 8192),
      hint: `Run \`systemctl restart ${unit}\` on the host if the container is in use, or set autoStart.`.slice(0, 4096),
    }));
}

/** Requirements of the new configuration that cannot be met and that the old one did not have, or could meet. */
function missingDependencies(planned: PlannedHost): readonly Finding[] {
  const { graphs } = planned.prediction;
  return [...graphs.new.units.values()].flatMap((view) =>
    (view.presence === "present" ? view.dependencies : [])
      .filter(({ kind, to }) => (kind === "requires" || kind === "bindsTo") && isLost(graphs, to))
      .map(({ to }): Finding => ({
        code: "dependency-missing",
        severity: "error",
        ...about(planned, view.unit),
        message: `${view.unit} requires ${to}, which the new configuration does not have or has disabled; it cannot start.`.slice(0, 8192),
        hint: `Drop the requirement, or bring ${to} back.`.slice(0, 4096),
      })),
  );
}

/** Units of packages are not in an evaluated state, so only what was there before is known to be gone. */
function isLost(graphs: PlannedHost["prediction"]["graphs"], unit: string): boolean {
  const before = graphs.old.view(unit).presence;
  const after = graphs.new.view(unit).presence;
  return before === "present" && after !== "present";
}

function aborts({ host, prediction: { abort } }: PlannedHost): readonly Finding[] {
  if (abort === undefined) return [];
  const subject = host.slice(0, 1024);
  if (abort.kind === "reload-lost") {
    return [
      {
        code: "switch-aborts",
        severity: "error",
        subject,
        message: `The switch stops ${abort.unit} with what it needs, cannot reload it, and ends there: nothing that it stopped is started again.`.slice(0, 8192),
        hint: `Let a target want ${abort.unit}, or start it by hand and switch again.`.slice(0, 4096),
      },
    ];
  }
  return abort.units.slice(0, 20).map(({ unit, reason }) => ({
    code: "switch-aborts",
    severity: "error",
    subject: `${host}: ${unit}`.slice(0, 1024),
    message: `The switch program cannot read ${unit} and ends before it changes anything: ${reason}.`.slice(0, 8192),
    hint: "Write the value so that it does not start with a single quotation mark that is not closed.",
  }));
}

/** Findings about units; `switch-aborts` first, because it makes the rest moot. */
export function unitFindings(planned: PlannedHost): readonly Finding[] {
  const { actions } = planned;
  return [
    ...aborts(planned),
    ...actions.filter((action) => action.action === "left-stopped").map((action) => leftStopped(planned, action)),
    ...missingDependencies(planned),
    ...actions.filter((action) => action.action === "skip").map((action) => notRestarted(planned, action)),
    ...changedByHand(planned),
  ];
}
