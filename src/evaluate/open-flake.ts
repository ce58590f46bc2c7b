// A flake at one revision -> the names of its hosts, or the finding that says why they are unknown.
import type { Finding } from "../errors.ts";
import type { NixRun, Revision } from "../ports.ts";
import { hostListArgs } from "./argv.ts";
import { checkLock } from "./check-lock.ts";
import { decodeHostList, type HostList } from "./decode.ts";
import { evaluationFinding, sha256Finding, type Subject, unreadableFinding } from "./findings.ts";
import { keepHostList, recallHostList } from "./state-cache.ts";
import type { Flake } from "./flake.ts";
import { openSource } from "./flake-source.ts";
import { sourcesOf } from "./trace.ts";
import type { Workshop } from "./workshop.ts";

export type FlakeSide = { readonly side: Flake["side"]; readonly revision: Revision; readonly folder: string | undefined };

/** Nix up to 2.34 takes no longer object name (its `git` fetcher reads `rev` as SHA-1). */
const SHA1_LETTERS = 40;

/** Evaluates the names of the hosts; a flake that fails has none, and a finding. */
export async function openFlake({ side, revision, folder }: FlakeSide, workshop: Workshop): Promise<Flake> {
  const flake = { side, revision, folder: folder ?? ".", reference: "", hosts: [], missing: [], apart: {} };
  if (folder === undefined) return flake;
  if (revision.commit.length > SHA1_LETTERS) return { ...flake, finding: sha256Finding(side) };
  const source = await openSource({ revision, folder }, workshop);
  const reference = workshop.ports.git.flakeReference(source.revision, folder);
  const listed = await listFlake({ side, revision: source.revision, folder, reference }, workshop);
  const { declared, ...list }: Partial<HostList> = listed.list ?? {};
  // Only head's lock file can be mended by whoever reads this.
  const lock = side === "base" ? [] : await checkLock({ revision, folder, declared, isFailed: listed.finding !== undefined }, workshop);
  const notes = [...(side === "base" ? [] : source.findings), ...lock];
  return { ...flake, revision: source.revision, reference, ...list, notes, ...(listed.finding === undefined ? {} : { finding: listed.finding }) };
}

function tellHosts(hosts: readonly unknown[]): string {
  return hosts.length === 1 ? "1 host" : `${hosts.length} hosts`;
}

type Listing = { readonly side: Flake["side"]; readonly revision: Revision; readonly folder: string; readonly reference: string };

async function listFlake({ side, revision, folder, reference }: Listing, workshop: Workshop): Promise<{ readonly list?: HostList; readonly finding?: Finding }> {
  const { nix, log } = workshop.ports;
  const progress = { subject: `${side} flake` };
  const known = await recallHostList({ revision, folder }, workshop);
  if (known !== undefined) {
    log.progress({ ...progress, state: "done", text: `${tellHosts(known.hosts)}, known from before` });
    return { list: known };
  }
  log.progress({ ...progress, state: "running", text: "listing hosts" });
  const run = await nix.run(hostListArgs({ reference, attribute: workshop.attribute, folder }, workshop.evaluation), workshop.limits);
  const list = run.status === 0 && run.stopped === undefined ? decodeHostList(run.stdout) : undefined;
  if (list === undefined) {
    log.progress({ ...progress, state: "failed", text: "did not evaluate" });
    return { finding: await listFailure({ side, flake: folder, attribute: workshop.attribute }, { run, revision, workshop }) };
  }
  log.progress({ ...progress, state: "done", text: `${tellHosts(list.hosts)}, ${run.seconds.toFixed(1)} s` });
  await keepHostList({ revision, folder, list }, workshop);
  return { list };
}

type Failure = { readonly run: NixRun; readonly revision: Revision; readonly workshop: Workshop };

async function listFailure(subject: Subject, { run, revision, workshop }: Failure): Promise<Finding> {
  if (run.status === 0 && run.stopped === undefined) return unreadableFinding(subject, "the list of hosts");
  const tree = await workshop.ports.git.tree(revision);
  return evaluationFinding(subject, { run, limits: workshop.limits, sources: sourcesOf(tree) });
}
