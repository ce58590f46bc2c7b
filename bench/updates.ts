// Measures `stowplan updates` on many images at docker-registry: requests to it, time of the whole process, peak of memory.
// Usage: node scripts/with-node24.mjs bench/updates.ts [COUNT]
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { buildInto } from "../scripts/build.ts";
import type { HostedImage } from "../scripts/demo/homelab-images.ts";
import { buildImage } from "../scripts/demo/oci-image.ts";
import { startRegistryProgram } from "../scripts/demo/registry.ts";
import { openAccessLog } from "../test/host/registry/access-log.ts";

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
async function runUpdates(cli: string, { repository, cache }: { repository: string; cache: string }): Promise<string> {
  const started = performance.now();
  // Not spawnSync: the requests go through this very process.
  const child = spawn(process.execPath, ["--import", TELL_MEMORY, cli, "updates", "--repo", repository, "--json"], { env: { PATH: process.env["PATH"], HOME: cache }, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  if (child.exitCode !== 0 && child.exitCode !== 2) throw new Error(stderr);
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  const peak = Number(/VmHWM:\s*(?<kibibytes>\d+)/.exec(stderr)?.groups?.["kibibytes"] ?? "0");
  return `${(stdout.match(/"proposed"/g) ?? []).length} proposals, ${seconds} s, peak of ${Math.round(peak / 1024)} MiB`;
}

async function measure(count: number): Promise<void> {
  const { hosted, digest } = images(count);
  const folder = mkdtempSync(join(tmpdir(), "stowplan-bench-"));
  await buildInto(join(folder, "dist"));
  const running = await startRegistryProgram(hosted);
  const log = await openAccessLog(running.url);
  try {
    for (const [name, suffix] of [["tags", ""], ["tags with digests", `@${digest}`]] as const) {
      const place = { repository: join(folder, name), cache: join(folder, `cache of ${name}`) };
      makeRepository(place.repository, { url: log.url, count, suffix });
      for (const turn of ["first run", "next run"]) {
        let told = "";
        const asked = await log.during(async () => {
          told = await runUpdates(join(folder, "dist", "cli.js"), place);
        });
        const unchanged = asked.filter(({ status }) => status === 304).length;
        console.log(`${count} ${name}, ${turn}: ${asked.length} requests (${unchanged} "not modified"), ${told}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await log.stop();
    await running.stop();
  }
}

await measure(Number(process.argv[2] ?? "50"));
