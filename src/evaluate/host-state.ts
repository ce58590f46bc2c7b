// The state of a host at one revision: everything that stowplan compares, as the Nix expression prints it.
import * as z from "zod";
import { ContainerState, NspawnState, OciState } from "./container-state.ts";
import { ArionProject, HomeState } from "./other-declarations.ts";
import { NestedUnit, UnitStates } from "./unit-state.ts";

const texts = z.record(z.string(), z.string()).default({});
const filesByName = z.record(z.string(), z.array(z.string()).default([]));

const linesByName = z.record(z.string(), z.int().min(1).nullable());

/** Files of the repository by what they define, relative to its root, as far as the module system tells. */
export const DefinedIn = z.object({
  oci: filesByName,
  nspawn: filesByName,
  /** `virtualisation.quadlet.containers` of quadlet-nix, and files of `environment.etc`. */
  quadlet: filesByName.optional(),
  etc: filesByName.optional(),
  arion: filesByName.optional(),
  /** `fileSystems`, by mount point. */
  mounts: filesByName.optional(),
  /** By user: inside a user's configuration nothing is told apart. */
  home: filesByName.optional(),
  /** `systemd.services` and `systemd.user.services`, without `.service`. */
  services: filesByName.optional(),
  userServices: filesByName.optional(),
  /** Lines of the first of these files, null where a function gives the name. */
  lines: z.object({ oci: linesByName, nspawn: linesByName }).optional(),
});
export type DefinedIn = z.infer<typeof DefinedIn>;

/** What a host evaluates to at one revision. Names follow the attribute paths of NixOS where there is one. */
export const HostState = z.looseObject({
  /** The attribute name under nixosConfigurations. */
  host: z.string(),
  /** A Nix system such as `x86_64-linux`. */
  system: z.string(),
  /** `system.nixos.version`, for example `26.11.20260714.abcdef`. */
  nixos: z.string().default(""),
  /** `system.configurationRevision`, usually the flake's own commit. */
  configurationRevision: z.string().nullish(),
  /** Store paths (or names) of `environment.systemPackages`. */
  systemPackages: z.array(z.string()).optional(),
  ociBackend: z.enum(["docker", "podman"]).nullable().default(null),
  ociContainers: z.record(z.string(), ContainerState).default({}),
  nspawnContainers: z.record(z.string(), NspawnState).default({}),
  /** Containers whose systems, units and .conf files were asked for apart from the host. */
  nspawnApart: z.array(z.string()).optional(),
  /** Units and engine containers of the systems inside nspawn containers, by container; absent where they were not evaluated. */
  nspawnUnits: z.record(z.string(), z.record(z.string(), NestedUnit)).optional(),
  nspawnOci: z.record(z.string(), OciState).optional(),
  arionProjects: z.record(z.string(), ArionProject).optional(),
  /** Users of home-manager's NixOS module. */
  homes: z.record(z.string(), HomeState).optional(),
  /** Names of users by their id, where a quadlet belongs to one. */
  userNames: texts.optional(),
  /** Where secrets are put on the host: `sops.secrets.traefik` to `/run/secrets/traefik`. Paths only. */
  secrets: z.record(z.string(), z.string().nullable()).optional(),
  units: UnitStates,
  userUnits: UnitStates,
  /** `virtualisation.docker` and `virtualisation.podman`: enable, daemon and network settings, …, as plain data. */
  docker: z.record(z.string(), z.unknown()).default({}),
  podman: z.record(z.string(), z.unknown()).default({}),
  /** Texts of `environment.etc` that belong to containers, quadlets among them, by name below /etc. */
  etc: texts,
  /** The text of /etc/fstab, which holds `fileSystems` and `swapDevices`. */
  fstab: z.string().nullish(),
  definedIn: DefinedIn.optional(),
  /** Messages of NixOS assertions that fail: such a host evaluates here, but cannot be built. */
  failedAssertions: z.array(z.string()).optional(),
});
export type HostState = z.infer<typeof HostState>;

/** A host at both revisions; a side is absent where the host does not exist there or did not evaluate. */
export type HostPair = {
  readonly name: string;
  readonly base?: HostState;
  readonly head?: HostState;
  /** nspawn containers whose systems did not evaluate at a side: their units, settings and insides are on neither side. */
  readonly unknown?: readonly string[];
  /** True where base has the host, or may have it, but only head evaluated: there is nothing to compare with, so the host counts as added. */
  readonly isBaseUnknown?: true;
  /** `failed`: head did not evaluate, or base did not and head has no such host; a finding says why. `left-out`: nothing that it reads changed, so neither side was evaluated. */
  readonly status: "evaluated" | "added" | "removed" | "failed" | "left-out";
};
