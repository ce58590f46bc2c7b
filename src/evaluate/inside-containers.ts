// Hosts of which the systems inside nspawn containers were left out -> these systems, each evaluated by itself, and the hosts whole again.
import type { Finding } from "../errors.ts";
import { evaluateHost, type HostResult } from "./evaluate-host.ts";
import type { HostTask } from "./flake.ts";
import type { HostState } from "./host-state.ts";
import { sideBySide } from "./side-by-side.ts";
import type { Workshop } from "./workshop.ts";

/** A container whose system did not evaluate, and why. */
export type InsideFailure = { readonly container: string; readonly finding: Finding };

/** A host at one side with its containers' systems, as far as these evaluated. */
export type WholeHost = HostTask & { readonly state: HostState | undefined; readonly finding?: Finding; readonly failures: readonly InsideFailure[] };

/**
 * Evaluates the systems that hosts have left out, each in a process of its own, so that its memory, time and failure are its own.
 * None is skipped because it looks unchanged: its modules may read anything of the host and the flake, and Nix neither compares
 * functions nor tells what an evaluation has read. What is known from before is not evaluated again.
 */
export async function evaluateInside(hosts: readonly HostResult[], workshop: Workshop): Promise<readonly HostResult[]> {
  const tasks = hosts.flatMap(({ flake, name, host, state = host?.state }) => (state?.nspawnApart ?? []).map((container) => ({ flake, name, container })));
  return sideBySide(tasks, { jobs: workshop.jobs, each: (task) => evaluateHost(task, workshop) });
}

type Finished = HostTask & { readonly state: HostState | undefined; readonly finding?: Finding };

/** Puts every host together with what is inside it. */
export function joinInside(results: readonly Finished[]): readonly WholeHost[] {
  const inside = results.filter(({ container }) => container !== undefined);
  return results
    .filter(({ container }) => container === undefined)
    .map((host) => {
      const own = inside.filter(({ flake, name }) => flake === host.flake && name === host.name);
      const failures = own.flatMap(({ container = "", finding }) => (finding === undefined ? [] : [{ container, finding }]));
      return { ...host, state: host.state === undefined ? undefined : joined([host.state, ...own.flatMap(({ state }) => state ?? [])]), failures };
    });
}

/** The first state is the host's; the others have nothing but what belongs to one container. */
function joined(states: readonly HostState[]): HostState | undefined {
  return states.reduce((host, { units, etc, nspawnUnits, nspawnOci }) => ({
    ...host,
    units: { ...host.units, ...units },
    etc: { ...host.etc, ...etc },
    nspawnUnits: { ...host.nspawnUnits, ...nspawnUnits },
    nspawnOci: { ...host.nspawnOci, ...nspawnOci },
  }));
}

/** A state without what only some containers' evaluation tells; their plain options stay. */
export function withoutInside(state: HostState, containers: readonly string[]): HostState {
  const without = <Value>(values: Readonly<Record<string, Value>>, nameOf: (container: string) => string): Record<string, Value> => {
    const names = new Set(containers.map(nameOf));
    return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)));
  };
  const itself = (container: string): string => container;
  return {
    ...state,
    units: without(state.units, (container) => `container@${container}.service`),
    etc: without(state.etc, (container) => `nixos-containers/${container}.conf`),
    nspawnUnits: without(state.nspawnUnits ?? {}, itself),
    nspawnOci: without(state.nspawnOci ?? {}, itself),
  };
}
