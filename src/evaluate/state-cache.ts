// Evaluated hosts <-> the cache, under a key of everything that an evaluation depends on.
import { parseJson } from "../parse-json.ts";
import type { Revision } from "../ports.ts";
import { sha256 } from "../sha256.ts";
import { hostListArgs, hostStateArgs } from "./argv.ts";
import { decodeHostList, type HostList } from "./decode.ts";
import type { HostTask } from "./flake.ts";
import { HostState } from "./host-state.ts";
import type { Workshop } from "./workshop.ts";

/** Raised where a state is read from Nix's answers in another way, so that states kept before are not taken for new ones. */
const FORM = 9;

/**
 * Evaluation is pure, so its result depends on the files (the lock file among them), on Nix, and on what it is asked, which
 * holds our expression and the settings. The commit is left out: it only reaches `self.rev`, and a merge keeps the tree.
 */
function cacheKey(tree: string, parts: { readonly folder: string; readonly question: readonly string[]; readonly version: string }): string {
  return sha256(JSON.stringify([FORM, tree, parts.folder, parts.version, parts.question]));
}

/** Forks of Nix have versions of the same numbers. */
function releaseOf({ product, version }: Workshop["program"]): string {
  return `${product} ${version}`;
}

type FlakeAt = { readonly revision: Revision; readonly folder: string };

function listKey({ revision, folder }: FlakeAt, { evaluation, program, attribute }: Workshop): string {
  const question = hostListArgs({ reference: "", attribute, folder }, evaluation);
  return cacheKey(revision.tree, { folder, question, version: releaseOf(program) });
}

/** The names of a flake's hosts, where they are known. */
export async function recallHostList(flake: FlakeAt, workshop: Workshop): Promise<HostList | undefined> {
  const text = await workshop.ports.cache?.read(listKey(flake, workshop));
  return text === undefined ? undefined : decodeHostList(text);
}

export async function keepHostList({ list, ...flake }: FlakeAt & { readonly list: HostList }, workshop: Workshop): Promise<void> {
  await workshop.ports.cache?.write(listKey(flake, workshop), JSON.stringify(list));
}

function hostKey({ flake, name, container }: HostTask, { workshop, withAssertions }: { workshop: Workshop; withAssertions: boolean }): string {
  const question = hostStateArgs({ reference: "", attribute: workshop.attribute, name, container, withAssertions }, workshop.evaluation);
  return cacheKey(flake.revision.tree, { folder: flake.folder, question, version: releaseOf(workshop.program) });
}

/** Only of hosts at head: their systems hold those of the containers inside. */
export function checksAssertions({ flake, container }: HostTask): boolean {
  return flake.side === "head" && container === undefined;
}

/** A host's state, or that of one container inside it, where it is known. What was head with its assertions checked serves as base once it is merged. */
export async function recallHost(task: HostTask, workshop: Workshop): Promise<HostState | undefined> {
  const checks = checksAssertions(task) ? [true] : task.container === undefined ? [true, false] : [false];
  for (const withAssertions of checks) {
    const text = await workshop.ports.cache?.read(hostKey(task, { workshop, withAssertions }));
    const state = text === undefined ? undefined : HostState.safeParse(parseJson(text)).data;
    if (state !== undefined) return state;
  }
  return undefined;
}

/** Keeps a state that is whole; a host that failed is evaluated again. */
export async function keepHost(result: HostTask & { readonly state: HostState | undefined }, workshop: Workshop): Promise<void> {
  if (result.state === undefined) return;
  const key = hostKey(result, { workshop, withAssertions: checksAssertions(result) });
  await workshop.ports.cache?.write(key, JSON.stringify(result.state));
}
