// A Git in memory: a few trees by revision name, as rooms see them.
import { createHash } from "node:crypto";
import type { FileChange, Git, Revision, SourceTree } from "../../src/ports.ts";

/** Revisions by name; the flake reference of a revision is `flake:COMMIT`, with the folder behind it. */
export function fakeGit(trees: Readonly<Record<string, SourceTree>>): Git {
  const edited = new Map<string, SourceTree>();
  const byCommit = new Map(Object.values(trees).map((tree) => [tree.revision.commit, tree]));
  const find = (name: string): SourceTree => {
    const tree = trees[name] ?? byCommit.get(name) ?? edited.get(name);
    if (tree === undefined) throw new Error(`no revision ${name} in this fake`);
    return tree;
  };
  return {
    resolve: (name) => Promise.resolve(find(name).revision),
    mergeBase: (base) => Promise.resolve(find(base).revision),
    changes: (base, head) => changesBetween(find(base.commit), find(head.commit)),
    tree: (revision) => Promise.resolve(find(revision.commit)),
    flakeReference: (revision: Revision, folder) => `flake:${revision.commit}${folder === "." ? "" : `/${folder}`}`,
    withSubmodules: (revision) => Promise.resolve({ revision, missing: [] }),
    edit: (revision, files) => {
      const tree = editTree(find(revision.commit), files);
      edited.set(tree.revision.commit, tree);
      return Promise.resolve(tree.revision);
    },
  };
}

/** As the real one: the same edit gives the same names. */
function editTree(tree: SourceTree, files: ReadonlyMap<string, string>): SourceTree {
  if (files.size === 0) return tree;
  const name = (kind: string): string => createHash("sha1").update(JSON.stringify([kind, tree.revision[kind === "tree" ? "tree" : "commit"], [...files].toSorted()])).digest("hex");
  return {
    revision: { commit: name("commit"), tree: name("tree") },
    entries: new Map([...tree.entries, ...[...files.keys()].map((path) => [path, { path, kind: "file" }] as const)]),
    read: (path) => (files.has(path) ? Promise.resolve(files.get(path)) : tree.read(path)),
  };
}

async function changesBetween(base: SourceTree, head: SourceTree): Promise<readonly FileChange[]> {
  const paths = [...new Set([...base.entries.keys(), ...head.entries.keys()])].toSorted();
  const changes = await Promise.all(
    paths.map(async (path): Promise<readonly FileChange[]> => {
      const [old, now] = [await base.read(path), await head.read(path)];
      if (old === now) return [];
      return [{ path, status: old === undefined ? "added" : now === undefined ? "deleted" : "modified" }];
    }),
  );
  return changes.flat();
}
