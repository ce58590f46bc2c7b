// Plan -> every section of the report in the reader's order. The table of contents of all renderers.
import { code, note, type Section } from "./blocks.ts";
import { diffSections } from "./diff-sections.ts";
import { findingSections, noteSections } from "./finding-sections.ts";
import { firstScreen } from "./first-screen.ts";
import { hostSections } from "./host-sections.ts";
import { imageSections } from "./image-section.ts";
import { inputSections } from "./input-section.ts";
import { areHostsUnknown } from "./outcome.ts";
import type { Plan } from "./plan-document.ts";
import { policySections } from "./policy-section.ts";
import { projectSections } from "./project-section.ts";
import { updateSections } from "./update-section.ts";

/** Which commits were compared; a reader of an old comment sees that it is old. */
function footer(plan: Plan): Section {
  const key = plan.key === "default" ? [] : [", plan ", code(plan.key)];
  const line = ["stowplan of ", code(plan.tip.slice(0, 10)), " against ", code(plan.base.slice(0, 10)), ...key];
  return { rank: 100, loses: ["", ""], forms: [[note(line)]] };
}

/** The first screen and the footer have one form each, so they never give way. */
export function reportSections(plan: Plan): readonly Section[] {
  const [images, findings] = [imageSections(plan.images), findingSections(plan.findings)];
  return [
    { rank: 100, loses: ["", ""], forms: [firstScreen(plan)] },
    ...hostSections(plan.hosts),
    ...inputSections(plan.inputs),
    // Where no host is known, why not comes first.
    ...(areHostsUnknown(plan) ? [...findings, ...images] : [...images, ...findings]),
    ...policySections(plan.findings),
    ...projectSections(plan.projects),
    ...updateSections(plan.updates),
    ...noteSections(plan.findings),
    ...diffSections(plan),
    footer(plan),
  ];
}
