// Labels `compose2nix.…` and `stowplan.…` of a service -> settings for its unit and container.
import { type ComposeMap, textEntriesAt } from "../compose/index.ts";
import { nixBoolean, nixInteger, nixString, type NixValue } from "../nix/index.ts";

export type LabelSettings = {
  /** `systemd.service.Restart=always`: settings under `serviceConfig`. */
  readonly service: Readonly<Record<string, NixValue>>;
  readonly unit: Readonly<Record<string, NixValue>>;
  /** `systemd.unit.After` and its like are options of NixOS that add up: `after`. */
  readonly relations: Readonly<Record<string, readonly string[]>>;
  readonly autoStart: boolean | undefined;
  /** Keys of the sops file, in the order of the label. */
  readonly sopsSecrets: readonly string[];
};

const PREFIX = /^(?:compose2nix|stowplan)\.(?:systemd\.(service|unit)|settings)\.(.+)$/;

/** Unit settings that NixOS has as lists (systemd.unit(5)). */
const RELATIONS: Readonly<Record<string, string>> = {
  After: "after",
  Before: "before",
  BindsTo: "bindsTo",
  Conflicts: "conflicts",
  PartOf: "partOf",
  RequiredBy: "requiredBy",
  Requires: "requires",
  Requisite: "requisite",
  UpheldBy: "upheldBy",
  Upholds: "upholds",
  WantedBy: "wantedBy",
  Wants: "wants",
};

export function labelSettings(keys: ComposeMap): LabelSettings {
  const service: Record<string, NixValue> = {};
  const unit: Record<string, NixValue> = {};
  const relations: Record<string, readonly string[]> = {};
  const settings = new Map<string, string>();
  for (const [label, text] of textEntriesAt(keys, "labels")) {
    const [, section, key] = PREFIX.exec(label) ?? [];
    if (key === undefined) continue;
    const relation = section === "unit" && Object.hasOwn(RELATIONS, key) ? RELATIONS[key] : undefined;
    if (section === undefined) settings.set(key, text);
    else if (relation !== undefined) relations[relation] = [...(relations[relation] ?? []), ...text.split(/\s+/).filter((name) => name !== "")];
    else (section === "service" ? service : unit)[key] = settingValue(text);
  }
  const autoStart = settings.get("autoStart");
  const secrets = settings.get("sops.secrets") ?? "";
  return {
    service,
    unit,
    relations,
    autoStart: autoStart === undefined ? undefined : isTruth(autoStart),
    sopsSecrets: secrets.split(",").map((secret) => secret.trim()).filter((secret) => secret !== ""),
  };
}

function isTruth(text: string): boolean {
  return ["true", "1", "t", "yes", "on"].includes(text.toLowerCase());
}

/** Numbers and booleans are such, unless they stand in quotes; quotes themselves are dropped. */
function settingValue(text: string): NixValue {
  if (/^-?\d{1,15}$/.test(text)) return nixInteger(Number(text));
  if (/^(?:true|yes|on)$/i.test(text)) return nixBoolean(true);
  if (/^(?:false|no|off)$/i.test(text)) return nixBoolean(false);
  return nixString(text.replace(/['"]/g, ""));
}
