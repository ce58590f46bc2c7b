// `stowplan switch OLD NEW`: two folders of unit files (or closures, or host states) -> what a switch does to each unit.
import { readFile, stat } from "node:fs/promises";
import * as z from "zod";
import { StowplanError } from "../../errors.ts";
import { HostState } from "../../evaluate/index.ts";
import {
  ActivationFile,
  type ActivationRequests,
  assumeRunning,
  formatSwitchReport,
  hostUnits,
  reportSwitch,
  RunningFile,
  runningFrom,
  type RunningUnits,
  type SwitchReport,
  type UnitSet,
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

/** Of a host's state only the units matter here, so that other programs' states can be read as well. */
const StateFile = z.looseObject({ units: HostState.shape.units });

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const hint = "Name a folder of unit files, a system closure, or a JSON file with a host's state.";
    throw new StowplanError({ code: "usage", subject: path, message: "the file cannot be read", hint, cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A folder's units, or those of a state, which are only understood beside the other side's. */
type Units = { readonly kind: "set"; readonly set: UnitSet } | { readonly kind: "state"; readonly units: HostState["units"] };

async function readUnits(path: string): Promise<Units> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory() === true) return { kind: "set", set: await readUnitDirectory(path) };
  const state = StateFile.safeParse(parseJson(await readText(path)));
  if (state.success) return { kind: "state", units: state.data.units };
  const message = "this is neither a folder nor a host's state as JSON";
  throw new StowplanError({ code: "usage", subject: path, message, hint: "A state is an object with `units`, each with its `text`." });
}

function toSet(units: Units, other: Units): UnitSet {
  return units.kind === "set" ? units.set : hostUnits(units.units, other.kind === "state" ? other.units : {});
}

/** One name on each line; `#` starts a comment. */
function namesIn(text: string): readonly string[] {
  return text.split("\n").map((line) => line.trim()).filter((name) => name !== "" && !name.startsWith("#"));
}

/** JSON (`{"active": […], "failed": […]}` or a list), or names of active units. */
async function readRunning(path: string): Promise<RunningUnits> {
  const text = await readText(path);
  return runningFrom(RunningFile.safeParse(parseJson(text)).data ?? RunningFile.parse(namesIn(text)));
}

/** JSON (`{"restart": […], "reload": […]}` or a list), or the program's own list of restarts. */
async function readActivation(path: string): Promise<ActivationRequests> {
  const text = await readText(path);
  return ActivationFile.safeParse(parseJson(text)).data ?? ActivationFile.parse(namesIn(text));
}

/**
 * Predicts the switch between two paths. Without a list of active units, what the old configuration starts by itself is taken
 * to run. Throws `usage` where a path cannot be read.
 */
export async function readSwitchReport(options: SwitchOptions): Promise<SwitchReport> {
  const [base, head] = [await readUnits(options.old), await readUnits(options.new)];
  const [old, fresh] = [toSet(base, head), toSet(head, base)];
  const before = options.active === undefined ? assumeRunning(old, "system") : { running: await readRunning(options.active) };
  const activation = options.activation === undefined ? {} : { activation: await readActivation(options.activation) };
  return reportSwitch({ old, new: fresh, ...before, ...activation });
}

/** Prints the report. */
export async function switchCommand(options: SwitchOptions): Promise<number> {
  const report = await readSwitchReport(options);
  await print(options.json === true ? JSON.stringify(report, undefined, 2) : formatSwitchReport(report));
  return 0;
}
