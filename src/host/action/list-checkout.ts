// A workflow's checkout -> the names of the hosts that its plan evaluates, and the states of one revision's hosts kept for later plans.
import { posix } from "node:path";
import { readConfig } from "../../config/index.ts";
import { discover } from "../../discover/index.ts";
import { evaluateHosts, type EvaluationRequest, listHosts } from "../../evaluate/index.ts";
import type { FileChange } from "../../ports.ts";
import { findRevisions } from "./revisions.ts";
import { type Checkout, type Compared, openRunPorts, repositoryOf, type RunPorts } from "./run-ports.ts";

type Sides = Compared & { readonly ports: RunPorts["ports"]; readonly isWhole: boolean };

/** What is to be evaluated: what differs between two revisions, or all, as if flake.nix had changed, which every host depends on. */
async function scopeOf(checkout: Checkout, side: Sides): Promise<EvaluationRequest> {
  const { ports } = side;
  const [base, head] = await Promise.all([ports.git.resolve(side.base), ports.git.resolve(side.head)]);
  const [baseTree, headTree] = await Promise.all([ports.git.tree(base), ports.git.tree(head)]);
  const { value: config } = await readConfig({ base: baseTree, head: headTree, inputs: checkout.inputs.config });
  const all: readonly FileChange[] = [{ path: posix.join(config.flake, "flake.nix"), status: "modified" }];
  const changes = side.isWhole ? all : await ports.git.changes(base, head);
  const { value: scope } = await discover({ base: baseTree, head: headTree, changes, config });
  return { scope, base, head, config, share: checkout.inputs.share, ports };
}

/**
 * For a matrix of jobs that share the hosts. What is wrong with the flake is told by whoever plans. Nothing is kept: a bundle of the
 * names alone would stand before the one that holds the hosts.
 */
export async function listCheckout(checkout: Checkout): Promise<readonly string[]> {
  const revisions = await findRevisions(checkout, repositoryOf(checkout));
  const { ports } = await openRunPorts(checkout, revisions);
  return (await listHosts(await scopeOf(checkout, { ...revisions, ports, isWhole: false }))).value;
}

/**
 * Evaluates every host of one commit, so that a pull request that is based on it finds its base in the cache: GitHub lets a pull
 * request read what the default branch keeps. Gives how many hosts are known now.
 */
export async function warmCheckout(checkout: Checkout, commit: string): Promise<number> {
  const revisions = { base: commit, head: commit };
  const { ports, save } = await openRunPorts(checkout, revisions);
  const { value, findings } = await evaluateHosts(await scopeOf(checkout, { ...revisions, ports, isWhole: true }));
  for (const { subject, message } of findings) checkout.log.warn(`${subject}: ${message}`);
  await save();
  return value.filter(({ head }) => head !== undefined).length;
}
