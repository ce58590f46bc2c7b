// The conversion room: Compose projects -> NixOS modules, what they lose, and how the committed modules stand to them.
export { type BindSource, bindSources } from "./bind-sources.ts";
export { compose2nixArguments } from "./compose2nix-arguments.ts";
export { convertProject, type Converted } from "./convert-project.ts";
export { convertProjects } from "./convert-projects.ts";
export type { Carriage, KeyCoverage } from "./carriage.ts";
export { COVERAGE } from "./coverage.ts";
export { RESOURCE_COVERAGE } from "./resource-coverage.ts";
export { formatModule } from "./format-module.ts";
export { readHeader } from "./header.ts";
export { inferRuntime } from "./infer-options.ts";
export { HOW_TO_GET_IT } from "./make-module.ts";
export type { ConvertOptions, Dialect, Runtime } from "./options.ts";
export { hideModuleSecrets } from "./hide-module-secrets.ts";
export { moduleRemaker, type RemakeModule } from "./remake-module.ts";
export { ProjectPlan, RegeneratedModule, ServiceChange } from "./project-plan.ts";
