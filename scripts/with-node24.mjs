// Runs a TypeScript file on the Action's own runtime (npm's node@24), installing the packages first when the clone is fresh.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node24 = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

if (!existsSync(node24)) {
  // npm writes to its own stderr; a demo's stdout stays the plan alone.
  console.error("stowplan: installing the packages of package-lock.json (once, a few seconds)");
  const installed = spawnSync("npm", ["ci", "--no-fund", "--no-audit", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (installed.status !== 0) {
    console.error("stowplan: `npm ci` failed; mend what it names above, then run the command again");
    process.exit(installed.status ?? 1);
  }
}

const [script, ...rest] = process.argv.slice(2);
const child = spawnSync(
  node24,
  ["--import", join(root, "scripts", "text-imports.mjs"), join(root, script), ...rest],
  { stdio: "inherit", env: { ...process.env, PATH: `${dirname(node24)}:${process.env.PATH}` } },
);
process.exit(child.status ?? 1);
