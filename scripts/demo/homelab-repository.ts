// The example's two folders -> a git repository with a base branch and a pull request's branch, as someone would have made it.
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const EXAMPLE = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "examples", "homelab");

/** Branch names of the repository that is made. */
export const BRANCHES = { base: "main", head: "update-mealie" } as const;

function git(folder: string, ...args: readonly string[]): void {
  const who = { name: "Ilse Brandt", email: "ilse@homelab.example", date: "2026-07-14T18:30:00+00:00" };
  execFileSync("git", ["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", "-c", "init.defaultBranch=main", ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: who.name,
      GIT_AUTHOR_EMAIL: who.email,
      GIT_AUTHOR_DATE: who.date,
      GIT_COMMITTER_NAME: who.name,
      GIT_COMMITTER_EMAIL: who.email,
      GIT_COMMITTER_DATE: who.date,
    },
  });
}

/** Lines for base's `.github/stowplan.yml` (only base may set mirrors): the registry on loopback is asked for every image. */
function mirrorLines(registry: string): string {
  const mirrors = ["docker.io", "ghcr.io"].map((name) => `    ${name}: ${registry}/${name}`);
  return ["", "registries:", "  mirrors:", ...mirrors, ""].join("\n");
}

/** Makes the repository in an empty folder; `registry` is the URL that serves the example's images. */
export function makeHomelabRepository(folder: string, registry: string): void {
  cpSync(join(EXAMPLE, "base"), folder, { recursive: true });
  appendFileSync(join(folder, ".github", "stowplan.yml"), mirrorLines(registry));
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=Two hosts, five containers");
  git(folder, "checkout", "--quiet", "-b", BRANCHES.head);
  cpSync(join(EXAMPLE, "head"), folder, { recursive: true });
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=Update Mealie and PostgreSQL, add redis");
  git(folder, "checkout", "--quiet", BRANCHES.base);
}
