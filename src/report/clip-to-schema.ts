// Data that may be larger than its schema allows -> data within it, with a finding for every kind of place that was cut.
import type { z } from "zod";
import { type Finding, StowplanError } from "../errors.ts";
import { shorten } from "../shorten.ts";
import type { Plan } from "./plan-document.ts";

/** As in the schema: what is added about cuts must not make the plan too large again. */
const MAX_FINDINGS = 20_000;

/** One place that is too large: the way to it and the most that is allowed (characters or entries). */
type Excess = { readonly path: readonly PropertyKey[]; readonly maximum: number };

function clip(value: unknown, maximum: number): unknown {
  if (typeof value === "string") return maximum > 1 ? shorten(value, maximum) : "";
  return Array.isArray(value) ? value.slice(0, maximum) : value;
}

function clipAt(value: unknown, excess: Excess): unknown {
  const [key, ...path] = excess.path;
  if (key === undefined) return clip(value, excess.maximum);
  if (Array.isArray(value)) return value.map((entry: unknown, index) => (index === key ? clipAt(entry, { ...excess, path }) : entry));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, name === key ? clipAt(entry, { ...excess, path }) : entry]));
}

/** `hosts.units.diff`: without the numbers, so that a thousand cut diffs are one finding. */
function kindOf(path: readonly PropertyKey[]): string {
  return path.filter((key) => typeof key !== "number").map(String).join(".");
}

function cutFinding(kind: string, excesses: readonly Excess[]): Finding {
  const maximum = excesses[0]?.maximum ?? 0;
  return {
    code: "plan-cut",
    severity: "info",
    subject: `plan, ${kind}`,
    message: `${excesses.length === 1 ? "One entry is" : `${excesses.length} entries are`} larger than ${maximum} and was cut.`,
    hint: "",
  };
}

function excessesOf(error: z.ZodError): readonly Excess[] {
  return error.issues.map((issue) => {
    if (issue.code === "too_big") return { path: issue.path, maximum: Number(issue.maximum) };
    throw new StowplanError({
      code: "internal",
      subject: issue.path.map(String).join("."),
      message: `The plan that was put together is not valid: ${issue.message}.`,
      hint: "This is a mistake in stowplan: please report it with the pull request that shows it.",
      cause: error,
    });
  });
}

/** Clips until the schema accepts it; each round takes away at least one excess. Throws StowplanError `internal` for any other issue. */
export function clipToSchema(schema: z.ZodType<Plan>, data: unknown): Plan {
  // Read once, the schema is read as it stands: to compile it first takes longer.
  const parsed = schema.safeParse(data, { jitless: true });
  if (parsed.success) return parsed.data;
  const excesses = excessesOf(parsed.error);
  const clipped = schema.parse(excesses.reduce(clipAt, data));
  const kinds = Object.entries(Object.groupBy(excesses, (excess) => kindOf(excess.path)));
  const cuts = kinds.map(([kind, ofKind]) => cutFinding(kind, ofKind ?? []));
  return { ...clipped, findings: [...clipped.findings.slice(0, MAX_FINDINGS - cuts.length), ...cuts] };
}
