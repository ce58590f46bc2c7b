// A mistake in the configuration that could have forbidden updates -> the rule that forbids them until it is corrected.
import { listOptions } from "./options.ts";
import { isTree, type RawConfig, valueAt } from "./raw-config.ts";
import { UpdateRule } from "./update-rule.ts";

/** Options that say which updates are offered, and whose defaults offer more. */
const RESTRICTING: ReadonlySet<PropertyKey> = new Set(["enabled", "extends", "kinds", "rules", "ignore-images", "ignore-paths", "minimum-age", "suggest"]);

/** Turns all updates off, where nothing tells which were meant. */
export const CLOSED: UpdateRule = { description: "The configuration has a mistake.", enabled: false };

/** The conditions of a rule that can be read. Without the others it holds for more than was meant, which is the safe side. */
function conditionsOf(rule: unknown): UpdateRule {
  const written = Object.entries(isTree(rule) ? rule : {}).filter(([key]) => key.startsWith("match-"));
  return written.reduce<UpdateRule>((conditions, [key, value]) => ({ ...conditions, ...UpdateRule.safeParse({ [key]: value }).data }), {});
}

/** Undefined for mistakes that can only hold back more than was meant, or nothing: a label, a schedule, `database-majors`. */
export function closingRule(raw: RawConfig, path: readonly PropertyKey[]): UpdateRule | undefined {
  const [section, option, index] = path;
  if (section !== "updates") return undefined;
  if (option === "rules" && index !== undefined) return { ...conditionsOf(valueAt(raw, path.slice(0, 3))), ...CLOSED };
  const isKnown = listOptions().some((known) => known.path[0] === section && known.path[1] === option);
  return isKnown && option !== undefined && !RESTRICTING.has(option) ? undefined : CLOSED;
}
