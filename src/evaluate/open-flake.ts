// A flake at one revision -> the names of its hosts, or the finding that says why they are unknown.
import type { Finding } from "../errors.ts";
import type { Revision } from "../ports.ts";
import { hostListArgs } from "./argv.ts";
import { decodeHostList } from "./decode.ts";
import { evaluationFinding, type Subject, unreadableFinding } from "./findings.ts";
import { keepHostList, recallHostList } from "./state-cache.ts";
import type { Flake } from "./flake.ts";
import type { Workshop } from "./workshop.ts";

export type FlakeSide = { readonly side: Flake["side"]; readonly revision: Revision; readonly folder: string | undefined };

/** Evaluates the names of the hosts; a flake that fails has none, and a finding. */
export async function openFlake({ side, revision, folder }: FlakeSide, workshop: Workshop): Promise<Flake> {
  const flake = { side, revision, folder: folder ?? ".", reference: "", hosts: [] };
  if (folder === undefined) return flake;
  const { nix, git, log } = workshop.ports;
  const reference = git.flakeReference(revision, folder);
  const progress = { subject: `${side} flake` };
  const known = await recallHostList({ revision, folder }, workshop);
  if (known !== undefined) {
    log.progress({ ...progress, state: "done", text: `${known.hosts.length} hosts, known from before` });
    return { ...flake, reference, ...known };
  }
  log.progress({ ...progress, state: "running", text: "listing hosts" });
  const run = await nix.run(hostListArgs({ reference, attribute: workshop.attribute }, workshop.evaluation), workshop.limits);
  const list = run.status === 0 && run.stopped === undefined ? decodeHostList(run.stdout) : undefined;
  if (list === undefined) {
    log.progress({ ...progress, state: "failed", text: "did not evaluate" });
    return { ...flake, reference, finding: await listFailure({ side, flake: flake.folder, attribute: workshop.attribute }, { run, revision, workshop }) };
  }
  log.progress({ ...progress, state: "done", text: `${list.hosts.length} hosts, ${run.seconds.toFixed(1)} s` });
  await keepHostList({ revision, folder, list }, workshop);
  return { ...flake, reference, ...list };
}

type Failure = { readonly run: Awaited<ReturnType<Workshop["ports"]["nix"]["run"]>>; readonly revision: Revision; readonly workshop: Workshop };

async function listFailure(subject: Subject, { run, revision, workshop }: Failure): Promise<Finding> {
  if (run.status === 0 && run.stopped === undefined) return unreadableFinding(subject, "the list of hosts");
  const tree = await workshop.ports.git.tree(revision);
  return evaluationFinding(subject, { run, limits: workshop.limits, sources: { files: new Set(tree.entries.keys()) } });
}
