// Hosts that read nothing of what changed -> pairs without states.
import type { AffectedHosts } from "../discover/index.ts";
import { tellSome } from "../tell-some.ts";
import type { HostPair } from "./host-state.ts";
import type { Flakes } from "./open-hosts.ts";
import type { EvaluationPorts } from "./workshop.ts";

/** Names of the hosts to evaluate, and of those that are certain to be the same at both sides. Hosts that one side alone has are evaluated. */
export function splitHosts(names: readonly string[], { flakes: { base, head }, affected }: { flakes: Flakes; affected: AffectedHosts }): Readonly<Record<"evaluated" | "leftOut", readonly string[]>> {
  const mayDiffer = affected.kind === "all" ? undefined : new Set(affected.hosts);
  const isLeftOut = (name: string): boolean => mayDiffer?.has(name) === false && base !== head && base.hosts.includes(name) && head.hosts.includes(name);
  return { evaluated: names.filter((name) => !isLeftOut(name)), leftOut: names.filter(isLeftOut) };
}

/** Says so in the log. Nothing is kept under head's files: that no host reads what changed was read off texts, not evaluated. */
export function leaveOut(names: readonly string[], { log }: Pick<EvaluationPorts, "log">): readonly HostPair[] {
  if (names.length === 0) return [];
  log.info(`${names.length} of the hosts not evaluated, because nothing that they read changed: ${tellSome(names, 10)}`);
  return names.map((name) => ({ name, status: "left-out" }));
}
