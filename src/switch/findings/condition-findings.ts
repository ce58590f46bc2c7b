// Units that come up anew under a condition that they did not have -> findings: only the host knows whether it is met.
import type { Finding } from "../../errors.ts";
import { clip } from "../causes/cause.ts";
import { isStampOnly } from "../switch-plan.ts";
import type { Difference } from "../units/compare-units.ts";
import { listValues } from "../units/unit-content.ts";
import type { PlannedHost } from "./planned-host.ts";
import { toFinding } from "./risk.ts";

/** systemd.unit(5), "Conditions and Asserts": a unit whose condition is not met is skipped, one whose assertion is not met fails. */
const CONDITION = /^(?:Condition|Assert)[A-Z]/;

function newConditions(differences: readonly Difference[]): readonly string[] {
  return differences
    .filter(({ section, key }) => section === "Unit" && CONDITION.test(key))
    .flatMap(({ key, old, new: fresh }) => {
      const before = new Set(listValues(old));
      return listValues(fresh).filter((value) => !before.has(value)).map((value) => `${key}=${clip(value)}`);
    });
}

/** A unit that ran without the condition is stopped by the switch, and stays down where the condition is not met. */
export function conditionFindings({ host, prediction, actions, containers }: PlannedHost): readonly Finding[] {
  const acted = new Set(actions.filter((action) => action.scope === "system" && !isStampOnly(action)).map(({ unit }) => unit));
  return prediction.fates.flatMap(({ unit, action, comparison }) => {
    const conditions = action === "restart" && acted.has(unit) ? newConditions(comparison?.differences ?? []) : [];
    if (conditions.length === 0) return [];
    const message = `${unit} restarts under a new condition, ${conditions.join(", ")}: where the host does not meet it, the switch stops the unit and it stays down.`;
    const hint = "Check the condition on the host before the switch.";
    return [toFinding({ code: "unit-surprise", severity: "info", host, about: unit, message, hint, place: containers.new.get(unit)?.place })];
  });
}
