// Number of a pull request -> what has to be known of its branch before deciding about modules.
import type { Forge } from "../ports.ts";
import type { Plan } from "../report/index.ts";
import { wantedModules } from "./decide-module-write.ts";
import type { Branch } from "./module-write.ts";

/** Reads the modules, and for suggestions the diff and our own comments. Throws the forge's errors. */
export async function readBranch({ plan, pullRequest: number }: { readonly plan: Plan; readonly pullRequest: number }, forge: Forge): Promise<Branch> {
  const pullRequest = await forge.pullRequest(number);
  const paths = wantedModules(plan).map(({ path }) => path);
  const texts = await Promise.all(paths.map(async (path) => [path, await forge.file(path, pullRequest.headCommit)] as const));
  const modules = new Map(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
  if (plan.options.write !== "suggest") return { pullRequest, modules, patches: new Map(), ours: [] };
  const [author, files, comments] = await Promise.all([forge.author(), forge.changedFiles(number), forge.reviewComments(number)]);
  const ours = comments.filter((comment) => comment.author.toLowerCase() === author.toLowerCase());
  return { pullRequest, modules, patches: new Map(files.map(({ path, patch }) => [path, patch])), ours };
}
