// The machine and its environment -> the settings that every run of Nix gets, whatever its own configuration files say.
import { allowedEnvironment, type Environment } from "./environment.ts";

/** What decides the settings: root on a machine without Nix's daemon has no build users, as in most containers. */
export type NixMachine = { readonly environment: Environment; readonly isRoot: boolean; readonly hasDaemon: boolean };

/**
 * The environment of a run of Nix. NIX_CONFIG is written anew: the caller's may hold access tokens.
 * `extra-` keeps the experimental features that the machine's own nix.conf turns on.
 */
export function nixEnvironment(machine: NixMachine): Record<string, string> {
  const lines = ["extra-experimental-features = nix-command flakes", "accept-flake-config = false", "warn-dirty = false"];
  const withoutUsers = machine.isRoot && !machine.hasDaemon ? ["build-users-group ="] : [];
  return allowedEnvironment(machine.environment, { NIX_CONFIG: [...lines, ...withoutUsers].join("\n"), GIT_TERMINAL_PROMPT: "0" });
}

/** Where a Nix program may be: the PATH first, then where its installers put it. */
export function nixCandidates(environment: Environment): readonly string[] {
  const home = environment["HOME"];
  const state = environment["XDG_STATE_HOME"] ?? (home === undefined ? undefined : `${home}/.local/state`);
  const onPath = (environment["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const installed = [
    "/nix/var/nix/profiles/default/bin",
    "/run/current-system/sw/bin",
    ...(home === undefined ? [] : [`${home}/.nix-profile/bin`]),
    ...(state === undefined ? [] : [`${state}/nix/profile/bin`]),
    "/usr/local/bin",
    "/usr/bin",
  ];
  return [...new Set([...onPath, ...installed])].map((folder) => `${folder}/nix`);
}

/** What a program says of itself. */
export type NixRelease = { readonly product: string; readonly version: string };

/**
 * Reads `nix --version`: `nix (Nix) 2.8.0`, `nix (Lix, like Nix) 2.91.1`, `nix (Determinate Nix 3.6.2) 2.29.0`. Forks keep the numbers of
 * the Nix that they are like. Undefined where the program is something else.
 */
export function parseNixVersion(output: string): NixRelease | undefined {
  const { product, version } = /^nix \((?<product>[^()]+)\) (?<version>\d+\.\d+\S*)\s*$/m.exec(output)?.groups ?? {};
  return product === undefined || version === undefined ? undefined : { product, version };
}

/** Flakes came with 2.4; everything stowplan asks of Nix works from 2.8 on, the oldest that is tested. */
export function hasFlakes(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number.parseFloat);
  return major > 2 || (major === 2 && minor >= 8);
}
