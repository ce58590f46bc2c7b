import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
import {
  StowplanError
} from "./chunk-L2TPXMAP.js";

// src/host/directory-tree.ts
import { isUtf8 } from "node:buffer";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
var SKIPPED = /* @__PURE__ */ new Set([".git", "node_modules", ".direnv", "result"]);
var MOST_FILES = 1e5;
var NO_REVISION = { commit: "0".repeat(40), tree: "0".repeat(40) };
var MOST_NAMED = 5;
async function walk({ root, entries, skipped }, folder) {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true, encoding: "buffer" })) {
    const name = entry.name.toString("utf8");
    const path = folder === "" ? name : `${folder}/${name}`;
    if (!isUtf8(entry.name)) skipped.push(path);
    else if (entry.isSymbolicLink()) entries.set(path, { path, kind: "link" });
    else if (entry.isFile()) entries.set(path, { path, kind: "file" });
    else if (entry.isDirectory() && !SKIPPED.has(name)) await walk({ root, entries, skipped }, path).catch((error) => skipUnreadable(error, { path, skipped }));
    if (entries.size > MOST_FILES) throw tooMany(root);
  }
}
function skipUnreadable(error, { path, skipped }) {
  if (error instanceof StowplanError) throw error;
  skipped.push(path);
}
function skippedFinding(skipped) {
  if (skipped.length === 0) return [];
  const more = skipped.length > MOST_NAMED ? ` and ${skipped.length - MOST_NAMED} more` : "";
  return [
    {
      code: "path-skipped",
      severity: "warning",
      subject: "files",
      message: `${skipped.slice(0, MOST_NAMED).map((path) => JSON.stringify(path.slice(0, 256))).join(", ")}${more} cannot be read here, because the name is not UTF-8, or it may not be read.`,
      hint: "Rename it, or give this account the right to read it, if stowplan shall look there."
    }
  ];
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
  const skipped = [];
  try {
    await walk({ root, entries, skipped }, "");
  } catch (cause) {
    if (cause instanceof StowplanError) throw cause;
    throw new StowplanError({ code: "usage", subject: root, message: "the folder cannot be read", hint: "Name a folder that you may read.", cause });
  }
  async function read(path) {
    if (entries.get(path)?.kind !== "file") return void 0;
    try {
      return await readFile(join(root, path), "utf8");
    } catch {
      if (!skipped.includes(path)) skipped.push(path);
      return void 0;
    }
  }
  return { tree: { revision: NO_REVISION, entries, read }, skipped: () => skippedFinding(skipped) };
}

export {
  openDirectoryTree
};
