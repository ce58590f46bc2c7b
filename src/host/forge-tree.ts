// Edited files -> blobs and a tree at GitHub, on top of a commit's, without a checkout (REST API, "Git database").
import * as z from "zod";
import type { EditedFile } from "../ports.ts";
import { type Asker, parseAnswer } from "./forge-asker.ts";
import type { ForgeQuestion } from "./forge-failure.ts";

/** The commit whose files stay, and the files that are replaced or added. */
export type TreeRequest = { readonly parent: string; readonly files: ReadonlyMap<string, EditedFile>; readonly question: ForgeQuestion };

export const Sha = z.object({ sha: z.string() });
export type Sha = z.infer<typeof Sha>;
const Commit = z.object({ tree: Sha });

/** Gives the name of the tree. */
export async function writeTree(ask: Asker, { parent, files, question }: TreeRequest): Promise<string> {
  const before = await ask({ route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", parameters: { commit_sha: parent }, question });
  const { tree } = parseAnswer(Commit, { data: before, question });
  const entries: unknown[] = [];
  for (const [path, { text, isExecutable }] of files) {
    const blob = await ask({ route: "POST /repos/{owner}/{repo}/git/blobs", parameters: { content: text, encoding: "utf-8" }, question });
    entries.push({ path, mode: isExecutable ? "100755" : "100644", type: "blob", sha: parseAnswer(Sha, { data: blob, question }).sha });
  }
  const written = await ask({ route: "POST /repos/{owner}/{repo}/git/trees", parameters: { base_tree: tree.sha, tree: entries }, question });
  return parseAnswer(Sha, { data: written, question }).sha;
}
