// The state of a host at one revision: everything that stowplan compares, as the Nix expression prints it.
import * as z from "zod";

const strings = z.array(z.string()).default([]);
const texts = z.record(z.string(), z.string()).default({});

/** One entry of `systemd.units`; `files` holds the texts of the scripts and triggers that `text` names, by store path. */
export const UnitState = z.object({
  text: z.string().default(""),
  enable: z.boolean().default(true),
  overrideStrategy: z.enum(["asDropin", "asDropinIfExists"]).default("asDropinIfExists"),
  aliases: strings,
  wantedBy: strings,
  requiredBy: strings,
  upheldBy: strings,
  files: texts,
});
export type UnitState = z.infer<typeof UnitState>;

/** A unit of a nested system; of some only the text is known. */
const NestedUnit = z.union([z.string().transform((text) => UnitState.parse({ text })), UnitState]);

/** One of `virtualisation.oci-containers.containers`; options that this NixOS does not have are absent. */
export const ContainerState = z.looseObject({
  image: z.string(),
  imageFile: z.string().nullable().optional(),
  imageStream: z.string().nullable().optional(),
  serviceName: z.string().optional(),
  autoStart: z.boolean().default(true),
  pull: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  environmentFiles: strings,
  labels: z.record(z.string(), z.string()).default({}),
  ports: strings,
  volumes: strings,
  extraOptions: strings,
  cmd: strings,
  dependsOn: strings,
  networks: strings,
  entrypoint: z.string().nullable().optional(),
  /** Of an image file that dockerTools makes: the image's name, tag and, where it is pulled, digest. */
  archive: z
    .object({ imageName: z.string().nullish(), imageTag: z.string().nullish(), imageDigest: z.string().nullish() })
    .optional(),
  user: z.string().nullable().optional(),
  hostname: z.string().nullable().optional(),
});
export type ContainerState = z.infer<typeof ContainerState>;

/** The plain options of one nspawn `containers.<name>`; the nested system is not in it. */
export const NspawnState = z.looseObject({
  autoStart: z.boolean().optional(),
  privateNetwork: z.boolean().optional(),
  hostAddress: z.string().nullable().optional(),
  localAddress: z.string().nullable().optional(),
  bindMounts: z.record(z.string(), z.looseObject({ hostPath: z.string().nullable().optional() })).optional(),
});
export type NspawnState = z.infer<typeof NspawnState>;

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
  systemPackages: strings.optional(),
  ociBackend: z.enum(["docker", "podman"]).nullable().default(null),
  ociContainers: z.record(z.string(), ContainerState).default({}),
  nspawnContainers: z.record(z.string(), NspawnState).default({}),
  /** Units of the systems inside nspawn containers, by container; absent where they were not evaluated. */
  nspawnUnits: z.record(z.string(), z.record(z.string(), NestedUnit)).optional(),
  units: z.record(z.string(), UnitState).default({}),
  userUnits: z.record(z.string(), UnitState).default({}),
  /** `virtualisation.docker` and `virtualisation.podman`: enable, daemon settings, …, as plain data. */
  docker: z.record(z.string(), z.unknown()).default({}),
  podman: z.record(z.string(), z.unknown()).default({}),
  /** Texts of `environment.etc` that belong to containers, by name below /etc. */
  etc: texts,
  /** Files of the repository that define a container, relative to its root, as far as the module system tells. */
  definedIn: z.object({ oci: z.record(z.string(), strings), nspawn: z.record(z.string(), strings) }).optional(),
  /** Messages of NixOS assertions that fail: such a host evaluates here, but cannot be built. */
  failedAssertions: strings.optional(),
});
export type HostState = z.infer<typeof HostState>;

/** A host at both revisions; a side is absent where the host does not exist there or did not evaluate. */
export type HostPair = {
  readonly name: string;
  readonly base?: HostState;
  readonly head?: HostState;
  /** `failed`: a side exists but did not evaluate, a finding says why. */
  readonly status: "evaluated" | "added" | "removed" | "failed";
};
