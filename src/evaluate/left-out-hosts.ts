// Hosts that read nothing of what changed -> pairs without states; what is known of them at base is kept for head.
import type { HostPair } from "./host-state.ts";
import type { HostTask } from "./flake.ts";
import type { Flakes } from "./open-hosts.ts";
import { recallHost, keepHost } from "./state-cache.ts";
import type { Workshop } from "./workshop.ts";

/** Names of the hosts to evaluate, and of those that are certain to be the same at both sides. Hosts that one side alone has are evaluated. */
export function splitHosts(names: readonly string[], { flakes: { base, head }, only }: { flakes: Flakes; only: readonly string[] | undefined }): Readonly<Record<"evaluated" | "leftOut", readonly string[]>> {
  const mayDiffer = only === undefined ? undefined : new Set(only);
  const isLeftOut = (name: string): boolean => mayDiffer?.has(name) === false && base !== head && base.hosts.includes(name) && head.hosts.includes(name);
  return { evaluated: names.filter((name) => !isLeftOut(name)), leftOut: names.filter(isLeftOut) };
}

/**
 * Says so in the log. The next pull request's base is this one's head: a state that is known under base's files is kept under
 * head's as well, for it would evaluate to the same.
 */
export async function leaveOut(names: readonly string[], { flakes, workshop }: { flakes: Flakes; workshop: Workshop }): Promise<readonly HostPair[]> {
  if (names.length === 0) return [];
  workshop.ports.log.info(`${names.length} of the hosts not evaluated, because nothing that they read changed: ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}`);
  for (const name of names) await carryOver(name, { flakes, workshop });
  return names.map((name) => ({ name, status: "left-out" }));
}

async function carryOver(name: string, { flakes: { base, head }, workshop }: { flakes: Flakes; workshop: Workshop }): Promise<void> {
  // As head the assertions were checked; a state without them serves as a base alone.
  for (const side of ["head", "base"] as const) {
    const move = async (task: Pick<HostTask, "name" | "container">): ReturnType<typeof recallHost> => {
      const state = await recallHost({ ...task, flake: { ...base, side } }, workshop);
      await keepHost({ ...task, flake: { ...head, side }, state }, workshop);
      return state;
    };
    const state = await move({ name });
    for (const container of state?.nspawnApart ?? []) await move({ name, container });
    if (state !== undefined) return;
  }
}
