// What a pull request does to one Compose project, as data.
import * as z from "zod";

/** The module as it should be. Never to be shown: it holds the values that diffs hide. */
export const RegeneratedModule = z.object({
  text: z.string().max(1_000_000),
  /** Hexadecimal SHA-256 of the committed module that the text was made to replace. */
  replaces: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RegeneratedModule = z.infer<typeof RegeneratedModule>;

/** How the committed module stands to what the Compose file gives. */
export const Drift = z.object({
  status: z.enum(["none", "not-regenerated", "edited", "other-options", "no-module", "not-checked"]),
  /** What differs, for people; empty for `none`. */
  text: z.string().max(8192),
  /** Unified diff from the committed to the regenerated module. */
  diff: z.string().max(1_000_000),
  /** The command that makes the module again, for a shell in the repository's root; only where that would help. */
  command: z.string().max(8192).optional(),
  /** Only where the configuration asks for it to be suggested or committed. */
  module: RegeneratedModule.optional(),
});
export type Drift = z.infer<typeof Drift>;

/** One service that differs between base and head, in words: `image v1.3.2 → v1.4.0`. */
export const ServiceChange = z.object({
  service: z.string().max(1024),
  change: z.enum(["added", "removed", "changed"]),
  texts: z.array(z.string().max(8192)).max(1000),
});
export type ServiceChange = z.infer<typeof ServiceChange>;

/** One Compose project that the pull request touches. */
export const ProjectPlan = z.object({
  name: z.string().max(1024),
  inputs: z.array(z.string().max(4096)).max(1000),
  /** Where the module is or would be written; absent where neither the configuration nor the repository says. */
  output: z.string().max(4096).optional(),
  runtime: z.enum(["docker", "podman"]),
  status: z.enum(["converted", "removed", "failed"]),
  services: z.array(ServiceChange).max(5000),
  drift: Drift,
  /** Unified diff between the modules that base and head give. */
  diff: z.string().max(1_000_000),
});
export type ProjectPlan = z.infer<typeof ProjectPlan>;
