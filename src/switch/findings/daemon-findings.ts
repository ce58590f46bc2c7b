// A container engine that restarts or moves its storage, and units that do not do what one expects, into findings.
import type { Finding } from "../../errors.ts";
import type { HostState } from "../../evaluate/index.ts";
import { changedData } from "../causes/data-changes.ts";
import type { PlannedHost } from "./planned-host.ts";

function settingsOf(host: HostState, name: string): unknown {
  const settings = host.docker[name];
  return typeof settings === "object" && settings !== null ? settings : {};
}

function isLiveRestoring(host: HostState): boolean {
  const settings = settingsOf(host, "daemonSettings");
  return host.docker["liveRestore"] === true || changedData({ old: {}, new: settings }).some(({ path, new: value }) => path[0] === "live-restore" && value === "true");
}

/** Containers are only ordered after docker.service, so systemd keeps their units while their processes end with the daemon. */
function daemonRestart({ host, sides, containers, actions }: PlannedHost): readonly Finding[] {
  const isRestarted = actions.some(({ unit, action }) => unit === "docker.service" && action === "restart");
  if (!isRestarted || sides.old.ociBackend !== "docker" || isLiveRestoring(sides.old)) return [];
  const acted = new Set(actions.map((action) => action.unit));
  const kept = [...containers.old.values()].filter((container) => container.kind === "oci" && container.state.autoStart && !acted.has(container.unit));
  if (kept.length === 0) return [];
  const names = kept.slice(0, 10).map((container) => container.name).join(", ") + (kept.length > 10 ? `, and ${kept.length - 10} more` : "");
  return [
    {
      code: "unit-surprise",
      severity: "warning",
      subject: `${host}: docker.service`.slice(0, 1024),
      message: `docker.service restarts without live-restore, so containers that the plan keeps go down with it: ${names}. Their Restart= brings them back.`.slice(0, 8192),
      hint: "Expect a short outage of all containers, or set virtualisation.docker.liveRestore.",
    },
  ];
}

const STORAGE = /^(?:storageDriver|daemonSettings\.(?:data-root|storage-driver|exec-root|userns-remap))$/;

/** Another storage means another set of images and volumes; the old one stays on disk, unused. */
function storageMoves({ host, sides }: PlannedHost): readonly Finding[] {
  const moves = changedData({ old: sides.old.docker, new: sides.new.docker }).filter(({ path }) => STORAGE.test(path.join(".")));
  return moves.map(({ path, old, new: fresh }) => ({
    code: "unit-surprise",
    severity: "warning",
    subject: `${host}: virtualisation.docker.${path.join(".")}`.slice(0, 1024),
    message: `virtualisation.docker.${path.join(".")} changes (${old ?? "not set"} → ${fresh ?? "not set"}): images and named volumes of the old setting stay behind.`.slice(0, 8192),
    hint: "Move the data, or restore it from a backup, before the containers start with empty volumes.",
  }));
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
  return [...sockets, ...reloads].map(({ unit, message, hint }) => ({
    code: "unit-surprise",
    severity: "info",
    subject: `${host}: ${unit}`.slice(0, 1024),
    message: message.slice(0, 8192),
    hint: hint.slice(0, 4096),
  }));
}

/** Findings about the container engine, and about what the switch program does not do. */
export function daemonFindings(planned: PlannedHost): readonly Finding[] {
  return [...daemonRestart(planned), ...storageMoves(planned), ...surprises(planned)];
}
