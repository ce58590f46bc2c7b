// The room's door: changed paths -> what has to be looked at.
export { discover } from "./discover.ts";
export { isDirect } from "./inputs/compare-inputs.ts";
export { DeclaredInputs, lockDifferences } from "./inputs/lock-differences.ts";
export { type LockFile, parseLockFile } from "./inputs/lock-file.ts";
export { InputChange, InputVersion } from "./inputs/input-change.ts";
export { compileGlob, compileNameGlob } from "./glob.ts";
export type { AffectedHosts, ProjectSource, Scope } from "./scope.ts";
