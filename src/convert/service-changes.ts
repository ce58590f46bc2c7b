// A project at base and at head -> what changes in its services, in words.
import { compareTexts } from "../compare-texts.ts";
import { type ComposeProject, type ComposeService, type ComposeValue, entriesAt, isSameValue, textAt, textEntriesAt } from "../compose/index.ts";
import { splitReference } from "../image-reference.ts";
import { hideSecrets, isSecret } from "../secrets.ts";
import { shorten } from "../shorten.ts";
import type { ServiceChange } from "./project-plan.ts";

/** Maps of texts, told key by key, and what one of their keys is called. */
const TEXT_MAPS: Readonly<Record<string, string>> = { environment: "environment", labels: "label", sysctls: "sysctl", annotations: "annotation" };
/** Lists and maps of things, told item by item. */
const ITEM_NAMES: Readonly<Record<string, string>> = {
  cap_add: "capability",
  cap_drop: "dropped capability",
  configs: "config",
  depends_on: "dependency",
  devices: "device",
  env_file: "environment file",
  extra_hosts: "host",
  networks: "network",
  ports: "port",
  secrets: "secret",
  tmpfs: "tmpfs",
  volumes: "volume",
};
const LONGEST_VALUE = 120;

/** Services that were added, removed or changed, in the order of their names. Secret values are only told as changed. */
export function serviceChanges(base: ComposeProject | undefined, head: ComposeProject | undefined): readonly ServiceChange[] {
  const names = new Set([...(base?.services.keys() ?? []), ...(head?.services.keys() ?? [])]);
  return [...names].toSorted().flatMap((name): readonly ServiceChange[] => {
    const [before, after] = [base?.services.get(name), head?.services.get(name)];
    if (before === undefined && after !== undefined) return [{ service: name, change: "added", texts: [...introduction(after)] }];
    if (before !== undefined && after === undefined) return [{ service: name, change: "removed", texts: [] }];
    if (before === undefined || after === undefined) return [];
    const texts = changeTexts(before, after);
    return texts.length === 0 ? [] : [{ service: name, change: "changed", texts: texts.slice(0, 1000).map((text) => text.slice(0, 4000)) }];
  });
}

function introduction({ keys }: ComposeService): readonly string[] {
  const image = textAt(keys, "image");
  return image === undefined ? [] : [`image ${cut(image)}`];
}

function changeTexts(before: ComposeService, after: ComposeService): readonly string[] {
  const keys = new Set([...before.keys.entries.keys(), ...after.keys.entries.keys()]);
  // The image comes first: it is what readers look for.
  const ordered = [...keys].toSorted((left, right) => Number(right === "image") - Number(left === "image") || compareTexts(left, right));
  return ordered.flatMap((key) => {
    const [old, fresh] = [before.keys.entries.get(key)?.value, after.keys.entries.get(key)?.value];
    return old !== undefined && fresh !== undefined && isSameValue(old, fresh) ? [] : keyTexts(key, { old, fresh });
  });
}

type Pair = { readonly old: ComposeValue | undefined; readonly fresh: ComposeValue | undefined };

function keyTexts(key: string, pair: Pair): readonly string[] {
  if (key === "image") return [imageText(textAt(pair.old) ?? "", textAt(pair.fresh) ?? "")];
  const name = TEXT_MAPS[key];
  if (name !== undefined) return textMapTexts(name, pair);
  const item = ITEM_NAMES[key];
  if (item !== undefined) return itemTexts(item, pair);
  return [changeText(key, { old: shown(key, pair.old), fresh: shown(key, pair.fresh) })];
}

/** Only the version where the rest is the same. */
function imageText(old: string, fresh: string): string {
  const [before, after] = [splitImage(old), splitImage(fresh)];
  const isSame = before.name === after.name && before.version !== "" && after.version !== "";
  return isSame ? `image ${cut(before.version)} → ${cut(after.version)}` : changeText("image", { old: cut(old), fresh: cut(fresh) });
}

function splitImage(image: string): { readonly name: string; readonly version: string } {
  const { name, tag, digest } = splitReference(image);
  return { name, version: [tag, digest].filter((part) => part !== undefined).join("@") };
}

function changeText(name: string, { old, fresh }: { old: string; fresh: string }): string {
  if (old === "") return `${name} added: ${fresh}`;
  return fresh === "" ? `${name} removed` : `${name} ${old} → ${fresh}`;
}

function textMapTexts(name: string, { old, fresh }: Pair): readonly string[] {
  const [before, after] = [new Map(textEntriesAt(old)), new Map(textEntriesAt(fresh))];
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    if (from === to) return [];
    if (to === undefined) return [`${name} ${key} removed`];
    const isHidden = isSecret(key, to) || (from !== undefined && isSecret(key, from));
    if (isHidden) return [`${name} ${key} ${from === undefined ? "added" : "changed"}`];
    return [from === undefined ? `${name} ${key} added: ${cut(to)}` : `${name} ${key} ${cut(from)} → ${cut(to)}`];
  });
}

function itemTexts(name: string, { old, fresh }: Pair): readonly string[] {
  const [before, after] = [itemsOf(old), itemsOf(fresh)];
  const removed = before.filter((item) => !after.includes(item)).map((item) => `${name} ${item} removed`);
  const added = after.filter((item) => !before.includes(item)).map((item) => `${name} ${item} added`);
  return [...removed, ...added];
}

function itemsOf(value: ComposeValue | undefined): readonly string[] {
  if (value?.kind === "list") return value.items.map(itemText);
  return value?.kind === "map" ? entriesAt(value).map(([key, entry]) => (entry.value.kind === "map" && entry.value.entries.size > 0 ? `${key} (${itemText(entry.value)})` : key)) : [];
}

/** A port or mount in its short form; anything else as its values. */
function itemText(item: ComposeValue): string {
  const target = textAt(item, "target");
  if (item.kind !== "map") return cut(textAt(item) ?? "");
  if (target === undefined) return cut(textAt(item, "path") ?? textEntriesAt(item).map(([key, text]) => `${key}: ${text}`).join(", "));
  const source = textAt(item, "published") ?? textAt(item, "source");
  const protocol = textAt(item, "protocol");
  const options = textAt(item, "read_only") === "true" ? ":ro" : "";
  return cut(`${[textAt(item, "host_ip"), source, target].filter((part) => part !== undefined).join(":")}${protocol === undefined || protocol === "tcp" ? "" : `/${protocol}`}${options}`);
}

function shown(key: string, value: ComposeValue | undefined): string {
  if (value === undefined) return "";
  const plain = value.kind === "scalar" ? String(value.value ?? "") : plainText(value);
  return isSecret(key, plain) ? "[hidden]" : cut(plain);
}

function plainText(value: ComposeValue): string {
  if (value.kind === "list") return value.items.map(plainText).join(" ");
  if (value.kind === "scalar") return String(value.value ?? "");
  return entriesAt(value).map(([key, entry]) => `${key}: ${plainText(entry.value)}`).join(", ");
}

function cut(text: string): string {
  // Half a secret is one that nothing later recognizes.
  return shorten(hideSecrets(text).replace(/\s+/g, " "), LONGEST_VALUE);
}
