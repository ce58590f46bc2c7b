// What the bundle costs before it does anything: medians of whole processes, as a ratio to an empty Node in the same run.
// Run: npm run build && node scripts/with-node24.mjs bench/start-up.ts
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeHomelabRepository } from "../scripts/demo/homelab-repository.ts";

const ROUNDS = 15;
const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "stowplan-bench-"));
const repository = join(scratch, "homelab");
makeHomelabRepository(repository, "http://127.0.0.1:9");

const cli = join(root, "dist", "cli.js");
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  "an empty file": ["-e", "0"],
  "stowplan --version": [cli, "--version"],
  "stowplan plan of no change": [cli, "plan", "--repo", repository, "--base", "main", "--head", "main"],
};

function milliseconds(args: readonly string[]): number {
  const started = performance.now();
  const run = spawnSync(process.execPath, args, { stdio: "ignore" });
  if (run.status !== 0) throw new Error(`${args.join(" ")} ended with status ${String(run.status)}`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

// In turn, so that a machine that grows slower slows all of them alike.
const times = new Map(Object.keys(COMMANDS).map((name): [string, number[]] => [name, []]));
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [name, args] of Object.entries(COMMANDS)) {
    const time = milliseconds(args);
    if (round > 0) times.get(name)?.push(time);
  }
}
const empty = median(times.get("an empty file") ?? []);
for (const [name, values] of times) {
  const value = median(values);
  console.log(`${name.padEnd(30)} ${value.toFixed(0).padStart(5)} ms  ${(value / empty).toFixed(1)} × an empty file`);
}
rmSync(scratch, { recursive: true, force: true });
