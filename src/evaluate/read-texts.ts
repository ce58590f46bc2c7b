// Derivations that units name -> the texts of their scripts and trigger files, read without building anything.
import type { Nix, NixLimits, NixProgram } from "../ports.ts";
import { baseName } from "../repository-paths.ts";
import { showDerivationArgs } from "./argv.ts";
import type { EvaluatedHost } from "./decode.ts";
import { parseDerivations, type TextDerivation } from "./derivation.ts";
import type { HostState } from "./host-state.ts";
import { withQuadletTexts } from "./quadlet-units.ts";
import { sideBySide } from "./side-by-side.ts";
import type { UnitState } from "./unit-state.ts";

/** Paths for one run: 1,000 of them stay far below the limit on a command line. */
const BATCH = 1000;
/** Scripts that call scripts, triggers that name files: deeper than this nobody follows. */
const DEPTH = 3;

export type TextRequest = {
  readonly derivations: readonly string[];
  readonly storeDir: string;
  readonly nix: Nix;
  readonly program: NixProgram;
  readonly limits: NixLimits;
  /** Runs of Nix at the same time. */
  readonly jobs: number;
};

/** Texts by output path. `isWhole` is false where Nix would not print a batch. */
export type Texts = { readonly byOutput: ReadonlyMap<string, string>; readonly isWhole: boolean };

/** Reads the derivations, and those that the texts found lead to. */
export async function readTexts(request: TextRequest): Promise<Texts> {
  const byOutput = new Map<string, string>();
  const seen = new Set<string>();
  let isWhole = true;
  let wanted = request.derivations;
  for (let depth = 0; depth < DEPTH && wanted.length > 0; depth += 1) {
    for (const path of wanted) seen.add(path);
    const shown = await showAll(request, wanted);
    isWhole &&= shown.isWhole;
    for (const { output, text } of shown.found) byOutput.set(output, text);
    wanted = [...new Set(shown.found.flatMap(namedInputs))].filter((path) => !seen.has(path));
  }
  return { byOutput, isWhole };
}

type Shown = { readonly found: readonly TextDerivation[]; readonly isWhole: boolean };

async function showAll(request: TextRequest, paths: readonly string[]): Promise<Shown> {
  const batches = Array.from({ length: Math.ceil(paths.length / BATCH) }, (_, index) => paths.slice(index * BATCH, (index + 1) * BATCH));
  const shown = await sideBySide(batches, { jobs: request.jobs, each: (batch) => showBatch(request, batch) });
  return { found: shown.flatMap(({ found }) => found), isWhole: shown.every(({ isWhole }) => isWhole) };
}

async function showBatch({ nix, program, limits, storeDir }: TextRequest, paths: readonly string[]): Promise<Shown> {
  const run = await nix.run(showDerivationArgs(paths, program.version), limits);
  const found = run.status === 0 && run.stopped === undefined ? parseDerivations(run.stdout, storeDir) : undefined;
  return { found: found ?? [], isWhole: found !== undefined };
}

/** The inputs whose name stands in the text: its interpreter and tools too, but not what only builds it. */
function namedInputs(derivation: TextDerivation): readonly string[] {
  return derivation.inputs.filter((path) => derivation.text.includes(nameInStore(path)));
}

/** `/nix/store/HASH-NAME.drv` -> `-NAME`. */
function nameInStore(path: string): string {
  const base = baseName(path);
  return base.slice(base.indexOf("-")).replace(/\.drv$/, "");
}

type StoreText = { readonly output: string; readonly text: string };

/** Puts the texts into a host's state: `files` of all its units, and files of /etc and of homes that have a source of their own. */
export function withTexts({ state, etcSources, homeSources }: EvaluatedHost, texts: Texts["byOutput"]): HostState {
  const byName = new Map([...texts].map(([output, text]) => [output.slice(output.lastIndexOf("/")), { output, text }]));
  const fillUnits = mapUnits((unit) => ({ ...unit, files: filesOf(unit.text, byName) }));
  const known = (sources: Readonly<Record<string, string>> = {}): Record<string, string> =>
    Object.fromEntries(Object.entries(sources).flatMap(([name, source]) => (texts.has(source) ? [[name, texts.get(source) ?? ""]] : [])));
  const homes = Object.entries(state.homes ?? {}).map(([user, home]) => {
    return [user, { ...home, units: fillUnits(home.units), files: { ...home.files, ...known(homeSources[user]) } }] as const;
  });
  const nested = Object.entries(state.nspawnUnits ?? {}).map(([name, units]) => [name, fillUnits(units)] as const);
  return withQuadletTexts({
    ...state,
    units: fillUnits(state.units),
    userUnits: fillUnits(state.userUnits),
    nspawnUnits: Object.fromEntries(nested),
    homes: Object.fromEntries(homes),
    etc: { ...state.etc, ...known(etcSources) },
  });
}

type Units = HostState["units"];

function mapUnits(change: (unit: UnitState) => UnitState): (units: Units) => Units {
  return (units) => Object.fromEntries(Object.entries(units).map(([name, unit]) => [name, change(unit)]));
}

/** A store path from its hash on (Nix manual, "Store path"); what comes before it is the same for all. */
const STORE_NAME = /\/[0-9a-df-np-sv-z]{32}-[0-9A-Za-z+\-._?=]+/g;

/** The texts behind a text's store paths, and behind theirs. */
function filesOf(text: string, texts: ReadonlyMap<string, StoreText>): Record<string, string> {
  const files = new Map<string, string>();
  const queue = [text];
  for (const next of queue) {
    for (const [name] of next.matchAll(STORE_NAME)) {
      const found = texts.get(name);
      if (found === undefined || files.has(found.output)) continue;
      files.set(found.output, found.text);
      queue.push(found.text);
    }
  }
  return Object.fromEntries(files);
}
