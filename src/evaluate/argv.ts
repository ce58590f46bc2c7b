// What is to be evaluated -> the argument list of `nix`. Values reach Nix as quoted string literals, never as code.
import type { Config } from "../config/index.ts";
import { printNixString } from "../nix/index.ts";
import FLAKE_INPUTS from "./flake-inputs.nix";
import HOST_STATE from "./host-state.nix";
import HOSTS_AT from "./hosts-at.nix";

export type Evaluation = Config["evaluation"];

/** A flake by its reference, and the attribute path of its outputs that holds the hosts. */
export type FlakeArgument = { readonly reference: string; readonly attribute: string };

/** A host of a flake, or the system of one nspawn container of it; assertions are checked on demand, because they cost. */
export type HostArgument = FlakeArgument & { readonly name: string; readonly container?: string | undefined; readonly withAssertions: boolean };

/** A flake and its folder in the repository, where its flake.nix is. */
export type ListArgument = FlakeArgument & { readonly folder: string };

/** Lists the hosts of a flake: `{ root: store path of its source, hosts: [name], missing, apart, declared: what flake-inputs.nix gives }`. */
export function hostListArgs({ reference, attribute, folder }: ListArgument, evaluation: Evaluation): readonly string[] {
  const file = printNixString(folder === "." ? "/flake.nix" : `/${folder}/flake.nix`);
  // In a store at another root, old versions of Nix find a path by its context only, so it is discarded from what is printed alone.
  const source = "(flake.sourceInfo or flake).outPath";
  const found = `((${HOSTS_AT}) flake ${stepsOf(attribute)})`;
  const hosts = "hosts = found.names; inherit (found) missing apart;";
  const declared = `(${FLAKE_INPUTS}) (import (${source} + ${file}))`;
  return evalArgs(`let flake = ${flakeOf(reference)}; root = builtins.unsafeDiscardStringContext ${source}; found = ${found}; in { inherit root; ${hosts} declared = ${declared}; }`, evaluation);
}

/** Reads the inputs out of the text of a flake.nix alone. The text is the pull request's code, as everything that is evaluated. */
export function declaredInputsArgs(text: string, evaluation: Evaluation): readonly string[] {
  return evalArgs(`(${FLAKE_INPUTS}) (${text}\n)`, { ...evaluation, "allow-import-from-derivation": false });
}

/** Evaluates one host of a flake to what host-state.nix gives. */
export function hostStateArgs(host: HostArgument, evaluation: Evaluation): readonly string[] {
  const [name, inside] = [printNixString(host.name), host.container === undefined ? "null" : printNixString(host.container)];
  const argument = `inherit flake; hosts = ${hostsOf(host.attribute)}; inside = ${inside}; name = ${name}; withAssertions = ${host.withAssertions};`;
  return evalArgs(`let flake = ${flakeOf(host.reference)}; in (${HOST_STATE}) { ${argument} }`, evaluation);
}

/** Prints derivations as JSON; the command was called `show-derivation` before Nix 2.15. */
export function showDerivationArgs(paths: readonly string[], version: string): readonly string[] {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const command = major > 2 || (major === 2 && minor >= 15) ? ["derivation", "show"] : ["show-derivation"];
  return [...command, ...paths];
}

/**
 * `builtins.getFlake` rather than an installable: it never applies the flake's own nixConfig, never writes or updates a lock
 * file, and a flake without hosts is an empty set instead of an error message (Nix manual, "getFlake").
 */
function flakeOf(reference: string): string {
  return `builtins.getFlake ${printNixString(reference)}`;
}

/** Every step is a string literal, so no step can be anything else. */
function stepsOf(attribute: string): string {
  return `[ ${attribute.split(".").map(printNixString).join(" ")} ]`;
}

/** `nixosConfigurations` -> `flake."nixosConfigurations"`; only a path with `*` has to be walked. */
function hostsOf(attribute: string): string {
  const steps = attribute.split(".");
  return steps.includes("*") ? `((${HOSTS_AT}) flake ${stepsOf(attribute)}).hosts` : ["flake", ...steps.map(printNixString)].join(".");
}

function evalArgs(expression: string, evaluation: Evaluation): readonly string[] {
  const canBuild = evaluation["allow-import-from-derivation"];
  const settings = {
    "pure-eval": true,
    "accept-flake-config": false,
    "eval-cache": false,
    "allow-import-from-derivation": canBuild,
    // Nothing is built, so nothing has to be downloaded; flake inputs are fetched from their own addresses.
    substitute: canBuild,
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["--option", name, String(value)]);
  return ["eval", "--json", "--show-trace", ...options, "--expr", expression];
}
