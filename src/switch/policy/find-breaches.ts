// Containers and the configured policy -> what the policy does not want.
import { imageTest, type Policy } from "../../config/index.ts";
import type { FindingCode } from "../../errors.ts";
import { isLocalName, type ImageReference, parseImageReference } from "../../image-reference.ts";
import type { HostContainer } from "../host-containers.ts";
import { containerPowers, type Power } from "./container-powers.ts";

export type PolicyRule = "pinned" | "registries" | Power["kind"];

/** A rule that a container breaks. `key` is equal where the same container broke it in the same way before. */
export type Breach = { readonly rule: PolicyRule; readonly container: HostContainer; readonly detail: string; readonly key: string };

export const POLICY_CODES: Readonly<Record<PolicyRule, FindingCode>> = {
  "pinned": "policy-unpinned",
  "registries": "policy-registry",
  "privileged": "policy-privileged",
  "host-network": "policy-host-network",
  "engine-socket": "policy-engine-socket",
  "published-to-all": "policy-published",
};

/** What the rules need to know, made once. */
export type Inspector = (container: HostContainer) => readonly Breach[];

function nameTest(patterns: readonly string[]): (name: string) => boolean {
  const expressions = patterns.map((pattern) => new RegExp(`^${pattern.split("*").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join(".*")}$`));
  return (name) => expressions.some((expression) => expression.test(name));
}

/** A pattern without a path names a registry. */
function registryTest(patterns: readonly string[]): (image: ImageReference) => boolean {
  const isImage = imageTest(patterns.map((pattern) => (/^!?[^/]+$/.test(pattern) && /[.:]|^localhost$/.test(pattern) ? `${pattern}/**` : pattern)));
  return (image) => patterns.length === 0 || isImage(image);
}

/** Gives the reader of containers under a policy. Rules that are off find nothing. */
export function openInspector(policy: Policy): Inspector {
  const [isExempt, isAllowed] = [nameTest(policy.exempt), registryTest(policy["allowed-registries"])];
  function imageBreaches(container: HostContainer): readonly (readonly [PolicyRule, string])[] {
    if (container.kind === "nspawn" || container.isBuilt || isLocalName(container.state.image)) return [];
    const reference = parseImageReference(container.state.image);
    if (reference === undefined) return [];
    const unpinned = reference.digest === undefined ? [["pinned", ""] as const] : [];
    return isAllowed(reference) ? unpinned : [...unpinned, ["registries", reference.registry] as const];
  }
  return (container) => {
    if (isExempt(container.name)) return [];
    const { kind, scope, owner = "", name } = container;
    const powers = containerPowers(container).map(({ kind: rule, detail }) => [rule, detail] as const);
    const broken = [...imageBreaches(container), ...powers].filter(([rule]) => policy[rule] !== "off");
    return broken.map(([rule, detail]) => ({ rule, container, detail, key: JSON.stringify([rule, kind === "nspawn", scope, owner, name, detail]) }));
  };
}
