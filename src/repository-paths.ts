// Paths of a repository: relative to its root, with `/`, without `.` and `..`.
import { posix } from "node:path";

/** Folder of a path; "." for the root. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

/** What stands behind the last slash, of a file's path or an image's name. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A path as it is written in the configuration -> as git names it; a path that leaves the repository stays recognisable by `..`. */
export function normalPath(path: string): string {
  return posix.normalize(path).replace(/\/$/, "");
}

/** True for paths of a folder and all below it; "." holds every path. */
export function isInside(path: string, folder: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}

/** Joins a folder and a name, keeping "." out of the result. */
export function joinPath(folder: string, name: string): string {
  return posix.normalize(posix.join(folder, name));
}

/** The way from a folder to a path, as a Compose file in the folder would write it. */
export function relativePath(folder: string, path: string): string {
  return posix.relative(folder, path);
}
