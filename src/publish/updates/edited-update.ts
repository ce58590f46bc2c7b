// What editing a branch's references gave -> the files to commit and the updates that they really make.
import type { Finding, Read } from "../../errors.ts";
import type { EditedFile, SourceTree } from "../../ports.ts";
import type { UpdateBranch } from "../../updates/index.ts";

/** A branch with only those of its updates that could be edited. */
export type EditedUpdate = { readonly update: UpdateBranch; readonly files: ReadonlyMap<string, EditedFile> };

export type EditResult = { readonly files: ReadonlyMap<string, string>; readonly findings: readonly Finding[]; readonly tree: SourceTree };

function nothingToEdit({ name }: UpdateBranch): Finding {
  return {
    code: "edit-withdrawn",
    severity: "warning",
    subject: name,
    message: "None of its references could be edited.",
    hint: "Make the change by hand, or write the references as literals.",
  };
}

/** Keeps each file's mode. Without a value nothing is left to propose, and the findings say why. */
export function editedUpdate(update: UpdateBranch, { files, findings, tree }: EditResult): Read<EditedUpdate> {
  const withdrawn = new Set(findings.filter(({ code }) => code === "edit-withdrawn").map(({ subject }) => subject));
  const updates = update.updates.filter(({ reference }) => !withdrawn.has(reference.slice(0, 1024)));
  if (files.size === 0 || updates.length === 0) return { findings: findings.length === 0 ? [nothingToEdit(update)] : findings };
  const entries = [...files].map(([path, text]) => [path, { text, isExecutable: tree.entries.get(path)?.isExecutable === true }] as const);
  return { value: { update: { ...update, updates }, files: new Map(entries) }, findings };
}
