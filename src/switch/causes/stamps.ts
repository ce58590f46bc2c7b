// Changes of a unit that only say which commit or day a configuration was made from: true at every merge, and so no news.
import type { HostState, UnitState } from "../../evaluate/index.ts";
import type { Cause } from "../switch-plan.ts";
import type { CauseSources } from "./own-causes.ts";
import { splitStoreName, storeName } from "./store-path.ts";

/** What one side's configuration calls itself. */
type Side = {
  readonly revision: RegExp | undefined;
  readonly version: string;
  readonly etc: ReadonlyMap<string, string>;
};

/** Both sides, and whether all system packages but the one that prints the version are the same. */
export type Stamps = { readonly old: Side; readonly new: Side; readonly hasSamePackages: boolean };

/** Short revisions count from this length on; Git itself starts at seven. */
const SHORT_REVISION = 7;
const STAMP = "‹stamp›";

function sideOf({ configurationRevision, nixos }: HostState, etc: ReadonlyMap<string, string>): Side {
  const [start] = /^[0-9a-f]{7,64}/.exec(configurationRevision ?? "") ?? [];
  const revision = start === undefined ? undefined : new RegExp(String.raw`\b${start.slice(0, SHORT_REVISION)}[0-9a-f]*(?:-dirty)?\b`, "g");
  // A release's bare number may stand anywhere; one with a date is the label and nothing else.
  return { revision, version: /\d{8}/.test(nixos) ? nixos : "", etc };
}

/** The package that prints label and revision moves with every commit. */
function packagesOf({ systemPackages }: HostState): string | undefined {
  return systemPackages?.filter((path) => storeName(path) !== "nixos-version" && path !== "nixos-version").toSorted().join("\n");
}

/** What is needed to tell stamps from changes on one host. */
export function readStamps(sides: { readonly old: HostState; readonly new: HostState }, etc: Pick<CauseSources, "oldEtc" | "newEtc">): Stamps {
  const [before, after] = [packagesOf(sides.old), packagesOf(sides.new)];
  const isMoved = JSON.stringify(sides.old.systemPackages) !== JSON.stringify(sides.new.systemPackages);
  return { old: sideOf(sides.old, etc.oldEtc), new: sideOf(sides.new, etc.newEtc), hasSamePackages: isMoved && before !== undefined && before === after };
}

/**
 * Names under which only the commit or the day of a build stands: the annotations of the OCI Image Specification, label-schema,
 * and variables that say so. A name such as GIT_COMMIT is none of them, because it may choose what runs.
 */
const STAMP_NAMES = [
  String.raw`org\.opencontainers\.image\.(?:created|revision)`,
  String.raw`org\.label-schema\.(?:build-date|vcs-ref)`,
  "(?:BUILD_(?:DATE|TIME|TIMESTAMP)|(?:NIXOS_)?CONFIGURATION_REVISION|NIXOS_(?:LABEL|VERSION)|LAST_MODIFIED(?:_DATE)?)",
].join("|");
const NAMED_STAMP = new RegExp(String.raw`(?<![\w.])(${STAMP_NAMES})(["']?\s*[=:]\s*["']?)[^\s"']+`, "g");

const STORE_PATH = /\/nix\/store\/[0-9a-z]{32}-[A-Za-z0-9+\-._?=]+/g;
/** Built from all system packages, and named by the units that have to read them anew (dbus, polkit). */
const OF_ALL_PACKAGES = new Set(["system-path", "dbus-1"]);
/** The same as causes name them. */
const MOVED_BY_ALL = new Set([...OF_ALL_PACKAGES].map((name) => splitStoreName(name).name));

type Reading = { readonly side: Side; readonly unit: UnitState; readonly hasSamePackages: boolean };

/** A text without stamps. Store paths lose their hash where what is behind them is compared elsewhere, or is known to be the same. */
function withoutStamps(text: string, { side, unit, hasSamePackages }: Reading): string {
  const plain = side.version === "" ? text : text.replaceAll(side.version, STAMP);
  const unmarked = side.revision === undefined ? plain : plain.replace(side.revision, STAMP);
  return unmarked.replace(NAMED_STAMP, `$1$2${STAMP}`).replace(STORE_PATH, (path) => {
    const name = storeName(path) ?? path;
    const isKnown = unit.files[path] !== undefined || side.etc.has(name) || (hasSamePackages && OF_ALL_PACKAGES.has(name));
    return isKnown ? `…-${name}` : path;
  });
}

/** The unit's file with every text that it leads to. */
function essence(reading: Reading): string {
  const { side, unit } = reading;
  const files = Object.entries(unit.files).map(([path, text]) => `${storeName(path) ?? path}\n${withoutStamps(text, reading)}`);
  const names = [unit.text, ...Object.values(unit.files)].flatMap((text) => text.match(STORE_PATH) ?? []).map((path) => storeName(path) ?? path);
  const etc = [...new Set(names)].flatMap((name) => withoutStamps(side.etc.get(name) ?? "", reading));
  return [withoutStamps(unit.text, reading), ...files.sort(), ...etc.sort()].join("\0");
}

/** A cheap look before two units are compared: a package that moved for another reason is no stamp. */
export function mayBeStamps(causes: readonly Cause[]): boolean {
  return causes.every(({ kind, subject }) => kind !== "store-path" || MOVED_BY_ALL.has(subject));
}

/** True where a unit differs in nothing but the configuration's revision, its version label and date stamps. */
export function isStampChange(unit: string, { sources, stamps }: { sources: CauseSources; stamps: Stamps }): boolean {
  const [old, fresh] = [sources.oldUnits[unit], sources.newUnits[unit]];
  if (old === undefined || fresh?.enable !== old.enable) return false;
  const { hasSamePackages } = stamps;
  return essence({ side: stamps.old, unit: old, hasSamePackages }) === essence({ side: stamps.new, unit: fresh, hasSamePackages });
}
