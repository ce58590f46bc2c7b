// A committed module -> the options it was probably made with, for those that the configuration leaves at their default.
import type { ProjectConfig } from "../config/index.ts";
import { type ComposeProject, itemsAt, textAt } from "../compose/index.ts";
import { type ModuleFacts, splitPath } from "./module-facts.ts";
import type { CommittedModule } from "./read-module.ts";
import type { Runtime } from "./options.ts";

/** A path of names and its value. */
type Fact = { readonly path: readonly string[]; readonly value: string };

/** The options that the module shows; a project's own configuration is kept where the module says nothing. */
export function inferOptions({ facts, condition }: CommittedModule, config: ProjectConfig): ProjectConfig {
  const all = [...facts].map(([path, value]): Fact => ({ path: splitPath(path), value }));
  const target = targetOf(all);
  const services = all.filter(({ path }) => path[0] === "systemd" && path[1] === "services");
  const containers = all.filter(({ path }) => path[1] === "oci-containers" && path[2] === "containers");
  return {
    ...config,
    ...(target === undefined ? {} : { auto_start: target.isWanted }),
    create_root_target: target !== undefined,
    use_upheld_by: services.some(({ path }) => path[3] === "upheldBy"),
    check_systemd_mounts: services.some(({ path }) => path.at(-1) === "RequiresMountsFor"),
    remove_volumes: services.some(({ path, value }) => path.at(-1) === "ExecStop" && value.includes(" volume rm ")),
    build: services.some(({ path }) => /^(?:docker|podman)-build-/.test(path[2] ?? "") && path[3] === "wantedBy"),
    write_nix_setup: all.some(({ path }) => path[0] === "virtualisation" && (path[1] === "docker" || path[1] === "podman")),
    include_env_files: config.include_env_files || containers.some(({ path }) => path[4] === "environmentFiles"),
    use_compose_log_driver: containers.some(({ path, value }) => path[4] === "log-driver" && value === '"json-file"'),
    ...stopTimeout(services),
    ...optionOf(condition),
  };
}

function targetOf(facts: readonly Fact[]): { readonly isWanted: boolean } | undefined {
  const target = facts.filter(({ path }) => path[0] === "systemd" && path[1] === "targets" && /-compose-.*-root$/.test(path[2] ?? ""));
  return target.length === 0 ? undefined : { isWanted: target.some(({ path }) => path[3] === "wantedBy") };
}

/** A stop timeout that several containers share was given for all. */
function stopTimeout(services: readonly Fact[]): Partial<ProjectConfig> {
  const values = services.flatMap(({ path, value }) => (path.at(-1) === "TimeoutStopSec" ? [/(\d+)\)$/.exec(value)?.[1] ?? ""] : []));
  const [first = ""] = values;
  return first !== "" && values.every((value) => value === first) ? { default_stop_timeout: `${first}s` } : {};
}

/** `config.custom.media.enable` gives the prefix `custom`; the project's name stands before `enable`. */
function optionOf(condition: string | undefined): Partial<ProjectConfig> {
  if (condition === undefined) return { enable_option: false };
  const names = condition.split(".").filter((name) => name !== "config" && name !== "cfg");
  return { enable_option: true, option_prefix: names.slice(0, -2).join(".") };
}

/** The engine that a module's text names; undefined where it names none or both. */
export function inferRuntime(module: string): Runtime | undefined {
  const backend = /oci-containers\.backend\s*=\s*(?:lib\.mk\w+\s+(?:\d+\s+)?)?"(docker|podman)"/.exec(module)?.[1];
  if (backend === "docker" || backend === "podman") return backend;
  const names = new Set([...module.matchAll(/"(docker|podman)-[\w.-]+"|virtualisation\.(docker|podman)\b/g)].map((match) => match[1] ?? match[2]));
  const [only, ...others] = names;
  return others.length === 0 && (only === "docker" || only === "podman") ? only : undefined;
}

/**
 * The project's folder on the host as a module shows it: a bind mount that the Compose file writes relative stands there with
 * the folder before it. Undefined where no mount or not one folder for all of them tells.
 */
export function inferRoot(facts: ModuleFacts, project: ComposeProject): string | undefined {
  const entries = [...facts].filter(([path]) => splitPath(path).at(-1) === "volumes").flatMap(([, value]) => [...value.matchAll(/"([^"]+?):([^":]+):[^"]*"/g)]);
  const byTarget = new Map(entries.map(([, source = "", target = ""]) => [target, source]));
  const roots = new Set<string>();
  for (const { keys } of project.services.values()) {
    for (const mount of itemsAt(keys, "volumes")) {
      const relative = relativePart(textAt(mount, "source") ?? "", project.root);
      const committed = byTarget.get(textAt(mount, "target") ?? "");
      if (textAt(mount, "type") !== "bind" || relative === undefined || committed?.startsWith("/") !== true || !committed.endsWith(relative)) continue;
      roots.add(committed.slice(0, committed.length - relative.length) || "/");
    }
  }
  const [only] = roots;
  return roots.size === 1 ? only : undefined;
}

/** `/data` of `/srv/project/data`; empty for the folder itself. */
function relativePart(path: string, root: string): string | undefined {
  if (path === root) return "";
  return path.startsWith(`${root}/`) ? path.slice(root.length) : undefined;
}
