// Compose projects -> a section: what changes in their services, and how the generated module stands to the Compose file.
import type { ProjectPlan, ServiceChange } from "../convert/index.ts";
import { shorten, shortenName } from "../shorten.ts";
import { type Block, code, count, joinSome, type Line, type ListItem, mark, type Section } from "./blocks.ts";

const MAX_SERVICES = 20;
const MAX_TEXTS = 8;
/** A command that is cut would do something else. */
const LONGEST_COMMAND = 600;

const DRIFT: Readonly<Record<ProjectPlan["drift"]["status"], string>> = {
  none: "matches the Compose file",
  "not-regenerated": "was not regenerated",
  edited: "was edited by hand",
  "other-options": "was made with other options",
  "no-module": "is not in the repository",
  "not-checked": "was not checked",
};

function serviceLine(change: ServiceChange): Line {
  const service = code(shortenName(change.service, 80));
  if (change.change !== "changed") return ["service ", service, ` ${change.change}`];
  // Pieces of their own: a backtick in one text must not make code of the next.
  return ["service ", service, ": ", ...joinSome(change.texts.map((text) => [shorten(text, 240)]), { most: MAX_TEXTS, between: "; " })];
}

function commandLine({ drift }: ProjectPlan): readonly Line[] {
  const { status, command } = drift;
  return status === "not-regenerated" && command !== undefined && command.length <= LONGEST_COMMAND ? [["make it again with ", code(command)]] : [];
}

function driftLine(project: ProjectPlan): readonly Line[] {
  const { status, text } = project.drift;
  const isCalm = status === "none" || status === "not-checked";
  const module: Line = project.output === undefined ? ["the generated module"] : ["module ", code(shorten(project.output, 200))];
  // Every other state is a finding, which says what differs and what to do.
  const told = !isCalm || text === "" ? [] : [": ", shorten(text, 400)];
  return [[...module, " ", isCalm ? DRIFT[status] : mark("warning", DRIFT[status]), ...told], ...commandLine(project)];
}

function projectItem(project: ProjectPlan): ListItem {
  const name = code(shortenName(project.name, 80));
  const inputs = project.inputs.slice(0, 3).flatMap((input, index): Line => [index === 0 ? " (" : ", ", code(shorten(input, 160))]);
  const line: Line = [name, ...inputs, ...(inputs.length === 0 ? [] : [")"])];
  if (project.status === "removed") return { line: [...line, " is removed"] };
  if (project.status === "failed") return { line: [...line, " ", mark("danger", "could not be converted")] };
  const services = project.services.slice(0, MAX_SERVICES).map(serviceLine);
  const rest = project.services.length - services.length;
  const more: readonly Line[] = rest > 0 ? [[count(rest, "more service")]] : [];
  return { line, details: [...services, ...more, ...driftLine(project)] };
}

/** Conversions and drift; the short form names only the projects. */
export function projectSections(projects: readonly ProjectPlan[]): readonly Section[] {
  if (projects.length === 0) return [];
  const heading: Block = { kind: "heading", line: ["Compose projects"] };
  const whole: Block = { kind: "list", items: projects.map(projectItem) };
  const brief: Block = { kind: "list", items: projects.slice(0, 50).map((project) => ({ line: projectItem(project).line })) };
  return [{ rank: 35, loses: ["the services of the Compose projects", "lists of projects"], forms: [[heading, whole], [heading, brief], []] }];
}
