// Breaches of the policy -> findings: one for each container and rule that is new, and one count of what was there before.
import type { Policy } from "../../config/index.ts";
import type { Finding } from "../../errors.ts";
import { tellSome } from "../../tell-some.ts";
import { familiarImage } from "../findings/container-pair.ts";
import { toFinding } from "../findings/risk.ts";
import type { HostContainer } from "../host-containers.ts";
import { type Breach, POLICY_CODES, type PolicyRule } from "./find-breaches.ts";

/** `subject` is a host or a Compose project. */
export type Breaches = { readonly subject: string; readonly fresh: readonly Breach[]; readonly before: readonly Breach[] };

/** Findings about one host; who brings more at once reads the rest after the first are mended. */
const MOST_FINDINGS = 200;
/** How many names, ports or paths are told. */
const MOST_NAMES = 10;

function imageOf(container: HostContainer): string {
  return container.kind === "nspawn" ? "" : familiarImage(container.state.image);
}

/** Rootful engines open ports by rules of their own before the host's; a user's engine listens like any program (rootlesskit, pasta). */
function firewallWords({ scope, kind }: HostContainer): string {
  if (kind === "nspawn") return "forwarded before the host's firewall looks at them";
  return scope === "user" ? "the host's firewall decides who reaches them" : "the engine opens them past the host's firewall";
}

type Words = { readonly message: string; readonly hint: string };

function wordsOf(rule: PolicyRule, { container, details }: { readonly container: HostContainer; readonly details: string }): Words {
  const { name } = container;
  switch (rule) {
    case "pinned":
      return { message: `Container ${name} runs ${imageOf(container)}, which has no digest.`, hint: "Write the digest behind the tag, as in `name:tag@sha256:…`." };
    case "registries":
      return { message: `Container ${name} runs ${imageOf(container)} from ${details}, which is not among the allowed registries.`, hint: "Take the image from an allowed registry, or have `policy.allowed-registries` changed on the base branch." };
    case "privileged":
      return { message: `Container ${name} is privileged: a program in it can do what root on the host can.`, hint: "Give it the devices and capabilities that it needs instead." };
    case "host-network":
      return { message: `Container ${name} is in the host's own network: it reaches what listens on 127.0.0.1, and what it listens on is the host's.`, hint: "Publish the ports that it needs instead, or open them in the host's firewall on purpose." };
    case "engine-socket":
      return { message: `Container ${name} reaches ${details}: a program in it can start containers as root on the host, also where it is mounted read only.`, hint: "Put a proxy between them that lets only the needed questions through." };
    case "published-to-all":
      return { message: `Container ${name} publishes ${details} to every address of the host; ${firewallWords(container)}.`, hint: "Publish to one address, as in `127.0.0.1:8080:80`, where only this host or a proxy on it asks." };
  }
}

type Told = { readonly subject: string; readonly policy: Policy };

function freshFinding(breaches: readonly Breach[], { subject, policy }: Told): readonly Finding[] {
  const [first] = breaches;
  const level = first === undefined ? "off" : policy[first.rule];
  if (first === undefined || level === "off") return [];
  const { rule, container } = first;
  const words = wordsOf(rule, { container, details: tellSome(breaches.map(({ detail }) => detail), MOST_NAMES) });
  return [toFinding({ ...words, code: POLICY_CODES[rule], severity: level, host: subject, about: `container ${container.name}`, place: container.place })];
}

/** Worst first, so that a limit costs the least. */
function byLevel(policy: Policy): (left: Breach, right: Breach) => number {
  const order = ["error", "warning", "info", "off"] as const;
  return (left, right) => order.indexOf(policy[left.rule]) - order.indexOf(policy[right.rule]);
}

function beforeFinding(before: readonly Breach[], { subject }: Told): readonly Finding[] {
  const containers = new Set(before.map(({ container }) => container));
  const kinds = [...Map.groupBy(before, ({ rule }) => rule)].map(([rule, breaches]) => `${rule}: ${tellSome([...new Set(breaches.map(({ container }) => container.name))], MOST_NAMES)}`);
  const message = `${containers.size === 1 ? "One container broke" : `${containers.size} containers broke`} the policy before: ${kinds.join("; ")}.`;
  return before.length === 0 ? [] : [toFinding({ code: "policy-before", severity: "info", host: subject, about: "policy", message, hint: "" })];
}

/** Tells the breaches of one host or project. */
export function tellBreaches({ subject, fresh, before }: Breaches, policy: Policy): readonly Finding[] {
  const told = { subject, policy };
  const groups = [...Map.groupBy(fresh.toSorted(byLevel(policy)), ({ rule, container }) => JSON.stringify([rule, container.scope, container.owner, container.name])).values()];
  const findings = groups.slice(0, MOST_FINDINGS).flatMap((group) => freshFinding(group, told));
  const rest = groups.length - findings.length;
  const more = rest > 0 ? [toFinding({ code: "plan-cut", severity: "warning", host: subject, about: "policy", message: `${rest} more breaches of the policy are not told one by one.`, hint: "" })] : [];
  return [...findings, ...more, ...beforeFinding(before, told)];
}
