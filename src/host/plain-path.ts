// A folder whose path Nix cannot take in a flake reference -> a symbolic link to it with a plain name, for as long as we run.
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Nix 2.8 does not decode the path of a `git+file:` reference: a blank stays `%20`, and the repository is not found. */
const PLAIN = /^[\w./+~-]*$/;

const links = new Map<string, string>();

/** The folder itself where its path is plain, else a link to it below the temporary folder, gone when the process ends. */
export function plainPath(folder: string): string {
  if (PLAIN.test(folder)) return folder;
  const known = links.get(folder);
  if (known !== undefined) return known;
  // A folder of our own: nobody else can put a link of that name there before us.
  const scratch = mkdtempSync(join(tmpdir(), "stowplan-path-"));
  const link = join(scratch, "repository");
  symlinkSync(folder, link);
  links.set(folder, link);
  process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));
  return link;
}
