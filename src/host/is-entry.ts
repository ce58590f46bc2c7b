// Tells an entry whether it was started as a program or only imported, as tests do.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** True where `node FILE` started the module of this address (`import.meta.url`), also through a symbolic link. */
export function isEntry(moduleUrl: string): boolean {
  const [, program] = process.argv;
  if (program === undefined) return false;
  try {
    return realpathSync(program) === realpathSync(fileURLToPath(moduleUrl));
  } catch {
    return false;
  }
}
