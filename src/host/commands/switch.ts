// `stowplan switch OLD NEW`: two folders of unit files (or closures, or host states) -> what a switch does to each unit.
import { readFile, stat } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import { HostState } from "../../evaluate/index.ts";
import { parseJson } from "../../parse-json.ts";
import {
  ActivationFile,
  type ActivationRequests,
  assumeRunning,
  formatSwitchReport,
  type Fstab,
  hostUnits,
  parseFstab,
  reportSwitch,
  RunningFile,
  runningFrom,
  type RunningUnits,
  type SwitchReport,
  type UnitSet,
  withFstabs,
} from "../../switch/index.ts";
import { readUnitDirectory } from "../unit-directory.ts";
import { print } from "./output.ts";

/** Options of the command line. */
export type SwitchOptions = {
  /** Paths of the two configurations. */
  readonly old: string;
  readonly new: string;
  /** Paths of the lists of active units, and of units that activation scripts name. */
  readonly active?: string;
  readonly activation?: string;
  readonly json?: boolean;
};

/** A state that another program wrote may hold nothing but units. */
const StateFile = z.looseObject({ units: HostState.shape.units.unwrap() }).transform((file) => {
  const named = { host: "", system: "", ...file };
  return HostState.safeParse(named).data ?? HostState.parse({ host: "", system: "", units: file.units });
});

const LARGEST_FILE = 1024 * 1024 * 1024;

/** By its first bytes (RFC 1952, section 2.3.1): states are large, so people keep them packed. */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What each file should be, for people who named another one. */
const HINTS = {
  units: "Name a folder of unit files, a system closure, or a JSON file with a host's state.",
  active: "Name a file for --active: JSON, or one unit a line as `systemctl list-units --plain --no-legend` prints them.",
  activation: "Name a file for --activation: JSON, or the names of units to restart, one a line.",
} as const;

async function readText(path: string, kind: keyof typeof HINTS): Promise<string> {
  try {
    const bytes = await readFile(path);
    return (isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: LARGEST_FILE }) : bytes).toString("utf8");
  } catch (cause) {
    throw new StowplanError({ code: "usage", subject: path, message: "the file cannot be read", hint: HINTS[kind], cause });
  }
}

/** A folder's units, or those of a state, which are only understood beside the other side's. */
type Units = { readonly kind: "set"; readonly set: UnitSet } | { readonly kind: "state"; readonly state: HostState };

async function readUnits(path: string): Promise<Units> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory() === true) return { kind: "set", set: await readUnitDirectory(path) };
  const file = StateFile.safeParse(parseJson(await readText(path, "units")));
  if (file.success) return { kind: "state", state: file.data };
  const message = "this is neither a folder nor a host's state as JSON";
  throw new StowplanError({ code: "usage", subject: path, message, hint: "A state is an object with `units`, each with its `text`." });
}

function toSet(side: Units, other: Units): UnitSet {
  return side.kind === "set" ? side.set : hostUnits(side.state.units, other.kind === "state" ? other.state.units : {});
}

function fstabOf(side: Units): Fstab | undefined {
  if (side.kind === "set") return side.set.fstab;
  return typeof side.state.fstab === "string" ? parseFstab(side.state.fstab) : undefined;
}

/** Both configurations; what they mount counts where it is known of both. */
function toSets(base: Units, head: Units): { readonly old: UnitSet; readonly new: UnitSet } {
  const [before, after] = [fstabOf(base), fstabOf(head)];
  return withFstabs({ old: toSet(base, head), new: toSet(head, base) }, before === undefined || after === undefined ? undefined : { old: before, new: after });
}

/** One name on each line, as `systemctl list-units` prints them too: a dot before it and columns behind it do not count. */
function namesIn(text: string): readonly string[] {
  const words = text.split("\n").map((line) => line.replace(/^\s*[●*○×]?\s*/u, "").split(/\s/)[0] ?? "");
  return words.filter((name) => name !== "" && !name.startsWith("#"));
}

/** JSON (`{"active": […], "failed": […]}` or a list), or names of active units. */
async function readRunning(path: string): Promise<RunningUnits> {
  const text = await readText(path, "active");
  return runningFrom(RunningFile.safeParse(parseJson(text)).data ?? RunningFile.parse(namesIn(text)));
}

/** JSON (`{"restart": […], "reload": […]}` or a list), or the program's own list of restarts. */
async function readActivation(path: string): Promise<ActivationRequests> {
  const text = await readText(path, "activation");
  return ActivationFile.safeParse(parseJson(text)).data ?? ActivationFile.parse(namesIn(text));
}

/**
 * Predicts the switch between two paths. Without a list of active units, what the old configuration starts by itself is taken
 * to run. Throws `usage` where a path cannot be read.
 */
export async function readSwitchReport(options: SwitchOptions): Promise<SwitchReport> {
  const [base, head] = [await readUnits(options.old), await readUnits(options.new)];
  const sets = toSets(base, head);
  const before = options.active === undefined ? assumeRunning(sets.old, "system") : { running: await readRunning(options.active) };
  const activation = options.activation === undefined ? {} : { activation: await readActivation(options.activation) };
  const states = base.kind === "state" && head.kind === "state" ? { old: base.state, new: head.state } : undefined;
  return reportSwitch({ ...sets, ...before, ...activation }, states);
}

/** Prints the report. */
export async function switchCommand(options: SwitchOptions): Promise<number> {
  const report = await readSwitchReport(options);
  await print(options.json === true ? JSON.stringify(report, undefined, 2) : formatSwitchReport(report));
  return 0;
}
