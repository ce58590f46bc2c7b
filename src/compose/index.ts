// The Compose room: files of a revision -> projects in canonical forms, every value with its place.
export { toCanonical } from "./canonical.ts";
export { usedResources } from "./complete-resources.ts";
export { interpolate } from "./interpolate.ts";
export {
  type ComposeEntry,
  type ComposeFile,
  type ComposeMap,
  type ComposeProject,
  type ComposeScalar,
  type ComposeService,
  type ComposeValue,
  RESOURCE_KINDS,
  type ResourceKind,
} from "./model.ts";
export type { ProjectPair } from "./project-pair.ts";
export { readProject } from "./read-project.ts";
export { readProjects } from "./read-projects.ts";
export { secretsOfProjects, secretValues } from "./secret-values.ts";
export { strictFindings } from "./strict-findings.ts";
export { SERVICE_FIELDS } from "./service-fields.ts";
export { parseDuration } from "./units.ts";
export { entriesAt, isSameValue, isTrueAt, itemsAt, numberAt, textAt, textEntriesAt, textsAt, valueAt } from "./value.ts";
