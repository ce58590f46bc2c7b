// The `policy` section: what the containers of hosts and Compose projects may do, and how loud a breach is.
import * as z from "zod";
import { optionFacts, trusted } from "./option-facts.ts";
import { ImagePattern } from "./update-rule.ts";

/** How loud a breach is that the pull request introduces. */
export const PolicyLevel = z.enum(["off", "info", "warning", "error"]);
export type PolicyLevel = z.infer<typeof PolicyLevel>;

/** All of it is the base branch's: a pull request must not allow itself what it brings. */
export const Policy = z
  .strictObject({
    pinned: PolicyLevel.default("off").describe("Images without a digest, other than those that Nix or the engine makes.").register(optionFacts, trusted),
    registries: PolicyLevel.default("error").describe("Images that `allowed-registries` does not name.").register(optionFacts, trusted),
    "allowed-registries": z
      .array(ImagePattern)
      .max(200)
      .default([])
      .describe("Where images may come from: registries (`ghcr.io`), or images in the form of `match-images` (`docker.io/library/*`, `ghcr.io/immich-app/**`). An empty list allows all.")
      .register(optionFacts, trusted),
    privileged: PolicyLevel.default("warning").describe("Containers that run with `--privileged`, or in nspawn with all capabilities.").register(optionFacts, trusted),
    "host-network": PolicyLevel.default("info").describe("Containers in the host's own network, where every port they listen on is the host's.").register(optionFacts, trusted),
    "engine-socket": PolicyLevel.default("warning").describe("Containers that reach the socket of Docker, Podman or containerd: who holds it is root on the host.").register(optionFacts, trusted),
    "published-to-all": PolicyLevel.default("info").describe("Ports that are published to every address of the host.").register(optionFacts, trusted),
    exempt: z.array(z.string().min(1).max(256)).max(200).default([]).describe("Patterns of names of containers and Compose services that the rules leave alone.").register(optionFacts, trusted),
  })
  .prefault({});
export type Policy = z.infer<typeof Policy>;
