// A real git repository and the real Nix -> what a plan would evaluate, and how often Nix was asked what.
import { Config } from "../../src/config/index.ts";
import { discover } from "../../src/discover/index.ts";
import type { Finding } from "../../src/errors.ts";
import { evaluateHosts, type HostPair } from "../../src/evaluate/index.ts";
import { openGit } from "../../src/host/git.ts";
import { openNix } from "../../src/host/nix.ts";
import type { Cache, Git, Nix } from "../../src/ports.ts";

export type EvaluationOf = {
  readonly folder: string;
  readonly base: string;
  readonly head: string;
  readonly config?: unknown;
  readonly cache?: Cache;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

export type Evaluated = {
  readonly pairs: readonly HostPair[];
  readonly findings: readonly Finding[];
  /** `list`, `host NAME`, `inside NAME CONTAINER`, `declared` or `derivations` for each run of Nix. */
  readonly asked: readonly string[];
  readonly git: Git;
};

function questionOf(args: readonly string[]): string {
  const expression = args[0] === "eval" ? (args.at(-1) ?? "") : undefined;
  if (expression === undefined) return "derivations";
  if (!expression.includes("builtins.getFlake")) return "declared";
  const name = /; name = "([^"]*)";/.exec(expression)?.[1];
  const inside = /; inside = "([^"]*)";/.exec(expression)?.[1];
  if (name !== undefined && inside !== undefined) return `inside ${name} ${inside}`;
  return name === undefined ? "list" : `host ${name}`;
}

/** Evaluates as runPlan does, without the rooms before and after. */
export async function evaluateRepository({ folder, base, head, config = {}, cache, environment = process.env }: EvaluationOf): Promise<Evaluated> {
  const git = await openGit({ directory: folder, environment });
  const real = openNix(environment);
  const asked: string[] = [];
  const nix: Nix = { probe: () => real.probe(), run: (args, limits) => (asked.push(questionOf(args)), real.run(args, limits)) };
  const [old, fresh] = [await git.resolve(base), await git.resolve(head)];
  const trees = { base: await git.tree(old), head: await git.tree(fresh) };
  const options = Config.parse(config);
  const scope = await discover({ ...trees, changes: await git.changes(old, fresh), config: options });
  const log = { progress: () => undefined, info: () => undefined, warn: () => undefined };
  const ports = { git, nix, log, ...(cache === undefined ? {} : { cache }) };
  const hosts = await evaluateHosts({ scope: scope.value, base: old, head: fresh, config: options, ports });
  return { pairs: hosts.value, findings: [...scope.findings, ...hosts.findings], asked, git };
}

/** A host without NixOS: `unit` is the text of its only unit, as a Nix expression. */
export function bareHost(unit: string): string {
  return `{ pkgs.stdenv.hostPlatform.system = "x86_64-linux"; options = { }; config.systemd.units."probe.service" = { enable = true; text = ${unit}; }; }`;
}
