// Plan and branch -> whether modules that were not regenerated are suggested, committed or left. Pure; applying is apply-module-write.ts.
import type { RegeneratedModule } from "../convert/index.ts";
import type { LineComment } from "../ports.ts";
import type { Plan } from "../report/index.ts";
import { sha256 } from "../sha256.ts";
import type { Branch, ModuleWrite } from "./module-write.ts";
import { suggestLines } from "./suggest-lines.ts";

/** A module that the plan would have written. */
export type WantedModule = { readonly path: string; readonly module: RegeneratedModule };

/** More comments than this on one pull request help nobody. */
const MOST_SUGGESTIONS = 20;

/** The plan is a stranger's: only modules, and only below the repository's root. */
const MODULE_PATH = /^(?!\.git\/)(?!.*(?:^|\/)\.{0,2}\/)[^\0-\x1f\\]+\.nix$/;

/** The modules that a plan would have written; two projects with one module are a mistake of the configuration, and write none. */
export function wantedModules(plan: Plan): readonly WantedModule[] {
  const all = plan.projects.flatMap(({ output, drift }) => (output !== undefined && drift.module !== undefined && MODULE_PATH.test(output) ? [{ path: output, module: drift.module }] : []));
  return all.filter(({ path }) => all.filter((other) => other.path === path).length === 1);
}

/** What the branch lets be written. A module that is no longer what the plan saw, because base moved or somebody pushed, is nobody's to replace. */
function writable(wanted: readonly WantedModule[], { modules }: Branch): { readonly modules: readonly WantedModule[]; readonly notes: readonly string[] } {
  const differing = wanted.filter(({ path, module }) => modules.get(path) !== module.text);
  const isAsPlanned = ({ path, module }: WantedModule): boolean => sha256(modules.get(path) ?? "") === module.replaces;
  const notes = differing.filter((one) => !isAsPlanned(one)).map(({ path }) => `${path} is not written: the branch holds another version of it than the merge.`);
  return { modules: differing.filter(isAsPlanned), notes };
}

/**
 * Decides what is written. Nothing for a pull request that is closed or has moved on, and no commit to a fork: its owner did not
 * ask for it, and a plan from there could hold any text.
 */
export function decideModuleWrite(plan: Plan, branch: Branch): ModuleWrite {
  const { pullRequest } = branch;
  const { write } = plan.options;
  const wanted = wantedModules(plan);
  if (write === undefined || wanted.length === 0 || !pullRequest.isOpen || plan.tip !== pullRequest.headCommit) return { kind: "nothing", notes: [] };
  const { modules, notes } = writable(wanted, branch);
  if (modules.length === 0) return { kind: "nothing", notes };
  if (write === "suggest") return decideSuggestions({ modules, notes }, branch);
  if (pullRequest.isFork) return { kind: "nothing", notes: [...notes, "No module is committed: the pull request comes from a fork."] };
  const message = `Regenerate ${modules.length === 1 ? "a module from its Compose files" : `${modules.length} modules from their Compose files`}`;
  const files = new Map(modules.map(({ path, module }) => [path, module.text]));
  return { kind: "commit", change: { branch: pullRequest.headRef, parent: pullRequest.headCommit, message, files }, notes };
}

/** A suggestion that stands there already, resolved or not, is not made again. */
function decideSuggestions({ modules, notes }: ReturnType<typeof writable>, branch: Branch): ModuleWrite {
  const { pullRequest, patches, ours } = branch;
  const suggestions = modules.map(({ path, module }) => ({ path, ...suggestLines({ path, old: branch.modules.get(path) ?? "", new: module.text, patch: patches.get(path) ?? "" }) }));
  const isThere = ({ path, body }: LineComment): boolean => ours.some((comment) => comment.path === path && comment.body.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd());
  const comments = suggestions.flatMap((one) => one.comments).filter((comment) => !isThere(comment));
  const left = suggestions.filter((one) => one.left > 0).map(({ path, left: count }) => `${path}: ${count === 1 ? "one change is" : `${count} changes are`} not suggested, because the pull request's diff does not show the lines or they hold a secret.`);
  const told = [...notes, ...left, ...(comments.length > MOST_SUGGESTIONS ? [`Only the first ${MOST_SUGGESTIONS} of ${comments.length} suggestions are made.`] : [])];
  if (comments.length === 0) return { kind: "nothing", notes: told };
  return { kind: "suggest", number: pullRequest.number, commit: pullRequest.headCommit, comments: comments.slice(0, MOST_SUGGESTIONS), notes: told };
}
