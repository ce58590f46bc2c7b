import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);

// src/repository-paths.ts
import { posix } from "node:path";
function folderOf(path) {
  return posix.dirname(path);
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
function normalPath(path) {
  return posix.normalize(path).replace(/\/$/, "");
}
function isInside(path, folder) {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}
function joinPath(folder, name) {
  return posix.normalize(posix.join(folder, name));
}
function relativePath(folder, path) {
  return posix.relative(folder, path);
}

export {
  folderOf,
  baseName,
  normalPath,
  isInside,
  joinPath,
  relativePath
};
