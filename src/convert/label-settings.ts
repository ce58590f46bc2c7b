// Labels `compose2nix.…` and `stowplan.…` of a service -> settings for its unit and container.
import { type ComposeMap, textEntriesAt } from "../compose/index.ts";
import { nixBoolean, nixInteger, nixString, type NixValue } from "../nix/index.ts";

export type LabelSettings = {
  /** `systemd.service.Restart=always`: settings under `serviceConfig`. */
  readonly service: Readonly<Record<string, NixValue>>;
  readonly unit: Readonly<Record<string, NixValue>>;
  /** `systemd.unit.After` and its like are options of NixOS that add up: `after`. */
  readonly relations: Readonly<Record<string, readonly string[]>>;
  /** `systemd.unit.RequiresMountsFor`, as written. */
  readonly mounts: readonly string[];
  readonly autoStart: boolean | undefined;
  /** Secrets of sops-nix and agenix, in the order of the labels; `isOwn` where the label is stowplan's. */
  readonly secrets: readonly SecretFile[];
};

/** A decrypted file with variables: `config.sops.secrets.NAME.path`, `config.age.secrets.NAME.path`. */
export type SecretFile = { readonly module: "sops" | "age"; readonly name: string; readonly isOwn: boolean };

const PREFIX = /^(?:compose2nix|stowplan)\.(?:systemd\.(service|unit)(?=\.\w+$)|settings)\.(.+)$/;

/** Unit settings that add to the ones of the container (systemd.unit(5)); the others are set as they are. */
const RELATIONS: Readonly<Record<string, string>> = { After: "after", PartOf: "partOf", Requires: "requires", UpheldBy: "upheldBy", WantedBy: "wantedBy" };

export function labelSettings(keys: ComposeMap): LabelSettings {
  const service: Record<string, NixValue> = {};
  const unit: Record<string, NixValue> = {};
  const relations: Record<string, readonly string[]> = {};
  const mounts: string[] = [];
  const settings = new Map<string, string>();
  for (const [label, text] of textEntriesAt(keys, "labels")) {
    const [, section, key] = PREFIX.exec(label) ?? [];
    if (key === undefined) continue;
    const relation = section === "unit" && Object.hasOwn(RELATIONS, key) ? RELATIONS[key] : undefined;
    if (section === undefined) settings.set(key, text);
    else if (relation !== undefined) relations[relation] = [...(relations[relation] ?? []), text.trim()];
    else if (section === "unit" && key === "RequiresMountsFor") mounts.push(text.trim());
    else (section === "service" ? service : unit)[key] = settingValue(text);
  }
  const autoStart = settings.get("autoStart");
  return {
    service,
    unit,
    relations,
    mounts,
    autoStart: autoStart === undefined ? undefined : isTruth(autoStart),
    secrets: textEntriesAt(keys, "labels").flatMap(secretsOf),
  };
}

/** `compose2nix.settings.sops.secrets`, `stowplan.settings.sops.secrets`, `stowplan.settings.age.secrets`: names with commas between. */
function secretsOf([label, text]: readonly [string, string]): readonly SecretFile[] {
  const [, owner, module] = /^(compose2nix|stowplan)\.settings\.(sops|age)\.secrets$/.exec(label) ?? [];
  const isOwn = owner === "stowplan";
  if (module !== "sops" && !(module === "age" && isOwn)) return [];
  return text.split(",").map((name) => name.trim()).filter((name) => name !== "").map((name) => ({ module, name, isOwn }));
}

function isTruth(text: string): boolean {
  return ["true", "1", "t", "yes", "on"].includes(text.toLowerCase());
}

/** Numbers and booleans are such, unless they stand in quotes; quotes themselves are dropped. */
function settingValue(written: string): NixValue {
  const text = written.trim();
  if (/^[-+]?\d{1,15}$/.test(text)) return nixInteger(Number(text));
  if (text === "true" || text === "on") return nixBoolean(true);
  if (text === "false" || text === "off") return nixBoolean(false);
  return nixString(text.replace(/['"]/g, ""));
}
