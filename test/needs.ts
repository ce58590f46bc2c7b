// Suites that need a program of the machine: skipped with a visible reason where it is missing, failed where CI=true.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

/** How each program is got, for the reason that a skipped suite shows. */
const REMEDY = {
  "nix": "install Nix (Debian: apt-get install nix-bin)",
  "python3": "apt-get install python3",
  "docker-registry": "apt-get install docker-registry",
  "skopeo": "apt-get install skopeo",
  "bwrap": "apt-get install bubblewrap",
  "chromium": "apt-get install chromium",
  "openssl": "apt-get install openssl",
  "postgres": "apt-get install postgresql",
} as const;

export type Program = keyof typeof REMEDY;

function isFound(program: string): boolean {
  // Debian keeps the server's programs out of the PATH.
  if (program === "postgres" && globSync("/usr/lib/postgresql/*/bin/postgres").length > 0) return true;
  return spawnSync("sh", ["-c", `command -v "$0"`, program], { stdio: "ignore" }).status === 0;
}

/**
 * The `skip` option of a suite: false where every program is there, else the reason.
 * Throws where `CI=true`, because there a skipped suite would be a green light for nothing.
 */
export function needs(...programs: readonly Program[]): { skip: string | false } {
  const missing = programs.filter((program) => !isFound(program));
  if (missing.length === 0) return { skip: false };
  const reason = missing.map((program) => `${program} is not installed: ${REMEDY[program]}`).join("; ");
  if (process.env["CI"] === "true") throw new Error(`CI must run every suite, but ${reason}`);
  return { skip: reason };
}
