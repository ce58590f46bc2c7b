// Finds Nix for the demo; on Debian and Ubuntu as root it installs nix-bin, elsewhere it says how to get it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { openNix } from "../../src/host/nix.ts";

function has(program: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$0"', program], { stdio: "ignore" }).status === 0;
}

function apt(...args: readonly string[]): boolean {
  const run = spawnSync("apt-get", ["--quiet=2", "--yes", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return run.status === 0;
}

async function isFound(): Promise<boolean> {
  return (await openNix(process.env).probe()) !== undefined;
}

/** Whether Nix is there afterwards. Tells on stderr what it does; never throws. */
export async function ensureNix(): Promise<boolean> {
  if (await isFound()) return true;
  const canInstall = process.getuid?.() === 0 && existsSync("/etc/debian_version") && has("apt-get");
  if (canInstall) {
    console.error("demo: Nix is not installed; installing Debian's nix-bin (once)");
    const isInstalled = apt("install", "--no-install-recommends", "nix-bin") || (apt("update") && apt("install", "--no-install-recommends", "nix-bin"));
    if (isInstalled && (await isFound())) return true;
  }
  console.error(
    "demo: no Nix was found, so the hosts are not evaluated; everything else is planned.\n" +
      "      Get it from https://nixos.org/download (Debian, Ubuntu: apt-get install nix-bin), then run the demo again.",
  );
  return false;
}
