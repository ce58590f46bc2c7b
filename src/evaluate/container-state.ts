// A container as the options of NixOS describe it: one that an engine runs, and one of systemd-nspawn.
import * as z from "zod";

const strings = z.array(z.string()).default([]);

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

/** `virtualisation.oci-containers` of one system. */
export const OciState = z.object({
  backend: z.enum(["docker", "podman"]).nullable().default(null),
  containers: z.record(z.string(), ContainerState).default({}),
});
export type OciState = z.infer<typeof OciState>;

/** The plain options of one nspawn `containers.<name>`; the nested system is not in it. */
export const NspawnState = z.looseObject({
  autoStart: z.boolean().optional(),
  privateNetwork: z.boolean().optional(),
  hostAddress: z.string().nullable().optional(),
  localAddress: z.string().nullable().optional(),
  bindMounts: z.record(z.string(), z.looseObject({ hostPath: z.string().nullable().optional() })).optional(),
});
export type NspawnState = z.infer<typeof NspawnState>;
