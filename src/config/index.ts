// Configuration: every option, where it comes from, and who may set it.
export { descriptionOf, type Option, listOptions } from "./options.ts";
export { CONFIG_FILES, readConfig } from "./read-config.ts";
export { FAILURE_WORDS, FailureRule } from "./failure-rule.ts";
export { LabelName } from "./labels-section.ts";
export { Policy } from "./policy-section.ts";
export { registryOptions } from "./registry-options.ts";
export type { ConfigInputs } from "./read-inputs.ts";
export { Config, ProjectConfig } from "./schema.ts";
export { tellIssue } from "./tell-issue.ts";
export { UPDATE_PRESETS, type UpdatePreset, UpdatePresetName } from "./update-presets.ts";
export { UpdateKind, UpdateRule } from "./update-rule.ts";
export { imageTest } from "./image-pattern.ts";
export { localTime } from "./local-time.ts";
export { parseSchedule } from "./schedule.ts";
export { parseVersionRange } from "./version-range.ts";
