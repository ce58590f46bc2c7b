// `npm run demo`: the real plan of the example's pull request, from a git repository and a registry made on the spot.
import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { homelabImages } from "./homelab-images.ts";
import { BRANCHES, makeHomelabRepository } from "./homelab-repository.ts";
import { ensureNix } from "./install-nix.ts";
import { startRegistry } from "./registry.ts";
import { startReleaseNotes } from "./release-notes.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const output = join(root, "demo-output");

/** Runs the bundled command line as a user would, with release notes from `apiUrl`; resolves with its exit status. */
function runPlan(repository: string, apiUrl: string): Promise<number | null> {
  const files = ["json", "markdown", "html"].flatMap((form) => [`--${form}`, join(output, `plan.${form === "markdown" ? "md" : form}`)]);
  const args = ["plan", "--repo", repository, "--base", BRANCHES.base, "--head", BRANCHES.head, ...files];
  const child = spawn(process.execPath, [join(root, "dist", "cli.js"), ...args], { stdio: "inherit", env: { ...process.env, GITHUB_API_URL: apiUrl } });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", resolve);
  });
}

await ensureNix();
const started = performance.now();
const scratch = mkdtempSync(join(tmpdir(), "stowplan-demo-"));
const registry = await startRegistry(homelabImages());
const releaseNotes = await startReleaseNotes();
try {
  const repository = join(scratch, "homelab");
  makeHomelabRepository(repository, registry.url);
  mkdirSync(output, { recursive: true });
  console.error(`demo: images come from ${registry.kind} at ${registry.url}; planning ${BRANCHES.base} → ${BRANCHES.head}`);
  const status = await runPlan(repository, releaseNotes.url);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(`\ndemo: finished in ${seconds} s with exit status ${String(status)} (0 no change, 2 changes, 1 error); see ${relative(process.cwd(), output)}/`);
  // The example changes something, so that 2 is the one status of a plan that was made.
  process.exitCode = status === 2 ? 0 : 1;
} finally {
  await releaseNotes.stop();
  await registry.stop();
  rmSync(scratch, { recursive: true, force: true });
}
