// A YAML document -> Compose values with places: aliases and merge keys unfolded, variables put in, tags kept as merge rules.
import { type Alias, isAlias, isMap, isScalar, isSeq, type Pair, type Scalar as YamlScalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { Place } from "../errors.ts";
import { type Findings, quote } from "./findings.ts";
import type { ComposeEntry, ComposeMap, ComposeScalar, ComposeValue } from "./model.ts";
import type { ParsedYaml, YamlDocument } from "./parse-yaml.ts";
import { list, scalar } from "./value.ts";
import { resolvePlainScalar, resolveTaggedScalar } from "./yaml-scalar.ts";

/** Puts variables into a text of the file; reports what is missing at the place. */
export type Substitute = (text: string, place: Place) => string;

/** Values after unfolding aliases; a few aliases of aliases would otherwise make billions. */
const MOST_VALUES = 500_000;

type Building = {
  readonly parsed: ParsedYaml;
  readonly substitute: Substitute;
  readonly findings: Findings;
  /** What each anchor stands for so far, and how many values that is. */
  readonly anchors: Map<string, { readonly value: ComposeValue; readonly size: number }>;
  count: number;
};

export type TreeRequest = { readonly parsed: ParsedYaml; readonly document: YamlDocument; readonly substitute: Substitute; readonly findings: Findings };

/** Builds the tree of one document; undefined, with a finding, where its aliases unfold to too much. */
export function buildTree({ parsed, document, substitute, findings }: TreeRequest): ComposeValue | undefined {
  const building: Building = { parsed, substitute, findings, anchors: new Map(), count: 0 };
  const value = build(document.contents, building);
  if (building.count <= MOST_VALUES) return value;
  const message = `The aliases of this file unfold to more than ${MOST_VALUES} values.`;
  findings.error({ code: "compose-limit", subject: parsed.path, message, hint: "Use fewer aliases inside anchored values.", place: { file: parsed.path } });
  return undefined;
}

/** The library's node types are open, so what is no known node counts as null. */
function build(node: unknown, building: Building): ComposeValue {
  building.count += 1;
  if (building.count > MOST_VALUES) return scalar(null, { file: building.parsed.path });
  const before = building.count;
  const value = buildNode(node, building);
  const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
  if (anchor !== undefined) building.anchors.set(anchor, { value, size: building.count - before + 1 });
  return value;
}

function buildNode(node: unknown, building: Building): ComposeValue {
  if (isAlias(node)) return buildAlias(node, building);
  if (isMap(node)) return buildMap(node, building);
  if (isSeq(node)) return buildList(node, building);
  if (isScalar(node)) return buildScalar(node, building);
  return scalar(null, { file: building.parsed.path, line: 1, column: 1 });
}

function placeOfNode(node: { readonly range?: readonly [number, number, number] | null | undefined }, building: Building): Place {
  return building.parsed.placeOf(node.range?.[0] ?? 0);
}

function buildAlias(node: Alias, building: Building): ComposeValue {
  const target = building.anchors.get(node.source);
  if (target !== undefined) {
    building.count += target.size;
    return target.value;
  }
  const message = `The alias ${quote(`*${node.source}`)} comes before its anchor, or there is none.`;
  building.findings.error({ code: "compose-syntax", subject: building.parsed.path, message, hint: `Write \`&${node.source}\` at the value that is meant, above this line.`, place: placeOfNode(node, building) });
  return scalar(null, placeOfNode(node, building));
}

function buildScalar(node: YamlScalar, building: Building): ComposeScalar {
  const place = placeOfNode(node, building);
  const range = node.range === undefined || node.range === null ? {} : { range: [node.range[0], node.range[1]] as const };
  const text = typeof node.value === "string" ? node.value : "";
  const tagged = node.tag === undefined ? undefined : resolveTaggedScalar(text, node.tag);
  const value = tagged === undefined ? (node.type === "PLAIN" ? resolvePlainScalar(node.source ?? text) : text) : tagged;
  if (typeof value !== "string" || !value.includes("$")) return { kind: "scalar", value, place, ...range };
  return { kind: "scalar", value: building.substitute(value, place), place, ...range, written: value };
}

function buildList(node: YAMLSeq, building: Building): ComposeValue {
  const items = node.items.filter((item) => !hasTag(item, "!reset"));
  return list(items.map((item) => build(item, building)), placeOfNode(node, building));
}

function hasTag(node: unknown, tag: string): boolean {
  return (isMap(node) || isSeq(node) || isScalar(node)) && node.tag === tag;
}

function buildMap(node: YAMLMap, building: Building): ComposeMap {
  const own = new Map<string, ComposeEntry>();
  const merged = new Map<string, ComposeEntry>();
  for (const pair of node.items) {
    const { key, place, isMergeKey } = readKey(pair, building);
    if (isMergeKey) {
      takeMerged({ value: build(pair.value, building), place, into: merged }, building);
      continue;
    }
    if (own.has(key)) reportDuplicate({ key, place, first: own.get(key)?.place }, building);
    own.set(key, { value: build(pair.value, building), place, ...mergeRule(pair.value) });
  }
  if (merged.size === 0) return { kind: "map", entries: own, place: placeOfNode(node, building) };
  return { kind: "map", entries: new Map([...merged, ...own]), place: placeOfNode(node, building) };
}

function mergeRule(value: unknown): Pick<ComposeEntry, "merge"> {
  if (hasTag(value, "!reset")) return { merge: "reset" };
  return hasTag(value, "!override") ? { merge: "override" } : {};
}

function readKey(pair: Pair, building: Building): { key: string; place: Place; isMergeKey: boolean } {
  const node = pair.key;
  if (!isScalar(node)) {
    const place = isMap(node) || isSeq(node) || isAlias(node) ? placeOfNode(node, building) : { file: building.parsed.path };
    building.findings.error({ code: "compose-invalid", subject: building.parsed.path, message: "A key must be a text.", hint: "Write the key as a text.", place });
    return { key: "", place, isMergeKey: false };
  }
  const key = typeof node.value === "string" ? node.value : "";
  return { key, place: placeOfNode(node, building), isMergeKey: key === "<<" && node.type === "PLAIN" };
}

type Merged = { readonly value: ComposeValue; readonly place: Place; readonly into: Map<string, ComposeEntry> };

/** `<<: *anchor` or `<<: [*first, *second]`; what comes first wins (YAML's merge key type). */
function takeMerged({ value, place, into }: Merged, building: Building): void {
  const maps = value.kind === "list" ? value.items : [value];
  for (const source of maps) {
    if (source.kind !== "map") {
      building.findings.error({ code: "compose-invalid", subject: building.parsed.path, message: "The merge key `<<` takes a map or a list of maps.", hint: "Let it refer to the anchor of a map.", place });
      continue;
    }
    for (const [key, entry] of source.entries) if (!into.has(key)) into.set(key, entry);
  }
}

type Duplicate = { readonly key: string; readonly place: Place; readonly first: Place | undefined };

function reportDuplicate({ key, place, first }: Duplicate, building: Building): void {
  const message = `The key ${quote(key)} is written twice in one map; the first is on line ${first?.line ?? 1}.`;
  building.findings.error({ code: "compose-duplicate-key", subject: building.parsed.path, message, hint: "Keep one of the two.", place });
}
