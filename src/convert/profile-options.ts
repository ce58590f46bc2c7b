// Profiles as options of the module -> the options themselves, and the conditions of what belongs to a profile's services.
import { type ComposeService, entriesAt, isTrueAt, textsAt, usedResources } from "../compose/index.ts";
import { nixApply, nixAttributes, type NixBinding, nixBinding, nixBoolean, nixList, nixReference, nixString, type NixValue } from "../nix/index.ts";
import type { Conversion } from "./conversion.ts";

type Path = readonly [string, ...string[]];

/** Where the module's own options stand: `PREFIX.PROJECT`. */
export function optionPath({ project, options }: Conversion): Path {
  const [first, ...rest] = (options.config.option_prefix ?? "").split(".").filter((name) => name !== "");
  return first === undefined ? [project.name] : [first, ...rest, project.name];
}

/** `options.PREFIX.PROJECT.profiles.NAME.enable`, for each profile of a converted service. */
export function profileOptions(conversion: Conversion): readonly NixBinding[] {
  if (!conversion.options.config.profiles_as_options) return [];
  const on = new Set(conversion.options.config.profiles);
  const names = new Set([...conversion.services.values()].flatMap(profilesOf));
  return [...names].toSorted().map((name) => {
    const option = nixAttributes({
      type: nixReference("lib", "types", "bool"),
      default: nixBoolean(on.has(name) || on.has("*")),
      description: nixString(`Whether to run the services of the profile ${name} of ${conversion.project.name}.`),
    });
    return nixBinding(["options", ...optionPath(conversion), "profiles", name, "enable"], nixApply(nixReference("lib", "mkOption"), option));
  });
}

function profilesOf({ keys }: ComposeService): readonly string[] {
  return textsAt(keys, "profiles");
}

/** Puts a binding under the profiles of the services that need it; one that is always there, or nobody, needs it always. */
export function underProfiles(binding: NixBinding, { users, conversion }: { readonly users: readonly ComposeService[]; readonly conversion: Conversion }): NixBinding {
  if (!conversion.options.config.profiles_as_options || users.length === 0 || users.some((user) => profilesOf(user).length === 0)) return binding;
  return { ...binding, value: nixApply(nixReference("lib", "mkIf"), conditionOf(users.flatMap(profilesOf), conversion), binding.value) };
}

/** The services that use each network and volume, in one walk over the services; empty where no profile is an option. */
export function resourceUsers({ project, services, options }: Conversion): Readonly<Record<"networks" | "volumes", ReadonlyMap<string, readonly ComposeService[]>>> {
  const users = { networks: new Map<string, ComposeService[]>(), volumes: new Map<string, ComposeService[]>() };
  for (const service of options.config.profiles_as_options ? services.values() : []) {
    const used = usedResources({ ...project, services: new Map([[service.name, service]]) });
    for (const kind of ["networks", "volumes"] as const) {
      for (const key of used[kind]) {
        const known = users[kind].get(key);
        if (known === undefined) users[kind].set(key, [service]);
        else known.push(service);
      }
    }
  }
  return users;
}

function conditionOf(profiles: readonly string[], conversion: Conversion): NixValue {
  const enabled = [...new Set(profiles)].toSorted().map((name) => nixReference("config", ...optionPath(conversion), "profiles", name, "enable"));
  const [only] = enabled;
  return enabled.length === 1 && only !== undefined ? only : nixApply(nixReference("lib", "elem"), nixBoolean(true), nixList(enabled, "line"));
}

/** Services that a service needs and that a profile can leave out although the service itself is there. */
export function missingDependencies(service: ComposeService, { services, options }: Conversion): readonly { readonly name: string; readonly place: ComposeService["place"] }[] {
  if (!options.config.profiles_as_options) return [];
  const own = profilesOf(service);
  return entriesAt(service.keys, "depends_on").flatMap(([name, { value, place }]) => {
    const other = services.get(name);
    const theirs = other === undefined ? [] : profilesOf(other);
    const isCovered = theirs.length === 0 || (own.length > 0 && own.every((profile) => theirs.includes(profile)));
    return isCovered || !isTrueAt(value, "required") ? [] : [{ name, place }];
  });
}
