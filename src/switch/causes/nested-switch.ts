// The units inside an nspawn container on both sides -> what a reload of the container does inside: it switches the inner system.
import { tellSome } from "../../tell-some.ts";
import { assumeRunning, hostUnits } from "../host-units.ts";
import { planSwitch, type UnitFate } from "../predict/plan-switch.ts";
import type { Cause, UnitActionKind } from "../switch-plan.ts";
import type { NestedSides } from "./nested-causes.ts";

/** Names that are told of one kind of action; the rest is a number. */
const SHOWN = 6;

const VERBS: Readonly<Partial<Record<UnitActionKind, string>>> = {
  "left-stopped": "leaves stopped",
  "restart": "restarts",
  "stop": "stops",
  "start": "starts",
  "reload": "reloads",
};

/** Targets, and oneshots that run at every switch, are no news. */
function isTold({ unit, action, after }: UnitFate): boolean {
  return !unit.endsWith(".target") && (action !== "start" || after === "active");
}

/**
 * ExecReload= of NixOS's container units runs `switch-to-configuration test` inside (nixos-containers.nix), so the same rules hold
 * there. A restart needs no telling: it starts everything inside anew.
 */
export function nestedSwitch(container: string, sides: NestedSides): readonly Cause[] {
  const old = hostUnits(sides.old, sides.new);
  const { fates } = planSwitch({ old, new: hostUnits(sides.new, sides.old), ...assumeRunning(old, "system") });
  const told = Object.entries(VERBS).flatMap(([action, verb]) => {
    const units = fates.filter((fate) => fate.action === action && isTold(fate)).map(({ unit }) => unit);
    return units.length === 0 ? [] : [`${verb} ${tellSome(units, SHOWN)}`];
  });
  if (told.length === 0) return [];
  return [{ kind: "cascade", subject: container.slice(0, 1024), text: `the reload switches the system inside: ${told.join("; ")}`.slice(0, 4096) }];
}
