// A container engine that restarts or moves its storage, and units that do not do what one expects, into findings.
import type { Finding } from "../../errors.ts";
import type { HostState } from "../../evaluate/index.ts";
import { tellSome } from "../../tell-some.ts";
import { changedData } from "../causes/data-changes.ts";
import type { PlannedHost } from "./planned-host.ts";
import { toFinding } from "./risk.ts";
import { storageFindings } from "./storage-findings.ts";

const SHOWN_NAMES = 10;

function settingsOf(host: HostState, name: string): unknown {
  const settings = host.docker[name];
  return typeof settings === "object" && settings !== null ? settings : {};
}

/** `liveRestore` of NixOS, or the daemon's own setting: containers outlive the daemon. */
function isLiveRestoring(host: HostState): boolean {
  const settings = changedData({ old: {}, new: settingsOf(host, "daemonSettings") });
  return host.docker["liveRestore"] === true || settings.some(({ path, new: value }) => path[0] === "live-restore" && value === "true");
}

/** Containers are only ordered after docker.service, so systemd keeps their units while their processes end with the daemon. */
function daemonRestart({ host, sides, containers, actions }: PlannedHost): readonly Finding[] {
  const isRestarted = actions.some(({ unit, action }) => unit === "docker.service" && action === "restart");
  if (!isRestarted || isLiveRestoring(sides.old)) return [];
  const acted = new Set(actions.map((action) => action.unit));
  const running = [...containers.old.values()].filter((container) => container.kind !== "nspawn" && container.engine === "docker" && container.scope === "system" && container.state.autoStart);
  const kept = running.filter(({ unit }) => !acted.has(unit)).map(({ name }) => name);
  if (kept.length === 0) return [];
  const finding = toFinding({
    code: "unit-surprise",
    severity: "warning",
    host,
    about: "docker.service",
    message: `docker.service restarts without live-restore, and containers that the plan keeps go down with it: ${tellSome(kept, SHOWN_NAMES)}. Their Restart= brings them back.`,
    hint: "Expect a short outage of all containers, or set virtualisation.docker.liveRestore.",
  });
  return [finding];
}

/** Only a text with its own command is a whole unit; others add to a package's file, which may have a reload. */
function lacksReload(text: string): boolean {
  return /^ExecStart=.+/m.test(text) && !/^(?:ExecReload=.+|Type=notify-reload)/m.test(text);
}

/** Known gaps of the switch program: sockets that changed are left alone, and a reload needs a command. */
function surprises({ host, sides, prediction, actions }: PlannedHost): readonly Finding[] {
  const isChanged = (unit: string): boolean => {
    const [old, fresh] = [sides.old.units[unit], sides.new.units[unit]];
    return old !== undefined && fresh !== undefined && old.text !== fresh.text;
  };
  const sockets = prediction.kept.filter((unit) => unit.endsWith(".socket") && isChanged(unit)).map((unit) => ({
    unit,
    message: `${unit} changes, but the switch never restarts a socket by itself; it keeps listening as before.`,
    hint: `Run \`systemctl restart ${unit}\` after the switch.`,
  }));
  const isVain = (unit: string): boolean => unit.endsWith(".service") && lacksReload(sides.new.units[unit]?.text ?? "");
  const reloads = actions.filter(({ unit, action, scope }) => scope === "system" && action === "reload" && isVain(unit)).map(({ unit }) => ({
    unit,
    message: `${unit} is to be reloaded but has no ExecReload=: the reload fails, the unit runs on as it is, and the switch ends with status 4.`,
    hint: "Give it a reload command, or use restartTriggers.",
  }));
  return [...sockets, ...reloads].map(({ unit, ...words }) => toFinding({ code: "unit-surprise", severity: "info", host, about: unit, ...words }));
}

/** Findings about the container engine, and about what the switch program does not do. */
export function daemonFindings(planned: PlannedHost): readonly Finding[] {
  return [...daemonRestart(planned), ...storageFindings(planned), ...surprises(planned)];
}
