// A project and the changed paths -> whether the pull request touches the project.
import type { FileChange } from "../ports.ts";
import { joinPath, normalPath, relativePath } from "../repository-paths.ts";
import type { ProjectSource } from "./scope.ts";
import type { Trees } from "./list-projects.ts";

/**
 * True where one of its files changed: an input, the generated module, `.env`, a file with variables, or any file that an input
 * names by its path (env_file, include, extends, configs). Files that only an included file names are not looked for.
 */
export async function isTouched(project: ProjectSource, { changes, trees }: { changes: readonly FileChange[]; trees: Trees }): Promise<boolean> {
  const variables = [joinPath(project.folder, ".env"), ...project.options.env_files.map(normalPath)];
  const own = new Set([...project.inputs, ...(project.baseInputs ?? []), ...variables, project.output ?? ""]);
  if (changes.some(({ path }) => own.has(path))) return true;
  const texts = await Promise.all(project.inputs.flatMap((input) => [trees.head.read(input), trees.base.read(input)]));
  return changes.some(({ path }) => {
    const written = relativePath(project.folder, path);
    return texts.some((text) => text !== undefined && mentions(text, written));
  });
}

/** True where a path stands in a text on its own: `db.env` in `env_file: ./db.env`, but not in `/etc/db.env` or `mydb.env`. */
function mentions(text: string, path: string): boolean {
  for (let start = text.indexOf(path); start >= 0; start = text.indexOf(path, start + 1)) {
    const before = text.slice(Math.max(0, start - 3), start);
    const isStart = /(?:^|[^\w./-])(?:\.\/)?$/.test(before);
    if (isStart && !/[\w/-]/.test(text.charAt(start + path.length))) return true;
  }
  return false;
}
