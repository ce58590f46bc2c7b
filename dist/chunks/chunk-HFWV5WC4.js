import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  StowplanError
} from "./chunk-WQC5UWUZ.js";

// src/host/directory-tree.ts
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
var SKIPPED = /* @__PURE__ */ new Set([".git", "node_modules", ".direnv", "result"]);
var MOST_FILES = 1e5;
var NO_REVISION = { commit: "0".repeat(40), tree: "0".repeat(40) };
async function walk({ root, entries }, folder) {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isSymbolicLink()) entries.set(path, { path, kind: "link" });
    else if (entry.isFile()) entries.set(path, { path, kind: "file" });
    else if (entry.isDirectory() && !SKIPPED.has(entry.name)) await walk({ root, entries }, path);
    if (entries.size > MOST_FILES) throw tooMany(root);
  }
}
function tooMany(root) {
  return new StowplanError({
    code: "usage",
    subject: root,
    message: `the folder holds more than ${MOST_FILES} files`,
    hint: "Run the command in the project's own folder or repository."
  });
}
async function openDirectoryTree(root) {
  const entries = /* @__PURE__ */ new Map();
  try {
    await walk({ root, entries }, "");
  } catch (cause) {
    if (cause instanceof StowplanError) throw cause;
    throw new StowplanError({ code: "usage", subject: root, message: "the folder cannot be read", hint: "Name a folder that you may read.", cause });
  }
  return {
    revision: NO_REVISION,
    entries,
    read: async (path) => entries.get(path)?.kind === "file" ? readFile(join(root, path), "utf8") : void 0
  };
}

export {
  openDirectoryTree
};
