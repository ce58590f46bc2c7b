// Evaluates Nix expressions with the real program, away from any network and any configuration of the machine.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CONFIG = ["experimental-features = nix-command flakes", "build-users-group =", "substituters ="].join("\n");

/** The value of an expression as JSON gives it; throws with Nix's message where it does not evaluate. */
export function evaluateNix(expression: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "stowplan-nix-"));
  try {
    const file = join(folder, "expression.nix");
    writeFileSync(file, expression);
    const run = spawnSync("nix-instantiate", ["--eval", "--strict", "--json", file], {
      encoding: "utf8",
      maxBuffer: 1024 * 1024 * 1024,
      env: { ...process.env, NIX_CONFIG: CONFIG },
    });
    if (run.status !== 0) throw new Error(run.stderr.slice(0, 4000));
    return JSON.parse(run.stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
