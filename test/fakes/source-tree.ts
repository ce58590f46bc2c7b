// A SourceTree in memory: path to text, for rooms that read a repository.
import { createHash } from "node:crypto";
import type { SourceTree, TreeEntry } from "../../src/ports.ts";

/** A tree of regular files; `links` are symbolic links, which cannot be read. */
export function fakeTree(files: Readonly<Record<string, string>>, links: readonly string[] = []): SourceTree {
  const texts = new Map(Object.entries(files));
  const entries = new Map<string, TreeEntry>([
    ...[...texts.keys()].map((path): [string, TreeEntry] => [path, { path, kind: "file" }]),
    ...links.map((path): [string, TreeEntry] => [path, { path, kind: "link" }]),
  ]);
  const tree = createHash("sha1").update(JSON.stringify([...texts])).digest("hex");
  return {
    revision: { commit: tree, tree },
    entries,
    read: (path) => Promise.resolve(texts.get(path)),
  };
}
