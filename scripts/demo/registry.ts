// Built images -> a registry on loopback that serves them: Debian's docker-registry where it is found, otherwise the one brought along.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { HostedImage } from "./homelab-images.ts";
import { startOnLoopback } from "./loopback-server.ts";
import { pullOnlyRegistry } from "./pull-only-registry.ts";
import { pushImages } from "./push-images.ts";

/**
 * A registry that is running. Repositories are served as `registry/path`, so the mirror of docker.io is `${url}/docker.io`.
 */
export type RunningRegistry = {
  /** For example `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly kind: "docker-registry" | "pull-only";
  stop(): Promise<void>;
};

/** How docker-registry is started, for tests that need more than the demo. */
export type RegistryProgramOptions = {
  /** More lines of the registry's configuration, such as an `auth:` section. */
  readonly configuration?: string;
  /** Headers of the pushes, such as credentials. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** The registry takes a free port itself: one that we had looked for could be another program's by the time it listens. */
function configurationText({ root, more }: { root: string; more: string }): string {
  return [
    "version: 0.1",
    "log: {level: info, formatter: json, accesslog: {disabled: true}}",
    `storage: {filesystem: {rootdirectory: ${JSON.stringify(root)}}, delete: {enabled: true}}`,
    'http: {addr: "127.0.0.1:0"}',
    more,
    "",
  ].join("\n");
}

/** The address that the registry's log says it listens on. */
async function addressIn(log: Readable): Promise<string> {
  let address: string | undefined;
  for await (const line of createInterface({ input: log, signal: AbortSignal.timeout(60_000) })) {
    address = /"listening on (?<address>[\d.:]+)"/.exec(line)?.groups?.["address"];
    if (address !== undefined) break;
  }
  if (address === undefined) throw new Error("docker-registry ended, or did not listen within a minute");
  // A log that nobody reads would stop the registry.
  log.resume();
  return address;
}

/** Starts Debian's docker-registry with an empty store in a temporary folder, and pushes the images. */
export async function startRegistryProgram(images: readonly HostedImage[], options: RegistryProgramOptions = {}): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(tmpdir(), "stowplan-registry-"));
  const file = join(folder, "config.yml");
  await writeFile(file, configurationText({ root: join(folder, "store"), more: options.configuration ?? "" }));
  const program = spawn("docker-registry", ["serve", file], { stdio: ["ignore", "ignore", "pipe"] });
  function kill(): void {
    program.kill();
  }
  // The registry must not outlive a demo that ends with an exception.
  process.once("exit", kill);
  async function stop(): Promise<void> {
    process.off("exit", kill);
    const ended = program.exitCode === null ? once(program, "exit") : undefined;
    kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
  try {
    const url = `http://${await addressIn(program.stderr)}`;
    await pushImages({ url, ...(options.headers === undefined ? {} : { headers: options.headers }) }, images);
    return { url, kind: "docker-registry", stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the registry that can only be pulled from. */
export async function startPullOnlyRegistry(images: readonly HostedImage[]): Promise<RunningRegistry> {
  return { kind: "pull-only", ...(await startOnLoopback(pullOnlyRegistry(images))) };
}

/** Starts whichever registry this machine has; the caller stops it. */
export async function startRegistry(images: readonly HostedImage[]): Promise<RunningRegistry> {
  const isFound = spawnSync("docker-registry", ["--version"], { stdio: "ignore" }).status === 0;
  return isFound ? startRegistryProgram(images) : startPullOnlyRegistry(images);
}
