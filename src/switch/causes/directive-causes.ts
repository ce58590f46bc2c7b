// The directives in which a unit differs into causes: the script behind ExecStart=, the file behind a trigger, a package, a value.
import type { HostState, UnitState } from "../../evaluate/index.ts";
import { baseName } from "../../repository-paths.ts";
import { toCause } from "./cause.ts";
import type { Difference } from "../units/compare-units.ts";
import { changedLines, differsOnlyInPackages } from "./line-changes.ts";
import { packageCauses, type PackageComparer } from "./package-causes.ts";
import { shortenStorePaths, storeName, withoutVersions } from "./store-path.ts";
import type { Cause } from "../switch-plan.ts";
import { listValues } from "../units/unit-content.ts";

/** One unit on both sides, with the texts that its scripts and triggers may lead to. */
export type UnitPair = {
  readonly old: UnitState;
  readonly new: UnitState;
  readonly oldEtc: ReadonlyMap<string, string>;
  readonly newEtc: ReadonlyMap<string, string>;
  readonly packages: PackageComparer;
  /** Options whose changed values are told already, and with them what changed in scripts and triggers. */
  readonly options: ReadonlySet<string>;
};

/** Directives that NixOS writes from a container's option. */
const WRITTEN_FROM: ReadonlyMap<string, string> = new Map([
  ["After", "dependsOn"],
  ["Requires", "dependsOn"],
  ["RequiresMountsFor", "bindMounts"],
]);

const SHOWN_LINES = 3;

function isExplained(pair: UnitPair): boolean {
  return pair.options.size > 0;
}

/** Texts behind store paths by the path's name without its hash. */
function byName(files: UnitState["files"]): ReadonlyMap<string, string> {
  return new Map(Object.entries(files).map(([path, text]) => [storeName(path) ?? path, text]));
}

/** `unit-script-docker-web-start` is the script `docker-web-start`. */
function scriptName(name: string): string {
  return name.replace(/^unit-script-/, "");
}

function lineCause(kind: "script" | "trigger", { name, old, fresh }: { name: string; old: string; fresh: string }): Cause {
  const { removed, added } = changedLines(old, fresh);
  const text = (lines: readonly string[]): string => lines.slice(0, SHOWN_LINES).join(" ⏎ ") + (lines.length > SHOWN_LINES ? " …" : "");
  const isNamed = kind === "trigger" ? name : `script ${name}`;
  return toCause({
    kind,
    subject: name,
    label: isNamed,
    name: "",
    ...(removed.length === 0 ? {} : { old: text(removed) }),
    ...(added.length === 0 ? {} : { new: text(added) }),
  });
}

function contentCauses(kind: "script" | "trigger", content: { name: string; old: string; fresh: string }): readonly Cause[] {
  if (content.old === content.fresh) return [];
  const packages = packageCauses(content.old, content.fresh);
  return differsOnlyInPackages(content.old, content.fresh) ? packages : [lineCause(kind, content), ...packages];
}

function scriptCausesOf(pair: UnitPair, { old, fresh }: { old: string; fresh: string }): readonly Cause[] | undefined {
  const name = storeName(fresh);
  const [before, after] = [byName(pair.old.files).get(name ?? ""), byName(pair.new.files).get(name ?? "")];
  if (name === undefined || before === undefined || after === undefined || shortenStorePaths(old) !== shortenStorePaths(fresh)) return undefined;
  const causes = contentCauses("script", { name: scriptName(name), old: before, fresh: after });
  return isExplained(pair) ? causes.filter((cause) => cause.kind === "store-path") : causes;
}

/** Causes of commands of which only the script behind them moved; undefined where that is not all, or a text is not known. */
function scriptCauses(pair: UnitPair, difference: Difference): readonly Cause[] | undefined {
  const [before, after] = [listValues(difference.old), listValues(difference.new)];
  if (before.length !== after.length) return undefined;
  const causes = before.map((old, index) => (old === after[index] ? [] : scriptCausesOf(pair, { old, fresh: after[index] ?? "" })));
  return causes.some((list) => list === undefined) ? undefined : causes.flatMap((list) => list ?? []);
}

/** Texts below /etc by the name that NixOS gives their store path: `etc-nixos-containers-web.conf`. */
export function etcByStoreName(etc: HostState["etc"]): ReadonlyMap<string, string> {
  return new Map(Object.entries(etc).map(([path, text]) => [`etc-${path.replace(/[^A-Za-z0-9._]/g, "-")}`, text]));
}

type Entries = { readonly removed: readonly string[]; readonly added: readonly string[] };

/** A trigger file lists what it was made from. */
function triggerEntries(pair: UnitPair, { old, fresh }: { old: string; fresh: string }): Entries {
  const entries = (files: UnitState["files"], value: string): readonly string[] =>
    (byName(files).get(storeName(value) ?? "") ?? value).split(/\s+/).filter((entry) => entry !== "");
  const [before, after] = [entries(pair.old.files, old), entries(pair.new.files, fresh)];
  return { removed: before.filter((entry) => !after.includes(entry)), added: after.filter((entry) => !before.includes(entry)) };
}

/** One entry of a trigger: the lines of a file below /etc that is known, a package, or only the name of what moved. */
function storeEntryCauses(pair: UnitPair, { old, fresh }: { old: string; fresh: string }): readonly Cause[] {
  const name = storeName(fresh) ?? fresh;
  const [before, after] = [pair.oldEtc.get(storeName(old) ?? ""), pair.newEtc.get(name)];
  if (before !== undefined && after !== undefined) return contentCauses("trigger", { name: name.replace(/^etc-/, ""), old: before, fresh: after });
  const packages = packageCauses(old, fresh);
  if (packages.length > 0) return packages;
  const label = /^X-(?:Restart|Reload)-Triggers/.test(name) ? "what its triggers stand for" : `content of ${name}`;
  return [toCause({ kind: "trigger", subject: name, label })];
}

function triggerCauses(pair: UnitPair, difference: Difference): readonly Cause[] {
  const [old, fresh] = [listValues(difference.old).join(" "), listValues(difference.new).join(" ")];
  const { removed, added } = triggerEntries(pair, { old, fresh });
  const partners = new Map(removed.filter((entry) => storeName(entry) !== undefined).map((entry) => [withoutVersions(entry), entry]));
  const moved = added.flatMap((entry) => {
    const partner = partners.get(withoutVersions(entry));
    return partner === undefined ? [] : [{ old: partner, fresh: entry }];
  });
  const known = new Set(moved.flatMap((entry) => [entry.old, entry.fresh]));
  const rest = (entries: readonly string[]): string => entries.filter((entry) => !known.has(entry)).join(" ");
  const [gone, come] = [rest(removed), rest(added)];
  const values = { ...(gone === "" ? {} : { old: gone }), ...(come === "" ? {} : { new: come }) };
  const hasPlain = known.size === 0 || values.old !== undefined || values.new !== undefined;
  const plain = hasPlain ? [toCause({ kind: "trigger", subject: difference.key, label: "trigger", name: "", ...values })] : [];
  const causes = [...moved.flatMap((entry) => storeEntryCauses(pair, entry)), ...plain];
  return isExplained(pair) ? causes.filter((cause) => cause.kind === "store-path") : causes;
}

/** Keys of a quadlet whose values are told as options of its container. */
const OPTION_KEYS = /^(?:Image|Environment|EnvironmentFile|Label|PublishPort|Volume|Network|Pull|IP6?|PodmanArgs|Exec|Entrypoint|User|HostName|WantedBy)\s*=/;

/** quadlet-nix's hash of a quadlet stands for the lines of the quadlet. */
function quadletCauses(pair: UnitPair): readonly Cause[] {
  const linesOf = (text: string): string => text.split("\n").filter((line) => !isExplained(pair) || !OPTION_KEYS.test(line)).join("\n");
  const quadlets = Object.entries(pair.new.files).filter(([path, text]) => path.startsWith("/etc/containers/systemd/") && pair.old.files[path] !== text);
  return quadlets.flatMap(([path, text]) => {
    const [old, fresh] = [linesOf(pair.old.files[path] ?? ""), linesOf(text)];
    return contentCauses("trigger", { name: baseName(path), old, fresh });
  });
}

/** Arion's unit names the Compose file that Nix made of the project; its options, or else its lines, say what changed. */
function arionCauses(pair: UnitPair, difference: Difference): readonly Cause[] | undefined {
  const isFile = (value: string): boolean => value.startsWith("ARION_PREBUILT=");
  const [before, after] = [listValues(difference.old), listValues(difference.new)];
  const rest = (values: readonly string[]): string => values.filter((value) => !isFile(value)).join("\n");
  const [old, fresh] = [before.find(isFile), after.find(isFile)];
  if (old === undefined || fresh === undefined || old === fresh || rest(before) !== rest(after)) return undefined;
  return isExplained(pair) ? [] : scriptCausesOf(pair, { old, fresh });
}

type ValueChange = { readonly old?: string; readonly new?: string };

/** `TZ=UTC` is about TZ; every other directive is about itself. */
function splitEnvironment(value: string | undefined): { name?: string; value?: string } {
  const [, name, rest] = /^([A-Za-z_]\w*)=(.*)$/s.exec(value ?? "") ?? [];
  return name === undefined || rest === undefined ? {} : { name, value: rest };
}

/** Values that came and went, those of one variable together; of other directives in the order in which they stand. */
function pairValues({ key, old, new: fresh }: Difference): readonly ValueChange[] {
  const [before, after] = [listValues(old), listValues(fresh)];
  const [inBefore, inAfter] = [new Set(before), new Set(after)];
  const added = new Map<string, string[]>();
  const nameOf = (value: string): string => (key === "Environment" ? (splitEnvironment(value).name ?? "") : key);
  for (const value of after.filter((entry) => !inBefore.has(entry))) added.set(nameOf(value), [...(added.get(nameOf(value)) ?? []), value]);
  const gone = before.filter((entry) => !inAfter.has(entry)).map((value): ValueChange => {
    const partner = added.get(nameOf(value))?.shift();
    return { old: value, ...(partner === undefined ? {} : { new: partner }) };
  });
  return [...gone, ...[...added.values()].flat().map((value) => ({ new: value }))];
}

function valueCause({ section, key }: Difference, change: ValueChange): Cause {
  const base = { kind: "directive", subject: `${section}.${key}` } as const;
  const [old, fresh] = [splitEnvironment(change.old), splitEnvironment(change.new)];
  const name = fresh.name ?? old.name;
  if (key !== "Environment" || name === undefined) return toCause({ ...base, label: key, ...change });
  const values = { ...(old.value === undefined ? {} : { old: old.value }), ...(fresh.value === undefined ? {} : { new: fresh.value }) };
  return toCause({ ...base, label: `Environment ${name}`, ...values });
}

function valueCauses(difference: Difference): readonly Cause[] {
  const changes = pairValues(difference);
  if (changes.length > 0) return changes.map((change) => valueCause(difference, change));
  return [toCause({ kind: "directive", subject: `${difference.section}.${difference.key}`, label: `order of ${difference.key}=` })];
}

/** Causes of one difference; empty where options or packages that are named elsewhere explain it. */
export function directiveCauses(pair: UnitPair, difference: Difference): readonly Cause[] {
  if (difference.weight === "none") return [];
  const [before, after] = [listValues(difference.old).join("\n"), listValues(difference.new).join("\n")];
  if (difference.key === "X-Restart-Triggers" || difference.key === "X-Reload-Triggers") return triggerCauses(pair, difference);
  if (difference.key === "X-QuadletNixConfigHash") return quadletCauses(pair);
  if (pair.options.has(WRITTEN_FROM.get(difference.key) ?? "")) return [];
  const scripts = arionCauses(pair, difference) ?? scriptCauses(pair, difference);
  if (scripts !== undefined) return scripts;
  const { causes: packages, isAll } = pair.packages(before, after);
  if (!isAll) return [...valueCauses(difference), ...packages];
  if (packages.length > 0 || isExplained(pair)) return packages;
  return [toCause({ kind: "script", subject: storeName(after) ?? difference.key, label: `content of ${storeName(after) ?? difference.key}` })];
}
