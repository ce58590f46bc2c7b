// Results of both sides -> one pair for each host, and the findings of both sides told once.
import type { Finding, Found } from "../errors.ts";
import type { HostPair, HostState } from "./host-state.ts";
import type { Flake } from "./flake.ts";

type Side = "base" | "head";
type Result = { readonly flake: Flake; readonly name: string; readonly finding?: Finding; readonly state: HostState | undefined };

export type Pairing = {
  readonly names: readonly string[];
  readonly flakes: Readonly<Record<Side, Flake>>;
  readonly results: readonly Result[];
};

/** Pairs the sides. A host is `failed` where a side has it, or may have it because its flake failed, but gave no state. */
export function pairHosts({ names, flakes, results }: Pairing): Found<readonly HostPair[]> {
  const find = (name: string, side: Side): Result | undefined => results.find((result) => result.name === name && result.flake === flakes[side]);
  const pairs = names.map((name) => pairOf(name, { base: find(name, "base"), head: find(name, "head"), flakes }));
  const ofFlake = tellOnce(flakes.base.finding, flakes.head.finding);
  const ofHosts = names.flatMap((name) => tellOnce(find(name, "base")?.finding, find(name, "head")?.finding));
  const ofAssertions = names.flatMap((name) => unbuildable(find(name, "head")));
  return { value: pairs, findings: [...ofFlake, ...ofHosts, ...ofAssertions] };
}

type Sides = { readonly base: Result | undefined; readonly head: Result | undefined; readonly flakes: Pairing["flakes"] };

function pairOf(name: string, { base, head, flakes }: Sides): HostPair {
  const states = { ...(base?.state === undefined ? {} : { base: base.state }), ...(head?.state === undefined ? {} : { head: head.state }) };
  const sides = { base: sideOf(name, { result: base, flake: flakes.base }), head: sideOf(name, { result: head, flake: flakes.head }) };
  return { name, ...states, status: statusOf(sides) };
}

type SideStatus = "evaluated" | "absent" | "failed";

function sideOf(name: string, { result, flake }: { result: Result | undefined; flake: Flake }): SideStatus {
  if (result?.state !== undefined) return "evaluated";
  return flake.finding !== undefined || flake.hosts.includes(name) ? "failed" : "absent";
}

function statusOf({ base, head }: Readonly<Record<Side, SideStatus>>): HostPair["status"] {
  if (base === "failed" || head === "failed") return "failed";
  if (base === "absent") return "added";
  return head === "absent" ? "removed" : "evaluated";
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

/** Assertions are only checked when the system is built, which the switch needs. */
function unbuildable(result: Result | undefined): readonly Finding[] {
  const failed = result?.state?.failedAssertions ?? [];
  return failed.slice(0, 10).map((message) => ({
    code: "host-assertion",
    severity: "error",
    subject: `host ${result?.name ?? ""}`,
    message: `An assertion of the configuration fails, so this host cannot be built: ${message.trim().slice(0, 4000)}`,
    hint: "Change the options that the message names; `nixos-rebuild build` shows the same message.",
  }));
}
