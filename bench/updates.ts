// Measures `stowplan updates` on many images at docker-registry: requests at its log, time of the whole process, peak of memory.
// Usage: node scripts/with-node24.mjs bench/updates.ts [COUNT]
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildInto } from "../scripts/build.ts";
import type { HostedImage } from "../scripts/demo/homelab-images.ts";
import { buildImage } from "../scripts/demo/oci-image.ts";
import { startRegistryProgram } from "../scripts/demo/registry.ts";

const TAGS = ["1.0.0", "1.0.1", "1.1.0", "2.0.0"];
/**
 * Loaded into the measured process: its peak of memory is known only at its end. VmHWM (proc_pid_status(5)) and not getrusage's
 * figure, which a child inherits from the process that started it.
 */
const TELL_MEMORY = `data:text/javascript,import{readFileSync}from"node:fs";process.on("exit",()=>process.stderr.write(readFileSync("/proc/self/status","utf8").match(/VmHWM.*/)[0]))`;

function images(count: number): { readonly hosted: readonly HostedImage[]; readonly digest: string } {
  const platforms = ["linux/amd64", "linux/arm64"];
  const built = TAGS.map((tag) => ({ tag, image: buildImage({ platforms, created: "2026-01-01T00:00:00Z", settings: {}, layers: [{ version: `${tag} {platform}` }] }) }));
  const hosted = Array.from({ length: count }).flatMap((_, index) => built.map(({ tag, image }) => ({ registry: "quay.io", path: `galley/web${index}`, tags: [tag], image })));
  return { hosted, digest: built[0]?.image.root.digest ?? "" };
}

function git(folder: string, ...args: readonly string[]): void {
  const run = spawnSync("git", ["-c", "user.name=Mara", "-c", "user.email=mara@example.org", ...args], { cwd: folder });
  if (run.status !== 0) throw new Error(run.stderr.toString());
}

/** A repository with one Compose file that names every image. */
function makeRepository(folder: string, { url, count, suffix }: { url: string; count: number; suffix: string }): void {
  mkdirSync(join(folder, ".github"), { recursive: true });
  writeFileSync(join(folder, ".github", "stowplan.yml"), `registries: {mirrors: {quay.io: "${url}/quay.io"}}\n`);
  const services = Array.from({ length: count }, (_, index) => `  web${index}: {image: "quay.io/galley/web${index}:1.0.0${suffix}"}\n`);
  writeFileSync(join(folder, "compose.yml"), `services:\n${services.join("")}`);
  git(folder, "init", "-q");
  git(folder, "add", ".");
  git(folder, "commit", "-qm", "Images");
}

/** Runs the bundle as its users do; the measured part is everything from the start of the process to its end. */
function runUpdates(cli: string, { repository, cache }: { repository: string; cache: string }): string {
  const started = performance.now();
  const run = spawnSync(process.execPath, ["--import", TELL_MEMORY, cli, "updates", "--repo", repository, "--json"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: cache },
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  const peak = Number(/VmHWM:\s*(?<kibibytes>\d+)/.exec(run.stderr)?.groups?.["kibibytes"] ?? "0");
  if (run.status !== 0 && run.status !== 2) throw new Error(run.stderr);
  return `${(run.stdout.match(/"proposed"/g) ?? []).length} proposals, ${seconds} s, peak of ${Math.round(peak / 1024)} MiB`;
}

async function measure(count: number): Promise<void> {
  const { hosted, digest } = images(count);
  const lines: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "stowplan-bench-"));
  await buildInto(join(folder, "dist"));
  const running = await startRegistryProgram(hosted, { onAccess: (line) => (line.endsWith(' "stowplan"') ? void lines.push(line) : undefined) });
  try {
    for (const [name, suffix] of [["tags", ""], ["tags with digests", `@${digest}`]] as const) {
      const place = { repository: join(folder, name), cache: join(folder, `cache of ${name}`) };
      makeRepository(place.repository, { url: running.url, count, suffix });
      for (const turn of ["first run", "next run"]) {
        lines.length = 0;
        const told = runUpdates(join(folder, "dist", "cli.js"), place);
        // The access log comes through a pipe, a little later than the answers.
        await new Promise((resolve) => setTimeout(resolve, 300));
        const unchanged = lines.filter((line) => line.includes('" 304 ')).length;
        console.log(`${count} ${name}, ${turn}: ${lines.length} requests (${unchanged} "not modified"), ${told}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await running.stop();
  }
}

await measure(Number(process.argv[2] ?? "50"));
