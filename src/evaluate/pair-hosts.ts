// Results of both sides -> one pair for each host, and the findings of both sides told once.
import type { Finding, Found } from "../errors.ts";
import type { Flake } from "./flake.ts";
import type { HostPair, HostState } from "./host-state.ts";
import { type WholeHost, withoutInside } from "./inside-containers.ts";

type Side = "base" | "head";

export type Pairing = {
  readonly names: readonly string[];
  readonly flakes: Readonly<Record<Side, Flake>>;
  readonly results: readonly WholeHost[];
};

/** Pairs the sides. A host is `failed` where a side has it, or may have it because its flake failed, but gave no state; where that is base alone, head is new. */
export function pairHosts({ names, flakes, results }: Pairing): Found<readonly HostPair[]> {
  const find = (name: string, side: Side): WholeHost | undefined => results.find((result) => result.name === name && result.flake === flakes[side]);
  const pairs = names.map((name) => pairOf(name, { base: find(name, "base"), head: find(name, "head"), flakes }));
  const ofFlake = tellOnce(flakes.base.finding, flakes.head.finding);
  const ofHosts = names.flatMap((name) => tellOnce(find(name, "base")?.finding, find(name, "head")?.finding));
  const ofInside = names.flatMap((name) => failuresInside(find(name, "base"), find(name, "head")));
  const ofAssertions = names.flatMap((name) => unbuildable(find(name, "head")));
  return { value: pairs, findings: [...ofFlake, ...ofHosts, ...ofInside, ...ofAssertions] };
}

type Sides = { readonly base: WholeHost | undefined; readonly head: WholeHost | undefined; readonly flakes: Pairing["flakes"] };

function pairOf(name: string, { base, head, flakes }: Sides): HostPair {
  const unknown = [...new Set([base, head].flatMap((side) => (side?.failures ?? []).map(({ container }) => container)))];
  const comparable = (state: HostState): HostState => (unknown.length === 0 ? state : withoutInside(state, unknown));
  const states = {
    ...(base?.state === undefined ? {} : { base: comparable(base.state) }),
    ...(head?.state === undefined ? {} : { head: comparable(head.state) }),
    ...(unknown.length === 0 ? {} : { unknown }),
  };
  const sides = { base: sideOf(name, { result: base, flake: flakes.base }), head: sideOf(name, { result: head, flake: flakes.head }) };
  const isBaseUnknown = sides.base === "failed" && sides.head === "evaluated";
  return { name, ...states, status: statusOf(sides), ...(isBaseUnknown ? { isBaseUnknown } : {}) };
}

type SideStatus = "evaluated" | "absent" | "failed";

function sideOf(name: string, { result, flake }: { result: WholeHost | undefined; flake: Flake }): SideStatus {
  if (result?.state !== undefined) return "evaluated";
  return flake.finding !== undefined || flake.hosts.includes(name) ? "failed" : "absent";
}

function statusOf({ base, head }: Readonly<Record<Side, SideStatus>>): HostPair["status"] {
  if (head === "failed") return "failed";
  if (head === "absent") return base === "failed" ? "failed" : "removed";
  return base === "evaluated" ? "evaluated" : "added";
}

/**
 * The findings of both sides. The same failure before and after is not the pull request's: it is told once, as a warning.
 * A failure at base alone is one too, because the pull request mends it.
 */
function tellOnce(base: Finding | undefined, head: Finding | undefined): readonly Finding[] {
  if (base === undefined) return head === undefined ? [] : [head];
  if (head === undefined) return [{ ...base, severity: "warning" }];
  if (base === head) return [head];
  if (base.code !== head.code || base.message !== head.message) return [{ ...base, severity: "warning" }, head];
  return [{ ...head, severity: "warning", message: `${head.message}\nIt fails at base in the same way.` }];
}

function failuresInside(base: WholeHost | undefined, head: WholeHost | undefined): readonly Finding[] {
  const of = (side: WholeHost | undefined, name: string): Finding | undefined => side?.failures.find(({ container }) => container === name)?.finding;
  const names = [...(base?.failures ?? []), ...(head?.failures ?? [])].map(({ container }) => container);
  return [...new Set(names)].flatMap((name) => tellOnce(of(base, name), of(head, name)));
}

/** Assertions are only checked when the system is built, which the switch needs. */
function unbuildable(result: WholeHost | undefined): readonly Finding[] {
  const failed = result?.state?.failedAssertions ?? [];
  return failed.slice(0, 10).map((message) => ({
    code: "host-assertion",
    severity: "error",
    subject: `host ${result?.name ?? ""}`,
    message: `An assertion of the configuration fails, so this host cannot be built: ${message.trim().slice(0, 4000)}`,
    hint: "Change the options that the message names; `nixos-rebuild build` shows the same message.",
  }));
}
