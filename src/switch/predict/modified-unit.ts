// A running unit that differs, and its flags, into the lists that it goes on (`handle_modified_unit` of switch-to-configuration-ng).
import type { Lists } from "./lists.ts";
import type { SwitchInput } from "./switch-input.ts";
import { listValues, readFlag, type UnitContent } from "../units/unit-content.ts";
import { findFile } from "../units/unit-set.ts";

export type ModifiedUnit = {
  readonly unit: string;
  /** The unit itself, or its template. */
  readonly base: string;
  /** Its new content. */
  readonly content: UnitContent;
  readonly input: SwitchInput;
  readonly lists: Lists;
  /** Asked for by an activation script: one restart in place of stop and start. */
  readonly isPlainRestart?: boolean;
};

const SPECIAL_TARGETS = new Set(["sysinit.target", "basic.target", "multi-user.target", "graphical.target"]);

/** The sockets that activate a service: those of Sockets=, else the socket of its own name. */
function socketsOf({ base, content }: ModifiedUnit): readonly string[] {
  const named = listValues(content.get("Service")?.get("Sockets")).join(" ").split(/\s+/).filter((name) => name !== "");
  if (named.length > 0) return named;
  const name = base.replace(/\.[a-z]*$/, "");
  return [`${name.endsWith("@") ? name.slice(0, -1) : name}.socket`];
}

/** Stops a service with the old definition and starts it, or its sockets, with the new one. */
function stopAndStart(modified: ModifiedUnit): void {
  const { unit, content, input, lists, isPlainRestart = false } = modified;
  const stop = isPlainRestart ? lists.restart : lists.stop;
  const start = isPlainRestart ? lists.restart : lists.start;
  let isSocketActivated = false;
  for (const socket of socketsOf(modified)) {
    const file = findFile(input.new, socket);
    const isRunning = input.running.active.has(socket) || input.running.failed.has(socket);
    if (isRunning) stop.add(socket);
    if (isRunning && file !== undefined) start.add(socket);
    isSocketActivated ||= file !== undefined;
  }
  const optsOut = readFlag(content, { section: "Service", key: "X-NotSocketActivated", default: false });
  if (!isSocketActivated || optsOut) start.add(unit);
  stop.add(unit);
}

function handleOther(modified: ModifiedUnit): void {
  const { unit, content, lists } = modified;
  const isSet = (section: string, key: string): boolean => readFlag(content, { section, key, default: false });
  if (isSet("Service", "X-ReloadIfChanged") && !lists.restart.has(unit) && (modified.isPlainRestart === true || !lists.stop.has(unit))) {
    lists.reload.add(unit);
    return;
  }
  const mayRestart = readFlag(content, { section: "Service", key: "X-RestartIfChanged", default: true });
  if (!mayRestart || isSet("Unit", "RefuseManualStop") || isSet("Unit", "X-OnlyManualStart")) {
    lists.skip.add(unit);
    return;
  }
  // Only services can have an ExecStop= whose old version must run.
  const stopsFirst = unit.endsWith(".service") && readFlag(content, { section: "Service", key: "X-StopIfChanged", default: true });
  if (stopsFirst) stopAndStart(modified);
  else lists.restart.add(unit);
  lists.reload.delete(unit);
}

/** Puts a running unit that needs a restart on the program's lists. */
export function handleModified(modified: ModifiedUnit): void {
  const { unit, lists } = modified;
  // Slices and paths take their new settings from the daemon's reload; a changed socket is a known gap of the program.
  if (SPECIAL_TARGETS.has(unit) || /\.(?:path|slice|socket)$/.test(unit)) return;
  if (!unit.endsWith(".mount")) handleOther(modified);
  // Nobody can unmount these two.
  else if (unit === "-.mount" || unit === "nix.mount") lists.reload.add(unit);
  else lists.restart.add(unit);
}
