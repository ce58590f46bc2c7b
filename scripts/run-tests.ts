// Runs the test suites on Node's own runner: all of them, or the files whose path contains one of the arguments.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = process.argv.slice(2);
const files = globSync("test/**/*.test.ts", { cwd: root })
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .toSorted();

if (files.length === 0) {
  console.error(`no test file's path contains ${wanted.join(" or ")}`);
  process.exit(1);
}
// As many files at a time as there are processors; the runner's own default leaves one of them idle, half of a machine that has two.
const limits = ["--test-timeout=300000", `--test-concurrency=${availableParallelism()}`];
const run = spawnSync(
  process.execPath,
  ["--import", join(root, "scripts", "text-imports.mjs"), "--test", ...limits, ...files],
  { cwd: root, stdio: "inherit" },
);
process.exit(run.status ?? 1);
