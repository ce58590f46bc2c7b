// Containers that modules outside NixOS declare: Arion's projects, and what home-manager's users run.
import * as z from "zod";
import { UnitState } from "./unit-state.ts";

/**
 * `virtualisation.arion.projects.<p>`. A service has the keys of a Compose file in the forms that people write there, and
 * `isBuilt` where Nix or the engine builds its image.
 */
export const ArionProject = z.object({
  serviceName: z.string().nullish(),
  services: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
export type ArionProject = z.infer<typeof ArionProject>;

/** `home-manager.users.<u>`, as far as it runs containers. */
export const HomeState = z.object({
  /** `services.podman.containers`, `.images` (name to reference) and `.builds`. */
  containers: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  images: z.record(z.string(), z.string().nullable()).default({}),
  builds: z.array(z.string()).default([]),
  /** Quadlet files by their path below the home folder. */
  files: z.record(z.string(), z.string()).default({}),
  /** `systemd.user.services` as unit files. */
  units: z.record(z.string(), UnitState).default({}),
});
export type HomeState = z.infer<typeof HomeState>;
