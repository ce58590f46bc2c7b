// Plans of projects with the modules that should be made -> the same with those that may be written: formatted, and bounded together.
import type { Config } from "../config/index.ts";
import type { Finding, Found } from "../errors.ts";
import type { Formatter } from "../ports.ts";
import { formatModule } from "./format-module.ts";
import { type Drift, type ProjectPlan, RegeneratedModule } from "./project-plan.ts";

type Planned = { readonly plan: ProjectPlan; readonly isFormatted: boolean };
type Means = { readonly convert: Config["convert"] | undefined; readonly formatter: Formatter | undefined };

/** Keeps the texts of modules only where the configuration lets them be written. */
export async function modulesToWrite(planned: readonly Planned[], { convert, formatter }: Means): Promise<Found<readonly ProjectPlan[]>> {
  const formatted = await Promise.all(
    planned.map(async ({ plan, isFormatted }): Promise<Found<ProjectPlan>> => {
      const drift = writableDrift(plan.drift, convert);
      if (drift.module === undefined || !isFormatted) return { value: { ...plan, drift }, findings: [] };
      const { value, findings } = await formatDrift({ project: plan.name, drift, module: drift.module }, formatter);
      return { value: { ...plan, drift: value }, findings };
    }),
  );
  const { value, findings } = keepWithin(formatted.map((one) => one.value));
  return { value, findings: [...formatted.flatMap((one) => one.findings), ...findings] };
}

/** The module's text leaves this room only where the configuration lets it be written. */
function writableDrift(drift: Drift, convert: Means["convert"]): Drift {
  const { module, ...shown } = drift;
  const mayReplace = drift.status === "not-regenerated" || (drift.status === "edited" && convert?.["overwrite-edits"] === true);
  const isWritten = module !== undefined && convert !== undefined && convert.write !== "off" && mayReplace;
  return isWritten ? drift : shown;
}

/** `auto_format` for a module that is to be written; its limit in the plan holds for the formatted text, too. */
async function formatDrift({ project, drift, module }: { readonly project: string; readonly drift: Drift; readonly module: RegeneratedModule }, formatter: Means["formatter"]): Promise<Found<Drift>> {
  const { value: text, findings } = await formatModule({ project, text: module.text }, formatter);
  const formatted = RegeneratedModule.safeParse({ ...module, text });
  return { value: formatted.success ? { ...drift, module: formatted.data } : drift, findings };
}

/** Characters of all modules that one plan carries: publishing refuses a plan that is too large to be one. */
const MOST_MODULE_TEXT = 16_000_000;

/** Leaves out the modules that are too much, from the first that does not fit on. */
function keepWithin(plans: readonly ProjectPlan[]): Found<readonly ProjectPlan[]> {
  let room = MOST_MODULE_TEXT;
  const left: Finding[] = [];
  const value = plans.map((plan) => {
    const { module, ...shown } = plan.drift;
    room -= module?.text.length ?? 0;
    if (module === undefined || room >= 0) return plan;
    left.push({ code: "plan-cut", severity: "warning", subject: `project ${plan.name}`, message: `The modules to be written have more than ${MOST_MODULE_TEXT} characters together, so this one is neither suggested nor committed.`, hint: "Convert the project yourself." });
    return { ...plan, drift: shown };
  });
  return { value, findings: left };
}
