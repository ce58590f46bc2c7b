// `secrets` and `configs` of a service -> mounts of files of the host, or secrets that podman keeps.
import { posix } from "node:path";
import { type ComposeService, type ComposeValue, isTrueAt, itemsAt, textAt } from "../compose/index.ts";
import { nixApply, nixList, nixReference, nixString, type NixValue } from "../nix/index.ts";
import { isSecret } from "../secrets.ts";
import { type Conversion, unitOf } from "./conversion.ts";

/** How one secret or config can be given to the container. */
export type FileMount =
  | { readonly kind: "bind"; readonly word: string }
  | { readonly kind: "podman-secret"; readonly word: string }
  /** A text that may stand in the Nix store, where everyone can read it. */
  | { readonly kind: "content"; readonly name: string; readonly content: string; readonly target: string }
  /** A file that sops-nix or agenix decrypts: `config.sops.secrets.NAME.path`. */
  | { readonly kind: "decrypted"; readonly module: "sops" | "age"; readonly name: string; readonly target: string }
  /** A file that a unit of its own writes when it starts, from a variable of the host's environment files. */
  | { readonly kind: "written"; readonly word: string; readonly unit: string; readonly variable: string }
  /** Without a reason where the secret itself is reported. */
  | { readonly kind: "lost"; readonly reason?: string };

export function fileMountWords(service: ComposeService, conversion: Conversion): readonly string[] {
  return fileMounts(service, conversion).flatMap(({ mount }) => ("word" in mount ? [mount.word] : []));
}

/** Words for mounts of files whose path only Nix knows: in the store, or where sops-nix and agenix put them. */
export function nixMountWords(service: ComposeService, conversion: Conversion): readonly NixValue[] {
  if (!conversion.isFull) return [];
  return fileMounts(service, conversion).flatMap(({ mount }) => {
    if (mount.kind === "content") return [mountOf(nixApply(nixReference("pkgs", "writeText"), nixString(mount.name), nixString(mount.content)), mount.target)];
    return mount.kind === "decrypted" ? [mountOf(nixReference("config", mount.module, "secrets", mount.name, "path"), mount.target)] : [];
  });
}

function mountOf(file: NixValue, target: string): NixValue {
  const parts = nixList(["--mount=type=bind,source=", file, `,target=${target},readonly`], "line");
  return nixApply(nixReference("lib", "concatStringsSep"), nixString(""), parts);
}

/** Units that write files for a service, without `.service`. */
export function fileUnits(service: ComposeService, conversion: Conversion): readonly string[] {
  if (!conversion.isFull) return [];
  return fileMounts(service, conversion).flatMap(({ mount }) => (mount.kind === "written" ? [mount.unit] : []));
}

/** All secrets and configs of a service with what becomes of them. */
export function fileMounts(service: ComposeService, conversion: Conversion): readonly { readonly item: ComposeValue; readonly kind: "secrets" | "configs"; readonly mount: FileMount }[] {
  return (["secrets", "configs"] as const).flatMap((kind) => itemsAt(service.keys, kind).map((item) => ({ item, kind, mount: convertFile({ item, kind, conversion }) })));
}

type FileRequest = { readonly item: ComposeValue; readonly kind: "secrets" | "configs"; readonly conversion: Conversion };

function convertFile({ item, kind, conversion }: FileRequest): FileMount {
  const source = textAt(item, "source") ?? "";
  const resource = conversion.project.resources[kind].get(source);
  const file = textAt(resource, "file");
  const target = targetOf({ item, kind, source });
  const [module, secret] = decryptedBy(resource);
  if (module !== undefined && secret !== undefined) return { kind: "decrypted", module, name: secret, target };
  if (file !== undefined) return { kind: "bind", word: bindWord(file, target) };
  if (isTrueAt(resource, "external") && kind === "secrets" && conversion.options.runtime === "podman") {
    const fields = [textAt(resource, "name") ?? source, `target=${target}`, ...["uid", "gid", "mode"].flatMap((key) => owner(item, key))];
    return { kind: "podman-secret", word: `--secret=${fields.join(",")}` };
  }
  const content = textAt(resource, "content");
  if (kind === "configs" && content !== undefined) return { kind: "content", name: storeName(source), content, target };
  const variable = textAt(resource, "environment");
  if (variable !== undefined) return convertVariable({ variable, source, target }, { kind, conversion });
  return { kind: "lost" };
}

function bindWord(file: string, target: string): string {
  return `--mount=type=bind,source=${file},target=${target},readonly`;
}

/** `stowplan.settings.sops.secret: NAME` or `stowplan.settings.age.secret: NAME` among the labels of a secret or config. */
function decryptedBy(resource: ComposeValue | undefined): readonly ["sops" | "age", string] | readonly [] {
  for (const module of ["sops", "age"] as const) {
    const name = textAt(resource, "labels", `stowplan.settings.${module}.secret`) ?? "";
    if (name !== "") return [module, name];
  }
  return [];
}

type FromVariable = { readonly variable: string; readonly source: string; readonly target: string };

/** A config's value may stand in the store if it is known and looks like no secret; else the host's environment files give it. */
function convertVariable({ variable, source, target }: FromVariable, { kind, conversion }: Omit<FileRequest, "item">): FileMount {
  const { project, options } = conversion;
  const value = project.variables.get(variable);
  if (kind === "configs" && value !== undefined && !isSecret(variable, value)) return { kind: "content", name: storeName(source), content: value, target };
  const isOnHost = options.config.env_files.length > 0 && (options.config.include_env_files || options.config.env_files_only);
  if (!isOnHost || !/^[A-Za-z_]\w*$/.test(variable)) return { kind: "lost", reason: `the value of \`${variable}\` would have to stand in the Nix store, which everyone can read` };
  const unit = unitOf(kind === "secrets" ? "secret" : "config", { name: textAt(project.resources[kind].get(source), "name") ?? source, conversion });
  return { kind: "written", unit, variable, word: bindWord(`/run/stowplan/${unit}/content`, target) };
}

/** Names in the Nix store have few characters, and do not start with a dot. */
function storeName(name: string): string {
  return `config-${name.replace(/[^A-Za-z0-9+._?=-]/g, "-")}`;
}

function owner(item: ComposeValue, key: string): readonly string[] {
  const value = textAt(item, key);
  if (value === undefined) return [];
  return [`${key}=${key === "mode" ? `0${Number(value).toString(8)}` : value}`];
}

/** A target without a slash is a name in `/run/secrets`; a config without one stands at the root. */
function targetOf({ item, kind, source }: { item: ComposeValue; kind: "secrets" | "configs"; source: string }): string {
  const written = textAt(item, "target") ?? source;
  return posix.isAbsolute(written) ? written : posix.join(kind === "secrets" ? "/run/secrets" : "/", written);
}
