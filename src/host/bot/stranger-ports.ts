// A stranger's pull request -> the ports of its plan, whose Nix runs in the sandbox, and what was found while inputs were fetched.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { readConfig } from "../../config/index.ts";
import { type Finding, StowplanError } from "../../errors.ts";
import type { Log, PlanPorts } from "../../ports.ts";
import { whileUnshared, withKeptFolder } from "../clones/kept-folder.ts";
import { cacheFolder } from "../disk-cache.ts";
import type { Environment } from "../environment.ts";
import { openPlanPorts } from "../plan-ports.ts";
import { inputFetches } from "../sandbox/input-fetches.ts";
import { findSandbox, type Sandbox, type SandboxFound } from "../sandbox/sandbox.ts";
import { cleanStore } from "../sandbox/strangers-store.ts";
import { fetchInputs, openStrangersNix, type StrangersNix } from "../sandbox/strangers-nix.ts";
import type { Checkout } from "./checkout.ts";

/** What a plan needs, and findings to be told with it. */
export type StrangerPorts = { readonly ports: PlanPorts; readonly findings: readonly Finding[] };

export type StrangerRequest = { readonly checkout: Checkout; readonly environment: Environment; readonly log: Log };

function refuse({ reason, hint }: Extract<SandboxFound, { kind: "missing" }>): StowplanError {
  return new StowplanError({
    code: "event-unsupported",
    subject: "a fork's pull request",
    message: `This bot evaluates code from forks only in a sandbox, and there is none on its machine: ${reason}.`,
    hint: `${hint} Or push the branch to this repository, or use the Action, which plans forks on GitHub's own machines.`,
  });
}

/** Asked before anything of the pull request is looked at. Throws `event-unsupported` with the reason where there is no sandbox. */
export async function requireSandbox(environment: Environment): Promise<Sandbox> {
  const found = await findSandbox(environment);
  if (found.kind === "missing") throw refuse(found);
  return found.sandbox;
}

/** The store is shared by the plans of strangers and by nobody else; without a home it goes with the job. */
function storePlace({ environment, checkout }: StrangerRequest): string {
  const cache = cacheFolder(environment);
  return cache === undefined ? join(checkout.scratch, "strangers") : join(cache, "strangers");
}

/** The flake's lock file at both sides, in the folder that the configuration names. */
async function fetchLocked(ports: PlanPorts, { strangers, request }: { readonly strangers: StrangersNix; readonly request: StrangerRequest }): Promise<readonly Finding[]> {
  const { checkout, log } = request;
  const [base, head] = await Promise.all([checkout.base, checkout.head].map(async (name) => ports.git.tree(await ports.git.resolve(name))));
  if (base === undefined || head === undefined) return [];
  const { flake } = (await readConfig({ base, head, inputs: {} })).value;
  const file = join(flake, "flake.lock");
  const { fetches, findings } = inputFetches({ file, base: await base.read(file), head: await head.read(file) });
  return [...findings, ...(await fetchInputs(fetches, { ...strangers, log }))];
}

/** Calls `use` with the ports. What the sandbox sees is the clone, the job's scratch folder, and the store; it writes to the last two. */
export async function withStrangerPorts<T>(request: StrangerRequest, use: (ports: StrangerPorts) => Promise<T>): Promise<T> {
  const { checkout, environment, log } = request;
  const sandbox = await requireSandbox(environment);
  const home = join(checkout.scratch, "home");
  await mkdir(home);
  return withKeptFolder(storePlace(request), async (folder) => {
    await whileUnshared(folder, () => cleanStore(folder.path, { environment, log }));
    const readable = (): readonly string[] => [checkout.repository.directory, checkout.scratch];
    const strangers = { sandbox, environment, folders: { store: folder.path, home, readable } };
    const ports = await openPlanPorts({ ...checkout.repository, isForStranger: true }, log);
    const findings = await fetchLocked(ports, { strangers, request });
    return use({ ports: { ...ports, nix: openStrangersNix(strangers) }, findings });
  });
}
