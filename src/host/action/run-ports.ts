// A workflow's checkout -> what planning it asks of the world, with the host states that GitHub's cache keeps from run to run.
import { join, resolve } from "node:path";
import type { Log, PlanPorts } from "../../ports.ts";
import type { Environment } from "../environment.ts";
import type { Repository } from "../git-command.ts";
import { layerCaches } from "../layered-cache.ts";
import { openPlanPorts } from "../plan-ports.ts";
import type { GithubToken } from "../registry/credentials.ts";
import { bundleKeys } from "./bundle-keys.ts";
import { type ActionEvent, isTrusted } from "./event.ts";
import type { ActionInputs } from "./inputs.ts";
import { hasRunnerCache, openStateBundle } from "./state-bundle.ts";

/** A checkout, and what a run is to do with it. */
export type Checkout = {
  readonly event: ActionEvent;
  readonly inputs: ActionInputs;
  readonly environment: Environment;
  readonly workspace: string;
  readonly log: Log;
};

/** Names of the revisions that are evaluated; the same twice where nothing is compared. */
export type Compared = { readonly base: string; readonly head: string };

/** `save` is to be called when the hosts are evaluated. */
export type RunPorts = { readonly ports: PlanPorts; readonly save: () => Promise<void> };

/** The repository of a checkout. */
export function repositoryOf({ inputs, environment, workspace }: Checkout): Repository {
  return { directory: resolve(workspace, inputs.checkout), environment };
}

/**
 * The job's token, for the packages of the repository's owner at ghcr.io. A stranger's pull request gets none: it could name a private
 * image, and its plan would tell what is in it.
 */
export function githubToken({ event, inputs, environment }: Checkout): GithubToken | undefined {
  const token = inputs.token === "" ? (environment["GITHUB_TOKEN"] ?? "") : inputs.token;
  const owner = environment["GITHUB_REPOSITORY_OWNER"] ?? environment["GITHUB_REPOSITORY"]?.replace(/\/.*$/s, "") ?? "";
  return isTrusted(event) && token !== "" && owner !== "" ? { token, owner } : undefined;
}

/** Opens the ports. Outside of GitHub's runner, and where its cache is switched off, the disk's cache is the only one. */
export async function openRunPorts(checkout: Checkout, { base, head }: Compared): Promise<RunPorts> {
  const { environment, inputs, log } = checkout;
  const github = githubToken(checkout);
  const ports = await openPlanPorts({ ...repositoryOf(checkout), isForStranger: !isTrusted(checkout.event), ...(github === undefined ? {} : { github }) }, log);
  const scratch = environment["RUNNER_TEMP"] ?? "";
  if (!hasRunnerCache(environment) || scratch === "") return { ports, save: () => Promise.resolve() };
  const findKeys = async (): Promise<ReturnType<typeof bundleKeys>> => {
    const [baseTree, headTree] = (await Promise.all([ports.git.resolve(base), ports.git.resolve(head)])).map(({ tree }) => tree);
    return bundleKeys({ baseTree: baseTree ?? "", headTree: headTree ?? "", inputs: inputs.config, share: inputs.share });
  };
  const bundle = openStateBundle({ folder: join(scratch, "stowplan-states"), findKeys, log });
  const cache = ports.cache === undefined ? bundle.cache : layerCaches(bundle.cache, ports.cache);
  return { ports: { ...ports, cache }, save: bundle.save };
}
